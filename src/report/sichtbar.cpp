// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "sichtbar.hpp"

#include <algorithm>

namespace abgleich::report {

namespace {

/// A character of UTF-8 text; `bytes` 0: what stands there is none (RFC 3629).
struct Zeichen {
    char32_t nummer = 0;
    std::size_t bytes = 0;
};

Zeichen erstes_zeichen(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const std::size_t laenge = byte(0) < 0x80   ? 1
                               : byte(0) < 0xC2 ? 0
                               : byte(0) < 0xE0 ? 2
                               : byte(0) < 0xF0 ? 3
                               : byte(0) < 0xF5 ? 4
                                                : 0;
    if (laenge == 0 || laenge > text.size()) return {};
    char32_t nummer = laenge == 1 ? byte(0) : byte(0) & (0x7Fu >> laenge);
    for (std::size_t i = 1; i < laenge; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return {};
        nummer = (nummer << 6) | (byte(i) & 0x3Fu);
    }
    const bool zu_lang = (laenge == 3 && nummer < 0x800) || (laenge == 4 && nummer < 0x10000);
    if (zu_lang || nummer > 0x10FFFF || (nummer >= 0xD800 && nummer <= 0xDFFF)) return {};
    return {nummer, laenge};
}

/// Breaks a line, turns its direction, cannot stand in XML, or is the sign that shows such characters.
bool ist_stoerend(char32_t z) {
    return z < 0x20 || (z >= 0x7F && z < 0xA0) || z == '\\' || z == 0x061C || z == 0x200E || z == 0x200F ||
           (z >= 0x2028 && z <= 0x202E) || (z >= 0x2066 && z <= 0x2069) || z == 0xFFFE || z == 0xFFFF;
}

}  // namespace

std::string sichtbar(std::string_view roh) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string text;
    while (!roh.empty()) {
        const Zeichen z = erstes_zeichen(roh);
        const std::size_t bytes = std::max<std::size_t>(z.bytes, 1);
        if (z.nummer == '\\') {
            text += "\\\\";
        } else if (z.bytes != 0 && !ist_stoerend(z.nummer)) {
            text += roh.substr(0, bytes);
        } else {
            for (const char c : roh.substr(0, bytes)) {
                const auto byte = static_cast<unsigned char>(c);
                text += {'\\', 'x', hex[byte >> 4], hex[byte & 0xF]};
            }
        }
        roh.remove_prefix(bytes);
    }
    return text;
}

}  // namespace abgleich::report
