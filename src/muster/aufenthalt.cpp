// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
//
// The residence law part of a life. A chain of permits runs from the first day to today without a
// gap; of a long chain the newest are kept. Every code was reportable on the day of its event.
#include "lebenslauf.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace abgleich::muster {

namespace {

constexpr std::size_t hoechstens_erlaubnisse = 4;

struct Abschnitt {
    Tag von;
    Tag bis;
};

/// Cuts the time from `von` to beyond today into validities of `kurz` to `lang` days.
std::vector<Abschnitt> abschnitte(const Chronist& c, Tag von, Tag kurz, Tag lang, std::size_t hoechstens) {
    std::vector<Abschnitt> liste;
    von = std::min(von, c.welt.stichtag);
    for (;;) {
        const Tag bis = von + c.zufall.zwischen(kurz, lang);
        liste.push_back({von, bis});
        if (bis >= c.welt.heute || bis > c.welt.stichtag) break;
        von = bis - c.zufall.zwischen(0, std::min<Tag>(25, bis - von - 1));
    }
    if (liste.size() > hoechstens)
        liste.erase(liste.begin(), liste.end() - static_cast<std::ptrdiff_t>(hoechstens));
    return liste;
}

void erlaubnisse(Chronist& c, Auswahl auswahl, Tag von, Tag kurz, Tag lang, Tag letzter = 0) {
    // Kinds of residence permits exist since 2005 (AufenthG).
    for (const Abschnitt& a :
         abschnitte(c, std::max(von, tag(2005, 1, 1)), kurz, lang, hoechstens_erlaubnisse)) {
        if (letzter != 0 && a.von >= letzter) break;
        const std::string_view art = c.welt.codes.waehle(auswahl, a.von, c.zufall);
        if (art.empty()) continue;
        Fakt& f = c.neu("aufenthaltserlaubnis", "aufenthaltserlaubnis", "aufenthaltserlaubnisArt");
        c.code(f, "aufenthaltserlaubnisArt", Liste::aufenthaltserlaubnis, art);
        f.setze("ereignisdatum", iso(a.von));
        f.setze("befristungsdatum", iso(a.bis));
        f.setze("nummerAufenthaltstitel", dokumentnummer("Y99A99999", c.zufall));
        c.schliesse(f, a.von);
    }
}

void niederlassung(Chronist& c, Auswahl auswahl, Tag am) {
    am = c.bisher(std::max(am, tag(2005, 1, 1)));
    const std::string_view art = c.welt.codes.waehle(auswahl, am, c.zufall);
    if (art.empty()) return;
    Fakt& f = c.neu("niederlassungserlaubnis", "niederlassungserlaubnis", "niederlassungserlaubnisArt");
    c.code(f, "niederlassungserlaubnisArt", Liste::niederlassungserlaubnis, art);
    f.setze("ereignisdatum", iso(am));
    f.setze("nummerAufenthaltstitel", dokumentnummer("Y99A99999", c.zufall));
    c.schliesse(f, am);
}

void erwerbstaetigkeit(Chronist& c) {
    if (c.person.unionsbuerger() || c.person.alter(c.welt.heute) < 16 || !c.zufall.trifft(6000)) return;
    const Tag am = c.bisher(std::max(c.person.erfasst + c.zufall.zwischen(90, 1200), tag(2020, 3, 1)));
    Fakt& f = c.neu("nebenbestimmungenErwerbstaetigkeit", "nebenbestimmungenErwerbstaetigkeit",
                    "nebenbestimmungErwerbstaetigkeitArt");
    c.code(f, "nebenbestimmungErwerbstaetigkeitArt", Liste::nebenbestimmung,
           c.zufall.trifft(8000) ? "05" : "04");
    f.setze("ereignisdatum", iso(am));
    c.schliesse(f, am);
}

void visum(Chronist& c) {
    if (c.person.einreise < tag(2012, 1, 1) || !c.zufall.trifft(8000)) return;
    Fakt& f = c.neu("visum", "visum", "visumArt");
    c.code(f, "visumArt", Liste::visum, "01");
    f.setze("nummerVisum", dokumentnummer("A99999999", c.zufall));
    f.setze("ereignisdatum", iso(c.person.einreise - 20));
    f.setze("befristungsdatum", iso(c.person.einreise + 70));
    c.schliesse(f, c.person.einreise);
}

void asylstatus(Chronist& c, bool aktuell, std::string_view art, Tag am, const std::string& zeichen) {
    Fakt& f = c.neu("asylstatus", aktuell ? "aktuellerAsylstatus" : "historisierterAsylstatus", "asylstatus");
    c.code(f, "asylstatus", Liste::asylstatus, art);
    f.setze("ereignisdatum", iso(am));
    f.setze("geschaeftszeichen", zeichen);
    c.schliesse(f, am);
}

void gestattung(Chronist& c, std::string_view art, Tag am, const std::string& nummer) {
    Fakt& f = c.neu("aufenthaltsgestattung", "aufenthaltsgestattung", "aufenthaltsgestattungArt");
    c.code(f, "aufenthaltsgestattungArt", Liste::aufenthaltsgestattung, art);
    f.setze("ereignisdatum", iso(am));
    f.setze("nummerAufenthaltsgestattung", nummer);
    c.schliesse(f, am);
}

void auflage(Chronist& c, Auswahl auswahl, Tag am) {
    Fakt& f = c.neu("wohnsitzauflageRaeumlicheBeschraenkung", "wohnsitzauflageRaeumlicheBeschraenkung",
                    "wohnsitzauflageRaeumlicheBeschraenkungArt");
    c.code(f, "wohnsitzauflageRaeumlicheBeschraenkungArt", Liste::wohnsitzauflage,
           c.welt.codes.waehle(auswahl, am, c.zufall));
    c.code(f, "bundesland", Liste::bundesland, "14");
    f.setze("ort", c.person.adressen.back().ort);
    f.setze("befristungsdatum", iso(am + 3 * 365));
    f.setze("ereignisdatum", iso(am));
    c.schliesse(f, am);
}

/// From Asylgesuch to a decision (if `ausgang` names one); gives the day of the decision.
Tag asylverfahren(Chronist& c, std::string_view ausgang) {
    const std::string zeichen = dokumentnummer("9999999-", c.zufall) + c.person.herkunft->staat;
    const Tag antrag = c.bisher(c.person.einreise + c.zufall.zwischen(5, 90));
    const Tag entscheidung = c.bisher(antrag + c.zufall.zwischen(120, 700));
    const bool entschieden = !ausgang.empty();
    if (c.person.einreise >= tag(2016, 2, 5)) {  // Ankunftsnachweis exists since then
        Fakt& f = c.neu("ankunftsnachweis", "ankunftsnachweis", "ereignisdatum");
        f.setze("ereignisdatum", iso(c.person.einreise));
        f.setze("befristungsdatum", iso(c.person.einreise + 180));
        c.schliesse(f, c.person.einreise);
    }
    asylstatus(c, !entschieden, "01", antrag, zeichen);
    if (entschieden) asylstatus(c, true, ausgang, entscheidung, zeichen);
    const std::string nummer = dokumentnummer("A99999999", c.zufall);
    gestattung(c, "01", antrag, nummer);
    if (entschieden) gestattung(c, "02", entscheidung, nummer);
    return entscheidung;
}

void schutz(Chronist& c) {
    struct Ausgang {
        std::string_view asylstatus;
        Auswahl erlaubnis;
    };
    constexpr Ausgang ausgaenge[] = {{"13", Auswahl::erlaubnis_flucht},
                                     {"21", Auswahl::erlaubnis_subsidiaer},
                                     {"35", Auswahl::erlaubnis_abschiebungsverbot},
                                     {"06", Auswahl::erlaubnis_asyl}};
    const std::uint32_t los = c.zufall.unter(100);
    const Ausgang& ausgang = ausgaenge[los < 45 ? 0 : los < 82 ? 1 : los < 97 ? 2 : 3];
    const Tag entscheidung = asylverfahren(c, ausgang.asylstatus);
    erlaubnisse(c, ausgang.erlaubnis, c.bisher(entscheidung + 40), 360, 1095);
    if (entscheidung >= tag(2016, 8, 6) && c.zufall.trifft(5500))  // § 12a AufenthG exists since then
        auflage(c, Auswahl::auflage_schutz, entscheidung);
}

void duldungen(Chronist& c) {
    const Tag ab = asylverfahren(c, "35");
    const std::vector<Abschnitt> teile = abschnitte(c, std::max(ab + 30, c.welt.heute - 900), 90, 365, 4);
    for (std::size_t i = teile.size(); i-- > 0;) {
        const bool aktuell = i + 1 == teile.size();
        Fakt& f = c.neu("duldung", aktuell ? "aktuelleDuldung" : "historisierteDuldung", "duldungArt");
        c.code(f, "duldungArt", Liste::duldung,
               c.welt.codes.waehle(Auswahl::duldung_erteilt, teile[i].von, c.zufall));
        f.setze("ereignisdatum", iso(teile[i].von));
        f.setze("befristungsdatum", iso(teile[i].bis));
        f.setze("bescheinigungsNummer", dokumentnummer("T9999999", c.zufall));
        c.schliesse(f, teile[i].von);
    }
}

void unionsrecht(Chronist& c) {
    const Tag am = std::max(c.person.einreise + 5 * 365, tag(2006, 5, 1));
    if (am > c.welt.stichtag || !c.zufall.trifft(3500)) return;
    Fakt& f = c.neu("aufenthaltsrechtEU", "aufenthaltsrechtEU", "aufenthaltsrechtEUArt");
    c.code(f, "aufenthaltsrechtEUArt", Liste::aufenthaltsrecht_eu,
           c.welt.codes.waehle(Auswahl::eu_bescheinigung, am, c.zufall));
    f.setze("ereignisdatum", iso(am));
    c.schliesse(f, am);
}

}  // namespace

void erzaehle_aufenthalt(Chronist& c) {
    const Tag da = c.person.einreise;
    switch (c.person.weg) {
        case Weg::eu: unionsrecht(c); break;
        case Weg::schutz24:
            erlaubnisse(c, Auswahl::erlaubnis_schutz24, std::max(da + 30, tag(2022, 3, 10)), 365, 730);
            break;
        case Weg::verfahren:
            asylverfahren(c, {});
            if (c.zufall.trifft(6000)) auflage(c, Auswahl::auflage_verfahren, c.bisher(da + 20));
            break;
        case Weg::schutz: schutz(c); break;
        case Weg::duldung: duldungen(c); break;
        case Weg::arbeit:
            visum(c);
            erlaubnisse(c, Auswahl::erlaubnis_arbeit, da + 60, 365, 1460);
            break;
        case Weg::studium:
            visum(c);
            erlaubnisse(c, Auswahl::erlaubnis_studium, da + 60, 365, 730);
            break;
        case Weg::familie:
            visum(c);
            erlaubnisse(c, Auswahl::erlaubnis_familie, da + 60, 365, 1095);
            break;
        case Weg::niederlassung: {
            const bool geflohen = c.person.herkunft->gruppe == Gruppe::asyl;
            const bool familie = c.zufall.trifft(3000);
            const Tag am = c.bisher(da + c.zufall.zwischen(5 * 365, 8 * 365));
            erlaubnisse(c,
                        geflohen  ? Auswahl::erlaubnis_flucht
                        : familie ? Auswahl::erlaubnis_familie
                                  : Auswahl::erlaubnis_arbeit,
                        da + 60, 500, 1095, am);
            niederlassung(c,
                          geflohen  ? Auswahl::niederlassung_schutz
                          : familie ? Auswahl::niederlassung_familie
                                    : Auswahl::niederlassung_allgemein,
                          am);
            break;
        }
    }
    erwerbstaetigkeit(c);
}

}  // namespace abgleich::muster
