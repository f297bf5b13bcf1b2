// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/katalog/schreiber.hpp>

/// How tags are written, the same whether a message is composed (schreiber.cpp) or written again
/// (nachschreiber.cpp): no prefixes; a namespace is declared where it differs from that of the element around.
namespace abgleich::katalog {

/// ` name="wert"`.
inline void schreibe_attribut(std::string& ziel, std::string_view name, std::string_view wert) {
    ziel += ' ';
    ziel += name;
    ziel += "=\"";
    maskiere(ziel, wert, true);
    ziel += '"';
}

/// `<lokal xmlns="raum"`: the tag stays open for attributes.
inline void beginne_marke(std::string& ziel, std::string_view raum, std::string_view lokal,
                          std::string_view raum_davor) {
    ziel += '<';
    ziel += lokal;
    if (raum != raum_davor) schreibe_attribut(ziel, "xmlns", raum);
}

inline void schreibe_ende(std::string& ziel, std::string_view lokal) {
    ziel += "</";
    ziel += lokal;
    ziel += '>';
}

}  // namespace abgleich::katalog
