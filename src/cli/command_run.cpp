// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "befehle.hpp"
#include "leseoptionen.hpp"
#include "umgebung.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/logging.hpp>
#include <abgleich/base/text.hpp>
#include <abgleich/domain/datum.hpp>
#include <abgleich/pipeline/run.hpp>

#include <algorithm>
#include <cstdio>

namespace abgleich::cli {

const char* programm_version();  // version.cpp

namespace {

constexpr std::string_view test_schluessel = "abgleich test key";
constexpr std::string_view vorgabe_schluessel = "abgleich default key";

/// The key of the kennungen: the authority's own, a fixed one for tests, else a default that protects nothing.
void bestimme_schluessel(const Konfiguration& k, pipeline::RunOptions& o) {
    if (o.test) {
        o.kennung_schluessel = test_schluessel;
        o.schluessel_herkunft = "test";
    } else if (!k.kennung_key_file.empty()) {
        try {
            o.kennung_schluessel = base::trim(base::read_file(k.kennung_key_file));
        } catch (const base::InputError& e) {
            throw base::ConfigError(std::string("kennung_key_file: ") + e.what());
        }
        constexpr std::size_t kuerzester = 16;
        if (o.kennung_schluessel.size() < kuerzester)
            throw base::ConfigError("kennung_key_file: key is too short (expected at least 16 characters)");
        o.schluessel_herkunft = "datei";
    } else {
        o.kennung_schluessel = vorgabe_schluessel;
        o.schluessel_herkunft = "vorgabe";
        base::Log::warning("no 'kennung_key_file' is configured; kennungen are made with a default key that "
                           "everybody knows");
    }
}

}  // namespace

const std::vector<Option>& optionen_run() {
    static const std::vector<Option> optionen = {
        {"local", "PATH", "the local file: a Bestand in XML, or tables (CSV) in the native layout", true,
         false},
        {"azr", "PATH", "AZR messages 090004, 090022: a file, a Sammlung or a directory", true, true},
        {"out", "DIR", "new or empty directory for the results", true, false},
        {"config", "FILE", "configuration (TOML)"},
        {"mapping", "FILE", "how the tables of the local file are to be read (TOML)"},
        {"azr-mapping", "FILE", "the same for the AZR side, where that is tables"},
        {"now", "TIME", "fixes the clock: 2026-11-23 or 2026-11-23T02:00:00Z"},
        {"azr-umfang", "voll|auszug",
         "voll: contents of all records were handed over; auszug: answers to single queries (default)"},
        {"behoerde", "KENNZEICHEN", "own authority, six digits; default: that of the Bestand"},
        {"stand", "DAY", "day of the local file, JJJJ-MM-TT; default: that of the Bestand or the mapping"},
        {"test", nullptr, "test mode: takes only messages with the attribute 'test'"},
        {"validate", "structure|codes|full", "how much of the input is checked (default full)"},
        {"threads", "N", "how many threads read, match and compare (default: one per core)"},
        {"schemas", "DIR", "schema files to use in place of the installed ones"},
        {"katalog", "DIR", "catalogue to use in place of the installed one"},
        {"codelisten", "DIR", "code lists to use in place of the installed ones"},
        {"no-progress", nullptr, "no progress line on a terminal"},
        {"timings", nullptr, "prints how long each step took, and the memory of a record"},
        {"verbose", nullptr, "logs the steps on stderr"},
    };
    return optionen;
}

ExitCode command_run(const Argumente& a) {
    if (!a.positionen().empty())
        throw base::UsageError("unexpected argument '" + a.positionen().front() +
                               "' (expected options only)");
    if (a.hat("verbose")) base::Log::set_level(base::Log::Level::info);
    const auto umfang = a.text("azr-umfang", "auszug");
    if (umfang != "voll" && umfang != "auszug")
        throw base::UsageError("--azr-umfang: '" + umfang + "' (expected voll or auszug)");

    const Konfiguration k = lies_konfiguration(a.text("config"));
    pipeline::RunOptions o;
    o.local = a.text("local");
    o.azr = a.texte("azr");
    o.out = a.text("out");
    o.umfang_voll = umfang == "voll";
    o.test = a.hat("test");
    o.fortschritt = !a.hat("no-progress");
    if (a.hat("now")) o.clock = base::Clock::parse(a.text("now"));
    o.pfade = finde_fassungen(a, k);
    o.behoerde = a.text("behoerde", k.behoerde);
    if (!o.behoerde.empty() &&
        (o.behoerde.size() != 6 || o.behoerde.find_first_not_of("0123456789") != std::string::npos))
        throw base::UsageError("--behoerde: no Behördenkennzeichen (expected six digits)");
    o.stand = a.text("stand");
    if (!o.stand.empty())
        if (const auto tag = domain::TeilbekanntesDatum::parse(o.stand); !tag || !tag->vollstaendig())
            throw base::UsageError("--stand: no day of the calendar (expected JJJJ-MM-TT)");
    o.abbildung = a.text("mapping");
    o.abbildung_azr = a.text("azr-mapping");
    o.stufe = waehle_pruefung(a);
    o.faeden = waehle_faeden(a);
    o.karenz_tage = k.karenz_tage;
    o.zwecke = k.zwecke;
    o.programm_version = programm_version();
    bestimme_schluessel(k, o);

    const auto ausgang = pipeline::run(o);
    const auto zeile = [](std::string was, std::uint64_t anzahl) {
        constexpr std::ptrdiff_t breite = 22;  // in characters, not bytes: umlauts
        const auto zeichen = std::count_if(
            was.begin(), was.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
        was.append(static_cast<std::size_t>(std::max<std::ptrdiff_t>(breite - zeichen, 1)), ' ');
        std::printf("%s%llu\n", was.c_str(), static_cast<unsigned long long>(anzahl));
    };
    zeile("Sätze lokal", ausgang.saetze_lokal);
    zeile("Sätze AZR", ausgang.saetze_azr);
    zeile("Abweichungen", ausgang.abweichungen);
    zeile("Klärfälle", ausgang.klaerfaelle);
    zeile("nur lokal", ausgang.nur_lokal);
    zeile("nur AZR", ausgang.nur_azr);
    zeile("Fehler in der Eingabe", ausgang.verworfen);
    if (a.hat("timings")) {
        for (const auto& [schritt, sekunden] : ausgang.zeiten)
            std::printf("Zeit %s: %.3f s\n", schritt.c_str(), sekunden);
        std::printf("Speicher je Satz: lokal %.0f Bytes, AZR %.0f Bytes\n", ausgang.bytes_je_satz_lokal,
                    ausgang.bytes_je_satz_azr);
    }
    std::printf("Bericht: %s\n", (o.out / "bericht.html").string().c_str());
    if (ausgang.verworfen == 0) return ExitCode::done;
    base::Log::warning(std::to_string(ausgang.verworfen) + " problem(s) in the input; see '" +
                       (o.out / "fehler.csv").string() + "'");
    return ExitCode::rejected;
}

}  // namespace abgleich::cli
