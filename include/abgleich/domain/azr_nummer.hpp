// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace abgleich::domain {

/// An AZR-Nummer: 12 digits JJMMTT and six more (pattern of XInneres AZRNummer: month 00-12, day 00-31).
/// Leading zeros are part of it; it is never a number to count with.
class AzrNummer {
public:
    AzrNummer() = default;

    /// The only way in. Empty where the text is no AZR-Nummer.
    static std::optional<AzrNummer> parse(std::string_view text);

    bool leer() const { return m_wert == 0; }
    std::uint64_t wert() const { return m_wert - 1; }
    std::string text() const;

    friend auto operator<=>(const AzrNummer&, const AzrNummer&) = default;

private:
    std::uint64_t m_wert = 0;  // value + 1, so that 0 is "none"
};

/// The stem of a Referenz-ID: its first 7 characters name the Speicherinhalt; version part and check
/// digit follow and change with every confirmed change (notes of ReferenzId).
std::string_view referenz_stamm(std::string_view referenz_id);

}  // namespace abgleich::domain
