// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Glushkov's construction. Every particle of the content model becomes a position; bounded repetition is
// written out, so  a{0,2} b  has the positions a1 a2 b. From the position read last one may go to every
// position that can follow. `start ends` below are the sets first and last of a part of the tree. XML
// Schema's rule of unique particle attribution leaves no doubt which particle an element is, but copies of
// one may compete: in (a{2,3})* the third a is the third copy or the first of the next round. So a state of
// the automaton is the set of all positions that may have been read last, copies of one particle.
#include "inhaltsmodell.hpp"

#include <abgleich/base/error.hpp>

#include <algorithm>
#include <map>

namespace abgleich::katalog {

namespace {

constexpr std::uint32_t max_wiederholung = 1000;
constexpr std::size_t max_positionen = 60000;

using Position = std::uint16_t;

struct Stueck {
    bool leerbar = true;
    std::vector<Position> erste;
    std::vector<Position> letzte;
};

class Glushkov {
public:
    explicit Glushkov(bool milde) : m_milde(milde) {
        m_von.push_back(Inhaltsmodell::keiner);
        m_folgen.emplace_back();
    }

    Stueck baue(const Teil& teil) {
        const std::uint32_t min = m_milde ? 0 : teil.min;
        const bool unbegrenzt = teil.max == Teil::unbegrenzt;
        if (teil.max == 0) return {};
        if (min > max_wiederholung || (!unbegrenzt && teil.max > max_wiederholung))
            throw base::ConfigError("an occurrence bound beyond 1000 is not supported");
        // x{m,n} = m copies, then (x(x(...)?)?)?; x{m,*} = m-1 copies and x+ (or x* where m is 0).
        const std::uint32_t kopien = unbegrenzt ? std::max<std::uint32_t>(min, 1) : teil.max;
        Stueck ganz;
        for (std::uint32_t i = 0; i < kopien; ++i) {
            Stueck eines = einmal(teil);
            if (unbegrenzt && i + 1 == kopien) verbinde(eines.letzte, eines.erste);
            if (i >= min) eines.leerbar = true;
            ganz = i == 0 ? std::move(eines) : hintereinander(std::move(ganz), std::move(eines));
        }
        return ganz;
    }

    Inhaltsmodell fertig(const Stueck& ganz, std::vector<Partikel> partikel) {
        Inhaltsmodell modell;
        for (const auto& p : partikel)
            if (p.name != 0) modell.symbole.push_back(p.name);
        std::sort(modell.symbole.begin(), modell.symbole.end());
        modell.symbole.erase(std::unique(modell.symbole.begin(), modell.symbole.end()), modell.symbole.end());
        m_folgen[0] = ganz.erste;
        std::vector<bool> letzte(m_von.size(), false);
        letzte[0] = ganz.leerbar;
        for (const auto p : ganz.letzte) letzte[p] = true;

        Mengen mengen;
        mengen.nummer({0});
        for (std::size_t zustand = 0; zustand < mengen.alle.size(); ++zustand) {  // grows while it is walked
            const std::vector<Position> hier = mengen.alle[zustand];
            modell.partikel_von.push_back(m_von[hier.front()]);
            modell.ende.push_back(
                std::any_of(hier.begin(), hier.end(), [&](Position p) { return letzte[p]; }));
            for (auto& ziele : nach_symbol(hier, modell.symbole, partikel))
                modell.folge.push_back(ziele.empty() ? Inhaltsmodell::keiner
                                                     : mengen.nummer(std::move(ziele)));
        }
        modell.partikel = std::move(partikel);
        return modell;
    }

private:
    /// Sets of positions, numbered in order of need.
    struct Mengen {
        std::vector<std::vector<Position>> alle;
        std::map<std::vector<Position>, std::uint16_t> nummern;

        std::uint16_t nummer(std::vector<Position> menge) {
            const auto [it, neu] = nummern.emplace(std::move(menge), static_cast<std::uint16_t>(alle.size()));
            if (neu) alle.push_back(it->first);
            if (alle.size() >= max_positionen) throw base::ConfigError("a content model is too large");
            return it->second;
        }
    };

    /// Positions that may follow any of `hier`, sorted, by the element that leads there; wildcards last.
    std::vector<std::vector<Position>> nach_symbol(const std::vector<Position>& hier,
                                                   const std::vector<NameId>& symbole,
                                                   const std::vector<Partikel>& partikel) const {
        std::vector<std::vector<Position>> ziele(symbole.size() + 1);
        for (const auto von : hier) {
            for (const auto nach : m_folgen[von]) {
                const NameId name = partikel[m_von[nach]].name;
                const auto symbol =
                    name == 0 ? symbole.end() : std::lower_bound(symbole.begin(), symbole.end(), name);
                ziele[static_cast<std::size_t>(symbol - symbole.begin())].push_back(nach);
            }
        }
        for (auto& menge : ziele) {
            std::sort(menge.begin(), menge.end());
            menge.erase(std::unique(menge.begin(), menge.end()), menge.end());
            for (const auto p : menge)
                if (m_von[p] != m_von[menge.front()])
                    throw base::ConfigError("a content model is not deterministic");
        }
        return ziele;
    }

    Stueck einmal(const Teil& teil) {
        if (teil.art == Teil::Art::partikel) {
            if (m_von.size() >= max_positionen) throw base::ConfigError("a content model is too large");
            const auto position = static_cast<Position>(m_von.size());
            m_von.push_back(static_cast<std::uint16_t>(teil.partikel));
            m_folgen.emplace_back();
            return {false, {position}, {position}};
        }
        Stueck ganz;
        bool erstes = true;
        ganz.leerbar = teil.art == Teil::Art::folge || teil.kinder.empty();
        for (const Teil& kind : teil.kinder) {
            Stueck stueck = baue(kind);
            if (teil.art == Teil::Art::folge)
                ganz = erstes ? std::move(stueck) : hintereinander(std::move(ganz), std::move(stueck));
            else
                nebeneinander(ganz, stueck);
            erstes = false;
        }
        return ganz;
    }

    Stueck hintereinander(Stueck a, Stueck b) {
        verbinde(a.letzte, b.erste);
        if (a.leerbar) a.erste.insert(a.erste.end(), b.erste.begin(), b.erste.end());
        if (b.leerbar) b.letzte.insert(b.letzte.end(), a.letzte.begin(), a.letzte.end());
        return {a.leerbar && b.leerbar, std::move(a.erste), std::move(b.letzte)};
    }

    static void nebeneinander(Stueck& a, const Stueck& b) {
        a.leerbar = a.leerbar || b.leerbar;
        a.erste.insert(a.erste.end(), b.erste.begin(), b.erste.end());
        a.letzte.insert(a.letzte.end(), b.letzte.begin(), b.letzte.end());
    }

    void verbinde(const std::vector<Position>& von, const std::vector<Position>& nach) {
        for (const auto v : von) {
            auto& folgen = m_folgen[v];
            for (const auto n : nach)
                if (std::find(folgen.begin(), folgen.end(), n) == folgen.end()) folgen.push_back(n);
        }
    }

    bool m_milde;
    std::vector<std::uint16_t> m_von;
    std::vector<std::vector<Position>> m_folgen;
};

}  // namespace

Inhaltsmodell baue_modell(const Teil& wurzel, std::vector<Partikel> partikel, bool milde) {
    Glushkov bau(milde);
    const Stueck ganz = bau.baue(wurzel);
    Inhaltsmodell modell = bau.fertig(ganz, std::move(partikel));
    std::size_t groesse = 2;
    while (groesse < 2 * modell.symbole.size()) groesse *= 2;
    modell.zellen.assign(groesse, 0);
    for (std::size_t i = 0; i < modell.symbole.size(); ++i) {
        std::size_t z = modell.symbole[i] & (groesse - 1);
        while (modell.zellen[z] != 0) z = (z + 1) & (groesse - 1);
        modell.zellen[z] = (std::uint32_t{modell.symbole[i]} << 16) | static_cast<std::uint32_t>(i);
    }
    return modell;
}

std::uint16_t Inhaltsmodell::weiter(std::uint16_t zustand, NameId name) const {
    for (std::size_t z = name & (zellen.size() - 1); zellen[z] != 0; z = (z + 1) & (zellen.size() - 1))
        if (zellen[z] >> 16 == name) return folge[zustand * (symbole.size() + 1) + (zellen[z] & 0xFFFFu)];
    return keiner;
}

std::uint16_t Inhaltsmodell::weiter_platzhalter(std::uint16_t zustand, std::string_view namensraum) const {
    const auto ziel = folge[zustand * (symbole.size() + 1) + symbole.size()];
    if (ziel == keiner) return keiner;
    for (const std::string& raum : partikel[partikel_von[ziel]].raeume) {
        const bool passt = raum == "##any" || (raum == "##local" && namensraum.empty()) ||
                           raum == namensraum ||
                           (raum.starts_with("##other:") && !namensraum.empty() &&
                            namensraum != std::string_view(raum).substr(8));
        if (passt) return ziel;
    }
    return keiner;
}

std::vector<NameId> Inhaltsmodell::erwartet(std::uint16_t zustand) const {
    std::vector<NameId> namen;
    const std::size_t spalten = symbole.size() + 1;
    for (std::size_t p = 0; p < partikel.size(); ++p)  // in order of the schema, for a stable text
        for (std::size_t i = 0; i < symbole.size(); ++i) {
            const auto ziel = folge[zustand * spalten + i];
            if (ziel != keiner && partikel_von[ziel] == p) namen.push_back(symbole[i]);
        }
    return namen;
}

}  // namespace abgleich::katalog
