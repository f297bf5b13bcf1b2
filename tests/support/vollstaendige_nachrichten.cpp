// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "vollstaendige_nachrichten.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace abgleich::test {

using katalog::Knoten;
using katalog::KnotenNr;
using katalog::Partikel;
using katalog::SimpleTypId;
using katalog::Teil;

namespace {

bool ist_blatt(const katalog::Katalog& katalog, const Knoten& k) {
    return k.platzhalter || katalog.modell(k) == nullptr;
}

}  // namespace

VollstaendigeNachrichten::VollstaendigeNachrichten(const katalog::Katalog& katalog)
    : m_katalog(katalog), m_graph(katalog.graph()), m_werte(m_graph) {
    for (const auto& w : katalog.wurzeln()) erfasse(w.knoten);
    for (KnotenNr nr = static_cast<KnotenNr>(m_ende.size()); nr-- > 0;)
        if (const KnotenNr eltern = katalog.knoten(nr).eltern; eltern != katalog::kein_knoten)
            m_ende[eltern] = std::max(m_ende[eltern], m_ende[nr]);
}

void VollstaendigeNachrichten::erfasse(KnotenNr nr) {
    const Knoten& k = m_katalog.knoten(nr);
    const bool komplex = !k.einfach && !k.platzhalter;
    for (KnotenNr n = static_cast<KnotenNr>(m_ende.size()); n <= nr; ++n) m_ende.push_back(n + 1);
    m_fehlt.resize(m_ende.size());
    // An element of an abstract type never stands there itself.
    const bool steht = !komplex || !m_graph.complex_typen[k.typ].abstrakt;
    m_fehlt[nr].assign(!steht ? 0 : 1 + (komplex ? m_graph.complex_typen[k.typ].attribute.size() : 0), true);
    if (!komplex) return;
    const auto* modell = m_katalog.modell(k);
    for (std::uint16_t i = 0; modell != nullptr && steht && i < modell->partikel.size(); ++i)
        erfasse(m_katalog.kind(k, i));
    for (katalog::ComplexTypId t = 0; t < m_graph.complex_typen.size(); ++t) {
        const auto& name = m_graph.complex_typen[t].name;
        if (k.variante || name.empty() || t == k.typ || !m_graph.abgeleitet(t, k.typ)) continue;
        const KnotenNr v = m_katalog.variante(nr, name);
        if (v == katalog::kein_knoten) continue;
        m_varianten[nr].push_back(v);
        erfasse(v);
    }
}

std::vector<KnotenNr> VollstaendigeNachrichten::gestalten(KnotenNr kind) const {
    std::vector<KnotenNr> alle;
    if (!m_fehlt[kind].empty()) alle.push_back(kind);
    if (const auto it = m_varianten.find(kind); it != m_varianten.end())
        alle.insert(alle.end(), it->second.begin(), it->second.end());
    return alle;
}

std::size_t VollstaendigeNachrichten::plaetze(const katalog::Wurzel& wurzel) const {
    std::size_t summe = 0;
    for (KnotenNr nr = wurzel.knoten; nr < m_ende[wurzel.knoten]; ++nr) summe += m_fehlt[nr].size();
    return summe;
}

std::size_t VollstaendigeNachrichten::offen(KnotenNr von) const {
    std::size_t summe = 0;
    for (KnotenNr nr = von; nr < m_ende[von]; ++nr)
        summe += static_cast<std::size_t>(std::count(m_fehlt[nr].begin(), m_fehlt[nr].end(), true));
    return summe;
}

std::vector<std::string> VollstaendigeNachrichten::offene(const katalog::Wurzel& wurzel) const {
    std::vector<std::string> pfade;
    for (KnotenNr nr = wurzel.knoten; nr < m_ende[wurzel.knoten]; ++nr) {
        if (std::count(m_fehlt[nr].begin(), m_fehlt[nr].end(), true) == 0) continue;
        std::string pfad;
        for (KnotenNr n = nr; n != katalog::kein_knoten; n = m_katalog.knoten(n).eltern)
            pfad = "/" + std::string(m_graph.namen.lokal(m_katalog.knoten(n).name)) + pfad;
        pfade.push_back(pfad);
    }
    return pfade;
}

std::vector<KnotenNr> VollstaendigeNachrichten::ziele(const katalog::Wurzel& wurzel) {
    std::vector<KnotenNr> gefunden{wurzel.knoten};
    for (KnotenNr nr = wurzel.knoten + 1; nr < m_ende[wurzel.knoten]; ++nr) {
        const Knoten& k = m_katalog.knoten(nr);
        const auto typ = m_katalog.knoten(k.eltern).typ;
        if (m_fehlt[nr].empty()) continue;
        const bool neu = m_partikel.insert({{typ, k.milde}, k.partikel}).second;
        if (neu || k.variante) gefunden.push_back(nr);
    }
    return gefunden;
}

bool VollstaendigeNachrichten::enthaelt_ziel(KnotenNr nr) const {
    return m_ziel && *m_ziel >= nr && *m_ziel < m_ende[nr];
}

bool VollstaendigeNachrichten::enthaelt_ziel(const Knoten& k, const Teil& t) const {
    if (t.art == Teil::Art::partikel) {
        const auto alle = gestalten(m_katalog.kind(k, static_cast<std::uint16_t>(t.partikel)));
        return std::any_of(alle.begin(), alle.end(), [&](KnotenNr nr) { return enthaelt_ziel(nr); });
    }
    return std::any_of(t.kinder.begin(), t.kinder.end(),
                       [&](const Teil& kind) { return enthaelt_ziel(k, kind); });
}

std::size_t VollstaendigeNachrichten::offen(const Knoten& k, const Teil& t) const {
    std::size_t summe = 0;
    if (t.art == Teil::Art::partikel)
        for (const KnotenNr nr : gestalten(m_katalog.kind(k, static_cast<std::uint16_t>(t.partikel))))
            summe += offen(nr);
    for (const Teil& kind : t.kinder) summe += offen(k, kind);
    return summe;
}

std::uint32_t VollstaendigeNachrichten::anzahl(const Knoten& k, const Teil& t) const {
    const std::uint32_t min = k.milde ? 0 : t.min;
    if (m_ziel) return std::max<std::uint32_t>(min, enthaelt_ziel(k, t) ? 1 : 0);
    const bool einzeln =
        t.art == Teil::Art::partikel &&
        ist_blatt(m_katalog, m_katalog.knoten(m_katalog.kind(k, static_cast<std::uint16_t>(t.partikel))));
    return std::max(min, std::min<std::uint32_t>(t.max, einzeln ? 3 : 2));
}

const Teil& VollstaendigeNachrichten::zweig(const Knoten& k, const Teil& wahl) const {
    if (m_ziel) {
        for (const Teil& kind : wahl.kinder)
            if (enthaelt_ziel(k, kind)) return kind;
        return wahl.kinder.front();
    }
    const Teil* bester = &wahl.kinder.front();
    for (const Teil& kind : wahl.kinder)
        if (offen(k, kind) > offen(k, *bester)) bester = &kind;
    return *bester;
}

void VollstaendigeNachrichten::teil(XmlBaum& baum, const Knoten& k, const Teil& t) {
    for (auto n = anzahl(k, t); n > 0; --n) {
        if (t.art == Teil::Art::wahl && !t.kinder.empty()) {
            teil(baum, k, zweig(k, t));
        } else if (t.art == Teil::Art::partikel) {
            const auto alle = gestalten(m_katalog.kind(k, static_cast<std::uint16_t>(t.partikel)));
            baum.inhalt.push_back(
                baue(*std::max_element(alle.begin(), alle.end(), [&](KnotenNr a, KnotenNr b) {
                    return m_ziel ? enthaelt_ziel(a) < enthaelt_ziel(b) : offen(a) < offen(b);
                })));
        } else {
            for (const Teil& kind : t.kinder) teil(baum, k, kind);
        }
    }
}

const std::string& VollstaendigeNachrichten::wert(SimpleTypId typ) {
    const auto& gute = m_werte.gute(typ);
    return gute[m_gebraucht[typ]++ % gute.size()];
}

XmlBaum VollstaendigeNachrichten::erweiterung(const Partikel& p) {
    static const std::array<std::string, 4> inhalte = {
        "<innen/>text", "",
        " a &amp; b <x:y xmlns:x=\"http://x/?a&amp;b\" x:b=\"&lt;1&quot;\" a=\"2\" "
        "xml:lang=\"de\"><z/></x:y>\n",
        "<n xmlns=\"\"><m xmlns=\"urn:m\" xmlns:a=\"urn:a\" xmlns:b=\"urn:b\" a:k=\"1\" b:k=\"2\" "
        "a:l=\"\">&gt;</m></n>"};
    XmlBaum baum;
    baum.raum = p.raeume.front();
    baum.lokal = "fremd";
    baum.attribute.emplace_back("a", "1\t\"<&");
    baum.inhalt.push_back(XmlBaum::text(inhalte[m_erweiterungen++ % inhalte.size()]));
    return baum;
}

XmlBaum VollstaendigeNachrichten::baue(KnotenNr nr) {
    const Knoten& k = m_katalog.knoten(nr);
    m_fehlt[nr][0] = false;
    const Partikel* p = nullptr;
    if (k.eltern != katalog::kein_knoten)
        p = &m_katalog.modell(m_katalog.knoten(k.eltern))->partikel[k.partikel];
    if (k.platzhalter) return erweiterung(*p);
    XmlBaum baum;
    baum.raum = m_graph.namen.namensraum(k.name);
    baum.lokal = m_graph.namen.lokal(k.name);
    SimpleTypId text = k.typ;
    if (!k.einfach) {
        const auto& typ = m_graph.complex_typen[k.typ];
        baum.complex_typ = k.typ;
        if (k.variante) {
            const auto ende = typ.name.find('}');
            baum.attribute.emplace_back("xmlns:t", typ.name.substr(1, ende - 1));
            baum.attribute.emplace_back("xsi:type", "t:" + typ.name.substr(ende + 1));
        }
        for (std::size_t i = 0; i < typ.attribute.size(); ++i) {
            const auto& a = typ.attribute[i];
            if (m_ziel && !a.pflicht) continue;
            m_fehlt[nr][i + 1] = false;
            baum.attribute.emplace_back(m_graph.namen.lokal(a.name), a.hat_fest ? a.fest : wert(a.typ));
        }
        text = typ.text;
        if (text == katalog::kein_typ) {
            teil(baum, k, m_graph.aufbau.at(k.typ));
            return baum;
        }
    }
    baum.typ = text;
    baum.fest = p != nullptr && p->hat_fest;
    baum.inhalt.push_back(XmlBaum::text(maskiert(baum.fest ? p->fest : wert(text))));
    return baum;
}

XmlBaum VollstaendigeNachrichten::maximal(const katalog::Wurzel& wurzel) {
    m_ziel.reset();
    return baue(wurzel.knoten);
}

XmlBaum VollstaendigeNachrichten::minimal(const katalog::Wurzel& wurzel, KnotenNr ziel) {
    m_ziel = ziel;
    return baue(wurzel.knoten);
}

void normalisiere(XmlBaum& baum, const katalog::Typgraph& graph) {
    for (XmlBaum* b : elemente(baum)) {
        std::string puffer;
        const auto behandle = [&](SimpleTypId typ, std::string& wert) {
            std::string_view sicht = wert;
            katalog::behandle_leerraum(graph.simple_typen[typ].leerraum, sicht, puffer);
            wert = std::string(sicht);
        };
        if (b->typ != katalog::kein_typ) behandle(b->typ, b->inhalt.front().roh);  // no blank is masked
        if (b->complex_typ == katalog::kein_typ) continue;
        for (const auto& a : graph.complex_typen[b->complex_typ].attribute) {
            const std::string name(graph.namen.lokal(a.name));
            const auto it = std::find_if(b->attribute.begin(), b->attribute.end(),
                                         [&](const auto& paar) { return paar.first == name; });
            if (it != b->attribute.end()) behandle(a.typ, it->second);
        }
    }
}

}  // namespace abgleich::test
