// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "abbildung_pruefer.hpp"

#include <algorithm>

namespace abgleich::input {

std::string vorschlag(const std::string& name, const std::vector<std::string>& bekannt) {
    constexpr std::size_t max_name = 200, max_liste = 15;
    const auto naechster = name.size() > max_name ? std::string{} : base::closest(name, bekannt);
    if (!naechster.empty()) return ", did you mean '" + naechster + "'?";
    if (bekannt.empty() || bekannt.size() > max_liste) return {};
    return " (expected one of: " + base::join(bekannt, ", ") + ")";
}

void AbbildungPruefer::melde(std::uint32_t zeile, const std::string& was) {
    std::string text = was;  // one line, whatever a name holds
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; },
        '?');
    m_fehler.emplace_back(zeile, std::move(text));
}

void AbbildungPruefer::nur(const toml::table& wo, const std::vector<std::string>& erlaubt) {
    for (const auto& [schluessel, wert] : wo) {
        const std::string name(schluessel.str());
        if (std::find(erlaubt.begin(), erlaubt.end(), name) == erlaubt.end())
            melde(wert, "unknown key '" + name + "'" + vorschlag(name, erlaubt));
    }
}

std::optional<std::string> AbbildungPruefer::text(const toml::table& wo, const char* schluessel,
                                                  bool pflicht) {
    const toml::node* wert = wo.get(schluessel);
    if (wert != nullptr && wert->is_string()) return **wert->as_string();
    if (wert != nullptr)
        melde(*wert, "'" + std::string(schluessel) + "' is no text");
    else if (pflicht)
        melde(wo, "key '" + std::string(schluessel) + "' is missing");
    return std::nullopt;
}

std::optional<unsigned> AbbildungPruefer::zahl(const toml::table& wo, const char* schluessel, unsigned von,
                                               unsigned bis) {
    const toml::node* wert = wo.get(schluessel);
    if (wert == nullptr) return std::nullopt;
    if (wert->is_integer() && **wert->as_integer() >= von && **wert->as_integer() <= bis)
        return static_cast<unsigned>(**wert->as_integer());
    melde(*wert, "'" + std::string(schluessel) + "' is out of range (expected a whole number from " +
                     std::to_string(von) + " to " + std::to_string(bis) + ")");
    return std::nullopt;
}

std::vector<std::string> AbbildungPruefer::texte(const toml::node& wo, const std::string& name,
                                                 bool einzeln) {
    if (einzeln && wo.is_string()) return {**wo.as_string()};
    std::vector<std::string> ergebnis;
    const toml::array* liste = wo.as_array();
    if (liste == nullptr) {
        melde(wo, "'" + name + "' is no " + (einzeln ? "text and no " : "") + "list of texts");
        return ergebnis;
    }
    for (const auto& eintrag : *liste) {
        if (eintrag.is_string())
            ergebnis.push_back(**eintrag.as_string());
        else
            melde(eintrag, "'" + name + "' holds something that is no text");
    }
    return ergebnis;
}

const toml::table* AbbildungPruefer::tabelle(const toml::table& wo, const char* schluessel, bool pflicht) {
    const toml::node* wert = wo.get(schluessel);
    if (wert == nullptr) {
        if (pflicht) melde(wo, "table '" + std::string(schluessel) + "' is missing");
        return nullptr;
    }
    if (!wert->is_table()) melde(*wert, "'" + std::string(schluessel) + "' is no table");
    return wert->as_table();
}

std::vector<const toml::table*> AbbildungPruefer::tabellen(const toml::table& wo, const char* schluessel) {
    std::vector<const toml::table*> ergebnis;
    const toml::node* wert = wo.get(schluessel);
    if (wert == nullptr) return ergebnis;
    const toml::array* liste = wert->as_array();
    if (liste == nullptr) {
        melde(*wert, "'" + std::string(schluessel) +
                         "' is no list of tables; write its name in two pairs of brackets ('[[...]]')");
        return ergebnis;
    }
    for (const auto& eintrag : *liste) {
        if (eintrag.is_table())
            ergebnis.push_back(eintrag.as_table());
        else
            melde(eintrag, "'" + std::string(schluessel) + "' holds something that is no table");
    }
    return ergebnis;
}

void AbbildungPruefer::ende() const {
    if (m_fehler.empty()) return;
    auto fehler = m_fehler;
    std::stable_sort(fehler.begin(), fehler.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::string text;
    for (const auto& [zeile, was] : fehler)
        text += (text.empty() ? "" : "\n") + m_datei + ":" + std::to_string(zeile) + ": " + was;
    throw base::ConfigError(text);
}

}  // namespace abgleich::input
