// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/katalog/pruefautomat.hpp>

#include <string>
#include <string_view>

/// What xsi:type can name. Rare: nothing here is asked of an element without that attribute.
namespace abgleich::katalog {

inline constexpr std::string_view xsi_raum = "http://www.w3.org/2001/XMLSchema-instance";

inline bool ist_xsi_type(const AttributWert& a) { return a.raum == xsi_raum && a.lokal == "type"; }

/// The name that xsi:type gives, collapsed and resolved. `raum` is empty where there is none.
struct Typname {
    std::string raum;
    std::string lokal;
    bool aufgeloest = false;  ///< false: its prefix stands for nothing here
    std::string voll() const { return "{" + raum + "}" + lokal; }
};
Typname typname(std::string_view wert, const xml::Lage& lage);

/// Marks the number of a builtin type of XML Schema: all of them are known, whatever the schemas name.
inline constexpr SimpleTypId eingebaut = 1u << 31;
inline bool ist_eingebaut(SimpleTypId typ) { return typ != kein_typ && (typ & eingebaut) != 0; }

/// A simple type by its `{namespace}name`; kein_typ where there is none.
SimpleTypId einfacher_typ(const Typgraph& graph, const std::string& name);
const SimpleTyp& typ_von(const Typgraph& graph, SimpleTypId typ);
/// Whether `typ` is `basis` (one of the graph's own), or derives from it, or from a member of that union.
bool leitet_ab(const Typgraph& graph, SimpleTypId typ, SimpleTypId basis);
/// As pruefe_wert(), of builtin types too.
std::string_view pruefe_einfachen(const Typgraph& graph, SimpleTypId typ, std::string_view& wert,
                                  std::string& puffer);

}  // namespace abgleich::katalog
