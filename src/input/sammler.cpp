// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "sammler.hpp"

#include <utility>

namespace abgleich::input {

namespace {

template <typename T>
void haenge_an(std::vector<T>& ziel, const std::vector<T>& neue) {
    ziel.insert(ziel.end(), neue.begin(), neue.end());
}

}  // namespace

void Sammler::merke_gestalten(Teil& teil, std::size_t macher) {
    if (macher >= m_gestalten.size()) m_gestalten.resize(macher + 1);
    auto& texte = ablage().texte;
    for (auto& [sachverhalt, stand, schritte] : teil.neue_gestalten) {
        for (auto& s : schritte)  // equal texts of several makers become one
            if (s.art == domain::Schritt::fest) s.text = texte.intern(texte.view(s.text));
        m_gestalten[macher].push_back(ablage().gestalten.nummer(sachverhalt, stand, schritte));
    }
}

std::uint32_t Sammler::nummer_davor(std::uint32_t datei) const { return datei == m_datei ? m_nummer : 0; }

void Sammler::nimm(Teil&& teil, std::size_t macher) {
    merke_gestalten(teil, macher);
    if (teil.zahlen.empty() || kaputt(teil.zahlen.front().datei)) return;
    nimm_probleme(teil);
    nimm_kopf(teil);
    nimm_spalten(teil, m_gestalten[macher]);
    for (const Teil::Zahlen& z : teil.zahlen) {
        auto& datei = m_ziel.dateien[z.datei];
        datei.saetze += z.saetze;
        datei.verworfen += z.verworfen;
        datei.abgebrochen = datei.abgebrochen || z.abgebrochen;
        if (z.kaputt) m_kaputt.insert(z.datei);
        m_saetze += z.saetze + z.verworfen;
        m_nummer = nummer_davor(z.datei) + z.nummern;
        m_datei = z.datei;
    }
}

void Sammler::nimm_probleme(Teil& teil) {
    for (auto& p : teil.probleme) {
        if (p.code == domain::ProblemCode::ausgabe_unbekannt) {  // one note an edition; `validate`: a file
            const std::string datei = m_optionen.nur_pruefen ? std::to_string(p.herkunft.datei) : "";
            if (!m_ausgaben.insert(datei + "\n" + p.meldung).second) continue;
        }
        p.herkunft.satz += teil.eine_zaehlung ? m_nummer : nummer_davor(p.herkunft.datei);
        m_ziel.probleme.push_back(std::move(p));
    }
}

void Sammler::nimm_kopf(const Teil& teil) {
    m_ziel.ohne_schluessel += teil.ohne_schluessel;
    m_ziel.langsam += teil.langsam;
    m_ziel.liste_unvollstaendig = m_ziel.liste_unvollstaendig || teil.liste_unvollstaendig;
    for (const auto& nummer : teil.unbenutzt) ++m_ziel.unbenutzt[nummer];
    if (!teil.stand.empty()) m_ziel.stand = teil.stand;
    if (teil.behoerde.empty()) return;
    if (!m_ziel.behoerde.empty() && m_ziel.behoerde != teil.behoerde && !m_optionen.nur_pruefen)
        m_ziel.probleme.push_back(
            {domain::ProblemCode::wert_ungueltig,
             {teil.zahlen.front().datei, 1, 0},
             0,
             "'bestand': attribute 'behoerde' differs from that of another file (expected "
             "one authority)",
             false});
    m_ziel.behoerde = teil.behoerde;
}

void Sammler::nimm_spalten(Teil& teil, const std::vector<std::uint32_t>& gestalten) {
    const auto uebernimm = [&](domain::Ablage& ablage, std::vector<domain::Vorkommen>& vorkommen) {
        for (auto& v : vorkommen) v.gestalt = gestalten.at(v.gestalt) & domain::Vorkommen::max_gestalt;
        haenge_an(ablage.vorkommen, vorkommen);
    };
    const auto vorkommen_davor = static_cast<std::uint32_t>(m_ziel.bestand.vorkommen.size());
    uebernimm(m_ziel.bestand, teil.vorkommen);
    for (auto& s : teil.saetze) {
        s.herkunft.satz += teil.eine_zaehlung ? m_nummer : nummer_davor(s.herkunft.datei);
        s.erstes_vorkommen += vorkommen_davor;
    }
    haenge_an(m_ziel.bestand.saetze, teil.saetze);

    const auto nachricht_davor = static_cast<std::uint32_t>(m_ziel.nachrichten.vorkommen.size());
    uebernimm(m_ziel.nachrichten, teil.nachricht_vorkommen);
    for (auto& n : teil.nachrichten) {
        n.herkunft.satz += nummer_davor(n.herkunft.datei);
        n.erstes_vorkommen += nachricht_davor;
    }
    haenge_an(m_ziel.nachrichten.nachrichten, teil.nachrichten);

    auto& liste = m_ziel.abgleichsdaten;
    liste.vorhanden = liste.vorhanden || teil.liste_vorhanden;
    for (auto& e : teil.eintraege) e.erste_referenz += static_cast<std::uint32_t>(liste.referenzen.size());
    haenge_an(liste.eintraege, teil.eintraege);
    haenge_an(liste.referenzen, teil.referenzen);
}

}  // namespace abgleich::input
