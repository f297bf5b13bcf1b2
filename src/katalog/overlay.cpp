// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "overlay.hpp"

#include <abgleich/base/digest.hpp>
#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>

#include <toml++/toml.h>

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

/// Typed access to one TOML file; every fault names file and line.
class Leser {
public:
    explicit Leser(std::string datei) : m_datei(std::move(datei)) {}

    [[noreturn]] void fehler(const toml::node& wo, const std::string& was) const {
        throw base::ConfigError(m_datei + ":" + std::to_string(wo.source().begin.line) + ": " + was);
    }

    void nur(const toml::table& tabelle, const std::vector<std::string>& erlaubt) const {
        for (const auto& [schluessel, wert] : tabelle) {
            const std::string name(schluessel.str());
            if (std::find(erlaubt.begin(), erlaubt.end(), name) != erlaubt.end()) continue;
            const auto vorschlag = base::closest(name, erlaubt);
            fehler(wert, "unknown key '" + name + "'" +
                             (vorschlag.empty() ? " (expected one of: " + base::join(erlaubt, ", ") + ")"
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
        fehler(wo, "'" + name + "' is not known (expected one of: " + base::join(namen, ", ") + ")");
    }

private:
    std::string m_datei;
};

void lies_version(const Leser& leser, const toml::table& wurzel, Overlay& overlay) {
    leser.nur(wurzel, {"version", "namensraum", "gilt_ab", "inhalt", "nachrichten"});
    overlay.version = leser.text(wurzel, "version", true);
    overlay.namensraum = leser.text(wurzel, "namensraum", true);
    overlay.inhalt = leser.text(wurzel, "inhalt", true);
    overlay.nachrichten = leser.texte(wurzel, "nachrichten");
}

void lies_felder(const Leser& leser, const toml::table& felder, Overlay::SachverhaltRegel& regel) {
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
        regel.felder.push_back(std::move(feld));
    }
}

void lies_grund(const Leser& leser, const toml::table& wurzel, Overlay& overlay) {
    leser.nur(wurzel, {"praefix", "typen", "kopf", "satz", "kurzpfad", "attribut", "vergleich", "rolle",
                       "identitaet", "sonder", "codeklasse", "datensatz"});
    if (const auto* datensatz = wurzel.get_as<toml::table>("datensatz")) {
        overlay.datensatz.datei = "grund.toml";
        lies_felder(leser, *datensatz, overlay.datensatz);
    }
    overlay.praefixe = leser.zuordnung(wurzel, "praefix");
    overlay.satz = leser.zuordnung(wurzel, "satz");
    overlay.attribute = leser.zuordnung(wurzel, "attribut");
    overlay.sonder = leser.zuordnung(wurzel, "sonder");
    if (const auto* typen = wurzel.get_as<toml::table>("typen")) {
        leser.nur(*typen, {"auskunft", "meldung", "behaelter", "durchsichtig"});
        overlay.auskunft_muster = leser.text(*typen, "auskunft", true);
        overlay.meldung_muster = leser.text(*typen, "meldung", true);
        overlay.behaelter = leser.texte(*typen, "behaelter");
        overlay.durchsichtig = leser.texte(*typen, "durchsichtig");
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

Overlay::SachverhaltRegel lies_sachverhalt(const Leser& leser, const std::string& name,
                                           const toml::table& tabelle) {
    leser.nur(tabelle, {"blatt", "text", "auskunft", "vorkommen", "hauptfeld", "paarung", "abgleich", "recht",
                        "zweck", "feld"});
    Overlay::SachverhaltRegel regel;
    Sachverhalt& s = regel.kopf;
    s.name = name;
    s.katalogisiert = true;
    s.blatt = leser.text(tabelle, "blatt", true);
    s.auskunft = leser.text(tabelle, "auskunft", true);
    s.hauptfeld = leser.text(tabelle, "hauptfeld");
    s.zweck = leser.text(tabelle, "zweck");
    if (const auto* text = tabelle.get_as<toml::table>("text")) {
        leser.nur(*text, {"ein", "mehr"});
        s.text_ein = leser.text(*text, "ein", true);
        s.text_mehr = leser.text(*text, "mehr", true);
    } else {
        leser.fehler(tabelle, "key 'text' is missing");
    }
    const auto* vorkommen = tabelle.get_as<toml::array>("vorkommen");
    if (vorkommen == nullptr || vorkommen->empty()) leser.fehler(tabelle, "key 'vorkommen' is missing");
    for (const auto& eintrag : *vorkommen) {
        const auto& v = leser.tabelle(eintrag);
        leser.nur(v, {"element", "stand"});
        regel.vorkommen.push_back(
            {leser.text(v, "element", true), leser.wahl(eintrag, stand_namen, leser.text(v, "stand", true))});
    }
    if (const auto* paarung = tabelle.get_as<toml::table>("paarung")) {
        leser.nur(*paarung, {"stufen", "rest"});
        s.paarung.rest = leser.wahl(*paarung, rest_namen, leser.text(*paarung, "rest", true));
        if (const auto* stufen = paarung->get_as<toml::array>("stufen"))
            for (const auto& stufe : *stufen) regel.stufen.push_back(leser.texte(stufe));
    } else {
        leser.fehler(tabelle, "key 'paarung' is missing");
    }
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
        s.gruppen = leser.texte(*recht, "gruppen");
        s.melder = leser.texte(*recht, "melder");
        s.speicherung = leser.text(*recht, "speicherung");
        s.aenderung = leser.text(*recht, "aenderung");
    }
    if (const auto* felder = tabelle.get_as<toml::table>("feld")) lies_felder(leser, *felder, regel);
    return regel;
}

}  // namespace

std::string_view name(Vergleich vergleich) {
    for (const auto& [wert, text] : vergleich_namen)
        if (wert == vergleich) return text;
    return {};
}

Overlay lies_overlay(const std::string& ordner) {
    std::error_code error;
    std::vector<fs::path> pfade;
    for (const auto& eintrag : fs::directory_iterator(ordner, error))
        if (eintrag.path().extension() == ".toml") pfade.push_back(eintrag.path());
    if (error || pfade.empty())
        throw base::ConfigError("katalog: no *.toml in '" + ordner +
                                "' (expected the catalogue of one version); check --katalog");
    std::sort(pfade.begin(), pfade.end());

    Overlay overlay;
    base::Sha256 summe;
    for (const auto& pfad : pfade) {
        const std::string datei = pfad.filename().string();
        const std::string inhalt = base::read_file(pfad.string());
        summe.update(datei);
        summe.update(inhalt);
        toml::table wurzel;
        try {
            wurzel = toml::parse(inhalt, datei);
        } catch (const toml::parse_error& e) {
            throw base::ConfigError(datei + ":" + std::to_string(e.source().begin.line) +
                                    ": not valid TOML (" + std::string(e.description()) +
                                    "); correct the line");
        }
        const Leser leser(datei);
        if (datei == "version.toml") {
            lies_version(leser, wurzel, overlay);
        } else if (datei == "grund.toml") {
            lies_grund(leser, wurzel, overlay);
        } else {
            leser.nur(wurzel, {"sachverhalt"});
            const auto* sachverhalte = wurzel.get_as<toml::table>("sachverhalt");
            if (sachverhalte == nullptr) continue;
            for (const auto& [name, wert] : *sachverhalte) {
                auto regel = lies_sachverhalt(leser, std::string(name.str()), leser.tabelle(wert));
                regel.datei = datei;
                if (!overlay.sachverhalte.emplace(std::string(name.str()), std::move(regel)).second)
                    leser.fehler(wert, "Sachverhalt '" + std::string(name.str()) + "' stands in two files");
            }
        }
    }
    overlay.digest = base::to_hex(summe.finish());
    if (overlay.version.empty()) throw base::ConfigError("katalog: '" + ordner + "' has no version.toml");
    return overlay;
}

}  // namespace abgleich::katalog
