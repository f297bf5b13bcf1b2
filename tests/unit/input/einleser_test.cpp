// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "support/nachrichten_wuerfel.hpp"
#include "support/probelesung.hpp"
#include "support/zwischenordner.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/input/einleser.hpp>
#include <abgleich/katalog/schreiber.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace abgleich;
using domain::ProblemCode;
using domain::Seite;
using input::Einlesung;
using test::Zwischenordner;

const std::string eins = "840917000001", zwei = "840917000002";

/// A whole 090004, made of the smallest valid one by exchanging its number.
std::string auskunft(const std::string& nummer, const std::string& zeit = "2026-11-20T02:00:00Z",
                     bool test = true) {
    static const std::string vorlage = [] {
        test::NachrichtenWuerfel wuerfel(test::katalog(), 7);
        auto baum =
            wuerfel.nachricht(*test::katalog().wurzel("090004"), test::NachrichtenWuerfel::Umfang::minimal);
        for (auto* e : elemente(baum)) {
            if (e->lokal == "azrNummer") e->inhalt = {test::XmlBaum::text("@NUMMER@")};
            if (e->lokal == "erstellungszeitpunkt") e->inhalt = {test::XmlBaum::text("@ZEIT@")};
        }
        std::erase_if(baum.attribute, [](const auto& a) { return a.first == "test"; });
        baum.attribute.emplace_back("produktversion", "@TEST@");
        return schreibe(baum);
    }();
    std::string text = vorlage;
    const auto ersetze = [&](const std::string& was, const std::string& durch) {
        text.replace(text.find(was), was.size(), durch);
    };
    ersetze("@NUMMER@", nummer);
    ersetze("@ZEIT@", zeit);
    ersetze("produktversion=\"@TEST@\"", test ? "test=\"1\"" : "");
    return text;
}

std::string sammlung(const std::vector<std::string>& nachrichten) {
    std::string text = "<sammlung xmlns=\"urn:azr-abgleich:sammlung:1\">\n";
    for (const auto& n : nachrichten) text += n + "\n";
    return text + "</sammlung>\n";
}

std::string datensatz(const std::string& attribute, const std::string& inhalt = "") {
    return "<datensatz " + attribute + "><inhalt xmlns=\"http://www.osci.de/xauslaender2611\">" + inhalt +
           "</inhalt></datensatz>\n";
}
std::string bestand(const std::string& saetze) {
    return "<bestand xmlns=\"urn:azr-abgleich:bestand:1\" behoerde=\"146120\" stand=\"2026-11-22\">\n" +
           saetze + "</bestand>\n";
}
const std::string duldung_gut =
    "<aktuelleDuldung><duldungArt listURI=\"urn:de:xauslaender:codelist:azr:artderduldung\" "
    "listVersionID=\"6\"><code xmlns=\"\">03</code></duldungArt>"
    "<ereignisdatum>2024-01-01</ereignisdatum></aktuelleDuldung>";

Einlesung lies(Seite seite, const std::vector<std::pair<std::string, std::string>>& dateien) {
    const Zwischenordner ordner;
    for (const auto& [name, inhalt] : dateien) ordner.schreibe(name, inhalt);
    input::Leseoptionen optionen;
    optionen.seite = seite;
    optionen.test = seite == Seite::azr;
    if (seite == Seite::azr)
        optionen.stufe = katalog::Pruefstufe::schema;  // the rolled messages name editions at random
    return input::lies(test::katalog(), optionen, {ordner.pfad().string()});
}
Einlesung lies_azr(const std::string& inhalt) { return lies(Seite::azr, {{"a.xml", inhalt}}); }
Einlesung lies_lokal(const std::string& inhalt) { return lies(Seite::lokal, {{"a.xml", inhalt}}); }

std::vector<ProblemCode> codes(const Einlesung& e) {
    std::vector<ProblemCode> alle;
    for (const auto& p : e.probleme) alle.push_back(p.code);
    return alle;
}
using Codes = std::vector<ProblemCode>;

}  // namespace

TEST_CASE("a message alone and several in a Sammlung are read alike") {
    const auto allein = lies_azr(auskunft(eins));
    REQUIRE(allein.bestand.saetze.size() == 1);
    CHECK(allein.bestand.saetze[0].azr_nummer.text() == eins);
    CHECK(allein.probleme.empty());
    const auto mehrere = lies_azr(sammlung({auskunft(zwei), auskunft(eins)}));
    REQUIRE(mehrere.bestand.saetze.size() == 2);
    CHECK(mehrere.bestand.saetze[0].azr_nummer.text() == eins);
    CHECK(mehrere.bestand.saetze[1].azr_nummer.text() == zwei);
    CHECK(mehrere.dateien[0].saetze == 2);
    CHECK(mehrere.dateien[0].sha256.size() == 64);
}

TEST_CASE("a record that breaks the structure is set aside, the next one is read") {
    auto kaputt = auskunft(eins);
    kaputt.replace(kaputt.find("<grundpersonalien>"), 18, "<fremd/><grundpersonalien>");
    const auto e = lies_azr(sammlung({kaputt, auskunft(zwei)}));
    REQUIRE(e.bestand.saetze.size() == 2);
    CHECK_FALSE(e.bestand.saetze[0].im_bestand);  // its key was known before the fault
    CHECK(e.bestand.saetze[0].azr_nummer.text() == eins);
    CHECK(e.bestand.saetze[1].im_bestand);
    CHECK(codes(e) == Codes{ProblemCode::element_unerwartet});
    CHECK(e.probleme[0].herkunft.zeile == 2);
    CHECK(e.dateien[0].saetze == 1);
    CHECK(e.dateien[0].verworfen == 1);
}

TEST_CASE("a file that breaks off keeps the records before and tells of the end") {
    auto text = sammlung({auskunft(eins), auskunft(zwei)});
    text.resize(text.size() - 300);
    const auto e = lies_azr(text);
    CHECK(codes(e) == Codes{ProblemCode::xml_kaputt});
    CHECK(e.dateien[0].abgebrochen);
    CHECK(e.bestand.saetze[0].im_bestand);
    CHECK(e.dateien[0].saetze == 1);
    CHECK(e.dateien[0].verworfen == 1);
}

TEST_CASE("what is no message ends the file or the record, by its cause") {
    CHECK(codes(lies_azr("")) == Codes{ProblemCode::datei_leer});
    CHECK(codes(lies_azr("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>")) ==
          Codes{ProblemCode::dtd_verboten});
    CHECK(codes(lies_azr("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>\xE4</a>")).front() ==
          ProblemCode::wurzel_unbekannt);
    CHECK(codes(lies_azr("<a/>")) == Codes{ProblemCode::wurzel_unbekannt});
    CHECK(codes(lies_azr("<inhalt xmlns=\"http://www.osci.de/xauslaender2611\"/>")) ==
          Codes{ProblemCode::wurzel_unbekannt});
    CHECK(codes(lies_azr("<x xmlns=\"http://www.osci.de/xauslaender2505\"/>")) ==
          Codes{ProblemCode::version_unbekannt});
    CHECK(codes(lies_azr(bestand(""))) == Codes{ProblemCode::wurzel_unbekannt});
    CHECK(codes(lies_lokal(auskunft(eins))) == Codes{ProblemCode::wurzel_unbekannt});
    CHECK(codes(lies_azr("not xml")) == Codes{ProblemCode::xml_kaputt});
}

TEST_CASE("a real message in a test run is refused, and a test message in a real one") {
    CHECK(codes(lies_azr(auskunft(eins, "2026-11-20T02:00:00Z", false))) ==
          Codes{ProblemCode::test_kennzeichen});
    const Zwischenordner ordner;
    ordner.schreibe("a.xml", sammlung({auskunft(eins), auskunft(zwei, "2026-11-20T02:00:00Z", false)}));
    input::Leseoptionen optionen;
    optionen.stufe = katalog::Pruefstufe::schema;
    const auto e = input::lies(test::katalog(), optionen, {ordner / "a.xml"});
    CHECK(codes(e) == Codes{ProblemCode::test_kennzeichen});
    REQUIRE(e.bestand.saetze.size() == 1);
    CHECK(e.bestand.saetze[0].azr_nummer.text() == zwei);
}

TEST_CASE("of two answers about one person the newer counts, whatever file it stands in") {
    const auto alt = auskunft(eins, "2026-11-20T02:00:00Z"),
               neu = auskunft(eins, "2026-11-21T02:00:00+01:00");
    for (const auto& dateien :
         {std::vector<std::pair<std::string, std::string>>{{"a.xml", alt}, {"b.xml", neu}},
          {{"a.xml", neu}, {"b.xml", alt}}}) {
        const auto e = lies(Seite::azr, dateien);
        REQUIRE(e.bestand.saetze.size() == 1);
        CHECK(e.probleme.empty());
        CHECK(dateien[e.bestand.saetze[0].herkunft.datei].second == neu);
    }
}

TEST_CASE("two local records with one key and other content are both set aside") {
    const auto e = lies_lokal(bestand(datensatz("aktenzeichen=\"1\"", duldung_gut) +
                                      datensatz("aktenzeichen=\"2\"") + datensatz("aktenzeichen=\"1\"")));
    CHECK(codes(e) == Codes{ProblemCode::satz_doppelt, ProblemCode::satz_doppelt});
    REQUIRE(e.bestand.saetze.size() == 3);
    CHECK_FALSE(e.bestand.saetze[0].im_bestand);  // both stay as stubs: their numbers are known
    CHECK_FALSE(e.bestand.saetze[1].im_bestand);
    CHECK(e.bestand.saetze[2].im_bestand);
    CHECK(e.dateien[0].saetze == 1);
    CHECK(e.dateien[0].verworfen == 2);
    SECTION("equal ones become one") {
        const auto gleich = lies_lokal(bestand(datensatz("aktenzeichen=\"1\"", duldung_gut) +
                                               datensatz("aktenzeichen=\"1\"", duldung_gut)));
        CHECK(gleich.probleme.empty());
        CHECK(gleich.bestand.saetze.size() == 1);
        CHECK(gleich.ersetzt == 1);
    }
    SECTION("one Aktenzeichen and two persons are two records") {
        const auto zwei_personen =
            lies_lokal(bestand(datensatz("aktenzeichen=\"1\" person=\"a\"", duldung_gut) +
                               datensatz("aktenzeichen=\"1\" person=\"b\"")));
        CHECK(zwei_personen.probleme.empty());
        REQUIRE(zwei_personen.bestand.saetze.size() == 2);
        CHECK(zwei_personen.bestand.text(zwei_personen.bestand.saetze[0].aktenzeichen) == "1/a");
    }
}

TEST_CASE("the order of the input does not change the result") {
    const std::vector<std::string> saetze = {
        datensatz("aktenzeichen=\"3\""), datensatz("aktenzeichen=\"1\"", duldung_gut),
        datensatz("aktenzeichen=\"2\""), datensatz("aktenzeichen=\"1\"")};
    std::vector<std::size_t> reihe = {0, 1, 2, 3};
    std::string erstes;
    do {
        std::string text;
        for (const auto i : reihe) text += saetze[i];
        const auto e = lies_lokal(bestand(text));
        std::string ergebnis;
        for (const auto& s : e.bestand.saetze)
            ergebnis += std::string(e.bestand.text(s.aktenzeichen)) + (s.im_bestand ? "+ " : "- ");
        if (erstes.empty()) erstes = ergebnis;
        CHECK(ergebnis == erstes);
    } while (std::next_permutation(reihe.begin(), reihe.end()));
    CHECK(erstes == "1- 1- 2+ 3+ ");
}

TEST_CASE("a bad leaf sets its fact aside and nothing else") {
    auto kaputt = duldung_gut;
    kaputt.replace(kaputt.find("2024-01-01"), 10, "2024-02-31");
    const auto e = lies_lokal(bestand(datensatz("aktenzeichen=\"1\"", kaputt)));
    CHECK(codes(e) == Codes{ProblemCode::wert_ungueltig});
    CHECK_FALSE(e.probleme[0].ganzer_satz);
    CHECK(
        e.probleme[0].meldung ==
        "'inhalt/aktuelleDuldung/ereignisdatum': invalid value (expected a day of the calendar JJJJ-MM-TT)");
    REQUIRE(e.bestand.saetze.size() == 1);
    CHECK(e.bestand.saetze[0].im_bestand);
    REQUIRE(e.bestand.vorkommen.size() == 1);
    CHECK(e.bestand.vorkommen[0].unlesbar);
}

TEST_CASE("a code that a complete list does not hold sets its fact aside") {
    auto kaputt = duldung_gut;
    kaputt.replace(kaputt.find(">03<"), 4, ">ZZ<");
    const auto e = lies_lokal(bestand(datensatz("aktenzeichen=\"1\"", kaputt)));
    const bool vollstaendig =
        test::katalog().codelisten().find("urn:de:xauslaender:codelist:azr:artderduldung", "6")->vollstaendig;
    CHECK(codes(e) == (vollstaendig ? Codes{ProblemCode::code_unbekannt} : Codes{}));
    SECTION("an edition that is not installed is noted once and its codes are taken") {
        auto fremd = kaputt;
        fremd.replace(fremd.find("ID=\"6\""), 6, "ID=\"999\"");
        const auto f = lies_lokal(
            bestand(datensatz("aktenzeichen=\"1\"", fremd) + datensatz("aktenzeichen=\"2\"", fremd)));
        CHECK(codes(f) == Codes{ProblemCode::ausgabe_unbekannt});
        CHECK_FALSE(f.bestand.vorkommen[0].unlesbar);
    }
}

TEST_CASE("the attributes of a local record are read and checked") {
    const auto gut =
        lies_lokal(bestand(datensatz("aktenzeichen=\"1\" azrNummer=\"" + eins +
                                     "\" datei=\"B\" sachbearbeiter=\"S\" abgang=\"fortzug\" "
                                     "abgangsdatum=\"2026-01-01\" bestritten=\"name\" sperre=\"x\"")));
    REQUIRE(gut.bestand.saetze.size() == 1);
    const auto& s = gut.bestand.saetze[0];
    CHECK(gut.probleme.empty());
    CHECK(gut.behoerde == "146120");
    CHECK(gut.stand == "2026-11-22");
    CHECK(s.azr_nummer.text() == eins);
    CHECK(s.datei_b);
    CHECK(gut.bestand.text(s.sachbearbeiter) == "S");
    CHECK(gut.bestand.text(s.abgang) == "fortzug");
    CHECK(gut.bestand.text(s.bestritten) == "name");
    CHECK(s.gesperrt);

    const auto nummer = lies_lokal(bestand(datensatz("aktenzeichen=\"1\" azrNummer=\"84091700001\"")));
    CHECK(codes(nummer) == Codes{ProblemCode::azr_nummer_ungueltig});
    CHECK(nummer.bestand.saetze[0].im_bestand);  // without its number it is still a record
    CHECK(codes(lies_lokal(bestand(datensatz("aktenzeichen=\"1\" abgang=\"weg\"")))) ==
          Codes{ProblemCode::wert_ungueltig});
    CHECK(codes(lies_lokal(bestand(datensatz("azrNummer=\"" + eins + "\"")))) ==
          Codes{ProblemCode::schluessel_fehlt});
    CHECK(codes(lies_lokal(bestand(datensatz("aktenzeichen=\"1\" fremd=\"x\"")))) ==
          Codes{ProblemCode::attribut_unerwartet});
    CHECK(codes(lies_lokal(bestand("<datensatz aktenzeichen=\"1\"/>"))) == Codes{ProblemCode::element_fehlt});
    CHECK(codes(lies_lokal(bestand("<fremd/>"))) == Codes{ProblemCode::element_unerwartet});
}

TEST_CASE("a record of the register without a valid number is set aside") {
    const auto e = lies_azr(sammlung({auskunft("84091700001"), auskunft(zwei)}));
    CHECK(codes(e) == Codes{ProblemCode::azr_nummer_ungueltig});
    CHECK(e.probleme[0].ganzer_satz);
    CHECK(e.ohne_schluessel == 1);
    REQUIRE(e.bestand.saetze.size() == 1);
    CHECK(e.bestand.saetze[0].azr_nummer.text() == zwei);
}

TEST_CASE("files of a folder are read in order of their names, a folder without any is a problem") {
    const auto e = lies(Seite::azr,
                        {{"b/x.xml", auskunft(zwei)}, {"a.xml", auskunft(eins)}, {"note.txt", "no message"}});
    REQUIRE(e.dateien.size() == 2);
    CHECK(e.dateien[0].name.ends_with("/a.xml"));
    CHECK(e.dateien[1].name.ends_with("/b/x.xml"));
    const Zwischenordner leer;
    const auto nichts = input::lies(test::katalog(), {}, {leer.pfad().string()});
    CHECK(codes(nichts) == Codes{ProblemCode::keine_nachrichten});
    CHECK(nichts.dateien.at(0).abgebrochen);
    CHECK_THROWS_AS(input::lies(test::katalog(), {}, {leer / "missing.xml"}), base::InputError);
}

TEST_CASE("no value of a person stands in any problem") {
    auto kaputt = auskunft(eins);
    const auto wo = kaputt.find("<grundpersonalien>");
    kaputt.insert(wo, "<geheim>Haddad</geheim>");
    auto e = lies_azr(sammlung({kaputt, auskunft("84091700001")}));
    for (const auto& p : e.probleme) {
        CHECK(p.meldung.find("Haddad") == std::string::npos);
        CHECK(p.meldung.find("8409170") == std::string::npos);
    }
    CHECK(e.probleme.size() == 2);
}

TEST_CASE("a text of twenty megabytes sets its fact aside and no more") {
    std::string gross = duldung_gut;
    gross.replace(gross.find("2024-01-01"), 10, std::string(20u << 20, '1'));
    const auto e = lies_lokal(
        bestand(datensatz("aktenzeichen=\"1\"", gross) + datensatz("aktenzeichen=\"2\"", duldung_gut)));
    CHECK(codes(e) == Codes{ProblemCode::text_zu_lang});
    REQUIRE(e.bestand.saetze.size() == 2);
    CHECK(e.bestand.saetze[0].im_bestand);
    CHECK(e.bestand.vorkommen[0].unlesbar);
    CHECK(e.bestand.saetze[1].im_bestand);
}
