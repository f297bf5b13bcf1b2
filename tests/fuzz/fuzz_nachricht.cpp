// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Any bytes as a message, a Sammlung or a Bestand. Demanded: both lanes, and pieces of any size, give the same;
// what is kept is consistent; and the verdict on a message is that of libxml2 with the same schemas, but for
// what tests/support/richter_unterschiede.cpp lists.
#include "dokument_aenderung.hpp"
#include "support/einlesung_abzug.hpp"
#include "support/probelesung.hpp"
#include "support/richter_unterschiede.hpp"
#include "support/schema_richter.hpp"

#include <abgleich/input/einleser.hpp>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>

using namespace abgleich;

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* bytes, std::size_t anzahl, std::size_t platz);

namespace {

[[noreturn]] void gefunden(std::string_view was, std::string_view wie, std::string_view text) {
    std::fprintf(stderr, "\nDIFFERENCE: %.*s\n%.*s\nINPUT:\n%.*s\n", static_cast<int>(was.size()), was.data(),
                 static_cast<int>(wie.size()), wie.data(), static_cast<int>(text.size()), text.data());
    std::abort();
}

/// The input as a file without a disk.
const std::string& als_datei(std::string_view text) {
    static const int fd = ::memfd_create("fuzz_nachricht", MFD_CLOEXEC);
    static const std::string pfad = "/proc/self/fd/" + std::to_string(fd);
    if (::ftruncate(fd, 0) != 0 ||
        ::pwrite(fd, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
        std::exit(2);
    return pfad;
}

void pruefe_felder(const input::Einlesung& e, std::string_view text) {
    for (const auto& satz : e.bestand.saetze)
        for (const auto& v : e.bestand.vorkommen_von(satz))
            for (const auto& b : e.bestand.blaetter_von(v))
                if (b.feld == 0 || b.feld >= test::katalog().felder())
                    gefunden("a leaf without a field", "", text);
}

/// One input through both lanes in pieces of several sizes.
void pruefe_wege(std::string_view text, unsigned wahl) {
    const std::string& pfad = als_datei(text);
    input::Leseoptionen optionen;
    optionen.faeden = 1;
    optionen.schnelle_spur = false;
    optionen.test = (wahl & 1) != 0;
    optionen.seite = text.find("urn:azr-abgleich:bestand:1") != std::string_view::npos ? domain::Seite::lokal
                                                                                       : domain::Seite::azr;
    optionen.nachrichten_behalten = (wahl & 2) != 0;
    optionen.stufe = static_cast<katalog::Pruefstufe>(1 + (wahl >> 2) % 4);
    const auto langsam = input::lies(test::katalog(), optionen, {pfad});
    pruefe_felder(langsam, text);
    const auto erste = test::abzug(langsam);
    optionen.schnelle_spur = true;
    for (const std::size_t block :
         {std::size_t{1} << 19, std::size_t{64}, std::size_t{1 + (wahl >> 4) % 1000}}) {
        optionen.block = block;
        optionen.faeden = block == 64 && (wahl & 31) == 0 ? 2 : 1;
        const auto anders =
            test::unterschied(erste, test::abzug(input::lies(test::katalog(), optionen, {pfad})));
        if (!anders.empty())
            gefunden("libxml2 in one piece, and the fast lane in pieces of " + std::to_string(block) +
                         " (choice " + std::to_string(wahl) + ")",
                     anders, text);
    }
}

/// The verdict on one message.
void pruefe_urteil(std::string_view text) {
    static test::SchemaRichter richter(test::katalog());
    const auto lesung = test::lies(test::katalog(), text);
    if (const auto schnell = test::lies_schnell(test::katalog(), text)) {
        const auto anders = test::unterschied(*schnell, lesung);
        if (!anders.empty()) gefunden("one message, fast lane and libxml2", anders, text);
    }
    if (lesung.wurzel == nullptr) return;
    const std::string ihre = richter.urteil(*lesung.wurzel, text);
    if (!test::bekannter_unterschied(text, lesung, ihre).empty()) return;
    std::string unsere = lesung.gueltig() ? "valid" : lesung.lesbar ? "" : "not readable ";
    for (const auto& m : lesung.meldungen) unsere += m.text + "; ";
    gefunden("verdict", "ours: " + unsere + "\nlibxml2: " + (ihre.empty() ? "valid" : ihre), text);
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* bytes, std::size_t anzahl, std::size_t platz,
                                               unsigned saat) {
    static test::Dokumentwuerfel wuerfel(saat);
    wuerfel.setze_saat(saat);
    const unsigned art = saat % 16;
    if (art < 3) return LLVMFuzzerMutate(bytes, anzahl, platz);
    std::string text(reinterpret_cast<const char*>(bytes), anzahl);
    if (art < 6 || anzahl < 10)
        text = wuerfel.neu();
    else
        for (unsigned n = 1 + saat / 16 % 3; n > 0; --n) wuerfel.aendere(text);
    if (text.empty() || text.size() > platz) return LLVMFuzzerMutate(bytes, anzahl, platz);
    std::memcpy(bytes, text.data(), text.size());
    return text.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t anzahl) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), anzahl);
    unsigned wahl = 2166136261u;  // what else varies is taken from the input, so that it can be repeated
    for (const char c : text) wahl = (wahl ^ static_cast<unsigned char>(c)) * 16777619u;
    pruefe_wege(text, wahl >> 8);
    pruefe_urteil(text);
    return 0;
}
