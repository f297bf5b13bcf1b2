// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// The part of the catalogue that tells versions apart: version.toml, and a delta's changes to its Grundlage.
#include "overlay_fassung.hpp"

#include <abgleich/katalog/fassungen.hpp>

#include <algorithm>
#include <filesystem>

namespace abgleich::katalog {

namespace fs = std::filesystem;

namespace {

/// `duldung/traegervordruck` as Sachverhalt and path; the path is empty where only the first is named.
std::pair<std::string, std::string> teile(const std::string& angabe) {
    const auto strich = angabe.find('/');
    return {angabe.substr(0, strich), strich == std::string::npos ? "" : angabe.substr(strich + 1)};
}

void lies_delta(const TomlLeser& leser, const toml::table& wurzel, Overlay& overlay) {
    if (const auto* tabelle = wurzel.get("umbenannt"))
        for (const auto& [alt, name] : leser.zuordnung(wurzel, "umbenannt")) {
            const auto& wo = *leser.tabelle(*tabelle).get(alt);
            const auto [sachverhalt, pfad] = teile(alt);
            if (pfad.empty() || name.empty())
                leser.fehler(wo, "umbenannt '" + alt + "' (expected \"sachverhalt/path\" = \"new name\")");
            // A name takes the place of the last part; with a '/' it is the whole new path.
            const auto letztes = pfad.rfind('/');
            const bool ganz = name.find('/') != std::string::npos || letztes == std::string::npos;
            overlay.umbenennungen.push_back(
                {sachverhalt, pfad, ganz ? name : pfad.substr(0, letztes + 1) + name, leser.ort(wo)});
        }
    std::stable_sort(overlay.umbenennungen.begin(), overlay.umbenennungen.end(),
                     [](const auto& a, const auto& b) { return a.alt.size() > b.alt.size(); });
    for (const auto& angabe : leser.texte(wurzel, "entfallen"))
        overlay.entfallen.push_back({angabe, leser.ort(*wurzel.get("entfallen"))});
    if (const auto* listen = wurzel.get("code_nachfolger"))
        for (const auto& [liste, codes] : leser.tabelle(*listen)) {
            leser.tabelle(codes);
            const std::string name(liste.str());
            Overlay::Nachfolger nachfolger{name, {}, leser.ort(codes)};
            for (auto& [alt, neu] : leser.zuordnung(*listen->as_table(), name.c_str()))
                nachfolger.codes.emplace(alt, neu);
            overlay.nachfolger.push_back(std::move(nachfolger));
        }
}

}  // namespace

void lies_version(const TomlLeser& leser, const toml::table& wurzel, Overlay& overlay, bool delta) {
    std::vector<std::string> bekannt = {"version", "namensraum", "grundlage",
                                        "gilt_ab", "inhalt",     "nachrichten"};
    for (const char* nur_delta : {"umbenannt", "entfallen", "code_nachfolger"}) {
        if (!delta && wurzel.contains(nur_delta))
            leser.fehler(*wurzel.get(nur_delta),
                         std::string("'") + nur_delta + "' changes another version; name it by 'grundlage'");
        bekannt.emplace_back(nur_delta);
    }
    leser.nur(wurzel, bekannt);
    overlay.version = leser.text(wurzel, "version");
    overlay.namensraum = leser.text(wurzel, "namensraum", true);
    overlay.gilt_ab = leser.text(wurzel, "gilt_ab");
    leser.text(wurzel, "inhalt", overlay.inhalt, true);
    leser.texte(wurzel, "nachrichten", overlay.nachrichten);
    if (delta) lies_delta(leser, wurzel, overlay);
}

void benenne_um(Overlay& overlay) {
    const auto wende_an = [](const Overlay::Umbenennung& u, std::string& angabe) {  // art:sachverhalt/pfad
        const auto anfang = angabe.find(':') + 1;
        const auto [sachverhalt, pfad] = teile(angabe.substr(anfang));
        if (sachverhalt == u.sachverhalt)
            angabe = angabe.substr(0, anfang) + sachverhalt + "/" + u.wende_an(pfad);
    };
    for (const auto& u : overlay.umbenennungen) {
        for (auto& [name, quellen] : overlay.identitaet)
            for (auto& quelle : quellen) wende_an(u, quelle);
        for (auto& [name, ziel] : overlay.sonder)
            if (ziel.find('/') != std::string::npos) wende_an(u, ziel);
        const auto it = overlay.sachverhalte.find(u.sachverhalt);
        if (it == overlay.sachverhalte.end() && u.sachverhalt != "datensatz") continue;
        auto& regel = it == overlay.sachverhalte.end() ? overlay.datensatz : it->second;
        regel.kopf.hauptfeld = u.wende_an(regel.kopf.hauptfeld);
        for (auto& feld : regel.felder) feld.pfad = u.wende_an(feld.pfad);
        for (auto& stufe : regel.stufen)
            for (auto& angabe : stufe) {
                const auto pfad = angabe.substr(0, angabe.find(':'));
                angabe = u.wende_an(pfad) + angabe.substr(pfad.size());
            }
    }
    for (const auto& e : overlay.entfallen) overlay.sachverhalte.erase(e.angabe);
}

std::string Overlay::Umbenennung::wende_an(const std::string& pfad) const {
    if (!pfad.starts_with(alt)) return pfad;
    const bool ganz = pfad.size() == alt.size() || pfad[alt.size()] == '/' || pfad[alt.size()] == '@';
    return ganz ? neu + pfad.substr(alt.size()) : pfad;
}

Fassungskopf lies_fassungskopf(const std::string& ordner) {
    const std::string pfad = ordner + "/version.toml";
    if (!fs::exists(pfad)) throw base::ConfigError("katalog: '" + ordner + "' has no version.toml");
    const toml::table wurzel = base::lies_toml(base::read_file(pfad), "version.toml");
    const TomlLeser leser("version.toml");
    Fassungskopf kopf{leser.text(wurzel, "version"), leser.text(wurzel, "namensraum", true),
                      leser.text(wurzel, "grundlage")};
    constexpr std::string_view praefix = "katalog-";
    const std::string name = fs::path(ordner).filename().string();
    if (kopf.version.empty() && name.starts_with(praefix)) kopf.version = name.substr(praefix.size());
    if (kopf.version.empty()) leser.fehler(wurzel, "key 'version' is missing");
    return kopf;
}

}  // namespace abgleich::katalog
