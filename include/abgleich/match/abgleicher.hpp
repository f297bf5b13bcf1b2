// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/abgleichsdaten.hpp>
#include <abgleich/domain/ergebnis.hpp>
#include <abgleich/domain/kennung.hpp>
#include <abgleich/katalog/katalog.hpp>

#include <string>
#include <vector>

namespace abgleich::match {

struct Abgleichsoptionen {
    bool voll = false;                 ///< --azr-umfang voll: absence may be judged from the contents
    std::string behoerde;              ///< own authority, six digits; empty = not known
    std::uint64_t unlesbar_lokal = 0;  ///< records that cannot be read and whose key is not known
    std::uint64_t unlesbar_azr = 0;
    unsigned faeden = 0;  ///< threads at most; 0: one per core
};

struct Abgleich {
    std::vector<domain::Zuordnung> zuordnungen;
    std::vector<domain::Alleinstehend> nur_lokal;
    std::vector<domain::Alleinstehend> nur_azr;
    std::vector<domain::Klaerfall> klaerfaelle;
};

/// Finds the pairs: first by AZR-Nummer (after resolving merged ones) with a check of the identity, then
/// by equal names and birth date. Every record of either side ends in exactly one of: a Zuordnung, nur_lokal,
/// nur_azr (records of Datei B and unreadable ones included, with that reason).
Abgleich ordne_zu(const domain::Bestand& lokal, const domain::Bestand& azr,
                  const domain::Abgleichsdaten& liste, const katalog::Katalog& katalog,
                  const domain::KennungBilder& kennungen, const Abgleichsoptionen& optionen);

}  // namespace abgleich::match
