// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "zeichen.hpp"

#include <abgleich/xml/ereignisse.hpp>

#include <algorithm>

namespace abgleich::xml {

namespace {

/// Characters of UTF-8: bytes that continue none.
std::size_t zaehle_zeichen(std::string_view text) {
    const char *p = text.data(), *ende = p + text.size();
    std::size_t anzahl = 0;
#if defined(__SSE2__)
    const __m128i letzte_folge =
        _mm_set1_epi8(static_cast<char>(0xBF));  // as signed numbers: all below continue
    for (; ende - p >= 16; p += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
        const int maske = _mm_movemask_epi8(_mm_cmpgt_epi8(block, letzte_folge));
        anzahl += static_cast<unsigned>(__builtin_popcount(static_cast<unsigned>(maske)));
    }
#endif
    return anzahl +
           static_cast<std::size_t>(std::count_if(p, ende, [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

std::uint32_t zaehle_umbrueche(std::string_view text) {
    const char *p = text.data(), *ende = p + text.size();
    std::uint32_t anzahl = 0;
#if defined(__SSE2__)
    const __m128i umbruch = _mm_set1_epi8('\n');
    for (; ende - p >= 16; p += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
        const int maske = _mm_movemask_epi8(_mm_cmpeq_epi8(block, umbruch));
        if (maske != 0) anzahl += static_cast<unsigned>(__builtin_popcount(static_cast<unsigned>(maske)));
    }
#endif
    return anzahl + static_cast<std::uint32_t>(std::count(p, ende, '\n'));
}

Ort dahinter(Ort anfang, std::string_view text) {
    const auto umbrueche = zaehle_umbrueche(text);
    if (umbrueche != 0) {
        anfang.zeile += umbrueche;
        anfang.spalte = 1;
        text.remove_prefix(text.rfind('\n') + 1);
    }
    anfang.spalte += static_cast<std::uint32_t>(zaehle_zeichen(text));
    return anfang;
}

}  // namespace abgleich::xml
