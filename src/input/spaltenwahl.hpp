// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/input/besichtigung.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace abgleich::input {

/// Which columns (by their numbers) a field would take.
struct Feldwahl {
    std::string pfad;                  ///< with its index, where the field repeats
    std::vector<std::size_t> spalten;  ///< several are joined
    std::string muster;                ///< name with `{n}`, in an Eintragswahl that repeats
    std::string trenne;                ///< as in a mapping
    unsigned teil = 0;
    std::string hinweis;
};

struct Eintragswahl {
    std::string sachverhalt;
    std::string stand;  ///< slot that is proposed; empty: the Sachverhalt has only one
    unsigned wiederhole = 1;
    std::vector<Feldwahl> felder;
};

/// What is proposed for one table.
struct Tabellenwahl {
    std::optional<std::size_t> schluessel;
    std::optional<std::size_t> person;
    std::vector<std::pair<std::string, std::size_t>> datensatz;  ///< attribute of the record, column
    std::vector<Eintragswahl> eintraege;
    std::vector<bool> vergeben;        ///< by column
    std::vector<std::string> bemerkt;  ///< by column: why it is not among them
};

/// Chooses by the names of the columns, and by the look of their cells where several things may stand in one.
Tabellenwahl waehle_spalten(const std::string& datei, const domain::Tabellenbild& bild,
                            const Spaltennamen& namen, const katalog::Katalog& katalog);

}  // namespace abgleich::input
