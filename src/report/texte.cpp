// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "texte.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace abgleich::report {
namespace {

template <std::size_t n>
using Texte = std::array<std::string_view, n>;

template <std::size_t n, typename Wert>
std::string_view aus(const Texte<n>& texte, Wert wert) {
    return texte.at(static_cast<std::size_t>(wert));
}

// Each table in the order of its enumeration.
constexpr Texte<3> zuordnung_art{"AZR-Nummer", "Personenmerkmale", "Entscheidung"};
constexpr Texte<13> allein_grund{"Ohne AZR-Nummer; im AZR keine übereinstimmende Person gefunden",
                                 "AZR-Nummer nicht in den Registerabgleichsdaten des AZR",
                                 "Inhalt im AZR nicht abgerufen",
                                 "AZR-Nummer im vollständig übergebenen Bestand des AZR nicht vorhanden",
                                 "Die AZR-Nummer in der Ausländerdatei ist keine gültige Nummer",
                                 "In der Ausländerdatei als Abgang geführt",
                                 "In der Ausländerdatei B geführt",
                                 "Datensatz der Gegenseite nicht lesbar",
                                 "Gegenseite nicht vollständig lesbar; der Datensatz kann darunter sein",
                                 "AZR-Nummer in der Ausländerdatei A nicht vorhanden",
                                 "Nur die AZR-Nummer ist bekannt; in der Ausländerdatei A nicht vorhanden",
                                 "Akte wird bei einer anderen Ausländerbehörde geführt",
                                 "Im AZR als verstorben oder fortgezogen geführt"};
constexpr Texte<6> empfehlung{"Nichts zu veranlassen", "Eingabe berichtigen und Lauf wiederholen",
                              "Person im AZR suchen",  "Inhalt im AZR abrufen",
                              "Zuständigkeit klären",  "Akte prüfen"};
constexpr Texte<6> abweichung_art{"Fehlt im AZR",  "Fehlt in der Ausländerdatei",
                                  "Abweichend",    "Schreibweise",
                                  "Fehlzuordnung", "Nicht vergleichbar"};
constexpr Texte<3> schwere{"niedrig", "mittel", "hoch"};
constexpr Texte<3> zustaendig{"Eigene Behörde", "Andere Stelle", "Registerbehörde"};
constexpr Texte<6> vorschlag{"Kein Vorschlag",
                             "Prüfen",
                             "AZR berichtigen",
                             "AZR ergänzen",
                             "In die Ausländerdatei übernehmen",
                             "Hinweis an die zuständige Stelle"};
constexpr Texte<13> ursache{"Unterschied ohne bekannte Ursache",
                            "Andere Schreibweise",
                            "Verkürzte Angabe",
                            "Gleichwertige Angabe",
                            "Angabe fehlt auf einer Seite",
                            "Sachverhalt fehlt auf einer Seite",
                            "Rechtmäßig nicht vorhanden",
                            "Kürzlich geändert",
                            "Bestritten (§ 17 AZRG-DV)",
                            "Angabe nicht lesbar",
                            "Andere Person",
                            "Zusammengehörigkeit der Eintragungen offen",
                            "Andere Form der Angabe"};
constexpr Texte<3> frage{"Handelt es sich um dieselbe Person?", "Welche AZR-Nummer gilt?",
                         "Welche Eintragungen gehören zusammen?"};
constexpr Texte<3> stand{"", "aktuell", "historisch"};

constexpr std::array<Fehlertext, static_cast<std::size_t>(domain::ProblemCode::anzahl_)> fehlertexte{{
    {"Datei ist kein wohlgeformtes XML oder vorzeitig zu Ende",
     "Datei erneut ausgeben und vollständig übertragen"},
    {"Datei enthält eine DTD oder Entitäten", "DTD und Entitäten entfernen"},
    {"Fassung des Standards ist nicht eingerichtet",
     "Fassung einrichten oder Nachrichten einer eingerichteten Fassung anfordern"},
    {"Wurzelelement ist weder Nachricht noch Sammlung noch Bestand", "Richtige Datei übergeben"},
    {"Element an dieser Stelle nicht erlaubt", "Datensatz mit dem Schema vergleichen"},
    {"Erforderliches Element fehlt", "Element ergänzen lassen"},
    {"Attribut nicht erlaubt", "Attribut entfernen oder richtig benennen"},
    {"Erforderliches Attribut fehlt", "Attribut ergänzen lassen"},
    {"Wert entspricht nicht seinem Datentyp", "Wert an der Quelle berichtigen"},
    {"Schlüssel steht nicht in der Codeliste", "Schlüssel berichtigen oder Ausgabe der Codeliste einrichten"},
    {"Text zwischen Elementen", "Text entfernen"},
    {"Wert ist zu lang", "Wert kürzen"},
    {"Elemente sind zu tief geschachtelt", "Entstehung der Datei prüfen"},
    {"AZR-Nummer ist ungültig", "AZR-Nummer berichtigen"},
    {"Schlüssel eines Datensatzes kommt mit verschiedenem Inhalt mehrfach vor",
     "Nur den gültigen Datensatz übergeben"},
    {"Testkennzeichen passt nicht zur Betriebsart", "Testnachrichten und Echtnachrichten trennen"},
    {"Datei ist leer", "Datei erneut ausgeben"},
    {"Verzeichnis enthält keine Nachrichten", "Angegebenes Verzeichnis prüfen"},
    {"Datei kann nicht gelesen werden", "Vorhandensein und Leserecht prüfen"},
    {"Nachricht wird für den Abgleich nicht benötigt", "Nichts zu veranlassen"},
    {"Ausgabe einer Codeliste ist nicht eingerichtet",
     "Ausgabe einrichten, damit Schlüssel geprüft und erläutert werden"},
    {"Datensatz ohne Aktenzeichen", "Aktenzeichen ergänzen"},
}};

// Words that `match` and `compare` write as such.
constexpr std::array<std::pair<std::string_view, std::string_view>, 18> feste_texte{{
    {"beide", "Auf beiden Seiten vorhanden"},
    {"nicht_in_A", "Nur im AZR"},
    {"nicht_in_Abgleichsdaten", "Nur in der Ausländerdatei A"},
    {"nicht_feststellbar", "Nicht feststellbar, Eingabe unvollständig"},
    {"01", "Referenz-ID stimmt überein"},
    {"02", "Referenz-ID weicht ab"},
    {"03", "Nur im AZR"},
    {"04", "Auf beiden Seiten, in der Ausländerdatei A ohne Referenz-ID"},
    {"05", "Nur in der Ausländerdatei A"},
    {"06", "Im Fachverfahren nicht vorgesehen"},
    {"voll", "Vollständige Übergabe der AZR-Datensätze"},
    {"auszug", "Auszug: Antworten auf einzelne Abrufe"},
    {"fehlzuordnung", "Gleiche AZR-Nummer, aber verschiedene Personen"},
    {"nummer_mehrfach_in_datei_a", "AZR-Nummer steht in mehreren Datensätzen der Ausländerdatei A"},
    {"identitaet_widerspruechlich", "Gleiche AZR-Nummer, aber widersprüchliche Personalien"},
    {"andere_nummer_bei_gleichen_merkmalen", "Gleiche Merkmale, aber verschiedene AZR-Nummern"},
    {"nur_merkmale", "Nur durch Merkmale gefunden"},
    {"mehrere_kandidaten", "Mehrere Personen kommen in Betracht"},
}};

std::string_view fester_text(std::string_view name) {
    for (const auto& [schluessel, wert] : feste_texte)
        if (schluessel == name) return wert;
    return name;
}

}  // namespace

std::string_view text(domain::ZuordnungArt wert) { return aus(zuordnung_art, wert); }
std::string_view text(domain::AlleinGrund wert) { return aus(allein_grund, wert); }
std::string_view text(domain::Empfehlung wert) { return aus(empfehlung, wert); }
std::string_view text(domain::AbweichungArt wert) { return aus(abweichung_art, wert); }
std::string_view text(domain::Schwere wert) { return aus(schwere, wert); }
std::string_view text(domain::Zustaendig wert) { return aus(zustaendig, wert); }
std::string_view text(domain::Vorschlag wert) { return aus(vorschlag, wert); }
std::string_view text(domain::Ursache wert) { return aus(ursache, wert); }
std::string_view text(domain::Frage wert) { return aus(frage, wert); }
std::string_view text(domain::Stand wert) { return aus(stand, wert); }

const Fehlertext& fehlertext(domain::ProblemCode code) {
    return fehlertexte.at(static_cast<std::size_t>(code));
}

std::string_view registerabgleich_text(std::string_view ergebnis) { return fester_text(ergebnis); }
std::string_view umfang_text(std::string_view umfang) { return fester_text(umfang); }

std::string_view klaergrund_text(std::string_view grund) { return fester_text(grund); }

std::string element_text(std::string_view name) {
    std::string ziel;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool gross = name[i] >= 'A' && name[i] <= 'Z';
        const bool klein_davor = i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
        if (gross && klein_davor) ziel += ' ';
        ziel += i == 0 && name[i] >= 'a' && name[i] <= 'z' ? static_cast<char>(name[i] - 'a' + 'A') : name[i];
    }
    return ziel;
}

std::string zahl(std::uint64_t anzahl) {
    const std::string ziffern = std::to_string(anzahl);
    std::string ziel;
    for (std::size_t i = 0; i < ziffern.size(); ++i) {
        if (i > 0 && (ziffern.size() - i) % 3 == 0) ziel += "\u202F";
        ziel += ziffern[i];
    }
    return ziel;
}

std::string menge(std::uint64_t anzahl, std::string_view einzahl, std::string_view mehrzahl) {
    std::string ziel = zahl(anzahl) + ' ';
    return ziel += anzahl == 1 ? einzahl : mehrzahl;
}

}  // namespace abgleich::report
