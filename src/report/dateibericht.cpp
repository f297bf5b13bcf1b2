// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "sichtbar.hpp"

#include <abgleich/base/text.hpp>
#include <abgleich/report/dateibericht.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace abgleich::report {

using domain::Dateibild;
using domain::Nachrichtenbild;
using domain::Spaltenbild;
using domain::Spanne;
using domain::Tabellenbild;
using nlohmann::ordered_json;

namespace {

std::string zahl(std::uint64_t wert) { return std::to_string(wert); }

/// Signs that a text takes on a terminal; marks upon letters are rare enough.
std::size_t breite(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string breit(std::string text, std::size_t weite) {
    const auto hat = breite(text);
    if (hat < weite) text.append(weite - hat, ' ');
    return text;
}

std::string zeile(const char* was, const std::string& text) {
    return text.empty() ? "" : "  " + breit(was, 17) + text + "\n";
}

template <typename Zahlen>
std::string aufgezaehlt(const Zahlen& zahlen) {
    std::vector<std::string> teile;
    for (const auto& [name, anzahl] : zahlen) teile.push_back(name + " " + zahl(anzahl));
    return base::join(teile, ", ");
}

std::string spanne(const Spanne& s) {
    return s.von.empty() || s.von == s.bis ? s.von : s.von + " to " + s.bis;
}

std::string testvermerk(const Nachrichtenbild& n) {
    if (n.nachrichten == 0) return {};
    if (n.test == 0) return "none";
    return n.test == n.nachrichten ? "all" : zahl(n.test) + " of " + zahl(n.nachrichten);
}

std::string art(const Nachrichtenbild& n) {
    switch (n.huelle) {
        case Nachrichtenbild::Huelle::bestand: return "Bestand";
        case Nachrichtenbild::Huelle::sammlung: return "Sammlung of messages";
        case Nachrichtenbild::Huelle::nachricht: break;
    }
    return "message";
}

std::string nachrichten_text(const Nachrichtenbild& n) {
    std::vector<std::string> arten, fassungen;
    for (const auto& [name, anzahl] : n.arten)
        arten.push_back(zahl(anzahl) + " " + name + (name.ends_with(".090003") ? " (hit list)" : ""));
    for (const auto& [name, anzahl] : n.fassungen) fassungen.push_back(name);
    const bool mehrere = fassungen.size() > 1;
    return zeile("messages", base::join(arten, ", ")) +
           zeile("version", mehrere ? aufgezaehlt(n.fassungen) : base::join(fassungen, "")) +
           zeile("authority", sichtbar(n.behoerde)) + zeile("as of", n.stand) +
           zeile("records", zahl(n.saetze) + " read, " + zahl(n.verworfen) + " rejected") +
           zeile("Sachverhalte", aufgezaehlt(n.sachverhalte)) +
           zeile("letzteAenderung", spanne(n.letzte_aenderung)) + zeile("created", spanne(n.erstellt)) +
           zeile("marked test", testvermerk(n)) +
           zeile("problems", n.probleme.empty() ? "" : aufgezaehlt(n.probleme) + "; see 'abgleich validate'");
}

std::string trenner_name(char trenner) {
    return trenner == '\t' ? "TAB" : "'" + std::string(1, trenner) + "'";
}

/// What a column looks like, in words.
std::vector<std::string> eigenschaften(const Spaltenbild& s) {
    std::vector<std::string> teile;
    if (s.wie_azr_nummern()) {
        teile.emplace_back("AZR-Nummern");
        if (s.elfstellig != 0)
            teile.push_back(zahl(s.elfstellig) +
                            " of 11 digits: a spreadsheet was here and dropped a leading 0");
    }
    if (s.gerundet != 0)
        teile.push_back(zahl(s.gerundet) +
                        " rounded such as 1E+11: a spreadsheet was here; export it as text");
    if (!s.datumsform.empty())
        teile.push_back("dates " + s.datumsform + (s.mit_uhrzeit ? " with a time" : ""));
    else if (s.zahl == domain::Zahlenart::dezimal)
        teile.emplace_back("decimal numbers");
    else if (s.zahl == domain::Zahlenart::ganz && !s.wie_azr_nummern())
        teile.emplace_back("numbers");
    if (s.alle_verschieden)
        teile.emplace_back("all distinct");
    else if (s.wie_codes())
        teile.push_back(zahl(s.verschiedene) + (s.verschiedene == 1 ? " value" : " distinct values"));
    return teile;
}

std::string spalten_text(const Tabellenbild& t) {
    constexpr std::size_t weiteste = 28;
    std::vector<std::string> namen;
    std::size_t weite = 0;
    for (std::size_t i = 0; i < t.spalten.size(); ++i) {
        const auto& name = t.spalten[i].name;
        namen.push_back(name.empty() ? "(column " + zahl(i + 1) + ")" : sichtbar(name));
        weite = std::max(weite, std::min(breite(namen.back()), weiteste));
    }
    std::string text = "  columns\n";
    for (std::size_t i = 0; i < t.spalten.size(); ++i) {
        const auto& s = t.spalten[i];
        text += "    " + breit(namen[i], weite) + "  " + zahl(s.gefuellt) + " filled";
        for (const auto& teil : eigenschaften(s)) text += "; " + teil;
        std::vector<std::string> formen;
        for (const auto& [form, anzahl] : s.formen)
            formen.push_back("'" + sichtbar(form) + "' (" + zahl(anzahl) + ")");
        if (s.weitere_formen != 0)
            formen.push_back(zahl(s.weitere_formen) +
                             (s.weitere_formen == 1 ? " more shape" : " more shapes"));
        if (!formen.empty()) text += "; " + base::join(formen, ", ");
        text += "\n";
        std::vector<std::string> werte;
        for (const auto& wert : s.beispiele) werte.push_back("'" + sichtbar(wert) + "'");
        if (!werte.empty()) text += "      values: " + base::join(werte, ", ") + "\n";
    }
    return text;
}

std::string tabelle_text(const Tabellenbild& t) {
    const std::string anfuehrung = t.anfuehrung == '\0' ? "quotes are plain characters"
                                   : t.mit_anfuehrung   ? std::string("quotes '") + t.anfuehrung + "'"
                                                        : "no quotes";
    std::string kodierung = t.kodierung + (t.bom ? " with a byte order mark" : "");
    std::uint64_t unbrauchbar = 0;
    for (const auto& [grund, anzahl] : t.unbrauchbar) unbrauchbar += anzahl;
    std::string text =
        zeile("layout", t.sachverhalt.empty() ? "another than the native one: give a mapping"
                                              : "native, Sachverhalt '" + t.sachverhalt + "'") +
        zeile("encoding", kodierung) +
        zeile("written", "delimiter " + trenner_name(t.trenner) + ", " + anfuehrung +
                             (t.umbrueche.empty() ? "" : ", line ends " + t.umbrueche)) +
        zeile("header", !t.kopfzeile          ? "none"
                        : t.ueberspringe == 0 ? "first line"
                                              : "behind " + zahl(t.ueberspringe) + " line(s) to skip") +
        zeile("rows", zahl(t.zeilen) + ", " + zahl(unbrauchbar) + " cannot be used");
    for (const auto& [grund, anzahl] : t.unbrauchbar) text += "    " + zahl(anzahl) + ": " + grund + "\n";
    for (const auto& hinweis : t.hinweise) text += zeile("note", sichtbar(hinweis));
    return text + spalten_text(t);
}

std::string titel(const Dateibild& d) {
    switch (d.art) {
        case Dateibild::Art::nachrichten: return art(d.nachrichten);
        case Dateibild::Art::tabelle: return "table";
        case Dateibild::Art::unlesbar: break;
    }
    return {};
}

ordered_json als_json(const Spanne& s) {
    return s.von.empty() ? ordered_json(nullptr) : ordered_json{{"von", s.von}, {"bis", s.bis}};
}

ordered_json als_json(const Nachrichtenbild& n) {
    return {{"nachrichten", n.arten},
            {"fassungen", n.fassungen},
            {"behoerde", n.behoerde},
            {"stand", n.stand},
            {"saetze", n.saetze},
            {"verworfen", n.verworfen},
            {"sachverhalte", n.sachverhalte},
            {"letzteAenderung", als_json(n.letzte_aenderung)},
            {"erstellt", als_json(n.erstellt)},
            {"test", n.test},
            {"probleme", n.probleme}};
}

ordered_json als_json(const Spaltenbild& s) {
    ordered_json formen = ordered_json::array();
    for (const auto& [form, anzahl] : s.formen) formen.push_back({{"form", form}, {"anzahl", anzahl}});
    ordered_json json{{"name", s.name},
                      {"gefuellt", s.gefuellt},
                      {"formen", formen},
                      {"weitereFormen", s.weitere_formen},
                      {"datumsform", s.datumsform},
                      {"mitUhrzeit", s.mit_uhrzeit},
                      {"zahlen", s.zahl == domain::Zahlenart::ganz      ? "ganz"
                                 : s.zahl == domain::Zahlenart::dezimal ? "dezimal"
                                                                        : ""},
                      {"verschiedene", s.verschiedene},
                      {"alleVerschieden", s.alle_verschieden},
                      {"azrNummern", s.azr_nummern},
                      {"elfstellig", s.elfstellig},
                      {"gerundet", s.gerundet}};
    if (!s.beispiele.empty()) json["werte"] = s.beispiele;
    return json;
}

ordered_json als_json(const Tabellenbild& t) {
    ordered_json spalten = ordered_json::array();
    for (const auto& s : t.spalten) spalten.push_back(als_json(s));
    return {{"sachverhalt", t.sachverhalt},
            {"zeichensatz", t.kodierung},
            {"bom", t.bom},
            {"trennzeichen", std::string(1, t.trenner)},
            {"anfuehrung", t.anfuehrung == '\0' ? "" : std::string(1, t.anfuehrung)},
            {"angefuehrt", t.mit_anfuehrung},
            {"zeilenende", t.umbrueche},
            {"kopfzeile", t.kopfzeile},
            {"ueberspringe", t.ueberspringe},
            {"zeilen", t.zeilen},
            {"unbrauchbar", t.unbrauchbar},
            {"hinweise", t.hinweise},
            {"spalten", spalten}};
}

}  // namespace

void schreibe_text(const Besichtigung& besichtigung, bool mit_vorschlag, const Senke& senke) {
    bool erste = true;
    for (const auto& d : besichtigung.dateien) {
        const std::string was = titel(d);
        senke((erste ? "" : "\n") + sichtbar(d.name) + ":" + (was.empty() ? "" : " " + was) +
              (d.grund.empty() ? "" : (was.empty() ? " error: " : "; error: ") + sichtbar(d.grund)) + "\n");
        erste = false;
        if (d.art == Dateibild::Art::nachrichten) senke(nachrichten_text(d.nachrichten));
        if (d.art == Dateibild::Art::tabelle) senke(tabelle_text(d.tabelle));
    }
    if (mit_vorschlag && !besichtigung.vorschlag.empty()) senke("\n" + besichtigung.vorschlag);
}

void schreibe_json(const Besichtigung& besichtigung, const Senke& senke) {
    ordered_json json{{"programm", "abgleich"}, {"version", besichtigung.programm_version}};
    json["dateien"] = ordered_json::array();
    for (const auto& d : besichtigung.dateien) {
        ordered_json datei{{"name", d.name}};
        const bool nachrichten = d.art == Dateibild::Art::nachrichten;
        datei["art"] = !nachrichten ? d.art == Dateibild::Art::tabelle ? "tabelle" : "unlesbar"
                       : d.nachrichten.huelle == Nachrichtenbild::Huelle::bestand  ? "bestand"
                       : d.nachrichten.huelle == Nachrichtenbild::Huelle::sammlung ? "sammlung"
                                                                                   : "nachricht";
        datei["fehler"] = d.fehler();
        if (!d.grund.empty()) {
            datei["code"] = domain::problem_text(d.code).name;
            datei["grund"] = d.grund;
        }
        if (nachrichten) datei["inhalt"] = als_json(d.nachrichten);
        if (d.art == Dateibild::Art::tabelle) datei["tabelle"] = als_json(d.tabelle);
        json["dateien"].push_back(std::move(datei));
    }
    json["vorschlag"] = besichtigung.vorschlag;
    // Names of files are bytes: what is no UTF-8 among them must not stop the report.
    senke(json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n");
}

}  // namespace abgleich::report
