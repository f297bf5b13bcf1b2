// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// A mapping to begin with. Per table: the key, the attributes of the record, then one Sachverhalt after the other
// takes the columns that are called like its fields; what is left becomes comments.
#include "spaltenwahl.hpp"

#include <abgleich/base/text.hpp>

#include <algorithm>
#include <set>

namespace abgleich::input {

using domain::Spaltenbild;
using domain::Tabellenbild;

namespace {

/// A text of TOML.
std::string in_anfuehrung(std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string ziel = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            ziel += {'\\', c};
        else if (byte < 0x20 || byte == 0x7F)
            ziel += {'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 0xF]};
        else
            ziel += c;
    }
    return ziel + "\"";
}

/// A comment ends with its line.
std::string als_kommentar(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; },
        ' ');
    return text;
}

std::string schluessel(const std::string& pfad) {
    const bool nackt = std::all_of(pfad.begin(), pfad.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-';
    });
    return nackt ? pfad : in_anfuehrung(pfad);
}

/// `personen_20261122.csv` -> `personen_*.csv`: the next export has another day.
std::string dateimuster(std::string_view pfad) {
    std::string name(pfad.substr(pfad.find_last_of("/!") + 1));
    for (const std::string_view endung : {".gz", ".zst"})
        if (name.size() > endung.size() && base::to_lower(name).ends_with(endung))
            name.resize(name.size() - endung.size());
    constexpr std::string_view ziffern = "0123456789";
    constexpr std::ptrdiff_t ziffern_eines_tages = 6;
    std::string ziel;
    for (std::size_t i = 0; i < name.size();) {
        std::size_t ende = i + 1;
        if (ziffern.find(name[i]) != std::string_view::npos) {
            ende = std::min(name.find_first_not_of("0123456789-_", i), name.size());
            ende = name.find_last_of(ziffern, ende - 1) + 1;
        }
        const auto lauf = std::string_view(name).substr(i, ende - i);
        const auto anzahl = std::count_if(lauf.begin(), lauf.end(),
                                          [&](char c) { return ziffern.find(c) != std::string_view::npos; });
        ziel += anzahl >= ziffern_eines_tages ? std::string_view("*") : lauf;
        i = ende;
    }
    return ziel;
}

class Schreiber {
public:
    Schreiber(const katalog::Katalog& katalog, const Tabellenbild& bild) : m_katalog(katalog), m_bild(bild) {}

    std::string tabelle(const std::string& name, const Tabellenwahl& wahl) {
        std::string text = "\n[[datei]]\nname = " + in_anfuehrung(dateimuster(name)) + "\n";
        if (m_bild.kodierung != "utf-8") text += "zeichensatz = " + in_anfuehrung(m_bild.kodierung) + "\n";
        text += "trennzeichen = " +
                (m_bild.trenner == '\t' ? std::string("\"tab\"") : in_anfuehrung({&m_bild.trenner, 1})) +
                "\n";
        if (m_bild.anfuehrung == '\0') text += "anfuehrung = \"\"\n";
        if (m_bild.ueberspringe != 0) text += "ueberspringe = " + std::to_string(m_bild.ueberspringe) + "\n";
        text += schluesselzeile(wahl);
        if (wahl.person) text += "person = " + spalte(*wahl.person) + "\n";
        if (!wahl.datensatz.empty()) text += "\n[datei.datensatz]\n";
        for (const auto& [attribut, nummer] : wahl.datensatz)
            text += attribut + " = " + spalte(nummer) +
                    bemerkung(als_nummer(attribut, m_bild.spalten[nummer])) + "\n";
        for (const auto& e : wahl.eintraege) text += eintrag(e);
        return text + rest(wahl);
    }

private:
    std::string spalte(std::size_t nummer) const { return in_anfuehrung(m_bild.spalten[nummer].name); }
    static std::string bemerkung(const std::string& text) {
        return text.empty() ? "" : "  # " + als_kommentar(text);
    }

    std::string schluesselzeile(const Tabellenwahl& wahl) const {
        if (wahl.schluessel) return "schluessel = " + spalte(*wahl.schluessel) + "\n";
        for (std::size_t i = 0; i < m_bild.spalten.size(); ++i)
            if (m_bild.spalten[i].alle_verschieden && !m_bild.spalten[i].name.empty())
                return "# schluessel = " + spalte(i) +
                       "  # required: the column of the Aktenzeichen; this one has no value twice\n";
        return "# schluessel = \"\"  # required: the column of the Aktenzeichen\n";
    }

    static std::string als_nummer(const std::string& attribut, const Spaltenbild& s) {
        return attribut == "azrNummer" && s.elfstellig + s.gerundet != 0
                   ? "a spreadsheet has damaged " + std::to_string(s.elfstellig + s.gerundet) + " numbers"
                   : "";
    }

    std::string eintrag(const Eintragswahl& e) const {
        std::string text = "\n[[datei.eintrag]]\nsachverhalt = " + in_anfuehrung(e.sachverhalt) + "\n";
        if (!e.stand.empty())
            text += "stand = " + in_anfuehrung(e.stand) + "  # or 'historisch', or a column that says it\n";
        if (e.wiederhole > 1) text += "wiederhole = " + std::to_string(e.wiederhole) + "\n";
        text += "[datei.eintrag.felder]\n";
        for (const auto& f : e.felder) text += schluessel(f.pfad) + " = " + quelle(e, f) + "\n";
        return text;
    }

    std::string quelle(const Eintragswahl& e, const Feldwahl& f) const {
        const auto& s = m_bild.spalten[f.spalten.front()];
        const auto nr = m_katalog.find_feld(e.sachverhalt, f.pfad.substr(0, f.pfad.find('[')));
        const auto& feld = m_katalog.feld(nr);
        std::vector<std::string> teile;
        if (f.spalten.size() > 1) {
            std::vector<std::string> namen;
            for (const auto n : f.spalten) namen.push_back(spalte(n));
            teile.push_back("spalten = [" + base::join(namen, ", ") + "]");
        } else {
            teile.push_back("spalte = " + in_anfuehrung(f.muster.empty() ? s.name : f.muster));
        }
        std::string hinweis = f.hinweis;
        const bool datum =
            feld.vergleich == katalog::Vergleich::datum || feld.vergleich == katalog::Vergleich::teildatum;
        if (!f.trenne.empty()) {
            teile.push_back("trenne = " + in_anfuehrung(f.trenne));
            teile.push_back("teil = " + std::to_string(f.teil));
        } else if (datum && s.mit_uhrzeit) {
            const bool mit_t = !s.formen.empty() && s.formen.front().first.find('A') != std::string::npos;
            teile.emplace_back(mit_t ? "trenne = \"T\"" : "trenne = \" \"");
            teile.emplace_back("teil = 1");
        }
        if (datum && !s.datumsform.empty() && s.datumsform != "TT.MM.JJJJ" && s.datumsform != "JJJJ-MM-TT")
            teile.push_back("datum = " + in_anfuehrung(s.datumsform));
        if (datum && s.datumsform.empty() && s.gefuellt != 0)
            hinweis = "few of its cells look like whole dates";
        if (hinweis.empty()) hinweis = fremde_codes(feld, s);
        const bool einfach = teile.size() == 1 && f.spalten.size() == 1;
        return (einfach ? teile.front().substr(teile.front().find('"'))
                        : "{ " + base::join(teile, ", ") + " }") +
               bemerkung(hinweis);
    }

    /// Values that the newest edition of the field's list lacks: they want a table of codes.
    std::string fremde_codes(const katalog::Feld& feld, const Spaltenbild& s) const {
        const auto* liste = feld.codeliste.empty() ? nullptr : m_katalog.codelisten().neueste(feld.codeliste);
        if (liste == nullptr || s.gefuellt == 0) return {};
        if (s.verschiedene == 0) return "more than 50 distinct values: are they codes of the list?";
        const auto fremde = std::count_if(s.werte.begin(), s.werte.end(),
                                          [&](const auto& wert) { return liste->find(wert) == nullptr; });
        if (fremde == 0) return {};
        return std::to_string(fremde) + " of " + std::to_string(s.werte.size()) +
               " values are no codes of its list: add codes = \"NAME\" and a table [codes.NAME]";
    }

    std::string rest(const Tabellenwahl& wahl) const {
        std::string text;
        for (std::size_t i = 0; i < m_bild.spalten.size(); ++i) {
            if (wahl.vergeben[i]) continue;
            const auto& s = m_bild.spalten[i];
            std::string zeile = (s.name.empty() ? "column " + std::to_string(i + 1) : spalte(i)) + ": " +
                                std::to_string(s.gefuellt) + " filled";
            for (const auto& [form, anzahl] : s.formen) zeile += ", '" + form + "'";
            if (!wahl.bemerkt[i].empty()) zeile += " (" + wahl.bemerkt[i] + ")";
            text += "# " + als_kommentar(zeile) + "\n";
        }
        return text.empty() ? text
                            : "\n# Columns that feed nothing yet, with the shapes of their cells:\n" + text;
    }

    const katalog::Katalog& m_katalog;
    const Tabellenbild& m_bild;
};

}  // namespace

std::string schlage_abbildung_vor(const std::vector<domain::Dateibild>& bilder, const Spaltennamen& namen,
                                  const katalog::Katalog& katalog) {
    std::string text;
    for (const auto& bild : bilder) {
        const auto& t = bild.tabelle;
        if (bild.art != domain::Dateibild::Art::tabelle || !t.sachverhalt.empty() || !t.kopfzeile) continue;
        text += Schreiber(katalog, t).tabelle(bild.name, waehle_spalten(bild.name, t, namen, katalog));
    }
    if (text.empty()) return text;
    return "# Proposed by 'abgleich inspect' from the names and shapes of columns: a beginning, to be "
           "checked line\n"
           "# by line. What is a comment waits for a decision.\n"
           "abbildung = 1\n"
           "# behoerde = \"\"  # six digits: the authority that keeps these records\n"
           "# stand = \"\"     # day of the export, JJJJ-MM-TT\n" +
           text;
}

}  // namespace abgleich::input
