// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// The fast lane against libxml2: it may hand an element on, but must not tell anything else of it.
#include "support/leser_vergleich.hpp"

#include <abgleich/xml/schnellleser.hpp>

#include <catch2/catch.hpp>

#include <random>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

using namespace abgleich::xml;
using abgleich::test::Ereignisprotokoll;
using abgleich::test::vergleiche_leser;

/// Events of an element that the fast lane has to take.
std::string plain(std::string_view xml, std::string_view vorspann = {}) {
    const auto v = vergleiche_leser(xml, vorspann);
    CAPTURE(xml);
    CHECK(v.unterschied == "");
    CHECK(v.schnell);
    return v.kurz;
}

/// What it has to leave to libxml2 (which takes it, or knows what is wrong with it).
void fremd(std::string_view xml, std::string_view vorspann = {}) {
    CAPTURE(xml);
    CHECK_FALSE(vergleiche_leser(xml, vorspann).schnell);
}

void einig(const std::string& xml, std::string_view vorspann = {}) {
    const auto v = vergleiche_leser(xml, vorspann);
    if (v.unterschied.empty()) return;
    CAPTURE(xml);
    CHECK(v.unterschied == "");
}

}  // namespace

TEST_CASE("plain XML is read") {
    CHECK(plain("<a/>") == "<a></>");
    CHECK(plain("<a x='1' y=\"2\" ><b>t</b >u<c />\n</a\t>") == "<a x=1 y=2><b>t</>u<c></></>");
    CHECK(plain("<a>\u00E4\u1EC5\U0001F600] ]] ></a>") == "<a>\u00E4\u1EC5\U0001F600] ]] ></>");
    CHECK(plain("<a x = '1'\n\ty\r\n=\r\"'\"/>") == "<a x=1 y='></>");
    CHECK(plain("<a>\r\n<b/>\r\n<c/>\r\n</a>") == "<a><b></><c></></>");
}

TEST_CASE("only the element is read, not what follows") {
    const auto v = vergleiche_leser("<a>1</a><b/>");
    CHECK(v.schnell);
    CHECK(v.gelesen == 8);
}

TEST_CASE("prefixes are expanded, declared anew and taken back") {
    CHECK(plain("<p:a xmlns:p='urn:1' p:x='1' x='2'><p:b xmlns:p='urn:2' p:x='3'/><p:c/></p:a>") ==
          "<{urn:1}a {urn:1}x=1 x=2><{urn:2}b {urn:2}x=3></><{urn:1}c></></>");
    CHECK(plain("<a xmlns='urn:1'><b xmlns=''><c/></b><d/></a>") == "<{urn:1}a><b><c></></><{urn:1}d></></>");
    CHECK(plain("<a xml:lang='de'/>") == "<a {http://www.w3.org/XML/1998/namespace}lang=de></>");
    CHECK(plain("<b/>", "<a xmlns='urn:1'>") == "<{urn:1}b></>");
    CHECK(plain("<p:b/>", "<a xmlns:p='urn:1'>") == "<{urn:1}b></>");
    CHECK(plain("<b xmlns=''/>", "<a xmlns='urn:1'>") == "<b></>");
}

TEST_CASE("equal bytes under other namespaces are another tag") {
    CHECK(plain("<a><b xmlns='urn:1'><c x='1'/><c x='1'/></b><b xmlns='urn:2'><c x='1'/><c x='1'/></b>"
                "<c x='1'/></a>") ==
          "<a><{urn:1}b><{urn:1}c x=1></><{urn:1}c x=1></></><{urn:2}b><{urn:2}c x=1></><{urn:2}c x=1></></>"
          "<c x=1></></>");
}

TEST_CASE("a tag is remembered when it comes again, and equal tags share their number") {
    Namensbuch namen;
    Schnellleser leser(namen);
    Ereignisprotokoll p;
    std::string xml = "<a>";
    for (int i = 0; i < 4; ++i) xml += "<b x='1'/><b x='2'/><c/>";
    xml += "</a>";
    std::size_t stelle = 0;
    REQUIRE(leser.lies(xml, stelle, Schnellleser::leer, {1, 1}, 0, p) == Schnellleser::Ergebnis::gut);
    CHECK(p.marken.size() == 3);
    // A tag remembered inside of one element is known in the next, and in another order.
    Ereignisprotokoll q;
    stelle = 0;
    REQUIRE(leser.lies("<c/>", stelle, Schnellleser::leer, {1, 1}, 0, q) == Schnellleser::Ergebnis::gut);
    CHECK(q.marken.size() == 1);
    CHECK(p.marken.contains(*q.marken.begin()));
}

TEST_CASE("many different tags do not confuse those that are remembered") {
    std::string xml = "<a>";
    for (int runde = 0; runde < 2; ++runde)
        for (int i = 0; i < 9000; ++i) {
            const auto n = std::to_string(i);
            xml += "<e" + n + " x='" + n + "'/>";
        }
    einig(xml + "</a>");
    std::string raeume = "<a>";
    for (int i = 0; i < 1200; ++i) raeume += "<b xmlns='urn:" + std::to_string(i) + "'><c/></b>";
    einig(raeume + "</a>");
}

TEST_CASE("a '>' in an attribute value does not end the tag") {
    einig("<a x='>'/>");
    einig("<a x='a>b' y=\">\"><b x='/>'>t</b></a>");
    einig("<a><b x='></b></a>");
    einig("<a><b x=\"'>\" y='\">'/></a>");
}

TEST_CASE("what is not plain is left to libxml2") {
    for (const char* xml : {"<a><!-- c --></a>", "<a><![CDATA[x]]></a>", "<a><?p i?></a>", "<a>&amp;</a>",
                            "<a x='&lt;'/>", "<\u00E4/>", "<a \u00E4='1'/>", "<a>x\ry</a>", "<a>x\r\ny</a>",
                            "<a>\r</a>", "<a><b/>\rx</a>", "<a x='1\t2'/>", "<a x='1\n2'/>"})
        fremd(xml);
}

TEST_CASE("what is not well-formed is left to libxml2") {
    for (const char* xml : {"<a>]]></a>",
                            "<a><b></a></b>",
                            "<a></b>",
                            "<a",
                            "<",
                            "",
                            "a",
                            "</a>",
                            "<a x='1' x='2'/>",
                            "<p:a/>",
                            "<a p:x='1'/>",
                            "<a x=1/>",
                            "<a x/>",
                            "<a x='1'y='2'/>",
                            "<a x='<'/>",
                            "<a>\x01</a>",
                            "<a>\xE4</a>",
                            "<a>\xC0\xAF</a>",
                            "<a>\xED\xA0\x80</a>",
                            "<a>\xEF\xBF\xBE</a>",
                            "<a>\xF4\x90\x80\x80</a>",
                            "<a x='\x01'/>",
                            "<a x='\xE4'/>",
                            "<:a/>",
                            "<a:/>",
                            "<a:b:c xmlns:a='urn:a'/>",
                            "<a :x='1'/>",
                            "<a xmlns:p=''/>",
                            "<a xmlns:xml='urn:a'/>",
                            "<a xmlns:xmlns='urn:a'/>",
                            "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
                            "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
                            "<a xmlns:p='urn:1' xmlns:q='urn:1' p:x='1' q:x='1'/>",
                            "<a xmlns='urn:1' xmlns='urn:1'/>",
                            "<a xmlns:p='urn:1' xmlns:p='urn:1'/>",
                            "<1/>",
                            "<a 1='x'/>",
                            "<a></a",
                            "<a/ >",
                            "< a/>",
                            "<a></ a>"})
        fremd(xml);
}

TEST_CASE("a special byte at any place of a text or value of any length is found") {
    const std::string_view besondere[] = {
        "<b/>",         "&amp;", "]]>",  "]",        "\t",       "\n",
        "\r",           "\x01",  "\x7F", "\xC3\xA4", "\xE4",     "\xF0\x9F\x98\x80",
        "\xEF\xBF\xBF", ">",     "'",    "\"",       "\xC2\x80", "\xE2\x80\xA8"};
    for (std::size_t laenge = 0; laenge <= 40; ++laenge)
        for (std::size_t ort = 0; ort <= laenge; ++ort)
            for (const auto b : besondere) {
                const std::string text =
                    std::string(ort, 'x') + std::string(b) + std::string(laenge - ort, 'y');
                einig("<a>" + text + "</a>");
                einig("<a>" + std::string(ort, ' ') + std::string(b) + std::string(laenge - ort, ' ') +
                      "</a>");
                einig("<a x=\"" + text + "\"/>");
            }
}

TEST_CASE("input that ends anywhere is never taken") {
    const std::string xml = "<p:a xmlns:p='urn:p' xmlns=\"urn:a\" x='1'>text \u00E4\u20AC\U0001F600 ] <b "
                            "y='2'/>\r\n<p:c >t</p:c ><d>"
                            "</d>\n\t</p:a >";
    REQUIRE(vergleiche_leser(xml).schnell);
    for (std::size_t laenge = 0; laenge < xml.size(); ++laenge) {
        CAPTURE(laenge);
        CHECK_FALSE(vergleiche_leser(std::string_view(xml).substr(0, laenge)).schnell);
    }
}

TEST_CASE("a byte exchanged anywhere gives the same from both readers") {
    const std::string xml = "<p:a xmlns:p='urn:p' xmlns=\"urn:a\" x='1'>text \u00E4\u20AC\U0001F600 ] <b "
                            "y='2'/>\r\n<p:c >t</p:c ><d>"
                            "</d>\n\t</p:a >";
    const std::string bytes = "<>/='\"&;:!?-[] \n\r\tax0\x01\x7F\x80\xC3\xE4\xF0";
    for (std::size_t i = 0; i < xml.size(); ++i)
        for (const char b : bytes) {
            std::string anders = xml;
            anders[i] = b;
            einig(anders);
            anders.insert(i, 1, b);
            einig(anders);
        }
}

TEST_CASE("random pieces of markup give the same from both readers") {
    const std::string_view teile[] = {"<a>",
                                      "</a>",
                                      "<b x='1'>",
                                      "</b>",
                                      "<c/>",
                                      "x",
                                      "\r\n",
                                      " ",
                                      "]]",
                                      ">",
                                      "&lt;",
                                      "\n",
                                      "<p:b>",
                                      "</p:b>",
                                      "\xC3\xA4",
                                      "<b xmlns='urn:b'>",
                                      "<a xmlns:p='urn:2'>",
                                      "<b\n>",
                                      "</a >"};
    std::mt19937 zufall(11);
    std::size_t schnell = 0;
    for (int runde = 0; runde < 20'000; ++runde) {
        std::string xml = "<a>";
        for (auto n = 1 + zufall() % 8; n > 0; --n) xml += teile[zufall() % std::size(teile)];
        xml += "</a>";
        const auto v = vergleiche_leser(xml, "<r xmlns='urn:r' xmlns:p='urn:1'>");
        schnell += v.schnell ? 1 : 0;
        if (v.unterschied.empty()) continue;
        CAPTURE(xml);
        CHECK(v.unterschied == "");
    }
    CHECK(schnell > 500);
}

TEST_CASE("the depth is bounded below that of libxml2") {
    const auto tief = [](std::size_t tiefe) {
        std::string xml;
        for (std::size_t i = 0; i < tiefe; ++i) xml += "<a>";
        for (std::size_t i = 0; i < tiefe; ++i) xml += "</a>";
        return xml;
    };
    CHECK(vergleiche_leser(tief(200)).schnell);
    for (std::size_t tiefe = 250; tiefe < 262; ++tiefe) einig(tief(tiefe), "<r>");
    CHECK_FALSE(vergleiche_leser(tief(300)).schnell);
}

TEST_CASE("an exception of the listener comes out, and the reader can be used again") {
    Namensbuch namen;
    Schnellleser leser(namen);
    Ereignisprotokoll p;
    p.wirf = "c";
    std::size_t stelle = 0;
    CHECK_THROWS_WITH(leser.lies("<a><b/><c/></a>", stelle, Schnellleser::leer, {1, 1}, 0, p), "at c");
    Ereignisprotokoll q;
    stelle = 0;
    CHECK(leser.lies("<a><b/><c/></a>", stelle, Schnellleser::leer, {1, 1}, 0, q) ==
          Schnellleser::Ergebnis::gut);
    CHECK(q.kurz == "<a><b></><c></></>");
}

TEST_CASE("the name of a root and what is in scope inside of it are found from its tag") {
    Namensbuch namen;
    Schnellleser leser(namen);
    const auto name = leser.name_der_marke("<p:a xmlns:p='urn:p' x='1'>");
    CHECK(name.raum == "urn:p");
    CHECK(name.lokal == "a");
    CHECK(leser.name_der_marke("<p:a>").lokal.empty());
    CHECK(leser.name_der_marke("<a x='&lt;'>").lokal.empty());
    CHECK(leser.umgebung("<a>") == Schnellleser::leer);
    const auto eins = leser.umgebung("<a xmlns='urn:1'>"), zwei = leser.umgebung("<b xmlns='urn:2'>");
    REQUIRE(eins);
    REQUIRE(zwei);
    CHECK(*eins != *zwei);
    CHECK(leser.umgebung("<c  xmlns='urn:1'>") == eins);
    CHECK_FALSE(leser.umgebung("<a x='&lt;'>"));
}
