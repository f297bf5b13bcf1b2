// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "vergleiche.hpp"

#include <abgleich/domain/datum.hpp>
#include <abgleich/normalise/form.hpp>

#include <algorithm>

namespace abgleich::compare {

using katalog::Vergleich;

namespace {

constexpr std::size_t kuerzbar_ab = 20;  // shorter beginnings are names of their own (Ali, Alimohammadi)

Gleichheit nach_form(const std::string& a, const std::string& b, Gleichheit sonst = Gleichheit::verschieden) {
    return a == b ? Gleichheit::schreibweise : sonst;
}

Gleichheit vergleiche_text(std::string_view a, std::string_view b) {
    const std::string fa = normalise::vergleichsform(a), fb = normalise::vergleichsform(b);
    if (fa == fb) return Gleichheit::schreibweise;
    const std::string& kurz = fa.size() < fb.size() ? fa : fb;
    const std::string& lang = fa.size() < fb.size() ? fb : fa;
    return kurz.size() >= kuerzbar_ab && lang.starts_with(kurz) ? Gleichheit::verkuerzt
                                                                : Gleichheit::verschieden;
}

Gleichheit vergleiche_teildatum(std::string_view a, std::string_view b) {
    const auto da = domain::TeilbekanntesDatum::parse(a), db = domain::TeilbekanntesDatum::parse(b);
    if (!da || !db) return Gleichheit::verschieden;
    if (*da == *db) return Gleichheit::gleich;
    return domain::vertraeglich(*da, *db) ? Gleichheit::gleichwertig : Gleichheit::verschieden;
}

bool wahr(std::string_view wert) { return wert == "true" || wert == "1"; }

std::string_view ohne_nullen(std::string_view zahl) {
    const auto erste = zahl.find_first_not_of("+0");
    return erste == std::string_view::npos ? zahl.substr(zahl.empty() ? 0 : zahl.size() - 1)
                                           : zahl.substr(erste);
}

}  // namespace

Gleichheit vergleiche_werte(Vergleich art, std::string_view a, std::string_view b) {
    if (a == b) return Gleichheit::gleich;
    switch (art) {
        case Vergleich::name:
        case Vergleich::text:
        case Vergleich::ort: return vergleiche_text(a, b);
        case Vergleich::strasse: return nach_form(normalise::strassenform(a), normalise::strassenform(b));
        case Vergleich::hausnummer:
            return nach_form(normalise::hausnummernform(a), normalise::hausnummernform(b));
        case Vergleich::nummer: return nach_form(normalise::nummernform(a), normalise::nummernform(b));
        case Vergleich::teildatum: return vergleiche_teildatum(a, b);
        case Vergleich::wahrheitswert:
            return wahr(a) == wahr(b) ? Gleichheit::gleich : Gleichheit::verschieden;
        case Vergleich::zahl:
            return ohne_nullen(a) == ohne_nullen(b) ? Gleichheit::gleich : Gleichheit::verschieden;
        case Vergleich::datum:
        case Vergleich::code:
        case Vergleich::staat:
        case Vergleich::behoerde:
        case Vergleich::nie:
        case Vergleich::undurchsichtig: break;
    }
    return Gleichheit::verschieden;
}

Gleichheit vergleiche_werte(const katalog::Katalog& katalog, const katalog::Feld& feld,
                            Fassungspaar fassungen, std::string_view lokal, std::string_view azr) {
    if (!feld.nachfolgen.empty()) {
        lokal = katalog.neuester_code(feld, fassungen.lokal, lokal);
        azr = katalog.neuester_code(feld, fassungen.azr, azr);
    }
    return vergleiche_werte(feld.vergleich, lokal, azr);
}

}  // namespace abgleich::compare
