// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors

#include "../../../src/muster/namen.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>

using namespace abgleich::muster;

namespace {

const Herkunft& herkunft(const std::string& staat) {
    static const std::vector<Herkunft> alle = lade_herkuenfte();
    return *std::find_if(alle.begin(), alle.end(), [&](const Herkunft& h) { return h.staat == staat; });
}

/// U+0300 to U+036F in UTF-8: CC 80 to CD AF.
bool hat_einzelne_zeichen(const std::string& text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i)
        if (text[i] == '\xCC' || (text[i] == '\xCD' && static_cast<unsigned char>(text[i + 1]) < 0xB0))
            return true;
    return false;
}

}  // namespace

TEST_CASE("the shares of the origins add up to a thousand, and those of the periods to a hundred") {
    unsigned summe = 0;
    for (const Herkunft& h : lade_herkuenfte()) {
        CHECK(h.zeiten[0] + h.zeiten[1] + h.zeiten[2] == 100);
        CHECK_FALSE(h.orte.empty());
        summe += h.gewicht;
    }
    CHECK(summe == 1000);
}

TEST_CASE("200,000 persons bear at least 50,000 different surnames, all in composed letters") {
    const std::vector<Herkunft> alle = lade_herkuenfte();
    std::set<std::string> namen;
    Zufall z{1, 0, Zweck::person};
    for (const Herkunft& h : alle)
        for (unsigned i = 0; i < 200 * h.gewicht; ++i) namen.insert(nachname(h, z, i % 2 == 0));
    CHECK(namen.size() >= 50000);
    CHECK(std::none_of(namen.begin(), namen.end(), hat_einzelne_zeichen));
}

TEST_CASE("a woman and a man of one family bear the two forms of the same surname") {
    const Herkunft& polen = herkunft("152");
    unsigned verschieden = 0;
    for (std::uint64_t i = 0; i < 200; ++i) {
        Zufall a{1, i, Zweck::person};
        Zufall b{1, i, Zweck::person};
        const std::string mann = nachname(polen, a, false);
        const std::string frau = nachname(polen, b, true);
        CHECK(mann.substr(0, 3) == frau.substr(0, 3));
        verschieden += mann != frau ? 1u : 0u;
    }
    CHECK(verschieden > 60);
}

TEST_CASE("another office spells a name in another way") {
    Zufall z{3, 0, Zweck::schaden};
    SECTION("letters without marks") {
        CHECK(ohne_zeichen("Nguyễn Đặng Łukasz Şükrü Țăr") == "Nguyen Dang Lukasz Sukru Tar");
    }
    SECTION("umlauts as two letters or as one") {
        std::set<std::string> formen;
        for (int i = 0; i < 50; ++i) formen.insert(umschrift(herkunft("163"), "Gülşen", z));
        CHECK(formen == std::set<std::string>{"Guelsen", "Gulsen"});
    }
    SECTION("Arabic by another table") {
        std::set<std::string> formen;
        for (int i = 0; i < 200; ++i) formen.insert(umschrift(herkunft("475"), "Al Khalil", z));
        CHECK(formen.contains("El Khalil"));
        CHECK(formen.contains("Al Chalil"));
        CHECK_FALSE(formen.contains("Al Khalil"));
    }
    SECTION("nothing to change gives the name itself") {
        CHECK(umschrift(herkunft("137"), "Rossi", z) == "Rossi");
    }
}

TEST_CASE("a typing slip changes a name by one or two letters and keeps the first") {
    Zufall z{4, 0, Zweck::schaden};
    for (int i = 0; i < 200; ++i) {
        const std::string name = tippfehler("Kravchenko", z);
        CHECK(name[0] == 'K');
        CHECK(std::max(name.size(), std::size_t{10}) - std::min(name.size(), std::size_t{10}) <= 1);
    }
    CHECK(tippfehler("Lý", z) == "Lý");
}

TEST_CASE("a name is cut by characters, not by bytes, and leaves no blank at the end") {
    CHECK(gekuerzt("Đặng Văn Hùng", 6) == "Đặng V");
    CHECK(gekuerzt("Đặng Văn Hùng", 5) == "Đặng");
    CHECK(gekuerzt("Đặng", 90) == "Đặng");
    CHECK(zeichenzahl("Đặng") == 4);
    Zufall z{4, 0, Zweck::person};
    CHECK(zeichenzahl(langer_name(herkunft("436"), z, true, true, max_familienname)) > max_familienname);
}
