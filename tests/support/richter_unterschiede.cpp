// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "richter_unterschiede.hpp"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <array>
#include <memory>

namespace abgleich::test {

namespace {

/// What libxml2 thinks of the XML alone.
struct Xml {
    bool gut = false;
    bool raeume_gut = false;  ///< Namespaces in XML are kept, too
    bool dtd = false;
    std::size_t tiefe = 0;
};

std::size_t tiefe(const xmlNode* knoten) {
    std::size_t tiefste = 0;
    for (const xmlNode* k = knoten; k != nullptr; k = k->next)
        if (k->type == XML_ELEMENT_NODE) tiefste = std::max(tiefste, 1 + tiefe(k->children));
    return tiefste;
}

Xml betrachte(std::string_view text) {
    const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> context(xmlNewParserCtxt(),
                                                                               &xmlFreeParserCtxt);
    const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> doc(
        xmlCtxtReadMemory(context.get(), text.data(), static_cast<int>(text.size()), "memory", nullptr,
                          XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE),
        &xmlFreeDoc);
    if (!doc) return {};
    return {true, context->nsWellFormed != 0, doc->intSubset != nullptr, tiefe(doc->children)};
}

/// libxml2 refuses what XML Schema allows. Recognised by its complaint.
struct Strenge {
    std::string_view name;
    std::string_view klage;    ///< part of the complaint
    std::string_view zeichen;  ///< the document must hold it; empty: anything
};
constexpr std::array strengen = {
    // XML Schema 1.0 sets no bounds to the form of an anyURI; libxml2 takes what it can parse as a URI.
    Strenge{"anyURI is any text", "xs:anyURI", ""},
    // whiteSpace is 'collapse' for all of these, and values are compared, not spellings.
    Strenge{"blanks around a dateTime", "xs:dateTime", ""},
    Strenge{"blanks around a fixed value, or another spelling of it", "fixed value constraint", ""},
    Strenge{"blanks around the QName of xsi:type", "xsi:type", ""},
    Strenge{"blanks around the QName of xsi:type", "xs:QName", ""},
    Strenge{"blanks around the QName of xsi:type", "The QName value", ""},
    // An empty or blank CDATA section between elements is white space.
    Strenge{"CDATA of blanks between elements", "Character content other than whitespace is not allowed",
            "<![CDATA["},
    Strenge{"CDATA of blanks in an empty element", "Character content is not allowed", "<![CDATA["},
};

/// We refuse what libxml2 takes. Recognised by our code and a part of our text.
struct Unsere {
    std::string_view name;
    domain::ProblemCode code;
    std::string_view meldung;
};
constexpr std::array unsere_strengen = {
    // libxml2 skips stray characters and rest bits of base64.
    Unsere{"base64 to the letter", domain::ProblemCode::wert_ungueltig, "base64"},
    Unsere{"limit of a value", domain::ProblemCode::text_zu_lang, ""},
    Unsere{"limit of depth", domain::ProblemCode::tiefe_ueberschritten, ""},
};

/// Begins with a year that has not four digits, or a sign.
bool hat_langes_jahr(std::string_view wert) {
    if (const auto blank = wert.find_first_not_of(" \t\r\n"); blank != std::string_view::npos)
        wert.remove_prefix(blank);
    const auto ziffern = wert.find_first_not_of("0123456789", wert.starts_with('-') ? 1 : 0);
    return (wert.starts_with('-') || std::min(ziffern, wert.size()) > 4) && !wert.empty();
}

/// XML Schema allows years of more than four digits and before Christ; the register knows none.
bool langes_jahr(const Lesung& unsere) {
    const bool zeit = std::any_of(unsere.meldungen.begin(), unsere.meldungen.end(), [](const auto& m) {
        return m.code == domain::ProblemCode::wert_ungueltig && m.text.find("JJJJ") != std::string::npos;
    });
    return zeit && std::any_of(unsere.blaetter.begin(), unsere.blaetter.end(),
                               [](const auto& b) { return b.unlesbar && hat_langes_jahr(b.wert); });
}

}  // namespace

std::string_view bekannter_unterschied(std::string_view xml_text, const Lesung& unsere,
                                       std::string_view ihre) {
    if (unsere.gueltig() == ihre.empty()) return "no difference";
    if (unsere.gueltig()) {
        for (const auto& s : strengen)
            if (ihre.find(s.klage) != std::string_view::npos &&
                (s.zeichen.empty() || xml_text.find(s.zeichen) != std::string_view::npos))
                return s.name;
        return {};
    }
    const Xml xml = betrachte(xml_text);
    // libxml2 reports what breaks Namespaces in XML and validates nevertheless.
    if (xml.gut && !xml.raeume_gut) return "Namespaces in XML";
    if (xml.dtd) return "a DTD is refused";
    if (xml.tiefe > xml::max_elementtiefe) return "limit of depth";
    if (langes_jahr(unsere)) return "years of four digits";
    for (const auto& m : unsere.meldungen)
        for (const auto& u : unsere_strengen)
            if (m.code == u.code && m.text.find(u.meldung) != std::string::npos) return u.name;
    return {};
}

}  // namespace abgleich::test
