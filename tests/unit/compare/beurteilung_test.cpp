// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "beurteilung.hpp"

#include "support/bestand_bauer.hpp"
#include "support/probelesung.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <string>

namespace {

using namespace abgleich;
using domain::Abweichung;
using domain::AbweichungArt;
using domain::Stand;
using domain::Ursache;
using domain::Vorschlag;
using domain::Zustaendig;

constexpr std::int64_t tag_ms = 86'400'000;
/// 2026-11-23
const std::int64_t heute_ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                                  std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}.time_since_epoch())
                                  .count();

/// A difference of one Sachverhalt, its occurrences given by when and by whom they were changed last.
struct Fall {
    std::string sachverhalt = "duldung";
    std::string feld = "ereignisdatum";
    AbweichungArt art = AbweichungArt::abweichend;
    Ursache ursache = Ursache::unterschied;
    Stand stand = Stand::offen;
    std::string stand_lokal = "2024-01-01";
    std::string stand_azr = "2024-01-01";
    std::string melder = "146120";
    compare::Paarlage lage{};

    Abweichung urteil() const {
        const auto& katalog = test::katalog();
        compare::Vergleichsoptionen optionen;
        optionen.behoerde = "146120";
        optionen.jetzt_ms = heute_ms + tag_ms / 2;
        test::BestandBauer lokal(katalog), azr(katalog);
        lokal.satz("1", "").mit(sachverhalt, {{"letzteAenderung", stand_lokal}});
        azr.satz("1", "").mit(sachverhalt, {{"letzteAenderung", stand_azr}, {"meldendeBehoerde", melder}});
        Abweichung a;
        a.sachverhalt = lokal.bestand.sachverhalt(lokal.bestand.vorkommen[0]);
        a.feld = katalog.find_feld(sachverhalt, feld);
        a.art = art;
        a.ursache = ursache;
        a.stand = stand;
        const bool ohne_azr = art == AbweichungArt::fehlt_im_azr && a.feld == 0;
        const bool ohne_lokal = art == AbweichungArt::fehlt_lokal && a.feld == 0;
        compare::Beurteiler(katalog, optionen)
            .beurteile(a, lage, lokal.bestand, ohne_lokal ? nullptr : &lokal.bestand.vorkommen[0],
                       azr.bestand, ohne_azr ? nullptr : &azr.bestand.vorkommen[0]);
        return a;
    }
};

}  // namespace

TEST_CASE("of two values that differ the one changed later is proposed") {
    Fall fall;
    fall.stand_lokal = "2024-02-01";
    CHECK(fall.urteil().vorschlag == Vorschlag::azr_berichtigen);
    fall.stand_azr = "2024-03-01";
    CHECK(fall.urteil().vorschlag == Vorschlag::lokal_uebernehmen);
    SECTION("a person decides where both are of one day or one day is not known") {
        fall.stand_azr = fall.stand_lokal;
        CHECK(fall.urteil().vorschlag == Vorschlag::pruefen);
        fall.stand_lokal = "";
        CHECK(fall.urteil().vorschlag == Vorschlag::pruefen);
    }
}

TEST_CASE("what was changed within the waiting time is left alone, on either side") {
    for (const bool lokal : {true, false}) {
        Fall fall;
        (lokal ? fall.stand_lokal : fall.stand_azr) = "2026-11-17";  // six days ago
        CHECK(fall.urteil().ursache == Ursache::frisch);
        CHECK(fall.urteil().vorschlag == Vorschlag::keiner);
        (lokal ? fall.stand_lokal : fall.stand_azr) = "2026-11-16";  // seven
        CHECK(fall.urteil().ursache == Ursache::unterschied);
    }
}

TEST_CASE("what is in dispute gets no proposal, by its path or its Sachverhalt") {
    Fall fall;
    for (const char* liste : {"duldung/ereignisdatum", "duldung", "anschrift, duldung/ereignisdatum"}) {
        fall.lage.bestritten = liste;
        CHECK(fall.urteil().ursache == Ursache::bestritten);
        CHECK(fall.urteil().vorschlag == Vorschlag::keiner);
    }
    // Whole steps of a path, not parts of words; another Sachverhalt's field of the same name is not meant.
    for (const char* liste :
         {"anschrift", "duld", "duldung/ereignis", "xduldung/ereignisdatum", "ausweisung/ereignisdatum"}) {
        fall.lage.bestritten = liste;
        CHECK(fall.urteil().ursache == Ursache::unterschied);
    }
}

TEST_CASE("we correct whose file we keep, whoever reported the fact; others get a hint") {
    Fall fall;
    fall.lage.aktenfuehrend = "146120";
    fall.melder = "999999";
    CHECK(fall.urteil().zustaendig == Zustaendig::wir);
    fall.lage.aktenfuehrend = "999999";
    CHECK(fall.urteil().zustaendig == Zustaendig::andere);
    CHECK(fall.urteil().vorschlag == Vorschlag::hinweis_geben);
    fall.melder = "146120";
    CHECK(fall.urteil().zustaendig == Zustaendig::andere);
}

TEST_CASE("a correction is an Aktualisierung where our entry is the younger one, else a Berichtigung") {
    Fall fall;
    fall.lage.aktenfuehrend = "146120";
    fall.stand_lokal = "2026-05-01";
    fall.stand_azr = "2026-01-01";
    CHECK(fall.urteil().vorschlag == Vorschlag::azr_berichtigen);
    CHECK(fall.urteil().aenderungsart == "02");
    fall.stand_azr = "2026-06-01";
    CHECK(fall.urteil().vorschlag == Vorschlag::lokal_uebernehmen);
    CHECK(fall.urteil().aenderungsart.empty());
}

TEST_CASE("a Sachverhalt that no ABH reports is not ours") {
    Fall fall;
    for (const auto& s : test::katalog().sachverhalte()) {
        const bool abh =
            s.melder.empty() || std::find(s.melder.begin(), s.melder.end(), "abh") != s.melder.end();
        if (!s.katalogisiert || abh || s.stand == 0 || s.herkunft == 0) continue;
        fall.sachverhalt = s.name;
        fall.feld = "";
        CAPTURE(s.name);
        CHECK(fall.urteil().zustaendig == Zustaendig::andere);
    }
    fall.sachverhalt = "duldung";
    CHECK(fall.urteil().zustaendig == Zustaendig::wir);
}

TEST_CASE("a fact that the register need not hold for a Unionsbuerger is lawfully absent") {
    Fall fall;
    fall.art = AbweichungArt::fehlt_im_azr;
    fall.ursache = Ursache::vorkommen_fehlt;
    fall.feld = "";
    CHECK(fall.urteil().ursache == Ursache::vorkommen_fehlt);
    CHECK(fall.urteil().vorschlag == Vorschlag::azr_ergaenzen);
    fall.lage.drittstaat = false;
    CHECK(fall.urteil().ursache == Ursache::rechtmaessig_abwesend);
    CHECK(fall.urteil().vorschlag == Vorschlag::keiner);
    fall.sachverhalt = "grundpersonalien";
    CHECK(fall.urteil().ursache == Ursache::vorkommen_fehlt);
}

TEST_CASE("a historic fact is lawfully absent where the answer holds no history at all") {
    Fall fall;
    fall.art = AbweichungArt::fehlt_im_azr;
    fall.ursache = Ursache::vorkommen_fehlt;
    fall.feld = "";
    fall.stand = Stand::historisch;
    fall.lage.azr_hat_historie = false;
    CHECK(fall.urteil().ursache == Ursache::rechtmaessig_abwesend);
    fall.lage.azr_hat_historie = true;
    CHECK(fall.urteil().ursache == Ursache::vorkommen_fehlt);
}

TEST_CASE("what is missing on one side is added there, a single value by a correction") {
    Fall fall;
    fall.ursache = Ursache::wert_fehlt;
    fall.art = AbweichungArt::fehlt_im_azr;
    CHECK(fall.urteil().vorschlag == Vorschlag::azr_berichtigen);
    fall.art = AbweichungArt::fehlt_lokal;
    CHECK(fall.urteil().vorschlag == Vorschlag::lokal_uebernehmen);
}

TEST_CASE("a spelling needs no proposal, a value equal by meaning a look") {
    Fall fall;
    fall.art = AbweichungArt::schreibweise;
    fall.ursache = Ursache::schreibweise;
    CHECK(fall.urteil().vorschlag == Vorschlag::keiner);
    CHECK(fall.urteil().schwere == domain::Schwere::niedrig);
    fall.ursache = Ursache::gleichwertig;
    CHECK(fall.urteil().vorschlag == Vorschlag::pruefen);
}

TEST_CASE("what cannot be read never gets a proposal") {
    Fall fall;
    fall.art = AbweichungArt::nicht_vergleichbar;
    fall.ursache = Ursache::nicht_lesbar;
    fall.stand_lokal = "2026-11-22";
    CHECK(fall.urteil().ursache == Ursache::nicht_lesbar);
    CHECK(fall.urteil().vorschlag == Vorschlag::keiner);
}
