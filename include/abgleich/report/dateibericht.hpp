// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/dateibild.hpp>
#include <abgleich/report/pruefbericht.hpp>

#include <span>
#include <string>

namespace abgleich::report {

/// What `abgleich inspect` found, in order of reading.
struct Besichtigung {
    std::string programm_version;
    std::vector<domain::Dateibild> dateien;
    std::string vorschlag;  ///< a mapping (TOML); empty: none
};

// Values of cells are shown only where the pictures hold `beispiele`.

/// A block per file, the proposed mapping at the end where there is one (`mit_vorschlag`).
void schreibe_text(const Besichtigung& besichtigung, bool mit_vorschlag, const Senke& senke);
/// One object (docs/commands/inspect.md).
void schreibe_json(const Besichtigung& besichtigung, const Senke& senke);

}  // namespace abgleich::report
