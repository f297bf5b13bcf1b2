// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "nachrichten.hpp"

#include <abgleich/base/error.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace abgleich::muster {

namespace {

constexpr std::string_view liste_anfang = "<abgleichergebnis>";
constexpr std::string_view liste_ende = "</azrNummern>";
constexpr std::string_view pfad_zur_nummer = "azrNummern/abgleichergebnis/azrNummer";
constexpr std::string_view pfad_zu_den_ids = "azrNummern/abgleichergebnis/abgleichMitReferenzID/";

/// Which Sachverhalt of the register stands in 090022, and how many of it.
struct Abgleichart {
    std::string_view sachverhalt;
    std::string_view element;
    std::size_t hoechstens;  ///< the newest come first in a record
};
constexpr std::size_t alle = static_cast<std::size_t>(-1);
constexpr std::array<Abgleichart, 11> abgleicharten = {{
    {"anschrift", "anschrift", 1},
    {"asylstatus", "asylstatus", 1},
    {"aufenthaltserlaubnis", "aufenthaltserlaubnis", alle},
    {"aufenthaltsgestattung", "aufenthaltsgestattung", alle},
    {"aufenthaltsrechtEU", "aufenthaltsrechtEU", alle},
    {"ausweispapier", "ausweispapier", 1},
    {"duldung", "duldung", alle},
    {"grundpersonalien", "grundpersonalien", 1},
    {"meldestatus", "meldestatus", 2},
    {"niederlassungserlaubnis", "niederlassungserlaubnis", alle},
    {"wohnsitzauflageRaeumlicheBeschraenkung", "wohnsitzauflageRaeumlicheBeschraenkung", alle},
}};

const katalog::Wurzel* verlange(const katalog::Katalog& katalog, std::string_view nummer) {
    const katalog::Wurzel* wurzel = katalog.wurzel(nummer);
    if (wurzel == nullptr)
        throw base::ConfigError("schemas: message '" + std::string{nummer} +
                                "' is missing (expected by 'generate')");
    return wurzel;
}

/// A UUID of version 4 in form, made of the message's own stream.
std::string uuid(Zufall z) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string text = "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx";
    for (char& c : text)
        if (c == 'x') c = z.aus(hex);
    return text;
}

/// The register counts the person to us and to those who are here (090022).
bool gehoert_in_liste(const Satz& satz) {
    const auto status = std::find_if(satz.fakten.begin(), satz.fakten.end(), [](const Fakt& f) {
        return f.element == "aktuellerMeldestatus" && !f.fehlt;
    });
    if (status == satz.fakten.end() || satz.aktenfuehrend != unsere_behoerde) return false;
    const std::string_view art = status->wert("meldestatusArt");
    return art == "01" || art == "02" || art == "03" || art == "09";
}

bool aktuell(const Fakt& f) {
    return !f.fehlt && f.element != "historisierterAsylstatus" && f.wert("fruehereAnschrift") != "true";
}

/// `duldungArt@version`, `staatsangehoerigkeit@version[1]`
std::string pfad_der_ausgabe(std::string_view pfad) {
    const std::size_t klammer = std::min(pfad.find('['), pfad.size());
    return std::string{pfad.substr(0, klammer)} + "@version" + std::string{pfad.substr(klammer)};
}

void attribut(std::string& ziel, std::string_view name, std::string_view wert) {
    if (wert.empty()) return;
    ziel += ' ';
    ziel += name;
    ziel += "=\"";
    katalog::maskiere(ziel, wert, true);
    ziel += '"';
}

}  // namespace

Nachrichten::Nachrichten(const katalog::Katalog& katalog, std::uint64_t seed, std::string erstellt)
    : m_katalog(katalog),
      m_seed(seed),
      m_erstellt(std::move(erstellt)),
      m_inhalt(verlange(katalog, "inhalt")),
      m_gesamtauskunft(verlange(katalog, "090004")),
      m_abgleichsdaten(verlange(katalog, "090022")) {}

void Nachrichten::kopf(katalog::Instanz& nachricht, const katalog::Wurzel& art, std::uint64_t nummer) const {
    nachricht.attribut("produkt", "abgleich")
        .attribut("produkthersteller", "abgleich")
        .attribut("test", "true");
    // Every value is set at the element that holds it: a path is searched below that element only.
    struct Angabe {
        katalog::Instanz& element;
        std::string_view pfad, wert;
    };
    katalog::Instanz& nachrichtenkopf = nachricht.kind("nachrichtenkopf.g2g");
    katalog::Instanz& kennzeichen = nachrichtenkopf.kind("identifikation.nachricht");
    katalog::Instanz& leser = nachrichtenkopf.kind("leser");
    katalog::Instanz& autor = nachrichtenkopf.kind("autor");
    katalog::Instanz& kanal = autor.kind("erreichbarkeit");
    katalog::Instanz& gebaeude = nachricht.kind("anschrift.autor").kind("gebaeude");
    const std::string id = uuid(Zufall{m_seed, nummer, Zweck::nachricht});
    const Angabe angaben[] = {
        {kennzeichen, "nachrichtenkopf.g2g/identifikation.nachricht/nachrichtenUUID", id},
        {kennzeichen, "nachrichtenkopf.g2g/identifikation.nachricht/nachrichtentyp", art.nummer},
        {kennzeichen, "nachrichtenkopf.g2g/identifikation.nachricht/nachrichtentyp@version", "19"},
        {kennzeichen, "nachrichtenkopf.g2g/identifikation.nachricht/erstellungszeitpunkt", m_erstellt},
        {leser, "nachrichtenkopf.g2g/leser/verzeichnisdienst", "DVDV"},
        {leser, "nachrichtenkopf.g2g/leser/verzeichnisdienst@version", "3"},
        {leser, "nachrichtenkopf.g2g/leser/kennung", "abh:14612000"},
        {leser, "nachrichtenkopf.g2g/leser/name", "Ausländerbehörde Musterstadt"},
        {autor, "nachrichtenkopf.g2g/autor/verzeichnisdienst", "DVDV"},
        {autor, "nachrichtenkopf.g2g/autor/verzeichnisdienst@version", "3"},
        {autor, "nachrichtenkopf.g2g/autor/kennung", "dbs:490030020000"},
        {autor, "nachrichtenkopf.g2g/autor/name", "Ausländerzentralregister"},
        {kanal, "nachrichtenkopf.g2g/autor/erreichbarkeit/kanal", "01"},
        {kanal, "nachrichtenkopf.g2g/autor/erreichbarkeit/kanal@version", "3"},
        {kanal, "nachrichtenkopf.g2g/autor/erreichbarkeit/kennung", "azr@example.invalid"},
        {gebaeude, "anschrift.autor/gebaeude/hausnummer", "2"},
        {gebaeude, "anschrift.autor/gebaeude/postleitzahl", "50728"},
        {gebaeude, "anschrift.autor/gebaeude/strasse", "Barbarastraße"},
        {gebaeude, "anschrift.autor/gebaeude/wohnort", "Köln"},
    };
    for (const Angabe& angabe : angaben) angabe.element.setze(angabe.pfad, angabe.wert);
}

void Nachrichten::fakten(katalog::Instanz& ziel, const Satz& satz) const {
    if (!satz.aktenfuehrend.empty()) ziel.setze("aktenfuehrendeBehoerde", satz.aktenfuehrend);
    katalog::Instanz* weitere = nullptr;
    for (const Fakt& f : satz.fakten) {
        if (f.fehlt) continue;
        if (f.weitere && weitere == nullptr) weitere = &ziel.kind("weiterePersonalien");
        katalog::Instanz& fakt = (f.weitere ? *weitere : ziel).kind(f.element);
        for (const Wert& w : f.werte) {
            fakt.setze(w.pfad, w.wert);
            if (!w.ausgabe.empty()) fakt.setze(pfad_der_ausgabe(w.pfad), w.ausgabe);
        }
    }
}

void Nachrichten::datensatz(std::string& ziel, katalog::Pfadspeicher& pfade, const Person& person,
                            const Satz& lokal) const {
    ziel += "<datensatz";
    attribut(ziel, "aktenzeichen", person.aktenzeichen);
    attribut(ziel, "azrNummer", lokal.azr_nummer);
    attribut(ziel, "person", person.nummer_in_akte);
    attribut(ziel, "datei", lokal.datei_b ? "B" : "");
    attribut(ziel, "abgang", lokal.abgang);
    attribut(ziel, "abgangsdatum", lokal.abgangsdatum);
    attribut(ziel, "bestritten", lokal.bestritten);
    attribut(ziel, "sperre", lokal.gesperrt ? "true" : "");
    ziel += '>';
    katalog::Entwurf entwurf{m_katalog, *m_inhalt, &pfade};
    fakten(entwurf.wurzel(), lokal);
    entwurf.schreibe(ziel);
    ziel += "</datensatz>\n";
}

void Nachrichten::gesamtauskunft(std::string& ziel, katalog::Pfadspeicher& pfade, const Satz& azr,
                                 std::uint64_t nummer) const {
    katalog::Entwurf entwurf{m_katalog, *m_gesamtauskunft, &pfade};
    katalog::Instanz& nachricht = entwurf.wurzel();
    kopf(nachricht, *m_gesamtauskunft, nummer);
    nachricht.setze("azrNummer", azr.azr_nummer);
    if (!azr.alte_azr_nummer.empty()) nachricht.setze("alteAZRNummerDerAnfrage", azr.alte_azr_nummer);
    fakten(nachricht, azr);
    entwurf.schreibe(ziel);
    ziel += '\n';
}

std::string Nachrichten::leere_abgleichsdaten() const {
    katalog::Entwurf entwurf{m_katalog, *m_abgleichsdaten};
    kopf(entwurf.wurzel(), *m_abgleichsdaten, 0);
    entwurf.wurzel().kind("azrNummern").kind("abgleichergebnis").setze(pfad_zur_nummer, "000000000000");
    std::string text;
    entwurf.schreibe(text);
    return text;
}

std::string Nachrichten::abgleichsdaten_anfang() const {
    const std::string text = leere_abgleichsdaten();
    return text.substr(0, text.find(liste_anfang)) + "\n";
}

std::string Nachrichten::abgleichsdaten_ende() const {
    const std::string text = leere_abgleichsdaten();
    return text.substr(text.find(liste_ende)) + "\n";
}

void Nachrichten::abgleichsdaten(std::string& ziel, katalog::Pfadspeicher& pfade,
                                 std::span<const Satz> azr) const {
    // The list is one message of any length. Pieces of it are composed as a message of their own, of
    // which only the list is kept.
    katalog::Entwurf entwurf{m_katalog, *m_abgleichsdaten, &pfade};
    kopf(entwurf.wurzel(), *m_abgleichsdaten, 0);
    katalog::Instanz& liste = entwurf.wurzel().kind("azrNummern");
    for (const Satz& satz : azr) {
        if (!gehoert_in_liste(satz)) continue;
        katalog::Instanz& zeile = liste.kind("abgleichergebnis");
        zeile.setze(pfad_zur_nummer, satz.azr_nummer);
        katalog::Instanz& ids = zeile.kind("abgleichMitReferenzID");
        for (const Abgleichart& art : abgleicharten) {
            std::size_t nummer = 0;
            for (const Fakt& f : satz.fakten)
                if (f.sachverhalt == art.sachverhalt && nummer < art.hoechstens && aktuell(f))
                    ids.setze(std::string{pfad_zu_den_ids} + std::string{art.element} + "[" +
                                  std::to_string(++nummer) + "]",
                              f.wert("referenz.id"));
        }
    }
    std::string text;
    entwurf.schreibe(text);
    const std::size_t anfang = text.find(liste_anfang);
    if (anfang == text.npos) return;
    text.resize(text.find(liste_ende));
    for (std::size_t ort = anfang; ort < text.size();) {
        const std::size_t naechste = std::min(text.find(liste_anfang, ort + 1), text.size());
        ziel.append(text, ort, naechste - ort);
        ziel += '\n';
        ort = naechste;
    }
}

}  // namespace abgleich::muster
