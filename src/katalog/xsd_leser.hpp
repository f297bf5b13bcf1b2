// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "inhaltsmodell.hpp"
#include "schema_verzeichnis.hpp"

#include <abgleich/katalog/typgraph.hpp>
#include <abgleich/xml/dokument.hpp>

#include <deque>
#include <map>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace abgleich::katalog {

/// One schema file and what holds for its local declarations.
struct SchemaDatei {
    xml::Dokument dokument;
    std::string name;  ///< path below the folder
    std::string raum;  ///< targetNamespace
    bool elemente_qualifiziert = false;
    bool attribute_qualifiziert = false;
    const std::string* text = nullptr;  ///< as read; equal texts are one file
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
    struct Muster {
        std::string text;
        std::string ort;  ///< file and line where it stands first
    };
    using Index =
        std::map<std::string, Fundort>;  // "{namespace}local", ordered: ids do not depend on hashing

    /// Takes the entries of the folder and all that they import and include, once each.
    void lade();
    /// Files that an import or include names; they have the namespace that it expects.
    std::vector<std::string> verwiesene(const std::string& pfad, const xml::Element& verweis);
    /// Marks what is being built, so that a definition that needs itself is noticed.
    class Baustelle {
    public:
        Baustelle(std::set<const void*>& offene, const void* id)
            : m_offene(offene), m_id(id), m_frei(offene.insert(id).second) {}
        ~Baustelle() {
            if (m_frei) m_offene.erase(m_id);
        }
        Baustelle(const Baustelle&) = delete;
        Baustelle& operator=(const Baustelle&) = delete;
        bool frei() const { return m_frei; }

    private:
        std::set<const void*>& m_offene;
        const void* m_id;
        bool m_frei;
    };

    void sammle(const SchemaDatei& datei);
    void merke(Index& index, const SchemaDatei& datei, const xml::Element& element);
    void lege_grundtypen_an();
    [[noreturn]] static void unbekannt(const SchemaDatei& datei, const xml::Element& element,
                                       const std::string& was);
    /// Every child element of `eltern` has to be one of these; annotations are skipped.
    static std::vector<xml::Element> inhalt(const SchemaDatei& datei, const xml::Element& eltern);

    // simple types (xsd_simple.cpp)
    SimpleTypId simple_nach_name(const std::string& name, const SchemaDatei& datei, const xml::Element& wo);
    bool ist_einfach(const std::string& name) const;
    SimpleTypId nimm_auf(SimpleTyp typ);
    /// Number of a pattern; equal patterns are compiled once.
    std::uint32_t muster(const std::string& text, const std::string& ort);
    static void uebersetze(std::span<const Muster> muster, std::deque<MusterAutomat>& ziel);
    SimpleTypId baue_simple(const xml::Element& element, const SchemaDatei& datei, const std::string& name);
    void facetten(SimpleTyp& typ, const std::vector<xml::Element>& kinder, const SchemaDatei& datei);
    /// One facet; false where it is of another kind or does not fit the type.
    static bool laenge(SimpleTyp& typ, const xml::Element& facette, const SchemaDatei& datei);
    bool schranke(SimpleTyp& typ, const xml::Element& facette, const SchemaDatei& datei);

    // complex types (xsd_complex.cpp)
    ComplexTypId complex_nach_name(const std::string& name, const SchemaDatei& datei, const xml::Element& wo);
    ComplexTypId baue_complex(const xml::Element& element, const SchemaDatei& datei, const std::string& name);
    void baue_ableitung(ComplexTypId id, const xml::Element& ableitung, const SchemaDatei& datei);
    void setze_basis(ComplexTypId id, ComplexTypId basis, const xml::Element& ableitung,
                     const SchemaDatei& datei);
    void baue_inhalt(ComplexTypId id, const std::vector<xml::Element>& kinder, const SchemaDatei& datei,
                     const ComplexTypId* erweitert);
    void baue_einfachen_inhalt(ComplexTypId id, const xml::Element& ableitung, const SchemaDatei& datei);
    bool baue_attribut(ComplexTyp& typ, const xml::Element& element, const SchemaDatei& datei);
    Teil baue_teil(const xml::Element& element, const SchemaDatei& datei, std::vector<Partikel>& partikel,
                   bool wiederholt, bool pflicht);
    Partikel baue_partikel(const xml::Element& element, const SchemaDatei& datei);
    static void pruefe_element(const xml::Element& element, const SchemaDatei& datei);
    Partikel baue_platzhalter(const xml::Element& element, const SchemaDatei& datei);
    /// Type of an element or attribute by its attribute `type` or its anonymous child.
    void bestimme_typ(const xml::Element& element, const SchemaDatei& datei, bool& einfach,
                      std::uint32_t& typ);

    SchemaVerzeichnis m_verzeichnis;
    std::vector<SchemaDatei> m_dateien;
    Index m_complex_fundorte;
    Index m_simple_fundorte;
    Index m_element_fundorte;
    Index m_gruppen;
    Index m_attributgruppen;
    std::unordered_map<std::string, std::uint32_t> m_muster_index;
    std::vector<Muster> m_muster;
    std::set<const void*> m_im_bau;
    Typgraph m_graph;
};

}  // namespace abgleich::katalog
