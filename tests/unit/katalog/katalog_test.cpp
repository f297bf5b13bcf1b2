// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// The shipped catalogue as a whole, and what its start refuses.
#include "support/probelesung.hpp"
#include "support/zwischenordner.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

namespace {

using namespace abgleich;
namespace fs = std::filesystem;
using Namen = std::set<std::string>;

/// What the start says of the shipped catalogue with one text of one file exchanged.
std::string start_mit(const std::string& datei, const std::string& was, const std::string& durch) {
    const test::Zwischenordner ordner;
    auto pfade = test::katalogpfade();
    for (const auto& eintrag : fs::directory_iterator(pfade.katalog)) fs::copy(eintrag, ordner.pfad());
    std::string text = base::read_file(ordner / datei);
    const auto wo = text.find(was);
    REQUIRE(wo != std::string::npos);
    ordner.schreibe(datei, text.replace(wo, was.size(), durch));
    pfade.katalog = ordner.pfad().string();
    try {
        katalog::Katalog::lade(pfade);
        return "accepted";
    } catch (const base::ConfigError& e) {
        return e.what();
    }
}

bool enthaelt(const std::string& text, const std::string& teil) {
    CAPTURE(text);
    return text.find(teil) != std::string::npos;
}

const auto duldung = "047-duldung.toml";

}  // namespace

TEST_CASE("the type graph holds what the schemas declare") {
    const auto& graph = test::katalog().graph();
    const std::string raum = "{http://www.osci.de/xauslaender2611}";
    const auto auskunft = graph.complex_index.find(raum + "AZR.Duldung.Auskunft");
    REQUIRE(auskunft != graph.complex_index.end());
    Namen namen;
    for (const auto& p : graph.modelle[graph.complex_typen[auskunft->second].modell].partikel)
        namen.emplace(graph.namen.lokal(p.name));
    CHECK(namen.contains("duldungArt"));
    CHECK(namen.contains("ereignisdatum"));
    CHECK(graph.digest.size() == 64);
    CHECK(graph.digest == katalog::lies_schemas(test::katalogpfade().schemas).digest);
}

TEST_CASE("the catalogue names its version, its messages and their records") {
    const auto& k = test::katalog();
    CHECK(k.version() == "26.11");
    CHECK(k.namensraum() == "http://www.osci.de/xauslaender2611");
    REQUIRE(k.wurzel("090004") != nullptr);
    CHECK(k.wurzel("090004")->element == "VonAZR.AZRGesamtauskunft.090004");
    CHECK(k.knoten(k.wurzel("090004")->knoten).beginnt_satz);
    CHECK_FALSE(k.knoten(k.wurzel("090022")->knoten).beginnt_satz);  // its entries do
    CHECK(k.knoten(k.wurzel("inhalt")->knoten).milde);
    CHECK(k.wurzel("999999") == nullptr);
    CHECK(k.wurzel(katalog::NameId{0}) == nullptr);
}

TEST_CASE("a path leaves wrappers out and a code stands at its own element") {
    const auto& k = test::katalog();
    const auto art = k.find_feld("duldung", "duldungArt");
    REQUIRE(art != 0);
    CHECK(k.feld(art).vergleich == katalog::Vergleich::code);
    CHECK(k.feld(art).codeliste == "urn:de:xauslaender:codelist:azr:artderduldung");
    CHECK(k.feld(k.ausgabe_feld(art)).pfad == "duldungArt@version");
    const auto tag = k.find_feld("grundpersonalien", "geburtsangaben/tagDerGeburt");
    REQUIRE(tag != 0);
    CHECK(k.feld(tag).vergleich == katalog::Vergleich::teildatum);
    CHECK(k.feld(tag).zweige.size() == 4);
    CHECK(k.feld(k.find_feld("grundpersonalien", "staatsangehoerigkeit")).wiederholt);
    CHECK(k.find_feld("duldung", "duldung.fachdaten.neu/duldungArt") == 0);
    CHECK(k.find_feld("keine", "duldungArt") == 0);
}

TEST_CASE("a choice names its branches") {
    const auto& k = test::katalog();
    const auto& ende = k.feld(k.find_feld("einreiseAufenthaltsverbot", "befristungsangabe/fristendedatum"));
    const auto& jahre =
        k.feld(k.find_feld("einreiseAufenthaltsverbot", "befristungsangabe/fristlaufzeit/jahre"));
    CHECK(ende.wahl == "befristungsangabe");
    CHECK(ende.wahl == jahre.wahl);
    CHECK(ende.wahl_zweig == "fristendedatum");
    CHECK(jahre.wahl_zweig == "fristlaufzeit");
}

TEST_CASE("every compared field of a catalogued Sachverhalt has a label and every excluded one a reason") {
    const auto& k = test::katalog();
    std::size_t katalogisiert = 0;
    for (const auto& s : k.sachverhalte()) {
        if (!s.katalogisiert) continue;
        ++katalogisiert;
        CAPTURE(s.name);
        CHECK_FALSE(s.text_ein.empty());
        CHECK(s.referenz != 0);
        for (const auto nr : s.felder) {
            const auto& f = k.feld(nr);
            if (f.rolle != katalog::Rolle::inhalt || f.nur_meldung) continue;
            CAPTURE(f.pfad);
            CHECK(f.text != "");
            CHECK((f.vergleich != katalog::Vergleich::nie || !f.grund.empty()));
        }
    }
    CHECK(katalogisiert >= 20);
}

TEST_CASE("two loads of the same files give the same catalogue") {
    const auto zweiter = katalog::Katalog::lade(test::katalogpfade());
    const auto& k = test::katalog();
    CHECK(zweiter->digest() == k.digest());
    REQUIRE(zweiter->felder() == k.felder());
    for (std::size_t i = 1; i < k.felder(); ++i) {
        const auto nr = static_cast<katalog::FeldNr>(i);
        REQUIRE(zweiter->feld(nr).pfad == k.feld(nr).pfad);
        REQUIRE(zweiter->feld(nr).sachverhalt == k.feld(nr).sachverhalt);
    }
}

TEST_CASE("an unknown key is refused with file, line and a proposal") {
    CHECK(start_mit(duldung, "blatt =", "blat =") ==
          std::string(duldung) + ":4: unknown key 'blat', did you mean 'blatt'?");
    CHECK(enthaelt(start_mit(duldung, "schwere = \"hoch\"", "schwere = \"sehr\""),
                   "'sehr' is not known (expected one of: niedrig, mittel, hoch)"));
    CHECK(enthaelt(start_mit(duldung, "schwere =", "schwerer ="),
                   "unknown key 'schwerer', did you mean 'schwere'?"));
    CHECK(enthaelt(start_mit(duldung, "rest = \"beste-zuordnung\"", "rest = \"irgendwie\""),
                   "'irgendwie' is not known"));
    CHECK(enthaelt(start_mit(duldung, "[sachverhalt.duldung]", "[sachverhalt.duldung"), "not valid TOML"));
}

TEST_CASE("a field that the schemas lack is refused with a proposal, one that is not described by its name") {
    CHECK(enthaelt(start_mit(duldung, "ereignisdatum = {", "ereignisdatun = {"),
                   "the schemas have no field 'ereignisdatun', did you mean 'ereignisdatum'?"));
    CHECK(enthaelt(start_mit(duldung, "ereignisdatum = {", "ereignisdatun = {"),
                   "field 'ereignisdatum' of the schemas is not described"));
    CHECK(enthaelt(start_mit(duldung, "vergleich = \"nummer\", ", ""),
                   "names no 'vergleich' and its type has none"));
}

TEST_CASE("a type, an element, a key or a list that the schemas lack is refused") {
    CHECK(enthaelt(start_mit(duldung, "AZR.Duldung.Auskunft", "AZR.Duldungen.Auskunft"),
                   "the schemas have no type 'AZR.Duldungen.Auskunft'"));
    CHECK(enthaelt(start_mit(duldung, "element = \"aktuelleDuldung\"", "element = \"neueDuldung\""),
                   "no element 'neueDuldung' of its type (vorkommen)"));
    CHECK(enthaelt(start_mit(duldung, "[\"bescheinigungsNummer\"]", "[\"nummer\"]"),
                   "no field 'nummer' (paarung)"));
    CHECK(enthaelt(start_mit(duldung, "hauptfeld = \"duldungArt\"", "hauptfeld = \"art\""),
                   "no field 'art' (hauptfeld)"));
    CHECK(enthaelt(
        start_mit(duldung, "abgleich = { element = \"duldung\"", "abgleich = { element = \"duldungen\""),
        "message 090022 has no element 'duldungen' (abgleich)"));
}

TEST_CASE("a field that is never compared needs a reason") {
    CHECK(enthaelt(start_mit(duldung, ", grund = \"Registerfrist, § 36 AZRG\"", ""),
                   "vergleich 'nie' needs a 'grund'"));
}

TEST_CASE("all mismatches are named at once") {
    const auto text = start_mit(
        duldung,
        "[\"bescheinigungsNummer\"]], rest = \"beste-zuordnung\" }\nabgleich = { element = \"duldung\"",
        "[\"nummer\"]], rest = \"beste-zuordnung\" }\nabgleich = { element = \"duldungen\"");
    CHECK(enthaelt(text, "(paarung)"));
    CHECK(enthaelt(text, "(abgleich)"));
    CHECK(text.starts_with("catalogue 26.11 and schemas do not fit:\n  "));
}
