// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/abgleichsdaten.hpp>
#include <abgleich/domain/ergebnis.hpp>
#include <abgleich/domain/kennung.hpp>
#include <abgleich/katalog/katalog.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace abgleich::compare {

struct Vergleichsoptionen {
    std::string behoerde;             ///< own authority, six digits; empty = not known
    std::int64_t jetzt_ms = 0;        ///< from the clock
    int karenz_tage = 7;              ///< facts changed within are `frisch`
    std::vector<std::string> zwecke;  ///< purposes for which protected Sachverhalte may be compared
    unsigned faeden = 0;              ///< threads at most; 0: one per core
};

struct Vergleichsergebnis {
    std::vector<domain::Abweichung> abweichungen;  ///< ordered by pair, Sachverhalt, occurrence, field
    std::vector<domain::Klaerfall> klaerfaelle;
    std::map<std::string, std::uint64_t> nicht_verglichen;  ///< Sachverhalt -> occurrences on both sides
    std::uint64_t verglichene_felder = 0;
    std::uint64_t gleiche_felder = 0;
};

/// Compares the catalogued Sachverhalte of every certain pair, field by field, in pools of occurrences. A
/// pair that is a Fehlzuordnung gives one finding and is not compared; one in doubt gives none.
Vergleichsergebnis vergleiche(const std::vector<domain::Zuordnung>& zuordnungen, const domain::Bestand& lokal,
                              const domain::Bestand& azr, const katalog::Katalog& katalog,
                              const domain::KennungBilder& kennungen, const Vergleichsoptionen& optionen);

/// What of level 1 cannot be told because input is missing: absence is then `nicht_feststellbar`.
struct Lesbarkeit {
    bool lokal_vollstaendig = true;
    bool liste_vollstaendig = true;
};

/// Level 1: numbers and Referenz-IDs against the register's list (result codes of AZR.Abgleichergebnis).
std::vector<domain::RegisterabgleichZeile>
vergleiche_register(const std::vector<domain::Zuordnung>& zuordnungen, const domain::Bestand& lokal,
                    const domain::Bestand& azr, const domain::Abgleichsdaten& liste,
                    const katalog::Katalog& katalog, const Lesbarkeit& lesbarkeit);

}  // namespace abgleich::compare
