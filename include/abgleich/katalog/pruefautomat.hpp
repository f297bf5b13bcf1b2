// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/problem.hpp>
#include <abgleich/katalog/katalog.hpp>
#include <abgleich/xml/ereignisse.hpp>

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace abgleich::katalog {

struct AttributWert {
    NameId name = 0;  ///< 0: a name that no schema knows
    std::string_view raum;
    std::string_view lokal;
    std::string_view wert;
};

/// A start tag with its names resolved.
struct Element {
    NameId name = 0;
    std::string_view raum;
    std::string_view lokal;
    std::span<const AttributWert> attribute;
    std::uint32_t marke = 0;  ///< xml::Marke::nummer
};

/// How much of the rules is checked. Structure (order, cardinality, choice, attributes) is always checked
/// where a message is read at all: an element without a place has no field.
enum class Pruefstufe : std::uint8_t {
    aus,       ///< nothing: `validate` looks for well-formed XML and a known root only
    struktur,  ///< structure
    codes,     ///< and enumerations, fixed values, code lists
    schema,    ///< structure and all data types, as the schemas say; no code lists
    voll       ///< everything
};

/// A leaf: the text of an element, or an attribute. Valid only during the call.
struct Blattmeldung {
    KnotenNr knoten = kein_knoten;
    FeldNr feld = 0;
    std::uint8_t attribut = 0;  ///< 1-based among the attributes of the type; 0: the text
    std::uint8_t zweig = 0;
    std::uint32_t nummer = 0;  ///< 1-based index at the nearest repeating element, 0 = none
    std::string_view wert;
    bool unlesbar = false;  ///< it breaks its data type
    bool binaer = false;
};

/// What comes out of a checked message. One record after the other; a record that breaks the structure
/// ends with `beende_satz(true)` and everything given since `beginne_satz` has to be dropped.
class Empfaenger {
public:
    virtual ~Empfaenger() = default;
    virtual void beginne_satz(const Knoten& knoten, const xml::Lage& lage) = 0;
    virtual void beende_satz(bool verworfen) = 0;
    virtual void beginne_vorkommen(KnotenNr nr, const Knoten& knoten) = 0;
    virtual void beende_vorkommen() = 0;
    /// An element begins whose leaves alone would not tell so: one of several, or one that may be empty.
    /// All elements of a message follow from these, the occurrences and the leaves, in this order.
    virtual void element(KnotenNr nr, std::uint32_t nummer) = 0;
    /// A fixed attribute that is no field (listURI) is left out; counted from 1.
    virtual void ausgelassen(KnotenNr, std::uint8_t /*attribut*/, std::uint32_t /*nummer*/) {}
    virtual void blatt(const Blattmeldung& blatt, const xml::Lage& lage) = 0;
    virtual void problem(domain::ProblemCode code, xml::Ort ort, std::string meldung, bool ganzer_satz) = 0;
};

/// Walks one message over the type graph and checks while it walks: order, cardinality, choice,
/// attributes, data types, codes. It is fed by a front end, which may be any scanner of XML: the seam
/// between the ways of reading. After a structural fault it skips to the end of the record.
class Pruefautomat {
public:
    static constexpr std::size_t max_wert = std::size_t{1} << 16;     ///< bytes of one value
    static constexpr std::size_t max_binaer = std::size_t{24} << 20;  ///< base64 text of 16 MiB
    static constexpr std::size_t max_tiefe = 200;

    Pruefautomat(const Katalog& katalog, Pruefstufe stufe, Empfaenger& empfaenger);
    ~Pruefautomat();

    /// Starts a message; `wurzel` was found by the front end from the element's name.
    void beginne(const Wurzel& wurzel, const Element& element, const xml::Lage& lage);
    void element(const Element& element, const xml::Lage& lage);
    /// `bleibt`: the text stays valid until the element's end.
    void text(std::string_view text, bool bleibt);
    void ende(const xml::Lage& lage);
    /// An element that holds text only, in one step; false: not one for this way, nothing has changed.
    bool blatt(const Element& element, std::string_view text, const xml::Lage& lage);
    /// True once the root's end was seen.
    bool fertig() const { return m_rahmen.empty() && m_uebersprungen == 0; }
    /// The rest of the message (or record) is being skipped after a structural fault.
    bool verworfen() const { return m_verworfen; }
    /// The fault stood outside of every record: all records behind it are lost.
    bool ausserhalb_verworfen() const { return m_ausserhalb; }
    /// The input broke off: closes an open record as dropped.
    void abbruch();

private:
    struct Rahmen {
        KnotenNr knoten = kein_knoten;
        std::uint16_t zustand = 0;
        std::uint16_t letzter_partikel = 0xFFFF;
        std::uint32_t zaehler = 0;  ///< how often letzter_partikel came in a row
        std::uint32_t nummer = 0;
        std::string_view ausgabe;     ///< listVersionID of a code element
        SimpleTypId text = kein_typ;  ///< type of its text where xsi:type chose it
    };
    /// A step of a content model taken before: most steps are.
    struct Uebergang {
        KnotenNr knoten = kein_knoten;
        std::uint16_t zustand = 0;
        NameId name = 0;
        std::uint16_t naechster = 0;
        std::uint16_t partikel = 0;
        KnotenNr kind = kein_knoten;
    };
    /// A short text that was found to fit its type: most values recur. All of it, so nothing is mistaken.
    struct Gutwert {
        std::uint64_t anfang = 0, ende = 0;  // overlapping
        SimpleTypId typ = kein_typ;
        std::uint32_t laenge = 0;
        bool operator==(const Gutwert&) const = default;
    };
    /// What the attributes of a remembered start tag say at a Knoten, once found valid.
    struct Attributbefund {
        struct Wert {
            FeldNr feld = 0;  ///< 0: it is left out
            std::uint8_t attribut = 0;
            std::string_view wert;
        };
        KnotenNr knoten = kein_knoten;
        std::uint32_t marke = 0;
        std::string_view ausgabe;
        std::vector<Wert> werte;
    };

    void betrete(KnotenNr nr, std::uint32_t nummer, const Element& element, const xml::Lage& lage);
    void lies_attribute(KnotenNr nr, std::uint32_t nummer, const Element& element, const xml::Lage& lage);
    bool pruefe_attribute(const Knoten& k, const Element& element, Attributbefund& befund,
                          const xml::Lage& lage);
    bool pruefe_attribut(const Knoten& k, const Attribut& d, std::string_view& wert, const xml::Lage& lage);
    /// What xsi:type makes of the element; false: it may not have that type.
    bool waehle_typ(KnotenNr& nr, SimpleTypId& text, const Element& element, const xml::Lage& lage);
    void melde_blatt(KnotenNr nr, SimpleTypId typ, std::uint32_t nummer, std::string_view text,
                     std::string_view ausgabe, const xml::Lage& lage);
    void melde_gewaehlt(const Rahmen& rahmen, std::string_view ausgabe, const xml::Lage& lage);
    /// Where an element leads from the open one; nullptr: nowhere.
    const Uebergang* schritt(const Rahmen& rahmen, const Inhaltsmodell& modell, NameId name);
    std::string_view pruefe_nach_typ(SimpleTypId typ, std::string_view& wert);
    std::string_view pruefe_text(const Knoten& k, SimpleTypId typ, std::string_view& wert);
    bool pruefe_code(std::string_view ausgabe, const Knoten& k, std::string_view wert, const xml::Lage& lage);
    void verwirf(domain::ProblemCode code, const xml::Lage& lage, std::string meldung);
    void verwirf_element(const Rahmen& rahmen, const Element& element, const xml::Lage& lage);
    void wert_problem(domain::ProblemCode code, const xml::Lage& lage, const Knoten& k,
                      std::string_view erwartet);
    std::string pfad(const Knoten& k) const;
    std::string erwartet(const Rahmen& rahmen) const;
    void beginne_platzhalter(const Element& element, const xml::Lage& lage);
    void schliesse_platzhalter(const xml::Lage& lage);
    std::string_view wert() const { return m_puffert ? std::string_view(m_text) : m_ganzer_text; }

    const Katalog& m_katalog;
    Pruefstufe m_stufe;
    bool m_werte, m_aufzaehlungen, m_codes;
    Empfaenger& m_empfaenger;
    std::vector<Rahmen> m_rahmen;
    /// Text of the open leaf: where it came in one piece a view, else gathered in m_text.
    std::string_view m_ganzer_text;
    std::string m_text;
    bool m_puffert = false;
    bool m_fremder_text = false;  // more than blanks between elements
    std::string m_puffer;
    std::vector<std::string> m_ausgaben;                             // by depth
    std::vector<std::pair<std::string, const Codeliste*>> m_listen;  // per field: edition looked up last
    std::vector<Attributbefund> m_befunde;                           // direct mapped, as the next two
    std::vector<Uebergang> m_uebergaenge;
    std::vector<Gutwert> m_gutwerte;
    std::vector<std::int8_t> m_gutwert_bilanz;  // by type: hits less misses; at the lowest it is given up
    Attributbefund m_befund;
    std::deque<std::string> m_attributtexte;  // values that white space treatment changed
    NameId m_name_ausgabe;
    bool m_im_satz = false;
    std::size_t m_satz_tiefe = 0;
    std::size_t m_uebersprungen = 0;  // depth of elements being skipped
    bool m_ausserhalb = false;
    bool m_verworfen = false;       // the record (or message) is being skipped
    std::size_t m_platzhalter = 0;  // depth within extension content
    bool m_text_zu_lang = false;
    struct Erweiterung;
    std::unique_ptr<Erweiterung> m_erweiterung;  // checks what is known of extension content
};

}  // namespace abgleich::katalog
