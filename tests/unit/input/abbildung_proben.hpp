// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Mappings as texts, and what is wrong with them.
#pragma once

#include "support/probelesung.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/input/abbildung.hpp>

#include <string>

namespace abgleich::test {

using domain::Seite;

inline input::Abbildung lies(const std::string& toml, Seite seite = Seite::lokal) {
    return input::lies_abbildung(toml, "m.toml", katalog(), seite);
}

/// All faults; empty where there is none.
inline std::string fehler(const std::string& toml, Seite seite = Seite::lokal) {
    try {
        lies(toml, seite);
    } catch (const base::ConfigError& e) {
        return e.what();
    }
    return {};
}

inline const std::string kopf = "abbildung = 1\n";
inline const std::string datei = "[[datei]]\nname = \"p.csv\"\nschluessel = \"AZ\"\n";

/// A whole mapping with these lines at the end of its one file; they begin in line 5.
inline std::string in_datei(const std::string& zeilen) { return kopf + datei + zeilen; }
/// The same with these fields of the Grundpersonalien (name and source); they begin in line 8.
inline std::string mit_feldern(const std::string& zeilen) {
    return in_datei("[[datei.eintrag]]\nsachverhalt = \"grundpersonalien\"\n[datei.eintrag.felder]\n" +
                    zeilen);
}
/// The fault of a source (text of a TOML value) that feeds the family name.
inline std::string fehler_der_quelle(const std::string& quelle) {
    return fehler(mit_feldern("familienname = " + quelle + "\n"));
}

}  // namespace abgleich::test
