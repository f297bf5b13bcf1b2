// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "satz_bauer.hpp"

#include <abgleich/katalog/pruefautomat.hpp>
#include <abgleich/xml/sax_leser.hpp>

#include <string>
#include <vector>

namespace abgleich::input {

/// Front end over libxml2's SAX2: finds the messages of a file (alone, in a Sammlung, the `inhalt` of a
/// Bestand), hands each to the automaton, and reads what stands around them.
class NachrichtenLeser final : public xml::Ereignisse {
public:
    NachrichtenLeser(const katalog::Katalog& katalog, const Leseoptionen& optionen, Einlesung& ziel);

    void neue_datei(std::uint32_t datei);
    /// After the last event of a file: closes what is open.
    void datei_ende(const xml::Ausgang& ausgang);

    void element(const xml::Name& name, std::span<const xml::Attribut> attribute, xml::Ort ort) override;
    void text(std::string_view text) override;
    void ende(xml::Ort ort) override;
    std::uint64_t saetze() const { return m_saetze; }

private:
    /// What is open around the messages, outermost first.
    enum class Huelle { sammlung, bestand, datensatz };

    katalog::NameId name_id(const xml::Name& name);
    void uebersetze(std::span<const xml::Attribut> attribute);
    void beginne_huelle(const xml::Name& name, std::span<const xml::Attribut> attribute, katalog::Ort ort);
    bool beginne_bestand(std::span<const xml::Attribut> attribute, katalog::Ort ort);
    void beginne_datensatz(std::span<const xml::Attribut> attribute, katalog::Ort ort);
    void beginne_nachricht(const xml::Name& name, katalog::Ort ort);
    void ueberspringe() { m_uebersprungen = 1; }
    void ueberspringe_satz(domain::ProblemCode code, katalog::Ort ort, std::string meldung);

    const katalog::Katalog& m_katalog;
    const Leseoptionen& m_optionen;
    Einlesung& m_ziel;
    SatzBauer m_bauer;
    katalog::Pruefautomat m_automat;
    std::vector<Huelle> m_huellen;
    std::vector<katalog::AttributWert> m_attribute;
    struct Zelle {
        xml::Name name;
        katalog::NameId id = 0;
    };
    std::vector<Zelle> m_namen;  // open addressing by pointer, per file
    std::size_t m_namen_belegt = 0;
    std::size_t m_uebersprungen = 0;
    bool m_in_nachricht = false;
    bool m_inhalt_gesehen = false;
    bool m_wurzel_gesehen = false;
    domain::Satz m_datensatz;
    std::uint32_t m_datei = 0;
    std::uint64_t m_saetze = 0;
};

}  // namespace abgleich::input
