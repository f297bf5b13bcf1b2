// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "support/zwischenordner.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace {
using namespace abgleich::base;
using Parts = std::vector<std::string_view>;
}  // namespace

TEST_CASE("splitting keeps empty parts") {
    CHECK(split("a;b;c", ';') == Parts{"a", "b", "c"});
    CHECK(split("", ';') == Parts{""});
    CHECK(split(";", ';') == Parts{"", ""});
    CHECK(split("a;;b;", ';') == Parts{"a", "", "b", ""});
}

TEST_CASE("trimming takes blanks off both ends and leaves those within") {
    CHECK(trim(" \t a b \r\n") == "a b");
    CHECK(trim("") == "");
    CHECK(trim(" \n ") == "");
    CHECK(trim("\xC2\xA0x") == "\xC2\xA0x");
}

TEST_CASE("joining puts the separator between the parts") {
    CHECK(join({}, ", ") == "");
    CHECK(join({"a"}, ", ") == "a");
    CHECK(join({"a", "b", "c"}, ", ") == "a, b, c");
}

TEST_CASE("a star stands for any run of characters, everything else for itself") {
    CHECK(matches_glob("AZR.*.Auskunft", "AZR.Duldung.Auskunft"));
    CHECK_FALSE(matches_glob("AZR.*.Auskunft", "AZR.Duldung.Meldung"));
    CHECK_FALSE(matches_glob("AZR.*.Auskunft", "AZR.Auskunft"));
    CHECK(matches_glob("*", ""));
    CHECK(matches_glob("", ""));
    CHECK_FALSE(matches_glob("", "a"));
    CHECK(matches_glob("a*b*c", "a-b-b-c"));
    CHECK_FALSE(matches_glob("a*b*c", "a-c-b"));
    CHECK(matches_glob("*AZR.AZR*.0900*", "VonAZR.AZRGesamtauskunft.090004"));
    CHECK(matches_glob("a?c", "a?c"));
    CHECK_FALSE(matches_glob("a?c", "abc"));
    CHECK_FALSE(matches_glob(std::string(50, '*') + "b", std::string(5000, 'a')));
}

TEST_CASE("the closest word is proposed where it differs by little, and none where all are far") {
    const std::vector<std::string> words = {"run", "generate", "katalog", "help"};
    CHECK(closest("generat", words) == "generate");
    CHECK(closest("katlog", words) == "katalog");
    CHECK(closest("rum", words) == "run");
    CHECK(closest("abc", words) == "");
    CHECK(closest("", words) == "");
    CHECK(closest("x", {}) == "");
}

TEST_CASE("a file is read byte by byte, and one that is missing is named") {
    const abgleich::test::Zwischenordner folder;
    const std::string bytes("a\0\r\n\xFF", 5);
    CHECK(read_file(folder.schreibe("a", bytes)) == bytes);
    CHECK_THROWS_WITH(read_file(folder / "b"),
                      (folder / "b") + ": cannot be opened (No such file or directory)");
}
