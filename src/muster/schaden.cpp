// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "schaden.hpp"

#include "namen.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace abgleich::muster {

namespace {

constexpr std::array<Schadensregel, static_cast<std::size_t>(Schaden::anzahl_)> regeln = {{
    {Schaden::nachmeldung_fehlt, "nachmeldung_fehlt", 600, "Unionsbürger"},
    {Schaden::erstmeldung_fehlt, "erstmeldung_fehlt", 20, "persons"},
    {Schaden::fortzug_verpasst, "fortzug_verpasst", 80, "persons"},
    {Schaden::tod_verpasst, "tod_verpasst", 15, "persons"},
    {Schaden::einbuergerung_verpasst, "einbuergerung_verpasst", 30, "persons"},
    {Schaden::fortzug_gemeldet, "fortzug_gemeldet", 60, "persons"},
    {Schaden::tod_gemeldet, "tod_gemeldet", 15, "persons"},
    {Schaden::akte_fehlt, "akte_fehlt", 15, "persons"},
    {Schaden::abgang_gemeldet, "abgang_gemeldet", 60, "persons"},
    {Schaden::abgang_verpasst, "abgang_verpasst", 40, "persons"},
    {Schaden::azr_nummer_fehlt, "azr_nummer_fehlt", 200, "persons"},
    {Schaden::azr_nummer_ziffer, "azr_nummer_ziffer", 40, "persons"},
    {Schaden::fehlzuordnung, "fehlzuordnung", 15, "persons"},
    {Schaden::zusammengefuehrt, "zusammengefuehrt", 30, "persons"},
    {Schaden::doppelt, "doppelt", 30, "persons"},
    {Schaden::verkuerzt, "verkuerzt", 10000, "names beyond 90 or 60 characters"},
    {Schaden::umschrift, "umschrift", 400, "pairs"},
    {Schaden::tippfehler, "tippfehler", 200, "pairs"},
    {Schaden::namenstausch, "namenstausch", 40, "pairs"},
    {Schaden::platzhalterdatum, "platzhalterdatum", 150, "pairs"},
    {Schaden::tag_monat_vertauscht, "tag_monat_vertauscht", 60, "pairs"},
    {Schaden::geburtsort_schreibweise, "geburtsort_schreibweise", 250, "pairs"},
    {Schaden::geschlecht, "geschlecht", 30, "pairs"},
    {Schaden::staatsangehoerigkeit_geaendert, "staatsangehoerigkeit_geaendert", 60, "pairs"},
    {Schaden::alias_fehlt_lokal, "alias_fehlt_lokal", 3000, "pairs with Aliaspersonalien"},
    {Schaden::ausweis_veraltet, "ausweis_veraltet", 250, "pairs"},
    {Schaden::familienstand_veraltet, "familienstand_veraltet", 100, "pairs"},
    {Schaden::anschrift_veraltet, "anschrift_veraltet", 450, "pairs with an Anschrift in the AZR"},
    {Schaden::frisch, "frisch", 60, "pairs with an Anschrift in the AZR"},
    {Schaden::strasse_schreibweise, "strasse_schreibweise", 200, "pairs with an Anschrift in the AZR"},
    {Schaden::titel_fehlt_azr, "titel_fehlt_azr", 120, "pairs"},
    {Schaden::titel_veraltet_azr, "titel_veraltet_azr", 200, "pairs"},
    {Schaden::titel_fehlt_lokal, "titel_fehlt_lokal", 60, "pairs"},
    {Schaden::duldung_trotz_verfahren, "duldung_trotz_verfahren", 600, "pairs in the asylum procedure"},
    {Schaden::ohne_anschrift_unionsbuerger, "ohne_anschrift_unionsbuerger", 10000, "Unionsbürger"},
}};
constexpr std::size_t schicksale = static_cast<std::size_t>(Schaden::doppelt) + 1;

/// Share of local files that keep no Referenz-ID of the register.
constexpr std::uint32_t ohne_referenz_je_zehntausend = 1500;
constexpr unsigned referenz_des_zwillings = 40;

std::string mit_anderer_ziffer(std::string nummer, Zufall& z) {
    const std::size_t ort = 6 + z.unter(6);
    if (ort + 1 < nummer.size() && nummer[ort] != nummer[ort + 1] && z.trifft(4000))
        std::swap(nummer[ort], nummer[ort + 1]);
    else
        nummer[ort] = static_cast<char>('0' + (nummer[ort] - '0' + z.zwischen(1, 9)) % 10);
    return nummer;
}

void andere_nummer(Fall& fall, std::string lokal, Richtig richtig) {
    fall.lokal->azr_nummer = std::move(lokal);
    fall.unterschiede.push_back(
        {"datensatz", "azrNummer", fall.schicksal, richtig, fall.lokal->azr_nummer, fall.azr->azr_nummer});
}

/// The end of a stay: the current Meldestatus becomes `art`, the one before it history.
void melde_ab(const Welt& w, const Person& p, Satz& satz, std::string_view art, Tag am) {
    Fakt* aktuell = satz.find("meldestatus");
    if (aktuell == nullptr) return;
    Fakt vorher = *aktuell;
    vorher.element = "historisierterMeldestatus";
    aktuell->setze("meldestatusArt", std::string{art});
    aktuell->setze("ereignisdatum", iso(am));
    aktuell->setze("letzteAenderung", iso(am));
    aktuell->setze("referenz.id", w.referenz_id(p.index, referenz_des_zwillings - 1, 1));
    satz.fakten.push_back(std::move(vorher));
}

/// File B: the person has gone; the register knows (gemeldet) or still counts her as present.
void gehe_ab(const Welt& w, Fall& fall, Zufall& z) {
    const Tag am = w.stichtag - z.zwischen(0, 400);
    const std::uint32_t los = z.unter(10);
    fall.lokal->datei_b = true;
    fall.lokal->abgang = los < 6 ? "fortzug" : los < 8 ? "abgegeben" : "verstorben";
    fall.lokal->abgangsdatum = iso(am);
    const std::string_view art = los < 6 ? "04" : los < 8 ? "02" : "06";
    if (los >= 6 && los < 8) {  // handed over: the register names the new authority, or not yet
        if (fall.schicksal == Schaden::abgang_gemeldet) fall.azr->aktenfuehrend = "000160";
        return;
    }
    melde_ab(w, fall.person, *fall.lokal, art, am);
    if (fall.schicksal == Schaden::abgang_gemeldet) {
        melde_ab(w, fall.person, *fall.azr, art, am);
        return;
    }
    fall.unterschiede.push_back({"meldestatus", "meldestatusArt", fall.schicksal, Richtig::lokal,
                                 std::string{art},
                                 std::string{fall.azr->find("meldestatus")->wert("meldestatusArt")}});
}

/// The same person once more in the register, with names in another spelling (Umschrift).
Satz zwilling(const Welt& w, const Person& p, const Satz& azr) {
    Zufall z{w.seed, p.index, Zweck::zwilling};
    Satz satz;
    Tag am = 0;
    satz.azr_nummer = w.azr_nummer(p.index, 2, 2, am);
    satz.aktenfuehrend = unsere_behoerde;
    unsigned referenz = referenz_des_zwillings;
    for (const Fakt& f : azr.fakten) {
        const bool person = f.sachverhalt == "grundpersonalien";
        if (f.fehlt || !(person || f.element == "aktuellerMeldestatus" ||
                         (f.sachverhalt == "anschrift" && z.trifft(5000))))
            continue;
        Fakt& kopie = satz.fakten.emplace_back(f);
        kopie.setze("referenz.id", w.referenz_id(p.index, referenz++, 1));
        if (!person) continue;
        kopie.setze("familienname", umschrift(*p.herkunft, p.familienname, z));
        if (p.vorname != "nichtVorhanden") kopie.setze("vorname", umschrift(*p.herkunft, p.vorname, z));
        if (z.trifft(3000))
            kopie.setze("geburtsangaben/tagDerGeburt", std::to_string(jahr(p.geburt)) + "-01-01");
    }
    return satz;
}

void nur_azr(const Welt& w, Fall& fall, Zufall& z) {
    fall.lokal.reset();
    const Tag am = w.stichtag - z.zwischen(0, 700);
    if (fall.schicksal == Schaden::fortzug_gemeldet)
        melde_ab(w, fall.person, *fall.azr, z.trifft(7000) ? "04" : "05", am);
    else if (fall.schicksal == Schaden::tod_gemeldet)
        melde_ab(w, fall.person, *fall.azr, "06", am);
}

void nur_lokal(Fall& fall) {
    fall.azr.reset();
    fall.lokal->azr_nummer.clear();
    for (Fakt& f : fall.lokal->fakten) f.entferne("referenz.id");
}

void schicksal_der_nummer(const Welt& w, Fall& fall, Zufall& z) {
    const Person& p = fall.person;
    Tag am = 0;
    switch (fall.schicksal) {
        case Schaden::azr_nummer_fehlt: andere_nummer(fall, {}, Richtig::azr); break;
        case Schaden::azr_nummer_ziffer:
            andere_nummer(fall, mit_anderer_ziffer(p.azr_nummer, z), Richtig::azr);
            break;
        case Schaden::fehlzuordnung:
            andere_nummer(fall, ziehe_azr_nummer(w, p.index - 1), Richtig::azr);
            break;
        case Schaden::zusammengefuehrt:
            fall.azr->alte_azr_nummer = p.azr_nummer;
            fall.azr->azr_nummer = w.azr_nummer(p.index, 1, 1, am);
            andere_nummer(fall, p.azr_nummer, Richtig::azr);
            break;
        case Schaden::doppelt: fall.zwilling = zwilling(w, p, *fall.azr); break;
        default: break;
    }
}

}  // namespace

std::span<const Schadensregel> schadensregeln() { return regeln; }

std::string_view name(Schaden schaden) {
    return schaden == kein_schaden ? std::string_view{} : regeln[static_cast<std::size_t>(schaden)].name;
}

std::string_view name(Richtig richtig) {
    constexpr std::array<std::string_view, 4> namen = {"lokal", "azr", "offen", "rechtmaessig"};
    return namen[static_cast<std::size_t>(richtig)];
}

Schaden ziehe_schicksal(const Welt& w, std::uint64_t index, bool unionsbuerger) {
    std::uint32_t los = Zufall{w.seed, index, Zweck::schicksal}.unter(10000);
    Schaden schaden = kein_schaden;
    for (std::size_t i = 0; i < schicksale && schaden == kein_schaden; ++i) {
        if (los < regeln[i].je_zehntausend)
            schaden = regeln[i].schaden;
        else
            los -= regeln[i].je_zehntausend;
    }
    if (schaden == Schaden::nachmeldung_fehlt && !unionsbuerger) return kein_schaden;
    // The number must be one that the register has: the neighbour is an ordinary case.
    if (schaden == Schaden::fehlzuordnung &&
        (index == 0 || ziehe_schicksal(w, index - 1, true) != kein_schaden))
        return kein_schaden;
    return schaden;
}

Fall ziehe_fall(const Welt& w, std::uint64_t index) {
    Fall fall;
    fall.person = ziehe_person(w, index);
    Zufall z{w.seed, index, Zweck::schaden};
    fall.azr = erzaehle(w, fall.person);
    fall.lokal = fall.azr;
    fall.schicksal = ziehe_schicksal(w, index, fall.person.unionsbuerger());
    switch (fall.schicksal) {
        case Schaden::nachmeldung_fehlt:
        case Schaden::erstmeldung_fehlt: nur_lokal(fall); return fall;
        case Schaden::fortzug_verpasst:
        case Schaden::tod_verpasst:
        case Schaden::einbuergerung_verpasst:
        case Schaden::fortzug_gemeldet:
        case Schaden::tod_gemeldet:
        case Schaden::akte_fehlt: nur_azr(w, fall, z); break;
        case Schaden::abgang_gemeldet:
        case Schaden::abgang_verpasst: gehe_ab(w, fall, z); break;
        default: beschaedige_felder(w, fall, z); break;
    }
    if (fall.person.unionsbuerger())  // short record, § 3 Abs. 4 AZRG
        for (std::size_t i = 0; i < fall.azr->fakten.size(); ++i) {
            Fakt& f = fall.azr->fakten[i];
            if (f.sachverhalt != "anschrift") continue;
            f.fehlt = true;
            if (!fall.lokal) continue;
            Fakt& lokal = fall.lokal->fakten[i];
            lokal.entferne("referenz.id");
            if (!fall.lokal->datei_b)
                fall.unterschiede.push_back({"anschrift",
                                             {},
                                             Schaden::ohne_anschrift_unionsbuerger,
                                             Richtig::rechtmaessig,
                                             std::string{lokal.wert(lokal.hauptfeld)},
                                             {}});
        }
    schicksal_der_nummer(w, fall, z);
    if (fall.lokal && z.trifft(ohne_referenz_je_zehntausend))
        for (Fakt& f : fall.lokal->fakten) f.entferne("referenz.id");
    return fall;
}

}  // namespace abgleich::muster
