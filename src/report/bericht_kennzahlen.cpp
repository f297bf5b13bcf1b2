// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "bericht_html.hpp"
#include "darstellung.hpp"
#include "sicht.hpp"
#include "texte.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace abgleich::report {
namespace {

using Zahlen = std::vector<std::uint64_t>;

std::uint64_t summe(const Zahlen& zahlen) {
    return std::accumulate(zahlen.begin(), zahlen.end(), std::uint64_t{0});
}

/// A table of counts: a row per kind, columns by a second feature, the sum and a bar.
struct Verteilung {
    std::string titel;
    std::string zeilenkopf;
    std::vector<std::string> spalten;  ///< may be none: then each row has one number, its sum
    struct Zeile {
        std::string name;
        Zahlen zahlen;
    };
    std::vector<Zeile> zeilen;
    bool nach_groesse = true;  ///< largest first; else in the order given
};

void summenzeile(std::string& ziel, const Verteilung& v) {
    ziel += "</tbody>\n<tfoot><tr><th scope=\"row\">Summe</th>";
    for (std::size_t i = 0; i < v.spalten.size(); ++i) {
        std::uint64_t spalte = 0;
        for (const Verteilung::Zeile& zeile : v.zeilen) spalte += zeile.zahlen[i];
        zahlzelle(ziel, spalte);
    }
    std::uint64_t gesamt = 0;
    for (const Verteilung::Zeile& zeile : v.zeilen) gesamt += summe(zeile.zahlen);
    zahlzelle(ziel, gesamt);
    ziel += "<td></td></tr></tfoot>\n</table>\n</div>\n";
}

void schreibe(std::string& ziel, Verteilung v) {
    std::erase_if(v.zeilen, [](const auto& zeile) { return summe(zeile.zahlen) == 0; });
    if (v.nach_groesse)
        std::ranges::stable_sort(v.zeilen, std::ranges::greater(),
                                 [](const auto& z) { return summe(z.zahlen); });
    std::uint64_t gesamt = 0;
    for (const Verteilung::Zeile& zeile : v.zeilen) gesamt += summe(zeile.zahlen);

    std::vector<Spalte> koepfe{{v.zeilenkopf}};
    for (const std::string& spalte : v.spalten) koepfe.push_back({spalte, true});
    koepfe.push_back({"gesamt", true});
    koepfe.push_back({"Anteil"});
    tabelle_anfang(ziel, v.titel, koepfe, false);
    for (const Verteilung::Zeile& zeile : v.zeilen) {
        ziel += "<tr><th scope=\"row\">";
        maskiere(ziel, zeile.name);
        ziel += "</th>";
        for (std::size_t i = 0; i < v.spalten.size(); ++i) zahlzelle(ziel, zeile.zahlen[i]);
        zahlzelle(ziel, summe(zeile.zahlen));
        const std::uint64_t breite = std::max<std::uint64_t>(1, summe(zeile.zahlen) * 100 / gesamt);
        ziel += "<td class=\"balken\"><i aria-hidden=\"true\" style=\"--a:" + std::to_string(breite) +
                "%\"></i></td></tr>\n";
    }
    summenzeile(ziel, v);
}

void kachel(std::string& ziel, std::string_view wert, std::string_view text, bool ernst = false) {
    ziel += ernst ? "<li class=\"ernst\"><b>" : "<li><b>";
    maskiere(ziel, wert);
    ziel += "</b><span>";
    maskiere(ziel, text);
    ziel += "</span></li>\n";
}

void kachel(std::string& ziel, std::uint64_t anzahl, std::string_view einzahl, std::string_view mehrzahl,
            bool ernst = false) {
    kachel(ziel, zahl(anzahl), anzahl == 1 ? einzahl : mehrzahl, ernst && anzahl > 0);
}

std::uint64_t saetze(const domain::Bestand& bestand) {
    return static_cast<std::uint64_t>(
        std::ranges::count_if(bestand.saetze, [](const auto& s) { return s.im_bestand; }));
}

void kacheln(std::string& ziel, const Sicht& sicht) {
    const domain::Ergebnis& e = sicht.ergebnis();
    const auto zuordnungen = [&e](auto bedingung) {
        return static_cast<std::uint64_t>(std::ranges::count_if(e.zuordnungen, bedingung));
    };
    const std::uint64_t fehl = zuordnungen([](const auto& z) { return z.fehlzuordnung; });
    const std::uint64_t sicher = zuordnungen(
        [](const auto& z) { return !z.fehlzuordnung && z.status == domain::ZuordnungStatus::sicher; });
    std::uint64_t verworfen = 0;
    for (const auto& datei : e.lauf.dateien) verworfen += datei.verworfen;
    ziel += "<ul class=\"kacheln\">\n";
    kachel(ziel, saetze(sicht.lokal()), "Datensatz der Ausländerdatei", "Datensätze der Ausländerdatei");
    kachel(ziel, saetze(sicht.azr()), "Datensatz des AZR", "Datensätze des AZR");
    kachel(ziel, sicher, "sichere Zuordnung", "sichere Zuordnungen");
    kachel(ziel, anteil_text(e.gleiche_felder, e.verglichene_felder),
           "Übereinstimmung der verglichenen Angaben");
    kachel(ziel, fehl, "Fehlzuordnung", "Fehlzuordnungen", true);
    kachel(ziel, e.klaerfaelle.size(), "Klärfall", "Klärfälle", true);
    const auto abweichend = std::ranges::count_if(
        e.abweichungen, [](const auto& a) { return a.art != domain::AbweichungArt::fehlzuordnung; });
    kachel(ziel, static_cast<std::uint64_t>(abweichend), "Abweichung", "Abweichungen");
    kachel(ziel, e.nur_lokal.size(), "Person nur in der Ausländerdatei",
           "Personen nur in der Ausländerdatei");
    kachel(ziel, e.nur_azr.size(), "Person nur im AZR", "Personen nur im AZR");
    kachel(ziel, verworfen, "verworfener Datensatz", "verworfene Datensätze", true);
    ziel += "</ul>\n";
}

/// Counts the findings shown as Abweichungen by two features.
template <typename Zeile, typename Spaltenwahl>
void zaehle(const domain::Ergebnis& e, Verteilung& v, Zeile zeile, Spaltenwahl spalte) {
    for (Verteilung::Zeile& z : v.zeilen) z.zahlen.resize(v.spalten.size());
    for (const domain::Abweichung& a : e.abweichungen)
        if (a.art != domain::AbweichungArt::fehlzuordnung)
            ++v.zeilen[static_cast<std::size_t>(zeile(a))].zahlen[static_cast<std::size_t>(spalte(a))];
}

std::size_t absteigend(domain::Schwere s) { return 2 - static_cast<std::size_t>(s); }

std::string sachverhalt_name(const katalog::Sachverhalt& s) {
    return s.katalogisiert || s.name == "datensatz" ? s.text_mehr : element_text(s.name);
}

}  // namespace

void kennzahlen(std::string& ziel, const Sicht& sicht) {
    const domain::Ergebnis& e = sicht.ergebnis();
    ziel += "<section aria-label=\"Kennzahlen\">\n";
    kacheln(ziel, sicht);
    if (e.verglichene_felder == 0) {
        absatz(ziel, "Es wurden keine Angaben verglichen.");
    } else {
        absatz(ziel, zahl(e.gleiche_felder) + " von " +
                         menge(e.verglichene_felder, "verglichenen Angabe", "verglichenen Angaben") +
                         (e.gleiche_felder == 1 ? " stimmt überein." : " stimmen überein."));
        const std::string breite = std::to_string(e.gleiche_felder * 100 / e.verglichene_felder);
        ziel += "<div class=\"spur\" aria-hidden=\"true\"><i style=\"width:" + breite + "%\"></i></div>\n";
    }
    ziel += "</section>\n";
}

void verteilungen(std::string& ziel, const Sicht& sicht) {
    const domain::Ergebnis& e = sicht.ergebnis();
    const std::vector<std::string> schweren{"hoch", "mittel", "niedrig"};
    const auto nach_schwere = [](const auto& a) { return absteigend(a.schwere); };
    abschnitt(ziel, "verteilung", "Verteilung der Abweichungen");
    if (std::ranges::all_of(e.abweichungen,
                            [](const auto& a) { return a.art == domain::AbweichungArt::fehlzuordnung; })) {
        absatz(ziel, "Keine Abweichungen.");
        ziel += "</section>\n";
        return;
    }
    ziel += "<div class=\"nebeneinander\">\n";
    Verteilung sachverhalte{"Nach Sachverhalt", "Sachverhalt", schweren, {}};
    for (const auto& s : sicht.katalog().sachverhalte())
        sachverhalte.zeilen.push_back({sachverhalt_name(s), {}});
    zaehle(
        e, sachverhalte, [](const auto& a) { return a.sachverhalt; }, nach_schwere);
    schreibe(ziel, std::move(sachverhalte));

    Verteilung ursachen{"Nach Ursache", "Ursache", schweren, {}};
    for (std::size_t i = 0; i <= static_cast<std::size_t>(domain::Ursache::formwechsel); ++i)
        ursachen.zeilen.push_back({std::string(text(static_cast<domain::Ursache>(i))), {}});
    zaehle(
        e, ursachen, [](const auto& a) { return a.ursache; }, nach_schwere);
    schreibe(ziel, std::move(ursachen));

    Verteilung zustaendige{"Nach Schwere", "Schwere", {}, {}};
    for (std::size_t i = 0; i < 3; ++i)
        zustaendige.spalten.emplace_back(text(static_cast<domain::Zustaendig>(i)));
    for (const std::string& schwere : schweren) zustaendige.zeilen.push_back({schwere, {}});
    zustaendige.nach_groesse = false;
    zaehle(e, zustaendige, nach_schwere, [](const auto& a) { return a.zustaendig; });
    schreibe(ziel, std::move(zustaendige));
    ziel += "</div>\n</section>\n";
}

void registerabgleich(std::string& ziel, const Sicht& sicht) {
    constexpr std::array<std::string_view, 4> nummern{"beide", "nicht_in_A", "nicht_in_Abgleichsdaten",
                                                      "nicht_feststellbar"};
    constexpr std::array<std::string_view, 6> codes{"01", "02", "03", "04", "05", "06"};
    Verteilung zahlen{"AZR-Nummern", "Ergebnis", {}, {}};
    Verteilung entitaeten{"Eintragungen nach Referenz-ID", "Sachverhalt", {}, {}};
    for (const auto name : nummern) zahlen.zeilen.push_back({std::string(registerabgleich_text(name)), {0}});
    for (const auto code : codes) entitaeten.spalten.emplace_back(registerabgleich_text(code));
    std::map<std::string_view, std::size_t> zeile;  // element of 090022 -> row
    for (const domain::RegisterabgleichZeile& r : sicht.ergebnis().registerabgleich) {
        if (r.entitaet.empty()) {
            const auto ort = std::ranges::find(nummern, r.ergebnis);
            if (ort != nummern.end())
                ++zahlen.zeilen[static_cast<std::size_t>(ort - nummern.begin())].zahlen[0];
            continue;
        }
        const auto [eintrag, neu] = zeile.emplace(r.entitaet, entitaeten.zeilen.size());
        if (neu) {
            const auto s = std::ranges::find(sicht.katalog().sachverhalte(), r.entitaet,
                                             &katalog::Sachverhalt::abgleich_element);
            const bool bekannt = s != sicht.katalog().sachverhalte().end();
            entitaeten.zeilen.push_back(
                {bekannt ? sachverhalt_name(*s) : element_text(r.entitaet), Zahlen(codes.size())});
        }
        const auto ort = std::ranges::find(codes, r.ergebnis);
        if (ort != codes.end())
            ++entitaeten.zeilen[eintrag->second].zahlen[static_cast<std::size_t>(ort - codes.begin())];
    }
    abschnitt(ziel, "registerabgleich", "Registerabgleich");
    absatz(ziel, "Vergleich der AZR-Nummern und Referenz-IDs mit den Registerabgleichsdaten des AZR. "
                 "Einzelheiten in registerabgleich.csv.");
    ziel += "<div class=\"nebeneinander\">\n";
    schreibe(ziel, std::move(zahlen));
    if (!entitaeten.zeilen.empty()) schreibe(ziel, std::move(entitaeten));
    ziel += "</div>\n</section>\n";
}

void nicht_verglichen(std::string& ziel, const Sicht& sicht) {
    abschnitt(ziel, "nicht-verglichen", "Nicht verglichene Sachverhalte");
    if (sicht.ergebnis().nicht_verglichen.empty()) {
        absatz(ziel, "Alle vorkommenden Sachverhalte wurden verglichen.");
    } else {
        absatz(ziel,
               "Gelesen, aber nicht verglichen: Der Katalog beschreibt sie nicht, die Ausländerdatei "
               "führt sie in keinem Datensatz, oder ihr Vergleich setzt einen besonderen Zweck voraus.");
        constexpr std::array<Spalte, 2> spalten{{{"Sachverhalt"}, {"Eintragungen", true}}};
        tabelle_anfang(ziel, "Nicht verglichene Sachverhalte", spalten, false);
        for (const auto& [name, anzahl] : sicht.ergebnis().nicht_verglichen) {
            // A field that the local file does not keep stands as "sachverhalt/pfad".
            const auto strich = std::min(name.find('/'), name.size());
            const katalog::Sachverhalt* s = sicht.katalog().find_sachverhalt(name.substr(0, strich));
            ziel += "<tr><th scope=\"row\">";
            maskiere(ziel, s == nullptr ? element_text(name) : sachverhalt_name(*s));
            if (s != nullptr && strich < name.size())
                maskiere(ziel, ": " + sicht.katalog()
                                          .feld(sicht.katalog().find_feld(s->name, name.substr(strich + 1)))
                                          .text);
            ziel += "</th>";
            zahlzelle(ziel, anzahl);
            ziel += "</tr>\n";
        }
        tabelle_ende(ziel);
    }
    ziel += "</section>\n";
}

}  // namespace abgleich::report
