// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Compares pairs of records. Sachverhalt by Sachverhalt the occurrences of both sides go into one pool and
// are paired; then field by field. What a side does not keep at all (no record of it holds the Sachverhalt,
// or the field) is a property of that side, not a finding for each person: it is counted once. So is what
// the version of the standard that a record is written in does not know.
#include "paarvergleich.hpp"

#include "vergleiche.hpp"

#include <abgleich/domain/azr_nummer.hpp>

#include <algorithm>

namespace abgleich::compare {

using domain::Abweichung;
using domain::AbweichungArt;
using domain::Bestand;
using domain::Blatt;
using domain::FeldNr;
using domain::SachverhaltNr;
using domain::Satz;
using domain::Ursache;
using domain::Vorkommen;
using katalog::Vergleich;

namespace {

/// Values of one field in one occurrence.
void sammle(const Bestand& bestand, const Vorkommen& v, FeldNr feld, std::vector<Blatt>& blaetter) {
    blaetter.clear();
    for (const Blatt& b : bestand.blaetter_von(v))
        if (b.feld == feld && !b.text.leer()) blaetter.push_back(b);
}

}  // namespace

bool wird_verglichen(const katalog::Sachverhalt& s, const Vergleichsoptionen& optionen) {
    if (!s.katalogisiert) return false;
    return s.zweck.empty() ||
           std::find(optionen.zwecke.begin(), optionen.zwecke.end(), s.zweck) != optionen.zwecke.end();
}

bool wird_verglichen(const katalog::Feld& f) {
    return f.vergleich != Vergleich::nie && f.rolle == katalog::Rolle::inhalt && !f.nur_meldung;
}

Paarlage Paarvergleich::lage(const Satz& lokal, const Satz& azr) const {
    Paarlage lage;
    const FeldNr staat = m_katalog.sonder(katalog::Sonderfeld::staatsangehoerigkeit);
    const FeldNr akte = m_katalog.sonder(katalog::Sonderfeld::aktenfuehrend);
    lage.azr_hat_historie = false;
    for (const auto& v : m_azr.vorkommen_von(azr)) {
        if (m_azr.stand(v) == domain::Stand::historisch) lage.azr_hat_historie = true;
        if (m_azr.sachverhalt(v) == 0)
            if (const auto wert = m_azr.wert(v, akte); !wert.empty()) lage.aktenfuehrend = wert;
    }
    // One side that knows a nationality of the Union is enough: what may not be stored is never proposed.
    const auto suche_eu = [&](const Bestand& bestand, const Satz& satz) {
        for (const auto& v : bestand.vorkommen_von(satz)) {
            if (bestand.sachverhalt(v) != m_katalog.feld(staat).sachverhalt) continue;
            for (const auto& b : bestand.blaetter_von(v))
                if (b.feld == staat && m_katalog.in_klasse("staat:eu", staat, satz.fassung, bestand.text(b)))
                    lage.drittstaat = false;
        }
    };
    suche_eu(m_lokal, lokal);
    suche_eu(m_azr, azr);
    lage.bestritten = m_lokal.text(lokal.bestritten);
    return lage;
}

void Paarvergleich::fehlzuordnung(std::uint32_t nummer, const domain::Zuordnung& z) {
    Abweichung a;
    a.zuordnung = nummer;
    a.art = AbweichungArt::fehlzuordnung;
    a.ursache = Ursache::andere_person;
    a.schwere = domain::Schwere::hoch;
    a.vorschlag = domain::Vorschlag::pruefen;
    a.kennung = m_kennungen.befund(z.kennung, "datensatz", "", "fehlzuordnung", 0);
    ergebnis.abweichungen.push_back(std::move(a));
}

void Paarvergleich::vergleiche(std::uint32_t nummer, const domain::Zuordnung& z) {
    if (z.fehlzuordnung) return fehlzuordnung(nummer, z);
    if (z.status != domain::ZuordnungStatus::sicher) return;
    const Satz& lokal = m_lokal.saetze[z.lokal];
    const Satz& azr = m_azr.saetze[z.azr];
    m_nummer = nummer;
    m_zuordnung = &z;
    m_fassungen = {lokal.fassung, azr.fassung};
    m_lage = lage(lokal, azr);
    vergleiche_nummer(lokal, azr);
    vergleiche_sperre(lokal, azr);
    for (auto& pool : m_pools) {
        pool.lokal.clear();
        pool.azr.clear();
    }
    for (const auto& v : m_lokal.vorkommen_von(lokal)) m_pools[m_lokal.sachverhalt(v)].lokal.push_back(&v);
    for (const auto& v : m_azr.vorkommen_von(azr)) m_pools[m_azr.sachverhalt(v)].azr.push_back(&v);
    for (SachverhaltNr nr = 1; nr < m_pools.size(); ++nr) {
        const Pool& pool = m_pools[nr];
        if ((pool.lokal.empty() && pool.azr.empty()) || nr == m_katalog.sperre()) continue;
        if (wird_verglichen(m_katalog.sachverhalt(nr), m_optionen) && m_voll_lokal.sachverhalte[nr] != 0)
            vergleiche_pool(nr, pool);
    }
}

/// The register gives the number: a missing one, or one that a merger took away, is to be taken over.
void Paarvergleich::vergleiche_nummer(const Satz& lokal, const Satz& azr) {
    ++ergebnis.verglichene_felder;
    if (lokal.azr_nummer == azr.azr_nummer) {
        ++ergebnis.gleiche_felder;
        return;
    }
    Abweichung a;
    a.feld = m_katalog.sonder(katalog::Sonderfeld::azr_nummer);
    a.art = lokal.azr_nummer.leer() ? AbweichungArt::fehlt_lokal : AbweichungArt::abweichend;
    a.ursache = lokal.azr_nummer.leer() ? Ursache::wert_fehlt : Ursache::unterschied;
    a.schwere = domain::Schwere::hoch;
    a.zuordnung = m_nummer;
    a.vorschlag = domain::Vorschlag::lokal_uebernehmen;
    a.lokal = lokal.azr_nummer.text();
    a.azr = azr.azr_nummer.text();
    a.kennung = m_kennungen.befund(m_zuordnung->kennung, "datensatz", "", "azrNummer", 0);
    ergebnis.abweichungen.push_back(std::move(a));
}

/// A Sperre protects a person: one that a side lacks is a finding even where that side keeps none at all.
/// Locally it may stand at the record (attribute `sperre`) instead of as an occurrence.
void Paarvergleich::vergleiche_sperre(const Satz& lokal, const Satz& azr) {
    if (!lokal.gesperrt && !azr.gesperrt) return;
    ++ergebnis.verglichene_felder;
    if (lokal.gesperrt && azr.gesperrt) {
        ++ergebnis.gleiche_felder;
        return;
    }
    const auto nr = m_katalog.sperre();
    const Bestand& bestand = lokal.gesperrt ? m_lokal : m_azr;
    for (const auto& v : bestand.vorkommen_von(lokal.gesperrt ? lokal : azr))
        if (bestand.sachverhalt(v) == nr) return fehlt(nr, v, lokal.gesperrt, false);
    Abweichung a;
    a.sachverhalt = nr;
    a.vorkommen = 1;
    a.art = AbweichungArt::fehlt_im_azr;
    a.ursache = Ursache::vorkommen_fehlt;
    a.schwere = domain::Schwere::hoch;
    a.lokal = "sperre";
    melde(std::move(a), nullptr, nullptr);
}

void Paarvergleich::vergleiche_pool(SachverhaltNr nr, const Pool& pool) {
    const auto& s = m_katalog.sachverhalt(nr);
    if ((pool.lokal.empty() && !s.in_fassung(m_fassungen.lokal)) ||
        (pool.azr.empty() && !s.in_fassung(m_fassungen.azr))) {
        ergebnis.nicht_verglichen[s.name] += pool.lokal.size() + pool.azr.size();
        return;
    }
    const Gepaart gepaart = paare(pool, m_lokal, m_azr, s, m_katalog, m_fassungen);
    for (const auto& [l, a] : gepaart.paare) vergleiche_vorkommen(nr, *l, *a);
    if (gepaart.offen) {
        Abweichung offen;
        offen.sachverhalt = nr;
        offen.art = AbweichungArt::nicht_vergleichbar;
        offen.ursache = Ursache::paarung_offen;
        offen.lokal = std::to_string(gepaart.nur_lokal.size());
        offen.azr = std::to_string(gepaart.nur_azr.size());
        melde(std::move(offen), gepaart.nur_lokal.front(), gepaart.nur_azr.front());
        ergebnis.klaerfaelle.push_back({domain::Frage::welches_vorkommen, m_zuordnung->lokal,
                                        m_zuordnung->azr, s.name, 0, ergebnis.abweichungen.back().kennung});
        return;
    }
    // An unreadable occurrence of one side may be the partner of any that is left on the other.
    const auto unlesbar = [](const Vorkommen* v) { return v->unlesbar; };
    const bool unsicher_l = std::any_of(gepaart.nur_azr.begin(), gepaart.nur_azr.end(), unlesbar);
    const bool unsicher_a = std::any_of(gepaart.nur_lokal.begin(), gepaart.nur_lokal.end(), unlesbar);
    for (const auto* v : gepaart.nur_lokal) fehlt(nr, *v, true, unsicher_l);
    for (const auto* v : gepaart.nur_azr) fehlt(nr, *v, false, unsicher_a);
}

std::string Paarvergleich::kurzfassung(const Bestand& bestand, const Vorkommen& v) const {
    const auto& s = m_katalog.sachverhalt(bestand.sachverhalt(v));
    if (const FeldNr haupt = m_katalog.find_feld(s.name, s.hauptfeld); haupt != 0)
        if (const auto wert = bestand.wert(v, haupt); !wert.empty()) return std::string(wert);
    for (const auto& b : bestand.blaetter_von(v))
        if (m_katalog.feld(b.feld).vergleich != Vergleich::nie && !b.text.leer())
            return std::string(bestand.text(b));
    return {};
}

void Paarvergleich::fehlt(SachverhaltNr nr, const Vorkommen& v, bool im_azr, bool unsicher) {
    Abweichung a;
    a.sachverhalt = nr;
    a.stand = (im_azr ? m_lokal : m_azr).stand(v);
    a.art = im_azr ? AbweichungArt::fehlt_im_azr : AbweichungArt::fehlt_lokal;
    a.ursache = Ursache::vorkommen_fehlt;
    a.schwere = a.stand == domain::Stand::historisch ? domain::Schwere::niedrig : domain::Schwere::hoch;
    if (v.unlesbar || unsicher) {
        a.art = AbweichungArt::nicht_vergleichbar;
        a.ursache = Ursache::nicht_lesbar;
    }
    (im_azr ? a.lokal : a.azr) = kurzfassung(im_azr ? m_lokal : m_azr, v);
    melde(std::move(a), im_azr ? &v : nullptr, im_azr ? nullptr : &v);
}

void Paarvergleich::vergleiche_vorkommen(SachverhaltNr nr, const Vorkommen& l, const Vorkommen& a) {
    if (l.unlesbar || a.unlesbar) {
        Abweichung befund;
        befund.sachverhalt = nr;
        befund.stand = m_azr.stand(a);
        befund.art = AbweichungArt::nicht_vergleichbar;
        befund.ursache = Ursache::nicht_lesbar;
        befund.lokal = kurzfassung(m_lokal, l);
        befund.azr = kurzfassung(m_azr, a);
        melde(std::move(befund), &l, &a);
        return;
    }
    // Equal content in the words of one version: nothing to look at, only to count.
    if (l.digest() == a.digest() && m_fassungen.lokal == m_fassungen.azr) {
        for (const Blatt& b : m_lokal.blaetter_von(l)) {
            if (b.text.leer() || !wird_verglichen(m_katalog.feld(b.feld))) continue;
            ++ergebnis.verglichene_felder;
            ++ergebnis.gleiche_felder;
        }
        return;
    }
    m_gemeldete_wahlen.clear();
    for (const FeldNr feld : m_katalog.sachverhalt(nr).felder) {
        const auto& f = m_katalog.feld(feld);
        if (wird_verglichen(f) && m_voll_lokal.felder[feld] != 0) vergleiche_feld(nr, feld, l, a);
    }
}

/// The sides fill different branches of one choice: one finding for the choice, none for its leaves.
bool Paarvergleich::formwechsel(SachverhaltNr nr, const katalog::Feld& feld, const Vorkommen& l,
                                const Vorkommen& a) {
    if (feld.wahl.empty()) return false;
    const auto zweig = [&](const Bestand& bestand, const Vorkommen& v, std::string& wert) {
        std::string name;
        for (const Blatt& b : bestand.blaetter_von(v)) {
            const auto& f = m_katalog.feld(b.feld);
            if (f.wahl != feld.wahl || f.rolle != katalog::Rolle::inhalt) continue;
            name = f.wahl_zweig;
            wert += (wert.empty() ? "" : " ") + std::string(bestand.text(b));
        }
        return name;
    };
    std::string wert_l, wert_a;
    const std::string zl = zweig(m_lokal, l, wert_l), za = zweig(m_azr, a, wert_a);
    if (zl.empty() || za.empty() || zl == za) return false;
    if (std::find(m_gemeldete_wahlen.begin(), m_gemeldete_wahlen.end(), feld.wahl) !=
        m_gemeldete_wahlen.end())
        return true;
    m_gemeldete_wahlen.push_back(feld.wahl);
    Abweichung befund;
    befund.sachverhalt = nr;
    befund.feld = m_katalog.find_feld(m_katalog.sachverhalt(nr).name, feld.pfad);
    befund.stand = m_azr.stand(a);
    befund.art = AbweichungArt::abweichend;
    befund.ursache = Ursache::formwechsel;
    befund.schwere = feld.schwere;
    befund.lokal = wert_l;
    befund.azr = wert_a;
    melde(std::move(befund), &l, &a);
    return true;
}

/// Equal bytes of two branches are two values: a place called "unbekannt" and the flag.
bool Paarvergleich::gleich(const katalog::Feld& feld, const Blatt& l, const Blatt& a) const {
    return l.zweig == a.zweig && gleichheit(feld, l, a) == Gleichheit::gleich;
}

Gleichheit Paarvergleich::gleichheit(const katalog::Feld& feld, const Blatt& l, const Blatt& a) const {
    return vergleiche_werte(m_katalog, feld, m_fassungen, m_lokal.text(l), m_azr.text(a));
}

/// Repeated values are a set: equal ones cancel out whatever their order, and of the rest those that are
/// alike come to stand side by side.
void Paarvergleich::ordne_werte(const katalog::Feld& f) {
    std::erase_if(m_blaetter_l, [&](const Blatt& x) {
        const auto it = std::find_if(m_blaetter_a.begin(), m_blaetter_a.end(),
                                     [&](const Blatt& y) { return gleich(f, x, y); });
        if (it == m_blaetter_a.end()) return false;
        m_blaetter_a.erase(it);
        ++ergebnis.verglichene_felder;
        ++ergebnis.gleiche_felder;
        return true;
    });
    for (std::size_t i = 0; i < std::min(m_blaetter_l.size(), m_blaetter_a.size()); ++i)
        for (std::size_t j = i; j < m_blaetter_a.size(); ++j)
            if (gleichheit(f, m_blaetter_l[i], m_blaetter_a[j]) != Gleichheit::verschieden) {
                std::swap(m_blaetter_a[i], m_blaetter_a[j]);
                break;
            }
}

void Paarvergleich::vergleiche_feld(SachverhaltNr nr, FeldNr feld, const Vorkommen& l, const Vorkommen& a) {
    const auto& f = m_katalog.feld(feld);
    sammle(m_lokal, l, feld, m_blaetter_l);
    sammle(m_azr, a, feld, m_blaetter_a);
    if (m_blaetter_l.empty() && m_blaetter_a.empty()) return;
    if ((m_blaetter_l.empty() && !f.in_fassung(m_fassungen.lokal)) ||
        (m_blaetter_a.empty() && !f.in_fassung(m_fassungen.azr))) {
        ++ergebnis.nicht_verglichen[m_katalog.sachverhalt(nr).name + "/" + f.pfad];
        return;
    }
    if (formwechsel(nr, f, l, a)) return;
    if (f.wiederholt) ordne_werte(f);
    for (std::size_t i = 0; i < std::max(m_blaetter_l.size(), m_blaetter_a.size()); ++i) {
        ++ergebnis.verglichene_felder;
        Abweichung befund;
        befund.sachverhalt = nr;
        befund.feld = feld;
        befund.stand = m_azr.stand(a);
        befund.schwere = f.schwere;
        const Blatt* bl = i < m_blaetter_l.size() ? &m_blaetter_l[i] : nullptr;
        const Blatt* ba = i < m_blaetter_a.size() ? &m_blaetter_a[i] : nullptr;
        if (f.wiederholt) befund.nummer = bl != nullptr ? bl->nummer : ba->nummer;
        if (bl != nullptr) befund.lokal = m_lokal.text(*bl);
        if (ba != nullptr) befund.azr = m_azr.text(*ba);
        if (bl == nullptr || ba == nullptr) {
            befund.art = bl == nullptr ? AbweichungArt::fehlt_lokal : AbweichungArt::fehlt_im_azr;
            befund.ursache = Ursache::wert_fehlt;
        } else {
            switch (gleichheit(f, *bl, *ba)) {
                case Gleichheit::gleich: ++ergebnis.gleiche_felder; continue;
                case Gleichheit::schreibweise:
                    befund.art = AbweichungArt::schreibweise;
                    befund.ursache = Ursache::schreibweise;
                    break;
                case Gleichheit::gleichwertig:
                    befund.art = AbweichungArt::schreibweise;
                    befund.ursache = Ursache::gleichwertig;
                    break;
                case Gleichheit::verkuerzt: befund.ursache = Ursache::verkuerzt; break;
                case Gleichheit::verschieden: break;
            }
        }
        melde(std::move(befund), &l, &a);
    }
}

void Paarvergleich::melde(Abweichung befund, const Vorkommen* l, const Vorkommen* a) {
    const auto& s = m_katalog.sachverhalt(befund.sachverhalt);
    befund.zuordnung = m_nummer;
    if (l != nullptr)
        befund.vorkommen = m_lokal.nummer(m_lokal.saetze[m_zuordnung->lokal], *l);
    else if (a != nullptr)
        befund.vorkommen = m_azr.nummer(m_azr.saetze[m_zuordnung->azr], *a);
    m_beurteiler.beurteile(befund, m_lage, m_lokal, l, m_azr, a);
    std::string_view stamm =
        a != nullptr ? domain::referenz_stamm(m_azr.wert(*a, s.referenz)) : std::string_view{};
    if (stamm.empty() && l != nullptr) stamm = domain::referenz_stamm(m_lokal.wert(*l, s.referenz));
    const std::string ohne_stamm =
        stamm.empty() ? (l != nullptr ? "l#" : "a#") + std::to_string(befund.vorkommen) : std::string{};
    // The index counts on the side that has the value: the same number may stand for two values.
    constexpr unsigned azr_versatz = 100'000;
    const unsigned nummer = befund.nummer + (befund.nummer != 0 && befund.lokal.empty() ? azr_versatz : 0);
    befund.kennung = m_kennungen.befund(
        m_zuordnung->kennung, s.name, stamm.empty() ? std::string_view(ohne_stamm) : stamm,
        befund.feld == 0 ? std::string_view{} : std::string_view(m_katalog.feld(befund.feld).stammpfad()),
        nummer);
    ergebnis.abweichungen.push_back(std::move(befund));
}

}  // namespace abgleich::compare
