// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "erfundener_lauf.hpp"

#include <abgleich/base/text.hpp>

#include <catch2/catch.hpp>

#include <map>

using namespace abgleich;
using test::Ausgabe;
using test::ErfundenerLauf;
using Zeilen = std::vector<std::string>;

namespace {

/// The columns that docs/formate.md names for each CSV file, joined by `;`.
std::map<std::string, std::string> documented_headers() {
    const std::string text = base::read_file(std::string(ABGLEICH_SOURCE_DIR) + "/docs/formate.md");
    std::map<std::string, std::string> headers;
    std::string file;
    for (const std::string_view line : base::split(text, '\n')) {
        if (line.starts_with("## ")) file.clear();
        if (line.starts_with("### `") && line.ends_with(".csv`")) file = line.substr(5, line.size() - 6);
        if (file.empty() || !line.starts_with("| `")) continue;
        std::string& header = headers[file];
        if (!header.empty()) header += ';';
        header += line.substr(3, line.find('`', 3) - 3);
    }
    return headers;
}

}  // namespace

TEST_CASE("docs/formate.md names the columns of every table in their order") {
    const ErfundenerLauf lauf;
    const Ausgabe ausgabe(lauf.daten());
    const auto headers = documented_headers();
    Zeilen tables;
    for (const std::string& name : ausgabe.namen())
        if (name.ends_with(".csv")) tables.push_back(name);
    REQUIRE(tables.size() == headers.size());
    for (const std::string& name : tables) {
        CAPTURE(name);
        REQUIRE(headers.contains(name));
        const std::string text = ausgabe.datei(name);
        CHECK(text.substr(0, text.find('\n')) == headers.at(name));
    }
}

TEST_CASE("a run without findings still writes every table with its header") {
    const test::LeererLauf lauf;
    const Ausgabe ausgabe(lauf.daten());
    CHECK(ausgabe.namen() == Zeilen{"abweichungen.csv", "bericht.html", "fehler.csv", "gesperrte.csv",
                                    "klaerfaelle.csv", "lauf.json", "nur-azr.csv", "nur-lokal.csv",
                                    "zuordnungen.csv", "zusammenfassung.json"});
    for (const char* name : {"abweichungen.csv", "fehler.csv", "gesperrte.csv", "klaerfaelle.csv",
                             "nur-azr.csv", "nur-lokal.csv", "zuordnungen.csv"})
        CHECK(ausgabe.zeilen(name).empty());
}

TEST_CASE("pairs, single records and questions are written row by row") {
    const ErfundenerLauf lauf;
    const Ausgabe ausgabe(lauf.daten());
    CHECK(ausgabe.zeilen("zuordnungen.csv") ==
          Zeilen{"33-1000;260804330649;nummer;sicher;31.25;Familienname gleich, Geburtsdatum "
                 "gleich;0000000000000001",
                 "33-1001/2;150101000017;merkmale;klaerfall;4.50;Familienname ähnlich;0000000000000002",
                 "'=33-1002;110203000001;nummer;klaerfall;-12.50;Familienname widerspricht, Geburtsdatum "
                 "widerspricht;0000000000000003"});
    CHECK(ausgabe.zeilen("nur-lokal.csv") ==
          Zeilen{"33-1003;;ohne_azr_nummer;im_azr_suchen;000000000000000a"});
    CHECK(ausgabe.zeilen("nur-azr.csv") == Zeilen{"990101000005;andere_abh;keine;000000000000000b"});
    CHECK(ausgabe.zeilen("klaerfaelle.csv") ==
          Zeilen{"0000000000000002;33-1001/2;150101000017;selbe_person;nur_merkmale;;"});
    CHECK(ausgabe.zeilen("registerabgleich.csv") ==
          Zeilen{"260804330649;33-1000;;;;beide",
                 "260804330649;33-1000;grundpersonalien;AbCdEfG010;AbCdEfG027;02",
                 "990101000005;;;;;nicht_in_A"});
    CHECK(ausgabe.zeilen("fehler.csv") ==
          Zeilen{"bestand.xml;17;9;3;wert_ungueltig;'tagDerGeburt': no day of the calendar",
                 "azr/a.xml;;;;datei_leer;file is empty"});
}

TEST_CASE("a finding names its field with an index, and what a message would carry") {
    const ErfundenerLauf lauf;
    const Ausgabe ausgabe(lauf.daten());
    const Zeilen zeilen = ausgabe.zeilen("abweichungen.csv");
    REQUIRE(zeilen.size() == 5);
    CHECK(zeilen[0] ==
          "33-1000;260804330649;grundpersonalien;familienname;abweichend;Müller & <Söhne>;Mueller & "
          "<Söhne>;hoch;wir;azr_berichtigen;04;§ 8 AZRG;090010;unterschied;1;offen;0000000000000064");
    CHECK(zeilen[1] == "33-1000;260804330649;grundpersonalien;geburtsangaben/"
                       "tagDerGeburt;abweichend;1985-07-01;1985-07;hoch;"
                       "wir;pruefen;;§ 8 AZRG;;unterschied;1;offen;0000000000000065");
    CHECK(zeilen[2] ==
          "33-1000;260804330649;grundpersonalien;staatsangehoerigkeit[2];fehlt_im_azr;475;;hoch;wir;"
          "azr_ergaenzen;01;§ 8 AZRG;090010;wert_fehlt;1;offen;0000000000000066");
    CHECK(zeilen[3] ==
          "33-1000;260804330649;duldung;;fehlt_lokal;;03;niedrig;wir;lokal_uebernehmen;;§ 8 AZRG;;"
          "vorkommen_fehlt;1;historisch;0000000000000067");
}

TEST_CASE("the index of a field stands at the nearest element that repeats") {
    ErfundenerLauf lauf;
    lauf.abweichung(0, "grundpersonalien", "staatsangehoerigkeit/staatsgebiet", "1", "2").nummer = 3;
    const Ausgabe ausgabe(lauf.daten());
    CHECK(ausgabe.zeilen("abweichungen.csv").back().find(";staatsangehoerigkeit[3]/staatsgebiet;") !=
          std::string::npos);
}

TEST_CASE("values of a person under a Sperre stand only in gesperrte.csv") {
    ErfundenerLauf lauf;
    SECTION("the register knows the Sperre") { lauf.azr.saetze[0].gesperrt = true; }
    SECTION("the local file knows it") { lauf.lokal.saetze[0].gesperrt = true; }
    SECTION("a further candidate of the same local record is under it") {
        lauf.azr.saetze[3].gesperrt = true;
        lauf.ergebnis.zuordnungen.push_back({0, 3, domain::ZuordnungArt::merkmale,
                                             domain::ZuordnungStatus::klaerfall, false, 1, "",
                                             test::kennung(4)});
    }
    const Ausgabe ausgabe(lauf.daten());
    const Zeilen masked = ausgabe.zeilen("abweichungen.csv");
    REQUIRE(masked.size() == 5);
    CHECK(masked[0].find(";abweichend;***;***;hoch;") != std::string::npos);
    CHECK(masked[2].find(";fehlt_im_azr;***;;hoch;") != std::string::npos);
    const Zeilen gesperrte = ausgabe.zeilen("gesperrte.csv");
    REQUIRE(gesperrte.size() == 4);
    CHECK(gesperrte[0].find(";Müller & <Söhne>;Mueller & <Söhne>;") != std::string::npos);
    for (const std::string& name : ausgabe.namen()) {
        CAPTURE(name);
        if (name != "gesperrte.csv") CHECK(ausgabe.datei(name).find("eller") == std::string::npos);
        if (name != "gesperrte.csv") CHECK(ausgabe.datei(name).find("01.07.1985") == std::string::npos);
    }
}
