// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "pruefautomat_typen.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace abgleich::katalog {

/// `lax`: an element inside extension content that a schema declares, or whose type xsi:type names, has to be as
/// the schema says; nothing is known of the rest. Only problems come out.
struct Pruefautomat::Erweiterung final : Empfaenger {
    Erweiterung(const Katalog& katalog, Pruefstufe stufe) : m_katalog(katalog), m_stufe(stufe) {}

    void element(const Element& e, const xml::Lage& lage);
    void text(std::string_view text);
    void ende(const xml::Lage& lage);
    /// Those since the last call; what is read next begins anew.
    std::vector<domain::Problem> neue_probleme();

    void beginne_satz(const Knoten&, const xml::Lage&) override {}
    void beende_satz(bool) override {}
    void beginne_vorkommen(KnotenNr, const Knoten&) override {}
    void beende_vorkommen() override {}
    void element(KnotenNr, std::uint32_t) override {}
    void blatt(const Blattmeldung&, const xml::Lage&) override {}
    void problem(domain::ProblemCode code, xml::Ort ort, std::string meldung, bool ganzer_satz) override;

private:
    void beginne(const Wurzel& wurzel, const Element& e, const xml::Lage& lage);
    void beginne_mit_typ(const Typname& name, const Element& e, const xml::Lage& lage);
    void beginne_wert(const Element& e, const xml::Lage& lage);
    void beende_wert(const xml::Lage& lage);
    /// An element of a message that has the type; kein_knoten where none has.
    KnotenNr knoten_mit_typ(const std::string& typ);
    KnotenNr suche(KnotenNr nr, const std::string& typ) const;

    const Katalog& m_katalog;
    Pruefstufe m_stufe;
    std::unique_ptr<Pruefautomat> m_automat;  // checks an element that a schema declares
    bool m_offen = false;                     // it is at work
    SimpleTypId m_typ = kein_typ;             // of the element whose text is read
    std::string m_wert;
    std::string m_als;      // said before problems of an element whose type xsi:type names
    bool m_kaputt = false;  // the record will be dropped
    std::unordered_map<std::string, KnotenNr> m_knoten;  // by type: looked up before
    std::vector<domain::Problem> m_probleme;
};

}  // namespace abgleich::katalog
