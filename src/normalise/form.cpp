// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/normalise/form.hpp>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace abgleich::normalise {

namespace {

/// Letters of DIN 91379 that no decomposition takes apart.
std::string_view ersatz(UChar32 c) {
    switch (c) {
        case 0x00DF:
        case 0x1E9E: return "ss";
        case 0x00E6:
        case 0x00C6: return "a";  // æ, folded like ae
        case 0x0153:
        case 0x0152: return "o";  // œ
        case 0x00F8:
        case 0x00D8: return "o";  // ø
        case 0x0142:
        case 0x0141: return "l";  // ł
        case 0x0111:
        case 0x0110: return "d";  // đ
        case 0x00F0:
        case 0x00D0: return "d";  // ð
        case 0x00FE:
        case 0x00DE: return "th";  // þ
        case 0x0131:
        case 0x0130: return "i";  // ı, İ
        case 0x0127:
        case 0x0126: return "h";  // ħ
        case 0x0167:
        case 0x0166: return "t";  // ŧ
        case 0x0259:
        case 0x018F: return "a";  // ə
        case 0x014B:
        case 0x014A: return "n";  // ŋ
        case 0x0268:
        case 0x0197: return "i";  // ɨ
        case 0x01E5:
        case 0x01E4: return "g";  // ǥ
        default: return {};
    }
}

bool ist_apostroph(UChar32 c) {
    return c == '\'' || c == '`' || c == 0x00B4 || c == 0x2019 || c == 0x2018 || (c >= 0x02B9 && c <= 0x02CC);
}

/// Collects letters; separators become one blank between letters.
class Sammler {
public:
    void buchstabe(char c) {
        if (m_luecke && !m_text.empty()) m_text += ' ';
        m_luecke = false;
        m_text += c;
    }
    void trenner() { m_luecke = true; }
    std::string fertig() { return std::move(m_text); }

private:
    std::string m_text;
    bool m_luecke = false;
};

void ascii(Sammler& sammler, char c) {
    if (c >= 'A' && c <= 'Z')
        sammler.buchstabe(static_cast<char>(c - 'A' + 'a'));
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        sammler.buchstabe(c);
    else if (!ist_apostroph(c))
        sammler.trenner();
}

/// ae, oe, ue -> a, o, u: so the umlaut, its transcription and the bare letter meet.
std::string falte_umlaute(std::string text) {
    std::string gefaltet;
    gefaltet.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        gefaltet += c;
        if ((c == 'a' || c == 'o' || c == 'u') && i + 1 < text.size() && text[i + 1] == 'e') ++i;
    }
    return gefaltet;
}

}  // namespace

std::string vergleichsform(std::string_view utf8) {
    Sammler sammler;
    if (std::all_of(utf8.begin(), utf8.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
        for (const char c : utf8) ascii(sammler, c);
        return falte_umlaute(sammler.fertig());
    }
    UErrorCode fehler = U_ZERO_ERROR;
    const auto* nfd = icu::Normalizer2::getNFDInstance(fehler);
    const auto roh =
        icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
    const icu::UnicodeString zerlegt = U_SUCCESS(fehler) ? nfd->normalize(roh, fehler) : roh;
    for (std::int32_t i = 0; i < zerlegt.length(); i = zerlegt.moveIndex32(i, 1)) {
        const UChar32 c = zerlegt.char32At(i);
        if (c < 0x80) {
            ascii(sammler, static_cast<char>(c));
        } else if (const auto e = ersatz(c); !e.empty()) {
            for (const char b : e) sammler.buchstabe(b);
        } else if (u_charType(c) != U_NON_SPACING_MARK && !ist_apostroph(c)) {
            sammler.trenner();
        }
    }
    return falte_umlaute(sammler.fertig());
}

std::vector<std::string_view> teile(std::string_view form) {
    std::vector<std::string_view> ergebnis;
    while (!form.empty()) {
        const auto ende = std::min(form.find(' '), form.size());
        if (ende > 0) ergebnis.push_back(form.substr(0, ende));
        form.remove_prefix(std::min(ende + 1, form.size()));
    }
    return ergebnis;
}

std::string nummernform(std::string_view text) {
    std::string form;
    for (const char c : text) {
        if (c >= 'a' && c <= 'z')
            form += static_cast<char>(c - 'a' + 'A');
        else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            form += c;
    }
    return form;
}

std::string strassenform(std::string_view text) {
    std::string form = vergleichsform(text);
    const auto schreibe_aus = [&](std::string_view kurz, std::string_view lang) {
        const bool am_ende = form.size() > kurz.size() && form.ends_with(kurz);
        if (am_ende) form.replace(form.size() - kurz.size(), kurz.size(), lang);
    };
    if (!form.ends_with("strasse")) schreibe_aus("str", "strasse");
    schreibe_aus(" pl", " platz");
    std::erase(form, ' ');
    return form;
}

std::string hausnummernform(std::string_view text) {
    std::string form = vergleichsform(text);
    std::erase(form, ' ');
    const auto erste = form.find_first_not_of('0');
    return erste == std::string::npos ? form : form.substr(erste);
}

double aehnlichkeit(std::string_view a, std::string_view b) {
    if (a == b) return 1.0;
    if (a.empty() || b.empty()) return 0.0;
    const std::size_t fenster =
        std::max(a.size(), b.size()) / 2 > 0 ? std::max(a.size(), b.size()) / 2 - 1 : 0;
    std::vector<bool> in_a(a.size()), in_b(b.size());
    std::size_t treffer = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::size_t von = i > fenster ? i - fenster : 0, bis = std::min(i + fenster + 1, b.size());
        for (std::size_t j = von; j < bis; ++j) {
            if (in_b[j] || a[i] != b[j]) continue;
            in_a[i] = in_b[j] = true;
            ++treffer;
            break;
        }
    }
    if (treffer == 0) return 0.0;
    std::size_t vertauscht = 0;
    for (std::size_t i = 0, j = 0; i < a.size(); ++i) {
        if (!in_a[i]) continue;
        while (!in_b[j]) ++j;
        if (a[i] != b[j]) ++vertauscht;
        ++j;
    }
    const auto m = static_cast<double>(treffer);
    const double jaro = (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) +
                         (m - static_cast<double>(vertauscht) / 2.0) / m) /
                        3.0;
    std::size_t anfang = 0;
    while (anfang < 4 && anfang < a.size() && anfang < b.size() && a[anfang] == b[anfang]) ++anfang;
    return jaro + static_cast<double>(anfang) * 0.1 * (1.0 - jaro);
}

}  // namespace abgleich::normalise
