// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace abgleich::base {

/// The only source of time. `--now` fixes it, so that a run can be repeated byte for byte.
class Clock {
public:
    using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;

    /// A clock that follows the machine.
    Clock() = default;
    /// A clock that stands still at `fixed`.
    explicit Clock(TimePoint fixed) : m_fixed(fixed), m_is_fixed(true) {}

    /// Reads `2026-11-23`, `2026-11-23T02:00:00Z` or with an offset `+01:00`, `.mmm` optional.
    /// Throws UsageError.
    static Clock parse(std::string_view text);

    TimePoint now() const;
    bool is_fixed() const { return m_is_fixed; }

private:
    TimePoint m_fixed{};
    bool m_is_fixed = false;
};

/// `2026-11-23T02:00:00.000Z`
std::string to_iso(Clock::TimePoint time);
/// `2026-11-23`, the day in UTC.
std::string to_iso_day(Clock::TimePoint time);
/// Reads what to_iso writes, and every xs:dateTime with or without offset; false where it is none.
bool parse_iso(std::string_view text, Clock::TimePoint& time);

}  // namespace abgleich::base
