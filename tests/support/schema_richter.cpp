// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "schema_richter.hpp"

#include "probelesung.hpp"

#include <abgleich/katalog/bestand_schema.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace abgleich::test {

SchemaRichter::SchemaRichter(const katalog::Katalog& katalog) : m_katalog(katalog) {
    std::string muster = (std::filesystem::temp_directory_path() / "abgleich-richter-XXXXXX").string();
    if (::mkdtemp(muster.data()) == nullptr) throw std::runtime_error("no temporary folder");
    m_ordner = muster;
    const auto schema = katalog::leite_bestand_schema_ab(katalog);
    m_inhalt = m_ordner + "/" + schema.inhalt_name;
    std::ofstream(m_inhalt) << schema.inhalt;
    std::ofstream(m_ordner + "/bestand-1.xsd") << schema.huelle;
}

SchemaRichter::~SchemaRichter() {
    std::error_code fehler;
    std::filesystem::remove_all(m_ordner, fehler);
}

const xml::SchemaPruefer& SchemaRichter::pruefer(const std::string& pfad) {
    const auto it = m_pruefer.find(pfad);
    return it != m_pruefer.end() ? it->second
                                 : m_pruefer.emplace(pfad, xml::SchemaPruefer(pfad)).first->second;
}

std::string SchemaRichter::urteil(const katalog::Wurzel& wurzel, std::string_view xml_text) {
    if (wurzel.nummer == "inhalt") return pruefer(m_inhalt).pruefe(xml_text);
    const auto* element = m_katalog.graph().element(wurzel.name);
    return pruefer(katalogpfade().schemas + "/" + element->schema).pruefe(xml_text);
}

std::string SchemaRichter::urteil_bestand(std::string_view xml_text) {
    return pruefer(m_ordner + "/bestand-1.xsd").pruefe(xml_text);
}

}  // namespace abgleich::test
