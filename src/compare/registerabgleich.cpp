// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Level 1 of the Registerabgleich: the register's list of numbers and Referenz-IDs (090022) against the
// local file. A Referenz-ID with the same stem and another version is the same Speicherinhalt (02).
#include <abgleich/compare/vergleicher.hpp>

#include <abgleich/domain/azr_nummer.hpp>

#include <algorithm>
#include <map>

namespace abgleich::compare {

using domain::Abgleichsdaten;
using domain::AzrNummer;
using domain::Bestand;
using domain::RegisterabgleichZeile;
using domain::Satz;
using domain::Vorkommen;

namespace {

class Registervergleich {
public:
    Registervergleich(const Bestand& lokal, const Abgleichsdaten& liste, const katalog::Katalog& katalog,
                      const Lesbarkeit& lesbarkeit)
        : m_lokal(lokal), m_liste(liste), m_katalog(katalog), m_lesbarkeit(lesbarkeit) {}

    void eintrag(const Abgleichsdaten::Eintrag& e, std::uint32_t lokal) {
        zeile(e.nummer, lokal, {}, {}, {},
              lokal != domain::kein_satz        ? "beide"
              : m_lesbarkeit.lokal_vollstaendig ? "nicht_in_A"
                                                : "nicht_feststellbar");
        if (lokal == domain::kein_satz || !e.mit_referenzen || !m_lokal.saetze[lokal].im_bestand) return;
        const auto fassung = m_lokal.saetze[lokal].fassung;
        for (const auto& s : m_katalog.sachverhalte())
            if (s.abgleich_feld != 0 && s.in_fassung(fassung) &&
                m_katalog.feld(s.abgleich_feld).in_fassung(e.fassung))
                entitaet(e, lokal, s);
    }

    void nur_lokal(AzrNummer nummer, std::uint32_t lokal) {
        zeile(nummer, lokal, {}, {}, {},
              m_lesbarkeit.liste_vollstaendig ? "nicht_in_Abgleichsdaten" : "nicht_feststellbar");
    }

    std::vector<RegisterabgleichZeile> zeilen;

private:
    void zeile(AzrNummer nummer, std::uint32_t lokal, std::string entitaet, std::string_view ref_lokal,
               std::string_view ref_azr, const char* ergebnis) {
        zeilen.push_back(
            {nummer, lokal, std::move(entitaet), std::string(ref_lokal), std::string(ref_azr), ergebnis});
    }

    /// Local occurrences that the register's selection can mean.
    std::vector<const Vorkommen*> auswahl(const Satz& satz, const katalog::Sachverhalt& s) const {
        std::vector<const Vorkommen*> alle;
        for (const auto& v : m_lokal.vorkommen_von(satz))
            if (m_lokal.sachverhalt(v) == m_katalog.nummer(s)) alle.push_back(&v);
        if (s.abgleich_alle || alle.size() < 2) return alle;
        auto aktuell = alle;
        const auto frueher = m_katalog.sonder(katalog::Sonderfeld::fruehere_anschrift);
        std::erase_if(aktuell, [&](const Vorkommen* v) {
            return m_lokal.stand(*v) == domain::Stand::historisch || m_lokal.wert(*v, frueher) == "true" ||
                   m_lokal.wert(*v, frueher) == "1";
        });
        return aktuell.empty() ? alle : aktuell;
    }

    void entitaet(const Abgleichsdaten::Eintrag& e, std::uint32_t lokal, const katalog::Sachverhalt& s) {
        std::vector<std::string_view> azr;
        for (const auto& r : m_liste.referenzen_von(e))
            if (r.entitaet == s.abgleich_feld) azr.push_back(m_liste.texte.view(r.id));
        auto vorkommen = auswahl(m_lokal.saetze[lokal], s);
        // 1. Equal ids, 2. equal stems, 3. what is left without an id here, 4. what is left on one side.
        const auto paare = [&](const char* code, auto&& passt) {
            std::erase_if(azr, [&](std::string_view id) {
                const auto it = std::find_if(vorkommen.begin(), vorkommen.end(), [&](const Vorkommen* v) {
                    return passt(m_lokal.wert(*v, s.referenz), id);
                });
                if (it == vorkommen.end()) return false;
                zeile(e.nummer, lokal, s.abgleich_element, m_lokal.wert(**it, s.referenz), id, code);
                vorkommen.erase(it);
                return true;
            });
        };
        paare("01", [](std::string_view hier, std::string_view dort) { return hier == dort; });
        paare("02", [](std::string_view hier, std::string_view dort) {
            return !hier.empty() && domain::referenz_stamm(hier) == domain::referenz_stamm(dort);
        });
        paare("04", [](std::string_view hier, std::string_view) { return hier.empty(); });
        if (!s.abgleich_alle)
            paare("02", [](std::string_view hier, std::string_view) { return !hier.empty(); });
        for (const auto id : azr) zeile(e.nummer, lokal, s.abgleich_element, {}, id, "03");
        for (const auto* v : vorkommen)
            zeile(e.nummer, lokal, s.abgleich_element, m_lokal.wert(*v, s.referenz), {}, "05");
    }

    const Bestand& m_lokal;
    const Abgleichsdaten& m_liste;
    const katalog::Katalog& m_katalog;
    const Lesbarkeit& m_lesbarkeit;
};

}  // namespace

std::vector<RegisterabgleichZeile> vergleiche_register(const std::vector<domain::Zuordnung>& zuordnungen,
                                                       const Bestand& lokal, const Bestand& azr,
                                                       const Abgleichsdaten& liste,
                                                       const katalog::Katalog& katalog,
                                                       const Lesbarkeit& lesbarkeit) {
    // A merged record answers under its new number: the number of the pair counts before the local one.
    std::vector<AzrNummer> nummern(lokal.saetze.size());
    for (std::uint32_t i = 0; i < lokal.saetze.size(); ++i)
        if (!lokal.saetze[i].datei_b) nummern[i] = lokal.saetze[i].azr_nummer;  // unreadable is not absent
    for (const auto& z : zuordnungen)
        if (z.art == domain::ZuordnungArt::nummer && z.status == domain::ZuordnungStatus::sicher)
            nummern[z.lokal] = azr.saetze[z.azr].azr_nummer;
    // One row a number: of several local records with it, the one that the person was found to be.
    std::vector<bool> sicher(lokal.saetze.size());
    for (const auto& z : zuordnungen)
        sicher[z.lokal] = sicher[z.lokal] || z.status == domain::ZuordnungStatus::sicher;
    std::map<AzrNummer, std::uint32_t> nach_nummer;
    for (std::uint32_t i = 0; i < nummern.size(); ++i) {
        if (nummern[i].leer()) continue;
        const auto [it, neu] = nach_nummer.emplace(nummern[i], i);
        if (!neu && sicher[i] && !sicher[it->second]) it->second = i;
    }

    Registervergleich vergleich(lokal, liste, katalog, lesbarkeit);
    auto hier = nach_nummer.begin();
    for (const auto& e : liste.eintraege) {
        for (; hier != nach_nummer.end() && hier->first < e.nummer; ++hier)
            vergleich.nur_lokal(hier->first, hier->second);
        const bool beide = hier != nach_nummer.end() && hier->first == e.nummer;
        vergleich.eintrag(e, beide ? hier->second : domain::kein_satz);
        if (beide) ++hier;
    }
    for (; hier != nach_nummer.end(); ++hier) vergleich.nur_lokal(hier->first, hier->second);
    return std::move(vergleich.zeilen);
}

}  // namespace abgleich::compare
