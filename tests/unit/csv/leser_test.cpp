// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/csv/leser.hpp>

#include "support/langsamer_leser.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace abgleich;
using namespace std::string_view_literals;
using csv::Leser;
using csv::Zeilenfehler;
using Felder = std::vector<std::string>;

std::vector<test::LangsameZeile> rows(std::string_view text, csv::Dialekt dialect = {}) {
    return test::lies_schnell(text, dialect);
}

/// The fields of a text that is one good row.
Felder fields(std::string_view text, csv::Dialekt dialect = {}) {
    const auto all = rows(text, dialect);
    REQUIRE(all.size() == 1);
    REQUIRE(all[0].fehler == Zeilenfehler::keiner);
    return all[0].felder;
}

void check_row(const test::LangsameZeile& row, std::uint32_t line, Zeilenfehler fault,
               const Felder& expected) {
    CHECK(row.zeile == line);
    CHECK(row.fehler == fault);
    CHECK(row.felder == expected);
}

}  // namespace

TEST_CASE("fields stand between delimiters and may be empty") {
    CHECK(fields("a;b;c\n") == Felder{"a", "b", "c"});
    CHECK(fields(";;") == Felder{"", "", ""});
    CHECK(fields("a; b ;") == Felder{"a", " b ", ""});
    CHECK(fields("a,b\tc", {',', '"'}) == Felder{"a", "b\tc"});
    CHECK(fields("a,b\tc|d", {'\t', '"'}) == Felder{"a,b", "c|d"});
}

TEST_CASE("LF, CRLF and CR end a row, and so does the end of the text") {
    const auto all = rows("a\nb\r\nc\rd");
    REQUIRE(all.size() == 4);
    check_row(all[0], 1, Zeilenfehler::keiner, {"a"});
    check_row(all[1], 2, Zeilenfehler::keiner, {"b"});
    check_row(all[2], 3, Zeilenfehler::keiner, {"c"});
    check_row(all[3], 4, Zeilenfehler::keiner, {"d"});
    CHECK(all[3].anfang == 7);
}

TEST_CASE("empty lines are skipped but counted") {
    CHECK(rows("").empty());
    CHECK(rows({}).empty());
    CHECK(rows("\n\r\n\r\r").empty());
    const auto all = rows("\n\r\n\ra\n\nb\n\n");
    REQUIRE(all.size() == 2);
    check_row(all[0], 4, Zeilenfehler::keiner, {"a"});
    check_row(all[1], 6, Zeilenfehler::keiner, {"b"});
    CHECK(fields("\"\"\n") == Felder{""});
    CHECK(fields(" \n") == Felder{" "});
}

TEST_CASE("quoted fields hold delimiters, line ends and doubled quotes") {
    CHECK(fields("\"a;b\";\"c\nd\";\"e\"\"f\"\n") == Felder{"a;b", "c\nd", "e\"f"});
    CHECK(fields("\"\"\"\"") == Felder{"\""});
    CHECK(fields("\"\"\"a\"\"\";\"\"\"\"\"\";\"\"") == Felder{"\"a\"", "\"\"", ""});
    CHECK(fields("'a;b';'it''s';\"x\"", {';', '\''}) == Felder{"a;b", "it's", "\"x\""});
}

TEST_CASE("doubled quotes of many fields of a row are all undone") {
    std::string text;
    Felder expected;
    for (int i = 0; i < 500; ++i) {
        text += "\"x\"\"" + std::to_string(i) + "\";\"plain\";y\"\"z;";
        expected.insert(expected.end(), {"x\"" + std::to_string(i), "plain", "y\"\"z"});
    }
    expected.emplace_back();
    CHECK(fields(text) == expected);
}

TEST_CASE("a quote inside a field that is not quoted is a character") {
    CHECK(fields("a\"b;c\"\"d; \"e\";\"f\"") == Felder{"a\"b", "c\"\"d", " \"e\"", "f"});
    CHECK(fields("5\";7\"\n") == Felder{"5\"", "7\""});
}

TEST_CASE("without a quote sign quotes are characters") {
    CHECK(fields("\"a;b\"", {';', '\0'}) == Felder{"\"a", "b\""});
    const auto all = rows("a;\0b\n\0\nc"sv, {';', '\0'});
    REQUIRE(all.size() == 3);
    check_row(all[0], 1, Zeilenfehler::nul, {"a"});
    check_row(all[1], 2, Zeilenfehler::nul, {});
    check_row(all[2], 3, Zeilenfehler::keiner, {"c"});
}

TEST_CASE("lines inside quoted fields are counted, whatever ends them") {
    const auto all = rows("\"a\nb\r\nc\rd\r\";\"\r\n\"\r\ne\n");
    REQUIRE(all.size() == 2);
    check_row(all[0], 1, Zeilenfehler::keiner, {"a\nb\r\nc\rd\r", "\r\n"});
    check_row(all[1], 7, Zeilenfehler::keiner, {"e"});
}

TEST_CASE("a quote that is never closed costs its line only") {
    const auto all = rows("a;b\n1;\"2;3\n4;5\n\n6;7");
    REQUIRE(all.size() == 4);
    check_row(all[1], 2, Zeilenfehler::anfuehrung_offen, {"1"});
    check_row(all[2], 3, Zeilenfehler::keiner, {"4", "5"});
    check_row(all[3], 5, Zeilenfehler::keiner, {"6", "7"});
}

TEST_CASE("an open quote behind a field of several lines costs the row up to its own line") {
    const auto all = rows("\"a\nb\";\"c;d\ne;f\n");
    REQUIRE(all.size() == 2);
    check_row(all[0], 1, Zeilenfehler::anfuehrung_offen, {"a\nb"});
    check_row(all[1], 3, Zeilenfehler::keiner, {"e", "f"});
}

TEST_CASE("a quote left open that the next line seems to close costs its line only") {
    const auto all = rows("\"1;2\n\"3\";\"4\"\n5;6\n");
    REQUIRE(all.size() == 3);
    check_row(all[0], 1, Zeilenfehler::text_nach_anfuehrung, {});
    check_row(all[1], 2, Zeilenfehler::keiner, {"3", "4"});
    check_row(all[2], 3, Zeilenfehler::keiner, {"5", "6"});
}

TEST_CASE("text behind a closing quote is a fault") {
    const auto all = rows("a;\"b\"c;d\n\"e\" ;f\n\"g\";h\n");
    REQUIRE(all.size() == 3);
    check_row(all[0], 1, Zeilenfehler::text_nach_anfuehrung, {"a"});
    check_row(all[1], 2, Zeilenfehler::text_nach_anfuehrung, {});
    check_row(all[2], 3, Zeilenfehler::keiner, {"g", "h"});
}

TEST_CASE("a NUL is a fault of its row") {
    const auto all = rows("a;b\0;c\n\"d\n\0\";e\nf;\"\n"sv);
    REQUIRE(all.size() == 3);
    check_row(all[0], 1, Zeilenfehler::nul, {"a"});
    check_row(all[1], 2, Zeilenfehler::nul, {});
    check_row(all[2], 4, Zeilenfehler::anfuehrung_offen, {"f"});
}

TEST_CASE("bytes that are no UTF-8 are a fault of their row") {
    for (const auto bad :
         {"\x80"sv, "\xFF"sv, "\xE4"sv, "\xC0\xAF"sv, "\xC1\xBF"sv, "\xE0\x9F\xBF"sv, "\xED\xA0\x80"sv,
          "\xF0\x8F\xBF\xBF"sv, "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv, "\xE2\x82"sv}) {
        const auto all = rows("ä;b\nx;" + std::string(bad) + ";y\nc;d");
        REQUIRE(all.size() == 3);
        check_row(all[0], 1, Zeilenfehler::keiner, {"ä", "b"});
        check_row(all[1], 2, Zeilenfehler::zeichen, {"x"});
        check_row(all[2], 3, Zeilenfehler::keiner, {"c", "d"});
    }
    const std::string good =
        "\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF";
    CHECK(fields(good + ";" + good) == Felder{good, good});
}

TEST_CASE("a character cut by a delimiter or the end is no text") {
    const auto all = rows("\xC3;\xA4\na;\xC3");
    REQUIRE(all.size() == 2);
    check_row(all[0], 1, Zeilenfehler::zeichen, {});
    check_row(all[1], 2, Zeilenfehler::zeichen, {"a"});
}

TEST_CASE("bytes that are no text outrank the quotes of their row") {
    const auto all = rows("\"a\0\"\0;\0\nb;\"\xFF\nc\n"sv);
    REQUIRE(all.size() == 3);
    check_row(all[0], 1, Zeilenfehler::nul, {});
    check_row(all[1], 2, Zeilenfehler::zeichen, {"b"});
    check_row(all[2], 3, Zeilenfehler::keiner, {"c"});
}

TEST_CASE("a field has an upper length") {
    const std::string longest(Leser::max_feld, 'x');
    CHECK(fields("a;" + longest + ";b") == Felder{"a", longest, "b"});
    CHECK(fields("a;\"" + longest + "\";b") == Felder{"a", longest, "b"});
    const auto all = rows("a;" + longest + "x;b;\"c\n\"\nd\n\"" + longest + "x\";e\nf");
    REQUIRE(all.size() == 4);
    check_row(all[0], 1, Zeilenfehler::zu_lang, {"a"});
    check_row(all[1], 3, Zeilenfehler::keiner, {"d"});
    check_row(all[2], 4, Zeilenfehler::anfuehrung_offen, {});
    check_row(all[3], 5, Zeilenfehler::keiner, {"f"});
}

TEST_CASE("a row has an upper number of fields") {
    const std::string most(Leser::max_felder - 1, ';');
    CHECK(fields(most).size() == Leser::max_felder);
    const auto all = rows(most + ";\nb");
    REQUIRE(all.size() == 2);
    check_row(all[0], 1, Zeilenfehler::zu_lang, Felder(Leser::max_felder));
    check_row(all[1], 2, Zeilenfehler::keiner, {"b"});
}

TEST_CASE("reading may begin at any row") {
    const std::string_view text = "a\n\"b\nb\"\nc\n";
    csv::Zeile row;
    Leser first(text, {});
    while (first.lies(row) && row.felder[0] != "b\nb") {
    }
    Leser second(text, {}, row.anfang, row.zeile);
    REQUIRE(second.lies(row));
    CHECK(row.felder == std::vector{"b\nb"sv});
    REQUIRE(second.lies(row));
    CHECK(row.felder == std::vector{"c"sv});
    CHECK(row.zeile == 4);
    CHECK(row.anfang == 8);
    CHECK_FALSE(second.lies(row));
    CHECK(row.felder.empty());
    CHECK_FALSE(Leser(text, {}, text.size()).lies(row));
    CHECK_FALSE(Leser(text, {}, text.size() + 1).lies(row));
}
