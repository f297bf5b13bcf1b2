// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors

#include "../../../src/muster/zufall.hpp"

#include <catch2/catch.hpp>

#include <vector>

using abgleich::muster::Permutation;
using abgleich::muster::Zufall;
using abgleich::muster::Zweck;

TEST_CASE("a stream of random numbers follows from seed, index and purpose alone") {
    Zufall a{1, 2, Zweck::person};
    Zufall b{1, 2, Zweck::person};
    const auto erste = a.next();
    CHECK(erste == b.next());
    CHECK(erste != Zufall{2, 2, Zweck::person}.next());
    CHECK(erste != Zufall{1, 3, Zweck::person}.next());
    CHECK(erste != Zufall{1, 2, Zweck::schaden}.next());
}

TEST_CASE("the numbers are the same on every machine") {
    Zufall z{1, 0, Zweck::familie};
    std::vector<unsigned> zahlen;
    for (int i = 0; i < 6; ++i) zahlen.push_back(z.unter(1000));
    CHECK(zahlen == std::vector<unsigned>{145, 718, 449, 695, 517, 159});
}

TEST_CASE("a draw stays within its bounds and reaches both of them") {
    Zufall z{5, 0, Zweck::person};
    std::vector<int> treffer(7);
    for (int i = 0; i < 7000; ++i) ++treffer[static_cast<std::size_t>(z.zwischen(-3, 3) + 3)];
    for (const int anzahl : treffer) CHECK(anzahl > 800);
}

TEST_CASE("a share of 10,000 is met about as often as it says") {
    Zufall z{6, 0, Zweck::person};
    int treffer = 0;
    for (int i = 0; i < 100000; ++i) treffer += z.trifft(250) ? 1 : 0;
    CHECK(treffer > 2300);
    CHECK(treffer < 2700);
}

TEST_CASE("a permutation gives every number of its range exactly once") {
    for (const std::uint64_t groesse : {1u, 2u, 1000u, 4097u}) {
        const Permutation p{9, groesse};
        std::vector<bool> gesehen(groesse);
        for (std::uint64_t i = 0; i < groesse; ++i) {
            REQUIRE(p(i) < groesse);
            CHECK_FALSE(gesehen[p(i)]);
            gesehen[p(i)] = true;
        }
    }
}

TEST_CASE("a permutation refuses an index outside of its range") {
    CHECK_THROWS_WITH(Permutation(1, 10)(10), "index outside of the permutation");
    CHECK_THROWS_WITH(Permutation(1, 0), "permutation of nothing");
}
