// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Runs the pairs over threads and joins what they found, in order.
#include <abgleich/compare/vergleicher.hpp>

#include "paarvergleich.hpp"

#include <abgleich/base/parallel.hpp>

#include <algorithm>
#include <iterator>

namespace abgleich::compare {

using domain::Bestand;
using domain::SachverhaltNr;

Vergleichsergebnis vergleiche(const std::vector<domain::Zuordnung>& zuordnungen, const Bestand& lokal,
                              const Bestand& azr, const katalog::Katalog& katalog,
                              const domain::KennungBilder& kennungen, const Vergleichsoptionen& optionen) {
    const Fuellung voll_lokal(lokal, katalog), voll_azr(azr, katalog);
    constexpr std::size_t range = 2048;
    std::vector<Vergleichsergebnis> teile((zuordnungen.size() + range - 1) / range);
    base::for_ranges(
        zuordnungen.size(), range,
        [&](std::size_t von, std::size_t bis) {
            Paarvergleich vergleich(lokal, azr, katalog, kennungen, optionen, voll_lokal);
            for (std::size_t i = von; i < bis; ++i)
                vergleich.vergleiche(static_cast<std::uint32_t>(i), zuordnungen[i]);
            teile[von / range] = std::move(vergleich.ergebnis);
        },
        optionen.faeden);
    Vergleichsergebnis ganz;
    for (auto& teil : teile) {
        ganz.abweichungen.insert(ganz.abweichungen.end(), std::make_move_iterator(teil.abweichungen.begin()),
                                 std::make_move_iterator(teil.abweichungen.end()));
        ganz.klaerfaelle.insert(ganz.klaerfaelle.end(), teil.klaerfaelle.begin(), teil.klaerfaelle.end());
        ganz.verglichene_felder += teil.verglichene_felder;
        ganz.gleiche_felder += teil.gleiche_felder;
        for (const auto& [was, anzahl] : teil.nicht_verglichen) ganz.nicht_verglichen[was] += anzahl;
    }
    // What was read but not compared: no overlay, no purpose, or the local file does not keep it at all.
    for (SachverhaltNr nr = 1; nr < katalog.sachverhalte().size(); ++nr) {
        const auto& s = katalog.sachverhalt(nr);
        if (nr == katalog.sperre()) continue;
        const auto anzahl = voll_lokal.sachverhalte[nr] + voll_azr.sachverhalte[nr];
        if (!wird_verglichen(s, optionen) || voll_lokal.sachverhalte[nr] == 0) {
            if (anzahl != 0) ganz.nicht_verglichen[s.name] = anzahl;
            continue;
        }
        for (const auto feld : s.felder)
            if (wird_verglichen(katalog.feld(feld)) && voll_lokal.felder[feld] == 0 &&
                voll_azr.felder[feld] != 0)
                ganz.nicht_verglichen[s.name + "/" + katalog.feld(feld).pfad] = voll_azr.felder[feld];
    }
    return ganz;
}

}  // namespace abgleich::compare
