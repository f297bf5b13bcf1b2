// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "support/zwischenordner.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/katalog/codeliste.hpp>

#include <catch2/catch.hpp>

#include <string>

namespace {

using namespace abgleich;
using katalog::Codelisten;
using test::Zwischenordner;

const std::string spalten = "code\ttext\tmeldbar-ab\tmeldbar-bis\tentfaellt-ab\n";

std::string tsv(const std::string& version, const std::string& zeilen) {
    return "# urn:liste\t" + version + "\tListe\n" + spalten + zeilen;
}

const std::string genericode =
    R"(<gc:CodeList xmlns:gc="http://docs.oasis-open.org/codelist/ns/genericode/1.0/">
  <Identification><ShortName>Liste</ShortName><Version>3</Version><CanonicalUri>urn:liste</CanonicalUri></Identification>
  <ColumnSet><Column Id="schluessel" Use="required"/><Column Id="name" Use="optional"/><Column Id="meldbar-bis" Use="optional"/>
    <Key Id="k"><ColumnRef Ref="schluessel"/></Key></ColumnSet>
  <SimpleCodeList>
    <Row><Value ColumnRef="schluessel"><SimpleValue>02</SimpleValue></Value><Value ColumnRef="name"><SimpleValue> zwei </SimpleValue></Value></Row>
    <Row><Value ColumnRef="schluessel"><SimpleValue>01</SimpleValue></Value><Value ColumnRef="meldbar-bis"><SimpleValue>31.10.2026</SimpleValue></Value></Row>
  </SimpleCodeList>
</gc:CodeList>)";

}  // namespace

TEST_CASE("a code list is read from tab-separated text, its codes sorted") {
    const Zwischenordner ordner;
    ordner.schreibe("a.tsv", tsv("1", "02\tzwei\t2026-01-01\t\t2027-01-01\n01\teins\t\t2026-10-31\t\n"));
    const auto listen = Codelisten::lade(ordner.pfad().string());
    const auto* liste = listen.find("urn:liste", "1");
    REQUIRE(liste != nullptr);
    CHECK(liste->kurzname == "Liste");
    REQUIRE(liste->eintraege.size() == 2);
    CHECK(liste->eintraege[0].code == "01");
    REQUIRE(liste->find("02") != nullptr);
    CHECK(liste->find("02")->meldbar_ab == "2026-01-01");
    CHECK(liste->find("02")->entfaellt_ab == "2027-01-01");
    CHECK(liste->find("01")->meldbar_bis == "2026-10-31");
    CHECK(liste->find("03") == nullptr);
    CHECK(listen.find("urn:liste", "2") == nullptr);
    CHECK(listen.find("urn:andere", "1") == nullptr);
}

TEST_CASE("a code list is read from genericode, German days become ISO days") {
    const Zwischenordner ordner;
    ordner.schreibe("a.xml", genericode);
    const auto listen = Codelisten::lade(ordner.pfad().string());
    const auto* liste = listen.find("urn:liste", "3");
    REQUIRE(liste != nullptr);
    REQUIRE(liste->eintraege.size() == 2);
    CHECK(liste->find("02")->text == "zwei");
    CHECK(liste->find("01")->text == "");
    CHECK(liste->find("01")->meldbar_bis == "2026-10-31");
}

TEST_CASE("editions stand side by side, and the newest that knows a code gives its text") {
    const Zwischenordner ordner;
    ordner.schreibe("a.tsv", tsv("1", "01\talt\t\t\t\n09\tnur alt\t\t\t\n"));
    ordner.schreibe("b.tsv", tsv("2", "01\tneu\t\t\t\n"));
    const auto listen = Codelisten::lade(ordner.pfad().string());
    CHECK(listen.find("urn:liste", "1")->find("01")->text == "alt");
    CHECK(listen.find("urn:liste", "2")->find("01")->text == "neu");
    CHECK(listen.text("urn:liste", "01")->text == "neu");
    CHECK(listen.text("urn:liste", "09")->text == "nur alt");
    CHECK(listen.text("urn:liste", "10") == nullptr);
    CHECK(listen.text("urn:andere", "01") == nullptr);
}

TEST_CASE("a list is complete only where it is said so") {
    const Zwischenordner ordner;
    ordner.schreibe("a.tsv", tsv("1", "01\teins\t\t\t\n"));
    ordner.schreibe("b.tsv", "# urn:zweite\t1\tZweite\n" + spalten + "01\teins\t\t\t\n");
    CHECK_FALSE(Codelisten::lade(ordner.pfad().string()).find("urn:liste", "1")->vollstaendig);
    ordner.schreibe("listen.toml",
                    "[\"urn:liste\"]\nvollstaendig = true\n\n[\"urn:zweite\"]\nvollstaendig = false\n");
    const auto listen = Codelisten::lade(ordner.pfad().string());
    CHECK(listen.find("urn:liste", "1")->vollstaendig);
    CHECK_FALSE(listen.find("urn:zweite", "1")->vollstaendig);
}

TEST_CASE("a faulty list is refused with file and line") {
    const auto fehler = [](const std::string& name, const std::string& inhalt) {
        const Zwischenordner ordner;
        const std::string pfad = ordner.schreibe(name, inhalt);
        try {
            Codelisten::lade(ordner.pfad().string());
            return std::string("accepted");
        } catch (const base::ConfigError& e) {
            return std::string(e.what()).substr(pfad.size());
        }
    };
    CHECK(fehler("a.tsv", "") == ":1: no code list (expected '# URI<TAB>version<TAB>short name')");
    CHECK(fehler("a.tsv", "# urn:liste 1\n" + spalten) == ":1: expected URI, version and short name");
    CHECK(fehler("a.tsv", "# urn:liste\t1\tListe\ncode\tname\n") == ":2: expected column 'text'");
    CHECK(fehler("a.tsv", tsv("1", "01\teins\n")) == ":3: expected 5 columns");
    CHECK(fehler("a.xml", "<a/>") == ": no genericode list (expected CanonicalUri, Version and a Key)");
    CHECK(fehler("a.gc", "<a>") == ":1: not well-formed XML (expected a complete document)");
    CHECK(fehler("a.txt", "no list, not read") == "accepted");
    CHECK_THROWS_AS(Codelisten::lade("/no/such/folder"), base::ConfigError);
}
