// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "support/probelesung.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

using namespace abgleich;
using domain::ProblemCode;
using katalog::Pruefstufe;
using test::Lesung;

Lesung lies_inhalt(const std::string& inhalt, Pruefstufe stufe = Pruefstufe::schema) {
    return test::lies(test::katalog(),
                      "<inhalt xmlns=\"http://www.osci.de/xauslaender2611\">" + inhalt + "</inhalt>", stufe);
}
Lesung lies_duldung(const std::string& inhalt, Pruefstufe stufe = Pruefstufe::schema) {
    return lies_inhalt("<aktuelleDuldung>" + inhalt + "</aktuelleDuldung>", stufe);
}
std::string art(const std::string& code, const std::string& version = "6") {
    return "<duldungArt listURI=\"urn:de:xauslaender:codelist:azr:artderduldung\" listVersionID=\"" +
           version + "\"><code xmlns=\"\">" + code + "</code></duldungArt>";
}
const std::string tag = "<ereignisdatum>2024-01-01</ereignisdatum>";
const std::string unbekannt = "<grundpersonalien><geburtsangaben><tagDerGeburt><unbekannt xmlns=\"\">";
const std::string unbekannt_ende = "</unbekannt></tagDerGeburt></geburtsangaben></grundpersonalien>";

/// The only problem of a reading.
void nur(const Lesung& lesung, ProblemCode code, const std::string& text) {
    REQUIRE(lesung.meldungen.size() == 1);
    CHECK(lesung.meldungen[0].code == code);
    CHECK(lesung.meldungen[0].text == text);
}

}  // namespace

TEST_CASE("an element out of order, unknown or too often is named with what was expected") {
    nur(lies_duldung(tag + art("03")), ProblemCode::element_unerwartet,
        "'inhalt/aktuelleDuldung': element 'duldungArt' may not stand here (expected 'befristungsdatum', "
        "'bescheinigungsNummer', 'traegervordruck', "
        "'loeschdatum', 'meldendeBehoerde' ... or the end of the element)");
    CHECK(lies_duldung("<fremd/>").meldungen.at(0).code == ProblemCode::element_unerwartet);
    CHECK(lies_duldung(art("03") + art("03")).meldungen.at(0).code == ProblemCode::element_unerwartet);
}

TEST_CASE("where only the namespace of an element is wrong, both namespaces are named") {
    nur(lies_duldung("<ereignisdatum xmlns=\"\">2024-01-01</ereignisdatum>"), ProblemCode::element_unerwartet,
        "'inhalt/aktuelleDuldung': element 'ereignisdatum' without namespace may not stand here (expected "
        "'ereignisdatum' of namespace 'http://www.osci.de/xauslaender2611')");
    nur(lies_duldung("<duldungArt listURI=\"urn:de:xauslaender:codelist:azr:artderduldung\" "
                     "listVersionID=\"6\"><code>03</code></duldungArt>"),
        ProblemCode::element_unerwartet,
        "'inhalt/aktuelleDuldung/duldungArt': element 'code' of namespace "
        "'http://www.osci.de/xauslaender2611' may not stand here (expected 'code' without namespace)");
}

TEST_CASE("after a fault of structure the rest of the record is skipped, with one problem") {
    const auto lesung = lies_inhalt("<fremd><tief/></fremd><aktuelleDuldung><auch/></aktuelleDuldung>");
    CHECK(lesung.meldungen.size() == 1);
    CHECK(lesung.meldungen[0].ganzer_satz);
    CHECK(lesung.saetze == 1);
    CHECK(lesung.verworfene == 1);
    CHECK(lesung.blaetter.empty());
}

TEST_CASE("a problem names the line and column of its end") {
    const auto lesung =
        lies_inhalt("\n<aktuelleDuldung>\n  <ereignisdatum>2024-02-31</ereignisdatum>\n</aktuelleDuldung>");
    REQUIRE(lesung.meldungen.size() == 1);
    CHECK(lesung.meldungen[0].zeile == 3);
    CHECK(lesung.meldungen[0].spalte > 30);
}

TEST_CASE("a bad value is a problem of its leaf alone and is handed on as not readable") {
    const auto lesung = lies_duldung(
        "<ereignisdatum>2024-02-31</ereignisdatum><befristungsdatum>2024-06-30</befristungsdatum>");
    nur(lesung, ProblemCode::wert_ungueltig,
        "'inhalt/aktuelleDuldung/ereignisdatum': invalid value (expected a day of the calendar JJJJ-MM-TT)");
    CHECK_FALSE(lesung.meldungen[0].ganzer_satz);
    REQUIRE(lesung.blaetter.size() == 2);
    CHECK(lesung.blaetter[0].unlesbar);
    CHECK_FALSE(lesung.blaetter[1].unlesbar);
    CHECK(lesung.verworfene == 0);
}

TEST_CASE("attributes are checked for their names, their presence and their values") {
    CHECK(lies_duldung(art("03").replace(art("03").find("listVersionID"), 17, "")).meldungen.at(0).code ==
          ProblemCode::attribut_fehlt);
    CHECK(lies_duldung("<ereignisdatum x=\"1\">2024-01-01</ereignisdatum>").meldungen.at(0).code ==
          ProblemCode::attribut_unerwartet);
    nur(lies_duldung(
            "<duldungArt listURI=\"urn:x\" listVersionID=\"6\"><code xmlns=\"\">03</code></duldungArt>"),
        ProblemCode::wert_ungueltig,
        "'inhalt/aktuelleDuldung/duldungArt': attribute 'listURI': invalid value (expected "
        "'urn:de:xauslaender:codelist:azr:artderduldung')");
}

TEST_CASE("the attributes of XML Schema itself are allowed where they say nothing new") {
    const std::string xsi = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ";
    CHECK(lies_inhalt("<aktuelleDuldung " + xsi + "xsi:schemaLocation=\"a b\">" + tag + "</aktuelleDuldung>")
              .gueltig());
    CHECK(lies_inhalt("<aktuelleDuldung " + xsi + "xsi:type=\"AZR.Duldung.Auskunft\">" + tag +
                      "</aktuelleDuldung>")
              .gueltig());
    CHECK_FALSE(lies_inhalt("<aktuelleDuldung " + xsi + "xsi:type=\"AZR.Ausweisung.Auskunft\">" + tag +
                            "</aktuelleDuldung>")
                    .gueltig());
    CHECK_FALSE(lies_inhalt("<aktuelleDuldung " + xsi + "xsi:nil=\"true\"/>").gueltig());
}

TEST_CASE("between elements blanks may stand, in any spelling, and nothing else") {
    for (const std::string gut :
         {" ", "\n\t", "<!-- note -->", "<?pi x?>", "&#32;", "<![CDATA[ ]]>", "<![CDATA[]]>"}) {
        CAPTURE(gut);
        CHECK(lies_duldung(gut + tag + gut).gueltig());
    }
    for (const std::string schlecht : {"x", "&#65;", "<![CDATA[x]]>", "&#xA0;", " x "}) {
        CAPTURE(schlecht);
        CHECK(lies_duldung(schlecht + tag).meldungen.at(0).code == ProblemCode::text_unerwartet);
        CHECK(lies_duldung(tag + schlecht).meldungen.at(0).code == ProblemCode::text_unerwartet);
    }
}

TEST_CASE("one value in several spellings is one value") {
    for (const std::string wert : {"2024-01-01", " 2024-01-01\n", "2024<!-- note -->-01-01", "2024-0&#49;-01",
                                   "<![CDATA[2024-01-01]]>", "2024<![CDATA[-01]]>-01"}) {
        CAPTURE(wert);
        const auto lesung = lies_duldung("<ereignisdatum>" + wert + "</ereignisdatum>");
        CHECK(lesung.gueltig());
        CHECK(lesung.werte("duldung", "ereignisdatum") == std::vector<std::string>{"2024-01-01"});
    }
}

TEST_CASE("a flag takes every spelling of its fixed value and is kept under its name") {
    for (const std::string wert : {"true", "1", " true "}) {
        CAPTURE(wert);
        const auto lesung = lies_inhalt(unbekannt + wert + unbekannt_ende);
        CHECK(lesung.gueltig());
        CHECK(lesung.werte("grundpersonalien", "geburtsangaben/tagDerGeburt") ==
              std::vector<std::string>{"unbekannt"});
    }
    nur(lies_inhalt(unbekannt + "false" + unbekannt_ende), ProblemCode::wert_ungueltig,
        "'inhalt/grundpersonalien/geburtsangaben/tagDerGeburt/unbekannt': invalid value (expected its fixed "
        "value)");
}

TEST_CASE("the reading does not depend on the pieces the file came in") {
    const std::string xml =
        "<inhalt xmlns=\"http://www.osci.de/xauslaender2611\"><aktuelleDuldung>" + art("03") +
        "<ereignisdatum> 2024-01-01 </ereignisdatum>"
        "<bescheinigungsNummer>N&#252;&amp;\u1EC5</bescheinigungsNummer></aktuelleDuldung></inhalt>";
    const auto ganz = test::lies(test::katalog(), xml);
    REQUIRE(ganz.gueltig());
    for (const std::size_t stueck : {1u, 2u, 7u})
        CHECK(test::lies(test::katalog(), xml, Pruefstufe::schema, stueck).blaetter == ganz.blaetter);
}

TEST_CASE("codes are checked from the second stage on, against complete lists of their edition") {
    CHECK(lies_duldung(art("ZZ")).gueltig());
    const auto lesung = lies_duldung(art("ZZ"), Pruefstufe::codes);
    const auto* liste =
        test::katalog().codelisten().find("urn:de:xauslaender:codelist:azr:artderduldung", "6");
    REQUIRE(liste != nullptr);
    REQUIRE(liste->vollstaendig);
    nur(lesung, ProblemCode::code_unbekannt,
        "'inhalt/aktuelleDuldung/duldungArt/code': invalid value (expected a code of list '" +
            liste->kurzname + "' edition 6)");
    CHECK(lies_duldung(art("03"), Pruefstufe::voll).gueltig());
    CHECK(lies_duldung(art("ZZ", "77"), Pruefstufe::codes).meldungen.at(0).code ==
          ProblemCode::ausgabe_unbekannt);
}

TEST_CASE("extension content is kept in one form, whatever its prefixes and the order of its attributes") {
    const std::string raum = "http://www.osci.de/xauslaender2611/azr-erweiterung";
    const auto a = lies_duldung(tag + "<p:e xmlns:p=\"" + raum + "\" b=\"2\" a=\"1\"><p:i/>t&amp;</p:e>");
    const auto b = lies_duldung(tag + "<e xmlns=\"" + raum + "\" a=\"1\" b=\"2\"><i></i><![CDATA[t&]]></e>");
    REQUIRE(a.gueltig());
    REQUIRE(a.werte("duldung", "any").size() == 1);
    CHECK(a.werte("duldung", "any") == b.werte("duldung", "any"));
    CHECK(lies_duldung(tag + "<e xmlns=\"" + raum + "\" a=\"1\" b=\"3\"><i/>t</e>").werte("duldung", "any") !=
          a.werte("duldung", "any"));
    CHECK_FALSE(lies_duldung(tag + "<e xmlns=\"urn:andere\"/>").gueltig());
}

TEST_CASE("a value beyond its limit and a nesting beyond its limit are refused") {
    CHECK(lies_inhalt("<anschrift><anschrift><zusatzangaben xmlns=\"\">" + std::string(70'000, 'x') +
                      "</zusatzangaben></anschrift></anschrift>")
              .meldungen.at(0)
              .code == ProblemCode::text_zu_lang);
    CHECK(lies_inhalt("<anschrift><anschrift><zusatzangaben xmlns=\"\">" + std::string(65'536, 'x') +
                      "</zusatzangaben></anschrift></anschrift>")
              .gueltig());
}

TEST_CASE("in a list of numbers one bad entry is dropped and the next is read") {
    const auto& k = test::katalog();
    const auto satz = [](const std::string& inhalt) {
        return "<abgleichergebnis>" + inhalt + "</abgleichergebnis>";
    };
    const std::string gut = satz("<azrNummer>840917000001</azrNummer>");
    std::string kopf =
        "<VonAZR.AZRRegisterabgleichsdaten.090022 xmlns=\"http://www.osci.de/xauslaender2611\" produkt=\"A\" "
        "produkthersteller=\"B\" "
        "standard=\"XAusl\u00E4nder\" version=\"26.11\"><nachrichtenkopf.g2g "
        "xmlns=\"\"><identifikation.nachricht>"
        "<nachrichtenUUID>12345678-90ab-cdef-1234-567890abcdef</nachrichtenUUID><nachrichtentyp "
        "listURI=\"urn:de:xauslaender:codelist:nachrichtentyp\" listVersionID=\"19\">"
        "<code>090022</code></nachrichtentyp><erstellungszeitpunkt>2026-11-20T02:00:00Z</"
        "erstellungszeitpunkt></identifikation.nachricht>"
        "<leser><verzeichnisdienst "
        "listVersionID=\"3\"><code>DVDV</code></verzeichnisdienst><kennung>k</kennung><name>n</name></leser>"
        "<autor><verzeichnisdienst "
        "listVersionID=\"3\"><code>DVDV</code></verzeichnisdienst><kennung>k</kennung><name>n</name>"
        "<erreichbarkeit><kanal "
        "listVersionID=\"3\"><code>01</code></kanal><kennung>k</kennung></erreichbarkeit></autor></"
        "nachrichtenkopf.g2g>"
        "<anschrift.autor "
        "xmlns=\"\"><gebaeude><hausnummer>2</hausnummer><postleitzahl>50728</postleitzahl><strasse>S</"
        "strasse><wohnort>K</wohnort></gebaeude></anschrift.autor><azrNummern>";
    const auto lesung = test::lies(k, kopf + gut + satz("<fremd/>") + gut +
                                          "</azrNummern></VonAZR.AZRRegisterabgleichsdaten.090022>");
    CAPTURE(lesung.meldungen.empty() ? "" : lesung.meldungen[0].text);
    CHECK(lesung.lesbar);
    CHECK(lesung.saetze == 3);
    CHECK(lesung.verworfene == 1);
    CHECK(lesung.meldungen.size() == 1);
}
