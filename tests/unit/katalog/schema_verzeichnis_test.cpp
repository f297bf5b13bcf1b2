// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "schema_verzeichnis.hpp"

#include "support/zwischenordner.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/katalog/typgraph.hpp>

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace {

using namespace abgleich;
using katalog::SchemaVerzeichnis;
using Pfade = std::vector<std::string>;

/// A schema of namespace urn:<raum> with one string type `typ`; `mehr` stands before it.
std::string schema(const std::string& raum, const std::string& typ, const std::string& mehr = "") {
    return "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"urn:" + raum +
           "\">\n" + mehr + "\n<xs:simpleType name=\"" + typ +
           "\"><xs:restriction base=\"xs:string\"/></xs:simpleType></xs:schema>";
}
std::string import(const std::string& raum, const std::string& ort) {
    return "<xs:import namespace=\"urn:" + raum + "\"" +
           (ort.empty() ? "" : " schemaLocation=\"" + ort + "\"") + "/>";
}
std::string include(const std::string& ort) { return "<xs:include schemaLocation=\"" + ort + "\"/>"; }

struct Ordner : test::Zwischenordner {
    void katalog(const std::string& eintraege, const std::string& name = "catalog.xml") const {
        schreibe(name, "<catalog xmlns=\"urn:oasis:names:tc:entity:xmlns:xml:catalog\">\n" + eintraege +
                           "\n</catalog>");
    }
    std::string hier() const { return pfad().string(); }
    /// Names of the types that the reader finds, or its error.
    std::string typen() const {
        try {
            const auto graph = katalog::lies_schemas(hier());
            std::string namen;
            for (const auto& typ : graph.simple_typen)
                if (typ.name.starts_with("{urn:")) namen += typ.name + " ";
            return namen;
        } catch (const base::ConfigError& e) {
            return e.what();
        }
    }
};

}  // namespace

TEST_CASE("without a catalogue all files of the folder itself are read, and what they refer to") {
    const Ordner o;
    o.schreibe("b.xsd", schema("b", "B", import("a", "sub/a.xsd")));
    o.schreibe("c.xsd", schema("c", "C"));
    o.schreibe("sub/a.xsd", schema("a", "A", include("more/a2.xsd")));
    o.schreibe("sub/more/a2.xsd", schema("a", "A2", import("c", "../../c.xsd")));
    o.schreibe("sub/unnamed.xsd", "<broken");
    CHECK(SchemaVerzeichnis(o.hier()).einstiege() == Pfade{"b.xsd", "c.xsd"});
    CHECK(o.typen() == "{urn:a}A {urn:a}A2 {urn:b}B {urn:c}C ");
}

TEST_CASE("with a catalogue only the files that it gives for namespaces are read, and what they refer to") {
    const Ordner o;
    o.schreibe("x/a.xsd", schema("a", "A", import("b", "https://example/b.xsd")));
    o.schreibe("x/b.xsd", schema("b", "B"));
    o.schreibe("other.xsd", "<broken");
    o.katalog("<uri name=\"urn:a\" uri=\"x/a.xsd\"/>\n<uri name=\"https://example/b.xsd\" uri=\"x/b.xsd\"/>"
              "<uri name=\"https://example/c.xsd\" uri=\"missing.xsd\"/>");
    CHECK(o.typen() == "{urn:a}A {urn:b}B ");
}

TEST_CASE("each form of catalogue entry leads an address to its file") {
    const Ordner o;
    o.schreibe("a.xsd", schema("a", "A"));
    o.katalog("<public publicId=\"p\" uri=\"http://example/p\"/>"
              "<uri name=\"http://u\" uri=\"u.xsd\"/><uri name=\"http://u\" uri=\"second.xsd\"/>"
              "<system systemId=\"http://s\" uri=\"./d/../s%20t.xsd\"/>"
              "<rewriteURI uriStartString=\"http://r/\" rewritePrefix=\"r/\"/>"
              "<rewriteURI uriStartString=\"http://r/longer/\" rewritePrefix=\"\"/>"
              "<rewriteSystem systemIdStartString=\"http://rs/\" rewritePrefix=\"rs/\"/>"
              "<group xml:base=\"g/\"><uri name=\"http://g\" uri=\"g.xsd\"/>"
              "<uri xml:base=\"h/\" name=\"http://h\" uri=\"../h.xsd\"/></group>"
              "<nextCatalog catalog=\"n/next.xml\"/><x xmlns=\"urn:other\"/>");
    o.katalog("<uri name=\"http://n\" uri=\"n.xsd\"/><uri name=\"http://u\" uri=\"third.xsd\"/>",
              "n/next.xml");
    SchemaVerzeichnis v(o.hier());
    const auto ziel = [&](const std::string& ort) { return v.ziele("a.xsd", ort, "urn:none"); };
    CHECK(ziel("http://u") == Pfade{"u.xsd"});
    CHECK(ziel("http://s") == Pfade{"s t.xsd"});
    CHECK(ziel("http://r/x/y.xsd") == Pfade{"r/x/y.xsd"});
    CHECK(ziel("http://r/longer/y.xsd") == Pfade{"y.xsd"});
    CHECK(ziel("http://rs/y.xsd") == Pfade{"rs/y.xsd"});
    CHECK(ziel("http://g") == Pfade{"g/g.xsd"});
    CHECK(ziel("http://h") == Pfade{"g/h.xsd"});
    CHECK(ziel("http://n") == Pfade{"n/n.xsd"});
    CHECK(ziel("http://p") == Pfade{});
    CHECK(ziel("http://unknown") == Pfade{});
    CHECK_THROWS_WITH(ziel("http://r/../../x"), Catch::Contains("leads out of the schema folder"));
}

TEST_CASE("an address that leads nowhere is answered by namespace") {
    const Ordner o;
    o.schreibe("a.xsd", schema("a", "A",
                               import("b", "http://example/b.xsd") + import("c", "") + import("d", "d.xsd")));
    o.schreibe("deep/b1.xsd", schema("b", "B1"));
    o.schreibe("deep/b2.xsd", schema("b", "B2"));
    o.schreibe("deep/c.xsd", schema("c", "C"));
    o.schreibe("deep/d.xsd", schema("d", "D"));
    CHECK(o.typen() == "{urn:a}A {urn:b}B1 {urn:b}B2 {urn:c}C {urn:d}D ");
    o.katalog("<uri name=\"urn:a\" uri=\"a.xsd\"/><uri name=\"urn:b\" uri=\"deep/b2.xsd\"/>");
    CHECK(o.typen() == "{urn:a}A {urn:b}B2 {urn:c}C {urn:d}D ");
}

TEST_CASE("what leads out of the folder or to a network address is refused by name") {
    const std::string ende = "' leads out of the schema folder (expected a relative file name within it)";
    for (const std::string ziel : {"../a.xsd", "/etc/a.xsd", "http://example/a.xsd", "file:///a.xsd",
                                   "x/../../a.xsd", "%2e%2e/a.xsd", "%2Fetc/a.xsd"}) {
        const Ordner o;
        CAPTURE(ziel);
        o.schreibe("a.xsd", schema("a", "A"));
        o.katalog("<uri name=\"urn:a\"\n uri=\"" + ziel + "\"/>");
        CHECK(o.typen() == o.hier() + "/catalog.xml:3: '" + ziel + ende);
    }
    const Ordner o;
    o.schreibe("a.xsd", schema("a", "A", "\n" + include("../b.xsd")));
    CHECK(o.typen() == "a.xsd:3: '../b.xsd" + ende);
    for (const std::string eintrag :
         {"<nextCatalog catalog=\"http://example/c.xml\"/>",
          "<group xml:base=\"http://example/\"><uri name=\"urn:a\" uri=\"a.xsd\"/></group>",
          "<rewriteURI uriStartString=\"http://x/\" rewritePrefix=\"../x/\"/>"}) {
        CAPTURE(eintrag);
        o.katalog(eintrag);
        CHECK_THAT(o.typen(), Catch::StartsWith(o.hier() + "/catalog.xml:2: '") && Catch::EndsWith(ende));
    }
}

TEST_CASE("a link that leads out of the folder is refused") {
    const Ordner o, aussen;
    aussen.schreibe("a.xsd", schema("a", "A"));
    std::filesystem::create_symlink(aussen / "a.xsd", o / "a.xsd");
    CHECK(o.typen() ==
          o.hier() + "/a.xsd: is a link that leads out of the schema folder (expected a file within it); "
                     "put the file itself there");
}

TEST_CASE("a reference that leads to no file, or to one of another namespace, is refused by place") {
    const Ordner o;
    o.schreibe("a.xsd", schema("a", "A", "\n" + import("b", "https://example/b.xsd")));
    CHECK(o.typen() ==
          "a.xsd:3: 'https://example/b.xsd' leads to no file (expected one at that place, in catalog.xml "
          "or of namespace 'urn:b'); add it to the folder");
    o.schreibe("a.xsd", schema("a", "A", import("b", "sub/c.xsd")));
    o.schreibe("sub/c.xsd", schema("c", "C"));
    CHECK(o.typen() ==
          "a.xsd:2: 'sub/c.xsd' leads to 'sub/c.xsd' of namespace 'urn:c' (expected 'urn:b'); correct "
          "catalog.xml or the folder");
}

TEST_CASE("two files that declare the same name are refused with both, but a copy of a file is none") {
    const Ordner o;
    o.schreibe("a.xsd", schema("a", "A"));
    o.schreibe("b.xsd", schema("a", "A"));
    CHECK(o.typen() == "{urn:a}A ");
    o.schreibe("b.xsd", schema("a", "A", "\n"));
    CHECK(o.typen() ==
          "b.xsd:4: 'A' of namespace 'urn:a' is declared a second time, first at a.xsd:3 (expected one file "
          "for each name); name the right one in catalog.xml");
}

TEST_CASE("files may refer to each other in a circle") {
    const Ordner o;
    o.schreibe("a.xsd", schema("a", "A", import("b", "b.xsd") + include("a.xsd")));
    o.schreibe("b.xsd", schema("b", "B", import("a", "./a.xsd")));
    CHECK(o.typen() == "{urn:a}A {urn:b}B ");
}

TEST_CASE("a catalogue that is none, names itself or uses what is not known is refused") {
    const Ordner o;
    o.schreibe("a.xsd", schema("a", "A"));
    o.schreibe("catalog.xml", "<catalog/>");
    CHECK(o.typen() == o.hier() + "/catalog.xml: no XML catalogue (expected 'catalog' of namespace "
                                  "'urn:oasis:names:tc:entity:xmlns:xml:catalog')");
    o.katalog("<nextCatalog catalog=\"catalog.xml\"/>");
    CHECK(o.typen() ==
          o.hier() +
              "/catalog.xml: leads to itself by 'nextCatalog' (expected other files); remove the entry");
    o.katalog("<delegateURI uriStartString=\"http://x\" catalog=\"c.xml\"/>");
    CHECK(o.typen() ==
          o.hier() + "/catalog.xml:2: 'delegateURI' is not known (expected uri, system, public, rewriteURI, "
                     "rewriteSystem, nextCatalog or group); name its files by 'uri'");
    o.katalog("<uri name=\"urn:a\" uri=\"missing.xsd\"/>");
    CHECK(o.typen() == o.hier() +
                           "/missing.xsd: cannot be read (No such file or directory); put the file there or "
                           "correct who names it");
    o.katalog("<uri name=\"urn:a\" uri=\"catalog.xml\"/>");
    CHECK(o.typen() == o.hier() + "/catalog.xml: no XML Schema (expected 'schema' of namespace "
                                  "'http://www.w3.org/2001/XMLSchema')");
    o.katalog("");  // names no namespace: as if it were not there
    CHECK(o.typen() == "{urn:a}A ");
}
