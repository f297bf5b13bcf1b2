// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/domain/azr_nummer.hpp>

namespace abgleich::domain {

std::optional<AzrNummer> AzrNummer::parse(std::string_view text) {
    if (text.size() != 12) return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + static_cast<std::uint64_t>(c - '0');
    }
    const auto month = (text[2] - '0') * 10 + (text[3] - '0');
    const auto day = (text[4] - '0') * 10 + (text[5] - '0');
    if (month > 12 || day > 31) return std::nullopt;
    AzrNummer nummer;
    nummer.m_wert = value + 1;
    return nummer;
}

std::string AzrNummer::text() const {
    if (leer()) return {};
    const std::string digits = std::to_string(wert());
    return std::string(12 - digits.size(), '0') + digits;
}

std::string_view referenz_stamm(std::string_view referenz_id) {
    constexpr std::size_t stem_length = 7;  // Referenzanteil
    return referenz_id.substr(0, stem_length);
}

}  // namespace abgleich::domain
