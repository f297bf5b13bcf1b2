// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/base/output_file.hpp>
#include <abgleich/domain/bestand.hpp>
#include <abgleich/domain/ergebnis.hpp>
#include <abgleich/katalog/katalog.hpp>

namespace abgleich::report {

/// What the files of a run are made from. All of it must outlive the call.
struct Berichtsdaten {
    const domain::Ergebnis& ergebnis;
    const domain::Bestand& lokal;
    const domain::Bestand& azr;
    const katalog::Katalog& katalog;
};

/// Writes every file of a run (docs/formate.md): the tables, zusammenfassung.json, lauf.json and
/// bericht.html. Values of a person under a Sperre stand only in gesperrte.csv. The order of all rows is
/// that of the Ergebnis, so equal results give equal bytes. Throws OutputError; the caller commits.
void schreibe_berichte(const Berichtsdaten& daten, const base::OutputDirectory& ordner);

}  // namespace abgleich::report
