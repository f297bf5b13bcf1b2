// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/xml/namensbuch.hpp>

#include <functional>

namespace abgleich::xml {

Namensbuch::Namensbuch() : m_zellen(4 * max_namen) {}

Name Namensbuch::nenne(std::string_view raum, std::string_view lokal) {
    const std::hash<std::string_view> hash;
    for (std::size_t i = hash(lokal) + 31 * hash(raum);; ++i) {
        std::uint32_t& zelle = m_zellen[i & (m_zellen.size() - 1)];
        if (zelle == 0) {
            if (m_namen.size() == max_namen) return {raum, lokal, 0};
            m_namen.push_back({std::string(raum), std::string(lokal)});
            zelle = static_cast<std::uint32_t>(m_namen.size());
        }
        const Eintrag& e = m_namen[zelle - 1];
        if (e.lokal == lokal && e.raum == raum) return {e.raum, e.lokal, zelle};
    }
}

}  // namespace abgleich::xml
