// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// The whole program, top-down. Each step is a call; what holds between the steps is said between them.
#include <abgleich/pipeline/run.hpp>

#include <abgleich/base/error.hpp>
#include <abgleich/base/logging.hpp>
#include <abgleich/base/output_file.hpp>
#include <abgleich/base/text.hpp>
#include <abgleich/compare/vergleicher.hpp>
#include <abgleich/input/abbildung.hpp>
#include <abgleich/input/einleser.hpp>
#include <abgleich/match/abgleicher.hpp>
#include <abgleich/report/berichte.hpp>

#include <algorithm>
#include <chrono>
#include <future>
#include <optional>

namespace abgleich::pipeline {

namespace {

using domain::Seite;

/// Measures the steps for lauf.json.
class Stoppuhr {
public:
    explicit Stoppuhr(domain::Laufdaten& lauf) : m_lauf(lauf) {}
    void schritt(const std::string& name) {
        const auto jetzt = std::chrono::steady_clock::now();
        m_lauf.zeiten.emplace_back(name, std::chrono::duration<double>(jetzt - m_letzter).count());
        m_letzter = jetzt;
        base::Log::info("step '" + name + "' done");
    }

private:
    domain::Laufdaten& m_lauf;
    std::chrono::steady_clock::time_point m_letzter = std::chrono::steady_clock::now();
};

struct Eingaben {
    input::Einlesung lokal;
    input::Einlesung azr;
};

std::optional<input::Abbildung> lies_mapping(const std::string& datei, const katalog::Katalog& katalog,
                                             Seite seite) {
    if (datei.empty()) return std::nullopt;
    auto abbildung = input::lies_abbildung(std::filesystem::path(datei), katalog, seite);
    if (const auto felder = input::ungespeiste_felder(abbildung, katalog); !felder.empty())
        base::Log::info(datei + ": nothing feeds " + base::join(felder, ", "));
    return abbildung;
}

input::Einlesung lies_seite(const RunOptions& o, const katalog::Fassungen& fassungen, Seite seite,
                            const std::optional<input::Abbildung>& abbildung,
                            const std::vector<std::string>& pfade) {
    input::Leseoptionen optionen;
    optionen.seite = seite;
    optionen.test = o.test;
    optionen.stufe = o.stufe;
    optionen.fortschritt = o.fortschritt && seite == Seite::lokal;
    optionen.abbildung = abbildung ? &*abbildung : nullptr;
    optionen.faeden = o.faeden;
    return input::lies(fassungen, optionen, pfade);
}

/// Both sides at once, each on its threads; on one thread one after the other. Mappings are checked before.
Eingaben lies_beide(const RunOptions& o, const katalog::Fassungen& fassungen) {
    const auto lokale = lies_mapping(o.abbildung, fassungen.gesamt(), Seite::lokal);
    const auto fremde = lies_mapping(o.abbildung_azr, fassungen.gesamt(), Seite::azr);
    auto azr = std::async(o.faeden == 1 ? std::launch::deferred : std::launch::async,
                          [&] { return lies_seite(o, fassungen, Seite::azr, fremde, o.azr); });
    Eingaben e;
    e.lokal = lies_seite(o, fassungen, Seite::lokal, lokale, {o.local});
    e.azr = azr.get();
    if (!o.stand.empty()) e.lokal.stand = o.stand;
    return e;
}

/// The first fault with its remedy, for the case that nothing else is left to say.
std::string erstes_problem(const input::Einlesung& e) {
    const auto ist_fehler = [](const domain::Problem& p) {
        return domain::problem_text(p.code).schwere == domain::ProblemSchwere::fehler;
    };
    const auto anzahl = std::count_if(e.probleme.begin(), e.probleme.end(), ist_fehler);
    const auto p = std::find_if(e.probleme.begin(), e.probleme.end(), ist_fehler);
    if (p == e.probleme.end()) return {};
    std::string ort =
        p->herkunft.datei < e.dateien.size() ? e.dateien[p->herkunft.datei].name : std::string("input");
    if (p->herkunft.zeile != 0)
        ort += ":" + std::to_string(p->herkunft.zeile) + ":" + std::to_string(p->spalte);
    const auto& text = domain::problem_text(p->code);
    return (anzahl > 1 ? "first of " + std::to_string(anzahl) + " problems: " : std::string()) + ort + ": " +
           std::string(text.name) + ": " + p->meldung + "; " + std::string(text.abhilfe);
}

/// A side of which nothing could be read would make everybody of the other side look missing.
void verlange_eingabe(const input::Einlesung& e, const char* seite) {
    const bool etwas = std::any_of(e.bestand.saetze.begin(), e.bestand.saetze.end(),
                                   [](const auto& s) { return s.im_bestand; }) ||
                       e.abgleichsdaten.vorhanden;
    if (etwas) return;
    const std::string grund = erstes_problem(e);
    if (grund.empty() && seite == std::string_view("--local")) return;  // a valid, empty Bestand
    throw base::InputError(
        std::string(seite) + ": no record could be read, nothing was compared: " +
        (grund.empty() ? "no message 090004 or 090022 in it; name files that hold them" : grund));
}

/// A purpose that no Sachverhalt names would silently switch nothing on.
void verlange_zwecke(const RunOptions& o, const katalog::Katalog& katalog) {
    std::vector<std::string> bekannt;
    for (const auto& s : katalog.sachverhalte())
        if (!s.zweck.empty()) bekannt.push_back(s.zweck);
    for (const auto& zweck : o.zwecke)
        if (std::find(bekannt.begin(), bekannt.end(), zweck) == bekannt.end())
            throw base::ConfigError("zwecke: the catalogue knows no purpose '" + zweck +
                                    "' (expected one of: " + base::join(bekannt, ", ") + ")");
}

/// Files and problems of both sides in one list: local files first.
void sammle_eingabe(Eingaben& e, domain::Ergebnis& ergebnis) {
    const auto versatz = static_cast<std::uint32_t>(e.lokal.dateien.size());
    ergebnis.lauf.dateien = e.lokal.dateien;
    ergebnis.lauf.dateien.insert(ergebnis.lauf.dateien.end(), e.azr.dateien.begin(), e.azr.dateien.end());
    ergebnis.ersetzt_lokal = e.lokal.ersetzt;
    ergebnis.ersetzt_azr = e.azr.ersetzt;
    ergebnis.probleme = e.lokal.probleme;
    for (auto& p : e.azr.probleme) {
        p.herkunft.datei += versatz;
        ergebnis.probleme.push_back(p);
    }
    const auto& dateien = ergebnis.lauf.dateien;
    const auto name = [&](const domain::Problem& p) {
        return p.herkunft.datei < dateien.size() ? std::string_view(dateien[p.herkunft.datei].name)
                                                 : std::string_view();
    };
    std::stable_sort(ergebnis.probleme.begin(), ergebnis.probleme.end(),
                     [&](const auto& a, const auto& b) { return name(a) < name(b); });
}

/// Records that might be anybody: unreadable without a known key, or behind the point where a file broke.
std::uint64_t unbekannte(const input::Einlesung& e) {
    const auto abgebrochen =
        std::count_if(e.dateien.begin(), e.dateien.end(), [](const auto& d) { return d.abgebrochen; });
    return e.ohne_schluessel + static_cast<std::uint64_t>(abgebrochen);
}

domain::Laufdaten laufdaten(const RunOptions& o, const katalog::Fassungen& fassungen,
                            const input::Einlesung& lokal) {
    domain::Laufdaten lauf;
    lauf.programm_version = o.programm_version;
    lauf.local_path = o.local;
    lauf.azr_paths = o.azr;
    lauf.azr_umfang = o.umfang_voll ? "voll" : "auszug";
    lauf.test = o.test;
    lauf.karenz_tage = o.karenz_tage;
    lauf.zwecke = o.zwecke;
    lauf.codelisten_digest = fassungen.gesamt().codelisten().digest();
    lauf.behoerde = o.behoerde.empty() ? lokal.behoerde : o.behoerde;
    lauf.stand = lokal.stand;
    lauf.schema_digest = fassungen.schema_digest();
    lauf.katalog_digest = fassungen.katalog_digest();
    lauf.katalog_version = fassungen.versionen();
    lauf.schluessel = o.schluessel_herkunft;
    return lauf;
}

Laufausgang ausgang(const domain::Ergebnis& ergebnis, const Eingaben& e) {
    Laufausgang a;
    const auto zaehle = [](const domain::Bestand& b) {
        return static_cast<std::uint64_t>(
            std::count_if(b.saetze.begin(), b.saetze.end(), [](const auto& s) { return s.im_bestand; }));
    };
    a.saetze_lokal = zaehle(e.lokal.bestand);
    a.saetze_azr = zaehle(e.azr.bestand);
    a.verworfen = static_cast<std::uint64_t>(
        std::count_if(ergebnis.probleme.begin(), ergebnis.probleme.end(), [](const auto& p) {
            return domain::problem_text(p.code).schwere == domain::ProblemSchwere::fehler;
        }));
    a.abweichungen = ergebnis.abweichungen.size();
    a.klaerfaelle = ergebnis.klaerfaelle.size();
    a.nur_lokal = ergebnis.nur_lokal.size();
    a.nur_azr = ergebnis.nur_azr.size();
    a.zeiten = ergebnis.lauf.zeiten;
    const auto je_satz = [](const domain::Bestand& b) {
        return b.saetze.empty() ? 0.0 : static_cast<double>(b.bytes()) / static_cast<double>(b.saetze.size());
    };
    a.bytes_je_satz_lokal = je_satz(e.lokal.bestand);
    a.bytes_je_satz_azr = je_satz(e.azr.bestand);
    return a;
}

}  // namespace

Laufausgang run(const RunOptions& o) {
    base::OutputDirectory out(o.out);  // refused before any work is done
    const std::string beginn = base::to_iso(o.clock.now());
    const auto fassungen = katalog::Fassungen::lade(o.pfade);
    const katalog::Katalog& katalog = fassungen.gesamt();  // knows the fields of all versions
    verlange_zwecke(o, katalog);

    domain::Ergebnis ergebnis;
    Stoppuhr uhr(ergebnis.lauf);
    Eingaben eingaben = lies_beide(o, fassungen);
    auto zeiten = std::move(ergebnis.lauf.zeiten);
    ergebnis.lauf = laufdaten(o, fassungen, eingaben.lokal);
    ergebnis.lauf.zeiten = std::move(zeiten);
    ergebnis.lauf.beginn = beginn;
    verlange_eingabe(eingaben.lokal, "--local");
    verlange_eingabe(eingaben.azr, "--azr");
    sammle_eingabe(eingaben, ergebnis);
    uhr.schritt("lesen");

    // From here on every record that was given is in its Bestand, or counted and listed as rejected.
    const domain::Bestand& lokal = eingaben.lokal.bestand;
    const domain::Bestand& azr = eingaben.azr.bestand;
    const domain::Abgleichsdaten& liste = eingaben.azr.abgleichsdaten;
    const domain::KennungBilder kennungen(o.kennung_schluessel);
    auto abgleich = match::ordne_zu(lokal, azr, liste, katalog, kennungen,
                                    {o.umfang_voll, ergebnis.lauf.behoerde, unbekannte(eingaben.lokal),
                                     unbekannte(eingaben.azr), o.faeden});
    ergebnis.zuordnungen = std::move(abgleich.zuordnungen);
    ergebnis.nur_lokal = std::move(abgleich.nur_lokal);
    ergebnis.nur_azr = std::move(abgleich.nur_azr);
    ergebnis.klaerfaelle = std::move(abgleich.klaerfaelle);
    uhr.schritt("zuordnen");

    // Every readable record has a Zuordnung or stands in nur_lokal or nur_azr with its reason.
    auto vergleich = compare::vergleiche(ergebnis.zuordnungen, lokal, azr, katalog, kennungen,
                                         {ergebnis.lauf.behoerde, o.clock.now().time_since_epoch().count(),
                                          o.karenz_tage, o.zwecke, o.faeden});
    ergebnis.abweichungen = std::move(vergleich.abweichungen);
    ergebnis.klaerfaelle.insert(ergebnis.klaerfaelle.end(), vergleich.klaerfaelle.begin(),
                                vergleich.klaerfaelle.end());
    ergebnis.nicht_verglichen = std::move(vergleich.nicht_verglichen);
    ergebnis.verglichene_felder = vergleich.verglichene_felder;
    ergebnis.gleiche_felder = vergleich.gleiche_felder;
    uhr.schritt("vergleichen");

    ergebnis.registerabgleich_vorhanden = liste.vorhanden;
    if (liste.vorhanden)
        ergebnis.registerabgleich = compare::vergleiche_register(
            ergebnis.zuordnungen, lokal, azr, liste, katalog,
            {unbekannte(eingaben.lokal) == 0, !eingaben.azr.liste_unvollstaendig});
    uhr.schritt("registerabgleich");

    ergebnis.lauf.ende = base::to_iso(o.clock.now());
    report::schreibe_berichte({ergebnis, lokal, azr, katalog}, out);
    out.commit();  // the directory appears whole, or not at all
    uhr.schritt("berichten");
    return ausgang(ergebnis, eingaben);
}

}  // namespace abgleich::pipeline
