// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/input/behaelter.hpp>

#include "support/zwischenordner.hpp"

#include <abgleich/base/digest.hpp>

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <catch2/catch.hpp>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace abgleich;
using namespace std::string_literals;
using input::BehaelterFehler;
using input::Behaeltergrenzen;
using test::Zwischenordner;
using Zeilen = std::vector<std::string>;

namespace {

/// Long texts by length and digest, so that a failure can be read.
std::string kurz(const std::string& text) {
    if (text.size() <= 80) return text;
    base::Sha256 summe;
    summe.update(text);
    return std::to_string(text.size()) + " bytes " + base::to_hex(summe.finish()).substr(0, 8);
}

/// Keeps what was told: a line 'NAME: content', 'NAME: content (broken)' or 'NAME: code' for each call.
class Protokoll : public input::Behaelterempfaenger {
public:
    void datei(const std::string& name, xml::Quelle& quelle, std::optional<std::uint64_t> groesse) override {
        groessen.push_back(groesse);
        std::string inhalt, ausgang;
        if (beim_lesen) beim_lesen();
        std::vector<char> puffer(stueck);
        try {
            while (const auto anzahl = quelle.lies(puffer.data(), std::min(stueck, hoechstens - bytes))) {
                inhalt.append(puffer.data(), anzahl);
                bytes += anzahl;
            }
        } catch (const BehaelterFehler& e) {
            CHECK_THROWS_AS(quelle.lies(puffer.data(), stueck), BehaelterFehler);
            zeilen.push_back(name + ": " + kurz(inhalt) + " (broken)");
            if (!schluckt) throw;
            return;
        }
        zeilen.push_back(name + ": " + kurz(inhalt));
    }
    void problem(const std::string& name, domain::ProblemCode code, const std::string& meldung) override {
        zeilen.push_back(name + ": " + std::string(domain::problem_text(code).name));
        meldungen.push_back(meldung);
    }

    Zeilen zeilen, meldungen;
    std::vector<std::optional<std::uint64_t>> groessen;
    std::function<void()> beim_lesen;
    std::size_t stueck = 1 << 16, bytes = 0, hoechstens = SIZE_MAX;
    bool schluckt = true;
};

struct Eintrag {
    std::string name, inhalt = "<a/>";
    unsigned art = AE_IFREG;
    std::string ziel = {};
    bool hart = false;
};

la_ssize_t schreibe(archive*, void* ziel, const void* bytes, std::size_t anzahl) {
    static_cast<std::string*>(ziel)->append(static_cast<const char*>(bytes), anzahl);
    return static_cast<la_ssize_t>(anzahl);
}

/// `format`: pax, ustar, gnutar, zip or raw; `filter`: gzip, zstd or empty; `optionen`: of libarchive.
std::string packe(const std::string& format, const std::string& filter, const std::vector<Eintrag>& eintraege,
                  const char* optionen = nullptr) {
    std::string ergebnis;
    archive* a = archive_write_new();
    REQUIRE(archive_write_set_format_by_name(a, format.c_str()) == ARCHIVE_OK);
    if (!filter.empty()) REQUIRE(archive_write_add_filter_by_name(a, filter.c_str()) == ARCHIVE_OK);
    archive_write_set_passphrase(a, "geheim");
    REQUIRE(archive_write_set_options(a, optionen) == ARCHIVE_OK);
    archive_write_set_bytes_in_last_block(a, 1);  // else padded as for a tape
    REQUIRE(archive_write_open(a, &ergebnis, nullptr, &schreibe, nullptr) == ARCHIVE_OK);
    for (const auto& e : eintraege) {
        archive_entry* kopf = archive_entry_new();
        archive_entry_set_pathname(kopf, e.name.c_str());
        archive_entry_set_filetype(kopf, e.art);
        archive_entry_set_perm(kopf, 0600);
        if (!e.ziel.empty())
            (e.hart ? archive_entry_set_hardlink : archive_entry_set_symlink)(kopf, e.ziel.c_str());
        const bool voll = e.art == AE_IFREG && e.ziel.empty();
        archive_entry_set_size(kopf, voll ? static_cast<la_int64_t>(e.inhalt.size()) : 0);
        REQUIRE(archive_write_header(a, kopf) >= ARCHIVE_WARN);
        if (voll) REQUIRE(archive_write_data(a, e.inhalt.data(), e.inhalt.size()) >= 0);
        archive_entry_free(kopf);
    }
    REQUIRE(archive_write_close(a) == ARCHIVE_OK);
    archive_write_free(a);
    return ergebnis;
}

std::string gepackt(const std::string& filter, const std::string& inhalt) {
    return packe("raw", filter, {{"x", inhalt}});
}

/// Text that does not pack well.
std::string rauschen(std::size_t anzahl) {
    std::string ergebnis;
    std::uint32_t zustand = 7;
    while (ergebnis.size() < anzahl) {
        zustand = zustand * 1664525 + 1013904223;
        ergebnis += static_cast<char>('!' + (zustand >> 24) % 90);
    }
    return ergebnis;
}

Zeilen lies(const std::string& pfad, const Behaeltergrenzen& grenzen = {}) {
    Protokoll p;
    const auto rufe = input::durchlaufe(pfad, grenzen, p);
    CHECK(rufe == p.zeilen.size());
    return p.zeilen;
}

/// `inhalt` comes through a pipe as standard input while `tu` runs.
void mit_eingabe(const std::string& inhalt, const std::function<void()>& tu) {
    int rohr[2];
    REQUIRE(::pipe(rohr) == 0);
    const int frueher = ::dup(STDIN_FILENO);
    ::dup2(rohr[0], STDIN_FILENO);
    ::close(rohr[0]);
    std::thread schreiber([&] {
        for (std::size_t stelle = 0; stelle < inhalt.size();) {
            const auto n =
                ::write(rohr[1], inhalt.data() + stelle, std::min<std::size_t>(777, inhalt.size() - stelle));
            if (n <= 0) break;
            stelle += static_cast<std::size_t>(n);
        }
        ::close(rohr[1]);
    });
    tu();
    char rest[4096];
    while (::read(STDIN_FILENO, rest, sizeof rest) > 0) {
    }
    schreiber.join();
    ::dup2(frueher, STDIN_FILENO);
    ::close(frueher);
}

}  // namespace

TEST_CASE("a plain file is given as it is, with its size, for any size of the pieces") {
    Zwischenordner ordner;
    const auto inhalt = rauschen(300'001);
    const auto pfad = ordner.schreibe("a.xml", inhalt);
    const auto stueck = GENERATE(std::size_t{1}, std::size_t{4095}, std::size_t{1} << 20U);
    Protokoll p;
    p.stueck = stueck;
    CHECK(input::durchlaufe(pfad, {}, p) == 1);
    CHECK(p.zeilen == Zeilen{pfad + ": " + kurz(inhalt)});
    CHECK(p.groessen.at(0) == inhalt.size());
}

TEST_CASE("an empty file is a stream without bytes, a missing one an error") {
    Zwischenordner ordner;
    const auto pfad = ordner.schreibe("leer.xml", "");
    CHECK(lies(pfad) == Zeilen{pfad + ": "});
    Protokoll p;
    CHECK_THROWS_WITH(input::durchlaufe(ordner / "fehlt", {}, p),
                      (ordner / "fehlt") + ": does not exist (expected a file or a directory)");
    std::filesystem::create_symlink("nichts", ordner / "link.xml");
    CHECK_THROWS_AS(input::durchlaufe(ordner / "link.xml", {}, p), base::InputError);
    CHECK(p.zeilen.empty());
}

TEST_CASE("of a directory the known kinds are read in byte order of their paths") {
    Zwischenordner ordner;
    const auto wurzel = ordner.pfad().string() + "/w";
    for (const char* name :
         {"w/b.xml", "w/a/z.XML", "w/a-x.xml", "w/.bezug.json", "w/a.txt", "w/xml", "w/a/.xml"})
        ordner.schreibe(name, "<a/>");
    ordner.schreibe("w/c.xml.gz", gepackt("gzip", "<c/>"));
    ordner.schreibe("w/d.TGZ", packe("ustar", "gzip", {{"e.xml"}}));
    ordner.schreibe("anderswo/x.xml", "<fremd/>");
    std::filesystem::create_directory_symlink(ordner / "anderswo", wurzel + "/link");
    std::filesystem::create_directory_symlink(ordner / "anderswo", wurzel + "/ordner.xml");
    std::filesystem::create_directory(wurzel + "/leer.xml");
    std::filesystem::create_symlink(ordner / "anderswo/x.xml", wurzel + "/f.xml");
    std::filesystem::create_symlink("nichts", wurzel + "/g.xml");
    REQUIRE(::mkfifo((wurzel + "/h.xml").c_str(), 0600) == 0);
    CHECK(lies(wurzel) ==
          Zeilen{wurzel + "/a-x.xml: <a/>", wurzel + "/a/z.XML: <a/>", wurzel + "/b.xml: <a/>",
                 wurzel + "/c.xml.gz: <c/>", wurzel + "/d.TGZ!e.xml: <a/>", wurzel + "/f.xml: <fremd/>",
                 wurzel + "/g.xml: datei_nicht_lesbar", wurzel + "/h.xml: datei_nicht_lesbar"});
}

TEST_CASE("two thousand files of a directory come in order, an empty one tells nothing") {
    Zwischenordner ordner;
    Zeilen erwartet;
    for (int i = 1999; i >= 0; --i) {
        const auto nummer = std::to_string(10'000 + i);
        erwartet.push_back(ordner.schreibe(nummer + ".xml", nummer) + ": " + nummer);
    }
    std::sort(erwartet.begin(), erwartet.end());
    CHECK(lies(ordner.pfad().string()) == erwartet);
    Zwischenordner leer;
    CHECK(lies(leer.pfad().string()).empty());
}

TEST_CASE("compressed files are known by their content and unpacked under their path") {
    Zwischenordner ordner;
    const auto inhalt = rauschen(200'000);
    const auto filter = GENERATE("gzip"s, "zstd"s);
    std::string bytes = gepackt(filter, inhalt);
    std::string erwartet = inhalt;
    SECTION("one member") {}
    SECTION("two members") {
        bytes += gepackt(filter, "<zweites/>");
        erwartet += "<zweites/>";
    }
    SECTION("padded with zeros, as for a tape") {
        if (filter == "gzip") bytes += std::string(100'000, '\0');
    }
    SECTION("no byte within") {
        bytes = gepackt(filter, "");
        erwartet.clear();
    }
    SECTION("a frame that is to be skipped comes first") {
        if (filter == "zstd") bytes = "\x50\x2a\x4d\x18\x04\0\0\0abcd"s + bytes;
    }
    const auto pfad = ordner.schreibe("a.xml", bytes);
    CHECK(lies(pfad) == Zeilen{pfad + ": " + kurz(erwartet)});
}

TEST_CASE("a compressed file that is cut short breaks after what stood before") {
    Zwischenordner ordner;
    const auto inhalt = rauschen(1'000'000);
    const auto filter = GENERATE("gzip"s, "zstd"s);
    const auto bytes = gepackt(filter, inhalt);
    const auto pfad = ordner.schreibe("a.xml.gz", bytes.substr(0, bytes.size() / 2));
    ordner.schreibe("b.xml", "<b/>");
    Protokoll p;
    p.schluckt = GENERATE(true, false);
    CHECK(input::durchlaufe(ordner.pfad().string(), {}, p) == 3);
    REQUIRE(p.zeilen.size() == 3);
    CHECK(p.bytes > inhalt.size() / 4);
    CHECK(p.zeilen[0] == pfad + ": " + kurz(inhalt.substr(0, p.bytes - 4)) + " (broken)");
    CHECK(p.zeilen[1] == pfad + ": behaelter_kaputt");
    CHECK(p.zeilen[2] == (ordner / "b.xml") + ": <b/>");
    if (filter == "gzip")
        CHECK(p.meldungen == Zeilen{"gzip data cut short (expected the end of a member)"});
    else
        CHECK(p.meldungen == Zeilen{"zstd data damaged or cut short (expected a whole one)"});
}

TEST_CASE("what a cut gzip still holds is given whatever the size of the pieces") {
    Zwischenordner ordner;
    const auto bytes = gepackt("gzip", std::string(100'000, 'x'));
    const auto pfad = ordner.schreibe("a", bytes.substr(0, bytes.size() - 10));
    Protokoll grob, fein;
    fein.stueck = 13;
    input::durchlaufe(pfad, {}, grob);
    input::durchlaufe(pfad, {}, fein);
    CHECK(grob.bytes > 90'000);
    CHECK(grob.zeilen == fein.zeilen);
}

TEST_CASE("every cut of a small compressed file is noticed") {
    Zwischenordner ordner;
    const auto filter = GENERATE("gzip"s, "zstd"s);
    const auto bytes = gepackt(filter, "<a>some text of a record</a>");
    for (std::size_t anzahl = 4; anzahl < bytes.size(); ++anzahl) {
        CAPTURE(anzahl);
        const auto pfad = ordner.schreibe("a", bytes.substr(0, anzahl));
        CHECK(lies(pfad).back() == pfad + ": behaelter_kaputt");
    }
}

TEST_CASE("a damaged gzip is noticed by its checksum, by its length and by what stands behind it") {
    Zwischenordner ordner;
    auto bytes = gepackt("gzip", "<a>some text</a>");
    SECTION("checksum") { bytes[bytes.size() - 7] ^= 1; }
    SECTION("length") { bytes[bytes.size() - 2] ^= 1; }
    SECTION("behind") { bytes += "<b/>"; }
    SECTION("data") { bytes[14] = static_cast<char>(bytes[14] ^ 4); }
    const auto pfad = ordner.schreibe("a.gz", bytes);
    CHECK(lies(pfad).back() == pfad + ": behaelter_kaputt");
}

TEST_CASE("of an archive the plain entries that are XML are read") {
    Zwischenordner ordner;
    const std::vector<Eintrag> eintraege{
        {"ordner/", "", AE_IFDIR}, {"ordner/a.xml", "<a/>"}, {"b.XML", rauschen(100'000)},
        {"liesmich.txt", "x"},     {"./c.xml", ""},          {"zu\u00fcg.xml", "<d/>"}};
    const auto [format, filter] = GENERATE(table<std::string, std::string>(
        {{"ustar", ""}, {"pax", ""}, {"gnutar", "gzip"}, {"pax", "gzip"}, {"pax", "zstd"}, {"zip", ""}}));
    CAPTURE(format, filter);
    // The format 'pax' writes pax headers only where they are needed, as for the last name.
    const auto bytes = packe(format, filter, eintraege);
    const auto erwartet = [](const std::string& pfad) {
        return Zeilen{pfad + "!ordner/a.xml: <a/>", pfad + "!b.XML: " + kurz(rauschen(100'000)),
                      pfad + "!./c.xml: ", pfad + "!zu\u00fcg.xml: <d/>"};
    };
    const auto pfad = ordner.schreibe("sammlung", bytes);
    CHECK(lies(pfad) == erwartet(pfad));
    SECTION("from standard input") {
        mit_eingabe(bytes, [&] { CHECK(lies("-") == erwartet("-")); });
    }
    SECTION("the reader leaves each stream early") {
        Protokoll p;
        p.hoechstens = 1;
        input::durchlaufe(pfad, {}, p);
        CHECK(p.zeilen.size() == 4);
    }
}

TEST_CASE("entries that are no plain files or lead out of the archive are told and not read") {
    Zwischenordner ordner;
    const auto pfad = ordner.schreibe("w/a.tar", packe("pax", "",
                                                       {{"../aussen.xml"},
                                                        {"/etc/absolut.xml"},
                                                        {"a/../../b.xml"},
                                                        {"a\\..\\b.xml"},
                                                        {"C:\\b.xml"},
                                                        {"gut..xml"},
                                                        {"link.xml", "", AE_IFLNK, "/etc/passwd"},
                                                        {"hart.xml", "", AE_IFREG, "gut..xml", true},
                                                        {"geraet.xml", "", AE_IFBLK},
                                                        {"zeichen.xml", "", AE_IFCHR},
                                                        {"rohr.xml", "", AE_IFIFO},
                                                        {"innen.zip", "PK"},
                                                        {"innen.xml.gz", "x"},
                                                        {"mit\nzeile\x7f.xml"}}));
    Zeilen erwartet;
    for (const char* name :
         {"../aussen.xml", "/etc/absolut.xml", "a/../../b.xml", "a\\..\\b.xml", "C:\\b.xml"})
        erwartet.push_back(pfad + "!" + name + ": behaelter_eintrag");
    erwartet.push_back(pfad + "!gut..xml: <a/>");
    for (const char* name :
         {"link.xml", "hart.xml", "geraet.xml", "zeichen.xml", "rohr.xml", "innen.zip", "innen.xml.gz"})
        erwartet.push_back(pfad + "!" + name + ": behaelter_eintrag");
    erwartet.push_back(pfad + "!mit?zeile?.xml: <a/>");
    CHECK(lies(pfad) == erwartet);
    // Nothing was put down anywhere near.
    CHECK(std::distance(std::filesystem::recursive_directory_iterator(ordner.pfad()), {}) == 2);
}

TEST_CASE("a symlink in a zip is known by the directory of the zip") {
    Zwischenordner ordner;
    const auto pfad =
        ordner.schreibe("a.zip", packe("zip", "", {{"l.xml", "", AE_IFLNK, "/etc/passwd"}, {"b.xml"}}));
    CHECK(lies(pfad) == Zeilen{pfad + "!l.xml: behaelter_eintrag", pfad + "!b.xml: <a/>"});
}

TEST_CASE("names in UTF-8 are kept, those in an unknown encoding as their bytes") {
    Zwischenordner ordner;
    std::string name = "zu\u00fcg.xml";
    auto bytes = packe("zip", "", {{name}});
    SECTION("a zip that says UTF-8") {
        bytes[7] |= 8;
        bytes[bytes.find("PK\x01\x02") + 9] |= 8;
    }
    SECTION("a zip that says nothing") {
        name = "zu\x81g.xml";
        bytes = packe("zip", "", {{name}});
    }
    SECTION("a tar") { bytes = packe("gnutar", "", {{name}}); }
    const auto pfad = ordner.schreibe("a", bytes);
    CHECK(lies(pfad) == Zeilen{pfad + "!" + name + ": <a/>"});
}

TEST_CASE("very many refused entries are told one by one up to a number, then counted") {
    Zwischenordner ordner;
    const auto pfad = ordner.schreibe(
        "a.tar", packe("ustar", "", std::vector<Eintrag>(1003, {"l.xml", "", AE_IFLNK, "x"})));
    Protokoll p;
    CHECK(input::durchlaufe(pfad, {}, p) == 1001);
    CHECK(p.zeilen.back() == pfad + ": behaelter_eintrag");
    CHECK(p.meldungen.back() == "3 further entries were not read");
}

TEST_CASE("what is packed twice, encrypted or packed in another way is told and not read") {
    Zwischenordner ordner;
    std::string bytes, erwartet = ": behaelter_eintrag";
    SECTION("gzip in gzip") { bytes = gepackt("gzip", gepackt("gzip", "<a/>")); }
    SECTION("zip in zstd") { bytes = gepackt("zstd", packe("zip", "", {{"a.xml"}})); }
    SECTION("zip with a password") {
        bytes = packe("zip", "", {{"a.xml"}}, "zip:encryption=traditional");
        erwartet = "!a.xml: behaelter_kaputt";
    }
    SECTION("xz") {
        bytes = "\xfd"
                "7zXZ\0abc"s;
        erwartet = ": behaelter_kaputt";
    }
    const auto pfad = ordner.schreibe("a", bytes);
    CHECK(lies(pfad) == Zeilen{pfad + erwartet});
}

TEST_CASE("a tar is noticed to be cut short wherever that was") {
    Zwischenordner ordner;
    const std::string inhalt(700, 'x');
    const auto bytes = packe("ustar", "", {{"a.xml", inhalt}, {"b.xml", inhalt}});
    constexpr std::size_t ohne_ende = 2 * (512 + 1024);
    for (std::size_t anzahl = 512; anzahl <= ohne_ende; anzahl += 64) {
        CAPTURE(anzahl);
        const auto pfad = ordner.schreibe("a.tar", bytes.substr(0, anzahl));
        const auto zeilen = lies(pfad);
        CHECK(zeilen.back().ends_with(": behaelter_kaputt"));
        if (anzahl >= ohne_ende / 2) CHECK(zeilen.front() == pfad + "!a.xml: " + kurz(inhalt));
    }
    const auto pfad = ordner.schreibe("a.tar", bytes.substr(0, ohne_ende + 512));
    CHECK(lies(pfad).size() == 2);
}

TEST_CASE("damage within an archive ends it, what stood before is kept") {
    Zwischenordner ordner;
    const auto gross = rauschen(10'000);
    std::string bytes;
    SECTION("head of the second entry of a tar") {
        bytes = packe("ustar", "", {{"a.xml", gross}, {"b.xml"}});
        bytes[512 + 10'240 + 100] ^= 1;
    }
    SECTION("checksum of the second entry of a zip") {
        bytes = packe("zip", "", {{"a.xml", gross}, {"b.xml", "<b>text</b>"}}, "zip:compression=store");
        bytes[bytes.find("<b>") + 4] ^= 1;
    }
    SECTION("the gzip around a tar") {
        bytes = packe("ustar", "gzip", {{"a.xml", gross}, {"b.xml", rauschen(300'000)}});
        bytes.resize(bytes.size() / 2);
    }
    const auto pfad = ordner.schreibe("a", bytes);
    const auto zeilen = lies(pfad);
    CHECK(zeilen.front() == pfad + "!a.xml: " + kurz(gross));
    CHECK(zeilen.back().ends_with(": behaelter_kaputt"));
}

TEST_CASE("a zip without its directory is noticed") {
    Zwischenordner ordner;
    const auto bytes = packe("zip", "", {{"a.xml", rauschen(5000)}, {"b.xml", rauschen(5000)}});
    for (const auto teil : {bytes.size() / 4, bytes.find("PK\x01\x02"), bytes.size() / 2}) {
        const auto pfad = ordner.schreibe("a.zip", bytes.substr(0, teil));
        CHECK(lies(pfad).back().ends_with(": behaelter_kaputt"));
    }
}

TEST_CASE("two tars one behind the other are both read") {
    Zwischenordner ordner;
    const auto pfad =
        ordner.schreibe("a.tar", packe("ustar", "", {{"a.xml"}}) + packe("ustar", "", {{"b.xml", "<b/>"}}));
    CHECK(lies(pfad) == Zeilen{pfad + "!a.xml: <a/>", pfad + "!b.xml: <b/>"});
}

TEST_CASE("a bomb ends with behaelter_grenze and gives no more than the limit") {
    Zwischenordner ordner;
    const std::string nullen(4'000'000, '0');
    constexpr std::uint64_t hoechstens = 1'000'000;
    const auto grenzen = GENERATE(Behaeltergrenzen{.max_bytes = hoechstens},
                                  Behaeltergrenzen{.max_verhaeltnis = 100, .verhaeltnis_ab = hoechstens});
    const auto bytes = GENERATE_COPY(
        gepackt("gzip", nullen), gepackt("zstd", nullen), packe("zip", "", {{"a.xml", nullen}}),
        packe("ustar", "gzip", {{"a.xml", nullen}}), packe("ustar", "zstd", {{"a.txt", nullen}, {"a.xml"}}));
    REQUIRE(bytes.size() < 10'000);
    const auto pfad = ordner.schreibe("a", bytes);
    Protokoll p;
    input::durchlaufe(pfad, grenzen, p);
    CHECK(p.zeilen.back().ends_with(": behaelter_grenze"));
    CHECK(p.bytes <= hoechstens);
    CHECK(lies(pfad).back().find("behaelter") == std::string::npos);  // within the usual limits
}

TEST_CASE("entries of an archive are limited in number, whatever they are") {
    Zwischenordner ordner;
    const auto pfad =
        ordner.schreibe("a.tar", packe("ustar", "", {{"a.txt"}, {"o", "", AE_IFDIR}, {"b.xml"}}));
    Behaeltergrenzen grenzen;
    grenzen.max_eintraege = 2;
    CHECK(lies(pfad, grenzen) == Zeilen{pfad + ": behaelter_grenze"});
    grenzen.max_eintraege = 3;
    CHECK(lies(pfad, grenzen) == Zeilen{pfad + "!b.xml: <a/>"});
}

TEST_CASE("devices and pipes given by name are streams without a size, bounded by bytes alone") {
    Behaeltergrenzen grenzen;
    grenzen.max_bytes = 100'000;
    Protokoll p;
    SECTION("a device") {
        CHECK(input::durchlaufe("/dev/zero", grenzen, p) == 2);
        CHECK(p.bytes == 100'000);
        CHECK(p.zeilen.back() == "/dev/zero: behaelter_grenze");
    }
    SECTION("standard input as long as the limit") {
        mit_eingabe(rauschen(100'000), [&] { CHECK(input::durchlaufe("-", grenzen, p) == 1); });
        CHECK(p.zeilen == Zeilen{"-: " + kurz(rauschen(100'000))});
    }
    SECTION("a fifo") {
        Zwischenordner ordner;
        const auto pfad = ordner / "rohr";
        REQUIRE(::mkfifo(pfad.c_str(), 0600) == 0);
        std::thread schreiber([&] { std::ofstream(pfad) << "<a/>"; });
        CHECK(input::durchlaufe(pfad, grenzen, p) == 1);
        schreiber.join();
        CHECK(p.zeilen == Zeilen{pfad + ": <a/>"});
    }
    CHECK_FALSE(p.groessen.at(0));
}

TEST_CASE("compressed bytes may come from standard input") {
    const auto filter = GENERATE("gzip"s, "zstd"s);
    mit_eingabe(gepackt(filter, "<a/>") + gepackt(filter, "<b/>"),
                [] { CHECK(lies("-") == Zeilen{"-: <a/><b/>"}); });
}

TEST_CASE("a file that changes while it is read is told; of one that grows only what it was is read") {
    Zwischenordner ordner;
    const auto vorher = rauschen(100'000);
    std::string bytes = vorher, erwartet = vorher;
    const auto pfad = ordner / "a";
    Protokoll p;
    SECTION("grows") {
        p.beim_lesen = [&] { std::ofstream(pfad, std::ios::app) << "mehr"; };
    }
    SECTION("shrinks") {
        p.beim_lesen = [&] { std::filesystem::resize_file(pfad, 50'000); };
        erwartet.resize(50'000);
    }
    SECTION("same size, other time") {
        p.beim_lesen = [&] {
            std::filesystem::last_write_time(pfad, std::filesystem::file_time_type::clock::now() +
                                                       std::chrono::hours(1));
        };
    }
    SECTION("a gzip grows") {
        bytes = gepackt("gzip", vorher);
        p.beim_lesen = [&] { std::ofstream(pfad, std::ios::app) << "mehr"; };
    }
    ordner.schreibe("a", bytes);
    CHECK(input::durchlaufe(pfad, {}, p) == 2);
    CHECK(p.zeilen == Zeilen{pfad + ": " + kurz(erwartet), pfad + ": datei_veraendert"});
}

TEST_CASE("what the receiver throws by itself comes out") {
    Zwischenordner ordner;
    ordner.schreibe("a.xml", "<a/>");
    Protokoll p;
    p.beim_lesen = [] { throw std::runtime_error("end"); };
    CHECK_THROWS_WITH(input::durchlaufe(ordner.pfad().string(), {}, p), "end");
    CHECK(p.zeilen.empty());
}
