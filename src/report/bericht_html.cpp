// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "bericht_html.hpp"

#include "sicht.hpp"

namespace abgleich::report {

std::string bericht_html(const Sicht& sicht) {
    std::string seite;
    seite.reserve(std::size_t{1} << 20);
    seite_anfang(seite, sicht);
    kennzahlen(seite, sicht);
    verteilungen(seite, sicht);
    fehlzuordnungen(seite, sicht);
    klaerfaelle(seite, sicht);
    abweichungen(seite, sicht);
    nur_lokal(seite, sicht);
    nur_azr(seite, sicht);
    if (sicht.ergebnis().registerabgleich_vorhanden) registerabgleich(seite, sicht);
    eingabefehler(seite, sicht);
    nicht_verglichen(seite, sicht);
    seite_ende(seite, sicht);
    return seite;
}

}  // namespace abgleich::report
