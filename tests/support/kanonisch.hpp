// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace abgleich::test {

/// What is left out of account besides prefixes.
enum class Vergleichbarkeit {
    genau,    ///< nothing
    deutung,  ///< also comments, processing instructions, attributes of XML Schema itself, and white space:
              ///< between elements, and collapsed in every text and attribute
};

/// Exclusive canonical XML (libxml2) of each message of a document: of the root, of each child of a Sammlung,
/// of each `inhalt` of a Bestand. Prefixes are made from their namespaces first. Throws
/// std::runtime_error where it is not well-formed.
std::vector<std::string> kanonisch(std::string_view xml_text, Vergleichbarkeit wie = Vergleichbarkeit::genau);

}  // namespace abgleich::test
