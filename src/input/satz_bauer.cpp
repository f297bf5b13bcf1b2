// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "satz_bauer.hpp"

#include <abgleich/base/clock.hpp>

#include <algorithm>

namespace abgleich::input {

using domain::Blatt;
using domain::FeldNr;
using domain::ProblemCode;
using katalog::Knoten;
using katalog::Sonderfeld;
using katalog::Vergleich;

namespace {

constexpr std::size_t max_zaehler = 0xFFFF;

/// Values of few kinds are kept once; numbers, references and free texts seldom recur.
bool lohnt_internieren(const katalog::Feld& feld) {
    if (feld.rolle == katalog::Rolle::referenz || feld.rolle == katalog::Rolle::undurchsichtig) return false;
    return feld.vergleich != Vergleich::nummer && feld.vergleich != Vergleich::text &&
           !feld.pfad.ends_with(".id");
}

}  // namespace

SatzBauer::SatzBauer(const katalog::Katalog& katalog, Einlesung& ziel)
    : m_katalog(katalog), m_ziel(ziel), m_zaehler(katalog.sachverhalte().size()) {
    for (std::size_t f = 0; f < katalog.felder(); ++f)
        m_internieren.push_back(lohnt_internieren(katalog.feld(static_cast<FeldNr>(f))));
}

void SatzBauer::neue_datei(std::uint32_t datei) {
    m_datei = datei;
    m_satz_nummer = 0;
}

void SatzBauer::neue_nachricht(const katalog::Wurzel& wurzel) {
    m_wurzel = &wurzel;
    m_erstellt_ms = 0;
    m_wohin = wurzel.nummer == "090004" || wurzel.nummer == "inhalt" ? Ziel::bestand
              : wurzel.nummer == "090022"                            ? Ziel::abgleichsdaten
                                                                     : Ziel::keines;
    if (m_wohin == Ziel::abgleichsdaten) m_ziel.abgleichsdaten.vorhanden = true;
    if (m_wohin == Ziel::keines) ++m_ziel.unbenutzt[wurzel.nummer];
}

void SatzBauer::problem(ProblemCode code, katalog::Ort ort, std::string meldung, bool ganzer_satz) {
    melde(code, ort, std::move(meldung), ganzer_satz);
}

void SatzBauer::melde(ProblemCode code, katalog::Ort ort, std::string meldung, bool ganzer_satz) {
    // One note per edition is enough: it concerns every record.
    if (code == ProblemCode::ausgabe_unbekannt && !m_gemeldete_ausgaben.insert(meldung).second) return;
    m_ziel.probleme.push_back(
        {code, {m_datei, ort.zeile, m_satz_nummer}, ort.spalte, std::move(meldung), ganzer_satz});
}

void SatzBauer::beginne_satz(const Knoten&, katalog::Ort ort) {
    m_im_satz = true;
    if (m_wohin == Ziel::abgleichsdaten) ++m_satz_nummer;
    m_satz = m_vorlage;
    m_satz.herkunft = {m_datei, ort.zeile, m_satz_nummer};
    m_eintrag = {};
    m_eintrag.erste_referenz = static_cast<std::uint32_t>(m_ziel.abgleichsdaten.referenzen.size());
    m_vorkommen_anfang = m_ziel.bestand.vorkommen.size();
    m_blatt_anfang = m_ziel.bestand.blaetter.size();
    m_datensatz_blaetter.clear();
    std::fill(m_zaehler.begin(), m_zaehler.end(), std::uint16_t{0});
    m_im_vorkommen = m_zu_viel = m_nummer_gemeldet = false;
}

void SatzBauer::beginne_vorkommen(const Knoten& knoten) {
    if (m_wohin != Ziel::bestand || !m_im_satz) return;
    m_im_vorkommen = true;
    auto& zaehler = m_zaehler[knoten.sachverhalt];
    if (zaehler == max_zaehler || m_ziel.bestand.vorkommen.size() - m_vorkommen_anfang >= max_zaehler)
        m_zu_viel = true;
    domain::Vorkommen v;
    v.erstes_blatt = static_cast<std::uint32_t>(m_ziel.bestand.blaetter.size());
    v.sachverhalt = knoten.sachverhalt;
    v.stand = knoten.stand;
    v.nummer = ++zaehler;
    m_ziel.bestand.vorkommen.push_back(v);
    if (knoten.sachverhalt == m_katalog.sperre()) m_satz.gesperrt = true;
}

void SatzBauer::beende_vorkommen() {
    if (!m_im_vorkommen) return;
    m_im_vorkommen = false;
    auto& v = m_ziel.bestand.vorkommen.back();
    const std::size_t anzahl = m_ziel.bestand.blaetter.size() - v.erstes_blatt;
    if (anzahl > max_zaehler) m_zu_viel = true;
    v.blaetter = static_cast<std::uint16_t>(std::min(anzahl, max_zaehler));
}

Blatt SatzBauer::lege_ab(FeldNr feld, std::uint8_t zweig, std::uint32_t nummer, std::string_view wert,
                         bool unlesbar) {
    auto& texte = m_ziel.bestand.texte;
    if (wert.size() > domain::Textspeicher::max_text) {
        unlesbar = true;
        wert = {};
    }
    const domain::TextRef ref = m_internieren[feld] && !unlesbar ? texte.intern(wert) : texte.add(wert);
    Blatt b;
    b.feld = feld;
    b.nummer = static_cast<std::uint16_t>(std::min<std::uint32_t>(nummer, max_zaehler));
    b.ort = ref.ort;
    b.laenge = ref.laenge & 0xFFFFFFu;
    b.zweig = zweig & 0x3Fu;
    b.unlesbar = unlesbar ? 1 : 0;
    if (nummer > max_zaehler) m_zu_viel = true;
    return b;
}

void SatzBauer::blatt(const Knoten& knoten, FeldNr feld, std::uint8_t zweig, std::uint32_t nummer,
                      std::string_view wert, bool unlesbar) {
    if (m_wohin == Ziel::keines) return;
    if (knoten.kopf || !m_im_satz) {
        base::Clock::TimePoint zeit;
        if (feld == m_katalog.sonder(Sonderfeld::erstellt) && base::parse_iso(wert, zeit))
            m_erstellt_ms = zeit.time_since_epoch().count();
        return;
    }
    if (m_wohin == Ziel::abgleichsdaten) {
        auto& daten = m_ziel.abgleichsdaten;
        if (feld == m_katalog.sonder(Sonderfeld::abgleich_nummer)) {
            if (const auto nr = domain::AzrNummer::parse(wert); nr && !unlesbar) m_eintrag.nummer = *nr;
        } else if (!unlesbar) {
            daten.referenzen.push_back({feld, daten.texte.add(wert)});
            m_eintrag.mit_referenzen = true;
        }
        return;
    }
    if (m_im_vorkommen) {
        m_ziel.bestand.blaetter.push_back(lege_ab(feld, zweig, nummer, wert, unlesbar));
        if (m_ziel.bestand.blaetter.back().unlesbar) m_ziel.bestand.vorkommen.back().unlesbar = true;
        return;
    }
    if (m_katalog.feld(feld).pfad.starts_with("@")) return;  // attributes of the message itself
    datensatz_blatt(feld, lege_ab(feld, zweig, nummer, wert, unlesbar), wert, unlesbar);
}

void SatzBauer::datensatz_blatt(FeldNr feld, const Blatt& b, std::string_view wert, bool unlesbar) {
    if (feld == m_katalog.sonder(Sonderfeld::azr_nummer)) {
        if (const auto nr = domain::AzrNummer::parse(wert); nr && !unlesbar) {
            m_satz.azr_nummer = *nr;
        } else if (unlesbar &&
                   !m_ziel.probleme
                        .empty()) {  // the automaton has just told of the value: here it costs the record
            auto& p = m_ziel.probleme.back();
            p.code = ProblemCode::azr_nummer_ungueltig;
            p.ganzer_satz = true;
            p.meldung = "record without a valid AZR-Nummer (expected 12 digits JJMMTT......)";
            m_nummer_gemeldet = true;
        }
        return;
    }
    if (feld == m_katalog.sonder(Sonderfeld::alte_nummer)) {
        if (const auto nr = domain::AzrNummer::parse(wert)) m_satz.alte_nummer = *nr;
    }
    m_datensatz_blaetter.push_back(b);
}

void SatzBauer::beende_satz(bool verworfen) {
    m_im_satz = false;
    if (m_wohin == Ziel::abgleichsdaten) beende_eintrag(verworfen);
    if (m_wohin == Ziel::bestand) beende_bestandssatz(verworfen);
    if (m_wohin == Ziel::keines) {
        auto& datei = m_ziel.dateien[m_datei];
        ++(verworfen ? datei.verworfen : datei.saetze);
    }
}

void SatzBauer::beende_eintrag(bool verworfen) {
    auto& daten = m_ziel.abgleichsdaten;
    auto& datei = m_ziel.dateien[m_datei];
    if (verworfen || m_eintrag.nummer.leer()) {
        daten.referenzen.resize(m_eintrag.erste_referenz);
        if (!verworfen)
            melde(ProblemCode::azr_nummer_ungueltig, {m_satz.herkunft.zeile, 0},
                  "entry of 090022 without a valid AZR-Nummer (expected 12 digits JJMMTT......)", true);
        ++datei.verworfen;
        ++m_ziel.ohne_schluessel;
        m_ziel.liste_unvollstaendig = true;
        return;
    }
    m_eintrag.referenzen = static_cast<std::uint32_t>(daten.referenzen.size()) - m_eintrag.erste_referenz;
    daten.eintraege.push_back(m_eintrag);
    ++datei.saetze;
}

void SatzBauer::rest_verloren() {
    m_ziel.dateien[m_datei].abgebrochen = true;
    m_ziel.liste_unvollstaendig = true;
}

void SatzBauer::verworfen_ohne_inhalt(const domain::Satz& vorlage) {
    ++m_ziel.dateien[m_datei].verworfen;
    if (vorlage.azr_nummer.leer() && vorlage.aktenzeichen.leer()) {
        ++m_ziel.ohne_schluessel;
        return;
    }
    domain::Satz rest = vorlage;
    rest.im_bestand = false;
    rest.vorkommen = 0;
    rest.herkunft = {m_datei, 0, m_satz_nummer};
    rest.erstellt_ms = m_erstellt_ms;
    m_ziel.bestand.saetze.push_back(rest);
}

void SatzBauer::beende_bestandssatz(bool verworfen) {
    auto& bestand = m_ziel.bestand;
    if (!verworfen && m_zu_viel) {
        melde(ProblemCode::element_unerwartet, {m_satz.herkunft.zeile, 0},
              "record holds more than 65,535 parts of one kind (expected fewer)", true);
        verworfen = true;
    }
    const bool azr = m_wurzel->nummer != "inhalt";
    if (!verworfen && azr && m_satz.azr_nummer.leer()) {
        if (!m_nummer_gemeldet)
            melde(ProblemCode::azr_nummer_ungueltig, {m_satz.herkunft.zeile, 0},
                  "record without a valid AZR-Nummer (expected 12 digits JJMMTT......)", true);
        verworfen = true;
    }
    if (verworfen) {
        bestand.vorkommen.resize(m_vorkommen_anfang);
        bestand.blaetter.resize(m_blatt_anfang);
        verworfen_ohne_inhalt(m_satz);
        return;
    }
    if (!m_datensatz_blaetter.empty()) {
        domain::Vorkommen v;
        v.erstes_blatt = static_cast<std::uint32_t>(bestand.blaetter.size());
        v.blaetter = static_cast<std::uint16_t>(std::min(m_datensatz_blaetter.size(), max_zaehler));
        v.nummer = 1;
        bestand.blaetter.insert(bestand.blaetter.end(), m_datensatz_blaetter.begin(),
                                m_datensatz_blaetter.begin() + v.blaetter);
        bestand.vorkommen.push_back(v);
    }
    m_satz.erstellt_ms = m_erstellt_ms;
    m_satz.erstes_vorkommen = static_cast<std::uint32_t>(m_vorkommen_anfang);
    m_satz.vorkommen = static_cast<std::uint16_t>(bestand.vorkommen.size() - m_vorkommen_anfang);
    bestand.saetze.push_back(m_satz);
    ++m_ziel.dateien[m_datei].saetze;
}

}  // namespace abgleich::input
