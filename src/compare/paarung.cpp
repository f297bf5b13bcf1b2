// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "paarung.hpp"

#include "vergleiche.hpp"

#include <abgleich/domain/azr_nummer.hpp>

#include <algorithm>
#include <string>
#include <tuple>

namespace abgleich::compare {

using domain::Bestand;
using domain::Vorkommen;
using katalog::Paarung;

namespace {

/// All keys of a step as one text; empty where one of them is missing.
std::string schluessel(const katalog::Katalog& katalog, const Bestand& bestand, std::uint8_t fassung,
                       const Vorkommen& v, const std::vector<Paarung::Schluessel>& stufe) {
    std::string text;
    for (const auto& s : stufe) {
        std::string_view wert = katalog.neuester_code(katalog.feld(s.feld), fassung, bestand.wert(v, s.feld));
        if (s.stamm) wert = domain::referenz_stamm(wert);
        if (wert.empty()) return {};
        text += wert;
        text += '\0';
    }
    return text;
}

/// How many compared fields of two occurrences agree and disagree.
std::pair<int, int> uebereinstimmung(const Bestand& lokal, const Vorkommen& l, const Bestand& azr,
                                     const Vorkommen& a, const katalog::Sachverhalt& s,
                                     const katalog::Katalog& katalog, Fassungspaar fassungen) {
    int gleich = 0, verschieden = 0;
    for (const auto feld : s.felder) {
        const auto& f = katalog.feld(feld);
        if (f.vergleich == katalog::Vergleich::nie) continue;
        const auto wl = lokal.wert(l, feld), wa = azr.wert(a, feld);
        if (wl.empty() || wa.empty()) continue;
        const auto gleichheit = vergleiche_werte(katalog, f, fassungen, wl, wa);
        ++(gleichheit == Gleichheit::verschieden ? verschieden : gleich);
    }
    return {gleich, verschieden};
}

class Paarer {
public:
    Paarer(const Pool& pool, const Bestand& lokal, const Bestand& azr, const katalog::Sachverhalt& s,
           const katalog::Katalog& katalog, Fassungspaar fassungen)
        : m_pool(pool),
          m_lokal(lokal),
          m_azr(azr),
          m_s(s),
          m_katalog(katalog),
          m_fassungen(fassungen),
          m_l(pool.lokal.size(), false),
          m_a(pool.azr.size(), false) {}

    Gepaart paare() {
        for (const auto& stufe : m_s.paarung.stufen) nach_schluessel(stufe);
        if (m_s.paarung.rest == Paarung::Rest::einzeln)
            einzeln();
        else if (m_s.paarung.rest == Paarung::Rest::beste_zuordnung)
            nach_aehnlichkeit();
        for (std::size_t i = 0; i < m_l.size(); ++i)
            if (!m_l[i]) m_ergebnis.nur_lokal.push_back(m_pool.lokal[i]);
        for (std::size_t j = 0; j < m_a.size(); ++j)
            if (!m_a[j]) m_ergebnis.nur_azr.push_back(m_pool.azr[j]);
        m_ergebnis.offen = m_s.paarung.rest == Paarung::Rest::klaerfall && !m_ergebnis.nur_lokal.empty() &&
                           !m_ergebnis.nur_azr.empty();
        std::sort(m_ergebnis.paare.begin(), m_ergebnis.paare.end(),
                  [](const auto& x, const auto& y) { return x.first < y.first; });
        return std::move(m_ergebnis);
    }

private:
    std::pair<int, int> wie_gleich(std::size_t i, std::size_t j) const {
        return uebereinstimmung(m_lokal, *m_pool.lokal[i], m_azr, *m_pool.azr[j], m_s, m_katalog,
                                m_fassungen);
    }

    bool gleicher_stand(std::size_t i, std::size_t j) const {
        return m_lokal.stand(*m_pool.lokal[i]) == m_azr.stand(*m_pool.azr[j]);
    }

    void verbinde(std::size_t i, std::size_t j) {
        m_l[i] = m_a[j] = true;
        m_ergebnis.paare.emplace_back(m_pool.lokal[i], m_pool.azr[j]);
    }

    void nach_schluessel(const std::vector<Paarung::Schluessel>& stufe) {
        struct Kandidat {
            bool gleicher_stand;
            int gleich;
            std::size_t i, j;
        };
        std::vector<Kandidat> kandidaten;
        std::vector<std::pair<std::string, std::size_t>> azr;  // keys of the register side, sorted
        for (std::size_t j = 0; j < m_a.size(); ++j)
            if (!m_a[j])
                if (auto k = schluessel(m_katalog, m_azr, m_fassungen.azr, *m_pool.azr[j], stufe); !k.empty())
                    azr.emplace_back(std::move(k), j);
        std::sort(azr.begin(), azr.end());
        for (std::size_t i = 0; i < m_l.size(); ++i) {
            if (m_l[i]) continue;
            const std::string k = schluessel(m_katalog, m_lokal, m_fassungen.lokal, *m_pool.lokal[i], stufe);
            if (k.empty()) continue;
            for (auto it = std::lower_bound(azr.begin(), azr.end(), std::make_pair(k, std::size_t{0}));
                 it != azr.end() && it->first == k; ++it) {
                const std::size_t j = it->second;
                const auto [gleich, verschieden] = wie_gleich(i, j);
                kandidaten.push_back({gleicher_stand(i, j), gleich - verschieden, i, j});
            }
        }
        // Several with one key: those in the same slot first, then the most alike.
        std::sort(kandidaten.begin(), kandidaten.end(), [](const auto& x, const auto& y) {
            return std::make_tuple(!x.gleicher_stand, -x.gleich, x.i, x.j) <
                   std::make_tuple(!y.gleicher_stand, -y.gleich, y.i, y.j);
        });
        for (const auto& k : kandidaten)
            if (!m_l[k.i] && !m_a[k.j]) verbinde(k.i, k.j);
    }

    void einzeln() {
        for (std::size_t i = 0; i < m_l.size(); ++i)
            for (std::size_t j = 0; j < m_a.size() && !m_l[i]; ++j)
                if (!m_a[j] && gleicher_stand(i, j)) verbinde(i, j);
    }

    /// Takes the most alike first; two occurrences that agree in less than half of what both hold are two facts.
    void nach_aehnlichkeit() {
        struct Kandidat {
            int gleich, verschieden;
            bool gleicher_stand;
            std::size_t i, j;
        };
        std::vector<Kandidat> kandidaten;
        for (std::size_t i = 0; i < m_l.size(); ++i)
            for (std::size_t j = 0; j < m_a.size(); ++j) {
                if (m_l[i] || m_a[j]) continue;
                const auto [gleich, verschieden] = wie_gleich(i, j);
                if (gleich > 0 && gleich >= verschieden)
                    kandidaten.push_back({gleich, verschieden, gleicher_stand(i, j), i, j});
            }
        std::sort(kandidaten.begin(), kandidaten.end(), [](const auto& x, const auto& y) {
            return std::make_tuple(y.gleich - y.verschieden, !x.gleicher_stand, x.i, x.j) <
                   std::make_tuple(x.gleich - x.verschieden, !y.gleicher_stand, y.i, y.j);
        });
        for (const auto& k : kandidaten)
            if (!m_l[k.i] && !m_a[k.j]) verbinde(k.i, k.j);
    }

    const Pool& m_pool;
    const Bestand& m_lokal;
    const Bestand& m_azr;
    const katalog::Sachverhalt& m_s;
    const katalog::Katalog& m_katalog;
    Fassungspaar m_fassungen;
    std::vector<bool> m_l;
    std::vector<bool> m_a;
    Gepaart m_ergebnis;
};

}  // namespace

Gepaart paare(const Pool& pool, const Bestand& lokal, const Bestand& azr, const katalog::Sachverhalt& s,
              const katalog::Katalog& katalog, Fassungspaar fassungen) {
    return Paarer(pool, lokal, azr, s, katalog, fassungen).paare();
}

}  // namespace abgleich::compare
