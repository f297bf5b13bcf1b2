// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// What is read depends neither on the lane, nor on the number of threads, nor on where a file is cut, nor on
// how it comes: random Sammlungen and Bestaende, good, changed and broken. The seeds are fixed;
// ABGLEICH_SPUREN_RUNDEN=10 takes ten times as many.
#include "support/einlesung_abzug.hpp"
#include "support/nachrichten_wuerfel.hpp"
#include "support/probelesung.hpp"
#include "support/zwischenordner.hpp"

#include <catch2/catch.hpp>

#include <zlib.h>

#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <vector>

namespace {

using namespace abgleich;
using test::NachrichtenWuerfel;

/// Makes files of several messages or records.
class Dateiwuerfel {
public:
    explicit Dateiwuerfel(std::uint32_t saat) : m_wuerfel(test::katalog(), saat), m_zufall(saat) {}
    std::size_t wuerfle(std::size_t anzahl) { return m_zufall() % anzahl; }

    std::string sammlung() {
        std::string text = kopf() + "<sammlung xmlns=\"urn:azr-abgleich:sammlung:1\">" + zwischen();
        for (auto n = wuerfle(6); n > 0; --n) {
            const auto& wurzeln = test::katalog().wurzeln();
            text += nachricht(wurzeln[wuerfle(wurzeln.size())]) + zwischen();
        }
        return text + "</sammlung>" + zwischen();
    }
    std::string bestand() {
        static const std::string_view attribute[] = {"aktenzeichen='1'",
                                                     "aktenzeichen='2' azrNummer='840917000001'",
                                                     "aktenzeichen='3' person='a' sperre='1'",
                                                     "aktenzeichen='4' abgang='weg'",
                                                     "",
                                                     "aktenzeichen='5' fremd='x'",
                                                     "aktenzeichen='6&amp;7' datei='B'",
                                                     "aktenzeichen='8' azrNummer='8409170000'"};
        std::string text =
            kopf() + "<b:bestand xmlns:b='urn:azr-abgleich:bestand:1' behoerde='146120' stand='2026-11-22'>" +
            zwischen();
        for (auto n = wuerfle(8); n > 0; --n) {
            text += "<b:datensatz " + std::string(attribute[wuerfle(std::size(attribute))]) + ">";
            text += nachricht(*test::katalog().wurzel("inhalt")) + "</b:datensatz>" + zwischen();
        }
        return text + "</b:bestand>" + zwischen();
    }
    /// One byte is lost, doubled, or becomes another.
    void zerstoere(std::string& text) {
        static const std::string_view bytes("<>/&\"'=;![]- \r\n\t\0\x01x\xC3\xFF:", 23);
        const auto i = wuerfle(text.size());
        const char b = bytes[wuerfle(bytes.size())];
        switch (wuerfle(4)) {
            case 0: text.erase(i, 1 + wuerfle(3)); break;
            case 1: text.insert(i, 1, b); break;
            case 2: text[i] = b; break;
            default: text.resize(i);
        }
    }

private:
    std::string kopf() {
        static const std::string_view koepfe[] = {"", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
                                                  "\xEF\xBB\xBF", "<?xml version='1.0'?>\r\n<!-- c -->\n"};
        return std::string(koepfe[wuerfle(std::size(koepfe))]);
    }
    std::string zwischen() {
        static const std::string_view stuecke[] = {"",       "\n", "\r\n  ", "\n", "<!-- </sammlung> -->",
                                                   "<?p?>\n"};
        return std::string(stuecke[wuerfle(std::size(stuecke))]);
    }
    std::string nachricht(const katalog::Wurzel& wurzel) {
        const auto umfang =
            wuerfle(3) == 0 ? NachrichtenWuerfel::Umfang::gemischt : NachrichtenWuerfel::Umfang::minimal;
        auto baum = m_wuerfel.nachricht(wurzel, umfang);
        std::erase_if(baum.attribute, [](const auto& a) { return a.first == "test"; });
        for (auto n = wuerfle(3); n > 0; --n) m_wuerfel.aendere(baum);
        return schreibe(baum);
    }

    NachrichtenWuerfel m_wuerfel;
    std::mt19937 m_zufall;
};

input::Einlesung lies(const input::Leseoptionen& optionen, const std::string& pfad) {
    return input::lies(test::katalog(), optionen, {pfad});
}

/// As if another program wrote it into a pipe.
input::Einlesung lies_rohr(const input::Leseoptionen& optionen, const std::string& pfad,
                           const std::string& text) {
    REQUIRE(::mkfifo(pfad.c_str(), 0600) == 0);
    std::thread schreiber([&] { std::ofstream(pfad, std::ios::binary) << text; });
    auto e = lies(optionen, pfad);
    schreiber.join();
    return e;
}

std::string gepackt(const test::Zwischenordner& ordner, const std::string& text) {
    const std::string pfad = ordner / "a.xml.gz";
    gzFile ziel = gzopen(pfad.c_str(), "wb1");
    REQUIRE(gzwrite(ziel, text.data(), static_cast<unsigned>(text.size())) == static_cast<int>(text.size()));
    REQUIRE(gzclose(ziel) == Z_OK);
    return pfad;
}

/// All ways of reading one content; false at the first that gives anything else.
bool alle_gleich(const std::string& text, domain::Seite seite, bool behalten, katalog::Pruefstufe stufe) {
    const test::Zwischenordner ordner;
    const std::string pfad = ordner.schreibe("a.xml", text);
    input::Leseoptionen optionen;
    optionen.seite = seite;
    optionen.stufe = stufe;
    optionen.nachrichten_behalten = behalten;
    optionen.faeden = 1;
    optionen.schnelle_spur = false;
    const auto erste = test::abzug(lies(optionen, pfad));
    const auto pruefe = [&](const char* wie, const input::Einlesung& e) {
        const auto anders = test::unterschied(erste, test::abzug(e));
        if (anders.empty()) return true;
        INFO(wie);
        INFO(text);
        CHECK(anders == "");
        return false;
    };
    bool gleich = true;
    const auto mit = [&](const char* wie, bool schnell, unsigned faeden, std::size_t block) {
        optionen.schnelle_spur = schnell;
        optionen.faeden = faeden;
        optionen.block = block;
        gleich = gleich && pruefe(wie, lies(optionen, pfad));
    };
    constexpr std::size_t wie_immer = 1 << 19;
    mit("fast lane", true, 1, wie_immer);
    mit("fast lane, 4096 bytes", true, 1, 4096);
    mit("fast lane, 200 bytes, 2 threads", true, 2, 200);
    mit("fast lane, 64 bytes, 4 threads", true, 4, 64);
    mit("libxml2, 64 bytes", false, 1, 64);
    mit("libxml2, 4096 bytes, 4 threads", false, 4, 4096);
    optionen.schnelle_spur = true;
    optionen.block = 1000;
    if (!text.empty()) gleich = gleich && pruefe("a pipe", lies_rohr(optionen, ordner / "rohr", text));
    auto aus_gz = lies(optionen, gepackt(ordner, text));
    gleich = gleich && pruefe("gzip", aus_gz);
    return gleich;
}

std::uint32_t runden(std::uint32_t anzahl) {
    const char* mehr = std::getenv("ABGLEICH_SPUREN_RUNDEN");
    return mehr == nullptr ? anzahl : anzahl * static_cast<std::uint32_t>(std::atoi(mehr));
}

constexpr katalog::Pruefstufe stufen[] = {katalog::Pruefstufe::voll, katalog::Pruefstufe::schema,
                                          katalog::Pruefstufe::struktur};

}  // namespace

TEST_CASE("a file gives the same whoever reads it in whatever pieces") {
    for (std::uint32_t saat = 1; saat <= runden(40); ++saat) {
        Dateiwuerfel w(saat);
        CAPTURE(saat);
        if (!alle_gleich(w.sammlung(), domain::Seite::azr, saat % 2 == 0, stufen[saat % 3])) return;
        if (!alle_gleich(w.bestand(), domain::Seite::lokal, saat % 2 == 0, stufen[saat % 3])) return;
    }
}

TEST_CASE("a file with a broken byte gives the same whoever reads it in whatever pieces") {
    for (std::uint32_t saat = 1; saat <= runden(30); ++saat) {
        Dateiwuerfel w(saat);
        const bool lokal = saat % 2 == 0;
        const std::string ganz = lokal ? w.bestand() : w.sammlung();
        for (int i = 0; i < 8; ++i) {
            CAPTURE(saat, i);
            std::string text = ganz;
            w.zerstoere(text);
            if (!alle_gleich(text, lokal ? domain::Seite::lokal : domain::Seite::azr, i % 2 == 0,
                             stufen[i % 3]))
                return;
        }
    }
}
