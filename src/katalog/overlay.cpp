// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "overlay.hpp"

#include "overlay_fassung.hpp"

#include <abgleich/base/digest.hpp>
#include <abgleich/katalog/fassungen.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

namespace abgleich::katalog {

namespace fs = std::filesystem;

namespace {

constexpr std::array vergleich_namen = {
    std::pair{Vergleich::nie, "nie"},
    std::pair{Vergleich::text, "text"},
    std::pair{Vergleich::name, "name"},
    std::pair{Vergleich::datum, "datum"},
    std::pair{Vergleich::teildatum, "teildatum"},
    std::pair{Vergleich::code, "code"},
    std::pair{Vergleich::staat, "staat"},
    std::pair{Vergleich::nummer, "nummer"},
    std::pair{Vergleich::wahrheitswert, "wahrheitswert"},
    std::pair{Vergleich::zahl, "zahl"},
    std::pair{Vergleich::behoerde, "behoerde"},
    std::pair{Vergleich::strasse, "strasse"},
    std::pair{Vergleich::hausnummer, "hausnummer"},
    std::pair{Vergleich::ort, "ort"},
    std::pair{Vergleich::undurchsichtig, "undurchsichtig"},
};
constexpr std::array rollen_namen = {
    std::pair{Rolle::inhalt, "inhalt"},   std::pair{Rolle::herkunft, "herkunft"},
    std::pair{Rolle::stand, "stand"},     std::pair{Rolle::referenz, "referenz"},
    std::pair{Rolle::ausgabe, "ausgabe"}, std::pair{Rolle::undurchsichtig, "undurchsichtig"},
    std::pair{Rolle::meldung, "meldung"},
};
constexpr std::array schwere_namen = {std::pair{domain::Schwere::niedrig, "niedrig"},
                                      std::pair{domain::Schwere::mittel, "mittel"},
                                      std::pair{domain::Schwere::hoch, "hoch"}};
constexpr std::array stand_namen = {std::pair{Stand::offen, "offen"}, std::pair{Stand::aktuell, "aktuell"},
                                    std::pair{Stand::historisch, "historisch"}};
constexpr std::array rest_namen = {std::pair{Paarung::Rest::beste_zuordnung, "beste-zuordnung"},
                                   std::pair{Paarung::Rest::klaerfall, "klaerfall"},
                                   std::pair{Paarung::Rest::einzeln, "einzeln"}};

void lies_felder(const TomlLeser& leser, const toml::table& felder, Overlay::SachverhaltRegel& regel) {
    for (const auto& [pfad, wert] : felder) {
        const auto& tabelle = leser.tabelle(wert);
        leser.nur(tabelle, {"text", "vergleich", "schwere", "grund"});
        Overlay::FeldRegel feld;
        feld.pfad = std::string(pfad.str());
        feld.text = leser.text(tabelle, "text", true);
        feld.grund = leser.text(tabelle, "grund");
        if (const auto* v = tabelle.get("vergleich"))
            feld.vergleich = leser.wahl(*v, vergleich_namen, leser.text(tabelle, "vergleich"));
        if (const auto* s = tabelle.get("schwere"))
            feld.schwere = leser.wahl(*s, schwere_namen, leser.text(tabelle, "schwere"));
        if (feld.vergleich == Vergleich::nie && feld.grund.empty())
            leser.fehler(wert, "vergleich 'nie' needs a 'grund'");
        const auto alt = std::find_if(regel.felder.begin(), regel.felder.end(),
                                      [&](const auto& f) { return f.pfad == feld.pfad; });
        if (alt != regel.felder.end())
            *alt = std::move(feld);  // a delta says it anew
        else
            regel.felder.push_back(std::move(feld));
    }
}

void lies_grund(const TomlLeser& leser, const toml::table& wurzel, Overlay& overlay) {
    leser.nur(wurzel, {"praefix", "typen", "kopf", "satz", "kurzpfad", "attribut", "vergleich", "rolle",
                       "identitaet", "sonder", "codeklasse", "datensatz"});
    if (const auto* datensatz = wurzel.get_as<toml::table>("datensatz")) {
        overlay.datensatz.datei = "grund.toml";
        lies_felder(leser, *datensatz, overlay.datensatz);
    }
    for (const auto& [bereich, ziel] :
         {std::pair{"praefix", &overlay.praefixe}, std::pair{"satz", &overlay.satz},
          std::pair{"attribut", &overlay.attribute}, std::pair{"sonder", &overlay.sonder}})
        for (auto& [name, wert] : leser.zuordnung(wurzel, bereich)) (*ziel)[name] = wert;
    if (const auto* typen = wurzel.get_as<toml::table>("typen")) {
        leser.nur(*typen, {"auskunft", "meldung", "behaelter", "durchsichtig"});
        leser.text(*typen, "auskunft", overlay.auskunft_muster, true);
        leser.text(*typen, "meldung", overlay.meldung_muster, true);
        leser.texte(*typen, "behaelter", overlay.behaelter);
        leser.texte(*typen, "durchsichtig", overlay.durchsichtig);
    }
    if (const auto* kopf = wurzel.get_as<toml::table>("kopf")) overlay.kopf = leser.texte(*kopf, "elemente");
    if (const auto* kurzpfade = wurzel.get_as<toml::table>("kurzpfad"))
        for (const auto& [typ, wert] : *kurzpfade) {
            const auto& tabelle = leser.tabelle(wert);
            overlay.kurzpfade[std::string(typ.str())] = {leser.text(tabelle, "kind", true),
                                                         leser.text(tabelle, "rest", true)};
        }
    for (const auto& [typ, name] : leser.zuordnung(wurzel, "vergleich"))
        overlay.vergleiche[typ] = leser.wahl(*wurzel.get("vergleich"), vergleich_namen, name);
    for (const auto& [blatt, name] : leser.zuordnung(wurzel, "rolle"))
        overlay.rollen[blatt] = leser.wahl(*wurzel.get("rolle"), rollen_namen, name);
    for (const auto* bereich : {"identitaet", "codeklasse"})
        if (const auto* tabelle = wurzel.get_as<toml::table>(bereich))
            for (const auto& [name, wert] : *tabelle)
                (std::string_view(bereich) == "identitaet" ? overlay.identitaet
                                                           : overlay.codeklassen)[std::string(name.str())] =
                    leser.texte(wert);
}

void lies_vorkommen(const TomlLeser& leser, const toml::array& vorkommen, Overlay::SachverhaltRegel& regel) {
    regel.vorkommen.clear();
    for (const auto& eintrag : vorkommen) {
        const auto& v = leser.tabelle(eintrag);
        leser.nur(v, {"element", "stand"});
        regel.vorkommen.push_back(
            {leser.text(v, "element", true), leser.wahl(eintrag, stand_namen, leser.text(v, "stand", true))});
    }
}

void lies_abgleich_und_recht(const TomlLeser& leser, const toml::table& tabelle, Sachverhalt& s) {
    if (const auto* abgleich = tabelle.get_as<toml::table>("abgleich")) {
        leser.nur(*abgleich, {"element", "auswahl"});
        s.abgleich_element = leser.text(*abgleich, "element", true);
        const std::string auswahl = leser.text(*abgleich, "auswahl", true);
        if (auswahl != "alle" && auswahl != "aktuell")
            leser.fehler(*abgleich, "auswahl '" + auswahl + "' (expected alle or aktuell)");
        s.abgleich_alle = auswahl == "alle";
    }
    if (const auto* recht = tabelle.get_as<toml::table>("recht")) {
        leser.nur(*recht, {"gruppen", "melder", "speicherung", "aenderung"});
        leser.texte(*recht, "gruppen", s.gruppen);
        leser.texte(*recht, "melder", s.melder);
        leser.text(*recht, "speicherung", s.speicherung, false);
        leser.text(*recht, "aenderung", s.aenderung, false);
    }
}

/// `regel`: empty, or what the Grundlage says; then only what changed has to be written.
void lies_sachverhalt(const TomlLeser& leser, const std::string& name, const toml::table& tabelle,
                      Overlay::SachverhaltRegel& regel) {
    leser.nur(tabelle, {"blatt", "text", "auskunft", "vorkommen", "hauptfeld", "paarung", "abgleich", "recht",
                        "zweck", "feld"});
    const bool neu = regel.kopf.name.empty();
    Sachverhalt& s = regel.kopf;
    s.name = name;
    s.katalogisiert = true;
    leser.text(tabelle, "blatt", s.blatt, true);
    leser.text(tabelle, "auskunft", s.auskunft, true);
    leser.text(tabelle, "hauptfeld", s.hauptfeld, false);
    leser.text(tabelle, "zweck", s.zweck, false);
    if (const auto* text = tabelle.get_as<toml::table>("text")) {
        leser.nur(*text, {"ein", "mehr"});
        s.text_ein = leser.text(*text, "ein", true);
        s.text_mehr = leser.text(*text, "mehr", true);
    } else if (neu) {
        leser.fehler(tabelle, "key 'text' is missing");
    }
    const auto* vorkommen = tabelle.get_as<toml::array>("vorkommen");
    if (vorkommen != nullptr && !vorkommen->empty())
        lies_vorkommen(leser, *vorkommen, regel);
    else if (neu)
        leser.fehler(tabelle, "key 'vorkommen' is missing");
    if (const auto* paarung = tabelle.get_as<toml::table>("paarung")) {
        leser.nur(*paarung, {"stufen", "rest"});
        s.paarung.rest = leser.wahl(*paarung, rest_namen, leser.text(*paarung, "rest", true));
        regel.stufen.clear();
        if (const auto* stufen = paarung->get_as<toml::array>("stufen"))
            for (const auto& stufe : *stufen) regel.stufen.push_back(leser.texte(stufe));
    } else if (neu) {
        leser.fehler(tabelle, "key 'paarung' is missing");
    }
    lies_abgleich_und_recht(leser, tabelle, s);
    if (const auto* felder = tabelle.get_as<toml::table>("feld")) lies_felder(leser, *felder, regel);
}

struct Datei {
    std::string name;
    toml::table wurzel;
};

/// All *.toml of the folder in order of their names, and the digest over them.
std::vector<Datei> lies_dateien(const std::string& ordner, std::string& digest) {
    std::error_code error;
    std::vector<fs::path> pfade;
    for (const auto& eintrag : fs::directory_iterator(ordner, error))
        if (eintrag.path().extension() == ".toml") pfade.push_back(eintrag.path());
    if (error || pfade.empty())
        throw base::ConfigError("katalog: no *.toml in '" + ordner +
                                "' (expected the catalogue of one version); check --katalog");
    std::sort(pfade.begin(), pfade.end());
    std::vector<Datei> dateien;
    base::Sha256 summe;
    for (const auto& pfad : pfade) {
        const std::string name = pfad.filename().string();
        const std::string inhalt = base::read_file(pfad.string());
        summe.update(name);
        summe.update(inhalt);
        dateien.push_back({name, base::lies_toml(inhalt, name)});
    }
    digest = base::to_hex(summe.finish());
    return dateien;
}

void lies_sachverhalte(const Datei& datei, const TomlLeser& leser, Overlay& overlay,
                       std::map<std::string, std::string>& gelesen) {
    leser.nur(datei.wurzel, {"sachverhalt"});
    const auto* sachverhalte = datei.wurzel.get_as<toml::table>("sachverhalt");
    if (sachverhalte == nullptr) return;
    for (const auto& [schluessel, wert] : *sachverhalte) {
        const std::string name(schluessel.str());
        if (!gelesen.emplace(name, datei.name).second)
            leser.fehler(wert, "Sachverhalt '" + name + "' stands in two files");
        auto& regel = overlay.sachverhalte[name];
        lies_sachverhalt(leser, name, leser.tabelle(wert), regel);
        regel.datei = datei.name;
    }
}

}  // namespace

std::string_view name(Vergleich vergleich) {
    for (const auto& [wert, text] : vergleich_namen)
        if (wert == vergleich) return text;
    return {};
}

Overlay lies_overlay(const std::string& ordner, const Overlay* grundlage) {
    Overlay overlay;
    std::string digest;
    const auto dateien = lies_dateien(ordner, digest);
    const auto kopf = lies_fassungskopf(ordner);
    if (grundlage != nullptr) {
        overlay = *grundlage;
        overlay.umbenennungen.clear();
        overlay.entfallen.clear();
        overlay.nachfolger.clear();
        for (auto& [name, regel] : overlay.sachverhalte)
            if (regel.datei.find('/') == std::string::npos)
                regel.datei = grundlage->version + "/" + regel.datei;
    }
    for (const auto& datei : dateien)  // before the others: they speak the words of this version
        if (datei.name == "version.toml")
            lies_version(TomlLeser(datei.name), datei.wurzel, overlay, grundlage != nullptr);
    overlay.version = kopf.version;
    overlay.grundlage = kopf.grundlage;
    overlay.digest = digest;
    benenne_um(overlay);
    std::map<std::string, std::string> gelesen;  // Sachverhalt -> file
    for (const auto& datei : dateien) {
        const TomlLeser leser(datei.name);
        if (datei.name == "grund.toml")
            lies_grund(leser, datei.wurzel, overlay);
        else if (datei.name != "version.toml")
            lies_sachverhalte(datei, leser, overlay, gelesen);
    }
    return overlay;
}

}  // namespace abgleich::katalog
