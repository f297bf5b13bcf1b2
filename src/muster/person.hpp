// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "codes.hpp"
#include "herkunft.hpp"
#include "tage.hpp"
#include "zufall.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace abgleich::muster {

/// The authority whose file is invented, and the day that counts as today.
inline constexpr std::string_view unsere_behoerde = "146120";

/// What all persons have in common.
struct Welt {
    Welt(const Codes& installierte_codes, std::uint64_t zahl, Tag heutiger_tag);

    const Codes& codes;
    std::uint64_t seed;
    Tag heute;
    Tag stichtag;  ///< the last day of an ordinary event: old enough to be no fresh change
    std::vector<Herkunft> herkuenfte;

    /// Of the person's slot 0 (own), 1 (before a merger) or 2 (double); `zeit` as in Herkunft::zeiten.
    /// Every (index, slot) has its own number. `am` becomes the day that the number tells.
    std::string azr_nummer(std::uint64_t index, unsigned slot, std::size_t zeit, Tag& am) const;
    /// 7 characters of stem, 2 of version, a digit; (index, nummer) names the stem, nummer < 64.
    std::string referenz_id(std::uint64_t index, unsigned nummer, unsigned version) const;

private:
    std::array<Permutation, 3> m_nummern;
    Permutation m_staemme;
};

/// The life that the facts tell.
enum class Weg : std::uint8_t {
    eu,
    schutz24,
    verfahren,
    schutz,
    duldung,
    arbeit,
    studium,
    familie,
    niederlassung
};

struct Adresse {
    std::string strasse;
    std::string hausnummer;
    std::string buchstabe;
    std::string postleitzahl;
    std::string ort;
    Tag einzug = 0;
};

/// Who a person is; follows from (seed, index) alone.
struct Person {
    std::uint64_t index = 0;
    const Herkunft* herkunft = nullptr;
    std::string aktenzeichen;    ///< shared by a family
    std::string nummer_in_akte;  ///< empty: the only person of the file
    std::string azr_nummer;
    Tag erfasst = 0;  ///< AZR record made
    Tag einreise = 0;
    Tag geburt = 0;
    bool weiblich = false;
    std::string familienname;
    std::string geburtsname;  ///< empty: the same
    std::string vorname;      ///< "nichtVorhanden": has none
    std::string geburtsort;
    std::string geburtsort_anders;  ///< another spelling, empty: none
    std::string geburtsstaat;
    Weg weg = Weg::eu;
    std::vector<Adresse> adressen;  ///< in order of einzug; the last is the current one

    bool unionsbuerger() const { return herkunft->gruppe == Gruppe::eu; }
    int alter(Tag am) const { return (am - geburt) / 365; }
    /// aktenzeichen, with `/person` in a family file
    std::string akte() const {
        return nummer_in_akte.empty() ? aktenzeichen : aktenzeichen + "/" + nummer_in_akte;
    }
};

Person ziehe_person(const Welt& welt, std::uint64_t index);
/// Only her AZR-Nummer, as ziehe_person gives it.
std::string ziehe_azr_nummer(const Welt& welt, std::uint64_t index);
/// A street and house of the district.
Adresse ziehe_adresse(Zufall& zufall, bool im_bezirk);

}  // namespace abgleich::muster
