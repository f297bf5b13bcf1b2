// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/domain/bestand.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace {

using namespace abgleich::domain;

Schritt schritt(KnotenNr knoten, Schritt::Art art, FeldNr feld = 0, TextRef text = {}) {
    Schritt s;
    s.knoten = knoten;
    s.art = art;
    s.feld = feld;
    s.text = text;
    return s;
}

/// The number of a Gestalt, as an occurrence keeps it.
Vorkommen vorkommen(Bestand& b, const std::vector<Schritt>& schritte) {
    Vorkommen v;
    v.gestalt = b.gestalten.nummer(1, Stand::offen, schritte) & Vorkommen::max_gestalt;
    return v;
}

}  // namespace

TEST_CASE("equal runs of steps are one Gestalt, numbered from 0 in order of first sight") {
    Gestaltbuch buch;
    const std::vector<Schritt> eins = {schritt(1, Schritt::element), schritt(2, Schritt::wert, 7)};
    const std::vector<Schritt> zwei = {schritt(2, Schritt::wert, 7), schritt(1, Schritt::element)};
    CHECK(buch.nummer(1, Stand::offen, eins) == 0);
    CHECK(buch.nummer(1, Stand::offen, zwei) == 1);
    CHECK(buch.nummer(1, Stand::offen, {}) == 2);
    CHECK(buch.nummer(1, Stand::offen, std::vector<Schritt>(eins)) == 0);
    CHECK(buch.size() == 3);
    CHECK(buch[0].werte == 1);
    CHECK(buch[2].schritte == 0);
}

TEST_CASE("every part of a step tells two Gestalten apart") {
    Gestaltbuch buch;
    const Schritt muster = schritt(1, Schritt::fest, 2, {3});
    std::vector<Schritt> alle(9, muster);
    alle[1].knoten = 9;
    alle[2].feld = 9;
    alle[3].nummer = 9;
    alle[4].zweig = 9;
    alle[5].attribut = 9;
    alle[6].art = Schritt::wert;
    alle[7].unlesbar = true;
    alle[8].text = {9};
    for (std::uint32_t i = 0; i < alle.size(); ++i) CHECK(buch.nummer(1, Stand::offen, {&alle[i], 1}) == i);
    for (std::uint32_t i = 0; i < alle.size(); ++i) CHECK(buch.nummer(1, Stand::offen, {&alle[i], 1}) == i);
}

TEST_CASE("the Sachverhalt and the slot of the register tell two Gestalten apart") {
    Gestaltbuch buch;
    const std::vector<Schritt> eins = {schritt(1, Schritt::wert, 7)};
    CHECK(buch.nummer(1, Stand::offen, eins) == 0);
    CHECK(buch.nummer(2, Stand::offen, eins) == 1);
    CHECK(buch.nummer(1, Stand::historisch, eins) == 2);
    CHECK(buch.nummer(2, Stand::offen, eins) == 1);
    CHECK(buch[1].sachverhalt == 2);
    CHECK((buch[2].stand == Stand::historisch));
}

TEST_CASE("ten thousand Gestalten are found again after the table has grown") {
    Gestaltbuch buch;
    const auto gestalt = [](std::uint32_t i) {
        return std::vector<Schritt>{schritt(i % 97, Schritt::element), schritt(i, Schritt::ausgelagert, 1)};
    };
    for (std::uint32_t i = 0; i < 10'000; ++i) REQUIRE(buch.nummer(1, Stand::offen, gestalt(i)) == i);
    for (std::uint32_t i = 0; i < 10'000; ++i) REQUIRE(buch.nummer(1, Stand::offen, gestalt(i)) == i);
    CHECK((buch.schritte(4711)[1] == gestalt(4711)[1]));
    CHECK(buch[4711].werte == 1);
}

TEST_CASE("the leaves of an occurrence take their texts from it or from its Gestalt, and elements are none") {
    Bestand b;
    const auto fest = b.texte.intern("fest");
    Vorkommen v = vorkommen(b, {schritt(1, Schritt::element), schritt(2, Schritt::wert, 5),
                                schritt(3, Schritt::element), schritt(4, Schritt::fest, 6, fest),
                                schritt(5, Schritt::ausgelagert, 7), schritt(6, Schritt::wert, 8),
                                schritt(7, Schritt::element)});
    Textschreiber schreiber(b.texte);
    schreiber.add("vorher");
    std::string folge;
    Textschreiber::haenge_an(folge, "a");
    schreiber.haenge_wort_an(folge, "wort", 42);
    Textschreiber::haenge_an(folge, "c");
    v.werte = schreiber.schreibe(folge);
    std::string gesehen;
    for (const Blatt& blatt : b.blaetter_von(v))
        gesehen +=
            std::to_string(blatt.feld) + (blatt.ausgelagert ? "@" : "=") + std::string(b.text(blatt)) + " ";
    CHECK(gesehen == "5=a 6=fest 7@wort 8=c ");
    CHECK((b.wert(v, 8) == "c"));
    CHECK(b.wert(v, 99).empty());
}

TEST_CASE("an occurrence without steps has no leaves") {
    Bestand b;
    const Vorkommen v = vorkommen(b, {});
    const auto blaetter = b.blaetter_von(v);
    CHECK((blaetter.begin() == blaetter.end()));
}
