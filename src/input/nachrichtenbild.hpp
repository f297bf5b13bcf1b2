// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/dateibild.hpp>
#include <abgleich/input/einleser.hpp>

#include <string_view>
#include <vector>

namespace abgleich::input {

/// What messages and records were read, by file: one picture per file of `gelesen`, which kept its messages.
std::vector<domain::Nachrichtenbild> bilde_ab(const katalog::Fassungen& fassungen, const Einlesung& gelesen);

/// What stands around the records of a file, by its first bytes.
domain::Nachrichtenbild::Huelle erkenne_huelle(std::string_view anfang);

}  // namespace abgleich::input
