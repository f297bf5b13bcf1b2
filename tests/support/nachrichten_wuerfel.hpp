// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "xml_baum.hpp"

#include <abgleich/katalog/katalog.hpp>

#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace abgleich::test {

/// Texts for every simple type: good ones, and a pool that is bad for most.
class Werte {
public:
    explicit Werte(const katalog::Typgraph& graph) : m_graph(graph) {}
    /// The texts of the pool that the type takes; throws std::logic_error where there is none.
    const std::vector<std::string>& gute(katalog::SimpleTypId typ);
    static const std::vector<std::string>& vorrat();
    static const std::vector<std::string>& uris();

private:
    const katalog::Typgraph& m_graph;
    std::map<katalog::SimpleTypId, std::vector<std::string>> m_gute;
};

/// Rolls valid messages by walking the content models as written in the schemas (not the automata made
/// from them, which are under test).
class NachrichtenWuerfel {
public:
    enum class Umfang { minimal, maximal, gemischt };

    NachrichtenWuerfel(const katalog::Katalog& katalog, std::uint32_t saat);
    XmlBaum nachricht(const katalog::Wurzel& wurzel, Umfang umfang);

    /// Changes one thing of a message, valid or not afterwards; what, as text.
    std::string aendere(XmlBaum& baum);

    /// Branches of choices below the root that no message has taken so far, "type/element".
    std::set<std::string> offene_zweige(const katalog::Wurzel& wurzel) const;

private:
    using Zweig = std::pair<katalog::ComplexTypId, std::uint32_t>;

    std::size_t wuerfle(std::size_t anzahl) { return m_zufall() % anzahl; }
    XmlBaum element(katalog::NameId name, bool einfach, std::uint32_t typ, int tiefe);
    void fuelle(XmlBaum& baum, katalog::ComplexTypId typ, int tiefe);
    void teil(XmlBaum& baum, katalog::ComplexTypId typ, const katalog::Teil& t, int tiefe);
    std::uint32_t anzahl(const katalog::Teil& t, int tiefe);
    const katalog::Teil& waehle(katalog::ComplexTypId typ, const katalog::Teil& wahl);
    void text(XmlBaum& baum, katalog::SimpleTypId typ, const std::string* fest);
    std::string wert(katalog::SimpleTypId typ);

    void aendere_struktur(XmlBaum& baum, XmlBaum& ziel, std::string& was);
    void aendere_attribut(XmlBaum& ziel, std::string& was);
    /// False where libxml2 is known to err, so that it is no judge: blank CDATA between elements; blanks
    /// around a dateTime; blanks around a fixed value, or another spelling of it; stray characters in base64.
    bool vergleichbar(const XmlBaum& ziel, std::string_view neu) const;
    void aendere_zeichen(XmlBaum& ziel, std::string& was);
    void aendere_wert(XmlBaum& ziel, std::string& was);

    const katalog::Katalog& m_katalog;
    const katalog::Typgraph& m_graph;
    std::mt19937 m_zufall;
    Werte m_werte;
    Umfang m_umfang = Umfang::gemischt;
    bool m_milde = false;
    std::size_t m_elemente = 0;
    std::map<Zweig, std::size_t> m_gegangen;  // how often a particle of a type was made
};

}  // namespace abgleich::test
