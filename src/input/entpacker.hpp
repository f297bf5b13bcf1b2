// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/input/behaelter.hpp>

#include <array>
#include <clocale>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

struct archive;
struct z_stream_s;

namespace abgleich::input {

class Rohdatei;

/// What is read at a time: little, so that the ratio is known while it is read. Aligned, because the system
/// copies several times faster to a border of 64 bytes.
struct alignas(64) Packpuffer : std::array<char, 65536> {};

/// Compares what came out of a container with what went in. Throws BehaelterFehler (behaelter_grenze).
class Bombenwaechter {
public:
    explicit Bombenwaechter(const Behaeltergrenzen& grenzen) : m_grenzen(grenzen) {}
    void gepackt(std::uint64_t bytes) { m_gepackt += bytes; }
    void entpackt(std::uint64_t bytes);

private:
    Behaeltergrenzen m_grenzen;
    std::uint64_t m_gepackt = 0, m_entpackt = 0;
};

/// Unpacks gzip, one member after the other, and verifies length and checksum of each.
class GzipQuelle final : public xml::Quelle {
public:
    GzipQuelle(xml::Quelle& gepackt, const Behaeltergrenzen& grenzen);
    ~GzipQuelle() override;
    GzipQuelle(const GzipQuelle&) = delete;
    GzipQuelle& operator=(const GzipQuelle&) = delete;
    std::size_t lies(char* ziel, std::size_t platz) override;

private:
    bool fuelle();
    xml::Quelle& m_gepackt;
    Bombenwaechter m_waechter;
    std::unique_ptr<z_stream_s> m_strom;
    std::unique_ptr<Packpuffer> m_puffer;
    bool m_zwischen = true;  // two members, or before the first
};

/// An archive, entry by entry, over libarchive. A zstd stream is an archive of one entry.
class Archiv final : public xml::Quelle {
public:
    enum class Art { zstd, tar, zip };
    struct Eintrag {
        std::string name;  ///< as the archive has it
        std::optional<std::uint64_t> groesse;
        bool ordner = false;
        bool einfach = false;  ///< a plain file and no link
        bool verschluesselt = false;
    };

    Archiv(xml::Quelle& gepackt, Art art, const Behaeltergrenzen& grenzen);
    /// A zip in which one can seek: its directory is read, which knows more than the entries say.
    Archiv(Rohdatei& zip, const Behaeltergrenzen& grenzen);
    ~Archiv() override;
    Archiv(const Archiv&) = delete;
    Archiv& operator=(const Archiv&) = delete;

    /// Goes to the first or next entry; what is left of the present one is skipped. False at the end.
    /// Throws BehaelterFehler.
    bool naechster(Eintrag& eintrag);
    /// Bytes of the present entry, of zstd also without naechster.
    std::size_t lies(char* ziel, std::size_t platz) override;

private:
    struct Rueckruf;
    int oeffne();
    [[noreturn]] void kaputt() const;
    xml::Quelle& m_gepackt;
    Rohdatei* m_springbar = nullptr;
    Art m_art;
    Bombenwaechter m_waechter;
    std::unique_ptr<Packpuffer> m_puffer;
    std::size_t m_nullen = 0;     // bytes 0 at the end of what was read so far
    std::exception_ptr m_fehler;  // of m_gepackt: must not pass through C
    /// libarchive loses a name that the locale cannot express, so it is called under this one.
    std::unique_ptr<std::remove_pointer_t<locale_t>, void (*)(locale_t)> m_utf8;
    std::unique_ptr<archive, int (*)(archive*)> m_archiv;
    enum class Zustand { neu, eintrag, ende } m_zustand = Zustand::neu;
    std::string_view m_block;    // unpacked, not yet given
    std::uint64_t m_stelle = 0;  // unpacked bytes of the entry
};

}  // namespace abgleich::input
