// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/csv/leser.hpp>
#include <abgleich/katalog/katalog.hpp>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace abgleich::input {

/// Where one value comes from.
struct Wertquelle {
    std::vector<std::string> spalten;  ///< columns by their names in the header row; several are joined
    std::string verbinde = " ";        ///< stands between several, where both have text
    std::optional<std::string> wert;   ///< a constant instead of columns
    /// Cuts the cell: at this text, or one of the words `hausnummer` (street | number | addition of an
    /// address) and `letztes_leerzeichen` (given names | family name). Empty: the cell is not cut.
    std::string trenne;
    unsigned teil = 0;               ///< 1-based part of the cut cell
    std::string codes;               ///< name of a translation table; empty: none
    bool zaehlt = true;              ///< a value makes an occurrence; a column that repeated entries share does not
    std::vector<std::string> datum;  ///< forms a date may have (`TT.MM.JJJJ`); empty: those of formats.md
    bool ist_datum = false;          ///< feeds a date: the cell is brought into the register's form
    std::uint32_t zeile = 0;         ///< line of the mapping file that says so, for messages
    bool fest() const { return wert.has_value(); }
};

/// Makes one occurrence of a Sachverhalt of each row that has a value for one of its fields (constants do not
/// count), or fields of the record itself (Sachverhalt `datensatz`).
struct Eintrag {
    std::string sachverhalt;
    std::optional<Wertquelle> stand;  ///< slot of the register: offen, aktuell, historisch
    /// Path of the field as `abgleich katalog show` lists it, with indices and `@version`, and its source.
    std::vector<std::pair<std::string, Wertquelle>> felder;
    std::uint32_t zeile = 0;
};

/// Only rows whose column has one of the values.
struct Zeilenfilter {
    std::string spalte;
    std::vector<std::string> werte;
    std::uint32_t zeile = 0;
};

/// One kind of file of an export.
struct Dateiabbildung {
    std::string name;  ///< file name, with `*` for any characters; matched without regard to case
    csv::Dialekt dialekt;
    csv::Kodierung kodierung = csv::Kodierung::utf8;
    unsigned ueberspringe = 0;  ///< lines before the header row
    char dezimal = ',';
    Wertquelle schluessel;                ///< aktenzeichen; of the register's side the AZR-Nummer
    std::optional<Wertquelle> person;     ///< number within a family file
    std::optional<Wertquelle> vorkommen;  ///< orders the occurrences of a record; else the rows do
    std::vector<Zeilenfilter> filter;
    /// Attributes of the record by name: azrNummer, datei, sachbearbeiter, abgang, abgangsdatum, bestritten,
    /// sperre.
    std::vector<std::pair<std::string, Wertquelle>> datensatz;
    std::vector<Eintrag> eintraege;
    std::uint32_t zeile = 0;
};

/// Translation of a vendor's codes.
struct Codetabelle {
    std::map<std::string, std::string, std::less<>> werte;
    std::optional<std::string>
        sonst;  ///< for a cell that is not in it; without it the cell is kept and counted
};

/// How an export in a vendor's layout is read.
struct Abbildung {
    std::string datei;  ///< name of the mapping file; empty: the native layout
    std::string behoerde;
    std::string stand;
    std::map<std::string, Codetabelle, std::less<>> codes;
    std::vector<Dateiabbildung> dateien;
};

/// Reads a mapping file and checks it as a whole. Throws base::ConfigError whose text names every fault with
/// its line: unknown keys, tables and fields with a proposal, what is missing, what contradicts itself.
Abbildung lies_abbildung(const std::filesystem::path& datei, const katalog::Katalog& katalog,
                         domain::Seite seite);
/// The same from text; `name` stands for the file in messages.
Abbildung lies_abbildung(const std::string& toml, const std::string& name, const katalog::Katalog& katalog,
                         domain::Seite seite);

/// Catalogue fields that nothing feeds: of the Sachverhalte that the mapping fills, in order of the catalogue.
/// Those that are compared, as `sachverhalt/path`; not fields of the record itself.
std::vector<std::string> ungespeiste_felder(const Abbildung& abbildung, const katalog::Katalog& katalog);

/// Fields of a record's `inhalt` that are dates, in order of their numbers.
std::vector<katalog::FeldNr> datumsfelder(const katalog::Katalog& katalog);

}  // namespace abgleich::input
