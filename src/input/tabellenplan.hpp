// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "tabelle.hpp"

#include <abgleich/katalog/katalog.hpp>

#include <map>
#include <memory>
#include <vector>

namespace abgleich::input {

/// An element on the way to a leaf.
struct Stufe {
    katalog::KnotenNr knoten = katalog::kein_knoten;
    std::uint16_t nummer = 0;  ///< which of several
    bool operator==(const Stufe&) const = default;
};

/// A leaf that a cell may become; several where a choice has branches that share the path.
struct Blattziel {
    std::vector<Stufe> weg;     ///< from below the occurrence (or `inhalt`) to the leaf
    std::uint32_t rang = 0;     ///< place among all leaves of its entry, in order of the schema
    std::uint64_t ordnung = 0;  ///< the same among all that stands in `inhalt`
    katalog::SimpleTypId typ = katalog::kein_typ;
    std::string_view fest;         ///< text of a fixed value; a flag is written with it
    std::string_view kennzeichen;  ///< name of a flag; empty: none
};

struct Feldplan {
    Zellplan quelle;
    std::vector<Blattziel> ziele;
    katalog::FeldNr feld = 0;
};

/// An attribute that has a source of its own (`duldungArt@version`).
struct Attributplan {
    Zellplan quelle;
    Stufe stufe;
    std::uint16_t attribut = 0;  ///< among those of the type
};

/// Where an occurrence stands in `inhalt`.
struct Vorkommensziel {
    std::vector<Stufe> weg;  ///< from below `inhalt` to the occurrence itself; empty: the record's own fields
    std::uint64_t ordnung = 0;  ///< in order of the schema
    domain::Stand stand = domain::Stand::offen;
};

/// An Eintrag bound to the columns and to the schema, for one place where its occurrence may stand.
struct Eintragsplan {
    const Eintrag* eintrag = nullptr;
    std::optional<Zellplan> stand;
    struct Fassung {
        Vorkommensziel ziel;
        std::vector<Feldplan> felder;
        std::vector<Attributplan> attribute;
    };
    std::vector<Fassung> fassungen;  ///< one per slot of the register
};

struct Tabellenplan {
    Zellplan schluessel;
    std::optional<Zellplan> person;
    std::optional<Zellplan> vorkommen;
    std::vector<std::pair<std::uint16_t, std::vector<std::string>>> filter;
    std::vector<std::pair<std::string, Zellplan>> datensatz;
    std::vector<Eintragsplan> eintraege;
};

/// Binds a file's mapping to its columns and to the catalogue. What does not fit (columns that the file lacks)
/// is appended to `fehlende`; then the plan is of no use.
Tabellenplan plane(const Tabelle& tabelle, const Abbildung& abbildung, const katalog::Katalog& katalog,
                   std::vector<std::string>& fehlende);

}  // namespace abgleich::input
