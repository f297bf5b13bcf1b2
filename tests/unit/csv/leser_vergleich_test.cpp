// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// csv::Leser against the reader that goes character by character.
#include "support/langsamer_leser.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <random>
#include <string>
#include <string_view>

namespace {

using namespace abgleich;
using namespace std::string_view_literals;

constexpr std::array<csv::Dialekt, 4> dialects{{{';', '"'}, {',', '"'}, {';', '\0'}, {'\t', '\''}}};

void compare(std::string_view text) {
    for (const auto dialect : dialects) {
        // A buffer of its own size: the sanitizers see a look behind its end.
        const std::vector<char> exact(text.begin(), text.end());
        const std::string_view view(exact.data(), exact.size());
        if (test::lies_schnell(view, dialect) == test::LangsamerLeser(view, dialect).lies_alle()) continue;
        CAPTURE(text, dialect.trenner, dialect.anfuehrung);
        FAIL("the readers differ");
    }
}

/// Words drawn from `pieces`, one of them mostly.
template <std::size_t N>
std::string draw(std::mt19937& random, const std::array<std::string_view, N>& pieces, std::size_t words,
                 double plain) {
    std::string text;
    std::bernoulli_distribution is_plain(plain);
    std::uniform_int_distribution<std::size_t> which(0, N - 1);
    for (std::size_t i = 0; i < words; ++i) text += is_plain(random) ? "a"sv : pieces[which(random)];
    return text;
}

constexpr std::array good{";"sv, ","sv,    "\""sv, "\r"sv, "\n"sv,  "\r\n"sv, "a"sv,
                          "ä"sv, "\"\""sv, "'"sv,  "\t"sv, ";\""sv, "\";"sv};
constexpr std::array any{
    ";"sv, "\""sv,   ","sv,    "\r"sv,   "\n"sv,       "\0"sv,           "a"sv,
    "ä"sv, "\xC3"sv, "\xA4"sv, "\xFF"sv, "\xE2\x82"sv, "\xED\xA0\x80"sv, "\xF0\x9F\x98\x80"sv,
    "'"sv, "\"\""sv};

}  // namespace

TEST_CASE("random texts are read as a slow reader reads them") {
    std::mt19937 random(20240611);
    for (const double plain : {0.0, 0.5, 0.9, 0.97}) {
        for (int i = 0; i < 2500; ++i) {
            std::uniform_int_distribution<std::size_t> words(0, i % 10 == 0 ? 400 : 40);
            compare(draw(random, good, words(random), plain));
            compare(draw(random, any, words(random), plain));
        }
    }
}

TEST_CASE("all short texts are read as a slow reader reads them") {
    constexpr auto letters = ";\"\r\n\0a\xC3\xA4"sv;
    std::string text;
    const auto all = [&](const auto& self, std::size_t more) -> void {
        compare(text);
        if (more == 0) return;
        for (const char c : letters) {
            text.push_back(c);
            self(self, more - 1);
            text.pop_back();
        }
    };
    all(all, 5);
}

TEST_CASE("what is special is seen at every place of a block") {
    // Two of them at every distance of the borders of sixteen and sixty-four bytes.
    constexpr std::array special{";"sv,    "\""sv, "\n"sv,   "\r"sv,  "\r\n"sv, "\0"sv,
                                 "\xFF"sv, "ä"sv,  "\"\""sv, ";\""sv, "\";"sv};
    for (const std::size_t length : {20U, 70U, 150U})
        for (std::size_t place = 0; place <= length; ++place)
            for (const auto first : special)
                for (const auto second : special)
                    for (const std::size_t further : {0U, 15U, 63U}) {
                        std::string text(length, 'x');
                        text.insert(std::min(place + further, length), second);
                        text.insert(place, first);
                        compare(text);
                        if (place % 7 == 0) compare('"' + text + "\"\nb;c\n");
                    }
}
