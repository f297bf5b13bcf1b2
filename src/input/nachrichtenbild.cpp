// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "nachrichtenbild.hpp"

#include <abgleich/base/clock.hpp>

#include <algorithm>

namespace abgleich::input {

using domain::Nachrichtenbild;
using Huelle = Nachrichtenbild::Huelle;

namespace {

constexpr std::string_view testfeld = "@test";

/// Sums up what one side of a reading kept.
class Zaehler {
public:
    Zaehler(const katalog::Fassungen& fassungen, const domain::Nachrichten& nachrichten)
        : m_fassungen(fassungen),
          m_nachrichten(nachrichten),
          m_test(fassungen.gesamt().find_feld("datensatz", testfeld)),
          m_erstellt(fassungen.gesamt().sonder(katalog::Sonderfeld::erstellt)) {}

    void add(const domain::Nachricht& n, Nachrichtenbild& bild) const {
        const auto& katalog = m_fassungen[n.fassung];
        const auto& wurzel = katalog.wurzeln()[n.wurzel];
        ++bild.fassungen[katalog.version()];
        if (wurzel.nummer == "inhalt") {
            bild.huelle = Huelle::bestand;
        } else {
            ++bild.arten[wurzel.element];
            ++bild.nachrichten;
        }
        for (const auto& v : m_nachrichten.vorkommen_von(n))
            if (m_nachrichten.sachverhalt(v) == 0)
                add_kopf(v, bild);
            else
                add_vorkommen(v, bild);
    }

private:
    void add_kopf(const domain::Vorkommen& v, Nachrichtenbild& bild) const {
        for (const auto& blatt : m_nachrichten.blaetter_von(v)) {
            const auto text = m_nachrichten.text(blatt);
            if (blatt.feld == m_test) ++bild.test;
            base::Clock::TimePoint zeit;
            if (blatt.feld == m_erstellt && base::parse_iso(text, zeit))
                bild.erstellt.add(base::to_iso(zeit));
        }
    }

    void add_vorkommen(const domain::Vorkommen& v, Nachrichtenbild& bild) const {
        const auto& s = m_fassungen.gesamt().sachverhalt(m_nachrichten.sachverhalt(v));
        ++bild.sachverhalte[s.name];
        if (s.stand != 0) bild.letzte_aenderung.add(m_nachrichten.wert(v, s.stand));
    }

    const katalog::Fassungen& m_fassungen;
    const domain::Nachrichten& m_nachrichten;
    katalog::FeldNr m_test, m_erstellt;
};

/// Local name of the first element; empty where the beginning holds none.
std::string_view wurzelname(std::string_view text) {
    while (true) {
        const auto p = text.find('<');
        if (p == text.npos || p + 1 >= text.size()) return {};
        text.remove_prefix(p);
        const std::string_view ende = text.starts_with("<!--") ? "-->" : text[1] == '?' ? "?>" : "";
        if (ende.empty()) break;
        const auto q = text.find(ende);
        if (q == text.npos) return {};
        text.remove_prefix(q);
    }
    text = text.substr(1, text.find_first_of(" \t\r\n/>") - 1);
    return text.substr(text.find(':') == text.npos ? 0 : text.find(':') + 1);
}

}  // namespace

Huelle erkenne_huelle(std::string_view anfang) {
    // UTF-16 is Latin letters with a NUL beside each.
    std::string schmal(anfang.substr(0, anfang.find('\0') == anfang.npos ? 0 : anfang.size()));
    std::erase(schmal, '\0');
    const auto name = wurzelname(schmal.empty() ? anfang : schmal);
    return name == "bestand" ? Huelle::bestand : name == "sammlung" ? Huelle::sammlung : Huelle::nachricht;
}

std::vector<Nachrichtenbild> bilde_ab(const katalog::Fassungen& fassungen, const Einlesung& gelesen) {
    std::vector<Nachrichtenbild> bilder(gelesen.dateien.size());
    for (std::size_t i = 0; i < bilder.size(); ++i) {
        bilder[i].saetze = gelesen.dateien[i].saetze;
        bilder[i].verworfen = gelesen.dateien[i].verworfen;
    }
    const Zaehler zaehler(fassungen, gelesen.nachrichten);
    for (const auto& n : gelesen.nachrichten.nachrichten) zaehler.add(n, bilder[n.herkunft.datei]);
    for (const auto& p : gelesen.probleme) {
        if (p.herkunft.datei >= bilder.size()) continue;
        auto& bild = bilder[p.herkunft.datei];
        ++bild.probleme[std::string(domain::problem_text(p.code).name)];
        bild.fehler = bild.fehler || domain::pruef_schwere(p.code) == domain::ProblemSchwere::fehler;
    }
    const auto bestaende = std::count_if(bilder.begin(), bilder.end(),
                                         [](const auto& b) { return b.huelle == Huelle::bestand; });
    for (auto& bild : bilder)
        if (bestaende == 1 && bild.huelle == Huelle::bestand) {
            bild.behoerde = gelesen.behoerde;
            bild.stand = gelesen.stand;
        }
    return bilder;
}

}  // namespace abgleich::input
