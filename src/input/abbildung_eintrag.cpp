// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// An entry of a mapping: which Sachverhalt rows become, and which sources feed its fields.
#include "abbildung_eintrag.hpp"

#include <algorithm>
#include <array>

namespace abgleich::input {

using domain::Stand;
using katalog::FeldNr;

namespace {

constexpr unsigned max_wiederhole = 50;
constexpr std::array<std::pair<Stand, const char*>, 3> staende = {
    {{Stand::offen, "offen"}, {Stand::aktuell, "aktuell"}, {Stand::historisch, "historisch"}}};

std::vector<std::string> namen_der(const std::map<Stand, bool>& slots) {
    std::vector<std::string> namen;
    for (const auto& [stand, name] : staende)
        if (slots.contains(stand)) namen.emplace_back(name);
    return namen;
}

/// With the number of a repetition in the names of its columns; what has none is shared by all of them.
Wertquelle nummeriert(Wertquelle quelle, unsigned nummer) {
    quelle.zaehlt = false;
    for (auto& spalte : quelle.spalten)
        for (auto wo = spalte.find(nummer_platzhalter); wo != std::string::npos;
             wo = spalte.find(nummer_platzhalter, wo)) {
            spalte.replace(wo, nummer_platzhalter.size(), std::to_string(nummer));
            quelle.zaehlt = true;
        }
    return quelle;
}

/// Names of elements may hold points, which part tables in TOML: `referenz.id = "Nr"` is a table `referenz` there.
std::string in_anfuehrung(const katalog::Katalog& katalog, const katalog::Sachverhalt& s,
                          const std::string& name, const toml::node& wo) {
    if (const toml::table* tabelle = wo.as_table())
        for (const auto& [schluessel, wert] : *tabelle) {
            const std::string ganz = name + "." + std::string(schluessel.str());
            if (katalog.find_feld(s.name, ganz) != 0) return ganz;
        }
    return {};
}

}  // namespace

void Eintragleser::lies(const toml::table& tabelle, std::vector<Eintrag>& ziel) {
    m_pruefer.nur(tabelle, {"sachverhalt", "stand", "wiederhole", "felder"});
    Eintrag eintrag;
    eintrag.zeile = AbbildungPruefer::zeile(tabelle);
    const auto* s = lies_sachverhalt(tabelle, eintrag);
    lies_stand(tabelle, s, eintrag);
    if (const auto* felder = m_pruefer.tabelle(tabelle, "felder", true)) {
        lies_felder(*felder, s, eintrag);
        // A row makes an occurrence where it has a value; constants alone would make one of every row.
        const bool nur_fest = std::all_of(eintrag.felder.begin(), eintrag.felder.end(),
                                          [](const auto& f) { return f.second.fest(); });
        if (nur_fest && s != nullptr && m_ziele.katalog().nummer(*s) != 0)
            m_pruefer.melde(*felder, eintrag.felder.empty()
                                         ? "'felder' names no field"
                                         : "no field of the entry comes from a column; name at least one");
    }
    wiederhole(tabelle, s, eintrag, ziel);
}

const katalog::Sachverhalt* Eintragleser::lies_sachverhalt(const toml::table& tabelle, Eintrag& eintrag) {
    const auto name = m_pruefer.text(tabelle, "sachverhalt", true);
    if (!name) return nullptr;
    eintrag.sachverhalt = *name;
    const auto* s = m_ziele.katalog().find_sachverhalt(*name);
    if (s != nullptr && m_ziele.stelle(*s) != nullptr) return s;
    m_pruefer.melde(*tabelle.get("sachverhalt"),
                    (s == nullptr ? "no Sachverhalt '" + *name + "'"
                                  : "Sachverhalt '" + *name + "' has no place in a record") +
                        vorschlag(*name, m_ziele.sachverhalte()));
    return nullptr;
}

void Eintragleser::lies_stand(const toml::table& tabelle, const katalog::Sachverhalt* s, Eintrag& eintrag) {
    const toml::node* wo = tabelle.get("stand");
    if (wo == nullptr) return;
    if (wo->is_string()) {
        eintrag.stand.emplace();
        eintrag.stand->wert = **wo->as_string();
        eintrag.stand->zeile = AbbildungPruefer::zeile(*wo);
    } else {
        eintrag.stand = m_quellen.lies(*wo, "stand");
    }
    if (s == nullptr) return;
    const auto erlaubt = namen_der(m_ziele.stelle(*s)->staende);
    if (erlaubt.empty())
        return m_pruefer.melde(*wo, "'stand' at fields of the record itself, which have none");
    m_quellen.pruefe_werte(*eintrag.stand, "stand", [&](std::string_view wert) {
        const bool passt = std::find(erlaubt.begin(), erlaubt.end(), wert) != erlaubt.end();
        return passt ? std::string{} : base::join(erlaubt, " or ") + " for '" + s->name + "'";
    });
}

void Eintragleser::lies_felder(const toml::table& felder, const katalog::Sachverhalt* s, Eintrag& eintrag) {
    std::set<Feldstelle> gesehen;
    const bool am_datensatz = s != nullptr && m_ziele.katalog().nummer(*s) == 0;
    for (const auto& [schluessel, wo] : felder) {
        const std::string name(schluessel.str());
        const auto ganz = s == nullptr ? "" : in_anfuehrung(m_ziele.katalog(), *s, name, wo);
        if (!ganz.empty()) {
            m_pruefer.melde(wo, "no field '" + name + "'; write the name '" + ganz + "' in quotes");
            continue;
        }
        auto quelle = m_quellen.lies(wo, name);
        if (s != nullptr) binde_feld(wo, *s, name, quelle, am_datensatz ? m_am_datensatz : gesehen);
        eintrag.felder.emplace_back(name, std::move(quelle));
    }
    if (s != nullptr) pruefe_begleiter(*s, eintrag, am_datensatz ? m_am_datensatz : gesehen);
}

void Eintragleser::binde_feld(const toml::node& wo, const katalog::Sachverhalt& s, const std::string& name,
                              Wertquelle& quelle, std::set<Feldstelle>& gesehen) {
    const auto pfad = zerlege_feldpfad(name);
    if (!pfad.gueltig)
        return m_pruefer.melde(wo, "'" + name + "' has a wrong index (expected one, as 'name[1]')");
    const FeldNr feld = finde(wo, s, name, pfad);
    if (feld == 0) return;
    if (pfad.nummer != 0 && !m_ziele.katalog().feld(feld).wiederholt)
        return m_pruefer.melde(wo, "'" + name + "' has an index, but '" + s.name + "' holds the field once");
    if (!gesehen.emplace(feld, std::max(pfad.nummer, 1U)).second)
        return m_pruefer.melde(wo, "field '" + name + "' is fed twice");
    if (m_ziele.ist_datum(feld))
        Quellenleser::ist_datum(quelle, m_datumsformat);
    else if (!quelle.datum.empty())
        m_pruefer.melde(quelle.zeile, "'" + name + "': 'datum' at a field that is no date");
    m_quellen.pruefe_werte(quelle, name, [&](std::string_view wert) { return m_ziele.erwartet(feld, wert); });
}

FeldNr Eintragleser::finde(const toml::node& wo, const katalog::Sachverhalt& s, const std::string& name,
                           const Feldpfad& pfad) {
    const FeldNr feld = m_ziele.katalog().find_feld(s.name, pfad.pfad);
    if (feld != 0 && m_ziele.blaetter(feld) != nullptr) return feld;
    const auto bekannt = m_ziele.pfade(s);
    auto gemeint = vorschlag(pfad.pfad, bekannt);
    if (feld == 0 && gemeint.empty())  // the last step alone, where what stands around it was left out
        for (const auto& moeglich : bekannt)
            if (gemeint.empty() && moeglich.ends_with("/" + pfad.pfad))
                gemeint = ", did you mean '" + moeglich + "'?";
    m_pruefer.melde(wo, (feld == 0 ? "'" + s.name + "' has no field '" + name + "'"
                                   : "field '" + name + "' of '" + s.name + "' has no place in a record") +
                            (gemeint.empty() ? "; see 'abgleich katalog show " + s.name + "'" : gemeint));
    return 0;
}

/// The edition or the text of a code says nothing without the code.
void Eintragleser::pruefe_begleiter(const katalog::Sachverhalt& s, const Eintrag& eintrag,
                                    const std::set<Feldstelle>& gesehen) {
    for (const auto& [name, quelle] : eintrag.felder) {
        const auto pfad = zerlege_feldpfad(name);
        const auto at = pfad.pfad.find('@');
        if (!pfad.gueltig || at == std::string::npos || m_ziele.katalog().find_feld(s.name, pfad.pfad) == 0)
            continue;
        const FeldNr code = m_ziele.katalog().find_feld(s.name, pfad.pfad.substr(0, at));
        if (code != 0 && !gesehen.contains({code, std::max(pfad.nummer, 1U)}))
            m_pruefer.melde(quelle.zeile, "'" + name + "' without the field that it belongs to (expected '" +
                                              name.substr(0, name.find('@')) + "' beside it)");
    }
}

void Eintragleser::wiederhole(const toml::table& tabelle, const katalog::Sachverhalt* s,
                              const Eintrag& eintrag, std::vector<Eintrag>& ziel) {
    if (!tabelle.contains("wiederhole")) {
        for (const auto& [name, quelle] : eintrag.felder) m_quellen.pruefe_ohne_nummer(quelle);
        if (eintrag.stand) m_quellen.pruefe_ohne_nummer(*eintrag.stand);
        return ziel.push_back(eintrag);
    }
    const toml::node& wo = *tabelle.get("wiederhole");
    const auto anzahl = m_pruefer.zahl(tabelle, "wiederhole", 1, max_wiederhole);
    if (std::none_of(eintrag.felder.begin(), eintrag.felder.end(),
                     [](const auto& f) { return hat_nummer(f.second); }))
        m_pruefer.melde(wo, "'wiederhole' without '{n}' in the name of a column");
    if (s != nullptr && m_ziele.katalog().nummer(*s) == 0)
        m_pruefer.melde(wo, "'wiederhole' at fields of the record itself, which stand once");
    else if (s != nullptr && anzahl.value_or(1) > 1) {
        const auto& slots = m_ziele.stelle(*s)->staende;
        const bool mehrere =
            std::any_of(slots.begin(), slots.end(), [](const auto& slot) { return slot.second; });
        if (!mehrere) m_pruefer.melde(wo, "'wiederhole' at '" + s->name + "', which a record holds once");
    }
    for (unsigned n = 1; n <= anzahl.value_or(1); ++n) {
        Eintrag einer = eintrag;
        for (auto& [name, quelle] : einer.felder) quelle = nummeriert(std::move(quelle), n);
        if (einer.stand) einer.stand = nummeriert(*std::move(einer.stand), n);
        ziel.push_back(std::move(einer));
    }
}

}  // namespace abgleich::input
