// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "identitaet.hpp"

#include "support/bestand_bauer.hpp"
#include "support/probelesung.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace abgleich;
using match::Identitaet;
using match::Urteil;

Identitaet person(const std::string& familienname, const std::string& vorname, const std::string& geburt) {
    Identitaet id;
    id.familienname = familienname;
    id.vorname = vorname;
    if (const auto datum = domain::TeilbekanntesDatum::parse(geburt)) id.geburt = *datum;
    return id;
}

/// The check must not depend on the side.
match::Identitaetspruefung beide(const Identitaet& a, const Identitaet& b) {
    const auto p = match::pruefe(a, b), q = match::pruefe(b, a);
    CHECK(p.sicher() == q.sicher());
    CHECK(p.andere_person() == q.andere_person());
    CHECK(p.bits == Approx(q.bits));
    CHECK(p.begruendung() == q.begruendung());
    return p;
}

const Identitaet karim = person("haddad", "karim", "1985-07-14");

}  // namespace

TEST_CASE("equal names and an equal birth date are one person") {
    const auto p = beide(karim, karim);
    CHECK(p.sicher());
    CHECK_FALSE(p.andere_person());
    CHECK(p.begruendung() == "Familienname gleich, Vorname gleich, Geburtsdatum gleich");
}

TEST_CASE("a spelling of a name still is that person") {
    CHECK(beide(karim, person("hadad", "karim", "1985-07-14")).sicher());
    CHECK(beide(karim, person("al haddad", "karim", "1985-07-14")).sicher());
    CHECK(beide(karim, person("haddad", "karim ali", "1985-07-14")).sicher());
}

TEST_CASE("both names in another spelling ask for one more equal feature") {
    auto a = karim, b = person("hadad", "kariem", "1985-07-14");
    CHECK_FALSE(beide(a, b).sicher());
    a.geburtsort = b.geburtsort = "homs";
    CHECK(beide(a, b).sicher());
    b.geburt = domain::TeilbekanntesDatum::parse("1985").value();
    CHECK_FALSE(beide(a, b).sicher());
}

TEST_CASE("two alike names of one birth date and of different sex are never certain") {
    auto a = person("haddad", "maria", "1985-07-14"), b = person("haddad", "mario", "1985-07-14");
    a.geschlecht = "w";
    b.geschlecht = "m";
    CHECK(beide(a, b).vorname == Urteil::aehnlich);
    CHECK_FALSE(beide(a, b).sicher());
}

TEST_CASE("different papers stand against a pair that is not equal in all it says") {
    auto a = karim, b = person("haddad", "karim ali", "1985-07-14");
    a.ausweisnummern = {"C01X00T47"};
    b.ausweisnummern = {"C01X00T48"};
    CHECK_FALSE(beide(a, b).sicher());
    b.vorname = "karim";
    CHECK(beide(a, b).sicher());
}

TEST_CASE("given name and family name that changed places are found") {
    const auto p = beide(karim, person("karim", "haddad", "1985-07-14"));
    CHECK(p.vertauscht);
    CHECK(p.sicher());
    CHECK(p.begruendung() == "Familienname ähnlich, Vorname ähnlich (vertauscht), Geburtsdatum gleich");
}

TEST_CASE("a new family name alone is a marriage, with anything else it is doubt") {
    CHECK(beide(person("haddad", "leila", "1985-07-14"), person("schulze", "leila", "1985-07-14")).sicher());
    CHECK_FALSE(
        beide(person("haddad", "leila", "1985-07-14"), person("schulze", "leyla", "1985-07-14")).sicher());
    CHECK_FALSE(beide(person("haddad", "leila", "1985-07-14"), person("schulze", "leila", "1985")).sicher());
    auto sie = person("haddad", "andrea", "1985-07-14"), er = person("schulze", "andrea", "1985-07-14");
    sie.geschlecht = "w";
    er.geschlecht = "m";
    CHECK_FALSE(beide(sie, er).sicher());
}

TEST_CASE("the birth name on one side explains another family name on the other") {
    auto heute = person("schulze", "leila", "1985-07-14");
    heute.weitere_familiennamen = {"haddad"};
    const auto p = beide(heute, person("haddad", "leila", "1985-07-14"));
    CHECK(p.familienname == Urteil::aehnlich);
    CHECK(p.sicher());
}

TEST_CASE("twins are never certain") {
    CHECK_FALSE(beide(karim, person("haddad", "omar", "1985-07-14")).sicher());
    CHECK_FALSE(beide(karim, person("haddad", "yusuf", "1985-07-14")).sicher());
    auto a = karim, b = person("haddad", "omar", "1985-07-14");
    for (auto* zwilling : {&a, &b}) {  // all else that twins share
        zwilling->geschlecht = "m";
        zwilling->staaten = {"475"};
        zwilling->geburtsort = "homs";
    }
    CHECK_FALSE(beide(a, b).sicher());
    CHECK_FALSE(beide(a, b).andere_person());
}

TEST_CASE("father and son of one name are told apart by their birth dates") {
    const auto p = beide(karim, person("haddad", "karim", "1958-03-02"));
    CHECK(p.geburt == Urteil::widerspruch);
    CHECK_FALSE(p.sicher());
}

TEST_CASE("two contradictions against which nothing weighs are another person") {
    CHECK(beide(karim, person("nguyen", "thi", "1990-01-02")).andere_person());
    CHECK(beide(karim, person("nguyen", "karim", "1990-01-02")).andere_person());
    CHECK_FALSE(beide(karim, person("haddad", "karim", "1990-01-02")).andere_person());
    auto a = karim, b = person("nguyen", "karim", "1990-01-02");
    a.ausweisnummern = b.ausweisnummern = {"C01X00T47"};
    CHECK_FALSE(beide(a, b).andere_person());  // one paper: doubt
    CHECK_FALSE(beide(a, b).sicher());
}

TEST_CASE("two contradictions beside an equal birth date are doubt") {
    const auto p = beide(karim, person("nguyen", "thi", "1985-07-14"));
    CHECK_FALSE(p.andere_person());
    CHECK_FALSE(p.sicher());
}

TEST_CASE("a birth date with a slip is alike, with more than one it contradicts") {
    CHECK(beide(karim, person("haddad", "karim", "1985-07-15")).geburt == Urteil::aehnlich);
    CHECK(beide(karim, person("haddad", "karim", "1986-07-14")).geburt == Urteil::aehnlich);
    CHECK(beide(karim, person("haddad", "karim", "1986-07-15")).geburt == Urteil::widerspruch);
    CHECK(beide(person("haddad", "karim", "1985-07-04"), person("haddad", "karim", "1985-04-07")).geburt ==
          Urteil::aehnlich);
    CHECK(beide(person("haddad", "karim", "1985-07-04"), person("haddad", "karim", "1986-04-07")).geburt ==
          Urteil::widerspruch);
}

TEST_CASE("the first of January and a partly known date agree with any day of their year") {
    CHECK(beide(karim, person("haddad", "karim", "1985-01-01")).geburt == Urteil::aehnlich);
    CHECK(beide(karim, person("haddad", "karim", "1985")).geburt == Urteil::aehnlich);
    CHECK(beide(karim, person("haddad", "karim", "1984")).geburt == Urteil::widerspruch);
    CHECK(beide(karim, person("haddad", "karim", "1984-01-01")).geburt == Urteil::widerspruch);
    CHECK(beide(karim, person("haddad", "karim", "unbekannt")).geburt == Urteil::fehlt);
}

TEST_CASE("an alias birth date explains another main one") {
    auto a = person("haddad", "karim", "1990-02-03");
    a.weitere_geburten = {karim.geburt};
    CHECK(beide(a, karim).geburt == Urteil::aehnlich);
}

TEST_CASE("one name alone is not enough") {
    CHECK_FALSE(beide(person("haddad", "", ""), karim).sicher());
    CHECK_FALSE(beide(person("", "", "1985-07-14"), karim).sicher());
    CHECK_FALSE(beide(person("", "", ""), person("", "", "")).sicher());
    CHECK(beide(person("haddad", "", "1985-07-14"), karim).sicher());
}

TEST_CASE("keys of states that say little neither agree nor contradict") {
    auto a = karim, b = karim;
    a.staaten = {"998"};
    b.staaten = {"475"};
    CHECK(beide(a, b).staat == Urteil::fehlt);
    b.staaten = {"998"};
    CHECK(beide(a, b).staat == Urteil::fehlt);
    a.staaten = {"163", "475"};
    b.staaten = {"475"};
    CHECK(beide(a, b).staat == Urteil::gleich);
    b.staaten = {"124"};
    CHECK(beide(a, b).staat == Urteil::widerspruch);
}

TEST_CASE("the identity of a record is read from all its sources in comparable form") {
    test::BestandBauer bauer(test::katalog());
    bauer.satz("1", "")
        .mit("grundpersonalien", {{"familienname", "Müller-Haddad"},
                                  {"geburtsname", "Haddad"},
                                  {"vorname", "Karim"},
                                  {"geburtsangaben/tagDerGeburt", "1985-07-14"},
                                  {"geburtsangaben/geburtsort", "Homs"},
                                  {"geschlecht", "m"},
                                  {"staatsangehoerigkeit[1]", "475"},
                                  {"staatsangehoerigkeit[2]", "163"}})
        .mit("aliaspersonalien",
             {{"familienname", "Al Hadad"}, {"vorname", "Kareem"}, {"geburt/tagDerGeburt", "1984"}})
        .mit("ausweispapier", {{"ausweisIdentifikation", "c01 x00-t47"}});
    const auto id = match::identitaet(bauer.bestand, bauer.bestand.saetze[0], test::katalog());
    CHECK(id.familienname == "muller haddad");
    CHECK(id.vorname == "karim");
    CHECK(id.weitere_familiennamen == std::vector<std::string>{"al hadad", "haddad"});
    CHECK(id.weitere_vornamen == std::vector<std::string>{"kareem"});
    CHECK(id.geburt.text() == "1985-07-14");
    REQUIRE(id.weitere_geburten.size() == 1);
    CHECK(id.weitere_geburten[0].text() == "1984");
    CHECK(id.geburtsort == "homs");
    CHECK(id.geschlecht == "m");
    CHECK(id.staaten == std::vector<std::string_view>{"475", "163"});
    CHECK(id.ausweisnummern == std::vector<std::string>{"C01X00T47"});
}

TEST_CASE("a leaf that cannot be read and a name that is not there do not count") {
    test::BestandBauer bauer(test::katalog());
    bauer.satz("1", "")
        .mit("grundpersonalien", {{"familienname", "nichtVorhanden"}, {"vorname", "Karim"}})
        .unlesbar();
    const auto id = match::identitaet(bauer.bestand, bauer.bestand.saetze[0], test::katalog());
    CHECK(id.familienname == "");
    CHECK(id.vorname == "");
}

TEST_CASE("siblings and twins with one number are asked about, not taken for one person") {
    // One given name in common does not make two given names one.
    CHECK_FALSE(beide(person("haddad", "muhammad ali", "1990-05-01"),
                      person("haddad", "muhammad hassan", "1990-05-01"))
                    .sicher());
    auto er = person("haddad", "amir", "1990-05-01"), sie = person("haddad", "amira", "1990-05-01");
    er.geschlecht = "m";
    sie.geschlecht = "w";
    CHECK_FALSE(beide(er, sie).sicher());
    auto amir = person("haddad", "amir", "1990-05-01"), amin = person("haddad", "amin", "1990-05-01");
    amir.ausweisnummern = {"A1"};
    amin.ausweisnummern = {"B2"};
    CHECK_FALSE(beide(amir, amin).sicher());
}

TEST_CASE("father and son of one name are not taken for a slip in the year") {
    CHECK_FALSE(beide(person("haddad", "mohammad", "1961-02-03"), person("haddad", "mohammad", "1991-02-03"))
                    .sicher());
    CHECK(beide(person("haddad", "mohammad", "1961-02-03"), person("haddad", "mohammad", "1962-02-03"))
              .sicher());
}
