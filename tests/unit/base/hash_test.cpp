// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/base/hash.hpp>

#include <catch2/catch.hpp>

#include <cstring>
#include <memory>
#include <set>
#include <string>

using abgleich::base::hash;
using abgleich::base::mix;

TEST_CASE("the hash depends on the bytes alone and reads none beyond them") {
    for (std::size_t laenge = 0; laenge < 40; ++laenge) {
        const std::string text(laenge, 'x');
        // A block that ends where the text ends, at another alignment.
        const auto block = std::make_unique<char[]>(laenge + 3);
        std::memcpy(block.get() + 3, text.data(), laenge);
        CHECK(hash(text) == hash({block.get() + 3, laenge}));
    }
}

TEST_CASE("one byte more, less or exchanged at any place gives another hash") {
    std::set<std::uint64_t> gesehen;
    std::size_t texte = 0;
    for (std::size_t laenge = 0; laenge < 40; ++laenge) {
        const std::string text(laenge, 'x');
        gesehen.insert(hash(text));
        ++texte;
        for (std::size_t ort = 0; ort < laenge; ++ort)
            for (const char c : {'\0', 'y', '\xFF'}) {
                std::string anders = text;
                anders[ort] = c;
                gesehen.insert(hash(anders));
                ++texte;
            }
    }
    CHECK(gesehen.size() == texte);
}

TEST_CASE("a hundred thousand numbers have different hashes, in the upper half too") {
    std::set<std::uint64_t> ganz;
    std::set<std::uint32_t> oben;
    for (int i = 0; i < 100'000; ++i) {
        const auto h = hash("8409" + std::to_string(10'000'000 + i));
        ganz.insert(h);
        oben.insert(static_cast<std::uint32_t>(h >> 32));
    }
    CHECK(ganz.size() == 100'000);
    CHECK(oben.size() > 99'980);  // by chance about one pair in 32 bits
}

TEST_CASE("mixing depends on the order") {
    CHECK(mix(mix(0, 1), 2) != mix(mix(0, 2), 1));
    CHECK(mix(0, 0) != 0);
}
