// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// What is told of tables: shapes that hide values, the look of columns, the proposed mapping.
#include "spaltenurteil.hpp"
#include "spaltenwahl.hpp"
#include "tabellenbild.hpp"
#include "zellmaske.hpp"

#include "support/probelesung.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/input/besichtigung.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace abgleich;
using input::maskiere;
using input::Spaltennamen;

domain::Spaltenbild urteile(const std::vector<std::string>& zellen, bool beispiele = false) {
    input::Spaltenurteil urteil;
    for (const auto& zelle : zellen) urteil.add(zelle);
    return urteil.ende("Spalte", zellen.size(), beispiele);
}

domain::Tabellenbild tabelle(const std::string& text, const std::string& name = "export.csv") {
    return input::besichtige_tabelle(name, text, test::katalog(), false);
}

/// Names as config/spaltennamen.toml has them, in comparable form.
const Spaltennamen& namen() {
    static const Spaltennamen liste = {
        {{"datensatz", {}, {{"aktenzeichen", {"az"}}, {"azrNummer", {"azrnr"}}}},
         {"geteilt", {}, {{"name", {"vornachname", "namevorname"}}, {"strasse", {"anschrift"}}}},
         {"grundpersonalien",
          {"person"},
          {{"familienname", {"familienname", "name"}},
           {"vorname", {"vorname"}},
           {"geburtsangaben/tagDerGeburt", {"gebdatum"}},
           {"geschlecht", {"geschlecht"}},
           {"staatsangehoerigkeit", {"staatsangehoerigkeit", "nat"}}}},
         {"anschrift",
          {},
          {{"anschrift/strasse", {"strasse"}},
           {"anschrift/hausnummer", {"hausnummer"}},
           {"anschrift/wohnort", {"ort"}}}},
         {"aufenthaltserlaubnis",
          {"titel"},
          {{"aufenthaltserlaubnisArt", {"titel"}}, {"befristungsdatum", {"bis"}}}},
         {"duldung", {"duldung"}, {{"duldungArt", {"duldung"}}, {"befristungsdatum", {"bis"}}}}}};
    return liste;
}

std::string vorschlag(const std::string& text, const std::string& name = "export.csv") {
    domain::Dateibild bild;
    bild.name = name;
    bild.art = domain::Dateibild::Art::tabelle;
    bild.tabelle = tabelle(text, name);
    return input::schlage_abbildung_vor({bild}, namen(), test::katalog());
}

bool hat(const std::string& text, const std::string& teil) { return text.find(teil) != std::string::npos; }

}  // namespace

TEST_CASE("a shape says nothing of whom it is about") {
    CHECK(maskiere("Müller-Lüdenscheidt 12b") == "Aaaaaa-Aaaaaaaaaaaa 99a");
    CHECK(maskiere("ÄÖÜß Şükrü Đức Łódź Ștefan") == "AAAa Aaaaa Aaa Aaaa Aaaaaa");
    CHECK(maskiere("Олена Αθήνα 李") == "Aaaaa Aaaaa a");
    CHECK(maskiere("01.07.1985") == "99.99.9999");
    CHECK(maskiere("Aaaaaaaaaaaa") == "Aaaaaaaaaaaa");           // a run of eleven
    CHECK(maskiere("1234567890123456") == "999999999999…");      // of sixteen
    CHECK(maskiere("abcdefghijklmnop Q") == "aaaaaaaaaaaa… A");  // what follows is seen again
    CHECK(maskiere("e\u0301a") == "aa");                         // a mark is no letter of its own
    CHECK(maskiere("a\x1B[31m\n\u202E") == "a?[99a??");          // nothing reaches the terminal
    CHECK(maskiere("12 € – „x“") == "99 € – „a“");
    CHECK(maskiere("").empty());
    std::string lang;
    for (int i = 0; i < 100; ++i) lang += "a1";
    CHECK(maskiere(lang).ends_with("…"));
    CHECK(maskiere(lang).size() == 63);
}

TEST_CASE("columns are judged by most of their cells") {
    SECTION("dates") {
        CHECK(urteile({"01.07.1985", "2.8.1990", "00.00.1980"}).datumsform == "TT.MM.JJJJ");
        CHECK(urteile({"1985-07-01", "1990-08-02"}).datumsform == "JJJJ-MM-TT");
        CHECK(urteile({"07/25/1985", "12/31/1990"}).datumsform == "MM/TT/JJJJ");
        CHECK(urteile({"07/05/1985", "12/11/1990"}).datumsform == "TT/MM/JJJJ");  // either: the German one
        CHECK(urteile({"19850701", "19900802"}).datumsform == "JJJJMMTT");
        CHECK(urteile({"10000000", "99999999"}).datumsform.empty());
        const auto mit_zeit = urteile({"01.07.1985 00:00:00", "02.08.1990 12:30"});
        CHECK(mit_zeit.datumsform == "TT.MM.JJJJ");
        CHECK(mit_zeit.mit_uhrzeit);
        CHECK(urteile({"01.07.1985", "Pirna", "Torgau"}).datumsform.empty());
    }
    SECTION("numbers, keys, codes") {
        CHECK(urteile({"1", "-2", "3"}).zahl == domain::Zahlenart::ganz);
        CHECK(urteile({"1", "2,50"}).zahl == domain::Zahlenart::dezimal);
        CHECK(urteile({"1", "x"}).zahl == domain::Zahlenart::keine);
        CHECK(urteile({"a", "b", "c"}).alle_verschieden);
        CHECK_FALSE(urteile({"a", "b", ""}).alle_verschieden);
        CHECK_FALSE(urteile({"a", "b", "a"}).alle_verschieden);
        const auto codes = urteile({"m", "w", "m", "w"});
        CHECK(codes.verschiedene == 2);
        CHECK(codes.wie_codes());
        CHECK(codes.beispiele.empty());
        std::vector<std::string> viele;
        for (int i = 0; i < 51; ++i) viele.push_back("x" + std::to_string(i));
        CHECK(urteile(viele).verschiedene == 0);
        CHECK(urteile(viele).werte.empty());
    }
    SECTION("AZR-Nummern and what spreadsheets do to them") {
        const auto s = urteile({"190220890603", "090220890603", "90220890603", "1,9E+11", "1.9E11"});
        CHECK(s.azr_nummern == 2);
        CHECK(s.elfstellig == 1);
        CHECK(s.gerundet == 2);
        CHECK(s.wie_azr_nummern());
        CHECK(urteile({"12345678901"}).elfstellig == 0);  // no date behind a 0 in front: 0-12-34
        CHECK(urteile({"E12", "1E", "Straße 1e12"}).gerundet == 0);
    }
    SECTION("values are kept for showing only where that was asked for") {
        CHECK(urteile({"m", "w", "w", "w"}, true).beispiele == std::vector<std::string>{"w", "m"});
    }
}

TEST_CASE("a table is found behind titles and in any encoding") {
    const auto t = tabelle("Export\r\n\r\nAZ;Name\r\n1;M\xFCller\r\n2;x;y\r\n");
    CHECK(t.kodierung == "windows-1252");
    CHECK(t.umbrueche == "CRLF");
    CHECK(t.ueberspringe == 2);
    CHECK(t.zeilen == 2);
    CHECK(t.unbrauchbar.at("more fields than the header has") == 1);
    CHECK(t.spalten.at(1).formen.at(0).first == "Aaaaaa");
    // Umlauts may come late: the first 64 KiB are plain ASCII.
    std::string spaet = "AZ;Name\n";
    for (int i = 0; i < 9000; ++i) spaet += std::to_string(i) + ";Name\n";
    CHECK(tabelle(spaet + "1;M\xFCller\n").kodierung == "windows-1252");
    CHECK(tabelle(spaet + "1;Müller\n").unbrauchbar.empty());
    const auto gemischt = tabelle("AZ;Name\n1;Müller\n2;Möller\n3;M\xFCller\n");
    CHECK(gemischt.kodierung == "utf-8");
    CHECK(gemischt.unbrauchbar.size() == 1);
    CHECK(hat(gemischt.hinweise.at(0), "mixed encodings"));
    CHECK_THROWS_AS(tabelle("no columns\nat all\n"), base::InputError);
}

TEST_CASE("a first row that is a record gives no names") {
    const auto t = tabelle("33-1000;Kaya;01.07.1985\n33-1001;Shaheen;02.08.1990\n");
    CHECK_FALSE(t.kopfzeile);
    CHECK(t.zeilen == 2);
    for (const auto& s : t.spalten) CHECK(s.name.empty());
    CHECK(vorschlag("33-1000;Kaya\n33-1001;Shaheen\n").empty());
    // A value that comes again in its column was no name of it either.
    CHECK_FALSE(tabelle("Kaya;m\nShaheen;w\nOez;m\n").kopfzeile);
    const auto wiederholt = tabelle("AZ;Name\n1;A\nAZ;Name\n2;B\n");
    CHECK(wiederholt.kopfzeile);
    CHECK(wiederholt.zeilen == 2);
}

TEST_CASE("tables in the native layout are known by name and key") {
    const auto t = tabelle("aktenzeichen;familienname;vornamen\n1;A;B\n", "in/grundpersonalien.csv");
    CHECK(t.sachverhalt == "grundpersonalien");
    CHECK(hat(t.hinweise.at(0), "did you mean 'vorname'?"));
    CHECK(tabelle("azrNummer;familienname\n190220890603;A\n", "grundpersonalien.csv").sachverhalt ==
          "grundpersonalien");
    CHECK(tabelle("nummer;familienname\n1;A\n", "grundpersonalien.csv").sachverhalt.empty());
    CHECK(tabelle("aktenzeichen;familienname\n1;A\n", "leute.csv").sachverhalt.empty());
}

TEST_CASE("names are compared without umlauts, capitals and punctuation") {
    CHECK(input::vergleichsname("Staatsangehörigkeit") == "staatsangehoerigkeit");
    CHECK(input::vergleichsname(" GEB.-DATUM ") == "gebdatum");
    CHECK(input::vergleichsname("Straße / Nr.") == "strassenr");
    CHECK(input::vergleichsname("ÄÖÜ") == "aeoeue");
    const auto text = vorschlag("AZ;STAATSANGEHÖRIGKEIT;Straße\n1;163;Weg\n");
    CHECK(hat(text, "schluessel = \"AZ\"\n"));
    CHECK(hat(text, "\"staatsangehoerigkeit[1]\" = \"STAATSANGEHÖRIGKEIT\"\n"));
    CHECK(hat(text, "\"anschrift/strasse\" = \"Straße\"\n"));
}

TEST_CASE("of two columns for one field one is taken") {
    const auto text = vorschlag("AZ;Name;Familienname;Vorname\n1;A;B;C\n2;C;D;E\n");
    CHECK(hat(text, "familienname = \"Familienname\"\n"));
    CHECK_FALSE(hat(text, "= \"Name\""));
    CHECK(hat(text, "# \"Name\": 2 filled, 'A' (perhaps 'grundpersonalien/familienname' too"));
    // Equal names cannot be told apart by a mapping.
    const auto doppelt = vorschlag("AZ;Ort;Ort\n1;A;B\n");
    CHECK(hat(doppelt, "\"anschrift/wohnort\" = \"Ort\"\n"));
    CHECK(hat(doppelt, "# \"Ort\": 1 filled, 'A' (the header has this name twice)"));
}

TEST_CASE("several fields in one cell are cut") {
    SECTION("a full name") {
        const auto komma = vorschlag("AZ;Name\n1;Müller, Hans\n2;Öz, Lale\n");
        CHECK(hat(komma, "familienname = { spalte = \"Name\", trenne = \",\", teil = 1 }\n"));
        CHECK(hat(komma, "vorname = { spalte = \"Name\", trenne = \",\", teil = 2 }\n"));
        const auto leer = vorschlag("AZ;Vor-/Nachname\n1;Hans Müller\n2;Lale Öz\n");
        CHECK(
            hat(leer,
                "familienname = { spalte = \"Vor-/Nachname\", trenne = \"letztes_leerzeichen\", teil = 2 }"));
        CHECK(hat(leer,
                  "vorname = { spalte = \"Vor-/Nachname\", trenne = \"letztes_leerzeichen\", teil = 1 }"));
        CHECK_FALSE(hat(vorschlag("AZ;Name;Vorname\n1;Müller, geb. Meier;Hans\n"), "trenne"));
        CHECK_FALSE(hat(vorschlag("AZ;Name\n1;Müller\n2;Al Ahmad\n"), "trenne"));
    }
    SECTION("street and number") {
        const auto text = vorschlag("AZ;Straße\n1;Rosenweg 92 b\n2;Am Markt 1\n");
        CHECK(
            hat(text, "\"anschrift/strasse\" = { spalte = \"Straße\", trenne = \"hausnummer\", teil = 1 }"));
        CHECK(hat(text,
                  "\"anschrift/hausnummer\" = { spalte = \"Straße\", trenne = \"hausnummer\", teil = 2 }"));
        CHECK_FALSE(hat(vorschlag("AZ;Straße;Hausnummer\n1;Platz des 17. Juni 4;4\n"), "trenne"));
    }
    SECTION("a day with a time") {
        CHECK(hat(vorschlag("AZ;Geb.-Datum\n1;01.07.1985 00:00:00\n"),
                  "{ spalte = \"Geb.-Datum\", trenne = \" \", teil = 1 }"));
    }
}

TEST_CASE("numbered columns repeat what may stand several times") {
    const auto nat = vorschlag("AZ;Nat1;Nat2\n1;163;475\n");
    CHECK(hat(nat, "\"staatsangehoerigkeit[1]\" = \"Nat1\"\n\"staatsangehoerigkeit[2]\" = \"Nat2\"\n"));
    const auto titel =
        vorschlag("AZ;Titel 1;bis 1;Titel 2;bis 2;Titel 3\n1;16;01.02.2020;17;01.02.2021;18\n");
    CHECK(hat(titel, "wiederhole = 3\n[datei.eintrag.felder]\naufenthaltserlaubnisArt = \"Titel {n}\""));
    CHECK(hat(titel, "# \"bis 1\": 1 filled, '99.99.9999' (perhaps 'aufenthaltserlaubnis/befristungsdatum'"));
    CHECK(hat(vorschlag("AZ;Vorname1;Vorname2\n1;Hans;Jörg\n"),
              "vorname = { spalten = [\"Vorname1\", \"Vorname2\"] }"));
}

TEST_CASE("a name of several Sachverhalte needs one that tells them apart") {
    CHECK_FALSE(hat(vorschlag("AZ;bis\n1;01.02.2020\n"), "befristungsdatum"));
    CHECK(hat(vorschlag("AZ;Duldung;bis\n1;98;01.02.2020\n"), "sachverhalt = \"duldung\"\n"));
    const auto datei = vorschlag("AZ;bis\n1;01.02.2020\n", "duldungen_2026-11-22.csv");
    CHECK(hat(datei, "name = \"duldungen_*.csv\"\n"));
    CHECK(hat(datei, "sachverhalt = \"duldung\"\n"));
}

TEST_CASE("a proposal holds no value and breaks no line") {
    const auto text =
        vorschlag("AZ;\"Be\"\"mer\\kung\nzwei\";Geschlecht\n1;geheim;männlich\n2;auch;weiblich\n");
    CHECK_FALSE(hat(text, "geheim"));
    CHECK_FALSE(hat(text, "männlich"));
    CHECK(hat(text, "# \"Be\\\"mer\\\\kung\\u000Azwei\": 2 filled"));
    CHECK(hat(text, "geschlecht = \"Geschlecht\"  # 2 of 2 values are no codes of its list"));
    CHECK(hat(vorschlag("Nr|Ort\n1|A\n2|A\n"), "# schluessel = \"Nr\"  # required"));
}
