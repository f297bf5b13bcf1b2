// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/gestalt.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace abgleich::input {

/// Hash of a text that is kept with an Auslagerung: white space does not count.
std::uint64_t hash_ohne_leerraum(std::string_view text);

/// Reads binary content again that was left in its file: its text, references and CDATA resolved, white space
/// collapsed as base64 wants it. `name`: of the file, as Einlesung::dateien has it (`PATH!ENTRY` for an entry
/// of an archive). A plain file is read at the place, a packed one from its beginning up to it.
/// Throws base::InputError naming the file where it cannot be read (again), or where something else stands
/// at the place by now.
std::string hole(const std::string& name, const domain::Auslagerung& wo);

}  // namespace abgleich::input
