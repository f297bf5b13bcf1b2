// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "erfundener_lauf.hpp"

#include "support/schemaordner.hpp"

#include <abgleich/base/text.hpp>

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>

namespace abgleich::test {

using namespace domain;

const katalog::Katalog& katalog_2611() {
    const std::string wurzel = ABGLEICH_SOURCE_DIR;
    static const auto katalog = katalog::Katalog::lade(
        {schemaordner(), wurzel + "/config/katalog-26.11", wurzel + "/config/codelisten"});
    return *katalog;
}

Kennung kennung(unsigned nummer) {
    char text[17];
    std::snprintf(text, sizeof text, "%016x", nummer);
    Kennung k;
    std::copy_n(text, k.size(), k.begin());
    return k;
}

void ErfundenerLauf::satz_lokal(std::string_view aktenzeichen, std::string_view azr_nummer) {
    Satz& satz = lokal.saetze.emplace_back();
    satz.aktenzeichen = lokal.texte.add(aktenzeichen);
    if (!azr_nummer.empty()) satz.azr_nummer = AzrNummer::parse(azr_nummer).value();
}

void ErfundenerLauf::satz_azr(std::string_view azr_nummer) {
    azr.saetze.emplace_back().azr_nummer = AzrNummer::parse(azr_nummer).value();
}

Abweichung& ErfundenerLauf::abweichung(std::uint32_t zuordnung, std::string_view sachverhalt,
                                       std::string_view pfad, std::string_view wert_lokal,
                                       std::string_view wert_azr) {
    const katalog::Katalog& k = katalog_2611();
    Abweichung a;
    a.zuordnung = zuordnung;
    const katalog::Sachverhalt* s = k.find_sachverhalt(sachverhalt);
    if (s == nullptr) throw std::logic_error("no such Sachverhalt: " + std::string(sachverhalt));
    a.sachverhalt = k.nummer(*s);
    if (!pfad.empty()) {
        a.feld = k.find_feld(sachverhalt, pfad);
        if (a.feld == 0) throw std::logic_error("no such field: " + std::string(pfad));
        a.schwere = k.feld(a.feld).schwere;
    }
    a.vorkommen = 1;
    a.lokal = wert_lokal;
    a.azr = wert_azr;
    a.kennung = kennung(static_cast<unsigned>(100 + ergebnis.abweichungen.size()));
    return ergebnis.abweichungen.emplace_back(std::move(a));
}

ErfundenerLauf::ErfundenerLauf() {
    satz_lokal("33-1000", "260804330649");
    satz_lokal("33-1001/2", "");
    satz_lokal("=33-1002", "110203000001");
    satz_lokal("33-1003", "");
    for (const char* nummer : {"260804330649", "150101000017", "110203000001", "990101000005"})
        satz_azr(nummer);

    ergebnis.zuordnungen = {
        {0, 0, ZuordnungArt::nummer, ZuordnungStatus::sicher, false, 31.25,
         "Familienname gleich, Geburtsdatum gleich", kennung(1)},
        {1, 1, ZuordnungArt::merkmale, ZuordnungStatus::klaerfall, false, 4.5, "Familienname ähnlich",
         kennung(2)},
        {2, 2, ZuordnungArt::nummer, ZuordnungStatus::klaerfall, true, -12.5,
         "Familienname widerspricht, Geburtsdatum widerspricht", kennung(3)},
    };
    Abweichung& name =
        abweichung(0, "grundpersonalien", "familienname", "Müller & <Söhne>", "Mueller & <Söhne>");
    name.vorschlag = Vorschlag::azr_berichtigen;
    name.aenderungsart = "04";
    abweichung(0, "grundpersonalien", "geburtsangaben/tagDerGeburt", "1985-07-01", "1985-07");
    Abweichung& staat = abweichung(0, "grundpersonalien", "staatsangehoerigkeit", "475", "");
    staat.nummer = 2;
    staat.art = AbweichungArt::fehlt_im_azr;
    staat.ursache = Ursache::wert_fehlt;
    staat.vorschlag = Vorschlag::azr_ergaenzen;
    staat.aenderungsart = "01";
    Abweichung& duldung = abweichung(0, "duldung", "", "", "03");
    duldung.art = AbweichungArt::fehlt_lokal;
    duldung.ursache = Ursache::vorkommen_fehlt;
    duldung.stand = Stand::historisch;
    duldung.schwere = Schwere::niedrig;
    duldung.vorschlag = Vorschlag::lokal_uebernehmen;
    Abweichung& andere = abweichung(2, "grundpersonalien", "", "", "");
    andere.art = AbweichungArt::fehlzuordnung;
    andere.ursache = Ursache::andere_person;

    ergebnis.nur_lokal = {{3, {}, AlleinGrund::ohne_azr_nummer, Empfehlung::im_azr_suchen, kennung(10)}};
    ergebnis.nur_azr = {
        {3, azr.saetze[3].azr_nummer, AlleinGrund::andere_abh, Empfehlung::keine, kennung(11)}};
    ergebnis.klaerfaelle = {{Frage::selbe_person, 1, 1, "nur_merkmale", 0, kennung(2)}};
    ergebnis.registerabgleich_vorhanden = true;
    const auto nummer = AzrNummer::parse("260804330649").value();
    ergebnis.registerabgleich = {
        {nummer, 0, "", "", "", "beide"},
        {nummer, 0, "grundpersonalien", "AbCdEfG010", "AbCdEfG027", "02"},
        {AzrNummer::parse("990101000005").value(), kein_satz, "", "", "", "nicht_in_A"}};
    ergebnis.nicht_verglichen = {{"suchvermerk", 3}};
    ergebnis.verglichene_felder = 12345;
    ergebnis.gleiche_felder = 12344;
    ergebnis.lauf.behoerde = "146120";
    ergebnis.lauf.stand = "2026-11-22";
    ergebnis.lauf.beginn = "2026-11-23T02:00:00.000Z";
    ergebnis.lauf.ende = "2026-11-23T02:00:01.500Z";
    ergebnis.lauf.azr_umfang = "voll";
    ergebnis.lauf.katalog_version = "26.11";
    ergebnis.lauf.programm_version = "0.1.0";
    ergebnis.lauf.test = true;
    ergebnis.lauf.zeiten = {{"lesen", 0.12345}};
    ergebnis.lauf.dateien = {{"bestand.xml", Seite::lokal, std::string(64, 'a'), 4096, 4, 1, false},
                             {"azr/a.xml", Seite::azr, std::string(64, 'b'), 8192, 4, 0, false}};
    ergebnis.probleme = {
        {ProblemCode::wert_ungueltig, {0, 17, 3}, 9, "'tagDerGeburt': no day of the calendar", false},
        {ProblemCode::datei_leer, {1, 0, 0}, 0, "file is empty", true}};
}

Ausgabe::Ausgabe(const report::Berichtsdaten& daten) {
    static int zaehler = 0;
    m_ordner = std::filesystem::temp_directory_path() /
               ("abgleich-report-test-" + std::to_string(::getpid()) + '-' + std::to_string(++zaehler));
    base::OutputDirectory ordner(m_ordner);
    report::schreibe_berichte(daten, ordner);
    ordner.commit();
}

Ausgabe::~Ausgabe() {
    std::error_code egal;
    std::filesystem::remove_all(m_ordner, egal);
}

std::string Ausgabe::datei(std::string_view name) const {
    return base::read_file((m_ordner / name).string());
}

std::vector<std::string> Ausgabe::zeilen(std::string_view name) const {
    const std::string text = datei(name);
    std::vector<std::string> zeilen;
    for (const std::string_view zeile : base::split(text, '\n')) zeilen.emplace_back(zeile);
    zeilen.erase(zeilen.begin());
    zeilen.pop_back();
    return zeilen;
}

std::vector<std::string> Ausgabe::namen() const {
    std::vector<std::string> namen;
    for (const auto& eintrag : std::filesystem::directory_iterator(m_ordner))
        namen.push_back(eintrag.path().filename().string());
    std::ranges::sort(namen);
    return namen;
}

}  // namespace abgleich::test
