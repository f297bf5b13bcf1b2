// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "spaltenurteil.hpp"

#include "wertformen.hpp"
#include "zellmaske.hpp"

#include <abgleich/base/hash.hpp>
#include <abgleich/base/text.hpp>
#include <abgleich/domain/azr_nummer.hpp>

#include <algorithm>

namespace abgleich::input {

namespace {

constexpr std::size_t max_formen = 10'000;  // distinct shapes kept
constexpr std::size_t gezeigte_formen = 3;
constexpr std::string_view ziffern = "0123456789";

bool nur_ziffern(std::string_view text) {
    return !text.empty() && text.find_first_not_of(ziffern) == std::string_view::npos;
}

/// 1E+11, 1,01E+11: what a spreadsheet makes of a long number.
bool ist_gerundet(std::string_view zelle) {
    const auto e = zelle.find_first_of("eE");
    if (e == std::string_view::npos || e == 0) return false;
    auto hoch = zelle.substr(e + 1);
    if (!hoch.empty() && hoch.front() == '+') hoch.remove_prefix(1);
    return nur_ziffern(hoch) && hoch.size() <= 2 && ziffern.find(zelle.front()) != std::string_view::npos &&
           zelle.substr(0, e).find_first_not_of("0123456789.,") == std::string_view::npos;
}

}  // namespace

void Spaltenurteil::add(std::string_view zelle) {
    if (zelle.empty()) return;
    ++m_gefuellt;
    if (auto form = maskiere(zelle); m_formen.size() < max_formen || m_formen.contains(form))
        ++m_formen[std::move(form)];
    else
        ++m_ohne_form;
    zaehle_datum(zelle);
    zaehle_zahl(zelle);
    zaehle_nummer(zelle);
    zaehle_wert(zelle);
    const auto komma = zelle.find(',');
    m_komma += komma != std::string_view::npos && komma != 0 && komma + 1 != zelle.size() &&
               ziffern.find(zelle[komma - 1]) == std::string_view::npos;
    m_leer += zelle.find(' ') != std::string_view::npos;
    m_hausnummer += ziffern.find(zelle.front()) == std::string_view::npos &&
                    !teil_der_zelle(zelle, "hausnummer", 2).empty();
}

void Spaltenurteil::zaehle_datum(std::string_view zelle) {
    constexpr std::size_t laengstes = 30;
    if (zelle.size() < 6 || zelle.size() > laengstes || zelle.find_first_of(ziffern) > 0) return;
    const auto ende = zelle.find_first_of(" T");
    const bool uhrzeit = ende != std::string_view::npos && zelle.find(':', ende) != std::string_view::npos;
    for (std::size_t i = 0; i < datumsformen.size(); ++i) {
        const std::string form = datumsformen[i];
        if (datum_nach_iso(zelle.substr(0, uhrzeit ? ende : zelle.npos), {&form, 1}))
            ++(uhrzeit ? m_daten_mit_zeit : m_daten)[i];
    }
}

void Spaltenurteil::zaehle_zahl(std::string_view zelle) {
    if (zelle.front() == '-') zelle.remove_prefix(1);
    const auto zeichen = zelle.find_first_of(",.");
    if (nur_ziffern(zelle))
        ++m_ganze;
    else if (zeichen != std::string_view::npos && nur_ziffern(zelle.substr(0, zeichen)) &&
             nur_ziffern(zelle.substr(zeichen + 1)))
        ++m_dezimale;
}

void Spaltenurteil::zaehle_nummer(std::string_view zelle) {
    if (domain::AzrNummer::parse(zelle))
        ++m_azr;
    else if (zelle.size() == 11 && nur_ziffern(zelle) && domain::AzrNummer::parse("0" + std::string(zelle)))
        ++m_elfstellig;
    else if (ist_gerundet(zelle))
        ++m_gerundet;
}

void Spaltenurteil::zaehle_wert(std::string_view zelle) {
    if (!m_viele) {
        if (const auto it = m_werte.find(zelle); it != m_werte.end())
            ++it->second;
        else
            m_werte.emplace(zelle, 1);
        m_viele = m_werte.size() > wenige;
    }
    if (m_doppelt) return;
    m_doppelt = !m_gesehen.insert(base::hash(zelle)).second;
    if (m_doppelt) m_gesehen = {};
}

domain::Spaltenbild Spaltenurteil::ende(std::string name, std::uint64_t zeilen, bool beispiele) const {
    domain::Spaltenbild bild;
    bild.name = std::move(name);
    bild.gefuellt = m_gefuellt;
    if (m_gefuellt == 0) return bild;
    const auto fast_alle = [&](std::uint64_t anzahl) { return anzahl * 10 >= m_gefuellt * 9; };
    const auto haeufigste = [](const auto& zahlen, std::size_t anzahl) {
        std::vector<std::pair<std::string, std::uint64_t>> liste(zahlen.begin(), zahlen.end());
        std::stable_sort(liste.begin(), liste.end(),
                         [](const auto& a, const auto& b) { return a.second > b.second; });
        if (liste.size() > anzahl) liste.resize(anzahl);
        return liste;
    };
    bild.formen = haeufigste(m_formen, gezeigte_formen);
    bild.weitere_formen = m_formen.size() - bild.formen.size() + (m_ohne_form != 0 ? 1 : 0);
    for (const bool zeit : {false, true}) {
        const auto& zahlen = zeit ? m_daten_mit_zeit : m_daten;
        const auto meiste = std::max_element(zahlen.begin(), zahlen.end());
        if (bild.datumsform.empty() && fast_alle(*meiste)) {
            bild.datumsform = datumsformen[static_cast<std::size_t>(meiste - zahlen.begin())];
            bild.mit_uhrzeit = zeit;
        }
    }
    if (m_ganze == m_gefuellt)
        bild.zahl = domain::Zahlenart::ganz;
    else if (m_ganze + m_dezimale == m_gefuellt && bild.datumsform.empty())
        bild.zahl = domain::Zahlenart::dezimal;
    bild.alle_verschieden = !m_doppelt && m_gefuellt == zeilen && zeilen > 1;
    bild.azr_nummern = m_azr;
    bild.elfstellig = m_elfstellig;
    bild.gerundet = m_gerundet;
    bild.mit_komma = m_komma;
    bild.mit_leerzeichen = m_leer;
    bild.mit_hausnummer = m_hausnummer;
    if (m_viele) {
        if (beispiele)
            for (const auto& [wert, anzahl] : m_werte)
                if (bild.beispiele.size() < gezeigte_formen) bild.beispiele.push_back(wert);
        return bild;
    }
    bild.verschiedene = m_werte.size();
    for (const auto& [wert, anzahl] : m_werte) bild.werte.push_back(wert);
    constexpr std::size_t gezeigte_codes = 10;
    if (beispiele)
        for (auto& [wert, anzahl] : haeufigste(m_werte, bild.wie_codes() ? gezeigte_codes : gezeigte_formen))
            bild.beispiele.push_back(wert);
    return bild;
}

}  // namespace abgleich::input
