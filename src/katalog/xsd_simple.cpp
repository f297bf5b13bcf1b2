// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Simple types: builtins, restriction with facets, union. Facets of the whole chain are flattened.
#include "xsd_leser.hpp"

#include <abgleich/base/error.hpp>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <limits>
#include <optional>

namespace abgleich::katalog {

namespace {

constexpr std::string_view xsd = "{http://www.w3.org/2001/XMLSchema}";

constexpr std::int64_t kleinste = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t groesste = std::numeric_limits<std::int64_t>::max();

struct Eingebaut {
    std::string_view name;
    Grundtyp grundtyp;
    Leerraum leerraum = Leerraum::zusammenziehen;
    std::int64_t min = kleinste;
    std::int64_t max = groesste;
};

constexpr Eingebaut eingebaute[] = {
    {"string", Grundtyp::string, Leerraum::erhalten},
    {"normalizedString", Grundtyp::string, Leerraum::ersetzen},
    {"token", Grundtyp::string},
    {"boolean", Grundtyp::boolean},
    {"date", Grundtyp::date},
    {"gYear", Grundtyp::g_year},
    {"gYearMonth", Grundtyp::g_year_month},
    {"dateTime", Grundtyp::date_time},
    {"integer", Grundtyp::integer},
    {"nonNegativeInteger", Grundtyp::integer, Leerraum::zusammenziehen, 0},
    {"positiveInteger", Grundtyp::integer, Leerraum::zusammenziehen, 1},
    {"nonPositiveInteger", Grundtyp::integer, Leerraum::zusammenziehen, kleinste, 0},
    {"negativeInteger", Grundtyp::integer, Leerraum::zusammenziehen, kleinste, -1},
    {"long", Grundtyp::integer},
    {"int", Grundtyp::integer, Leerraum::zusammenziehen, -2147483648, 2147483647},
    {"short", Grundtyp::integer, Leerraum::zusammenziehen, -32768, 32767},
    {"byte", Grundtyp::integer, Leerraum::zusammenziehen, -128, 127},
    {"base64Binary", Grundtyp::base64},
    {"anyURI", Grundtyp::any_uri},
};

/// Builtin types that a pattern describes in full; made when a schema names one.
struct Beschrieben {
    std::string_view name;
    std::string_view muster;
};

constexpr Beschrieben beschriebene[] = {
    {"decimal", "[+\\-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)"},
    {"language", "[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*"},
    {"NMTOKEN", "\\c+"},
    {"Name", "\\i\\c*"},
    {"NCName", "[\\i-[:]][\\c-[:]]*"},
    {"time", "(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?|24:00:00(\\.0+)?)(Z|[+\\-]((0[0-9]|1[0-3]"
             "):[0-5][0-9]|14:00))?"},
};

}  // namespace

void XsdLeser::lege_grundtypen_an() {
    for (const auto& e : eingebaute) {
        SimpleTyp typ;
        typ.name = std::string(xsd) + std::string(e.name);
        typ.grundtyp = e.grundtyp;
        typ.leerraum = e.leerraum;
        typ.hat_min = e.min != kleinste;
        typ.min = typ.hat_min ? e.min : 0;
        typ.hat_max = e.max != groesste;
        typ.max = typ.hat_max ? e.max : 0;
        nimm_auf(std::move(typ));
    }
}

SimpleTypId XsdLeser::nimm_auf(SimpleTyp typ) {
    const auto id = static_cast<SimpleTypId>(m_graph.simple_typen.size());
    if (!typ.name.empty()) m_graph.simple_index[typ.name] = id;
    m_graph.simple_typen.push_back(std::move(typ));
    return id;
}

std::uint32_t XsdLeser::muster(const std::string& text, const std::string& ort) {
    const auto [it, neu] = m_muster_index.emplace(text, static_cast<std::uint32_t>(m_muster.size()));
    if (neu) m_muster.push_back({text, ort});
    return it->second;
}

void XsdLeser::uebersetze(std::span<const Muster> muster, std::deque<MusterAutomat>& ziel) {
    for (const auto& m : muster) {
        try {
            ziel.emplace_back(m.text);
        } catch (const base::ConfigError& e) {
            throw base::ConfigError(m.ort + ": pattern: " + e.what());
        }
    }
}

bool XsdLeser::ist_einfach(const std::string& name) const {
    // All named ones are built before the first complex type asks.
    return m_graph.simple_index.contains(name) ||
           (name.starts_with(xsd) &&
            std::any_of(std::begin(beschriebene), std::end(beschriebene),
                        [&](const auto& b) { return name.substr(xsd.size()) == b.name; }));
}

SimpleTypId XsdLeser::simple_nach_name(const std::string& name, const SchemaDatei& datei,
                                       const xml::Element& wo) {
    if (const auto it = m_graph.simple_index.find(name); it != m_graph.simple_index.end()) return it->second;
    if (name.starts_with(xsd))
        for (const auto& b : beschriebene)
            if (name.substr(xsd.size()) == b.name) {
                SimpleTyp typ;
                typ.name = name;
                typ.leerraum = Leerraum::zusammenziehen;
                typ.muster.push_back({muster(std::string(b.muster), name)});
                return nimm_auf(std::move(typ));
            }
    const auto it = m_simple_fundorte.find(name);
    if (it == m_simple_fundorte.end()) unbekannt(datei, wo, "simple type '" + name + "' is not declared");
    return baue_simple(it->second.element, *it->second.datei, name);
}

SimpleTypId XsdLeser::baue_simple(const xml::Element& element, const SchemaDatei& datei,
                                  const std::string& name) {
    const Baustelle baustelle(m_im_bau, element.id());
    if (!baustelle.frei()) unbekannt(datei, element, "a simple type that derives from itself");
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
    return nimm_auf(std::move(typ));
}

void XsdLeser::facetten(SimpleTyp& typ, const std::vector<xml::Element>& kinder, const SchemaDatei& datei) {
    std::vector<std::uint32_t> gruppe;  // patterns of one step are alternatives
    std::vector<std::string> aufzaehlung;
    for (const auto& facette : kinder) {
        const auto art = facette.lokal();
        const std::string wert = facette.attribut("value");
        if (!typ.vereinigung.empty())
            unbekannt(datei, facette, "facet '" + std::string(art) + "' of a union");
        if (art == "pattern") {
            gruppe.push_back(muster(wert, datei.name + ":" + std::to_string(facette.zeile())));
        } else if (art == "enumeration") {
            aufzaehlung.push_back(wert);
        } else if (art == "whiteSpace") {
            typ.leerraum = wert == "collapse"  ? Leerraum::zusammenziehen
                           : wert == "replace" ? Leerraum::ersetzen
                                               : Leerraum::erhalten;
        } else if (!laenge(typ, facette, datei) && !schranke(typ, facette, datei)) {
            unbekannt(datei, facette, "facet '" + std::string(art) + "'");
        }
    }
    if (!gruppe.empty()) typ.muster.push_back(std::move(gruppe));
    if (!aufzaehlung.empty()) {
        std::sort(aufzaehlung.begin(), aufzaehlung.end());
        typ.aufzaehlung = std::move(aufzaehlung);
    }
}

namespace {

/// The value of a facet as a whole number; nothing where it is none.
std::optional<std::int64_t> zahl(const xml::Element& facette) {
    const std::string wert = facette.attribut("value");
    std::int64_t zahl = 0;
    const auto [rest, fehler] = std::from_chars(wert.data(), wert.data() + wert.size(), zahl);
    if (fehler != std::errc{} || rest != wert.data() + wert.size()) return std::nullopt;
    return zahl;
}

}  // namespace

bool XsdLeser::laenge(SimpleTyp& typ, const xml::Element& facette, const SchemaDatei& datei) {
    const auto art = facette.lokal();
    const bool min = art == "minLength" || art == "length", max = art == "maxLength" || art == "length";
    // The length of base64 counts what is encoded, not the characters.
    if ((!min && !max) || (typ.grundtyp != Grundtyp::string && typ.grundtyp != Grundtyp::any_uri))
        return false;
    const auto wert = zahl(facette);
    if (!wert || *wert < 0 || *wert > std::numeric_limits<std::uint32_t>::max())
        unbekannt(datei, facette, "facet value that is no number");
    if (min) typ.min_laenge = static_cast<std::uint32_t>(*wert);
    if (max) typ.max_laenge = static_cast<std::uint32_t>(*wert);
    return true;
}

bool XsdLeser::schranke(SimpleTyp& typ, const xml::Element& facette, const SchemaDatei& datei) {
    const auto art = facette.lokal();
    const auto ist_dezimal = [&] {
        SimpleTypId id = typ.basis;
        while (id != kein_typ && m_graph.simple_typen[id].basis != kein_typ)
            id = m_graph.simple_typen[id].basis;
        return id != kein_typ && m_graph.simple_typen[id].name == std::string(xsd) + "decimal";
    };
    const bool stellen = art == "totalDigits" || art == "fractionDigits";
    const bool unten = art == "minInclusive" || art == "minExclusive";
    const bool oben = art == "maxInclusive" || art == "maxExclusive";
    const bool dezimal = art == "fractionDigits" && ist_dezimal();
    if (!dezimal && (typ.grundtyp != Grundtyp::integer || (!stellen && !unten && !oben))) return false;
    const auto wert = zahl(facette);
    if (!wert || (stellen && (*wert < 0 || *wert > 18)))
        unbekannt(datei, facette, "facet value that is no number");
    if (dezimal) {  // zeros at the end are no digits
        const std::string text = "[^.]*(\\.[0-9]{0," + std::to_string(*wert) + "}0*)?";
        typ.muster.push_back({muster(text, datei.name + ":" + std::to_string(facette.zeile()))});
        return true;
    }
    if (art == "fractionDigits") return true;
    std::int64_t min = art == "minExclusive" ? *wert + 1 : *wert,
                 max = art == "maxExclusive" ? *wert - 1 : *wert;
    if (stellen) {
        max = 1;
        for (std::int64_t i = 0; i < *wert; ++i) max *= 10;
        min = -(--max);
    }
    // The base may be the narrower one: "three digits" of a positive number.
    if (!oben) {
        typ.min = typ.hat_min ? std::max(typ.min, min) : min;
        typ.hat_min = true;
    }
    if (!unten) {
        typ.max = typ.hat_max ? std::min(typ.max, max) : max;
        typ.hat_max = true;
    }
    return true;
}

}  // namespace abgleich::katalog
