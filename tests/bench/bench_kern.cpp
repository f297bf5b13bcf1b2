// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Parts of the run alone, each beside something known. Whole runs: whole_run.sh.
#include <abgleich/input/einleser.hpp>
#include <abgleich/katalog/katalog.hpp>
#include <abgleich/normalise/form.hpp>

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>

using namespace abgleich;

namespace {

const katalog::Katalogpfade pfade{std::string(ABGLEICH_SOURCE_DIR) + "/schemas/xauslaender-26.11",
                                  std::string(ABGLEICH_SOURCE_DIR) + "/config/katalog-26.11",
                                  std::string(ABGLEICH_SOURCE_DIR) + "/config/codelisten"};

void katalog_laden(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(katalog::Katalog::lade(pfade));
}
BENCHMARK(katalog_laden)->Unit(benchmark::kMillisecond);

void wert_pruefen(benchmark::State& state) {
    const auto k = katalog::Katalog::lade(pfade);
    const auto typ =
        k->graph().simple_index.at("{urn:xoev-de:kosit:xoev:datentyp:din-91379_2022-08}datatypeC");
    std::string puffer;
    for (auto _ : state) {
        std::string_view wert = "Doğüoğlu Aydın";
        benchmark::DoNotOptimize(katalog::pruefe_wert(k->graph(), typ, wert, puffer));
    }
}
BENCHMARK(wert_pruefen);

void vergleichsform(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(normalise::vergleichsform("Doğüoğlu Aydın"));
}
BENCHMARK(vergleichsform);

void jaro_winkler(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(normalise::aehnlichkeit("mohammadreza", "mohamadresa"));
}
BENCHMARK(jaro_winkler);

/// ABGLEICH_BENCH_FILE names a Sammlung; whole_run.sh sets it.
void sammlung_lesen(benchmark::State& state) {
    const char* datei = std::getenv("ABGLEICH_BENCH_FILE");
    if (datei == nullptr) {
        state.SkipWithError("ABGLEICH_BENCH_FILE is not set");
        return;
    }
    const auto k = katalog::Katalog::lade(pfade);
    std::int64_t bytes = 0;
    for (auto _ : state) {
        const auto e = input::lies(*k, {.seite = domain::Seite::azr, .test = true, .faeden = 1}, {datei});
        bytes += static_cast<std::int64_t>(e.dateien.front().bytes);
    }
    state.SetBytesProcessed(bytes);
}
BENCHMARK(sammlung_lesen)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
