// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/problem.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What `abgleich inspect` finds out about files: made by `input`, shown by `report`.
namespace abgleich::domain {

/// Oldest and newest of texts that order as they are written; both empty where there was none.
struct Spanne {
    std::string von;
    std::string bis;
    void add(std::string_view wert) {
        if (wert.empty()) return;
        if (von.empty() || wert < von) von = wert;
        if (wert > bis) bis = wert;
    }
};

/// A file of messages, or a Bestand.
struct Nachrichtenbild {
    enum class Huelle : std::uint8_t { nachricht, sammlung, bestand };
    Huelle huelle = Huelle::nachricht;
    std::string behoerde;  ///< of a Bestand that stood alone
    std::string stand;
    std::map<std::string, std::uint64_t> arten;      ///< element of the message -> how many; not of a Bestand
    std::map<std::string, std::uint64_t> fassungen;  ///< version of the standard -> messages or records
    std::uint64_t saetze = 0;
    std::uint64_t verworfen = 0;
    std::uint64_t test = 0;                             ///< messages marked `test`
    std::uint64_t nachrichten = 0;                      ///< of so many
    std::map<std::string, std::uint64_t> sachverhalte;  ///< name -> occurrences
    Spanne letzte_aenderung;                            ///< days
    Spanne erstellt;                                    ///< points in time, UTC
    std::map<std::string, std::uint64_t> probleme;      ///< name of the code -> how many
    bool fehler = false;                                ///< one of them is an error
};

enum class Zahlenart : std::uint8_t { keine, ganz, dezimal };

/// A column of a table. Only `werte` and `beispiele` hold what stands in its cells.
struct Spaltenbild {
    std::string name;  ///< as in the header row
    std::uint64_t gefuellt = 0;
    /// Shapes of the cells (letters A or a, digits 9), the commonest first, with how many cells have them.
    std::vector<std::pair<std::string, std::uint64_t>> formen;
    std::uint64_t weitere_formen = 0;
    std::string datumsform;  ///< `TT.MM.JJJJ`; empty: no dates
    bool mit_uhrzeit = false;
    Zahlenart zahl = Zahlenart::keine;
    bool alle_verschieden = false;
    std::uint64_t verschiedene = 0;      ///< distinct values; 0: more than `few`
    std::uint64_t azr_nummern = 0;       ///< cells that are one
    std::uint64_t elfstellig = 0;        ///< cells that would be one with a 0 in front
    std::uint64_t gerundet = 0;          ///< cells like 1E+11
    std::uint64_t mit_komma = 0;         ///< cells with text on both sides of a comma
    std::uint64_t mit_leerzeichen = 0;   ///< cells of several words
    std::uint64_t mit_hausnummer = 0;    ///< cells that begin with letters and end with a number of a house
    std::vector<std::string> werte;      ///< the distinct values where they are few; never shown
    std::vector<std::string> beispiele;  ///< only where they were asked for
    bool wie_codes() const { return verschiedene != 0 && gefuellt >= 2 * verschiedene; }
    bool wie_azr_nummern() const {
        const auto alle = azr_nummern + elfstellig + gerundet;
        return alle != 0 && alle * 5 >= gefuellt * 4;
    }
};

/// A table.
struct Tabellenbild {
    std::string kodierung = "utf-8";  ///< as a mapping names it
    bool bom = false;
    char trenner = ';';
    char anfuehrung = '"';        ///< '\0': quotes are characters like any other
    bool mit_anfuehrung = false;  ///< quotes occur
    std::string umbrueche;        ///< LF, CRLF, CR, mixed; empty: one line
    unsigned ueberspringe = 0;    ///< lines before the header row
    bool kopfzeile = true;        ///< false: the first row looks like a record; columns have no names then
    std::uint64_t zeilen = 0;     ///< all but the header
    std::map<std::string, std::uint64_t> unbrauchbar;  ///< reason -> rows that cannot be used
    std::string sachverhalt;                           ///< native layout; empty: another
    std::vector<std::string> hinweise;
    std::vector<Spaltenbild> spalten;
};

struct Dateibild {
    enum class Art : std::uint8_t { unlesbar, nachrichten, tabelle };
    std::string name;
    Art art = Art::unlesbar;
    std::string grund;  ///< why it cannot be read, or what else was wrong with it as a file
    ProblemCode code = ProblemCode::datei_nicht_lesbar;
    Nachrichtenbild nachrichten;
    Tabellenbild tabelle;

    /// Something in it is an error, in the sense of `validate`.
    bool fehler() const {
        return !grund.empty() || (art == Art::nachrichten && nachrichten.fehler) ||
               (art == Art::tabelle && !tabelle.unbrauchbar.empty());
    }
};

}  // namespace abgleich::domain
