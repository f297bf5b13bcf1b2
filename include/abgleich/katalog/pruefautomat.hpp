// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/problem.hpp>
#include <abgleich/katalog/katalog.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace abgleich::katalog {

/// Place of an event: end of the tag or text, counted from 1.
struct Ort {
    std::uint32_t zeile = 0;
    std::uint32_t spalte = 0;
};

struct AttributWert {
    NameId name = 0;  ///< 0: a name that no schema knows
    std::string_view raum;
    std::string_view lokal;
    std::string_view wert;
};

/// How much of the rules is checked.
enum class Pruefstufe : std::uint8_t { struktur, codes, voll };

/// What comes out of a checked message. One record after the other; a record that breaks the structure
/// ends with `beende_satz(true)` and everything given since `beginne_satz` has to be dropped.
class Empfaenger {
public:
    virtual ~Empfaenger() = default;
    virtual void beginne_satz(const Knoten& knoten, Ort ort) = 0;
    virtual void beende_satz(bool verworfen) = 0;
    virtual void beginne_vorkommen(const Knoten& knoten) = 0;
    virtual void beende_vorkommen() = 0;
    /// One leaf. `nummer`: 1-based index at the nearest repeating element, 0 = none. The value is valid
    /// only during the call; `unlesbar`: it breaks its data type.
    virtual void blatt(const Knoten& knoten, FeldNr feld, std::uint8_t zweig, std::uint32_t nummer,
                       std::string_view wert, bool unlesbar) = 0;
    virtual void problem(domain::ProblemCode code, Ort ort, std::string meldung, bool ganzer_satz) = 0;
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

    /// Starts a message; `wurzel` was found by the front end from the element's name.
    void beginne(const Wurzel& wurzel, std::span<const AttributWert> attribute, Ort ort);
    void element(NameId name, std::string_view raum, std::string_view lokal,
                 std::span<const AttributWert> attribute, Ort ort);
    void text(std::string_view text);
    void ende(Ort ort);
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
        std::string_view ausgabe;  ///< listVersionID of a code element (in m_ausgaben)
    };

    void betrete(KnotenNr nr, std::uint32_t nummer, std::span<const AttributWert> attribute, Ort ort);
    void pruefe_attribute(const Knoten& k, const ComplexTyp& typ, std::uint32_t nummer,
                          std::span<const AttributWert> attribute, Ort ort);
    bool xsi(const AttributWert& a, const Knoten& k, Ort ort);
    void schliesse_blatt(const Rahmen& rahmen, Ort ort);
    void pruefe_code(const Rahmen& code_rahmen, const Knoten& k, std::string_view wert, Ort ort,
                     bool& unlesbar);
    void verwirf(domain::ProblemCode code, Ort ort, std::string meldung);
    void wert_problem(domain::ProblemCode code, Ort ort, const Knoten& k, std::string_view erwartet);
    std::string pfad(const Knoten& k) const;
    std::string erwartet(const Rahmen& rahmen) const;
    void beginne_platzhalter(const Knoten& k, std::string_view raum, std::string_view lokal,
                             std::span<const AttributWert> attribute);

    const Katalog& m_katalog;
    Pruefstufe m_stufe;
    Empfaenger& m_empfaenger;
    std::vector<Rahmen> m_rahmen;
    std::string m_text;
    std::string m_puffer;
    std::vector<std::string> m_ausgaben;                             // by depth
    std::vector<std::pair<std::string, const Codeliste*>> m_listen;  // per field: edition looked up last
    NameId m_name_ausgabe;
    bool m_im_satz = false;
    std::size_t m_satz_tiefe = 0;
    std::size_t m_uebersprungen = 0;  // depth of elements being skipped
    bool m_ausserhalb = false;
    bool m_verworfen = false;       // the record (or message) is being skipped
    std::size_t m_platzhalter = 0;  // depth within extension content
    bool m_text_zu_lang = false;
};

}  // namespace abgleich::katalog
