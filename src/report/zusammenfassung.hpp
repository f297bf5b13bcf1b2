// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/ergebnis.hpp>

#include <string>

namespace abgleich::report {

class Sicht;

/// Counts only: no times, no places, no values. Every value of a closed list has its key, also with 0.
std::string zusammenfassung_json(const Sicht& sicht);
/// What the run was made from and how long it took; the one output that holds times.
std::string lauf_json(const domain::Laufdaten& lauf);

}  // namespace abgleich::report
