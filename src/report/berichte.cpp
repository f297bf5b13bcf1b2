// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/report/berichte.hpp>

#include "bericht_html.hpp"
#include "sicht.hpp"
#include "tabellen.hpp"
#include "zusammenfassung.hpp"

namespace abgleich::report {
namespace {

void schreibe_datei(const base::OutputDirectory& ordner, std::string_view name, std::string_view inhalt) {
    base::OutputFile datei(ordner.file(name));
    datei.write(inhalt);
    datei.close();
}

}  // namespace

void schreibe_berichte(const Berichtsdaten& daten, const base::OutputDirectory& ordner) {
    const Sicht sicht(daten);
    schreibe_tabellen(sicht, ordner);
    schreibe_datei(ordner, "zusammenfassung.json", zusammenfassung_json(sicht));
    schreibe_datei(ordner, "lauf.json", lauf_json(daten.ergebnis.lauf));
    schreibe_datei(ordner, "bericht.html", bericht_html(sicht));
}

}  // namespace abgleich::report
