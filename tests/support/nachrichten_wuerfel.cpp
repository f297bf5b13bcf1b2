// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "nachrichten_wuerfel.hpp"

#include <algorithm>
#include <stdexcept>

namespace abgleich::test {

using katalog::ComplexTypId;
using katalog::kein_typ;
using katalog::Partikel;
using katalog::SimpleTypId;
using katalog::Teil;

namespace {

constexpr int max_tiefe = 40;
/// A message of about this many elements is grown no further than it has to be.
constexpr std::size_t genug_elemente = 400;

}  // namespace

const std::vector<std::string>& Werte::vorrat() {
    static const std::vector<std::string> texte = {
        "",
        "a",
        " ",
        " a  b ",
        "\ta\nb",
        "Nguy\u1EC5n",
        "D\u2019Arc",
        "\U0001F600",
        "A\u030B",
        "K\u035FH",
        "K\u035F",
        "true",
        "false",
        "1",
        "0",
        " true ",
        "TRUE",
        "01",
        "001",
        "1234",
        "12345",
        "123456",
        "1234567",
        "+5",
        "-5",
        "-0",
        "1.0",
        "2147483648",
        "00000000000000000007",
        "2024",
        "0000",
        "-2024",
        "12024",
        "2024Z",
        "2024+14:00",
        "2024-02",
        "2024-13",
        "2024-00",
        "2024-02Z",
        "2024-02-29",
        "2023-02-29",
        "1900-02-29",
        "2000-02-29",
        "2024-02-31",
        "2024-04-31",
        "2024-00-10",
        "2024-02-29Z",
        "2024-02-29+14:01",
        " 2024-02-29 ",
        "2024-2-9",
        "29.02.2024",
        "0000-01-01",
        "0001-01-01",
        "2024-02-29T12:00:00",
        "2024-02-29T24:00:00",
        "2024-02-29T24:00:01",
        "2024-02-29T23:59:60",
        "2024-02-29T12:00:00.123+02:00",
        "2024-02-29T12:00:00.",
        "2024-02-29T12:00",
        "2024-02-29 12:00:00",
        "840917012345",
        "841317012345",
        "84091701234",
        "AB-123456-abc1234-01",
        "AB-123456-abc|234-01",
        "12345678-90ab-cdef-1234-567890abcdef",
        "12345678-90ab-cdef-1234-567890abcdeg",
        "DE1234567ABC12345",
        "DE1234567ABCD12345",
        "DE4234567ABC12345",
        "QUJD",
        "QUI=",
        "QQ==",
        "QQ=",
        "Q U J D",
        "Q===",
        "urn:a:b",
        "a b",
        "%zz",
        "http://example.org/\u00E4",
        std::string(20, 'x'),
        std::string(101, 'x'),
        std::string(300, '7'),
        "M\u00FCller-L\u00FCdenscheidt",
        "nichtVorhanden",
        "unbekannt",
        "0107",
        "W",
        "m",
        "A1/2. b",
    };
    return texte;
}

const std::vector<std::string>& Werte::uris() {
    static const std::vector<std::string> texte = {"urn:a:b", "http://example.org/\u00E4", "urn:de:bund:x",
                                                   " urn:a:b "};
    return texte;
}

const std::vector<std::string>& Werte::gute(SimpleTypId typ) {
    auto& liste = m_gute[typ];
    if (!liste.empty()) return liste;
    // libxml2 takes only what it can parse as a URI; XML Schema leaves anyURI open, and so do we.
    const bool uri = m_graph.simple_typen[typ].grundtyp == katalog::Grundtyp::any_uri;
    std::vector<std::string> kandidaten = uri ? uris() : vorrat();
    for (SimpleTypId t : m_graph.simple_typen[typ].vereinigung)
        for (const auto& wert : m_graph.simple_typen[t].aufzaehlung) kandidaten.push_back(wert);
    for (const auto& wert : m_graph.simple_typen[typ].aufzaehlung) kandidaten.push_back(wert);
    for (const auto& k : kandidaten) {
        std::string_view wert = k;
        std::string puffer;
        if (pruefe_wert(m_graph, typ, wert, puffer).empty()) liste.push_back(k);
    }
    if (liste.empty())
        throw std::logic_error("no text in the pool fits type '" + m_graph.simple_typen[typ].name + "'");
    return liste;
}

NachrichtenWuerfel::NachrichtenWuerfel(const katalog::Katalog& katalog, std::uint32_t saat)
    : m_katalog(katalog), m_graph(katalog.graph()), m_zufall(saat), m_werte(m_graph) {}

XmlBaum NachrichtenWuerfel::nachricht(const katalog::Wurzel& wurzel, Umfang umfang) {
    const auto& k = m_katalog.knoten(wurzel.knoten);
    m_umfang = umfang;
    m_milde = k.milde;
    m_elemente = 0;
    return element(k.name, k.einfach, k.typ, 0);
}

std::string NachrichtenWuerfel::wert(SimpleTypId typ) {
    const auto& gute = m_werte.gute(typ);
    return gute[wuerfle(gute.size())];
}

void NachrichtenWuerfel::text(XmlBaum& baum, SimpleTypId typ, const std::string* fest) {
    baum.typ = typ;
    baum.fest = fest != nullptr;
    baum.inhalt.push_back(XmlBaum::text(maskiert(fest != nullptr ? *fest : wert(typ))));
}

XmlBaum NachrichtenWuerfel::element(katalog::NameId name, bool einfach, std::uint32_t typ, int tiefe) {
    ++m_elemente;
    XmlBaum baum;
    baum.raum = m_graph.namen.namensraum(name);
    baum.lokal = m_graph.namen.lokal(name);
    if (!einfach) {
        baum.complex_typ = typ;
        fuelle(baum, typ, tiefe);
    }
    return baum;
}

void NachrichtenWuerfel::fuelle(XmlBaum& baum, ComplexTypId typ_id, int tiefe) {
    const auto& typ = m_graph.complex_typen[typ_id];
    for (const auto& a : typ.attribute) {
        const bool weg =
            !a.pflicht && (m_umfang == Umfang::minimal || (m_umfang == Umfang::gemischt && wuerfle(2) == 0));
        if (!weg) baum.attribute.emplace_back(m_graph.namen.lokal(a.name), a.hat_fest ? a.fest : wert(a.typ));
    }
    if (typ.text != kein_typ) return text(baum, typ.text, nullptr);
    teil(baum, typ_id, m_graph.aufbau.at(typ_id), tiefe + 1);
}

std::uint32_t NachrichtenWuerfel::anzahl(const Teil& t, int tiefe) {
    const std::uint32_t min = m_milde ? 0 : t.min;
    if (t.max <= min || m_umfang == Umfang::minimal || tiefe > max_tiefe) return min;
    const std::uint32_t mehr = std::min<std::uint32_t>(t.max - min, 2);
    if (m_umfang == Umfang::maximal) return t.max <= 5 ? t.max : min + mehr;
    if (m_elemente > genug_elemente) return min;
    return min + static_cast<std::uint32_t>(wuerfle(3) == 0 ? 1 + wuerfle(mehr) : 0);
}

const Teil& NachrichtenWuerfel::waehle(ComplexTypId typ, const Teil& wahl) {
    // Branches in turn, so that a few messages see them all; which is first is left to chance.
    const auto besuche = [&](const Teil& zweig) {
        const Teil* t = &zweig;
        while (t->art != Teil::Art::partikel && !t->kinder.empty()) t = &t->kinder.front();
        const auto it = m_gegangen.find({typ, t->partikel});
        return it == m_gegangen.end() ? std::size_t{0} : it->second;
    };
    const std::size_t anfang = wuerfle(wahl.kinder.size());
    const Teil* bester = &wahl.kinder[anfang];
    for (std::size_t i = 1; i < wahl.kinder.size(); ++i) {
        const Teil& zweig = wahl.kinder[(anfang + i) % wahl.kinder.size()];
        if (besuche(zweig) < besuche(*bester)) bester = &zweig;
    }
    return *bester;
}

void NachrichtenWuerfel::teil(XmlBaum& baum, ComplexTypId typ, const Teil& t, int tiefe) {
    for (auto n = anzahl(t, tiefe); n > 0; --n) {
        if (t.art == Teil::Art::wahl && !t.kinder.empty()) {
            teil(baum, typ, waehle(typ, t), tiefe);
        } else if (t.art != Teil::Art::partikel) {
            for (const Teil& kind : t.kinder) teil(baum, typ, kind, tiefe);
        } else {
            ++m_gegangen[{typ, t.partikel}];
            const Partikel& p = m_graph.modelle[m_graph.complex_typen[typ].modell].partikel[t.partikel];
            if (p.name == 0) {
                baum.inhalt.push_back(
                    {p.raeume.front(), "fremd", {{"a", "1"}}, {XmlBaum::text("<innen/>text")}, {}});
                continue;
            }
            XmlBaum kind = element(p.name, p.einfach, p.typ, tiefe);
            if (p.einfach) text(kind, p.typ, p.hat_fest ? &p.fest : nullptr);
            baum.inhalt.push_back(std::move(kind));
        }
    }
}

std::set<std::string> NachrichtenWuerfel::offene_zweige(const katalog::Wurzel& wurzel) const {
    std::set<std::string> offen;
    std::set<ComplexTypId> besucht;
    std::vector<ComplexTypId> zu_besuchen{m_katalog.knoten(wurzel.knoten).typ};
    while (!zu_besuchen.empty()) {
        const ComplexTypId typ = zu_besuchen.back();
        zu_besuchen.pop_back();
        const auto& t = m_graph.complex_typen[typ];
        if (!besucht.insert(typ).second || t.modell == kein_typ) continue;
        const auto& partikel = m_graph.modelle[t.modell].partikel;
        for (std::uint32_t i = 0; i < partikel.size(); ++i) {
            if (!m_gegangen.contains({typ, i}))
                offen.insert(t.name + "/" + std::string(m_graph.namen.lokal(partikel[i].name)));
            if (partikel[i].name != 0 && !partikel[i].einfach) zu_besuchen.push_back(partikel[i].typ);
        }
    }
    return offen;
}

}  // namespace abgleich::test
