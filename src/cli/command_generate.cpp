// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "befehle.hpp"
#include "umgebung.hpp"

#include <abgleich/base/clock.hpp>
#include <abgleich/base/error.hpp>
#include <abgleich/katalog/fassungen.hpp>
#include <abgleich/muster/generator.hpp>

#include <cstdio>

namespace abgleich::cli {

const std::vector<Option>& optionen_generate() {
    static const std::vector<Option> optionen = {
        {"persons", "N", "how many persons", true, false},
        {"seed", "S", "start of the random numbers: the same seed gives the same files (default 1)"},
        {"out", "DIR", "new or empty directory for the files", true, false},
        {"csv", nullptr, "writes the local side as tables in the native layout too (csv/)"},
        {"now", "TIME", "the day that counts as today (default 2026-11-23)"},
        {"version", "VERSION", "version of the standard to write (default: the newest installed)"},
        {"schemas", "DIR", "schema files to use in place of the installed ones"},
        {"katalog", "DIR", "catalogue to use in place of the installed one"},
        {"codelisten", "DIR", "code lists to use in place of the installed ones"},
    };
    return optionen;
}

ExitCode command_generate(const Argumente& a) {
    if (!a.positionen().empty())
        throw base::UsageError("unexpected argument '" + a.positionen().front() +
                               "' (expected options only)");
    muster::MusterOptionen o;
    o.personen = static_cast<std::uint64_t>(a.zahl("persons", 0, 1));
    o.seed = static_cast<std::uint64_t>(a.zahl("seed", 1, 0));
    o.out = a.text("out");
    o.tabellen = a.hat("csv");
    o.jetzt = base::to_iso(base::Clock::parse(a.text("now", "2026-11-23")).now());
    const auto fassungen = katalog::Fassungen::lade(finde_fassungen(a, {}));
    muster::erzeuge(fassungen.version(a.text("version")), o);
    std::printf("%s\n", o.out.string().c_str());
    return ExitCode::done;
}

}  // namespace abgleich::cli
