// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/katalog/katalog.hpp>

#include <cstdint>
#include <string_view>

namespace abgleich::compare {

/// How two values relate, from equal to different.
enum class Gleichheit : std::uint8_t {
    gleich,        ///< the same
    schreibweise,  ///< the same in comparable form
    gleichwertig,  ///< the same by meaning: an unknown part agrees with anything
    verkuerzt,     ///< one is the beginning of the other
    verschieden
};

/// Versions of the standard that the two records of a pair are written in (domain::Satz::fassung).
struct Fassungspaar {
    std::uint8_t lokal = 0;
    std::uint8_t azr = 0;
};

/// Compares two values that are both present. `nie` and `undurchsichtig` compare bytes.
Gleichheit vergleiche_werte(katalog::Vergleich art, std::string_view lokal, std::string_view azr);

/// The same for values of a field; a code that a later version of the standard exchanged equals the new one.
Gleichheit vergleiche_werte(const katalog::Katalog& katalog, const katalog::Feld& feld,
                            Fassungspaar fassungen, std::string_view lokal, std::string_view azr);

}  // namespace abgleich::compare
