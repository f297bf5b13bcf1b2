// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Any bytes as an AZR message, a Sammlung or a Bestand: the reader must end without a crash, and what it
// keeps must be consistent.
#include <abgleich/input/einleser.hpp>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <unistd.h>

using namespace abgleich;

namespace {
const katalog::Katalog& katalog_() {
    static const std::string wurzel = ABGLEICH_SOURCE_DIR;
    static const auto k =
        katalog::Katalog::lade({wurzel + "/schemas/xauslaender-26.11", wurzel + "/config/katalog-26.11",
                                wurzel + "/config/codelisten"});
    return *k;
}

void pruefe(const input::Einlesung& e) {
    for (const auto& satz : e.bestand.saetze)
        for (const auto& v : e.bestand.vorkommen_von(satz))
            for (const auto& b : e.bestand.blaetter_von(v))
                if (b.feld == 0 || b.feld >= katalog_().felder() || e.bestand.text(b).size() != b.laenge)
                    std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t anzahl) {
    static const std::string pfad = "/tmp/fuzz_nachricht." + std::to_string(::getpid()) + ".xml";
    std::FILE* datei = std::fopen(pfad.c_str(), "wb");
    if (datei == nullptr) return 0;
    std::fwrite(bytes, 1, anzahl, datei);
    std::fclose(datei);
    for (const auto seite : {domain::Seite::azr, domain::Seite::lokal})
        for (const bool test : {false, true})
            pruefe(input::lies(katalog_(), {seite, test, katalog::Pruefstufe::voll, false}, {pfad}));
    return 0;
}
