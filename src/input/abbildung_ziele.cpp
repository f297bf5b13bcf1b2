// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "abbildung_ziele.hpp"

#include <abgleich/input/abbildung.hpp>

#include <algorithm>

namespace abgleich::input {

using katalog::FeldNr;
using katalog::Grundtyp;

namespace {

/// Whether every installed edition of the list is complete and none has the code.
bool code_fehlt(const katalog::Codelisten& listen, const std::string& uri, std::string_view code) {
    bool gefragt = false;
    for (const auto& liste : listen.alle()) {
        if (liste.uri != uri) continue;
        if (!liste.vollstaendig || liste.find(code) != nullptr) return false;
        gefragt = true;
    }
    return gefragt;
}

}  // namespace

Feldpfad zerlege_feldpfad(std::string_view text) {
    const auto auf = text.find('['), zu = text.find(']');
    Feldpfad ergebnis{std::string(text), 0, auf == text.npos && zu == text.npos};
    if (ergebnis.gueltig || auf == 0 || auf == text.npos || zu == text.npos || text[auf - 1] == '/' ||
        zu < auf + 2 || zu > auf + 6)
        return ergebnis;
    unsigned nummer = 0;
    for (const char c : text.substr(auf + 1, zu - auf - 1)) {
        if (c < '0' || c > '9') return ergebnis;
        nummer = nummer * 10 + static_cast<unsigned>(c - '0');
    }
    const auto rest = text.substr(zu + 1);
    constexpr unsigned max_nummer = 65535;  // domain::Blatt::nummer
    ergebnis.gueltig = nummer >= 1 && nummer <= max_nummer && rest.find_first_of("[]") == rest.npos &&
                       (rest.empty() || rest.front() == '/' || rest.front() == '@');
    ergebnis.nummer = nummer;
    ergebnis.pfad = std::string(text.substr(0, auf)) + std::string(rest);
    return ergebnis;
}

Abbildungsziele::Abbildungsziele(const katalog::Katalog& katalog) : m_katalog(katalog) {
    if (const auto* wurzel = katalog.wurzel("inhalt")) gehe(wurzel->knoten);
}

void Abbildungsziele::gehe(katalog::KnotenNr nr) {
    const katalog::Knoten& k = m_katalog.knoten(nr);
    if (k.platzhalter) return;
    Stelle& stelle = m_stellen[k.sachverhalt];
    if (k.beginnt_vorkommen) {
        bool& mehrere = stelle.staende[k.stand];
        mehrere = mehrere || k.wiederholt;
    }
    if (k.feld != 0) {
        const auto* p = k.lauf.partikel;
        const bool fest = p != nullptr && p->hat_fest;
        const std::string name(m_katalog.graph().namen.lokal(k.name));
        stelle.felder[k.feld].push_back(
            {k.lauf.text, fest ? p->fest : "", k.lauf.kennzeichen ? name : std::string{}});
    }
    if (k.einfach) return;
    const auto& attribute = m_katalog.graph().complex_typen[k.typ].attribute;
    for (std::size_t i = 0; i < attribute.size(); ++i)
        if (const FeldNr feld = m_katalog.attribut_feld(k, i); feld != 0)
            stelle.felder[feld].push_back({attribute[i].typ, attribute[i].fest, {}});
    if (const auto* modell = m_katalog.modell(k))
        for (std::uint16_t i = 0; i < modell->partikel.size(); ++i) gehe(m_katalog.kind(k, i));
}

const Abbildungsziele::Stelle* Abbildungsziele::stelle(const katalog::Sachverhalt& sachverhalt) const {
    const auto it = m_stellen.find(m_katalog.nummer(sachverhalt));
    return it == m_stellen.end() ? nullptr : &it->second;
}

const std::vector<Abbildungsziele::Blattstelle>* Abbildungsziele::blaetter(FeldNr feld) const {
    const auto stelle = m_stellen.find(m_katalog.feld(feld).sachverhalt);
    if (stelle == m_stellen.end()) return nullptr;
    const auto it = stelle->second.felder.find(feld);
    return it == stelle->second.felder.end() ? nullptr : &it->second;
}

bool Abbildungsziele::ist_datum(FeldNr feld) const {
    const auto* stellen = blaetter(feld);
    return stellen != nullptr && std::any_of(stellen->begin(), stellen->end(), [&](const Blattstelle& b) {
               if (b.typ == katalog::kein_typ) return false;
               const auto art = m_katalog.graph().simple_typen[b.typ].grundtyp;
               return art == Grundtyp::date || art == Grundtyp::g_year || art == Grundtyp::g_year_month;
           });
}

std::string Abbildungsziele::erwartet(FeldNr feld, std::string_view wert) const {
    const auto* stellen = blaetter(feld);
    if (stellen == nullptr) return {};
    std::string erwartet, puffer;
    bool passt = false;
    for (const Blattstelle& b : *stellen) {
        std::string hier;
        if (!b.kennzeichen.empty())
            hier = wert == b.kennzeichen ? "" : "'" + b.kennzeichen + "'";
        else if (!b.fest.empty())
            hier = wert == b.fest ? "" : "'" + b.fest + "'";
        else {
            std::string_view geprueft = wert;
            hier = katalog::pruefe_wert(m_katalog.graph(), b.typ, geprueft, puffer);
        }
        passt = passt || hier.empty();
        if (erwartet.find(hier) == std::string::npos) erwartet += (erwartet.empty() ? "" : " or ") + hier;
    }
    if (!passt) return erwartet;
    const std::string& liste = m_katalog.feld(feld).codeliste;
    if (!liste.empty() && code_fehlt(m_katalog.codelisten(), liste, wert))
        return "a code of the list '" + liste + "'";
    return {};
}

std::vector<std::string> Abbildungsziele::sachverhalte() const {
    std::vector<std::string> namen;
    for (const auto& [nr, stelle] : m_stellen) namen.push_back(m_katalog.sachverhalt(nr).name);
    return namen;
}

std::vector<std::string> Abbildungsziele::pfade(const katalog::Sachverhalt& sachverhalt) const {
    std::vector<std::string> pfade;
    for (const FeldNr nr : sachverhalt.felder)
        if (blaetter(nr) != nullptr) pfade.push_back(m_katalog.feld(nr).pfad);
    return pfade;
}

std::vector<std::string> ungespeiste_felder(const Abbildung& abbildung, const katalog::Katalog& katalog) {
    const Abbildungsziele ziele(katalog);
    std::map<katalog::SachverhaltNr, std::vector<FeldNr>> gespeist;
    for (const auto& datei : abbildung.dateien)
        for (const auto& eintrag : datei.eintraege) {
            const auto* s = katalog.find_sachverhalt(eintrag.sachverhalt);
            if (s == nullptr || katalog.nummer(*s) == 0) continue;
            for (const auto& [pfad, quelle] : eintrag.felder)
                gespeist[katalog.nummer(*s)].push_back(
                    katalog.find_feld(s->name, zerlege_feldpfad(pfad).pfad));
        }
    std::vector<std::string> ungespeist;
    for (const auto& [nr, felder] : gespeist)
        for (const FeldNr feld : katalog.sachverhalt(nr).felder) {
            const auto& f = katalog.feld(feld);
            const bool verglichen =
                f.rolle == katalog::Rolle::inhalt && f.vergleich != katalog::Vergleich::nie;
            if (verglichen && ziele.blaetter(feld) != nullptr &&
                std::find(felder.begin(), felder.end(), feld) == felder.end())
                ungespeist.push_back(katalog.sachverhalt(nr).name + "/" + f.pfad);
        }
    return ungespeist;
}

std::vector<FeldNr> datumsfelder(const katalog::Katalog& katalog) {
    const Abbildungsziele ziele(katalog);
    std::vector<FeldNr> ergebnis;
    for (std::size_t nr = 1; nr < katalog.felder(); ++nr)
        if (ziele.ist_datum(static_cast<FeldNr>(nr))) ergebnis.push_back(static_cast<FeldNr>(nr));
    return ergebnis;
}

}  // namespace abgleich::input
