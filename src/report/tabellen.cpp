// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "tabellen.hpp"

#include "sicht.hpp"

#include <abgleich/csv/schreiber.hpp>

#include <array>

namespace abgleich::report {
namespace {

using csv::Schreiber;
using domain::Vorschlag;

constexpr std::array<std::string_view, 17> spalten_abweichungen{
    "aktenzeichen", "azrNummer", "sachverhalt", "feld",      "art",           "lokal",
    "azr",          "schwere",   "zustaendig",  "vorschlag", "aenderungsart", "rechtsgrundlage",
    "meldung",      "ursache",   "vorkommen",   "stand",     "kennung"};

void schreibe_zuordnungen(const Sicht& sicht, const base::OutputDirectory& ordner) {
    constexpr std::array<std::string_view, 7> spalten{"aktenzeichen", "azrNummer",   "art",    "status",
                                                      "bewertung",    "begruendung", "kennung"};
    Schreiber csv(ordner.file("zuordnungen.csv"), spalten);
    for (const domain::Zuordnung& z : sicht.ergebnis().zuordnungen) {
        csv.fremd(sicht.aktenzeichen(z.lokal)).eigen(sicht.azr_nummer(z.lokal, z.azr));
        csv.eigen(name(z.art)).eigen(name(z.status)).dezimal(z.bewertung);
        csv.eigen(z.begruendung).eigen(domain::text(z.kennung)).ende_zeile();
    }
    csv.close();
}

void schreibe_alleinstehende(const Sicht& sicht, const base::OutputDirectory& ordner) {
    constexpr std::array<std::string_view, 5> spalten{"aktenzeichen", "azrNummer", "grund", "empfehlung",
                                                      "kennung"};
    const auto rest = [](Schreiber& csv, const domain::Alleinstehend& a) {
        csv.eigen(a.azr_nummer.leer() ? std::string() : a.azr_nummer.text());
        csv.eigen(name(a.grund)).eigen(name(a.empfehlung)).eigen(domain::text(a.kennung)).ende_zeile();
    };
    Schreiber nur_lokal(ordner.file("nur-lokal.csv"), spalten);
    for (const domain::Alleinstehend& a : sicht.ergebnis().nur_lokal) {
        nur_lokal.fremd(sicht.aktenzeichen(a.satz));
        rest(nur_lokal, a);
    }
    nur_lokal.close();
    Schreiber nur_azr(ordner.file("nur-azr.csv"), std::span(spalten).subspan(1));
    for (const domain::Alleinstehend& a : sicht.ergebnis().nur_azr) rest(nur_azr, a);
    nur_azr.close();
}

void abweichung(Schreiber& csv, const Sicht& sicht, const domain::Abweichung& a, std::string_view lokal,
                std::string_view azr) {
    const domain::Zuordnung& z = sicht.zuordnung(a);
    const katalog::Sachverhalt& s = sicht.katalog().sachverhalt(a.sachverhalt);
    const std::string_view aenderung = a.aenderungsart;
    csv.fremd(sicht.aktenzeichen(z.lokal)).eigen(sicht.azr_nummer(z.lokal, z.azr));
    csv.eigen(s.name).eigen(sicht.feldpfad(a)).eigen(name(a.art)).fremd(lokal).fremd(azr);
    csv.eigen(name(a.schwere)).eigen(name(a.zustaendig)).eigen(name(a.vorschlag)).eigen(aenderung);
    csv.eigen(s.aenderung).eigen(aenderung.empty() ? "" : "090010").eigen(name(a.ursache));
    csv.zahl_oder_leer(a.vorkommen).eigen(name(a.stand)).eigen(domain::text(a.kennung)).ende_zeile();
}

void schreibe_abweichungen(const Sicht& sicht, const base::OutputDirectory& ordner) {
    Schreiber alle(ordner.file("abweichungen.csv"), spalten_abweichungen);
    Schreiber gesperrte(ordner.file("gesperrte.csv"), spalten_abweichungen);
    for (const domain::Abweichung& a : sicht.ergebnis().abweichungen) {
        abweichung(alle, sicht, a, sicht.maskiert(a, a.lokal), sicht.maskiert(a, a.azr));
        if (sicht.gesperrt(sicht.zuordnung(a))) abweichung(gesperrte, sicht, a, a.lokal, a.azr);
    }
    alle.close();
    gesperrte.close();
}

void schreibe_klaerfaelle(const Sicht& sicht, const base::OutputDirectory& ordner) {
    constexpr std::array<std::string_view, 7> spalten{"kennung", "aktenzeichen", "azrNummer",    "frage",
                                                      "grund",   "gruppe",       "wiedervorlage"};
    Schreiber csv(ordner.file("klaerfaelle.csv"), spalten);
    for (const domain::Klaerfall& k : sicht.ergebnis().klaerfaelle) {
        csv.eigen(domain::text(k.kennung))
            .fremd(sicht.aktenzeichen(k.lokal))
            .eigen(sicht.azr_nummer(k.lokal, k.azr));
        csv.eigen(name(k.frage)).eigen(k.grund).zahl_oder_leer(k.gruppe).leer().ende_zeile();
    }
    csv.close();
}

void schreibe_registerabgleich(const Sicht& sicht, const base::OutputDirectory& ordner) {
    constexpr std::array<std::string_view, 6> spalten{"azrNummer",     "aktenzeichen", "entitaet",
                                                      "referenzLokal", "referenzAzr",  "ergebnis"};
    Schreiber csv(ordner.file("registerabgleich.csv"), spalten);
    for (const domain::RegisterabgleichZeile& r : sicht.ergebnis().registerabgleich) {
        csv.eigen(r.azr_nummer.leer() ? std::string() : r.azr_nummer.text())
            .fremd(sicht.aktenzeichen(r.lokal));
        csv.eigen(r.entitaet).fremd(r.referenz_lokal).fremd(r.referenz_azr).eigen(r.ergebnis).ende_zeile();
    }
    csv.close();
}

void schreibe_fehler(const Sicht& sicht, const base::OutputDirectory& ordner) {
    constexpr std::array<std::string_view, 6> spalten{"datei", "zeile", "spalte", "satz", "code", "meldung"};
    Schreiber csv(ordner.file("fehler.csv"), spalten);
    for (const domain::Problem& p : sicht.ergebnis().probleme) {
        csv.fremd(sicht.datei(p.herkunft)).zahl_oder_leer(p.herkunft.zeile).zahl_oder_leer(p.spalte);
        csv.zahl_oder_leer(p.herkunft.satz).eigen(problem_text(p.code).name).fremd(p.meldung).ende_zeile();
    }
    csv.close();
}

}  // namespace

void schreibe_tabellen(const Sicht& sicht, const base::OutputDirectory& ordner) {
    schreibe_zuordnungen(sicht, ordner);
    schreibe_alleinstehende(sicht, ordner);
    schreibe_abweichungen(sicht, ordner);
    schreibe_klaerfaelle(sicht, ordner);
    if (sicht.ergebnis().registerabgleich_vorhanden) schreibe_registerabgleich(sicht, ordner);
    schreibe_fehler(sicht, ordner);
}

}  // namespace abgleich::report
