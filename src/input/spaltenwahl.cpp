// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "spaltenwahl.hpp"

#include "native_tabellen.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace abgleich::input {

using domain::Spaltenbild;
using domain::Stand;
using Gruppe = Spaltennamen::Gruppe;
using Feld = Spaltennamen::Feld;

namespace {

constexpr unsigned max_nummer = 50;

/// The name of a column in comparable form; with its one number taken out where it has one.
struct Spaltenname {
    std::string ganz;
    std::string stamm;
    unsigned nummer = 0;
    std::string muster;  ///< as written, `{n}` for the number
};

Spaltenname zerlege(const std::string& name) {
    Spaltenname ziel;
    ziel.ganz = ziel.stamm = vergleichsname(name);
    constexpr std::string_view ziffern = "0123456789";
    const auto von = name.find_first_of(ziffern);
    if (von == std::string::npos) return ziel;
    const auto bis = std::min(name.find_first_not_of(ziffern, von), name.size());
    if (bis - von > 2 || name.find_first_of(ziffern, bis) != std::string::npos) return ziel;
    const auto nummer = static_cast<unsigned>(std::stoul(name.substr(von, bis - von)));
    if (nummer == 0 || nummer > max_nummer || name[von] == '0') return ziel;
    ziel.nummer = nummer;
    ziel.muster = name.substr(0, von) + "{n}" + name.substr(bis);
    ziel.stamm = vergleichsname(name.substr(0, von) + name.substr(bis));
    return ziel;
}

/// The slots that occurrences may stand in, and whether a record holds several.
struct Stelle {
    std::set<Stand> staende;
    bool mehrere = false;
};

std::map<domain::SachverhaltNr, Stelle> stellen(const katalog::Katalog& katalog) {
    std::map<domain::SachverhaltNr, Stelle> ziel;
    std::vector<katalog::KnotenNr> offen = {katalog.wurzel("inhalt")->knoten};
    while (!offen.empty()) {
        const auto& k = katalog.knoten(offen.back());
        offen.pop_back();
        if (k.platzhalter) continue;
        if (k.beginnt_vorkommen) {
            auto& s = ziel[k.sachverhalt];
            s.mehrere = s.mehrere || k.wiederholt || !s.staende.empty();
            s.staende.insert(k.stand);
            continue;
        }
        if (const auto* modell = katalog.modell(k))
            for (std::uint16_t i = 0; i < modell->partikel.size(); ++i) offen.push_back(katalog.kind(k, i));
    }
    return ziel;
}

class Waehler {
public:
    Waehler(const domain::Tabellenbild& bild, const Spaltennamen& namen, const katalog::Katalog& katalog)
        : m_bild(bild), m_namen(namen), m_katalog(katalog), m_stellen(stellen(katalog)) {
        std::set<std::string> gesehen;
        m_wahl.vergeben.resize(bild.spalten.size());
        m_wahl.bemerkt.resize(bild.spalten.size());
        for (std::size_t i = 0; i < bild.spalten.size(); ++i) {
            const auto& name = bild.spalten[i].name;
            m_spalten.push_back(zerlege(name));
            const bool neu = gesehen.insert(name).second;
            m_benennbar.push_back(neu && !name.empty());
            if (!neu && !name.empty()) m_wahl.bemerkt[i] = "the header has this name twice";
        }
    }

    Tabellenwahl waehle(const std::string& datei) {
        if (const auto* g = m_namen.gruppe("datensatz")) waehle_datensatz(*g);
        const std::string tabelle = vergleichsname(tabellenname(datei));
        std::vector<const Gruppe*> reihe;
        for (const bool gemeint : {true, false})
            for (const auto& g : m_namen.gruppen)
                if (g.name != "datensatz" && g.name != "geteilt" && gemeint == heisst_so(g, tabelle))
                    reihe.push_back(&g);
        for (const auto* g : reihe) waehle_sachverhalt(*g, heisst_so(*g, tabelle));
        return std::move(m_wahl);
    }

private:
    static bool heisst_so(const Gruppe& g, const std::string& tabelle) {
        return tabelle.find(vergleichsname(g.name)) != std::string::npos ||
               std::any_of(g.tabellen.begin(), g.tabellen.end(),
                           [&](const auto& t) { return tabelle.find(t) != std::string::npos; });
    }

    bool frei(std::size_t i) const { return m_benennbar[i] && !m_wahl.vergeben[i]; }

    /// Free columns that are called so, the likelier first.
    std::vector<std::size_t> suche(const Feld& feld) const {
        std::vector<std::size_t> funde;
        for (const auto& name : feld.namen)
            for (std::size_t i = 0; i < m_spalten.size(); ++i)
                if (frei(i) && m_spalten[i].ganz == name) funde.push_back(i);
        return funde;
    }

    /// The same for `name1`, `name2` ...: by number, of the first name that fits and of one way to write it.
    std::map<unsigned, std::size_t> suche_nummerierte(const Feld& feld) const {
        std::map<unsigned, std::size_t> funde;
        for (const auto& name : feld.namen) {
            for (std::size_t i = 0; i < m_spalten.size(); ++i)
                if (frei(i) && m_spalten[i].nummer != 0 && m_spalten[i].stamm == name &&
                    (funde.empty() || m_spalten[funde.begin()->second].muster == m_spalten[i].muster))
                    funde.emplace(m_spalten[i].nummer, i);
            if (!funde.empty()) break;
        }
        return funde;
    }

    void waehle_datensatz(const Gruppe& g) {
        for (const auto& feld : g.felder) {
            const auto funde = suche(feld);
            if (funde.empty()) continue;
            const auto i = funde.front();
            const auto& werte = m_bild.spalten[i].werte;
            if (feld.pfad == "datei" && !std::all_of(werte.begin(), werte.end(),
                                                     [](const auto& w) { return w == "A" || w == "B"; })) {
                m_wahl.bemerkt[i] = "perhaps 'datei', but its values are not A or B";
                continue;
            }
            m_wahl.vergeben[i] = true;
            if (feld.pfad == "aktenzeichen")
                m_wahl.schluessel = i;
            else if (feld.pfad == "person")
                m_wahl.person = i;
            else
                m_wahl.datensatz.emplace_back(feld.pfad, i);
        }
    }

    const Feld* feld(const Gruppe& g, std::string_view pfad) const {
        const auto it =
            std::find_if(g.felder.begin(), g.felder.end(), [&](const auto& f) { return f.pfad == pfad; });
        return it == g.felder.end() ? nullptr : &*it;
    }

    /// A column is called like the main field, or by a name that no other Sachverhalt has.
    bool ist_benannt(const Gruppe& g, const std::string& hauptfeld) const {
        const auto haben_andere = [&](const std::string& name) {
            return std::any_of(m_namen.gruppen.begin(), m_namen.gruppen.end(), [&](const Gruppe& andere) {
                return &andere != &g &&
                       std::any_of(andere.felder.begin(), andere.felder.end(), [&](const Feld& f) {
                           return std::find(f.namen.begin(), f.namen.end(), name) != f.namen.end();
                       });
            });
        };
        return std::any_of(g.felder.begin(), g.felder.end(), [&](Feld f) {
            if (f.pfad != hauptfeld) std::erase_if(f.namen, haben_andere);
            return !suche(f).empty() || !suche_nummerierte(f).empty();
        });
    }

    void waehle_sachverhalt(const Gruppe& g, bool gemeint) {
        const auto* s = m_katalog.find_sachverhalt(g.name);
        if (s == nullptr || !m_stellen.contains(m_katalog.nummer(*s))) return;
        const auto& stelle = m_stellen.at(m_katalog.nummer(*s));
        Eintragswahl einmal, mehrmals;
        einmal.sachverhalt = mehrmals.sachverhalt = g.name;
        if (!stelle.staende.contains(Stand::offen) && stelle.staende.contains(Stand::aktuell))
            einmal.stand = mehrmals.stand = "aktuell";
        teile(g, einmal);
        if (einmal.felder.empty() && !gemeint && !ist_benannt(g, s->hauptfeld)) return;
        for (const auto& f : g.felder) {
            const auto nr = m_katalog.find_feld(g.name, f.pfad);
            if (nr != 0 && !hat(einmal, f.pfad)) waehle_feld(f, nr, stelle, einmal, mehrmals);
        }
        if (!mehrmals.felder.empty()) schliesse_wiederholung(mehrmals);
        for (auto* e : {&einmal, &mehrmals})
            if (!e->felder.empty()) m_wahl.eintraege.push_back(std::move(*e));
    }

    static bool hat(const Eintragswahl& e, const std::string& pfad) {
        return std::any_of(e.felder.begin(), e.felder.end(), [&](const auto& f) { return f.pfad == pfad; });
    }

    void nimm(Eintragswahl& ziel, Feldwahl wahl) {
        for (const auto i : wahl.spalten) m_wahl.vergeben[i] = true;
        ziel.felder.push_back(std::move(wahl));
    }

    void waehle_feld(const Feld& f, katalog::FeldNr nr, const Stelle& stelle, Eintragswahl& einmal,
                     Eintragswahl& mehrmals) {
        const auto& feld = m_katalog.feld(nr);
        auto funde = suche(f);
        auto nummerierte = suche_nummerierte(f);
        if (feld.wiederholt) {
            unsigned index = 0;
            if (!funde.empty())
                nimm(einmal, {f.pfad + "[" + std::to_string(++index) + "]", {funde.front()}, {}, {}, 0, {}});
            for (const auto& [nummer, i] : nummerierte)
                nimm(einmal, {f.pfad + "[" + std::to_string(++index) + "]", {i}, {}, {}, 0, {}});
        } else if (!funde.empty()) {
            nimm(einmal, {f.pfad, {funde.front()}, {}, {}, 0, {}});
        } else if (nummerierte.size() == 1) {
            nimm(einmal, {f.pfad, {nummerierte.begin()->second}, {}, {}, 0, {}});
        } else if (nummerierte.size() > 1 && stelle.mehrere) {
            Feldwahl wahl{f.pfad, {}, m_spalten[nummerierte.begin()->second].muster, {}, 0, {}};
            for (const auto& [nummer, i] : nummerierte) wahl.spalten.push_back(i);
            mehrmals.felder.push_back(std::move(wahl));
        } else if (nummerierte.size() > 1) {
            Feldwahl wahl{f.pfad, {}, {}, {}, 0, {}};
            for (const auto& [nummer, i] : nummerierte) wahl.spalten.push_back(i);
            nimm(einmal, std::move(wahl));
        }
        for (std::size_t i = 1; i < funde.size(); ++i)
            m_wahl.bemerkt[funde[i]] = "perhaps '" + einmal.sachverhalt + "/" + f.pfad +
                                       "' too, which another column feeds: take one, or both with 'spalten'";
    }

    /// As many repetitions as every field of them has columns, from 1 on.
    void schliesse_wiederholung(Eintragswahl& e) {
        std::size_t meiste = 0;
        for (const auto& f : e.felder) meiste = std::max(meiste, f.spalten.size());
        std::erase_if(e.felder, [&](const Feldwahl& f) {
            const bool passt = f.spalten.size() == meiste && m_spalten[f.spalten.back()].nummer == meiste;
            for (const auto i : f.spalten) {
                m_wahl.vergeben[i] = passt;
                if (!passt)
                    m_wahl.bemerkt[i] = "perhaps '" + e.sachverhalt + "/" + f.pfad +
                                        "', but not numbered from 1 like the others";
            }
            return !passt;
        });
        e.wiederhole = static_cast<unsigned>(meiste);
        for (auto& f : e.felder) f.spalten.resize(1);
    }

    /// Cells that hold several fields: a full name; street and number; postcode and town.
    void teile(const Gruppe& g, Eintragswahl& ziel) {
        if (g.name == "grundpersonalien") teile_namen(g, ziel);
        if (g.name == "anschrift") teile_anschrift(g, ziel);
    }

    std::optional<std::size_t> geteilte(std::string_view art) const {
        const auto* g = m_namen.gruppe("geteilt");
        const auto* f = g == nullptr ? nullptr : feld(*g, art);
        const auto funde = f == nullptr ? std::vector<std::size_t>{} : suche(*f);
        return funde.empty() ? std::nullopt : std::optional(funde.front());
    }

    std::optional<std::size_t> erste(const Gruppe& g, std::string_view pfad) const {
        const auto* f = feld(g, pfad);
        const auto funde = f == nullptr ? std::vector<std::size_t>{} : suche(*f);
        return funde.empty() ? std::nullopt : std::optional(funde.front());
    }

    void teile_namen(const Gruppe& g, Eintragswahl& ziel) {
        if (erste(g, "vorname")) return;
        const auto ganz = geteilte("name");
        const auto i = ganz ? ganz : erste(g, "familienname");
        if (!i) return;
        const auto& s = m_bild.spalten[*i];
        const auto meist = [&](std::uint64_t anzahl) { return anzahl != 0 && anzahl * 10 >= s.gefuellt * 8; };
        if (meist(s.mit_komma)) {
            nimm(ziel, {"familienname", {*i}, {}, ",", 1, {}});
            nimm(ziel, {"vorname", {*i}, {}, ",", 2, {}});
        } else if (ganz && meist(s.mit_leerzeichen)) {
            nimm(ziel, {"familienname",
                        {*i},
                        {},
                        "letztes_leerzeichen",
                        2,
                        "the last word; is the family name last?"});
            nimm(ziel, {"vorname", {*i}, {}, "letztes_leerzeichen", 1, {}});
        } else if (ganz) {
            m_wahl.bemerkt[*i] = "perhaps a full name, but nothing parts most cells";
        }
    }

    void teile_anschrift(const Gruppe& g, Eintragswahl& ziel) {
        const auto ganz = geteilte("strasse");
        const auto i = ganz ? ganz : erste(g, "anschrift/strasse");
        if (i && !erste(g, "anschrift/hausnummer")) {
            const auto& s = m_bild.spalten[*i];
            if (s.mit_hausnummer != 0 && s.mit_hausnummer * 2 >= s.gefuellt) {
                nimm(ziel, {"anschrift/strasse", {*i}, {}, "hausnummer", 1, {}});
                nimm(ziel, {"anschrift/hausnummer", {*i}, {}, "hausnummer", 2, {}});
                nimm(ziel, {"anschrift/hausnummerBuchstabeZusatzziffer", {*i}, {}, "hausnummer", 3, {}});
            } else if (ganz) {
                m_wahl.bemerkt[*i] = "perhaps street and number, but few cells end with a number";
            }
        }
        if (const auto ort = geteilte("ort"); ort && !erste(g, "anschrift/postleitzahl"))
            nimm(ziel,
                 {"anschrift/postleitzahl",
                  {*ort},
                  {},
                  " ",
                  1,
                  "the town behind it may have several words, which cannot be cut off: export it by itself"});
    }

    const domain::Tabellenbild& m_bild;
    const Spaltennamen& m_namen;
    const katalog::Katalog& m_katalog;
    std::map<domain::SachverhaltNr, Stelle> m_stellen;
    std::vector<Spaltenname> m_spalten;
    std::vector<bool> m_benennbar;
    Tabellenwahl m_wahl;
};

}  // namespace

Tabellenwahl waehle_spalten(const std::string& datei, const domain::Tabellenbild& bild,
                            const Spaltennamen& namen, const katalog::Katalog& katalog) {
    return Waehler(bild, namen, katalog).waehle(datei);
}

}  // namespace abgleich::input
