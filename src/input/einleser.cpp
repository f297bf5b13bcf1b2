// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/input/einleser.hpp>

#include "ordnung.hpp"
#include "tabellen_leser.hpp"
#include "zufuhr.hpp"

#include <abgleich/base/parallel.hpp>

#include <algorithm>
#include <tuple>

namespace abgleich::input {

namespace {

/// Nothing was found where messages should be: what should be there is not known.
void melde_leeren_pfad(const std::string& pfad, const Leseoptionen& optionen, Einlesung& ziel) {
    ziel.probleme.push_back({domain::ProblemCode::keine_nachrichten,
                             {static_cast<std::uint32_t>(ziel.dateien.size()), 0, 0},
                             0,
                             "directory without messages (expected *.xml below it)",
                             true});
    ziel.dateien.push_back({pfad, optionen.seite, {}, 0, 0, 0, true});
    ziel.liste_unvollstaendig = true;
}

void ordne(Einlesung& ziel, domain::Seite seite) {
    ordne_saetze(ziel, seite);
    ordne_liste(ziel.abgleichsdaten);
    for (const auto& [nummer, anzahl] : ziel.unbenutzt) {
        ziel.probleme.push_back(
            {domain::ProblemCode::nachricht_unbenutzt,
             {},
             0,
             std::to_string(anzahl) + " message(s) " + nummer + " are valid but of no use for this command",
             false});
    }
}

/// `kataloge`: one per version, oldest first.
Einlesung lies_fassungen(const std::vector<const katalog::Katalog*>& kataloge, const Leseoptionen& wunsch,
                         const std::vector<std::string>& pfade) {
    Leseoptionen optionen = wunsch;
    if (!optionen.nur_pruefen && optionen.stufe == katalog::Pruefstufe::aus)
        optionen.stufe = katalog::Pruefstufe::struktur;  // without it no value finds its field
    if (optionen.faeden == 0) optionen.faeden = base::thread_count();
    Einlesung ziel;
    base::Progress fortschritt(optionen.seite == domain::Seite::lokal ? "Bestand" : "AZR",
                               optionen.fortschritt);
    if (optionen.abbildung != nullptr || sind_tabellen(pfade)) {
        lies_tabellen(*kataloge.back(), optionen, pfade, ziel, fortschritt);
    } else {
        Zufuhr zufuhr(kataloge, optionen, ziel, fortschritt);
        for (const auto& pfad : pfade) {
            if (durchlaufe(pfad, {}, zufuhr) != 0) continue;
            zufuhr.beende();
            melde_leeren_pfad(pfad, optionen, ziel);
        }
        zufuhr.beende();
    }
    if (!optionen.nur_pruefen && !optionen.nachrichten_behalten) ordne(ziel, optionen.seite);
    ziel.bestand.schliesse_ab();
    ziel.nachrichten.schliesse_ab();
    ziel.abgleichsdaten.texte.schliesse_ab();
    std::stable_sort(ziel.probleme.begin(), ziel.probleme.end(), [](const auto& x, const auto& y) {
        return std::tie(x.herkunft.datei, x.herkunft.zeile, x.spalte, x.herkunft.satz) <
               std::tie(y.herkunft.datei, y.herkunft.zeile, y.spalte, y.herkunft.satz);
    });
    return ziel;
}

}  // namespace

Einlesung lies(const katalog::Fassungen& fassungen, const Leseoptionen& optionen,
               const std::vector<std::string>& pfade) {
    std::vector<const katalog::Katalog*> kataloge;
    for (const auto& k : fassungen.alle()) kataloge.push_back(k.get());
    return lies_fassungen(kataloge, optionen, pfade);
}

Einlesung lies(const katalog::Katalog& katalog, const Leseoptionen& optionen,
               const std::vector<std::string>& pfade) {
    return lies_fassungen({&katalog}, optionen, pfade);
}

}  // namespace abgleich::input
