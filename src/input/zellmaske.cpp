// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "zellmaske.hpp"

#include <cstdint>

namespace abgleich::input {

namespace {

constexpr std::size_t laengster_lauf = 12, laengste_form = 60;
constexpr std::string_view auslassung = "…";

/// Takes one character of valid UTF-8 off the text; a byte that is none counts as one.
char32_t naechstes(std::string_view& text) {
    const auto c = static_cast<unsigned char>(text[0]);
    std::size_t laenge = c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    if (laenge > text.size()) laenge = 1;
    char32_t z = laenge == 1 ? c : c & (0x7Fu >> laenge);
    for (std::size_t i = 1; i < laenge; ++i) z = (z << 6) | (static_cast<unsigned char>(text[i]) & 0x3Fu);
    text.remove_prefix(laenge);
    return z;
}

/// Capital letters of Latin, Greek and Cyrillic, as their blocks are laid out.
bool ist_gross(char32_t z) {
    if (z < 0x80) return z >= 'A' && z <= 'Z';
    if (z < 0x100) return z >= 0xC0 && z <= 0xDE;
    if (z < 0x180) {  // pairs; in two runs the capital has the odd number
        const bool ungerade = (z >= 0x139 && z <= 0x148) || z >= 0x179;
        return z == 0x178 || (z != 0x138 && z != 0x149 && z != 0x17F && z % 2 == (ungerade ? 1U : 0U));
    }
    if (z < 0x250) return z % 2 == 0;
    if (z >= 0x386 && z <= 0x3AB) return z != 0x390;
    if (z >= 0x400 && z <= 0x42F) return true;
    return z >= 0x1E00 && z < 0x1F00 && z % 2 == 0;
}

/// A mark upon the letter before it.
bool ist_aufgesetzt(char32_t z) { return z >= 0x300 && z <= 0x36F; }

/// Signs that stay: they are neither letters nor digits of any script.
bool bleibt(char32_t z) {
    if (z < 0x80) return z >= 0x20 && z != 0x7F;
    return (z >= 0xA0 && z < 0xC0 && z != 0xAA && z != 0xB5 && z != 0xBA) || z == 0xD7 || z == 0xF7 ||
           (z >= 0x2010 && z <= 0x2027) || (z >= 0x2030 && z <= 0x205E) || (z >= 0x20A0 && z <= 0x20BF);
}

bool ist_steuernd(char32_t z) {
    return z < 0x20 || (z >= 0x7F && z < 0xA0) || (z >= 0x2000 && z <= 0x206F) || z == 0xFEFF;
}

char32_t maske(char32_t z) {
    if (z >= '0' && z <= '9') return '9';
    if ((z >= 'a' && z <= 'z') || ist_gross(z)) return ist_gross(z) ? 'A' : 'a';
    if (bleibt(z)) return z;
    return ist_steuernd(z) ? '?' : 'a';
}

}  // namespace

std::string maskiere(std::string_view text) {
    std::string ziel;
    char32_t davor = 0;
    std::size_t lauf = 0, zeichen = 0;
    while (!text.empty()) {
        const std::string_view anfang = text;
        const char32_t z = naechstes(text);
        if (ist_aufgesetzt(z)) continue;
        const char32_t m = maske(z);
        lauf = m == davor ? lauf + 1 : 1;
        davor = m;
        if (lauf > laengster_lauf) {
            if (lauf == laengster_lauf + 1) ziel += auslassung;
            continue;
        }
        if (++zeichen > laengste_form) return ziel + std::string(auslassung);
        if (m < 0x80)
            ziel += static_cast<char>(m);
        else
            ziel += anfang.substr(0, anfang.size() - text.size());
    }
    return ziel;
}

}  // namespace abgleich::input
