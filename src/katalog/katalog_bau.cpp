// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Sachverhalte, the roots of the messages, and the checks that overlay and schemas fit each other.
#include "katalog_bau.hpp"

#include <abgleich/base/digest.hpp>
#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

namespace abgleich::katalog {

namespace {

constexpr std::array merkmal_namen = {"familienname",  "vorname",      "geburtsname", "geburtsdatum",
                                      "geburtsort",    "geburtsstaat", "geschlecht",  "staatsangehoerigkeit",
                                      "ausweisnummer", "strasse",      "hausnummer",  "postleitzahl",
                                      "wohnort"};
static_assert(merkmal_namen.size() == static_cast<std::size_t>(Merkmal::anzahl_));

constexpr std::array sonder_namen = {"azr_nummer",      "alte_nummer",       "erstellt",
                                     "aktenfuehrend",   "meldestatus",       "staatsangehoerigkeit",
                                     "abgleich_nummer", "fruehere_anschrift"};
static_assert(sonder_namen.size() == static_cast<std::size_t>(Sonderfeld::anzahl_));

/// The four digits at the end of a message element's name.
std::string nachrichtennummer(std::string_view element) {
    const auto punkt = element.rfind('.');
    return std::string(punkt == std::string_view::npos ? element : element.substr(punkt + 1));
}

}  // namespace

void KatalogBau::baue() {
    m_k.m_version = m_o.version;
    m_k.m_namensraum = m_o.namensraum;
    m_k.m_gilt_ab = m_o.gilt_ab;
    m_k.m_digest = m_o.digest;
    m_k.m_codeklassen = {m_o.codeklassen.begin(), m_o.codeklassen.end()};
    setze_fort();
    lege_sachverhalte_an();
    baue_wurzeln();
    binde_regeln();
    ergaenze_felder();
    binde_sonder();
    binde_nachfolger();
    if (!m_o.grundlage.empty()) pruefe_folge();
    bereite_lauf_vor();
    if (m_klagen.empty()) return;
    std::string alle = "catalogue " + m_o.version + " and schemas do not fit:";
    for (const auto& klage : m_klagen) alle += "\n  " + klage;
    throw base::ConfigError(alle);
}

/// Its number: that of an older version under this name, else that of its type where it was not yet
/// catalogued, else a new one.
SachverhaltNr KatalogBau::nummer_von(const Sachverhalt& kopf) {
    auto& alle = m_k.m_sachverhalte;
    if (const auto* s = m_k.find_sachverhalt(kopf.name)) return m_k.nummer(*s);
    const auto it = m_nach_auskunft.find(kopf.auskunft);
    if (it != m_nach_auskunft.end() && !alle[it->second].katalogisiert) return it->second;
    alle.emplace_back();
    return static_cast<SachverhaltNr>(alle.size() - 1);
}

void KatalogBau::lege_sachverhalte_an() {
    for (const auto& [name, regel] : m_o.sachverhalte) {
        const auto nr = nummer_von(regel.kopf);
        Sachverhalt& s = m_k.m_sachverhalte[nr];
        Sachverhalt neu = regel.kopf;
        neu.felder = std::move(s.felder);
        neu.meldung = s.meldung;
        neu.fassungen = s.fassungen;
        std::tie(neu.herkunft, neu.stand, neu.referenz) = std::tie(s.herkunft, s.stand, s.referenz);
        s = std::move(neu);
        m_regeln[nr] = &regel;
        const auto [it, frei] = m_nach_auskunft.emplace(regel.kopf.auskunft, nr);
        if (!frei && it->second != nr)
            klage(regel.datei + ": type '" + regel.kopf.auskunft + "' belongs to two Sachverhalte");
        if (!m_k.m_graph.complex_index.contains("{" + m_o.namensraum + "}" + regel.kopf.auskunft))
            klage(regel.datei + ": Sachverhalt '" + name + "': the schemas have no type '" +
                  regel.kopf.auskunft + "'" +
                  (m_o.grundlage.empty() ? "" : "; name its new type, or list it in 'entfallen'"));
    }
}

void KatalogBau::baue_wurzeln() {
    const auto& typen = m_k.m_graph.complex_typen;
    for (ComplexTypId t = 0; t < typen.size(); ++t)
        for (auto basis = typen[t].basis; basis != kein_typ && !typen[t].abstrakt && !typen[t].name.empty();
             basis = typen[basis].basis)
            m_ableitungen[basis].push_back(t);
    // The content of a record first: it gives the fields their order.
    const auto inhalt = m_k.m_graph.complex_index.find("{" + m_o.namensraum + "}" + m_o.inhalt);
    if (inhalt == m_k.m_graph.complex_index.end())
        throw base::ConfigError("version.toml: the schemas have no type '" + m_o.inhalt + "' in namespace '" +
                                m_o.namensraum + "'");
    Lage milde;
    milde.milde = true;
    const NameId inhalt_name = m_k.m_graph.namen.intern(m_o.namensraum, "inhalt");
    const KnotenNr wurzel =
        baue_knoten({inhalt_name, false, inhalt->second, false, false, 0}, milde, kein_knoten);
    m_k.m_knoten[wurzel].beginnt_satz = true;
    m_k.m_wurzeln.push_back({inhalt_name, wurzel, "inhalt", "inhalt"});

    std::set<std::string> raeume;  // of extension content
    for (const auto& modell : m_k.m_graph.modelle)
        for (const auto& p : modell.partikel) raeume.insert(p.raeume.begin(), p.raeume.end());
    for (const auto& element : m_k.m_graph.elemente) {
        const std::string name(m_k.m_graph.namen.lokal(element.name));
        const bool gewollt =
            std::any_of(m_o.nachrichten.begin(), m_o.nachrichten.end(),
                        [&](const auto& muster) { return base::matches_glob(muster, name); });
        if (!gewollt && raeume.contains(std::string(m_k.m_graph.namen.namensraum(element.name)))) {
            Lage lage;
            lage.kopf = true;  // of no Sachverhalt
            lage.pfad = "*" + name;
            m_k.m_erweiterungen.push_back(
                {element.name,
                 baue_knoten({element.name, element.einfach, element.typ, false, false, 0}, lage,
                             kein_knoten),
                 "", name});
        }
        if (!gewollt || element.einfach) continue;
        const KnotenNr knoten =
            baue_knoten({element.name, false, element.typ, false, false, 0}, Lage{}, kein_knoten);
        m_k.m_wurzeln.push_back({element.name, knoten, nachrichtennummer(name), name});
        const auto satz = m_o.satz.find(name);
        if (satz == m_o.satz.end()) {
            m_k.m_knoten[knoten].beginnt_satz = true;
            continue;
        }
        KnotenNr ziel = knoten;
        for (const auto schritt : base::split(satz->second, '/')) {
            const Knoten& k = m_k.m_knoten[ziel];
            KnotenNr naechster = kein_knoten;
            const Inhaltsmodell* modell = ziel == kein_knoten ? nullptr : m_k.modell(k);
            for (std::uint16_t i = 0; modell != nullptr && i < modell->partikel.size(); ++i)
                if (m_k.m_graph.namen.lokal(modell->partikel[i].name) == schritt) naechster = m_k.kind(k, i);
            ziel = naechster;
            if (ziel == kein_knoten) break;
        }
        if (ziel == kein_knoten)
            klage("grund.toml: [satz] '" + satz->second + "' is not in message '" + name + "'");
        else
            m_k.m_knoten[ziel].beginnt_satz = true;
    }
}

void KatalogBau::binde_felder(Sachverhalt& s, const Overlay::SachverhaltRegel& regel) {
    const std::string ort = regel.datei + ": Sachverhalt '" + s.name + "': ";
    std::vector<std::string> pfade;
    for (const FeldNr f : s.felder) pfade.push_back(m_k.m_felder[f].pfad);
    for (const auto& r : regel.felder) {
        const FeldNr f = m_k.find_feld(s.name, r.pfad);
        if (f == 0) {
            const auto vorschlag = base::closest(r.pfad, pfade);
            klage(ort + "the schemas have no field '" + r.pfad + "'" +
                  (vorschlag.empty() ? "" : ", did you mean '" + vorschlag + "'?"));
            continue;
        }
        Feld& feld = m_k.m_felder[f];
        feld.text = r.text;
        feld.beschrieben = true;
        feld.grund = r.grund;
        if (r.schwere) feld.schwere = *r.schwere;
        if (r.vergleich) {
            feld.vergleich = *r.vergleich;
            feld.vergleich_benannt = true;
        }
    }
}

void KatalogBau::binde_regeln() {
    binde_felder(m_k.m_sachverhalte[0], m_o.datensatz);
    for (const auto& [nr, regel] : m_regeln) {
        Sachverhalt& s = m_k.m_sachverhalte[nr];
        const SachverhaltNr gesucht = nr;
        const std::string ort = regel->datei + ": Sachverhalt '" + s.name + "': ";
        binde_felder(s, *regel);
        for (const FeldNr f : s.felder) {
            const Feld& feld = m_k.m_felder[f];
            if (feld.rolle != Rolle::inhalt || !m_in_auskunft[f]) continue;
            if (!feld.beschrieben)
                klage(ort + "field '" + feld.pfad + "' of the schemas is not described" +
                      (m_o.grundlage.empty() ? ""
                                             : "; describe it in a *.toml of version " + m_o.version +
                                                   ", or name it in 'umbenannt'"));
            if (!feld.vergleich_benannt)
                klage(ort + "field '" + feld.pfad + "' names no 'vergleich' and its type has none");
        }
        if (!s.hauptfeld.empty() && m_k.find_feld(s.name, s.hauptfeld) == 0)
            klage(ort + "no field '" + s.hauptfeld + "' (hauptfeld)");
        for (const auto& v : regel->vorkommen) {
            const bool gibt_es = std::any_of(m_k.m_knoten.begin(), m_k.m_knoten.end(), [&](const Knoten& k) {
                return k.beginnt_vorkommen && k.sachverhalt == gesucht &&
                       m_k.m_graph.namen.lokal(k.name) == v.element;
            });
            if (!gibt_es) klage(ort + "no element '" + v.element + "' of its type (vorkommen)");
        }
        binde_paarung(s, *regel);
        if (s.abgleich_element.empty()) continue;
        s.abgleich_feld = m_k.find_feld("datensatz", "azrNummern/abgleichergebnis/abgleichMitReferenzID/" +
                                                         s.abgleich_element);
        if (s.abgleich_feld == 0)
            klage(ort + "message 090022 has no element '" + s.abgleich_element + "' (abgleich)");
    }
}

void KatalogBau::binde_paarung(Sachverhalt& s, const Overlay::SachverhaltRegel& regel) {
    for (const auto& stufe : regel.stufen) {
        std::vector<Paarung::Schluessel> schluessel;
        for (const auto& angabe : stufe) {
            const bool stamm = angabe.ends_with(":stamm");
            const std::string pfad = stamm ? angabe.substr(0, angabe.size() - 6) : angabe;
            const FeldNr f = m_k.find_feld(s.name, pfad);
            if (f == 0)
                klage(regel.datei + ": Sachverhalt '" + s.name + "': no field '" + pfad + "' (paarung)");
            schluessel.push_back({f, stamm});
        }
        s.paarung.stufen.push_back(std::move(schluessel));
    }
}

void KatalogBau::ergaenze_felder() {
    for (std::size_t i = 1; i < m_k.m_felder.size(); ++i) {
        if (!m_in_auskunft[i] && !m_in_meldung[i]) continue;  // an older version's: stays as it was
        Feld& feld = m_k.m_felder[i];
        Sachverhalt& s = m_k.m_sachverhalte[feld.sachverhalt];
        if (m_in_auskunft[i]) feld.fassungen |= 1U << m_k.m_fassung;
        s.fassungen |= feld.fassungen;
        feld.nur_auskunft = !m_in_meldung[i];
        feld.nur_meldung = feld.fassungen == 0;
        const auto nr = static_cast<FeldNr>(i);
        if (feld.rolle == Rolle::herkunft) s.herkunft = nr;
        if (feld.rolle == Rolle::stand) s.stand = nr;
        if (feld.rolle == Rolle::referenz) s.referenz = nr;
    }
}

void KatalogBau::binde_sonder() {
    for (const auto& [name, quellen] : m_o.identitaet) {
        const auto it = std::find(merkmal_namen.begin(), merkmal_namen.end(), name);
        if (it == merkmal_namen.end()) {
            klage("grund.toml: [identitaet] knows no feature '" + name + "'");
            continue;
        }
        for (const auto& quelle : quellen) {
            const auto punkt = quelle.find(':');
            const std::string art = punkt == std::string::npos ? "" : quelle.substr(0, punkt);
            const std::string ziel = punkt == std::string::npos ? quelle : quelle.substr(punkt + 1);
            const auto strich = ziel.find('/');
            const FeldNr f = strich == std::string::npos
                                 ? FeldNr{0}
                                 : m_k.find_feld(ziel.substr(0, strich), ziel.substr(strich + 1));
            if (f == 0)
                klage("grund.toml: [identitaet] '" + quelle + "' is no field");
            else
                m_k.m_merkmale[static_cast<std::size_t>(it - merkmal_namen.begin())].push_back({f, art});
        }
    }
    for (std::size_t i = 0; i < sonder_namen.size(); ++i) {
        const auto it = m_o.sonder.find(sonder_namen[i]);
        const std::string ziel = it == m_o.sonder.end() ? "" : it->second;
        const auto strich = ziel.find('/');
        m_k.m_sonder[i] = strich == std::string::npos
                              ? FeldNr{0}
                              : m_k.find_feld(ziel.substr(0, strich), ziel.substr(strich + 1));
        if (m_k.m_sonder[i] == 0)
            klage("grund.toml: [sonder] " + std::string(sonder_namen[i]) + " = '" + ziel + "' is no field");
    }
    const auto sperre = m_o.sonder.find("sperre");
    const Sachverhalt* s = sperre == m_o.sonder.end() ? nullptr : m_k.find_sachverhalt(sperre->second);
    if (s == nullptr)
        klage("grund.toml: [sonder] sperre is no Sachverhalt");
    else
        m_k.m_sperre = m_k.nummer(*s);
}

}  // namespace abgleich::katalog
