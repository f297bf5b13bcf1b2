// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// What belongs to records: keys, counts, entries of lists. Elements and leaves: lauf_bauer.cpp.
#include "satz_bauer.hpp"

#include <abgleich/base/clock.hpp>

#include <algorithm>

namespace abgleich::input {

using domain::ProblemCode;
using katalog::Sonderfeld;

namespace {
constexpr std::size_t max_zaehler = 0xFFFF;
constexpr const char* ohne_nummer = "record without a valid AZR-Nummer (expected 12 digits JJMMTT......)";
}  // namespace

void SatzBauer::zaehle_satz() {
    ++m_satz_nummer;
    zahlen().nummern = m_satz_nummer;
}

void SatzBauer::neuer_teil() {
    m_teil = {};
    m_gemeldete_ausgaben.clear();
    m_satz_nummer = 0;
}

void SatzBauer::neue_fassung(const katalog::Katalog& katalog, std::uint8_t fassung) {
    m_katalog = &katalog;
    m_fassung = fassung;
}

void SatzBauer::neue_datei(std::uint32_t datei) {
    m_datei = datei;
    m_satz_nummer = 0;
    if (m_optionen.nur_pruefen) m_gemeldete_ausgaben.clear();
    m_teil.zahlen.push_back({});
    m_teil.zahlen.back().datei = datei;
}

Teil::Zahlen& SatzBauer::zahlen() { return m_teil.zahlen.back(); }

void SatzBauer::neue_nachricht(const katalog::Wurzel& wurzel) {
    m_wurzel = &wurzel;
    m_erstellt_ms = 0;
    m_aussen.clear();
    m_innen.clear();
    m_knoten = nullptr;
    m_lueckig = false;
    m_satz = {};
    m_satz.herkunft = {m_datei, 0, m_satz_nummer};
    m_vorkommen_zahl = 0;
    const bool person = wurzel.nummer == "090004" || wurzel.nummer == "inhalt";
    m_wohin = m_optionen.nachrichten_behalten ? Ziel::nachricht
              : person                        ? Ziel::bestand
              : wurzel.nummer == "090022"     ? Ziel::abgleichsdaten
                                              : Ziel::keines;
    if (m_wohin == Ziel::abgleichsdaten) m_teil.liste_vorhanden = true;
    if (m_wohin == Ziel::keines) m_teil.unbenutzt.push_back(wurzel.nummer);
    m_vorkommen_anfang =
        m_wohin == Ziel::nachricht ? m_teil.nachricht_vorkommen.size() : m_teil.vorkommen.size();
    m_werte.clear();
}

void SatzBauer::beende_nachricht(bool vollstaendig) {
    if (m_wohin != Ziel::nachricht) return;
    if (vollstaendig && !m_lueckig) {
        schliesse_aussen();
        domain::Nachricht n;
        n.wurzel = static_cast<std::uint16_t>(m_wurzel - m_katalog->wurzeln().data());
        n.fassung = m_fassung;
        n.herkunft = m_satz.herkunft;
        n.erstes_vorkommen = static_cast<std::uint32_t>(m_vorkommen_anfang);
        n.vorkommen = static_cast<std::uint32_t>(m_teil.nachricht_vorkommen.size() - m_vorkommen_anfang);
        schreibe_werte(m_teil.nachricht_vorkommen);
        m_teil.nachrichten.push_back(n);
    } else {
        m_teil.nachricht_vorkommen.resize(m_vorkommen_anfang);
    }
    m_aussen.clear();
}

void SatzBauer::problem(ProblemCode code, xml::Ort ort, std::string meldung, bool ganzer_satz) {
    melde(code, ort, std::move(meldung), ganzer_satz);
}

void SatzBauer::melde(ProblemCode code, xml::Ort ort, std::string meldung, bool ganzer_satz) {
    // One note per edition is enough: it concerns every record.
    if (code == ProblemCode::ausgabe_unbekannt && !m_gemeldete_ausgaben.insert(meldung).second) return;
    m_teil.probleme.push_back(
        {code, {m_datei, ort.zeile, m_satz_nummer}, ort.spalte, std::move(meldung), ganzer_satz});
}

void SatzBauer::beginne_satz(const katalog::Knoten&, const xml::Lage& lage) {
    m_im_satz = true;
    if (m_wohin == Ziel::abgleichsdaten) zaehle_satz();
    m_satz = m_vorlage;
    m_satz.fassung = m_fassung;
    m_satz.herkunft = {m_datei, lage.ort().zeile, m_satz_nummer};
    m_eintrag = {};
    m_eintrag.fassung = m_fassung;
    m_eintrag.erste_referenz = static_cast<std::uint32_t>(m_teil.referenzen.size());
    m_zu_viel = m_nummer_gemeldet = false;
}

void SatzBauer::listenblatt(const katalog::Blattmeldung& b) {
    if (!m_im_satz) return;
    if (b.feld == m_katalog->sonder(Sonderfeld::abgleich_nummer)) {
        if (const auto nr = domain::AzrNummer::parse(b.wert); nr && !b.unlesbar) m_eintrag.nummer = *nr;
    } else if (!b.unlesbar) {
        m_teil.referenzen.push_back({b.feld, m_liste_texte.add(b.wert)});
        m_eintrag.mit_referenzen = true;
    }
}

/// A leaf outside of occurrences that says who the record is.
void SatzBauer::satzblatt(const katalog::Blattmeldung& b) {
    if (b.feld == m_katalog->sonder(Sonderfeld::erstellt)) {
        base::Clock::TimePoint zeit;
        if (base::parse_iso(b.wert, zeit)) m_erstellt_ms = zeit.time_since_epoch().count();
    } else if (b.feld == m_katalog->sonder(Sonderfeld::alte_nummer)) {
        if (const auto nr = domain::AzrNummer::parse(b.wert)) m_satz.alte_nummer = *nr;
    } else if (b.feld == m_katalog->sonder(Sonderfeld::azr_nummer)) {
        if (const auto nr = domain::AzrNummer::parse(b.wert); nr && !b.unlesbar) {
            m_satz.azr_nummer = *nr;
        } else if (b.unlesbar && !m_teil.probleme.empty()) {
            // The automaton has just told of the value: here it costs the record.
            auto& p = m_teil.probleme.back();
            p.code = ProblemCode::azr_nummer_ungueltig;
            p.ganzer_satz = true;
            p.meldung = ohne_nummer;
            m_nummer_gemeldet = true;
        }
    }
}

void SatzBauer::beende_satz(bool verworfen) {
    m_im_satz = false;
    m_lueckig = m_lueckig || verworfen;
    if (m_wohin == Ziel::abgleichsdaten) return beende_eintrag(verworfen);
    if (m_wohin == Ziel::bestand) return beende_bestandssatz(verworfen);
    ++(verworfen ? zahlen().verworfen : zahlen().saetze);
}

void SatzBauer::beende_eintrag(bool verworfen) {
    if (verworfen || m_eintrag.nummer.leer()) {
        m_teil.referenzen.resize(m_eintrag.erste_referenz);
        if (!verworfen)
            melde(ProblemCode::azr_nummer_ungueltig, {m_satz.herkunft.zeile, 0},
                  "entry of 090022 without a valid AZR-Nummer (expected 12 digits JJMMTT......)", true);
        ++zahlen().verworfen;
        ++m_teil.ohne_schluessel;
        m_teil.liste_unvollstaendig = true;
        return;
    }
    m_eintrag.referenzen = static_cast<std::uint32_t>(m_teil.referenzen.size()) - m_eintrag.erste_referenz;
    if (m_optionen.nur_pruefen)
        m_teil.referenzen.resize(m_eintrag.erste_referenz);
    else
        m_teil.eintraege.push_back(m_eintrag);
    ++zahlen().saetze;
}

void SatzBauer::rest_verloren() {
    zahlen().abgebrochen = true;
    m_teil.liste_unvollstaendig = true;
}

void SatzBauer::verworfen_ohne_inhalt(const domain::Satz& vorlage) {
    ++zahlen().verworfen;
    if (m_optionen.nur_pruefen) return;
    if (vorlage.azr_nummer.leer() && vorlage.aktenzeichen.leer()) {
        ++m_teil.ohne_schluessel;
        return;
    }
    domain::Satz rest = vorlage;
    rest.im_bestand = false;
    rest.vorkommen = 0;
    rest.herkunft = {m_datei, 0, m_satz_nummer};
    rest.erstellt_ms = m_erstellt_ms;
    m_teil.saetze.push_back(rest);
}

void SatzBauer::beende_bestandssatz(bool verworfen) {
    if (!verworfen) schliesse_aussen();
    if (!verworfen && m_zu_viel) {
        melde(ProblemCode::element_unerwartet, {m_satz.herkunft.zeile, 0},
              "record holds more than 65,535 parts (expected fewer)", true);
        verworfen = true;
    }
    const bool azr = m_wurzel->nummer != "inhalt";
    if (!verworfen && azr && m_satz.azr_nummer.leer()) {
        if (!m_nummer_gemeldet)
            melde(ProblemCode::azr_nummer_ungueltig, {m_satz.herkunft.zeile, 0}, ohne_nummer, true);
        verworfen = true;
    }
    m_aussen.clear();
    if (verworfen || m_optionen.nur_pruefen) {
        m_teil.vorkommen.resize(m_vorkommen_anfang);
    }
    if (verworfen) return verworfen_ohne_inhalt(m_satz);
    ++zahlen().saetze;
    if (m_optionen.nur_pruefen) return;
    schreibe_werte(m_teil.vorkommen);
    m_satz.erstellt_ms = m_erstellt_ms;
    m_satz.erstes_vorkommen = static_cast<std::uint32_t>(m_vorkommen_anfang);
    m_satz.vorkommen =
        static_cast<std::uint16_t>(std::min(m_teil.vorkommen.size() - m_vorkommen_anfang, max_zaehler));
    m_teil.saetze.push_back(m_satz);
}

void SatzBauer::sichere() {
    const Teil& t = m_teil;
    m_gesichert = {
        t.saetze.size(),    t.vorkommen.size(),  t.nachrichten.size(), t.nachricht_vorkommen.size(),
        t.eintraege.size(), t.referenzen.size(), t.probleme.size(),    t.unbenutzt.size(),
        t.ohne_schluessel,  t.zahlen.back(),     t.liste_vorhanden,    t.liste_unvollstaendig,
        m_satz_nummer};
}

void SatzBauer::zurueck() {
    Teil& t = m_teil;
    const Stand& s = m_gesichert;
    t.saetze.resize(s.saetze);
    t.vorkommen.resize(s.vorkommen);
    t.nachrichten.resize(s.nachrichten);
    t.nachricht_vorkommen.resize(s.nachricht_vorkommen);
    t.eintraege.resize(s.eintraege);
    t.referenzen.resize(s.referenzen);
    if (t.probleme.size() != s.probleme) m_gemeldete_ausgaben.clear();  // may be told twice: settled later
    t.probleme.resize(s.probleme);
    t.unbenutzt.resize(s.unbenutzt);
    t.ohne_schluessel = s.ohne_schluessel;
    t.zahlen.back() = s.zahlen;
    t.liste_vorhanden = s.liste_vorhanden;
    t.liste_unvollstaendig = s.liste_unvollstaendig;
    m_satz_nummer = s.satz_nummer;
    m_im_satz = false;
    m_aussen.clear();
    m_innen.clear();
    m_knoten = nullptr;
}

}  // namespace abgleich::input
