// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/base/output_file.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace abgleich::csv {

/// Writes a CSV file: `;` between fields, quotes as in RFC 4180, LF, UTF-8, header row first.
///
/// There are two ways to write a field. `fremd` takes what came in with the data: a spreadsheet would
/// run a text beginning with `= + - @` (or TAB or CR) as a formula, so it gets a leading apostrophe.
/// `eigen`, `zahl` and `dezimal` take what this program made itself; they are never changed.
class Schreiber {
public:
    /// Opens the file and writes the header. Throws OutputError.
    Schreiber(std::filesystem::path path, std::span<const std::string_view> spalten);

    Schreiber& fremd(std::string_view wert);
    Schreiber& eigen(std::string_view wert);
    Schreiber& zahl(std::uint64_t wert);
    /// Like `zahl`, but empty for 0: "there is none".
    Schreiber& zahl_oder_leer(std::uint64_t wert);
    /// Two decimals, `.` as decimal sign, never `-0.00`.
    Schreiber& dezimal(double wert);
    Schreiber& leer() { return eigen({}); }

    /// Ends the row. Throws std::logic_error where it has more or fewer fields than the header.
    void ende_zeile();
    /// Ends the file; see OutputFile::close.
    void close() { m_datei.close(); }
    /// Rows written, the header not counted.
    std::uint64_t zeilen() const { return m_zeilen; }

private:
    void trenne();
    void feld(std::string_view wert, bool mit_apostroph);

    base::OutputFile m_datei;
    std::string m_zeile;
    std::size_t m_spalten;
    std::size_t m_felder = 0;
    std::uint64_t m_zeilen = 0;
};

}  // namespace abgleich::csv
