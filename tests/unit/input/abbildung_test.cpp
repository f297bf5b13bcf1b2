// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "abbildung_proben.hpp"
#include "support/zwischenordner.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace abgleich;
using namespace abgleich::test;

namespace {

const input::Wertquelle& quelle(const input::Eintrag& eintrag, const std::string& feld) {
    const auto it = std::find_if(eintrag.felder.begin(), eintrag.felder.end(),
                                 [&](const auto& f) { return f.first == feld; });
    REQUIRE(it != eintrag.felder.end());
    return it->second;
}

}  // namespace

TEST_CASE("a mapping file is read with all it may say") {
    const auto a = lies(R"(abbildung = 1
behoerde = "146120"
stand = "2026-11-22"
zeichensatz = "windows-1252"
trennzeichen = "tab"
anfuehrung = ""
dezimal = "."
datumsformat = ["TT.MM.JJJJ", "MM/JJJJ"]

[codes.geschlecht]
werte = { "männlich" = "m", "weiblich" = "w" }
sonst = "x"

[[datei]]
name = "personen*.csv"
ueberspringe = 2
schluessel = "AZ"
person = "LfdNr"
vorkommen = "Nr"
filter = [{ spalte = "Datei", werte = ["A"] }]
[datei.datensatz]
azrNummer = "AZRNR"
abgangsdatum = "Fort"
[[datei.eintrag]]
sachverhalt = "grundpersonalien"
[datei.eintrag.felder]
familienname = { spalte = "Name", trenne = ",", teil = 1 }
vorname = { spalten = ["V1", "V2"], verbinde = "-" }
geschlecht = { spalte = "G", codes = "geschlecht" }
"geburtsangaben/tagDerGeburt" = "GebDat"
"staatsangehoerigkeit[1]" = "Nat1"
"staatsangehoerigkeit[2]" = "Nat2"
"staatsangehoerigkeit[2]@version" = { wert = "2021-02-19" }
meldendeBehoerde = { wert = "146120" }

[[datei]]
name = "anschrift.csv"
zeichensatz = "iso-8859-15"
trennzeichen = ","
anfuehrung = "'"
datumsformat = "JJJJMMTT"
schluessel = "AZ"
[[datei.eintrag]]
sachverhalt = "anschrift"
[datei.eintrag.felder]
einzugsdatum = "Von"
auszugsdatum = { spalte = "Bis", datum = ["TT.MM.JJ"] }
)");
    CHECK(a.datei == "m.toml");
    CHECK(a.behoerde == "146120");
    CHECK(a.stand == "2026-11-22");
    REQUIRE(a.codes.count("geschlecht") == 1);
    CHECK(a.codes.at("geschlecht").werte.at("weiblich") == "w");
    CHECK(a.codes.at("geschlecht").sonst == "x");
    REQUIRE(a.dateien.size() == 2);

    const auto& p = a.dateien[0];
    CHECK(p.name == "personen*.csv");
    CHECK(p.zeile == 14);
    CHECK(p.dialekt == csv::Dialekt{'\t', '\0'});
    CHECK(p.kodierung == csv::Kodierung::windows_1252);
    CHECK(p.dezimal == '.');
    CHECK(p.ueberspringe == 2);
    CHECK(p.schluessel.spalten == std::vector<std::string>{"AZ"});
    REQUIRE(p.person);
    CHECK(p.person->spalten == std::vector<std::string>{"LfdNr"});
    REQUIRE(p.vorkommen);
    CHECK(p.vorkommen->spalten == std::vector<std::string>{"Nr"});
    REQUIRE(p.filter.size() == 1);
    CHECK(p.filter[0].spalte == "Datei");
    CHECK(p.filter[0].werte == std::vector<std::string>{"A"});
    REQUIRE(p.datensatz.size() == 2);
    CHECK(p.datensatz[0].first == "abgangsdatum");
    CHECK(p.datensatz[0].second.ist_datum);
    CHECK(p.datensatz[1].first == "azrNummer");
    CHECK(p.datensatz[1].second.spalten == std::vector<std::string>{"AZRNR"});

    REQUIRE(p.eintraege.size() == 1);
    const auto& e = p.eintraege[0];
    CHECK(e.sachverhalt == "grundpersonalien");
    CHECK_FALSE(e.stand);
    CHECK(e.felder.size() == 8);
    CHECK(quelle(e, "familienname").trenne == ",");
    CHECK(quelle(e, "familienname").teil == 1);
    CHECK(quelle(e, "vorname").spalten == std::vector<std::string>{"V1", "V2"});
    CHECK(quelle(e, "vorname").verbinde == "-");
    CHECK(quelle(e, "geschlecht").codes == "geschlecht");
    CHECK_FALSE(quelle(e, "geschlecht").ist_datum);
    CHECK(quelle(e, "geburtsangaben/tagDerGeburt").ist_datum);
    CHECK(quelle(e, "geburtsangaben/tagDerGeburt").datum ==
          std::vector<std::string>{"TT.MM.JJJJ", "MM/JJJJ"});
    CHECK(quelle(e, "geburtsangaben/tagDerGeburt").zeile == 30);
    CHECK(quelle(e, "meldendeBehoerde").wert == "146120");
    CHECK(quelle(e, "meldendeBehoerde").fest());

    const auto& w = a.dateien[1];
    CHECK(w.dialekt == csv::Dialekt{',', '\''});
    CHECK(w.kodierung == csv::Kodierung::iso_8859_15);
    CHECK(w.dezimal == '.');
    REQUIRE(w.eintraege.size() == 1);
    CHECK(quelle(w.eintraege[0], "einzugsdatum").datum == std::vector<std::string>{"JJJJMMTT"});
    CHECK(quelle(w.eintraege[0], "auszugsdatum").datum == std::vector<std::string>{"TT.MM.JJ"});
}

TEST_CASE("without a word files are UTF-8 with semicolons, and dates have the forms of the native layout") {
    const auto a = lies(mit_feldern("\"geburtsangaben/tagDerGeburt\" = \"G\"\n"));
    REQUIRE(a.dateien.size() == 1);
    CHECK(a.dateien[0].dialekt == csv::Dialekt{';', '"'});
    CHECK(a.dateien[0].kodierung == csv::Kodierung::utf8);
    CHECK(a.dateien[0].dezimal == ',');
    CHECK(a.dateien[0].eintraege[0].felder[0].second.ist_datum);
    CHECK(a.dateien[0].eintraege[0].felder[0].second.datum.empty());
}

TEST_CASE("an entry that is repeated becomes one for each number") {
    const auto a = lies(in_datei(R"([[datei.eintrag]]
sachverhalt = "duldung"
stand = { spalte = "Lage{n}" }
wiederhole = 2
[datei.eintrag.felder]
duldungArt = "Art{n}"
ereignisdatum = { spalten = ["T{n}", "Rest{n}{n}"] }
)"));
    const auto& eintraege = a.dateien.at(0).eintraege;
    REQUIRE(eintraege.size() == 2);
    CHECK(quelle(eintraege[0], "duldungArt").spalten == std::vector<std::string>{"Art1"});
    CHECK(quelle(eintraege[1], "duldungArt").spalten == std::vector<std::string>{"Art2"});
    CHECK(quelle(eintraege[1], "ereignisdatum").spalten == std::vector<std::string>{"T2", "Rest22"});
    REQUIRE(eintraege[1].stand);
    CHECK(eintraege[1].stand->spalten == std::vector<std::string>{"Lage2"});
}

TEST_CASE("a plain text at 'stand' is the slot and no column") {
    const auto a = lies(in_datei("[[datei.eintrag]]\nsachverhalt = \"duldung\"\nstand = \"historisch\"\n"
                                 "felder = { duldungArt = \"A\" }\n"));
    REQUIRE(a.dateien.at(0).eintraege.at(0).stand);
    CHECK(a.dateien[0].eintraege[0].stand->wert == "historisch");
    CHECK(a.dateien[0].eintraege[0].stand->spalten.empty());
}

TEST_CASE("fields of the record itself may be constants alone") {
    CHECK(fehler(in_datei("[[datei.eintrag]]\nsachverhalt = \"datensatz\"\n"
                          "felder = { aktenfuehrendeBehoerde = { wert = \"146120\" } }\n")) == "");
}

TEST_CASE("all faults of a mapping are told at once, in order of their lines") {
    CHECK(fehler(R"(abbildung = 2
behoerde = "12"
[[datei]]
nam = "p.csv"
schluessel = "AZ"
[[datei.eintrag]]
sachverhalt = "duldun"
[datei.eintrag.felder]
x = { spalte = "A", codes = "t" }
)") == R"(m.toml:1: 'abbildung' is no version of the layout that this program knows (expected 1)
m.toml:2: 'behoerde' is no Behördenkennzeichen (expected six digits)
m.toml:3: key 'name' is missing
m.toml:4: unknown key 'nam', did you mean 'name'?
m.toml:7: no Sachverhalt 'duldun', did you mean 'duldung'?
m.toml:9: 'x': no table of codes 't')");
}

TEST_CASE("text that is no TOML is refused with its line") {
    const auto text = fehler("abbildung = 1\nx = = 2\n");
    CHECK(text.substr(0, 28) == "m.toml:2: not valid TOML (Er");
    CHECK(text.find('\n') == std::string::npos);
}

TEST_CASE("a mapping file that cannot be opened is a fault of the configuration") {
    const test::Zwischenordner ordner;
    CHECK_THROWS_AS(input::lies_abbildung(ordner / "fehlt.toml", test::katalog(), Seite::lokal),
                    base::ConfigError);
    CHECK_THROWS_AS(input::lies_abbildung(ordner.pfad(), test::katalog(), Seite::lokal), base::ConfigError);
}

TEST_CASE("a mapping is read from its file, which its faults name") {
    const test::Zwischenordner ordner;
    const auto gut = ordner.schreibe("gut.toml", mit_feldern("familienname = \"N\"\n"));
    CHECK(input::lies_abbildung(std::filesystem::path(gut), test::katalog(), Seite::lokal).datei == gut);
    const auto schlecht = ordner.schreibe("schlecht.toml", "abbildung = 1\n");
    CHECK_THROWS_WITH(input::lies_abbildung(std::filesystem::path(schlecht), test::katalog(), Seite::lokal),
                      schlecht + ":1: no '[[datei]]' (expected one for each kind of file)");
}

TEST_CASE("the version of the layout has to be named") {
    CHECK(fehler(datei + "[datei.datensatz]\nazrNummer = \"N\"\n") ==
          "m.toml:1: key 'abbildung' is missing (expected the version of the layout: abbildung = 1)");
}

TEST_CASE("the day of an export is a day of the calendar") {
    CHECK(fehler(kopf + "stand = \"2026-02-30\"\n" + datei + "[datei.datensatz]\nazrNummer = \"N\"\n") ==
          "m.toml:2: 'stand' is no day (expected JJJJ-MM-TT)");
}

TEST_CASE("how a file is written is checked") {
    CHECK(fehler(in_datei("zeichensatz = \"utf8\"\n[datei.datensatz]\nazrNummer = \"N\"\n")) ==
          "m.toml:5: 'zeichensatz' is 'utf8', did you mean 'utf-8'?");
    CHECK(fehler(in_datei("trennzeichen = \";;\"\n[datei.datensatz]\nazrNummer = \"N\"\n")) ==
          "m.toml:5: 'trennzeichen' cannot be used (expected one character of ASCII that is no letter and no "
          "digit)");
    CHECK(fehler(in_datei("trennzeichen = \"\\n\"\n[datei.datensatz]\nazrNummer = \"N\"\n")) ==
          "m.toml:5: 'trennzeichen' cannot be used (expected one character of ASCII that is no letter and no "
          "digit)");
    CHECK(fehler(in_datei("anfuehrung = \";\"\n[datei.datensatz]\nazrNummer = \"N\"\n")) ==
          "m.toml:2: 'trennzeichen' and 'anfuehrung' are the same character");
    CHECK(fehler(in_datei("dezimal = \"komma\"\n[datei.datensatz]\nazrNummer = \"N\"\n")) ==
          "m.toml:5: 'dezimal' cannot be used (expected ',' or '.')");
    CHECK(fehler(in_datei("ueberspringe = -1\n[datei.datensatz]\nazrNummer = \"N\"\n")) ==
          "m.toml:5: 'ueberspringe' is out of range (expected a whole number from 0 to 1000)");
}

TEST_CASE("a form of dates that makes no sense is refused, one in English letters corrected") {
    CHECK(fehler(in_datei("datumsformat = \"DD.MM.YYYY\"\n[datei.datensatz]\nazrNummer = \"N\"\n")) ==
          "m.toml:5: 'datumsformat': 'DD.MM.YYYY' is no form of a date, did you mean 'TT.MM.JJJJ'?");
    CHECK(
        fehler(mit_feldern("\"geburtsangaben/tagDerGeburt\" = { spalte = \"G\", datum = [\"TT.MM\"] }\n")) ==
        "m.toml:8: 'datum': 'TT.MM' has no year (expected TT, MM and JJJJ or JJ with separators, as "
        "'TT.MM.JJJJ')");
}

TEST_CASE("a form of dates at what is no date is refused") {
    CHECK(fehler_der_quelle("{ spalte = \"N\", datum = \"TT.MM.JJJJ\" }") ==
          "m.toml:8: 'familienname': 'datum' at a field that is no date");
    CHECK(fehler(in_datei("[datei.datensatz]\nazrNummer = { spalte = \"N\", datum = \"JJJJ\" }\n")) ==
          "m.toml:6: 'azrNummer': 'datum' at an attribute that is no date");
    CHECK(fehler(in_datei(
              "person = { spalte = \"N\", datum = \"JJJJ\" }\n[datei.datensatz]\nazrNummer = \"N\"\n")) ==
          "m.toml:5: 'person': 'datum' at something that is no date");
}

TEST_CASE("a file without a name, or with a folder in it, is refused") {
    CHECK(fehler(kopf + "[[datei]]\nname = \"x/p.csv\"\nschluessel = \"AZ\"\n[datei.datensatz]\n"
                        "azrNummer = \"N\"\n") == "m.toml:3: 'name' is no name of a file (expected one "
                                                  "without a folder; '*' stands for any characters)");
}

TEST_CASE("a file that feeds nothing is refused") {
    CHECK(fehler(in_datei("")) ==
          "m.toml:2: the file feeds nothing (expected '[[datei.eintrag]]' or '[datei.datensatz]')");
}

TEST_CASE("a table where a list of tables has to stand is refused") {
    CHECK(fehler(in_datei("[datei.eintrag]\nsachverhalt = \"anschrift\"\n")) ==
          "m.toml:5: 'eintrag' is no list of tables; write its name in two pairs of brackets ('[[...]]')");
}

TEST_CASE("the key of a record comes from a column") {
    CHECK(fehler(kopf + "[[datei]]\nname = \"p\"\n[datei.datensatz]\nazrNummer = \"N\"\n") ==
          "m.toml:2: key 'schluessel' is missing");
    CHECK(fehler(kopf + "[[datei]]\nname = \"p\"\nschluessel = { wert = \"1\" }\n[datei.datensatz]\n"
                        "azrNummer = \"N\"\n") ==
          "m.toml:4: 'schluessel' is a constant, so all rows were one record (expected a column)");
}

TEST_CASE("a source says exactly once where the value comes from") {
    CHECK(fehler_der_quelle("{ spalte = \"A\", wert = \"B\" }") ==
          "m.toml:8: 'familienname' has several of 'spalte', 'spalten', 'wert' (expected one of them)");
    CHECK(fehler_der_quelle("{ verbinde = \" \" }") ==
          "m.toml:8: 'familienname' has none of 'spalte', 'spalten', 'wert' (expected one of them)\n"
          "m.toml:8: 'familienname': 'verbinde' without 'spalten'");
}

TEST_CASE("a source of a wrong kind is refused") {
    CHECK(fehler_der_quelle("5") ==
          "m.toml:8: 'familienname' is no source (expected the name of a column, or a "
          "table with 'spalte', 'spalten' or 'wert')");
    CHECK(fehler_der_quelle("{ spalte = \"A\", spalt = \"B\" }") ==
          "m.toml:8: unknown key 'spalt', did you mean 'spalte'?");
    CHECK(fehler_der_quelle("{ spalten = [] }") == "m.toml:8: 'familienname': 'spalten' names no column");
    CHECK(fehler_der_quelle("{ spalten = [\"A\", 1] }") ==
          "m.toml:8: 'spalten' holds something that is no text");
}

TEST_CASE("an empty or repeated name of a column is refused") {
    CHECK(fehler_der_quelle("\"\"") == "m.toml:8: 'familienname': the name of a column is empty");
    CHECK(fehler_der_quelle("{ spalten = [\"A\", \"A\"] }") ==
          "m.toml:8: 'familienname': column 'A' stands twice");
}

TEST_CASE("a cut needs the place where and the part which") {
    CHECK(fehler_der_quelle("{ spalte = \"A\", teil = 1 }") ==
          "m.toml:8: 'familienname': 'teil' without 'trenne'");
    CHECK(fehler_der_quelle("{ spalte = \"A\", trenne = \",\" }") ==
          "m.toml:8: 'familienname': 'trenne' without 'teil'");
    CHECK(fehler_der_quelle("{ spalte = \"A\", trenne = \"\", teil = 1 }") ==
          "m.toml:8: 'familienname': 'trenne' is empty");
    CHECK(fehler_der_quelle("{ spalten = [\"A\"], trenne = \",\", teil = 1 }") ==
          "m.toml:8: 'familienname': 'trenne' without 'spalte'");
}

TEST_CASE("a part that a cut does not have is refused") {
    CHECK(fehler_der_quelle("{ spalte = \"A\", trenne = \",\", teil = 0 }") ==
          "m.toml:8: 'teil' is out of range (expected a whole number from 1 to 100)");
    CHECK(fehler_der_quelle("{ spalte = \"A\", trenne = \"hausnummer\", teil = 4 }") ==
          "m.toml:8: 'teil' is out of range (expected a whole number from 1 to 3)");
    CHECK(fehler_der_quelle("{ spalte = \"A\", trenne = \"letztes_leerzeichen\", teil = 3 }") ==
          "m.toml:8: 'teil' is out of range (expected a whole number from 1 to 2)");
}

TEST_CASE("a constant is not translated") {
    CHECK(fehler(mit_feldern("familienname = \"N\"\nvorname = { wert = \"X\", datum = \"JJJJ\" }\n")) ==
          "m.toml:9: 'vorname': 'datum' at a constant; write the constant as the register has it\n"
          "m.toml:9: 'vorname': 'datum' at a field that is no date");
}

TEST_CASE("a constant that its field does not take is refused") {
    const auto ist = [](const std::string& quelle, const std::string& anfang) {
        return fehler(mit_feldern("familienname = \"N\"\n" + quelle + "\n")).starts_with(anfang);
    };
    CHECK(ist("meldendeBehoerde = { wert = \"14\" }",
              "m.toml:9: 'meldendeBehoerde' does not take '14' (expected "));
    CHECK(ist("geschlecht = { wert = \"maennlich\" }",
              "m.toml:9: 'geschlecht' does not take 'maennlich' (expected a code of the list '"));
    CHECK(ist("\"geburtsangaben/tagDerGeburt\" = { wert = \"1.7.1985\" }",
              "m.toml:9: 'geburtsangaben/tagDerGeburt' does not take '1.7.1985' (expected "));
    CHECK(fehler(mit_feldern(
                     "familienname = \"N\"\n\"geburtsangaben/tagDerGeburt\" = { wert = \"unbekannt\" }\n"))
              .empty());
    CHECK(fehler(
              mit_feldern("familienname = \"N\"\n\"geburtsangaben/tagDerGeburt\" = { wert = \"1985-07\" }\n"))
              .empty());
}

TEST_CASE("a table of codes that gives what its field does not take is refused") {
    const auto text =
        fehler(kopf + "[codes.g]\nwerte = { \"M\" = \"m\", \"-\" = \"\" }\nsonst = \"sonstig\"\n" + datei +
               "[[datei.eintrag]]\nsachverhalt = \"grundpersonalien\"\n"
               "felder = { geschlecht = { spalte = \"G\", codes = \"g\" } }\n");
    CHECK(text.starts_with(
        "m.toml:10: 'geschlecht' does not take 'sonstig' from the table of codes 'g' (expected "));
    CHECK(text.find('\n') == std::string::npos);
}

TEST_CASE("a table of codes may give dates in the forms of its source") {
    CHECK(fehler(kopf + "[codes.d]\nwerte = { \"?\" = \"00.00.0000\" }\n" + datei +
                 "[[datei.eintrag]]\nsachverhalt = \"grundpersonalien\"\n"
                 "felder = { \"geburtsangaben/tagDerGeburt\" = { spalte = \"G\", codes = \"d\" } }\n") == "");
}

TEST_CASE("a table of codes that is not known gets a proposal, one that is not used is refused") {
    CHECK(fehler(kopf + "[codes.titel]\nwerte = { \"1\" = \"2\" }\n" + datei +
                 "[[datei.eintrag]]\nsachverhalt = \"grundpersonalien\"\n"
                 "felder = { familienname = { spalte = \"G\", codes = \"tietl\" } }\n") ==
          "m.toml:2: table of codes 'titel' is not used; name it at a source, or remove it\n"
          "m.toml:9: 'familienname': no table of codes 'tietl', did you mean 'titel'?");
}

TEST_CASE("a table of codes holds texts") {
    CHECK(fehler(kopf +
                 "[codes.g]\nwert = { \"1\" = \"m\" }\n[codes.h]\nwerte = { \"1\" = 2 }\nsonst = 3\n"
                 "[codes.i]\nwerte = {}\n" +
                 in_datei("[[datei.eintrag]]\nsachverhalt = \"grundpersonalien\"\n[datei.eintrag.felder]\n"
                          "geschlecht = { spalte = \"G\", codes = \"g\" }\n"
                          "familienname = { spalte = \"G\", codes = \"h\" }\n"
                          "vorname = { spalte = \"G\", codes = \"i\" }\n")
                     .substr(kopf.size())) == "m.toml:2: table 'werte' is missing\n"
                                              "m.toml:3: unknown key 'wert', did you mean 'werte'?\n"
                                              "m.toml:5: 'codes.h': '1' becomes no text\n"
                                              "m.toml:6: 'sonst' is no text\n"
                                              "m.toml:8: 'codes.i' translates nothing");
}
