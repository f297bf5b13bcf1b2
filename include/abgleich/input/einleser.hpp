// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/abgleichsdaten.hpp>
#include <abgleich/domain/bestand.hpp>
#include <abgleich/domain/ergebnis.hpp>
#include <abgleich/domain/problem.hpp>
#include <abgleich/katalog/fassungen.hpp>
#include <abgleich/katalog/pruefautomat.hpp>

#include <map>
#include <string>
#include <vector>

namespace abgleich::input {

struct Abbildung;

struct Leseoptionen {
    domain::Seite seite = domain::Seite::azr;
    bool test = false;  ///< messages must carry the attribute `test`; else they must not
    katalog::Pruefstufe stufe = katalog::Pruefstufe::voll;
    bool fortschritt = false;
    /// Only the problems count (`validate`): any kind of file is welcome, marked `test` or not, and nothing
    /// is ordered or kept (but messages, with nachrichten_behalten).
    bool nur_pruefen = false;
    /// Keep every message as it came, also those that this side has no columns for.
    bool nachrichten_behalten = false;
    /// Tables are read as this mapping says (abbildung.hpp); nullptr: those in the native layout.
    const Abbildung* abbildung = nullptr;
    bool digest = true;           ///< SHA-256 of every file
    unsigned faeden = 0;          ///< threads that read; 0: as many as the machine has
    bool schnelle_spur = true;    ///< false: libxml2 reads everything (to check one against the other)
    std::size_t block = 1 << 18;  ///< bytes taken from a file at a time; results do not depend on it
};

/// What was read of one side. Indices of files count from 0 within it.
struct Einlesung {
    domain::Bestand bestand;          ///< ordered by aktenzeichen, or by AZR-Nummer
    domain::Nachrichten nachrichten;  ///< with nachrichten_behalten, in order of reading
    domain::Abgleichsdaten abgleichsdaten;
    std::vector<domain::Problem> probleme;
    std::vector<domain::Eingabedatei> dateien;
    std::string behoerde;  ///< of the Bestand
    std::string stand;
    std::map<std::string, std::uint64_t>
        unbenutzt;              ///< message number -> how many valid ones had no use here
    std::uint64_t ersetzt = 0;  ///< records that an equal or a newer one of the same key replaced
    /// Part of a 090022 cannot be read: a number may be in it although it was not found.
    bool liste_unvollstaendig = false;
    std::uint64_t ohne_schluessel = 0;  ///< records that cannot be read and whose key is not known
    std::uint64_t langsam = 0;          ///< records that the fast lane handed to libxml2
};

/// Reads all paths of one side: files, directories, archives, `-` (behaelter.hpp), on several threads; what
/// comes out is the same for any number of them. With a mapping, or where the paths are tables (*.csv, or
/// directories that hold such and no XML), tables are read, else XML.
/// A record that breaks a rule becomes a Problem; one that cannot be read but whose key is known stays
/// as a Satz with im_bestand == false. Throws base::InputError where a path does not exist, or where tables as
/// such do not fit (no header, a column missing, a part broken): all that is wrong with them at once.
Einlesung lies(const katalog::Fassungen& fassungen, const Leseoptionen& optionen,
               const std::vector<std::string>& pfade);
/// The same with one version alone.
Einlesung lies(const katalog::Katalog& katalog, const Leseoptionen& optionen,
               const std::vector<std::string>& pfade);

}  // namespace abgleich::input
