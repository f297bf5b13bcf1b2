// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "erfundener_lauf.hpp"

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

using namespace abgleich;
using nlohmann::json;
using test::Ausgabe;
using test::ErfundenerLauf;

TEST_CASE("the summary counts everything and holds no time") {
    const ErfundenerLauf lauf;
    const Ausgabe ausgabe(lauf.daten());
    const json j = json::parse(ausgabe.datei("zusammenfassung.json"));
    CHECK(j["test"] == true);
    CHECK(j["lokal"] ==
          json{{"dateien", 1}, {"saetze", 4}, {"verworfen", 1}, {"gesperrt", 0}, {"ersetzt", 0}});
    CHECK(j["azr"]["saetze"] == 4);
    CHECK(j["zuordnungen"]["gesamt"] == 3);
    CHECK(j["zuordnungen"]["fehlzuordnungen"] == 1);
    CHECK(j["zuordnungen"]["nummer"] == json{{"sicher", 1}, {"klaerfall", 1}});
    CHECK(j["zuordnungen"]["entschieden"] == json{{"sicher", 0}, {"klaerfall", 0}});
    CHECK(j["nur_lokal"]["grund"]["ohne_azr_nummer"] == 1);
    CHECK(j["nur_azr"]["grund"]["ohne_azr_nummer"] == 0);
    CHECK(j["abweichungen"]["gesamt"] == 5);
    CHECK(j["abweichungen"]["art"]["abweichend"] == 2);
    CHECK(j["abweichungen"]["ursache"]["unterschied"] == 2);
    CHECK(j["abweichungen"]["schwere"]["niedrig"] == 1);
    CHECK(j["abweichungen"]["zustaendig"]["wir"] == 5);
    CHECK(j["abweichungen"]["sachverhalt"] == json{{"grundpersonalien", 4}, {"duldung", 1}});
    CHECK(j["klaerfaelle"]["frage"]["selbe_person"] == 1);
    CHECK(j["registerabgleich"]["nummern"] ==
          json{{"beide", 1}, {"nicht_in_A", 1}, {"nicht_in_Abgleichsdaten", 0}, {"nicht_feststellbar", 0}});
    CHECK(j["registerabgleich"]["entitaeten"]["02"] == 1);
    CHECK(j["fehler"] == json{{"gesamt", 2}, {"code", {{"wert_ungueltig", 1}, {"datei_leer", 1}}}});
    CHECK(j["nicht_verglichen"] == json{{"suchvermerk", 3}});
    CHECK(j["uebereinstimmung"]["anteil"] == 0.999918);
    CHECK(ausgabe.datei("zusammenfassung.json").find("2026-11-23") == std::string::npos);
}

TEST_CASE("without comparison there is no share, without 090022 no Registerabgleich") {
    const test::LeererLauf lauf;
    const json j = json::parse(Ausgabe(lauf.daten()).datei("zusammenfassung.json"));
    CHECK(j["uebereinstimmung"]["anteil"].is_null());
    CHECK(j["registerabgleich"].is_null());
}

TEST_CASE("times only change lauf.json") {
    ErfundenerLauf lauf;
    const Ausgabe first(lauf.daten());
    lauf.ergebnis.lauf.beginn = "2026-11-23T05:00:00.000Z";
    lauf.ergebnis.lauf.ende = "2026-11-23T05:00:09.000Z";
    lauf.ergebnis.lauf.zeiten = {{"lesen", 8.5}};
    const Ausgabe second(lauf.daten());
    REQUIRE(first.namen() == second.namen());
    for (const std::string& name : first.namen()) {
        CAPTURE(name);
        CHECK((first.datei(name) == second.datei(name)) == (name != "lauf.json"));
    }
}

TEST_CASE("lauf.json tells what the run was made from") {
    const ErfundenerLauf lauf;
    const json j = json::parse(Ausgabe(lauf.daten()).datei("lauf.json"));
    CHECK(j["version"] == "0.1.0");
    CHECK(j["beginn"] == "2026-11-23T02:00:00.000Z");
    CHECK(j["ende"] == "2026-11-23T02:00:01.500Z");
    CHECK(j["bestand"] == json{{"behoerde", "146120"}, {"stand", "2026-11-22"}});
    CHECK(j["zeiten"] == json::array({{{"schritt", "lesen"}, {"sekunden", 0.123}}}));
    REQUIRE(j["dateien"].size() == 2);
    CHECK(j["dateien"][0]["sha256"] == std::string(64, 'a'));
    CHECK(j["dateien"][1]["seite"] == "azr");
}

TEST_CASE("a file name that is no UTF-8 does not stop the run at its end") {
    ErfundenerLauf lauf;
    lauf.ergebnis.lauf.dateien[1].name = "azr/\xFF.xml";
    CHECK(json::parse(Ausgabe(lauf.daten()).datei("lauf.json"))["dateien"][1]["name"] == "azr/\uFFFD.xml");
}
