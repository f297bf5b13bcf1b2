// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/katalog/typgraph.hpp>

#include <abgleich/base/error.hpp>

#include <algorithm>

namespace abgleich::katalog {

namespace {
std::string key(std::string_view namensraum, std::string_view lokal) {
    std::string k(namensraum);
    k += '\n';
    k += lokal;
    return k;
}
}  // namespace

Namen::Namen() {
    m_raeume.emplace_back();
    m_namen.push_back({0, "?"});  // id 0: unknown
}

NameId Namen::intern(std::string_view namensraum, std::string_view lokal) {
    const auto k = key(namensraum, lokal);
    if (const auto it = m_index.find(k); it != m_index.end()) return it->second;
    auto raum = std::find(m_raeume.begin(), m_raeume.end(), namensraum);
    if (raum == m_raeume.end()) raum = m_raeume.insert(raum, std::string(namensraum));
    if (m_namen.size() > 0xFFFE) throw base::ConfigError("more than 65,534 different element names");
    m_namen.push_back({static_cast<std::uint16_t>(raum - m_raeume.begin()), std::string(lokal)});
    const auto id = static_cast<NameId>(m_namen.size() - 1);
    m_index.emplace(k, id);
    return id;
}

NameId Namen::find(std::string_view namensraum, std::string_view lokal) const {
    const auto it = m_index.find(key(namensraum, lokal));
    return it == m_index.end() ? NameId{0} : it->second;
}

const GlobalesElement* Typgraph::element(NameId name) const {
    const auto it =
        std::find_if(elemente.begin(), elemente.end(), [&](const auto& e) { return e.name == name; });
    return it == elemente.end() ? nullptr : &*it;
}

bool Typgraph::abgeleitet(ComplexTypId typ, ComplexTypId basis) const {
    for (; typ != kein_typ; typ = complex_typen[typ].basis)
        if (typ == basis) return true;
    return false;
}

}  // namespace abgleich::katalog
