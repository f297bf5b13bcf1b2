// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/base/error.hpp>
#include <abgleich/xml/sax_leser.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstring>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

using namespace abgleich::xml;

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

/// Writes the events down; `wirf` names an element at which it throws.
class Protokoll final : public Ereignisse {
public:
    std::string text_;
    std::string wirf;
    std::string orte;
    std::set<const char*> zeiger;

    void element(const Name& name, std::span<const Attribut> attribute, Ort ort) override {
        if (name.lokal == wirf) throw std::runtime_error("at " + wirf);
        text_ += "<" + (name.raum == nullptr ? "" : "{" + std::string(name.raum) + "}") + name.lokal;
        for (const auto& a : attribute) text_ += " " + std::string(a.name.lokal) + "=" + std::string(a.wert);
        text_ += ">";
        orte += std::to_string(ort.zeile) + " ";
        zeiger.insert(name.lokal);
    }
    void text(std::string_view text) override { text_ += text; }
    void ende(Ort) override { text_ += "</>"; }
};

std::string ereignisse(std::string_view xml, std::size_t stueck = 1000) {
    Protokoll p;
    Text quelle(xml, stueck);
    const auto ausgang = SaxLeser(p).lies(quelle);
    CHECK(ausgang.art == Ausgang::Art::gut);
    return p.text_;
}

Ausgang ausgang(std::string_view xml) {
    Protokoll p;
    Text quelle(xml);
    return SaxLeser(p).lies(quelle);
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

TEST_CASE("the events do not depend on the pieces the file came in") {
    std::string xml = "<a xmlns='urn:a'>";
    for (int i = 0; i < 500; ++i) xml += "<b x='&#228;\u00E4'>\u1EC5&amp;\r\n<c/><![CDATA[x]]><!-- c --></b>";
    xml += "</a>";
    const auto ganz = ereignisse(xml, xml.size());
    for (const std::size_t stueck : {300u, 1001u, 4096u}) CHECK(ereignisse(xml, stueck) == ganz);
}

TEST_CASE("equal names have equal pointers") {
    Protokoll p;
    Text quelle("<a><b/><b/><b><a/></b></a>", 1);
    SaxLeser(p).lies(quelle);
    CHECK(p.zeiger.size() == 2);
}

TEST_CASE("lines are counted") {
    Protokoll p;
    Text quelle("<a>\n<b/>\n\n<c/></a>");
    SaxLeser(p).lies(quelle);
    CHECK(p.orte == "1 2 4 ");
}

TEST_CASE("a document type declaration ends the reading before any entity is known") {
    for (const char* xml : {"<!DOCTYPE a><a/>", "<!DOCTYPE a SYSTEM 'http://example.org/a.dtd'><a/>",
                            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"}) {
        Protokoll p;
        Text quelle(xml);
        const auto a = SaxLeser(p).lies(quelle);
        CHECK(a.art == Ausgang::Art::dtd);
        CHECK(a.grund == "a document type declaration (DTD) is not allowed");
        CHECK(p.text_ == "");
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
}

TEST_CASE("another declared encoding is read as what it says") {
    CHECK(ereignisse("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE4</a>") == "<a>\u00E4</>");
}

TEST_CASE("nesting without end is refused") {
    std::string tief;
    for (int i = 0; i < 300; ++i) tief += "<a>";
    CHECK(ausgang(tief).art == Ausgang::Art::tief);
    CHECK(ausgang(tief).grund == "elements nest deeper than 256 (expected fewer)");
}

TEST_CASE("an exception of the receiver or of the source comes out as it was") {
    Protokoll p;
    p.wirf = "c";
    Text quelle("<a><b/><c/><d/></a>");
    CHECK_THROWS_WITH(SaxLeser(p).lies(quelle), "at c");
    CHECK(p.text_ == "<a><b></>");

    class Kaputt final : public Quelle {
        std::size_t lies(char*, std::size_t) override { throw abgleich::base::InputError("disk"); }
    } kaputt;
    Protokoll leer;
    CHECK_THROWS_WITH(SaxLeser(leer).lies(kaputt), "disk");
}
