// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Complex types: content models, attributes, extension and restriction. A restriction restates its whole
// content; an extension appends to that of its base.
#include "xsd_leser.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>

#include <algorithm>
#include <utility>

namespace abgleich::katalog {

namespace {

std::uint32_t grenze(const xml::Element& element, const char* name) {
    const std::string wert = element.attribut(name);
    if (wert.empty()) return 1;
    if (wert == "unbounded") return Teil::unbegrenzt;
    try {
        return static_cast<std::uint32_t>(std::stoul(wert));
    } catch (const std::exception&) {
        throw base::ConfigError(std::string(name) + " '" + wert + "' is no number");
    }
}

bool wahr(const xml::Element& element, const char* name) {
    const std::string wert = element.attribut(name);
    return wert == "true" || wert == "1";
}

bool ist_inhalt(std::string_view art) {
    return art == "sequence" || art == "choice" || art == "group" || art == "all";
}

/// A content that is one choice, taken once: the branches exclude each other.
bool ist_eine_wahl(const Teil& teil) {
    if (teil.max != 1) return false;
    if (teil.art == Teil::Art::wahl) return true;
    return teil.art == Teil::Art::folge && teil.kinder.size() == 1 && ist_eine_wahl(teil.kinder[0]);
}

}  // namespace

ComplexTypId XsdLeser::complex_nach_name(const std::string& name, const SchemaDatei& datei,
                                         const xml::Element& wo) {
    if (const auto it = m_graph.complex_index.find(name); it != m_graph.complex_index.end())
        return it->second;
    const auto it = m_complex_fundorte.find(name);
    if (it == m_complex_fundorte.end()) unbekannt(datei, wo, "type '" + name + "' is not declared");
    return baue_complex(it->second.element, *it->second.datei, name);
}

ComplexTypId XsdLeser::baue_complex(const xml::Element& element, const SchemaDatei& datei,
                                    const std::string& name) {
    const auto id = static_cast<ComplexTypId>(m_graph.complex_typen.size());
    m_graph.complex_typen.emplace_back();
    if (!name.empty()) m_graph.complex_index[name] = id;  // before its content: types may be recursive
    m_graph.complex_typen[id].name = name;
    m_graph.complex_typen[id].abstrakt = wahr(element, "abstract");
    const auto kinder = inhalt(datei, element);
    const bool abgeleitet =
        !kinder.empty() && (kinder[0].lokal() == "complexContent" || kinder[0].lokal() == "simpleContent");
    if (wahr(element, "mixed") || (abgeleitet && wahr(kinder[0], "mixed")))
        unbekannt(datei, element, "mixed content");
    if (!abgeleitet) {
        baue_inhalt(id, kinder, datei, nullptr);
        return id;
    }
    const auto ableitungen = inhalt(datei, kinder[0]);
    if (ableitungen.size() != 1 || kinder.size() != 1)
        unbekannt(datei, kinder[0], "content without one derivation");
    if (ableitungen[0].lokal() != "extension" && ableitungen[0].lokal() != "restriction")
        unbekannt(datei, ableitungen[0], "'" + std::string(ableitungen[0].lokal()) + "' as a derivation");
    if (kinder[0].lokal() == "simpleContent")
        baue_einfachen_inhalt(id, ableitungen[0], datei);
    else
        baue_ableitung(id, ableitungen[0], datei);
    return id;
}

void XsdLeser::baue_einfachen_inhalt(ComplexTypId id, const xml::Element& ableitung,
                                     const SchemaDatei& datei) {
    const bool erweitert = ableitung.lokal() == "extension";
    const std::string basisname = ableitung.aufloesen(ableitung.attribut("base"));
    SimpleTypId text = kein_typ;
    if (m_complex_fundorte.contains(basisname)) {
        const ComplexTypId basis = complex_nach_name(basisname, datei, ableitung);
        text = m_graph.complex_typen[basis].text;
        if (text == kein_typ) unbekannt(datei, ableitung, "simpleContent derived from a type without text");
        setze_basis(id, basis, ableitung, datei);
    } else {
        if (!erweitert) unbekannt(datei, ableitung, "simpleContent that restricts a simple type");
        text = simple_nach_name(basisname, datei, ableitung);
    }
    std::vector<xml::Element> facetten_elemente;
    for (const auto& kind : inhalt(datei, ableitung)) {
        if (baue_attribut(m_graph.complex_typen[id], kind, datei)) continue;
        if (erweitert || kind.lokal() == "simpleType")
            unbekannt(datei, kind, "'" + std::string(kind.lokal()) + "' in simpleContent");
        facetten_elemente.push_back(kind);
    }
    if (!facetten_elemente.empty()) {
        SimpleTyp typ = m_graph.simple_typen[text];
        typ.name.clear();
        typ.basis = text;
        facetten(typ, facetten_elemente, datei);
        text = nimm_auf(std::move(typ));
    }
    m_graph.complex_typen[id].text = text;
}

void XsdLeser::setze_basis(ComplexTypId id, ComplexTypId basis, const xml::Element& ableitung,
                           const SchemaDatei& datei) {
    if (m_graph.complex_typen[basis].text == kein_typ && !m_graph.aufbau.contains(basis))
        unbekannt(datei, ableitung, "a type that derives from one it belongs to");
    m_graph.complex_typen[id].basis = basis;
    m_graph.complex_typen[id].attribute = m_graph.complex_typen[basis].attribute;
}

void XsdLeser::baue_ableitung(ComplexTypId id, const xml::Element& ableitung, const SchemaDatei& datei) {
    const std::string basisname = ableitung.aufloesen(ableitung.attribut("base"));
    const ComplexTypId basis = complex_nach_name(basisname, datei, ableitung);
    setze_basis(id, basis, ableitung, datei);
    baue_inhalt(id, inhalt(datei, ableitung), datei, ableitung.lokal() == "extension" ? &basis : nullptr);
}

void XsdLeser::baue_inhalt(ComplexTypId id, const std::vector<xml::Element>& kinder, const SchemaDatei& datei,
                           const ComplexTypId* erweitert) {
    Teil wurzel;
    std::vector<Partikel> partikel;
    if (erweitert != nullptr) {
        if (m_graph.complex_typen[*erweitert].text != kein_typ) {
            m_graph.complex_typen[id].text = m_graph.complex_typen[*erweitert].text;
        } else {
            partikel = m_graph.modelle[m_graph.complex_typen[*erweitert].modell].partikel;
            wurzel.kinder.push_back(m_graph.aufbau.at(*erweitert));
        }
    }
    for (const auto& kind : kinder) {
        if (ist_inhalt(kind.lokal()))
            wurzel.kinder.push_back(baue_teil(kind, datei, partikel, false, true));
        else if (!baue_attribut(m_graph.complex_typen[id], kind, datei))
            unbekannt(datei, kind, "'" + std::string(kind.lokal()) + "' in a type");
    }
    try {
        m_graph.modelle.push_back(baue_modell(wurzel, partikel, false));
        m_graph.complex_typen[id].modell = static_cast<std::uint32_t>(m_graph.modelle.size() - 1);
        m_graph.modelle.push_back(baue_modell(wurzel, std::move(partikel), true));
        m_graph.complex_typen[id].modell_milde = static_cast<std::uint32_t>(m_graph.modelle.size() - 1);
    } catch (const base::ConfigError& e) {
        throw base::ConfigError(datei.name + ": type '" + m_graph.complex_typen[id].name + "': " + e.what());
    }
    m_graph.complex_typen[id].ist_wahl = ist_eine_wahl(wurzel);
    m_graph.aufbau[id] = std::move(wurzel);
}

bool XsdLeser::baue_attribut(ComplexTyp& typ, const xml::Element& element, const SchemaDatei& datei) {
    if (element.lokal() == "attributeGroup") {
        const auto it = m_attributgruppen.find(element.aufloesen(element.attribut("ref")));
        if (it == m_attributgruppen.end()) unbekannt(datei, element, "attributeGroup that is not declared");
        const Baustelle baustelle(m_im_bau, it->second.element.id());
        if (!baustelle.frei()) unbekannt(datei, element, "attributeGroup that holds itself");
        for (const auto& kind : inhalt(*it->second.datei, it->second.element))
            if (!baue_attribut(typ, kind, *it->second.datei))
                unbekannt(*it->second.datei, kind,
                          "'" + std::string(kind.lokal()) + "' in an attributeGroup");
        return true;
    }
    if (element.lokal() != "attribute") return false;
    if (!element.hat("name")) unbekannt(datei, element, "an attribute by reference");
    Attribut attribut;
    const std::string form = element.attribut("form");
    const bool qualifiziert = form.empty() ? datei.attribute_qualifiziert : form == "qualified";
    attribut.name = m_graph.namen.intern(qualifiziert ? datei.raum : "", element.attribut("name"));
    std::erase_if(typ.attribute, [&](const Attribut& a) { return a.name == attribut.name; });
    if (element.attribut("use") == "prohibited") return true;
    attribut.pflicht = element.attribut("use") == "required";
    attribut.hat_fest = element.hat("fixed");
    attribut.fest = element.attribut("fixed");
    const auto kinder = inhalt(datei, element);
    if (element.hat("type"))
        attribut.typ = simple_nach_name(element.aufloesen(element.attribut("type")), datei, element);
    else if (kinder.size() == 1)
        attribut.typ = baue_simple(kinder[0], datei, "");
    else
        unbekannt(datei, element, "an attribute without a type");
    typ.attribute.push_back(std::move(attribut));
    return true;
}

Teil XsdLeser::baue_teil(const xml::Element& element, const SchemaDatei& datei,
                         std::vector<Partikel>& partikel, bool wiederholt, bool pflicht) {
    Teil teil;
    teil.min = grenze(element, "minOccurs");
    teil.max = grenze(element, "maxOccurs");
    wiederholt = wiederholt || teil.max > 1;
    pflicht = pflicht && teil.min > 0;
    const auto art = element.lokal();
    if (art == "element" || art == "any") {
        teil.art = Teil::Art::partikel;
        Partikel p = art == "any" ? baue_platzhalter(element, datei) : baue_partikel(element, datei);
        p.wiederholt = wiederholt;
        p.pflicht = pflicht;
        teil.partikel = static_cast<std::uint32_t>(partikel.size());
        partikel.push_back(std::move(p));
        return teil;
    }
    if (art == "group") {
        const auto it = m_gruppen.find(element.aufloesen(element.attribut("ref")));
        if (it == m_gruppen.end()) unbekannt(datei, element, "group that is not declared");
        const Baustelle baustelle(m_im_bau, it->second.element.id());
        if (!baustelle.frei()) unbekannt(datei, element, "group that holds itself");
        const auto kinder = inhalt(*it->second.datei, it->second.element);
        if (kinder.size() != 1) unbekannt(*it->second.datei, it->second.element, "group without one content");
        // As if it were written here: its content takes the place of the reference, and its bounds.
        Teil eingesetzt = baue_teil(kinder[0], *it->second.datei, partikel, wiederholt, pflicht);
        eingesetzt.min = teil.min;
        eingesetzt.max = teil.max;
        return eingesetzt;
    }
    if (art != "sequence" && art != "choice")
        unbekannt(datei, element, "'" + std::string(art) + "' in a content model");
    const auto kinder = inhalt(datei, element);
    if (art == "choice") {
        teil.art = Teil::Art::wahl;
        pflicht = pflicht && kinder.size() == 1;
    }
    for (const auto& kind : kinder)
        teil.kinder.push_back(baue_teil(kind, datei, partikel, wiederholt, pflicht));
    return teil;
}

void XsdLeser::pruefe_element(const xml::Element& element, const SchemaDatei& datei) {
    if (wahr(element, "nillable") || element.hat("default"))
        unbekannt(datei, element, "a nillable or defaulted element");
    if (wahr(element, "abstract") || element.hat("substitutionGroup"))
        unbekannt(datei, element, "an element that others stand for");
}

Partikel XsdLeser::baue_partikel(const xml::Element& element, const SchemaDatei& datei) {
    Partikel p;
    pruefe_element(element, datei);
    const auto fest = [&](const xml::Element& e) {
        p.hat_fest = e.hat("fixed");
        p.fest = e.attribut("fixed");
    };
    if (element.hat("ref")) {
        const auto it = m_element_fundorte.find(element.aufloesen(element.attribut("ref")));
        if (it == m_element_fundorte.end()) unbekannt(datei, element, "element that is not declared");
        p.name = m_graph.namen.intern(it->second.datei->raum, it->second.element.attribut("name"));
        fest(it->second.element);
        bestimme_typ(it->second.element, *it->second.datei, p.einfach, p.typ);
        return p;
    }
    const std::string form = element.attribut("form");
    const bool qualifiziert = form.empty() ? datei.elemente_qualifiziert : form == "qualified";
    p.name = m_graph.namen.intern(qualifiziert ? datei.raum : "", element.attribut("name"));
    fest(element);
    bestimme_typ(element, datei, p.einfach, p.typ);
    return p;
}

Partikel XsdLeser::baue_platzhalter(const xml::Element& element, const SchemaDatei& datei) {
    Partikel p;
    if (element.hat("notNamespace") || element.hat("notQName"))
        unbekannt(datei, element, "a wildcard of XML Schema 1.1");
    const std::string raeume = element.attribut("namespace");
    if (raeume.empty() || raeume == "##any") {
        p.raeume.emplace_back("##any");
    } else if (raeume == "##other") {
        p.raeume.push_back("##other:" + datei.raum);
    } else {
        for (const auto raum : base::split(raeume, ' '))
            if (!raum.empty())
                p.raeume.emplace_back(raum == "##targetNamespace" ? std::string_view(datei.raum) : raum);
    }
    return p;
}

void XsdLeser::bestimme_typ(const xml::Element& element, const SchemaDatei& datei, bool& einfach,
                            std::uint32_t& typ) {
    auto kinder = inhalt(datei, element);
    for (const auto& kind : kinder)  // key, keyref, unique
        if (kind.lokal() != "simpleType" && kind.lokal() != "complexType")
            unbekannt(datei, kind, "'" + std::string(kind.lokal()) + "' in an element");
    if (element.hat("type") != kinder.empty()) unbekannt(datei, element, "an element without one type");
    if (element.hat("type")) {
        const std::string name = element.aufloesen(element.attribut("type"));
        einfach = ist_einfach(name);
        typ = einfach ? simple_nach_name(name, datei, element) : complex_nach_name(name, datei, element);
        return;
    }
    einfach = kinder[0].lokal() == "simpleType";
    typ = einfach ? baue_simple(kinder[0], datei, "") : baue_complex(kinder[0], datei, "");
}

}  // namespace abgleich::katalog
