// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// The same schemas in the look of published files (tests/support/verkleide_schemas.py) have to give the same
// type graph. Graphs are compared as texts, by name of type, so that ids and order of reading do not matter.
#include "support/zwischenordner.hpp"

#include <abgleich/katalog/typgraph.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

namespace {

using namespace abgleich;
using katalog::Teil;
using katalog::Typgraph;

class Abschrift {
public:
    explicit Abschrift(const Typgraph& graph) : m_graph(graph) {}

    std::map<std::string, std::string> ganz() const {
        std::map<std::string, std::string> texte;
        for (const auto& typ : m_graph.simple_typen)
            if (!typ.name.empty()) texte["simple " + typ.name] = simple(typ);
        for (std::uint32_t id = 0; id < m_graph.complex_typen.size(); ++id)
            if (!m_graph.complex_typen[id].name.empty())
                texte["complex " + m_graph.complex_typen[id].name] = complex(id);
        for (const auto& e : m_graph.elemente) texte["element " + name(e.name)] = typ(e.einfach, e.typ);
        return texte;
    }

private:
    std::string name(katalog::NameId id) const {
        return "{" + std::string(m_graph.namen.namensraum(id)) + "}" + std::string(m_graph.namen.lokal(id));
    }
    /// A named type by its name, one without name by its content.
    std::string typ(bool einfach, std::uint32_t id) const {
        const auto& n = einfach ? m_graph.simple_typen[id].name : m_graph.complex_typen[id].name;
        if (!n.empty()) return n;
        return einfach ? simple(m_graph.simple_typen[id]) : complex(id);
    }
    static std::string zahl(std::uint64_t wert) { return std::to_string(wert) + " "; }

    std::string simple(const katalog::SimpleTyp& t) const {
        std::string text = "of " + (t.basis == katalog::kein_typ ? "-" : typ(true, t.basis)) + " ";
        text += zahl(static_cast<unsigned>(t.grundtyp)) + zahl(static_cast<unsigned>(t.leerraum));
        text += zahl(t.min_laenge) + zahl(t.max_laenge);
        if (t.hat_min) text += "min " + std::to_string(t.min) + " ";
        if (t.hat_max) text += "max " + std::to_string(t.max) + " ";
        for (const auto& gruppe : t.muster) {
            for (const auto m : gruppe) text += "pattern " + m_graph.muster_texte[m] + " ";
            text += "; ";
        }
        for (const auto& wert : t.aufzaehlung) text += "value " + wert + " ";
        for (const auto m : t.vereinigung) text += "or " + typ(true, m) + " ";
        return text;
    }

    std::string complex(std::uint32_t id) const {
        const auto& t = m_graph.complex_typen[id];
        std::string text = "of " + (t.basis == katalog::kein_typ ? "-" : typ(false, t.basis));
        if (t.abstrakt) text += " abstract";
        if (t.ist_wahl) text += " choice";
        std::vector<std::string> attribute;
        for (const auto& a : t.attribute)
            attribute.push_back(" @" + name(a.name) + (a.pflicht ? " " : "? ") + typ(true, a.typ) +
                                (a.hat_fest ? " fixed " + a.fest : ""));
        std::sort(attribute.begin(), attribute.end());
        for (const auto& a : attribute) text += a;
        if (t.text != katalog::kein_typ) return text + " text " + typ(true, t.text);
        const auto& modell = m_graph.modelle[t.modell];
        return text + " states " + zahl(modell.ende.size()) +
               zahl(m_graph.modelle[t.modell_milde].ende.size()) +
               teil(m_graph.aufbau.at(id), modell.partikel);
    }

    std::string teil(const Teil& t, const std::vector<katalog::Partikel>& partikel) const {
        const std::string grenzen = "{" + std::to_string(t.min) + "," + std::to_string(t.max) + "}";
        if (t.art == Teil::Art::partikel) {
            const auto& p = partikel[t.partikel];
            std::string text = p.name == 0 ? "any" : name(p.name) + " " + typ(p.einfach, p.typ);
            for (const auto& raum : p.raeume) text += " " + raum;
            return "<" + text + (p.wiederholt ? "*" : "") + (p.pflicht ? "!" : "") +
                   (p.hat_fest ? " fixed " + p.fest : "") + ">" + grenzen;
        }
        std::string text = t.art == Teil::Art::wahl ? "choice(" : "sequence(";
        for (const auto& kind : t.kinder) text += teil(kind, partikel);
        return text + ")" + grenzen;
    }

    const Typgraph& m_graph;
};

}  // namespace

TEST_CASE("schemas in the look of published files give the same type graph as the shipped ones") {
    const std::string wurzel = ABGLEICH_SOURCE_DIR;
    const std::string unsere = wurzel + "/schemas/xauslaender-26.11";
    const test::Zwischenordner ordner;
    const std::string andere = ordner / "verkleidet";
    const std::string befehl =
        "python3 '" + wurzel + "/tests/support/verkleide_schemas.py' '" + unsere + "' '" + andere + "'";
    REQUIRE(std::system(befehl.c_str()) == 0);

    const auto a = katalog::lies_schemas(unsere), b = katalog::lies_schemas(andere);
    CHECK(a.digest != b.digest);
    CHECK(a.muster.size() == b.muster.size());
    const auto hier = Abschrift(a).ganz(), dort = Abschrift(b).ganz();
    REQUIRE(hier.size() > 400);
    std::string unterschiede;
    for (const auto& [was, text] : hier) {
        const auto it = dort.find(was);
        if (it == dort.end() || it->second != text)
            unterschiede += was + "\n  " + text + "\n  " + (it == dort.end() ? "missing" : it->second) + "\n";
    }
    CHECK(unterschiede.substr(0, 3000) == "");
    CHECK(hier.size() == dort.size());
}
