// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>

#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace abgleich::base {

/// The tables of a TOML file. Throws ConfigError naming file and line.
inline toml::table lies_toml(const std::string& inhalt, const std::string& datei) {
    try {
        return toml::parse(inhalt, datei);
    } catch (const toml::parse_error& e) {
        throw ConfigError(datei + ":" + std::to_string(e.source().begin.line) + ": not valid TOML (" +
                          std::string(e.description()) + "); correct the line");
    }
}

/// Typed access to one TOML file; every fault names file and line.
class TomlLeser {
public:
    explicit TomlLeser(std::string datei) : m_datei(std::move(datei)) {}

    std::string ort(const toml::node& wo) const {
        return m_datei + ":" + std::to_string(wo.source().begin.line) + ": ";
    }

    [[noreturn]] void fehler(const toml::node& wo, const std::string& was) const {
        throw ConfigError(ort(wo) + was);
    }

    void nur(const toml::table& tabelle, const std::vector<std::string>& erlaubt) const {
        for (const auto& [schluessel, wert] : tabelle) {
            const std::string name(schluessel.str());
            if (std::find(erlaubt.begin(), erlaubt.end(), name) != erlaubt.end()) continue;
            const auto vorschlag = closest(name, erlaubt);
            fehler(wert, "unknown key '" + name + "'" +
                             (vorschlag.empty() ? " (expected one of: " + join(erlaubt, ", ") + ")"
                                                : ", did you mean '" + vorschlag + "'?"));
        }
    }

    std::string text(const toml::table& tabelle, const char* schluessel, bool pflicht = false) const {
        const toml::node* wert = tabelle.get(schluessel);
        if (wert == nullptr) {
            if (pflicht) fehler(tabelle, std::string("key '") + schluessel + "' is missing");
            return {};
        }
        if (!wert->is_string()) fehler(*wert, std::string("'") + schluessel + "' is no text");
        return **wert->as_string();
    }

    std::vector<std::string> texte(const toml::node& wert) const {
        const toml::array* liste = wert.as_array();
        if (liste == nullptr) fehler(wert, "expected a list of texts");
        std::vector<std::string> ergebnis;
        for (const auto& eintrag : *liste) {
            if (!eintrag.is_string()) fehler(eintrag, "expected a text");
            ergebnis.push_back(**eintrag.as_string());
        }
        return ergebnis;
    }

    std::vector<std::string> texte(const toml::table& tabelle, const char* schluessel) const {
        const toml::node* wert = tabelle.get(schluessel);
        return wert == nullptr ? std::vector<std::string>{} : texte(*wert);
    }

    /// The text replaces `ziel`, which a delta inherits, only where it is written.
    void text(const toml::table& tabelle, const char* schluessel, std::string& ziel, bool pflicht) const {
        if (tabelle.contains(schluessel) || (pflicht && ziel.empty()))
            ziel = text(tabelle, schluessel, pflicht);
    }

    void texte(const toml::table& tabelle, const char* schluessel, std::vector<std::string>& ziel) const {
        if (tabelle.contains(schluessel)) ziel = texte(tabelle, schluessel);
    }

    const toml::table& tabelle(const toml::node& wert) const {
        if (!wert.is_table()) fehler(wert, "expected a table");
        return *wert.as_table();
    }

    std::map<std::string, std::string> zuordnung(const toml::table& wo, const char* schluessel) const {
        std::map<std::string, std::string> ergebnis;
        if (const toml::node* wert = wo.get(schluessel))
            for (const auto& [name, eintrag] : tabelle(*wert)) {
                if (!eintrag.is_string()) fehler(eintrag, "expected a text");
                ergebnis.emplace(std::string(name.str()), **eintrag.as_string());
            }
        return ergebnis;
    }

    template <typename Werte>
    auto wahl(const toml::node& wo, const Werte& werte, const std::string& name) const {
        std::vector<std::string> namen;
        for (const auto& [wert, text] : werte) {
            if (name == text) return wert;
            namen.emplace_back(text);
        }
        fehler(wo, "'" + name + "' is not known (expected one of: " + join(namen, ", ") + ")");
    }

private:
    std::string m_datei;
};

}  // namespace abgleich::base
