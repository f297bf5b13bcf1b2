// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "zweite_fassung.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>

#include <filesystem>
#include <stdexcept>
#include <utility>

namespace abgleich::test {

namespace fs = std::filesystem;

namespace {

void ersetze_alle(std::string& text, std::string_view was, std::string_view durch) {
    for (auto wo = text.find(was); wo != std::string::npos; wo = text.find(was, wo + durch.size()))
        text.replace(wo, was.size(), durch);
}

}  // namespace

ZweiteFassung::ZweiteFassung(std::string version, std::string grundlage)
    : m_version(std::move(version)), m_grundlage(std::move(grundlage)) {
    const std::string ziffern = m_version.substr(0, 2) + m_version.substr(3);
    for (const auto& eintrag : fs::directory_iterator(grundpfade().schemas)) {
        std::string text = base::read_file(eintrag.path().string());
        ersetze_alle(text, "xauslaender2611", "xauslaender" + ziffern);
        ersetze_alle(text, "\"26.11\"", "\"" + m_version + "\"");
        m_ordner.schreibe("schemas/" + eintrag.path().filename().string(), text);
    }
    delta("");
}

std::string ZweiteFassung::schema() const { return m_ordner / "schemas/xauslaender-azr.xsd"; }

ZweiteFassung& ZweiteFassung::ersetze(std::string_view was, std::string_view durch) {
    std::string text = base::read_file(schema());
    ersetze_alle(text, was, durch);
    m_ordner.schreibe("schemas/xauslaender-azr.xsd", text);
    return *this;
}

ZweiteFassung& ZweiteFassung::aendere(std::string_view typ, std::string_view was, std::string_view durch) {
    std::string text = base::read_file(schema());
    const auto anfang = text.find("<xs:complexType name=\"" + std::string(typ) + "\">");
    const auto ende = text.find("\n  </xs:complexType>", anfang);
    if (anfang == std::string::npos) throw std::logic_error("no type '" + std::string(typ) + "'");
    std::string rumpf = text.substr(anfang, ende - anfang);
    if (rumpf.find(was) == std::string::npos) throw std::logic_error("not in it: " + std::string(was));
    ersetze_alle(rumpf, was, durch);
    m_ordner.schreibe("schemas/xauslaender-azr.xsd", text.replace(anfang, ende - anfang, rumpf));
    return *this;
}

ZweiteFassung& ZweiteFassung::delta(std::string_view zeilen) {
    const std::string ziffern = m_version.substr(0, 2) + m_version.substr(3);
    return datei("version.toml", "namensraum = \"http://www.osci.de/xauslaender" + ziffern + "\"\n" +
                                     (m_grundlage.empty() ? "" : "grundlage = \"" + m_grundlage + "\"\n") +
                                     std::string(zeilen));
}

ZweiteFassung& ZweiteFassung::datei(std::string_view name, std::string_view inhalt) {
    m_ordner.schreibe("katalog-" + m_version + "/" + std::string(name), inhalt);
    return *this;
}

katalog::Katalogpfade ZweiteFassung::pfade() const {
    return {m_ordner / "schemas", m_ordner / ("katalog-" + m_version), grundpfade().codelisten};
}

katalog::Katalogpfade ZweiteFassung::grundpfade() {
    const std::string wurzel = ABGLEICH_SOURCE_DIR;
    return {wurzel + "/schemas/xauslaender-26.11", wurzel + "/config/katalog-26.11",
            wurzel + "/config/codelisten"};
}

katalog::Fassungen ZweiteFassung::lade() const { return katalog::Fassungen::lade({pfade(), grundpfade()}); }

std::string ZweiteFassung::klage() const {
    try {
        lade();
        return "accepted";
    } catch (const base::ConfigError& e) {
        return e.what();
    }
}

}  // namespace abgleich::test
