// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// The messages of tests/golden/, written by hand: each is judged by the reader as a whole, and by libxml2,
// and both verdicts stand in golden.tsv.
#include "support/einlesung_abzug.hpp"
#include "support/probelesung.hpp"
#include "support/schema_richter.hpp"
#include "support/zwischenordner.hpp"

#include <abgleich/input/einleser.hpp>
#include <abgleich/xml/dokument.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;
using namespace abgleich;

const std::string ordner = ABGLEICH_SOURCE_DIR "/tests/golden";

/// A row of golden.tsv.
struct Zeile {
    std::string datei;
    bool gut = false;
    std::string code;     ///< the problem that has to be told of a bad one
    bool angabe = false;  ///< only the one fact is set aside, the record stays
    std::string richter;  ///< libxml2 beside us: gleich, strenger, milder, fehler_libxml2
    std::string schema;   ///< which schema judges it: azr, rueckweisung, quittung, sammlung, bestand
};

std::vector<std::string> spalten(const std::string& zeile) {
    std::vector<std::string> werte(1);
    for (const char c : zeile) {
        if (c == '\t')
            werte.emplace_back();
        else
            werte.back() += c;
    }
    return werte;
}

std::string inhalt(const std::string& pfad) {
    std::ifstream strom(pfad, std::ios::binary);
    if (!strom) throw std::runtime_error(pfad + ": cannot be opened");
    return {std::istreambuf_iterator<char>(strom), {}};
}

const std::vector<Zeile>& tabelle() {
    static const auto zeilen = [] {
        constexpr std::array richter = {"gleich", "strenger", "milder", "fehler_libxml2"};
        std::vector<Zeile> ziel;
        std::ifstream strom(ordner + "/golden.tsv");
        for (std::string zeile; std::getline(strom, zeile);) {
            const auto w = spalten(zeile);
            if (zeile.starts_with("#") || w[0] == "datei") continue;
            const bool gut = w.size() == 7 && w[1] == "gut";
            if (w.size() != 7 || (!gut && w[1] != "schlecht") || gut != w[0].starts_with("gut/") ||
                std::find(richter.begin(), richter.end(), w[4]) == richter.end())
                throw std::runtime_error("golden.tsv: " + zeile);
            ziel.push_back({w[0], gut, w[2], w[3] == "angabe", w[4], w[5]});
        }
        return ziel;
    }();
    return zeilen;
}

/// A way to read: which lane, and how many bytes at a time.
struct Weg {
    const char* name;
    bool schnell = true;
    std::size_t block = input::Leseoptionen{}.block;
};
constexpr std::array wege = {Weg{"fast lane"}, Weg{"fast lane, 64 bytes", true, 64}, Weg{"libxml2", false},
                             Weg{"libxml2, 64 bytes", false, 64}};

/// What the reader says of a file: empty where it is content with it, else the codes.
std::vector<domain::Problem> fehler(const std::string& pfad, const Weg& weg = wege[0]) {
    input::Leseoptionen optionen;
    optionen.nur_pruefen = true;
    optionen.schnelle_spur = weg.schnell;
    optionen.block = weg.block;
    auto probleme = input::lies(test::katalog(), optionen, {pfad}).probleme;
    std::erase_if(probleme, [](const auto& p) {
        return domain::problem_text(p.code).schwere != domain::ProblemSchwere::fehler;
    });
    return probleme;
}

std::string beschrieben(const std::vector<domain::Problem>& probleme) {
    std::string text;
    for (const auto& p : probleme)
        text += (text.empty() ? "" : ", ") + std::string(domain::problem_text(p.code).name) +
                (p.ganzer_satz ? "" : " (angabe)");
    return text.empty() ? "valid" : text;
}

/// Whether the problem is told, as one of the whole record or of one fact only.
bool enthaelt(const std::vector<domain::Problem>& probleme, std::string_view code, bool angabe) {
    return std::any_of(probleme.begin(), probleme.end(), [&](const auto& p) {
        return domain::problem_text(p.code).name == code && p.ganzer_satz != angabe;
    });
}

/// libxml2's verdict with the same schemas; empty: valid.
std::string urteil(const std::string& schema, const std::string& text) {
    static test::SchemaRichter richter(test::katalog());
    static const xml::SchemaPruefer sammlung(ABGLEICH_SOURCE_DIR "/schemas/sammlung-1.xsd");
    if (schema == "sammlung") return sammlung.pruefe(text);
    if (schema == "bestand") return richter.urteil_bestand(text);
    const char* nummer = schema == "rueckweisung" ? "0010" : schema == "quittung" ? "0020" : "090004";
    return richter.urteil(*test::katalog().wurzel(nummer), text);
}

/// A golden message with one text exchanged: for what is too large to be kept as a file.
std::string geaendert(const std::string& datei, const std::string& was, const std::string& durch) {
    std::string text = inhalt(ordner + "/" + datei);
    const auto stelle = text.find(was);
    if (stelle == std::string::npos) throw std::logic_error(datei + " has no " + was);
    return text.replace(stelle, was.size(), durch);
}

std::string wiederholt(std::string_view text, std::size_t anzahl) {
    std::string ziel;
    while (anzahl-- != 0) ziel += text;
    return ziel;
}

}  // namespace

TEST_CASE("every golden message has a row, and every row its message") {
    std::set<std::string> dateien, zeilen;
    for (const char* teil : {"gut", "schlecht"})
        for (const auto& eintrag : fs::directory_iterator(ordner + "/" + teil))
            dateien.insert(teil + ("/" + eintrag.path().filename().string()));
    for (const auto& z : tabelle()) zeilen.insert(z.datei);
    std::vector<std::string> einseitige;  // files without a row, rows without a file
    std::set_symmetric_difference(dateien.begin(), dateien.end(), zeilen.begin(), zeilen.end(),
                                  std::back_inserter(einseitige));
    CHECK(einseitige == std::vector<std::string>{});
    CHECK(zeilen.size() == tabelle().size());
    CHECK(std::count_if(tabelle().begin(), tabelle().end(), [](const auto& z) { return z.gut; }) >= 30);
}

TEST_CASE("there is a valid golden message of every kind") {
    std::set<std::string> fehlende;
    for (const auto& wurzel : test::katalog().wurzeln())
        if (wurzel.nummer != "inhalt" && std::none_of(tabelle().begin(), tabelle().end(), [&](const auto& z) {
                return z.datei.starts_with("gut/" + wurzel.nummer + "-");
            }))
            fehlende.insert(wurzel.nummer);
    CHECK(fehlende == std::set<std::string>{});
}

/// Where the reader is known to judge otherwise than its row (docs/architecture.md, "Known gaps"). Whoever closes
/// a gap removes its line: the test asks for that.
const std::set<std::string> offene_luecken{};

TEST_CASE("both readers judge every golden message as its row says, in pieces of any size") {
    std::string abweichungen;
    for (const auto& weg : wege)
        for (const auto& z : tabelle()) {
            const auto probleme = fehler(ordner + "/" + z.datei, weg);
            const bool richtig = z.gut ? probleme.empty() : enthaelt(probleme, z.code, z.angabe);
            if (richtig != offene_luecken.contains(z.datei)) continue;
            abweichungen += z.datei + " (" + weg.name + "): " + beschrieben(probleme) + " (expected " +
                            (z.gut ? "valid" : z.code + (z.angabe ? " (angabe)" : "")) + ")\n";
        }
    CHECK(abweichungen == "");
}

TEST_CASE("both readers tell the same of every golden message, in pieces of any size") {
    std::string abweichungen;
    for (const auto& z : tabelle())
        for (const auto seite : {domain::Seite::azr, domain::Seite::lokal}) {
            std::vector<std::string> erste;
            for (const auto& weg : wege) {
                input::Leseoptionen optionen;
                optionen.seite = seite;
                optionen.schnelle_spur = weg.schnell;
                optionen.block = weg.block;
                optionen.nachrichten_behalten = seite == domain::Seite::azr;
                auto abzug = test::abzug(input::lies(test::katalog(), optionen, {ordner + "/" + z.datei}));
                if (erste.empty()) erste = abzug;
                const auto anders = test::unterschied(erste, abzug);
                if (!anders.empty()) abweichungen += z.datei + " (" + weg.name + "): " + anders + "\n";
            }
        }
    CHECK(abweichungen == "");
}

TEST_CASE("libxml2 judges every golden message as its row says") {
    std::string abweichungen;
    for (const auto& z : tabelle()) {
        const auto ihre = urteil(z.schema, inhalt(ordner + "/" + z.datei));
        if ((ihre.empty() == z.gut) == (z.richter == "gleich")) continue;
        abweichungen +=
            z.datei + ": " + (ihre.empty() ? "valid" : ihre) + " (column says " + z.richter + ")\n";
    }
    CHECK(abweichungen == "");
}

TEST_CASE("messages beyond the limits of the reader are refused by name, whatever libxml2 says") {
    const std::string mega(1 << 20, 'a');
    struct Fall {
        const char* name;
        std::string text;
        const char* code;
        bool angabe;
        bool gueltig;  ///< for libxml2
    };
    std::string attribute;
    for (int i = 0; i < 10'000; ++i) attribute += " a" + std::to_string(i) + "=\"1\"";
    const std::string erweiterung = "<e:t xmlns:e=\"http://www.osci.de/xauslaender2611/azr-erweiterung\">";
    const auto verschachtelt = [&](std::size_t tiefe) {
        return geaendert("gut/090004-minimal.xml", "</xa:grundpersonalien>",
                         erweiterung + wiederholt("<e:t>", tiefe) + wiederholt("</e:t>", tiefe) +
                             "</e:t></xa:grundpersonalien>");
    };
    const std::vector<Fall> faelle = {
        {"a name of 1 MB", geaendert("gut/090004-minimal.xml", "<name>", "<name>" + mega), "text_zu_lang",
         true, true},
        {"10,000 attributes",
         geaendert("gut/090004-minimal.xml", "<xa:grundpersonalien", "<xa:grundpersonalien" + attribute),
         "attribut_unerwartet", false, false},
        {"an element name of 1 MB",
         geaendert("gut/090004-minimal.xml", "<xa:geschlecht/>", "<xa:" + mega + "/>"), "", false, false},
        {"300 levels of extension content", verschachtelt(300), "tiefe_ueberschritten", false, true},
        {"20,000 levels of extension content", verschachtelt(20'000), "tiefe_ueberschritten", false, true},
        {"300 levels of unknown elements",
         geaendert("gut/090004-minimal.xml", "<xa:geschlecht/>",
                   wiederholt("<xa:unfug>", 300) + wiederholt("</xa:unfug>", 300)),
         "element_unerwartet", false, false},
    };
    test::Zwischenordner zwischen;
    for (const auto& fall : faelle) {
        CAPTURE(fall.name);
        const auto probleme = fehler(zwischen.schreibe("gross.xml", fall.text));
        CAPTURE(beschrieben(probleme));
        CHECK((*fall.code == '\0' ? !probleme.empty() : enthaelt(probleme, fall.code, fall.angabe)));
        CHECK(urteil("azr", fall.text).empty() == fall.gueltig);
    }
}
