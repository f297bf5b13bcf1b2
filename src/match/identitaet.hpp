// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/bestand.hpp>
#include <abgleich/domain/datum.hpp>
#include <abgleich/katalog/katalog.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace abgleich::match {

/// What is known of one person's identity, in comparable form. Built per record when it is needed: the
/// columns of the Bestand are the memory, this is a view with normal forms.
struct Identitaet {
    std::string familienname;
    std::string vorname;
    std::vector<std::string> weitere_familiennamen;  ///< birth name, aliases, earlier names
    std::vector<std::string> weitere_vornamen;
    domain::TeilbekanntesDatum geburt;
    std::vector<domain::TeilbekanntesDatum> weitere_geburten;
    std::string geburtsort;
    std::string_view geschlecht;
    std::vector<std::string_view> staaten;
    std::vector<std::string> ausweisnummern;
};

Identitaet identitaet(const domain::Bestand& bestand, const domain::Satz& satz,
                      const katalog::Katalog& katalog);

/// How one feature of two identities compares.
enum class Urteil : std::uint8_t { fehlt, gleich, aehnlich, widerspruch };

/// The comparison of two identities, feature by feature.
struct Identitaetspruefung {
    Urteil familienname = Urteil::fehlt;
    Urteil vorname = Urteil::fehlt;
    Urteil geburt = Urteil::fehlt;
    Urteil geschlecht = Urteil::fehlt;
    Urteil staat = Urteil::fehlt;
    Urteil geburtsort = Urteil::fehlt;
    Urteil ausweis = Urteil::fehlt;
    bool vertauscht = false;  ///< given name and family name changed places
    double bits = 0;

    /// Of family name, given name and birth date two are equal and nothing contradicts. Excepted by law
    /// of names: marriage changes the family name, but not at once the given name and the birth date.
    bool sicher() const;
    /// Two of the three carrying features contradict and the rest does not outweigh them: most likely
    /// another person.
    bool andere_person() const;
    std::string begruendung() const;
};

Identitaetspruefung pruefe(const Identitaet& a, const Identitaet& b);

}  // namespace abgleich::match
