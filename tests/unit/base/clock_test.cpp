// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/base/clock.hpp>
#include <abgleich/base/error.hpp>

#include <catch2/catch.hpp>

#include <string>

namespace {

using namespace abgleich::base;

std::string read(const std::string& text) { return to_iso(Clock::parse(text).now()); }

}  // namespace

TEST_CASE("a time is read with its offset and written in UTC") {
    CHECK(read("2026-11-23") == "2026-11-23T00:00:00.000Z");
    CHECK(read("2026-11-23T02:03:04Z") == "2026-11-23T02:03:04.000Z");
    CHECK(read("2026-11-23T02:03:04") == "2026-11-23T02:03:04.000Z");
    CHECK(read("2026-11-23T00:30:00+01:00") == "2026-11-22T23:30:00.000Z");
    CHECK(read("2026-12-31T23:30:00-01:30") == "2027-01-01T01:00:00.000Z");
}

TEST_CASE("fractions of a second are cut to milliseconds") {
    CHECK(read("2026-11-23T02:03:04.5Z") == "2026-11-23T02:03:04.500Z");
    CHECK(read("2026-11-23T02:03:04.123999Z") == "2026-11-23T02:03:04.123Z");
}

TEST_CASE("leap years follow the calendar") {
    CHECK(read("2024-02-29") == "2024-02-29T00:00:00.000Z");
    CHECK(read("2000-02-29") == "2000-02-29T00:00:00.000Z");
    CHECK_THROWS_AS(Clock::parse("2023-02-29"), UsageError);
    CHECK_THROWS_AS(Clock::parse("1900-02-29"), UsageError);
}

TEST_CASE("what is no time is refused with the forms that are") {
    for (const char* text : {"",
                             "2026",
                             "2026-11",
                             "2026-11-2",
                             "2026-13-01",
                             "2026-00-01",
                             "2026-11-31",
                             "23.11.2026",
                             "2026/11/23",
                             "2026-11-23 02:00:00",
                             "2026-11-23T",
                             "2026-11-23T2:00:00",
                             "2026-11-23T24:00:00",
                             "2026-11-23T02:60:00",
                             "2026-11-23T02:00:60",
                             "2026-11-23T02:00:00.",
                             "2026-11-23T02:00:00+1:00",
                             "2026-11-23T02:00:00+15:00",
                             "2026-11-23T02:00:00+01:60",
                             "2026-11-23T02:00:00X",
                             "2026-11-23x"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(Clock::parse(text), UsageError);
    }
    CHECK_THROWS_WITH(Clock::parse("tomorrow"),
                      "--now: not a time (expected 2026-11-23 or 2026-11-23T02:00:00Z)");
}

TEST_CASE("a fixed clock stands still and a free one does not go back") {
    const Clock fixed = Clock::parse("2026-11-23");
    CHECK(fixed.is_fixed());
    CHECK(fixed.now() == fixed.now());
    const Clock free;
    CHECK_FALSE(free.is_fixed());
    CHECK(free.now() > fixed.now() - std::chrono::years(3));
}

TEST_CASE("the day of a moment is its day in UTC") {
    CHECK(to_iso_day(Clock::parse("2026-11-23T23:59:59.999Z").now()) == "2026-11-23");
    CHECK(to_iso_day(Clock::parse("1969-12-31T23:59:59.999Z").now()) == "1969-12-31");
    CHECK(read("1969-12-31T23:59:59.999Z") == "1969-12-31T23:59:59.999Z");
}
