// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <string>
#include <string_view>

namespace abgleich::report {

/// A foreign text for a terminal: control characters, marks that turn the direction of writing and bytes that are no
/// UTF-8 become `\xHH`, a backslash `\\`, so that it can neither break a line nor forge one.
std::string sichtbar(std::string_view roh);

}  // namespace abgleich::report
