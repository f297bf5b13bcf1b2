// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/match/abgleicher.hpp>

#include <vector>

namespace abgleich::match {

struct Umstaende {
    const domain::Bestand& lokal;
    const domain::Bestand& azr;
    const domain::Abgleichsdaten& liste;
    const katalog::Katalog& katalog;
    const domain::KennungBilder& kennungen;
    const Abgleichsoptionen& optionen;
};

/// Gives every record without partner its reason and what to do. Absence has lawful and harmless causes;
/// they are tried first, and what cannot be read is never called absent.
void begruende_alleinstehende(const Umstaende& u, const std::vector<bool>& vergeben_lokal,
                              const std::vector<bool>& vergeben_azr, Abgleich& ergebnis);

}  // namespace abgleich::match
