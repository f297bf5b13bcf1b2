// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "lebenslauf.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace abgleich::muster {

/// What may happen to a record on its way into two files. Names and shares stand in schadensregeln().
enum class Schaden : std::uint8_t {
    // Of these, at most one per person.
    nachmeldung_fehlt,
    erstmeldung_fehlt,
    fortzug_verpasst,
    tod_verpasst,
    einbuergerung_verpasst,
    fortzug_gemeldet,
    tod_gemeldet,
    akte_fehlt,
    abgang_gemeldet,
    abgang_verpasst,
    azr_nummer_fehlt,
    azr_nummer_ziffer,
    fehlzuordnung,
    zusammengefuehrt,
    doppelt,
    // Of these, any number.
    verkuerzt,
    umschrift,
    tippfehler,
    namenstausch,
    platzhalterdatum,
    tag_monat_vertauscht,
    geburtsort_schreibweise,
    geschlecht,
    staatsangehoerigkeit_geaendert,
    alias_fehlt_lokal,
    ausweis_veraltet,
    familienstand_veraltet,
    anschrift_veraltet,
    frisch,
    strasse_schreibweise,
    titel_fehlt_azr,
    titel_veraltet_azr,
    titel_fehlt_lokal,
    duldung_trotz_verfahren,
    ohne_anschrift_unionsbuerger,
    anzahl_  // number of kinds; as a value of its own: no harm
};
inline constexpr Schaden kein_schaden = Schaden::anzahl_;

/// Which side a difference proves right. `offen`: nobody can tell from the files; `rechtmaessig`: the
/// law wants the sides to differ.
enum class Richtig : std::uint8_t { lokal, azr, offen, rechtmaessig };
std::string_view name(Richtig richtig);

/// One row of the table of damage: the only place where its probability stands.
struct Schadensregel {
    Schaden schaden;
    std::string_view name;  ///< column `schaden` of wahrheit.csv
    std::uint32_t je_zehntausend;
    std::string_view von;  ///< whom the share refers to
};
/// In order of the enumeration.
std::span<const Schadensregel> schadensregeln();
std::string_view name(Schaden schaden);  ///< empty for kein_schaden

/// One injected difference. Values as they stand in the two files, empty where a side has none;
/// `feld` empty: the whole occurrence, named by its main field.
struct Unterschied {
    std::string_view sachverhalt;
    std::string_view feld;
    Schaden schaden;
    Richtig richtig;
    std::string lokal;
    std::string azr;
};

/// One person as the two files tell of her.
struct Fall {
    Person person;
    std::optional<Satz> lokal;
    std::optional<Satz> azr;
    std::optional<Satz> zwilling;  ///< a second record of the register for the same person
    Schaden schicksal = kein_schaden;
    std::vector<Unterschied> unterschiede;
};

/// The record-level fate of a person.
Schaden ziehe_schicksal(const Welt& welt, std::uint64_t index, bool unionsbuerger);

/// Person, records of both sides and all damage; follows from (seed, index) alone.
Fall ziehe_fall(const Welt& welt, std::uint64_t index);

/// The field-level damage (schaden_felder.cpp): both sides of the Fall have the same facts on entry.
void beschaedige_felder(const Welt& welt, Fall& fall, Zufall& zufall);

}  // namespace abgleich::muster
