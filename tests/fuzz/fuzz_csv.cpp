// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Tables in every dialect and encoding, against the reader that goes character by character. The first byte chooses.
#include "support/langsamer_leser.hpp"

#include <abgleich/csv/leser.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace abgleich;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t anzahl) {
    if (anzahl == 0) return 0;
    constexpr std::string_view trenner = ";,\t|";
    constexpr std::string_view anfuehrungen{"\"'\0", 3};
    const csv::Dialekt dialekt{trenner[bytes[0] % 4], anfuehrungen[bytes[0] / 4 % 3]};
    const auto kodierung = static_cast<csv::Kodierung>(bytes[0] / 12 % 3);
    const std::string_view roh(reinterpret_cast<const char*>(bytes) + 1, anzahl - 1);

    if (test::lies_schnell(roh, dialekt) != test::LangsamerLeser(roh, dialekt).lies_alle()) std::abort();
    static_cast<void>(csv::vermute(roh));

    std::string text(roh);
    csv::nach_utf8(text, kodierung);
    if (kodierung == csv::Kodierung::utf8) {
        if (!roh.ends_with(text) || roh.size() - text.size() > 3) std::abort();
        return 0;
    }
    // As many characters as bytes, each of them UTF-8, or 0xFF where there is none.
    std::size_t zeichen = 0;
    for (std::size_t i = 0; i < text.size(); ++zeichen) {
        const auto laenge = test::LangsamerLeser::zeichenlaenge(text, i);
        if (laenge == 0 && text[i] != '\xFF') std::abort();
        i += std::max<std::size_t>(laenge, 1);
    }
    if (zeichen != roh.size()) std::abort();
    return 0;
}
