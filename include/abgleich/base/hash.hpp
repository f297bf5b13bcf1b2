// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace abgleich::base {

/// Mixes a number into a hash (multiplication of 64 by 64 bits, both halves kept).
inline std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    __extension__ using Wide = unsigned __int128;
    const auto product = static_cast<Wide>(hash ^ value ^ 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// Fast hash of a text, for tables and for telling equal content within one run. Neither keyed nor
/// cryptographic, so it never leaves the program.
inline std::uint64_t hash(std::string_view text) {
    const char* p = text.data();
    std::size_t rest = text.size();
    std::uint64_t h = mix(0, rest);
    for (; rest > 8; p += 8, rest -= 8) {
        std::uint64_t word;
        std::memcpy(&word, p, 8);
        h = mix(h, word);
    }
    std::uint64_t word = 0;
    if (text.size() >= 8) {
        std::memcpy(&word, text.data() + text.size() - 8, 8);
    } else if (rest >= 4) {  // the first and the last four bytes overlap
        std::uint32_t first, last;
        std::memcpy(&first, p, 4);
        std::memcpy(&last, p + rest - 4, 4);
        word = (std::uint64_t{first} << 32) | last;
    } else if (rest != 0) {
        const auto byte = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(p[i])}; };
        word = (byte(0) << 16) | (byte(rest / 2) << 8) | byte(rest - 1);
    }
    return mix(h, word);
}

}  // namespace abgleich::base
