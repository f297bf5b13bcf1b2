// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace abgleich::muster {

/// Days since 1970-01-01.
using Tag = std::int32_t;

inline constexpr Tag tag(int im_jahr, unsigned im_monat, unsigned am_tag) {
    using namespace std::chrono;
    return static_cast<Tag>(
        sys_days{year{im_jahr} / month{im_monat} / day{am_tag}}.time_since_epoch().count());
}

inline constexpr std::chrono::year_month_day kalender(Tag t) {
    return std::chrono::sys_days{std::chrono::days{t}};
}

inline constexpr int jahr(Tag t) { return static_cast<int>(kalender(t).year()); }

/// `2026-11-23`
inline std::string iso(Tag t) {
    const auto k = kalender(t);
    const auto j = static_cast<unsigned>(static_cast<int>(k.year()));
    const auto m = static_cast<unsigned>(k.month());
    const auto d = static_cast<unsigned>(k.day());
    const auto ziffer = [](unsigned z) { return static_cast<char>('0' + z % 10); };
    return {ziffer(j / 1000), ziffer(j / 100), ziffer(j / 10), ziffer(j), '-', ziffer(m / 10), ziffer(m), '-',
            ziffer(d / 10),   ziffer(d)};
}

}  // namespace abgleich::muster
