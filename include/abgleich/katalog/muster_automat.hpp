// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace abgleich::katalog {

/// A pattern facet (XML Schema 1.0 part 2, appendix F), compiled once into a table that reads UTF-8 bytes.
///
///     const MusterAutomat azr_nummer("[0-9]{2}(0[0-9]|1[0-2])([0-2][0-9]|3[01])[0-9]{6}");
///     azr_nummer.passt("260804330649");  // true
///     azr_nummer.passt("26080433064");   // false: the whole value must match
///
/// The table is a minimal deterministic automaton over classes of bytes: one look-up per byte, whatever the
/// pattern. A character of several bytes is a path of several states, so bytes that are no UTF-8 (overlong
/// forms and surrogates included) never match, nor does a character that XML 1.0 does not allow.
/// Several patterns of one restriction step are alternatives: join them with '|'.
/// Immutable, so one object serves all threads.
class MusterAutomat {
public:
    /// Compiles a pattern given in UTF-8, XML references already resolved. Character categories are those of
    /// the installed ICU; `\i` and `\c` are the name characters of XML 1.0, fifth edition.
    /// Throws base::ConfigError, naming the position in characters from 1, on what appendix F does not know
    /// (also on a bare `{`, `}` or a `-` amid a class, where the editions disagree), on a count above 1000,
    /// and on a pattern that needs more than 20,000 states.
    explicit MusterAutomat(std::string_view muster);

    /// Whether the whole value matches. Neither allocates nor throws; time grows with the bytes only.
    [[nodiscard]] bool passt(std::string_view utf8) const noexcept;

    /// Size of the table, for tests and measurements: it has state_count() x class_count() entries.
    [[nodiscard]] std::size_t state_count() const noexcept { return m_next.size() / m_class_count; }
    [[nodiscard]] std::size_t class_count() const noexcept { return m_class_count; }

private:
    void find_free_bytes();

    std::array<std::uint8_t, 256> m_class_of{};  // byte -> column of the table
    std::array<bool, 256> m_is_free{};           // see find_free_bytes()
    std::vector<std::uint32_t> m_next;           // [row + column] -> row; a row is a state times the columns
    std::size_t m_class_count = 0;
    std::uint32_t m_start = 0;            // row
    std::uint32_t m_first_accepting = 0;  // this row and all behind it accept
};

}  // namespace abgleich::katalog
