// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/csv/leser.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Searching the bytes of tables, and the characters of UTF-8.
namespace abgleich::csv::zeichen {

inline bool ist_umbruch(char c) { return c == '\n' || c == '\r'; }

/// The marks of a text one after the other: delimiters, quotes, CR and LF. They are found sixty-four bytes at a
/// time, so that the length of a field costs no branch.
class Marken {
public:
    Marken(const char* p, const char* ende, Dialekt dialekt)
        : m_block(p),
          m_ende(ende),
          m_trenner(dialekt.trenner),
          m_anfuehrung(dialekt.anfuehrung != '\0' ? dialekt.anfuehrung : dialekt.trenner) {
        lade();
    }

    /// The next mark, or the end of the text.
    const char* naechste() {
        while (m_marken == 0) {
            if (m_ende - m_block <= 64) return m_ende;
            m_block += 64;
            lade();
        }
        const char* marke = m_block + std::countr_zero(m_marken);
        m_marken &= m_marken - 1;
        return marke;
    }

    /// Whether a NUL or a byte above 0x7F may stand before the last mark; false is certain.
    bool auffaellig() const { return m_auffaellig != 0; }

private:
    void lade() {
        const Block block = m_ende - m_block >= 64 ? ganzer(m_block, m_trenner, m_anfuehrung)
                                                   : rest(m_block, m_ende, m_trenner, m_anfuehrung);
        m_marken = block.marken;
        m_auffaellig |= block.auffaellig;
    }

    // Neither sees the object, whose members can so stay in registers.
    struct Block {
        std::uint64_t marken = 0;
        std::uint64_t auffaellig = 0;
    };
    static Block ganzer(const char* p, char trenner, char anfuehrung) {
#if defined(__SSE2__)
        Block ergebnis;
        __m128i auffaellig = _mm_setzero_si128();
        for (int i = 0; i < 64; i += 16) {
            const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + i));
            // Compared as signed numbers, bytes above 0x7F are below 1 like NUL.
            auffaellig = _mm_or_si128(auffaellig, _mm_cmplt_epi8(block, _mm_set1_epi8(1)));
            __m128i treffer = _mm_cmpeq_epi8(block, _mm_set1_epi8(trenner));
            for (const char c : {anfuehrung, '\n', '\r'})
                treffer = _mm_or_si128(treffer, _mm_cmpeq_epi8(block, _mm_set1_epi8(c)));
            ergebnis.marken |= std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(treffer))} << i;
        }
        ergebnis.auffaellig = static_cast<unsigned>(_mm_movemask_epi8(auffaellig));
        return ergebnis;
#else
        return rest(p, p + 64, trenner, anfuehrung);
#endif
    }
    static Block rest(const char* p, const char* ende, char trenner, char anfuehrung) {
        Block ergebnis;
        for (int i = 0; p != ende; ++p, ++i) {
            ergebnis.auffaellig |= std::uint64_t{*p == '\0' || static_cast<unsigned char>(*p) > 0x7F};
            ergebnis.marken |= std::uint64_t{*p == trenner || *p == anfuehrung || ist_umbruch(*p)} << i;
        }
        return ergebnis;
    }

    const char* m_block;
    const char* m_ende;
    std::uint64_t m_marken = 0;  ///< of this block, those not yet given
    char m_trenner;
    char m_anfuehrung;
    std::uint64_t m_auffaellig = 0;
};

/// First byte above 0x7F, with `auch_nul` also a NUL, or `ende`.
template <bool auch_nul>
inline const char* finde_auffaelliges(const char* p, const char* ende) {
    constexpr char grenze = auch_nul ? 1 : 0;
#if defined(__SSE2__)
    for (; ende - p >= 16; p += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
        const auto maske =
            static_cast<unsigned>(_mm_movemask_epi8(_mm_cmplt_epi8(block, _mm_set1_epi8(grenze))));
        if (maske != 0) return p + std::countr_zero(maske);
    }
#endif
    while (p != ende && static_cast<signed char>(*p) >= grenze) ++p;
    return p;
}

/// Length of the character of UTF-8 at p, 0 where the bytes are none.
inline std::size_t zeichenlaenge(const char* p, const char* ende) {
    const auto rest = static_cast<std::size_t>(ende - p);
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(p[i]); };
    const auto folgt = [&](std::size_t i, unsigned von = 0x80, unsigned bis = 0xBF) {
        return i < rest && byte(i) >= von && byte(i) <= bis;
    };
    const unsigned c = byte(0);
    if (c < 0x80) return 1;
    if (c < 0xC2 || c > 0xF4) return 0;
    if (c < 0xE0) return folgt(1) ? 2 : 0;
    // Neither longer than needed, nor a surrogate, nor above U+10FFFF.
    if (c < 0xF0) return folgt(1, c == 0xE0 ? 0xA0 : 0x80, c == 0xED ? 0x9F : 0xBF) && folgt(2) ? 3 : 0;
    return folgt(1, c == 0xF0 ? 0x90 : 0x80, c == 0xF4 ? 0x8F : 0xBF) && folgt(2) && folgt(3) ? 4 : 0;
}

/// First byte that is a NUL or no character of UTF-8, or `ende`.
inline const char* finde_unlesbares(const char* p, const char* ende) {
    while ((p = finde_auffaelliges<true>(p, ende)) != ende) {
        const std::size_t laenge = *p == '\0' ? 0 : zeichenlaenge(p, ende);
        if (laenge == 0) break;
        p += laenge;
    }
    return p;
}

}  // namespace abgleich::csv::zeichen
