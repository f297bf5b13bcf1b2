// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Changes of a message: one at a time, some of them harmless.
#include "nachrichten_wuerfel.hpp"

#include <algorithm>
#include <iterator>

namespace abgleich::test {

using katalog::kein_typ;

std::string NachrichtenWuerfel::aendere(XmlBaum& baum) {
    const auto alle = elemente(baum);
    XmlBaum& ziel = *alle[wuerfle(alle.size())];
    std::string was;
    switch (wuerfle(4)) {
        case 0: aendere_struktur(baum, ziel, was); break;
        case 1: aendere_attribut(ziel, was); break;
        case 2: aendere_zeichen(ziel, was); break;
        default: {  // values stand in leaves only
            std::vector<XmlBaum*> blaetter;
            std::copy_if(alle.begin(), alle.end(), std::back_inserter(blaetter),
                         [](const XmlBaum* b) { return b->typ != kein_typ; });
            if (blaetter.empty()) return aendere(baum);
            aendere_wert(*blaetter[wuerfle(blaetter.size())], was);
        }
    }
    return was;
}

void NachrichtenWuerfel::aendere_struktur(XmlBaum& baum, XmlBaum& ziel, std::string& was) {
    auto& inhalt = ziel.inhalt;
    const bool hat_kinder = !inhalt.empty() && inhalt[0].ist_element();
    const std::size_t i = hat_kinder ? wuerfle(inhalt.size()) : 0;
    const auto neuer_name = [&] {
        return std::string(
            m_graph.namen.lokal(static_cast<katalog::NameId>(1 + wuerfle(m_graph.namen.size() - 1))));
    };
    const auto stelle = inhalt.begin() + static_cast<std::ptrdiff_t>(i);
    was = "'" + ziel.lokal + "': ";
    switch (hat_kinder ? wuerfle(8) : 6 + wuerfle(2)) {
        case 0:
        case 1:
            was += "drop '" + stelle->lokal + "'";
            inhalt.erase(stelle);
            break;
        case 2:
        case 3: {
            was += "double '" + stelle->lokal + "'";
            XmlBaum zweites = *stelle;
            inhalt.insert(stelle, std::move(zweites));
            break;
        }
        case 4: {
            const std::size_t j = wuerfle(inhalt.size());
            was += "swap " + std::to_string(i) + " and " + std::to_string(j);
            if (i != j) std::swap(inhalt[i], inhalt[j]);
            break;
        }
        case 5:
            stelle->lokal = wuerfle(2) == 0 ? "fremd" : neuer_name();
            was += "rename a child to '" + stelle->lokal + "'";
            break;
        case 6: {
            XmlBaum neu{ziel.raum, neuer_name(), {}, {}, {}};
            if (wuerfle(4) == 0) neu.raum = "urn:fremd";
            was += "insert '" + neu.lokal + "' of '" + neu.raum + "'";
            inhalt.insert(inhalt.begin() + static_cast<std::ptrdiff_t>(wuerfle(inhalt.size() + 1)),
                          std::move(neu));
            break;
        }
        default:
            if (&ziel == &baum) break;
            ziel.raum = ziel.raum.empty() ? m_katalog.namensraum() : std::string();
            was += "other namespace";
    }
}

void NachrichtenWuerfel::aendere_attribut(XmlBaum& ziel, std::string& was) {
    static const std::vector<std::string> namen = {
        "listURI",  "listVersionID",      "test",    "fremd", "standard", "version",
        "xml:lang", "xsi:schemaLocation", "xsi:nil", "id",    "produkt"};
    auto& attribute = ziel.attribute;
    was = "'" + ziel.lokal + "': ";
    const auto neuer_wert = [&](std::string_view name) {
        const auto& texte = name == "listURI" ? Werte::uris() : Werte::vorrat();
        return texte[wuerfle(texte.size())];
    };
    switch (attribute.empty() ? 0 : wuerfle(3)) {
        case 0: {
            const auto& name = namen[wuerfle(namen.size())];
            if (std::any_of(attribute.begin(), attribute.end(),
                            [&](const auto& a) { return a.first == name; }))
                return;
            attribute.emplace_back(name, name == "xsi:nil"              ? "true"
                                         : name == "xsi:schemaLocation" ? "urn:a b.xsd"
                                                                        : neuer_wert(name));
            was += "add attribute '" + name + "'";
            break;
        }
        case 1: {
            const auto i = wuerfle(attribute.size());
            was += "drop attribute '" + attribute[i].first + "'";
            attribute.erase(attribute.begin() + static_cast<std::ptrdiff_t>(i));
            break;
        }
        default: {
            auto& a = attribute[wuerfle(attribute.size())];
            a.second = neuer_wert(a.first);
            was += "attribute '" + a.first + "' = '" + a.second + "'";
        }
    }
}

bool NachrichtenWuerfel::vergleichbar(const XmlBaum& ziel, std::string_view neu) const {
    if (neu.starts_with("<!--") || neu.starts_with("<?")) return true;
    if (ziel.typ == kein_typ) return !neu.starts_with("<![CDATA[]") && !neu.starts_with("<![CDATA[ ]");
    if (ziel.fest) return neu == "true" || neu == "false" || neu == "x";
    switch (m_graph.simple_typen[ziel.typ].grundtyp) {
        case katalog::Grundtyp::date_time: return neu.size() >= 10 && neu.find(' ') == std::string_view::npos;
        case katalog::Grundtyp::base64: return neu.find_first_not_of("QUIDJ= ") == std::string_view::npos;
        default: return true;
    }
}

void NachrichtenWuerfel::aendere_zeichen(XmlBaum& ziel, std::string& was) {
    static const std::vector<std::string> stuecke = {"x",
                                                     " ",
                                                     "\n\t ",
                                                     "<!-- note -->",
                                                     "<?pi x?>",
                                                     "<![CDATA[]]>",
                                                     "<![CDATA[ ]]>",
                                                     "<![CDATA[x]]>",
                                                     "&#32;",
                                                     "&#x9;",
                                                     "&#65;",
                                                     "&amp;",
                                                     "&#xA0;",
                                                     "7"};
    const auto& stueck = stuecke[wuerfle(stuecke.size())];
    if (!vergleichbar(ziel, stueck)) return;
    ziel.inhalt.insert(ziel.inhalt.begin() + static_cast<std::ptrdiff_t>(wuerfle(ziel.inhalt.size() + 1)),
                       XmlBaum::text(stueck));
    was = "'" + ziel.lokal + "': insert \"" + stueck + "\"";
    if (ziel.typ == kein_typ) return;
    was += " giving ";
    for (const auto& teil : ziel.inhalt) was += teil.roh;
}

void NachrichtenWuerfel::aendere_wert(XmlBaum& ziel, std::string& was) {
    const bool uri = m_graph.simple_typen[ziel.typ].grundtyp == katalog::Grundtyp::any_uri;
    const auto& texte = uri ? Werte::uris() : Werte::vorrat();
    const std::string& wert = texte[wuerfle(texte.size())];
    if (!vergleichbar(ziel, wert)) return;
    was = "'" + ziel.lokal + "' = '" + wert + "'";
    std::string xml = maskiert(wert);
    if (wuerfle(4) == 0) xml = "<![CDATA[" + wert + "]]>";  // one value, several spellings
    if (wuerfle(4) == 0) xml = "<!-- note -->" + xml + "<?pi?>";
    ziel.inhalt.assign(1, XmlBaum::text(xml));
}

}  // namespace abgleich::test
