// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "zusammenfassung.hpp"

#include "sicht.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace abgleich::report {
namespace {

using nlohmann::ordered_json;

/// Counts by name; every value of the closed list up to `letzter` is there.
template <typename Wert, typename Bereich, typename Lesen>
ordered_json zaehle(const Bereich& bereich, Wert letzter, Lesen lies) {
    std::vector<std::uint64_t> anzahl(static_cast<std::size_t>(letzter) + 1);
    for (const auto& eintrag : bereich) ++anzahl[static_cast<std::size_t>(lies(eintrag))];
    ordered_json json = ordered_json::object();
    for (std::size_t i = 0; i < anzahl.size(); ++i) json[std::string(name(static_cast<Wert>(i)))] = anzahl[i];
    return json;
}

ordered_json bestand(const domain::Bestand& bestand, const domain::Laufdaten& lauf, domain::Seite seite) {
    std::uint64_t saetze = 0;
    std::uint64_t gesperrt = 0;
    for (const domain::Satz& satz : bestand.saetze) {
        saetze += satz.im_bestand ? 1 : 0;
        gesperrt += satz.im_bestand && satz.gesperrt ? 1 : 0;
    }
    std::uint64_t dateien = 0;
    std::uint64_t verworfen = 0;
    for (const domain::Eingabedatei& datei : lauf.dateien) {
        if (datei.seite != seite) continue;
        ++dateien;
        verworfen += datei.verworfen;
    }
    return {{"dateien", dateien}, {"saetze", saetze}, {"verworfen", verworfen}, {"gesperrt", gesperrt}};
}

ordered_json zuordnungen(const domain::Ergebnis& e) {
    ordered_json json{{"gesamt", e.zuordnungen.size()}, {"fehlzuordnungen", 0}};
    std::uint64_t fehlzuordnungen = 0;
    for (const domain::Zuordnung& z : e.zuordnungen) fehlzuordnungen += z.fehlzuordnung ? 1 : 0;
    json["fehlzuordnungen"] = fehlzuordnungen;
    for (const auto art :
         {domain::ZuordnungArt::nummer, domain::ZuordnungArt::merkmale, domain::ZuordnungArt::entschieden}) {
        std::vector<const domain::Zuordnung*> davon;
        for (const domain::Zuordnung& z : e.zuordnungen)
            if (z.art == art) davon.push_back(&z);
        json[std::string(name(art))] =
            zaehle(davon, domain::ZuordnungStatus::klaerfall, [](const auto* z) { return z->status; });
    }
    return json;
}

ordered_json alleinstehende(const std::vector<domain::Alleinstehend>& liste) {
    ordered_json json{{"gesamt", liste.size()}};
    json["grund"] = zaehle(liste, domain::AlleinGrund::verstorben_oder_fortgezogen,
                           [](const auto& a) { return a.grund; });
    return json;
}

ordered_json abweichungen(const Sicht& sicht) {
    const auto& liste = sicht.ergebnis().abweichungen;
    ordered_json json{{"gesamt", liste.size()}};
    json["art"] =
        zaehle(liste, domain::AbweichungArt::nicht_vergleichbar, [](const auto& a) { return a.art; });
    json["ursache"] = zaehle(liste, domain::Ursache::formwechsel, [](const auto& a) { return a.ursache; });
    json["schwere"] = zaehle(liste, domain::Schwere::hoch, [](const auto& a) { return a.schwere; });
    json["zustaendig"] =
        zaehle(liste, domain::Zustaendig::registerbehoerde, [](const auto& a) { return a.zustaendig; });
    json["vorschlag"] =
        zaehle(liste, domain::Vorschlag::hinweis_geben, [](const auto& a) { return a.vorschlag; });
    std::vector<std::uint64_t> je_sachverhalt(sicht.katalog().sachverhalte().size());
    for (const auto& a : liste) ++je_sachverhalt[a.sachverhalt];
    json["sachverhalt"] = ordered_json::object();
    for (std::size_t i = 0; i < je_sachverhalt.size(); ++i)
        if (je_sachverhalt[i] > 0)
            json["sachverhalt"][sicht.katalog().sachverhalte()[i].name] = je_sachverhalt[i];
    return json;
}

ordered_json registerabgleich(const domain::Ergebnis& e) {
    if (!e.registerabgleich_vorhanden) return nullptr;
    std::map<std::string, std::uint64_t> nummern{
        {"beide", 0}, {"nicht_in_A", 0}, {"nicht_in_Abgleichsdaten", 0}, {"nicht_feststellbar", 0}};
    std::map<std::string, std::uint64_t> entitaeten;
    for (const char* code : {"01", "02", "03", "04", "05", "06"}) entitaeten[code] = 0;
    for (const domain::RegisterabgleichZeile& r : e.registerabgleich)
        ++(r.entitaet.empty() ? nummern : entitaeten)[r.ergebnis];
    return {{"nummern", nummern}, {"entitaeten", entitaeten}};
}

ordered_json fehler(const domain::Ergebnis& e) {
    std::vector<std::uint64_t> anzahl(domain::problem_texte().size());
    for (const domain::Problem& p : e.probleme) ++anzahl[static_cast<std::size_t>(p.code)];
    ordered_json json{{"gesamt", e.probleme.size()}, {"code", ordered_json::object()}};
    for (std::size_t i = 0; i < anzahl.size(); ++i)
        if (anzahl[i] > 0) json["code"][std::string(domain::problem_texte()[i].name)] = anzahl[i];
    return json;
}

ordered_json uebereinstimmung(const domain::Ergebnis& e) {
    ordered_json json{{"verglichene_felder", e.verglichene_felder}, {"gleiche_felder", e.gleiche_felder}};
    json["anteil"] = nullptr;  // of nothing there is no share
    if (e.verglichene_felder > 0) {
        const double anteil =
            static_cast<double>(e.gleiche_felder) / static_cast<double>(e.verglichene_felder);
        json["anteil"] = std::floor(anteil * 1e6) / 1e6;  // rounded down: 1 only if all are equal
    }
    return json;
}

std::string als_text(const ordered_json& json) {
    // Names of input files are bytes; what is no UTF-8 among them must not stop the run at its end.
    return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace

std::string zusammenfassung_json(const Sicht& sicht) {
    const domain::Ergebnis& e = sicht.ergebnis();
    ordered_json json;
    json["test"] = e.lauf.test;
    json["lokal"] = bestand(sicht.lokal(), e.lauf, domain::Seite::lokal);
    json["lokal"]["ersetzt"] = e.ersetzt_lokal;
    json["azr"] = bestand(sicht.azr(), e.lauf, domain::Seite::azr);
    json["azr"]["ersetzt"] = e.ersetzt_azr;
    json["zuordnungen"] = zuordnungen(e);
    json["nur_lokal"] = alleinstehende(e.nur_lokal);
    json["nur_azr"] = alleinstehende(e.nur_azr);
    json["uebereinstimmung"] = uebereinstimmung(e);
    json["abweichungen"] = abweichungen(sicht);
    json["klaerfaelle"] = {{"gesamt", e.klaerfaelle.size()}};
    json["klaerfaelle"]["frage"] =
        zaehle(e.klaerfaelle, domain::Frage::welches_vorkommen, [](const auto& k) { return k.frage; });
    json["registerabgleich"] = registerabgleich(e);
    json["fehler"] = fehler(e);
    json["nicht_verglichen"] = e.nicht_verglichen;
    return als_text(json);
}

std::string lauf_json(const domain::Laufdaten& lauf) {
    ordered_json json;
    json["programm"] = "abgleich";
    json["version"] = lauf.programm_version;
    json["beginn"] = lauf.beginn;
    json["ende"] = lauf.ende;
    json["test"] = lauf.test;
    json["optionen"] = {{"local", lauf.local_path},
                        {"azr", lauf.azr_paths},
                        {"azr_umfang", lauf.azr_umfang},
                        {"karenz_tage", lauf.karenz_tage},
                        {"zwecke", lauf.zwecke}};
    json["bestand"] = {{"behoerde", lauf.behoerde}, {"stand", lauf.stand}};
    json["katalog"] = {{"version", lauf.katalog_version}, {"sha256", lauf.katalog_digest}};
    json["schema"] = {{"sha256", lauf.schema_digest}};
    json["codelisten"] = {{"sha256", lauf.codelisten_digest}};
    json["schluessel"] = lauf.schluessel;
    json["vorlaeufe"] = lauf.vorlaeufe;
    json["zeiten"] = ordered_json::array();
    for (const auto& [schritt, sekunden] : lauf.zeiten)
        json["zeiten"].push_back({{"schritt", schritt}, {"sekunden", std::round(sekunden * 1000) / 1000}});
    json["dateien"] = ordered_json::array();
    for (const domain::Eingabedatei& d : lauf.dateien)
        json["dateien"].push_back({{"name", d.name},
                                   {"seite", d.seite == domain::Seite::lokal ? "lokal" : "azr"},
                                   {"sha256", d.sha256},
                                   {"bytes", d.bytes},
                                   {"saetze", d.saetze},
                                   {"verworfen", d.verworfen},
                                   {"abgebrochen", d.abgebrochen}});
    return als_text(json);
}

}  // namespace abgleich::report
