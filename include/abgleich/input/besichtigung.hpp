// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/dateibild.hpp>
#include <abgleich/katalog/fassungen.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace abgleich::input {

struct Besichtigungsoptionen {
    bool fortschritt = false;
    bool beispiele = false;  ///< values of tables are kept for showing
};

/// What each file behind the paths is (*.xml and tables *.csv, *.tsv, *.txt of directories and archives), in
/// order of reading. What cannot be read is among them, with the reason; nothing is thrown for it.
std::vector<domain::Dateibild> besichtige(const katalog::Fassungen& fassungen,
                                          const Besichtigungsoptionen& optionen,
                                          const std::vector<std::string>& pfade);

/// How exports usually call their columns (config/spaltennamen.toml).
struct Spaltennamen {
    struct Feld {
        std::string pfad;                ///< of the catalogue; attribute of the record; kind of a joined cell
        std::vector<std::string> namen;  ///< in their comparable form, the likelier first
    };
    struct Gruppe {
        std::string name;                   ///< Sachverhalt, `datensatz`, or `geteilt` for joined cells
        std::vector<std::string> tabellen;  ///< names of files that mean it, in comparable form
        std::vector<Feld> felder;
    };
    std::vector<Gruppe> gruppen;  ///< the likelier first

    const Gruppe* gruppe(std::string_view name) const;
};

/// A name of a column or a file in comparable form: small letters, umlauts resolved, letters and digits only.
std::string vergleichsname(std::string_view name);

/// Names in `namen` that the catalogue lacks, as `sachverhalt/pfad`.
std::vector<std::string> unbekannte_ziele(const Spaltennamen& namen, const katalog::Katalog& katalog);

/// A mapping (TOML) to begin with, for tables (file name, picture) in a layout of their own: columns whose names
/// are known are mapped, all others stand as comments with their shape. Empty where there is no such table.
/// It holds names of columns, never a value.
std::string schlage_abbildung_vor(const std::vector<domain::Dateibild>& bilder, const Spaltennamen& namen,
                                  const katalog::Katalog& katalog);

}  // namespace abgleich::input
