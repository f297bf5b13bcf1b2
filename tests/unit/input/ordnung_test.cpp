// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "ordnung.hpp"

#include "support/probelesung.hpp"
#include "support/zwischenordner.hpp"

#include <abgleich/input/einleser.hpp>

#include <catch2/catch.hpp>

#include <string>

namespace {

using namespace abgleich;
using domain::ProblemCode;

input::Einlesung lies(const std::string& saetze) {
    const test::Zwischenordner ordner;
    ordner.schreibe("bestand.xml", "<bestand xmlns=\"urn:azr-abgleich:bestand:1\">" + saetze + "</bestand>");
    input::Leseoptionen optionen;
    optionen.seite = domain::Seite::lokal;
    return input::lies(test::katalog(), optionen, {ordner.pfad().string()});
}

std::string datensatz(const std::string& attribute) {
    return "<datensatz " + attribute + "><inhalt xmlns=\"http://www.osci.de/xauslaender2611\"/></datensatz>";
}

domain::AzrNummer nummer(const char* text) { return domain::AzrNummer::parse(text).value(); }

/// The register's list with one entry per (number, ids), in the order given.
domain::Abgleichsdaten liste(const std::vector<std::pair<const char*, std::vector<std::string>>>& eintraege) {
    domain::Abgleichsdaten daten;
    for (const auto& [nr, ids] : eintraege) {
        domain::Abgleichsdaten::Eintrag e;
        e.nummer = nummer(nr);
        e.erste_referenz = static_cast<std::uint32_t>(daten.referenzen.size());
        e.referenzen = static_cast<std::uint32_t>(ids.size());
        e.mit_referenzen = !ids.empty();
        for (const auto& id : ids) daten.referenzen.push_back({1, daten.texte.add(id)});
        daten.eintraege.push_back(e);
    }
    input::ordne_liste(daten);
    return daten;
}

}  // namespace

TEST_CASE("records without any key are counted, not compared with each other") {
    const auto e = lies(datensatz("azrNummer=\"220402830773\"") + datensatz("azrNummer=\"220402830774\""));
    REQUIRE(e.probleme.size() == 2);
    CHECK(e.probleme[0].code == ProblemCode::schluessel_fehlt);
    for (const auto& satz : e.bestand.saetze) CHECK_FALSE(satz.im_bestand);
}

TEST_CASE("equal double records become one, and a Sperre of one holds for the person") {
    for (const bool zuerst : {true, false}) {
        const std::string mit = datensatz("aktenzeichen=\"1\" sperre=\"true\""),
                          ohne = datensatz("aktenzeichen=\"1\"");
        const auto e = lies(zuerst ? mit + ohne : ohne + mit);
        REQUIRE(e.bestand.saetze.size() == 1);
        CHECK(e.bestand.saetze[0].im_bestand);
        CHECK(e.bestand.saetze[0].gesperrt);
        CHECK(e.ersetzt == 1);
    }
}

TEST_CASE("double records that differ in what stands at them are none") {
    const auto e = lies(datensatz("aktenzeichen=\"1\"") + datensatz("aktenzeichen=\"1\" abgang=\"fortzug\""));
    REQUIRE(e.probleme.size() == 2);
    CHECK(e.probleme[0].code == ProblemCode::satz_doppelt);
    for (const auto& satz : e.bestand.saetze) CHECK_FALSE(satz.im_bestand);
}

TEST_CASE("an attribute of unreasonable length costs its record, not the run") {
    const auto e = lies(datensatz("aktenzeichen=\"" + std::string(2'000'000, 'x') + "\"") +
                        datensatz("aktenzeichen=\"2\""));
    REQUIRE(e.probleme.size() == 1);
    CHECK(e.probleme[0].code == ProblemCode::text_zu_lang);
    CHECK(e.dateien[0].saetze == 1);
    CHECK(e.ohne_schluessel == 1);
}

TEST_CASE("a Datei other than A and B is refused, not taken for A") {
    const auto e = lies(datensatz("aktenzeichen=\"1\" datei=\"b\""));
    REQUIRE(e.probleme.size() == 1);
    CHECK(e.probleme[0].code == ProblemCode::wert_ungueltig);
    CHECK(e.dateien[0].verworfen == 1);
}

TEST_CASE("entries of one number in several windows are one, whatever their order") {
    const auto a =
        liste({{"840917000002", {"x"}}, {"840917000001", {"c", "a"}}, {"840917000001", {"b", "a"}}});
    const auto b =
        liste({{"840917000001", {"b", "a"}}, {"840917000001", {"c", "a"}}, {"840917000002", {"x"}}});
    for (const auto* l : {&a, &b}) {
        REQUIRE(l->eintraege.size() == 2);
        std::string ids;
        for (const auto& r : l->referenzen_von(l->eintraege[0])) ids += l->texte.view(r.id);
        CHECK(ids == "abc");
        CHECK(l->find(nummer("840917000002"))->referenzen == 1);
    }
}
