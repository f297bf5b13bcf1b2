// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "dokument_aenderung.hpp"

#include "support/probelesung.hpp"

#include <abgleich/xml/zerleger.hpp>

#include <algorithm>
#include <string_view>

namespace abgleich::test {

Dokumentwuerfel::Dokumentwuerfel(std::uint32_t saat) : m_wuerfel(katalog(), saat), m_zufall(saat) {}

std::string Dokumentwuerfel::nachricht() {
    using Umfang = NachrichtenWuerfel::Umfang;
    const auto& wurzeln = katalog().wurzeln();
    const auto& wurzel = wurzeln[wuerfle(wurzeln.size())];
    auto baum = m_wuerfel.nachricht(wurzel, wuerfle(2) == 0 ? Umfang::minimal : Umfang::gemischt);
    for (auto n = wuerfle(3); n > 0; --n) m_wuerfel.aendere(baum);
    return schreibe(baum);
}

std::string Dokumentwuerfel::neu() {
    const auto art = wuerfle(8);
    if (art > 1) return nachricht();
    std::string text = art == 0 ? "<sammlung xmlns=\"urn:azr-abgleich:sammlung:1\">"
                                : "<bestand xmlns=\"urn:azr-abgleich:bestand:1\" behoerde=\"146120\" "
                                  "stand=\"2026-11-22\">";
    for (auto n = wuerfle(4); n > 0; --n) {
        if (art == 0) {
            text += nachricht() + "\n";
            continue;
        }
        const auto inhalt =
            m_wuerfel.nachricht(*katalog().wurzel("inhalt"), NachrichtenWuerfel::Umfang::gemischt);
        text +=
            "<datensatz aktenzeichen=\"" + std::to_string(n) + "\">" + schreibe(inhalt) + "</datensatz>\n";
    }
    return text + (art == 0 ? "</sammlung>" : "</bestand>");
}

/// Start tags with what they enclose, as far as it is complete.
std::vector<Dokumentwuerfel::Bereich> Dokumentwuerfel::elemente(const std::string& text) {
    std::vector<Bereich> alle;
    for (std::size_t stelle = 0; alle.size() < 2000;) {
        stelle = xml::naechste_marke(text, stelle);
        if (stelle == xml::unvollstaendig || stelle + 1 >= text.size()) break;
        if (text[stelle + 1] != '/' && text[stelle + 1] != '!' && text[stelle + 1] != '?') {
            const auto ende = xml::element_ende(text, stelle);
            if (ende != xml::unvollstaendig) alle.push_back({stelle, ende});
        }
        ++stelle;
    }
    return alle;
}

std::string Dokumentwuerfel::wert() {
    const auto& vorrat = Werte::vorrat();
    if (wuerfle(4) != 0) return vorrat[wuerfle(vorrat.size())];
    // A text of the schemas: codes that stand in one enumeration fit in another, or do not.
    const auto& typen = katalog().graph().simple_typen;
    const auto& typ = typen[wuerfle(typen.size())];
    return typ.aufzaehlung.empty() ? std::string(wuerfle(70), 'x')
                                   : typ.aufzaehlung[wuerfle(typ.aufzaehlung.size())];
}

void Dokumentwuerfel::aendere_elemente(std::string& text, const std::vector<Bereich>& alle) {
    const Bereich a = alle[wuerfle(alle.size())], b = alle[wuerfle(alle.size())];
    const std::string von_a = text.substr(a.anfang, a.laenge()), von_b = text.substr(b.anfang, b.laenge());
    switch (wuerfle(5)) {
        case 0: text.erase(a.anfang, a.laenge()); break;
        case 1: text.insert(a.ende, von_a); break;
        case 2: text.insert(b.anfang, von_a); break;
        case 3: text.replace(b.anfang, b.laenge(), von_a); break;
        default:
            if (a.ende <= b.anfang) {
                text.replace(b.anfang, b.laenge(), von_a);
                text.replace(a.anfang, a.laenge(), von_b);
            }
    }
}

void Dokumentwuerfel::aendere_wert(std::string& text, const std::vector<Bereich>& alle) {
    const Bereich a = alle[wuerfle(alle.size())];
    const std::size_t marke = text.find('>', a.anfang), schluss = text.rfind("</", a.ende);
    if (marke == std::string::npos || schluss == std::string::npos || schluss <= marke || schluss > a.ende)
        return;
    const std::string neu = wert();
    const std::string geschrieben = wuerfle(8) == 0 ? "<![CDATA[" + neu + "]]>" : maskiert(neu);
    const std::size_t gleich = text.find("=\"", a.anfang);
    if (gleich < marke && wuerfle(2) == 0) {
        const std::size_t zu = text.find('"', gleich + 2);
        if (zu != std::string::npos) text.replace(gleich + 2, zu - gleich - 2, maskiert(neu));
    } else if (text.find('<', marke) == schluss) {  // a leaf
        text.replace(marke + 1, schluss - marke - 1, geschrieben);
    }
}

void Dokumentwuerfel::aendere_schreibweise(std::string& text) {
    static constexpr std::string_view stuecke[] = {"<!-- c -->",
                                                   "<?pi x?>",
                                                   "<![CDATA[]]>",
                                                   "<![CDATA[ ]]>",
                                                   "<![CDATA[x]]>",
                                                   " ",
                                                   "\n",
                                                   "\r\n",
                                                   "\t",
                                                   "x",
                                                   "&#32;",
                                                   "&#65;",
                                                   "&amp;",
                                                   "&#xD;",
                                                   "]]>",
                                                   "\xC2\xA0",
                                                   "<x/>",
                                                   "<x xmlns=\"\"/>"};
    static constexpr std::string_view attribute[] = {" xml:lang=\"de\"",
                                                     " xsi:nil=\"true\"",
                                                     " xsi:nil=\"0\"",
                                                     " xsi:schemaLocation=\"urn:a b\"",
                                                     " fremd=\"1\"",
                                                     " xsi:type=\"x\"",
                                                     " xmlns:p=\"urn:p\"",
                                                     " xmlns=\"\"",
                                                     " xmlns=\"http://www.osci.de/xauslaender2611\"",
                                                     " xsi:fremd=\"1\"",
                                                     "  ",
                                                     "\n"};
    std::vector<std::size_t> enden;  // of tags
    for (std::size_t i = text.find('>'); i != std::string::npos; i = text.find('>', i + 1))
        enden.push_back(i);
    if (enden.empty()) return;
    const std::size_t hier = enden[wuerfle(enden.size())];
    if (wuerfle(3) != 0)
        text.insert(hier + 1, stuecke[wuerfle(std::size(stuecke))]);
    else if (hier != 0)
        text.insert(text[hier - 1] == '/' ? hier - 1 : hier, attribute[wuerfle(std::size(attribute))]);
}

void Dokumentwuerfel::aendere(std::string& text) {
    const auto alle = elemente(text);
    const auto art = wuerfle(8);
    if (alle.empty() || art == 7) return aendere_schreibweise(text);
    if (art < 3) return aendere_elemente(text, alle);
    aendere_wert(text, alle);
}

}  // namespace abgleich::test
