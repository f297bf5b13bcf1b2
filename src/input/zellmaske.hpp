// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <string>
#include <string_view>

namespace abgleich::input {

/// The shape of a text in UTF-8, which says nothing of whom it is about: letters of any script become `A` or `a`
/// (those of scripts without case `a`), digits `9`, control characters `?`; punctuation and blanks stay. A run
/// of more than 12 equal signs is cut to 12 and an ellipsis, and so is what is behind 60 signs.
std::string maskiere(std::string_view text);

}  // namespace abgleich::input
