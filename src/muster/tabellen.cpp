// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "tabellen.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace abgleich::muster {

namespace {

constexpr std::string_view kopf_des_satzes =
    "aktenzeichen;person;azrNummer;datei;sachbearbeiter;abgang;abgangsdatum;bestritten;sperre;"
    "aktenfuehrendeBehoerde\n";

/// What the generator fills, apart from the fields that every Sachverhalt has. `@`: a code, with its edition.
struct Felder {
    std::string_view sachverhalt;
    std::string_view felder;
};
constexpr std::string_view ueberall = "letzteAenderung meldendeBehoerde referenz.id";
constexpr std::array<Felder, 21> felder_der_sachverhalte = {{
    {"abweichendeNamensschreibweise", "familienname vornamen"},
    {"aliaspersonalien",
     "familienname vorname geburt/geburtsort geburt/tagDerGeburt geschlecht@ staatsangehoerigkeit[1]@"},
    {"ankunftsnachweis", "ereignisdatum befristungsdatum"},
    {"anschrift", "anschrift/hausnummer anschrift/hausnummerBuchstabeZusatzziffer anschrift/postleitzahl "
                  "anschrift/strasse anschrift/wohnort fruehereAnschrift einzugsdatum auszugsdatum"},
    {"asylstatus", "asylstatus@ ereignisdatum geschaeftszeichen"},
    {"aufenthaltserlaubnis",
     "aufenthaltserlaubnisArt@ ereignisdatum befristungsdatum nummerAufenthaltstitel"},
    {"aufenthaltsgestattung", "aufenthaltsgestattungArt@ ereignisdatum nummerAufenthaltsgestattung"},
    {"aufenthaltsrechtEU", "aufenthaltsrechtEUArt@ ereignisdatum"},
    {"ausweispapier", "ausweisart@ ausweisIdentifikation ausstellenderStaat@ gueltigBis"},
    {"duldung", "duldungArt@ ereignisdatum befristungsdatum bescheinigungsNummer"},
    {"familienstand", "familienstand@ staatsangehoerigkeitEhegatteLebenspartner[1]@"},
    {"fruehererName", "familienname"},
    {"grundpersonalien",
     "familienname geburtsname vorname geburtsangaben/geburtsort geburtsangaben/geburtsortStaat@ "
     "geburtsangaben/tagDerGeburt geschlecht@ staatsangehoerigkeit[1]@"},
    {"herkunftsland", "letzterWohnortHerkunftsland staatLetzterWohnort@"},
    {"kontakt", "hauptTelefonnummer hauptEmailadresse"},
    {"meldestatus", "meldestatusArt@ aktenzeichen ereignisdatum"},
    {"nebenbestimmungenErwerbstaetigkeit", "nebenbestimmungErwerbstaetigkeitArt@ ereignisdatum"},
    {"niederlassungserlaubnis", "niederlassungserlaubnisArt@ ereignisdatum nummerAufenthaltstitel"},
    {"uebermittlungssperre", "uebermittlungssperreArt@"},
    {"visum", "visumArt@ nummerVisum ereignisdatum befristungsdatum"},
    {"wohnsitzauflageRaeumlicheBeschraenkung",
     "wohnsitzauflageRaeumlicheBeschraenkungArt@ bundesland@ ort befristungsdatum ereignisdatum"},
}};

/// As RFC 4180 has it. No apostrophe before what looks like a formula: this is input, not output.
void feld(std::string& text, std::string_view wert) {
    if (wert.find_first_of(";\"\r\n") == wert.npos) {
        text += wert;
        return;
    }
    text += '"';
    for (const char c : wert) text.append(c == '"' ? 2 : 1, c);
    text += '"';
}

void schluessel(std::string& text, const Person& person) {
    feld(text, person.aktenzeichen);
    text += ';';
    feld(text, person.nummer_in_akte);
}

void zeile_des_satzes(std::string& text, const Person& person, const Satz& lokal) {
    schluessel(text, person);
    constexpr std::string_view sachbearbeiter;  // nobody is invented here
    for (const std::string_view wert :
         {std::string_view{lokal.azr_nummer}, std::string_view{lokal.datei_b ? "B" : ""}, sachbearbeiter,
          std::string_view{lokal.abgang}, std::string_view{lokal.abgangsdatum},
          std::string_view{lokal.bestritten}, std::string_view{lokal.gesperrt ? "true" : ""},
          std::string_view{lokal.aktenfuehrend}}) {
        text += ';';
        feld(text, wert);
    }
    text += '\n';
}

}  // namespace

Tabellen::Tabellen(const katalog::Katalog& katalog) {
    std::vector<domain::SachverhaltNr> mit_stand;
    const katalog::Knoten& inhalt = katalog.knoten(katalog.wurzel("inhalt")->knoten);
    const auto partikel = katalog.modell(inhalt)->partikel.size();
    for (std::size_t i = 0; i < partikel; ++i) {
        const katalog::Knoten& k = katalog.knoten(katalog.kind(inhalt, static_cast<std::uint16_t>(i)));
        if (!k.beginnt_vorkommen || k.stand == domain::Stand::offen) continue;
        m_staende.emplace(katalog.graph().namen.lokal(k.name), k.stand);
        mit_stand.push_back(k.sachverhalt);
    }
    m_tabellen.push_back({"datensatz", false, {}});
    for (const auto& [name, felder] : felder_der_sachverhalte) {
        const katalog::Sachverhalt* s = katalog.find_sachverhalt(name);
        std::vector<std::pair<std::ptrdiff_t, Spalte>> spalten;
        for (const std::string_view teil : {felder, ueberall})
            for (std::string_view pfad : base::split(teil, ' ')) {
                const bool code = pfad.ends_with('@');
                if (code) pfad.remove_suffix(1);
                const katalog::FeldNr nr =
                    s != nullptr ? katalog.find_feld(name, pfad.substr(0, pfad.find('['))) : 0;
                if (nr == 0)
                    throw base::ConfigError("catalogue: field '" + std::string{name} + "/" +
                                            std::string{pfad} +
                                            "' is missing (expected by 'generate --csv')");
                const auto stelle = std::find(s->felder.begin(), s->felder.end(), nr) - s->felder.begin();
                spalten.push_back({stelle, {pfad, false}});
                if (code) spalten.push_back({stelle, {pfad, true}});
            }
        std::stable_sort(spalten.begin(), spalten.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        Tabelle& tabelle = m_tabellen.emplace_back();
        tabelle.name = name;
        tabelle.mit_stand = std::count(mit_stand.begin(), mit_stand.end(), katalog.nummer(*s)) > 0;
        for (const auto& [stelle, spalte] : spalten) tabelle.spalten.push_back(spalte);
    }
}

std::string Tabellen::kopf(std::size_t tabelle) const {
    if (tabelle == 0) return std::string{kopf_des_satzes};
    std::string text = "aktenzeichen;person";
    if (m_tabellen[tabelle].mit_stand) text += ";stand";
    for (const Spalte& spalte : m_tabellen[tabelle].spalten) {
        text += ';';
        text += spalte.pfad;
        if (spalte.ausgabe) text += "@version";
    }
    return text + '\n';
}

std::string_view Tabellen::stand(const Fakt& fakt) const {
    const auto it = m_staende.find(fakt.element);
    return it == m_staende.end()                     ? "offen"
           : it->second == domain::Stand::historisch ? "historisch"
                                                     : "aktuell";
}

void Tabellen::zeile(std::string& text, const Tabelle& tabelle, const Fakt& fakt) const {
    if (tabelle.mit_stand) {
        text += ';';
        text += stand(fakt);
    }
    std::size_t gefunden = 0;
    for (const Spalte& spalte : tabelle.spalten) {
        text += ';';
        const Wert* wert = fakt.find(spalte.pfad);
        if (wert == nullptr) continue;
        feld(text, spalte.ausgabe ? wert->ausgabe : std::string_view{wert->wert});
        ++gefunden;
    }
    text += '\n';
    std::size_t erwartet = fakt.werte.size();
    for (const Wert& wert : fakt.werte) erwartet += wert.ausgabe.empty() ? 0U : 1U;
    if (gefunden != erwartet)
        throw std::logic_error("muster: a value of '" + std::string{fakt.sachverhalt} +
                               "' has no column; add it to felder_der_sachverhalte");
}

void Tabellen::schreibe(std::span<std::string> texte, const Person& person, const Satz& lokal) const {
    zeile_des_satzes(texte[0], person, lokal);
    for (const Fakt& fakt : lokal.fakten) {
        if (fakt.fehlt) continue;
        const auto it = std::find_if(m_tabellen.begin(), m_tabellen.end(),
                                     [&](const Tabelle& t) { return t.name == fakt.sachverhalt; });
        if (it == m_tabellen.end())
            throw std::logic_error("muster: '" + std::string{fakt.sachverhalt} +
                                   "' has no table; add it to felder_der_sachverhalte");
        std::string& text = texte[static_cast<std::size_t>(it - m_tabellen.begin())];
        schluessel(text, person);
        zeile(text, *it, fakt);
    }
}

Tabellenordner::Tabellenordner(std::filesystem::path ordner, const Tabellen& tabellen)
    : m_ordner(std::move(ordner)), m_tabellen(tabellen), m_dateien(tabellen.anzahl()) {
    std::error_code fehler;
    if (!std::filesystem::create_directory(m_ordner, fehler))
        throw base::OutputError(m_ordner.string() + ": cannot be made (" + fehler.message() +
                                "); check permissions and free space");
    datei(0);
}

base::OutputFile& Tabellenordner::datei(std::size_t tabelle) {
    auto& datei = m_dateien[tabelle];
    if (datei == nullptr) {
        datei =
            std::make_unique<base::OutputFile>(m_ordner / (std::string{m_tabellen.name(tabelle)} + ".csv"));
        datei->write(m_tabellen.kopf(tabelle));
    }
    return *datei;
}

void Tabellenordner::schreibe(std::span<const std::string> texte) {
    for (std::size_t i = 0; i < texte.size(); ++i)
        if (!texte[i].empty()) datei(i).write(texte[i]);
}

void Tabellenordner::close() {
    for (const auto& datei : m_dateien)
        if (datei != nullptr) datei->close();
}

}  // namespace abgleich::muster
