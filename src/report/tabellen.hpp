// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/base/output_file.hpp>

namespace abgleich::report {

class Sicht;

/// Writes the CSV files of a run; registerabgleich.csv only if a 090022 was among the input.
void schreibe_tabellen(const Sicht& sicht, const base::OutputDirectory& ordner);

}  // namespace abgleich::report
