// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "support/nachrichten_wuerfel.hpp"

#include <random>
#include <string>

namespace abgleich::test {

/// Makes and changes whole files for the fuzz targets. It knows the structure of XML, so that most of what it
/// makes gets past the parser.
class Dokumentwuerfel {
public:
    explicit Dokumentwuerfel(std::uint32_t saat);
    /// A message of any kind, a Sammlung or a Bestand; good or changed.
    std::string neu();
    /// Deletes, doubles, swaps or mixes elements of `text`, or changes a value, an attribute, or the way
    /// something is written.
    void aendere(std::string& text);
    void setze_saat(std::uint32_t saat) { m_zufall.seed(saat); }

private:
    struct Bereich {
        std::size_t anfang = 0;
        std::size_t ende = 0;
        std::size_t laenge() const { return ende - anfang; }
    };
    std::size_t wuerfle(std::size_t anzahl) { return m_zufall() % anzahl; }
    std::string nachricht();
    static std::vector<Bereich> elemente(const std::string& text);
    void aendere_elemente(std::string& text, const std::vector<Bereich>& alle);
    void aendere_wert(std::string& text, const std::vector<Bereich>& alle);
    void aendere_schreibweise(std::string& text);
    std::string wert();

    NachrichtenWuerfel m_wuerfel;
    std::mt19937 m_zufall;
};

}  // namespace abgleich::test
