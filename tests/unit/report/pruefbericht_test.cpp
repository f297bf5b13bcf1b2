// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/base/text.hpp>
#include <abgleich/report/pruefbericht.hpp>

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include <set>
#include <string>

namespace {

using namespace abgleich;
using domain::ProblemCode;
using domain::ProblemSchwere;
using nlohmann::json;

/// Two files: one with an error, a warning and a note, one without a finding.
report::Pruefung beispiel() {
    report::Pruefung p;
    p.programm_version = "1.2.3";
    p.stufe = "full";
    p.schemas = {{"26.11", "urn:beispiel", "abc"}};
    p.dateien = {{"in/a.xml", domain::Seite::azr, "0123", 77, 2, 1, true},
                 {"in/b.xml", domain::Seite::azr, "4567", 88, 1, 0, false}};
    p.probleme = {{ProblemCode::ausgabe_unbekannt, {0, 3, 1}, 4, "edition", false},
                  {ProblemCode::code_unbekannt, {0, 5, 1}, 6, "code", false},
                  {ProblemCode::element_fehlt, {0, 7, 2}, 8, "element <x> & \"y\"", true}};
    return p;
}

template <typename Schreiber>
std::string text_von(Schreiber schreibe, const report::Pruefung& pruefung) {
    std::string text;
    schreibe(pruefung, [&](std::string_view stueck) { text += stueck; });
    return text;
}
std::string als_text(const report::Pruefung& p) { return text_von(report::schreibe_text, p); }
std::string als_json(const report::Pruefung& p) { return text_von(report::schreibe_json, p); }
std::string als_junit(const report::Pruefung& p) { return text_von(report::schreibe_junit, p); }

bool enthaelt(const std::string& text, std::string_view teil) { return text.find(teil) != std::string::npos; }

/// Names of all members, at any depth.
void sammle_schluessel(const json& wert, std::set<std::string>& namen) {
    if (wert.is_object())
        for (const auto& [name, inhalt] : wert.items()) namen.insert(name);
    for (const auto& inhalt : wert)
        if (inhalt.is_structured()) sammle_schluessel(inhalt, namen);
}

/// The keys in backticks of the paragraph on `validate --format json` in docs/formate.md.
std::set<std::string> beschriebene_schluessel() {
    const std::string seite = base::read_file(std::string(ABGLEICH_SOURCE_DIR) + "/docs/formate.md");
    const auto anfang = seite.find("\n## Report of `abgleich validate --format json`");
    REQUIRE(anfang != std::string::npos);
    const std::string abschnitt = seite.substr(anfang, seite.find("\n## ", anfang + 1) - anfang);
    std::set<std::string> namen;
    for (const auto zeile : base::split(abschnitt, '\n'))
        if (zeile.starts_with("| `")) namen.emplace(zeile.substr(3, zeile.find('`', 3) - 3));
    return namen;
}

}  // namespace

TEST_CASE("the text form has a line per finding in compiler style and counts at the end") {
    CHECK(als_text(beispiel()) == "in/a.xml:3:4: note: ausgabe_unbekannt: edition\n"
                                  "in/a.xml:5:6: warning: code_unbekannt: code\n"
                                  "in/a.xml:7:8: error: element_fehlt: element <x> & \"y\"\n"
                                  "2 files, 3 records read, 1 rejected: 1 error, 1 warning, 1 note\n");
    CHECK(als_text({}) == "0 files, 0 records read, 0 rejected: 0 errors, 0 warnings, 0 notes\n");
}

TEST_CASE("a finding fails from the severity asked for") {
    report::Pruefung p = beispiel();
    CHECK_FALSE(report::bestanden(p));
    p.probleme.pop_back();
    CHECK(report::bestanden(p));
    p.grenze = ProblemSchwere::warnung;
    CHECK_FALSE(report::bestanden(p));
    p.probleme.pop_back();
    CHECK(report::bestanden(p));
    p.grenze = ProblemSchwere::hinweis;
    CHECK_FALSE(report::bestanden(p));
}

TEST_CASE("what the limit leaves out is counted by severity") {
    report::Pruefung p = beispiel();
    p.limit = 1;
    CHECK(als_text(p) == "in/a.xml:3:4: note: ausgabe_unbekannt: edition\n"
                         "in/a.xml: not shown: 1 error, 1 warning, 0 notes; give '--limit 0' to see all\n"
                         "2 files, 3 records read, 1 rejected: 1 error, 1 warning, 1 note\n");
    p.limit = 3;
    CHECK(als_text(p) == als_text(beispiel()));
    p.limit = 1;
    CHECK(als_json(p) == als_json(beispiel()));
}

TEST_CASE("names and messages can neither break a line nor forge one") {
    report::Pruefung p = beispiel();
    p.probleme.erase(p.probleme.begin(), p.probleme.begin() + 2);
    const auto name = [&](std::string roh) {
        p.dateien[0].name = std::move(roh);
        const std::string text = als_text(p);
        return text.substr(0, text.find(":7:8:"));
    };
    CHECK(name("größe ✓ 😀.xml") == "größe ✓ 😀.xml");
    CHECK(name("a\nb\tc\r\x1b[31m\x7f") == "a\\x0ab\\x09c\\x0d\\x1b[31m\\x7f");
    CHECK(name("a\\x0a") == "a\\\\x0a");
    CHECK(name(std::string("a\0b", 3)) == "a\\x00b");
    SECTION("line ends and marks of direction beyond ASCII") {
        CHECK(name("a\u0085b\u2028c\u202Ed\u2066e") ==
              "a\\xc2\\x85b\\xe2\\x80\\xa8c\\xe2\\x80\\xaed\\xe2\\x81\\xa6e");
        CHECK(name("\uFFFE\uFFFF") == "\\xef\\xbf\\xbe\\xef\\xbf\\xbf");
    }
    SECTION("bytes that are no UTF-8: alone, overlong, surrogate, beyond the last plane, cut off") {
        CHECK(name("a\xFF\x80") == "a\\xff\\x80");
        CHECK(name("\xC0\xAF") == "\\xc0\\xaf");
        CHECK(name("\xE0\x80\xAF") == "\\xe0\\x80\\xaf");
        CHECK(name("\xED\xA0\x80") == "\\xed\\xa0\\x80");
        CHECK(name("\xF4\x90\x80\x80") == "\\xf4\\x90\\x80\\x80");
        CHECK(name("a\xC3") == "a\\xc3");
        CHECK(name("\xE2\x82xml") == "\\xe2\\x82xml");
    }
    p.probleme[0].meldung = "x\nin/z.xml:1:1: error: forged";
    CHECK(enthaelt(als_text(p), "element_fehlt: x\\x0ain/z.xml:1:1: error: forged\n"));
}

TEST_CASE("the JSON form holds every finding, the counts and what was checked against") {
    const json j = json::parse(als_json(beispiel()));
    CHECK(j["programm"] == "abgleich");
    CHECK(j["version"] == "1.2.3");
    CHECK(j["stufe"] == "full");
    CHECK(j["grenze"] == "error");
    CHECK(j["bestanden"] == false);
    CHECK(j["schemas"] ==
          json::array({{{"version", "26.11"}, {"namensraum", "urn:beispiel"}, {"sha256", "abc"}}}));
    const json befunde{{"fehler", 1}, {"warnungen", 1}, {"hinweise", 1}};
    CHECK(j["summe"] == json{{"dateien", 2}, {"saetze", 3}, {"verworfen", 1}, {"befunde", befunde}});
    REQUIRE(j["dateien"].size() == 2);
    const json& a = j["dateien"][0];
    CHECK(a["name"] == "in/a.xml");
    CHECK(a["bestanden"] == false);
    CHECK(a["bytes"] == 77);
    CHECK(a["sha256"] == "0123");
    CHECK(a["saetze"] == 2);
    CHECK(a["verworfen"] == 1);
    CHECK(a["abgebrochen"] == true);
    CHECK(a["befunde"] == befunde);
    REQUIRE(a["probleme"].size() == 3);
    CHECK(a["probleme"][2] == json{{"zeile", 7},
                                   {"spalte", 8},
                                   {"satz", 2},
                                   {"schwere", "error"},
                                   {"code", "element_fehlt"},
                                   {"meldung", "element <x> & \"y\""}});
    CHECK(j["dateien"][1]["bestanden"] == true);
    CHECK(j["dateien"][1]["probleme"].empty());
}

TEST_CASE("the JSON form is well-formed without a file, and whatever a file is called") {
    CHECK(json::parse(als_json({}))["dateien"].empty());
    report::Pruefung p = beispiel();
    p.dateien[0].name = "a\n\xFF\"";
    CHECK(json::parse(als_json(p))["dateien"][0]["name"] == "a\n\uFFFD\"");
}

TEST_CASE("docs/formate.md names exactly the keys of the JSON form") {
    std::set<std::string> namen;
    sammle_schluessel(json::parse(als_json(beispiel())), namen);
    CHECK(namen == beschriebene_schluessel());
}

TEST_CASE("the JUnit form has a testcase per file and one failure with all that fails it") {
    CHECK(
        als_junit(beispiel()) ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites name=\"abgleich validate\" tests=\"2\" failures=\"1\" errors=\"0\">\n"
        "  <testsuite name=\"abgleich validate\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\">\n"
        "    <testcase classname=\"abgleich.validate\" name=\"in/a.xml\" file=\"in/a.xml\">\n"
        "      <failure type=\"element_fehlt\" message=\"1 error, 1 warning, 1 note; first: element_fehlt: "
        "element &lt;x&gt; &amp; &quot;y&quot;\">in/a.xml:7:8: error: element_fehlt: element &lt;x&gt; &amp; "
        "&quot;y&quot;\n</failure>\n"
        "      <system-out>in/a.xml:3:4: note: ausgabe_unbekannt: edition\n"
        "in/a.xml:5:6: warning: code_unbekannt: code\n</system-out>\n"
        "    </testcase>\n"
        "    <testcase classname=\"abgleich.validate\" name=\"in/b.xml\" file=\"in/b.xml\"/>\n"
        "  </testsuite>\n"
        "</testsuites>\n");
}

TEST_CASE("a file with nothing but notes passes in the JUnit form, and the limit holds there too") {
    report::Pruefung p = beispiel();
    p.probleme.resize(1);
    CHECK_FALSE(enthaelt(als_junit(p), "<failure"));
    CHECK(enthaelt(als_junit(p), "failures=\"0\""));
    p = beispiel();
    p.grenze = ProblemSchwere::hinweis;
    p.limit = 1;
    CHECK(enthaelt(als_junit(p), "edition\nin/a.xml: not shown: 1 error, 1 warning, 0 notes; "));
    CHECK_FALSE(enthaelt(als_junit(p), "<system-out>"));
}

TEST_CASE("the JUnit form holds no character that XML forbids") {
    report::Pruefung p = beispiel();
    p.dateien[0].name = "<'a'\x01\n\xFF>]]>";
    CHECK(enthaelt(als_junit(p), "name=\"&lt;'a'\\x01\\x0a\\xff&gt;]]&gt;\""));
}
