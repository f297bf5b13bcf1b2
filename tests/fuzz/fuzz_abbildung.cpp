// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// A mapping file of any text: it is read, or refused with faults that are each one line with a place.
#include "support/probelesung.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>
#include <abgleich/input/abbildung.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace abgleich;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t anzahl) {
    const std::string text(reinterpret_cast<const char*>(bytes), anzahl);
    for (const auto seite : {domain::Seite::lokal, domain::Seite::azr}) {
        try {
            const auto abbildung = input::lies_abbildung(text, "m", test::katalog(), seite);
            for (const auto& datei : abbildung.dateien)
                if (datei.name.empty() || datei.schluessel.spalten.empty()) std::abort();
            static_cast<void>(input::ungespeiste_felder(abbildung, test::katalog()));
        } catch (const base::ConfigError& e) {
            for (const auto zeile : base::split(e.what(), '\n'))
                if (!zeile.starts_with("m:")) std::abort();
        }
    }
    return 0;
}
