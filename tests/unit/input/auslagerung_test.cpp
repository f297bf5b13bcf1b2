// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Binary content stays in its file, whatever the file is, and is found there again.
#include "support/kanonisch.hpp"
#include "support/probelesung.hpp"
#include "support/zwischenordner.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/domain/feldwerte.hpp>
#include <abgleich/input/auslagerung.hpp>
#include <abgleich/input/einleser.hpp>
#include <abgleich/katalog/nachschreiber.hpp>

#include <archive.h>
#include <archive_entry.h>
#include <catch2/catch.hpp>

#include <cstring>
#include <fstream>
#include <memory>

namespace {

using namespace abgleich;
using test::Zwischenordner;

constexpr std::size_t mib = std::size_t{1} << 20;

/// base64 of so many bytes, never twice the same.
std::string base64(std::size_t bytes, unsigned saat = 1) {
    constexpr std::string_view zeichen = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text(bytes / 3 * 4, 'A');
    std::uint32_t x = saat;
    for (char& c : text) c = zeichen[(x = x * 1664525u + 1013904223u) >> 26];
    return text;
}

/// The golden 090008 with another document, as written in the file.
std::string nachricht(const std::string& dokument) {
    std::ifstream strom(ABGLEICH_SOURCE_DIR "/tests/golden/gut/090008-dokument.xml", std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(strom), {}};
    const auto anfang = text.find("<xa:dokument>") + 13, ende = text.find("</xa:dokument>");
    return text.replace(anfang, ende - anfang, dokument);
}

input::Einlesung lies(const std::string& pfad, bool schnell = true, std::size_t block = 1 << 19) {
    input::Leseoptionen o;
    o.test = true;
    o.stufe = katalog::Pruefstufe::schema;
    o.nachrichten_behalten = true;
    o.schnelle_spur = schnell;
    o.block = block;
    o.faeden = 1;
    auto e = input::lies(test::katalog(), o, {pfad});
    for (const auto& p : e.probleme) FAIL(p.meldung);
    return e;
}

std::string geschrieben(const input::Einlesung& e, std::size_t nummer = 0) {
    const auto& n = e.nachrichten.nachrichten.at(nummer);
    std::string xml;
    schreibe_nachricht(xml, test::katalog(), e.nachrichten, e.nachrichten.vorkommen_von(n),
                       test::katalog().wurzeln()[n.wurzel].knoten, [&](const domain::Auslagerung& wo) {
                           return input::hole(e.dateien[wo.datei].name, wo);
                       });
    return xml;
}

/// The document of the first message; it has to be one that stayed in its file.
domain::Auslagerung auslagerung(const input::Einlesung& e) {
    const auto feld = test::katalog().find_feld("datensatz", "dokument");
    REQUIRE(feld != 0);
    const auto blaetter = domain::blaetter_des_feldes(
        e.nachrichten, e.nachrichten.vorkommen_von(e.nachrichten.nachrichten.at(0)), feld);
    REQUIRE(blaetter.size() == 1);
    REQUIRE(blaetter.front().ausgelagert);
    const auto bytes = e.nachrichten.text(blaetter.front());
    domain::Auslagerung wo;
    REQUIRE(bytes.size() == sizeof wo);
    std::memcpy(&wo, bytes.data(), sizeof wo);
    return wo;
}

void reise(const std::string& pfad, const std::string& dokument) {
    for (const bool schnell : {true, false})
        for (const std::size_t block : {std::size_t{1} << 19, std::size_t{5000}}) {
            INFO(pfad << ", block " << block);
            const auto e = lies(pfad, schnell, block);
            const bool gleich = input::hole(e.dateien.at(0).name, auslagerung(e)) == dokument;
            CHECK(gleich);
            const bool xml_gleich = geschrieben(e).find(">" + dokument + "</dokument>") != std::string::npos;
            CHECK(xml_gleich);
        }
}

/// Writes an archive or a compressed file.
std::string packe(const std::string& pfad, bool tar,
                  const std::vector<std::pair<std::string, std::string>>& eintraege) {
    const std::unique_ptr<archive, decltype(&archive_write_free)> a(archive_write_new(), &archive_write_free);
    archive_write_add_filter_gzip(a.get());
    if (tar)
        archive_write_set_format_ustar(a.get());
    else
        archive_write_set_format_raw(a.get());
    REQUIRE(archive_write_open_filename(a.get(), pfad.c_str()) == ARCHIVE_OK);
    for (const auto& [name, text] : eintraege) {
        const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> e(archive_entry_new(),
                                                                              &archive_entry_free);
        archive_entry_set_pathname(e.get(), name.c_str());
        archive_entry_set_size(e.get(), static_cast<la_int64_t>(text.size()));
        archive_entry_set_filetype(e.get(), AE_IFREG);
        archive_entry_set_perm(e.get(), 0644);
        REQUIRE(archive_write_header(a.get(), e.get()) == ARCHIVE_OK);
        REQUIRE(archive_write_data(a.get(), text.data(), text.size()) ==
                static_cast<la_ssize_t>(text.size()));
    }
    REQUIRE(archive_write_close(a.get()) == ARCHIVE_OK);
    return pfad;
}

}  // namespace

TEST_CASE("binary content of more than 4 KiB is read from its file again") {
    const Zwischenordner ordner;
    const std::string dokument = base64(6000);
    const std::string mitte = dokument.substr(0, 4000), rest = dokument.substr(4000);
    SECTION("plain") { reise(ordner.schreibe("a.xml", nachricht(dokument)), dokument); }
    SECTION("with a byte order mark") {
        reise(ordner.schreibe("a.xml", "\xEF\xBB\xBF" + nachricht(dokument)), dokument);
    }
    SECTION("CDATA, comment, instruction, references") {
        reise(ordner.schreibe("a.xml", nachricht("<![CDATA[" + mitte + "]]><!-- </xa:dokument> --><?p i?>&#" +
                                                 std::to_string(rest[0]) + ";" + rest.substr(1))),
              dokument);
    }
    SECTION("compressed") {
        reise(packe(ordner / "a.xml.gz", false, {{"a", nachricht(dokument)}}), dokument);
    }
    SECTION("a Sammlung, second message") {
        const auto koerper = [](std::string text) { return text.substr(text.find("<xa:")); };
        const auto pfad = ordner.schreibe("s.xml", "<s:sammlung xmlns:s=\"urn:azr-abgleich:sammlung:1\">\n" +
                                                       koerper(nachricht(dokument)) +
                                                       koerper(nachricht(base64(9000, 2))) + "</s:sammlung>");
        const auto e = lies(pfad);
        REQUIRE(e.nachrichten.nachrichten.size() == 2);
        CHECK(geschrieben(e, 0).find(">" + dokument + "<") != std::string::npos);
        CHECK(geschrieben(e, 1).find(">" + base64(9000, 2) + "<") != std::string::npos);
    }
    SECTION("entries of an archive, two of one name") {
        const auto pfad = packe(ordner / "a!b.tar.gz", true,
                                {{"x/a!.xml", nachricht(base64(6000, 3))},
                                 {"b.xml", nachricht("QUJD")},
                                 {"x/a!.xml", nachricht(dokument)}});
        const auto e = lies(pfad);
        REQUIRE(e.nachrichten.nachrichten.size() == 3);
        CHECK(e.dateien.at(2).name == pfad + "!x/a!.xml");
        CHECK(geschrieben(e, 0).find(">" + base64(6000, 3) + "<") != std::string::npos);
        CHECK(geschrieben(e, 2).find(">" + dokument + "<") != std::string::npos);
    }
    SECTION("an empty one and a short one stay in memory") {
        const auto e = lies(ordner.schreibe("a.xml", nachricht(base64(300))));
        std::string xml;
        schreibe_nachricht(xml, test::katalog(), e.nachrichten, e.nachrichten.vorkommen,
                           test::katalog().wurzeln()[e.nachrichten.nachrichten.at(0).wurzel].knoten);
        CHECK(xml.find(">" + base64(300) + "<") != std::string::npos);
    }
}

TEST_CASE("base64 in lines comes back with single blanks, as its data type has it") {
    const Zwischenordner ordner;
    const std::string dokument = base64(6000);
    std::string zeilen, worte;
    for (std::size_t i = 0; i < dokument.size(); i += 76) {
        zeilen += "\r\n  " + dokument.substr(i, 76);
        worte += (i == 0 ? "" : " ") + dokument.substr(i, 76);
    }
    reise(ordner.schreibe("a.xml", nachricht(zeilen + "\n")), worte);
}

// A writer of texts takes memory by the MiB.
TEST_CASE("content of 16 MiB takes no memory beside its place") {
    const Zwischenordner ordner;
    const std::string dokument = base64(16 * mib);
    const auto klein = lies(ordner.schreibe("k.xml", nachricht("QUJD")));
    SECTION("plain") {
        const auto e = lies(ordner.schreibe("a.xml", nachricht(dokument)));
        CHECK(e.nachrichten.bytes() <= klein.nachrichten.bytes() + 2 * mib);
        const bool gleich = input::hole(e.dateien.at(0).name, auslagerung(e)) == dokument;
        CHECK(gleich);
    }
    SECTION("compressed") {
        const auto e = lies(packe(ordner / "a.xml.gz", false, {{"a", nachricht(dokument)}}));
        CHECK(e.nachrichten.bytes() <= klein.nachrichten.bytes() + 2 * mib);
        const bool gleich = input::hole(e.dateien.at(0).name, auslagerung(e)) == dokument;
        CHECK(gleich);
    }
    SECTION("CDATA") {
        std::string abschnitte;
        for (std::size_t i = 0; i < dokument.size(); i += 8 * mib)
            abschnitte += "<![CDATA[" + dokument.substr(i, 8 * mib) + "]]>";
        const auto e = lies(ordner.schreibe("a.xml", nachricht(abschnitte)));
        CHECK(e.nachrichten.bytes() <= klein.nachrichten.bytes() + 2 * mib);
        const bool gleich = input::hole(e.dateien.at(0).name, auslagerung(e)) == dokument;
        CHECK(gleich);
    }
}

TEST_CASE("libxml2 takes no CDATA section of more than 10 MB, and that is told") {
    const Zwischenordner ordner;
    const auto pfad = ordner.schreibe("a.xml", nachricht("<![CDATA[" + base64(16 * mib) + "]]>"));
    input::Leseoptionen o;
    o.test = true;
    o.nachrichten_behalten = true;
    const auto e = input::lies(test::katalog(), o, {pfad});
    CHECK(e.nachrichten.nachrichten.empty());
    REQUIRE(e.probleme.size() == 1);
    CHECK(e.probleme.front().code == domain::ProblemCode::xml_kaputt);
}

TEST_CASE("extension content longer than one text is kept in pieces") {
    const Zwischenordner ordner;
    std::ifstream strom(ABGLEICH_SOURCE_DIR "/tests/golden/gut/090004-erweiterung.xml", std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(strom), {}};
    const auto stelle = text.find("<b xmlns=\"\">fett</b>");
    REQUIRE(stelle != std::string::npos);
    std::string lang;
    while (lang.size() < 3 * mib)
        lang += "<b xmlns=\"\">\u00e4 &amp; " + std::to_string(lang.size()) + "</b>";
    text.insert(stelle, lang);
    const auto pfad = ordner.schreibe("a.xml", text);
    for (const bool schnell : {true, false}) {
        const bool gleich =
            test::kanonisch(geschrieben(lies(pfad, schnell)), test::Vergleichbarkeit::deutung) ==
            test::kanonisch(text, test::Vergleichbarkeit::deutung);
        CHECK(gleich);
    }
}

TEST_CASE("a file that is gone or changed is named") {
    const Zwischenordner ordner;
    const std::string text = nachricht(base64(6000));
    const auto pfad = ordner.schreibe("a.xml", text);
    const auto wo = auslagerung(lies(pfad));
    const std::string anders =
        "'" + pfad +
        "': binary content is no longer what was read (expected an unchanged file); start the run anew";
    SECTION("other content") {
        ordner.schreibe("a.xml", nachricht(base64(6000, 2)));
        CHECK_THROWS_WITH(input::hole(pfad, wo), anders);
    }
    SECTION("another place") {
        ordner.schreibe("a.xml", "<!-- -->" + text.substr(text.find("<xa:")));
        CHECK_THROWS_WITH(input::hole(pfad, wo), anders);
    }
    SECTION("cut off") {
        ordner.schreibe("a.xml", text.substr(0, text.size() / 2));
        CHECK_THROWS_WITH(input::hole(pfad, wo), anders);
    }
    SECTION("gone") {
        CHECK_THROWS_WITH(input::hole(ordner / "b.xml", wo),
                          "'" + (ordner / "b.xml") +
                              "': binary content cannot be read again (expected a file that "
                              "stays); give a file, no pipe");
        CHECK_THROWS_AS(input::hole("-", wo), base::InputError);
    }
}
