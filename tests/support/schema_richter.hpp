// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/katalog/katalog.hpp>
#include <abgleich/xml/dokument.hpp>

#include <map>
#include <string>
#include <string_view>

namespace abgleich::test {

/// libxml2 as the judge of messages; compiles each schema once. `inhalt` is judged by the schema that is
/// derived for a Bestand, written to a folder of its own below the temporary one.
class SchemaRichter {
public:
    explicit SchemaRichter(const katalog::Katalog& katalog);
    ~SchemaRichter();
    SchemaRichter(const SchemaRichter&) = delete;
    SchemaRichter& operator=(const SchemaRichter&) = delete;
    /// Empty: valid; else the first complaint.
    std::string urteil(const katalog::Wurzel& wurzel, std::string_view xml_text);
    /// Of a whole Bestand.
    std::string urteil_bestand(std::string_view xml_text);

private:
    const xml::SchemaPruefer& pruefer(const std::string& pfad);
    const katalog::Katalog& m_katalog;
    std::string m_ordner;
    std::string m_inhalt;
    std::map<std::string, xml::SchemaPruefer> m_pruefer;
};

}  // namespace abgleich::test
