// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// A table as it stands: first how it is written, then where its header is, then all its rows.
#include "tabellenbild.hpp"

#include "native_tabellen.hpp"
#include "spaltenurteil.hpp"
#include "wertformen.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>
#include <abgleich/csv/leser.hpp>
#include <abgleich/domain/azr_nummer.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace abgleich::input {

using csv::Kodierung;
using csv::Zeilenfehler;
using domain::Tabellenbild;

namespace {

constexpr std::size_t kopf_bytes = 1 << 16;  // by which a table is judged
constexpr std::size_t kopf_zeilen = 1000;    // among which the header is looked for
constexpr std::string_view bom = "\xEF\xBB\xBF";

const char* name(Kodierung kodierung) {
    return kodierung == Kodierung::utf8           ? "utf-8"
           : kodierung == Kodierung::windows_1252 ? "windows-1252"
                                                  : "iso-8859-15";
}

const char* grund(Zeilenfehler fehler) {
    switch (fehler) {
        case Zeilenfehler::anfuehrung_offen: return "a quote is opened and never closed";
        case Zeilenfehler::text_nach_anfuehrung: return "text behind a closing quote";
        case Zeilenfehler::nul: return "a NUL byte";
        case Zeilenfehler::zeichen: return "bytes that are no text in this encoding";
        case Zeilenfehler::zu_lang: return "a field of more than 65,536 bytes, or too many fields";
        case Zeilenfehler::keiner: break;
    }
    return "";
}

/// Line ends of the beginning; those that are rarer than one in twenty may stand inside of fields.
std::string umbrueche(std::string_view text) {
    text = text.substr(0, std::size_t{1} << 20);
    std::array<std::size_t, 3> anzahl{};  // LF, CRLF, CR
    for (auto i = text.find_first_of("\r\n"); i != text.npos; i = text.find_first_of("\r\n", i + 1)) {
        if (text[i] == '\n') {
            ++anzahl[0];
        } else if (i + 1 < text.size() && text[i + 1] == '\n') {
            ++anzahl[1];
            ++i;
        } else {
            ++anzahl[2];
        }
    }
    const auto alle = anzahl[0] + anzahl[1] + anzahl[2];
    const auto meiste = std::max_element(anzahl.begin(), anzahl.end());
    if (alle == 0) return {};
    if ((alle - *meiste) * 20 > alle) return "mixed";
    constexpr std::array namen = {"LF", "CRLF", "CR"};
    return namen[static_cast<std::size_t>(meiste - anzahl.begin())];
}

/// Rows with characters beyond ASCII, if the text were UTF-8.
struct Kodierprobe {
    std::size_t erste = std::string::npos;  ///< byte of the first that is not
    std::uint64_t lesbare = 0, andere = 0;
};

Kodierprobe pruefe_kodierung(std::string_view text, csv::Dialekt dialekt) {
    Kodierprobe probe;
    const auto jenseits = [](std::string_view feld) {
        return std::any_of(feld.begin(), feld.end(),
                           [](char c) { return static_cast<unsigned char>(c) > 0x7F; });
    };
    csv::Zeile zeile;
    for (csv::Leser leser(text, dialekt); leser.lies(zeile);) {
        if (zeile.fehler == Zeilenfehler::zeichen) {
            probe.erste = std::min(probe.erste, static_cast<std::size_t>(zeile.anfang));
            ++probe.andere;
        } else if (std::any_of(zeile.felder.begin(), zeile.felder.end(), jenseits)) {
            ++probe.lesbare;
        }
    }
    return probe;
}

/// Makes the bytes UTF-8. The beginning may be plain ASCII although what follows is not, and a file that was put
/// together from several may be of two kinds: then it is read as most of its rows are.
Kodierung entziffere(std::string& text, const csv::Vermutung& vermutung, Tabellenbild& bild) {
    Kodierung kodierung = vermutung.kodierung;
    const auto probe = pruefe_kodierung(text, vermutung.dialekt);
    if (probe.andere != 0 && probe.lesbare != 0)
        bild.hinweise.push_back("mixed encodings: " + std::to_string(probe.lesbare) +
                                " row(s) with special characters are UTF-8 and " +
                                std::to_string(probe.andere) + " are not; export it again in one");
    if (probe.andere <= probe.lesbare)
        kodierung = Kodierung::utf8;
    else if (kodierung == Kodierung::utf8)
        kodierung = csv::vermute(std::string_view(text).substr(probe.erste, kopf_bytes)).kodierung;
    csv::nach_utf8(text, kodierung);
    return kodierung;
}

/// A cell as no header has it: a number of five digits or more, a date, a rounded number.
bool ist_wert(std::string_view zelle) {
    const auto ziffern =
        std::count_if(zelle.begin(), zelle.end(), [](char c) { return c >= '0' && c <= '9'; });
    return ziffern >= 5 || (ziffern >= 4 && datum_nach_iso(zelle, {}));
}

/// The first row that has as many fields as most have, at least half of them filled. What stands before it are
/// titles.
struct Kopf {
    std::vector<std::string> zellen;
    std::uint64_t anfang = 0, rest = 0;
    std::uint32_t zeile = 1, rest_zeile = 1;
};

Kopf finde_kopf(std::string_view text, csv::Dialekt dialekt, const std::string& wo) {
    std::map<std::size_t, std::size_t> anzahlen;
    csv::Zeile zeile;
    csv::Leser erster(text, dialekt);
    for (std::size_t i = 0; i < kopf_zeilen && erster.lies(zeile); ++i)
        if (zeile.fehler == Zeilenfehler::keiner) ++anzahlen[zeile.felder.size()];
    const auto meiste = std::max_element(anzahlen.begin(), anzahlen.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (meiste == anzahlen.end() || meiste->first < 2)
        throw base::InputError(wo +
                               ": neither XML nor a table (expected columns parted by ';', ',', TAB or '|')");
    csv::Leser leser(text, dialekt);
    while (leser.lies(zeile)) {
        const auto gefuellt = std::count_if(zeile.felder.begin(), zeile.felder.end(),
                                            [](auto feld) { return !base::trim(feld).empty(); });
        if (zeile.fehler != Zeilenfehler::keiner || zeile.felder.size() != meiste->first ||
            static_cast<std::size_t>(gefuellt) * 2 < zeile.felder.size())
            continue;
        Kopf kopf;
        for (const auto feld : zeile.felder) kopf.zellen.emplace_back(base::trim(feld));
        kopf.anfang = zeile.anfang;
        kopf.zeile = zeile.zeile;
        kopf.rest = leser.stelle();
        kopf.rest_zeile = leser.zeile();
        return kopf;
    }
    throw base::InputError(wo + ": no header row (expected one with the names of the columns)");
}

/// All rows behind the header; the header row once more, as in files put together, is none.
void lies_zeilen(std::string_view text, csv::Dialekt dialekt, const Kopf& kopf, bool beispiele,
                 Tabellenbild& bild) {
    bild.zeilen = 0;
    bild.unbrauchbar.clear();
    bild.spalten.clear();
    std::vector<Spaltenurteil> spalten(kopf.zellen.size());
    csv::Leser leser(text, dialekt, kopf.rest, kopf.rest_zeile);
    csv::Zeile zeile;
    while (leser.lies(zeile)) {
        if (zeile.fehler == Zeilenfehler::keiner &&
            std::equal(zeile.felder.begin(), zeile.felder.end(), kopf.zellen.begin(), kopf.zellen.end(),
                       [](auto feld, const auto& name) { return base::trim(feld) == name; }))
            continue;
        ++bild.zeilen;
        std::string fehler = grund(zeile.fehler);
        if (fehler.empty() && zeile.felder.size() != spalten.size())
            fehler = zeile.felder.size() < spalten.size() ? "fewer fields than the header has"
                                                          : "more fields than the header has";
        if (!fehler.empty()) {
            ++bild.unbrauchbar[fehler];
            continue;
        }
        for (std::size_t i = 0; i < spalten.size(); ++i) spalten[i].add(base::trim(zeile.felder[i]));
    }
    for (std::size_t i = 0; i < spalten.size(); ++i)
        bild.spalten.push_back(spalten[i].ende(kopf.zellen[i], bild.zeilen, beispiele));
}

/// The native layout: the file is called as a Sachverhalt and has a key column.
void erkenne_layout(const std::string& name, const katalog::Katalog& katalog, Tabellenbild& bild) {
    Tabelle t;
    t.name = name;
    for (const auto& s : bild.spalten) t.spalten.push_back(s.name);
    for (const auto seite : {domain::Seite::lokal, domain::Seite::azr}) {
        if (!t.spalte(seite == domain::Seite::lokal ? "aktenzeichen" : "azrNummer")) continue;
        const auto nativ = native_abbildung(t, katalog, seite);
        if (!nativ || (nativ->eintraege.empty() && nativ->datensatz.empty())) continue;
        bild.sachverhalt = nativ->name;
        for (auto& p : t.probleme) bild.hinweise.push_back(std::move(p.meldung));
        return;
    }
}

}  // namespace

Tabellenbild besichtige_tabelle(const std::string& datei, std::string text, const katalog::Katalog& katalog,
                                bool beispiele) {
    Tabellenbild bild;
    const auto vermutung = csv::vermute(std::string_view(text).substr(0, kopf_bytes));
    bild.bom = text.starts_with(bom);
    bild.umbrueche = umbrueche(text);
    bild.kodierung = name(entziffere(text, vermutung, bild));
    bild.trenner = vermutung.dialekt.trenner;
    bild.anfuehrung = vermutung.dialekt.anfuehrung;
    bild.mit_anfuehrung = bild.anfuehrung != '\0' && text.find(bild.anfuehrung) != std::string::npos;

    Kopf kopf = finde_kopf(text, vermutung.dialekt, datei);
    bild.ueberspringe = kopf.zeile - 1;
    bild.kopfzeile = std::none_of(kopf.zellen.begin(), kopf.zellen.end(), ist_wert);
    if (bild.kopfzeile) {
        lies_zeilen(text, vermutung.dialekt, kopf, beispiele, bild);
        bild.kopfzeile = std::none_of(bild.spalten.begin(), bild.spalten.end(), [](const auto& s) {
            return std::find(s.werte.begin(), s.werte.end(), s.name) != s.werte.end();
        });
    }
    if (!bild.kopfzeile) {  // the first row may be a person: it is one of the rows, and no name of a column
        kopf.rest = kopf.anfang;
        kopf.rest_zeile = kopf.zeile;
        std::fill(kopf.zellen.begin(), kopf.zellen.end(), "");
        lies_zeilen(text, vermutung.dialekt, kopf, beispiele, bild);
        bild.hinweise.emplace_back(
            "no header row: the first row looks like a record; add one before a mapping");
    }
    std::set<std::string> gesehen;
    for (const auto& zelle : kopf.zellen)
        if (!zelle.empty() && !gesehen.insert(zelle).second)
            bild.hinweise.push_back("column '" + zelle +
                                    "' stands twice; rename one before a mapping names it");
    if (bild.kopfzeile) erkenne_layout(datei, katalog, bild);
    return bild;
}

}  // namespace abgleich::input
