// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "lebenslauf.hpp"

#include "namen.hpp"

#include <algorithm>
#include <array>

namespace abgleich::muster {

namespace {

/// Other authorities, for what happened before a person came to the district (list abhkennung).
constexpr std::array<std::string_view, 4> andere_behoerden = {"000100", "000160", "000250", "000400"};

void grundpersonalien(Chronist& c) {
    const Person& p = c.person;
    Fakt& f = c.neu("grundpersonalien", "grundpersonalien", "familienname");
    f.setze("familienname", p.familienname);
    if (!p.geburtsname.empty()) f.setze("geburtsname", p.geburtsname);
    f.setze("vorname", p.vorname);
    f.setze("geburtsangaben/geburtsort", p.geburtsort);
    c.code(f, "geburtsangaben/geburtsortStaat", Liste::staat, p.geburtsstaat);
    f.setze("geburtsangaben/tagDerGeburt", iso(p.geburt));
    c.code(f, "geschlecht", Liste::geschlecht, p.weiblich ? "w" : "m");
    c.code(f, "staatsangehoerigkeit[1]", Liste::staat, p.herkunft->staat);
    c.schliesse(f, p.erfasst);
}

void andere_namen(Chronist& c) {
    const Person& p = c.person;
    Zufall& z = c.zufall;
    const bool geflohen = p.herkunft->gruppe == Gruppe::asyl;
    if (z.trifft(geflohen ? 1500 : 150)) {
        Fakt& f = c.neu_weitere("aliaspersonalien", "familienname");
        std::string anders = umschrift(*p.herkunft, p.familienname, z);
        f.setze("familienname", anders != p.familienname ? anders : nachname(*p.herkunft, z, p.weiblich));
        f.setze("vorname", p.vorname);
        f.setze("geburt/geburtsort", p.geburtsort);
        f.setze("geburt/tagDerGeburt", iso(p.geburt - z.zwischen(0, 900)));
        c.code(f, "geschlecht", Liste::geschlecht, p.weiblich ? "w" : "m");
        c.code(f, "staatsangehoerigkeit[1]", Liste::staat, p.herkunft->staat);
        c.schliesse(f, p.erfasst);
    }
    if (z.trifft(500)) {
        Fakt& f = c.neu_weitere("abweichendeNamensschreibweise", "familienname");
        f.setze("familienname", ohne_zeichen(umschrift(*p.herkunft, p.familienname, z)));
        f.setze("vornamen", p.vorname == "nichtVorhanden" ? p.familienname : ohne_zeichen(p.vorname));
        c.schliesse(f, p.erfasst);
    }
    if (p.weiblich && p.alter(c.welt.heute) > 25 && z.trifft(700)) {
        Fakt& f = c.neu_weitere("fruehererName", "familienname");
        f.setze("familienname", nachname(*p.herkunft, z, true));
        c.schliesse(f, c.bisher(p.erfasst + z.zwischen(100, 2000)));
    }
}

void ausweis_und_stand(Chronist& c) {
    const Person& p = c.person;
    Zufall& z = c.zufall;
    const bool ohne_pass = p.weg == Weg::verfahren || p.weg == Weg::duldung;
    const std::uint32_t ausweise = ohne_pass && z.trifft(6000) ? 0 : z.trifft(1500) ? 2 : 1;
    for (std::uint32_t i = 0; i < ausweise; ++i) {
        Fakt& f = c.neu_weitere("ausweispapier", "ausweisIdentifikation");
        c.code(f, "ausweisart", Liste::ausweisart, p.unionsbuerger() && z.trifft(6000) ? "04" : "01");
        f.setze("ausweisIdentifikation", dokumentnummer(z.trifft(5000) ? "A9999999" : "AA999999", z));
        c.code(f, "ausstellenderStaat", Liste::staat, p.herkunft->staat);
        const Tag gueltig_bis = c.welt.heute + z.zwischen(i == 0 ? -200 : -2500, i == 0 ? 3200 : -300);
        f.setze("gueltigBis", iso(gueltig_bis));
        c.schliesse(f, std::max(p.erfasst, gueltig_bis - 3650));  // issued for ten years
    }
    const int alter = p.alter(c.welt.heute);
    if (!z.trifft(alter < 18 ? 3000 : 9000)) return;
    const std::uint32_t los = z.unter(100);
    const std::string_view stand = alter < 20 || los < 30 ? "LD" : los < 85 ? "VH" : los < 95 ? "GS" : "VW";
    Fakt& f = c.neu_weitere("familienstand", "familienstand");
    c.code(f, "familienstand", Liste::familienstand, stand);
    if (stand == "VH")
        c.code(f, "staatsangehoerigkeitEhegatteLebenspartner[1]", Liste::staat, p.herkunft->staat);
    c.schliesse(f, c.bisher(p.erfasst + z.zwischen(0, 1500)));
}

void herkunftsland(Chronist& c) {
    if (c.person.herkunft->gruppe != Gruppe::asyl || !c.zufall.trifft(5000)) return;
    Fakt& f = c.neu_weitere("herkunftsland", "letzterWohnortHerkunftsland");
    const std::string& ort = c.zufall.aus(c.person.herkunft->orte);
    f.setze("letzterWohnortHerkunftsland", ort.substr(0, ort.find('/')));
    c.code(f, "staatLetzterWohnort", Liste::staat, c.person.herkunft->staat);
    c.schliesse(f, c.person.erfasst);
}

void anschriften(Chronist& c) {
    const Person& p = c.person;
    for (std::size_t i = p.adressen.size(); i-- > 0;) {
        const Adresse& a = p.adressen[i];
        const bool frueher = i + 1 < p.adressen.size();
        Fakt& f = c.neu("anschrift", "anschrift", "anschrift/strasse");
        f.setze("anschrift/hausnummer", a.hausnummer);
        if (!a.buchstabe.empty()) f.setze("anschrift/hausnummerBuchstabeZusatzziffer", a.buchstabe);
        f.setze("anschrift/postleitzahl", a.postleitzahl);
        f.setze("anschrift/strasse", a.strasse);
        f.setze("anschrift/wohnort", a.ort);
        f.setze("fruehereAnschrift", frueher ? "true" : "false");
        f.setze("einzugsdatum", iso(a.einzug));
        if (frueher) f.setze("auszugsdatum", iso(p.adressen[i + 1].einzug));
        c.schliesse(f, frueher ? p.adressen[i + 1].einzug : a.einzug);
    }
}

Fakt& meldestatus(Chronist& c, bool aktuell, std::string_view art, Tag am, std::string_view behoerde) {
    Fakt& f = c.neu("meldestatus", aktuell ? "aktuellerMeldestatus" : "historisierterMeldestatus",
                    "meldestatusArt");
    c.code(f, "meldestatusArt", Liste::meldestatus, art);
    f.setze("aktenzeichen",
            behoerde == unsere_behoerde ? c.person.aktenzeichen : dokumentnummer("99-9999/99", c.zufall));
    f.setze("ereignisdatum", iso(am));
    c.schliesse(f, am, behoerde);
    return f;
}

}  // namespace

Fakt& Chronist::neu(std::string_view sachverhalt, std::string_view element, std::string_view hauptfeld) {
    Fakt& f = m_satz.fakten.emplace_back();
    f.sachverhalt = sachverhalt;
    f.element = element;
    f.hauptfeld = hauptfeld;
    f.werte.reserve(12);
    return f;
}

Fakt& Chronist::neu_weitere(std::string_view sachverhalt, std::string_view hauptfeld) {
    Fakt& f = neu(sachverhalt, sachverhalt, hauptfeld);
    f.weitere = true;
    return f;
}

Fakt& Chronist::code(Fakt& f, std::string_view pfad, Liste liste, std::string_view wert) const {
    return f.setze(pfad, std::string{wert}, welt.codes.ausgabe(liste));
}

void Chronist::schliesse(Fakt& f, Tag am, std::string_view behoerde) {
    f.setze("meldendeBehoerde", std::string{behoerde});
    f.setze("letzteAenderung", iso(bisher(am + zufall.zwischen(0, 9))));
    f.setze("referenz.id", welt.referenz_id(person.index, m_naechste_referenz++, 1 + zufall.unter(40)));
}

std::string dokumentnummer(std::string_view muster, Zufall& z) {
    constexpr std::string_view buchstaben =
        "CFGHJKLMNPRTVWXYZ";  // as on German documents: no vowels, no look-alikes
    std::string nummer{muster};
    for (char& c : nummer)
        c = c == 'A' ? z.aus(buchstaben) : c == '9' ? static_cast<char>('0' + z.unter(10)) : c;
    return nummer;
}

void erzaehle_personalien(Chronist& c) {
    grundpersonalien(c);
    andere_namen(c);
    ausweis_und_stand(c);
    herkunftsland(c);
    if (c.zufall.trifft(800)) {
        Fakt& f = c.neu("kontakt", "kontakt", "hauptTelefonnummer");
        f.setze("hauptTelefonnummer", dokumentnummer("0151 00999999", c.zufall));
        f.setze("hauptEmailadresse", "person" + std::to_string(c.person.index) + "@example.invalid");
        c.schliesse(f, c.person.erfasst);
    }
    if (c.zufall.trifft(40)) {
        Fakt& f = c.neu("uebermittlungssperre", "uebermittlungssperre", "uebermittlungssperreArt");
        c.code(f, "uebermittlungssperreArt", Liste::uebermittlungssperre,
               c.zufall.trifft(5000) ? "01" : "06");
        c.schliesse(f, c.bisher(c.person.erfasst + 200));
    }
}

void erzaehle_meldungen(Chronist& c) {
    const Person& p = c.person;
    Zufall& z = c.zufall;
    anschriften(c);
    const Tag zuzug = c.bisher(p.einreise + z.zwischen(60, 2500));
    const std::uint32_t los = z.unter(100);
    if (los < 55 || zuzug <= p.einreise)
        meldestatus(c, true, "01", p.einreise, unsere_behoerde);
    else if (los < 90) {
        meldestatus(c, true, "02", zuzug, unsere_behoerde);
        meldestatus(c, false, "01", p.einreise, z.aus(andere_behoerden));
    } else if (los < 96) {
        meldestatus(c, true, "03", zuzug, unsere_behoerde);
        meldestatus(c, false, "04", (p.einreise + zuzug) / 2, unsere_behoerde);
        meldestatus(c, false, "01", p.einreise, unsere_behoerde);
    } else
        meldestatus(c, true, "09", zuzug, unsere_behoerde);
}

Satz erzaehle(const Welt& welt, const Person& person) {
    Satz satz;
    satz.azr_nummer = person.azr_nummer;
    satz.aktenfuehrend = unsere_behoerde;
    satz.fakten.reserve(24);
    Zufall zufall{welt.seed, person.index, Zweck::lebenslauf};
    zufall = Zufall{zufall.next(), person.index, Zweck::lebenslauf};
    Chronist chronist{welt, person, zufall, satz};
    erzaehle_personalien(chronist);
    erzaehle_meldungen(chronist);
    erzaehle_aufenthalt(chronist);
    satz.gesperrt = satz.find("uebermittlungssperre") != nullptr;
    return satz;
}

}  // namespace abgleich::muster
