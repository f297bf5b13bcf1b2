// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace abgleich::test {

/// A document under test, easy to change and to write: an element, or raw XML between elements.
struct XmlBaum {
    std::string raum;
    std::string lokal;                                           ///< empty: raw XML
    std::vector<std::pair<std::string, std::string>> attribute;  ///< name as written, value unescaped
    std::vector<XmlBaum> inhalt;
    std::string roh;                          ///< raw XML, written as it is
    std::uint32_t typ = 0xFFFFFFFFu;          ///< simple type of its text, for changes of values
    bool fest = false;                        ///< the schema fixes its text
    std::uint32_t complex_typ = 0xFFFFFFFFu;  ///< of the element, where it has one

    static XmlBaum text(std::string xml) { return {{}, {}, {}, {}, std::move(xml)}; }
    bool ist_element() const { return !lokal.empty(); }
};

/// XML text; a namespace is declared where it changes. The prefix `xsi` is declared at the root.
std::string schreibe(const XmlBaum& baum);

/// Text escaped for the content of an element.
std::string maskiert(std::string_view text);

/// All elements, parents first.
std::vector<XmlBaum*> elemente(XmlBaum& baum);

}  // namespace abgleich::test
