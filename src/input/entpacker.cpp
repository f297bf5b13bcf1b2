// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "entpacker.hpp"

#include "rohdatei.hpp"

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <limits>
#include <new>
#include <zlib.h>

namespace abgleich::input {

namespace {

using Code = domain::ProblemCode;
constexpr std::size_t tar_block = 512;

/// This thread works under a locale while it lives.
class Gebietsschema {
public:
    explicit Gebietsschema(locale_t schema) : m_vorher(::uselocale(schema)) {}
    ~Gebietsschema() { ::uselocale(m_vorher); }
    Gebietsschema(const Gebietsschema&) = delete;
    Gebietsschema& operator=(const Gebietsschema&) = delete;

private:
    locale_t m_vorher;
};

}  // namespace

void Bombenwaechter::entpackt(std::uint64_t bytes) {
    m_entpackt += bytes;
    if (m_entpackt > m_grenzen.max_bytes)
        throw BehaelterFehler(Code::behaelter_grenze,
                              "unpacks to more bytes than the limit (expected an end before it)");
    if (m_entpackt > m_grenzen.verhaeltnis_ab && m_entpackt / m_grenzen.max_verhaeltnis > m_gepackt)
        throw BehaelterFehler(Code::behaelter_grenze, "unpacks to more than " +
                                                          std::to_string(m_grenzen.max_verhaeltnis) +
                                                          " times its size (expected less)");
}

GzipQuelle::GzipQuelle(xml::Quelle& gepackt, const Behaeltergrenzen& grenzen)
    : m_gepackt(gepackt),
      m_waechter(grenzen),
      m_strom(std::make_unique<z_stream_s>()),
      m_puffer(std::make_unique<Packpuffer>()) {
    constexpr int nur_gzip = 16 + MAX_WBITS;
    if (inflateInit2(m_strom.get(), nur_gzip) != Z_OK) throw std::bad_alloc();
}

GzipQuelle::~GzipQuelle() { inflateEnd(m_strom.get()); }

bool GzipQuelle::fuelle() {
    if (m_strom->avail_in != 0) return true;
    const auto anzahl = m_gepackt.lies(m_puffer->data(), m_puffer->size());
    m_waechter.gepackt(anzahl);
    m_strom->next_in = reinterpret_cast<Bytef*>(m_puffer->data());
    m_strom->avail_in = static_cast<uInt>(anzahl);
    return anzahl != 0;
}

std::size_t GzipQuelle::lies(char* ziel, std::size_t platz) {
    platz = std::min<std::size_t>(platz, std::numeric_limits<uInt>::max());
    m_strom->next_out = reinterpret_cast<Bytef*>(ziel);
    m_strom->avail_out = static_cast<uInt>(platz);
    // Ends with the first bytes: a break behind them is told by the next call.
    while (m_strom->avail_out == platz && platz != 0) {
        const bool ende = !fuelle();
        if (m_zwischen) {
            if (ende) return 0;
            // Zeros may fill up the last block of a tape.
            for (; m_strom->avail_in != 0 && *m_strom->next_in == 0; --m_strom->avail_in) ++m_strom->next_in;
            if (m_strom->avail_in == 0) continue;
        }
        const int ergebnis = inflate(m_strom.get(), Z_NO_FLUSH);  // may have more to give at the end
        m_zwischen = ergebnis == Z_STREAM_END;
        if (m_zwischen)
            inflateReset(m_strom.get());
        else if (m_strom->avail_out == platz && (ende || (ergebnis != Z_OK && ergebnis != Z_BUF_ERROR)))
            throw BehaelterFehler(Code::behaelter_kaputt,
                                  ende ? "gzip data cut short (expected the end of a member)"
                                       : "gzip data damaged (expected members with right checksums and "
                                         "nothing behind)");
    }
    const auto anzahl = platz - m_strom->avail_out;
    m_waechter.entpackt(anzahl);
    return anzahl;
}

/// What libarchive calls; no exception may pass through it.
struct Archiv::Rueckruf {
    static la_ssize_t lies(archive*, void* daten, const void** block) {
        auto& archiv = *static_cast<Archiv*>(daten);
        try {
            auto& puffer = *archiv.m_puffer;
            const auto anzahl = archiv.m_gepackt.lies(puffer.data(), puffer.size());
            if (archiv.m_springbar == nullptr) archiv.m_waechter.gepackt(anzahl);
            std::size_t nullen = 0;
            while (nullen < anzahl && puffer[anzahl - 1 - nullen] == 0) ++nullen;
            archiv.m_nullen = nullen == anzahl ? archiv.m_nullen + nullen : nullen;
            *block = puffer.data();
            return static_cast<la_ssize_t>(anzahl);
        } catch (...) {
            archiv.m_fehler = std::current_exception();
            return ARCHIVE_FATAL;
        }
    }
    static la_int64_t springe(archive*, void* daten, la_int64_t weite, int ab) {
        auto& archiv = *static_cast<Archiv*>(daten);
        try {
            const auto groesse = static_cast<la_int64_t>(archiv.m_springbar->groesse());
            const auto stelle = ab == SEEK_END ? groesse + weite : weite;
            if (ab == SEEK_CUR || stelle < 0 || stelle > groesse) return ARCHIVE_FATAL;
            archiv.m_springbar->springe(static_cast<std::uint64_t>(stelle));
            return stelle;
        } catch (...) {
            archiv.m_fehler = std::current_exception();
            return ARCHIVE_FATAL;
        }
    }
};

Archiv::Archiv(xml::Quelle& gepackt, Art art, const Behaeltergrenzen& grenzen)
    : m_gepackt(gepackt),
      m_art(art),
      m_waechter(grenzen),
      m_puffer(std::make_unique<Packpuffer>()),
      m_utf8(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr), &::freelocale),
      m_archiv(archive_read_new(), &archive_read_free) {
    if (!m_archiv) throw std::bad_alloc();
}

Archiv::Archiv(Rohdatei& zip, const Behaeltergrenzen& grenzen) : Archiv(zip, Art::zip, grenzen) {
    // Not beside a delegated constructor. NOLINTNEXTLINE(cppcoreguidelines-prefer-member-initializer)
    m_springbar = &zip;
    zip.springe(0);
    m_waechter.gepackt(zip.groesse());  // once: parts may be read more often
}

Archiv::~Archiv() = default;

int Archiv::oeffne() {
    auto* a = m_archiv.get();
    switch (m_art) {
        case Art::zstd:
            archive_read_support_filter_zstd(a);
            archive_read_support_format_raw(a);
            archive_read_support_format_empty(a);
            break;
        case Art::tar:
            archive_read_support_format_tar(a);
            archive_read_set_format_option(a, "tar", "read_concatenated_archives", "1");
            break;
        case Art::zip:
            archive_read_support_format_zip(a);
            if (m_springbar != nullptr) archive_read_set_seek_callback(a, &Rueckruf::springe);
            break;
    }
    return archive_read_open(a, this, nullptr, &Rueckruf::lies, nullptr);
}

void Archiv::kaputt() const {
    if (m_fehler) std::rethrow_exception(m_fehler);
    const char* art = m_art == Art::zstd ? "zstd data" : m_art == Art::tar ? "tar archive" : "zip archive";
    throw BehaelterFehler(Code::behaelter_kaputt,
                          std::string(art) + " damaged or cut short (expected a whole one)");
}

bool Archiv::naechster(Eintrag& eintrag) {
    m_block = {};
    m_stelle = 0;
    const Gebietsschema utf8(m_utf8.get());
    archive_entry* kopf = nullptr;
    int ergebnis = m_zustand == Zustand::neu ? oeffne() : ARCHIVE_OK;
    if (ergebnis == ARCHIVE_OK) ergebnis = archive_read_next_header(m_archiv.get(), &kopf);
    m_zustand = ergebnis == ARCHIVE_EOF ? Zustand::ende : Zustand::eintrag;
    if (ergebnis == ARCHIVE_EOF) {
        // libarchive takes a tar without its end of zeros for a whole one; entries may be missing.
        if (m_art == Art::tar && m_nullen < tar_block) kaputt();
        return false;
    }
    if (ergebnis != ARCHIVE_OK && ergebnis != ARCHIVE_WARN) kaputt();
    const char* name = archive_entry_pathname_utf8(kopf);
    if (name == nullptr) name = archive_entry_pathname(kopf);
    eintrag.name = name == nullptr ? "" : name;
    eintrag.groesse.reset();
    if (archive_entry_size_is_set(kopf) != 0)
        eintrag.groesse = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(kopf), 0));
    eintrag.ordner = archive_entry_filetype(kopf) == AE_IFDIR;
    eintrag.einfach = archive_entry_filetype(kopf) == AE_IFREG && archive_entry_hardlink(kopf) == nullptr &&
                      archive_entry_symlink(kopf) == nullptr;
    eintrag.verschluesselt = archive_entry_is_encrypted(kopf) != 0;
    return true;
}

std::size_t Archiv::lies(char* ziel, std::size_t platz) {
    if (m_zustand == Zustand::neu) {
        Eintrag einziger;
        naechster(einziger);
    }
    if (m_zustand == Zustand::ende) return 0;
    while (m_block.empty()) {
        const void* block = nullptr;
        std::size_t anzahl = 0;
        la_int64_t stelle = 0;
        const int ergebnis = archive_read_data_block(m_archiv.get(), &block, &anzahl, &stelle);
        if (ergebnis == ARCHIVE_EOF) return 0;
        // A place that jumps is a file with holes: nobody has those in XML.
        if (ergebnis != ARCHIVE_OK || static_cast<std::uint64_t>(stelle) != m_stelle) kaputt();
        m_waechter.entpackt(anzahl);
        m_stelle += anzahl;
        m_block = {static_cast<const char*>(block), anzahl};
    }
    const auto anzahl = m_block.copy(ziel, platz);
    m_block.remove_prefix(anzahl);
    return anzahl;
}

}  // namespace abgleich::input
