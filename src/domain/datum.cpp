// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/domain/datum.hpp>

#include <chrono>
#include <cstdio>

namespace abgleich::domain {

namespace {

bool number(std::string_view text, unsigned& value) {
    value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return false;
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    return !text.empty();
}

}  // namespace

bool ist_kalendertag(unsigned jahr, unsigned monat, unsigned tag) {
    using namespace std::chrono;
    return year_month_day{year{static_cast<int>(jahr)}, month{monat}, day{tag}}.ok();
}

std::optional<TeilbekanntesDatum> TeilbekanntesDatum::parse(std::string_view text) {
    if (text == "unbekannt") return TeilbekanntesDatum{};
    unsigned y = 0, m = 0, d = 0;
    const bool has_month = text.size() >= 7, has_day = text.size() == 10;
    if (text.size() != 4 && text.size() != 7 && !has_day) return std::nullopt;
    if (!number(text.substr(0, 4), y) || y == 0) return std::nullopt;
    if (has_month && (text[4] != '-' || !number(text.substr(5, 2), m) || m < 1 || m > 12))
        return std::nullopt;
    if (has_day && (text[7] != '-' || !number(text.substr(8, 2), d) || !ist_kalendertag(y, m, d)))
        return std::nullopt;
    return TeilbekanntesDatum{static_cast<std::uint16_t>(y), static_cast<std::uint8_t>(m),
                              static_cast<std::uint8_t>(d)};
}

std::string TeilbekanntesDatum::text() const {
    if (unbekannt()) return "unbekannt";
    char buffer[16];
    if (tag != 0)
        std::snprintf(buffer, sizeof buffer, "%04u-%02u-%02u", unsigned{jahr}, unsigned{monat},
                      unsigned{tag});
    else if (monat != 0)
        std::snprintf(buffer, sizeof buffer, "%04u-%02u", unsigned{jahr}, unsigned{monat});
    else
        std::snprintf(buffer, sizeof buffer, "%04u", unsigned{jahr});
    return buffer;
}

bool vertraeglich(const TeilbekanntesDatum& a, const TeilbekanntesDatum& b) {
    const auto agree = [](unsigned x, unsigned y) { return x == 0 || y == 0 || x == y; };
    return agree(a.jahr, b.jahr) && agree(a.monat, b.monat) && agree(a.tag, b.tag);
}

}  // namespace abgleich::domain
