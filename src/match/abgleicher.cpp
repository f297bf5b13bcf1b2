// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// The pairing of records, in three steps: numbers, features, and the reasons of those left alone.
#include <abgleich/match/abgleicher.hpp>

#include "alleinstehende.hpp"
#include "namensindex.hpp"

#include <abgleich/base/parallel.hpp>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace abgleich::match {

using domain::kein_satz;
using domain::Klaerfall;
using domain::Zuordnung;
using domain::ZuordnungArt;
using domain::ZuordnungStatus;

namespace {

constexpr std::size_t max_kandidaten = 20;  // more people with one name and birth date are placeholders

class Zuordner {
public:
    Zuordner(const domain::Bestand& lokal, const domain::Bestand& azr, const katalog::Katalog& katalog,
             const domain::KennungBilder& kennungen)
        : m_lokal(lokal),
          m_azr(azr),
          m_katalog(katalog),
          m_kennungen(kennungen),
          m_partner_lokal(lokal.saetze.size()),
          m_partner_azr(azr.saetze.size()) {}

    void nach_nummer(unsigned faeden);
    void nach_merkmalen();

    Abgleich ergebnis;
    const std::vector<bool>& vergebene_lokal() const { return m_partner_lokal; }
    const std::vector<bool>& vergebene_azr() const { return m_partner_azr; }

private:
    bool vergleichbar(const domain::Satz& s) const { return s.im_bestand && !s.datei_b; }
    std::unordered_map<std::uint64_t, std::uint32_t> nummern() const;
    Zuordnung& merke(std::uint32_t lokal, std::uint32_t azr, ZuordnungArt art, const Identitaetspruefung& p);
    void frage(const Zuordnung& z, domain::Frage frage, std::string grund, std::uint32_t gruppe);

    const domain::Bestand& m_lokal;
    const domain::Bestand& m_azr;
    const katalog::Katalog& m_katalog;
    const domain::KennungBilder& m_kennungen;
    std::vector<bool> m_partner_lokal;
    std::vector<bool> m_partner_azr;
    std::vector<bool> m_sicher_azr;
    std::uint32_t m_gruppen = 0;
};

/// AZR-Nummer -> record, merged numbers included: a record answers under its new number.
std::unordered_map<std::uint64_t, std::uint32_t> Zuordner::nummern() const {
    std::unordered_map<std::uint64_t, std::uint32_t> index;
    index.reserve(m_azr.saetze.size());
    for (std::uint32_t i = 0; i < m_azr.saetze.size(); ++i)
        if (m_azr.saetze[i].im_bestand) index.emplace(m_azr.saetze[i].azr_nummer.wert(), i);
    for (std::uint32_t i = 0; i < m_azr.saetze.size(); ++i)
        if (m_azr.saetze[i].im_bestand && !m_azr.saetze[i].alte_nummer.leer())
            index.emplace(m_azr.saetze[i].alte_nummer.wert(), i);
    return index;
}

Zuordnung& Zuordner::merke(std::uint32_t lokal, std::uint32_t azr, ZuordnungArt art,
                           const Identitaetspruefung& p) {
    Zuordnung z;
    z.lokal = lokal;
    z.azr = azr;
    z.art = art;
    z.bewertung = p.bits;
    z.begruendung = p.begruendung();
    z.kennung = m_kennungen.paar(m_lokal.text(m_lokal.saetze[lokal].aktenzeichen),
                                 m_azr.saetze[azr].azr_nummer.text());
    m_partner_lokal[lokal] = true;
    m_partner_azr[azr] = true;
    ergebnis.zuordnungen.push_back(std::move(z));
    return ergebnis.zuordnungen.back();
}

void Zuordner::frage(const Zuordnung& z, domain::Frage welche, std::string grund, std::uint32_t gruppe) {
    ergebnis.klaerfaelle.push_back({welche, z.lokal, z.azr, std::move(grund), gruppe, z.kennung});
}

void Zuordner::nach_nummer(unsigned faeden) {
    const auto index = nummern();
    struct Paar {
        std::uint32_t lokal;
        std::uint32_t azr;
        Identitaetspruefung pruefung;
    };
    std::vector<Paar> paare;
    std::vector<std::uint32_t> bewerber(m_azr.saetze.size());
    for (std::uint32_t i = 0; i < m_lokal.saetze.size(); ++i) {
        const auto& satz = m_lokal.saetze[i];
        if (!vergleichbar(satz) || satz.azr_nummer.leer()) continue;
        const auto it = index.find(satz.azr_nummer.wert());
        if (it == index.end()) continue;
        paare.push_back({i, it->second, {}});
        ++bewerber[it->second];
    }
    constexpr std::size_t range = 1024;
    base::for_ranges(
        paare.size(), range,
        [&](std::size_t von, std::size_t bis) {
            for (std::size_t i = von; i < bis; ++i)
                paare[i].pruefung = pruefe(identitaet(m_lokal, m_lokal.saetze[paare[i].lokal], m_katalog),
                                           identitaet(m_azr, m_azr.saetze[paare[i].azr], m_katalog));
        },
        faeden);
    // Several local records with one number: only one can be the person; the number alone does not say which.
    std::vector<std::uint32_t> sichere(m_azr.saetze.size());
    for (const auto& p : paare) sichere[p.azr] += p.pruefung.sicher();
    m_sicher_azr.assign(m_azr.saetze.size(), false);
    std::map<std::uint32_t, std::uint32_t> gruppen;
    for (const auto& p : paare) {
        const bool mehrere = bewerber[p.azr] > 1;
        auto& z = merke(p.lokal, p.azr, ZuordnungArt::nummer, p.pruefung);
        z.fehlzuordnung = p.pruefung.andere_person();
        const bool sicher = p.pruefung.sicher() && sichere[p.azr] == 1;
        z.status = sicher ? ZuordnungStatus::sicher : ZuordnungStatus::klaerfall;
        if (sicher) {
            m_sicher_azr[p.azr] = true;
            continue;
        }
        std::uint32_t gruppe = 0;
        if (mehrere) {
            auto& g = gruppen[p.azr];
            if (g == 0) g = ++m_gruppen;
            gruppe = g;
        }
        const char* grund = z.fehlzuordnung ? "fehlzuordnung"
                            : mehrere       ? "nummer_mehrfach_in_datei_a"
                                            : "identitaet_widerspruechlich";
        frage(z, domain::Frage::selbe_person, grund, gruppe);
    }
}

void Zuordner::nach_merkmalen() {
    Namensindex index;
    std::vector<Identitaet> identitaeten_azr(m_azr.saetze.size());
    for (std::uint32_t i = 0; i < m_azr.saetze.size(); ++i) {
        if (!m_azr.saetze[i].im_bestand || m_sicher_azr[i]) continue;
        identitaeten_azr[i] = identitaet(m_azr, m_azr.saetze[i], m_katalog);
        index.add(i, identitaeten_azr[i]);
    }
    index.ordne();
    struct Treffer {
        std::uint32_t lokal;
        std::vector<std::uint32_t> azr;
        Identitaet identitaet;
    };
    std::vector<Treffer> treffer;
    std::vector<std::uint32_t> gefragt(m_azr.saetze.size());
    std::vector<bool> sicher_lokal(m_lokal.saetze.size());
    std::unordered_map<std::uint32_t, std::uint32_t>
        zweifelhaft;  // local record -> the record its number leads to
    for (const auto& z : ergebnis.zuordnungen) {
        if (z.status == ZuordnungStatus::sicher)
            sicher_lokal[z.lokal] = true;
        else
            zweifelhaft.emplace(z.lokal, z.azr);
    }
    for (std::uint32_t i = 0; i < m_lokal.saetze.size(); ++i) {
        if (!vergleichbar(m_lokal.saetze[i]) || sicher_lokal[i]) continue;
        Treffer t{i, {}, identitaet(m_lokal, m_lokal.saetze[i], m_katalog)};
        t.azr = index.kandidaten(t.identitaet);
        for (const auto a : t.azr) ++gefragt[a];
        if (!t.azr.empty()) treffer.push_back(std::move(t));
    }
    std::unordered_map<std::uint32_t, std::uint32_t> gruppe_von;  // register record -> group
    for (const auto& t : treffer) {
        if (t.azr.size() > max_kandidaten) {  // a name and date that say nothing: no pairs, one question
            ergebnis.klaerfaelle.push_back(
                {domain::Frage::selbe_person, t.lokal, kein_satz, "mehrere_kandidaten", 0,
                 m_kennungen.satz(domain::Seite::lokal, m_lokal.text(m_lokal.saetze[t.lokal].aktenzeichen))});
            continue;
        }
        std::uint32_t gruppe = t.azr.size() > 1 ? ++m_gruppen : 0;
        if (t.azr.size() == 1 && gefragt[t.azr.front()] > 1) {
            auto& gemeinsame = gruppe_von[t.azr.front()];
            if (gemeinsame == 0) gemeinsame = ++m_gruppen;
            gruppe = gemeinsame;
        }
        const auto nummernpaar = zweifelhaft.find(t.lokal);
        const bool war_zugeordnet = nummernpaar != zweifelhaft.end();
        for (const auto a : t.azr) {
            const auto pruefung = pruefe(t.identitaet, identitaeten_azr[a]);
            if (pruefung.andere_person() || (war_zugeordnet && nummernpaar->second == a)) continue;
            const auto& satz = m_lokal.saetze[t.lokal];
            const bool eigene_nummer = !satz.azr_nummer.leer() || satz.nummer_unlesbar;
            // Equal names and birth date are shared by two people now and then; sicher asks for more.
            const bool stark = pruefung.ausweis == Urteil::gleich ||
                               (pruefung.geburtsort == Urteil::gleich && pruefung.staat == Urteil::gleich &&
                                pruefung.geschlecht == Urteil::gleich &&
                                !(t.identitaet.geburt.monat == 1 && t.identitaet.geburt.tag == 1));
            const bool eindeutig =
                t.azr.size() == 1 && gefragt[a] == 1 && !m_partner_azr[a] && !war_zugeordnet;
            auto& z = merke(t.lokal, a, ZuordnungArt::merkmale, pruefung);
            z.status =
                eindeutig && stark && !eigene_nummer ? ZuordnungStatus::sicher : ZuordnungStatus::klaerfall;
            if (z.status == ZuordnungStatus::sicher) continue;
            const char* grund = eigene_nummer ? "andere_nummer_bei_gleichen_merkmalen"
                                : eindeutig   ? "nur_merkmale"
                                              : "mehrere_kandidaten";
            frage(z, eigene_nummer ? domain::Frage::welche_nummer : domain::Frage::selbe_person, grund,
                  gruppe);
        }
    }
}

}  // namespace

Abgleich ordne_zu(const domain::Bestand& lokal, const domain::Bestand& azr,
                  const domain::Abgleichsdaten& liste, const katalog::Katalog& katalog,
                  const domain::KennungBilder& kennungen, const Abgleichsoptionen& optionen) {
    Zuordner zuordner(lokal, azr, katalog, kennungen);
    zuordner.nach_nummer(optionen.faeden);
    zuordner.nach_merkmalen();
    Abgleich ergebnis = std::move(zuordner.ergebnis);
    std::stable_sort(
        ergebnis.zuordnungen.begin(), ergebnis.zuordnungen.end(), [](const auto& a, const auto& b) {
            return std::tie(a.lokal, a.azr) < std::tie(b.lokal, b.azr);  // indices follow the keys
        });
    std::stable_sort(
        ergebnis.klaerfaelle.begin(), ergebnis.klaerfaelle.end(),
        [](const auto& a, const auto& b) { return std::tie(a.lokal, a.azr) < std::tie(b.lokal, b.azr); });
    begruende_alleinstehende({lokal, azr, liste, katalog, kennungen, optionen}, zuordner.vergebene_lokal(),
                             zuordner.vergebene_azr(), ergebnis);
    return ergebnis;
}

}  // namespace abgleich::match
