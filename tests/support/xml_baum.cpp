// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "xml_baum.hpp"

#include <abgleich/katalog/schreiber.hpp>

namespace abgleich::test {

namespace {

constexpr std::string_view xsi = "http://www.w3.org/2001/XMLSchema-instance";

void schreibe(std::string& ziel, const XmlBaum& b, std::string_view raum_davor, bool wurzel) {
    if (!b.ist_element()) {
        ziel += b.roh;
        return;
    }
    ziel += "<" + b.lokal;
    if (wurzel) ziel += " xmlns:xsi=\"" + std::string(xsi) + "\"";
    if (b.raum != raum_davor) ziel += " xmlns=\"" + b.raum + "\"";
    for (const auto& [name, wert] : b.attribute) {
        ziel += " " + name + "=\"";
        katalog::maskiere(ziel, wert, true);
        ziel += '"';
    }
    ziel += '>';
    for (const auto& kind : b.inhalt) schreibe(ziel, kind, b.raum, false);
    ziel += "</" + b.lokal + ">";
}

}  // namespace

std::string maskiert(std::string_view text) {
    std::string ziel;
    katalog::maskiere(ziel, text, false);
    return ziel;
}

std::string schreibe(const XmlBaum& baum) {
    std::string ziel;
    schreibe(ziel, baum, {}, true);
    return ziel;
}

std::vector<XmlBaum*> elemente(XmlBaum& baum) {
    std::vector<XmlBaum*> alle{&baum};
    for (std::size_t i = 0; i < alle.size(); ++i) {  // the vector grows while it is walked
        XmlBaum* hier = alle[i];
        for (auto& kind : hier->inhalt)
            if (kind.ist_element()) alle.push_back(&kind);
    }
    return alle;
}

}  // namespace abgleich::test
