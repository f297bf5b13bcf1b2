// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "teil.hpp"

#include <map>
#include <set>
#include <vector>

namespace abgleich::input {

/// Puts the parts together, in the order of the input. What it makes does not depend on how the input was
/// cut, nor on who read which part.
class Sammler {
public:
    Sammler(Einlesung& ziel, const Leseoptionen& optionen) : m_ziel(ziel), m_optionen(optionen) {}

    /// `macher`: whose Gestalten the part uses. Parts of one maker come in the order in which it made them.
    void nimm(Teil&& teil, std::size_t macher);
    /// The file broke off: further parts of it are not to be used.
    bool kaputt(std::uint32_t datei) const { return m_kaputt.count(datei) != 0; }
    std::uint64_t saetze() const { return m_saetze; }

private:
    void merke_gestalten(Teil& teil, std::size_t macher);
    void nimm_spalten(Teil& teil, const std::vector<std::uint32_t>& gestalten);
    void nimm_kopf(const Teil& teil);
    void nimm_probleme(Teil& teil);
    /// Running number before the first record of the part in this file.
    std::uint32_t nummer_davor(std::uint32_t datei) const;
    domain::Ablage& ablage() {
        if (m_optionen.nachrichten_behalten) return m_ziel.nachrichten;
        return m_ziel.bestand;
    }

    Einlesung& m_ziel;
    const Leseoptionen& m_optionen;
    std::vector<std::vector<std::uint32_t>> m_gestalten;  // per maker: its number -> ours
    std::set<std::uint32_t> m_kaputt;
    std::set<std::string> m_ausgaben;
    std::uint32_t m_datei = 0;   // file of the last part ...
    std::uint32_t m_nummer = 0;  // ... and running numbers used of it
    std::uint64_t m_saetze = 0;
};

}  // namespace abgleich::input
