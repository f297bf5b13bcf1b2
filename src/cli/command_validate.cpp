// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "befehle.hpp"
#include "leseoptionen.hpp"
#include "umgebung.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/output_file.hpp>
#include <abgleich/base/text.hpp>
#include <abgleich/input/einleser.hpp>
#include <abgleich/katalog/fassungen.hpp>
#include <abgleich/report/pruefbericht.hpp>

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <system_error>

namespace abgleich::cli {

const char* programm_version();  // version.cpp

namespace fs = std::filesystem;

namespace {

using Schreiber = void (*)(const report::Pruefung&, const report::Senke&);
constexpr std::array<Wahl<Schreiber>, 3> formate{{
    {"text", &report::schreibe_text},
    {"json", &report::schreibe_json},
    {"junit", &report::schreibe_junit},
}};
constexpr std::array<Wahl<domain::ProblemSchwere>, 2> schweren{{
    {"warning", domain::ProblemSchwere::warnung},
    {"error", domain::ProblemSchwere::fehler},
}};
/// Reads one path and appends what was found. A path that cannot be read at all is a finding like any other, so
/// that one slip of many does not hide the rest.
void pruefe_pfad(const katalog::Fassungen& fassungen, const input::Leseoptionen& optionen,
                 const std::string& pfad, report::Pruefung& ziel) {
    const auto erste = static_cast<std::uint32_t>(ziel.dateien.size());
    input::Einlesung gelesen;
    try {
        gelesen = input::lies(fassungen, optionen, {pfad});
    } catch (const base::InputError& e) {
        std::string grund = e.what();
        if (grund.starts_with(pfad + ": ")) grund.erase(0, pfad.size() + 2);
        gelesen = {};
        gelesen.dateien.push_back({pfad, optionen.seite, {}, 0, 0, 0, true});
        gelesen.probleme.push_back({domain::ProblemCode::datei_nicht_lesbar, {}, 0, grund, true});
    }
    for (auto& p : gelesen.probleme) p.herkunft.datei += erste;
    std::move(gelesen.dateien.begin(), gelesen.dateien.end(), std::back_inserter(ziel.dateien));
    std::move(gelesen.probleme.begin(), gelesen.probleme.end(), std::back_inserter(ziel.probleme));
}

/// Throws where `ziel` cannot become a new file: better now than after an hour of reading.
void pruefe_ziel(const fs::path& ziel) {
    std::error_code fehler;
    if (fs::exists(fs::symlink_status(ziel, fehler)))
        throw base::UsageError("--out: '" + ziel.string() +
                               "' exists (expected a new file); remove it or name another one");
    const auto ordner = fs::absolute(ziel).parent_path();
    if (::access(ordner.c_str(), W_OK | X_OK) != 0)
        throw base::OutputError("--out: no file can be made in '" + ordner.string() + "' (" +
                                std::strerror(errno) + "); create it or check its permissions");
}

/// The report appears whole or not at all: it is written under a hidden name beside `ziel` and renamed.
void schreibe_datei(const fs::path& ziel, Schreiber schreibe, const report::Pruefung& pruefung) {
    const fs::path versteckt =
        ziel.parent_path() / ("." + ziel.filename().string() + "." + std::to_string(::getpid()));
    try {
        base::OutputFile datei(versteckt);
        schreibe(pruefung, [&](std::string_view text) { datei.write(text); });
        datei.close();
        std::error_code fehler;
        fs::rename(versteckt, ziel, fehler);
        if (fehler)
            throw base::OutputError(ziel.string() + ": report cannot be moved there (" + fehler.message() +
                                    ")");
    } catch (const base::OutputError&) {
        std::error_code ignoriert;
        fs::remove(versteckt, ignoriert);
        throw;
    }
}

void put(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
        throw base::OutputError("standard output cannot be written; check free space");
}

}  // namespace

const std::vector<Option>& optionen_validate() {
    static const std::vector<Option> optionen = {
        {"format", "text|json|junit", "form of the report (default text)"},
        {"severity", "warning|error", "lowest severity that makes the exit code 4 (default error)"},
        {"validate", "structure|codes|full|off",
         "how much is checked; off: only well-formed with a known root (default full)"},
        {"limit", "N",
         "problems shown per file in text and junit, the rest is counted; 0: all (default 100)"},
        {"out", "FILE", "new file for the report (default: standard output)"},
        {"threads", "N", "threads that read (default: one per core)"},
        {"schemas", "DIR", "schema files to use in place of the installed ones"},
        {"katalog", "DIR", "catalogue to use in place of the installed one"},
        {"codelisten", "DIR", "code lists to use in place of the installed ones"},
    };
    return optionen;
}

ExitCode command_validate(const Argumente& a) {
    if (a.positionen().empty())
        throw base::UsageError(
            "validate: no path is given (expected files or directories); see 'abgleich help "
            "validate'");
    const auto schreibe = waehle(a, "format", "text", formate);
    report::Pruefung pruefung;
    pruefung.programm_version = programm_version();
    pruefung.grenze = waehle(a, "severity", "error", schweren);
    pruefung.stufe = a.text("validate", "full");
    pruefung.limit = static_cast<std::size_t>(a.zahl("limit", 100, 0));
    input::Leseoptionen optionen;
    optionen.nur_pruefen = true;
    optionen.digest = a.text("format", "text") == "json";  // the only form that shows it
    optionen.stufe = waehle_stufe(a);
    optionen.faeden = waehle_faeden(a);
    if (a.hat("out")) pruefe_ziel(a.text("out"));

    const auto fassungen = katalog::Fassungen::lade(finde_fassungen(a, {}));
    for (const auto& k : fassungen.alle())
        pruefung.schemas.push_back({k->version(), k->namensraum(), k->graph().digest});
    for (const auto& pfad : a.positionen()) pruefe_pfad(fassungen, optionen, pfad, pruefung);

    if (a.hat("out")) {
        schreibe_datei(a.text("out"), schreibe, pruefung);
        put(report::zusammenfassung_zeile(pruefung));
    } else {
        schreibe(pruefung, put);
    }
    return report::bestanden(pruefung) ? ExitCode::done : ExitCode::findings;
}

}  // namespace abgleich::cli
