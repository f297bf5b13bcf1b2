// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "person.hpp"
#include "satz.hpp"

#include <abgleich/katalog/katalog.hpp>
#include <abgleich/katalog/schreiber.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace abgleich::muster {

/// Composes messages and records through the type graph. Every message is marked `test`.
class Nachrichten {
public:
    /// `erstellt`: xs:dateTime of all messages.
    Nachrichten(const katalog::Katalog& katalog, std::uint64_t seed, std::string erstellt);

    /// Appends the `datensatz` of the Bestand, with a line end.
    void datensatz(std::string& ziel, katalog::Pfadspeicher& pfade, const Person& person,
                   const Satz& lokal) const;
    /// Appends one 090004, with a line end; `nummer` names the message among all of the run.
    void gesamtauskunft(std::string& ziel, katalog::Pfadspeicher& pfade, const Satz& azr,
                        std::uint64_t nummer) const;
    /// The 090022 without a line of the list, cut where the list begins and ends.
    std::string abgleichsdaten_anfang() const;
    std::string abgleichsdaten_ende() const;
    /// Appends the lines of the list for those records that the register counts to us.
    void abgleichsdaten(std::string& ziel, katalog::Pfadspeicher& pfade, std::span<const Satz> azr) const;

private:
    void kopf(katalog::Instanz& nachricht, const katalog::Wurzel& art, std::uint64_t nummer) const;
    void fakten(katalog::Instanz& ziel, const Satz& satz) const;
    std::string leere_abgleichsdaten() const;

    const katalog::Katalog& m_katalog;
    std::uint64_t m_seed;
    std::string m_erstellt;
    const katalog::Wurzel* m_inhalt;
    const katalog::Wurzel* m_gesamtauskunft;
    const katalog::Wurzel* m_abgleichsdaten;
};

}  // namespace abgleich::muster
