// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "beurteilung.hpp"

#include <abgleich/base/clock.hpp>

#include <algorithm>

namespace abgleich::compare {

using domain::Abweichung;
using domain::AbweichungArt;
using domain::Ursache;
using domain::Vorschlag;
using domain::Zustaendig;

bool Beurteiler::frisch(std::string_view tag) const {
    base::Clock::TimePoint zeit;
    if (!base::parse_iso(tag, zeit)) return false;
    constexpr std::int64_t ms_je_tag = 86'400'000;
    const auto alter = (m_optionen.jetzt_ms - zeit.time_since_epoch().count()) / ms_je_tag;
    return alter >= -1 && alter < m_optionen.karenz_tage;  // a day that lies ahead is a typing slip
}

/// § 3 Abs. 4 AZRG: for Unionsbürger the register holds a short record only. `gruppen` names the groups
/// for whom it may hold the Sachverhalt; none named means all.
bool Beurteiler::gruppe_erlaubt(const katalog::Sachverhalt& s, const Paarlage& lage) const {
    if (s.gruppen.empty() || lage.drittstaat) return true;
    return std::find(s.gruppen.begin(), s.gruppen.end(), "eu") != s.gruppen.end();
}

/// `bestritten` lists Sachverhalte or paths (`grundpersonalien/geburtsangaben`), separated by blanks or
/// commas; a path stands for everything below it, in the words of any version.
bool Beurteiler::bestritten(const Abweichung& a, std::string_view liste) const {
    const std::string& sachverhalt = m_katalog.sachverhalt(a.sachverhalt).name;
    const auto liegt_darunter = [&](std::string_view pfad) {
        const auto passt = [&](const std::string& voll) {
            return voll.starts_with(pfad) && (voll.size() == pfad.size() || voll[pfad.size()] == '/');
        };
        if (a.feld == 0) return passt(sachverhalt);
        const auto& feld = m_katalog.feld(a.feld);
        return passt(sachverhalt + "/" + feld.pfad) ||
               std::any_of(feld.fruehere_pfade.begin(), feld.fruehere_pfade.end(),
                           [&](const auto& frueher) { return passt(sachverhalt + "/" + frueher); });
    };
    while (!liste.empty()) {
        const auto ende = std::min(liste.find_first_of(", \t\n"), liste.size());
        const auto pfad = liste.substr(0, ende);
        liste.remove_prefix(std::min(ende + 1, liste.size()));
        if (!pfad.empty() && liegt_darunter(pfad)) return true;
    }
    return false;
}

Zustaendig Beurteiler::zustaendig(const katalog::Sachverhalt& s, const Paarlage& lage) const {
    const auto meldet = [&](const char* wer) {
        return std::find(s.melder.begin(), s.melder.end(), wer) != s.melder.end();
    };
    if (!s.melder.empty() && !meldet("abh"))
        return meldet("registerbehoerde") ? Zustaendig::registerbehoerde : Zustaendig::andere;
    // Whom the file belongs to corrects it, whoever reported the fact (§ 8 Abs. 4 AZRG).
    const bool fuehren_wir = m_optionen.behoerde.empty() || lage.aktenfuehrend.empty() ||
                             lage.aktenfuehrend == m_optionen.behoerde;
    return fuehren_wir ? Zustaendig::wir : Zustaendig::andere;
}

/// A block is corrected as a whole, so one direction holds for all its fields: that of the side that was
/// changed last. An empty value never blanks a filled one.
Vorschlag Beurteiler::vorschlag(const Abweichung& a, std::string_view stand_lokal,
                                std::string_view stand_azr) const {
    const bool wir = a.zustaendig == Zustaendig::wir;
    const Vorschlag ins_azr = !wir          ? Vorschlag::hinweis_geben
                              : a.feld == 0 ? Vorschlag::azr_ergaenzen
                                            : Vorschlag::azr_berichtigen;
    const bool alter_bekannt =
        a.feld != 0 && !stand_lokal.empty() && !stand_azr.empty() && stand_lokal != stand_azr;
    switch (a.art) {
        case AbweichungArt::schreibweise:
            return a.ursache == Ursache::gleichwertig ? Vorschlag::pruefen : Vorschlag::keiner;
        case AbweichungArt::fehlt_lokal:
            return alter_bekannt && stand_lokal > stand_azr ? Vorschlag::pruefen
                                                            : Vorschlag::lokal_uebernehmen;
        case AbweichungArt::fehlt_im_azr:
            return alter_bekannt && stand_azr > stand_lokal ? Vorschlag::pruefen : ins_azr;
        case AbweichungArt::abweichend:
            if (alter_bekannt) return stand_lokal > stand_azr ? ins_azr : Vorschlag::lokal_uebernehmen;
            return wir ? Vorschlag::pruefen : Vorschlag::hinweis_geben;
        case AbweichungArt::fehlzuordnung:
        case AbweichungArt::nicht_vergleichbar: break;
    }
    return Vorschlag::pruefen;
}

void Beurteiler::beurteile(Abweichung& a, const Paarlage& lage, const domain::Bestand& lokal_bestand,
                           const domain::Vorkommen* lokal, const domain::Bestand& azr_bestand,
                           const domain::Vorkommen* azr) const {
    const katalog::Sachverhalt& s = m_katalog.sachverhalt(a.sachverhalt);
    const auto stand_lokal = lokal == nullptr ? std::string_view{} : lokal_bestand.wert(*lokal, s.stand);
    const auto stand_azr = azr == nullptr ? std::string_view{} : azr_bestand.wert(*azr, s.stand);
    a.zustaendig = zustaendig(s, lage);
    const bool historie = a.stand == domain::Stand::historisch && !lage.azr_hat_historie && a.feld == 0;
    if (a.art == AbweichungArt::fehlt_im_azr && (historie || !gruppe_erlaubt(s, lage)))
        a.ursache = Ursache::rechtmaessig_abwesend;
    else if (a.ursache != Ursache::nicht_lesbar && bestritten(a, lage.bestritten))
        a.ursache = Ursache::bestritten;
    else if (a.ursache != Ursache::nicht_lesbar && (frisch(stand_lokal) || frisch(stand_azr)))
        a.ursache = Ursache::frisch;

    const bool nichts_zu_tun = a.ursache == Ursache::rechtmaessig_abwesend ||
                               a.ursache == Ursache::nicht_lesbar || a.ursache == Ursache::bestritten ||
                               a.ursache == Ursache::frisch;
    if (a.ursache == Ursache::rechtmaessig_abwesend || a.art == AbweichungArt::schreibweise)
        a.schwere = domain::Schwere::niedrig;
    a.vorschlag = nichts_zu_tun ? Vorschlag::keiner : vorschlag(a, stand_lokal, stand_azr);
    // AZR.ArtDerAenderung: 01 adds; 02 follows a change of the world: our entry is younger than the
    // register's; 04 says that the stored value was wrong. The clerk may choose the other.
    if (a.vorschlag == Vorschlag::azr_ergaenzen) a.aenderungsart = "01";
    if (a.vorschlag == Vorschlag::azr_berichtigen)
        a.aenderungsart = stand_lokal > stand_azr && !stand_azr.empty() ? "02" : "04";
}

}  // namespace abgleich::compare
