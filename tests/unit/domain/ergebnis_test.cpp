// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/base/text.hpp>
#include <abgleich/domain/ergebnis.hpp>

#include <catch2/catch.hpp>

#include <map>
#include <set>
#include <string>

namespace {

using namespace abgleich;

/// The tables under "## Closed lists" of docs/formate.md: list -> values.
std::map<std::string, std::set<std::string>> documented_lists() {
    const std::string text = base::read_file(std::string(ABGLEICH_SOURCE_DIR) + "/docs/formate.md");
    std::map<std::string, std::set<std::string>> lists;
    std::string list;
    bool inside = false;
    for (const std::string_view line : base::split(text, '\n')) {
        if (line.starts_with("## ")) inside = line == "## Closed lists";
        if (!inside) continue;
        if (line.starts_with("### `")) list = line.substr(5, line.size() - 6);
        if (!line.starts_with("| `")) continue;
        const auto end = line.find('`', 3);
        REQUIRE(lists[list].insert(std::string(line.substr(3, end - 3))).second);
        REQUIRE(line.size() > end + 6);  // has a meaning
    }
    REQUIRE(lists.erase("registerabgleich.ergebnis") == 1);  // codes of the standard, no enumeration
    REQUIRE(lists.erase("klaerfaelle.grund") == 1);  // words, no enumeration; held by a test of the report
    return lists;
}

}  // namespace

TEST_CASE("docs/formate.md holds exactly the values of the closed lists") {
    std::map<std::string, std::set<std::string>> lists;
    for (const auto& [column, value] : domain::geschlossene_listen())
        REQUIRE(lists[std::string(column)].insert(std::string(value)).second);
    REQUIRE(lists.size() == 11);
    CHECK(documented_lists() == lists);
}

TEST_CASE("a value of a closed list is written like its enumerator") {
    CHECK(name(domain::ZuordnungArt::entschieden) == "entschieden");
    CHECK(name(domain::ZuordnungStatus::klaerfall) == "klaerfall");
    CHECK(name(domain::AlleinGrund::ohne_azr_nummer) == "ohne_azr_nummer");
    CHECK(name(domain::AlleinGrund::gegenseite_nicht_lesbar) == "gegenseite_nicht_lesbar");
    CHECK(name(domain::AlleinGrund::verstorben_oder_fortgezogen) == "verstorben_oder_fortgezogen");
    CHECK(name(domain::Empfehlung::zustaendigkeit_klaeren) == "zustaendigkeit_klaeren");
    CHECK(name(domain::AbweichungArt::fehlzuordnung) == "fehlzuordnung");
    CHECK(name(domain::Schwere::niedrig) == "niedrig");
    CHECK(name(domain::Zustaendig::registerbehoerde) == "registerbehoerde");
    CHECK(name(domain::Vorschlag::azr_ergaenzen) == "azr_ergaenzen");
    CHECK(name(domain::Ursache::rechtmaessig_abwesend) == "rechtmaessig_abwesend");
    CHECK(name(domain::Ursache::formwechsel) == "formwechsel");
    CHECK(name(domain::Frage::welche_nummer) == "welche_nummer");
    CHECK(name(domain::Stand::historisch) == "historisch");
}
