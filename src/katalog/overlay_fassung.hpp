// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "overlay.hpp"

#include <abgleich/base/toml_leser.hpp>

namespace abgleich::katalog {

using base::TomlLeser;

/// Reads version.toml into the overlay; `delta`: it may change its Grundlage.
void lies_version(const TomlLeser& leser, const toml::table& wurzel, Overlay& overlay, bool delta);

/// What the overlay has from its Grundlage, in the words of the delta.
void benenne_um(Overlay& overlay);

}  // namespace abgleich::katalog
