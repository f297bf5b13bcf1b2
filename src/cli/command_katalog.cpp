// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "befehle.hpp"
#include "umgebung.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/output_file.hpp>
#include <abgleich/base/text.hpp>
#include <abgleich/katalog/bestand_schema.hpp>
#include <abgleich/katalog/fassungen.hpp>

#include <cstdio>

namespace abgleich::cli {

namespace {

using katalog::Katalog;

/// One line without blanks at its end.
void put_zeile(std::string text) {
    while (!text.empty() && text.back() == ' ') text.pop_back();
    text += '\n';
    std::fwrite(text.data(), 1, text.size(), stdout);
}

void put(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

std::string breit(std::string text, std::size_t breite) {
    if (text.size() < breite) text.resize(breite, ' ');
    return text + "  ";
}

/// Whether the version itself has it; its tables also know what older versions had.
bool gibt_es(const Katalog& k, const katalog::Sachverhalt& s) {
    return s.fassungen == 0 || s.in_fassung(k.fassung());
}

/// One line per installed version, the one shown marked.
void liste_fassungen(const katalog::Fassungen& fassungen, const Katalog& gezeigt) {
    for (const auto& k : fassungen.alle())
        put_zeile(std::string(k.get() == &gezeigt ? "* " : "  ") + breit("Fassung " + k->version(), 15) +
                  breit(k->gilt_ab().empty() ? "" : "gilt ab " + k->gilt_ab(), 18) + k->namensraum());
    put("\n");
}

/// One line per Sachverhalt of the version: Blatt, name, label, whether it is compared.
void liste(const Katalog& k) {
    constexpr std::size_t name_breite = 46;
    for (const auto& s : k.sachverhalte().subspan(1)) {
        if (!gibt_es(k, s)) continue;
        const char* stand = !s.katalogisiert  ? "wird gelesen, nicht verglichen"
                            : s.zweck.empty() ? "wird verglichen"
                                              : "nur mit Zweck verglichen";
        put_zeile(breit(s.blatt.empty() ? "-" : s.blatt, 5) + breit(s.name, name_breite) + breit(stand, 30) +
                  (s.katalogisiert ? s.text_ein : ""));
    }
}

void zeige(const Katalog& k, const std::string& name) {
    const auto* s = k.find_sachverhalt(name);
    if (s == nullptr || !gibt_es(k, *s)) {
        std::vector<std::string> namen;
        for (const auto& x : k.sachverhalte())
            if (gibt_es(k, x)) namen.push_back(x.name);
        const auto vorschlag = base::closest(name, namen);
        throw base::UsageError(
            "no Sachverhalt '" + name + "'" +
            (vorschlag.empty() ? "; see 'abgleich katalog list'" : ", did you mean '" + vorschlag + "'?"));
    }
    put(s->name + ": " + s->text_ein + " (" + s->text_mehr + ")\n");
    if (!s->blatt.empty()) put("  Blatt         " + s->blatt + "\n");
    put("  Auskunft      " + (s->auskunft.empty() ? "-" : s->auskunft) + "\n  Meldung       " +
        (s->meldung.empty() ? "-" : s->meldung) + "\n");
    if (!s->speicherung.empty()) put("  Speicherung   " + s->speicherung + "\n");
    if (!s->aenderung.empty()) put("  Änderung      " + s->aenderung + "\n");
    if (!s->gruppen.empty()) put("  Gruppen       " + base::join(s->gruppen, ", ") + "\n");
    if (!s->melder.empty()) put("  Melder        " + base::join(s->melder, ", ") + "\n");
    if (!s->abgleich_element.empty())
        put("  Abgleich      " + s->abgleich_element + (s->abgleich_alle ? " (alle)" : " (aktuell)") + "\n");
    put("\n  Spalten der CSV-Datei, Vergleich, Schwere, Bezeichnung:\n");
    constexpr std::size_t pfad_breite = 46;
    put_zeile("  " + breit("stand", pfad_breite) + "offen, aktuell oder historisch");
    for (const auto nr : s->felder) {
        const auto& f = k.feld(nr);
        if (f.nur_meldung || f.pfad == "any" || (f.fassungen != 0 && !f.in_fassung(k.fassung()))) continue;
        std::string spalte = f.pfad + (f.wiederholt && f.pfad.find('@') == std::string::npos ? "[n]" : "");
        const auto rolle =
            f.rolle == katalog::Rolle::inhalt ? std::string(domain::name(f.schwere)) : std::string("-");
        put_zeile("  " + breit(spalte, pfad_breite) + breit(std::string(katalog::name(f.vergleich)), 13) +
                  breit(rolle, 7) + (f.beschrieben ? f.text : "") +
                  (f.grund.empty() ? "" : " (" + f.grund + ")") +
                  (f.fruehere_pfade.empty() ? "" : " (früher " + f.fruehere_pfade.back() + ")"));
    }
}

void schreibe_schema(const Katalog& k, const std::string& out) {
    const auto schema = katalog::leite_bestand_schema_ab(k);
    base::OutputDirectory ordner(out);
    for (const auto& [name, text] : {std::pair{std::string("bestand-1.xsd"), schema.huelle},
                                     std::pair{schema.inhalt_name, schema.inhalt}}) {
        base::OutputFile datei(ordner.file(name));
        datei.write(text);
        datei.close();
    }
    ordner.commit();
}

void melde_geprueft(const Katalog& k) {
    std::size_t alle = 0, katalogisiert = 0;
    for (const auto& s : k.sachverhalte().subspan(1)) {
        if (!gibt_es(k, s)) continue;
        ++alle;
        if (s.katalogisiert) ++katalogisiert;
    }
    put("catalogue " + k.version() + ": " + std::to_string(katalogisiert) +
        " Sachverhalte with an overlay, " + std::to_string(alle) + " in all, " +
        std::to_string(k.wurzeln().size() - 1) + " messages, " +
        std::to_string(k.codelisten().alle().size()) + " code lists; everything fits\n");
}

}  // namespace

const std::vector<Option>& optionen_katalog() {
    static const std::vector<Option> optionen = {
        {"version", "VERSION", "the version of the standard that is meant (default: the newest installed)"},
        {"out", "DIR", "schema: new or empty directory for bestand-1.xsd and what it imports"},
        {"schemas", "DIR", "schema files to use in place of the installed ones"},
        {"katalog", "DIR", "catalogue to use in place of the installed one"},
        {"codelisten", "DIR", "code lists to use in place of the installed ones"},
    };
    return optionen;
}

ExitCode command_katalog(const Argumente& a) {
    const auto& worte = a.positionen();
    const std::string was = worte.empty() ? "" : worte[0];
    const std::size_t erwartet = was == "show" ? 2 : 1;
    if ((was != "list" && was != "show" && was != "check" && was != "schema") || worte.size() != erwartet) {
        const auto vorschlag = base::closest(was, {"list", "show", "check", "schema"});
        throw base::UsageError(
            "katalog: " +
            (worte.empty() ? std::string("a subcommand is missing")
                           : "unknown subcommand '" + base::join(worte, " ") + "'") +
            (vorschlag.empty() || vorschlag == was ? "" : ", did you mean '" + vorschlag + "'?") +
            " (expected 'list', 'show NAME', 'check' or 'schema --out DIR')");
    }
    const auto fassungen = katalog::Fassungen::lade(finde_fassungen(a, {}));
    const Katalog& katalog = fassungen.version(a.text("version"));
    if (was == "list") {
        liste_fassungen(fassungen, katalog);
        liste(katalog);
    }
    if (was == "show") zeige(katalog, worte[1]);
    if (was == "schema") {
        if (!a.hat("out")) throw base::UsageError("katalog schema: option '--out' is missing");
        schreibe_schema(katalog, a.text("out"));
    }
    if (was == "check")
        for (const auto& k : fassungen.alle())
            if (!a.hat("version") || k.get() == &katalog) melde_geprueft(*k);
    return ExitCode::done;
}

}  // namespace abgleich::cli
