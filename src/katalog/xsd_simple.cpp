// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Simple types: builtins, restriction with facets, union. Facets of the whole chain are flattened.
#include "xsd_leser.hpp"

#include <abgleich/base/error.hpp>

#include <algorithm>

namespace abgleich::katalog {

namespace {

constexpr std::string_view xsd = "{http://www.w3.org/2001/XMLSchema}";

struct Eingebaut {
    std::string_view name;
    Grundtyp grundtyp;
    Leerraum leerraum;
    bool hat_min;
    std::int64_t min;
};

constexpr Eingebaut eingebaute[] = {
    {"string", Grundtyp::string, Leerraum::erhalten, false, 0},
    {"normalizedString", Grundtyp::string, Leerraum::ersetzen, false, 0},
    {"token", Grundtyp::string, Leerraum::zusammenziehen, false, 0},
    {"boolean", Grundtyp::boolean, Leerraum::zusammenziehen, false, 0},
    {"date", Grundtyp::date, Leerraum::zusammenziehen, false, 0},
    {"gYear", Grundtyp::g_year, Leerraum::zusammenziehen, false, 0},
    {"gYearMonth", Grundtyp::g_year_month, Leerraum::zusammenziehen, false, 0},
    {"dateTime", Grundtyp::date_time, Leerraum::zusammenziehen, false, 0},
    {"integer", Grundtyp::integer, Leerraum::zusammenziehen, false, 0},
    {"int", Grundtyp::integer, Leerraum::zusammenziehen, false, 0},
    {"nonNegativeInteger", Grundtyp::integer, Leerraum::zusammenziehen, true, 0},
    {"positiveInteger", Grundtyp::integer, Leerraum::zusammenziehen, true, 1},
    {"base64Binary", Grundtyp::base64, Leerraum::zusammenziehen, false, 0},
    {"anyURI", Grundtyp::any_uri, Leerraum::zusammenziehen, false, 0},
};

}  // namespace

void XsdLeser::lege_grundtypen_an() {
    for (const auto& e : eingebaute) {
        SimpleTyp typ;
        typ.name = std::string(xsd) + std::string(e.name);
        typ.grundtyp = e.grundtyp;
        typ.leerraum = e.leerraum;
        typ.hat_min = e.hat_min;
        typ.min = e.min;
        m_graph.simple_index[typ.name] = static_cast<SimpleTypId>(m_graph.simple_typen.size());
        m_graph.simple_typen.push_back(std::move(typ));
    }
}

SimpleTypId XsdLeser::simple_nach_name(const std::string& name, const SchemaDatei& datei,
                                       const xml::Element& wo) {
    if (const auto it = m_graph.simple_index.find(name); it != m_graph.simple_index.end()) return it->second;
    const auto it = m_simple_fundorte.find(name);
    if (it == m_simple_fundorte.end()) unbekannt(datei, wo, "simple type '" + name + "' is not declared");
    return baue_simple(it->second.element, *it->second.datei, name);
}

SimpleTypId XsdLeser::baue_simple(const xml::Element& element, const SchemaDatei& datei,
                                  const std::string& name) {
    const auto kinder = inhalt(datei, element);
    if (kinder.size() != 1) unbekannt(datei, element, "a simple type without one restriction or union");
    const xml::Element& art = kinder[0];
    SimpleTyp typ;
    if (art.lokal() == "union") {
        std::string rest = art.attribut("memberTypes");
        for (std::size_t pos = 0; pos < rest.size();) {
            const auto ende = std::min(rest.find(' ', pos), rest.size());
            if (ende > pos)
                typ.vereinigung.push_back(
                    simple_nach_name(art.aufloesen(rest.substr(pos, ende - pos)), datei, art));
            pos = ende + 1;
        }
        for (const auto& mitglied : inhalt(datei, art))
            typ.vereinigung.push_back(baue_simple(mitglied, datei, ""));
    } else if (art.lokal() == "restriction") {
        auto facetten_elemente = inhalt(datei, art);
        SimpleTypId basis = kein_typ;
        if (art.hat("base")) {
            basis = simple_nach_name(art.aufloesen(art.attribut("base")), datei, art);
        } else {
            if (facetten_elemente.empty()) unbekannt(datei, art, "a restriction without a base");
            basis = baue_simple(facetten_elemente.front(), datei, "");
            facetten_elemente.erase(facetten_elemente.begin());
        }
        typ = m_graph.simple_typen[basis];
        typ.basis = basis;
        facetten(typ, facetten_elemente, datei);
    } else {
        unbekannt(datei, art, "'" + std::string(art.lokal()) + "' in a simple type");
    }
    typ.name = name;
    const auto id = static_cast<SimpleTypId>(m_graph.simple_typen.size());
    m_graph.simple_typen.push_back(std::move(typ));
    if (!name.empty()) m_graph.simple_index[name] = id;
    return id;
}

void XsdLeser::facetten(SimpleTyp& typ, const std::vector<xml::Element>& kinder, const SchemaDatei& datei) {
    const auto zahl = [&](const xml::Element& e) {
        try {
            return std::stoll(e.attribut("value"));
        } catch (const std::exception&) {
            unbekannt(datei, e, "facet value that is no number");
        }
    };
    std::vector<std::uint32_t> gruppe;  // patterns of one step are alternatives
    std::vector<std::string> aufzaehlung;
    for (const auto& facette : kinder) {
        const auto art = facette.lokal();
        const std::string wert = facette.attribut("value");
        if (art == "pattern") {
            const auto [it, neu] =
                m_muster_index.emplace(wert, static_cast<std::uint32_t>(m_graph.muster.size()));
            if (neu) {
                try {
                    m_graph.muster.emplace_back(wert);
                    m_graph.muster_texte.push_back(wert);
                } catch (const base::ConfigError& e) {
                    throw base::ConfigError(datei.name + ":" + std::to_string(facette.zeile()) +
                                            ": pattern: " + e.what());
                }
            }
            gruppe.push_back(it->second);
        } else if (art == "enumeration") {
            aufzaehlung.push_back(wert);
        } else if (art == "minLength") {
            typ.min_laenge = static_cast<std::uint32_t>(zahl(facette));
        } else if (art == "maxLength") {
            typ.max_laenge = static_cast<std::uint32_t>(zahl(facette));
        } else if (art == "length") {
            typ.min_laenge = typ.max_laenge = static_cast<std::uint32_t>(zahl(facette));
        } else if (art == "minInclusive") {
            typ.hat_min = true;
            typ.min = zahl(facette);
        } else if (art == "maxInclusive") {
            typ.hat_max = true;
            typ.max = zahl(facette);
        } else if (art == "whiteSpace") {
            typ.leerraum = wert == "collapse"  ? Leerraum::zusammenziehen
                           : wert == "replace" ? Leerraum::ersetzen
                                               : Leerraum::erhalten;
        } else {
            unbekannt(datei, facette, "facet '" + std::string(art) + "'");
        }
    }
    if (!gruppe.empty()) typ.muster.push_back(std::move(gruppe));
    if (!aufzaehlung.empty()) {
        std::sort(aufzaehlung.begin(), aufzaehlung.end());
        typ.aufzaehlung = std::move(aufzaehlung);
    }
}

}  // namespace abgleich::katalog
