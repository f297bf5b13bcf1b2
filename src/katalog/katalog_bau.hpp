// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "overlay.hpp"

#include <abgleich/katalog/katalog.hpp>

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace abgleich::katalog {

/// Binds meaning to structure: unrolls every message of the version into a tree of Knoten and gives each
/// leaf its field. Used once per version.
class KatalogBau {
public:
    /// `vorgaenger`: the version before, whose tables are continued; nullptr: none.
    KatalogBau(Katalog& katalog, const Overlay& overlay, const Katalog* vorgaenger)
        : m_k(katalog), m_o(overlay), m_vorgaenger(vorgaenger) {}
    void baue();

private:
    /// What a node inherits on the way down.
    struct Lage {
        SachverhaltNr sachverhalt = 0;
        bool im_vorkommen = false;
        bool meldung = false;
        bool abgeleitet = false;  ///< in a type that adds to the Auskunft (the query's suchprofil)
        bool kopf = false;
        bool milde = false;
        bool in_variante = false;  ///< below an element of a derived type
        std::string pfad;          ///< of the parent element
        std::string elementpfad;   ///< from the root of the message, for `satz`
        std::string zweig;         ///< branch names gathered while the path does not grow
        std::string wahl;
        std::string wahl_zweig;
        std::optional<Vergleich> vergleich;
        std::string codeliste;
        bool wiederholt = false;
        int tiefe = 0;
    };
    struct Anfang {  // an element to unroll
        NameId name = 0;
        bool einfach = false;
        std::uint32_t typ = kein_typ;
        bool wiederholt = false;
        bool platzhalter = false;
        std::uint16_t partikel = 0;
    };

    // katalog_bau.cpp: Sachverhalte and checks
    void lege_sachverhalte_an();
    SachverhaltNr nummer_von(const Sachverhalt& kopf);
    void baue_wurzeln();
    void ergaenze_felder();
    void binde_regeln();
    void binde_felder(Sachverhalt& s, const Overlay::SachverhaltRegel& regel);
    void binde_paarung(Sachverhalt& s, const Overlay::SachverhaltRegel& regel);
    void binde_sonder();
    void klage(const std::string& text) { m_klagen.push_back(text); }

    void bereite_lauf_vor();  // lauf_bau.cpp

    // katalog_folge.cpp: what a version has in common with the one before
    void setze_fort();
    void benenne_um();
    void binde_nachfolger();
    void pruefe_folge();
    std::vector<std::string> codelisten_von(const std::string& angabe) const;
    bool ist_entfallen(const Feld& feld) const;
    bool wird_gebraucht(FeldNr nr) const;
    std::string vorschlag(const Feld& feld) const;

    // knoten_bau.cpp: the tree
    KnotenNr baue_knoten(const Anfang& anfang, const Lage& lage, KnotenNr eltern);
    void betrete_vorkommen(Knoten& knoten, const Anfang& anfang, Lage& lage);
    void baue_kinder(KnotenNr nr, const Lage& lage);
    void baue_varianten(const Anfang& anfang, const Lage& lage, KnotenNr eltern, KnotenNr kind);
    void binde_attribute(KnotenNr nr, const Lage& lage);
    Lage lage_des_kindes(const Knoten& eltern, const Partikel& p, const Lage& lage) const;
    bool teilt_pfad(ComplexTypId typ) const;
    bool blattartig(bool einfach, std::uint32_t typ) const;
    const Overlay::Kurzpfad* kurzpfad(ComplexTypId typ) const;
    void vergleich_aus_typ(bool einfach, std::uint32_t typ, Lage& lage) const;
    std::string codeliste_von(ComplexTypId typ) const;
    FeldNr feld(const Lage& lage, Rolle rolle);
    std::uint8_t zweig(FeldNr feld, const std::string& name);
    SachverhaltNr sachverhalt_von(ComplexTypId typ, const std::string& element, bool& meldung);
    /// Type name in the catalogue's way: `AZR.Duldung.Auskunft`, `xida:Tagesdatum`.
    const std::string& kurzname(const std::string& typname) const;

    Katalog& m_k;
    const Overlay& m_o;
    const Katalog* m_vorgaenger;
    std::map<ComplexTypId, std::vector<ComplexTypId>> m_ableitungen;  // type -> those that derive from it
    mutable std::unordered_map<std::string, std::string> m_kurznamen;
    mutable std::map<std::pair<bool, std::uint32_t>, std::optional<Vergleich>> m_vergleiche;  // by type
    std::vector<std::string> m_klagen;
    std::map<std::string, SachverhaltNr> m_nach_auskunft;  // short type name -> Sachverhalt
    std::map<SachverhaltNr, const Overlay::SachverhaltRegel*> m_regeln;
    std::vector<bool> m_gesehen;      // per field: in a message of this version
    std::vector<bool> m_in_auskunft;  // per field
    std::vector<bool> m_in_meldung;
};

}  // namespace abgleich::katalog
