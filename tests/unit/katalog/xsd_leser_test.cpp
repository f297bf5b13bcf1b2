// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "schema_probe.hpp"

#include <abgleich/xml/dokument.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

namespace {

using namespace abgleich;
using test::ablehnung;
using test::graph_von;

const std::string rest =
    " (expected a construct that the standard uses); the schema reader has to learn it first";

std::string in_typ(const std::string& inhalt) {
    return "<xs:complexType name=\"T\">\n" + inhalt + "\n</xs:complexType>";
}
std::string in_einfachem(const std::string& inhalt) {
    return "<xs:simpleType name=\"S\">\n" + inhalt + "\n</xs:simpleType>";
}

}  // namespace

TEST_CASE("a construct that the reader does not know is refused with file and line") {
    const std::vector<std::pair<std::string, std::string>> faelle = {
        {"<xs:notation name=\"n\" public=\"p\"/>", "2: 'notation' is not known here"},
        {"<xs:redefine schemaLocation=\"x\"/>", "2: 'redefine' is not known here"},
        {"<xs:attribute name=\"a\" type=\"xs:string\"/>", "2: 'attribute' is not known here"},
        {"<fremd/>", "2: 'fremd' is no element of XML Schema"},
        {"<xs:simpleType name=\"S\"><xs:list itemType=\"xs:string\"/></xs:simpleType>",
         "2: 'list' in a simple type"},
        {in_einfachem("<xs:restriction base=\"xs:string\">\n<xs:totalDigits value=\"3\"/></xs:restriction>"),
         "4: facet 'totalDigits'"},
        {in_einfachem(
             "<xs:restriction base=\"xs:date\">\n<xs:minInclusive value=\"2020-01-01\"/></xs:restriction>"),
         "4: facet 'minInclusive'"},
        {in_einfachem(
             "<xs:restriction base=\"xs:integer\">\n<xs:minExclusive value=\"3x\"/></xs:restriction>"),
         "4: facet value that is no number"},
        {in_einfachem("<xs:restriction base=\"xs:decimal\">\n<xs:totalDigits value=\"3\"/></xs:restriction>"),
         "4: facet 'totalDigits'"},
        {in_einfachem(
             "<xs:restriction base=\"xs:base64Binary\">\n<xs:maxLength value=\"3\"/></xs:restriction>"),
         "4: facet 'maxLength'"},
        {in_einfachem(
             "<xs:restriction><xs:simpleType><xs:union memberTypes=\"xs:date xs:gYear\"/></xs:simpleType>\n"
             "<xs:enumeration value=\"2020\"/></xs:restriction>"),
         "4: facet 'enumeration' of a union"},
        {in_einfachem("<xs:restriction base=\"t:S\"/>"), "2: a simple type that derives from itself"},
        {in_einfachem("<xs:restriction base=\"xs:string\">\n<xs:minLength value=\"x\"/></xs:restriction>"),
         "4: facet value that is no number"},
        {in_einfachem("<xs:restriction base=\"xs:duration\"/>"),
         "3: simple type '{http://www.w3.org/2001/XMLSchema}duration' is not declared"},
        {in_einfachem("<xs:restriction/>"), "3: a restriction without a base"},
        {"<xs:simpleType name=\"S\"/>", "2: a simple type without one restriction or union"},
        {"<xs:complexType name=\"T\" mixed=\"true\"/>", "2: mixed content"},
        {in_typ("<xs:all><xs:element name=\"e\" type=\"xs:string\"/></xs:all>"),
         "3: 'all' in a content model"},
        {in_typ("<xs:anyAttribute/>"), "3: 'anyAttribute' in a type"},
        {in_typ("<xs:group ref=\"t:g\"/>"), "3: group that is not declared"},
        {in_typ("<xs:attributeGroup ref=\"t:g\"/>"), "3: attributeGroup that is not declared"},
        {in_typ("<xs:attribute ref=\"t:a\"/>"), "3: an attribute by reference"},
        {in_typ("<xs:attribute name=\"a\"/>"), "3: an attribute without a type"},
        {in_typ("<xs:sequence>\n<xs:element name=\"e\" type=\"t:X\"/></xs:sequence>"),
         "4: type '{urn:t}X' is not declared"},
        {in_typ("<xs:sequence>\n<xs:element name=\"e\"/></xs:sequence>"), "4: an element without one type"},
        {in_typ("<xs:sequence>\n<xs:element ref=\"t:e\"/></xs:sequence>"), "4: element that is not declared"},
        {in_typ("<xs:sequence>\n<xs:element name=\"e\" type=\"xs:string\" nillable=\"true\"/></xs:sequence>"),
         "4: a nillable or defaulted element"},
        {in_typ("<xs:sequence>\n<xs:element name=\"e\" type=\"xs:string\" default=\"x\"/></xs:sequence>"),
         "4: a nillable or defaulted element"},
        {in_typ("<xs:complexContent/>"), "3: content without one derivation"},
        {in_typ("<xs:simpleContent>\n<xs:restriction base=\"xs:string\"/></xs:simpleContent>"),
         "4: simpleContent that restricts a simple type"},
        {in_typ("<xs:simpleContent>\n<xs:extension base=\"t:B\"/></xs:simpleContent>") +
             "<xs:complexType name=\"B\"/>",
         "4: simpleContent derived from a type without text"},
        {in_typ("<xs:complexContent>\n<xs:extension base=\"t:T\"/></xs:complexContent>"),
         "4: a type that derives from one it belongs to"},
        {in_typ("<xs:complexContent mixed=\"true\"><xs:extension base=\"t:B\"/></xs:complexContent>") +
             "<xs:complexType name=\"B\"/>",
         "2: mixed content"},
        {"<xs:element name=\"e\" type=\"xs:string\" abstract=\"true\"/>",
         "2: an element that others stand for"},
        {"<xs:element name=\"e\" type=\"xs:string\" substitutionGroup=\"t:f\"/>",
         "2: an element that others stand for"},
        {"<xs:element name=\"e\" type=\"xs:string\" nillable=\"1\"/>", "2: a nillable or defaulted element"},
        {"<xs:element name=\"e\" type=\"xs:string\">\n<xs:key name=\"k\"/></xs:element>",
         "3: 'key' in an element"},
        {"<xs:group name=\"g\"><xs:sequence>\n<xs:group ref=\"t:g\"/></xs:sequence></xs:group>" +
             in_typ("<xs:group ref=\"t:g\"/>"),
         "3: group that holds itself"},
        {"<xs:attributeGroup name=\"g\">\n<xs:attributeGroup ref=\"t:g\"/></xs:attributeGroup>" +
             in_typ("<xs:attributeGroup ref=\"t:g\"/>"),
         "3: attributeGroup that holds itself"},
        {"<xs:attributeGroup name=\"g\">\n<xs:anyAttribute/></xs:attributeGroup>" +
             in_typ("<xs:attributeGroup ref=\"t:g\"/>"),
         "3: 'anyAttribute' in an attributeGroup"},
        {in_typ("<xs:sequence>\n<xs:any notNamespace=\"urn:x\"/></xs:sequence>"),
         "4: a wildcard of XML Schema 1.1"},
    };
    for (const auto& [inhalt, erwartet] : faelle) {
        CAPTURE(inhalt);
        CHECK(ablehnung(inhalt) == "probe.xsd:" + erwartet + rest);
    }
}

TEST_CASE("a pattern that cannot be compiled is refused with file and line") {
    const auto text = ablehnung(
        in_einfachem("<xs:restriction base=\"xs:string\">\n<xs:pattern value=\"a**\"/></xs:restriction>"));
    CHECK(text.starts_with("probe.xsd:4: pattern: "));
}

TEST_CASE("a content model that cannot be told apart is refused with its type") {
    const auto text =
        ablehnung(in_typ("<xs:choice><xs:sequence><xs:element name=\"a\" type=\"xs:string\"/></xs:sequence>"
                         "<xs:element name=\"a\" type=\"xs:date\"/></xs:choice>"));
    CHECK(text == "probe.xsd: type '{urn:t}T': a content model is not deterministic");
}

TEST_CASE("a folder without schemas and a broken schema are refused") {
    const test::Zwischenordner ordner;
    CHECK_THROWS_WITH(katalog::lies_schemas(ordner.pfad().string()),
                      "schemas: no *.xsd in '" + ordner.pfad().string() +
                          "' (expected the schema files of one version); check --schemas");
    CHECK_THROWS_AS(katalog::lies_schemas(ordner / "missing"), base::ConfigError);
    ordner.schreibe("a.xsd", "<xs:schema");
    CHECK_THROWS_AS(katalog::lies_schemas(ordner.pfad().string()), base::ConfigError);
}

TEST_CASE("annotations are skipped wherever they stand") {
    const std::string anmerkung = "<xs:annotation><xs:documentation>x</xs:documentation></xs:annotation>";
    const auto graph = graph_von(anmerkung + in_typ(anmerkung + "<xs:sequence>" + anmerkung +
                                                    "<xs:element name=\"e\" type=\"xs:string\">" + anmerkung +
                                                    "</xs:element></xs:sequence>"));
    CHECK(graph.modelle[graph.complex_typen[graph.complex_index.at("{urn:t}T")].modell].partikel.size() == 1);
}

TEST_CASE("an extension appends to the content and the attributes of its base") {
    const auto graph = graph_von(
        "<xs:complexType name=\"B\"><xs:sequence><xs:element name=\"a\" "
        "type=\"xs:string\"/></xs:sequence><xs:attribute name=\"x\" type=\"xs:string\"/></xs:complexType>"
        "<xs:complexType name=\"T\"><xs:complexContent><xs:extension base=\"t:B\"><xs:sequence><xs:element "
        "name=\"b\" type=\"xs:string\"/></xs:sequence>"
        "<xs:attribute name=\"y\" type=\"xs:string\" "
        "use=\"required\"/></xs:extension></xs:complexContent></xs:complexType>");
    const auto basis = graph.complex_index.at("{urn:t}B"), typ = graph.complex_index.at("{urn:t}T");
    const auto& t = graph.complex_typen[typ];
    const auto& modell = graph.modelle[t.modell];
    REQUIRE(modell.partikel.size() == 2);
    CHECK(graph.namen.lokal(modell.partikel[0].name) == "a");
    CHECK(graph.namen.lokal(modell.partikel[1].name) == "b");
    REQUIRE(t.attribute.size() == 2);
    CHECK_FALSE(t.attribute[0].pflicht);
    CHECK(t.attribute[1].pflicht);
    CHECK(graph.abgeleitet(typ, basis));
    CHECK(graph.abgeleitet(typ, typ));
    CHECK_FALSE(graph.abgeleitet(basis, typ));
}

TEST_CASE("a restriction restates the content and may forbid an attribute") {
    const auto graph =
        graph_von("<xs:complexType name=\"B\"><xs:sequence><xs:element name=\"a\" type=\"xs:string\" "
                  "minOccurs=\"0\"/><xs:element name=\"b\" type=\"xs:string\"/></xs:sequence>"
                  "<xs:attribute name=\"x\" type=\"xs:string\"/><xs:attribute name=\"y\" "
                  "type=\"xs:string\"/></xs:complexType>"
                  "<xs:complexType name=\"T\"><xs:complexContent><xs:restriction "
                  "base=\"t:B\"><xs:sequence><xs:element name=\"b\" type=\"xs:string\"/></xs:sequence>"
                  "<xs:attribute name=\"x\" type=\"xs:string\" "
                  "use=\"prohibited\"/></xs:restriction></xs:complexContent></xs:complexType>");
    const auto& t = graph.complex_typen[graph.complex_index.at("{urn:t}T")];
    REQUIRE(graph.modelle[t.modell].partikel.size() == 1);
    REQUIRE(t.attribute.size() == 1);
    CHECK(graph.namen.lokal(t.attribute[0].name) == "y");
}

TEST_CASE("facets of a chain of restrictions add up") {
    const auto graph =
        graph_von("<xs:simpleType name=\"A\"><xs:restriction base=\"xs:token\"><xs:pattern "
                  "value=\"[a-z]*\"/><xs:pattern value=\"[0-9]*\"/><xs:maxLength "
                  "value=\"5\"/></xs:restriction></xs:simpleType>"
                  "<xs:simpleType name=\"S\"><xs:restriction base=\"t:A\"><xs:pattern "
                  "value=\".*x\"/><xs:minLength value=\"2\"/></xs:restriction></xs:simpleType>");
    const auto typ = graph.simple_index.at("{urn:t}S");
    CHECK(graph.simple_typen[typ].muster.size() == 2);
    const auto passt = [&](std::string_view wert) {
        std::string puffer;
        return pruefe_wert(graph, typ, wert, puffer).empty();
    };
    CHECK(passt("ax"));
    CHECK(passt("  ax "));    // the white space of the base
    CHECK_FALSE(passt("x"));  // too short
    CHECK_FALSE(passt("aaaaax"));
    CHECK_FALSE(passt("a1x"));  // neither letters nor digits alone
    CHECK_FALSE(passt("ab"));   // pattern of the second step
}

TEST_CASE("a form of its own decides whether a local element has a namespace") {
    const auto graph =
        graph_von(in_typ("<xs:sequence><xs:element name=\"a\" type=\"xs:string\"/>"
                         "<xs:element name=\"b\" type=\"xs:string\" form=\"qualified\"/></xs:sequence>"));
    const auto& partikel =
        graph.modelle[graph.complex_typen[graph.complex_index.at("{urn:t}T")].modell].partikel;
    CHECK(graph.namen.namensraum(partikel[0].name) == "");
    CHECK(graph.namen.namensraum(partikel[1].name) == "urn:t");
    CHECK(graph.namen.find("urn:t", "b") == partikel[1].name);
    CHECK(graph.namen.find("urn:t", "a") == 0);
}

TEST_CASE("groups of elements and of attributes count as if they were written where they are named") {
    const auto graph = graph_von(
        "<xs:group name=\"g\"><xs:choice><xs:element name=\"a\" type=\"xs:string\"/><xs:element name=\"b\" "
        "type=\"xs:string\"/></xs:choice></xs:group>"
        "<xs:attributeGroup name=\"h\"><xs:attribute name=\"y\" type=\"xs:string\"/></xs:attributeGroup>"
        "<xs:attributeGroup name=\"g\"><xs:attribute name=\"x\" type=\"xs:string\"/><xs:attributeGroup "
        "ref=\"t:h\"/></xs:attributeGroup>" +
        in_typ("<xs:group ref=\"t:g\" minOccurs=\"0\" maxOccurs=\"2\"/><xs:attributeGroup ref=\"t:g\"/>"));
    const auto id = graph.complex_index.at("{urn:t}T");
    const auto& wurzel = graph.aufbau.at(id);
    REQUIRE(wurzel.kinder.size() == 1);
    CHECK(wurzel.kinder[0].art == katalog::Teil::Art::wahl);
    CHECK(wurzel.kinder[0].min == 0);
    CHECK(wurzel.kinder[0].max == 2);
    CHECK(wurzel.kinder[0].kinder.size() == 2);
    CHECK(graph.modelle[graph.complex_typen[id].modell].partikel[0].wiederholt);
    CHECK_FALSE(graph.modelle[graph.complex_typen[id].modell].partikel[0].pflicht);
    CHECK(graph.complex_typen[id].attribute.size() == 2);
}

TEST_CASE("a text with attributes can be extended and restricted") {
    const auto graph = graph_von(
        "<xs:complexType name=\"A\"><xs:simpleContent><xs:extension base=\"xs:token\"><xs:attribute "
        "name=\"x\" "
        "type=\"xs:string\"/></xs:extension></xs:simpleContent></xs:complexType>"
        "<xs:complexType name=\"B\"><xs:simpleContent><xs:restriction base=\"t:A\"><xs:maxLength "
        "value=\"2\"/>"
        "<xs:attribute name=\"x\" type=\"xs:string\" use=\"required\"/></xs:restriction></xs:simpleContent>"
        "</xs:complexType>"
        "<xs:complexType name=\"C\"><xs:simpleContent><xs:extension base=\"t:B\"><xs:attribute name=\"y\" "
        "type=\"xs:string\"/></xs:extension></xs:simpleContent></xs:complexType>");
    const auto typ = [&](const char* name) -> const katalog::ComplexTyp& {
        return graph.complex_typen[graph.complex_index.at(name)];
    };
    CHECK(typ("{urn:t}A").text == graph.simple_index.at("{http://www.w3.org/2001/XMLSchema}token"));
    CHECK(graph.simple_typen[typ("{urn:t}B").text].max_laenge == 2);
    REQUIRE(typ("{urn:t}B").attribute.size() == 1);
    CHECK(typ("{urn:t}B").attribute[0].pflicht);
    CHECK(typ("{urn:t}C").text == typ("{urn:t}B").text);
    CHECK(typ("{urn:t}C").attribute.size() == 2);
    CHECK(graph.abgeleitet(graph.complex_index.at("{urn:t}C"), graph.complex_index.at("{urn:t}A")));
}

TEST_CASE("an element by reference has the fixed value of its declaration") {
    const auto graph = graph_von("<xs:element name=\"e\" type=\"xs:string\" fixed=\"x\"/>" +
                                 in_typ("<xs:sequence><xs:element ref=\"t:e\"/></xs:sequence>"));
    const auto& modell = graph.modelle[graph.complex_typen[graph.complex_index.at("{urn:t}T")].modell];
    CHECK(modell.partikel[0].hat_fest);
    CHECK(modell.partikel[0].fest == "x");
}

TEST_CASE("further builtin types and facets judge a value as libxml2 does") {
    const std::vector<std::pair<std::string, std::string>> typen = {
        {"xs:decimal", ""},
        {"xs:decimal", "<xs:fractionDigits value=\"2\"/>"},
        {"xs:language", ""},
        {"xs:NMTOKEN", ""},
        {"xs:Name", ""},
        {"xs:NCName", ""},
        {"xs:time", ""},
        {"xs:int", ""},
        {"xs:long", ""},
        {"xs:short", ""},
        {"xs:byte", ""},
        {"xs:negativeInteger", ""},
        {"xs:nonPositiveInteger", ""},
        {"xs:integer", "<xs:totalDigits value=\"2\"/>"},
        {"xs:positiveInteger", "<xs:totalDigits value=\"2\"/>"},
        {"xs:integer", "<xs:minExclusive value=\"-3\"/><xs:maxExclusive value=\"128\"/>"},
        {"xs:byte", "<xs:fractionDigits value=\"0\"/>"},
    };
    const std::vector<std::string> werte = {
        "",
        "0",
        "-0",
        "1",
        "-1",
        "+1",
        "99",
        "100",
        "-3",
        "-2",
        "127",
        "128",
        "-128",
        "-129",
        "255",
        "256",
        "32768",
        "65536",
        "1.",
        ".5",
        "1.50",
        "1.500",
        "1.505",
        "-.5",
        ".",
        "1e3",
        "de",
        "de-DE",
        "i-k9",
        "d_e",
        "abcdefghij",
        "x:y",
        "_x",
        "-x",
        "x y",
        "2147483647",

        "1 2",

        "2147483648",
        "4294967296",
        "12:00:00",
        "24:00:00",
        "24:00:01",
        "12:00",
        "0x1",
        "007",
        "é",
        "12:00:60",
        "12:00:00Z",
        "12:00:00.5",
        "23:59:59+14:00",
        "12:00:00+15:00",
        "-9223372036854775808",
        "9223372036854775807",
    };
    for (const auto& [basis, facetten] : typen) {
        const std::string inhalt =
            in_einfachem("<xs:restriction base=\"" + basis + "\">" + facetten + "</xs:restriction>") +
            "<xs:element name=\"e\" type=\"t:S\"/>";
        const auto graph = graph_von(inhalt);
        const test::Zwischenordner ordner;
        const xml::SchemaPruefer richter(ordner.schreibe("probe.xsd", test::als_schema(inhalt)));
        for (const auto& text : werte) {
            std::string puffer;
            std::string_view wert = text;
            const bool unser = pruefe_wert(graph, graph.simple_index.at("{urn:t}S"), wert, puffer).empty();
            CAPTURE(basis, facetten, text);
            CHECK(unser == richter.pruefe("<e xmlns=\"urn:t\">" + text + "</e>").empty());
        }
    }
}

TEST_CASE("what has no bearing on an instance is passed over") {
    const auto graph =
        graph_von("<xs:simpleType name=\"S\" final=\"#all\" id=\"i\"><xs:restriction "
                  "base=\"xs:string\"/></xs:simpleType>" +
                  in_typ("<xs:sequence><xs:element name=\"e\" type=\"t:S\" nillable=\"false\"/></xs:sequence>"
                         "<xs:attribute name=\"a\" type=\"xs:string\" default=\"x\"/>"));
    CHECK_FALSE(graph.complex_typen[graph.complex_index.at("{urn:t}T")].attribute[0].pflicht);
}
