// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "alleinstehende.hpp"

#include <algorithm>
#include <unordered_map>

namespace abgleich::match {

using domain::AlleinGrund;
using domain::Alleinstehend;
using domain::Empfehlung;

namespace {

/// Records of a side by number, unreadable ones and those of Datei B included.
std::unordered_map<std::uint64_t, std::uint32_t> nach_nummer(const domain::Bestand& bestand) {
    std::unordered_map<std::uint64_t, std::uint32_t> index;
    for (std::uint32_t i = 0; i < bestand.saetze.size(); ++i)
        if (!bestand.saetze[i].azr_nummer.leer()) index.emplace(bestand.saetze[i].azr_nummer.wert(), i);
    for (std::uint32_t i = 0; i < bestand.saetze.size(); ++i)  // and by the number before a merger
        if (!bestand.saetze[i].alte_nummer.leer()) index.emplace(bestand.saetze[i].alte_nummer.wert(), i);
    return index;
}

std::string_view erster_wert(const domain::Bestand& b, const domain::Satz& satz,
                             const katalog::Katalog& katalog, katalog::Sonderfeld welches, bool nur_aktuell) {
    const auto feld = katalog.sonder(welches);
    for (const auto& v : b.vorkommen_von(satz))
        if (b.sachverhalt(v) == katalog.feld(feld).sachverhalt &&
            (!nur_aktuell || b.stand(v) == domain::Stand::aktuell))
            if (const auto wert = b.wert(v, feld); !wert.empty()) return wert;
    return {};
}

bool in_klasse(const katalog::Katalog& katalog, std::string_view klasse, std::string_view code) {
    const auto codes = katalog.codeklasse(klasse);
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::pair<AlleinGrund, Empfehlung> grund_lokal(const Umstaende& u, const domain::Satz& satz,
                                               const std::unordered_map<std::uint64_t, std::uint32_t>& azr) {
    if (satz.datei_b) return {AlleinGrund::datei_b, Empfehlung::keine};
    const bool mit_nummer = !satz.azr_nummer.leer();
    if (mit_nummer) {
        const auto it = azr.find(satz.azr_nummer.wert());
        if (it != azr.end() && !u.azr.saetze[it->second].im_bestand)
            return {AlleinGrund::gegenseite_nicht_lesbar, Empfehlung::eingabe_berichtigen};
    }
    if (!satz.abgang.leer()) return {AlleinGrund::abgang, Empfehlung::keine};
    if (satz.nummer_unlesbar) return {AlleinGrund::azr_nummer_nicht_lesbar, Empfehlung::eingabe_berichtigen};
    if (!mit_nummer) return {AlleinGrund::ohne_azr_nummer, Empfehlung::im_azr_suchen};
    if (u.liste.vorhanden && u.liste.find(satz.azr_nummer) != nullptr)
        return {AlleinGrund::nicht_angefragt, Empfehlung::inhalt_anfragen};
    if (u.optionen.unlesbar_azr != 0)
        return {AlleinGrund::gegenseite_unvollstaendig, Empfehlung::eingabe_berichtigen};
    if (u.liste.vorhanden) return {AlleinGrund::nicht_in_abgleichsdaten, Empfehlung::zustaendigkeit_klaeren};
    if (!u.optionen.voll) return {AlleinGrund::nicht_angefragt, Empfehlung::inhalt_anfragen};
    return {AlleinGrund::nicht_im_azr, Empfehlung::im_azr_suchen};
}

std::pair<AlleinGrund, Empfehlung> grund_azr(const Umstaende& u, const domain::Satz& satz,
                                             const std::unordered_map<std::uint64_t, std::uint32_t>& lokal) {
    auto it = lokal.find(satz.azr_nummer.wert());
    if (it == lokal.end() && !satz.alte_nummer.leer()) it = lokal.find(satz.alte_nummer.wert());
    if (it != lokal.end()) {
        if (!u.lokal.saetze[it->second].im_bestand)
            return {AlleinGrund::gegenseite_nicht_lesbar, Empfehlung::eingabe_berichtigen};
        if (u.lokal.saetze[it->second].datei_b) return {AlleinGrund::datei_b, Empfehlung::akte_pruefen};
    }
    const auto meldestatus = erster_wert(u.azr, satz, u.katalog, katalog::Sonderfeld::meldestatus, true);
    if (in_klasse(u.katalog, "meldestatus:fort", meldestatus) ||
        in_klasse(u.katalog, "meldestatus:tot", meldestatus))
        return {AlleinGrund::verstorben_oder_fortgezogen, Empfehlung::keine};
    const auto aktenfuehrend = erster_wert(u.azr, satz, u.katalog, katalog::Sonderfeld::aktenfuehrend, false);
    if (!u.optionen.behoerde.empty() && !aktenfuehrend.empty() && aktenfuehrend != u.optionen.behoerde)
        return {AlleinGrund::andere_abh, Empfehlung::zustaendigkeit_klaeren};
    if (u.optionen.unlesbar_lokal != 0)
        return {AlleinGrund::gegenseite_unvollstaendig, Empfehlung::eingabe_berichtigen};
    return {AlleinGrund::nicht_in_datei_a, Empfehlung::akte_pruefen};
}

}  // namespace

void begruende_alleinstehende(const Umstaende& u, const std::vector<bool>& vergeben_lokal,
                              const std::vector<bool>& vergeben_azr, Abgleich& ergebnis) {
    const auto azr_index = nach_nummer(u.azr);
    const auto lokal_index = nach_nummer(u.lokal);
    for (std::uint32_t i = 0; i < u.lokal.saetze.size(); ++i) {
        const auto& satz = u.lokal.saetze[i];
        if (vergeben_lokal[i] || !satz.im_bestand) continue;
        const auto [grund, empfehlung] = grund_lokal(u, satz, azr_index);
        ergebnis.nur_lokal.push_back(
            {i, satz.azr_nummer, grund, empfehlung,
             u.kennungen.satz(domain::Seite::lokal, u.lokal.text(satz.aktenzeichen))});
    }
    for (std::uint32_t i = 0; i < u.azr.saetze.size(); ++i) {
        const auto& satz = u.azr.saetze[i];
        if (vergeben_azr[i] || !satz.im_bestand) continue;
        const auto [grund, empfehlung] = grund_azr(u, satz, lokal_index);
        ergebnis.nur_azr.push_back({i, satz.azr_nummer, grund, empfehlung,
                                    u.kennungen.satz(domain::Seite::azr, satz.azr_nummer.text())});
    }
    for (const auto& eintrag : u.liste.eintraege) {
        if (azr_index.contains(eintrag.nummer.wert()) || lokal_index.contains(eintrag.nummer.wert()))
            continue;
        const auto grund = u.optionen.unlesbar_lokal != 0 ? AlleinGrund::gegenseite_unvollstaendig
                                                          : AlleinGrund::nur_nummer_bekannt;
        ergebnis.nur_azr.push_back({domain::kein_satz, eintrag.nummer, grund, Empfehlung::inhalt_anfragen,
                                    u.kennungen.satz(domain::Seite::azr, eintrag.nummer.text())});
    }
    std::stable_sort(
        ergebnis.nur_azr.begin(), ergebnis.nur_azr.end(),
        [](const Alleinstehend& a, const Alleinstehend& b) { return a.azr_nummer < b.azr_nummer; });
}

}  // namespace abgleich::match
