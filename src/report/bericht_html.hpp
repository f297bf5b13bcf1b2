// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace abgleich::report {

class Sicht;

/// The German report for people: one page that needs neither network nor script.
std::string bericht_html(const Sicht& sicht);

/// Rows that a table of the report shows at most; the CSV file beside it holds all.
inline constexpr std::size_t hoechstzahl_zeilen = 500;

// Parts of the page, in the order in which they are read; each appends to `ziel`.
// bericht_seite.cpp
void seite_anfang(std::string& ziel, const Sicht& sicht);
void seite_ende(std::string& ziel, const Sicht& sicht);
/// Opens a section with its heading; `</section>` closes it.
void abschnitt(std::string& ziel, std::string_view id, std::string_view titel);
void absatz(std::string& ziel, std::string_view text);
/// `500 von 12 345 gezeigt; alle in abweichungen.csv` where not all rows are shown.
void hinweis_auf_rest(std::string& ziel, std::uint64_t alle, std::string_view datei);
// bericht_kennzahlen.cpp
void kennzahlen(std::string& ziel, const Sicht& sicht);
void verteilungen(std::string& ziel, const Sicht& sicht);
void registerabgleich(std::string& ziel, const Sicht& sicht);
void nicht_verglichen(std::string& ziel, const Sicht& sicht);
// bericht_listen.cpp
void fehlzuordnungen(std::string& ziel, const Sicht& sicht);
void klaerfaelle(std::string& ziel, const Sicht& sicht);
void abweichungen(std::string& ziel, const Sicht& sicht);
void nur_lokal(std::string& ziel, const Sicht& sicht);
void nur_azr(std::string& ziel, const Sicht& sicht);
void eingabefehler(std::string& ziel, const Sicht& sicht);

}  // namespace abgleich::report
