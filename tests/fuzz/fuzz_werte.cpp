// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Dates, times, numbers and comparable forms from any bytes.
#include <abgleich/base/clock.hpp>
#include <abgleich/domain/azr_nummer.hpp>
#include <abgleich/domain/datum.hpp>
#include <abgleich/normalise/form.hpp>

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace abgleich;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t anzahl) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), anzahl);
    base::Clock::TimePoint zeit;
    if (base::parse_iso(text, zeit)) static_cast<void>(base::to_iso(zeit));
    if (const auto d = domain::TeilbekanntesDatum::parse(text))
        if (domain::TeilbekanntesDatum::parse(d->text()) != d) std::abort();
    if (const auto nr = domain::AzrNummer::parse(text))
        if (nr->text() != text) std::abort();
    const auto form = normalise::vergleichsform(text);
    if (form.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789 ") != std::string::npos) std::abort();
    static_cast<void>(normalise::strassenform(text));
    static_cast<void>(normalise::hausnummernform(text));
    const double wert = normalise::aehnlichkeit(form, normalise::nummernform(text));
    if (wert < 0 || wert > 1) std::abort();
    return 0;
}
