// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "vergleiche.hpp"

#include <catch2/catch.hpp>

#include <string_view>

namespace {

using abgleich::compare::Gleichheit;
using abgleich::compare::vergleiche_werte;
using abgleich::katalog::Vergleich;

/// A comparison and the same with the sides changed: the answer must not depend on the side.
void pruefe(Vergleich art, std::string_view a, std::string_view b, Gleichheit erwartet) {
    CAPTURE(name(art), a, b);
    CHECK(vergleiche_werte(art, a, b) == erwartet);
    CHECK(vergleiche_werte(art, b, a) == erwartet);
}

constexpr auto gleich = Gleichheit::gleich;
constexpr auto schreibweise = Gleichheit::schreibweise;
constexpr auto gleichwertig = Gleichheit::gleichwertig;
constexpr auto verkuerzt = Gleichheit::verkuerzt;
constexpr auto verschieden = Gleichheit::verschieden;

}  // namespace

TEST_CASE("equal bytes are equal under every comparison") {
    for (int art = 0; art <= static_cast<int>(Vergleich::undurchsichtig); ++art)
        pruefe(static_cast<Vergleich>(art), "2024-01-01", "2024-01-01", gleich);
}

TEST_CASE("names, places and texts agree in comparable form") {
    for (const auto art : {Vergleich::name, Vergleich::text, Vergleich::ort}) {
        pruefe(art, "Müller", "MUELLER", schreibweise);
        pruefe(art, "Al-Hassan", "Al Hassan", schreibweise);
        pruefe(art, "Müller", "Meier", verschieden);
        pruefe(art, "Anna", "Anna Maria", verschieden);
    }
}

TEST_CASE("a long text that was cut off is told from another text") {
    pruefe(Vergleich::name, "Rathnayake Mudiyanselage", "Rathnayake Mudiyanselage Chaminda", verkuerzt);
    pruefe(Vergleich::name, "Ali", "Alimohammadi", verschieden);
}

TEST_CASE("streets agree with their ending written out") {
    pruefe(Vergleich::strasse, "Hauptstr.", "Hauptstraße", schreibweise);
    pruefe(Vergleich::strasse, "Hauptstraße", "Nebenstraße", verschieden);
}

TEST_CASE("house numbers agree without zeros and gaps") {
    pruefe(Vergleich::hausnummer, "012 A", "12a", schreibweise);
    pruefe(Vergleich::hausnummer, "12", "12a", verschieden);
}

TEST_CASE("numbers agree in letters and digits") {
    pruefe(Vergleich::nummer, "C01 X00-T47", "c01x00t47", schreibweise);
    pruefe(Vergleich::nummer, "C01X00T47", "C01X00T48", verschieden);
    pruefe(Vergleich::nummer, "0123", "123", verschieden);
}

TEST_CASE("a partly known date agrees with every date it leaves open") {
    pruefe(Vergleich::teildatum, "1985", "1985-07-01", gleichwertig);
    pruefe(Vergleich::teildatum, "1985-07", "1985-07-01", gleichwertig);
    pruefe(Vergleich::teildatum, "unbekannt", "1985-07-01", gleichwertig);
    pruefe(Vergleich::teildatum, "1985-07", "1985-08-01", verschieden);
    pruefe(Vergleich::teildatum, "1985", "1986", verschieden);
    pruefe(Vergleich::teildatum, "1985-07-01", "1985-07-02", verschieden);
    pruefe(Vergleich::teildatum, "1985-07-01", "keines", verschieden);
}

TEST_CASE("days, codes, states and authorities agree only when they are equal") {
    for (const auto art : {Vergleich::datum, Vergleich::code, Vergleich::staat, Vergleich::behoerde,
                           Vergleich::undurchsichtig, Vergleich::nie}) {
        pruefe(art, "03", "3", verschieden);
        pruefe(art, "2024-01-01", "2024-01-02", verschieden);
    }
}

TEST_CASE("truth values agree in both spellings") {
    pruefe(Vergleich::wahrheitswert, "true", "1", gleich);
    pruefe(Vergleich::wahrheitswert, "false", "0", gleich);
    pruefe(Vergleich::wahrheitswert, "true", "0", verschieden);
}

TEST_CASE("figures agree without leading zeros") {
    pruefe(Vergleich::zahl, "007", "7", gleich);
    pruefe(Vergleich::zahl, "+7", "7", gleich);
    pruefe(Vergleich::zahl, "0", "00", gleich);
    pruefe(Vergleich::zahl, "7", "70", verschieden);
}
