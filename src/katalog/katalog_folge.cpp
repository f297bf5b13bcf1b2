// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// What a version has in common with the one before. Its tables begin as copies of the older ones, so that
// every Sachverhalt and field keeps its number; `umbenannt` gives fields their new path before the messages
// are unrolled, so an element under its new name finds the old field. What a delta then leaves unsaid is
// complained of: a field that would silently be compared no more is worse than a start that fails.
#include "katalog_bau.hpp"

#include <abgleich/base/text.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace abgleich::katalog {

namespace {

bool liegt_unter(std::string_view pfad, std::string_view oben) {
    if (!pfad.starts_with(oben)) return false;
    return oben.empty() || pfad.size() == oben.size() || pfad[oben.size()] == '/' || pfad[oben.size()] == '@';
}

std::string meinst_du(const std::string& name, const std::vector<std::string>& bekannt) {
    const auto vorschlag = base::closest(name, bekannt);
    return vorschlag.empty() ? "" : ", did you mean '" + vorschlag + "'?";
}

}  // namespace

void KatalogBau::setze_fort() {
    if (m_vorgaenger == nullptr) {
        Sachverhalt datensatz;
        datensatz.name = "datensatz";
        datensatz.text_ein = "Datensatz";
        datensatz.text_mehr = "Datensätze";
        m_k.m_sachverhalte.push_back(datensatz);
        m_k.m_felder.emplace_back();  // field 0 is no field
    } else {
        const Katalog& v = *m_vorgaenger;
        m_k.m_fassung = static_cast<std::uint8_t>(v.m_fassung + 1);
        m_k.m_sachverhalte = v.m_sachverhalte;
        m_k.m_felder = v.m_felder;
        m_k.m_feld_index = v.m_feld_index;
        m_k.m_fruehere = v.m_fruehere;
        m_k.m_nachfolgen = v.m_nachfolgen;
        // Those with an overlay are found by it, the others by their type.
        for (const auto& s : v.sachverhalte().subspan(1))
            if (!s.katalogisiert)
                m_nach_auskunft.emplace(
                    s.auskunft.empty() ? s.meldung.substr(0, s.meldung.rfind('.')) + ".Auskunft" : s.auskunft,
                    v.nummer(s));
        benenne_um();
    }
    for (auto* merkmal : {&m_gesehen, &m_in_auskunft, &m_in_meldung})
        merkmal->assign(m_k.m_felder.size(), false);
}

void KatalogBau::benenne_um() {
    std::set<const Overlay::Umbenennung*> benutzt;
    const auto wende_an = [&](const Sachverhalt& s, std::string pfad) {
        for (const auto& u : m_o.umbenennungen) {
            if (u.sachverhalt != s.name) continue;
            auto neu = u.wende_an(pfad);
            if (neu != pfad) benutzt.insert(&u);
            pfad = std::move(neu);
        }
        return pfad;
    };
    std::vector<FeldNr> geaendert;
    for (std::size_t i = 1; i < m_k.m_felder.size() && !m_o.umbenennungen.empty(); ++i) {
        Feld& feld = m_k.m_felder[i];
        const Sachverhalt& s = m_k.m_sachverhalte[feld.sachverhalt];
        const std::string neu = wende_an(s, feld.pfad);
        for (auto& zweig : feld.zweige)
            if (!zweig.empty()) zweig = wende_an(s, feld.pfad + "/" + zweig).substr(neu.size() + 1);
        if (!feld.wahl.empty()) {
            const std::string wahl = wende_an(s, feld.wahl);
            feld.wahl_zweig = wende_an(s, feld.wahl + "/" + feld.wahl_zweig).substr(wahl.size() + 1);
            feld.wahl = wahl;
        }
        if (neu == feld.pfad) continue;
        m_k.m_feld_index.erase(s.name + "/" + feld.pfad);
        m_k.m_fruehere.insert_or_assign(s.name + "/" + feld.pfad, static_cast<FeldNr>(i));
        feld.fruehere_pfade.push_back(std::exchange(feld.pfad, neu));
        geaendert.push_back(static_cast<FeldNr>(i));
    }
    for (const FeldNr nr : geaendert) {
        const Feld& feld = m_k.m_felder[nr];
        const std::string voll = m_k.m_sachverhalte[feld.sachverhalt].name + "/" + feld.pfad;
        const auto [it, frei] = m_k.m_feld_index.emplace(voll, nr);
        if (frei) continue;
        if (!ist_entfallen(m_vorgaenger->m_felder[it->second]))
            klage("version.toml: umbenannt: '" + voll + "' is another field of version " +
                  m_vorgaenger->m_version +
                  " (expected a new name); rename that one too, or list it in 'entfallen'");
        it->second = nr;
    }
    std::vector<std::string> bekannt;
    for (const auto& [name, nr] : m_vorgaenger->m_feld_index) bekannt.push_back(name);
    std::sort(bekannt.begin(), bekannt.end());
    for (const auto& u : m_o.umbenennungen)
        if (!benutzt.contains(&u))
            klage(u.ort + "umbenannt: version " + m_vorgaenger->m_version + " has no field '" +
                  u.sachverhalt + "/" + u.alt + "'" + meinst_du(u.sachverhalt + "/" + u.alt, bekannt));
}

bool KatalogBau::ist_entfallen(const Feld& feld) const {
    const std::string& s = m_vorgaenger->m_sachverhalte[feld.sachverhalt].name;
    return std::any_of(m_o.entfallen.begin(), m_o.entfallen.end(),
                       [&](const auto& e) { return liegt_unter(s + "/" + feld.pfad, e.angabe); });
}

/// Whether something hangs on the field: comparison, matching, or the run itself.
bool KatalogBau::wird_gebraucht(FeldNr nr) const {
    const Feld& f = m_vorgaenger->m_felder[nr];
    const auto& s = m_vorgaenger->m_sachverhalte[f.sachverhalt];
    const bool traegt = f.rolle == Rolle::inhalt || f.rolle == Rolle::herkunft || f.rolle == Rolle::stand ||
                        f.rolle == Rolle::referenz;
    if (s.katalogisiert && m_regeln.contains(f.sachverhalt) && traegt) return true;
    const auto ist_quelle = [&](const auto& quellen) {
        return std::any_of(quellen.begin(), quellen.end(), [&](const auto& q) { return q.feld == nr; });
    };
    return std::find(m_k.m_sonder.begin(), m_k.m_sonder.end(), nr) != m_k.m_sonder.end() ||
           std::any_of(m_k.m_merkmale.begin(), m_k.m_merkmale.end(), ist_quelle) ||
           std::any_of(m_k.m_sachverhalte.begin(), m_k.m_sachverhalte.end(),
                       [&](const auto& x) { return x.abgleich_feld == nr; });
}

/// A new field of the Sachverhalt that may be the missing one under another name.
std::string KatalogBau::vorschlag(const Feld& feld) const {
    std::vector<std::string> neue;
    for (std::size_t i = m_vorgaenger->m_felder.size(); i < m_k.m_felder.size(); ++i)
        if (m_k.m_felder[i].sachverhalt == feld.sachverhalt) neue.push_back(m_k.m_felder[i].pfad);
    return base::closest(feld.pfad, neue);
}

void KatalogBau::pruefe_folge() {
    const Katalog& v = *m_vorgaenger;
    const auto typ_fehlt = [&](const Sachverhalt& s) {
        return !m_k.m_graph.complex_index.contains("{" + m_o.namensraum + "}" + s.auskunft);
    };
    for (const auto& e : m_o.entfallen) {
        bool gab_es = false, noch_da = false;
        std::vector<std::string> bekannt;
        for (std::size_t i = 1; i < v.m_felder.size(); ++i) {
            const Feld& f = v.m_felder[i];
            if (!f.in_fassung(v.m_fassung)) continue;
            bekannt.push_back(v.m_sachverhalte[f.sachverhalt].name + "/" + f.pfad);
            if (!liegt_unter(bekannt.back(), e.angabe)) continue;
            gab_es = true;
            const auto& s = v.m_sachverhalte[f.sachverhalt];
            noch_da = noch_da || m_in_auskunft[i] || (s.name == e.angabe && !typ_fehlt(s));
        }
        if (!gab_es)
            klage(e.ort + "entfallen: version " + v.m_version + " has no '" + e.angabe + "'" +
                  meinst_du(e.angabe, bekannt));
        if (noch_da)
            klage(e.ort + "entfallen: the schemas still have '" + e.angabe + "' (expected what version " +
                  m_o.version + " dropped); take it from the list");
    }
    for (std::size_t i = 1; i < v.m_felder.size(); ++i) {
        const Feld& f = v.m_felder[i];
        const auto nr = static_cast<FeldNr>(i);
        if (!f.in_fassung(v.m_fassung) || m_in_auskunft[i] || ist_entfallen(f) || !wird_gebraucht(nr))
            continue;
        const auto& s = m_k.m_sachverhalte[f.sachverhalt];
        if (f.sachverhalt != 0 && typ_fehlt(s)) continue;  // the type is complained of
        const auto& neu = m_k.m_felder[i].pfad;
        const auto aehnlich = vorschlag(m_k.m_felder[i]);
        klage("version.toml: the schemas have no field '" + s.name + "/" + neu + "'" +
              (neu == f.pfad ? "" : ", new name of '" + f.pfad + "'") + " (version " + v.m_version +
              " has it)" + (aehnlich.empty() ? "" : ", is it '" + aehnlich + "' now?") +
              "; name it in 'umbenannt' or in 'entfallen'");
    }
}

/// Addresses of the code lists that are meant: all of the address, or its end behind ':' or '.'.
std::vector<std::string> KatalogBau::codelisten_von(const std::string& angabe) const {
    std::set<std::string> uris;
    for (const auto& liste : m_k.m_codelisten->alle()) uris.insert(liste.uri);
    for (const auto& feld : m_k.m_felder) uris.insert(feld.codeliste);
    std::vector<std::string> gemeint;
    for (const auto& uri : uris) {
        if (uri == angabe) return {uri};
        const auto anfang = uri.size() - std::min(angabe.size(), uri.size());
        if (anfang != 0 && uri.ends_with(angabe) && (uri[anfang - 1] == ':' || uri[anfang - 1] == '.'))
            gemeint.push_back(uri);
    }
    return gemeint;
}

void KatalogBau::binde_nachfolger() {
    for (const auto& n : m_o.nachfolger) {
        const auto uris = codelisten_von(n.liste);
        if (uris.size() != 1) {
            std::vector<std::string> enden;
            for (const auto& l : m_k.m_codelisten->alle())
                enden.push_back(l.uri.substr(l.uri.find_last_of(":.") + 1));
            klage(n.ort + "code_nachfolger: " +
                  (uris.empty()
                       ? "no code list ends in '" + n.liste + "'" + meinst_du(n.liste, enden)
                       : "'" + n.liste + "' may be " + base::join(uris, " or ") + "; write more of it"));
            continue;
        }
        const auto& listen = m_k.m_codelisten->alle();
        const bool vollstaendig = std::any_of(
            listen.begin(), listen.end(), [&](const auto& l) { return l.uri == uris[0] && l.vollstaendig; });
        for (const auto& [alt, neu] : n.codes)
            if (vollstaendig && m_k.m_codelisten->text(uris[0], alt) == nullptr)
                klage(n.ort + "code_nachfolger: no installed edition of '" + n.liste + "' has the code '" +
                      alt + "' (expected one that had another take its place)");
        const auto nummer = static_cast<std::uint16_t>(m_k.m_nachfolgen.size());
        m_k.m_nachfolgen.push_back({m_k.m_fassung, n.codes});
        for (std::size_t i = 1; i < m_k.m_felder.size(); ++i) {
            const bool frueher =
                i < m_vorgaenger->m_felder.size() && m_vorgaenger->m_felder[i].codeliste == uris[0];
            if (frueher || m_k.m_felder[i].codeliste == uris[0]) m_k.m_felder[i].nachfolgen.push_back(nummer);
        }
    }
}

}  // namespace abgleich::katalog
