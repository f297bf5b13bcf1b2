// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace abgleich::domain {

/// A date of which day, or day and month, or all may be unknown (0 = unknown part).
/// Text forms: `1985-07-01`, `1985-07`, `1985`, `unbekannt`.
struct TeilbekanntesDatum {
    std::uint16_t jahr = 0;
    std::uint8_t monat = 0;
    std::uint8_t tag = 0;

    /// Reads the forms above; empty where the text is no date of the calendar.
    static std::optional<TeilbekanntesDatum> parse(std::string_view text);

    bool unbekannt() const { return jahr == 0; }
    bool vollstaendig() const { return tag != 0; }
    std::string text() const;

    friend auto operator<=>(const TeilbekanntesDatum&, const TeilbekanntesDatum&) = default;
};

/// True where no known part contradicts another: an unknown part agrees with anything (Blatt 004.07).
bool vertraeglich(const TeilbekanntesDatum& a, const TeilbekanntesDatum& b);
/// Checks a calendar day; month 1-12, leap years.
bool ist_kalendertag(unsigned jahr, unsigned monat, unsigned tag);

}  // namespace abgleich::domain
