// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/input/behaelter.hpp>

#include <array>
#include <ctime>
#include <exception>
#include <string_view>

namespace abgleich::input {

/// Bytes of an open file as the system gives them. A regular file ends where it ended when it was opened.
class Rohdatei final : public xml::Quelle {
public:
    /// Opens `pfad`, `-` = standard input. `nur_regulaer`: nothing else is read, and opening never waits.
    /// Throws BehaelterFehler.
    Rohdatei(const std::string& pfad, bool nur_regulaer, std::uint64_t max_bytes);
    ~Rohdatei() override;
    Rohdatei(const Rohdatei&) = delete;
    Rohdatei& operator=(const Rohdatei&) = delete;

    std::size_t lies(char* ziel, std::size_t platz) override;

    bool ordner() const { return m_ordner; }
    /// A regular file: size is known, one can seek in it, and it may be seen to change.
    bool regulaer() const { return m_regulaer; }
    std::uint64_t groesse() const { return m_groesse; }
    /// From the place where reading began.
    void springe(std::uint64_t stelle);
    /// Size or time of change differ from what they were at opening.
    bool veraendert() const;

private:
    std::string m_pfad;
    int m_fd = -1;
    bool m_ordner = false, m_regulaer = false;
    std::uint64_t m_anfang = 0, m_groesse = 0;  // of what is to be read, in the file
    std::uint64_t m_rest = 0;                   // bytes that may still come
    std::uint64_t m_stand_groesse = 0;          // of the whole file, at opening
    std::timespec m_stand_zeit{};
};

/// A source whose first bytes can be looked at before it is read.
class MitKopf final : public xml::Quelle {
public:
    explicit MitKopf(xml::Quelle& innen) : m_innen(innen) {}
    /// The first bytes, at least a block of tar where there are so many. An error is kept for lies().
    std::string_view kopf();
    std::size_t lies(char* ziel, std::size_t platz) override;

private:
    xml::Quelle& m_innen;
    std::array<char, 4096> m_kopf{};
    std::size_t m_anzahl = 0, m_gegeben = 0;
    std::exception_ptr m_fehler;
};

}  // namespace abgleich::input
