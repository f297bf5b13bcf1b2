// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
//
// Damage to single facts. Both sides keep their facts at the same places (a missing one is only
// marked), and a place is harmed at most once: so every row of wahrheit.csv stays true.
#include "namen.hpp"
#include "schaden.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace abgleich::muster {

namespace {

class Beschaedigung {
public:
    Beschaedigung(const Welt& welt, Fall& fall, Zufall& zufall)
        : w(welt), z(zufall), p(fall.person), m_fall(fall) {}

    void namen();
    void geburt();
    void merkmale();
    void papiere();
    void anschriften();
    void titel();

private:
    bool faellt(Schaden schaden) {
        return z.trifft(schadensregeln()[static_cast<std::size_t>(schaden)].je_zehntausend);
    }
    Satz& lokal() { return *m_fall.lokal; }
    Satz& azr() { return *m_fall.azr; }
    /// The register is wrong a little more often than the local file.
    bool azr_irrt() { return z.trifft(6000); }
    std::size_t finde(std::string_view sachverhalt, std::string_view element = {});
    bool unberuehrt(std::size_t ort, std::string_view pfad) const;
    void aendere(Schaden schaden, bool im_azr, std::size_t ort, std::string_view pfad, std::string wert);
    void aendere_offen(Schaden schaden, std::size_t ort, std::string_view pfad, std::string wert,
                       Richtig richtig);
    void lasse_weg(Schaden schaden, bool im_azr, std::size_t ort);
    void vermerke(Schaden schaden, Richtig richtig, std::size_t ort, std::string_view pfad);
    void zeige_neuer(bool im_azr, std::size_t ort, Tag am);
    void ziehe_um(Schaden schaden, bool azr_neu, std::size_t ort, Tag am);
    std::size_t juengster_titel();

    const Welt& w;
    Zufall& z;
    const Person& p;
    Fall& m_fall;
    std::set<std::pair<std::size_t, std::string_view>> m_beruehrt;

    static constexpr std::size_t nirgends = static_cast<std::size_t>(-1);
};

std::size_t Beschaedigung::finde(std::string_view sachverhalt, std::string_view element) {
    for (std::size_t i = 0; i < azr().fakten.size(); ++i)
        if (azr().fakten[i].sachverhalt == sachverhalt &&
            (element.empty() || azr().fakten[i].element == element))
            return i;
    return nirgends;
}

/// Neither the field nor the whole fact was harmed before; with an empty path: nothing of the fact.
bool Beschaedigung::unberuehrt(std::size_t ort, std::string_view pfad) const {
    const auto it = m_beruehrt.lower_bound({ort, {}});
    if (it == m_beruehrt.end() || it->first != ort) return true;
    return !pfad.empty() && !it->second.empty() && !m_beruehrt.contains({ort, pfad});
}

void Beschaedigung::vermerke(Schaden schaden, Richtig richtig, std::size_t ort, std::string_view pfad) {
    m_beruehrt.insert({ort, pfad});
    const Fakt& l = lokal().fakten[ort];
    const Fakt& a = azr().fakten[ort];
    const std::string_view feld = pfad.empty() ? l.hauptfeld : pfad;
    m_fall.unterschiede.push_back({l.sachverhalt, pfad, schaden, richtig,
                                   l.fehlt ? std::string{} : std::string{l.wert(feld)},
                                   a.fehlt ? std::string{} : std::string{a.wert(feld)}});
}

void Beschaedigung::aendere_offen(Schaden schaden, std::size_t ort, std::string_view pfad, std::string wert,
                                  Richtig richtig) {
    const bool im_azr = richtig == Richtig::lokal;
    Fakt& f = (im_azr ? azr() : lokal()).fakten[ort];
    if (!unberuehrt(ort, pfad) || f.find(pfad) == nullptr || f.wert(pfad) == wert || wert.empty()) return;
    f.setze(pfad, std::move(wert));
    vermerke(schaden, richtig, ort, pfad);
}

void Beschaedigung::aendere(Schaden schaden, bool im_azr, std::size_t ort, std::string_view pfad,
                            std::string wert) {
    aendere_offen(schaden, ort, pfad, std::move(wert), im_azr ? Richtig::lokal : Richtig::azr);
}

void Beschaedigung::lasse_weg(Schaden schaden, bool im_azr, std::size_t ort) {
    if (!unberuehrt(ort, {})) return;
    (im_azr ? azr() : lokal()).fakten[ort].fehlt = true;
    if (im_azr) lokal().fakten[ort].entferne("referenz.id");  // never confirmed by the register
    vermerke(schaden, im_azr ? Richtig::lokal : Richtig::azr, ort, {});
}

/// The side that knows more changed last; a change in the register alters the version of the Referenz-ID.
void Beschaedigung::zeige_neuer(bool im_azr, std::size_t ort, Tag am) {
    Fakt& f = (im_azr ? azr() : lokal()).fakten[ort];
    if (f.wert("letzteAenderung") < iso(am)) f.setze("letzteAenderung", iso(am));
    if (im_azr && f.find("referenz.id") != nullptr)
        f.setze("referenz.id", w.referenz_id(p.index, static_cast<unsigned>(ort), 41 + z.unter(40)));
}

void Beschaedigung::namen() {
    const std::size_t g = finde("grundpersonalien");
    const bool hat_vorname = p.vorname != "nichtVorhanden";
    if (faellt(Schaden::verkuerzt)) {
        if (zeichenzahl(p.familienname) > max_familienname)
            aendere(Schaden::verkuerzt, true, g, "familienname", gekuerzt(p.familienname, max_familienname));
        if (zeichenzahl(p.vorname) > max_vorname)
            aendere(Schaden::verkuerzt, true, g, "vorname", gekuerzt(p.vorname, max_vorname));
    }
    if (faellt(Schaden::namenstausch) && hat_vorname && unberuehrt(g, "familienname") &&
        unberuehrt(g, "vorname")) {
        const bool im_azr = azr_irrt();
        aendere(Schaden::namenstausch, im_azr, g, "familienname", p.vorname);
        aendere(Schaden::namenstausch, im_azr, g, "vorname", p.familienname);
    }
    if (faellt(Schaden::umschrift)) {
        if (hat_vorname && z.trifft(4000))
            aendere(Schaden::umschrift, azr_irrt(), g, "vorname", umschrift(*p.herkunft, p.vorname, z));
        else
            aendere(Schaden::umschrift, azr_irrt(), g, "familienname",
                    umschrift(*p.herkunft, p.familienname, z));
    }
    if (faellt(Schaden::tippfehler)) {
        if (hat_vorname && z.trifft(4000))
            aendere(Schaden::tippfehler, azr_irrt(), g, "vorname", tippfehler(p.vorname, z));
        else
            aendere(Schaden::tippfehler, azr_irrt(), g, "familienname", tippfehler(p.familienname, z));
    }
}

void Beschaedigung::geburt() {
    constexpr std::string_view pfad = "geburtsangaben/tagDerGeburt";
    const std::size_t g = finde("grundpersonalien");
    const std::string tag_text = iso(p.geburt);
    if (faellt(Schaden::platzhalterdatum)) {
        const std::uint32_t los = z.unter(20);
        std::string ersatz = los < 12   ? tag_text.substr(0, 4) + "-01-01"
                             : los < 14 ? tag_text.substr(0, 7)
                             : los < 17 ? tag_text.substr(0, 4)
                                        : "unbekannt";
        if (z.trifft(1500)) {  // the person says something else than the register, and nobody can prove it
            aendere_offen(Schaden::platzhalterdatum, g, pfad, std::move(ersatz), Richtig::offen);
            if (!unberuehrt(g, pfad)) lokal().bestritten = "grundpersonalien/geburtsangaben/tagDerGeburt";
        } else
            aendere(Schaden::platzhalterdatum, azr_irrt(), g, pfad, std::move(ersatz));
    }
    if (faellt(Schaden::tag_monat_vertauscht)) {
        const std::string monat = tag_text.substr(5, 2), im_monat = tag_text.substr(8, 2);
        if (im_monat <= "12")
            aendere(Schaden::tag_monat_vertauscht, azr_irrt(), g, pfad,
                    tag_text.substr(0, 5) + im_monat + "-" + monat);
    }
    if (faellt(Schaden::geburtsort_schreibweise))
        aendere_offen(Schaden::geburtsort_schreibweise, g, "geburtsangaben/geburtsort", p.geburtsort_anders,
                      Richtig::offen);
}

void Beschaedigung::merkmale() {
    const std::size_t g = finde("grundpersonalien");
    if (faellt(Schaden::geschlecht))
        aendere(Schaden::geschlecht, azr_irrt(), g, "geschlecht",
                z.trifft(7000) ? (p.weiblich ? "m" : "w") : "x");
    if (faellt(
            Schaden::
                staatsangehoerigkeit_geaendert))  // kept as unclear until proved, the other side knows by now
        aendere(Schaden::staatsangehoerigkeit_geaendert, azr_irrt(), g, "staatsangehoerigkeit[1]",
                p.herkunft->staat == "150" ? "133"
                : z.trifft(7000)           ? "998"
                                           : "997");
}

void Beschaedigung::papiere() {
    for (std::size_t i = 0; i < azr().fakten.size(); ++i)
        if (azr().fakten[i].sachverhalt == "aliaspersonalien" && faellt(Schaden::alias_fehlt_lokal))
            lasse_weg(Schaden::alias_fehlt_lokal, false, i);
    if (const std::size_t a = finde("ausweispapier"); a != nirgends && faellt(Schaden::ausweis_veraltet)) {
        const bool im_azr = azr_irrt();
        const std::string alt = iso(w.stichtag - z.zwischen(30, 1500));
        aendere(Schaden::ausweis_veraltet, im_azr, a, "ausweisIdentifikation", dokumentnummer("A9999999", z));
        if (alt < azr().fakten[a].wert("gueltigBis"))
            aendere(Schaden::ausweis_veraltet, im_azr, a, "gueltigBis", alt);
        zeige_neuer(!im_azr, a, w.stichtag - z.zwischen(0, 300));
    }
    if (const std::size_t f = finde("familienstand");
        f != nirgends && faellt(Schaden::familienstand_veraltet)) {
        const bool im_azr = azr_irrt();
        const std::string_view stand = azr().fakten[f].wert("familienstand");
        const std::string vorher = stand == "LD" ? "VH" : stand == "VH" ? "LD" : "VH";
        aendere(Schaden::familienstand_veraltet, im_azr, f, "familienstand", vorher);
        zeige_neuer(!im_azr, f, w.stichtag - z.zwischen(0, 500));
    }
}

/// The current Anschrift of the side that knows more gets new values.
void Beschaedigung::ziehe_um(Schaden schaden, bool azr_neu, std::size_t ort, Tag am) {
    const Adresse neu = ziehe_adresse(z, true);
    const std::pair<std::string_view, std::string> werte[] = {{"anschrift/hausnummer", neu.hausnummer},
                                                              {"anschrift/postleitzahl", neu.postleitzahl},
                                                              {"anschrift/strasse", neu.strasse},
                                                              {"anschrift/wohnort", neu.ort},
                                                              {"einzugsdatum", iso(am)}};
    const Richtig richtig = azr_neu ? Richtig::azr : Richtig::lokal;
    Fakt& f = (azr_neu ? azr() : lokal()).fakten[ort];
    for (const auto& [pfad, wert] : werte) {
        if (f.wert(pfad) == wert) continue;
        f.setze(pfad, wert);
        vermerke(schaden, richtig, ort, pfad);
    }
    if (f.find("anschrift/hausnummerBuchstabeZusatzziffer") != nullptr) {
        f.entferne("anschrift/hausnummerBuchstabeZusatzziffer");
        vermerke(schaden, richtig, ort, "anschrift/hausnummerBuchstabeZusatzziffer");
    }
}

void Beschaedigung::anschriften() {
    const std::size_t a = finde("anschrift");  // the current one comes first
    if (a == nirgends || p.unionsbuerger()) return;
    if (faellt(Schaden::frisch)) {
        const Tag am = w.heute - z.zwischen(0, 2);
        ziehe_um(Schaden::frisch, false, a, am);
        lokal().fakten[a].setze("letzteAenderung", iso(am));
    } else if (faellt(Schaden::anschrift_veraltet)) {
        const bool azr_neu = !azr_irrt();
        const bool frueher = a + 1 < azr().fakten.size() && azr().fakten[a + 1].sachverhalt == "anschrift";
        if (frueher &&
            z.trifft(
                5000)) {  // one side has not heard of the move: the former Anschrift is still the current one
            Satz& alt = azr_neu ? lokal() : azr();
            lasse_weg(Schaden::anschrift_veraltet, !azr_neu, a);
            alt.fakten[a + 1].setze("fruehereAnschrift", "false");
            vermerke(Schaden::anschrift_veraltet, azr_neu ? Richtig::azr : Richtig::lokal, a + 1,
                     "fruehereAnschrift");
            alt.fakten[a + 1].entferne("auszugsdatum");
            vermerke(Schaden::anschrift_veraltet, azr_neu ? Richtig::azr : Richtig::lokal, a + 1,
                     "auszugsdatum");
        } else {
            const Tag am =
                w.stichtag - z.zwischen(0, std::min<Tag>(300, w.stichtag - p.adressen.back().einzug));
            ziehe_um(Schaden::anschrift_veraltet, azr_neu, a, am);
            zeige_neuer(azr_neu, a, am);
        }
    } else if (faellt(Schaden::strasse_schreibweise)) {
        const std::string& strasse = p.adressen.back().strasse;
        const std::size_t ort = strasse.find("traße");
        if (ort != strasse.npos)
            aendere_offen(Schaden::strasse_schreibweise, a, "anschrift/strasse",
                          strasse.substr(0, ort) + "tr." +
                              strasse.substr(ort + std::string_view{"traße"}.size()),
                          Richtig::offen);
    }
}

/// The permit, or proof of tolerated stay, that counts today.
std::size_t Beschaedigung::juengster_titel() {
    std::size_t ergebnis = nirgends;
    for (std::size_t i = 0; i < azr().fakten.size(); ++i) {
        const Fakt& f = azr().fakten[i];
        if (f.sachverhalt != "aufenthaltserlaubnis" && f.sachverhalt != "niederlassungserlaubnis" &&
            f.element != "aktuelleDuldung")
            continue;
        if (ergebnis == nirgends || azr().fakten[ergebnis].wert("ereignisdatum") <= f.wert("ereignisdatum"))
            ergebnis = i;
    }
    return ergebnis;
}

void Beschaedigung::titel() {
    const std::size_t t = juengster_titel();
    if (t != nirgends) {
        if (faellt(Schaden::titel_fehlt_azr))
            lasse_weg(Schaden::titel_fehlt_azr, true, t);
        else if (faellt(Schaden::titel_fehlt_lokal))
            lasse_weg(Schaden::titel_fehlt_lokal, false, t);
        else if (faellt(Schaden::titel_veraltet_azr) && azr().fakten[t].find("befristungsdatum") != nullptr) {
            const std::string alt = std::max(std::string{azr().fakten[t].wert("ereignisdatum")},
                                             iso(w.stichtag - z.zwischen(60, 400)));
            aendere(Schaden::titel_veraltet_azr, true, t, "befristungsdatum", alt);
            zeige_neuer(false, t, w.stichtag - z.zwischen(0, 200));
        }
    }
    if (p.weg == Weg::verfahren && faellt(Schaden::duldung_trotz_verfahren)) {
        Zufall eigen = z;
        Chronist c{w, p, eigen, azr()};
        const Tag am = w.stichtag - z.zwischen(20, 120);
        Fakt& f = c.neu("duldung", "aktuelleDuldung", "duldungArt");
        c.code(f, "duldungArt", Liste::duldung, w.codes.waehle(Auswahl::duldung_erteilt, am, eigen));
        f.setze("ereignisdatum", iso(am));
        f.setze("befristungsdatum", iso(am + 180));
        c.schliesse(f, am);
        f.setze("referenz.id", w.referenz_id(p.index, 38, 1));
        lokal().fakten.push_back(f);
        lokal().fakten.back().fehlt = true;
        vermerke(Schaden::duldung_trotz_verfahren, Richtig::lokal, azr().fakten.size() - 1, {});
    }
}

}  // namespace

void beschaedige_felder(const Welt& welt, Fall& fall, Zufall& zufall) {
    Beschaedigung b{welt, fall, zufall};
    b.namen();
    b.geburt();
    b.merkmale();
    b.papiere();
    b.anschriften();
    b.titel();
}

}  // namespace abgleich::muster
