// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors

#include "../../../src/muster/schaden.hpp"
#include "../../../src/muster/tabellen.hpp"

#include "support/schemaordner.hpp"
#include "support/zwischenordner.hpp"

#include <abgleich/base/text.hpp>
#include <abgleich/input/einleser.hpp>
#include <abgleich/muster/generator.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using namespace abgleich;
namespace fs = std::filesystem;

namespace {

const katalog::Katalog& katalog_der_quellen() {
    static const auto katalog = [] {
        const std::string wurzel = ABGLEICH_SOURCE_DIR;
        return katalog::Katalog::lade(
            {test::schemaordner(), wurzel + "/config/katalog-26.11", wurzel + "/config/codelisten"});
    }();
    return *katalog;
}

void erzeuge(const fs::path& ordner, std::uint64_t personen, std::uint64_t seed = 1, bool tabellen = true) {
    muster::erzeuge(katalog_der_quellen(), {personen, seed, ordner, "2026-11-23T02:00:00Z", tabellen});
}

/// No invented value holds the separator, a quote or a line end.
using Tabelle = std::vector<std::vector<std::string>>;
Tabelle tabelle(const fs::path& datei) {
    Tabelle zeilen;
    const std::string text = base::read_file(datei);
    CHECK(text.find('"') == text.npos);
    CHECK(text.ends_with('\n'));
    for (const std::string_view zeile : base::split(text, '\n')) {
        if (zeile.empty()) continue;
        auto& felder = zeilen.emplace_back();
        for (const std::string_view feld : base::split(zeile, ';')) felder.emplace_back(feld);
        REQUIRE(felder.size() == zeilen.front().size());
    }
    return zeilen;
}

std::map<std::string, Tabelle> tabellen(const fs::path& ordner) {
    std::map<std::string, Tabelle> alle;
    for (const auto& eintrag : fs::directory_iterator(ordner))
        alle.emplace(eintrag.path().stem().string(), tabelle(eintrag.path()));
    return alle;
}

std::string akte(const std::vector<std::string>& zeile) {
    return zeile[1].empty() ? zeile[0] : zeile[0] + "/" + zeile[1];
}

/// An occurrence as one text: whose it is, what it is, and its values by path, sorted.
using Werte = std::set<std::string>;
std::string vorkommen(const std::string& akte, const std::string& sachverhalt, const std::string& stand,
                      const Werte& werte) {
    std::string text = akte + " " + sachverhalt + " " + stand;
    for (const std::string& wert : werte) text += "\n  " + wert;
    return text;
}

/// "staatsangehoerigkeit[1]@version" -> "staatsangehoerigkeit@version 1"
std::string stelle(const std::string& spalte) {
    const std::size_t klammer = spalte.find('[');
    if (klammer == spalte.npos) return spalte + " 0";
    const std::size_t zu = spalte.find(']');
    return spalte.substr(0, klammer) + spalte.substr(zu + 1) + " " +
           spalte.substr(klammer + 1, zu - klammer - 1);
}

std::multiset<std::string> vorkommen_der_tabellen(const std::map<std::string, Tabelle>& alle) {
    std::multiset<std::string> ergebnis;
    for (const auto& [name, zeilen] : alle) {
        const auto& kopf = zeilen.front();
        for (std::size_t z = 1; z < zeilen.size(); ++z) {
            std::string stand = "offen";
            Werte werte;
            for (std::size_t i = name == "datensatz" ? kopf.size() - 1 : 2; i < kopf.size(); ++i)
                if (kopf[i] == "stand")
                    stand = zeilen[z][i];
                else if (!zeilen[z][i].empty())
                    werte.insert(stelle(kopf[i]) + "=" + zeilen[z][i]);
            ergebnis.insert(vorkommen(akte(zeilen[z]), name, stand, werte));
        }
    }
    return ergebnis;
}

std::multiset<std::string> vorkommen_des_bestands(const fs::path& datei) {
    const katalog::Katalog& katalog = katalog_der_quellen();
    input::Leseoptionen optionen;
    optionen.seite = domain::Seite::lokal;
    const input::Einlesung e = input::lies(katalog, optionen, {datei.string()});
    std::multiset<std::string> ergebnis;
    for (const domain::Satz& satz : e.bestand.saetze)
        for (const domain::Vorkommen& v : e.bestand.vorkommen_von(satz)) {
            constexpr const char* staende[] = {"offen", "aktuell", "historisch"};
            static_assert(static_cast<int>(domain::Stand::historisch) == 2);
            Werte werte;
            for (const domain::Blatt& b : e.bestand.blaetter_von(v))
                werte.insert(katalog.feld(b.feld).pfad + " " + std::to_string(b.nummer) + "=" +
                             std::string{e.bestand.text(b)});
            ergebnis.insert(vorkommen(std::string{e.bestand.text(satz.aktenzeichen)},
                                      katalog.sachverhalt(e.bestand.sachverhalt(v)).name,
                                      staende[static_cast<std::size_t>(e.bestand.stand(v))], werte));
        }
    return ergebnis;
}

/// Text of an attribute of `datensatz`; empty where it has none.
std::string attribut(std::string_view datensatz, std::string_view name) {
    const std::string anfang = " " + std::string{name} + "=\"";
    const std::size_t von = datensatz.find(anfang);
    if (von == datensatz.npos) return {};
    const std::size_t wert = von + anfang.size();
    return std::string{datensatz.substr(wert, datensatz.find('"', wert) - wert)};
}

}  // namespace

TEST_CASE("the tables hold every value of the local file, and nothing else") {
    const test::Zwischenordner ordner;
    const fs::path out = ordner.pfad() / "out";
    erzeuge(out, 400);
    const auto alle = tabellen(out / "csv");
    const auto aus_tabellen = vorkommen_der_tabellen(alle);
    const auto aus_xml = vorkommen_des_bestands(out / "bestand.xml");
    CHECK(aus_xml.size() > 3000);
    std::vector<std::string> nur_hier, nur_dort;
    std::set_difference(aus_xml.begin(), aus_xml.end(), aus_tabellen.begin(), aus_tabellen.end(),
                        std::back_inserter(nur_hier));
    std::set_difference(aus_tabellen.begin(), aus_tabellen.end(), aus_xml.begin(), aus_xml.end(),
                        std::back_inserter(nur_dort));
    CHECK((nur_hier.empty() ? "" : nur_hier.front()) == std::string{});
    CHECK((nur_dort.empty() ? "" : nur_dort.front()) == std::string{});
}

TEST_CASE("datensatz.csv holds the attributes of every record, in order of persons") {
    const test::Zwischenordner ordner;
    const fs::path out = ordner.pfad() / "out";
    erzeuge(out, 3000);
    const Tabelle saetze = tabelle(out / "csv/datensatz.csv");
    const auto& kopf = saetze.front();
    const std::string bestand = base::read_file(out / "bestand.xml");
    std::map<std::string, std::size_t> gefuellt;
    std::size_t zeile = 0;
    for (std::size_t ort = bestand.find("<datensatz "); ort != bestand.npos;
         ort = bestand.find("<datensatz ", ort + 1)) {
        const auto attribute = std::string_view{bestand}.substr(ort, bestand.find('>', ort) - ort);
        REQUIRE(++zeile < saetze.size());
        for (std::size_t i = 0; i + 1 < kopf.size(); ++i) {
            INFO(zeile << " " << kopf[i]);
            CHECK(saetze[zeile][i] == attribut(attribute, kopf[i]));
            gefuellt[kopf[i]] += saetze[zeile][i].empty() ? 0U : 1U;
        }
    }
    CHECK(zeile + 1 == saetze.size());
    for (const char* spalte :
         {"person", "azrNummer", "datei", "abgang", "abgangsdatum", "bestritten", "sperre"}) {
        INFO(spalte);
        CHECK(gefuellt[spalte] > 0);
    }
    CHECK(gefuellt["sachbearbeiter"] == 0);
}

TEST_CASE("tables of few persons are the beginning of those of many, header included") {
    const test::Zwischenordner ordner;
    erzeuge(ordner.pfad() / "klein", 260);
    erzeuge(ordner.pfad() / "gross", 1100);
    std::size_t dateien = 0;
    for (const auto& eintrag : fs::directory_iterator(ordner.pfad() / "klein/csv")) {
        const fs::path name = eintrag.path().filename();
        INFO(name);
        CHECK(
            base::read_file(ordner.pfad() / "gross/csv" / name).starts_with(base::read_file(eintrag.path())));
        ++dateien;
    }
    CHECK(dateien > 15);
}

TEST_CASE("there are tables only where they are asked for, and XML is the same with them") {
    const test::Zwischenordner ordner;
    erzeuge(ordner.pfad() / "ohne", 20, 1, false);
    erzeuge(ordner.pfad() / "mit", 20);
    CHECK_FALSE(fs::exists(ordner.pfad() / "ohne/csv"));
    CHECK(base::read_file(ordner.pfad() / "ohne/bestand.xml") ==
          base::read_file(ordner.pfad() / "mit/bestand.xml"));
}

TEST_CASE("columns stand in order of the catalogue, editions beside their codes") {
    const muster::Tabellen tabellen{katalog_der_quellen()};
    std::map<std::string, std::string, std::less<>> koepfe;
    for (std::size_t i = 0; i < tabellen.anzahl(); ++i) koepfe.emplace(tabellen.name(i), tabellen.kopf(i));
    CHECK(koepfe.at("datensatz") ==
          "aktenzeichen;person;azrNummer;datei;sachbearbeiter;abgang;abgangsdatum;bestritten;sperre;"
          "aktenfuehrendeBehoerde\n");
    CHECK(koepfe.at("grundpersonalien") ==
          "aktenzeichen;person;familienname;geburtsname;vorname;geburtsangaben/geburtsort;"
          "geburtsangaben/geburtsortStaat;geburtsangaben/geburtsortStaat@version;"
          "geburtsangaben/tagDerGeburt;geschlecht;geschlecht@version;staatsangehoerigkeit[1];"
          "staatsangehoerigkeit[1]@version;letzteAenderung;meldendeBehoerde;referenz.id\n");
    CHECK(koepfe.at("duldung").starts_with("aktenzeichen;person;stand;"));
}

TEST_CASE("the generator fills every column, and no value without one") {
    const muster::Codes codes{katalog_der_quellen()};
    const muster::Welt welt{codes, 5, muster::tag(2026, 11, 23)};
    const muster::Tabellen tabellen{katalog_der_quellen()};
    std::vector<std::vector<bool>> gefuellt(tabellen.anzahl());
    for (std::uint64_t i = 0; i < 4000; ++i) {
        const muster::Fall fall = muster::ziehe_fall(welt, i);
        if (!fall.lokal) continue;
        std::vector<std::string> texte(tabellen.anzahl());
        REQUIRE_NOTHROW(tabellen.schreibe(texte, fall.person, *fall.lokal));
        for (std::size_t t = 0; t < texte.size(); ++t)
            for (const std::string_view zeile : base::split(texte[t], '\n')) {
                const auto felder = base::split(zeile, ';');
                gefuellt[t].resize(std::max(gefuellt[t].size(), felder.size()));
                for (std::size_t i_feld = 0; i_feld < felder.size(); ++i_feld)
                    if (!felder[i_feld].empty()) gefuellt[t][i_feld] = true;
            }
    }
    for (std::size_t t = 0; t < tabellen.anzahl(); ++t) {
        const std::string kopf = tabellen.kopf(t);
        const auto spalten = base::split(std::string_view{kopf}.substr(0, kopf.size() - 1), ';');
        REQUIRE(spalten.size() == gefuellt[t].size());
        for (std::size_t s = 0; s < spalten.size(); ++s) {
            INFO(tabellen.name(t) << " " << spalten[s]);
            CHECK(gefuellt[t][s] == (spalten[s] != "sachbearbeiter"));
        }
    }
}

TEST_CASE("cells are quoted as RFC 4180 has it, and stay what they are") {
    const muster::Tabellen tabellen{katalog_der_quellen()};
    std::vector<std::string> texte(tabellen.anzahl());
    muster::Person person;
    person.aktenzeichen = "33;1";
    person.nummer_in_akte = "2";
    muster::Satz satz;
    muster::Fakt& fakt = satz.fakten.emplace_back();
    fakt.sachverhalt = fakt.element = "fruehererName";
    fakt.setze("familienname", "=a \"b\"\nc");
    tabellen.schreibe(texte, person, satz);
    CHECK(texte[0] == "\"33;1\";2;;;;;;;;\n");
    for (std::size_t i = 0; i < tabellen.anzahl(); ++i)
        if (tabellen.name(i) == "fruehererName") CHECK(texte[i] == "\"33;1\";2;\"=a \"\"b\"\"\nc\";;;\n");

    fakt.setze("vorname", "x");
    CHECK_THROWS_WITH(tabellen.schreibe(texte, person, satz),
                      "muster: a value of 'fruehererName' has no column; add it to felder_der_sachverhalte");
    fakt.sachverhalt = "ausweisung";
    CHECK_THROWS_WITH(tabellen.schreibe(texte, person, satz),
                      "muster: 'ausweisung' has no table; add it to felder_der_sachverhalte");
}
