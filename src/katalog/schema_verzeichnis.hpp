// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/xml/dokument.hpp>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace abgleich::katalog {

/// A folder of schema files with an optional `catalog.xml` (OASIS XML Catalogs 1.1): which of its files are
/// read, and which file an address means. Files are named by their path below the folder, parts joined by '/'.
/// Nothing outside of the folder is ever read, and nothing from the network.
class SchemaVerzeichnis {
public:
    struct Datei {
        xml::Dokument dokument;
        std::string text;
        std::string raum;  ///< targetNamespace
    };

    /// Reads the catalogue. Throws base::ConfigError, naming file and line, for an entry that leaves the folder
    /// or that the program does not know.
    explicit SchemaVerzeichnis(std::string ordner);

    /// Where reading begins: the files that the catalogue gives for namespaces; where it gives none (or is
    /// missing), all *.xsd of the folder itself. Sorted. Throws base::ConfigError if there is none.
    std::vector<std::string> einstiege();

    /// What an import or include of the file `von` means: the file that the catalogue gives for `ort` or that
    /// lies at `ort` as seen from `von`; else the one that the catalogue gives for the namespace `raum`; else
    /// all files below the folder that have it. Never `von` itself; empty where nothing is found. Throws
    /// base::ConfigError, without the place, if `ort` leads out of the folder.
    std::vector<std::string> ziele(const std::string& von, const std::string& ort, const std::string& raum);

    /// A file, parsed once. Throws base::ConfigError if it is missing, broken or no schema.
    const Datei& lies(const std::string& pfad);

private:
    struct Katalogdatei {
        std::map<std::string, std::string> adressen;                      // address or namespace -> file
        std::vector<std::pair<std::string, std::string>> umschreibungen;  // begin of an address -> of a path
        std::vector<std::string> namen;                                   // of `uri` entries, in order
    };

    void lies_katalog(const std::string& pfad, std::vector<std::string> kette);
    static void lies_eintraege(const xml::Element& eltern, const std::string& voll, const std::string& aussen,
                               Katalogdatei& ziel, std::vector<std::string>& weitere);
    /// The file that the catalogues give for an address or a namespace; empty where none does.
    std::string aus_katalog(const std::string& adresse) const;
    std::string lies_text(const std::string& pfad) const;
    /// All *.xsd, of the folder itself or of all below it. Sorted.
    std::vector<std::string> schemadateien(bool auch_unterordner) const;

    std::string m_ordner;
    std::vector<Katalogdatei> m_kataloge;  // in order of search
    std::map<std::string, Datei> m_dateien;
};

}  // namespace abgleich::katalog
