// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Searching bytes sixteen at a time, and the characters of XML.
namespace abgleich::xml::zeichen {

inline bool ist_leerraum(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
inline bool ist_namensanfang(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
inline bool ist_namenszeichen(char c) {
    return ist_namensanfang(c) || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

/// First place in [p, ende) that holds one of the characters, or `ende`.
template <char... gesucht>
inline const char* finde(const char* p, const char* ende) {
#if defined(__SSE2__)
    for (; ende - p >= 16; p += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
        __m128i treffer = _mm_setzero_si128();
        ((treffer = _mm_or_si128(treffer, _mm_cmpeq_epi8(block, _mm_set1_epi8(gesucht)))), ...);
        const auto maske = static_cast<unsigned>(_mm_movemask_epi8(treffer));
        if (maske != 0) return p + __builtin_ctz(maske);
    }
#endif
    for (; p != ende; ++p)
        if (((*p == gesucht) || ...)) break;
    return p;
}

/// First byte that is no plain character of content: below 0x20, above 0x7F, or one of `<`, `&`, `]`.
inline const char* finde_besonderes(const char* p, const char* ende) {
#if defined(__SSE2__)
    for (; ende - p >= 16; p += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
        // Compared as signed numbers, bytes above 0x7F are below 0x20 too.
        __m128i treffer = _mm_cmplt_epi8(block, _mm_set1_epi8(0x20));
        for (const char c : {'<', '&', ']'})
            treffer = _mm_or_si128(treffer, _mm_cmpeq_epi8(block, _mm_set1_epi8(c)));
        const auto maske = static_cast<unsigned>(_mm_movemask_epi8(treffer));
        if (maske != 0) return p + __builtin_ctz(maske);
    }
#endif
    for (; p != ende; ++p) {
        const auto c = static_cast<unsigned char>(*p);
        if (c < 0x20 || c > 0x7F || c == '<' || c == '&' || c == ']') break;
    }
    return p;
}

/// Length of the UTF-8 character at p if XML allows it; 0 where the bytes are none.
inline std::size_t zeichenlaenge(const char* p, const char* ende) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(p[i]); };
    const auto folgt = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
    const auto rest = static_cast<std::size_t>(ende - p);
    const unsigned erstes = byte(0);
    if (erstes < 0x80) return erstes >= 0x20 || erstes == '\t' || erstes == '\n' || erstes == '\r' ? 1 : 0;
    if (erstes < 0xC2 || rest < 2 || !folgt(1)) return 0;
    if (erstes < 0xE0) return 2;
    if (rest < 3 || !folgt(2)) return 0;
    if (erstes < 0xF0) {
        const unsigned wert = ((erstes & 0x0Fu) << 12) | ((byte(1) & 0x3Fu) << 6) | (byte(2) & 0x3Fu);
        return wert < 0x800 || (wert >= 0xD800 && wert < 0xE000) || wert >= 0xFFFE ? 0 : 3;
    }
    if (erstes > 0xF4 || rest < 4 || !folgt(3)) return 0;
    const unsigned wert = ((erstes & 0x07u) << 18) | ((byte(1) & 0x3Fu) << 12);
    return wert < 0x10000 || wert > 0x10FFFF ? 0 : 4;
}

}  // namespace abgleich::xml::zeichen
