// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// The automaton of a content model against a matcher that tries every way through the tree.
#include "inhaltsmodell.hpp"

#include <abgleich/base/error.hpp>

#include <catch2/catch.hpp>

#include <random>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace abgleich::katalog;

constexpr std::uint32_t viele = Teil::unbegrenzt;

/// A content model over the elements a, b, c ... beside its expression, for the messages.
struct Modell {
    Teil teil;
    std::string ausdruck;
};

std::string grenzen(std::uint32_t min, std::uint32_t max) {
    return "{" + std::to_string(min) + "," + (max == viele ? "" : std::to_string(max)) + "}";
}

Modell element(char name, std::uint32_t min = 1, std::uint32_t max = 1) {
    Teil t;
    t.art = Teil::Art::partikel;
    t.min = min;
    t.max = max;
    t.partikel = static_cast<std::uint32_t>(name - 'a');
    return {t, std::string(1, name) + grenzen(min, max)};
}

Modell gruppe(Teil::Art art, const std::vector<Modell>& kinder, std::uint32_t min = 1,
              std::uint32_t max = 1) {
    Modell m;
    m.teil.art = art;
    m.teil.min = min;
    m.teil.max = max;
    for (const auto& kind : kinder) {
        if (art == Teil::Art::wahl && !m.ausdruck.empty()) m.ausdruck += "|";
        m.ausdruck += kind.ausdruck;
        m.teil.kinder.push_back(kind.teil);
    }
    m.ausdruck = "(?:" + m.ausdruck + ")" + grenzen(min, max);
    return m;
}
Modell folge(const std::vector<Modell>& kinder, std::uint32_t min = 1, std::uint32_t max = 1) {
    return gruppe(Teil::Art::folge, kinder, min, max);
}
Modell wahl(const std::vector<Modell>& kinder, std::uint32_t min = 1, std::uint32_t max = 1) {
    return gruppe(Teil::Art::wahl, kinder, min, max);
}

std::vector<Partikel> partikel(std::size_t anzahl) {
    std::vector<Partikel> alle(anzahl);
    for (std::size_t i = 0; i < anzahl; ++i) alle[i].name = static_cast<NameId>(i + 1);
    return alle;
}

bool nimmt(const Inhaltsmodell& modell, const std::string& wort) {
    std::uint16_t zustand = 0;
    for (const char c : wort) {
        zustand = modell.weiter(zustand, static_cast<NameId>(c - 'a' + 1));
        if (zustand == Inhaltsmodell::keiner) return false;
        if (modell.partikel_von[zustand] != c - 'a') return false;
    }
    return modell.ende[zustand];
}

/// All places of the word where the part can end that begins at one of `von`.
std::set<std::size_t> enden(const Teil& teil, const std::string& wort, std::set<std::size_t> von) {
    std::set<std::size_t> alle;
    if (teil.min == 0) alle = von;
    for (std::uint32_t i = 1; i <= teil.max && !von.empty(); ++i) {
        std::set<std::size_t> nach;
        if (teil.art == Teil::Art::partikel) {
            for (const auto p : von)
                if (p < wort.size() && wort[p] == static_cast<char>('a' + teil.partikel)) nach.insert(p + 1);
        } else if (teil.art == Teil::Art::wahl) {
            for (const auto& kind : teil.kinder) nach.merge(enden(kind, wort, von));
        } else {
            nach = von;
            for (const auto& kind : teil.kinder) nach = enden(kind, wort, nach);
        }
        von = nach;
        if (i < teil.min) continue;
        const auto bisher = alle.size();
        alle.insert(nach.begin(), nach.end());
        if (i > teil.min && alle.size() == bisher) break;  // nothing new comes from further rounds
    }
    return alle;
}

/// Words up to a length on which the two disagree.
std::vector<std::string> uneins(const Modell& m, std::size_t elemente, std::size_t laenge) {
    const auto modell = baue_modell(m.teil, partikel(elemente), false);
    std::vector<std::string> worte{""}, falsch;
    for (std::size_t i = 0; i < worte.size(); ++i) {
        const std::string wort = worte[i];
        if (nimmt(modell, wort) != enden(m.teil, wort, {0}).contains(wort.size())) falsch.push_back(wort);
        if (wort.size() == laenge) continue;
        for (std::size_t e = 0; e < elemente; ++e) worte.push_back(wort + static_cast<char>('a' + e));
    }
    return falsch;
}

using Worte = std::vector<std::string>;

}  // namespace

TEST_CASE("a sequence wants its elements in order") {
    CHECK(uneins(folge({element('a'), element('b', 0), element('c')}), 3, 5) == Worte{});
    CHECK(uneins(folge({}), 2, 2) == Worte{});
}

TEST_CASE("a choice takes one of its branches") {
    CHECK(uneins(wahl({element('a'), element('b'), folge({element('c'), element('d')})}), 4, 4) == Worte{});
    CHECK(uneins(wahl({element('a'), element('b', 0)}), 2, 3) == Worte{});
}

TEST_CASE("bounds of an element are kept on both sides") {
    for (const auto& [min, max] : std::vector<std::pair<std::uint32_t, std::uint32_t>>{
             {0, 1}, {0, 4}, {1, 1}, {2, 5}, {2, viele}, {0, viele}, {3, 3}, {0, 0}}) {
        CAPTURE(min, max);
        CHECK(uneins(folge({element('a', min, max), element('b', 0)}), 2, 8) == Worte{});
    }
}

TEST_CASE("bounds of a group are kept, around bounds of its elements too") {
    CHECK(uneins(folge({element('a'), element('b', 0)}, 2, 3), 2, 8) == Worte{});
    CHECK(uneins(wahl({element('a', 0, 2), element('b')}, 2, 4), 2, 8) == Worte{});
    CHECK(uneins(folge({wahl({element('a'), folge({element('b'), element('c', 0, viele)})}, 0, viele),
                        element('d')}),
                 4, 6) == Worte{});
    CHECK(uneins(folge({element('a', 0), element('b', 0)}, 1, viele), 2, 8) == Worte{});
}

TEST_CASE("copies of one element that compete are told apart by what follows") {
    CHECK(uneins(folge({element('a', 2, 3)}, 0, 2), 1, 8) == Worte{});
    CHECK(uneins(folge({element('a', 2, 3)}, 0, viele), 1, 9) == Worte{});
    CHECK(uneins(folge({folge({element('a', 2, 2)}, 0, 2), element('b', 0)}, 1, 2), 2, 9) == Worte{});
}

TEST_CASE("any nesting of sequences and choices agrees with the matcher") {
    std::mt19937 zufall(20261101);
    const auto grenze = [&] {
        static const std::vector<std::pair<std::uint32_t, std::uint32_t>> alle = {
            {1, 1}, {1, 1}, {0, 1}, {0, 2}, {2, 3}, {1, viele}, {0, viele}};
        return alle[zufall() % alle.size()];
    };
    for (int runde = 0; runde < 150; ++runde) {
        std::vector<Modell> teile;
        for (const char name : {'a', 'b', 'c'}) {
            const auto [min, max] = grenze();
            teile.push_back(element(name, min, max));
        }
        while (teile.size() > 1) {  // joins two neighbours until one tree is left
            const std::size_t i = zufall() % (teile.size() - 1);
            const auto [min, max] = grenze();
            const auto art = zufall() % 2 == 0 ? Teil::Art::folge : Teil::Art::wahl;
            teile[i] = gruppe(art, {teile[i], teile[i + 1]}, min, max);
            teile.erase(teile.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        }
        CAPTURE(teile[0].ausdruck);
        CHECK(uneins(teile[0], 3, 6) == Worte{});
    }
}

TEST_CASE("the mild form wants nothing and still keeps order and upper bounds") {
    const Modell m = folge({element('a', 2, 3), wahl({element('b'), element('c', 1, viele)}), element('d')});
    const auto modell = baue_modell(m.teil, partikel(4), true);
    for (const char* wort : {"", "a", "aaa", "b", "ccc", "d", "ad", "abd"}) {
        CAPTURE(wort);
        CHECK(nimmt(modell, wort));
    }
    for (const char* wort : {"aaaa", "ba", "bc", "bb", "dd", "da"}) {
        CAPTURE(wort);
        CHECK_FALSE(nimmt(modell, wort));
    }
}

TEST_CASE("two particles of one name that could both be meant are refused") {
    auto doppelt = partikel(2);
    doppelt[1].name = doppelt[0].name;
    CHECK_THROWS_WITH(baue_modell(folge({element('a', 0), element('b')}).teil, doppelt, false),
                      "a content model is not deterministic");
    CHECK_NOTHROW(baue_modell(folge({element('a'), element('b')}).teil, doppelt, false));
}

TEST_CASE("a bound beyond a thousand is refused") {
    CHECK_THROWS_WITH(baue_modell(element('a', 0, 1001).teil, partikel(1), false),
                      "an occurrence bound beyond 1000 is not supported");
    CHECK_THROWS_WITH(baue_modell(element('a', 1001, viele).teil, partikel(1), false),
                      "an occurrence bound beyond 1000 is not supported");
}

TEST_CASE("what may follow is named in order of the schema") {
    const auto modell =
        baue_modell(folge({element('b', 0), element('a', 0), element('c')}).teil, partikel(3), false);
    CHECK(modell.erwartet(0) == std::vector<NameId>{1, 2, 3});
    CHECK(modell.erwartet(modell.weiter(0, 1)) == std::vector<NameId>{3});
}

TEST_CASE("a wildcard takes elements of its namespaces alone") {
    auto zwei = partikel(2);
    zwei[1].name = 0;
    const auto mit = [&](std::vector<std::string> raeume) {
        zwei[1].raeume = std::move(raeume);
        return baue_modell(folge({element('a'), element('b', 0, 2)}).teil, zwei, false);
    };
    const auto nimmt_raum = [](const Inhaltsmodell& m, std::string_view raum) {
        return m.weiter_platzhalter(m.weiter(0, 1), raum) != Inhaltsmodell::keiner;
    };
    CHECK(nimmt_raum(mit({"##any"}), "urn:x"));
    CHECK(nimmt_raum(mit({"##any"}), ""));
    CHECK(nimmt_raum(mit({"urn:x", "urn:y"}), "urn:y"));
    CHECK_FALSE(nimmt_raum(mit({"urn:x"}), "urn:z"));
    CHECK(nimmt_raum(mit({"##other:urn:x"}), "urn:y"));
    CHECK_FALSE(nimmt_raum(mit({"##other:urn:x"}), "urn:x"));
    CHECK_FALSE(nimmt_raum(mit({"##other:urn:x"}), ""));
    CHECK(nimmt_raum(mit({"##local"}), ""));
    CHECK_FALSE(nimmt_raum(mit({"##local"}), "urn:x"));
    const auto m = mit({"##any"});
    CHECK(m.weiter_platzhalter(0, "urn:x") == Inhaltsmodell::keiner);
}
