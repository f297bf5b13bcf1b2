// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "bericht_html.hpp"
#include "darstellung.hpp"
#include "sicht.hpp"
#include "texte.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace abgleich::report {
namespace {

/// Rows to show, those with the smallest rank first, in their order within a rank; at most `hoechstzahl_zeilen`.
template <typename T, typename Rang>
std::vector<const T*> auswahl(const std::vector<T>& alle, std::size_t raenge, Rang rang) {
    std::vector<std::vector<const T*>> stapel(raenge + 1);  // the last one: not shown
    for (const T& eintrag : alle) {
        std::vector<const T*>& ziel = stapel[std::min(rang(eintrag), raenge)];
        if (ziel.size() < hoechstzahl_zeilen) ziel.push_back(&eintrag);
    }
    std::vector<const T*> zeilen;
    for (std::size_t i = 0; i < raenge; ++i) zeilen.insert(zeilen.end(), stapel[i].begin(), stapel[i].end());
    if (zeilen.size() > hoechstzahl_zeilen) zeilen.resize(hoechstzahl_zeilen);
    return zeilen;
}

void klein(std::string& ziel, std::string_view text) {
    if (text.empty()) return;
    ziel += "<small>";
    maskiere(ziel, text);
    ziel += "</small>";
}

void zelle_mit_zusatz(std::string& ziel, std::string_view text, std::string_view zusatz) {
    ziel += "<td>";
    maskiere(ziel, text);
    klein(ziel, zusatz);
    ziel += "</td>";
}

/// Head cell of a row: the local file's name of the person over the register's.
void personenzelle(std::string& ziel, const Sicht& sicht, std::uint32_t lokal, std::uint32_t azr) {
    ziel += "<tr><th scope=\"row\" class=\"nr\">";
    maskiere(ziel, lokal == domain::kein_satz ? "–" : sicht.aktenzeichen(lokal));
    klein(ziel, sicht.azr_nummer(lokal, azr));
    ziel += "</th>";
}

void kennungszelle(std::string& ziel, const domain::Kennung& kennung) {
    ziel += "<td><code>";
    ziel += domain::text(kennung).substr(0, 8);
    ziel += "<wbr>";  // may stand in two lines
    ziel += domain::text(kennung).substr(8);
    ziel += "</code></td></tr>\n";
}

void schwerezelle(std::string& ziel, domain::Schwere schwere) {
    ziel += "<td data-s=\"" + std::to_string(static_cast<int>(schwere)) + "\"><span class=\"s s-";
    ziel += name(schwere);
    ziel += "\">";
    ziel += text(schwere);
    ziel += "</span></td>";
}

void angabezelle(std::string& ziel, const Sicht& sicht, const domain::Abweichung& a) {
    const katalog::Sachverhalt& s = sicht.katalog().sachverhalt(a.sachverhalt);
    std::string angabe = a.feld == 0 ? "Gesamte Eintragung" : sicht.katalog().feld(a.feld).text;
    if (a.nummer > 0) angabe += ", " + std::to_string(a.nummer) + ". Angabe";
    std::string zusatz = s.text_ein.empty() ? s.name : s.text_ein;
    if (a.vorkommen > 1) zusatz += ", " + std::to_string(a.vorkommen) + ". Eintragung";
    if (a.stand != domain::Stand::offen) (zusatz += ", ") += text(a.stand);
    zelle_mit_zusatz(ziel, angabe, zusatz);
}

/// One value of a finding for a reader.
std::string wert_der_seite(const Sicht& sicht, const domain::Abweichung& a, const std::string& wert) {
    if (wert.empty() || sicht.gesperrt(sicht.zuordnung(a))) return std::string(sicht.maskiert(a, wert));
    if (a.ursache == domain::Ursache::paarung_offen)  // the value is a number of occurrences
        return wert + (wert == "1" ? " Eintragung" : " Eintragungen");
    if (a.ursache == domain::Ursache::formwechsel) return wert;  // several leaves in one text
    const katalog::Katalog& k = sicht.katalog();
    if (a.feld != 0) return wert_text(k, k.feld(a.feld), wert);
    // A whole occurrence is named by its main field, or by another leaf where it lacks that.
    const katalog::Sachverhalt& s = k.sachverhalt(a.sachverhalt);
    const katalog::Feld& haupt = k.feld(k.find_feld(s.name, s.hauptfeld));
    const bool passt = haupt.codeliste.empty() || k.codelisten().text(haupt.codeliste, wert) != nullptr;
    return passt ? wert_text(k, haupt, wert) : datum_text(wert);
}

/// Both values side by side, the difference marked; where one side has none, it says so.
void wertzellen(std::string& ziel, const Sicht& sicht, const domain::Abweichung& a) {
    using domain::AbweichungArt;
    using katalog::Vergleich;
    const katalog::Feld& feld = sicht.katalog().feld(a.feld);
    const bool ist_datum =
        a.feld != 0 && (feld.vergleich == Vergleich::datum || feld.vergleich == Vergleich::teildatum);
    const bool ist_code = a.feld != 0 && !feld.codeliste.empty();
    const auto zelle_mit_wert = [&](const std::string& wert, const std::string& anderer,
                                    AbweichungArt fehlt) {
        ziel += "<td class=\"wert\">";
        if (wert.empty()) {
            ziel += "<span class=\"leer\">";
            ziel += a.art == fehlt                               ? "nicht vorhanden"
                    : a.art == AbweichungArt::nicht_vergleichbar ? "–"
                                                                 : "ohne Angabe";
            ziel += "</span>";
        } else {
            ziel += "<bdi>";
            if (anderer.empty() || wert == anderer)
                maskiere(ziel, wert);
            else if (ist_datum)
                datum_mit_markierung(ziel, wert, anderer);
            else  // texts of two codes have letters in common by chance only
                mit_markierung(ziel, wert, anderer, ist_code);
            ziel += "</bdi>";
        }
        ziel += "</td>";
    };
    const std::string lokal = wert_der_seite(sicht, a, a.lokal);
    const std::string azr = wert_der_seite(sicht, a, a.azr);
    zelle_mit_wert(lokal, azr, AbweichungArt::fehlt_lokal);
    zelle_mit_wert(azr, lokal, AbweichungArt::fehlt_im_azr);
}

void abweichungszeile(std::string& ziel, const Sicht& sicht, const domain::Abweichung& a) {
    using domain::Vorschlag;
    const domain::Zuordnung& z = sicht.zuordnung(a);
    personenzelle(ziel, sicht, z.lokal, z.azr);
    schwerezelle(ziel, a.schwere);
    angabezelle(ziel, sicht, a);
    wertzellen(ziel, sicht, a);
    zelle_mit_zusatz(ziel, text(a.art),
                     text(a.ursache) == text(a.art) ? std::string_view() : text(a.ursache));
    std::string zusatz(text(a.zustaendig));
    const std::string& recht = sicht.katalog().sachverhalt(a.sachverhalt).aenderung;
    if ((a.vorschlag == Vorschlag::azr_berichtigen || a.vorschlag == Vorschlag::azr_ergaenzen) &&
        !recht.empty())
        zusatz += ", " + recht;
    zelle_mit_zusatz(ziel, text(a.vorschlag), zusatz);
    kennungszelle(ziel, a.kennung);
}

void alleinstehende(std::string& ziel, const Sicht& sicht, domain::Seite seite) {
    const bool lokal = seite == domain::Seite::lokal;
    const auto& liste = lokal ? sicht.ergebnis().nur_lokal : sicht.ergebnis().nur_azr;
    std::map<domain::AlleinGrund, std::uint64_t> gruende;
    for (const domain::Alleinstehend& a : liste) ++gruende[a.grund];
    constexpr std::array<Spalte, 2> spalten_gruende{{{"Grund"}, {"Personen", true}}};
    tabelle_anfang(ziel, "Nach Grund", spalten_gruende, false);
    for (const auto& [grund, anzahl] : gruende) {
        ziel += "<tr><th scope=\"row\">";
        maskiere(ziel, text(grund));
        ziel += "</th>";
        zahlzelle(ziel, anzahl);
        ziel += "</tr>\n";
    }
    tabelle_ende(ziel);
    const auto zeilen = auswahl(liste, 2, [](const auto& a) {
        return a.empfehlung == domain::Empfehlung::keine ? std::size_t{1} : std::size_t{0};
    });
    hinweis_auf_rest(ziel, liste.size(), lokal ? "nur-lokal.csv" : "nur-azr.csv");
    constexpr std::array<Spalte, 5> spalten{
        {{"Aktenzeichen"}, {"AZR-Nummer"}, {"Grund"}, {"Empfehlung"}, {"Kennung"}}};
    tabelle_anfang(ziel, lokal ? "Personen nur in der Ausländerdatei" : "Personen nur im AZR",
                   std::span(spalten).subspan(lokal ? 0 : 1), true);
    for (const domain::Alleinstehend* a : zeilen) {
        const std::string nummer = a->azr_nummer.leer() ? "–" : a->azr_nummer.text();
        ziel += "<tr><th scope=\"row\" class=\"nr\">";
        maskiere(ziel, lokal ? sicht.aktenzeichen(a->satz) : std::string_view(nummer));
        ziel += "</th>";
        if (lokal) ziel += "<td class=\"nr\">" + nummer + "</td>";
        zelle(ziel, text(a->grund));
        zelle(ziel, text(a->empfehlung));
        kennungszelle(ziel, a->kennung);
    }
    tabelle_ende(ziel);
}

}  // namespace

void fehlzuordnungen(std::string& ziel, const Sicht& sicht) {
    std::vector<const domain::Zuordnung*> liste;
    for (const domain::Zuordnung& z : sicht.ergebnis().zuordnungen)
        if (z.fehlzuordnung) liste.push_back(&z);
    // The less the two persons have in common, the surer is the fault.
    std::ranges::stable_sort(liste, {}, [](const auto* z) { return z->bewertung; });
    abschnitt(ziel, "fehlzuordnungen", "Fehlzuordnungen");
    if (liste.empty()) {
        absatz(ziel, "Keine Fehlzuordnungen.");
    } else {
        absatz(ziel, "Beide Seiten führen dieselbe AZR-Nummer, die Personalien gehören aber zu verschiedenen "
                     "Personen.");
        hinweis_auf_rest(ziel, liste.size(), "zuordnungen.csv");
        constexpr std::array<Spalte, 4> spalten{
            {{"Aktenzeichen, AZR-Nummer"}, {"Begründung"}, {"Bewertung (Bit)", true}, {"Kennung"}}};
        tabelle_anfang(ziel, "Fehlzuordnungen, deutlichste zuerst", spalten, true);
        if (liste.size() > hoechstzahl_zeilen) liste.resize(hoechstzahl_zeilen);
        for (const domain::Zuordnung* z : liste) {
            personenzelle(ziel, sicht, z->lokal, z->azr);
            zelle(ziel, z->begruendung);
            ziel += "<td class=\"z\">" + kommazahl(z->bewertung) + "</td>";
            kennungszelle(ziel, z->kennung);
        }
        tabelle_ende(ziel);
    }
    ziel += "</section>\n";
}

void klaerfaelle(std::string& ziel, const Sicht& sicht) {
    const auto& liste = sicht.ergebnis().klaerfaelle;
    abschnitt(ziel, "klaerfaelle", "Klärfälle");
    if (liste.empty()) {
        absatz(ziel, "Keine Klärfälle.");
    } else {
        absatz(ziel,
               "Hier entscheidet ein Mensch: Die Angaben reichen für eine sichere Zuordnung nicht aus.");
        hinweis_auf_rest(ziel, liste.size(), "klaerfaelle.csv");
        const auto rang = [](const domain::Klaerfall& k) {
            return k.grund == "fehlzuordnung" ? std::size_t{0} : 1 + static_cast<std::size_t>(k.frage);
        };
        constexpr std::array<Spalte, 4> spalten{
            {{"Aktenzeichen, AZR-Nummer"}, {"Frage"}, {"Grund"}, {"Kennung"}}};
        tabelle_anfang(ziel, "Klärfälle nach Frage", spalten, true);
        for (const domain::Klaerfall* k : auswahl(liste, 4, rang)) {
            personenzelle(ziel, sicht, k->lokal, k->azr);
            zelle(ziel, text(k->frage));
            const katalog::Sachverhalt* s = sicht.katalog().find_sachverhalt(k->grund);
            zelle(ziel, s == nullptr ? klaergrund_text(k->grund) : std::string_view(s->text_mehr));
            kennungszelle(ziel, k->kennung);
        }
        tabelle_ende(ziel);
    }
    ziel += "</section>\n";
}

void abweichungen(std::string& ziel, const Sicht& sicht) {
    // Fehlzuordnungen have their own table.
    std::uint64_t anzahl = 0;
    const auto zeilen = auswahl(sicht.ergebnis().abweichungen, 6, [&anzahl](const domain::Abweichung& a) {
        if (a.art == domain::AbweichungArt::fehlzuordnung) return std::size_t{6};
        ++anzahl;
        // Of equal gravity, what leaves nothing to do (a lawful absence) comes last.
        return 2 * (2 - static_cast<std::size_t>(a.schwere)) +
               (a.vorschlag == domain::Vorschlag::keiner ? 1 : 0);
    });
    abschnitt(ziel, "abweichungen", "Abweichungen");
    if (zeilen.empty()) {
        absatz(ziel, "Keine Abweichungen.");
    } else {
        hinweis_auf_rest(ziel, anzahl, "abweichungen.csv");
        constexpr std::array<Spalte, 8> spalten{{{"Aktenzeichen, AZR-Nummer"},
                                                 {"Schwere"},
                                                 {"Angabe"},
                                                 {"Ausländerdatei A"},
                                                 {"AZR"},
                                                 {"Befund"},
                                                 {"Vorschlag"},
                                                 {"Kennung"}}};
        tabelle_anfang(ziel, "Abweichungen, schwerste zuerst; Unterschiede sind hervorgehoben", spalten,
                       true);
        for (const domain::Abweichung* a : zeilen) abweichungszeile(ziel, sicht, *a);
        tabelle_ende(ziel);
    }
    ziel += "</section>\n";
}

void nur_lokal(std::string& ziel, const Sicht& sicht) {
    abschnitt(ziel, "nur-lokal", "Nur in der Ausländerdatei");
    if (sicht.ergebnis().nur_lokal.empty())
        absatz(ziel, "Keine Personen nur in der Ausländerdatei.");
    else
        alleinstehende(ziel, sicht, domain::Seite::lokal);
    ziel += "</section>\n";
}

void nur_azr(std::string& ziel, const Sicht& sicht) {
    abschnitt(ziel, "nur-azr", "Nur im AZR");
    if (sicht.ergebnis().nur_azr.empty())
        absatz(ziel, "Keine Personen nur im AZR.");
    else
        alleinstehende(ziel, sicht, domain::Seite::azr);
    ziel += "</section>\n";
}

void eingabefehler(std::string& ziel, const Sicht& sicht) {
    // Places depend on the order of the input; they stand in fehler.csv, here only counts per file and code.
    std::map<std::pair<std::string_view, domain::ProblemCode>, std::uint64_t> gruppen;
    for (const domain::Problem& p : sicht.ergebnis().probleme) ++gruppen[{sicht.datei(p.herkunft), p.code}];
    abschnitt(ziel, "eingabe", "Beanstandete Eingaben");
    if (gruppen.empty()) {
        absatz(ziel, "Keine Beanstandungen.");
    } else {
        absatz(ziel, menge(sicht.ergebnis().probleme.size(), "Beanstandung", "Beanstandungen") +
                         "; Zeile und Spalte stehen in fehler.csv. Was nicht gelesen werden konnte, gilt "
                         "nicht als fehlend.");
        hinweis_auf_rest(ziel, gruppen.size(), "fehler.csv");
        constexpr std::array<Spalte, 4> spalten{{{"Datei"}, {"Beanstandung"}, {"Abhilfe"}, {"Anzahl", true}}};
        tabelle_anfang(ziel, "Beanstandungen nach Datei und Art", spalten, true);
        std::size_t zeilen = 0;
        for (const auto& [gruppe, anzahl] : gruppen) {
            if (++zeilen > hoechstzahl_zeilen) break;
            ziel += "<tr><th scope=\"row\">";
            maskiere(ziel, gruppe.first);
            ziel += "</th>";
            zelle(ziel, fehlertext(gruppe.second).was);
            zelle(ziel, fehlertext(gruppe.second).abhilfe);
            zahlzelle(ziel, anzahl);
            ziel += "</tr>\n";
        }
        tabelle_ende(ziel);
    }
    ziel += "</section>\n";
}

}  // namespace abgleich::report
