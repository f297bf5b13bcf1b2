// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "namen.hpp"

namespace abgleich::muster {

namespace {

std::string gebauter_name(const Herkunft& h, Zufall& z, bool weiblich) {
    const auto& [mann, frau] = z.aus(h.endung);
    std::string name = !h.vorsatz.empty() && z.trifft(4000) ? z.aus(h.vorsatz) : std::string{};
    name += z.aus(h.anfang);
    if (!h.mitte.empty()) {
        const std::uint32_t anzahl = z.unter(20);  // mostly one middle part
        for (std::uint32_t i = 0; i < (anzahl < 4 ? 0u : anzahl < 16 ? 1u : 2u); ++i) name += z.aus(h.mitte);
    }
    return name + (weiblich ? frau : mann);
}

std::string einfacher_name(const Herkunft& h, Zufall& z, bool weiblich) {
    if (!z.trifft(2500)) return gebauter_name(h, z, weiblich);
    const std::string& wort = z.aus(h.haeufig);
    const std::size_t trenner = wort.find('/');
    if (trenner == wort.npos) return wort;
    return weiblich ? wort.substr(trenner + 1) : wort.substr(0, trenner);
}

struct Regel {
    std::string_view von, nach;
};

constexpr Regel regeln_arabisch[] = {{"Kh", "Ch"},
                                     {"kh", "ch"},
                                     {"Sh", "Sch"},
                                     {"sh", "sch"},
                                     {"Gh", "G"},
                                     {"gh", "g"},
                                     {"Al ", "El "},
                                     {"Al ", "Al-"},
                                     {"Al ", "Al"},
                                     {"Al-", "Al "},
                                     {"El ", "Al "},
                                     {"oo", "u"},
                                     {"ou", "u"},
                                     {"ee", "i"},
                                     {"Mohammed", "Muhammad"},
                                     {"Mohammad", "Muhammed"},
                                     {"Mohamm", "Muhamm"},
                                     {"Youssef", "Yusuf"},
                                     {"Qa", "Ka"},
                                     {"Ja", "Dscha"},
                                     {"J", "Dj"},
                                     {"aw", "au"},
                                     {"ei", "ai"},
                                     {"ya", "ia"},
                                     {"zai", "sai"},
                                     {"Hosse", "Husse"},
                                     {"Ahmad", "Ahmed"},
                                     {"Abu ", "Abo "},
                                     {"th", "t"},
                                     {"w", "v"},
                                     {"u", "o"},
                                     {"i", "e"}};
constexpr Regel regeln_kyrillisch[] = {{"Zh", "Sch"},
                                       {"zh", "sch"},
                                       {"Sh", "Sch"},
                                       {"sh", "sch"},
                                       {"Ch", "Tsch"},
                                       {"ch", "tsch"},
                                       {"Ye", "Je"},
                                       {"Ya", "Ja"},
                                       {"Yu", "Ju"},
                                       {"yi", "ji"},
                                       {"skyi", "skij"},
                                       {"skyi", "skyy"},
                                       {"Oleksandr", "Alexander"},
                                       {"Serhii", "Sergej"},
                                       {"Olena", "Elena"},
                                       {"ii", "ij"},
                                       {"ks", "x"},
                                       {"v", "w"},
                                       {"y", "i"},
                                       {"H", "G"},
                                       {"j", "y"},
                                       {"Z", "S"},
                                       {"z", "s"}};
constexpr Regel regeln_geez[] = {{"Gebre", "Ghebre"},  {"Ghirma", "Girma"}, {"michael", "mikael"},
                                 {"mariam", "maryam"}, {"Tesfa", "Tesfa "}, {"Haile", "Hayle"},
                                 {"Welde", "Wolde"},   {"Weldu", "Woldu"},  {"kristos", "krstos"},
                                 {"Fesse", "Fise"},    {"Y", "J"},          {"ae", "e"},
                                 {"k", "q"},           {"e", "i"}};
constexpr Regel regeln_indisch[] = {{"Lakshmi", "Laxmi"}, {"Lakshi", "Laxi"}, {"th", "t"},  {"sh", "s"},
                                    {"ee", "i"},          {"oo", "u"},        {"Vi", "Bi"}, {"v", "w"},
                                    {"y", "i"},           {"ai", "ay"},       {"dd", "d"},  {"aa", "a"},
                                    {"a", "aa"}};

// A letter and its forms with marks; the first stands for all.
constexpr std::string_view buchstaben[] = {"aàáảãạăằắẳẵặâầấẩẫậäå",
                                           "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÄÅ",
                                           "cćčç",
                                           "CĆČÇ",
                                           "dđď",
                                           "DĐĎ",
                                           "eèéẻẽẹêềếểễệëęě",
                                           "EÈÉẺẼẸÊỀẾỂỄỆËĘĚ",
                                           "gğ",
                                           "GĞ",
                                           "iìíỉĩịîıï",
                                           "IÌÍỈĨỊÎİÏ",
                                           "lł",
                                           "LŁ",
                                           "nńñň",
                                           "NŃÑŇ",
                                           "oòóỏõọôồốổỗộơờớởỡợöø",
                                           "OÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÖØ",
                                           "rř",
                                           "RŘ",
                                           "sśšşș",
                                           "SŚŠŞȘ",
                                           "tţț",
                                           "TŢȚ",
                                           "uùúủũụưừứửữựüů",
                                           "UÙÚỦŨỤƯỪỨỬỮỰÜŮ",
                                           "yỳýỷỹỵ",
                                           "YỲÝỶỸỴ",
                                           "zźżž",
                                           "ZŹŻŽ"};

std::size_t zeichenlaenge(char erstes) {
    const auto byte = static_cast<unsigned char>(erstes);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

void ersetze_alle(std::string& text, std::string_view von, std::string_view nach) {
    for (std::size_t ort = text.find(von); ort != text.npos; ort = text.find(von, ort + nach.size()))
        text.replace(ort, von.size(), nach);
}

std::string mit_umlaut_als_zwei(std::string text) {
    constexpr Regel regeln[] = {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ö", "Oe"}, {"Ü", "Ue"}, {"Ä", "Ae"}};
    for (const Regel& regel : regeln) ersetze_alle(text, regel.von, regel.nach);
    return ohne_zeichen(text);
}

template <std::size_t n>
std::string nach_regeln(const Regel (&regeln)[n], std::string name, Zufall& z) {
    const std::uint32_t start = z.unter(n);
    for (std::size_t i = 0; i < n; ++i) {
        const Regel& regel = regeln[(start + i) % n];
        if (name.find(regel.von) != name.npos) {
            ersetze_alle(name, regel.von, regel.nach);
            return name;
        }
    }
    return name;
}

}  // namespace

std::string nachname(const Herkunft& h, Zufall& z, bool weiblich) {
    std::string name = einfacher_name(h, z, weiblich);
    if (z.trifft(900)) {
        const bool bindestrich = z.trifft(3500);
        const std::string zweiter = einfacher_name(h, z, weiblich);
        if (zweiter != name) name += (bindestrich ? "-" : " ") + zweiter;
    }
    return name;
}

std::string vorname(const Herkunft& h, Zufall& z, bool weiblich) {
    const auto& liste = weiblich ? h.weiblich : h.maennlich;
    std::string name = z.aus(liste);
    for (std::uint32_t weitere = z.trifft(2200) ? 1 + z.unter(2) : 0; weitere > 0; --weitere) {
        const std::string& noch = z.aus(liste);
        if (name.find(noch) == name.npos) name += " " + noch;
    }
    return name;
}

std::string langer_name(const Herkunft& h, Zufall& z, bool weiblich, bool familienname, std::size_t laenge) {
    std::string name;
    while (zeichenzahl(name) <= laenge) {
        if (!name.empty()) name += ' ';
        name += familienname ? gebauter_name(h, z, weiblich) : z.aus(weiblich ? h.weiblich : h.maennlich);
    }
    return name;
}

std::string umschrift(const Herkunft& h, const std::string& name, Zufall& z) {
    if (const std::string schlicht = ohne_zeichen(name); schlicht != name)
        return z.trifft(3000) ? mit_umlaut_als_zwei(name) : schlicht;
    switch (h.schrift) {
        case Schrift::arabisch: return nach_regeln(regeln_arabisch, name, z);
        case Schrift::kyrillisch: return nach_regeln(regeln_kyrillisch, name, z);
        case Schrift::geez: return nach_regeln(regeln_geez, name, z);
        case Schrift::indisch: return nach_regeln(regeln_indisch, name, z);
        case Schrift::lateinisch: break;
    }
    std::string anders = name;  // nothing to transliterate: hyphen, apostrophe or blank
    ersetze_alle(anders, "-", " ");
    ersetze_alle(anders, "'", "");
    return anders;
}

std::string ohne_zeichen(std::string_view name) {
    std::string ergebnis;
    for (std::size_t i = 0; i < name.size();) {
        const std::string_view zeichen = name.substr(i, zeichenlaenge(name[i]));
        i += zeichen.size();
        if (zeichen.size() == 1) {
            ergebnis += zeichen;
            continue;
        }
        std::string_view ersatz = zeichen;
        for (const std::string_view gruppe : buchstaben)
            if (gruppe.find(zeichen) != gruppe.npos) ersatz = gruppe.substr(0, 1);
        ergebnis += ersatz;
    }
    return ergebnis;
}

std::string tippfehler(const std::string& name, Zufall& z) {
    std::string anders = name;
    // Only between two plain letters, never at the first one.
    for (int versuch = 0; versuch < 8 && anders == name; ++versuch) {
        const std::size_t ort = 1 + z.unter(static_cast<std::uint32_t>(name.size()));
        if (ort + 1 >= name.size() || name[ort] < 'a' || name[ort] > 'z' || name[ort + 1] < 'a' ||
            name[ort + 1] > 'z')
            continue;
        switch (z.unter(4)) {
            case 0: std::swap(anders[ort], anders[ort + 1]); break;
            case 1: anders.insert(ort, 1, anders[ort]); break;
            case 2: anders.erase(ort, 1); break;
            default:
                anders[ort] = anders[ort] == 'e'   ? 'r'
                              : anders[ort] == 'n' ? 'm'
                              : anders[ort] == 'a' ? 's'
                                                   : 'e';
                break;
        }
    }
    return anders;
}

std::string gekuerzt(std::string_view name, std::size_t zeichen) {
    std::size_t ende = 0;
    for (; zeichen > 0 && ende < name.size(); --zeichen) ende += zeichenlaenge(name[ende]);
    while (ende > 0 && name[ende - 1] == ' ') --ende;
    return std::string{name.substr(0, ende)};
}

std::size_t zeichenzahl(std::string_view text) {
    std::size_t anzahl = 0;
    for (const char c : text) anzahl += (static_cast<unsigned char>(c) & 0xC0u) != 0x80u ? 1 : 0;
    return anzahl;
}

}  // namespace abgleich::muster
