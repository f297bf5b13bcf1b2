// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors

#include "../../../src/muster/schaden.hpp"

#include "support/schemaordner.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>
#include <abgleich/domain/azr_nummer.hpp>
#include <abgleich/muster/generator.hpp>

#include <catch2/catch.hpp>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
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

/// The four files of one call, read back; the folder is gone afterwards.
struct Ausgabe {
    explicit Ausgabe(std::uint64_t personen, std::uint64_t seed = 1,
                     const std::string& jetzt = "2026-11-23T02:00:00Z") {
        const fs::path ordner = fs::temp_directory_path() / ("abgleich-muster-" + std::to_string(::getpid()));
        fs::remove_all(ordner);
        muster::erzeuge(katalog_der_quellen(), {personen, seed, ordner, jetzt});
        bestand = base::read_file(ordner / "bestand.xml");
        azr = base::read_file(ordner / "azr.xml");
        liste = base::read_file(ordner / "abgleichsdaten-090022.xml");
        wahrheit = base::read_file(ordner / "wahrheit.csv");
        fs::remove_all(ordner);
    }
    std::string bestand, azr, liste, wahrheit;
};

/// All texts between `von` and `bis`, in order.
std::vector<std::string> zwischen(const std::string& text, const std::string& von, const std::string& bis) {
    std::vector<std::string> teile;
    for (std::size_t ort = text.find(von); ort != text.npos; ort = text.find(von, ort)) {
        ort += von.size();
        const std::size_t ende = text.find(bis, ort);
        teile.push_back(text.substr(ort, ende - ort));
    }
    return teile;
}

std::string erstes_zwischen(const std::string& text, const std::string& von, const std::string& bis) {
    const auto teile = zwischen(text, von, bis);
    return teile.empty() ? std::string{} : teile.front();
}

struct Zeile {
    std::string art, akte, azr_nummer, sachverhalt, feld, schaden, richtig, lokal, azr;
};

/// No invented value holds the separator or a quote.
std::vector<Zeile> zeilen(const std::string& csv) {
    std::vector<Zeile> ergebnis;
    for (const std::string_view zeile : base::split(csv, '\n')) {
        const auto f = base::split(zeile, ';');
        if (f.size() == 9 && f[0] != "art")
            ergebnis.push_back({std::string{f[0]}, std::string{f[1]}, std::string{f[2]}, std::string{f[3]},
                                std::string{f[4]}, std::string{f[5]}, std::string{f[6]}, std::string{f[7]},
                                std::string{f[8]}});
    }
    return ergebnis;
}

std::map<std::string, std::string> bestand_nach_akte(const std::string& bestand) {
    std::map<std::string, std::string> saetze;
    for (const std::string& satz : zwischen(bestand, "<datensatz ", "</datensatz>")) {
        const std::string attribute = satz.substr(0, satz.find('>'));
        const std::string person = erstes_zwischen(attribute, "person=\"", "\"");
        const std::string akte = erstes_zwischen(attribute, "aktenzeichen=\"", "\"");
        REQUIRE(saetze.emplace(person.empty() ? akte : akte + "/" + person, satz).second);
    }
    return saetze;
}

std::map<std::string, std::string> azr_nach_nummer(const std::string& azr) {
    std::map<std::string, std::string> saetze;
    for (const std::string& satz :
         zwischen(azr, "<VonAZR.AZRGesamtauskunft.090004 ", "</VonAZR.AZRGesamtauskunft.090004>"))
        REQUIRE(saetze.emplace(erstes_zwischen(satz, "</anschrift.autor><azrNummer>", "<"), satz).second);
    return saetze;
}

/// The occurrences of a Sachverhalt in a record.
std::vector<std::string> vorkommen(const std::string& satz, const std::string& sachverhalt) {
    static const std::map<std::string, std::vector<std::string>> elemente = {
        {"duldung", {"aktuelleDuldung", "historisierteDuldung"}},
        {"meldestatus", {"aktuellerMeldestatus", "historisierterMeldestatus"}},
    };
    std::vector<std::string> alle;
    if (sachverhalt == "anschrift") {  // holds an element of its own name, and ends at the second end tag
        for (std::size_t ort = satz.find("<anschrift><anschrift>"); ort != satz.npos;
             ort = satz.find("<anschrift><anschrift>", ort + 1))
            alle.push_back(
                satz.substr(ort, satz.find("</anschrift>", satz.find("</anschrift>", ort) + 1) - ort));
        return alle;
    }
    const auto it = elemente.find(sachverhalt);
    for (const std::string& element :
         it != elemente.end() ? it->second : std::vector<std::string>{sachverhalt})
        for (const std::string& teil : zwischen(satz, "<" + element + "><", "</" + element + ">"))
            alle.push_back("<" + teil);
    return alle;
}

/// Whether an element `feld` (last step of its path) of the text has the value.
bool steht_da(const std::string& text, const std::string& feld, const std::string& wert) {
    const std::string name = feld.substr(feld.rfind('/') + 1);
    const std::string ohne_nummer = name.substr(0, name.find('['));
    for (std::size_t ort = text.find("<" + ohne_nummer); ort != text.npos;
         ort = text.find("<" + ohne_nummer, ort + 1)) {
        std::size_t inhalt = ort;
        std::string element;
        while (inhalt < text.size() && text[inhalt] == '<') {
            const std::size_t ende = text.find('>', inhalt);
            element = text.substr(inhalt + 1, std::min(ende, text.find(' ', inhalt)) - inhalt - 1);
            inhalt = ende + 1;
        }
        const std::string gefunden = text.substr(inhalt, text.find('<', inhalt) - inhalt);
        if (gefunden == wert || (gefunden == "true" && element == wert)) return true;
    }
    return false;
}

std::string ohne_referenzen(std::string text) {
    for (std::size_t ort = text.find("<referenz.id>"); ort != text.npos;
         ort = text.find("<referenz.id>", ort))
        text.erase(ort, text.find("</referenz.id>", ort) + 14 - ort);
    return text;
}

/// The values of an `unterschied` row stand in the two records.
void pruefe_unterschied(const Zeile& z, const std::string& lokal, const std::string& azr) {
    CHECK(
        (z.richtig == "lokal" || z.richtig == "azr" || z.richtig == "offen" || z.richtig == "rechtmaessig"));
    CHECK(z.lokal != z.azr);
    if (z.sachverhalt == "datensatz") {
        CHECK(z.feld == "azrNummer");
        CHECK(erstes_zwischen(lokal.substr(0, lokal.find('>')), "azrNummer=\"", "\"") == z.lokal);
        CHECK(z.azr == z.azr_nummer);
        return;
    }
    const katalog::Katalog& katalog = katalog_der_quellen();
    REQUIRE(katalog.find_sachverhalt(z.sachverhalt) != nullptr);
    CHECK((z.feld.empty() || katalog.find_feld(z.sachverhalt, z.feld.substr(0, z.feld.find('['))) != 0));
    const auto in_lokal = vorkommen(lokal, z.sachverhalt);
    const auto in_azr = vorkommen(azr, z.sachverhalt);
    const auto hat = [&](const std::vector<std::string>& alle, const std::string& wert) {
        return std::any_of(alle.begin(), alle.end(), [&](const std::string& v) {
            return z.feld.empty() ? v.find(">" + wert + "<") != v.npos : steht_da(v, z.feld, wert);
        });
    };
    CHECK((z.lokal.empty() || hat(in_lokal, z.lokal)));
    CHECK((z.azr.empty() || hat(in_azr, z.azr)));
    if (z.feld.empty())
        CHECK((z.lokal.empty() ? in_lokal.size() < in_azr.size() : in_azr.size() < in_lokal.size()));
}

}  // namespace

TEST_CASE("the same seed gives the same bytes, another seed or day gives others") {
    const Ausgabe a{600};
    const Ausgabe b{600};
    CHECK((a.bestand == b.bestand && a.azr == b.azr && a.liste == b.liste && a.wahrheit == b.wahrheit));
    CHECK(a.bestand != Ausgabe(600, 2).bestand);
    CHECK(a.bestand != Ausgabe(600, 1, "2026-12-24").bestand);
}

TEST_CASE("a person does not depend on how many are made") {
    const Ausgabe klein{260};
    const Ausgabe gross{520};
    const auto ist_anfang = [](const std::string& anfang, std::string_view ende, const std::string& ganzes) {
        REQUIRE(anfang.ends_with(ende));
        return ganzes.starts_with(std::string_view{anfang}.substr(0, anfang.size() - ende.size()));
    };
    CHECK(ist_anfang(klein.bestand, "</bestand>\n", gross.bestand));
    CHECK(ist_anfang(klein.azr, "</sammlung>\n", gross.azr));
    CHECK(ist_anfang(klein.wahrheit, "", gross.wahrheit));
    CHECK(ist_anfang(klein.liste, "</azrNummern></VonAZR.AZRRegisterabgleichsdaten.090022>\n", gross.liste));
}

TEST_CASE("AZR-Nummern and stems of Referenz-IDs are well formed and never given twice") {
    const Ausgabe a{2000};
    const auto saetze = azr_nach_nummer(a.azr);  // requires unique numbers
    std::size_t mit_null = 0;
    for (const auto& [nummer, satz] : saetze) {
        CHECK(domain::AzrNummer::parse(nummer).has_value());
        mit_null += nummer[0] == '0' ? 1u : 0u;
    }
    CHECK(mit_null * 4 > saetze.size());
    CHECK(mit_null * 5 < saetze.size() * 2);
    std::set<std::string> staemme;
    const auto ids = zwischen(a.azr, "<referenz.id>", "<");
    for (const std::string& id : ids) {
        CHECK(id.size() == 10);
        CHECK(id.find_first_of("0OIl1o") >= 9);  // the last character is a digit of its own
        CHECK((id.back() >= '0' && id.back() <= '9'));
        staemme.insert(id.substr(0, 7));
    }
    CHECK(staemme.size() == ids.size());
    CHECK(ids.size() > 8 * saetze.size());
    const auto uuids = zwischen(a.azr, "<nachrichtenUUID>", "<");
    CHECK(std::set<std::string>(uuids.begin(), uuids.end()).size() == saetze.size());
}

TEST_CASE("every message carries the test mark") {
    const Ausgabe a{300};
    CHECK(zwischen(a.azr, " test=\"true\"", ">").size() == azr_nach_nummer(a.azr).size());
    CHECK(zwischen(a.liste, " test=\"true\"", ">").size() == 1);
}

TEST_CASE("the list 090022 names every record that is present and ours, with its Referenz-IDs") {
    const Ausgabe a{1000};
    const auto saetze = azr_nach_nummer(a.azr);
    std::set<std::string> erwartet;
    for (const auto& [nummer, satz] : saetze) {
        const std::string status =
            erstes_zwischen(erstes_zwischen(satz, "<aktuellerMeldestatus>", "</aktuellerMeldestatus>"),
                            "<code xmlns=\"\">", "<");
        if (satz.find("<aktenfuehrendeBehoerde>146120<") != satz.npos && status != "04" && status != "05" &&
            status != "06")
            erwartet.insert(nummer);
    }
    std::set<std::string> genannt;
    for (const std::string& zeile : zwischen(a.liste, "<abgleichergebnis>", "</abgleichergebnis>")) {
        const std::string nummer = erstes_zwischen(zeile, "<azrNummer>", "<");
        CHECK(genannt.insert(nummer).second);
        REQUIRE(saetze.contains(nummer));
        for (const std::string& id : zwischen(zeile.substr(zeile.find("<abgleichMitReferenzID>")), ">", "</"))
            if (id.size() == 10)
                CHECK(saetze.at(nummer).find("<referenz.id>" + id + "<") != std::string::npos);
    }
    CHECK(genannt == erwartet);
    CHECK(genannt.size() < saetze.size());
}

TEST_CASE("every row of wahrheit.csv is true of the files, and nothing else differs") {
    const Ausgabe a{3000};
    const auto bestand = bestand_nach_akte(a.bestand);
    const auto azr = azr_nach_nummer(a.azr);
    std::set<std::string> verschieden;  // files of pairs with a difference
    std::set<std::string> akten, nummern;
    std::vector<Zeile> paare;
    for (const Zeile& z : zeilen(a.wahrheit)) {
        INFO(z.art << " " << z.akte << " " << z.azr_nummer << " " << z.sachverhalt << " " << z.feld << " "
                   << z.schaden);
        if (!z.akte.empty()) REQUIRE(bestand.contains(z.akte));
        if (!z.azr_nummer.empty()) REQUIRE(azr.contains(z.azr_nummer));
        akten.insert(z.akte);
        nummern.insert(z.azr_nummer);
        if (z.art == "paar") paare.push_back(z);
        if (z.art == "doppelt") CHECK(azr.contains(z.azr));
        if (z.art != "unterschied") continue;
        verschieden.insert(z.akte);
        pruefe_unterschied(z, bestand.at(z.akte), azr.at(z.azr_nummer));
    }
    akten.erase("");
    nummern.erase("");
    CHECK(akten.size() == bestand.size());
    CHECK(nummern.size() == azr.size());
    std::size_t gleiche = 0;
    for (const Zeile& z : paare) {
        if (verschieden.contains(z.akte) || !z.schaden.empty()) continue;
        ++gleiche;
        const std::string l = ohne_referenzen(
            erstes_zwischen(bestand.at(z.akte) + "</datensatz>", "<aktenfuehrendeBehoerde>", "</inhalt>"));
        const std::string& satz = azr.at(z.azr_nummer);
        CHECK(l == ohne_referenzen(satz.substr(satz.find("<aktenfuehrendeBehoerde>") + 24)));
    }
    CHECK(gleiche > 1000);
}

TEST_CASE("every kind of damage happens, and its share and name stand in the manual") {
    const muster::Codes codes{katalog_der_quellen()};
    const muster::Welt welt{codes, 3, muster::tag(2026, 11, 23)};
    std::set<muster::Schaden> gesehen;
    for (std::uint64_t i = 0; i < 12000; ++i) {
        const muster::Fall fall = muster::ziehe_fall(welt, i);
        gesehen.insert(fall.schicksal);
        for (const muster::Unterschied& u : fall.unterschiede) gesehen.insert(u.schaden);
    }
    const std::string handbuch =
        base::read_file(std::string(ABGLEICH_SOURCE_DIR) + "/docs/commands/generate.md");
    for (const muster::Schadensregel& regel : muster::schadensregeln()) {
        INFO(regel.name);
        CHECK(gesehen.contains(regel.schaden));
        CHECK(muster::name(regel.schaden) == regel.name);
        CHECK(handbuch.find("| `" + std::string{regel.name} + "` | " + std::to_string(regel.je_zehntausend) +
                            " | " + std::string{regel.von} + " |") != std::string::npos);
    }
}

TEST_CASE("dates of a life follow one another") {
    const muster::Codes codes{katalog_der_quellen()};
    const muster::Welt welt{codes, 4, muster::tag(2026, 11, 23)};
    for (std::uint64_t i = 0; i < 3000; ++i) {
        const muster::Person p = muster::ziehe_person(welt, i);
        CHECK(p.geburt <= p.einreise);
        CHECK(p.einreise <= p.erfasst);
        CHECK(p.erfasst <= welt.stichtag);
        for (const muster::Fakt& f : muster::erzaehle(welt, p).fakten) {
            INFO(f.sachverhalt);
            CHECK(f.wert("letzteAenderung") <= muster::iso(welt.stichtag));
            if (const muster::Wert* am = f.find("ereignisdatum"); am != nullptr) {
                CHECK(am->wert >= muster::iso(p.geburt - 31));
                CHECK(am->wert <= muster::iso(welt.stichtag));
                if (f.find("befristungsdatum") != nullptr) CHECK(f.wert("befristungsdatum") > am->wert);
            }
        }
    }
}

TEST_CASE("a number of persons or a day that makes no sense is refused before anything is written") {
    const fs::path ordner =
        fs::temp_directory_path() / ("abgleich-muster-leer-" + std::to_string(::getpid()));
    CHECK_THROWS_WITH(muster::erzeuge(katalog_der_quellen(), {0, 1, ordner, "2026-11-23"}),
                      "number of persons out of range (expected 1 to 20000000)");
    CHECK_THROWS_WITH(muster::erzeuge(katalog_der_quellen(), {10, 1, ordner, "2023-12-31"}),
                      "time of now out of range (expected 2024-01-01 to 2099-12-31)");
    CHECK_THROWS_AS(muster::erzeuge(katalog_der_quellen(), {10, 1, ordner, "heute"}), base::UsageError);
    CHECK_FALSE(fs::exists(ordner));
}
