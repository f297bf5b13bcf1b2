// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "support/nachrichten_wuerfel.hpp"
#include "support/probelesung.hpp"
#include "support/schema_richter.hpp"

#include <abgleich/base/text.hpp>
#include <abgleich/katalog/schreiber.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

namespace {

using namespace abgleich;
using katalog::Entwurf;
using katalog::Instanz;
using test::katalog;

const abgleich::katalog::Wurzel& wurzel(std::string_view nummer) { return *test::katalog().wurzel(nummer); }

std::string text(const Entwurf& entwurf) {
    std::string ziel;
    entwurf.schreibe(ziel);
    return ziel;
}

/// A Duldung in an otherwise empty `inhalt`, filled by `fuelle`, as it is read again.
template <typename Fuelle>
test::Lesung gelesen(std::string_view element, Fuelle&& fuelle) {
    Entwurf entwurf(test::katalog(), wurzel("inhalt"));
    fuelle(entwurf.wurzel().kind(element));
    const auto lesung = test::lies(test::katalog(), text(entwurf));
    REQUIRE(lesung.gueltig());
    return lesung;
}

using Inhalt = std::vector<std::tuple<std::string, std::string, std::uint32_t, std::string>>;

/// All leaves but extension content, which the serialiser does not compose.
Inhalt inhalt(const test::Lesung& lesung) {
    Inhalt alle;
    for (const auto& b : lesung.blaetter)
        if (!b.pfad.ends_with("any")) alle.emplace_back(b.sachverhalt, b.pfad, b.nummer, b.wert);
    std::sort(alle.begin(), alle.end());
    return alle;
}

}  // namespace

TEST_CASE("children and values may be set in any order and are written in that of the schema") {
    const auto lesung = gelesen("aktuelleDuldung", [](Instanz& duldung) {
        duldung.setze("meldendeBehoerde", "146120")
            .setze("befristungsdatum", "2026-12-31")
            .setze("duldungArt@version", "6");
        duldung.setze("duldungArt", "03").setze("ereignisdatum", "2026-01-02");
    });
    CHECK(lesung.werte("duldung", "duldungArt") == std::vector<std::string>{"03"});
    CHECK(lesung.werte("duldung", "duldungArt@version") == std::vector<std::string>{"6"});
    CHECK(lesung.werte("duldung", "ereignisdatum") == std::vector<std::string>{"2026-01-02"});
    CHECK(lesung.werte("duldung", "befristungsdatum") == std::vector<std::string>{"2026-12-31"});
}

TEST_CASE("a value goes into the first branch whose type takes it") {
    const std::vector<std::pair<std::string, std::string>> faelle = {{"1985-07-01", "jahrMonatTag"},
                                                                     {"1985-07", "jahrMonat"},
                                                                     {"1985", "jahr"},
                                                                     {"unbekannt", "unbekannt"}};
    for (const auto& [wert, zweig] : faelle) {
        const auto lesung = gelesen("grundpersonalien",
                                    [&, w = wert](Instanz& g) { g.setze("geburtsangaben/tagDerGeburt", w); });
        const auto it = std::find_if(lesung.blaetter.begin(), lesung.blaetter.end(),
                                     [](const auto& b) { return b.pfad == "geburtsangaben/tagDerGeburt"; });
        REQUIRE(it != lesung.blaetter.end());
        CHECK(it->wert == wert);
        CHECK(it->zweig.ends_with(zweig));
    }
}

TEST_CASE("a name that is not there and a name share one path and differ in their branch") {
    for (const std::string wert : {"nichtVorhanden", "Muster"}) {
        const auto lesung = gelesen("grundpersonalien", [&](Instanz& g) { g.setze("vorname", wert); });
        REQUIRE(lesung.blaetter.size() == 1);
        CHECK(lesung.blaetter[0].pfad == "vorname");
        CHECK(lesung.blaetter[0].wert == wert);
        CHECK(lesung.blaetter[0].zweig == (wert == "Muster" ? "name" : "nichtVorhanden"));
    }
}

TEST_CASE("a repeated element is set by its number") {
    const auto lesung = gelesen("grundpersonalien", [](Instanz& g) {
        g.setze("staatsangehoerigkeit[2]", "163").setze("staatsangehoerigkeit@version[2]", "1");
        g.setze("staatsangehoerigkeit[1]", "475").setze("staatsangehoerigkeit@version[1]", "1");
    });
    CHECK(lesung.werte("grundpersonalien", "staatsangehoerigkeit") == std::vector<std::string>{"475", "163"});
}

TEST_CASE("text is escaped so that it comes back as it was") {
    const std::string boese = "a & b < c > d \" e ' f \xE2\x82\xAC";
    const auto lesung = gelesen("anschrift", [&](Instanz& a) { a.setze("anschrift/zusatzangaben", boese); });
    CHECK(lesung.werte("anschrift", "anschrift/zusatzangaben") == std::vector<std::string>{boese});
    std::string ziel;
    abgleich::katalog::maskiere(ziel, "\"<&>\n\t\r", true);
    CHECK(ziel == "&quot;&lt;&amp;&gt;&#10;&#9;&#13;");
    ziel.clear();
    abgleich::katalog::maskiere(ziel, "\"<&>\n\t\r", false);
    CHECK(ziel == "\"&lt;&amp;&gt;\n\t&#13;");
}

TEST_CASE("what the schema does not allow is a bug of the caller") {
    Entwurf entwurf(test::katalog(), wurzel("inhalt"));
    CHECK_THROWS_WITH(entwurf.wurzel().kind("duldungen"), "element 'inhalt' holds no 'duldungen'");
    Instanz& duldung = entwurf.wurzel().kind("aktuelleDuldung");
    CHECK_THROWS_WITH(duldung.setze("duldungsart", "03"), "'duldung' has no field 'duldungsart' here");
    CHECK_THROWS_WITH(duldung.setze("ereignisdatum", "2026-02-30"),
                      "no branch of 'ereignisdatum' takes the value");
    CHECK_THROWS_WITH(duldung.attribut("x", "y"), "no attribute 'x'");
    SECTION("an element too often") {
        entwurf.wurzel().kind("grundpersonalien");
        entwurf.wurzel().kind("grundpersonalien");
        CHECK_THROWS_AS(text(entwurf), std::logic_error);
    }
    SECTION("a required attribute that is missing") {
        duldung.setze("duldungArt", "03");
        CHECK_THROWS_WITH(text(entwurf), "'duldungArt' lacks attribute 'listVersionID'");
    }
}

TEST_CASE("a message lacks what its schema wants until it is set") {
    Entwurf entwurf(test::katalog(), wurzel("090004"));
    CHECK_THROWS_AS(text(entwurf), std::logic_error);
}

TEST_CASE("a message composed from the leaves of another reads the same and is valid") {
    test::SchemaRichter richter(test::katalog());
    for (const std::string nummer : {"inhalt", "090004"}) {
        test::NachrichtenWuerfel wuerfel(test::katalog(), 20261101);
        int geprueft = 0;
        for (int runde = 0; runde < 300 && geprueft < 20; ++runde) {
            auto baum = wuerfel.nachricht(wurzel(nummer), test::NachrichtenWuerfel::Umfang::gemischt);
            const auto alle =
                elemente(baum);  // an empty element that has to be there leaves no leaf to compose it from
            const bool leere =
                std::any_of(alle.begin(), alle.end(), [](const auto* e) { return e->inhalt.empty(); });
            if (leere && nummer != "inhalt") continue;
            ++geprueft;
            const auto vorlage = test::lies(test::katalog(), schreibe(baum));
            REQUIRE(vorlage.gueltig());
            Entwurf entwurf(test::katalog(), wurzel(nummer));
            std::vector<Instanz*> vorkommen{&entwurf.wurzel()};
            std::map<std::string, Instanz*> behaelter{{"", &entwurf.wurzel()}};
            for (const auto& pfad : vorlage.vorkommen) {
                std::string bisher;
                Instanz* hier = &entwurf.wurzel();
                const auto teile = base::split(pfad, '/');
                for (std::size_t i = 0; i + 1 < teile.size(); ++i) {
                    bisher += "/" + std::string(teile[i]);
                    Instanz*& naechster = behaelter[bisher];
                    if (naechster == nullptr) naechster = &hier->kind(teile[i]);
                    hier = naechster;
                }
                vorkommen.push_back(&hier->kind(teile.back()));
            }
            for (const auto& b : vorlage.blaetter) {
                if (b.pfad.ends_with("any")) continue;
                const std::string pfad = b.pfad + (b.nummer == 0 ? "" : "[" + std::to_string(b.nummer) + "]");
                if (b.pfad.starts_with("@"))
                    entwurf.wurzel().attribut(b.pfad.substr(1) == "version" ? "version" : b.pfad.substr(1),
                                              b.wert);
                else
                    vorkommen[b.vorkommen]->setze(pfad, b.wert);
            }
            const std::string xml = text(entwurf);
            CAPTURE(xml);
            CHECK(inhalt(test::lies(test::katalog(), xml)) == inhalt(vorlage));
            CHECK(richter.urteil(wurzel(nummer), xml) == "");
        }
        CHECK(geprueft == 20);
    }
}
