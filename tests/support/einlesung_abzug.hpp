// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/input/einleser.hpp>

#include <string>
#include <vector>

namespace abgleich::test {

/// All that was read, one line a record, occurrence, leaf, problem and file, with the texts in place of what
/// only points at them. Two readings gave the same if their lines are equal. Left out: names of files (one
/// content may come as a file and out of an archive), Einlesung::langsam, and whether a text stands with the
/// occurrence or in its Gestalt.
std::vector<std::string> abzug(const input::Einlesung& einlesung);

/// The first line in which they differ, with what stands in both; empty where they are equal.
std::string unterschied(const std::vector<std::string>& eins, const std::vector<std::string>& zwei);

}  // namespace abgleich::test
