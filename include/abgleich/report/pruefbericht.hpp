// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/ergebnis.hpp>
#include <abgleich/domain/problem.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace abgleich::report {

/// An installed version of the standard, against which the files were judged.
struct Schemastand {
    std::string version;     ///< `26.11`
    std::string namensraum;  ///< `http://www.osci.de/xauslaender2611`
    std::string sha256;      ///< of the schema files
};

/// What `abgleich validate` found, as read: findings ordered by file (index into `dateien`) and place.
struct Pruefung {
    std::string programm_version;
    std::string stufe;  ///< as on the command line: `full`
    std::vector<Schemastand> schemas;
    std::vector<domain::Eingabedatei> dateien;
    std::vector<domain::Problem> probleme;
    domain::ProblemSchwere grenze =
        domain::ProblemSchwere::fehler;  ///< lowest severity of a finding that fails
    std::size_t limit = 0;  ///< findings shown per file in text and junit, the rest is counted; 0: all
};

/// Findings by severity.
struct Befundzahlen {
    std::uint64_t fehler = 0;
    std::uint64_t warnungen = 0;
    std::uint64_t hinweise = 0;

    void add(domain::ProblemSchwere schwere);
    std::uint64_t ab(domain::ProblemSchwere grenze) const;  ///< how many are at least as severe
};

/// Whether no finding reaches the severity that fails.
bool bestanden(const Pruefung& pruefung);

/// `error`, `warning` or `note`, as compilers say.
std::string_view englisch(domain::ProblemSchwere schwere);

/// Takes a report piece by piece.
using Senke = std::function<void(std::string_view)>;

// The forms of docs/formate.md. Equal checks give equal bytes. Control characters, bytes that are no UTF-8 and
// characters that turn the direction of writing are shown as \xHH (in JSON as JSON does), so that neither a file
// name nor an element name can break a line or forge one.

/// A line `file:line:column: severity: code: message` per finding (0 where there is no place), the summary at the end.
void schreibe_text(const Pruefung& pruefung, const Senke& senke);
/// One object; each file stands on a line of its own.
void schreibe_json(const Pruefung& pruefung, const Senke& senke);
/// JUnit XML for CI viewers: a testcase per file with at most one `failure`, since not every viewer shows more.
void schreibe_junit(const Pruefung& pruefung, const Senke& senke);
/// Last line of the text form, with its line end: files, records and findings by severity.
std::string zusammenfassung_zeile(const Pruefung& pruefung);

}  // namespace abgleich::report
