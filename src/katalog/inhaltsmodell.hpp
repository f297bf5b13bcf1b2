// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/katalog/typgraph.hpp>

#include <cstdint>
#include <vector>

namespace abgleich::katalog {

/// A content model as written in a schema: a tree of particles, sequences and choices.
struct Teil {
    enum class Art { partikel, folge, wahl } art = Art::folge;
    static constexpr std::uint32_t unbegrenzt = 0xFFFFFFFFu;
    std::uint32_t min = 1;
    std::uint32_t max = 1;
    std::uint32_t partikel = 0;  ///< index into the model's particles
    std::vector<Teil> kinder;
};

/// Builds the automaton of a content model. `milde`: every lower bound is 0. Throws base::ConfigError
/// where the model is not deterministic or a bound is beyond 1000.
Inhaltsmodell baue_modell(const Teil& wurzel, std::vector<Partikel> partikel, bool milde);

}  // namespace abgleich::katalog
