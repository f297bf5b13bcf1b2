// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/bestand.hpp>

#include <span>
#include <vector>

namespace abgleich::domain {

/// All leaves of a field in a message or record (its occurrences), in document order, also those that cannot
/// be read; their texts: Ablage::text.
inline std::vector<Blatt> blaetter_des_feldes(const Ablage& ablage, std::span<const Vorkommen> vorkommen,
                                              FeldNr feld) {
    std::vector<Blatt> gefunden;
    for (const Vorkommen& v : vorkommen)
        for (const Blatt& b : ablage.blaetter_von(v))
            if (b.feld == feld) gefunden.push_back(b);
    return gefunden;
}

}  // namespace abgleich::domain
