// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/xml/namensbuch.hpp>

#include <array>
#include <memory>
#include <vector>

namespace abgleich::xml {

/// The fast lane: reads elements that stand whole in memory, in UTF-8 and in the plain XML that programs
/// write. On anything else (comments, CDATA, processing instructions, references, names beyond ASCII, a
/// carriage return inside text, whatever is not well-formed) it answers `fremd`, and the caller lets libxml2
/// read that element from its beginning. So it never has to tell what is wrong, and never accepts what
/// libxml2 would refuse.
///
/// Start tags recur: a tag seen twice is remembered by its bytes, parsed once, and found again by one
/// comparison, mostly with the tag that followed last time.
class Schnellleser final : private Lage {
public:
    explicit Schnellleser(Namensbuch& namen);

    /// Namespaces in scope around the element.
    using Umgebung = std::uint32_t;
    static constexpr Umgebung leer = 0;
    /// The one inside of an element whose start tag is `marke` (from `<` to `>`); nullopt where it is not plain.
    std::optional<Umgebung> umgebung(std::string_view marke);

    /// Name of the element whose start tag is `marke`; an empty one where it is not plain.
    Name name_der_marke(std::string_view marke);

    enum class Ergebnis { gut, fremd };
    /// Reads the element that begins at text[anfang] == '<', with its content. `gut`: `anfang` is behind it.
    /// `ort` is the place of text[0] (best a line's begin), `versatz` its place in the file, for what is asked
    /// of the Lage.
    Ergebnis lies(std::string_view text, std::size_t& anfang, Umgebung umgebung, Ort ort,
                  std::uint64_t versatz, Ereignisse& ereignisse);

private:
    struct Bindung {
        std::string praefix;
        std::string raum;
    };
    using Bindungen = std::vector<Bindung>;
    /// A remembered start tag.
    struct Merkmal {
        std::string roh;
        Umgebung aussen = leer;
        Umgebung innen = leer;
        Marke marke;
        std::vector<Attribut> attribute;
        std::uint32_t qname = 0;  // length of the name as written
        bool geschlossen = false;
    };
    struct Offen {
        const char* qname = nullptr;
        std::uint32_t laenge = 0;
        Umgebung umgebung = leer;
        std::uint32_t marke = 0;  // number of its start tag
    };

    Ort ort() const override;
    std::optional<std::string_view> raum(std::string_view praefix) const override;
    std::optional<Bereich> inhalt() const override;

    const Merkmal* finde_marke(const char* p, const char* ende);
    bool zerlege_marke(std::string_view roh, Umgebung aussen, Merkmal& ziel);
    bool loese_namen(std::string_view qname, const Bindungen& bindungen, bool attribut, Name& ziel);
    bool lies_inhalt(const char*& p, const char* ende, Ereignisse& ereignisse);
    bool lies_text(const char*& p, const char* ende, Ereignisse& ereignisse);
    bool lies_blatt(const char*& p, const char* ende, const Merkmal& marke, Ereignisse& ereignisse);
    bool schliesse(const char*& p, const char* ende, Ereignisse& ereignisse);
    Umgebung merke_umgebung(Bindungen bindungen);

    Namensbuch& m_namen;
    std::vector<std::unique_ptr<Bindungen>> m_umgebungen;
    std::vector<std::unique_ptr<Merkmal>> m_merkmale;
    std::vector<std::uint32_t> m_zellen;   // open addressing over m_merkmale, 0 = free
    std::vector<std::uint64_t> m_gesehen;  // hashes of tags seen once, direct mapped
    Merkmal m_einmalig;                    // a tag that is not remembered
    std::vector<const Merkmal*> m_danach;  // by the tag read last and the open one: what came next last time
    std::uint32_t m_letztes = 0;           // number of the start tag read last
    std::vector<Offen> m_offen;
    std::string_view m_text;
    const char* m_stelle = nullptr;       // end of the event being told
    const char* m_inhalt = nullptr;       // end of the start tag read last
    const char* m_inhalt_ende = nullptr;  // begin of the end tag being told
    mutable Ort m_ort;                    // place of m_ort_stelle
    mutable const char* m_ort_stelle = nullptr;
    std::uint64_t m_versatz = 0;
};

}  // namespace abgleich::xml
