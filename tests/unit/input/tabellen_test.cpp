// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "support/einlesung_abzug.hpp"
#include "support/probelesung.hpp"
#include "support/zwischenordner.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/input/abbildung.hpp>
#include <abgleich/input/einleser.hpp>
#include <abgleich/muster/generator.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace abgleich;
using domain::ProblemCode;
using domain::Seite;
using input::Einlesung;
using test::Zwischenordner;

const std::string mappings = std::string(ABGLEICH_SOURCE_DIR) + "/config/mappings/";

Einlesung lies(const std::string& pfad, const input::Abbildung* abbildung = nullptr, unsigned faeden = 2,
               Seite seite = Seite::lokal) {
    input::Leseoptionen optionen;
    optionen.seite = seite;
    optionen.abbildung = abbildung;
    optionen.faeden = faeden;
    return input::lies(test::katalog(), optionen, {pfad});
}

using Tabellen = std::vector<std::pair<std::string, std::string>>;

Einlesung lies(const Tabellen& tabellen, Seite seite = Seite::lokal) {
    Zwischenordner ordner;
    for (const auto& [name, text] : tabellen) ordner.schreibe(name + ".csv", text);
    return lies(ordner.pfad().string(), nullptr, 2, seite);
}

Einlesung lies_beispiel(const std::string& name) {
    const auto abbildung = input::lies_abbildung(std::filesystem::path(mappings + name + ".toml"),
                                                 test::katalog(), Seite::lokal);
    return lies(mappings + "beispiele/" + name, &abbildung);
}

/// All values of a field in a record, joined by blanks; unreadable ones with a question mark.
std::string werte(const Einlesung& e, std::size_t satz, const std::string& sachverhalt,
                  const std::string& pfad) {
    const auto feld = test::katalog().find_feld(sachverhalt, pfad);
    REQUIRE(feld != 0);
    std::string text;
    for (const auto& v : e.bestand.vorkommen_von(e.bestand.saetze.at(satz)))
        for (const auto& b : e.bestand.blaetter_von(v))
            if (b.feld == feld)
                text += (text.empty() ? "" : " ") + std::string(e.bestand.text(b)) + (b.unlesbar ? "?" : "");
    return text;
}

std::size_t anzahl(const Einlesung& e, ProblemCode code) {
    return static_cast<std::size_t>(
        std::count_if(e.probleme.begin(), e.probleme.end(), [&](const auto& p) { return p.code == code; }));
}

const std::string person = "aktenzeichen;familienname;vorname;geburtsangaben/tagDerGeburt\n";

}  // namespace

TEST_CASE(
    "tables of the native layout and the XML of the same people make the same Bestand, for any threads") {
    Zwischenordner ordner;
    muster::MusterOptionen o;
    o.personen = 400;
    o.seed = 3;
    o.out = ordner.pfad() / "daten";
    o.jetzt = "2026-11-23T00:00:00Z";
    o.tabellen = true;
    muster::erzeuge(test::katalog(), o);
    const auto ohne_orte = [](Einlesung&& e) {
        for (auto& s : e.bestand.saetze) s.herkunft = {};
        e.dateien.clear();
        e.behoerde = e.stand = "";
        return test::abzug(e);
    };
    // Steps, texts, digests and their order: all but places.
    const auto aus_xml = ohne_orte(lies((o.out / "bestand.xml").string()));
    CHECK(aus_xml.size() > 5000);
    for (const unsigned faeden : {1u, 2u, 3u})
        CHECK(test::unterschied(ohne_orte(lies((o.out / "csv").string(), nullptr, faeden)), aus_xml) == "");
}

TEST_CASE("all forms of a partial date become that of the register") {
    std::string text = person;
    const std::vector<std::pair<std::string, std::string>> formen = {
        {"1985-07-01", "1985-07-01"}, {"1985-07", "1985-07"},     {"1985", "1985"},
        {"01.07.1985", "1985-07-01"}, {"00.07.1985", "1985-07"},  {"00.00.1985", "1985"},
        {"00.00.0000", "unbekannt"},  {"unbekannt", "unbekannt"}, {"", ""},
        {"31.02.1985", "31.02.1985?"}};
    for (std::size_t i = 0; i < formen.size(); ++i)
        text += "3" + std::to_string(i) + ";Name;;" + formen[i].first + "\n";
    const auto e = lies(Tabellen{{"grundpersonalien", text}});
    REQUIRE(e.bestand.saetze.size() == formen.size());
    for (std::size_t i = 0; i < formen.size(); ++i)
        CHECK(werte(e, i, "grundpersonalien", "geburtsangaben/tagDerGeburt") == formen[i].second);
}

TEST_CASE("the day somebody left may be written as people write it, a wrong one is told") {
    const auto e = lies(Tabellen{{"datensatz", "aktenzeichen;abgang;abgangsdatum\n1;fortzug;03.02.2026\n"
                                               "2;fortzug;31.02.2026\n"}});
    CHECK(e.bestand.saetze.size() == 2);
    CHECK(anzahl(e, ProblemCode::wert_ungueltig) == 1);
}

TEST_CASE("a flag is told by its name, and a column may name the edition of a list") {
    const auto e =
        lies(Tabellen{{"grundpersonalien", "aktenzeichen;familienname;vorname;geschlecht;geschlecht@version\n"
                                           "1;Müller;nichtVorhanden;m;1\n2;Müller;nicht vorhanden;w;\n"}});
    CHECK(werte(e, 0, "grundpersonalien", "vorname") == "nichtVorhanden");
    CHECK(werte(e, 1, "grundpersonalien", "vorname") == "nicht vorhanden");
    CHECK(werte(e, 0, "grundpersonalien", "geschlecht@version") == "1");
    CHECK_FALSE(werte(e, 1, "grundpersonalien", "geschlecht@version").empty());  // the newest one
}

TEST_CASE(
    "rows of all tables meet by their key, whatever their order; 'vorkommen' and 'stand' order occurrences") {
    const auto e = lies(Tabellen{
        {"datensatz", "aktenzeichen;person;azrNummer\n7;2;220413000127\n7;1;\n"},
        {"grundpersonalien", "aktenzeichen;person;familienname\n7;1;Eins\n7;2;Zwei\n"},
        {"duldung",
         "aktenzeichen;person;vorkommen;stand;duldungArt;ereignisdatum\n7;1;2;historisch;22;2025-01-01\n"
         "7;2;1;aktuell;03;2026-02-01\n7;1;1;historisch;03;2024-01-01\n7;1;9;aktuell;03;2026-01-01\n"}});
    REQUIRE(e.probleme.empty());
    REQUIRE(e.bestand.saetze.size() == 2);
    CHECK(e.bestand.text(e.bestand.saetze[0].aktenzeichen) == "7/1");
    CHECK(werte(e, 0, "grundpersonalien", "familienname") == "Eins");
    CHECK(werte(e, 0, "duldung", "ereignisdatum") == "2026-01-01 2024-01-01 2025-01-01");
    CHECK(e.bestand.saetze[1].azr_nummer.text() == "220413000127");
    CHECK(werte(e, 1, "duldung", "ereignisdatum") == "2026-02-01");
}

TEST_CASE("a key that only one table knows is told, and its record is there") {
    const auto e = lies(Tabellen{{"datensatz", "aktenzeichen;azrNummer\n1;\n"},
                                 {"grundpersonalien", person + "1;A;B;1990\n2;C;D;1991\n"},
                                 {"anschrift", "aktenzeichen;anschrift/wohnort\n3;Köln\n"}});
    CHECK(e.bestand.saetze.size() == 3);
    CHECK(anzahl(e, ProblemCode::schluessel_unbekannt) == 2);
}

TEST_CASE("a row that cannot be used sets its person aside, and nobody else") {
    const auto e =
        lies(Tabellen{{"grundpersonalien",
                       person + "1;A;B;1990\n2;C;D;1991;zu;viel\n3;\"offen;E;1992\n4;F\n5;G;H;1993\n"}});
    CHECK(anzahl(e, ProblemCode::zeile_unlesbar) == 3);
    REQUIRE(e.bestand.saetze.size() == 4);  // 1, 2, 4, 5
    CHECK(e.bestand.saetze[0].im_bestand);
    CHECK_FALSE(e.bestand.saetze[1].im_bestand);
    CHECK_FALSE(e.bestand.saetze[2].im_bestand);
    CHECK(e.bestand.saetze[3].im_bestand);
    CHECK(e.ohne_schluessel == 1);  // that of the open quote
    const auto& p = *std::find_if(e.probleme.begin(), e.probleme.end(),
                                  [](const auto& x) { return x.meldung.find("quote") != std::string::npos; });
    CHECK(p.herkunft.zeile == 4);
}

TEST_CASE("NULs, bytes of another encoding, a header twice, no key: told by line") {
    const auto e = lies(
        Tabellen{{"grundpersonalien", person + "1;A\xE4;B;1990\n" + person +
                                          std::string("2;A\0;B;1990\n", 12) + ";A;B;1990\n3;A;B;1990\n"}});
    CHECK(anzahl(e, ProblemCode::zeile_unlesbar) == 2);
    CHECK(anzahl(e, ProblemCode::kopfzeile_wiederholt) == 1);
    CHECK(anzahl(e, ProblemCode::schluessel_fehlt) == 1);
    CHECK(e.bestand.saetze.size() == 1);
}

TEST_CASE("a BOM, CRLF and CR alone are no matter") {
    for (const std::string ende : {"\n", "\r\n", "\r"}) {
        std::string text = "\xEF\xBB\xBF"
                           "aktenzeichen;familienname\n1;Weiß\n2;Groß";
        for (std::size_t i = text.find('\n'); i != std::string::npos; i = text.find('\n', i + ende.size()))
            text.replace(i, 1, ende);
        const auto e = lies(Tabellen{{"grundpersonalien", text}});
        CHECK(e.probleme.empty());
        REQUIRE(e.bestand.saetze.size() == 2);
        CHECK(werte(e, 1, "grundpersonalien", "familienname") == "Groß");
    }
}

TEST_CASE("what a spreadsheet did to an AZR-Nummer is said") {
    const auto e =
        lies(Tabellen{{"datensatz", "aktenzeichen;azrNummer\n1;1,90221E+11\n2;90221000123\n3;12\n"},
                      {"grundpersonalien", person + "1;A;B;1990\n2;A;B;1990\n3;A;B;1990\n"}});
    REQUIRE(anzahl(e, ProblemCode::azr_nummer_ungueltig) == 3);
    CHECK(e.probleme[0].meldung.find("spreadsheet was here") != std::string::npos);
    CHECK(e.probleme[1].meldung.find("dropped a leading 0") != std::string::npos);
    CHECK(e.probleme[2].meldung.find("spreadsheet") == std::string::npos);
    CHECK(e.bestand.saetze.size() == 3);
    CHECK(e.bestand.saetze[0].nummer_unlesbar);
}

TEST_CASE("two rows of one person that contradict each other set the record aside; equal ones are one") {
    const auto e = lies(Tabellen{
        {"datensatz", "aktenzeichen;azrNummer\n1;220413000127\n1;190220890603\n2;190220890603\n"
                      "2;190220890603\n"},
        {"grundpersonalien", person + "1;A;B;1990\n2;C;D;1991\n2;C;D;1991\n3;E;F;1990\n3;E;X;1990\n"}});
    CHECK(anzahl(e, ProblemCode::satz_doppelt) == 1);
    REQUIRE(e.bestand.saetze.size() == 3);
    CHECK_FALSE(e.bestand.saetze[0].im_bestand);
    CHECK(e.bestand.saetze[1].im_bestand);
    CHECK_FALSE(e.bestand.saetze[2].im_bestand);  // grundpersonalien stands once in a record
}

TEST_CASE("columns and tables that nothing is called are told with a proposal") {
    const auto e = lies(Tabellen{{"grundpersonalien", "aktenzeichen;familenname;vorname\n1;A;B\n"},
                                 {"hobby", "aktenzeichen;was\n1;Schach\n"}});
    REQUIRE(anzahl(e, ProblemCode::spalte_unbekannt) == 1);
    CHECK(anzahl(e, ProblemCode::tabelle_unbekannt) == 1);
    CHECK(std::any_of(e.probleme.begin(), e.probleme.end(), [](const auto& p) {
        return p.meldung.find("did you mean 'familienname'?") != std::string::npos;
    }));
}

TEST_CASE("tables that do not fit as such end the reading, with all that is wrong") {
    const auto meldung = [](const Tabellen& tabellen) {
        try {
            lies(tabellen);
        } catch (const base::InputError& e) {
            return std::string(e.what());
        }
        return std::string("nothing");
    };
    CHECK(meldung({{"grundpersonalien", "familienname;aktenzeichen\nA;1\n"}, {"anschrift", "x\n"}})
              .find("anschrift") != std::string::npos);
    CHECK(meldung({{"grundpersonalien", ""}}).find("no header row") != std::string::npos);
    CHECK(meldung({{"grundpersonalien", std::string("\xFF\xFE"
                                                    "a\0k\0;\0",
                                                    8)}})
              .find("UTF-16") != std::string::npos);
    CHECK(meldung({{"grundpersonalien", "\"aktenzeichen;offen\n"}}).find("header row") != std::string::npos);
}

TEST_CASE("the register's side may be tables: the number is the key") {
    const auto e =
        lies(Tabellen{{"grundpersonalien", "azrNummer;familienname\n220413000127;Müller\n12;Nobody\n"}},
             Seite::azr);
    REQUIRE(e.bestand.saetze.size() == 1);
    CHECK(e.bestand.saetze[0].azr_nummer.text() == "220413000127");
    CHECK(anzahl(e, ProblemCode::azr_nummer_ungueltig) == 1);
    CHECK(e.ohne_schluessel == 1);
}

TEST_CASE("example: a flat export with German headers in Windows-1252") {
    const auto e = lies_beispiel("flach");
    CHECK(e.behoerde == "146120");
    CHECK(e.probleme.empty());
    REQUIRE(e.bestand.saetze.size() == 3);  // one row is Datei B
    CHECK(werte(e, 0, "grundpersonalien", "familienname") == "Müller-Özdemir");
    CHECK(werte(e, 0, "grundpersonalien", "vorname") == "Ayse");
    CHECK(werte(e, 0, "grundpersonalien", "staatsangehoerigkeit") == "163");
    CHECK(werte(e, 0, "anschrift", "anschrift/strasse") == "Königstraße");
    CHECK(werte(e, 0, "anschrift", "anschrift/hausnummer") == "12");
    CHECK(werte(e, 0, "anschrift", "anschrift/hausnummerBuchstabeZusatzziffer") == "b");
    CHECK(werte(e, 0, "anschrift", "einzugsdatum") == "2023-10-01");
    CHECK(werte(e, 1, "grundpersonalien", "geburtsangaben/tagDerGeburt") == "1990");
    CHECK(werte(e, 1, "anschrift", "anschrift/strasse") == "Straße des 17. Juni");
    CHECK(e.bestand.text(e.bestand.saetze[0].sachbearbeiter) == "K. Groß");
}

TEST_CASE("example: a table per Sachverhalt with codes of the vendor") {
    const auto e = lies_beispiel("tabellen");
    REQUIRE(e.bestand.saetze.size() == 3);
    CHECK(e.bestand.text(e.bestand.saetze[0].aktenzeichen) == "2019/17/1");
    CHECK(werte(e, 0, "grundpersonalien", "vorname") == "Robel Yonas");
    CHECK(werte(e, 0, "duldung", "duldungArt") == "22 03");
    CHECK(werte(e, 1, "grundpersonalien", "vorname") == "Saba");
    CHECK(werte(e, 2, "grundpersonalien", "familienname") == "Shaheen \"Al\", Hadid");
    CHECK(werte(e, 2, "grundpersonalien", "geschlecht") == "x");
    CHECK(werte(e, 2, "duldung", "duldungArt") == "DU9?");
    CHECK(anzahl(e, ProblemCode::code_unuebersetzt) == 1);
}

TEST_CASE("example: several permits in one row; a column that all share makes none") {
    const auto e = lies_beispiel("titel");
    CHECK(e.probleme.empty());
    REQUIRE(e.bestand.saetze.size() == 2);
    CHECK(werte(e, 0, "grundpersonalien", "familienname") == "Haddad");
    CHECK(werte(e, 0, "grundpersonalien", "vorname") == "Nour Layla");
    CHECK(werte(e, 0, "grundpersonalien", "geburtsangaben/tagDerGeburt") == "1990-05-17");
    CHECK(werte(e, 0, "aufenthaltserlaubnis", "ereignisdatum") == "2019-02-01 2022-02-01");
    CHECK(werte(e, 0, "aufenthaltserlaubnis", "meldendeBehoerde") == "146120 146120");
    CHECK(werte(e, 1, "aufenthaltserlaubnis", "ereignisdatum").empty());
}

TEST_CASE("a mapping whose columns or files are missing ends the reading with all of them") {
    Zwischenordner ordner;
    ordner.schreibe("titel.txt", "AZ\tAZR\tPersonen\tgeb\n1\t\tX\t1990\n");
    auto abbildung =
        input::lies_abbildung(std::filesystem::path(mappings + "titel.toml"), test::katalog(), Seite::lokal);
    try {
        lies(ordner.pfad().string(), &abbildung);
        FAIL("was read");
    } catch (const base::InputError& e) {
        const std::string text = e.what();
        CHECK(text.find("column 'Person' is missing, did you mean 'Personen'?") != std::string::npos);
        CHECK(text.find("column 'Titel3' is missing") != std::string::npos);
        CHECK(text.find("titel.toml:") != std::string::npos);
    }
    // A first row that is no header may be a person: nothing of it is quoted.
    ordner.schreibe("titel.txt", "33-1\t\tPersona\t1990\n");
    try {
        lies(ordner.pfad().string(), &abbildung);
        FAIL("was read");
    } catch (const base::InputError& e) {
        CHECK(std::string(e.what()).find("Persona") == std::string::npos);
    }
    Zwischenordner leer;
    CHECK_THROWS_AS(lies(leer.pfad().string(), &abbildung), base::InputError);
}
