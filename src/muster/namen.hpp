// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "herkunft.hpp"
#include "zufall.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace abgleich::muster {

/// Length limits of the register in characters (Blatt 004): the fault `verkuerzt` cuts here.
inline constexpr std::size_t max_familienname = 90;
inline constexpr std::size_t max_vorname = 60;

/// A surname by the rules of the origin. The same stream gives the same name; `weiblich` only chooses
/// its form (Kowalski, Kowalska), so that a family can share one.
std::string nachname(const Herkunft& herkunft, Zufall& zufall, bool weiblich);
/// One to three given names.
std::string vorname(const Herkunft& herkunft, Zufall& zufall, bool weiblich);
/// A name of more than `laenge` characters, made of several.
std::string langer_name(const Herkunft& herkunft, Zufall& zufall, bool weiblich, bool familienname,
                        std::size_t laenge);

/// Another spelling of the same name as another office may have chosen it (Khalil, Chalil; Gül, Guel).
/// Gives the name itself where no rule fits.
std::string umschrift(const Herkunft& herkunft, const std::string& name, Zufall& zufall);
/// Latin letters without any mark (Đặng, Dang).
std::string ohne_zeichen(std::string_view name);
/// A slip of the keyboard: two letters swapped, one doubled, dropped or hit beside.
std::string tippfehler(const std::string& name, Zufall& zufall);
/// The first `zeichen` characters, without a blank at the end.
std::string gekuerzt(std::string_view name, std::size_t zeichen);
/// Number of characters (code points).
std::size_t zeichenzahl(std::string_view text);

}  // namespace abgleich::muster
