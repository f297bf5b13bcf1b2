// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "support/bestand_bauer.hpp"
#include "support/probelesung.hpp"

#include <abgleich/compare/vergleicher.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace abgleich;

const std::string eins = "840917000001", zwei = "840917000002", drei = "840917000003";
using Referenzen = std::vector<std::pair<std::string, std::string>>;  // Sachverhalt, id

/// Both sides of level 1, and the rows that come out as "number entity local azr result".
struct Lage {
    test::BestandBauer lokal{test::katalog()};
    test::BestandBauer azr{test::katalog()};
    domain::Abgleichsdaten liste;
    std::vector<domain::Zuordnung> zuordnungen;

    Lage& eintrag(const std::string& nummer, const Referenzen& referenzen = {}, bool mit_referenzen = true) {
        domain::Abgleichsdaten::Eintrag e;
        e.nummer = domain::AzrNummer::parse(nummer).value();
        e.erste_referenz = static_cast<std::uint32_t>(liste.referenzen.size());
        e.mit_referenzen = mit_referenzen;
        for (const auto& [sachverhalt, id] : referenzen)
            liste.referenzen.push_back(
                {test::katalog().find_sachverhalt(sachverhalt)->abgleich_feld, liste.texte.add(id)});
        e.referenzen = static_cast<std::uint32_t>(liste.referenzen.size()) - e.erste_referenz;
        liste.eintraege.push_back(e);
        liste.vorhanden = true;
        return *this;
    }
    compare::Lesbarkeit lesbarkeit;
    std::vector<std::string> zeilen() const {
        std::vector<std::string> texte;
        for (const auto& z : compare::vergleiche_register(zuordnungen, lokal.bestand, azr.bestand, liste,
                                                          test::katalog(), lesbarkeit))
            texte.push_back(z.azr_nummer.text().substr(10) + " " + z.entitaet + " " + z.referenz_lokal + " " +
                            z.referenz_azr + " " + z.ergebnis);
        return texte;
    }
};

using Zeilen = std::vector<std::string>;

}  // namespace

TEST_CASE("every number of either side gets one row of its own") {
    Lage lage;
    lage.lokal.satz("1", eins).satz("3", drei);
    lage.eintrag(eins, {}, false).eintrag(zwei, {}, false);
    CHECK(lage.zeilen() == Zeilen{"01    beide", "02    nicht_in_A", "03    nicht_in_Abgleichsdaten"});
}

TEST_CASE("an equal Referenz-ID is 01, the same stem with another version 02") {
    Lage lage;
    lage.lokal.satz("1", eins)
        .mit("duldung", {{"referenz.id", "ABCDEFG001"}})
        .mit("duldung", {{"referenz.id", "HIJKLMN001"}});
    lage.eintrag(eins, {{"duldung", "ABCDEFG001"}, {"duldung", "HIJKLMN112"}});
    CHECK(lage.zeilen() == Zeilen{"01    beide", "01 duldung ABCDEFG001 ABCDEFG001 01",
                                  "01 duldung HIJKLMN001 HIJKLMN112 02"});
}

TEST_CASE("an equal Referenz-ID counts before an equal stem, whatever the order") {
    Lage lage;
    lage.lokal.satz("1", eins)
        .mit("duldung", {{"referenz.id", "ABCDEFG001"}})
        .mit("duldung", {{"referenz.id", "ABCDEFG112"}});
    lage.eintrag(eins, {{"duldung", "ABCDEFG112"}});
    CHECK(lage.zeilen() ==
          Zeilen{"01    beide", "01 duldung ABCDEFG112 ABCDEFG112 01", "01 duldung ABCDEFG001  05"});
}

TEST_CASE("what one side lacks is 03 or 05, a fact without Referenz-ID here 04") {
    Lage lage;
    SECTION("the register alone") {
        lage.lokal.satz("1", eins);
        lage.eintrag(eins, {{"duldung", "ABCDEFG001"}});
        CHECK(lage.zeilen() == Zeilen{"01    beide", "01 duldung  ABCDEFG001 03"});
    }
    SECTION("the local file alone") {
        lage.lokal.satz("1", eins).mit("duldung", {{"referenz.id", "ABCDEFG001"}});
        lage.eintrag(eins);
        CHECK(lage.zeilen() == Zeilen{"01    beide", "01 duldung ABCDEFG001  05"});
    }
    SECTION("a fact that has no Referenz-ID yet") {
        lage.lokal.satz("1", eins).mit("duldung", {{"duldungArt", "03"}});
        lage.eintrag(eins, {{"duldung", "ABCDEFG001"}});
        CHECK(lage.zeilen() == Zeilen{"01    beide", "01 duldung  ABCDEFG001 04"});
    }
}

TEST_CASE("of a Sachverhalt that exists once another stem is the same fact in another version") {
    Lage lage;
    lage.lokal.satz("1", eins).mit("grundpersonalien", {{"referenz.id", "ABCDEFG001"}});
    lage.eintrag(eins, {{"grundpersonalien", "ZZZZZZZ001"}});
    CHECK(lage.zeilen() == Zeilen{"01    beide", "01 grundpersonalien ABCDEFG001 ZZZZZZZ001 02"});
}

TEST_CASE("only the present address is compared, not a former one") {
    Lage lage;
    lage.lokal.satz("1", eins)
        .mit("anschrift", {{"fruehereAnschrift", "true"}, {"referenz.id", "FRUEHER001"}})
        .mit("anschrift", {{"fruehereAnschrift", "false"}, {"referenz.id", "JETZTXX001"}});
    lage.eintrag(eins, {{"anschrift", "JETZTXX001"}});
    CHECK(lage.zeilen() == Zeilen{"01    beide", "01 anschrift JETZTXX001 JETZTXX001 01"});
}

TEST_CASE("a list of numbers alone gives no rows of facts") {
    Lage lage;
    lage.lokal.satz("1", eins).mit("duldung", {{"referenz.id", "ABCDEFG001"}});
    lage.eintrag(eins, {}, false);
    CHECK(lage.zeilen() == Zeilen{"01    beide"});
}

TEST_CASE("a record that cannot be read counts as there and its facts are not judged") {
    Lage lage;
    lage.lokal.satz("1", eins);
    lage.lokal.letzter().im_bestand = false;
    lage.eintrag(eins, {{"duldung", "ABCDEFG001"}});
    CHECK(lage.zeilen() == Zeilen{"01    beide"});
}

TEST_CASE("a record of Datei B is not in Datei A") {
    Lage lage;
    lage.lokal.satz("1", eins);
    lage.lokal.letzter().datei_b = true;
    lage.eintrag(eins, {}, false);
    CHECK(lage.zeilen() == Zeilen{"01    nicht_in_A"});
}

TEST_CASE("a merged number is looked for under its new one, if the pair is certain") {
    Lage lage;
    lage.lokal.satz("1", eins);
    lage.azr.satz("", zwei);
    lage.eintrag(zwei, {}, false);
    domain::Zuordnung paar;
    paar.lokal = paar.azr = 0;
    lage.zuordnungen.push_back(paar);
    CHECK(lage.zeilen() == Zeilen{"02    beide"});
    lage.zuordnungen[0].status = domain::ZuordnungStatus::klaerfall;
    CHECK(lage.zeilen() == Zeilen{"01    nicht_in_Abgleichsdaten", "02    nicht_in_A"});
}

TEST_CASE("what cannot be read on a side is not said to be absent there") {
    Lage lage;
    lage.lokal.satz("1", eins);
    lage.eintrag(zwei, {}, false);
    lage.lesbarkeit.lokal_vollstaendig = false;
    CHECK(lage.zeilen() == Zeilen{"01    nicht_in_Abgleichsdaten", "02    nicht_feststellbar"});
    lage.lesbarkeit = {true, false};
    CHECK(lage.zeilen() == Zeilen{"01    nicht_feststellbar", "02    nicht_in_A"});
}

TEST_CASE("two local records with one number give one row of the number") {
    Lage lage;
    lage.lokal.satz("1", eins).satz("2", eins);
    lage.eintrag(eins, {}, false);
    CHECK(lage.zeilen() == Zeilen{"01    beide"});
}
