// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "support/bestand_bauer.hpp"
#include "support/probelesung.hpp"

#include <abgleich/compare/vergleicher.hpp>

#include <catch2/catch.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace abgleich;
using domain::Abweichung;
using domain::AbweichungArt;
using domain::Stand;
using domain::Ursache;
using test::Blattwerte;

const std::string nummer = "840917000001";

/// One certain pair; a second pair may fill what a side would else seem not to keep at all.
struct Lage {
    test::BestandBauer lokal{test::katalog()};
    test::BestandBauer azr{test::katalog()};
    std::vector<domain::Zuordnung> zuordnungen = std::vector<domain::Zuordnung>(1);
    compare::Vergleichsoptionen optionen;

    explicit Lage(std::string_view nummer_hier = nummer) {
        zuordnungen[0].lokal = zuordnungen[0].azr = 0;
        lokal.satz("1", nummer_hier);
        azr.satz("", nummer);
    }
    /// The Sachverhalt in a record of its own on both sides, so that either side keeps it.
    Lage& beide_fuehren(std::string_view sachverhalt, const Blattwerte& werte) {
        lokal.satz("2", "").mit(sachverhalt, werte);
        azr.satz("", "840917000002").mit(sachverhalt, werte);
        return *this;
    }
    compare::Vergleichsergebnis ergebnis() const {
        return compare::vergleiche(zuordnungen, lokal.bestand, azr.bestand, test::katalog(),
                                   domain::KennungBilder("test"), optionen);
    }
    std::vector<Abweichung> abweichungen() const { return ergebnis().abweichungen; }
};

std::string pfad(const Abweichung& a) { return a.feld == 0 ? "" : test::katalog().feld(a.feld).pfad; }

}  // namespace

TEST_CASE("equal facts give no finding and are counted") {
    Lage lage;
    for (auto* seite : {&lage.lokal, &lage.azr})
        seite->mit("duldung", {{"duldungArt", "03"}, {"ereignisdatum", "2024-01-01"}});
    const auto ergebnis = lage.ergebnis();
    CHECK(ergebnis.abweichungen.empty());
    CHECK(ergebnis.verglichene_felder == 3);  // with the number of the record
    CHECK(ergebnis.gleiche_felder == 3);
}

TEST_CASE("a value that differs is a finding at its field with both values") {
    Lage lage;
    lage.lokal.mit(
        "duldung",
        {{"duldungArt", "03"}, {"ereignisdatum", "2024-01-01"}, {"befristungsdatum", "2024-06-30"}});
    lage.azr.mit("duldung",
                 {{"duldungArt", "03"}, {"ereignisdatum", "2024-01-01"}, {"befristungsdatum", "2024-07-31"}},
                 Stand::aktuell);
    const auto a = lage.abweichungen();
    REQUIRE(a.size() == 1);
    CHECK(pfad(a[0]) == "befristungsdatum");
    CHECK(a[0].art == AbweichungArt::abweichend);
    CHECK(a[0].ursache == Ursache::unterschied);
    CHECK(a[0].lokal == "2024-06-30");
    CHECK(a[0].azr == "2024-07-31");
    CHECK(a[0].stand == Stand::aktuell);
    CHECK(a[0].vorkommen == 1);
    CHECK(a[0].schwere == domain::Schwere::hoch);
}

TEST_CASE("a value that one side lacks is missing there") {
    const Blattwerte voll{
        {"duldungArt", "03"}, {"ereignisdatum", "2024-01-01"}, {"befristungsdatum", "2024-06-30"}};
    const Blattwerte knapp{{"duldungArt", "03"}, {"ereignisdatum", "2024-01-01"}};
    SECTION("in the register") {
        Lage l;
        l.lokal.mit("duldung", voll);
        l.azr.mit("duldung", knapp);
        l.beide_fuehren("duldung", voll);
        const auto a = l.abweichungen();
        REQUIRE(a.size() == 1);
        CHECK(a[0].art == AbweichungArt::fehlt_im_azr);
        CHECK(a[0].ursache == Ursache::wert_fehlt);
        CHECK(a[0].azr == "");
    }
    SECTION("in the local file") {
        Lage l;
        l.lokal.mit("duldung", knapp);
        l.azr.mit("duldung", voll);
        l.beide_fuehren("duldung", voll);
        const auto a = l.abweichungen();
        REQUIRE(a.size() == 1);
        CHECK(a[0].art == AbweichungArt::fehlt_lokal);
        CHECK(a[0].azr == "2024-06-30");
    }
}

TEST_CASE(
    "a field or a Sachverhalt that the local file never fills is counted once, no finding for each person") {
    Lage lage;
    lage.lokal.mit("duldung", {{"duldungArt", "03"}, {"ereignisdatum", "2024-01-01"}});
    lage.azr.mit("duldung",
                 {{"duldungArt", "03"}, {"ereignisdatum", "2024-01-01"}, {"befristungsdatum", "2024-06-30"}});
    lage.azr.mit("aufenthaltsstatus", {{"aufenthaltsstatusArt", "01"}});
    const auto ergebnis = lage.ergebnis();
    CHECK(ergebnis.abweichungen.empty());
    CHECK(ergebnis.nicht_verglichen ==
          std::map<std::string, std::uint64_t>{{"aufenthaltsstatus", 1}, {"duldung/befristungsdatum", 1}});
}

TEST_CASE("what the register lacks is a finding even if its answer holds no such fact at all") {
    Lage lage;
    lage.lokal.mit("duldung", {{"duldungArt", "03"}, {"befristungsdatum", "2024-06-30"}});
    CHECK(lage.abweichungen().size() == 1);
    lage.azr.mit("duldung", {{"duldungArt", "03"}});
    const auto a = lage.abweichungen();
    REQUIRE(a.size() == 1);
    CHECK(a[0].art == AbweichungArt::fehlt_im_azr);
    CHECK(a[0].ursache == Ursache::wert_fehlt);
}

TEST_CASE("a whole fact that one side lacks is one finding, named by its kind") {
    Lage lage;
    lage.lokal.mit("duldung", {{"ereignisdatum", "2024-01-01"}, {"duldungArt", "03"}});
    lage.beide_fuehren("duldung", {{"duldungArt", "05"}});
    const auto a = lage.abweichungen();
    REQUIRE(a.size() == 1);
    CHECK(a[0].feld == 0);
    CHECK(a[0].art == AbweichungArt::fehlt_im_azr);
    CHECK(a[0].ursache == Ursache::vorkommen_fehlt);
    CHECK(a[0].lokal == "03");
}

TEST_CASE("values equal in comparable form or by meaning are a spelling") {
    Lage lage;
    lage.lokal.mit("grundpersonalien", {{"familienname", "Müller"}, {"geburtsangaben/tagDerGeburt", "1985"}});
    lage.azr.mit("grundpersonalien",
                 {{"familienname", "MUELLER"}, {"geburtsangaben/tagDerGeburt", "1985-07-01"}});
    const auto a = lage.abweichungen();
    REQUIRE(a.size() == 2);
    CHECK(a[0].art == AbweichungArt::schreibweise);
    CHECK(a[0].ursache == Ursache::schreibweise);
    CHECK(a[1].art == AbweichungArt::schreibweise);
    CHECK(a[1].ursache == Ursache::gleichwertig);
}

TEST_CASE("repeated values are compared as a set") {
    Lage lage;
    lage.lokal.mit("grundpersonalien",
                   {{"staatsangehoerigkeit[1]", "163"}, {"staatsangehoerigkeit[2]", "475"}});
    lage.azr.mit("grundpersonalien",
                 {{"staatsangehoerigkeit[1]", "475"}, {"staatsangehoerigkeit[2]", "163"}});
    CHECK(lage.abweichungen().empty());
    SECTION("one more on one side is one finding with its number") {
        Lage l;
        l.lokal.mit("grundpersonalien",
                    {{"staatsangehoerigkeit[1]", "163"}, {"staatsangehoerigkeit[2]", "475"}});
        l.azr.mit("grundpersonalien", {{"staatsangehoerigkeit[1]", "475"}});
        const auto a = l.abweichungen();
        REQUIRE(a.size() == 1);
        CHECK(a[0].art == AbweichungArt::fehlt_im_azr);
        CHECK(a[0].lokal == "163");
        CHECK(a[0].nummer == 1);
    }
}

TEST_CASE("different branches of one choice are one finding") {
    Lage lage;
    lage.lokal.mit("einreiseAufenthaltsverbot", {{"einreiseAufenthaltsverbotArt", "01"},
                                                 {"ereignisdatum", "2024-01-01"},
                                                 {"befristungsangabe/fristendedatum", "2026-01-01"}});
    lage.azr.mit("einreiseAufenthaltsverbot", {{"einreiseAufenthaltsverbotArt", "01"},
                                               {"ereignisdatum", "2024-01-01"},
                                               {"befristungsangabe/fristlaufzeit/jahre", "2"},
                                               {"befristungsangabe/fristlaufzeit/monate", "6"}});
    lage.beide_fuehren("einreiseAufenthaltsverbot", {{"befristungsangabe/fristendedatum", "2026-01-01"},
                                                     {"befristungsangabe/fristlaufzeit/jahre", "2"},
                                                     {"befristungsangabe/fristlaufzeit/monate", "6"}});
    const auto a = lage.abweichungen();
    REQUIRE(a.size() == 1);
    CHECK(a[0].ursache == Ursache::formwechsel);
    CHECK(a[0].lokal == "2026-01-01");
    CHECK(a[0].azr == "2 6");
}

TEST_CASE("a fact with a bad leaf is set aside whole, the others are compared") {
    Lage lage;
    lage.lokal.mit("duldung", {{"duldungArt", "03"}, {"ereignisdatum", "2024-02-31"}}).unlesbar();
    lage.azr.mit("duldung", {{"duldungArt", "03"}, {"ereignisdatum", "2024-02-28"}});
    lage.lokal.mit("grundpersonalien", {{"familienname", "Muster"}});
    lage.azr.mit("grundpersonalien", {{"familienname", "Beispiel"}});
    const auto a = lage.abweichungen();
    REQUIRE(a.size() == 2);
    const auto& ungelesen = a[a[0].ursache == Ursache::nicht_lesbar ? 0 : 1];
    const auto& verglichen = a[a[0].ursache == Ursache::nicht_lesbar ? 1 : 0];
    CHECK(test::katalog().sachverhalt(ungelesen.sachverhalt).name == "duldung");
    CHECK(ungelesen.art == AbweichungArt::nicht_vergleichbar);
    CHECK(ungelesen.ursache == Ursache::nicht_lesbar);
    CHECK(ungelesen.vorschlag == domain::Vorschlag::keiner);
    CHECK(pfad(verglichen) == "familienname");
}

TEST_CASE("a Fehlzuordnung is one grave finding and nothing else is compared") {
    Lage lage;
    lage.lokal.mit("grundpersonalien", {{"familienname", "Muster"}});
    lage.azr.mit("grundpersonalien", {{"familienname", "Beispiel"}});
    lage.zuordnungen[0].fehlzuordnung = true;
    lage.zuordnungen[0].status = domain::ZuordnungStatus::klaerfall;
    const auto a = lage.abweichungen();
    REQUIRE(a.size() == 1);
    CHECK(a[0].art == AbweichungArt::fehlzuordnung);
    CHECK(a[0].schwere == domain::Schwere::hoch);
}

TEST_CASE("a pair in doubt gives no finding") {
    Lage lage;
    lage.lokal.mit("grundpersonalien", {{"familienname", "Muster"}});
    lage.azr.mit("grundpersonalien", {{"familienname", "Beispiel"}});
    lage.zuordnungen[0].status = domain::ZuordnungStatus::klaerfall;
    CHECK(lage.abweichungen().empty());
}

TEST_CASE("the number of the register is taken over where the local one is missing or was merged") {
    for (const std::string hier : {"", "840917000009"}) {
        const Lage lage(hier);
        const auto a = lage.abweichungen();
        REQUIRE(a.size() == 1);
        CHECK(pfad(a[0]) == "azrNummer");
        CHECK(a[0].art == (hier.empty() ? AbweichungArt::fehlt_lokal : AbweichungArt::abweichend));
        CHECK(a[0].vorschlag == domain::Vorschlag::lokal_uebernehmen);
        CHECK(a[0].azr == nummer);
    }
}

TEST_CASE("a protected Sachverhalt is compared only for its purpose") {
    Lage lage;
    lage.lokal.mit("auslaendischePersonenId", {{"id", "1"}, {"staat", "163"}});
    lage.azr.mit("auslaendischePersonenId", {{"id", "2"}, {"staat", "163"}});
    CHECK(lage.abweichungen().empty());
    CHECK(lage.ergebnis().nicht_verglichen.count("auslaendischePersonenId") == 1);
    lage.optionen.zwecke = {"personenidentitaetsnummer"};
    CHECK(lage.abweichungen().size() == 1);
    CHECK(lage.ergebnis().nicht_verglichen.empty());
}

TEST_CASE("an open rest of a pool is one finding and one question") {
    Lage lage;
    lage.lokal.mit("einreiseAufenthaltsverbot",
                   {{"einreiseAufenthaltsverbotArt", "01"}, {"ereignisdatum", "2024-01-01"}});
    lage.azr.mit("einreiseAufenthaltsverbot",
                 {{"einreiseAufenthaltsverbotArt", "02"}, {"ereignisdatum", "2025-01-01"}});
    const auto ergebnis = lage.ergebnis();
    REQUIRE(ergebnis.abweichungen.size() == 1);
    CHECK(ergebnis.abweichungen[0].ursache == Ursache::paarung_offen);
    REQUIRE(ergebnis.klaerfaelle.size() == 1);
    CHECK(ergebnis.klaerfaelle[0].frage == domain::Frage::welches_vorkommen);
    CHECK(ergebnis.klaerfaelle[0].kennung == ergebnis.abweichungen[0].kennung);
}

TEST_CASE("the name of a finding stays the same when values change, and differs between fields") {
    const auto kennung = [](const std::string& bis, const std::string& referenz) {
        Lage lage;
        lage.lokal.mit("duldung",
                       {{"duldungArt", "03"}, {"ereignisdatum", "2024-01-01"}, {"befristungsdatum", bis}});
        lage.azr.mit("duldung", {{"duldungArt", "03"},
                                 {"ereignisdatum", "2024-01-01"},
                                 {"befristungsdatum", "2020-01-01"},
                                 {"referenz.id", referenz}});
        return lage.abweichungen().at(0).kennung;
    };
    CHECK(kennung("2024-06-30", "ABCDEFG001") == kennung("2025-06-30", "ABCDEFG112"));
    CHECK(kennung("2024-06-30", "ABCDEFG001") != kennung("2024-06-30", "HIJKLMN001"));
}
