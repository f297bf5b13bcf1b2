// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/base/clock.hpp>

#include <abgleich/base/error.hpp>

#include <cstdio>

namespace abgleich::base {

namespace {

/// Reads exactly `count` digits at `pos`.
bool digits(std::string_view text, std::size_t pos, std::size_t count, int& value) {
    if (pos + count > text.size()) return false;
    value = 0;
    for (std::size_t i = pos; i < pos + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return false;
        value = value * 10 + (text[i] - '0');
    }
    return true;
}

/// `Z`, `+01:00`, `-01:00` or nothing; minutes east of UTC.
bool parse_offset(std::string_view text, int& minutes) {
    minutes = 0;
    if (text.empty() || text == "Z") return true;
    int hours = 0, rest = 0;
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return false;
    if (!digits(text, 1, 2, hours) || !digits(text, 4, 2, rest) || hours > 14 || rest > 59) return false;
    minutes = (hours * 60 + rest) * (text[0] == '-' ? -1 : 1);
    return true;
}

}  // namespace

bool parse_iso(std::string_view text, Clock::TimePoint& time) {
    using namespace std::chrono;
    int y = 0, m = 0, d = 0;
    if (!digits(text, 0, 4, y) || !digits(text, 5, 2, m) || !digits(text, 8, 2, d)) return false;
    if (text[4] != '-' || text[7] != '-') return false;
    const year_month_day day{year{y}, month{static_cast<unsigned>(m)},
                             std::chrono::day{static_cast<unsigned>(d)}};
    if (!day.ok()) return false;
    time = sys_days{day};
    if (text.size() == 10) return true;

    int h = 0, min = 0, s = 0;
    if (text[10] != 'T' || !digits(text, 11, 2, h) || !digits(text, 14, 2, min) || !digits(text, 17, 2, s))
        return false;
    if (text[13] != ':' || text[16] != ':' || h > 23 || min > 59 || s > 59) return false;
    std::size_t pos = 19;
    int ms = 0;
    if (pos < text.size() && text[pos] == '.') {
        int scale = 100;
        std::size_t count = 0;
        for (++pos; pos < text.size() && text[pos] >= '0' && text[pos] <= '9'; ++pos, ++count) {
            ms += (text[pos] - '0') * scale;
            scale /= 10;
        }
        if (count == 0) return false;
    }
    int offset = 0;
    if (!parse_offset(text.substr(pos), offset)) return false;
    time += hours{h} + minutes{min - offset} + seconds{s} + milliseconds{ms};
    return true;
}

Clock Clock::parse(std::string_view text) {
    TimePoint time;
    if (!parse_iso(text, time))
        throw UsageError("--now: not a time (expected 2026-11-23 or 2026-11-23T02:00:00Z)");
    return Clock(time);
}

Clock::TimePoint Clock::now() const {
    if (m_is_fixed) return m_fixed;
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string to_iso_day(Clock::TimePoint time) {
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(time)};
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(day.year()),
                  static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
    return buffer;
}

std::string to_iso(Clock::TimePoint time) {
    const auto ms = (time - std::chrono::floor<std::chrono::days>(time)).count();
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "T%02lld:%02lld:%02lld.%03lldZ",
                  static_cast<long long>(ms / 3600000), static_cast<long long>(ms / 60000 % 60),
                  static_cast<long long>(ms / 1000 % 60), static_cast<long long>(ms % 1000));
    return to_iso_day(time) + buffer;
}

}  // namespace abgleich::base
