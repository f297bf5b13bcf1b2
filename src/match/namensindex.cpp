// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "namensindex.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

namespace abgleich::match {

namespace {

/// 0: not to be found. A collision of hashes only adds a candidate, which the identity check rejects.
std::uint64_t schluessel(const Identitaet& id) {
    if (id.familienname.empty() || id.vorname.empty() || !id.geburt.vollstaendig()) return 0;
    const std::string text = id.familienname + "|" + id.vorname + "|" + id.geburt.text();
    std::uint64_t hash = 1469598103934665603ull;  // FNV-1a: the same on every machine
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    return hash | 1u;
}

}  // namespace

void Namensindex::add(std::uint32_t satz, const Identitaet& identitaet) {
    if (const auto s = schluessel(identitaet); s != 0) m_eintraege.push_back({s, satz});
}

void Namensindex::ordne() {
    std::sort(m_eintraege.begin(), m_eintraege.end(), [](const auto& a, const auto& b) {
        return std::tie(a.schluessel, a.satz) < std::tie(b.schluessel, b.satz);
    });
}

std::vector<std::uint32_t> Namensindex::kandidaten(const Identitaet& identitaet) const {
    std::vector<std::uint32_t> gefunden;
    const auto s = schluessel(identitaet);
    if (s == 0) return gefunden;
    auto it = std::lower_bound(m_eintraege.begin(), m_eintraege.end(), s,
                               [](const Eintrag& e, std::uint64_t k) { return e.schluessel < k; });
    for (; it != m_eintraege.end() && it->schluessel == s; ++it) gefunden.push_back(it->satz);
    return gefunden;
}

}  // namespace abgleich::match
