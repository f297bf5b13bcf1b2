// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/bestand.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace abgleich::domain {

/// The register's list of a Registerabgleich (message 090022, all windows together): AZR-Nummern, and
/// with zweck 02 the Referenz-IDs of their entities. No other personal data.
class Abgleichsdaten {
public:
    struct Referenz {
        FeldNr entitaet = 0;  ///< leaf of 090022
        TextRef id;
    };
    struct Eintrag {
        AzrNummer nummer;
        std::uint32_t erste_referenz = 0;
        std::uint32_t referenzen = 0;
        bool mit_referenzen = false;  ///< zweck 02
        std::uint8_t fassung = 0;     ///< as in Satz
    };
    std::vector<Eintrag> eintraege;  ///< ordered by number, each once
    std::vector<Referenz> referenzen;
    Textspeicher texte;
    bool vorhanden = false;  ///< at least one 090022 was read

    std::span<const Referenz> referenzen_von(const Eintrag& e) const {
        return {referenzen.data() + e.erste_referenz, e.referenzen};
    }
    /// nullptr where the list does not hold the number.
    const Eintrag* find(AzrNummer nummer) const;
};

}  // namespace abgleich::domain
