// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// The mapping file as a whole: head, tables of codes, files. Nothing stops at the first fault.
#include <abgleich/input/abbildung.hpp>

#include "abbildung_eintrag.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/domain/datum.hpp>

#include <algorithm>

namespace abgleich::input {

namespace {

constexpr unsigned fassung = 1;  // of the layout of mapping files

/// Attributes of a record, with what their values may be; empty: anything.
struct Attribut {
    const char* name;
    std::vector<std::string> werte;
    bool tag = false;
};
const std::vector<Attribut>& attribute() {
    static const std::vector<Attribut> liste = {
        {"azrNummer", {}},      {"datei", {"A", "B"}},
        {"sachbearbeiter", {}}, {"abgang", {"fortzug", "verstorben", "eingebuergert", "abgegeben"}},
        {"bestritten", {}},     {"abgangsdatum", {}, true},
        {"sperre", {}},
    };
    return liste;
}

bool ist_tag(std::string_view text) {
    const auto datum = domain::TeilbekanntesDatum::parse(text);
    return datum && datum->vollstaendig();
}

std::vector<std::string> mit(std::vector<std::string> eins, const std::vector<std::string>& zwei) {
    eins.insert(eins.end(), zwei.begin(), zwei.end());
    return eins;
}

class Abbildungsleser {
public:
    Abbildungsleser(const std::string& datei, const katalog::Katalog& katalog, domain::Seite seite)
        : m_pruefer(datei), m_ziele(katalog), m_seite(seite) {
        m_abbildung.datei = datei;
    }
    Abbildung lies(const toml::table& wurzel);

private:
    void lies_kopf(const toml::table& wurzel);
    void lies_codes(const toml::table& wurzel);
    Dateiabbildung lies_datei(const toml::table& tabelle, Quellenleser& quellen,
                              const Dateivorgaben& von_oben);
    void lies_schluessel(const toml::table& tabelle, Quellenleser& quellen, Dateiabbildung& ziel);
    void lies_filter(const toml::table& tabelle, Dateiabbildung& ziel);
    void lies_datensatz(const toml::table& tabelle, Quellenleser& quellen,
                        const std::vector<std::string>& datumsformat, Dateiabbildung& ziel);
    AbbildungPruefer m_pruefer;
    Abbildungsziele m_ziele;
    domain::Seite m_seite;
    Abbildung m_abbildung;
};

Abbildung Abbildungsleser::lies(const toml::table& wurzel) {
    m_pruefer.nur(wurzel,
                  mit({"abbildung", "behoerde", "stand", "codes", "datei"}, Dateivorgaben::schluessel()));
    lies_kopf(wurzel);
    lies_codes(wurzel);
    const auto vorgaben = lies_vorgaben(m_pruefer, wurzel, {});
    Quellenleser quellen(m_pruefer, m_abbildung.codes);
    for (const auto* tabelle : m_pruefer.tabellen(wurzel, "datei"))
        m_abbildung.dateien.push_back(lies_datei(*tabelle, quellen, vorgaben));
    if (!wurzel.contains("datei"))
        m_pruefer.melde(wurzel, "no '[[datei]]' (expected one for each kind of file)");
    if (const auto* codes = wurzel.get_as<toml::table>("codes"))
        for (const auto& [name, tabelle] : *codes)
            if (!quellen.benutzte_codes().contains(std::string(name.str())))
                m_pruefer.melde(tabelle, "table of codes '" + std::string(name.str()) +
                                             "' is not used; name it at a source, or remove it");
    m_pruefer.ende();
    return std::move(m_abbildung);
}

void Abbildungsleser::lies_kopf(const toml::table& wurzel) {
    const toml::node* version = wurzel.get("abbildung");
    if (version == nullptr)
        m_pruefer.melde(wurzel,
                        "key 'abbildung' is missing (expected the version of the layout: abbildung = 1)");
    else if (!version->is_integer() || **version->as_integer() != fassung)
        m_pruefer.melde(*version,
                        "'abbildung' is no version of the layout that this program knows (expected 1)");
    if (const auto behoerde = m_pruefer.text(wurzel, "behoerde")) {
        m_abbildung.behoerde = *behoerde;
        if (behoerde->size() != 6 || behoerde->find_first_not_of("0123456789") != std::string::npos)
            m_pruefer.melde(*wurzel.get("behoerde"),
                            "'behoerde' is no Behördenkennzeichen (expected six digits)");
    }
    if (const auto stand = m_pruefer.text(wurzel, "stand")) {
        m_abbildung.stand = *stand;
        if (!ist_tag(*stand))
            m_pruefer.melde(*wurzel.get("stand"), "'stand' is no day (expected JJJJ-MM-TT)");
    }
}

void Abbildungsleser::lies_codes(const toml::table& wurzel) {
    const auto* codes = m_pruefer.tabelle(wurzel, "codes");
    if (codes == nullptr) return;
    for (const auto& [schluessel, wo] : *codes) {
        const std::string name(schluessel.str());
        Codetabelle& tafel = m_abbildung.codes[name];
        const toml::table* tabelle = wo.as_table();
        if (tabelle == nullptr) {
            m_pruefer.melde(wo, "'codes." + name + "' is no table (expected 'werte' and 'sonst')");
            continue;
        }
        m_pruefer.nur(*tabelle, {"werte", "sonst"});
        tafel.sonst = m_pruefer.text(*tabelle, "sonst");
        const auto* werte = m_pruefer.tabelle(*tabelle, "werte", true);
        if (werte == nullptr) continue;
        for (const auto& [von, nach] : *werte) {
            if (nach.is_string())
                tafel.werte.emplace(std::string(von.str()), **nach.as_string());
            else
                m_pruefer.melde(nach,
                                "'codes." + name + "': '" + std::string(von.str()) + "' becomes no text");
        }
        if (werte->empty()) m_pruefer.melde(*werte, "'codes." + name + "' translates nothing");
    }
}

Dateiabbildung Abbildungsleser::lies_datei(const toml::table& tabelle, Quellenleser& quellen,
                                           const Dateivorgaben& von_oben) {
    constexpr unsigned max_ueberspringe = 1000;
    m_pruefer.nur(tabelle, mit({"name", "ueberspringe", "schluessel", "person", "vorkommen", "filter",
                                "datensatz", "eintrag"},
                               Dateivorgaben::schluessel()));
    Dateiabbildung datei;
    datei.zeile = AbbildungPruefer::zeile(tabelle);
    if (const auto name = m_pruefer.text(tabelle, "name", true)) {
        datei.name = *name;
        if (base::trim(*name).empty() || name->find_first_of("/\\") != std::string::npos)
            m_pruefer.melde(*tabelle.get("name"),
                            "'name' is no name of a file (expected one without a folder; '*' stands for any "
                            "characters)");
    }
    const auto vorgaben = lies_vorgaben(m_pruefer, tabelle, von_oben);
    datei.dialekt = vorgaben.dialekt;
    datei.kodierung = vorgaben.kodierung;
    datei.dezimal = vorgaben.dezimal;
    datei.ueberspringe = m_pruefer.zahl(tabelle, "ueberspringe", 0, max_ueberspringe).value_or(0);
    lies_schluessel(tabelle, quellen, datei);
    lies_filter(tabelle, datei);
    lies_datensatz(tabelle, quellen, vorgaben.datumsformat, datei);
    Eintragleser eintraege(m_pruefer, quellen, m_ziele, vorgaben.datumsformat);
    for (const auto* eintrag : m_pruefer.tabellen(tabelle, "eintrag"))
        eintraege.lies(*eintrag, datei.eintraege);
    if (!tabelle.contains("eintrag") && !tabelle.contains("datensatz"))
        m_pruefer.melde(tabelle,
                        "the file feeds nothing (expected '[[datei.eintrag]]' or '[datei.datensatz]')");
    return datei;
}

void Abbildungsleser::lies_schluessel(const toml::table& tabelle, Quellenleser& quellen,
                                      Dateiabbildung& ziel) {
    if (auto schluessel = quellen.lies_aus(tabelle, "schluessel", true)) {
        if (schluessel->fest())
            m_pruefer.melde(schluessel->zeile, "'schluessel' is a constant, so all rows were one record "
                                               "(expected a column)");
        ziel.schluessel = std::move(*schluessel);
    }
    ziel.person = quellen.lies_aus(tabelle, "person");
    if (ziel.person && m_seite == domain::Seite::azr)
        m_pruefer.melde(ziel.person->zeile,
                        "'person' is not known to the register; its key is the AZR-Nummer");
    ziel.vorkommen = quellen.lies_aus(tabelle, "vorkommen");
    for (const auto* name : {"schluessel", "person", "vorkommen"})
        if (const auto* wo = tabelle.get_as<toml::table>(name); wo != nullptr && wo->contains("datum"))
            m_pruefer.melde(*wo->get("datum"),
                            "'" + std::string(name) + "': 'datum' at something that is no date");
}

void Abbildungsleser::lies_filter(const toml::table& tabelle, Dateiabbildung& ziel) {
    for (const auto* wo : m_pruefer.tabellen(tabelle, "filter")) {
        m_pruefer.nur(*wo, {"spalte", "werte"});
        Zeilenfilter filter;
        filter.zeile = AbbildungPruefer::zeile(*wo);
        if (const auto spalte = m_pruefer.text(*wo, "spalte", true)) {
            filter.spalte = *spalte;
            if (base::trim(*spalte).empty())
                m_pruefer.melde(*wo, "'filter': the name of the column is empty");
        }
        if (const auto* werte = wo->get("werte")) {
            filter.werte = m_pruefer.texte(*werte, "werte", false);
            if (werte->is_array() && werte->as_array()->empty())
                m_pruefer.melde(*werte, "'filter': 'werte' is empty, so no row would be read");
        } else {
            m_pruefer.melde(*wo, "'filter': key 'werte' is missing");
        }
        ziel.filter.push_back(std::move(filter));
    }
}

void Abbildungsleser::lies_datensatz(const toml::table& tabelle, Quellenleser& quellen,
                                     const std::vector<std::string>& datumsformat, Dateiabbildung& ziel) {
    const auto* datensatz = m_pruefer.tabelle(tabelle, "datensatz");
    if (datensatz == nullptr) return;
    std::vector<std::string> namen;
    for (const auto& a : attribute()) namen.emplace_back(a.name);
    for (const auto& [schluessel, wo] : *datensatz) {
        const std::string name(schluessel.str());
        auto quelle = quellen.lies(wo, name);
        quellen.pruefe_ohne_nummer(quelle);
        const auto a = std::find_if(attribute().begin(), attribute().end(),
                                    [&](const auto& kandidat) { return name == kandidat.name; });
        if (a == attribute().end()) {
            m_pruefer.melde(wo, "a record has no attribute '" + name + "'" + vorschlag(name, namen));
            continue;
        }
        if (m_seite == domain::Seite::azr && name != "azrNummer")
            m_pruefer.melde(wo, "attribute '" + name + "' is not the register's (expected only azrNummer)");
        if (name == "azrNummer" && quelle.fest())
            m_pruefer.melde(wo,
                            "'azrNummer' is a constant, so all records had one number (expected a column)");
        if (a->tag)
            Quellenleser::ist_datum(quelle, datumsformat);
        else if (!quelle.datum.empty())
            m_pruefer.melde(quelle.zeile, "'" + name + "': 'datum' at an attribute that is no date");
        quellen.pruefe_werte(quelle, name, [&](std::string_view wert) -> std::string {
            if (a->tag) return ist_tag(wert) ? "" : "a day JJJJ-MM-TT";
            const bool passt =
                a->werte.empty() || std::find(a->werte.begin(), a->werte.end(), wert) != a->werte.end();
            return passt ? "" : base::join(a->werte, ", ");
        });
        ziel.datensatz.emplace_back(name, std::move(quelle));
    }
}

}  // namespace

Abbildung lies_abbildung(const std::string& toml, const std::string& name, const katalog::Katalog& katalog,
                         domain::Seite seite) {
    return Abbildungsleser(name, katalog, seite).lies(base::lies_toml(toml, name));
}

Abbildung lies_abbildung(const std::filesystem::path& datei, const katalog::Katalog& katalog,
                         domain::Seite seite) {
    std::string text;
    try {
        text = base::read_file(datei.string());
    } catch (const base::InputError& e) {
        throw base::ConfigError(e.what());
    }
    return lies_abbildung(text, datei.string(), katalog, seite);
}

}  // namespace abgleich::input
