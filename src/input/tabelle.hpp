// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/csv/leser.hpp>
#include <abgleich/domain/problem.hpp>
#include <abgleich/input/abbildung.hpp>
#include <abgleich/xml/ereignisse.hpp>

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace abgleich::input {

/// A cell, or what a mapping makes of cells: a Wertquelle bound to the columns of one file.
struct Zellplan {
    std::vector<std::uint16_t> spalten;  ///< of the row; empty: the constant
    std::string_view verbinde;
    std::string_view wert;
    std::string_view trenne;
    unsigned teil = 0;
    const Codetabelle* codes = nullptr;
    std::span<const std::string> datum;
    bool zaehlt = true;      ///< a value makes an occurrence
    bool ist_datum = false;  ///< a form of a day becomes that of the schema
    char dezimal = 0;        ///< a whole number may be written with it and noughts behind

    bool fest() const { return spalten.empty(); }
};

/// Evaluates a plan for a row. The result points into the row, the plan, or `puffer`. `unuebersetzt` is
/// counted up where a translation table lacks the cell and has no default.
std::string_view zellwert(const Zellplan& plan, const csv::Zeile& zeile, std::string& puffer,
                          std::uint64_t* unuebersetzt = nullptr);

inline constexpr char schluesseltrenner = '\x1F';

/// One file of a table export, in memory.
struct Tabelle {
    struct Zeilenort {
        std::uint64_t anfang = 0;
        std::uint32_t zeile = 0;
        std::uint32_t person = 0;  ///< first index into the file's own keys, then of all people
    };
    std::string name;
    std::uint32_t datei = 0;  ///< index into the run's list of files
    const Dateiabbildung* abbildung = nullptr;
    std::string text;  ///< UTF-8
    std::vector<std::string> spalten;
    std::vector<Zeilenort> zeilen;  ///< those that can be read and that the filters let through
    /// Keys in order of the rows, each as often as it comes anew: aktenzeichen, or aktenzeichen, schluesseltrenner
    /// and person.
    std::vector<std::string_view> schluessel;
    std::deque<std::string> eigene_schluessel;  ///< those that do not stand so in the text
    std::vector<std::uint32_t> beschaedigt;     ///< keys (as in schluessel) with a row that cannot be read
    std::uint64_t ohne_schluessel = 0;          ///< rows that cannot be read and whose key is not known
    std::uint64_t gefiltert = 0;                ///< rows that a filter kept out
    std::uint64_t rest = 0;                     ///< byte behind the header row ...
    std::uint32_t rest_zeile = 1;               ///< ... and its line
    std::vector<domain::Problem> probleme;

    /// Index of a column by its name; nullopt where there is none.
    std::optional<std::uint16_t> spalte(std::string_view gesucht) const;
};

/// Binds a source to the columns; what is missing is appended to `fehlende` (with a proposal).
Zellplan binde(const Wertquelle& quelle, const Tabelle& tabelle, const Abbildung& abbildung,
               std::vector<std::string>& fehlende);

/// Reads the header row of `tabelle.text`. False where there is none; throws InputError where it cannot be read.
bool lies_kopfzeile(Tabelle& tabelle);
/// Goes through all rows: finds their places, their keys, and what is wrong with them. `person` may be null.
void lies_zeilen(Tabelle& tabelle, const Zellplan& schluessel, const Zellplan* person,
                 const std::vector<std::pair<std::uint16_t, std::vector<std::string>>>& filter);

}  // namespace abgleich::input
