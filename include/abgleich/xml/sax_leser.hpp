// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/xml/namensbuch.hpp>

namespace abgleich::xml {

/// Reads through libxml2's SAX2: every XML there is, in any encoding, at its speed. No DTD, no entities, no
/// network, depth at most max_elementtiefe.
class SaxLeser {
public:
    SaxLeser(Namensbuch& namen, Ereignisse& ereignisse) : m_namen(namen), m_ereignisse(ereignisse) {}

    /// Streams a document of any size.
    Ausgang lies(Quelle& quelle);

    /// A part of a document in UTF-8 that stands in memory.
    struct Ausschnitt {
        std::string_view
            vorspann;  ///< start tag of the element around it (with its namespaces); may be empty
        std::string_view text;
        std::string_view
            nachspann;              ///< end tag of the element around it; empty where the file ends in `text`
        Ort ort{1, 1};              ///< of the first byte of `text`
        std::uint64_t versatz = 0;  ///< its place in the file
    };
    /// Reads the part as if it stood alone; nothing is told of the element around it.
    Ausgang lies(const Ausschnitt& ausschnitt);

private:
    Namensbuch& m_namen;
    Ereignisse& m_ereignisse;
};

}  // namespace abgleich::xml
