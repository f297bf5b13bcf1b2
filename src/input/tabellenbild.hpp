// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/dateibild.hpp>
#include <abgleich/katalog/katalog.hpp>

#include <string>

namespace abgleich::input {

/// Judges a table by its bytes: how it is written, its rows, its columns; whether it is one of the native layout
/// (`name` is its file name). `beispiele`: values are kept for showing. Throws base::InputError where it is no
/// table: no delimiter parts its rows.
domain::Tabellenbild besichtige_tabelle(const std::string& name, std::string bytes,
                                        const katalog::Katalog& katalog, bool beispiele);

}  // namespace abgleich::input
