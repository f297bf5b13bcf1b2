// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Comparable forms of texts. The original always stays beside them; a form is never shown or sent.
namespace abgleich::normalise {

/// Lower case, without diacritics, German umlauts and their transcriptions folded together (ä, ae and a
/// all give a), ß as ss, apostrophes dropped, every other separator one blank. "Müller-Öz" -> "muller oz".
std::string vergleichsform(std::string_view utf8);
/// Parts of a comparable form.
std::vector<std::string_view> teile(std::string_view form);
/// Letters and digits only, upper case: document numbers.
std::string nummernform(std::string_view text);
/// Street: abbreviations of Straße and Platz written out, then the comparable form without blanks.
std::string strassenform(std::string_view text);
/// House number: without blanks and leading zeros, lower case.
std::string hausnummernform(std::string_view text);

/// How alike two forms are, 0 to 1 (Jaro-Winkler).
double aehnlichkeit(std::string_view a, std::string_view b);

}  // namespace abgleich::normalise
