// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/katalog/katalog.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// How single things look in the HTML report. Functions that append to `ziel` write escaped HTML.
namespace abgleich::report {

/// Escapes `& < > " '`.
void maskiere(std::string& ziel, std::string_view text);

/// `1985-07-01` as `01.07.1985`, `1985-07` as `07.1985`; the day of a point in time; anything else unchanged.
std::string datum_text(std::string_view iso);
/// `98,7 %`, rounded down, so that `100 %` means all; `-` where there is nothing to share.
std::string anteil_text(std::uint64_t teil, std::uint64_t ganzes);
/// Two decimals with a comma and a true minus sign.
std::string kommazahl(double wert);

/// A value for a reader: codes with their text, German dates, yes and no in words.
std::string wert_text(const katalog::Katalog& katalog, const katalog::Feld& feld, std::string_view wert);
/// `Name (Kennung)` of a foreigners' authority, the Kennung alone where the list does not know it.
std::string behoerde_text(const katalog::Katalog& katalog, std::string_view kennung);

/// Appends `wert` with <mark> round the part that differs from `anderer`; with `ganz` round all of it.
void mit_markierung(std::string& ziel, std::string_view wert, std::string_view anderer, bool ganz);
/// The same for dates in their German form: day, month and year are marked one by one.
void datum_mit_markierung(std::string& ziel, std::string_view wert, std::string_view anderer);

struct Spalte {
    std::string_view titel;
    bool zahl = false;  ///< right-aligned
};
/// Opens a table with caption and header cells. `liste`: the page's script offers filter and sorting.
void tabelle_anfang(std::string& ziel, std::string_view beschriftung, std::span<const Spalte> spalten,
                    bool liste);
void tabelle_ende(std::string& ziel);
/// A cell with escaped text.
void zelle(std::string& ziel, std::string_view text);
void zahlzelle(std::string& ziel, std::uint64_t wert);

}  // namespace abgleich::report
