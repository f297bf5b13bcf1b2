// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// xsi:type. The graph of a catalogue holds the builtin types that its schemas name, as roots; a message may
// name any of them, so all stand here, with what they derive from.
#include "pruefautomat_typen.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

namespace abgleich::katalog {

using domain::ProblemCode;

namespace {

constexpr std::string_view xsd = "{http://www.w3.org/2001/XMLSchema}";

/// Pattern of the digits of a whole number that is not above another: shorter, or smaller at one digit.
std::string hoechstens(std::string_view zahl) {
    const auto weitere = [&](std::size_t i) { return "[0-9]{" + std::to_string(zahl.size() - 1 - i) + "}"; };
    std::string muster = "0*([0-9]{1," + std::to_string(zahl.size() - 1) + "}|" + std::string(zahl);
    for (std::size_t i = 0; i < zahl.size(); ++i)
        if (zahl[i] != '0')
            muster += "|" + std::string(zahl.substr(0, i)) + "[0-" + static_cast<char>(zahl[i] - 1) + "]" +
                      weitere(i);
    return muster + ")";
}

struct Eingebaut {
    std::string_view name;
    std::string_view basis;
    std::string muster = {};  ///< beyond that of its base; empty: none
    Grundtyp grundtyp = Grundtyp::string;
    Leerraum leerraum = Leerraum::zusammenziehen;
    std::int64_t min = 0;
    std::int64_t max = 0;  ///< of a whole number; 0: it has no bounds of its own
};

// Bases stand before what derives from them.

std::vector<Eingebaut> texttypen() {
    using enum Grundtyp;
    using enum Leerraum;
    const std::string ncname = "[\\i-[:]][\\c-[:]]*";
    const std::string kein_text = "[^\\s\\S]";  // needs what only a DTD or a schema could declare
    return {
        {"anySimpleType", "", "", string, erhalten},
        {"string", "anySimpleType", "", string, erhalten},
        {"normalizedString", "string", "", string, ersetzen},
        {"token", "normalizedString"},
        {"language", "token", "[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*"},
        {"NMTOKEN", "token", "\\c+"},
        {"Name", "token", "\\i\\c*"},
        {"NCName", "Name", ncname},
        {"ID", "NCName"},
        {"IDREF", "NCName"},
        {"ENTITY", "NCName", kein_text},
        {"NMTOKENS", "anySimpleType", "\\c+( \\c+)*"},
        {"IDREFS", "anySimpleType", ncname + "( " + ncname + ")*"},
        {"ENTITIES", "anySimpleType", kein_text},
        {"NOTATION", "anySimpleType", kein_text},
        {"QName", "anySimpleType", "(" + ncname + ":)?" + ncname},
        {"anyURI", "anySimpleType", "", any_uri},
        {"boolean", "anySimpleType", "", boolean},
        {"base64Binary", "anySimpleType", "", base64},
        {"hexBinary", "anySimpleType", "([0-9a-fA-F]{2})*"},
    };
}

std::vector<Eingebaut> zeittypen() {
    using enum Grundtyp;
    const std::string zone = "(Z|[+\\-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))?";
    const std::string s = "[0-9]+(\\.[0-9]+)?S", m = "[0-9]+M";
    const std::string zeit = "T([0-9]+H(" + m + ")?(" + s + ")?|" + m + "(" + s + ")?|" + s + ")";
    return {
        {"date", "anySimpleType", "", date},
        {"gYear", "anySimpleType", "", g_year},
        {"gYearMonth", "anySimpleType", "", g_year_month},
        {"dateTime", "anySimpleType", "", date_time},
        {"time", "anySimpleType",
         "(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?|24:00:00(\\.0+)?)" + zone},
        {"gMonth", "anySimpleType", "--(0[1-9]|1[0-2])" + zone},
        {"gDay", "anySimpleType", "---(0[1-9]|[12][0-9]|3[01])" + zone},
        {"gMonthDay", "anySimpleType",
         "--((0[1-9]|1[0-2])-(0[1-9]|[12][0-9])|(0[13-9]|1[0-2])-30|(0[13578]|1[02])-31)" + zone},
        {"duration", "anySimpleType",
         "-?P(([0-9]+Y(" + m + ")?([0-9]+D)?|" + m + "([0-9]+D)?|[0-9]+D)(" + zeit + ")?|" + zeit + ")"},
    };
}

std::vector<Eingebaut> zahltypen() {
    using enum Grundtyp;
    using enum Leerraum;
    const std::string ziffern = "0*[0-9]{1,24}";  // libxml2 counts no further
    const std::string gleitzahl = "NaN|-?INF|[+\\-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([Ee][+\\-]?[0-9]+)?";
    constexpr auto kleinste = std::numeric_limits<std::int64_t>::min();
    constexpr auto groesste = std::numeric_limits<std::int64_t>::max();
    return {
        {"float", "anySimpleType", gleitzahl},
        {"double", "anySimpleType", gleitzahl},
        {"decimal", "anySimpleType", "[+\\-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)"},
        {"integer", "decimal", "[+\\-]?" + ziffern},
        {"nonPositiveInteger", "integer", "-" + ziffern + "|\\+?0+"},
        {"negativeInteger", "nonPositiveInteger", "-0*[1-9][0-9]*"},
        {"long", "integer", "", integer, zusammenziehen, kleinste, groesste},
        {"int", "long", "", integer, zusammenziehen, -2147483648, 2147483647},
        {"short", "int", "", integer, zusammenziehen, -32768, 32767},
        {"byte", "short", "", integer, zusammenziehen, -128, 127},
        {"nonNegativeInteger", "integer", "\\+?" + ziffern + "|-0+"},
        {"positiveInteger", "nonNegativeInteger", "\\+?0*[1-9][0-9]*"},
        {"unsignedLong", "nonNegativeInteger", hoechstens("18446744073709551615")},
        {"unsignedInt", "unsignedLong", "", integer, zusammenziehen, 0, 4294967295},
        {"unsignedShort", "unsignedInt", "", integer, zusammenziehen, 0, 65535},
        {"unsignedByte", "unsignedShort", "", integer, zusammenziehen, 0, 255},
    };
}

/// A graph of the builtin types alone: their patterns are compiled when a message first names one.
const Typgraph& graph_der_eingebauten() {
    static const Typgraph graph = [] {
        Typgraph g;
        auto alle = texttypen();
        for (const auto& weitere : {zeittypen(), zahltypen()})
            alle.insert(alle.end(), weitere.begin(), weitere.end());
        for (const Eingebaut& e : alle) {
            SimpleTyp typ;
            if (const auto basis = g.simple_index.find(std::string(e.basis)); basis != g.simple_index.end()) {
                typ = g.simple_typen[basis->second];
                typ.basis = basis->second;
            }
            typ.name = std::string(xsd) + std::string(e.name);
            typ.grundtyp = e.grundtyp;
            typ.leerraum = e.leerraum;
            typ.hat_min = typ.hat_max = e.max != 0;
            typ.min = e.min;
            typ.max = e.max;
            if (!e.muster.empty()) {
                typ.muster.push_back({static_cast<std::uint32_t>(g.muster.size())});
                g.muster.emplace_back(e.muster);
            }
            g.simple_index.emplace(e.name, static_cast<SimpleTypId>(g.simple_typen.size()));
            g.simple_typen.push_back(std::move(typ));
        }
        return g;
    }();
    return graph;
}

/// pruefe_wert() knows years of four digits, as the standard does; a year before or after these becomes one of
/// them with the same calendar.
void kuerze_jahr(std::string_view& wert, std::string& puffer) {
    const bool davor = wert.starts_with('-');
    std::uint64_t jahr = 0;
    const char* anfang = wert.data() + (davor ? 1 : 0);
    const auto [ende, fehler] = std::from_chars(anfang, wert.data() + wert.size(), jahr);
    const auto ziffern = ende - anfang;
    if (fehler != std::errc{} || jahr == 0 || jahr > std::numeric_limits<std::int64_t>::max() ||
        ziffern < 4 || (ziffern == 4 && !davor) || (ziffern > 4 && *anfang == '0'))
        return;
    puffer = std::to_string(2000 + jahr % 400) + std::string(ende, wert.data() + wert.size());
    wert = puffer;
}

SimpleTypId eingebauter_typ(std::string_view name) {
    if (!name.starts_with(xsd)) return kein_typ;
    const auto& index = graph_der_eingebauten().simple_index;
    const auto it = index.find(std::string(name.substr(xsd.size())));
    return it == index.end() ? kein_typ : it->second | eingebaut;
}

SimpleTypId basis_von(const Typgraph& graph, SimpleTypId typ) {
    const SimpleTyp& t = typ_von(graph, typ);
    if (ist_eingebaut(typ)) return t.basis == kein_typ ? kein_typ : t.basis | eingebaut;
    return t.basis != kein_typ ? t.basis : eingebauter_typ(t.name);
}

}  // namespace

Typname typname(std::string_view wert, const xml::Lage& lage) {
    std::string puffer;
    behandle_leerraum(Leerraum::zusammenziehen, wert, puffer);
    const auto punkt = wert.find(':');
    const auto raum = lage.raum(wert.substr(0, punkt == std::string_view::npos ? 0 : punkt));
    return {std::string(raum.value_or("")), std::string(wert.substr(punkt + 1)), raum.has_value()};
}

SimpleTypId einfacher_typ(const Typgraph& graph, const std::string& name) {
    if (const auto typ = eingebauter_typ(name); typ != kein_typ) return typ;
    const auto it = graph.simple_index.find(name);
    return it == graph.simple_index.end() ? kein_typ : it->second;
}

const SimpleTyp& typ_von(const Typgraph& graph, SimpleTypId typ) {
    return ist_eingebaut(typ) ? graph_der_eingebauten().simple_typen[typ & ~eingebaut]
                              : graph.simple_typen[typ];
}

bool leitet_ab(const Typgraph& graph, SimpleTypId typ, SimpleTypId basis) {
    const SimpleTyp& b = graph.simple_typen[basis];
    for (SimpleTypId t = typ; t != kein_typ; t = basis_von(graph, t))
        if (t == basis || (!b.name.empty() && typ_von(graph, t).name == b.name)) return true;
    return std::any_of(b.vereinigung.begin(), b.vereinigung.end(),
                       [&](SimpleTypId mitglied) { return leitet_ab(graph, typ, mitglied); });
}

std::string_view pruefe_einfachen(const Typgraph& graph, SimpleTypId typ, std::string_view& wert,
                                  std::string& puffer) {
    if (!ist_eingebaut(typ)) return pruefe_wert(graph, typ, wert, puffer);
    const SimpleTyp& t = typ_von(graph, typ);
    behandle_leerraum(t.leerraum, wert, puffer);
    std::string_view mit_jahr = wert;
    std::string kurz, eigener;
    if (t.grundtyp >= Grundtyp::date && t.grundtyp <= Grundtyp::date_time) kuerze_jahr(mit_jahr, kurz);
    return pruefe_wert(graph_der_eingebauten(), typ & ~eingebaut, mit_jahr, eigener);
}

bool Pruefautomat::waehle_typ(KnotenNr& nr, SimpleTypId& text, const Element& element,
                              const xml::Lage& lage) {
    const auto a = std::find_if(element.attribute.begin(), element.attribute.end(), ist_xsi_type);
    if (a == element.attribute.end()) return true;
    const Typname name = typname(a->wert, lage);
    if (!name.aufgeloest) return false;
    const std::string voll = name.voll();
    const auto& graph = m_katalog.graph();
    const Knoten& k = m_katalog.knoten(nr);
    if (!k.einfach) {
        if (graph.complex_typen[k.typ].name == voll) return true;
        nr = m_katalog.variante(nr, voll) == kein_knoten ? nr : m_katalog.variante(nr, voll);
        return m_katalog.knoten(nr).variante;
    }
    if (graph.simple_typen[k.typ].name == voll) return true;
    const SimpleTypId typ = einfacher_typ(graph, voll);
    if (typ == kein_typ || !leitet_ab(graph, typ, k.typ)) return false;
    text = typ;
    return true;
}

/// The text of an element for which xsi:type chose a simple type.
void Pruefautomat::melde_gewaehlt(const Rahmen& rahmen, std::string_view ausgabe, const xml::Lage& lage) {
    const Knoten& k = m_katalog.knoten(rahmen.knoten);
    if (!ist_eingebaut(rahmen.text) || m_text_zu_lang)
        return melde_blatt(rahmen.knoten, ist_eingebaut(rahmen.text) ? k.lauf.text : rahmen.text,
                           rahmen.nummer, wert(), ausgabe, lage);
    // What a builtin type takes fits the declared one too, for it derives from that.
    std::string_view text = wert();
    std::string puffer;
    const auto was = pruefe_einfachen(m_katalog.graph(), rahmen.text, text, puffer);
    if (was.empty() || !m_werte)
        return melde_blatt(rahmen.knoten, k.lauf.text, rahmen.nummer, text, ausgabe, lage);
    wert_problem(ProblemCode::wert_ungueltig, lage, k, was);
    m_empfaenger.blatt({rahmen.knoten, k.feld, 0, k.zweig, rahmen.nummer, text, true, k.lauf.binaer}, lage);
    m_ganzer_text = {};
    m_puffert = false;
}

}  // namespace abgleich::katalog
