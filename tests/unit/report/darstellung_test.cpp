// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "../../../src/report/darstellung.hpp"
#include "../../../src/report/texte.hpp"
#include "erfundener_lauf.hpp"

#include <catch2/catch.hpp>

using namespace abgleich;
using namespace abgleich::report;

namespace {

std::string markiert(std::string_view wert, std::string_view anderer, bool ganz = false) {
    std::string ziel;
    mit_markierung(ziel, wert, anderer, ganz);
    return ziel;
}

}  // namespace

TEST_CASE("dates are shown the German way, as far as they are known") {
    CHECK(datum_text("1985-07-01") == "01.07.1985");
    CHECK(datum_text("1985-07") == "07.1985");
    CHECK(datum_text("1985") == "1985");
    CHECK(datum_text("2026-11-23T02:00:00.000Z") == "23.11.2026");
    CHECK(datum_text("2026-11-23Z") == "23.11.2026");
    CHECK(datum_text("unbekannt") == "unbekannt");
    CHECK(datum_text("1985-07-1") == "1985-07-1");
    CHECK(datum_text("").empty());
}

TEST_CASE("numbers and quantities follow German grammar") {
    CHECK(zahl(0) == "0");
    CHECK(zahl(999) == "999");
    CHECK(zahl(12345) == "12\u202F345");
    CHECK(zahl(1234567) == "1\u202F234\u202F567");
    CHECK(menge(1, "Person", "Personen") == "1 Person");
    CHECK(menge(0, "Person", "Personen") == "0 Personen");
    CHECK(menge(1000, "Person", "Personen") == "1\u202F000 Personen");
    CHECK(kommazahl(-12.5) == "−12,50");
    CHECK(kommazahl(-0.001) == "0,00");
    CHECK(kommazahl(3) == "3,00");
}

TEST_CASE("a share reaches 100 % only if nothing is missing") {
    CHECK(anteil_text(0, 0) == "–");
    CHECK(anteil_text(0, 5) == "0,0\u202F%");
    CHECK(anteil_text(999999, 1000000) == "99,9\u202F%");
    CHECK(anteil_text(1000000, 1000000) == "100\u202F%");
}

TEST_CASE("the part of a value that differs is marked") {
    CHECK(markiert("Hauptstraße", "Hauptstrasse") == "Hauptstra<mark>ß</mark>e");
    CHECK(markiert("Anna Maria", "Anna") == "Anna<mark> Maria</mark>");
    CHECK(markiert("Anna", "Anna Maria") == "Anna");
    CHECK(markiert("Annamaria", "Anamaria") == "An<mark>n</mark>amaria");
    SECTION("with little in common all of it is") {
        CHECK(markiert("Schmidt", "Kowalski") == "<mark>Schmidt</mark>");
    }
    SECTION("codes are marked whole") {
        CHECK(markiert("Typ A (01)", "Typ B (02)", true) == "<mark>Typ A (01)</mark>");
    }
    SECTION("letters of several bytes stay whole") {
        CHECK(markiert("Möller", "Müller") == "M<mark>ö</mark>ller");
    }
    SECTION("a combining mark stays with its letter") {
        CHECK(markiert("Sam\u0323el", "Sam\u0325el") == "Sa<mark>m\u0323</mark>el");
    }
    SECTION("marked text is escaped") { CHECK(markiert("abcd<ef", "abcd>ef") == "abcd<mark>&lt;</mark>ef"); }
}

TEST_CASE("of two dates the parts that differ are marked") {
    const auto datum = [](std::string_view wert, std::string_view anderer) {
        std::string ziel;
        datum_mit_markierung(ziel, wert, anderer);
        return ziel;
    };
    CHECK(datum("01.05.1990", "05.01.1990") == "<mark>01</mark>.<mark>05</mark>.1990");
    CHECK(datum("01.07.1985", "07.1985") == "<mark>01</mark>.07.1985");
    CHECK(datum("07.1985", "01.07.1985") == "07.1985");
    CHECK(datum("1985", "unbekannt") == "<mark>1985</mark>");
}

TEST_CASE("values are shown by what their field holds") {
    const auto& k = test::katalog_2611();
    const auto zeige = [&k](std::string_view sachverhalt, std::string_view pfad, std::string_view wert) {
        return wert_text(k, k.feld(k.find_feld(sachverhalt, pfad)), wert);
    };
    CHECK(zeige("grundpersonalien", "geburtsangaben/tagDerGeburt", "1985-07") == "07.1985");
    CHECK(zeige("grundpersonalien", "staatsangehoerigkeit", "163") == "Türkei (163)");
    CHECK(zeige("grundpersonalien", "staatsangehoerigkeit", "zzz") == "Schlüssel zzz");
    CHECK(zeige("grundpersonalien", "familienname", "nichtVorhanden") == "nicht vorhanden");
    CHECK(zeige("grundpersonalien", "familienname", "1985-07-01") == "1985-07-01");
    CHECK(zeige("anschrift", "fruehereAnschrift", "true") == "ja");
    CHECK(behoerde_text(k, "000110") == "ABH Bad Krozingen (000110)");
    CHECK(behoerde_text(k, "146120") == "146120");
}

TEST_CASE("names of elements without a label become readable") {
    CHECK(element_text("suchvermerk") == "Suchvermerk");
    CHECK(element_text("bezugVonLeistungen") == "Bezug Von Leistungen");
    CHECK(element_text("aufenthaltsrechtEU") == "Aufenthaltsrecht EU");
    CHECK(element_text("").empty());
}
