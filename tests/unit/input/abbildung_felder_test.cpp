// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "abbildung_proben.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace abgleich;
using namespace abgleich::test;

TEST_CASE("an unknown field gets a proposal, by its spelling or by its last part") {
    CHECK(fehler(mit_feldern("familiennahme = \"N\"\n")) ==
          "m.toml:8: 'grundpersonalien' has no field 'familiennahme', did you mean 'familienname'?");
    CHECK(fehler(mit_feldern("tagDerGeburt = \"N\"\n")) == "m.toml:8: 'grundpersonalien' has no field "
                                                           "'tagDerGeburt', did you mean "
                                                           "'geburtsangaben/tagDerGeburt'?");
    CHECK(fehler(mit_feldern("schuhgroesse = \"N\"\n")) ==
          "m.toml:8: 'grundpersonalien' has no field 'schuhgroesse'; see 'abgleich katalog show "
          "grundpersonalien'");
}

TEST_CASE("a field that only a message to the register has, has no place in a record") {
    CHECK(fehler(mit_feldern("aenderungsArt = \"N\"\n"))
              .starts_with("m.toml:8: field 'aenderungsArt' of 'grundpersonalien' has no place in a record"));
}

TEST_CASE("a name with a point that is not in quotes is told so") {
    CHECK(fehler(mit_feldern("familienname = \"N\"\nreferenz.id = \"R\"\n")) ==
          "m.toml:9: no field 'referenz'; write the name 'referenz.id' in quotes");
}

TEST_CASE("an index stands once, counts from 1, and only where a field repeats") {
    CHECK(fehler(mit_feldern("\"staatsangehoerigkeit[0]\" = \"N\"\n")) ==
          "m.toml:8: 'staatsangehoerigkeit[0]' has a wrong index (expected one, as 'name[1]')");
    CHECK(fehler(mit_feldern("\"staatsangehoerigkeit[x]\" = \"N\"\n")) ==
          "m.toml:8: 'staatsangehoerigkeit[x]' has a wrong index (expected one, as 'name[1]')");
    CHECK(fehler(mit_feldern("\"staatsangehoerigkeit[1][1]\" = \"N\"\n")) ==
          "m.toml:8: 'staatsangehoerigkeit[1][1]' has a wrong index (expected one, as 'name[1]')");
    CHECK(fehler(mit_feldern("\"familienname[1]\" = \"N\"\n")) ==
          "m.toml:8: 'familienname[1]' has an index, but 'grundpersonalien' holds the field once");
    CHECK(fehler(mit_feldern("\"staatsangehoerigkeit[65535]/staatsgebiet\" = \"N\"\n")).empty());
}

TEST_CASE("a field that is fed twice is refused, with and without its index") {
    CHECK(fehler(mit_feldern("staatsangehoerigkeit = \"N\"\n\"staatsangehoerigkeit[1]\" = \"M\"\n")) ==
          "m.toml:9: field 'staatsangehoerigkeit[1]' is fed twice");
}

TEST_CASE("fields of the record itself are fed once by all entries of a file") {
    const std::string eintrag = "[[datei.eintrag]]\nsachverhalt = \"datensatz\"\n"
                                "felder = { aktenfuehrendeBehoerde = \"B\" }\n";
    CHECK(fehler(in_datei(eintrag + eintrag)) == "m.toml:10: field 'aktenfuehrendeBehoerde' is fed twice");
}

TEST_CASE("an edition without its code is refused") {
    CHECK(fehler(mit_feldern(
              "\"staatsangehoerigkeit[1]\" = \"N\"\n\"staatsangehoerigkeit[2]@version\" = \"V\"\n")) ==
          "m.toml:9: 'staatsangehoerigkeit[2]@version' without the field that it belongs to (expected "
          "'staatsangehoerigkeit[2]' beside it)");
    CHECK(fehler(mit_feldern(
                     "\"staatsangehoerigkeit[2]\" = \"N\"\n\"staatsangehoerigkeit[2]@version\" = \"V\"\n"))
              .empty());
}

TEST_CASE("an entry needs a Sachverhalt and fields, at least one from a column") {
    CHECK(fehler(in_datei("[[datei.eintrag]]\nstandd = \"offen\"\n")) ==
          "m.toml:5: key 'sachverhalt' is missing\n"
          "m.toml:5: table 'felder' is missing\n"
          "m.toml:6: unknown key 'standd', did you mean 'stand'?");
    CHECK(fehler(mit_feldern("geschlecht = { wert = \"m\" }\n")) ==
          "m.toml:7: no field of the entry comes from a column; name at least one");
    CHECK(fehler(mit_feldern("")) == "m.toml:7: 'felder' names no field");
}

TEST_CASE("a slot that the register does not have for a Sachverhalt is refused") {
    const auto mit_stand = [](const std::string& sachverhalt, const std::string& stand,
                              const std::string& feld) {
        return fehler(in_datei("[[datei.eintrag]]\nsachverhalt = \"" + sachverhalt + "\"\nstand = " + stand +
                               "\nfelder = { " + feld + " = \"A\" }\n"));
    };
    CHECK(mit_stand("aufenthaltserlaubnis", "\"aktuell\"", "ereignisdatum") ==
          "m.toml:7: 'stand' does not take 'aktuell' (expected offen for 'aufenthaltserlaubnis')");
    CHECK(mit_stand("duldung", "{ wert = \"offen\" }", "duldungArt") ==
          "m.toml:7: 'stand' does not take 'offen' (expected aktuell or historisch for 'duldung')");
    CHECK(mit_stand("duldung", "{ spalte = \"Lage\" }", "duldungArt").empty());
    CHECK(mit_stand("datensatz", "\"offen\"", "aktenfuehrendeBehoerde") ==
          "m.toml:7: 'stand' at fields of the record itself, which have none");
}

TEST_CASE("a table of codes at 'stand' gives slots") {
    CHECK(
        fehler(kopf + "[codes.lage]\nwerte = { \"1\" = \"aktuell\", \"2\" = \"alt\" }\n" + datei +
               "[[datei.eintrag]]\nsachverhalt = \"duldung\"\nstand = { spalte = \"L\", codes = \"lage\" }\n"
               "felder = { duldungArt = \"A\" }\n") == "m.toml:9: 'stand' does not take 'alt' from the table "
                                                       "of codes 'lage' (expected aktuell or historisch "
                                                       "for 'duldung')");
}

TEST_CASE("a repetition and the number in the names of columns need each other") {
    const auto duldung = [](const std::string& zeile, const std::string& spalte) {
        return fehler(in_datei("[[datei.eintrag]]\nsachverhalt = \"duldung\"\n" + zeile +
                               "felder = { duldungArt = \"" + spalte + "\" }\n"));
    };
    CHECK(duldung("wiederhole = 3\n", "Art") ==
          "m.toml:7: 'wiederhole' without '{n}' in the name of a column");
    CHECK(duldung("", "Art{n}") == "m.toml:7: '{n}' in the name of a column without 'wiederhole'");
    CHECK(duldung("wiederhole = 51\n", "Art{n}") ==
          "m.toml:7: 'wiederhole' is out of range (expected a whole number from 1 to 50)");
    CHECK(duldung("wiederhole = 50\n", "Art{n}").empty());
    CHECK(fehler(in_datei("person = \"P{n}\"\n[datei.datensatz]\nazrNummer = \"N\"\n")) ==
          "m.toml:5: '{n}' in the name of a column without 'wiederhole'");
}

TEST_CASE("what a record holds once is not repeated") {
    CHECK(fehler(in_datei("[[datei.eintrag]]\nsachverhalt = \"familienstand\"\nwiederhole = 2\n"
                          "felder = { meldendeBehoerde = \"F{n}\" }\n")) ==
          "m.toml:7: 'wiederhole' at 'familienstand', which a record holds once");
    CHECK(fehler(in_datei("[[datei.eintrag]]\nsachverhalt = \"datensatz\"\nwiederhole = 2\n"
                          "felder = { aktenfuehrendeBehoerde = \"F{n}\" }\n")) ==
          "m.toml:7: 'wiederhole' at fields of the record itself, which stand once");
}

TEST_CASE("a filter names a column and its values") {
    CHECK(fehler(in_datei("filter = [{ spalt = \"D\" }, { spalte = \"\", werte = [] }]\n[datei.datensatz]\n"
                          "azrNummer = \"N\"\n")) ==
          "m.toml:5: unknown key 'spalt', did you mean 'spalte'?\n"
          "m.toml:5: key 'spalte' is missing\n"
          "m.toml:5: 'filter': key 'werte' is missing\n"
          "m.toml:5: 'filter': the name of the column is empty\n"
          "m.toml:5: 'filter': 'werte' is empty, so no row would be read");
}

TEST_CASE("attributes of a record are checked, their constants too") {
    CHECK(fehler(in_datei("[datei.datensatz]\nazrNumer = \"N\"\n")) ==
          "m.toml:6: a record has no attribute 'azrNumer', did you mean 'azrNummer'?");
    CHECK(fehler(in_datei("[datei.datensatz]\nazrNummer = { wert = \"1\" }\n")) ==
          "m.toml:6: 'azrNummer' is a constant, so all records had one number (expected a column)");
    CHECK(fehler(in_datei("[datei.datensatz]\ndatei = { wert = \"C\" }\n")) ==
          "m.toml:6: 'datei' does not take 'C' (expected A, B)");
    CHECK(fehler(in_datei("[datei.datensatz]\nabgangsdatum = { wert = \"2026\" }\n")) ==
          "m.toml:6: 'abgangsdatum' does not take '2026' (expected a day JJJJ-MM-TT)");
    CHECK(fehler(in_datei("[datei.datensatz]\nabgang = { wert = \"fortzug\" }\n")).empty());
}

TEST_CASE("the register knows no attribute but the AZR-Nummer, and no person of a file") {
    const auto toml =
        in_datei("person = \"P\"\n[datei.datensatz]\nazrNummer = \"N\"\nsachbearbeiter = \"S\"\n");
    CHECK(fehler(toml) == "");
    CHECK(fehler(toml, Seite::azr) ==
          "m.toml:5: 'person' is not known to the register; its key is the AZR-Nummer\n"
          "m.toml:8: attribute 'sachbearbeiter' is not the register's (expected only azrNummer)");
}

TEST_CASE("a name with control characters does not break the lines of the faults") {
    CHECK(fehler(in_datei("\"x\\ny\" = 1\n[datei.datensatz]\nazrNummer = \"N\"\n"))
              .starts_with("m.toml:5: unknown key 'x?y'"));
}

TEST_CASE("compared fields that nothing feeds are named in order of the catalogue") {
    const auto a = lies(in_datei("[[datei.eintrag]]\nsachverhalt = \"aufenthaltserlaubnis\"\n"
                                 "felder = { befristungsdatum = \"A\" }\n"
                                 "[[datei.eintrag]]\nsachverhalt = \"aufenthaltserlaubnis\"\n"
                                 "felder = { nummerAufenthaltstitel = \"A\" }\n"
                                 "[[datei.eintrag]]\nsachverhalt = \"datensatz\"\n"
                                 "felder = { aktenfuehrendeBehoerde = \"A\" }\n"));
    CHECK(input::ungespeiste_felder(a, test::katalog()) ==
          std::vector<std::string>{"aufenthaltserlaubnis/aufenthaltserlaubnisArt",
                                   "aufenthaltserlaubnis/ereignisdatum", "aufenthaltserlaubnis/staat",
                                   "aufenthaltserlaubnis/staat/staatsgebiet",
                                   "aufenthaltserlaubnis/gueltig"});
}

TEST_CASE("a repeated field is fed by any of its columns") {
    const auto felder = input::ungespeiste_felder(lies(mit_feldern("\"staatsangehoerigkeit[2]\" = \"N\"\n")),
                                                  test::katalog());
    const auto ist = [&](const char* feld) {
        return std::find(felder.begin(), felder.end(), feld) != felder.end();
    };
    CHECK(ist("grundpersonalien/vorname"));
    CHECK_FALSE(ist("grundpersonalien/staatsangehoerigkeit"));
}

TEST_CASE("dates of a record are known by their types") {
    const auto felder = input::datumsfelder(test::katalog());
    const auto ist = [&](const char* sachverhalt, const char* pfad) {
        const auto feld = test::katalog().find_feld(sachverhalt, pfad);
        REQUIRE(feld != 0);
        return std::binary_search(felder.begin(), felder.end(), feld);
    };
    CHECK(ist("grundpersonalien", "geburtsangaben/tagDerGeburt"));
    CHECK(ist("grundpersonalien", "letzteAenderung"));
    CHECK(ist("anschrift", "einzugsdatum"));
    CHECK_FALSE(ist("grundpersonalien", "familienname"));
    CHECK_FALSE(ist("grundpersonalien", "geschlecht@version"));
}
