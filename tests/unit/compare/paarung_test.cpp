// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "paarung.hpp"

#include "support/bestand_bauer.hpp"
#include "support/probelesung.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace abgleich;
using domain::Stand;
using test::BestandBauer;
using test::Blattwerte;

/// One occurrence of either side and where it stands; the value of `marke` names it in the result.
struct Eintrag {
    std::string marke;
    Blattwerte werte;
    Stand stand = Stand::offen;
};

struct Ergebnis {
    std::set<std::string> paare;  // "l-a"
    std::set<std::string> nur_lokal;
    std::set<std::string> nur_azr;
    bool offen = false;
    bool operator==(const Ergebnis&) const = default;
};

Ergebnis paare_einmal(std::string_view sachverhalt, const std::vector<Eintrag>& lokal,
                      const std::vector<Eintrag>& azr) {
    const auto& katalog = test::katalog();
    BestandBauer l(katalog), a(katalog);
    l.satz("1", "");
    a.satz("1", "");
    for (const auto& e : lokal) l.mit(sachverhalt, e.werte, e.stand);
    for (const auto& e : azr) a.mit(sachverhalt, e.werte, e.stand);
    compare::Pool pool;
    for (const auto& v : l.bestand.vorkommen) pool.lokal.push_back(&v);
    for (const auto& v : a.bestand.vorkommen) pool.azr.push_back(&v);
    const auto gepaart =
        compare::paare(pool, l.bestand, a.bestand, *katalog.find_sachverhalt(sachverhalt), katalog);
    const auto marke_l = [&](const domain::Vorkommen* v) {
        return lokal[static_cast<std::size_t>(v - l.bestand.vorkommen.data())].marke;
    };
    const auto marke_a = [&](const domain::Vorkommen* v) {
        return azr[static_cast<std::size_t>(v - a.bestand.vorkommen.data())].marke;
    };
    Ergebnis e;
    for (const auto& [x, y] : gepaart.paare) e.paare.insert(marke_l(x) + "-" + marke_a(y));
    for (const auto* x : gepaart.nur_lokal) e.nur_lokal.insert(marke_l(x));
    for (const auto* y : gepaart.nur_azr) e.nur_azr.insert(marke_a(y));
    e.offen = gepaart.offen;
    CHECK(gepaart.paare.size() + gepaart.nur_lokal.size() == lokal.size());
    CHECK(gepaart.paare.size() + gepaart.nur_azr.size() == azr.size());
    return e;
}

/// The same for every order of both sides.
Ergebnis paare(std::string_view sachverhalt, std::vector<Eintrag> lokal, std::vector<Eintrag> azr) {
    const auto nach_marke = [](const Eintrag& x, const Eintrag& y) { return x.marke < y.marke; };
    std::sort(lokal.begin(), lokal.end(), nach_marke);
    std::sort(azr.begin(), azr.end(), nach_marke);
    const Ergebnis erstes = paare_einmal(sachverhalt, lokal, azr);
    do {
        do {
            CHECK(paare_einmal(sachverhalt, lokal, azr) == erstes);
        } while (std::next_permutation(azr.begin(), azr.end(), nach_marke));
    } while (std::next_permutation(lokal.begin(), lokal.end(), nach_marke));
    return erstes;
}

using Namen = std::set<std::string>;

Blattwerte duldung(const std::string& referenz, const std::string& art, const std::string& tag,
                   const std::string& bis = "") {
    Blattwerte werte{{"duldungArt", art}, {"ereignisdatum", tag}};
    if (!referenz.empty()) werte.emplace_back("referenz.id", referenz);
    if (!bis.empty()) werte.emplace_back("befristungsdatum", bis);
    return werte;
}

}  // namespace

TEST_CASE("equal stems of the Referenz-ID pair before anything else") {
    const auto e = paare("duldung",
                         {{"l1", duldung("ABCDEFG112", "03", "2024-01-01")},
                          {"l2", duldung("HIJKLMN001", "05", "2025-01-01")}},
                         {{"a1", duldung("ABCDEFG223", "05", "2025-01-01")},
                          {"a2", duldung("HIJKLMN334", "03", "2024-01-01")}});
    CHECK(e.paare == Namen{"l1-a1", "l2-a2"});
}

TEST_CASE("without a Referenz-ID the keys pair, all of a step or none") {
    const auto e =
        paare("duldung", {{"l1", duldung("", "03", "2024-01-01")}, {"l2", duldung("", "03", "2025-01-01")}},
              {{"a1", duldung("X000001000", "03", "2025-01-01")},
               {"a2", duldung("X000002000", "03", "2024-01-01")}});
    CHECK(e.paare == Namen{"l1-a2", "l2-a1"});
}

TEST_CASE("a key that is missing on one side does not pair") {
    const auto e = paare("einreiseAufenthaltsverbot", {{"l1", {{"einreiseAufenthaltsverbotArt", "01"}}}},
                         {{"a1", {{"ereignisdatum", "2024-01-01"}}}});
    CHECK(e.paare == Namen{});
    CHECK(e.nur_lokal == Namen{"l1"});
    CHECK(e.nur_azr == Namen{"a1"});
}

TEST_CASE("of several with one key those in the same slot pair first") {
    const auto e = paare("duldung",
                         {{"l1", duldung("", "03", "2024-01-01"), Stand::aktuell},
                          {"l2", duldung("", "03", "2024-01-01"), Stand::historisch}},
                         {{"a1", duldung("", "03", "2024-01-01"), Stand::historisch},
                          {"a2", duldung("", "03", "2024-01-01"), Stand::aktuell}});
    CHECK(e.paare == Namen{"l1-a2", "l2-a1"});
}

TEST_CASE("of several with one key the most alike pair first") {
    const auto e = paare("duldung",
                         {{"l1", duldung("", "03", "2024-01-01", "2024-06-30")},
                          {"l2", duldung("", "03", "2024-01-01", "2024-12-31")}},
                         {{"a1", duldung("", "03", "2024-01-01", "2024-12-31")},
                          {"a2", duldung("", "03", "2024-01-01", "2024-06-30")}});
    CHECK(e.paare == Namen{"l1-a2", "l2-a1"});
}

TEST_CASE("what no key pairs goes to the one most alike") {
    const auto e = paare("anschrift",
                         {{"l1",
                           {{"anschrift/strasse", "Rosenweg"},
                            {"anschrift/hausnummer", "1"},
                            {"anschrift/wohnort", "Leipzig"}}},
                          {"l2",
                           {{"anschrift/strasse", "Hauptstr."},
                            {"anschrift/hausnummer", "2"},
                            {"anschrift/wohnort", "Dresden"}}}},
                         {{"a1",
                           {{"anschrift/strasse", "Hauptstraße"},
                            {"anschrift/hausnummer", "2"},
                            {"anschrift/wohnort", "Leipzig"}}}});
    CHECK(e.paare == Namen{"l2-a1"});
    CHECK(e.nur_lokal == Namen{"l1"});
}

TEST_CASE("two facts that disagree in more than they agree are two facts") {
    const auto e = paare("duldung", {{"l1", duldung("", "03", "2024-01-01", "2024-06-30")}},
                         {{"a1", duldung("", "03", "2020-01-01", "2020-06-30")}});
    CHECK(e.paare == Namen{});
    CHECK(e.nur_lokal == Namen{"l1"});
    CHECK(e.nur_azr == Namen{"a1"});
}

TEST_CASE("a single fact of its kind pairs whatever it holds") {
    const auto e = paare("grundpersonalien", {{"l1", {{"familienname", "Muster"}}}},
                         {{"a1", {{"familienname", "Beispiel"}}}});
    CHECK(e.paare == Namen{"l1-a1"});
}

TEST_CASE("where a wrong pair would do harm, the rest is left to a person") {
    const Blattwerte eines{{"einreiseAufenthaltsverbotArt", "01"}, {"ereignisdatum", "2024-01-01"}};
    const Blattwerte anderes{{"einreiseAufenthaltsverbotArt", "02"}, {"ereignisdatum", "2024-02-02"}};
    const auto offen = paare("einreiseAufenthaltsverbot", {{"l1", eines}}, {{"a1", anderes}});
    CHECK(offen.offen);
    CHECK(offen.paare == Namen{});
    CHECK_FALSE(paare("einreiseAufenthaltsverbot", {{"l1", eines}}, {}).offen);
    CHECK_FALSE(paare("einreiseAufenthaltsverbot", {{"l1", eines}}, {{"a1", eines}}).offen);
}

TEST_CASE("a larger pool is paired whole and without regard to order") {
    std::vector<Eintrag> lokal, azr;
    for (int i = 0; i < 4; ++i) {
        const std::string tag = "202" + std::to_string(i) + "-01-01";
        lokal.push_back({"l" + std::to_string(i), duldung("", "03", tag)});
        azr.push_back(
            {"a" + std::to_string(3 - i), duldung("REF000" + std::to_string(i) + "000", "03", tag)});
    }
    CHECK(paare("duldung", lokal, azr).paare == Namen{"l0-a3", "l1-a2", "l2-a1", "l3-a0"});
}
