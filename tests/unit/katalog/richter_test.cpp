// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Two judges of the same messages: libxml2 over the schema files, and the automaton made from them, which is
// fed by both readers. The seed is fixed; ABGLEICH_RICHTER_RUNDEN=200 makes the last test ten times as long.
#include "support/nachrichten_wuerfel.hpp"
#include "support/probelesung.hpp"
#include "support/schema_richter.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace abgleich;
using test::NachrichtenWuerfel;
using Umfang = NachrichtenWuerfel::Umfang;

constexpr std::uint32_t saat = 20261101;

test::SchemaRichter& richter() {
    static test::SchemaRichter einer(test::katalog());
    return einer;
}

/// What the automaton tells of a message. The fast lane may leave it to libxml2, but must not tell otherwise;
/// `schnelle` counts what it read.
test::Lesung lies_beide(const std::string& xml, std::size_t& schnelle) {
    auto lesung = test::lies(test::katalog(), xml);
    const auto schnell = test::lies_schnell(test::katalog(), xml);
    if (!schnell) return lesung;
    ++schnelle;
    const auto anders = test::unterschied(*schnell, lesung);
    if (anders.empty()) return lesung;
    INFO(xml);
    CHECK(anders == "");
    return lesung;
}

/// Both verdicts on a message that has to be valid, and plain.
void pruefe_gueltig(const katalog::Wurzel& wurzel, const std::string& xml) {
    std::size_t schnelle = 0;
    const auto lesung = lies_beide(xml, schnelle);
    const std::string unsere = lesung.meldungen.empty() ? "" : lesung.meldungen.front().text;
    const std::string ihre = richter().urteil(wurzel, xml);
    if (unsere.empty() && ihre.empty() && lesung.gueltig()) return;
    CAPTURE(wurzel.element);
    CAPTURE(xml.substr(0, 4000));
    CHECK(ihre == "");
    CHECK(unsere == "");
    CHECK(lesung.gueltig());
}

}  // namespace

TEST_CASE("the catalogue knows every message of the AZR communication and the content of a record") {
    CHECK(test::katalog().wurzeln().size() == 26);
}

TEST_CASE("a message with only what has to be there is valid for both judges") {
    for (const auto& wurzel : test::katalog().wurzeln()) {
        NachrichtenWuerfel wuerfel(test::katalog(), saat);
        for (int i = 0; i < 20; ++i)
            pruefe_gueltig(wurzel, schreibe(wuerfel.nachricht(wurzel, Umfang::minimal)));
    }
}

TEST_CASE("a message with all that may be there is valid for both judges") {
    for (const auto& wurzel : test::katalog().wurzeln()) {
        NachrichtenWuerfel wuerfel(test::katalog(), saat);
        for (int i = 0; i < 2; ++i)
            pruefe_gueltig(wurzel, schreibe(wuerfel.nachricht(wurzel, Umfang::maximal)));
    }
}

TEST_CASE("every branch of every content model is accepted by both judges") {
    for (const auto& wurzel : test::katalog().wurzeln()) {
        NachrichtenWuerfel wuerfel(test::katalog(), saat);
        for (int i = 0; i < 1000 && !wuerfel.offene_zweige(wurzel).empty(); ++i)
            pruefe_gueltig(wurzel, schreibe(wuerfel.nachricht(wurzel, Umfang::maximal)));
        CAPTURE(wurzel.element);
        CHECK(wuerfel.offene_zweige(wurzel) == std::set<std::string>{});
    }
}

TEST_CASE("after any change of a message both judges still agree") {
    const char* laenger = std::getenv("ABGLEICH_RICHTER_RUNDEN");
    const int runden = laenger == nullptr ? 20 : std::atoi(laenger);
    std::size_t gueltig = 0, ungueltig = 0, schnelle = 0;
    std::map<std::string, std::string> uneins;  // complaints without figures -> first example
    for (const auto& wurzel : test::katalog().wurzeln()) {
        NachrichtenWuerfel wuerfel(test::katalog(), saat);
        for (int runde = 0; runde < runden; ++runde) {
            const auto urtext = wuerfel.nachricht(wurzel, Umfang::gemischt);
            for (int i = 0; i < 8; ++i) {
                auto baum = urtext;
                const std::string was = wuerfel.aendere(baum);
                const std::string xml = schreibe(baum);
                const auto lesung = lies_beide(xml, schnelle);
                const std::string ihre = richter().urteil(wurzel, xml);
                ++(ihre.empty() ? gueltig : ungueltig);
                if (lesung.gueltig() == ihre.empty()) continue;
                const std::string unsere = !lesung.lesbar             ? "not readable"
                                           : lesung.meldungen.empty() ? "valid"
                                                                      : lesung.meldungen.front().text;
                uneins.emplace(was, wurzel.element + ": ours: " + unsere +
                                        "; libxml2: " + (ihre.empty() ? "valid" : ihre));
            }
        }
    }
    std::string liste;
    for (const auto& [was, urteile] : uneins) liste += was + "\n    " + urteile + "\n";
    CHECK(liste == "");
    CHECK(gueltig > 1000);
    CHECK(ungueltig > 1000);
    CHECK(schnelle > 1000);
}
