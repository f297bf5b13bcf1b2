// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/base/hash.hpp>
#include <abgleich/domain/gestalt.hpp>

#include <algorithm>
#include <stdexcept>

namespace abgleich::domain {

std::uint32_t Gestaltbuch::nummer(SachverhaltNr sachverhalt, Stand stand, std::span<const Schritt> schritte) {
    std::uint64_t h =
        base::mix((std::uint64_t{sachverhalt} << 8) | static_cast<std::uint8_t>(stand), schritte.size());
    for (const Schritt& s : schritte) {
        h = base::mix(h, (std::uint64_t{s.knoten} << 32) | (std::uint64_t{s.nummer} << 16) | s.attribut);
        h = base::mix(h, (std::uint64_t{s.text.ort} << 16) | (std::uint64_t{s.art} << 8) | s.unlesbar);
    }
    const auto hash = static_cast<std::uint32_t>(h >> 32);
    std::size_t i = hash & (m_zellen.size() - 1);
    for (; m_zellen[i] != 0; i = (i + 1) & (m_zellen.size() - 1)) {
        const std::uint32_t nr = m_zellen[i] - 1;
        if (m_hashes[nr] != hash) continue;
        const Gestalt& g = m_gestalten[nr];
        if (g.sachverhalt != sachverhalt || g.stand != stand) continue;
        const auto andere = this->schritte(nr);
        if (std::equal(andere.begin(), andere.end(), schritte.begin(), schritte.end())) return nr;
    }
    if (m_gestalten.size() > max_nummer)
        throw std::length_error("more than 2^31 kinds of occurrences on one side");
    Gestalt neu;
    neu.sachverhalt = sachverhalt;
    neu.stand = stand;
    neu.erster = static_cast<std::uint32_t>(m_schritte.size());
    neu.schritte = static_cast<std::uint32_t>(schritte.size());
    neu.werte = static_cast<std::uint32_t>(std::count_if(schritte.begin(), schritte.end(), [](const auto& s) {
        return s.art == Schritt::wert || s.art == Schritt::ausgelagert;
    }));
    m_schritte.insert(m_schritte.end(), schritte.begin(), schritte.end());
    m_gestalten.push_back(neu);
    m_hashes.push_back(hash);
    m_zellen[i] = static_cast<std::uint32_t>(m_gestalten.size());
    if (m_gestalten.size() * 2 > m_zellen.size()) {
        m_zellen.assign(m_zellen.size() * 2, 0);
        for (std::uint32_t nr = 0; nr < m_gestalten.size(); ++nr) {
            std::size_t z = m_hashes[nr] & (m_zellen.size() - 1);
            while (m_zellen[z] != 0) z = (z + 1) & (m_zellen.size() - 1);
            m_zellen[z] = nr + 1;
        }
    }
    return static_cast<std::uint32_t>(m_gestalten.size() - 1);
}

}  // namespace abgleich::domain
