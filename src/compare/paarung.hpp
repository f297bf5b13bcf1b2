// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "vergleiche.hpp"

#include <abgleich/domain/bestand.hpp>
#include <abgleich/katalog/katalog.hpp>

#include <cstdint>
#include <utility>
#include <vector>

namespace abgleich::compare {

/// The occurrences of one Sachverhalt on both sides of a pair, all slots in one pool.
struct Pool {
    std::vector<const domain::Vorkommen*> lokal;
    std::vector<const domain::Vorkommen*> azr;
};

struct Gepaart {
    std::vector<std::pair<const domain::Vorkommen*, const domain::Vorkommen*>> paare;
    std::vector<const domain::Vorkommen*> nur_lokal;
    std::vector<const domain::Vorkommen*> nur_azr;
    bool offen = false;  ///< the rest is left to a person
};

/// Pairs a pool: key by key as the catalogue says, then the rest by its rule. Every occurrence ends in
/// exactly one of the three lists. Among candidates that are equally alike
/// the first in document order is taken.
Gepaart paare(const Pool& pool, const domain::Bestand& lokal, const domain::Bestand& azr,
              const katalog::Sachverhalt& sachverhalt, const katalog::Katalog& katalog,
              Fassungspaar fassungen = {});

}  // namespace abgleich::compare
