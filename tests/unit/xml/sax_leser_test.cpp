// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// What reading XML means, whoever reads: each case is read by libxml2 in pieces and as a part of a file, and by
// the fast lane, which may hand it on but must not tell anything else.
#include "support/leser_vergleich.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/xml/sax_leser.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

namespace {

using namespace abgleich::xml;
using abgleich::test::Ereignisprotokoll;

class Text final : public Quelle {
public:
    explicit Text(std::string_view text, std::size_t stueck = 1000) : m_text(text), m_stueck(stueck) {}
    std::size_t lies(char* ziel, std::size_t platz) override {
        const auto anzahl = std::min({platz, m_stueck, m_text.size()});
        std::memcpy(ziel, m_text.data(), anzahl);
        m_text.remove_prefix(anzahl);
        return anzahl;
    }

private:
    std::string_view m_text;
    std::size_t m_stueck;
};

Ausgang stroeme(std::string_view xml, Ereignisprotokoll& protokoll, std::size_t stueck = 1000) {
    Text quelle(xml, stueck);
    Namensbuch namen;
    return SaxLeser(namen, protokoll).lies(quelle);
}

/// Events of a good document, the same from all readers.
std::string ereignisse(std::string_view xml, std::size_t stueck = 1000) {
    Ereignisprotokoll p;
    CHECK(stroeme(xml, p, stueck).art == Ausgang::Art::gut);
    const auto beide = abgleich::test::vergleiche_leser(xml);
    CHECK(beide.unterschied == "");
    CHECK(beide.kurz == p.kurz);
    return p.kurz;
}

/// End of a bad document, which no reader may take.
Ausgang ausgang(std::string_view xml) {
    Ereignisprotokoll p;
    const auto a = stroeme(xml, p);
    const auto beide = abgleich::test::vergleiche_leser(xml);
    CHECK(beide.unterschied == "");
    if (!beide.schnell) CHECK(beide.ausgang.art == a.art);
    return a;
}

}  // namespace

TEST_CASE("elements, attributes, text and ends come in order with their namespaces") {
    CHECK(ereignisse("<a xmlns='urn:a' x='1'><b xmlns=''>t</b><p:c xmlns:p='urn:p'/></a>") ==
          "<{urn:a}a x=1><b>t</><{urn:p}c></></>");
}

TEST_CASE("references and CDATA become text, comments and instructions nothing") {
    CHECK(ereignisse("<a x='&lt;&#65;&amp;'>&gt;<!-- c --><![CDATA[<x>]]><?p i?>&#x20AC;</a>") ==
          "<a x=<A&>><x>\u20AC</>");
}

TEST_CASE("line ends become line feeds, and blanks in an attribute become spaces") {
    CHECK(ereignisse("<a x='1\r\n2\t3'>a\r\nb\rc</a>") == "<a x=1 2 3>a\nb\nc</>");
}

TEST_CASE("the events do not depend on the pieces the file came in") {
    std::string xml = "<a xmlns='urn:a'>";
    for (int i = 0; i < 500; ++i) xml += "<b x='&#228;\u00E4'>\u1EC5&amp;\r\n<c/><![CDATA[x]]><!-- c --></b>";
    xml += "</a>";
    const auto ganz = ereignisse(xml, xml.size());
    for (const std::size_t stueck : {300u, 1001u, 4096u}) CHECK(ereignisse(xml, stueck) == ganz);
}

TEST_CASE("a part of a file is read as if it stood alone, with the namespaces around it") {
    const auto v =
        abgleich::test::vergleiche_leser("<b y='2'><p:c/></b>", "<a xmlns='urn:a' xmlns:p='urn:p'>");
    CHECK(v.ausgang.art == Ausgang::Art::gut);
    CHECK(v.unterschied == "");
    CHECK(v.kurz == "<{urn:a}b y=2><{urn:p}c></></>");
}

TEST_CASE("of a leaf both readers know where its content stands in the file") {
    for (const std::string_view danach : {"</a>", "<c/></a>", "\n</a>", " x</a>"}) {
        CAPTURE(danach);
        const std::string xml = "<a><b>12345</b>" + std::string(danach);
        CHECK(abgleich::test::vergleiche_leser(xml).unterschied == "");
    }
}

TEST_CASE("lines are counted") {
    Ereignisprotokoll p;
    stroeme("<a>\n<b/>\n\n<c/></a>", p);
    std::string zeilen;
    for (const auto& z : p.zeilen)
        if (z.starts_with("element")) zeilen += z.substr(z.find('@') + 1, 1) + " ";
    CHECK(zeilen == "1 2 4 ");
}

TEST_CASE("a document type declaration ends the reading before any entity is known") {
    for (const char* xml : {"<!DOCTYPE a><a/>", "<!DOCTYPE a SYSTEM 'http://example.org/a.dtd'><a/>",
                            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"}) {
        Ereignisprotokoll p;
        const auto a = stroeme(xml, p);
        CHECK(a.art == Ausgang::Art::dtd);
        CHECK(a.grund == "a document type declaration (DTD) is not allowed");
        CHECK(p.kurz == "");
        CHECK_FALSE(abgleich::test::vergleiche_leser(xml).schnell);
    }
}

TEST_CASE("a broken document ends with its reason in own words and its place") {
    CHECK(ausgang("").art == Ausgang::Art::leer);
    CHECK(ausgang("\n\n").art != Ausgang::Art::gut);
    CHECK(ausgang("<a><b></a>").grund ==
          "a tag is not closed (expected its end tag); the file may be truncated");
    CHECK(ausgang("<a>\n<b>").art == Ausgang::Art::kaputt);
    CHECK(ausgang("<a>\n<b>").ort.zeile == 2);
    CHECK(ausgang("<a x='1' x='2'/>").grund == "an attribute stands twice");
    CHECK(ausgang("<p:a/>").grund == "a namespace prefix is not declared");
    CHECK(ausgang("<a>&nbsp;</a>").grund ==
          "an entity that is not declared (only the five of XML itself are allowed)");
    CHECK(ausgang("<a/>x").grund == "something follows the end of the document");
    CHECK(ausgang("<a>\x01</a>").art == Ausgang::Art::kaputt);
    CHECK(ausgang("<a>\xE4</a>").grund == "bytes are not valid in the declared encoding (expected 'UTF-8')");
    CHECK(ausgang("<?xml version='1.0' encoding='nonsense'?><a/>").art == Ausgang::Art::kaputt);
    CHECK(ausgang("<a x='1'y='2'/>").art == Ausgang::Art::kaputt);
    CHECK(ausgang("<a x='<'/>").art == Ausgang::Art::kaputt);
    CHECK(ausgang("<a>]]></a>").art == Ausgang::Art::kaputt);
    CHECK(ausgang("<a></a b='1'>").art == Ausgang::Art::kaputt);
    CHECK(ausgang("<1a/>").art != Ausgang::Art::gut);
}

TEST_CASE("another declared encoding is read as what it says") {
    CHECK(ereignisse("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE4</a>") == "<a>\u00E4</>");
}

TEST_CASE("nesting without end is refused") {
    std::string tief;
    for (int i = 0; i < 300; ++i) tief += "<a>";
    CHECK(ausgang(tief).art == Ausgang::Art::tief);
    CHECK(ausgang(tief).grund == "elements nest deeper than 256 (expected fewer)");
    for (int i = 0; i < 300; ++i) tief += "</a>";
    CHECK(ausgang(tief).art == Ausgang::Art::tief);
}

TEST_CASE("an exception of the receiver or of the source comes out as it was") {
    Ereignisprotokoll p;
    p.wirf = "c";
    CHECK_THROWS_WITH(stroeme("<a><b/><c/><d/></a>", p), "at c");
    CHECK(p.kurz == "<a><b></>");

    class Kaputt final : public Quelle {
        std::size_t lies(char*, std::size_t) override { throw abgleich::base::InputError("disk"); }
    } kaputt;
    Ereignisprotokoll leer;
    Namensbuch namen;
    CHECK_THROWS_WITH(SaxLeser(namen, leer).lies(kaputt), "disk");
}
