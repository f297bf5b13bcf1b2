// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "rohdatei.hpp"

#include <abgleich/base/logging.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace abgleich::input {

namespace {

constexpr std::size_t tar_block = 512;
constexpr std::uint64_t lohnt_vorlesen = 1U << 18U;  // below it, telling the system costs more than it gives

/// The reason, which depends on the machine, goes to the log; the problem list gets the same text everywhere.
[[noreturn]] void nicht_lesbar(const std::string& pfad, const std::string& was) {
    base::Log::warning(pfad + ": " + was);
    throw BehaelterFehler(domain::ProblemCode::datei_nicht_lesbar,
                          "file cannot be read (expected a readable file)");
}

std::string grund() { return " (" + std::generic_category().message(errno) + ")"; }

}  // namespace

Rohdatei::Rohdatei(const std::string& pfad, bool nur_regulaer, std::uint64_t max_bytes)
    : m_pfad(pfad),
      m_fd(pfad == "-"
               ? STDIN_FILENO
               : ::open(pfad.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | (nur_regulaer ? O_NONBLOCK : 0))),
      m_rest(max_bytes) {
    struct stat stand {};
    if (m_fd < 0 || ::fstat(m_fd, &stand) != 0) nicht_lesbar(pfad, "cannot be opened" + grund());
    m_ordner = S_ISDIR(stand.st_mode);
    m_regulaer = S_ISREG(stand.st_mode);
    if (!m_regulaer) return;
    m_stand_groesse = static_cast<std::uint64_t>(stand.st_size);
    m_stand_zeit = stand.st_mtim;
    if (pfad == "-")
        if (const auto stelle = ::lseek(m_fd, 0, SEEK_CUR); stelle > 0)
            m_anfang = std::min(static_cast<std::uint64_t>(stelle), m_stand_groesse);
    m_rest = m_groesse = m_stand_groesse - m_anfang;
    if (m_groesse >= lohnt_vorlesen) ::posix_fadvise(m_fd, 0, 0, POSIX_FADV_SEQUENTIAL);
}

Rohdatei::~Rohdatei() {
    if (m_pfad != "-") ::close(m_fd);
}

std::size_t Rohdatei::lies(char* ziel, std::size_t platz) {
    char mehr = 0;
    const bool am_ende = m_rest == 0 && !m_regulaer;  // of what a pipe may give: is there more?
    if (am_ende) ziel = &mehr;
    const auto menge = am_ende ? 1 : static_cast<std::size_t>(std::min<std::uint64_t>(platz, m_rest));
    if (menge == 0 || platz == 0) return 0;
    ssize_t anzahl = 0;
    do anzahl = ::read(m_fd, ziel, menge);
    while (anzahl < 0 && errno == EINTR);
    if (anzahl < 0) nicht_lesbar(m_pfad, "cannot be read" + grund());
    if (am_ende && anzahl > 0)
        throw BehaelterFehler(domain::ProblemCode::behaelter_grenze,
                              "input goes on beyond the limit of bytes (expected an end before it)");
    m_rest -= static_cast<std::uint64_t>(anzahl);
    return static_cast<std::size_t>(anzahl);
}

void Rohdatei::springe(std::uint64_t stelle) {
    stelle = std::min(stelle, m_groesse);
    if (::lseek(m_fd, static_cast<off_t>(m_anfang + stelle), SEEK_SET) < 0)
        nicht_lesbar(m_pfad, "cannot be read" + grund());
    m_rest = m_groesse - stelle;
}

bool Rohdatei::veraendert() const {
    if (!m_regulaer) return false;
    struct stat stand {};
    return ::fstat(m_fd, &stand) != 0 || static_cast<std::uint64_t>(stand.st_size) != m_stand_groesse ||
           stand.st_mtim.tv_sec != m_stand_zeit.tv_sec || stand.st_mtim.tv_nsec != m_stand_zeit.tv_nsec;
}

std::string_view MitKopf::kopf() {
    try {
        while (m_anzahl < tar_block) {
            const auto anzahl = m_innen.lies(m_kopf.data() + m_anzahl, m_kopf.size() - m_anzahl);
            if (anzahl == 0) break;
            m_anzahl += anzahl;
        }
    } catch (const BehaelterFehler&) {
        m_fehler = std::current_exception();
    }
    return {m_kopf.data(), m_anzahl};
}

std::size_t MitKopf::lies(char* ziel, std::size_t platz) {
    if (m_gegeben < m_anzahl) {
        const auto menge = std::min(platz, m_anzahl - m_gegeben);
        std::memcpy(ziel, m_kopf.data() + m_gegeben, menge);
        m_gegeben += menge;
        return menge;
    }
    if (m_fehler) std::rethrow_exception(m_fehler);
    return m_innen.lies(ziel, platz);
}

}  // namespace abgleich::input
