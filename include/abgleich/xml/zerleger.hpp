// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <cstddef>
#include <string_view>

/// Cuts UTF-8 documents at element boundaries. It understands tags, attribute values, comments, CDATA and
/// processing instructions, and checks nothing: in a well-formed document the cuts are right, in any other
/// the reader of the piece finds the fault before a wrong cut matters.
namespace abgleich::xml {

inline constexpr std::size_t unvollstaendig = std::string_view::npos;

/// End of the element (or comment, processing instruction, CDATA section) that begins at text[anfang] == '<';
/// `unvollstaendig` where the text ends before it.
std::size_t element_ende(std::string_view text, std::size_t anfang);

/// What stands at the beginning of a document.
struct Kopf {
    enum class Art {
        zu_kurz,   ///< more bytes are needed
        schlicht,  ///< UTF-8, no DTD: may be cut
        anders     ///< any other encoding, a DTD, no XML: libxml2's part
    } art = Art::anders;
    std::size_t wurzel = 0;    ///< begin of the root's start tag
    std::size_t inhalt = 0;    ///< behind it
    bool geschlossen = false;  ///< the root is an empty tag
    bool einfach = false;      ///< before the root stands nothing but an XML declaration and blanks
};
Kopf lies_kopf(std::string_view text);

/// Next markup in the content of an open element, from `anfang`: `unvollstaendig` or the place of its '<'.
std::size_t naechste_marke(std::string_view text, std::size_t anfang);

}  // namespace abgleich::xml
