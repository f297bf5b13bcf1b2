// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "argumente.hpp"

#include <abgleich/input/besichtigung.hpp>
#include <abgleich/katalog/katalog.hpp>

#include <string>
#include <vector>

namespace abgleich::cli {

/// What a configuration file may say (docs/konfiguration.md). Every key is optional.
struct Konfiguration {
    std::string schema_dir;
    std::string katalog_dir;
    std::string codelisten_dir;
    std::string behoerde;
    std::string kennung_key_file;
    int karenz_tage = 7;
    std::vector<std::string> zwecke;
};

/// Reads a TOML file; unknown keys are refused with a proposal. Empty path: defaults. Throws base::ConfigError.
Konfiguration lies_konfiguration(const std::string& pfad);

/// Where schemas, catalogue and code lists of every version are: by option, by configuration, under the
/// install prefix, in the source tree. A folder named for schemas or catalogue is either that of one
/// version, which takes the place of the installed one, or holds several (`xauslaender-*`, `katalog-*`).
/// Throws base::ConfigError where none of them holds a version, or a version lacks one of its folders.
std::vector<katalog::Katalogpfade> finde_fassungen(const Argumente& argumente,
                                                   const Konfiguration& konfiguration);

/// A file below the shared data folder (`config/muster`), same order of places. Empty where there is none.
std::string finde_daten(const std::string& relativ);

/// How exports call their columns: config/spaltennamen.toml of the same places. Throws base::ConfigError.
input::Spaltennamen lies_spaltennamen();

}  // namespace abgleich::cli
