// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// What xsi:type may name, and what it makes of a value: libxml2 is the judge.
#include "support/probelesung.hpp"
#include "support/schema_richter.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

using namespace abgleich;

constexpr std::array alle_typen = {"anySimpleType",
                                   "string",
                                   "normalizedString",
                                   "token",
                                   "language",
                                   "NMTOKEN",
                                   "Name",
                                   "NCName",
                                   "ID",
                                   "IDREF",
                                   "ENTITY",
                                   "NMTOKENS",
                                   "IDREFS",
                                   "ENTITIES",
                                   "NOTATION",
                                   "QName",
                                   "anyURI",
                                   "boolean",
                                   "base64Binary",
                                   "hexBinary",
                                   "float",
                                   "double",
                                   "date",
                                   "gYear",
                                   "gYearMonth",
                                   "dateTime",
                                   "time",
                                   "gMonth",
                                   "gDay",
                                   "gMonthDay",
                                   "duration",
                                   "decimal",
                                   "integer",
                                   "nonPositiveInteger",
                                   "negativeInteger",
                                   "long",
                                   "int",
                                   "short",
                                   "byte",
                                   "nonNegativeInteger",
                                   "positiveInteger",
                                   "unsignedLong",
                                   "unsignedInt",
                                   "unsignedShort",
                                   "unsignedByte"};

constexpr std::array werte = {"",
                              "a",
                              " a\n",
                              "a  b",
                              "1a",
                              "a:b",
                              "xs:a",
                              "zz:a",
                              "_x",
                              "de-DE",
                              "abcdefghi",
                              "true",
                              "TRUE",
                              "0",
                              "-0",
                              "+0",
                              "007",
                              "-1",
                              "+12",
                              "127",
                              "128",
                              "-128",
                              "-129",
                              "255",
                              "256",
                              "32767",
                              "32768",
                              "-32769",
                              "65535",
                              "65536",
                              "2147483647",
                              "2147483648",
                              "-2147483649",
                              "4294967295",
                              "4294967296",
                              "9223372036854775807",
                              "9223372036854775808",
                              "-9223372036854775808",
                              "-9223372036854775809",
                              "18446744073709551609",
                              "18446744073709551615",
                              "18446744073709551616",
                              "999999999999999999999999",
                              "9999999999999999999999999",
                              "1.",
                              ".5",
                              "-1.5",
                              ".",
                              "1E-5",
                              ".e5",
                              "-INF",
                              "+INF",
                              "NaN",
                              "2026-02-28",
                              "2026-02-29",
                              "2024-02-29Z",
                              "2026-02-28+14:00",
                              "2026-02-28+14:01",
                              "-2024-02-29",
                              "--2026-02-28",
                              "-+2026-02-28",
                              "12024-02-29",
                              "12023-02-29",
                              "02026-01-01",
                              "0000-01-01",
                              "2026",
                              "-2026Z",
                              "12026",
                              "0000",
                              "2026-02",
                              "2026-13",
                              "12026-02",
                              "2026-02-28T23:59:59.5Z",
                              "2026-02-28T24:00:00",
                              "2026-02-28T24:00:01",
                              "-12026-02-28T00:00:00",
                              "23:59:59",
                              "24:00:00.0",
                              "24:00:01",
                              "23:59:59.",
                              "--02",
                              "--13",
                              "--02--",
                              "---31",
                              "---32Z",
                              "--02-29",
                              "--02-30",
                              "--12-31Z",
                              "--04-31",
                              "P",
                              "P1Y2M3DT4H5M6.5S",
                              "-P1D",
                              "P1M1Y",
                              "P1YT",
                              "PT1S",
                              "PT1M1H",
                              "QQ==",
                              "0G",
                              "AB",
                              "http://x"};

std::string datei(const std::string& name) {
    std::ifstream strom(ABGLEICH_SOURCE_DIR "/tests/golden/" + name, std::ios::binary);
    if (!strom) throw std::runtime_error(name + ": cannot be opened");
    return {std::istreambuf_iterator<char>(strom), {}};
}

/// The message with another element in place of that which begins and ends with these texts.
std::string ersetzt(std::string text, std::string_view anfang, std::string_view ende,
                    const std::string& neu) {
    const auto a = text.find(anfang), e = text.find(ende, a);
    if (a == std::string::npos || e == std::string::npos) throw std::logic_error("no such element");
    return text.replace(a, e + ende.size() - a, neu);
}

const std::string raeume =
    " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" ";

std::string mit_erweiterung(const std::string& element) {
    static const std::string text = datei("schlecht/090004-erweiterung-xsi-type.xml");
    return ersetzt(text, "<e:x ", "</e:x>", element);
}

std::string erweiterung(const std::string& typ, const std::string& inhalt) {
    return mit_erweiterung("<e:x xmlns:e=\"http://www.osci.de/xauslaender2611/azr-erweiterung\"" + raeume +
                           "xmlns:xa=\"http://www.osci.de/xauslaender2611\" " + typ + ">" + inhalt +
                           "</e:x>");
}

/// Both lanes' verdict beside that of libxml2, where they differ; else empty.
std::string uneins(const std::string& xml) {
    static test::SchemaRichter richter(test::katalog());
    const auto ihre = richter.urteil(*test::katalog().wurzel("090004"), xml);
    const auto lesung = test::lies(test::katalog(), xml);
    const auto schnell = test::lies_schnell(test::katalog(), xml);
    if (schnell)
        if (const auto anders = test::unterschied(*schnell, lesung); !anders.empty()) return anders;
    if (lesung.gueltig() == ihre.empty()) return {};
    return "ours: " + (lesung.meldungen.empty() ? "valid" : lesung.meldungen.front().text) +
           "; libxml2: " + (ihre.empty() ? "valid" : ihre);
}

}  // namespace

TEST_CASE("a value in extension content fits a builtin type as libxml2 says") {
    // libxml2 takes what is no base64 and a list of nothing, does not know every anyURI, and counts few digits.
    const auto libxml2_irrt = [](std::string_view typ, std::string_view wert) {
        const bool liste = typ == "NMTOKENS" || typ == "IDREFS" || typ == "ENTITIES";
        return typ == "base64Binary" || (liste && wert.empty()) ||
               (typ == "anyURI" && wert.find(':') != std::string_view::npos) ||
               (typ == "decimal" && wert.size() > 24);
    };
    std::string liste;
    for (const std::string typ : alle_typen)
        for (const std::string wert : werte)
            if (!libxml2_irrt(typ, wert))
                if (const auto u = uneins(erweiterung("xsi:type=\"xs:" + typ + "\"", wert)); !u.empty())
                    liste += typ + " '" + wert + "': " + u + "\n";
    CHECK(liste == "");
}

TEST_CASE("xsi:type in extension content is looked at wherever it stands, as libxml2 does") {
    struct Fall {
        const char *attribute, *inhalt;
        bool gueltig;
    };
    constexpr std::array faelle = {
        Fall{"xsi:type=\"xs:date\" a=\"1\"", "2026-02-28", false},
        Fall{"xsi:type=\"xs:date\" xsi:nil=\"false\"", "2026-02-28", true},
        Fall{"xsi:type=\"xs:date\"", "<a/>", false},
        Fall{"xsi:type=\"xs:date\"", "2026-<!-- c -->02-28", true},
        Fall{"xsi:type=\"xs:unfug\"", "1", false},
        Fall{"xsi:type=\"date\"", "2026-02-28", false},
        Fall{"xmlns=\"http://www.w3.org/2001/XMLSchema\" xsi:type=\"date\"", "2026-02-28", true},
        Fall{"xsi:type=\"zz:date\"", "2026-02-28", false},
        Fall{"xsi:type=\"xs:anyType\" a=\"1\"", "text <a xsi:type=\"xs:int\">3</a>", true},
        Fall{"xsi:type=\"xs:anyType\"", "<a xsi:type=\"xs:int\">x</a>", false},
        Fall{"a=\"1\"", "<y><a xsi:type=\"xs:int\">x</a></y>", false},
        Fall{"a=\"1\"", "<y><a xsi:type=\"xs:int\">7</a> text<a xsi:type=\"xs:date\">2026-02-28</a></y>",
             true},
        Fall{"a=\"1\"", "<y><a xsi:type=\"xs:int\">7</a> text<a xsi:type=\"xs:date\">7</a></y>", false},
        Fall{"xmlns:z=\"http://www.osci.de/xinneres/azrnummer/3\" xsi:type=\"z:AZRNummer\"", "840917000017",
             true},
        Fall{"xmlns:z=\"http://www.osci.de/xinneres/azrnummer/3\" xsi:type=\"z:AZRNummer\"", "84091700001",
             false},
        Fall{"xsi:type=\"xa:Geburt\"", "", false},
        Fall{"xsi:type=\"xa:Geburt\"",
             "<xa:geburtsort><xa:unbekannt>true</xa:unbekannt></xa:geburtsort><xa:geburtsortStaat>"
             "<xa:staatsangehoerigkeit listURI=\"urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:"
             "staatsangehoerigkeit\" listVersionID=\"2026-10-01\"><code>998</code></xa:staatsangehoerigkeit>"
             "</xa:geburtsortStaat><xa:tagDerGeburt><unbekannt>true</unbekannt></xa:tagDerGeburt>",
             true},
        Fall{"xsi:type=\"xa:Geburt\"", "<xa:geburtsort><xa:unfug/></xa:geburtsort>", false},
    };
    for (const auto& fall : faelle) {
        CAPTURE(fall.attribute);
        CAPTURE(fall.inhalt);
        const auto xml = erweiterung(fall.attribute, fall.inhalt);
        CHECK(uneins(xml) == "");
        CHECK(test::lies(test::katalog(), xml).gueltig() == fall.gueltig);
    }
}

TEST_CASE("xsi:type may name whatever builtin type derives from the declared one, as libxml2 says") {
    const std::string eingebaut = datei("gut/090004-xsi-type-eingebaut.xml");
    struct Platz {
        const char *anfang, *ende, *marke;
    };
    constexpr std::array plaetze = {// of xs:token and xs:nonNegativeInteger
                                    Platz{"<code xmlns:xsi", "</code>", "code"},
                                    Platz{"<xa:gesamtGemeldeteFehlzeiten", "</xa:gesamtGemeldeteFehlzeiten>",
                                          "xa:gesamtGemeldeteFehlzeiten"}};
    std::string liste;
    std::set<std::string> genommene;
    for (const auto& p : plaetze)
        for (const std::string typ : alle_typen)
            for (const std::string wert :
                 {"1", "+1", "-0", "256", "70000", "99999999999", "a", "a b", "a:b", "1a", "de-DE"}) {
                const std::string marke = p.marke;
                const auto xml = ersetzt(eingebaut, p.anfang, p.ende,
                                         "<" + marke + raeume + "xsi:type=\"xs:" + typ + "\">" + wert + "</" +
                                             marke + ">");
                if (const auto u = uneins(xml); !u.empty())
                    liste += marke + " " + typ + " '" + wert + "': " + u + "\n";
                if (test::lies(test::katalog(), xml).gueltig()) genommene.insert(marke.back() + (" " + typ));
            }
    CHECK(liste == "");
    CHECK(genommene == std::set<std::string>{"e ID", "e IDREF", "e NCName", "e NMTOKEN", "e Name",
                                             "e language", "e token", "n nonNegativeInteger",
                                             "n positiveInteger", "n unsignedByte", "n unsignedInt",
                                             "n unsignedLong", "n unsignedShort"});
}

TEST_CASE("a value that breaks the builtin type it names sets its fact aside, told in words") {
    const auto xml = ersetzt(datei("gut/090004-xsi-type-eingebaut.xml"), "xsi:type=\"t:unsignedByte\">", "<",
                             "xsi:type=\"t:unsignedByte\">256<");
    const auto lesung = test::lies(test::katalog(), xml);
    REQUIRE(lesung.meldungen.size() == 1);
    CHECK(lesung.meldungen[0].text ==
          "'VonAZR.AZRGesamtauskunft.090004/integrationskurs/gesamtGemeldeteFehlzeiten': invalid value "
          "(expected an integer within the bounds of its type)");
    CHECK_FALSE(lesung.meldungen[0].ganzer_satz);
    CHECK(std::count_if(lesung.blaetter.begin(), lesung.blaetter.end(),
                        [](const auto& b) { return b.unlesbar; }) == 1);
    const auto lax = test::lies(test::katalog(), erweiterung("", "<a xsi:type=\"xs:int\">x</a>"));
    REQUIRE(lax.meldungen.size() == 1);
    CHECK(lax.meldungen[0].text == "'*/a': invalid value (expected an integer)");
}
