// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "xsd_leser.hpp"

#include <abgleich/base/digest.hpp>
#include <abgleich/base/error.hpp>

#include <future>
#include <set>
#include <span>
#include <utility>

namespace abgleich::katalog {

namespace {
constexpr std::string_view xsd_raum = "http://www.w3.org/2001/XMLSchema";
}  // namespace

XsdLeser::XsdLeser(const std::string& ordner) : m_verzeichnis(ordner) { lade(); }

void XsdLeser::lade() {
    std::vector<std::string> pfade = m_verzeichnis.einstiege();
    std::set<std::string> bekannt(pfade.begin(), pfade.end());
    for (std::size_t i = 0; i < pfade.size(); ++i) {  // grows while it is walked
        const std::string pfad = pfade[i];
        for (const auto& kind : m_verzeichnis.lies(pfad).dokument.wurzel().kinder())
            if (kind.raum() == xsd_raum && (kind.lokal() == "import" || kind.lokal() == "include"))
                for (auto& ziel : verwiesene(pfad, kind))
                    if (bekannt.insert(ziel).second) pfade.push_back(std::move(ziel));
    }
    base::Sha256 summe;
    for (const auto& pfad : bekannt) {
        const auto& datei = m_verzeichnis.lies(pfad);
        const auto wurzel = datei.dokument.wurzel();
        summe.update(pfad);
        summe.update(datei.text);
        m_dateien.push_back({datei.dokument, pfad, datei.raum,
                             wurzel.attribut("elementFormDefault") == "qualified",
                             wurzel.attribut("attributeFormDefault") == "qualified", &datei.text});
    }
    m_graph.digest = base::to_hex(summe.finish());
}

std::vector<std::string> XsdLeser::verwiesene(const std::string& pfad, const xml::Element& verweis) {
    const std::string ort = verweis.attribut("schemaLocation");
    const std::string raum =
        verweis.lokal() == "import" ? verweis.attribut("namespace") : m_verzeichnis.lies(pfad).raum;
    const std::string stelle = pfad + ":" + std::to_string(verweis.zeile()) + ": ";
    std::vector<std::string> ziele;
    try {
        ziele = m_verzeichnis.ziele(pfad, ort, raum);
    } catch (const base::ConfigError& e) {
        throw base::ConfigError(stelle + e.what());
    }
    if (ziele.empty())
        throw base::ConfigError(
            stelle + "'" + (ort.empty() ? raum : ort) +
            "' leads to no file (expected one at that place, in catalog.xml or of namespace '" + raum +
            "'); add it to the folder");
    for (const auto& ziel : ziele)
        if (const auto& gefunden = m_verzeichnis.lies(ziel).raum; gefunden != raum)
            throw base::ConfigError(stelle + "'" + (ort.empty() ? raum : ort) + "' leads to '" + ziel +
                                    "' of namespace '" + gefunden + "' (expected '" + raum +
                                    "'); correct catalog.xml or the folder");
    return ziele;
}

void XsdLeser::unbekannt(const SchemaDatei& datei, const xml::Element& element, const std::string& was) {
    throw base::ConfigError(
        datei.name + ":" + std::to_string(element.zeile()) + ": " + was +
        " (expected a construct that the standard uses); the schema reader has to learn it first");
}

std::vector<xml::Element> XsdLeser::inhalt(const SchemaDatei& datei, const xml::Element& eltern) {
    std::vector<xml::Element> kinder;
    for (const auto& kind : eltern.kinder()) {
        if (kind.raum() != xsd_raum)
            unbekannt(datei, kind, "'" + std::string(kind.lokal()) + "' is no element of XML Schema");
        if (kind.lokal() != "annotation") kinder.push_back(kind);
    }
    return kinder;
}

void XsdLeser::merke(Index& index, const SchemaDatei& datei, const xml::Element& element) {
    const std::string name = element.attribut("name");
    if (name.empty()) unbekannt(datei, element, "'" + std::string(element.lokal()) + "' without a name");
    const auto [it, neu] = index.emplace("{" + datei.raum + "}" + name, Fundort{element, &datei});
    const SchemaDatei& andere = *it->second.datei;
    // Copies of one file in two places are one file.
    if (neu || (&andere != &datei && *andere.text == *datei.text)) return;
    throw base::ConfigError(datei.name + ":" + std::to_string(element.zeile()) + ": '" + name +
                            "' of namespace '" + datei.raum + "' is declared a second time, first at " +
                            andere.name + ":" + std::to_string(it->second.element.zeile()) +
                            " (expected one file for each name); name the right one in catalog.xml");
}

void XsdLeser::sammle(const SchemaDatei& datei) {
    for (const auto& kind : inhalt(datei, datei.dokument.wurzel())) {
        const auto art = kind.lokal();
        if (art == "complexType")
            merke(m_complex_fundorte, datei, kind);
        else if (art == "simpleType")
            merke(m_simple_fundorte, datei, kind);
        else if (art == "element")
            merke(m_element_fundorte, datei, kind);
        else if (art == "group")
            merke(m_gruppen, datei, kind);
        else if (art == "attributeGroup")
            merke(m_attributgruppen, datei, kind);
        else if (art != "import" && art != "include")
            unbekannt(datei, kind, "'" + std::string(art) + "' is not known here");
    }
}

Typgraph XsdLeser::lies() {
    for (const auto& datei : m_dateien) sammle(datei);
    lege_grundtypen_an();
    for (const auto& [name, fundort] : m_simple_fundorte)
        simple_nach_name(name, *fundort.datei, fundort.element);
    // Patterns are a third of the work, and nothing here asks them: another thread compiles those known by now.
    const std::vector<Muster> bekannte = m_muster;
    auto automaten = std::async([&bekannte] {
        std::deque<MusterAutomat> fertige;
        uebersetze(bekannte, fertige);
        return fertige;
    });
    for (const auto& [name, fundort] : m_complex_fundorte)
        complex_nach_name(name, *fundort.datei, fundort.element);
    for (const auto& [name, fundort] : m_element_fundorte) {
        pruefe_element(fundort.element, *fundort.datei);
        GlobalesElement element;
        element.name = m_graph.namen.intern(fundort.datei->raum, fundort.element.attribut("name"));
        element.schema = fundort.datei->name;
        bestimme_typ(fundort.element, *fundort.datei, element.einfach, element.typ);
        m_graph.elemente.push_back(std::move(element));
    }
    m_graph.muster = automaten.get();
    uebersetze(std::span(m_muster).subspan(bekannte.size()), m_graph.muster);
    for (auto& m : m_muster) m_graph.muster_texte.push_back(std::move(m.text));
    return std::move(m_graph);
}

Typgraph lies_schemas(const std::string& ordner) { return XsdLeser(ordner).lies(); }

}  // namespace abgleich::katalog
