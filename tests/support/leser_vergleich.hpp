// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/xml/ereignisse.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace abgleich::test {

/// Writes down what a reader tells, one line an event: texts in one piece, names with their numbers, places,
/// the namespaces in scope, and of a leaf where its content stands. Two readers tell the same if their lines
/// are equal. Throws std::logic_error where one of its promises is broken: a remembered tag that changes, a
/// text that does not stay.
class Ereignisprotokoll final : public xml::Ereignisse {
public:
    std::vector<std::string> zeilen;
    /// Numbers of remembered tags that were told.
    std::set<std::uint32_t> marken;
    /// Names an element at which std::runtime_error is thrown.
    std::string wirf;
    /// Which leaves are taken as one event: none, all, or those with an odd number of bytes. Of these the
    /// place of the start tag and the namespaces in scope are not told: left out of all lines unless none are.
    enum class Blaetter { keine, alle, ungerade } blaetter = Blaetter::keine;

    void element(const xml::Marke& marke, const xml::Lage& lage) override;
    void text(std::string_view text, bool bleibt) override;
    void ende(const xml::Lage& lage) override;
    bool blatt(const xml::Marke& marke, std::string_view text, const xml::Lage& lage) override;
    /// Without places and numbers: `<{urn:a}b x=1>text</>`.
    std::string kurz;

private:
    void beginne(const xml::Marke& marke, const std::string& stelle);
    void schliesse_text(bool blatt);
    std::string m_text;
    bool m_blatt = false;  // the last tag was a start tag
    std::vector<std::pair<std::string_view, std::string>> m_bleibende;
    std::map<std::uint32_t, std::string> m_marken;
};

/// What the two readers say of one element.
struct Leservergleich {
    bool schnell = false;     ///< the fast lane took it
    std::string unterschied;  ///< empty where both agree, or the fast lane leaves it to libxml2
    std::size_t gelesen = 0;  ///< bytes that the fast lane took for the element
    std::string kurz;         ///< events of libxml2
    xml::Ausgang ausgang;     ///< of libxml2
};

/// Reads the element at the beginning of `text` with both, several times with the fast one (a tag is remembered
/// when it comes a second time; leaves as one event or as three), from a block of memory that ends where the text ends. `vorspann`: start tag of the
/// element around it, may be empty.
Leservergleich vergleiche_leser(std::string_view text, std::string_view vorspann = {});

}  // namespace abgleich::test
