// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "support/zwischenordner.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/xml/dokument.hpp>

#include <catch2/catch.hpp>

#include <string>

namespace {

using namespace abgleich;
using xml::Dokument;

const std::string schema = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a' "
                           "type='xs:date'/></xs:schema>";

}  // namespace

TEST_CASE("a small document is walked by elements, attributes and text") {
    const auto dokument =
        Dokument::aus_text("<a xmlns='urn:a' x='1'>\n<!-- c --><b y=''>t<c/>u</b></a>", "probe.xml");
    const auto a = dokument.wurzel();
    CHECK(a.raum() == "urn:a");
    CHECK(a.lokal() == "a");
    CHECK(a.attribut("x") == "1");
    CHECK(a.attribut("y") == "");
    CHECK_FALSE(a.hat("y"));
    REQUIRE(a.kinder().size() == 1);
    const auto b = a.kinder()[0];
    CHECK(b.hat("y"));
    CHECK(b.text() == "tu");
    CHECK(b.zeile() == 2);
}

TEST_CASE("a qualified name is resolved by the declarations around it") {
    const auto dokument =
        Dokument::aus_text("<a xmlns='urn:a' xmlns:p='urn:p'><b xmlns:p='urn:q' xmlns=''/></a>", "probe.xml");
    const auto a = dokument.wurzel(), b = a.kinder()[0];
    CHECK(a.aufloesen("p:x") == "{urn:p}x");
    CHECK(a.aufloesen("x") == "{urn:a}x");
    CHECK(b.aufloesen("p:x") == "{urn:q}x");
    CHECK(b.aufloesen("x") == "{}x");
    CHECK_THROWS_WITH(a.aufloesen("q:x"), "prefix 'q' is not declared (line 1)");
}

TEST_CASE("a document that is broken, missing or has a DTD is refused with its name") {
    CHECK_THROWS_WITH(Dokument::aus_text("<a>\n<b></a>", "probe.xml"),
                      "probe.xml:2: not well-formed XML (expected a complete document)");
    CHECK_THROWS_WITH(Dokument::aus_text("<!DOCTYPE a><a/>", "probe.xml"),
                      "probe.xml: a DTD is not allowed; remove it");
    CHECK_THROWS_AS(Dokument::lies("/no/such/file"), base::InputError);
}

TEST_CASE("the judge accepts valid documents and tells the line of the first fault") {
    const test::Zwischenordner ordner;
    const xml::SchemaPruefer pruefer(ordner.schreibe("a.xsd", schema));
    CHECK(pruefer.pruefe("<a>2024-02-29</a>") == "");
    CHECK(pruefer.pruefe("\n<a>2024-02-30</a>").find("2: ") != std::string::npos);
    CHECK(pruefer.pruefe("<b/>") != "");
    CHECK(pruefer.pruefe("<a>") == "not well-formed");
}

TEST_CASE("a schema that does not compile is refused") {
    const test::Zwischenordner ordner;
    CHECK_THROWS_AS(xml::SchemaPruefer(ordner.schreibe(
                        "a.xsd", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element "
                                 "name='a' type='xs:nothing'/></xs:schema>")),
                    base::ConfigError);
    CHECK_THROWS_AS(xml::SchemaPruefer(ordner / "missing.xsd"), base::ConfigError);
}
