// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace abgleich::input {

/// What is wrong with a form of dates (`TT.MM.JJJJ`), as text; empty: nothing. A form is made of TT, MM and JJJJ
/// or JJ, each at most once, a year always, TT only with MM, and of characters between them that are neither
/// letters nor digits.
std::string pruefe_datumsform(std::string_view form);

/// A cell as the register's schema writes dates: `1985-07-01`, `1985-07`, `1985`, `unbekannt`. Blanks around it
/// do not count.
///
/// `formen`: forms that pass pruefe_datumsform; the first that fits counts. Empty: those of formats.md, which are
/// the register's own and TT.MM.JJJJ. TT and MM may have one digit where a separator ends them; zeros are an
/// unknown part, zeros alone an unknown date; JJ means 1930 to 2029.
/// nullopt: the cell fits none, or is no day of the calendar.
std::optional<std::string> datum_nach_iso(std::string_view zelle, std::span<const std::string> formen);

/// Part `teil` (from 1) of a cell that is cut at the text `trenne`, without blanks around it; empty where the cell
/// has not so many parts. Two words cut by meaning:
///   hausnummer           1 street, 2 number, 3 its addition (`b`, `-94`, `1/2`); a cell without a number, or with
///                        one that belongs to the name of the street, is all street
///   letztes_leerzeichen  2 what follows the last blank, 1 what stands before it; a single word is part 2
std::string_view teil_der_zelle(std::string_view zelle, std::string_view trenne, unsigned teil);

}  // namespace abgleich::input
