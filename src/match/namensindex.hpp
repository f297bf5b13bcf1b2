// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "identitaet.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace abgleich::match {

/// Finds records with equal names and equal, fully known birth date. The simplest index behind the
/// question "who could this be?"; a fuzzy one takes its place by the same two functions.
class Namensindex {
public:
    /// Adds a record; without both names and a full birth date it cannot be found.
    void add(std::uint32_t satz, const Identitaet& identitaet);
    /// To be called after the last add.
    void ordne();
    /// Records that could be this person, in order of their index.
    std::vector<std::uint32_t> kandidaten(const Identitaet& identitaet) const;

private:
    struct Eintrag {
        std::uint64_t schluessel;
        std::uint32_t satz;
    };
    std::vector<Eintrag> m_eintraege;
};

}  // namespace abgleich::match
