// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/base/text.hpp>
#include <abgleich/csv/schreiber.hpp>

#include <catch2/catch.hpp>

#include <unistd.h>

#include <array>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>

namespace {

using namespace abgleich;

/// What a file holds whose rows `fill` writes, under the header `a;b`.
std::string written(const std::function<void(csv::Schreiber&)>& fill) {
    const auto path =
        std::filesystem::temp_directory_path() / ("abgleich-csv-test-" + std::to_string(::getpid()));
    constexpr std::array<std::string_view, 2> columns{"a", "b"};
    csv::Schreiber writer(path, columns);
    fill(writer);
    writer.close();
    const std::string text = base::read_file(path.string());
    std::filesystem::remove(path);
    REQUIRE(text.starts_with("a;b\n"));
    return text.substr(4);
}

std::string first_field(std::string_view value, bool foreign) {
    const std::string row =
        written([&](csv::Schreiber& w) { (foreign ? w.fremd(value) : w.eigen(value)).leer().ende_zeile(); });
    REQUIRE(row.ends_with(";\n"));
    return row.substr(0, row.size() - 2);
}

std::string decimal(double value) {
    const std::string row = written([&](csv::Schreiber& w) { w.dezimal(value).leer().ende_zeile(); });
    return row.substr(0, row.find(';'));
}

}  // namespace

TEST_CASE("a file without rows has its header") {
    CHECK(written([](csv::Schreiber&) {}).empty());
}

TEST_CASE("fields are quoted only where they have to be") {
    CHECK(first_field("Yılmaz-Öztürk, Ayşe", true) == "Yılmaz-Öztürk, Ayşe");
    CHECK(first_field("a;b", true) == "\"a;b\"");
    CHECK(first_field("say \"no\"", true) == "\"say \"\"no\"\"\"");
    CHECK(first_field("two\nlines", true) == "\"two\nlines\"");
    CHECK(first_field("", true).empty());
}

TEST_CASE("a value from outside never starts a formula") {
    CHECK(first_field("=1+1", true) == "'=1+1");
    CHECK(first_field("+49 30", true) == "'+49 30");
    CHECK(first_field("-5", true) == "'-5");
    CHECK(first_field("@SUM(A1)", true) == "'@SUM(A1)");
    CHECK(first_field("\t=1", true) == "'\t=1");
    CHECK(first_field("\r=1", true) == "\"'\r=1\"");
    CHECK(first_field("=A1;B1", true) == "\"'=A1;B1\"");
    CHECK(first_field("a=b", true) == "a=b");
}

TEST_CASE("what the program makes itself is never changed") {
    CHECK(first_field("-5", false) == "-5");
    CHECK(written([](csv::Schreiber& w) { w.zahl(0).zahl_oder_leer(0).ende_zeile(); }) == "0;\n");
    CHECK(written([](csv::Schreiber& w) { w.zahl(18446744073709551615U).zahl_oder_leer(7).ende_zeile(); }) ==
          "18446744073709551615;7\n");
}

TEST_CASE("decimals have two digits, a point and no negative zero") {
    CHECK(decimal(0) == "0.00");
    CHECK(decimal(-0.001) == "0.00");
    CHECK(decimal(-12.5) == "-12.50");
    CHECK(decimal(1234567.891) == "1234567.89");
    CHECK(decimal(1e300).size() == 304);
}

TEST_CASE("a row must have as many fields as the header") {
    written([](csv::Schreiber& w) {
        w.eigen("only one");
        CHECK_THROWS_AS(w.ende_zeile(), std::logic_error);
        w.eigen("and the second").ende_zeile();
        CHECK(w.zeilen() == 1);
        w.leer().leer().leer();
        CHECK_THROWS_AS(w.ende_zeile(), std::logic_error);
    });
}
