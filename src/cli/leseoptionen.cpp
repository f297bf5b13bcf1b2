// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "leseoptionen.hpp"

namespace abgleich::cli {

using katalog::Pruefstufe;

namespace {

constexpr std::array<Wahl<Pruefstufe>, 3> stufen_mit_pruefung{{
    {"structure", Pruefstufe::struktur},
    {"codes", Pruefstufe::codes},
    {"full", Pruefstufe::voll},
}};
constexpr std::array<Wahl<Pruefstufe>, 4> stufen{{
    stufen_mit_pruefung[0],
    stufen_mit_pruefung[1],
    stufen_mit_pruefung[2],
    {"off", Pruefstufe::aus},
}};

}  // namespace

katalog::Pruefstufe waehle_stufe(const Argumente& a) { return waehle(a, "validate", "full", stufen); }

katalog::Pruefstufe waehle_pruefung(const Argumente& a) {
    return waehle(a, "validate", "full", stufen_mit_pruefung);
}

unsigned waehle_faeden(const Argumente& a) {
    constexpr long long meiste_faeden = 1024;
    const auto faeden = a.zahl("threads", 0, 1);
    if (faeden > meiste_faeden) throw base::UsageError("--threads: too many (expected 1 to 1024)");
    return static_cast<unsigned>(faeden);
}

}  // namespace abgleich::cli
