// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace abgleich::muster {

/// Which rules of residence law a group of origins mostly meets.
enum class Gruppe : std::uint8_t { eu, drittstaat, asyl, schutz24 };

/// How names of an origin are brought into Latin letters: chooses the rules of umschrift().
enum class Schrift : std::uint8_t { lateinisch, arabisch, kyrillisch, geez, indisch };

/// Rules by which people of one origin are named and when they came. All lists are our own choice of
/// widespread given names, name parts and towns; nobody is meant.
struct Herkunft {
    std::string staat;          ///< key of the state (list Staatsangehoerigkeit)
    std::uint32_t gewicht = 0;  ///< of 1,000 persons
    Gruppe gruppe = Gruppe::drittstaat;
    Schrift schrift = Schrift::lateinisch;
    /// Share of 100 per period in which the AZR record was made: 2000-2009, 2010-today, 2022-today.
    std::array<std::uint32_t, 3> zeiten{};
    std::vector<std::string> haeufig;  ///< frequent surnames; form for women after '/'
    std::vector<std::string> vorsatz;  ///< may stand before a built surname, with its space or hyphen
    std::vector<std::string> anfang;   ///< first part of a built surname
    std::vector<std::string> mitte;    ///< middle part, used for half of them
    std::vector<std::pair<std::string, std::string>> endung;  ///< last part: men, women
    std::vector<std::string> maennlich;
    std::vector<std::string> weiblich;
    std::vector<std::string> orte;  ///< places of birth; another spelling after '/'
};

/// All origins; the weights add up to 1,000.
std::vector<Herkunft> lade_herkuenfte();

}  // namespace abgleich::muster
