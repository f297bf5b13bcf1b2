// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "zeichen.hpp"

#include <abgleich/csv/leser.hpp>

#include <algorithm>
#include <array>

namespace abgleich::csv {

namespace {

using Codepunkte = std::array<char16_t, 128>;  ///< of the bytes 0x80 to 0xFF; 0 where there is none

/// ISO 8859-1, whose bytes are their code points.
constexpr Codepunkte latin1() {
    Codepunkte punkte{};
    for (unsigned i = 0; i < 128; ++i) punkte[i] = static_cast<char16_t>(0x80 + i);
    return punkte;
}

/// Source: MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT of the Unicode Consortium.
constexpr Codepunkte windows_1252() {
    constexpr std::array<char16_t, 32> anfang{
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,  // 80
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,       // 88
        0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,  // 90
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178   // 98
    };
    auto punkte = latin1();
    for (unsigned i = 0; i < anfang.size(); ++i) punkte[i] = anfang[i];
    return punkte;
}

/// Source: MAPPINGS/ISO8859/8859-15.TXT of the Unicode Consortium.
constexpr Codepunkte iso_8859_15() {
    auto punkte = latin1();
    punkte[0xA4 - 0x80] = 0x20AC;
    punkte[0xA6 - 0x80] = 0x0160;
    punkte[0xA8 - 0x80] = 0x0161;
    punkte[0xB4 - 0x80] = 0x017D;
    punkte[0xB8 - 0x80] = 0x017E;
    punkte[0xBC - 0x80] = 0x0152;
    punkte[0xBD - 0x80] = 0x0153;
    punkte[0xBE - 0x80] = 0x0178;
    return punkte;
}

/// One character as UTF-8.
struct Bytes {
    std::array<char, 3> bytes{};
    std::uint8_t laenge = 0;
};
using Tabelle = std::array<Bytes, 128>;

constexpr Tabelle als_utf8(const Codepunkte& punkte) {
    Tabelle tabelle{};
    for (unsigned i = 0; i < 128; ++i) {
        const unsigned c = punkte[i];
        const auto folge = [&](unsigned bits) { return static_cast<char>(0x80 | ((c >> bits) & 0x3F)); };
        if (c == 0)
            tabelle[i] = {{static_cast<char>(0xFF)}, 1};
        else if (c < 0x800)
            tabelle[i] = {{static_cast<char>(0xC0 | (c >> 6)), folge(0)}, 2};
        else
            tabelle[i] = {{static_cast<char>(0xE0 | (c >> 12)), folge(6), folge(0)}, 3};
    }
    return tabelle;
}

constexpr Tabelle tabelle_windows_1252 = als_utf8(windows_1252());
constexpr Tabelle tabelle_iso_8859_15 = als_utf8(iso_8859_15());

/// From the end to the begin, so that the longer text can stand where the shorter one was.
void kodiere_um(std::string& bytes, const Tabelle& tabelle) {
    const auto als = [&](char c) -> const Bytes& { return tabelle[static_cast<unsigned char>(c) - 0x80u]; };
    const std::size_t anzahl = bytes.size();
    const auto* const ende = bytes.data() + anzahl;
    std::size_t mehr = 0;
    std::size_t fremde = 0;  // bytes above 0x7F
    for (const char* p = bytes.data(); (p = zeichen::finde_auffaelliges<false>(p, ende)) != ende;) {
        for (; p != ende && static_cast<unsigned char>(*p) > 0x7F; ++p, ++fremde) mehr += als(*p).laenge - 1u;
    }
    bytes.resize(anzahl + mehr);
    const char* const anfang = bytes.data();
    const char* von = anfang + anzahl;
    char* nach = bytes.data() + bytes.size();
    while (fremde != 0) {
        const auto schritt = std::min<std::ptrdiff_t>(von - anfang, 16);
#if defined(__SSE2__)
        if (schritt == 16) {
            const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(von - 16));
            if (_mm_movemask_epi8(block) == 0) {
                von -= 16;
                nach -= 16;
                _mm_storeu_si128(reinterpret_cast<__m128i*>(nach), block);
                continue;
            }
        }
#endif
        for (const char* const bis = von - schritt; von != bis;) {
            const char c = *--von;
            if (static_cast<unsigned char>(c) < 0x80) {
                *--nach = c;
                continue;
            }
            const Bytes& zeichen = als(c);
            for (unsigned i = zeichen.laenge; i-- != 0;) *--nach = zeichen.bytes[i];
            --fremde;
        }
    }
}

}  // namespace

void nach_utf8(std::string& bytes, Kodierung kodierung) {
    switch (kodierung) {
        case Kodierung::utf8:
            if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
            break;
        case Kodierung::windows_1252: kodiere_um(bytes, tabelle_windows_1252); break;
        case Kodierung::iso_8859_15: kodiere_um(bytes, tabelle_iso_8859_15); break;
    }
}

}  // namespace abgleich::csv
