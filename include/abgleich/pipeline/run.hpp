// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/base/clock.hpp>
#include <abgleich/katalog/fassungen.hpp>
#include <abgleich/katalog/pruefautomat.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace abgleich::pipeline {

/// Settings of a run; filled by `cli` from command line and configuration, then only read.
struct RunOptions {
    std::string local;             ///< the Bestand
    std::vector<std::string> azr;  ///< all together are the AZR side
    std::filesystem::path out;
    std::string abbildung;      ///< mapping file of the local tables; empty: native layout, or XML
    std::string abbildung_azr;  ///< the same of the AZR side
    std::string stand;          ///< day of the local file; empty: as it says itself
    katalog::Pruefstufe stufe = katalog::Pruefstufe::voll;
    unsigned faeden = 0;       ///< threads that read a side, match and compare; 0: one per core
    bool umfang_voll = false;  ///< --azr-umfang voll
    bool test = false;
    bool fortschritt = true;  ///< a progress line, if stderr is a terminal
    base::Clock clock;
    std::vector<katalog::Katalogpfade> pfade;  ///< of every installed version
    std::string behoerde;                      ///< own authority; empty: that of the Bestand
    int karenz_tage = 7;
    std::vector<std::string> zwecke;  ///< purposes for protected Sachverhalte
    std::string kennung_schluessel;   ///< key of the kennungen
    std::string schluessel_herkunft;  ///< datei, test or vorgabe
    std::string programm_version;
};

/// What `cli` has to know of a finished run.
struct Laufausgang {
    std::uint64_t saetze_lokal = 0;
    std::uint64_t saetze_azr = 0;
    std::uint64_t verworfen = 0;  ///< records and facts set aside
    std::uint64_t abweichungen = 0;
    std::uint64_t klaerfaelle = 0;
    std::uint64_t nur_lokal = 0;
    std::uint64_t nur_azr = 0;
    std::vector<std::pair<std::string, double>> zeiten;  ///< step, seconds
    double bytes_je_satz_lokal = 0;  ///< memory of a side, all columns and texts, for each of its records
    double bytes_je_satz_azr = 0;
};

/// The run: read, match, compare, report. Writes the whole output directory or nothing.
/// Throws base::Error; a bad record is no error.
Laufausgang run(const RunOptions& optionen);

}  // namespace abgleich::pipeline
