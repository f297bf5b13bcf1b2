// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/katalog/katalog.hpp>

#include <string>

namespace abgleich::katalog {

/// The schema of a Bestand (docs/formate.md), derived from the type graph so that any XML Schema tool can
/// judge such files: the types of a record's content, flattened into one file, every lower bound 0.
struct BestandSchema {
    std::string huelle;  ///< bestand-1.xsd: bestand, datensatz and its attributes
    std::string
        inhalt;  ///< bestand-1-inhalt-<version>.xsd: element `inhalt` in the namespace of the standard
    std::string inhalt_name;
};

/// Throws base::ConfigError where the content holds qualified elements of two namespaces.
BestandSchema leite_bestand_schema_ab(const Katalog& katalog);

}  // namespace abgleich::katalog
