// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "tage.hpp"
#include "zufall.hpp"

#include <abgleich/katalog/katalog.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace abgleich::muster {

/// The coded fields that the generator fills.
enum class Liste : std::uint8_t {
    staat,
    geschlecht,
    familienstand,
    ausweisart,
    meldestatus,
    asylstatus,
    aufenthaltserlaubnis,
    niederlassungserlaubnis,
    aufenthaltsgestattung,
    duldung,
    aufenthaltsrecht_eu,
    wohnsitzauflage,
    bundesland,
    visum,
    nebenbestimmung,
    uebermittlungssperre,
    anzahl_
};

/// Codes that mean about the same in a life. Which of them are taken depends on the day: only codes
/// that could be reported on the day of the event.
enum class Auswahl : std::uint8_t {
    erlaubnis_arbeit,
    erlaubnis_studium,
    erlaubnis_familie,
    erlaubnis_flucht,
    erlaubnis_subsidiaer,
    erlaubnis_asyl,
    erlaubnis_abschiebungsverbot,
    erlaubnis_schutz24,
    erlaubnis_bleiberecht,
    niederlassung_allgemein,
    niederlassung_schutz,
    niederlassung_familie,
    duldung_erteilt,
    eu_bescheinigung,
    auflage_schutz,
    auflage_verfahren,
    anzahl_
};

/// The installed code lists as far as the generator needs them. Codes come from nowhere else.
class Codes {
public:
    /// Throws ConfigError where an installed list lacks a code that the generator uses.
    explicit Codes(const katalog::Katalog& katalog);

    /// Newest installed edition of the field's list; "1" where none is installed.
    std::string_view ausgabe(Liste liste) const { return m_ausgaben[static_cast<std::size_t>(liste)]; }
    /// One of the codes that could be reported on the day; empty where none could.
    std::string_view waehle(Auswahl auswahl, Tag am, Zufall& zufall) const;
    Liste liste(Auswahl auswahl) const;

private:
    struct Code {
        std::string wert;
        Tag ab;
        Tag bis;
    };
    std::array<std::string, static_cast<std::size_t>(Liste::anzahl_)> m_ausgaben;
    std::array<std::vector<Code>, static_cast<std::size_t>(Auswahl::anzahl_)> m_auswahl;
};

}  // namespace abgleich::muster
