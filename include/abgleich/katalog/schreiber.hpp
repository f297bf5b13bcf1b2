// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/katalog/katalog.hpp>

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace abgleich::katalog {

/// Paths already resolved. Resolving walks the tree of Knoten; who composes many messages keeps one of these
/// per thread and hands it to each Entwurf.
class Pfadspeicher {
public:
    struct Ziel {
        std::vector<std::vector<KnotenNr>>
            ketten;                ///< from below the element to each leaf that shares the path
        std::string attribut;      ///< schema name of the attribute meant; empty: the text
        std::uint32_t nummer = 1;  ///< index given in the path
    };
    /// Throws std::logic_error for a path that the element has not.
    const Ziel& finde(const Katalog& katalog, KnotenNr knoten, std::string_view pfad);

private:
    std::unordered_map<std::uint64_t, std::unordered_map<std::string, Ziel, base::TextHash, std::equal_to<>>>
        m_ziele;
};

/// An element being composed, bound to its Knoten. Children and values may be set in any order; the
/// serialiser brings them into the order of the schema. Owned by its Entwurf.
class Instanz {
public:
    /// Appends a child element by its name in the schema (`aktuelleDuldung`); throws std::logic_error
    /// for a name that this element cannot hold.
    Instanz& kind(std::string_view name);
    /// Sets a value by its catalogue path below this element (`geburtsangaben/tagDerGeburt`,
    /// `staatsangehoerigkeit[2]`, `duldungArt@version`); makes the elements on the way. Among branches
    /// that share a path, the first whose type accepts the value is taken (`1985-07` becomes jahrMonat,
    /// `unbekannt` becomes the flag). Throws std::logic_error for an unknown path or a value no branch accepts.
    Instanz& setze(std::string_view pfad, std::string_view wert);
    /// Sets an attribute of this element itself.
    Instanz& attribut(std::string_view name, std::string_view wert);
    KnotenNr knoten() const { return m_knoten; }

private:
    friend class Entwurf;
    Instanz(class Entwurf& entwurf, KnotenNr knoten) : m_entwurf(&entwurf), m_knoten(knoten) {}
    class Entwurf* m_entwurf;
    KnotenNr m_knoten;
    std::string m_text;
    std::vector<std::pair<std::uint16_t, std::string>> m_attribute;
    std::vector<Instanz*> m_kinder;
};

/// A message being composed.
class Entwurf {
public:
    /// `wurzel`: which message; throws std::logic_error where the catalogue does not know it.
    /// `speicher` has to outlive the Entwurf; without one it keeps its own.
    Entwurf(const Katalog& katalog, const Wurzel& wurzel, Pfadspeicher* speicher = nullptr);
    Entwurf(const Entwurf&) = delete;
    Entwurf& operator=(const Entwurf&) = delete;

    Instanz& wurzel() { return *m_wurzel; }
    /// XML text of the element (no declaration), children in schema order, fixed attributes and values
    /// filled in. `deklariere` adds the namespace declaration of the root. Throws std::logic_error
    /// naming the element that is missing or may not stand there.
    void schreibe(std::string& ziel, bool deklariere = true) const;
    const Katalog& katalog() const { return m_katalog; }

private:
    friend class Instanz;
    Instanz& neu(KnotenNr knoten);
    void schreibe(std::string& ziel, const Instanz& instanz, std::string_view raum_davor) const;
    const Katalog& m_katalog;
    Pfadspeicher m_eigener;
    Pfadspeicher* m_speicher;
    std::deque<Instanz> m_instanzen;
    Instanz* m_wurzel;
};

/// Escapes text for XML content or attribute values.
void maskiere(std::string& ziel, std::string_view text, bool attribut);

}  // namespace abgleich::katalog
