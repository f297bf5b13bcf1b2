// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/katalog/katalog.hpp>

#include <cstdint>
#include <filesystem>
#include <string>

/// Invented people, their local file and the register's messages, with known damage between them.
namespace abgleich::muster {

struct MusterOptionen {
    std::uint64_t personen = 0;  ///< 1 to 20,000,000
    std::uint64_t seed = 0;      ///< the same seed gives the same bytes
    std::filesystem::path out;   ///< directory that appears whole; must not exist or be empty
    std::string jetzt;           ///< ISO time that counts as now, 2024 to 2099: no event lies after it
    bool tabellen = false;       ///< the local side as tables (csv/) too
};

/// Writes bestand.xml, azr.xml (Sammlung of 090004), abgleichsdaten-090022.xml and wahrheit.csv into
/// `out`, with `tabellen` also csv/ (docs/commands/generate.md). Person i depends on (seed, now, i) only,
/// so a larger number of persons continues the smaller one. Memory does not grow with the number of
/// persons. Throws UsageError, ConfigError (a code list lacks a code that the scenarios use; the catalogue
/// lacks a field) and OutputError.
void erzeuge(const katalog::Katalog& katalog, const MusterOptionen& optionen);

}  // namespace abgleich::muster
