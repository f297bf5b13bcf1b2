// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "nachrichten_wuerfel.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace abgleich::test {

/// Makes valid messages that together have everything in them, without chance: from the content models as
/// written in the schemas, at every place of a message (Knoten), and counts what they have.
class VollstaendigeNachrichten {
public:
    explicit VollstaendigeNachrichten(const katalog::Katalog& katalog);

    /// All that is optional, each repetition twice (an element without children: three times), within the
    /// bounds of the schema; at a choice the branch below which most is still open.
    XmlBaum maximal(const katalog::Wurzel& wurzel);
    /// As little as the schemas allow around and below `ziel`, an element of the message.
    XmlBaum minimal(const katalog::Wurzel& wurzel, katalog::KnotenNr ziel);

    /// One place for every particle of every complex type below the root that no earlier call has named: what
    /// minimal() has to be called with to see each type, and each branch of each choice, at its least.
    std::vector<katalog::KnotenNr> ziele(const katalog::Wurzel& wurzel);

    /// Places of the message (its elements and the attributes of each), and how many of them no message had.
    std::size_t plaetze(const katalog::Wurzel& wurzel) const;
    std::size_t offen(const katalog::Wurzel& wurzel) const { return offen(wurzel.knoten); }
    /// Paths of the elements where they are.
    std::vector<std::string> offene(const katalog::Wurzel& wurzel) const;

private:
    void erfasse(katalog::KnotenNr nr);
    std::size_t offen(katalog::KnotenNr von) const;
    /// The element with its declared type, if that is not abstract, and with each type that xsi:type may choose.
    std::vector<katalog::KnotenNr> gestalten(katalog::KnotenNr kind) const;
    bool enthaelt_ziel(katalog::KnotenNr nr) const;
    bool enthaelt_ziel(const katalog::Knoten& k, const katalog::Teil& t) const;
    std::size_t offen(const katalog::Knoten& k, const katalog::Teil& t) const;
    std::uint32_t anzahl(const katalog::Knoten& k, const katalog::Teil& t) const;
    const katalog::Teil& zweig(const katalog::Knoten& k, const katalog::Teil& wahl) const;

    XmlBaum baue(katalog::KnotenNr nr);
    void teil(XmlBaum& baum, const katalog::Knoten& k, const katalog::Teil& t);
    const std::string& wert(katalog::SimpleTypId typ);
    XmlBaum erweiterung(const katalog::Partikel& p);

    const katalog::Katalog& m_katalog;
    const katalog::Typgraph& m_graph;
    Werte m_werte;
    std::map<katalog::SimpleTypId, std::size_t> m_gebraucht;  // values are taken in turn
    std::map<katalog::KnotenNr, std::vector<katalog::KnotenNr>> m_varianten;
    std::vector<katalog::KnotenNr> m_ende;   // behind the last Knoten below
    std::vector<std::vector<bool>> m_fehlt;  // per Knoten: no message has the element, or its attribute
    std::set<std::pair<std::pair<katalog::ComplexTypId, bool>, std::uint16_t>> m_partikel;
    std::optional<katalog::KnotenNr> m_ziel;  // minimal, if set
    std::size_t m_erweiterungen = 0;
};

/// The message as the reader understands it: white space as the types want it, fixed attributes filled in that
/// the type gives.
void normalisiere(XmlBaum& baum, const katalog::Typgraph& graph);

}  // namespace abgleich::test
