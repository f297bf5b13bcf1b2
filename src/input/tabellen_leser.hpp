// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/base/logging.hpp>
#include <abgleich/input/einleser.hpp>

#include <string>
#include <vector>

namespace abgleich::input {

/// Whether the paths hold tables: files *.csv, or directories with such and without XML.
bool sind_tabellen(const std::vector<std::string>& pfade);

/// Reads tables as the mapping of the options says, or those in the native layout.
void lies_tabellen(const katalog::Katalog& katalog, const Leseoptionen& optionen,
                   const std::vector<std::string>& pfade, Einlesung& ziel, base::Progress& fortschritt);

}  // namespace abgleich::input
