// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace abgleich::csv {

/// How a table is written. The signs are two different ones of ASCII, neither CR nor LF. A quote of '\0': quotes
/// are characters like any other.
struct Dialekt {
    char trenner = ';';
    char anfuehrung = '"';
    bool operator==(const Dialekt&) const = default;
};

enum class Kodierung : std::uint8_t { utf8, windows_1252, iso_8859_15 };

/// Why a row cannot be used. Of several faults `nul` and `zeichen` come first, then the one that stands first.
enum class Zeilenfehler : std::uint8_t {
    keiner,
    anfuehrung_offen,  ///< a quote is never closed, or only beyond max_feld bytes (doubled quotes count twice)
    text_nach_anfuehrung,  ///< something stands between a closing quote and the next delimiter
    nul,                   ///< a NUL
    zeichen,               ///< bytes that are no text in the encoding
    zu_lang                ///< a field of more than max_feld bytes, or more than max_felder fields
};

/// One row. The views are valid until the next row is read into it, and as long as the text.
struct Zeile {
    std::vector<std::string_view> felder;  ///< of a row with a fault only those before it
    std::uint64_t anfang = 0;              ///< byte of the text
    std::uint32_t zeile = 0;               ///< line of the text that it begins in, from 1
    Zeilenfehler fehler = Zeilenfehler::keiner;
    std::string puffer;  ///< fields whose doubled quotes had to be undone
};

/// Bytes of a file as UTF-8, in place. In UTF-8 a byte order mark is dropped; bytes that another encoding does not
/// have become 0xFF, which no reading takes for text.
void nach_utf8(std::string& bytes, Kodierung kodierung);

/// Reads rows of a text in UTF-8 as RFC 4180 has them: quoted fields may hold delimiters, line breaks and
/// doubled quotes; LF, CRLF and CR end a row (the last one may lack its end); empty lines are skipped.
/// A quote opens a field only as its first byte; further on it is a character like any other.
/// A row that cannot be used does not cost the others: after a quote that is never closed, or behind which
/// something stands, reading goes on behind the line in which it was opened.
class Leser {
public:
    static constexpr std::size_t max_feld = std::size_t{1} << 16;  ///< bytes of a field
    static constexpr std::size_t max_felder = 4096;

    /// Begins at byte `anfang`, which is the begin of a row in line `zeile`.
    Leser(std::string_view text, Dialekt dialekt, std::uint64_t anfang = 0, std::uint32_t zeile = 1);

    /// False at the end of the text; `ziel` is then empty.
    bool lies(Zeile& ziel);
    /// Where the next row begins.
    std::uint64_t stelle() const { return static_cast<std::uint64_t>(m_p - m_text.data()); }
    std::uint32_t zeile() const { return m_zeile; }

private:
    std::string_view m_text;
    Dialekt m_dialekt;
    const char* m_p;
    std::uint32_t m_zeile;
};

/// What a table looks like, judged by its first bytes: the encoding (UTF-8 where all of it is), the delimiter
/// (one of `;`, `,`, TAB, `|`) that gives most rows the same number of fields, whether it is quoted.
struct Vermutung {
    Kodierung kodierung = Kodierung::utf8;
    Dialekt dialekt;
    bool utf16 = false;   ///< UTF-16, which cannot be read; the rest says nothing then
    bool xml = false;     ///< begins like XML
    bool binaer = false;  ///< holds NULs or is no text at all
};
Vermutung vermute(std::string_view anfang);

}  // namespace abgleich::csv
