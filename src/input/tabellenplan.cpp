// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "tabellenplan.hpp"

#include <abgleich/base/text.hpp>

#include <algorithm>
#include <charconv>

namespace abgleich::input {

using katalog::Grundtyp;
using katalog::Katalog;
using katalog::Knoten;
using katalog::KnotenNr;

namespace {

/// Path of a field without indices, the index, and the attribute that it means.
struct Feldpfad {
    std::string pfad;
    std::uint16_t nummer = 1;
    std::string attribut;  // name in the schema; empty: the text
};

Feldpfad zerlege(std::string_view text) {
    Feldpfad ziel;
    for (std::size_t i = 0; i < text.size();) {
        const auto zu = text.find(']', i);
        if (text[i] != '[' || zu == std::string_view::npos) {
            ziel.pfad += text[i++];
            continue;
        }
        std::from_chars(text.data() + i + 1, text.data() + zu, ziel.nummer);
        i = zu + 1;
    }
    const auto at = ziel.pfad.find('@');
    if (at == std::string::npos) return ziel;
    const std::string rest = ziel.pfad.substr(at + 1);
    if (rest == "name") return ziel;  // an element
    ziel.attribut = rest == "version" ? "listVersionID" : rest == "liste" ? "listURI" : rest;
    ziel.pfad.resize(at);
    return ziel;
}

class Planer {
public:
    Planer(const Tabelle& tabelle, const Abbildung& abbildung, const Katalog& katalog,
           std::vector<std::string>& fehlende)
        : m_tabelle(tabelle), m_abbildung(abbildung), m_katalog(katalog), m_fehlende(fehlende) {}

    Zellplan quelle(const Wertquelle& q) const { return binde(q, m_tabelle, m_abbildung, m_fehlende); }

    Eintragsplan eintrag(const Eintrag& e) {
        Eintragsplan plan;
        plan.eintrag = &e;
        if (e.stand) plan.stand = quelle(*e.stand);
        const auto* wurzel = m_katalog.wurzel("inhalt");
        if (e.sachverhalt == "datensatz") {
            plan.fassungen.push_back(fassung(e, {}, wurzel->knoten));
            return plan;
        }
        const auto* s = m_katalog.find_sachverhalt(e.sachverhalt);
        if (s == nullptr) {
            m_fehlende.push_back("'" + e.sachverhalt + "' is no Sachverhalt of the catalogue");
            return plan;
        }
        std::vector<Stufe> weg;
        suche_vorkommen(wurzel->knoten, m_katalog.nummer(*s), weg, [&](const std::vector<Stufe>& gefunden) {
            plan.fassungen.push_back(fassung(e, gefunden, gefunden.back().knoten));
        });
        if (plan.fassungen.empty()) m_fehlende.push_back("'" + e.sachverhalt + "' cannot stand in a record");
        return plan;
    }

private:
    template <typename Fund>
    void suche_vorkommen(KnotenNr von, domain::SachverhaltNr s, std::vector<Stufe>& weg, const Fund& fund) {
        const Knoten& k = m_katalog.knoten(von);
        const auto* modell = m_katalog.modell(k);
        if (modell == nullptr) return;
        for (std::uint16_t i = 0; i < modell->partikel.size(); ++i) {
            const KnotenNr nr = m_katalog.kind(k, i);
            const Knoten& kind = m_katalog.knoten(nr);
            if (kind.platzhalter) continue;
            weg.push_back({nr, 0});
            if (!kind.beginnt_vorkommen)
                suche_vorkommen(nr, s, weg, fund);
            else if (kind.sachverhalt == s)
                fund(weg);
            weg.pop_back();
        }
    }

    void suche_blaetter(KnotenNr von, katalog::FeldNr feld, std::uint16_t nummer, std::vector<Stufe>& weg,
                        std::vector<Blattziel>& ziele) {
        const Knoten& k = m_katalog.knoten(von);
        const auto* modell = m_katalog.modell(k);
        if (modell == nullptr) return;
        for (std::uint16_t i = 0; i < modell->partikel.size(); ++i) {
            const KnotenNr nr = m_katalog.kind(k, i);
            const Knoten& kind = m_katalog.knoten(nr);
            if (kind.beginnt_vorkommen || kind.platzhalter) continue;
            weg.push_back({nr, kind.wiederholt ? nummer : std::uint16_t{0}});
            if (kind.feld == feld)
                ziele.push_back(ziel(weg, kind));
            else
                suche_blaetter(nr, feld, nummer, weg, ziele);
            weg.pop_back();
        }
    }

    /// Particle by particle, four levels deep: what stands in `inhalt` itself is not nested deeper.
    std::uint64_t ordnung(const std::vector<Stufe>& weg) const {
        std::uint64_t wert = 0;
        for (std::size_t i = 0; i < 4; ++i)
            wert = (wert << 16) | (i < weg.size() ? m_katalog.knoten(weg[i].knoten).partikel + 1u : 0u);
        return wert;
    }

    Blattziel ziel(const std::vector<Stufe>& weg, const Knoten& blatt) const {
        Blattziel z;
        z.weg = weg;
        z.ordnung = ordnung(weg);
        z.typ = blatt.lauf.text;
        const katalog::Partikel* p = blatt.lauf.partikel;
        if (p == nullptr || !p->hat_fest) return z;
        z.fest = p->fest;
        if (blatt.lauf.kennzeichen) z.kennzeichen = m_katalog.graph().namen.lokal(blatt.name);
        return z;
    }

    Eintragsplan::Fassung fassung(const Eintrag& e, std::vector<Stufe> weg, KnotenNr von) {
        Eintragsplan::Fassung f;
        f.ziel.weg = std::move(weg);
        f.ziel.stand = m_katalog.knoten(von).stand;
        f.ziel.ordnung = ordnung(f.ziel.weg);
        for (const auto& [pfad, q] : e.felder) {
            const Feldpfad zerlegt = zerlege(pfad);
            const auto feld = m_katalog.find_feld(e.sachverhalt, zerlegt.pfad);
            Feldplan plan;
            plan.feld = feld;
            std::vector<Stufe> hier;
            if (feld != 0) suche_blaetter(von, feld, zerlegt.nummer, hier, plan.ziele);
            if (plan.ziele.empty()) {
                unbekannt(e, pfad);
                continue;
            }
            plan.quelle = quelle(q);
            if (!zerlegt.attribut.empty()) {
                attribut(e, pfad, zerlegt, plan, f);
                continue;
            }
            deute(plan);
            f.felder.push_back(std::move(plan));
        }
        ordne(f);
        return f;
    }

    void unbekannt(const Eintrag& e, const std::string& pfad) const {
        m_fehlende.push_back("'" + e.sachverhalt + "' has no field '" + pfad + "' here");
    }

    /// The attribute of the element nearest to the leaf that has it.
    void attribut(const Eintrag& e, const std::string& pfad, const Feldpfad& zerlegt, const Feldplan& plan,
                  Eintragsplan::Fassung& f) const {
        const auto& graph = m_katalog.graph();
        bool gefunden = false;
        for (const auto& z : plan.ziele)
            for (auto it = z.weg.rbegin(); it != z.weg.rend(); ++it) {
                const Knoten& k = m_katalog.knoten(it->knoten);
                if (k.einfach) continue;
                const auto& attribute = graph.complex_typen[k.typ].attribute;
                const auto a = std::find_if(attribute.begin(), attribute.end(), [&](const auto& d) {
                    return graph.namen.lokal(d.name) == zerlegt.attribut;
                });
                if (a == attribute.end()) continue;
                f.attribute.push_back({plan.quelle, *it, static_cast<std::uint16_t>(a - attribute.begin())});
                gefunden = true;
                break;
            }
        if (!gefunden) unbekannt(e, pfad);
    }

    void deute(Feldplan& plan) const {
        const auto hat = [&](auto&& art) {
            return std::any_of(plan.ziele.begin(), plan.ziele.end(), [&](const Blattziel& z) {
                return z.typ != katalog::kein_typ && art(m_katalog.graph().simple_typen[z.typ].grundtyp);
            });
        };
        plan.quelle.ist_datum =
            plan.quelle.ist_datum || hat([](Grundtyp g) {
                return g == Grundtyp::date || g == Grundtyp::g_year || g == Grundtyp::g_year_month;
            });
        if (hat([](Grundtyp g) { return g == Grundtyp::integer; }))
            plan.quelle.dezimal = m_tabelle.abbildung->dezimal;
    }

    /// Numbers the leaves of the entry in order of the schema.
    void ordne(Eintragsplan::Fassung& f) const {
        std::vector<Blattziel*> alle;
        for (auto& feld : f.felder)
            for (auto& z : feld.ziele) alle.push_back(&z);
        const auto stelle = [&](const Stufe& s) {
            return std::make_pair(m_katalog.knoten(s.knoten).partikel, s.nummer);
        };
        std::stable_sort(alle.begin(), alle.end(), [&](const Blattziel* a, const Blattziel* b) {
            return std::lexicographical_compare(
                a->weg.begin(), a->weg.end(), b->weg.begin(), b->weg.end(),
                [&](const Stufe& x, const Stufe& y) { return stelle(x) < stelle(y); });
        });
        for (std::size_t i = 0; i < alle.size(); ++i) alle[i]->rang = static_cast<std::uint32_t>(i);
    }

    const Tabelle& m_tabelle;
    const Abbildung& m_abbildung;
    const Katalog& m_katalog;
    std::vector<std::string>& m_fehlende;
};

}  // namespace

Tabellenplan plane(const Tabelle& tabelle, const Abbildung& abbildung, const Katalog& katalog,
                   std::vector<std::string>& fehlende) {
    const Dateiabbildung& datei = *tabelle.abbildung;
    Planer planer(tabelle, abbildung, katalog, fehlende);
    Tabellenplan plan;
    plan.schluessel = planer.quelle(datei.schluessel);
    if (datei.person) plan.person = planer.quelle(*datei.person);
    if (datei.vorkommen) plan.vorkommen = planer.quelle(*datei.vorkommen);
    for (const auto& filter : datei.filter) {
        Wertquelle spalte;
        spalte.spalten = {filter.spalte};
        spalte.zeile = filter.zeile;
        const Zellplan gebunden = planer.quelle(spalte);
        if (!gebunden.spalten.empty()) plan.filter.emplace_back(gebunden.spalten.front(), filter.werte);
    }
    for (const auto& [name, quelle] : datei.datensatz)
        plan.datensatz.emplace_back(name, planer.quelle(quelle));
    for (const auto& e : datei.eintraege) plan.eintraege.push_back(planer.eintrag(e));
    return plan;
}

}  // namespace abgleich::input
