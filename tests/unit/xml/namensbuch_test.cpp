// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/xml/namensbuch.hpp>

#include <catch2/catch.hpp>

#include <string>

using abgleich::xml::Namensbuch;

TEST_CASE("names are numbered from 1 in order of first sight") {
    Namensbuch buch;
    CHECK(buch.nenne("", "a").nummer == 1);
    CHECK(buch.nenne("urn:x", "a").nummer == 2);
    CHECK(buch.nenne("", "b").nummer == 3);
    CHECK(buch.nenne("urn:x", "a").nummer == 2);
    CHECK(buch.size() == 3);
}

TEST_CASE("namespace and local part are kept apart") {
    Namensbuch buch;
    CHECK(buch.nenne("ab", "c").nummer != buch.nenne("a", "bc").nummer);
    CHECK(buch.nenne("a", "").nummer != buch.nenne("", "a").nummer);
}

TEST_CASE("the texts belong to the book and stay where they are") {
    Namensbuch buch;
    std::string raum = "urn:x", lokal = "kurz";
    const auto name = buch.nenne(raum, lokal);
    raum = lokal = "????????";
    for (int i = 0; i < 5000; ++i) buch.nenne("", std::to_string(i));
    CHECK(name.raum == "urn:x");
    CHECK(name.lokal == "kurz");
    CHECK(buch.nenne("urn:x", "kurz").lokal.data() == name.lokal.data());
}

TEST_CASE("a full book gives number 0 to new names and knows the old ones") {
    Namensbuch buch;
    for (std::size_t i = 0; i < Namensbuch::max_namen; ++i)
        REQUIRE(buch.nenne("urn:x", std::to_string(i)).nummer == i + 1);
    const std::string neu = "neu";
    const auto name = buch.nenne("", neu);
    CHECK(name.nummer == 0);
    CHECK(name.lokal.data() == neu.data());
    CHECK(buch.size() == Namensbuch::max_namen);
    CHECK(buch.nenne("urn:x", "77").nummer == 78);
}
