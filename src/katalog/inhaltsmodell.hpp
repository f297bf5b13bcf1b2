// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/katalog/typgraph.hpp>

#include <vector>

namespace abgleich::katalog {

/// Builds the automaton of a content model. `milde`: every lower bound is 0. Throws base::ConfigError
/// where the model is not deterministic or a bound is beyond 1000.
Inhaltsmodell baue_modell(const Teil& wurzel, std::vector<Partikel> partikel, bool milde);

}  // namespace abgleich::katalog
