// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Where values come from: how a file is written, which column, how its cells are cut and translated.
#include "abbildung_quelle.hpp"

#include "wertformen.hpp"

#include <algorithm>

namespace abgleich::input {

namespace {

constexpr unsigned max_teil = 100;

/// One character that a table can be written with; '\0' with a fault noted.
char lies_zeichen(AbbildungPruefer& pruefer, const toml::node& wo, const std::string& name,
                  const std::string& text) {
    const bool buchstabe =
        text.size() == 1 && ((text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z') ||
                             (text[0] >= '0' && text[0] <= '9'));
    const bool steuerzeichen = text.size() == 1 && text[0] < ' ' && text[0] != '\t';
    if (text.size() == 1 && !buchstabe && !steuerzeichen && static_cast<unsigned char>(text[0]) < 0x7f)
        return text[0];
    pruefer.melde(
        wo, "'" + name + "' cannot be used (expected one character of ASCII that is no letter and no digit)");
    return '\0';
}

/// What somebody may have meant who wrote a form of dates in another language or in small letters.
std::string gemeinte_form(const std::string& form) {
    std::string gemeint = form;
    for (char& c : gemeint) {
        if (c == 'd' || c == 'D' || c == 't') c = 'T';
        if (c == 'm') c = 'M';
        if (c == 'y' || c == 'Y' || c == 'j') c = 'J';
    }
    return gemeint != form && pruefe_datumsform(gemeint).empty() ? gemeint : std::string{};
}

}  // namespace

const std::vector<std::string>& Dateivorgaben::schluessel() {
    static const std::vector<std::string> namen = {"zeichensatz", "trennzeichen", "anfuehrung", "dezimal",
                                                   "datumsformat"};
    return namen;
}

std::vector<std::string> lies_datumsformen(AbbildungPruefer& pruefer, const toml::table& wo,
                                           const char* schluessel) {
    const toml::node* wert = wo.get(schluessel);
    if (wert == nullptr) return {};
    auto formen = pruefer.texte(*wert, schluessel, true);
    for (const auto& form : formen) {
        const auto fehler = pruefe_datumsform(form);
        if (fehler.empty()) continue;
        const auto gemeint = gemeinte_form(form);
        pruefer.melde(
            *wert, "'" + std::string(schluessel) + "': '" + form + "' " +
                       (gemeint.empty() ? fehler : "is no form of a date, did you mean '" + gemeint + "'?"));
    }
    return formen;
}

Dateivorgaben lies_vorgaben(AbbildungPruefer& pruefer, const toml::table& wo, const Dateivorgaben& von_oben) {
    Dateivorgaben v = von_oben;
    if (const auto name = pruefer.text(wo, "zeichensatz")) {
        if (*name == "utf-8")
            v.kodierung = csv::Kodierung::utf8;
        else if (*name == "windows-1252")
            v.kodierung = csv::Kodierung::windows_1252;
        else if (*name == "iso-8859-15")
            v.kodierung = csv::Kodierung::iso_8859_15;
        else
            pruefer.melde(*wo.get("zeichensatz"),
                          "'zeichensatz' is '" + *name + "'" +
                              vorschlag(*name, {"utf-8", "windows-1252", "iso-8859-15"}));
    }
    if (const auto text = pruefer.text(wo, "trennzeichen"))
        v.dialekt.trenner =
            *text == "tab" ? '\t' : lies_zeichen(pruefer, *wo.get("trennzeichen"), "trennzeichen", *text);
    if (const auto text = pruefer.text(wo, "anfuehrung"))
        v.dialekt.anfuehrung =
            text->empty() ? '\0' : lies_zeichen(pruefer, *wo.get("anfuehrung"), "anfuehrung", *text);
    if (v.dialekt.trenner == v.dialekt.anfuehrung && v.dialekt.trenner != '\0')
        pruefer.melde(wo, "'trennzeichen' and 'anfuehrung' are the same character");
    if (const auto text = pruefer.text(wo, "dezimal")) {
        if (*text == "," || *text == ".")
            v.dezimal = text->front();
        else
            pruefer.melde(*wo.get("dezimal"), "'dezimal' cannot be used (expected ',' or '.')");
    }
    if (wo.contains("datumsformat")) v.datumsformat = lies_datumsformen(pruefer, wo, "datumsformat");
    return v;
}

bool hat_nummer(const Wertquelle& quelle) {
    return std::any_of(quelle.spalten.begin(), quelle.spalten.end(),
                       [](const auto& s) { return s.find(nummer_platzhalter) != std::string::npos; });
}

Wertquelle Quellenleser::lies(const toml::node& wo, const std::string& name) {
    Wertquelle quelle;
    quelle.zeile = AbbildungPruefer::zeile(wo);
    if (wo.is_string())
        quelle.spalten = {**wo.as_string()};
    else if (wo.is_table())
        lies_tabelle(*wo.as_table(), name, quelle);
    else
        m_pruefer.melde(wo, "'" + name +
                                "' is no source (expected the name of a column, or a table with 'spalte', "
                                "'spalten' or 'wert')");
    pruefe_spalten(quelle, name);
    return quelle;
}

void Quellenleser::lies_tabelle(const toml::table& tabelle, const std::string& name, Wertquelle& ziel) {
    m_pruefer.nur(tabelle, {"spalte", "spalten", "wert", "verbinde", "trenne", "teil", "codes", "datum"});
    const int arten = static_cast<int>(tabelle.contains("spalte")) +
                      static_cast<int>(tabelle.contains("spalten")) +
                      static_cast<int>(tabelle.contains("wert"));
    if (arten != 1)
        m_pruefer.melde(tabelle, "'" + name + "' has " + (arten == 0 ? "none" : "several") +
                                     " of 'spalte', 'spalten', 'wert' (expected one of them)");
    if (const auto spalte = m_pruefer.text(tabelle, "spalte")) ziel.spalten = {*spalte};
    if (const auto* spalten = tabelle.get("spalten")) {
        ziel.spalten = m_pruefer.texte(*spalten, "spalten", false);
        if (ziel.spalten.empty()) m_pruefer.melde(*spalten, "'" + name + "': 'spalten' names no column");
    }
    if (const auto wert = m_pruefer.text(tabelle, "wert"); wert && arten == 1) ziel.wert = wert;
    const auto nur_mit = [&](const char* schluessel, const char* wozu) {
        if (tabelle.contains(schluessel) && !tabelle.contains(wozu))
            m_pruefer.melde(*tabelle.get(schluessel),
                            "'" + name + "': '" + schluessel + "' without '" + wozu + "'");
    };
    nur_mit("verbinde", "spalten");
    nur_mit("trenne", "spalte");
    nur_mit("teil", "trenne");
    nur_mit("trenne", "teil");
    if (tabelle.contains("wert"))
        for (const char* schluessel : {"codes", "datum"})
            if (tabelle.contains(schluessel))
                m_pruefer.melde(*tabelle.get(schluessel),
                                "'" + name + "': '" + schluessel +
                                    "' at a constant; write the constant as the register has it");
    if (const auto verbinde = m_pruefer.text(tabelle, "verbinde")) ziel.verbinde = *verbinde;
    lies_schnitt(tabelle, name, ziel);
    ziel.datum = lies_datumsformen(m_pruefer, tabelle, "datum");
    if (const auto codes = m_pruefer.text(tabelle, "codes")) {
        if (m_codes.find(*codes) != m_codes.end()) {
            ziel.codes = *codes;
            m_benutzt.insert(*codes);
        } else {
            std::vector<std::string> bekannt;
            for (const auto& [tafel, inhalt] : m_codes) bekannt.push_back(tafel);
            m_pruefer.melde(*tabelle.get("codes"), "'" + name + "': no table of codes '" + *codes + "'" +
                                                       vorschlag(*codes, bekannt));
        }
    }
}

void Quellenleser::lies_schnitt(const toml::table& tabelle, const std::string& name, Wertquelle& ziel) {
    if (const auto trenne = m_pruefer.text(tabelle, "trenne")) {
        ziel.trenne = *trenne;
        if (trenne->empty()) m_pruefer.melde(*tabelle.get("trenne"), "'" + name + "': 'trenne' is empty");
    }
    const unsigned teile = ziel.trenne == "hausnummer"            ? 3
                           : ziel.trenne == "letztes_leerzeichen" ? 2
                                                                  : max_teil;
    if (const auto teil = m_pruefer.zahl(tabelle, "teil", 1, teile)) ziel.teil = *teil;
}

void Quellenleser::pruefe_spalten(const Wertquelle& quelle, const std::string& name) {
    for (auto s = quelle.spalten.begin(); s != quelle.spalten.end(); ++s) {
        if (base::trim(*s).empty())
            m_pruefer.melde(quelle.zeile, "'" + name + "': the name of a column is empty");
        else if (std::find(quelle.spalten.begin(), s, *s) != s)
            m_pruefer.melde(quelle.zeile, "'" + name + "': column '" + *s + "' stands twice");
    }
}

std::optional<Wertquelle> Quellenleser::lies_aus(const toml::table& tabelle, const std::string& name,
                                                 bool pflicht) {
    const toml::node* wo = tabelle.get(name);
    if (wo == nullptr) {
        if (pflicht) m_pruefer.melde(tabelle, "key '" + name + "' is missing");
        return std::nullopt;
    }
    auto quelle = lies(*wo, name);
    pruefe_ohne_nummer(quelle);
    return quelle;
}

void Quellenleser::ist_datum(Wertquelle& quelle, const std::vector<std::string>& formen) {
    quelle.ist_datum = true;
    if (quelle.datum.empty()) quelle.datum = formen;
}

void Quellenleser::pruefe_werte(const Wertquelle& quelle, const std::string& name,
                                const Wertpruefung& erwartet) {
    const auto pruefe = [&](const std::string& wert, const std::string& woher) {
        const std::string anders = erwartet(wert);
        if (!anders.empty())
            m_pruefer.melde(quelle.zeile, "'" + name + "' does not take '" + wert + "'" + woher +
                                              " (expected " + anders + ")");
    };
    if (quelle.wert) pruefe(*quelle.wert, "");
    const auto tafel = m_codes.find(quelle.codes);
    if (quelle.codes.empty() || tafel == m_codes.end()) return;
    const std::string woher = " from the table of codes '" + quelle.codes + "'";
    std::set<std::string> ergebnisse;
    for (const auto& [von, nach] : tafel->second.werte) ergebnisse.insert(nach);
    if (tafel->second.sonst) ergebnisse.insert(*tafel->second.sonst);
    for (const auto& wert : ergebnisse) {
        if (wert.empty()) continue;  // leaves the field out
        if (quelle.ist_datum)
            if (const auto datum = datum_nach_iso(wert, quelle.datum); datum && erwartet(*datum).empty())
                continue;
        pruefe(wert, woher);
    }
}

void Quellenleser::pruefe_ohne_nummer(const Wertquelle& quelle) {
    if (hat_nummer(quelle))
        m_pruefer.melde(quelle.zeile, "'{n}' in the name of a column without 'wiederhole'");
}

}  // namespace abgleich::input
