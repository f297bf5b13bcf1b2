// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/report/berichte.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace abgleich::report {

/// What is shown in place of a value of a person under a Sperre.
inline constexpr std::string_view maskierung = "***";

/// The results as the files show them: how a matter is named, and whose values are masked.
class Sicht {
public:
    explicit Sicht(const Berichtsdaten& daten);

    const domain::Ergebnis& ergebnis() const { return m_daten.ergebnis; }
    const domain::Bestand& lokal() const { return m_daten.lokal; }
    const domain::Bestand& azr() const { return m_daten.azr; }
    const katalog::Katalog& katalog() const { return m_daten.katalog; }

    /// Empty for kein_satz.
    std::string_view aktenzeichen(std::uint32_t lokal) const;
    /// The register's number, else the one the local file has, else empty.
    std::string azr_nummer(std::uint32_t lokal, std::uint32_t azr) const;

    const domain::Zuordnung& zuordnung(const domain::Abweichung& a) const {
        return ergebnis().zuordnungen[a.zuordnung];
    }
    /// True where either side of the pair, or a record paired with either, is under a Sperre.
    bool gesperrt(const domain::Zuordnung& z) const;
    /// `value`, or the mask where there is a value and the person is under a Sperre.
    std::string_view maskiert(const domain::Abweichung& a, std::string_view wert) const {
        return !wert.empty() && gesperrt(zuordnung(a)) ? maskierung : wert;
    }
    /// Path of the field with its index where it repeats: `straftat[2]/strafart`; empty for a whole occurrence.
    std::string feldpfad(const domain::Abweichung& a) const;
    /// Name of an input file, empty where the index is none.
    std::string_view datei(const domain::Herkunft& herkunft) const;

private:
    void markiere_gesperrte();
    void suche_wiederholungen(const katalog::Knoten& knoten, std::string_view wiederholt);

    Berichtsdaten m_daten;
    std::vector<bool> m_lokal_gesperrt;
    std::vector<bool> m_azr_gesperrt;
    std::vector<std::uint16_t> m_index_ort;  ///< per field: where in its path the index belongs, 0 = nowhere
};

}  // namespace abgleich::report
