// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "inhaltsmodell.hpp"

#include <abgleich/katalog/typgraph.hpp>
#include <abgleich/xml/dokument.hpp>

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace abgleich::katalog {

/// One schema file and what holds for its local declarations.
struct SchemaDatei {
    xml::Dokument dokument;
    std::string name;  ///< file name without folder
    std::string raum;  ///< targetNamespace
    bool elemente_qualifiziert = false;
    bool attribute_qualifiziert = false;
};

/// Reads schema files into a Typgraph. One object per reading; see lies_schemas.
class XsdLeser {
public:
    explicit XsdLeser(const std::string& ordner);
    Typgraph lies();

private:
    struct Fundort {
        xml::Element element;
        const SchemaDatei* datei;
    };
    using Index =
        std::map<std::string, Fundort>;  // "{namespace}local", ordered: ids do not depend on hashing

    void sammle(const SchemaDatei& datei);
    void lege_grundtypen_an();
    [[noreturn]] static void unbekannt(const SchemaDatei& datei, const xml::Element& element,
                                       const std::string& was);
    /// Every child element of `eltern` has to be one of these; annotations are skipped.
    static std::vector<xml::Element> inhalt(const SchemaDatei& datei, const xml::Element& eltern);

    // simple types (xsd_simple.cpp)
    SimpleTypId simple_nach_name(const std::string& name, const SchemaDatei& datei, const xml::Element& wo);
    SimpleTypId baue_simple(const xml::Element& element, const SchemaDatei& datei, const std::string& name);
    void facetten(SimpleTyp& typ, const std::vector<xml::Element>& kinder, const SchemaDatei& datei);

    // complex types (xsd_complex.cpp)
    ComplexTypId complex_nach_name(const std::string& name, const SchemaDatei& datei, const xml::Element& wo);
    ComplexTypId baue_complex(const xml::Element& element, const SchemaDatei& datei, const std::string& name);
    void baue_ableitung(ComplexTypId id, const xml::Element& ableitung, const SchemaDatei& datei,
                        bool einfach);
    void baue_inhalt(ComplexTypId id, const std::vector<xml::Element>& kinder, const SchemaDatei& datei,
                     const ComplexTypId* erweitert);
    bool baue_attribut(ComplexTyp& typ, const xml::Element& element, const SchemaDatei& datei);
    Teil baue_teil(const xml::Element& element, const SchemaDatei& datei, std::vector<Partikel>& partikel,
                   bool wiederholt, bool pflicht);
    Partikel baue_partikel(const xml::Element& element, const SchemaDatei& datei);
    Partikel baue_platzhalter(const xml::Element& element, const SchemaDatei& datei);
    /// Type of an element or attribute by its attribute `type` or its anonymous child.
    void bestimme_typ(const xml::Element& element, const SchemaDatei& datei, bool& einfach,
                      std::uint32_t& typ);

    std::vector<SchemaDatei> m_dateien;
    Index m_complex_fundorte;
    Index m_simple_fundorte;
    Index m_element_fundorte;
    Index m_gruppen;
    Index m_attributgruppen;
    std::unordered_map<std::string, std::uint32_t> m_muster_index;
    Typgraph m_graph;
};

}  // namespace abgleich::katalog
