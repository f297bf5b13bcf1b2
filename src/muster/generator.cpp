// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/muster/generator.hpp>

#include "nachrichten.hpp"
#include "schaden.hpp"
#include "tabellen.hpp"

#include <abgleich/base/clock.hpp>
#include <abgleich/base/error.hpp>
#include <abgleich/base/output_file.hpp>
#include <abgleich/base/parallel.hpp>
#include <abgleich/csv/schreiber.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace abgleich::muster {

namespace {

/// As many as the ranges of AZR-Nummern (welt.cpp) hold on every day that may be today.
constexpr std::uint64_t hoechstens_personen = 20'000'000;
constexpr std::uint64_t personen_je_stueck = 250;
constexpr std::string_view xml_anfang = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr std::array<std::string_view, 9> wahrheit_spalten = {
    "art", "aktenzeichen", "azrNummer", "sachverhalt", "feld", "schaden", "richtig", "lokal", "azr"};

struct Zeile {
    std::string_view art;
    std::string_view akte, azr_nummer, sachverhalt, feld, schaden, richtig, lokal, azr;
};

void schreibe(csv::Schreiber& wahrheit, const Zeile& z) {
    wahrheit.eigen(z.art).eigen(z.akte).eigen(z.azr_nummer).eigen(z.sachverhalt).eigen(z.feld);
    wahrheit.eigen(z.schaden).eigen(z.richtig).fremd(z.lokal).fremd(z.azr);
    wahrheit.ende_zeile();
}

/// Which side a record without a partner proves right.
Richtig richtig_allein(Schaden schaden) {
    switch (schaden) {
        case Schaden::fortzug_gemeldet:
        case Schaden::tod_gemeldet: return Richtig::rechtmaessig;
        case Schaden::akte_fehlt: return Richtig::azr;
        default: return Richtig::lokal;
    }
}

void schreibe_wahrheit(csv::Schreiber& wahrheit, const Fall& fall) {
    const std::string akte = fall.person.akte();
    if (!fall.azr || !fall.lokal) {
        schreibe(wahrheit, {fall.azr ? "nur_azr" : "nur_lokal",
                            fall.lokal ? std::string_view{akte} : std::string_view{},
                            fall.azr ? std::string_view{fall.azr->azr_nummer} : std::string_view{},
                            {},
                            {},
                            name(fall.schicksal),
                            name(richtig_allein(fall.schicksal)),
                            {},
                            {}});
        return;
    }
    const std::string& nummer = fall.azr->azr_nummer;
    schreibe(wahrheit, {"paar", akte, nummer, {}, {}, name(fall.schicksal), {}, {}, {}});
    if (fall.zwilling)
        schreibe(wahrheit, {"doppelt",
                            akte,
                            fall.zwilling->azr_nummer,
                            {},
                            {},
                            name(fall.schicksal),
                            name(Richtig::offen),
                            {},
                            nummer});
    for (const Unterschied& u : fall.unterschiede)
        schreibe(wahrheit, {"unterschied", akte, nummer, u.sachverhalt, u.feld, name(u.schaden),
                            name(u.richtig), u.lokal, u.azr});
}

/// Consecutive persons, ready to be written. Built on any thread: a person needs no other.
struct Stueck {
    std::string bestand;
    std::string azr;
    std::string liste;
    std::vector<std::string> tabellen;  ///< a text per table; empty: none is asked for
    std::vector<Fall> faelle;           ///< without their facts
};

Stueck baue_stueck(const Welt& welt, const Nachrichten& nachrichten, katalog::Pfadspeicher& pfade,
                   const std::optional<Tabellen>& tabellen, std::uint64_t von, std::uint64_t bis) {
    Stueck stueck;
    if (tabellen) stueck.tabellen.resize(tabellen->anzahl());
    std::vector<Satz> register_saetze;
    for (std::uint64_t i = von; i < bis; ++i) {
        Fall& fall = stueck.faelle.emplace_back(ziehe_fall(welt, i));
        if (fall.lokal) {
            nachrichten.datensatz(stueck.bestand, pfade, fall.person, *fall.lokal);
            if (tabellen) tabellen->schreibe(stueck.tabellen, fall.person, *fall.lokal);
            fall.lokal->fakten = {};
        }
        std::uint64_t nummer = 2 * i;  // two messages a person at most
        for (std::optional<Satz>* satz : {&fall.azr, &fall.zwilling})
            if (*satz) {
                nachrichten.gesamtauskunft(stueck.azr, pfade, **satz, ++nummer);
                register_saetze.push_back(**satz);
                (*satz)->fakten = {};
            }
    }
    nachrichten.abgleichsdaten(stueck.liste, pfade, register_saetze);
    return stueck;
}

Tag heutiger_tag(base::Clock::TimePoint jetzt) {
    return static_cast<Tag>(std::chrono::floor<std::chrono::days>(jetzt).time_since_epoch().count());
}

}  // namespace

void erzeuge(const katalog::Katalog& katalog, const MusterOptionen& optionen) {
    if (optionen.personen == 0 || optionen.personen > hoechstens_personen)
        throw base::UsageError("number of persons out of range (expected 1 to " +
                               std::to_string(hoechstens_personen) + ")");
    const base::Clock::TimePoint jetzt = base::Clock::parse(optionen.jetzt).now();
    const Tag heute = heutiger_tag(jetzt);
    if (heute < tag(2024, 1, 1) || heute > tag(2099, 12, 31))
        throw base::UsageError("time of now out of range (expected 2024-01-01 to 2099-12-31)");
    const Codes codes{katalog};
    const Welt welt{codes, optionen.seed, heute};
    const Nachrichten nachrichten{katalog, optionen.seed, base::to_iso(jetzt)};
    std::optional<Tabellen> tabellen;
    if (optionen.tabellen) tabellen.emplace(katalog);

    base::OutputDirectory ordner{optionen.out};
    base::OutputFile bestand{ordner.file("bestand.xml")};
    base::OutputFile azr{ordner.file("azr.xml")};
    base::OutputFile liste{ordner.file("abgleichsdaten-090022.xml")};
    csv::Schreiber wahrheit{ordner.file("wahrheit.csv"), wahrheit_spalten};
    std::optional<Tabellenordner> tabellenordner;
    if (tabellen) tabellenordner.emplace(ordner.file("csv"), *tabellen);

    bestand.write(xml_anfang);
    bestand.write("<bestand xmlns=\"urn:azr-abgleich:bestand:1\" behoerde=\"" + std::string{unsere_behoerde} +
                  "\" stand=\"" + iso(welt.heute - 1) + "\">\n");
    azr.write(xml_anfang);
    azr.write("<sammlung xmlns=\"urn:azr-abgleich:sammlung:1\">\n");
    liste.write(xml_anfang);
    liste.write(nachrichten.abgleichsdaten_anfang());

    std::vector<Stueck> stuecke(base::thread_count());
    std::vector<katalog::Pfadspeicher> pfade(stuecke.size());
    for (std::uint64_t von = 0; von < optionen.personen; von += stuecke.size() * personen_je_stueck) {
        base::for_ranges(stuecke.size(), 1, [&](std::size_t erstes, std::size_t ende) {
            for (std::size_t i = erstes; i < ende; ++i) {
                const std::uint64_t beginn = std::min(von + i * personen_je_stueck, optionen.personen);
                stuecke[i] = baue_stueck(welt, nachrichten, pfade[i], tabellen, beginn,
                                         std::min(beginn + personen_je_stueck, optionen.personen));
            }
        });
        for (const Stueck& stueck : stuecke) {
            bestand.write(stueck.bestand);
            azr.write(stueck.azr);
            liste.write(stueck.liste);
            if (tabellenordner) tabellenordner->schreibe(stueck.tabellen);
            for (const Fall& fall : stueck.faelle) schreibe_wahrheit(wahrheit, fall);
        }
    }
    liste.write(nachrichten.abgleichsdaten_ende());
    azr.write("</sammlung>\n");
    bestand.write("</bestand>\n");

    bestand.close();
    azr.close();
    liste.close();
    wahrheit.close();
    if (tabellenordner) tabellenordner->close();
    ordner.commit();
}

}  // namespace abgleich::muster
