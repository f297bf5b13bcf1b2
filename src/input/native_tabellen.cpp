// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "native_tabellen.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>

#include <algorithm>
#include <array>

namespace abgleich::input {

namespace {

constexpr std::array<std::string_view, 7> datensatz_spalten = {
    "azrNummer", "datei", "sachbearbeiter", "abgang", "abgangsdatum", "bestritten", "sperre"};

Wertquelle spalte(const std::string& name) {
    Wertquelle q;
    q.spalten = {name};
    return q;
}

/// "staatsangehoerigkeit[2]@version" -> "staatsangehoerigkeit@version"
std::string ohne_nummern(std::string_view pfad) {
    std::string ziel;
    bool innen = false;
    for (const char c : pfad) {
        innen = innen || c == '[';
        if (!innen) ziel += c;
        innen = innen && c != ']';
    }
    return ziel;
}

}  // namespace

std::string tabellenname(std::string_view pfad) {
    pfad = pfad.substr(pfad.find_last_of("/!") + 1);
    for (const std::string_view endung : {".gz", ".zst", ".csv"})
        if (pfad.size() > endung.size() && base::to_lower(pfad).ends_with(endung))
            pfad.remove_suffix(endung.size());
    return std::string(pfad);
}

std::optional<Dateiabbildung> native_abbildung(Tabelle& t, const katalog::Katalog& katalog,
                                               domain::Seite seite) {
    const std::string name = tabellenname(t.name);
    const bool datensatz = name == "datensatz";
    if (!datensatz && katalog.find_sachverhalt(name) == nullptr) return std::nullopt;
    const std::string schluessel = seite == domain::Seite::azr ? "azrNummer" : "aktenzeichen";
    if (t.spalten.front() != schluessel)
        throw base::InputError(
            t.name + ": column '" + schluessel +
            "' does not stand first (expected it there, fields parted by ';'); describe a table in "
            "another layout with a mapping");
    Dateiabbildung d;
    d.name = name;
    d.schluessel = spalte(schluessel);
    Eintrag eintrag;
    eintrag.sachverhalt = name;
    std::vector<std::string> bekannte;
    // Further behind, a field may have the name of the key (meldestatus/aktenzeichen).
    for (std::size_t i = 1; i < t.spalten.size(); ++i) {
        const std::string s = t.spalten[i];
        if (s.empty()) continue;
        if (s == schluessel) t.spalten[i] += schluesseltrenner;
        if (s == "person") {
            d.person = spalte(s);
        } else if (s == "vorkommen" && !datensatz) {
            d.vorkommen = spalte(s);
        } else if (s == "stand" && !datensatz) {
            eintrag.stand = spalte(s);
        } else if (datensatz && std::find(datensatz_spalten.begin(), datensatz_spalten.end(), s) !=
                                    datensatz_spalten.end()) {
            d.datensatz.emplace_back(s, spalte(s));
            d.datensatz.back().second.ist_datum = s == "abgangsdatum";
        } else if (katalog.find_feld(name, ohne_nummern(s)) != 0) {
            eintrag.felder.emplace_back(s, spalte(t.spalten[i]));
        } else {
            if (bekannte.empty()) {
                for (const auto feld : katalog.find_sachverhalt(name)->felder)
                    bekannte.push_back(katalog.feld(feld).pfad);
                if (datensatz)
                    bekannte.insert(bekannte.end(), datensatz_spalten.begin(), datensatz_spalten.end());
            }
            const auto vorschlag = base::closest(s, bekannte);
            t.probleme.push_back({domain::ProblemCode::spalte_unbekannt,
                                  {t.datei, 1, 0},
                                  0,
                                  "column '" + s + "' is no field of '" + name + "'" +
                                      (vorschlag.empty() ? "" : ", did you mean '" + vorschlag + "'?"),
                                  false});
        }
    }
    if (!eintrag.felder.empty()) d.eintraege.push_back(std::move(eintrag));
    return d;
}

}  // namespace abgleich::input
