// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/csv/leser.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

namespace {

using namespace abgleich;
using namespace std::string_view_literals;
using csv::Dialekt;
using csv::Kodierung;
using csv::vermute;

/// The text in UTF-16 with the low byte first, or the high one.
std::string utf16(std::u16string_view text, bool low_first) {
    std::string bytes;
    for (const char16_t c : text) {
        const auto low = static_cast<char>(c & 0xFF), high = static_cast<char>(c >> 8);
        bytes += {low_first ? low : high, low_first ? high : low};
    }
    return bytes;
}

std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

}  // namespace

TEST_CASE("nothing gives the defaults") {
    for (const auto text : {""sv, "\n"sv, "\xEF\xBB\xBF"sv}) {
        const auto guess = vermute(text);
        CHECK(guess.kodierung == Kodierung::utf8);
        CHECK(guess.dialekt == Dialekt{});
        CHECK_FALSE((guess.utf16 || guess.xml || guess.binaer));
    }
}

TEST_CASE("the delimiter is the one that most rows agree on") {
    CHECK(vermute("a;b;c\n1,5;2;3\n4;5,25;6\n").dialekt == Dialekt{';', '"'});
    CHECK(vermute("a,b,c\n1;1,2,3\n4,5,6\n").dialekt == Dialekt{',', '"'});
    CHECK(vermute("a\tb\nx, y\tz\nx, z\tz\n").dialekt == Dialekt{'\t', '"'});
    CHECK(vermute("a|b|c\n1|2|3\n").dialekt == Dialekt{'|', '"'});
    CHECK(vermute("a;b").dialekt == Dialekt{';', '"'});
    CHECK(vermute("a,b").dialekt == Dialekt{',', '"'});
    CHECK(vermute("a,b\r1,2\r3,4\r").dialekt == Dialekt{',', '"'});
}

TEST_CASE("lines of a title before the header and some ragged rows do not matter") {
    CHECK(vermute("Liste, Stand heute\nStelle 5\n\nid;name;ort\n1;a;b\n2;c;d\n3;e;f;g\n4;h;i\n").dialekt ==
          Dialekt{';', '"'});
}

TEST_CASE("delimiters in quoted cells do not count") {
    CHECK(vermute("name,ort\n" + repeated("\"a;b;c\",\"d;e;f\"\n", 5)).dialekt == Dialekt{',', '"'});
    CHECK(vermute("name;ort\n" + repeated("\"Muster, Max\";\"A, B\"\n", 5)).dialekt == Dialekt{';', '"'});
    CHECK(vermute("a;b\n" + repeated("\"line one\nline, two\";x\n", 5)).dialekt == Dialekt{';', '"'});
}

TEST_CASE("quotes that do not quote are found") {
    CHECK(vermute("name;ort\n\"Addi\" Muster;A\n\"Tom\" Muster;B\n").dialekt == Dialekt{';', '\0'});
    CHECK(vermute("name;ort\n5\" Rohr;A\n7\" Rohr;B\n").dialekt == Dialekt{';', '"'});
}

TEST_CASE("a file of one column has the usual delimiter") {
    CHECK(vermute("nummer\n1\n2\n3\n").dialekt == Dialekt{});
    CHECK(vermute("ort\nA\nB, am See\nC\nD\n").dialekt == Dialekt{});
    CHECK(vermute("\"ort\"\n\"A;B\"\n\"C\"\n\"D;E\"\n").dialekt == Dialekt{});
}

TEST_CASE("the last line may be cut anywhere") {
    CHECK(vermute("a;b,c\n1;2\n3;4\n5,6,7").dialekt == Dialekt{';', '"'});
    CHECK(vermute("a;b\n1;2\n\"x,y").dialekt == Dialekt{';', '"'});
    CHECK(vermute("a,b\n1").dialekt == Dialekt{',', '"'});
}

TEST_CASE("UTF-8 is known, cut inside a character and with a byte order mark too") {
    const std::string text =
        "name;ort\nMüller;Köln €\nKöhler;a\xF0\x9F\x98\x80\xED\x9F\xBF\xF4\x8F\xBF\xBF\xE0\xA0\x80";
    for (std::size_t length = 0; length <= text.size(); ++length)
        CHECK(vermute(text.substr(0, length)).kodierung == Kodierung::utf8);
    const auto guess = vermute("\xEF\xBB\xBFname,ort\nMüller,Köln\n");
    CHECK(guess.kodierung == Kodierung::utf8);
    CHECK(guess.dialekt == Dialekt{',', '"'});
}

TEST_CASE("umlauts of one byte are Windows-1252") {
    const auto guess = vermute("name;ort\nM\xFCller;K\xF6ln\n\xD6zt\xFCrk;\xDC\n");
    CHECK(guess.kodierung == Kodierung::windows_1252);
    CHECK(guess.dialekt == Dialekt{';', '"'});
    CHECK(vermute("name\nM\xFC").kodierung == Kodierung::windows_1252);
    CHECK(vermute("name\nMüller\nM\xFCller\n").kodierung == Kodierung::windows_1252);
    CHECK(vermute("d\xB4"
                  "Arc; 12 \xBD; x\xE4\n")
              .kodierung == Kodierung::windows_1252);
    // 0x8A is a letter there; a control character in ISO 8859-15.
    CHECK(vermute("\x8A"
                  "imek;\xA8x\n")
              .kodierung == Kodierung::windows_1252);
}

TEST_CASE("letters of ISO 8859-15 at letters, and its Euro sign, tell it") {
    CHECK(vermute("name;ort\n\xA6imek;K\xF6ln\n").kodierung == Kodierung::iso_8859_15);
    CHECK(vermute("name;ort\nTom\xA8;x\n").kodierung == Kodierung::iso_8859_15);
    CHECK(vermute("betrag\n5 \xA4\n").kodierung == Kodierung::iso_8859_15);
}

TEST_CASE("UTF-16 is known with and without its mark") {
    for (const bool low_first : {false, true}) {
        CHECK(vermute(utf16(u"\uFEFFname;ort\n", low_first)).utf16);
        CHECK(vermute(utf16(u"name;ort\r\nMüller;Köln\r\nYıldız;Łódź\r\n", low_first)).utf16);
        CHECK_FALSE(vermute(utf16(u"name;ort\n", low_first)).binaer);
    }
    CHECK_FALSE(vermute("name;ort\na;b\n").utf16);
}

TEST_CASE("XML is known by its begin") {
    for (const auto text :
         {"<?xml version='1.0'?><a/>"sv, "\xEF\xBB\xBF<?xml"sv, " \n<x:a xmlns:x='y'>"sv, "<!-- -->"sv}) {
        CHECK(vermute(text).xml);
        CHECK_FALSE(vermute(text).binaer);
    }
    CHECK_FALSE(vermute("a;<b>\n").xml);
    CHECK_FALSE(vermute("< 5;a\n").xml);
    CHECK_FALSE(vermute("<").xml);
}

TEST_CASE("NULs and control characters are no table") {
    CHECK(vermute("PK\x03\x04\x14\0\0\0\x08\0\x21\x5A\x77\x9C"sv).binaer);
    CHECK(vermute("a;b\n1;2\n3;\0\n4;5\n"sv).binaer);
    CHECK(vermute(std::string(100, '\0')).binaer);
    CHECK(vermute("\x01\x02\x03\x1B\x7F\x10\x05\xFE").binaer);
    CHECK_FALSE(vermute("a;b\tc\r\n1;2\n" + repeated("3;4\n", 20) + "\x1A").binaer);
}
