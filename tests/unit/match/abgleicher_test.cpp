// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "support/bestand_bauer.hpp"
#include "support/probelesung.hpp"

#include <abgleich/match/abgleicher.hpp>

#include <catch2/catch.hpp>

#include <map>
#include <string>
#include <vector>

namespace {

using namespace abgleich;
using domain::AlleinGrund;
using domain::Frage;
using domain::ZuordnungArt;
using domain::ZuordnungStatus;
using test::Blattwerte;

const std::string eins = "840917000001", zwei = "840917000002";

Blattwerte person(const std::string& familienname, const std::string& vorname, const std::string& geburt) {
    return {{"familienname", familienname}, {"vorname", vorname}, {"geburtsangaben/tagDerGeburt", geburt}};
}
/// With all that makes a pair by features certain.
Blattwerte starke_person(const std::string& familienname, const std::string& vorname,
                         const std::string& geburt) {
    auto werte = person(familienname, vorname, geburt);
    werte.insert(
        werte.end(),
        {{"geburtsangaben/geburtsort", "Homs"}, {"geschlecht", "m"}, {"staatsangehoerigkeit[1]", "475"}});
    return werte;
}

struct Lage {
    test::BestandBauer lokal{test::katalog()};
    test::BestandBauer azr{test::katalog()};
    domain::Abgleichsdaten liste;
    match::Abgleichsoptionen optionen;

    Lage() { optionen.behoerde = "146120"; }
    Lage& hier(const std::string& aktenzeichen, const std::string& nummer, const Blattwerte& werte) {
        lokal.satz(aktenzeichen, nummer).mit("grundpersonalien", werte);
        return *this;
    }
    Lage& dort(const std::string& nummer, const Blattwerte& werte) {
        azr.satz("", nummer).mit("grundpersonalien", werte);
        return *this;
    }
    Lage& gelistet(const std::string& nummer) {
        domain::Abgleichsdaten::Eintrag e;
        e.nummer = domain::AzrNummer::parse(nummer).value();
        liste.eintraege.push_back(e);
        liste.vorhanden = true;
        return *this;
    }
    /// Every record ends in exactly one place.
    match::Abgleich ergebnis() const {
        auto e = match::ordne_zu(lokal.bestand, azr.bestand, liste, test::katalog(),
                                 domain::KennungBilder("test"), optionen);
        std::map<std::uint32_t, int> orte_lokal, orte_azr;
        for (const auto& z : e.zuordnungen) {
            orte_lokal[z.lokal] |= 1;
            orte_azr[z.azr] |= 1;
        }
        for (const auto& a : e.nur_lokal) orte_lokal[a.satz] += 2;
        for (const auto& a : e.nur_azr)
            if (a.satz != domain::kein_satz) orte_azr[a.satz] += 2;
        for (std::uint32_t i = 0; i < lokal.bestand.saetze.size(); ++i)
            if (lokal.bestand.saetze[i].im_bestand) CHECK((orte_lokal[i] == 1 || orte_lokal[i] == 2));
        for (std::uint32_t i = 0; i < azr.bestand.saetze.size(); ++i)
            if (azr.bestand.saetze[i].im_bestand) CHECK((orte_azr[i] == 1 || orte_azr[i] == 2));
        return e;
    }
};

const Blattwerte karim = person("Haddad", "Karim", "1985-07-14");

/// The reason of the only local record that stays alone.
AlleinGrund grund_lokal(const Lage& lage) {
    const auto e = lage.ergebnis();
    REQUIRE(e.nur_lokal.size() == 1);
    return e.nur_lokal[0].grund;
}
AlleinGrund grund_azr(const Lage& lage) {
    const auto e = lage.ergebnis();
    REQUIRE(e.nur_azr.size() == 1);
    return e.nur_azr[0].grund;
}

}  // namespace

TEST_CASE("one number and one person are a certain pair") {
    Lage lage;
    lage.hier("1", eins, karim).dort(eins, karim);
    const auto e = lage.ergebnis();
    REQUIRE(e.zuordnungen.size() == 1);
    CHECK(e.zuordnungen[0].art == ZuordnungArt::nummer);
    CHECK(e.zuordnungen[0].status == ZuordnungStatus::sicher);
    CHECK_FALSE(e.zuordnungen[0].fehlzuordnung);
    CHECK(e.klaerfaelle.empty());
}

TEST_CASE("one number and two persons are a Fehlzuordnung") {
    Lage lage;
    lage.hier("1", eins, karim).dort(eins, person("Nguyen", "Thi", "1990-01-02"));
    const auto e = lage.ergebnis();
    REQUIRE(e.zuordnungen.size() == 1);
    CHECK(e.zuordnungen[0].fehlzuordnung);
    CHECK(e.zuordnungen[0].status == ZuordnungStatus::klaerfall);
    REQUIRE(e.klaerfaelle.size() == 1);
    CHECK(e.klaerfaelle[0].grund == "fehlzuordnung");
}

TEST_CASE("one number and a person in doubt are a question") {
    Lage lage;
    lage.hier("1", eins, karim).dort(eins, person("Haddad", "Karim", "1958-03-02"));
    const auto e = lage.ergebnis();
    REQUIRE(e.zuordnungen.size() == 1);
    CHECK(e.zuordnungen[0].status == ZuordnungStatus::klaerfall);
    CHECK_FALSE(e.zuordnungen[0].fehlzuordnung);
    REQUIRE(e.klaerfaelle.size() == 1);
    CHECK(e.klaerfaelle[0].grund == "identitaet_widerspruechlich");
}

TEST_CASE("of several local records with one number only the person is certain") {
    Lage lage;
    lage.hier("1", eins, karim).hier("2", eins, person("Nguyen", "Thi", "1990-01-02")).dort(eins, karim);
    const auto e = lage.ergebnis();
    REQUIRE(e.zuordnungen.size() == 2);
    CHECK(e.zuordnungen[0].status == ZuordnungStatus::sicher);
    CHECK(e.zuordnungen[1].status == ZuordnungStatus::klaerfall);
    REQUIRE(e.klaerfaelle.size() == 1);
    CHECK(e.klaerfaelle[0].lokal == 1);
    CHECK(e.klaerfaelle[0].gruppe != 0);
}

TEST_CASE("two local records of one person are both in doubt, in one group") {
    Lage lage;
    lage.hier("1", eins, karim).hier("2", eins, karim).dort(eins, karim);
    const auto e = lage.ergebnis();
    REQUIRE(e.zuordnungen.size() == 2);
    CHECK(e.zuordnungen[0].status == ZuordnungStatus::klaerfall);
    CHECK(e.zuordnungen[1].status == ZuordnungStatus::klaerfall);
    REQUIRE(e.klaerfaelle.size() == 2);
    CHECK(e.klaerfaelle[0].grund == "nummer_mehrfach_in_datei_a");
    CHECK(e.klaerfaelle[0].gruppe == e.klaerfaelle[1].gruppe);
    CHECK(e.klaerfaelle[0].gruppe != 0);
}

TEST_CASE("a merged number leads to the record under its new number") {
    Lage lage;
    lage.hier("1", eins, karim).dort(zwei, karim);
    lage.azr.letzter().alte_nummer = domain::AzrNummer::parse(eins).value();
    const auto e = lage.ergebnis();
    REQUIRE(e.zuordnungen.size() == 1);
    CHECK(e.zuordnungen[0].art == ZuordnungArt::nummer);
    CHECK(e.zuordnungen[0].status == ZuordnungStatus::sicher);
}

TEST_CASE("a record without number pairs by its features, certain only with more than names") {
    Lage schwach;
    schwach.hier("1", "", karim).dort(eins, karim);
    auto e = schwach.ergebnis();
    REQUIRE(e.zuordnungen.size() == 1);
    CHECK(e.zuordnungen[0].art == ZuordnungArt::merkmale);
    CHECK(e.zuordnungen[0].status == ZuordnungStatus::klaerfall);
    REQUIRE(e.klaerfaelle.size() == 1);
    CHECK(e.klaerfaelle[0].grund == "nur_merkmale");

    Lage stark;
    stark.hier("1", "", starke_person("Haddad", "Karim", "1985-07-14"))
        .dort(eins, starke_person("Haddad", "Karim", "1985-07-14"));
    e = stark.ergebnis();
    REQUIRE(e.zuordnungen.size() == 1);
    CHECK(e.zuordnungen[0].status == ZuordnungStatus::sicher);
    CHECK(e.klaerfaelle.empty());
}

TEST_CASE("a birth date that stands in for an unknown one makes no pair certain") {
    Lage lage;
    lage.hier("1", "", starke_person("Haddad", "Karim", "1985-01-01"))
        .dort(eins, starke_person("Haddad", "Karim", "1985-01-01"));
    const auto e = lage.ergebnis();
    REQUIRE(e.zuordnungen.size() == 1);
    CHECK(e.zuordnungen[0].status == ZuordnungStatus::klaerfall);
}

TEST_CASE("two candidates of equal features are a question for each, in one group") {
    Lage lage;
    const auto p = starke_person("Haddad", "Karim", "1985-07-14");
    lage.hier("1", "", p).dort(eins, p).dort(zwei, p);
    const auto e = lage.ergebnis();
    REQUIRE(e.zuordnungen.size() == 2);
    REQUIRE(e.klaerfaelle.size() == 2);
    for (const auto& k : e.klaerfaelle) CHECK(k.grund == "mehrere_kandidaten");
    CHECK(e.klaerfaelle[0].gruppe == e.klaerfaelle[1].gruppe);
}

TEST_CASE("equal features under another number ask for the number") {
    Lage lage;
    const auto p = starke_person("Haddad", "Karim", "1985-07-14");
    lage.hier("1", eins, p).dort(zwei, p);
    const auto e = lage.ergebnis();
    REQUIRE(e.zuordnungen.size() == 1);
    CHECK(e.zuordnungen[0].art == ZuordnungArt::merkmale);
    CHECK(e.zuordnungen[0].status == ZuordnungStatus::klaerfall);
    REQUIRE(e.klaerfaelle.size() == 1);
    CHECK(e.klaerfaelle[0].frage == Frage::welche_nummer);
    CHECK(e.klaerfaelle[0].grund == "andere_nummer_bei_gleichen_merkmalen");
}

TEST_CASE("behind a Fehlzuordnung the right record is looked for by features") {
    Lage lage;
    const auto p = starke_person("Haddad", "Karim", "1985-07-14");
    lage.hier("1", eins, p).dort(eins, person("Nguyen", "Thi", "1990-01-02")).dort(zwei, p);
    const auto e = lage.ergebnis();
    REQUIRE(e.zuordnungen.size() == 2);
    CHECK(e.zuordnungen[0].fehlzuordnung);
    CHECK(e.zuordnungen[1].art == ZuordnungArt::merkmale);
    CHECK(e.zuordnungen[1].azr == 1);
}

TEST_CASE("why a local record stays alone") {
    SECTION("it has no number") {
        CHECK(grund_lokal(Lage().hier("1", "", karim)) == AlleinGrund::ohne_azr_nummer);
    }
    SECTION("contents were asked for in part only") {
        CHECK(grund_lokal(Lage().hier("1", eins, karim)) == AlleinGrund::nicht_angefragt);
    }
    SECTION("all contents came and its number is not among them") {
        Lage lage;
        lage.optionen.voll = true;
        CHECK(grund_lokal(lage.hier("1", eins, karim)) == AlleinGrund::nicht_im_azr);
    }
    SECTION("the register's list does not hold its number") {
        CHECK(grund_lokal(Lage().hier("1", eins, karim).gelistet(zwei)) ==
              AlleinGrund::nicht_in_abgleichsdaten);
    }
    SECTION("the register's list holds its number") {
        CHECK(grund_lokal(Lage().hier("1", eins, karim).gelistet(eins)) == AlleinGrund::nicht_angefragt);
    }
    SECTION("it left") {
        Lage lage;
        lage.hier("1", eins, karim);
        lage.lokal.letzter().abgang = lage.lokal.text("fortzug");
        CHECK(grund_lokal(lage) == AlleinGrund::abgang);
    }
    SECTION("it is of Datei B") {
        Lage lage;
        lage.hier("1", eins, karim).dort(eins, karim);
        lage.lokal.letzter().datei_b = true;
        CHECK(grund_lokal(lage) == AlleinGrund::datei_b);
        CHECK(grund_azr(lage) == AlleinGrund::datei_b);
    }
    SECTION("its partner cannot be read") {
        Lage lage;
        lage.hier("1", eins, karim).dort(eins, karim);
        lage.azr.letzter().im_bestand = false;
        CHECK(grund_lokal(lage) == AlleinGrund::gegenseite_nicht_lesbar);
    }
    SECTION("what cannot be read on the other side may be its partner") {
        Lage lage;
        lage.optionen.voll = true;
        lage.optionen.unlesbar_azr = 1;
        CHECK(grund_lokal(lage.hier("1", eins, karim)) == AlleinGrund::gegenseite_unvollstaendig);
    }
}

TEST_CASE("why a record of the register stays alone") {
    Lage lage;
    lage.dort(eins, karim);
    SECTION("no local record has its number") { CHECK(grund_azr(lage) == AlleinGrund::nicht_in_datei_a); }
    SECTION("another authority keeps the file") {
        lage.azr.mit("datensatz", {{"aktenfuehrendeBehoerde", "999999"}});
        CHECK(grund_azr(lage) == AlleinGrund::andere_abh);
    }
    SECTION("its person left or died") {
        lage.azr.mit("meldestatus", {{"meldestatusArt", "06"}}, domain::Stand::aktuell);
        CHECK(grund_azr(lage) == AlleinGrund::verstorben_oder_fortgezogen);
    }
    SECTION("its partner cannot be read") {
        lage.hier("1", eins, karim);
        lage.lokal.letzter().im_bestand = false;
        CHECK(grund_azr(lage) == AlleinGrund::gegenseite_nicht_lesbar);
    }
    SECTION("what cannot be read here may be its partner") {
        lage.optionen.unlesbar_lokal = 1;
        CHECK(grund_azr(lage) == AlleinGrund::gegenseite_unvollstaendig);
    }
}

TEST_CASE("a number that only the register's list holds is named") {
    Lage lage;
    lage.gelistet(eins);
    const auto e = lage.ergebnis();
    REQUIRE(e.nur_azr.size() == 1);
    CHECK(e.nur_azr[0].grund == AlleinGrund::nur_nummer_bekannt);
    CHECK(e.nur_azr[0].satz == domain::kein_satz);
    CHECK(e.nur_azr[0].azr_nummer.text() == eins);
}

TEST_CASE("no two certain pairs share a record, whatever the mix") {
    Lage lage;
    const auto p = starke_person("Haddad", "Karim", "1985-07-14");
    lage.hier("1", eins, p)
        .hier("2", "", p)
        .hier("3", zwei, p)
        .dort(eins, p)
        .dort(zwei, person("Haddad", "Omar", "1985-07-14"));
    const auto e = lage.ergebnis();
    std::map<std::uint32_t, int> lokal, azr;
    for (const auto& z : e.zuordnungen) {
        if (z.status != ZuordnungStatus::sicher) continue;
        CHECK(++lokal[z.lokal] == 1);
        CHECK(++azr[z.azr] == 1);
    }
    CHECK(lokal.size() == 1);
}
