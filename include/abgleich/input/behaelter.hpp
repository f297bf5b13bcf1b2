// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/base/error.hpp>
#include <abgleich/domain/problem.hpp>
#include <abgleich/xml/sax_leser.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace abgleich::input {

/// What one container (archive or compressed file) may unpack to before it is taken for a bomb.
struct Behaeltergrenzen {
    std::uint64_t max_bytes = std::uint64_t{256} << 30U;      ///< unpacked; also of a device or a pipe
    unsigned max_verhaeltnis = 200;                           ///< unpacked / packed; XML of records: about 30
    std::uint64_t verhaeltnis_ab = std::uint64_t{64} << 20U;  ///< unpacked bytes below which it is not judged
    std::uint64_t max_eintraege = 10'000'000;                 ///< entries of an archive, of any kind
};

/// A stream that breaks: all that the `lies` of a stream told by durchlaufe throws. The text is our own and
/// quotes nothing of the content. Codes: behaelter_kaputt (damaged, cut short, encrypted), behaelter_grenze
/// (unpacks to too much), datei_nicht_lesbar (the system failed to read).
class BehaelterFehler : public base::InputError {
public:
    BehaelterFehler(domain::ProblemCode code, const std::string& meldung)
        : base::InputError(meldung), m_code(code) {}
    domain::ProblemCode code() const { return m_code; }

private:
    domain::ProblemCode m_code;
};

/// Is told each stream and each trouble, in order, by the thread that called durchlaufe.
///
/// Names: the path of a plain or a compressed file, `-` for standard input, `PATH!ENTRY` for an entry of an
/// archive; control characters in them are replaced by '?'.
class Behaelterempfaenger {
public:
    virtual ~Behaelterempfaenger() = default;

    /// A stream of bytes, unpacked. It may be read to its end or left at any place, and is gone after the
    /// return. `lies` may give less than was asked for before the end. `groesse`: bytes as the file system or
    /// the archive says; a hint for progress, not to be trusted. Plain files are read right into the place that
    /// `lies` is given: fastest where it begins at a border of 64 bytes.
    ///
    /// If the stream breaks, `lies` throws BehaelterFehler (what stood before was given), and again at every
    /// further call. It may be caught here or let through: both are the same to durchlaufe, which then calls
    /// `problem` with this name, ends the container, and goes on with the next file.
    virtual void datei(const std::string& name, xml::Quelle& quelle,
                       std::optional<std::uint64_t> groesse) = 0;

    /// After datei() with the same name: its stream broke (see there), or the file changed while it was read
    /// (datei_veraendert; also of a whole archive, by its path). Else of something for which there was no
    /// stream: datei_nicht_lesbar, behaelter_eintrag, and what ends an archive between two entries.
    virtual void problem(const std::string& name, domain::ProblemCode code, const std::string& meldung) = 0;
};

/// Which files of a directory or an archive are meant, by the last part of the name; of a packed one without
/// `.gz` or `.zst`. What the command line names itself is read whatever it is called.
using Namenswahl = std::function<bool(std::string_view name)>;
/// *.xml, in small or capital letters.
bool ist_nachricht(std::string_view name);

/// Opens one path of the command line and tells what lies behind it:
///   a directory: all files below it that `wahl` takes, plain or packed as .gz or .zst, and all *.tar, *.tar.gz,
///     *.tgz, *.tar.zst and *.zip (small or capital letters) in byte order of their paths; links to directories
///     are not followed, and what is no regular file is datei_nicht_lesbar;
///   a file, a device or a pipe; `-` is standard input.
/// Kind by content, not by name: gzip (all members, checksums verified), zstd, tar (ustar, pax, GNU; also in
/// gzip or zstd), zip; all else is given as it is. Of an archive only plain entries that `wahl` takes are given; an archive
/// in an archive, a link, a device, and a name that leads out are behaelter_eintrag. A regular file is read up
/// to the size that it had when it was opened.
///
/// Nothing is written to disk. Returns how many calls `empfaenger` got: 0 = an empty directory or archive.
/// Throws base::InputError where the path does not exist or a directory cannot be listed, and what
/// `empfaenger` throws.
std::uint64_t durchlaufe(const std::string& pfad, const Behaeltergrenzen& grenzen,
                         Behaelterempfaenger& empfaenger, const Namenswahl& wahl = ist_nachricht);

}  // namespace abgleich::input
