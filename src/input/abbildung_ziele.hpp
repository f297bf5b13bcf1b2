// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/katalog/katalog.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace abgleich::input {

/// A path as a mapping writes it, without its index: `straftat[2]/strafart` is `straftat/strafart` and 2.
struct Feldpfad {
    std::string pfad;
    unsigned nummer = 0;   ///< 0: none given
    bool gueltig = false;  ///< at most one index, a number from 1 to 65535, behind a name
};
Feldpfad zerlege_feldpfad(std::string_view text);

/// What the `inhalt` of a record can hold: the slots of each Sachverhalt, and each field with the types of its
/// leaves.
class Abbildungsziele {
public:
    /// A leaf or an attribute that a field means.
    struct Blattstelle {
        katalog::SimpleTypId typ = katalog::kein_typ;
        std::string fest;         ///< the only text it takes; empty: any of its type
        std::string kennzeichen;  ///< a flag: the name of its element stands for it
    };
    using Felder = std::map<katalog::FeldNr, std::vector<Blattstelle>>;
    struct Stelle {
        std::map<domain::Stand, bool> staende;  ///< whether the slot holds many
        Felder felder;
    };

    explicit Abbildungsziele(const katalog::Katalog& katalog);

    const katalog::Katalog& katalog() const { return m_katalog; }
    /// nullptr where the `inhalt` does not hold the Sachverhalt.
    const Stelle* stelle(const katalog::Sachverhalt& sachverhalt) const;
    /// nullptr where the `inhalt` has no place for the field.
    const std::vector<Blattstelle>* blaetter(katalog::FeldNr feld) const;
    bool ist_datum(katalog::FeldNr feld) const;
    /// Empty where a leaf of the field takes the value, else what it expects.
    std::string erwartet(katalog::FeldNr feld, std::string_view wert) const;
    std::vector<std::string> sachverhalte() const;
    /// Paths of the fields of a Sachverhalt, in order of the catalogue.
    std::vector<std::string> pfade(const katalog::Sachverhalt& sachverhalt) const;

private:
    void gehe(katalog::KnotenNr nr);
    const katalog::Katalog& m_katalog;
    std::map<katalog::SachverhaltNr, Stelle> m_stellen;
};

}  // namespace abgleich::input
