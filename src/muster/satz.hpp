// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "codes.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace abgleich::muster {

/// One value of a fact. Paths are catalogue paths and point to text of static life.
struct Wert {
    std::string_view pfad;
    std::string wert;
    std::string_view ausgabe;  ///< edition of the code list; empty for what is no code
};

/// One occurrence of a Sachverhalt.
struct Fakt {
    std::string_view sachverhalt;  ///< name in the catalogue
    std::string_view element;      ///< element of the message (`aktuelleDuldung`)
    std::string_view hauptfeld;    ///< the field that names the occurrence in wahrheit.csv
    bool weitere = false;          ///< stands below weiterePersonalien
    bool fehlt = false;            ///< this side does not have it; kept so that both sides count alike
    std::vector<Wert> werte;

    /// nullptr where the fact has no such value.
    const Wert* find(std::string_view pfad) const;
    std::string_view wert(std::string_view pfad) const;
    Fakt& setze(std::string_view pfad, std::string wert, std::string_view ausgabe = {});
    void entferne(std::string_view pfad);
};

/// The record of one side.
struct Satz {
    std::string azr_nummer;       ///< empty: the local file does not know it
    std::string alte_azr_nummer;  ///< AZR side: the number before a merger
    std::string aktenfuehrend;
    std::vector<Fakt> fakten;
    // Local side only:
    bool datei_b = false;
    bool gesperrt = false;
    std::string abgang;  ///< fortzug, verstorben, eingebuergert, abgegeben
    std::string abgangsdatum;
    std::string bestritten;  ///< paths in dispute

    Fakt* find(std::string_view sachverhalt);
    const Fakt* find(std::string_view sachverhalt) const;
};

}  // namespace abgleich::muster
