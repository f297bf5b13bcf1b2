// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "befehle.hpp"
#include "umgebung.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/output_file.hpp>
#include <abgleich/base/text.hpp>
#include <abgleich/katalog/fassungen.hpp>
#include <abgleich/report/dateibericht.hpp>

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <system_error>

namespace abgleich::cli {

const char* programm_version();  // version.cpp

namespace {

void put(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
        throw base::OutputError("standard output cannot be written; check free space");
}

/// `text` or `json`.
bool als_json(const Argumente& a) {
    const std::string form = a.text("format", "text");
    if (form == "text" || form == "json") return form == "json";
    const auto vorschlag = base::closest(form, {"text", "json"});
    throw base::UsageError("--format: unknown value '" + form + "' (expected text, json)" +
                           (vorschlag.empty() ? "" : ", did you mean '" + vorschlag + "'?"));
}

/// Values of people are for the eyes of whoever sits at the terminal, not for files and pipes.
bool mit_werten(const Argumente& a) {
    if (!a.hat("show-values")) return false;
    if (::isatty(STDOUT_FILENO) == 0)
        throw base::UsageError(
            "--show-values: standard output is no terminal (expected one: values of persons are not written "
            "into files or pipes); leave the option out");
    return true;
}

void pruefe_ziel(const std::filesystem::path& ziel) {
    std::error_code fehler;
    if (std::filesystem::exists(std::filesystem::symlink_status(ziel, fehler)))
        throw base::UsageError("--out: '" + ziel.string() +
                               "' exists (expected a new file); remove it or name another one");
}

/// Column names of the installed catalogue have to be right: a slip in them would stay unseen.
input::Spaltennamen spaltennamen(const Argumente& a, const katalog::Katalog& katalog) {
    auto namen = lies_spaltennamen();
    const auto fehlende = unbekannte_ziele(namen, katalog);
    if (!fehlende.empty() && !a.hat("katalog") && !a.hat("schemas"))
        throw base::ConfigError("config/spaltennamen.toml: the catalogue has no field '" +
                                base::join(fehlende, "', '") +
                                "' (expected paths as 'abgleich katalog show')");
    return namen;
}

}  // namespace

const std::vector<Option>& optionen_inspect() {
    static const std::vector<Option> optionen = {
        {"format", "text|json", "form of what is told (default text)"},
        {"out", "FILE", "new file for the proposed mapping (default: at the end of the text)"},
        {"show-values", nullptr, "shows values of tables, personal ones too; only on a terminal"},
        {"schemas", "DIR", "schema files to use in place of the installed ones"},
        {"katalog", "DIR", "catalogue to use in place of the installed one"},
        {"codelisten", "DIR", "code lists to use in place of the installed ones"},
        {"no-progress", nullptr, "no progress line on a terminal"},
    };
    return optionen;
}

ExitCode command_inspect(const Argumente& a) {
    if (a.positionen().empty())
        throw base::UsageError(
            "inspect: no path is given (expected files or directories); see 'abgleich help inspect'");
    const bool json = als_json(a);
    input::Besichtigungsoptionen optionen;
    optionen.beispiele = mit_werten(a);
    optionen.fortschritt = !a.hat("no-progress");
    if (a.hat("out")) pruefe_ziel(a.text("out"));

    const auto fassungen = katalog::Fassungen::lade(finde_fassungen(a, {}));
    const auto namen = spaltennamen(a, fassungen.gesamt());
    report::Besichtigung besichtigung;
    besichtigung.programm_version = programm_version();
    besichtigung.dateien = input::besichtige(fassungen, optionen, a.positionen());
    besichtigung.vorschlag = input::schlage_abbildung_vor(besichtigung.dateien, namen, fassungen.gesamt());
    const bool in_datei = a.hat("out") && !besichtigung.vorschlag.empty();
    if (in_datei) {
        base::OutputFile datei(a.text("out"));
        datei.write(besichtigung.vorschlag);
        datei.close();
    }
    if (json)
        report::schreibe_json(besichtigung, put);
    else
        report::schreibe_text(besichtigung, !a.hat("out"), put);
    if (a.hat("out") && !in_datei)
        throw base::InputError("--out: no table in a layout of its own with a header row was found, so there "
                               "is no mapping to propose");
    const bool fehler = std::any_of(besichtigung.dateien.begin(), besichtigung.dateien.end(),
                                    [](const auto& d) { return d.fehler(); });
    return fehler ? ExitCode::findings : ExitCode::done;
}

}  // namespace abgleich::cli
