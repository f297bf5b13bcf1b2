// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// From elements and leaves to steps and texts: the hot half of SatzBauer.
#include "satz_bauer.hpp"

#include <abgleich/base/hash.hpp>
#include <abgleich/input/auslagerung.hpp>

#include <algorithm>

namespace abgleich::input {

using domain::ProblemCode;
using domain::Schritt;
using katalog::Blattmeldung;
using katalog::Knoten;
using katalog::KnotenNr;
using katalog::Rolle;
using katalog::Vergleich;

namespace {

constexpr std::size_t max_zaehler = 0xFFFF;
constexpr unsigned max_wechsel = 8;                   // a field that changes its mind oftener is not alike
constexpr std::size_t max_binaer_im_speicher = 4096;  // bytes; longer binary content stays in its file

/// Values of few kinds are kept once; numbers, references and free texts seldom recur.
bool lohnt_internieren(const katalog::Feld& feld) {
    if (feld.rolle == Rolle::referenz || feld.rolle == Rolle::undurchsichtig) return false;
    return feld.rolle == Rolle::ausgabe || (feld.vergleich != Vergleich::nummer &&
                                            feld.vergleich != Vergleich::text && !feld.pfad.ends_with(".id"));
}

bool ist_vorfahr(const katalog::Katalog& katalog, KnotenNr vorfahr, KnotenNr nr) {
    while (nr != katalog::kein_knoten && nr != vorfahr) nr = katalog.knoten(nr).eltern;
    return nr == vorfahr;
}

}  // namespace

SatzBauer::SatzBauer(const katalog::Katalog& katalog, const Leseoptionen& optionen, Textziele texte)
    : m_gesamt(katalog),
      m_katalog(&katalog),
      m_optionen(optionen),
      m_bestand_texte(texte.bestand),
      m_liste_texte(texte.liste),
      m_nachrichten_texte(texte.nachrichten),
      m_haeufigste(katalog.felder()) {
    for (std::size_t f = 0; f < katalog.felder(); ++f) {
        const auto& feld = katalog.feld(static_cast<domain::FeldNr>(f));
        m_feldarten.push_back({lohnt_internieren(feld),
                               feld.rolle == Rolle::inhalt || feld.rolle == Rolle::undurchsichtig,
                               feld.rolle == Rolle::ausgabe || feld.rolle == Rolle::herkunft});
    }
}

void SatzBauer::beginne_vorkommen(KnotenNr nr, const Knoten& knoten) {
    if (knoten.sachverhalt == m_gesamt.sperre()) m_satz.gesperrt = true;
    m_knoten = &knoten;
    if (!behaelt()) return;
    // Elements around that stand there anyway need no step of their own.
    while (!m_aussen.leer()) {
        const Schritt& letzter = m_aussen.schritte.back();
        if (letzter.art != Schritt::element || letzter.attribut != 0 ||
            m_katalog->knoten(letzter.knoten).wiederholt || !ist_vorfahr(*m_katalog, letzter.knoten, nr))
            break;
        m_aussen.schritte.pop_back();
    }
    schliesse_aussen();
}

void SatzBauer::beende_vorkommen() {
    if (m_knoten == nullptr) return;
    if (behaelt())
        schliesse_lauf(m_innen, m_knoten->sachverhalt, m_knoten->stand);
    else if (m_optionen.nur_pruefen)
        zaehle_vorkommen();
    m_knoten = nullptr;
}

void SatzBauer::zaehle_vorkommen() {
    if (m_wohin == Ziel::bestand && ++m_vorkommen_zahl > max_zaehler) m_zu_viel = true;
}

void SatzBauer::schliesse_aussen() {
    if (!m_aussen.leer()) schliesse_lauf(m_aussen, 0, domain::Stand::offen);
}

void SatzBauer::schliesse_lauf(Lauf& lauf, domain::SachverhaltNr sachverhalt, domain::Stand stand) {
    auto& vorkommen = m_wohin == Ziel::nachricht ? m_teil.nachricht_vorkommen : m_teil.vorkommen;
    zaehle_vorkommen();
    domain::Vorkommen v;
    v.werte = static_cast<std::uint32_t>(m_werte.size());
    v.gestalt = m_gestalten.nummer(sachverhalt, stand, lauf.schritte) & domain::Vorkommen::max_gestalt;
    v.unlesbar = lauf.unlesbar;
    v.digest_hoch = static_cast<std::uint32_t>(lauf.digest >> 32);
    v.digest_tief = static_cast<std::uint32_t>(lauf.digest);
    m_werte += lauf.werte;
    vorkommen.push_back(v);
    for (; m_gemeldete_gestalten < m_gestalten.size(); ++m_gemeldete_gestalten) {
        const auto nummer = static_cast<std::uint32_t>(m_gemeldete_gestalten);
        const auto schritte = m_gestalten.schritte(nummer);
        m_teil.neue_gestalten.push_back(
            {m_gestalten[nummer].sachverhalt, m_gestalten[nummer].stand, {schritte.begin(), schritte.end()}});
    }
    lauf.clear();
}

/// The record stays: its texts go where all threads put theirs.
void SatzBauer::schreibe_werte(std::vector<domain::Vorkommen>& vorkommen) {
    const std::uint32_t ort = texte().schreibe(m_werte);
    for (std::size_t i = m_vorkommen_anfang; i < vorkommen.size(); ++i) vorkommen[i].werte += ort;
}

void SatzBauer::element(KnotenNr nr, std::uint32_t nummer) { ausgelassen(nr, 0, nummer); }

void SatzBauer::ausgelassen(KnotenNr nr, std::uint8_t attribut, std::uint32_t nummer) {
    if (!behaelt()) return;
    Schritt s;
    s.knoten = nr;
    s.attribut = attribut;
    s.nummer = static_cast<std::uint16_t>(std::min<std::uint32_t>(nummer, max_zaehler));
    (m_knoten != nullptr ? m_innen : m_aussen).schritte.push_back(s);
}

void SatzBauer::blatt(const Blattmeldung& b, const xml::Lage& lage) {
    if (m_knoten != nullptr && m_optionen.nur_pruefen && !behaelt()) return;
    if (m_knoten == nullptr && m_im_satz && m_wohin == Ziel::bestand) satzblatt(b);
    if (m_wohin == Ziel::abgleichsdaten) return listenblatt(b);
    if (!behaelt()) return;
    Lauf& lauf = m_knoten != nullptr ? m_innen : m_aussen;
    if (b.wert.size() <= domain::Textspeicher::max_text || !m_katalog->knoten(b.knoten).platzhalter)
        return schreibe_schritt(lauf, b, lage);
    // Long extension content: its canonical form stands nowhere in the file, so it is kept, in pieces.
    Blattmeldung stueck = b;
    for (std::size_t i = 0; i < b.wert.size(); i += domain::Textspeicher::max_text) {
        stueck.wert = b.wert.substr(i, domain::Textspeicher::max_text);
        stueck.attribut = i != 0;
        schreibe_schritt(lauf, stueck, lage);
    }
}

void SatzBauer::schreibe_schritt(Lauf& lauf, const Blattmeldung& b, const xml::Lage& lage) {
    const Feldart art = m_feldarten[b.feld];
    const std::uint64_t hash = base::hash(b.wert);
    Schritt s;
    s.knoten = b.knoten;
    s.feld = b.feld;
    s.nummer = static_cast<std::uint16_t>(std::min<std::uint32_t>(b.nummer, max_zaehler));
    s.zweig = b.zweig;
    s.attribut = b.attribut;
    s.art = Schritt::wert;
    s.unlesbar = b.unlesbar;
    if (b.nummer > max_zaehler) m_zu_viel = true;
    // What mostly stays the same is kept with the Gestalt, so that it costs a record nothing.
    const bool kopf = m_knoten == nullptr && m_katalog->knoten(b.knoten).kopf;
    if (!(art.gleich || kopf) || !ist_haeufigster(b, hash, s)) lege_ab(lauf, b, lage, s, hash);
    if (art.inhalt && !kopf && !s.unlesbar) {
        lauf.digest =
            base::mix(lauf.digest, (std::uint64_t{s.feld} << 32) | (std::uint64_t{s.nummer} << 8) | s.zweig);
        lauf.digest = base::mix(lauf.digest, hash);
    }
    lauf.unlesbar = lauf.unlesbar || s.unlesbar;
    lauf.schritte.push_back(s);
}

bool SatzBauer::ist_haeufigster(const Blattmeldung& b, std::uint64_t hash, Schritt& s) {
    Haeufigster& h = m_haeufigste[b.feld];
    if (b.unlesbar || b.wert.empty() || b.binaer || b.wert.size() > max_binaer_im_speicher) return false;
    if (!h.text.leer() && texte().view(h.text) == b.wert) {
        h.stimmen = static_cast<std::uint8_t>(std::min(h.stimmen + 1, 0xFF));
        s.art = Schritt::fest;
        s.text = h.text;
        return true;
    }
    if (h.stimmen != 0) {
        --h.stimmen;
    } else if (h.wechsel < max_wechsel) {
        h = {texte().intern(b.wert, hash), 1, static_cast<std::uint8_t>(h.wechsel + 1)};
    }
    return false;
}

void SatzBauer::lege_ab(Lauf& lauf, const Blattmeldung& b, const xml::Lage& lage, Schritt& s,
                        std::uint64_t hash) {
    if ((b.binaer && b.wert.size() > max_binaer_im_speicher) ||
        b.wert.size() > domain::Textspeicher::max_text) {
        if (const auto bereich = lage.inhalt()) {
            const domain::Auslagerung wo{m_datei, bereich->anfang, bereich->laenge,
                                         hash_ohne_leerraum(b.wert)};
            s.art = Schritt::ausgelagert;
            return domain::Textschreiber::haenge_an(lauf.werte,
                                                    {reinterpret_cast<const char*>(&wo), sizeof wo});
        }
    }
    if (b.wert.size() > domain::Textspeicher::max_text) {
        s.unlesbar = true;
        melde(ProblemCode::text_zu_lang, lage.ort(),
              "content of more than 1 MiB in a file that is not UTF-8 (expected UTF-8); it is not kept",
              false);
        return domain::Textschreiber::haenge_an(lauf.werte, {});
    }
    if (m_feldarten[b.feld].intern && !s.unlesbar)
        texte().haenge_wort_an(lauf.werte, b.wert, hash);
    else
        domain::Textschreiber::haenge_an(lauf.werte, b.wert);
}

}  // namespace abgleich::input
