// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "tabelle.hpp"

namespace abgleich::input {

/// Last part of a name, without `.csv` and the ending of a packed file.
std::string tabellenname(std::string_view pfad);

/// The mapping of a table in the native layout: its name is a Sachverhalt (or `datensatz`), its columns are
/// paths. nullopt where no Sachverhalt is called so. Columns that no field has are told and left out. Throws
/// InputError where the key column is missing.
std::optional<Dateiabbildung> native_abbildung(Tabelle& tabelle, const katalog::Katalog& katalog,
                                               domain::Seite seite);

}  // namespace abgleich::input
