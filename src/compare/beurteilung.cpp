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
    return alter < m_optionen.karenz_tage;
}

/// § 3 Abs. 4 AZRG: for Unionsbürger the register holds a short record only. `gruppen` names the groups
/// for whom it may hold the Sachverhalt; none named means all.
bool Beurteiler::gruppe_erlaubt(const katalog::Sachverhalt& s, const Paarlage& lage) const {
    if (s.gruppen.empty() || lage.drittstaat) return true;
    return std::find(s.gruppen.begin(), s.gruppen.end(), "eu") != s.gruppen.end();
}

void Beurteiler::beurteile(Abweichung& a, const Paarlage& lage, const domain::Bestand& lokal_bestand,
                           const domain::Vorkommen* lokal, const domain::Bestand& azr_bestand,
                           const domain::Vorkommen* azr) const {
    const katalog::Sachverhalt& s = m_katalog.sachverhalt(a.sachverhalt);
    const auto stand_lokal = lokal == nullptr ? std::string_view{} : lokal_bestand.wert(*lokal, s.stand);
    const auto stand_azr = azr == nullptr ? std::string_view{} : azr_bestand.wert(*azr, s.stand);
    const auto melder_azr = azr == nullptr ? std::string_view{} : azr_bestand.wert(*azr, s.herkunft);

    const bool abh_meldet =
        s.melder.empty() || std::find(s.melder.begin(), s.melder.end(), "abh") != s.melder.end();
    const bool eigener =
        m_optionen.behoerde.empty() || melder_azr.empty() || melder_azr == m_optionen.behoerde;
    const bool fuehren_wir = m_optionen.behoerde.empty() || lage.aktenfuehrend.empty() ||
                             lage.aktenfuehrend == m_optionen.behoerde;
    a.zustaendig = abh_meldet && (eigener || fuehren_wir) ? Zustaendig::wir : Zustaendig::andere;

    if (a.art == AbweichungArt::fehlt_im_azr) {
        const bool historie = a.stand == domain::Stand::historisch && !lage.azr_hat_historie && a.feld == 0;
        if (!gruppe_erlaubt(s, lage) || historie) a.ursache = Ursache::rechtmaessig_abwesend;
    }
    const std::string& pfad = a.feld == 0 ? s.name : m_katalog.feld(a.feld).pfad;
    const bool im_streit =
        !lage.bestritten.empty() && (lage.bestritten.find(pfad) != std::string_view::npos ||
                                     lage.bestritten.find(s.name) != std::string_view::npos);
    if (a.ursache == Ursache::rechtmaessig_abwesend) {
        a.vorschlag = Vorschlag::keiner;
        a.schwere = domain::Schwere::niedrig;
    } else if (a.ursache == Ursache::nicht_lesbar) {
        a.vorschlag = Vorschlag::keiner;
    } else if (im_streit) {
        a.ursache = Ursache::bestritten;
        a.vorschlag = Vorschlag::keiner;
    } else if (frisch(stand_lokal) || frisch(stand_azr)) {
        a.ursache = Ursache::frisch;
        a.vorschlag = Vorschlag::keiner;
    } else if (a.art == AbweichungArt::schreibweise) {
        a.vorschlag = a.ursache == Ursache::gleichwertig ? Vorschlag::pruefen : Vorschlag::keiner;
        a.schwere = domain::Schwere::niedrig;
    } else if (a.art == AbweichungArt::fehlt_lokal) {
        a.vorschlag = Vorschlag::lokal_uebernehmen;
    } else if (a.zustaendig != Zustaendig::wir) {
        a.vorschlag = Vorschlag::hinweis_geben;
    } else if (a.art == AbweichungArt::fehlt_im_azr) {
        a.vorschlag = a.feld == 0 ? Vorschlag::azr_ergaenzen : Vorschlag::azr_berichtigen;
    } else if (!stand_lokal.empty() && !stand_azr.empty() && stand_lokal != stand_azr) {
        // Only letzteAenderung can say which side is older.
        a.vorschlag = stand_lokal > stand_azr ? Vorschlag::azr_berichtigen : Vorschlag::lokal_uebernehmen;
    } else {
        a.vorschlag = Vorschlag::pruefen;
    }
}

}  // namespace abgleich::compare
