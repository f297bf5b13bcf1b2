// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/csv/leser.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

namespace {

using namespace abgleich;
using csv::Kodierung;

std::string utf8(std::string bytes, Kodierung encoding) {
    csv::nach_utf8(bytes, encoding);
    return bytes;
}

std::string range(unsigned first, unsigned last) {
    std::string bytes;
    for (unsigned c = first; c <= last; ++c) bytes += static_cast<char>(c);
    return bytes;
}

/// The characters U+00A0 to U+00FF.
constexpr std::string_view upper = "\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞ"
                                   "ßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";

}  // namespace

TEST_CASE("ASCII is the same in every encoding") {
    for (const auto encoding : {Kodierung::utf8, Kodierung::windows_1252, Kodierung::iso_8859_15}) {
        CHECK(utf8(range(0, 0x7F), encoding) == range(0, 0x7F));
        CHECK(utf8({}, encoding).empty());
    }
}

TEST_CASE("Windows-1252 has 123 characters above ASCII") {
    CHECK(utf8(range(0x80, 0x9F), Kodierung::windows_1252) == "€\xFF‚ƒ„…†‡ˆ‰Š‹Œ\xFFŽ\xFF"
                                                              "\xFF‘’“”•–—˜™š›œ\xFFžŸ");
    CHECK(utf8(range(0xA0, 0xFF), Kodierung::windows_1252) == upper);
}

TEST_CASE("ISO 8859-15 differs from ISO 8859-1 in eight characters") {
    std::string controls;
    for (unsigned c = 0x80; c < 0xA0; ++c) controls += {'\xC2', static_cast<char>(c)};
    CHECK(utf8(range(0x80, 0x9F), Kodierung::iso_8859_15) == controls);
    CHECK(utf8(range(0xA0, 0xFF), Kodierung::iso_8859_15) ==
          "\u00A0¡¢£€¥Š§š©ª«¬\u00AD®¯°±²³Žµ¶·ž¹º»ŒœŸ¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷"
          "øùúûüýþÿ");
}

TEST_CASE("a special byte is seen at every place of a block, and so are two") {
    for (std::size_t length = 0; length < 70; ++length)
        for (std::size_t place = 0; place <= length; ++place) {
            const std::string before(place, 'a'), after(length - place, 'b');
            CHECK(utf8(before + '\x80' + after, Kodierung::windows_1252) == before + "€" + after);
            CHECK(utf8('\xE4' + before + '\x80' + after + '\xFC', Kodierung::windows_1252) ==
                  "ä" + before + "€" + after + "ü");
        }
}

TEST_CASE("a byte order mark of UTF-8 is dropped once, at the begin and in UTF-8 only") {
    CHECK(utf8("\xEF\xBB\xBF"
               "a;ä",
               Kodierung::utf8) == "a;ä");
    CHECK(utf8("\xEF\xBB\xBF\xEF\xBB\xBF", Kodierung::utf8) == "\xEF\xBB\xBF");
    CHECK(utf8("a\xEF\xBB\xBF", Kodierung::utf8) == "a\xEF\xBB\xBF");
    CHECK(utf8("\xEF\xBB", Kodierung::utf8) == "\xEF\xBB");
    CHECK(utf8("\xEF\xBB\xBF", Kodierung::windows_1252) == "ï»¿");
}

TEST_CASE("broken UTF-8 stays as it is; the reader says so") {
    CHECK(utf8("a\xE4;b\xFF", Kodierung::utf8) == "a\xE4;b\xFF");
}

TEST_CASE("a byte that Windows-1252 does not have makes a fault of its row") {
    const std::string text = utf8("M\xFCller;a\nb\x81;c\n", Kodierung::windows_1252);
    csv::Leser reader(text, {});
    csv::Zeile row;
    REQUIRE(reader.lies(row));
    CHECK(row.felder[0] == "Müller");
    CHECK(row.fehler == csv::Zeilenfehler::keiner);
    REQUIRE(reader.lies(row));
    CHECK(row.fehler == csv::Zeilenfehler::zeichen);
}
