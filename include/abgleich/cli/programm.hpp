// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <string>
#include <vector>

namespace abgleich::cli {

/// The whole program: dispatches to a command and turns errors into an exit code. `argumente` without the
/// program's name. Files made from here on are for their owner alone (umask 077).
int fuehre_aus(const std::vector<std::string>& argumente);

}  // namespace abgleich::cli
