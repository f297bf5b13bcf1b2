// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "sicht.hpp"

#include <algorithm>

namespace abgleich::report {
namespace {

/// Offset behind the segment of the path that has this name, or 0.
std::size_t hinter_segment(std::string_view pfad, std::string_view name) {
    for (std::size_t anfang = 0; anfang < pfad.size();) {
        const std::size_t ende = std::min(pfad.find_first_of("/@", anfang), pfad.size());
        if (pfad.substr(anfang, ende - anfang) == name) return ende;
        anfang = ende + 1;
    }
    return 0;
}

}  // namespace

Sicht::Sicht(const Berichtsdaten& daten) : m_daten(daten) {
    markiere_gesperrte();
    const bool mit_index =
        std::ranges::any_of(ergebnis().abweichungen, [](const auto& a) { return a.nummer != 0; });
    if (!mit_index) return;
    m_index_ort.resize(katalog().felder());
    for (const katalog::Wurzel& wurzel : katalog().wurzeln())
        suche_wiederholungen(katalog().knoten(wurzel.knoten), {});
}

void Sicht::markiere_gesperrte() {
    const auto eigene = [](const domain::Bestand& bestand) {
        std::vector<bool> gesperrt(bestand.saetze.size());
        for (std::size_t i = 0; i < gesperrt.size(); ++i) gesperrt[i] = bestand.saetze[i].gesperrt;
        return gesperrt;
    };
    m_lokal_gesperrt = eigene(lokal());
    m_azr_gesperrt = eigene(azr());
    // A local record may stand in several pairs (candidates of a Klaerfall). If one partner is under a
    // Sperre, the values of the record are masked in all of them.
    std::vector<const domain::Zuordnung*> betroffen;
    for (const domain::Zuordnung& z : ergebnis().zuordnungen)
        if (gesperrt(z)) betroffen.push_back(&z);
    for (const domain::Zuordnung* z : betroffen) {
        if (z->lokal != domain::kein_satz) m_lokal_gesperrt[z->lokal] = true;
        if (z->azr != domain::kein_satz) m_azr_gesperrt[z->azr] = true;
    }
}

// The index belongs to the nearest element above the leaf that may repeat within its occurrence.
void Sicht::suche_wiederholungen(const katalog::Knoten& knoten, std::string_view wiederholt) {
    const std::string_view name = katalog().graph().namen.lokal(knoten.name);
    if (knoten.beginnt_vorkommen)
        wiederholt = {};
    else if (knoten.wiederholt)
        wiederholt = name;
    if (knoten.feld != 0 && !wiederholt.empty()) {
        const std::string& pfad = katalog().feld(knoten.feld).pfad;
        const std::size_t ort = hinter_segment(pfad, wiederholt);
        m_index_ort[knoten.feld] = static_cast<std::uint16_t>(ort == 0 ? pfad.size() : ort);
    }
    const katalog::Inhaltsmodell* modell = katalog().modell(knoten);
    if (modell == nullptr) return;
    for (std::size_t p = 0; p < modell->partikel.size(); ++p) {
        const katalog::KnotenNr kind = katalog().kind(knoten, static_cast<std::uint16_t>(p));
        if (kind != katalog::kein_knoten) suche_wiederholungen(katalog().knoten(kind), wiederholt);
    }
}

std::string_view Sicht::aktenzeichen(std::uint32_t satz) const {
    if (satz == domain::kein_satz) return {};
    return lokal().text(lokal().saetze[satz].aktenzeichen);
}

std::string Sicht::azr_nummer(std::uint32_t satz_lokal, std::uint32_t satz_azr) const {
    if (satz_azr != domain::kein_satz && !azr().saetze[satz_azr].azr_nummer.leer())
        return azr().saetze[satz_azr].azr_nummer.text();
    if (satz_lokal != domain::kein_satz && !lokal().saetze[satz_lokal].azr_nummer.leer())
        return lokal().saetze[satz_lokal].azr_nummer.text();
    return {};
}

bool Sicht::gesperrt(const domain::Zuordnung& z) const {
    return (z.lokal != domain::kein_satz && m_lokal_gesperrt[z.lokal]) ||
           (z.azr != domain::kein_satz && m_azr_gesperrt[z.azr]);
}

std::string Sicht::feldpfad(const domain::Abweichung& a) const {
    if (a.feld == 0) return {};
    std::string pfad = katalog().feld(a.feld).pfad;
    if (a.nummer != 0) {
        const std::size_t ort = m_index_ort[a.feld] == 0 ? pfad.size() : m_index_ort[a.feld];
        pfad.insert(ort, '[' + std::to_string(a.nummer) + ']');
    }
    return pfad;
}

std::string_view Sicht::datei(const domain::Herkunft& herkunft) const {
    const auto& dateien = ergebnis().lauf.dateien;
    return herkunft.datei < dateien.size() ? std::string_view(dateien[herkunft.datei].name)
                                           : std::string_view();
}

}  // namespace abgleich::report
