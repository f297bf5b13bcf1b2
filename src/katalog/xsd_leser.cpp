// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "xsd_leser.hpp"

#include <abgleich/base/digest.hpp>
#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace abgleich::katalog {

namespace fs = std::filesystem;

XsdLeser::XsdLeser(const std::string& ordner) {
    std::error_code error;
    std::vector<fs::path> pfade;
    for (const auto& eintrag : fs::directory_iterator(ordner, error))
        if (eintrag.path().extension() == ".xsd") pfade.push_back(eintrag.path());
    if (error || pfade.empty())
        throw base::ConfigError("schemas: no *.xsd in '" + ordner +
                                "' (expected the schema files of one version); check --schemas");
    std::sort(pfade.begin(), pfade.end());

    base::Sha256 summe;
    for (const auto& pfad : pfade) {
        const std::string text = base::read_file(pfad.string());
        summe.update(pfad.filename().string());
        summe.update(text);
        auto dokument = xml::Dokument::aus_text(text, pfad.string());
        const xml::Element wurzel = dokument.wurzel();
        m_dateien.push_back({dokument, pfad.filename().string(), wurzel.attribut("targetNamespace"),
                             wurzel.attribut("elementFormDefault") == "qualified",
                             wurzel.attribut("attributeFormDefault") == "qualified"});
    }
    m_graph.digest = base::to_hex(summe.finish());
}

void XsdLeser::unbekannt(const SchemaDatei& datei, const xml::Element& element, const std::string& was) {
    throw base::ConfigError(
        datei.name + ":" + std::to_string(element.zeile()) + ": " + was +
        " (expected a construct that the standard uses); the schema reader has to learn it first");
}

std::vector<xml::Element> XsdLeser::inhalt(const SchemaDatei& datei, const xml::Element& eltern) {
    std::vector<xml::Element> kinder;
    for (const auto& kind : eltern.kinder()) {
        if (kind.raum() != "http://www.w3.org/2001/XMLSchema")
            unbekannt(datei, kind, "'" + std::string(kind.lokal()) + "' is no element of XML Schema");
        if (kind.lokal() != "annotation") kinder.push_back(kind);
    }
    return kinder;
}

void XsdLeser::sammle(const SchemaDatei& datei) {
    const auto merke = [&](Index& index, const xml::Element& element) {
        const std::string name = "{" + datei.raum + "}" + element.attribut("name");
        if (!index.emplace(name, Fundort{element, &datei}).second)
            unbekannt(datei, element, "'" + element.attribut("name") + "' is declared twice");
    };
    for (const auto& kind : inhalt(datei, datei.dokument.wurzel())) {
        const auto art = kind.lokal();
        if (art == "complexType")
            merke(m_complex_fundorte, kind);
        else if (art == "simpleType")
            merke(m_simple_fundorte, kind);
        else if (art == "element")
            merke(m_element_fundorte, kind);
        else if (art == "group")
            merke(m_gruppen, kind);
        else if (art == "attributeGroup")
            merke(m_attributgruppen, kind);
        else if (art != "import" &&
                 art != "include")  // resolved by namespace: all files of the folder are read
            unbekannt(datei, kind, "'" + std::string(art) + "' is not known here");
    }
}

Typgraph XsdLeser::lies() {
    for (const auto& datei : m_dateien) sammle(datei);
    lege_grundtypen_an();
    for (const auto& [name, fundort] : m_simple_fundorte)
        simple_nach_name(name, *fundort.datei, fundort.element);
    for (const auto& [name, fundort] : m_complex_fundorte)
        complex_nach_name(name, *fundort.datei, fundort.element);
    for (const auto& [name, fundort] : m_element_fundorte) {
        GlobalesElement element;
        element.name = m_graph.namen.intern(fundort.datei->raum, fundort.element.attribut("name"));
        element.schema = fundort.datei->name;
        bestimme_typ(fundort.element, *fundort.datei, element.einfach, element.typ);
        m_graph.elemente.push_back(std::move(element));
    }
    return std::move(m_graph);
}

Typgraph lies_schemas(const std::string& ordner) { return XsdLeser(ordner).lies(); }

}  // namespace abgleich::katalog
