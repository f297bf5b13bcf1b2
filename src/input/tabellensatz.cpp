// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "tabellensatz.hpp"

#include <algorithm>
#include <charconv>

namespace abgleich::input {

using domain::ProblemCode;
using katalog::Katalog;
using katalog::Knoten;

namespace {

constexpr std::string_view bestand_raum = "urn:azr-abgleich:bestand:1";

std::uint64_t ordnungszahl(std::string_view text) {
    std::uint64_t zahl = 0;
    std::from_chars(text.data(), text.data() + text.size(), zahl);
    return zahl;
}

}  // namespace

Tabellensatz::Tabellensatz(const Katalog& katalog, const std::vector<Tabellenquelle>& quellen,
                           domain::Seite seite, NachrichtenLeser& leser)
    : m_katalog(katalog), m_quellen(quellen), m_seite(seite), m_leser(leser) {
    const auto& wurzel = *katalog.wurzel("inhalt");
    const auto& namen = katalog.graph().namen;
    m_inhalt.name = m_namen.nenne(namen.namensraum(wurzel.name), namen.lokal(wurzel.name));
    m_inhalt.nummer = ++m_marken_zahl;
}

const csv::Zeile& Tabellensatz::lies_zeile(const Tabelle& tabelle, const Tabelle::Zeilenort& ort) {
    if (m_zeilen_belegt == m_zeilen.size()) m_zeilen.emplace_back();
    csv::Zeile& zeile = m_zeilen[m_zeilen_belegt++];
    csv::Leser(tabelle.text, tabelle.abbildung->dialekt, ort.anfang, ort.zeile).lies(zeile);
    return zeile;
}

std::string_view Tabellensatz::wert(const Zellplan& plan, const csv::Zeile& zeile, katalog::FeldNr feld) {
    if (m_texte_belegt == m_texte.size()) m_texte.emplace_back();
    std::string& puffer = m_texte[m_texte_belegt];
    std::uint64_t fremde = 0;
    const auto wert = zellwert(plan, zeile, puffer, &fremde);
    if (fremde != 0) m_unuebersetzt[{m_datei, feld}] += fremde;
    if (wert.data() == puffer.data() && !wert.empty()) ++m_texte_belegt;  // the buffer is taken
    return wert;
}

/// The branch that takes the value: a flag by its name, else the first whose type accepts it; where none does
/// the first one, so that the automaton tells what is wrong.
const Blattziel* Tabellensatz::waehle(const Feldplan& plan, std::string_view wert) {
    if (plan.ziele.size() == 1) return &plan.ziele.front();
    const Blattziel* erstes = nullptr;
    std::size_t offene = 0;
    for (const auto& z : plan.ziele) {
        if (!z.kennzeichen.empty() && z.kennzeichen == wert) return &z;
        if (!z.fest.empty()) continue;
        if (erstes == nullptr) erstes = &z;
        ++offene;
    }
    for (const auto& z : plan.ziele) {
        if (offene < 2) break;
        if (!z.fest.empty()) continue;
        std::string_view versuch = wert;
        if (katalog::pruefe_wert(m_katalog.graph(), z.typ, versuch, m_werte_puffer).empty()) return &z;
    }
    return erstes != nullptr ? erstes : &plan.ziele.front();
}

void Tabellensatz::sammle_eintrag(const Tabellenquelle& q, const Eintragsplan& plan,
                                  const csv::Zeile& zeile) {
    const Eintragsplan::Fassung* f = &plan.fassungen.front();
    if (plan.fassungen.size() > 1 || plan.stand) {
        auto stand = plan.stand ? wert(*plan.stand, zeile, 0) : std::string_view("aktuell");
        if (stand.empty()) stand = "offen";
        const auto name = [](domain::Stand s) -> std::string_view {
            return s == domain::Stand::aktuell      ? "aktuell"
                   : s == domain::Stand::historisch ? "historisch"
                                                    : "offen";
        };
        const auto it = std::find_if(plan.fassungen.begin(), plan.fassungen.end(),
                                     [&](const auto& x) { return name(x.ziel.stand) == stand; });
        if (it == plan.fassungen.end() && plan.fassungen.size() > 1) {
            m_leser.bauer().setze_datei(q.tabelle.datei);
            m_leser.bauer().melde(
                ProblemCode::wert_ungueltig, {zeile.zeile, 0},
                "'" + plan.eintrag->sachverhalt + "': invalid slot (expected aktuell or historisch)", true);
            m_beschaedigt = true;
            return;
        }
        if (it != plan.fassungen.end()) f = &*it;
    }
    Teilsatz teil;
    teil.ordnung = f->ziel.ordnung;
    teil.plan = f;
    teil.quelle = &q;
    teil.zeile = &zeile;
    teil.erstes_blatt = m_blaetter.size();
    bool etwas = f->ziel.weg.empty();  // constants alone make no occurrence
    for (const auto& feld : f->felder) {
        const auto text = wert(feld.quelle, zeile, feld.feld);
        if (text.empty()) continue;
        etwas = etwas || feld.quelle.zaehlt;
        const auto* ziel = waehle(feld, text);
        const std::uint32_t spalte = feld.quelle.fest() ? 0 : feld.quelle.spalten.front() + 1u;
        m_blaetter.push_back({ziel, ziel->fest.empty() ? text : ziel->fest, spalte});
    }
    if (!etwas) return m_blaetter.resize(teil.erstes_blatt);
    std::sort(m_blaetter.begin() + static_cast<std::ptrdiff_t>(teil.erstes_blatt), m_blaetter.end(),
              [](const Blatt& a, const Blatt& b) { return a.ziel->rang < b.ziel->rang; });
    teil.blaetter = m_blaetter.size() - teil.erstes_blatt;
    if (q.plan.vorkommen) teil.vorkommen = ordnungszahl(wert(*q.plan.vorkommen, zeile, 0));
    if (!f->ziel.weg.empty()) {
        if (!ist_wiederholung(teil)) m_teile.push_back(teil);
        return;
    }
    // Fields of the record itself: each has its own place among the occurrences.
    for (std::size_t i = 0; i < teil.blaetter; ++i) {
        Teilsatz einer = teil;
        einer.erstes_blatt = teil.erstes_blatt + i;
        einer.blaetter = 1;
        einer.ordnung = m_blaetter[einer.erstes_blatt].ziel->ordnung;
        if (!ist_wiederholung(einer)) m_teile.push_back(einer);
    }
}

/// Exports of one row per permit repeat the person in each: what can stand once only, and is the same, is one.
bool Tabellensatz::ist_wiederholung(const Teilsatz& teil) const {
    const auto gleich = [](const Blatt& a, const Blatt& b) { return a.ziel == b.ziel && a.wert == b.wert; };
    const auto* blaetter = m_blaetter.data();
    if (!teil.plan->ziel.weg.empty() && m_katalog.knoten(teil.plan->ziel.weg.back().knoten).wiederholt)
        return false;
    return std::any_of(m_teile.begin(), m_teile.end(), [&](const Teilsatz& t) {
        return t.plan == teil.plan &&
               std::equal(blaetter + t.erstes_blatt, blaetter + t.erstes_blatt + t.blaetter,
                          blaetter + teil.erstes_blatt, blaetter + teil.erstes_blatt + teil.blaetter, gleich);
    });
}

void Tabellensatz::sammle(const Tabellenquelle& q, const csv::Zeile& zeile) {
    m_datei = q.tabelle.datei;
    for (const auto& attribut : q.plan.datensatz) {
        const std::string& name = attribut.first;
        const auto text = wert(attribut.second, zeile, 0);
        if (text.empty()) continue;
        const auto it = std::find_if(m_attribute.begin(), m_attribute.end(),
                                     [&](const auto& a) { return a.name.lokal == name; });
        if (it == m_attribute.end()) {
            m_attribute.push_back({m_namen.nenne({}, name), text});
        } else if (it->wert != text) {
            m_leser.bauer().setze_datei(q.tabelle.datei);
            m_leser.bauer().melde(ProblemCode::satz_doppelt, {zeile.zeile, 0},
                                  "'" + name +
                                      "' differs from another row with the same key (expected one value "
                                      "a record); the record is not used",
                                  true);
            m_beschaedigt = true;
        }
    }
    for (const auto& eintrag : q.plan.eintraege) sammle_eintrag(q, eintrag, zeile);
}

void Tabellensatz::schreibe(std::uint32_t person, std::string_view schluessel, bool beschaedigt) {
    m_zeilen_belegt = m_texte_belegt = 0;
    m_blaetter.clear();
    m_teile.clear();
    m_attribute.clear();
    m_beschaedigt = beschaedigt;
    const csv::Zeile* erste = nullptr;
    std::uint32_t datei = 0;
    SatzBauer& bauer = m_leser.bauer();
    for (const auto& q : m_quellen)
        for (auto i = q.anfang[person]; i < q.anfang[person + 1]; ++i) {
            const auto& zeile = lies_zeile(q.tabelle, q.tabelle.zeilen[i]);
            if (erste == nullptr) {
                erste = &zeile;
                datei = q.tabelle.datei;
            }
            sammle(q, zeile);
        }
    bauer.setze_datei(datei);
    m_ort = {erste == nullptr ? 0 : erste->zeile, 0};
    if (m_beschaedigt) return setze_beiseite(schluessel);
    std::stable_sort(m_teile.begin(), m_teile.end(), [](const Teilsatz& a, const Teilsatz& b) {
        return a.ordnung != b.ordnung ? a.ordnung < b.ordnung : a.vorkommen < b.vorkommen;
    });
    beginne_datensatz(schluessel);
    m_leser.element(m_inhalt, *this);
    m_offen.clear();
    for (const auto& teil : m_teile) schreibe_teil(teil);
    bauer.setze_datei(datei);
    m_ort = {erste == nullptr ? 0 : erste->zeile, 0};
    schliesse_bis(0);
    m_leser.ende(*this);
    m_leser.ende(*this);
}

/// A row of the person cannot be read: that the person exists is known, what of them is not.
void Tabellensatz::setze_beiseite(std::string_view schluessel) {
    SatzBauer& bauer = m_leser.bauer();
    bauer.zaehle_satz();
    domain::Satz rest;
    const auto trenner = schluessel.find(schluesseltrenner);
    std::string key(schluessel.substr(0, trenner));
    if (trenner != std::string_view::npos) key += "/" + std::string(schluessel.substr(trenner + 1));
    if (m_seite == domain::Seite::lokal)
        rest.aktenzeichen = bauer.text(key);
    else if (const auto nr = domain::AzrNummer::parse(key))
        rest.azr_nummer = *nr;
    for (const auto& a : m_attribute)
        if (a.name.lokal == "azrNummer")
            if (const auto nr = domain::AzrNummer::parse(a.wert)) rest.azr_nummer = *nr;
    bauer.verworfen_ohne_inhalt(rest);
}

void Tabellensatz::beginne_datensatz(std::string_view schluessel) {
    const auto trenner = schluessel.find(schluesseltrenner);
    const std::string_view key = schluessel.substr(0, trenner);
    m_attribute.push_back({m_namen.nenne({}, "aktenzeichen"), key});
    if (m_seite == domain::Seite::azr) m_attribute.push_back({m_namen.nenne({}, "azrNummer"), key});
    if (trenner != std::string_view::npos)
        m_attribute.push_back({m_namen.nenne({}, "person"), schluessel.substr(trenner + 1)});
    m_leser.element({m_namen.nenne(bestand_raum, "datensatz"), m_attribute, 0}, *this);
}

void Tabellensatz::schreibe_teil(const Teilsatz& teil) {
    m_datei = teil.quelle->tabelle.datei;
    m_leser.bauer().setze_datei(m_datei);
    m_ort = {teil.zeile->zeile, 0};
    const auto& weg = teil.plan->ziel.weg;
    if (!weg.empty()) {
        const std::span<const Stufe> davor(weg.data(), weg.size() - 1);
        oeffne_bis(davor, 0, teil);
        m_offen.push_back(weg.back());
        m_leser.element(marke(weg.back(), teil), *this);
    } else {
        schliesse_bis(0);
    }
    const std::size_t tiefe = m_offen.size();
    for (std::size_t i = 0; i < teil.blaetter; ++i) {
        const Blatt& blatt = m_blaetter[teil.erstes_blatt + i];
        const std::span<const Stufe> stufen(blatt.ziel->weg);
        oeffne_bis(stufen.first(stufen.size() - 1), tiefe, teil);
        m_ort.spalte = blatt.spalte;
        const xml::Marke& tag = marke(stufen.back(), teil);
        if (m_leser.blatt(tag, blatt.wert, *this)) continue;
        m_leser.element(tag, *this);
        m_leser.text(blatt.wert, true);
        m_leser.ende(*this);
    }
    schliesse_bis(weg.empty() ? 0 : tiefe - 1);
}

/// Opens what is not open of the way; `von` elements above it stay.
void Tabellensatz::oeffne_bis(std::span<const Stufe> weg, std::size_t von, const Teilsatz& teil) {
    std::size_t gleich = 0;
    while (gleich < weg.size() && von + gleich < m_offen.size() && m_offen[von + gleich] == weg[gleich])
        ++gleich;
    schliesse_bis(von + gleich);
    for (; gleich < weg.size(); ++gleich) {
        m_offen.push_back(weg[gleich]);
        m_leser.element(marke(weg[gleich], teil), *this);
    }
}

void Tabellensatz::schliesse_bis(std::size_t tiefe) {
    for (; m_offen.size() > tiefe; m_offen.pop_back()) m_leser.ende(*this);
}

/// What an attribute says; empty: it is left out.
std::string_view Tabellensatz::attributwert(const Knoten& k, std::size_t i, const Stufe& stufe,
                                            const Teilsatz& teil) {
    const auto& graph = m_katalog.graph();
    const auto& attribut = graph.complex_typen[k.typ].attribute[i];
    for (const auto& plan : teil.plan->attribute)
        if (plan.attribut == i && plan.stufe == stufe)
            if (const auto text = wert(plan.quelle, *teil.zeile, 0); !text.empty()) return text;
    if (attribut.hat_fest) return attribut.fest;
    if (!attribut.pflicht || graph.namen.lokal(attribut.name) != "listVersionID") return {};
    // No edition is named: the newest one that is installed.
    const auto* modell = m_katalog.modell(k);
    for (std::uint16_t p = 0; modell != nullptr && p < modell->partikel.size(); ++p)
        if (const Knoten& blatt = m_katalog.knoten(m_katalog.kind(k, p)); blatt.lauf.codeliste)
            if (const auto* liste = m_katalog.codelisten().neueste(m_katalog.feld(blatt.feld).codeliste))
                return liste->version;
    return {};
}

const xml::Marke& Tabellensatz::marke(const Stufe& stufe, const Teilsatz& teil) {
    const Knoten& k = m_katalog.knoten(stufe.knoten);
    const auto& graph = m_katalog.graph();
    if (stufe.knoten >= m_marken_nach_knoten.size()) m_marken_nach_knoten.resize(stufe.knoten + 64);
    Marken*& marken = m_marken_nach_knoten[stufe.knoten];
    if (marken == nullptr) marken = &m_marken[stufe.knoten];
    const std::size_t anzahl = k.einfach ? 0 : graph.complex_typen[k.typ].attribute.size();
    const auto passt = [&](const Marken::Eintrag& e) {
        for (std::size_t i = 0; i < anzahl; ++i)
            if (e.werte[i] != attributwert(k, i, stufe, teil)) return false;
        return true;
    };
    if (marken->letzte != nullptr && (anzahl == 0 || passt(*marken->letzte))) return marken->letzte->marke;
    for (const auto& e : marken->eintraege)
        if (passt(e)) {
            marken->letzte = &e;
            return e.marke;
        }
    constexpr std::size_t hoechstens = 1000;  // a column of endless different editions
    if (marken->eintraege.size() > hoechstens) marken->eintraege.pop_back();
    auto& neu = marken->eintraege.emplace_back();
    for (std::size_t i = 0; i < anzahl; ++i) neu.werte.emplace_back(attributwert(k, i, stufe, teil));
    for (std::size_t i = 0; i < anzahl; ++i) {
        const auto name = graph.complex_typen[k.typ].attribute[i].name;
        if (!neu.werte[i].empty())
            neu.attribute.push_back(
                {m_namen.nenne(graph.namen.namensraum(name), graph.namen.lokal(name)), neu.werte[i]});
    }
    neu.marke = {m_namen.nenne(graph.namen.namensraum(k.name), graph.namen.lokal(k.name)), neu.attribute,
                 marken->eintraege.size() > hoechstens ? 0 : ++m_marken_zahl};
    marken->letzte = &neu;
    return neu.marke;
}

}  // namespace abgleich::input
