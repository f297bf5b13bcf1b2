// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/katalog/katalog.hpp>

#include "katalog_bau.hpp"
#include "overlay.hpp"

#include <abgleich/katalog/fassungen.hpp>

#include <algorithm>
#include <utility>

namespace abgleich::katalog {

std::unique_ptr<const Katalog> Katalog::lade(const Katalogpfade& pfade) {
    return std::move(Fassungen::aus(pfade).m_alle.front());
}

std::unique_ptr<const Katalog> Katalog::baue(Typgraph graph, std::shared_ptr<const Codelisten> codelisten,
                                             const Overlay& overlay, const Katalog* vorgaenger) {
    std::unique_ptr<Katalog> katalog(new Katalog);
    katalog->m_graph = std::move(graph);
    katalog->m_codelisten = std::move(codelisten);
    KatalogBau(*katalog, overlay, vorgaenger).baue();
    return katalog;
}

const Sachverhalt* Katalog::find_sachverhalt(std::string_view name) const {
    const auto it = std::find_if(m_sachverhalte.begin(), m_sachverhalte.end(),
                                 [&](const auto& s) { return s.name == name; });
    return it == m_sachverhalte.end() ? nullptr : &*it;
}

FeldNr Katalog::find_feld(std::string_view sachverhalt, std::string_view pfad) const {
    const std::string schluessel = std::string(sachverhalt) + "/" + std::string(pfad);
    if (const auto it = m_feld_index.find(schluessel); it != m_feld_index.end()) return it->second;
    const auto it = m_fruehere.find(schluessel);
    return it == m_fruehere.end() ? FeldNr{0} : it->second;
}

FeldNr Katalog::ausgabe_feld(FeldNr nr) const {
    const Feld& f = m_felder[nr];
    return find_feld(m_sachverhalte[f.sachverhalt].name, f.pfad + "@version");
}

const Wurzel* Katalog::wurzel(NameId name) const {
    const auto it =
        std::find_if(m_wurzeln.begin(), m_wurzeln.end(), [&](const auto& w) { return w.name == name; });
    return it == m_wurzeln.end() ? nullptr : &*it;
}

const Wurzel* Katalog::erweiterung(NameId name) const {
    if (name == 0) return nullptr;
    const auto it = std::find_if(m_erweiterungen.begin(), m_erweiterungen.end(),
                                 [&](const auto& w) { return w.name == name; });
    return it == m_erweiterungen.end() ? wurzel(name) : &*it;
}

const Wurzel* Katalog::wurzel(std::string_view nummer) const {
    const auto it =
        std::find_if(m_wurzeln.begin(), m_wurzeln.end(), [&](const auto& w) { return w.nummer == nummer; });
    return it == m_wurzeln.end() ? nullptr : &*it;
}

const Inhaltsmodell* Katalog::modell(const Knoten& k) const {
    if (k.einfach || k.typ == kein_typ) return nullptr;
    const ComplexTyp& typ = m_graph.complex_typen[k.typ];
    const auto nummer = k.milde ? typ.modell_milde : typ.modell;
    return nummer == kein_typ ? nullptr : &m_graph.modelle[nummer];
}

KnotenNr Katalog::variante(KnotenNr nr, std::string_view typ) const {
    const auto it = m_varianten.find(nr);
    if (it == m_varianten.end()) return kein_knoten;
    for (const KnotenNr v : it->second)
        if (m_graph.complex_typen[m_knoten[v].typ].name == typ) return v;
    return kein_knoten;
}

std::span<const std::string> Katalog::codeklasse(std::string_view name) const {
    const auto it = m_codeklassen.find(std::string(name));
    if (it == m_codeklassen.end()) return {};
    return it->second;
}

bool Katalog::in_klasse(std::string_view klasse, FeldNr nr, std::uint8_t fassung,
                        std::string_view code) const {
    const auto codes = codeklasse(klasse);
    const auto neu = neuester_code(feld(nr), fassung, code);
    return std::any_of(codes.begin(), codes.end(), [&](const auto& c) { return c == code || c == neu; });
}

}  // namespace abgleich::katalog
