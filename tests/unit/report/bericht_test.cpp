// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "erfundener_lauf.hpp"

#include <abgleich/base/text.hpp>

#include <catch2/catch.hpp>

#include <regex>

using namespace abgleich;
using test::Ausgabe;
using test::ErfundenerLauf;

namespace {

std::string bericht(const report::Berichtsdaten& daten) { return Ausgabe(daten).datei("bericht.html"); }

/// What a reader sees: no style, no script, no tags.
std::string sichtbar(std::string html) {
    html = html.substr(html.find("<body>"));
    html = html.substr(0, html.find("<script>"));
    return std::regex_replace(html, std::regex("<[^>]*>"), "\n");
}

bool enthaelt(const std::string& text, std::string_view teil) { return text.find(teil) != std::string::npos; }

std::size_t anzahl(const std::string& text, std::string_view teil) {
    std::size_t n = 0;
    for (std::size_t ort = 0; (ort = text.find(teil, ort)) != std::string::npos; ort += teil.size()) ++n;
    return n;
}

/// The words of the list `klaerfaelle.grund` in docs/formate.md.
std::vector<std::string> dokumentierte_klaergruende() {
    const std::string text = base::read_file(std::string(ABGLEICH_SOURCE_DIR) + "/docs/formate.md");
    const std::size_t anfang = text.find("### `klaerfaelle.grund`");
    REQUIRE(anfang != std::string::npos);
    std::vector<std::string> worte;
    for (const std::string_view zeile : base::split(std::string_view(text).substr(anfang + 4), '\n')) {
        if (zeile.starts_with("### ")) break;
        if (zeile.starts_with("| `")) worte.emplace_back(zeile.substr(3, zeile.find('`', 3) - 3));
    }
    REQUIRE(worte.size() == 6);
    return worte;
}

}  // namespace

TEST_CASE("every Sachverhalt and field of the catalogue appears in the report under its label") {
    ErfundenerLauf lauf;
    const auto& katalog = test::katalog_2611();
    lauf.ergebnis.abweichungen.clear();
    std::size_t felder = 0;
    for (const auto& s : katalog.sachverhalte()) {
        if (!s.katalogisiert) continue;
        for (const domain::FeldNr nr : s.felder) {
            const auto& feld = katalog.feld(nr);
            if (feld.rolle != katalog::Rolle::inhalt || feld.vergleich == katalog::Vergleich::nie) continue;
            lauf.abweichung(0, s.name, feld.pfad, "a", "b");
            ++felder;
        }
    }
    REQUIRE(felder > 100);
    REQUIRE(felder <= 500);
    const std::string text = sichtbar(bericht(lauf.daten()));
    for (const auto& a : lauf.ergebnis.abweichungen) {
        CAPTURE(katalog.feld(a.feld).pfad);
        CHECK(enthaelt(text, '\n' + katalog.feld(a.feld).text + '\n'));
        CHECK(enthaelt(text, '\n' + katalog.sachverhalt(a.sachverhalt).text_ein + '\n'));
        CHECK(enthaelt(text, '\n' + katalog.sachverhalt(a.sachverhalt).text_mehr + '\n'));
    }
}

TEST_CASE("no name of a closed list and no code of a problem reaches the reader") {
    ErfundenerLauf lauf;
    using namespace domain;
    lauf.ergebnis.abweichungen.clear();
    for (int i = 0; i <= static_cast<int>(Ursache::formwechsel); ++i) {
        Abweichung& a = lauf.abweichung(0, "duldung", "duldungArt", "03", "05");
        a.ursache = static_cast<Ursache>(i);
        a.art = static_cast<AbweichungArt>(i % 6);
        a.vorschlag = static_cast<Vorschlag>(i % 6);
        a.zustaendig = static_cast<Zustaendig>(i % 3);
    }
    lauf.ergebnis.nur_lokal.clear();
    for (int i = 0; i <= static_cast<int>(AlleinGrund::verstorben_oder_fortgezogen); ++i)
        lauf.ergebnis.nur_lokal.push_back(
            {0, {}, static_cast<AlleinGrund>(i), static_cast<Empfehlung>(i % 6), test::kennung(1)});
    for (const Frage frage : {Frage::welche_nummer, Frage::welches_vorkommen})
        for (const std::string& grund : dokumentierte_klaergruende())
            lauf.ergebnis.klaerfaelle.push_back({frage, 0, 0, grund, 0, test::kennung(1)});
    lauf.ergebnis.klaerfaelle.push_back({Frage::welches_vorkommen, 0, 0, "duldung", 0, test::kennung(1)});
    for (std::size_t i = 0; i < static_cast<std::size_t>(ProblemCode::anzahl_); ++i)
        lauf.ergebnis.probleme.push_back(
            {static_cast<ProblemCode>(i), {0, 1, 1}, 1, "not for the report", true});
    const std::string text = sichtbar(bericht(lauf.daten()));
    for (const auto& [spalte, wert] : geschlossene_listen()) {
        CAPTURE(wert);
        if (enthaelt(std::string(wert), "_")) CHECK_FALSE(enthaelt(text, wert));
    }
    for (const ProblemText& problem : problem_texte()) CHECK_FALSE(enthaelt(text, problem.name));
    CHECK_FALSE(enthaelt(text, "_"));
    CHECK_FALSE(enthaelt(text, "not for the report"));
    CHECK(enthaelt(text, "\nDuldungen\n"));
    const std::regex english(
        "\\b(the|and|of|not|record|error|file|unknown|match|warning|value|page|sort|filter)\\b",
        std::regex::icase);
    std::smatch treffer;
    CHECK_FALSE(std::regex_search(text, treffer, english));
}

TEST_CASE("values are shown side by side, readable, escaped and with their difference marked") {
    const ErfundenerLauf lauf;
    const std::string html = bericht(lauf.daten());
    CHECK(enthaelt(html, "<bdi>M<mark>ü</mark>ller &amp; &lt;Söhne&gt;</bdi></td><td "
                         "class=\"wert\"><bdi>M<mark>ue</mark>ller"));
    CHECK(enthaelt(html, "<mark>01</mark>.07.1985</bdi></td><td class=\"wert\"><bdi>07.1985</bdi>"));
    CHECK(enthaelt(html, "Staatsangehörigkeit, 2. Angabe<small>Grundpersonalien</small>"));
    CHECK(enthaelt(
        html, "<bdi>Syrien (475)</bdi></td><td class=\"wert\"><span class=\"leer\">nicht vorhanden</span>"));
    CHECK(enthaelt(html, "Gesamte Eintragung<small>Duldung, historisch</small>"));
    CHECK(enthaelt(html, "Prüfen<small>Eigene Behörde</small>"));
    CHECK(enthaelt(html, "AZR berichtigen<small>Eigene Behörde, § 8 AZRG</small>"));
}

TEST_CASE("a finding without comparable values shows what there is") {
    ErfundenerLauf lauf;
    using namespace domain;
    lauf.ergebnis.abweichungen.clear();
    Abweichung& offen = lauf.abweichung(0, "ausweispapier", "", "1", "3");
    offen.art = AbweichungArt::nicht_vergleichbar;
    offen.ursache = Ursache::paarung_offen;
    Abweichung& unlesbar = lauf.abweichung(0, "duldung", "", "", "03");
    unlesbar.art = AbweichungArt::nicht_vergleichbar;
    unlesbar.ursache = Ursache::nicht_lesbar;
    Abweichung& ohne_art = lauf.abweichung(0, "duldung", "", "2026-01-31", "");
    ohne_art.art = AbweichungArt::fehlt_im_azr;
    Abweichung& form =
        lauf.abweichung(0, "grundpersonalien", "geburtsangaben/tagDerGeburt", "1 2 3", "1985-07-01");
    form.ursache = Ursache::formwechsel;
    const std::string html = bericht(lauf.daten());
    CHECK(enthaelt(
        html, "<mark>1 Eintragung</mark></bdi></td><td class=\"wert\"><bdi><mark>3 Eintragungen</mark>"));
    CHECK(enthaelt(html, "<span class=\"leer\">–</span></td><td class=\"wert\"><bdi>"));
    CHECK(enthaelt(
        html, "<bdi>31.01.2026</bdi></td><td class=\"wert\"><span class=\"leer\">nicht vorhanden</span>"));
    CHECK(enthaelt(html, "1 2 3"));
}

TEST_CASE("the head names authority, day, scope and marks test data") {
    ErfundenerLauf lauf;
    const std::string html = bericht(lauf.daten());
    CHECK(html.starts_with("<!DOCTYPE html>\n<html lang=\"de\">"));
    CHECK(enthaelt(html, "<dd>146120</dd>"));
    CHECK(enthaelt(html, "<dd>22.11.2026</dd>"));
    CHECK(enthaelt(html, "<dd>23.11.2026</dd>"));
    CHECK(enthaelt(html, "<dd>Vollständige Übergabe der AZR-Datensätze</dd>"));
    CHECK(enthaelt(html, "<p class=\"test\">Testdaten</p>"));
    CHECK(enthaelt(html, "<b>99,9\u202F%</b><span>Übereinstimmung der verglichenen Angaben</span>"));
    CHECK(enthaelt(html, "<p>12\u202F344 von 12\u202F345 verglichenen Angaben stimmen überein."));
    lauf.ergebnis.lauf.test = false;
    CHECK_FALSE(enthaelt(bericht(lauf.daten()), ">Testdaten"));
}

TEST_CASE("the page needs nothing from outside and every head cell has its scope") {
    const ErfundenerLauf lauf;
    const std::string html = bericht(lauf.daten());
    CHECK_FALSE(enthaelt(html, "http://"));
    CHECK_FALSE(enthaelt(html, "https://"));
    CHECK_FALSE(enthaelt(html, " src="));
    CHECK(anzahl(html, "<th scope=") == anzahl(html, "<th") - anzahl(html, "<thead"));
    CHECK(anzahl(html, "<table") == anzahl(html, "<caption>"));
    for (const char* marke : {"table", "tr", "section", "ul", "div", "dl"}) {
        CAPTURE(marke);
        CHECK(anzahl(html, std::string("</") + marke + '>') ==
              anzahl(html, std::string("<") + marke + ' ') + anzahl(html, std::string("<") + marke + '>'));
    }
}

TEST_CASE("a long table shows its 500 gravest rows and says where the rest is") {
    ErfundenerLauf lauf;
    lauf.ergebnis.abweichungen.clear();
    for (int i = 0; i < 12345; ++i)
        lauf.abweichung(0, "anschrift", "anschrift/wohnungsinhaber", "leicht", "leichter");
    lauf.abweichung(0, "duldung", "duldungArt", "03", "05");
    const std::string html = bericht(lauf.daten());
    CHECK(enthaelt(html, "500 von 12\u202F346 gezeigt; alle in abweichungen.csv"));
    CHECK(anzahl(html, "<span class=\"s s-") == 500);
    CHECK(html.find("<span class=\"s s-hoch\">") < html.find("<span class=\"s s-niedrig\">"));
}

TEST_CASE("of equal gravity, findings that leave nothing to do come last") {
    ErfundenerLauf lauf;
    lauf.ergebnis.abweichungen.clear();
    lauf.abweichung(0, "duldung", "duldungArt", "03", "05").vorschlag = domain::Vorschlag::keiner;
    lauf.abweichung(0, "grundpersonalien", "geschlecht", "M", "W");
    lauf.abweichung(0, "anschrift", "anschrift/wohnungsinhaber", "leicht", "leichter");
    const std::string html = bericht(lauf.daten());
    const std::size_t ernst = html.find("<td>Geschlecht<");
    const std::size_t rechtmaessig = html.find("<td>Art der Duldung<");
    const std::size_t leicht = html.find("<td>Wohnungsinhaber<");
    REQUIRE(leicht != std::string::npos);
    CHECK(ernst < rechtmaessig);
    CHECK(rechtmaessig < leicht);
}

TEST_CASE("an empty result says so in every section") {
    const test::LeererLauf lauf;
    const std::string text = sichtbar(bericht(lauf.daten()));
    for (const char* satz :
         {"Es wurden keine Angaben verglichen.", "Keine Fehlzuordnungen.", "Keine Klärfälle.",
          "Keine Abweichungen.", "Keine Personen nur in der Ausländerdatei.", "Keine Personen nur im AZR.",
          "Keine Beanstandungen.", "Alle vorkommenden Sachverhalte wurden verglichen."})
        CHECK(enthaelt(text, satz));
    CHECK(enthaelt(text, "nicht angegeben"));
}
