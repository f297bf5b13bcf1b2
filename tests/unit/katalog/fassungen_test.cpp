// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Versions side by side: one numbering, what a delta says, and what it may not leave unsaid.
#include "support/probelesung.hpp"
#include "support/zweite_fassung.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace {

using namespace abgleich;
using katalog::FeldNr;
using test::ZweiteFassung;

const std::string duldung = "AZR.Duldung.Auskunft";

bool enthaelt(const std::string& text, const std::string& teil) {
    CAPTURE(text);
    return text.find(teil) != std::string::npos;
}

/// An element of both types of a Sachverhalt gets another name.
void benenne_um(ZweiteFassung& f, const std::string& typ, const std::string& alt, const std::string& neu) {
    for (const char* art : {"Auskunft", "Meldung"})
        f.aendere(typ + "." + art, "name=\"" + alt + "\"", "name=\"" + neu + "\"");
}

}  // namespace

TEST_CASE("one version alone is the newest and the same catalogue") {
    const auto f = katalog::Fassungen::aus(test::katalogpfade());
    REQUIRE(f.alle().size() == 1);
    CHECK(&f.gesamt() == f.alle()[0].get());
    CHECK(f.gesamt().felder() == test::katalog().felder());
    CHECK(f.gesamt().fassung() == 0);
    CHECK(f.versionen() == "26.11");
    CHECK(f.katalog_digest() == test::katalog().digest());
    CHECK(f.schema_digest() == test::katalog().graph().digest);
    CHECK(f.von("http://www.osci.de/xauslaender2611") == 0);
    CHECK_FALSE(f.von("http://www.osci.de/xauslaender2705").has_value());
}

TEST_CASE("versions are told apart by namespace and ordered by name, in whatever order they are given") {
    const ZweiteFassung zwei;
    const auto f = zwei.lade();  // gives 27.05 first
    REQUIRE(f.alle().size() == 2);
    CHECK(f.versionen() == "26.11, 27.05");
    CHECK(f.namensraeume() == "'http://www.osci.de/xauslaender2611' or 'http://www.osci.de/xauslaender2705'");
    CHECK(f.von("http://www.osci.de/xauslaender2611") == 0);
    CHECK(f.von("http://www.osci.de/xauslaender2705") == 1);
    CHECK(f.von("http://www.osci.de/xinneres/rueckweisung/6") == 1);  // shared: read by the newest
    CHECK(f.gesamt().fassung() == 1);
    CHECK(f.version("26.11").fassung() == 0);
    CHECK(&f.version("") == &f.gesamt());
    CHECK_THROWS_WITH(f.version("25.11"), "version '25.11' is not installed (expected one of: 26.11, 27.05)");
    CHECK(f.katalog_digest() != f[0].digest());
    CHECK(f.schema_digest() != f[0].graph().digest);
}

TEST_CASE("a delta that changes nothing has every number, label and pairing of its Grundlage") {
    const ZweiteFassung zwei;
    const auto f = zwei.lade();
    const auto &alt = f[0], &neu = f[1];
    REQUIRE(neu.felder() == alt.felder());
    REQUIRE(neu.sachverhalte().size() == alt.sachverhalte().size());
    for (std::size_t i = 1; i < alt.felder(); ++i) {
        const auto &a = alt.feld(static_cast<FeldNr>(i)), &b = neu.feld(static_cast<FeldNr>(i));
        CAPTURE(a.pfad);
        REQUIRE(a.pfad == b.pfad);
        REQUIRE(a.sachverhalt == b.sachverhalt);
        REQUIRE(a.text == b.text);
        REQUIRE(a.vergleich == b.vergleich);
        REQUIRE(a.rolle == b.rolle);
        REQUIRE(a.zweige == b.zweige);
        REQUIRE(a.nur_meldung == b.nur_meldung);
        REQUIRE(b.in_fassung(0) == b.in_fassung(1));
    }
    for (std::size_t i = 0; i < alt.sachverhalte().size(); ++i) {
        const auto &a = alt.sachverhalte()[i], &b = neu.sachverhalte()[i];
        CAPTURE(a.name);
        REQUIRE(a.name == b.name);
        REQUIRE(a.felder == b.felder);
        REQUIRE(a.paarung.stufen.size() == b.paarung.stufen.size());
        REQUIRE(a.stand == b.stand);
        REQUIRE(a.abgleich_feld == b.abgleich_feld);
    }
    CHECK(neu.wurzeln().size() == alt.wurzeln().size());
    CHECK(neu.sperre() == alt.sperre());
    CHECK(neu.codeklasse("staat:eu").size() == alt.codeklasse("staat:eu").size());
}

TEST_CASE("a renamed leaf keeps its number and is found by either name") {
    ZweiteFassung zwei;
    benenne_um(zwei, "AZR.Duldung", "traegervordruck", "traegervordruckNummer");
    zwei.delta("umbenannt = { \"duldung/traegervordruck\" = \"traegervordruckNummer\" }");
    const auto f = zwei.lade();
    const auto nr = f[0].find_feld("duldung", "traegervordruck");
    REQUIRE(nr != 0);
    CHECK(f[1].find_feld("duldung", "traegervordruckNummer") == nr);
    CHECK(f[1].find_feld("duldung", "traegervordruck") == nr);
    CHECK(f[1].feld(nr).pfad == "traegervordruckNummer");
    CHECK(f[1].feld(nr).stammpfad() == "traegervordruck");
    CHECK(f[1].feld(nr).text == "Nummer des Trägervordrucks");
    CHECK(f[1].feld(nr).vergleich == katalog::Vergleich::nummer);
    CHECK(f[1].felder() == f[0].felder());
    CHECK(f[0].feld(nr).pfad == "traegervordruck");
}

TEST_CASE("what lies below a renamed element goes with it, and what hangs on it follows") {
    ZweiteFassung zwei;
    benenne_um(zwei, "AZR.Grundpersonalien", "geburtsangaben", "geburt");
    benenne_um(zwei, "AZR.Duldung", "duldungArt", "art");
    benenne_um(zwei, "AZR.EinreiseAufenthaltsverbot", "befristungsangabe", "befristung");
    zwei.delta(
        "umbenannt = { \"grundpersonalien/geburtsangaben\" = \"geburt\", \"duldung/duldungArt\" = \"art\", "
        "\"einreiseAufenthaltsverbot/befristungsangabe\" = \"befristung\" }");
    const auto f = zwei.lade();
    const auto tag = f[0].find_feld("grundpersonalien", "geburtsangaben/tagDerGeburt");
    REQUIRE(tag != 0);
    CHECK(f[1].find_feld("grundpersonalien", "geburt/tagDerGeburt") == tag);
    CHECK(f[1].quellen(katalog::Merkmal::geburtsdatum)[0].feld == tag);
    CHECK(f[1].feld(tag).zweige == f[0].feld(tag).zweige);
    const auto art = f[0].find_feld("duldung", "duldungArt");
    CHECK(f[1].find_feld("duldung", "art") == art);
    CHECK(f[1].find_sachverhalt("duldung")->hauptfeld == "art");
    CHECK(f[1].ausgabe_feld(art) == f[0].ausgabe_feld(art));
    CHECK(f[1].find_sachverhalt("duldung")->paarung.stufen[2][0].feld == art);
    const auto ende = f[0].find_feld("einreiseAufenthaltsverbot", "befristungsangabe/fristendedatum");
    CHECK(f[1].feld(ende).pfad == "befristung/fristendedatum");
    CHECK(f[1].feld(ende).wahl == "befristung");
    CHECK(f[1].feld(ende).wahl_zweig == "fristendedatum");
}

TEST_CASE("an element and one inside it may be renamed at once") {
    ZweiteFassung zwei;
    benenne_um(zwei, "AZR.Grundpersonalien", "geburtsangaben", "geburt");
    zwei.aendere("AZR.Geburt", "name=\"tagDerGeburt\"", "name=\"datum\"");
    zwei.delta("umbenannt = { \"grundpersonalien/geburtsangaben\" = \"geburt\", "
               "\"grundpersonalien/geburtsangaben/tagDerGeburt\" = \"datum\" }");
    const auto f = zwei.lade();
    const auto tag = f[0].find_feld("grundpersonalien", "geburtsangaben/tagDerGeburt");
    CHECK(f[1].feld(tag).pfad == "geburt/datum");
    CHECK(f[1].feld(tag).fruehere_pfade == std::vector<std::string>{"geburtsangaben/tagDerGeburt"});
}

TEST_CASE("a leaf that is new gets a number at the end and belongs to the new version alone") {
    ZweiteFassung zwei;
    const std::string neu =
        "<xs:element name=\"ausstellungsort\" type=\"din91379:datatypeC\" minOccurs=\"0\"/>";
    zwei.aendere(duldung, "<xs:element name=\"ereignisdatum\"", neu + "<xs:element name=\"ereignisdatum\"");
    CHECK(enthaelt(
        zwei.klage(),
        "26.11/047-duldung.toml: Sachverhalt 'duldung': field 'ausstellungsort' of the schemas is not "
        "described; describe it in a *.toml of version 27.05, or name it in 'umbenannt'"));
    zwei.datei("047-duldung.toml", "[sachverhalt.duldung.feld]\nausstellungsort = { text = \"Ort der "
                                   "Ausstellung\", vergleich = \"ort\" }");
    const auto f = zwei.lade();
    const auto nr = f[1].find_feld("duldung", "ausstellungsort");
    CHECK(nr >= f[0].felder());
    CHECK(f[1].feld(nr).in_fassung(1));
    CHECK_FALSE(f[1].feld(nr).in_fassung(0));
    CHECK(f[1].feld(nr).text == "Ort der Ausstellung");
    CHECK(f[1].feld(f[1].find_feld("duldung", "ereignisdatum")).text == "Ereignisdatum");  // the rest stays
    CHECK(f[0].find_feld("duldung", "ausstellungsort") == 0);
}

TEST_CASE("a leaf that is gone has to be listed, and stays known for older records") {
    ZweiteFassung zwei;
    const std::string alt =
        "<xs:element name=\"befristungsdatum\" type=\"xida:Tagesdatum\" minOccurs=\"0\"/>";
    zwei.aendere(duldung, alt, "");
    CHECK(enthaelt(zwei.klage(),
                   "version.toml: the schemas have no field 'duldung/befristungsdatum' (version 26.11 "
                   "has it); name it in 'umbenannt' or in 'entfallen'"));
    zwei.delta("entfallen = [\"duldung/befristungsdatum\"]");
    const auto f = zwei.lade();
    const auto nr = f.gesamt().find_feld("duldung", "befristungsdatum");
    REQUIRE(nr != 0);
    CHECK(f.gesamt().feld(nr).in_fassung(0));
    CHECK_FALSE(f.gesamt().feld(nr).in_fassung(1));
    CHECK(f.gesamt().feld(nr).text == "Befristet bis");
    CHECK_FALSE(f.gesamt().feld(nr).nur_meldung);
}

TEST_CASE("a Sachverhalt whose type is gone is listed or named by its new type") {
    ZweiteFassung zwei;
    zwei.ersetze("AZR.Duldung.", "AZR.Aussetzung.");
    CHECK(enthaelt(zwei.klage(), "26.11/047-duldung.toml: Sachverhalt 'duldung': the schemas have no type "
                                 "'AZR.Duldung.Auskunft'; name its new type, or list it in 'entfallen'"));
    SECTION("listed: known for older records only") {
        const auto f = zwei.delta("entfallen = [\"duldung\"]").lade();
        const auto* s = f.gesamt().find_sachverhalt("duldung");
        REQUIRE(s != nullptr);
        CHECK(s->katalogisiert);
        CHECK(s->in_fassung(0));
        CHECK_FALSE(s->in_fassung(1));
        CHECK_FALSE(f.gesamt().find_sachverhalt("aktuelleDuldung")->katalogisiert);  // what has the slots now
    }
    SECTION("named by its new type: the same Sachverhalt") {
        zwei.datei("047-duldung.toml", "[sachverhalt.duldung]\nauskunft = \"AZR.Aussetzung.Auskunft\"\n");
        const auto f = zwei.lade();
        CHECK(f.gesamt().felder() == f[0].felder());
        CHECK(f.gesamt().find_sachverhalt("duldung")->in_fassung(1));
        CHECK(f.gesamt().find_sachverhalt("duldung")->meldung == "AZR.Aussetzung.Meldung");
    }
}

TEST_CASE("what is listed as gone must have been there and be gone") {
    ZweiteFassung zwei;
    CHECK(enthaelt(
        zwei.delta("entfallen = [\"duldung/befristungsdatum\"]").klage(),
        "version.toml:3: entfallen: the schemas still have 'duldung/befristungsdatum' (expected what "
        "version 27.05 dropped); take it from the list"));
    CHECK(enthaelt(zwei.delta("entfallen = [\"duldung/befristungsdatun\"]").klage(),
                   "version.toml:3: entfallen: version 26.11 has no 'duldung/befristungsdatun', did you mean "
                   "'duldung/befristungsdatum'?"));
    CHECK(enthaelt(zwei.delta("entfallen = [\"duldung\"]").klage(),
                   "entfallen: the schemas still have 'duldung'"));
}

TEST_CASE("a renaming that fits neither version is refused with a proposal") {
    ZweiteFassung zwei;
    CHECK(enthaelt(
        zwei.delta("umbenannt = { \"duldung/traegervordruk\" = \"nummer\" }").klage(),
        "version.toml:3: umbenannt: version 26.11 has no field 'duldung/traegervordruk', did you mean "
        "'duldung/traegervordruck'?"));
    CHECK(enthaelt(
        zwei.delta("umbenannt = { \"duldung/traegervordruck\" = \"nummer\" }").klage(),
        "version.toml: the schemas have no field 'duldung/nummer', new name of 'traegervordruck' (version "
        "26.11 has it)"));
    CHECK(enthaelt(
        zwei.delta("umbenannt = { \"duldung/traegervordruck\" = \"loeschdatum\" }").klage(),
        "version.toml: umbenannt: 'duldung/loeschdatum' is another field of version 26.11 (expected a new "
        "name); rename that one too, or list it in 'entfallen'"));
    CHECK(enthaelt(zwei.delta("umbenannt = { \"duldung\" = \"x\" }").klage(),
                   "version.toml:3: umbenannt 'duldung' (expected \"sachverhalt/path\" = \"new name\")"));
    SECTION("a leaf whose new name was not told is asked for") {
        benenne_um(zwei, "AZR.Duldung", "traegervordruck", "traegervordrucke");
        const auto klage = zwei.delta("").klage();
        CHECK(enthaelt(klage, "field 'traegervordrucke' of the schemas is not described"));
        CHECK(enthaelt(klage,
                       "the schemas have no field 'duldung/traegervordruck' (version 26.11 has it), is it "
                       "'traegervordrucke' now?; name it in 'umbenannt' or in 'entfallen'"));
    }
}

TEST_CASE("a delta may say a Sachverhalt anew, key by key") {
    ZweiteFassung zwei;
    zwei.datei("047-duldung.toml",
               "[sachverhalt.duldung]\ntext = { ein = \"Aussetzung\", mehr = \"Aussetzungen\" }\n"
               "recht = { aenderung = \"§ 8a AZRG\" }\n");
    const auto f = zwei.lade();
    const auto* s = f[1].find_sachverhalt("duldung");
    CHECK(s->text_ein == "Aussetzung");
    CHECK(s->aenderung == "§ 8a AZRG");
    CHECK(s->speicherung == f[0].find_sachverhalt("duldung")->speicherung);
    CHECK(s->blatt == "047");
    CHECK(s->paarung.stufen.size() == f[0].find_sachverhalt("duldung")->paarung.stufen.size());
    CHECK(f[0].find_sachverhalt("duldung")->text_ein == "Duldung");
}

TEST_CASE("a code is carried to the newest form from older versions only") {
    ZweiteFassung zwei;
    const auto f = zwei.delta("code_nachfolger = { \"artderduldung\" = { \"03\" = \"13\" } }").lade();
    const auto& k = f.gesamt();
    const auto nr = k.find_feld("duldung", "duldungArt");
    const auto& art = k.feld(nr);
    CHECK(k.neuester_code(art, 0, "03") == "13");
    CHECK(k.neuester_code(art, 1, "03") == "03");  // in the new version it is no longer the old code
    CHECK(k.neuester_code(art, 0, "05") == "05");
    CHECK(k.neuester_code(k.feld(k.find_feld("familienstand", "familienstand")), 0, "03") == "03");
}

TEST_CASE("three versions chain renamings and codes") {
    ZweiteFassung zwei, drei("27.11", "27.05");
    benenne_um(zwei, "AZR.Duldung", "duldungArt", "art");
    benenne_um(drei, "AZR.Duldung", "duldungArt", "aussetzungArt");
    zwei.delta("umbenannt = { \"duldung/duldungArt\" = \"art\" }\n"
               "code_nachfolger = { \"artderduldung\" = { \"03\" = \"13\", \"05\" = \"15\" } }");
    drei.delta("umbenannt = { \"duldung/art\" = \"aussetzungArt\" }\n"
               "code_nachfolger = { \"artderduldung\" = { \"13\" = \"17\" } }");
    const auto f = katalog::Fassungen::lade({drei.pfade(), zwei.pfade(), ZweiteFassung::grundpfade()});
    CHECK(f.versionen() == "26.11, 27.05, 27.11");
    const auto& k = f.gesamt();
    const auto nr = f[0].find_feld("duldung", "duldungArt");
    CHECK(k.find_feld("duldung", "aussetzungArt") == nr);
    CHECK(k.find_feld("duldung", "art") == nr);
    CHECK(k.feld(nr).stammpfad() == "duldungArt");
    CHECK(k.feld(nr).fruehere_pfade.size() == 2);
    CHECK(k.neuester_code(k.feld(nr), 0, "03") == "17");
    CHECK(k.neuester_code(k.feld(nr), 1, "13") == "17");
    CHECK(k.neuester_code(k.feld(nr), 1, "03") == "03");
    CHECK(k.neuester_code(k.feld(nr), 0, "05") == "15");
    CHECK(k.feld(nr).fassungen == 0b111);
}

TEST_CASE("a class of codes knows the codes of every version") {
    ZweiteFassung zwei;
    const auto f =
        zwei.delta("code_nachfolger = { \"schluessel:staatsangehoerigkeit\" = { \"999\" = \"124\" } }")
            .lade();
    const auto& k = f.gesamt();
    const auto staat = k.sonder(katalog::Sonderfeld::staatsangehoerigkeit);
    CHECK(k.in_klasse("staat:eu", staat, 1, "124"));
    CHECK(k.in_klasse("staat:eu", staat, 0, "999"));
    CHECK_FALSE(k.in_klasse("staat:eu", staat, 1, "999"));
}

TEST_CASE("a code list that is not known, not told apart, or lacks the code is refused") {
    ZweiteFassung zwei;
    const auto klage = [&](const std::string& liste, const std::string& alt) {
        return zwei.delta("code_nachfolger = { \"" + liste + "\" = { \"" + alt + "\" = \"13\" } }").klage();
    };
    CHECK(enthaelt(klage("artderduldungen", "03"), "version.toml:3: code_nachfolger: no code list ends in "
                                                   "'artderduldungen', did you mean 'artderduldung'?"));
    CHECK(enthaelt(
        klage("aenderungsart", "01"),
        "version.toml:3: code_nachfolger: 'aenderungsart' may be urn:de:xauslaender:codelist:aenderungsart "
        "or urn:de:xauslaender:codelist:azr:aenderungsart; write more of it"));
    CHECK(enthaelt(
        klage("artderduldung", "Z9"),
        "version.toml:3: code_nachfolger: no installed edition of 'artderduldung' has the code 'Z9'"));
    CHECK(klage("azr:artderduldung", "03") == "accepted");
    CHECK(klage("urn:de:xauslaender:codelist:aenderungsart", "01") == "accepted");
}

TEST_CASE("versions that do not fit each other are refused with file and remedy") {
    const auto klage = [](const std::vector<katalog::Katalogpfade>& pfade) -> std::string {
        try {
            katalog::Fassungen::lade(pfade);
            return "accepted";
        } catch (const base::ConfigError& e) {
            return e.what();
        }
    };
    ZweiteFassung zwei;
    const auto ort = zwei.pfade().katalog + "/version.toml: ";
    CHECK(klage({zwei.pfade()}) ==
          ort + "grundlage '26.11' is not installed before it; install its folders beside "
                "those of '27.05'");
    CHECK(klage({zwei.pfade(), zwei.pfade(), ZweiteFassung::grundpfade()}) ==
          ort + "version '27.05' is installed twice, also in '" + zwei.pfade().katalog + "'; remove one");
    const ZweiteFassung drei("27.11", "26.11");
    CHECK(klage({ZweiteFassung::grundpfade(), zwei.pfade(), drei.pfade()}) ==
          drei.pfade().katalog +
              "/version.toml: grundlage '26.11' is not the version before it (expected '27.05'); "
              "install what lies between, or describe the changes since that one");
    zwei.datei("version.toml",
               "namensraum = \"http://www.osci.de/xauslaender2611\"\ngrundlage = \"26.11\"\n");
    CHECK(klage({zwei.pfade(), ZweiteFassung::grundpfade()}) ==
          ort + "namespace 'http://www.osci.de/xauslaender2611' is that of version '26.11' too (expected one "
                "of its own)");
    zwei.datei("version.toml", "version = \"neu\"\nnamensraum = \"x\"\n");
    CHECK(klage({zwei.pfade(), ZweiteFassung::grundpfade()}) ==
          ort + "version 'neu' (expected digits and dots, as in 26.11)");
    zwei.delta("unbenannt = {}");
    CHECK(enthaelt(zwei.klage(), "version.toml:3: unknown key 'unbenannt', did you mean 'umbenannt'?"));
    CHECK(enthaelt(klage({}), "0 versions of the standard (expected 1 to 32)"));
}

TEST_CASE("a version that stands on its own says everything itself, yet continues the numbers") {
    ZweiteFassung zwei("27.05", "");
    for (const auto& eintrag : std::filesystem::directory_iterator(ZweiteFassung::grundpfade().katalog)) {
        std::string text = base::read_file(eintrag.path().string());
        const std::string name = eintrag.path().filename().string();
        if (name != "version.toml") zwei.datei(name, text);
    }
    const std::string rest =
        "inhalt = \"AZR.Datensatzinhalt\"\nnachrichten = [\"*AZR.AZR*.0900*\", \"*BAMF.AZR*.0900*\"]\n";
    CHECK(enthaelt(zwei.delta(rest + "entfallen = [\"duldung\"]").klage(),
                   "version.toml:4: 'entfallen' changes another version; name it by 'grundlage'"));
    const auto f = zwei.delta(rest).lade();
    CHECK(f[1].felder() == f[0].felder());
    CHECK(f[1].find_feld("duldung", "duldungArt") == f[0].find_feld("duldung", "duldungArt"));
    CHECK(f[1].feld(f[1].find_feld("duldung", "duldungArt")).fassungen == 0b11);
}
