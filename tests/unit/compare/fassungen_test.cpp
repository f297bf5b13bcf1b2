// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Records written in different versions of the standard: what a version does not know is no finding.
#include "support/bestand_bauer.hpp"
#include "support/zweite_fassung.hpp"

#include <abgleich/compare/vergleicher.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace {

using namespace abgleich;
using domain::Abweichung;
using domain::AbweichungArt;

/// 27.05: in a Duldung `befristungsdatum` is gone, `befristetBis` is new, `traegervordruck` has another name
/// and code 03 became 13; the Asylstatus is gone.
const katalog::Fassungen& fassungen() {
    static const auto geladen = [] {
        test::ZweiteFassung f;
        for (const char* art : {"Auskunft", "Meldung"}) {
            const std::string typ = std::string("AZR.Duldung.") + art;
            f.aendere(typ, "name=\"befristungsdatum\"", "name=\"befristetBis\"");
            f.aendere(typ, "name=\"traegervordruck\"", "name=\"vordruck\"");
        }
        f.ersetze("AZR.Asylstatus.", "AZR.Neuerstatus.");
        f.delta("umbenannt = { \"duldung/traegervordruck\" = \"vordruck\" }\n"
                "entfallen = [\"duldung/befristungsdatum\", \"asylstatus\"]\n"
                "code_nachfolger = { \"artderduldung\" = { \"03\" = \"13\" } }\n");
        f.datei(
            "047-duldung.toml",
            "[sachverhalt.duldung.feld]\nbefristetBis = { text = \"Befristet bis\", schwere = \"hoch\" }\n");
        return f.lade();
    }();
    return geladen;
}

/// One certain pair; of either side the version and the facts. A second local record fills what the local
/// file would else seem not to keep.
struct Paar {
    test::BestandBauer lokal{fassungen().gesamt()};
    test::BestandBauer azr{fassungen().gesamt()};
    std::vector<domain::Zuordnung> zuordnungen = std::vector<domain::Zuordnung>(1);

    explicit Paar(std::uint8_t fassung_lokal = 0, std::uint8_t fassung_azr = 1) {
        zuordnungen[0].lokal = zuordnungen[0].azr = 0;
        lokal.satz("1", "840917000001").letzter().fassung = fassung_lokal;
        azr.satz("", "840917000001").letzter().fassung = fassung_azr;
    }
    compare::Vergleichsergebnis ergebnis() const {
        return compare::vergleiche(zuordnungen, lokal.bestand, azr.bestand, fassungen().gesamt(),
                                   domain::KennungBilder("test"), {});
    }
    std::vector<Abweichung> abweichungen() const { return ergebnis().abweichungen; }
};

using Gezaehlt = std::map<std::string, std::uint64_t>;

}  // namespace

TEST_CASE("a field that the version of one side lacks is not missing there, but counted") {
    Paar paar;
    paar.lokal.mit("duldung", {{"duldungArt", "05"}, {"befristungsdatum", "2027-01-01"}});
    paar.lokal.satz("2", "").mit("duldung", {{"befristetBis", "2027-01-01"}});
    paar.azr.mit("duldung", {{"duldungArt", "05"}, {"befristetBis", "2028-01-01"}});
    const auto ergebnis = paar.ergebnis();
    CHECK(ergebnis.abweichungen.empty());
    CHECK(ergebnis.nicht_verglichen ==
          Gezaehlt{{"duldung/befristetBis", 1}, {"duldung/befristungsdatum", 1}});
}

TEST_CASE("two records of one version are compared as ever") {
    for (const std::uint8_t fassung : {std::uint8_t{0}, std::uint8_t{1}}) {
        Paar paar(fassung, fassung);
        const std::string feld = fassung == 0 ? "befristungsdatum" : "befristetBis";
        paar.lokal.mit("duldung", {{"duldungArt", "05"}, {feld, "2027-01-01"}});
        paar.azr.mit("duldung", {{"duldungArt", "05"}});
        const auto a = paar.abweichungen();
        REQUIRE(a.size() == 1);
        CHECK(a[0].art == AbweichungArt::fehlt_im_azr);
        CHECK(fassungen().gesamt().feld(a[0].feld).pfad == feld);
    }
}

TEST_CASE("a renamed field is one field, and its finding keeps its name") {
    const auto befund = [](std::uint8_t fassung_azr) {
        Paar paar(0, fassung_azr);
        paar.lokal.mit("duldung", {{"duldungArt", "05"}, {"traegervordruck", "A1"}});
        paar.azr.mit("duldung", {{"duldungArt", "05"}, {"vordruck", "A2"}});
        return paar.abweichungen();
    };
    REQUIRE(befund(1).size() == 1);
    CHECK(befund(1)[0].art == AbweichungArt::abweichend);
    CHECK(befund(1)[0].kennung == befund(0).at(0).kennung);
    // The name that the same finding had when only 26.11 was installed.
    CHECK(befund(1)[0].kennung ==
          domain::KennungBilder("test").befund({}, "duldung", "l#1", "traegervordruck", 0));
}

TEST_CASE("an exchanged code equals its successor, and the report shows what each side wrote") {
    Paar paar;
    paar.lokal.mit("duldung", {{"duldungArt", "03"}, {"ereignisdatum", "2027-01-01"}});
    paar.azr.mit("duldung", {{"duldungArt", "13"}, {"ereignisdatum", "2027-01-01"}});
    CHECK(paar.abweichungen().empty());
    SECTION("occurrences are paired by it") {
        Paar mehrere;
        mehrere.lokal.mit("duldung", {{"duldungArt", "03"}, {"bescheinigungsNummer", "T1"}})
            .mit("duldung", {{"duldungArt", "05"}, {"bescheinigungsNummer", "T1"}});
        mehrere.azr.mit("duldung", {{"duldungArt", "05"}, {"bescheinigungsNummer", "T1"}})
            .mit("duldung", {{"duldungArt", "13"}, {"bescheinigungsNummer", "T1"}});
        CHECK(mehrere.abweichungen().empty());
    }
    SECTION("in the old version alone both are codes of their own") {
        Paar alt(0, 0);
        alt.lokal.mit("duldung", {{"duldungArt", "03"}, {"ereignisdatum", "2027-01-01"}});
        alt.azr.mit("duldung", {{"duldungArt", "05"}, {"ereignisdatum", "2027-01-01"}});
        const auto a = alt.abweichungen();
        REQUIRE(a.size() == 1);
        CHECK(a[0].lokal == "03");
        CHECK(a[0].azr == "05");
    }
    SECTION("the new version's own 03 is not the old one") {
        Paar neu(0, 1);
        neu.lokal.mit("duldung", {{"duldungArt", "03"}, {"ereignisdatum", "2027-01-01"}});
        neu.azr.mit("duldung", {{"duldungArt", "03"}, {"ereignisdatum", "2027-01-01"}});
        CHECK(neu.abweichungen().size() == 1);
    }
}

TEST_CASE("a Sachverhalt that the version of one side lacks is not missing there") {
    Paar paar;
    paar.lokal.mit("asylstatus", {{"asylstatus", "01"}, {"ereignisdatum", "2020-01-01"}});
    const auto ergebnis = paar.ergebnis();
    CHECK(ergebnis.abweichungen.empty());
    CHECK(ergebnis.nicht_verglichen == Gezaehlt{{"asylstatus", 1}});
    Paar alt(0, 0);
    alt.lokal.mit("asylstatus", {{"asylstatus", "01"}, {"ereignisdatum", "2020-01-01"}});
    CHECK(alt.abweichungen().size() == 1);
}

TEST_CASE("a path in dispute is known by the name of any version") {
    for (const std::string pfad : {"duldung/traegervordruck", "duldung/vordruck"}) {
        Paar paar;
        paar.lokal.mit("duldung", {{"duldungArt", "05"}, {"traegervordruck", "A1"}});
        paar.lokal.letzter().bestritten = paar.lokal.text(pfad);
        paar.azr.mit("duldung", {{"duldungArt", "05"}, {"vordruck", "A2"}});
        CHECK(paar.abweichungen().at(0).ursache == domain::Ursache::bestritten);
    }
}

TEST_CASE("level 1 leaves out what a version cannot list") {
    const auto& k = fassungen().gesamt();
    const auto zeilen = [&](std::uint8_t fassung_lokal, const std::string& sachverhalt) {
        Paar paar(fassung_lokal, 1);
        domain::Abgleichsdaten liste;
        liste.vorhanden = true;
        liste.referenzen.push_back(
            {k.find_sachverhalt(sachverhalt)->abgleich_feld, liste.texte.add("ABCDEFG001")});
        liste.eintraege.push_back({domain::AzrNummer::parse("840917000001").value(), 0, 1, true, 1});
        std::size_t anzahl = 0;
        for (const auto& z :
             compare::vergleiche_register({}, paar.lokal.bestand, paar.azr.bestand, liste, k, {}))
            if (!z.entitaet.empty()) ++anzahl;
        return anzahl;
    };
    CHECK(zeilen(1, "asylstatus") == 0);
    CHECK(zeilen(0, "asylstatus") == 1);
    CHECK(zeilen(1, "duldung") == 1);
}
