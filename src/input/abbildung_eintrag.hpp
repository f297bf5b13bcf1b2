// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "abbildung_quelle.hpp"
#include "abbildung_ziele.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace abgleich::input {

/// Reads the entries of one file of a mapping and checks them against the catalogue.
class Eintragleser {
public:
    /// `datumsformat`: forms of dates where a source names none. All have to outlive it.
    Eintragleser(AbbildungPruefer& pruefer, Quellenleser& quellen, const Abbildungsziele& ziele,
                 const std::vector<std::string>& datumsformat)
        : m_pruefer(pruefer), m_quellen(quellen), m_ziele(ziele), m_datumsformat(datumsformat) {}

    /// Appends an entry, or as many as its `wiederhole` says.
    void lies(const toml::table& tabelle, std::vector<Eintrag>& ziel);

private:
    using Feldstelle = std::pair<katalog::FeldNr, unsigned>;  // field and index

    const katalog::Sachverhalt* lies_sachverhalt(const toml::table& tabelle, Eintrag& eintrag);
    void lies_stand(const toml::table& tabelle, const katalog::Sachverhalt* s, Eintrag& eintrag);
    void lies_felder(const toml::table& felder, const katalog::Sachverhalt* s, Eintrag& eintrag);
    void binde_feld(const toml::node& wo, const katalog::Sachverhalt& s, const std::string& name,
                    Wertquelle& quelle, std::set<Feldstelle>& gesehen);
    /// The field of a path; 0 with a fault noted.
    katalog::FeldNr finde(const toml::node& wo, const katalog::Sachverhalt& s, const std::string& name,
                          const Feldpfad& pfad);
    void pruefe_begleiter(const katalog::Sachverhalt& s, const Eintrag& eintrag,
                          const std::set<Feldstelle>& gesehen);
    void wiederhole(const toml::table& tabelle, const katalog::Sachverhalt* s, const Eintrag& eintrag,
                    std::vector<Eintrag>& ziel);

    AbbildungPruefer& m_pruefer;
    Quellenleser& m_quellen;
    const Abbildungsziele& m_ziele;
    const std::vector<std::string>& m_datumsformat;
    std::set<Feldstelle> m_am_datensatz;  // of the record itself, over all entries of the file
};

}  // namespace abgleich::input
