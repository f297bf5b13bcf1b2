// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/compare/vergleicher.hpp>

#include <string_view>
#include <vector>

namespace abgleich::compare {

/// What is known around a pair of records when a difference is judged.
struct Paarlage {
    bool drittstaat = true;        ///< no nationality of the Union (§ 3 Abs. 4 AZRG)
    bool azr_hat_historie = true;  ///< the answer holds at least one historic occurrence
    std::string_view aktenfuehrend;
    std::string_view bestritten;  ///< paths in dispute, separated by blanks or commas
};

/// Fills cause, responsibility and proposal of a finding by stated rules.
class Beurteiler {
public:
    Beurteiler(const katalog::Katalog& katalog, const Vergleichsoptionen& optionen)
        : m_katalog(katalog), m_optionen(optionen) {}

    /// `lokal`, `azr`: the occurrences, nullptr where one is missing.
    void beurteile(domain::Abweichung& a, const Paarlage& lage, const domain::Bestand& lokal_bestand,
                   const domain::Vorkommen* lokal, const domain::Bestand& azr_bestand,
                   const domain::Vorkommen* azr) const;

private:
    bool frisch(std::string_view tag) const;
    bool bestritten(const domain::Abweichung& a, std::string_view liste) const;
    domain::Zustaendig zustaendig(const katalog::Sachverhalt& s, const Paarlage& lage) const;
    domain::Vorschlag vorschlag(const domain::Abweichung& a, std::string_view stand_lokal,
                                std::string_view stand_azr) const;
    bool gruppe_erlaubt(const katalog::Sachverhalt& s, const Paarlage& lage) const;
    const katalog::Katalog& m_katalog;
    const Vergleichsoptionen& m_optionen;
};

}  // namespace abgleich::compare
