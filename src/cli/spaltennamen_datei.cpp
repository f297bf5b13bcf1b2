// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "umgebung.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>

#include <toml++/toml.h>

#include <algorithm>

namespace abgleich::cli {

namespace {

using input::Spaltennamen;

[[noreturn]] void fehler(const std::string& pfad, const toml::node& wo, const std::string& was) {
    throw base::ConfigError(pfad + ":" + std::to_string(wo.source().begin.line) + ": " + was);
}

std::vector<std::string> namen(const std::string& pfad, const toml::node& wo) {
    const auto* liste = wo.as_array();
    if (liste == nullptr) fehler(pfad, wo, "no list of names (expected texts)");
    std::vector<std::string> ziel;
    for (const auto& name : *liste) {
        if (!name.is_string()) fehler(pfad, name, "no name (expected a text)");
        auto einfach = input::vergleichsname(**name.as_string());
        if (einfach.empty()) fehler(pfad, name, "a name without a letter or digit (expected one)");
        ziel.push_back(std::move(einfach));
    }
    return ziel;
}

Spaltennamen::Gruppe gruppe(const std::string& pfad, const std::string& name, const toml::table& tabelle) {
    Spaltennamen::Gruppe ziel;
    ziel.name = name;
    // toml++ orders keys by name; what counts is the order of the file.
    std::vector<std::pair<std::string, const toml::node*>> zeilen;
    for (const auto& [schluessel, wert] : tabelle) zeilen.emplace_back(schluessel.str(), &wert);
    std::stable_sort(zeilen.begin(), zeilen.end(), [](const auto& a, const auto& b) {
        return a.second->source().begin.line < b.second->source().begin.line;
    });
    for (const auto& [schluessel, wert] : zeilen) {
        if (schluessel == "tabelle") {
            ziel.tabellen = namen(pfad, *wert);
        } else {
            ziel.felder.push_back({schluessel, namen(pfad, *wert)});
        }
    }
    return ziel;
}

}  // namespace

Spaltennamen lies_spaltennamen() {
    const std::string pfad = finde_daten("config/spaltennamen.toml");
    if (pfad.empty())
        throw base::ConfigError("no file 'config/spaltennamen.toml' is installed; install the program again");
    toml::table wurzel;
    try {
        wurzel = toml::parse(base::read_file(pfad), pfad);
    } catch (const base::InputError& e) {
        throw base::ConfigError(e.what());
    } catch (const toml::parse_error& e) {
        throw base::ConfigError(pfad + ":" + std::to_string(e.source().begin.line) + ": not valid TOML (" +
                                std::string(e.description()) + "); correct the line");
    }
    std::vector<std::pair<std::uint32_t, Spaltennamen::Gruppe>> gruppen;
    for (const auto& [schluessel, wert] : wurzel) {
        const auto* tabelle = wert.as_table();
        if (tabelle == nullptr) fehler(pfad, wert, "no table (expected one per Sachverhalt)");
        gruppen.emplace_back(wert.source().begin.line, gruppe(pfad, std::string(schluessel.str()), *tabelle));
    }
    std::stable_sort(gruppen.begin(), gruppen.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    Spaltennamen ziel;
    for (auto& [zeile, g] : gruppen) ziel.gruppen.push_back(std::move(g));
    return ziel;
}

}  // namespace abgleich::cli
