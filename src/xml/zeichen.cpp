// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "zeichen.hpp"

#include <abgleich/xml/ereignisse.hpp>

#include <algorithm>

namespace abgleich::xml {

namespace {

/// Number of bytes for which `trifft` says so: of one, and of sixteen at a time (all bits of a byte set).
template <typename Einzeln, typename Sechzehn>
std::size_t zaehle(std::string_view text, Einzeln&& trifft, [[maybe_unused]] Sechzehn&& treffer) {
    const char *p = text.data(), *ende = p + text.size();
    std::size_t anzahl = 0;
#if defined(__SSE2__)
    while (ende - p >= 16) {
        __m128i zaehler = _mm_setzero_si128();  // sixteen of one byte each, summed up before one overflows
        for (const char* bis = p + std::min<std::ptrdiff_t>((ende - p) / 16, 255) * 16; p != bis; p += 16)
            zaehler = _mm_sub_epi8(zaehler, treffer(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p))));
        const __m128i summe = _mm_sad_epu8(zaehler, _mm_setzero_si128());
        anzahl += static_cast<std::size_t>(_mm_cvtsi128_si32(summe) + _mm_extract_epi16(summe, 4));
    }
#endif
    return anzahl + static_cast<std::size_t>(std::count_if(p, ende, trifft));
}

/// Characters of UTF-8: bytes that continue none.
std::size_t zaehle_zeichen(std::string_view text) {
    return zaehle(
        text, [](char c) { return (c & 0xC0) != 0x80; },
        [](auto block) {  // as signed numbers: all up to 0xBF continue
            return _mm_cmpgt_epi8(block, _mm_set1_epi8(static_cast<char>(0xBF)));
        });
}

}  // namespace

std::uint32_t zaehle_umbrueche(std::string_view text) {
    return static_cast<std::uint32_t>(zaehle(
        text, [](char c) { return c == '\n'; },
        [](auto block) { return _mm_cmpeq_epi8(block, _mm_set1_epi8('\n')); }));
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
