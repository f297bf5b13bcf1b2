// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "person.hpp"
#include "satz.hpp"

#include <abgleich/base/output_file.hpp>
#include <abgleich/katalog/katalog.hpp>

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace abgleich::muster {

/// The local side as tables in the native layout: `datensatz`, then a table per Sachverhalt that the generator
/// knows. Columns are fixed, whatever the persons are: they hold all that the generator ever fills.
class Tabellen {
public:
    /// Throws ConfigError where the catalogue lacks a field that the generator fills.
    explicit Tabellen(const katalog::Katalog& katalog);

    std::size_t anzahl() const { return m_tabellen.size(); }
    std::string_view name(std::size_t tabelle) const { return m_tabellen[tabelle].name; }
    /// Header row, with its line end.
    std::string kopf(std::size_t tabelle) const;

    /// Appends a record's rows to the texts of the tables (`anzahl()` of them). Throws std::logic_error
    /// where a value has no column.
    void schreibe(std::span<std::string> texte, const Person& person, const Satz& lokal) const;

private:
    struct Spalte {
        std::string_view pfad;
        bool ausgabe = false;  ///< holds the edition of the code list of `pfad`
    };
    struct Tabelle {
        std::string_view name;
        bool mit_stand = false;
        std::vector<Spalte> spalten;
    };
    std::string_view stand(const Fakt& fakt) const;
    void zeile(std::string& text, const Tabelle& tabelle, const Fakt& fakt) const;

    std::vector<Tabelle> m_tabellen;
    std::map<std::string, domain::Stand, std::less<>> m_staende;  ///< by element of `inhalt`
};

/// The folder of the tables. A file is made with its first row, so only what occurs has one;
/// `datensatz.csv` is always there.
class Tabellenordner {
public:
    Tabellenordner(std::filesystem::path ordner, const Tabellen& tabellen);
    void schreibe(std::span<const std::string> texte);
    void close();

private:
    base::OutputFile& datei(std::size_t tabelle);

    std::filesystem::path m_ordner;
    const Tabellen& m_tabellen;
    std::vector<std::unique_ptr<base::OutputFile>> m_dateien;
};

}  // namespace abgleich::muster
