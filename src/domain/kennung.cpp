// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/domain/kennung.hpp>

#include <algorithm>

namespace abgleich::domain {

Kennung KennungBilder::bilde(std::initializer_list<std::string_view> teile) const {
    std::string text;
    for (const auto teil : teile) {
        text += teil;
        text += '\0';
    }
    constexpr std::size_t bytes = 8;  // 16 hex digits
    const auto hex = base::to_hex(m_digest.of(text).data(), bytes);
    Kennung kennung;
    std::copy(hex.begin(), hex.end(), kennung.begin());
    return kennung;
}

Kennung KennungBilder::satz(Seite seite, std::string_view schluessel) const {
    return bilde({"satz", seite == Seite::lokal ? "lokal" : "azr", schluessel});
}

Kennung KennungBilder::paar(std::string_view aktenzeichen, std::string_view azr_nummer) const {
    return bilde({"paar", aktenzeichen, azr_nummer});
}

Kennung KennungBilder::befund(const Kennung& paar, std::string_view sachverhalt, std::string_view vorkommen,
                              std::string_view feld, unsigned nummer) const {
    return bilde({"befund", text(paar), sachverhalt, vorkommen, feld, std::to_string(nummer)});
}

}  // namespace abgleich::domain
