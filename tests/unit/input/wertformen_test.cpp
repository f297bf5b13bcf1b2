// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "wertformen.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <vector>

namespace {

using abgleich::input::datum_nach_iso;
using abgleich::input::pruefe_datumsform;
using abgleich::input::teil_der_zelle;

/// "-" where the cell fits no form.
std::string iso(const std::string& zelle, const std::vector<std::string>& formen = {}) {
    return datum_nach_iso(zelle, formen).value_or("-");
}

/// All parts that there may be, joined by '|'.
std::string hausnummer(const std::string& zelle) {
    std::string teile;
    for (unsigned teil = 1; teil <= 3; ++teil)
        teile += (teil == 1 ? "" : "|") + std::string(teil_der_zelle(zelle, "hausnummer", teil));
    return teile;
}

}  // namespace

TEST_CASE("a date in the register's own form stays as it is") {
    CHECK(iso("1985-07-01") == "1985-07-01");
    CHECK(iso("1985-07") == "1985-07");
    CHECK(iso("1985") == "1985");
    CHECK(iso("unbekannt") == "unbekannt");
    CHECK(iso(" 1985-07-01 ") == "1985-07-01");
}

TEST_CASE("a German date becomes the register's form, zeros its unknown parts") {
    CHECK(iso("01.07.1985") == "1985-07-01");
    CHECK(iso("00.07.1985") == "1985-07");
    CHECK(iso("00.00.1985") == "1985");
    CHECK(iso("00.00.0000") == "unbekannt");
}

TEST_CASE("days and months of one digit are understood where a separator ends them") {
    CHECK(iso("1.7.1985") == "1985-07-01");
    CHECK(iso("0.0.1985") == "1985");
    CHECK(iso("1/7/1985", {"TT/MM/JJJJ"}) == "1985-07-01");
    CHECK(iso("171985", {"TTMMJJJJ"}) == "-");
}

TEST_CASE("what is no day of the calendar is no date") {
    CHECK(iso("31.02.1985") == "-");
    CHECK(iso("29.02.2023") == "-");
    CHECK(iso("29.02.2024") == "2024-02-29");
    CHECK(iso("01.13.1985") == "-");
    CHECK(iso("1985-02-30") == "-");
}

TEST_CASE("a known day in an unknown month or year is no date") {
    CHECK(iso("05.00.1985") == "-");
    CHECK(iso("00.07.0000") == "-");
    CHECK(iso("01.07.0000") == "-");
}

TEST_CASE("text around a date or an empty cell fits no form") {
    CHECK(iso("") == "-");
    CHECK(iso("ca. 1985") == "-");
    CHECK(iso("01.07.1985 12:00") == "-");
    CHECK(iso("001.07.1985") == "-");
    CHECK(iso("01.07.85") == "-");
}

TEST_CASE("given forms take the place of those that hold without them") {
    CHECK(iso("1985/07/01", {"JJJJ/MM/TT"}) == "1985-07-01");
    CHECK(iso("1985-07-01", {"TT.MM.JJJJ"}) == "-");
    CHECK(iso("07/1985", {"TT.MM.JJJJ", "MM/JJJJ"}) == "1985-07");
    CHECK(iso("1985", {"JJJJ"}) == "1985");
    CHECK(iso("19850701", {"JJJJMMTT"}) == "1985-07-01");
    CHECK(iso("19850000", {"JJJJMMTT"}) == "1985");
    CHECK(iso("00000000", {"JJJJMMTT"}) == "unbekannt");
}

TEST_CASE("a year of two digits lies between 1930 and 2029") {
    const std::vector<std::string> form = {"TT.MM.JJ"};
    CHECK(iso("01.07.30", form) == "1930-07-01");
    CHECK(iso("01.07.99", form) == "1999-07-01");
    CHECK(iso("01.07.00", form) == "2000-07-01");
    CHECK(iso("01.07.29", form) == "2029-07-01");
    CHECK(iso("01.07.1985", form) == "-");
}

TEST_CASE("zeros alone with a year of two digits may mean 2000 or nothing, and are refused") {
    CHECK(iso("00.00.00", {"TT.MM.JJ"}) == "-");
}

TEST_CASE("a form of dates says what is wrong with it") {
    CHECK(pruefe_datumsform("TT.MM.JJJJ").empty());
    CHECK(pruefe_datumsform("JJJJMMTT").empty());
    CHECK(pruefe_datumsform("MM/JJ").empty());
    CHECK(pruefe_datumsform("TT.MM") ==
          "has no year (expected TT, MM and JJJJ or JJ with separators, as 'TT.MM.JJJJ')");
    CHECK(pruefe_datumsform("").substr(0, 11) == "has no year");
    CHECK(pruefe_datumsform("TT.JJJJ").substr(0, 22) == "has a day but no month");
    CHECK(pruefe_datumsform("TT.MM.MM.JJJJ").substr(0, 27) == "has a part of the date twic");
    CHECK(pruefe_datumsform("DD.MM.YYYY").substr(0, 20) == "is no form of a date");
    CHECK(pruefe_datumsform("T.MM.JJJJ").substr(0, 20) == "is no form of a date");
}

TEST_CASE("a cell is cut at a text, its parts without blanks around them") {
    CHECK(teil_der_zelle("Aydin, Hueseyin", ",", 1) == "Aydin");
    CHECK(teil_der_zelle("Aydin, Hueseyin", ",", 2) == "Hueseyin");
    CHECK(teil_der_zelle("a / b / c", " / ", 3) == "c");
    CHECK(teil_der_zelle("a;b;c", ";", 2) == "b");
    CHECK(teil_der_zelle(";b", ";", 1).empty());
}

TEST_CASE("a part that a cell does not have is empty") {
    CHECK(teil_der_zelle("Aydin", ",", 1) == "Aydin");
    CHECK(teil_der_zelle("Aydin", ",", 2).empty());
    CHECK(teil_der_zelle("", ",", 1).empty());
    CHECK(teil_der_zelle("Rosenweg 5", "hausnummer", 4).empty());
}

TEST_CASE("street, number and addition are told apart") {
    CHECK(hausnummer("Rosenweg 92") == "Rosenweg|92|");
    CHECK(hausnummer("Karl-Marx-Str. 12 b") == "Karl-Marx-Str.|12|b");
    CHECK(hausnummer("Karl-Marx-Str. 12b") == "Karl-Marx-Str.|12|b");
    CHECK(hausnummer("Hauptstr.5") == "Hauptstr.|5|");
    CHECK(hausnummer("Hauptstr., 5") == "Hauptstr.|5|");
    CHECK(hausnummer("  Am Markt   3 ") == "Am Markt|3|");
}

TEST_CASE("a range or a fraction of numbers belongs to the addition") {
    CHECK(hausnummer("Rosenweg 92-94") == "Rosenweg|92|-94");
    CHECK(hausnummer("Rosenweg 92 - 94") == "Rosenweg|92|- 94");
    CHECK(hausnummer("Rosenweg 92 a-c") == "Rosenweg|92|a-c");
    CHECK(hausnummer("Rosenweg 5 1/2") == "Rosenweg|5|1/2");
    CHECK(hausnummer("Rosenweg 92\u201394") == "Rosenweg|92|\u201394");
}

TEST_CASE("a number in the name of a street is not its house number") {
    CHECK(hausnummer("Straße des 17. Juni 135") == "Straße des 17. Juni|135|");
    CHECK(hausnummer("Platz der 3 Eichen 5 a") == "Platz der 3 Eichen|5|a");
    CHECK(hausnummer("Straße 101 5") == "Straße 101|5|");
    CHECK(hausnummer("Straße des 17. Juni") == "Straße des 17. Juni||");
}

TEST_CASE("an address without a house number is all street") {
    CHECK(hausnummer("Rosenweg") == "Rosenweg||");
    CHECK(hausnummer("B 4, 7") == "B 4, 7||");
    CHECK(hausnummer("") == "||");
}

TEST_CASE("a cell with nothing but a house number has no street") {
    CHECK(hausnummer("12 b") == "|12|b");
    CHECK(hausnummer("12") == "|12|");
}

TEST_CASE("the last blank parts given names from the family name") {
    CHECK(teil_der_zelle("Anna Maria Yilmaz", "letztes_leerzeichen", 1) == "Anna Maria");
    CHECK(teil_der_zelle("Anna Maria Yilmaz", "letztes_leerzeichen", 2) == "Yilmaz");
    CHECK(teil_der_zelle("Anna  Yilmaz ", "letztes_leerzeichen", 1) == "Anna");
}

TEST_CASE("a single word is a family name") {
    CHECK(teil_der_zelle("Yilmaz", "letztes_leerzeichen", 1).empty());
    CHECK(teil_der_zelle("Yilmaz", "letztes_leerzeichen", 2) == "Yilmaz");
}
