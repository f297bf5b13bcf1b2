// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/textspeicher.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace abgleich::domain {

/// Dense number of a Sachverhalt of the loaded catalogue; 0 is the record itself ("datensatz").
using SachverhaltNr = std::uint16_t;
/// Dense number of a field (Sachverhalt, path) of the loaded catalogue; 0 is no field.
using FeldNr = std::uint16_t;
/// Number of an element at its place in a message of one version of the standard.
using KnotenNr = std::uint32_t;

/// Which slot of the register an occurrence stands in.
enum class Stand : std::uint8_t { offen, aktuell, historisch };

/// One step of a Gestalt: an element begins, or an attribute of one, or a leaf.
struct Schritt {
    enum Art : std::uint8_t {
        element,  ///< begins; only where the leaves below do not say so anyway
        wert,     ///< leaf whose text stands with the occurrence
        fest,     ///< leaf whose text stands in `text`: the same for many (editions of lists, message heads)
        ausgelagert  ///< as `wert`; its text is an Auslagerung (binary content that stays in the file)
    };
    KnotenNr knoten = 0;
    FeldNr feld = 0;
    std::uint16_t nummer = 0;  ///< 1-based index at the nearest repeating element, 0 where nothing repeats
    std::uint8_t zweig = 0;    ///< which branch of a choice that shares one path (name / nichtVorhanden)
    /// 1-based among the attributes of the element's type; 0: its content. With `element`: the fixed attribute
    /// that is left out. Extension content: 1 continues the text of the step before, where it is too long for
    /// one.
    std::uint8_t attribut = 0;
    Art art = element;
    bool unlesbar = false;  ///< breaks a rule of its data type: sets its fact aside
    TextRef text;
    bool operator==(const Schritt&) const = default;
};
static_assert(sizeof(Schritt) == 16);

/// What thousands of occurrences have in common: what they tell of, which elements stand in it, in order. The occurrence itself
/// is only its texts. The steps stand in document order and name their elements, so that the XML can be
/// written again without loss.
struct Gestalt {
    SachverhaltNr sachverhalt = 0;  ///< 0: elements of the record around occurrences
    Stand stand = Stand::offen;
    std::uint32_t erster = 0;  ///< step
    std::uint32_t schritte = 0;
    std::uint32_t werte = 0;  ///< steps with a text of their own
};

/// All Gestalten of a store, each once.
class Gestaltbuch {
public:
    static constexpr std::uint32_t max_nummer = (1u << 31) - 1;

    Gestaltbuch() : m_zellen(1024) {}
    /// Throws std::length_error beyond max_nummer.
    std::uint32_t nummer(SachverhaltNr sachverhalt, Stand stand, std::span<const Schritt> schritte);
    const Gestalt& operator[](std::uint32_t nummer) const { return m_gestalten[nummer]; }
    std::span<const Schritt> schritte(std::uint32_t nummer) const {
        const Gestalt& g = m_gestalten[nummer];
        return {m_schritte.data() + g.erster, g.schritte};
    }
    std::size_t size() const { return m_gestalten.size(); }
    std::size_t bytes() const {
        return m_schritte.size() * sizeof(Schritt) + m_gestalten.size() * sizeof(Gestalt) +
               m_zellen.size() * sizeof(std::uint32_t);
    }

private:
    std::vector<Gestalt> m_gestalten;
    std::vector<std::uint32_t> m_hashes;
    std::vector<Schritt> m_schritte;
    std::vector<std::uint32_t> m_zellen;  // open addressing: number + 1, 0 = free
};

/// Binary content that was left where it is.
struct Auslagerung {
    std::uint32_t datei = 0;   ///< index into the run's list of files
    std::uint64_t anfang = 0;  ///< first byte of the element's content in the (unpacked) file
    std::uint64_t laenge = 0;  ///< bytes of it there
    std::uint64_t hash = 0;    ///< of the text, white space left out: equal content has equal hashes
};
static_assert(sizeof(Auslagerung) == 32);

}  // namespace abgleich::domain
