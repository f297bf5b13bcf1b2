// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "satz_bauer.hpp"

#include <abgleich/katalog/pruefautomat.hpp>
#include <abgleich/xml/ereignisse.hpp>

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace abgleich::input {

/// What may stand around messages.
enum class Huelle : std::uint8_t { keine, sammlung, bestand };
/// Which of them a root element is.
Huelle huelle_von(const xml::Name& wurzel);

/// Finds the messages among the elements that a reader tells (alone, in a Sammlung, the `inhalt` of a
/// Bestand), hands each to the automaton of its version, and reads what stands around them. It does not know
/// which reader it listens to.
class NachrichtenLeser final : public xml::Ereignisse {
public:
    /// `kataloge`: one per version; the last knows the fields of all.
    NachrichtenLeser(std::span<const katalog::Katalog* const> kataloge, const Leseoptionen& optionen,
                     Textziele texte);

    SatzBauer& bauer() { return m_bauer; }
    /// What comes now is a whole document (`keine`), or stands inside such a root.
    void beginne(std::uint32_t datei, Huelle umgebung);
    /// Closes what is open, and tells what was wrong.
    void beende(const xml::Ausgang& ausgang);
    /// Around an element that may have to be read twice.
    void sichere() { m_bauer.sichere(); }
    void zurueck();

    void element(const xml::Marke& marke, const xml::Lage& lage) override;
    void text(std::string_view text, bool bleibt) override;
    void ende(const xml::Lage& lage) override;
    bool blatt(const xml::Marke& marke, std::string_view text, const xml::Lage& lage) override;

private:
    /// What is open around the messages, outermost first.
    enum class Offen { sammlung, bestand, datensatz };
    /// One version of the standard: its automaton, and the names and tags already translated.
    struct Spur {
        Spur(const katalog::Katalog& k, katalog::Pruefstufe stufe, SatzBauer& bauer)
            : katalog(&k), automat(k, stufe, bauer) {}
        const katalog::Katalog* katalog;
        katalog::Pruefautomat automat;
        std::vector<std::uint32_t> namen;  // by xml::Name::nummer: NameId + 1, 0 = not looked up
        struct Marke {
            std::vector<katalog::AttributWert> attribute;
            katalog::Element element;  // names point into the reader's book, values into its tags
        };
        std::deque<Marke> marken;
        std::vector<const katalog::Element*> elemente;  // by xml::Marke::nummer: of marken, where known
    };

    katalog::NameId name_id(Spur& spur, const xml::Name& name);
    const katalog::Element& uebersetze(Spur& spur, const xml::Marke& marke) {
        if (marke.nummer < spur.elemente.size() && spur.elemente[marke.nummer] != nullptr)
            return *spur.elemente[marke.nummer];
        return uebersetze_neu(spur, marke);
    }
    const katalog::Element& uebersetze_neu(Spur& spur, const xml::Marke& marke);
    void beginne_huelle(const xml::Marke& marke, const xml::Lage& lage);
    bool pruefe_tag(std::string_view element, const xml::Attribut& attribut, xml::Ort ort);
    bool beginne_bestand(const xml::Marke& marke, xml::Ort ort);
    void beginne_datensatz(const xml::Marke& marke, xml::Ort ort);
    void schliesse_huelle(const xml::Lage& lage);
    void text_in_huelle(xml::Ort ort);
    void beginne_nachricht(const xml::Marke& marke, const xml::Lage& lage);
    void ueberspringe() { m_uebersprungen = 1; }
    void ueberspringe_satz(domain::ProblemCode code, xml::Ort ort, std::string meldung);

    const Leseoptionen& m_optionen;
    SatzBauer m_bauer;
    std::vector<std::unique_ptr<Spur>> m_spuren;
    Spur* m_spur = nullptr;  // of the open message
    std::vector<Offen> m_offen;
    std::size_t m_offen_anfang = 0;
    std::vector<katalog::AttributWert> m_attribute;
    katalog::Element m_element;
    std::size_t m_uebersprungen = 0;
    bool m_inhalt_gesehen = false;
    bool m_wurzel_gesehen = false;
    bool m_fremder_text = false;
    domain::Satz m_datensatz;
};

}  // namespace abgleich::input
