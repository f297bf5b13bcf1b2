// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "beurteilung.hpp"
#include "paarung.hpp"

#include <abgleich/compare/vergleicher.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace abgleich::compare {

/// How often a side fills each Sachverhalt and each field.
struct Fuellung {
    std::vector<std::uint64_t> sachverhalte;
    std::vector<std::uint64_t> felder;

    Fuellung(const domain::Bestand& bestand, const katalog::Katalog& katalog)
        : sachverhalte(katalog.sachverhalte().size()), felder(katalog.felder()) {
        std::vector<std::uint64_t> gestalten(bestand.gestalten.size());
        for (const auto& satz : bestand.saetze)
            for (const auto& v : bestand.vorkommen_von(satz)) ++gestalten[v.gestalt];
        for (std::uint32_t g = 0; g < gestalten.size(); ++g) {
            sachverhalte[bestand.gestalten[g].sachverhalt] += gestalten[g];
            for (const auto& schritt : bestand.gestalten.schritte(g))
                if (schritt.art != domain::Schritt::element) felder[schritt.feld] += gestalten[g];
        }
    }
};

/// Whether the catalogue describes the Sachverhalt and its purpose, if it needs one, is configured.
bool wird_verglichen(const katalog::Sachverhalt& s, const Vergleichsoptionen& optionen);
/// Whether values of the field are findings of their own.
bool wird_verglichen(const katalog::Feld& f);

/// Compares one pair of records after the other; one object per thread.
class Paarvergleich {
public:
    Paarvergleich(const domain::Bestand& lokal, const domain::Bestand& azr, const katalog::Katalog& katalog,
                  const domain::KennungBilder& kennungen, const Vergleichsoptionen& optionen,
                  const Fuellung& voll_lokal)
        : m_lokal(lokal),
          m_azr(azr),
          m_katalog(katalog),
          m_kennungen(kennungen),
          m_optionen(optionen),
          m_beurteiler(katalog, optionen),
          m_voll_lokal(voll_lokal),
          m_pools(katalog.sachverhalte().size()) {}

    void vergleiche(std::uint32_t nummer, const domain::Zuordnung& z);
    Vergleichsergebnis ergebnis;

private:
    void fehlzuordnung(std::uint32_t nummer, const domain::Zuordnung& z);
    void vergleiche_nummer(const domain::Satz& lokal, const domain::Satz& azr);
    void vergleiche_sperre(const domain::Satz& lokal, const domain::Satz& azr);
    Paarlage lage(const domain::Satz& lokal, const domain::Satz& azr) const;
    void vergleiche_pool(domain::SachverhaltNr nr, const Pool& pool);
    void vergleiche_vorkommen(domain::SachverhaltNr nr, const domain::Vorkommen& l,
                              const domain::Vorkommen& a);
    void vergleiche_feld(domain::SachverhaltNr nr, domain::FeldNr feld, const domain::Vorkommen& l,
                         const domain::Vorkommen& a);
    void fehlt(domain::SachverhaltNr nr, const domain::Vorkommen& v, bool im_azr, bool unsicher);
    Gleichheit gleichheit(const katalog::Feld& feld, const domain::Blatt& l, const domain::Blatt& a) const;
    bool gleich(const katalog::Feld& feld, const domain::Blatt& l, const domain::Blatt& a) const;
    void ordne_werte(const katalog::Feld& feld);
    void melde(domain::Abweichung a, const domain::Vorkommen* l, const domain::Vorkommen* a_v);
    std::string kurzfassung(const domain::Bestand& bestand, const domain::Vorkommen& v) const;
    bool formwechsel(domain::SachverhaltNr nr, const katalog::Feld& feld, const domain::Vorkommen& l,
                     const domain::Vorkommen& a);

    const domain::Bestand& m_lokal;
    const domain::Bestand& m_azr;
    const katalog::Katalog& m_katalog;
    const domain::KennungBilder& m_kennungen;
    const Vergleichsoptionen& m_optionen;
    Beurteiler m_beurteiler;
    const Fuellung& m_voll_lokal;
    std::vector<Pool> m_pools;
    std::vector<domain::Blatt> m_blaetter_l;
    std::vector<domain::Blatt> m_blaetter_a;
    std::vector<std::string> m_gemeldete_wahlen;
    std::uint32_t m_nummer = 0;
    Fassungspaar m_fassungen;
    const domain::Zuordnung* m_zuordnung = nullptr;
    Paarlage m_lage;
};

}  // namespace abgleich::compare
