// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

namespace abgleich::base {

/// Mixes a number into a hash (multiplication of 64 by 64 bits, both halves kept).
inline std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    __extension__ using Wide = unsigned __int128;
    const auto product = static_cast<Wide>(hash ^ value ^ 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// The bytes of a text of at most 16, in two numbers: with its length they tell it from any other.
inline std::pair<std::uint64_t, std::uint64_t> short_bytes(std::string_view text) {
    const char *p = text.data(), *last = p + text.size();
    std::uint64_t a = 0, b = 0;
    if (text.size() >= 8) {
        std::memcpy(&a, p, 8);
        std::memcpy(&b, last - 8, 8);
    } else if (text.size() >= 4) {
        std::uint32_t first, second;
        std::memcpy(&first, p, 4);
        std::memcpy(&second, last - 4, 4);
        a = first;
        b = second;
    } else if (!text.empty()) {
        const auto byte = [](char c) { return std::uint64_t{static_cast<unsigned char>(c)}; };
        a = (byte(p[0]) << 16) | (byte(p[text.size() / 2]) << 8) | byte(last[-1]);
    }
    return {a, b};
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
