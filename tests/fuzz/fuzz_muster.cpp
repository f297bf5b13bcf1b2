// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// First line a pattern, the rest a value: compiling may refuse, never crash; matching never crashes.
#include <abgleich/base/error.hpp>
#include <abgleich/katalog/muster_automat.hpp>

#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t anzahl) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), anzahl);
    const auto zeile = text.substr(0, text.find('\n'));
    constexpr std::size_t laengstes = 200;  // long patterns only cost time
    if (zeile.size() > laengstes) return 0;
    try {
        const abgleich::katalog::MusterAutomat automat(zeile);
        static_cast<void>(
            automat.passt(zeile.size() < text.size() ? text.substr(zeile.size() + 1) : std::string_view{}));
    } catch (const abgleich::base::ConfigError&) {
    }
    return 0;
}
