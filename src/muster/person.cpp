// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "person.hpp"

#include "namen.hpp"

#include <algorithm>

namespace abgleich::muster {

namespace {

struct Ort {
    std::string_view postleitzahl, name;
};
constexpr std::array<Ort, 10> bezirk = {{{"04103", "Leipzig"},
                                         {"04229", "Leipzig"},
                                         {"04315", "Leipzig"},
                                         {"04416", "Markkleeberg"},
                                         {"04435", "Schkeuditz"},
                                         {"04509", "Delitzsch"},
                                         {"04552", "Borna"},
                                         {"04668", "Grimma"},
                                         {"04838", "Eilenburg"},
                                         {"04860", "Torgau"}}};
constexpr std::array<Ort, 10> anderswo = {{{"01067", "Dresden"},
                                           {"09111", "Chemnitz"},
                                           {"08056", "Zwickau"},
                                           {"02826", "Görlitz"},
                                           {"10115", "Berlin"},
                                           {"20095", "Hamburg"},
                                           {"44135", "Dortmund"},
                                           {"35394", "Gießen"},
                                           {"90402", "Nürnberg"},
                                           {"70173", "Stuttgart"}}};
constexpr std::array<std::string_view, 24> strassen_anfang = {
    "Linden", "Rosen", "Schul", "Bahnhof", "Garten", "Birken", "Wiesen", "Kirch",
    "Mühl",   "Berg",  "Wald",  "Post",    "Ahorn",  "Tannen", "Feld",   "Ring",
    "Nelken", "Turm",  "Markt", "Brunnen", "Eichen", "Ost",    "West",   "Nord"};
constexpr std::array<std::string_view, 6> strassen_ende = {"straße", "straße", "weg",
                                                           "allee",  "gasse",  "platz"};
constexpr std::array<std::string_view, 8> strassen_benannt = {
    "Karl-Marx-Straße",    "Georg-Schumann-Straße", "Alter Markt",         "An der Mühle",
    "Straße des Friedens", "Käthe-Kollwitz-Straße", "Clara-Zetkin-Straße", "Am Anger"};

constexpr std::uint64_t familienblock = 5;

/// Whether the person stands in the same file as the one before her.
bool tritt_bei(const Welt& w, std::uint64_t index) {
    return index % familienblock != 0 && Zufall{w.seed, index, Zweck::familie}.trifft(1800);
}

std::uint64_t kopf_der_akte(const Welt& w, std::uint64_t index) {
    while (tritt_bei(w, index)) --index;
    return index;
}

/// Draws of the whole family; the same for each member.
struct Familie {
    Familie(const Welt& w, std::uint64_t kopf) : zufall(w.seed, kopf, Zweck::haushalt) {
        std::uint32_t los = zufall.unter(1000);
        for (const Herkunft& h : w.herkuenfte) {
            herkunft = &h;
            if (los < h.gewicht) break;
            los -= h.gewicht;
        }
        los = zufall.unter(100);
        while (zeit + 1 < herkunft->zeiten.size() && los >= herkunft->zeiten[zeit])
            los -= herkunft->zeiten[zeit++];
    }
    Zufall zufall;
    const Herkunft* herkunft = nullptr;
    std::size_t zeit = 0;
};

Weg ziehe_weg(const Person& p, Zufall& z) {
    const int j = jahr(p.einreise);
    const std::uint32_t los = z.unter(100);
    switch (p.herkunft->gruppe) {
        case Gruppe::eu: return Weg::eu;
        case Gruppe::schutz24:
            if (p.einreise >= tag(2022, 2, 24)) return los < 93 ? Weg::schutz24 : Weg::arbeit;
            return j < 2016 && los < 60 ? Weg::niederlassung
                   : los < 75           ? Weg::familie
                   : los < 88           ? Weg::arbeit
                                        : Weg::studium;
        case Gruppe::asyl:
            if (j >= 2024 && los < 55) return Weg::verfahren;
            if (j <= 2018 && los >= 75) return Weg::niederlassung;
            return los < 58 ? Weg::schutz : los < 72 ? Weg::duldung : los < 92 ? Weg::familie : Weg::arbeit;
        case Gruppe::drittstaat: break;
    }
    if (j <= 2016 && los < 55) return Weg::niederlassung;
    if (j >= 2024 && los < 8) return Weg::verfahren;
    return los < 62 ? Weg::duldung : los < 78 ? Weg::familie : los < 93 ? Weg::arbeit : Weg::studium;
}

void ziehe_namen(const Welt& w, const Familie& familie, std::uint64_t kopf, Zufall& z, Person& p) {
    const Herkunft& h = *p.herkunft;
    Zufall stamm{w.seed, kopf, Zweck::person};
    p.familienname = nachname(h, z.trifft(8500) ? stamm : z, p.weiblich);
    p.vorname = vorname(h, z, p.weiblich);
    if (p.weiblich && p.alter(w.heute) > 22 && z.trifft(3000)) p.geburtsname = nachname(h, z, true);
    if (z.trifft(40)) {
        p.familienname = langer_name(h, z, p.weiblich, true, max_familienname);
        p.vorname = langer_name(h, z, p.weiblich, false, max_vorname);
    } else if (h.schrift != Schrift::lateinisch && h.gruppe != Gruppe::eu && z.trifft(60))
        p.vorname = "nichtVorhanden";  // one name only
    const std::string& ort = z.aus(h.orte);
    const std::size_t trenner = ort.find('/');
    p.geburtsort = ort.substr(0, trenner);
    if (trenner != ort.npos) p.geburtsort_anders = ort.substr(trenner + 1);
    p.geburtsstaat = familie.herkunft->staat;
}

void ziehe_adressen(const Welt& w, const Familie& familie, Zufall& z, Person& p) {
    Zufall haushalt = familie.zufall;
    const std::uint32_t fruehere = z.unter(10) < 3 ? 0 : 1 + z.unter(2);
    const Tag beginn = std::min(p.einreise, w.stichtag - 40);
    Tag einzug = beginn + z.zwischen(0, 20);
    for (std::uint32_t i = 0; i <= fruehere; ++i) {
        // The current address is the household's; former ones are the person's own.
        Adresse a = i == fruehere ? ziehe_adresse(haushalt, true) : ziehe_adresse(z, z.trifft(5000));
        a.einzug = einzug;
        einzug += z.zwischen(1, std::max(1, (w.stichtag - einzug) / static_cast<Tag>(fruehere - i + 1)));
        einzug = std::min(einzug, w.stichtag);
        p.adressen.push_back(std::move(a));
    }
}

}  // namespace

Adresse ziehe_adresse(Zufall& z, bool im_bezirk) {
    Adresse a;
    const Ort& ort = im_bezirk ? z.aus(bezirk) : z.aus(anderswo);
    a.postleitzahl = ort.postleitzahl;
    a.ort = ort.name;
    if (z.trifft(1500))
        a.strasse = z.aus(strassen_benannt);
    else {
        a.strasse = z.aus(strassen_anfang);
        a.strasse += z.aus(strassen_ende);
    }
    a.hausnummer = std::to_string(1 + z.unter(z.trifft(7000) ? 40 : 180));
    if (z.trifft(800)) a.buchstabe = static_cast<char>('a' + z.unter(5));
    return a;
}

std::string ziehe_azr_nummer(const Welt& w, std::uint64_t index) {
    Tag am = 0;
    return w.azr_nummer(index, 0, Familie{w, kopf_der_akte(w, index)}.zeit, am);
}

Person ziehe_person(const Welt& w, std::uint64_t index) {
    Person p;
    p.index = index;
    const std::uint64_t kopf = kopf_der_akte(w, index);
    const Familie familie{w, kopf};
    Zufall z{w.seed, index, Zweck::lebenslauf};
    p.herkunft = familie.herkunft;
    p.aktenzeichen = "33-" + std::to_string(1000 + kopf);
    if (kopf != index || tritt_bei(w, index + 1)) p.nummer_in_akte = std::to_string(index - kopf + 1);
    p.azr_nummer = w.azr_nummer(index, 0, familie.zeit, p.erfasst);
    p.einreise = p.erfasst - z.zwischen(0, 60);
    if (p.herkunft->gruppe != Gruppe::asyl && p.herkunft->gruppe != Gruppe::schutz24 && z.trifft(1200))
        p.einreise -= z.zwischen(1, 20) * 365;  // lived here before the record was made
    const bool kind = kopf != index && z.trifft(7500);
    p.weiblich = z.trifft(kopf == index ? 4500 : 5200);
    const std::int32_t tage_alt =
        kind ? z.zwischen(0, 17 * 365) : 18 * 365 + z.zwischen(0, 20 * 365) + z.zwischen(0, 24 * 365);
    p.geburt = std::max(p.einreise - tage_alt, tag(1925, 1, 1));
    ziehe_namen(w, familie, kopf, z, p);
    p.weg = ziehe_weg(p, z);
    ziehe_adressen(w, familie, z, p);
    return p;
}

}  // namespace abgleich::muster
