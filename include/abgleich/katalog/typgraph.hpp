// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/base/text.hpp>
#include <abgleich/katalog/muster_automat.hpp>

#include <cstdint>
#include <deque>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// The structure of the standard as it stands in the XML Schema files: an immutable graph with dense
/// ids. It knows nothing of meaning; that is the overlay's part (katalog.hpp).
namespace abgleich::katalog {

using NameId = std::uint16_t;  ///< interned (namespace, local name); 0 = a name that no schema knows
using SimpleTypId = std::uint32_t;
using ComplexTypId = std::uint32_t;
inline constexpr std::uint32_t kein_typ = std::numeric_limits<std::uint32_t>::max();

/// Qualified names, interned once while the schemas are read.
class Namen {
public:
    Namen();
    NameId intern(std::string_view namensraum, std::string_view lokal);
    /// 0 where no schema knows the name.
    NameId find(std::string_view namensraum, std::string_view lokal) const;
    std::string_view namensraum(NameId id) const { return m_raeume[m_namen[id].raum]; }
    std::string_view lokal(NameId id) const { return m_namen[id].lokal; }
    std::size_t size() const { return m_namen.size(); }

private:
    struct Name {
        std::uint16_t raum = 0;
        std::string lokal;
    };
    std::vector<std::string> m_raeume;
    std::deque<Name> m_namen;
    std::unordered_map<std::string, NameId, base::TextHash, std::equal_to<>> m_index;  // "namespace\nlocal"
};

/// The builtin types of XML Schema that the register's standard uses.
enum class Grundtyp : std::uint8_t {
    string,
    boolean,
    date,
    g_year,
    g_year_month,
    date_time,
    integer,
    base64,
    any_uri
};
enum class Leerraum : std::uint8_t { erhalten, ersetzen, zusammenziehen };

/// A simple type with all facets of its chain of restrictions flattened.
struct SimpleTyp {
    std::string name;  ///< "{namespace}local"; empty for an anonymous one
    SimpleTypId basis = kein_typ;
    Grundtyp grundtyp = Grundtyp::string;
    Leerraum leerraum = Leerraum::erhalten;
    std::uint32_t min_laenge = 0;
    std::uint32_t max_laenge = std::numeric_limits<std::uint32_t>::max();
    bool hat_min = false;
    bool hat_max = false;
    std::int64_t min = 0;
    std::int64_t max = 0;
    /// The value must match one automaton of every group (index into Typgraph::muster).
    std::vector<std::vector<std::uint32_t>> muster;
    std::vector<std::string> aufzaehlung;  ///< sorted; empty = no enumeration
    std::vector<SimpleTypId> vereinigung;  ///< members of a union; empty = none
};

struct Attribut {
    NameId name = 0;
    SimpleTypId typ = kein_typ;
    bool pflicht = false;
    bool hat_fest = false;
    std::string fest;
};

/// An element (or a wildcard) at a place of a content model.
struct Partikel {
    NameId name = 0;               ///< 0: wildcard
    bool einfach = false;          ///< type is a simple one
    std::uint32_t typ = kein_typ;  ///< SimpleTypId or ComplexTypId
    bool wiederholt = false;       ///< may occur more than once (itself or a group around it)
    bool pflicht = false;          ///< has to occur in every instance
    bool hat_fest = false;
    std::string fest;
    std::vector<std::string> raeume;  ///< wildcard: namespaces; "##any", "##other:ns", "##local"
};

/// A content model as written in a schema: a tree of particles, sequences and choices.
struct Teil {
    enum class Art { partikel, folge, wahl } art = Art::folge;
    static constexpr std::uint32_t unbegrenzt = 0xFFFFFFFFu;
    std::uint32_t min = 1;
    std::uint32_t max = 1;
    std::uint32_t partikel = 0;  ///< index into the model's particles
    std::vector<Teil> kinder;
};

/// Content model as a deterministic automaton (state 0 the start; a state knows the particle read last).
struct Inhaltsmodell {
    static constexpr std::uint16_t keiner = 0xFFFF;
    std::vector<Partikel> partikel;           ///< in order of the schema
    std::vector<NameId> symbole;              ///< distinct element names, sorted
    std::vector<std::uint32_t> zellen;        ///< their places, open addressing: name << 16 | place, 0 = free
    std::vector<std::uint16_t> folge;         ///< [state * (symbole + 1) + symbol], last column: wildcard
    std::vector<std::uint16_t> partikel_von;  ///< [state]; keiner for the start
    std::vector<bool> ende;                   ///< [state] may end here

    /// Next state, or keiner. `name` 0 or foreign: see wildcard().
    std::uint16_t weiter(std::uint16_t zustand, NameId name) const;
    /// Next state for an element of a namespace that a wildcard here allows, or keiner.
    std::uint16_t weiter_platzhalter(std::uint16_t zustand, std::string_view namensraum) const;
    /// Names that may follow, for error texts.
    std::vector<NameId> erwartet(std::uint16_t zustand) const;
};

struct ComplexTyp {
    std::string name;  ///< "{namespace}local"; empty for an anonymous one
    ComplexTypId basis = kein_typ;
    bool abstrakt = false;
    SimpleTypId text = kein_typ;            ///< simpleContent
    std::vector<Attribut> attribute;        ///< own and inherited
    std::uint32_t modell = kein_typ;        ///< index into Typgraph::modelle; kein_typ with `text`
    std::uint32_t modell_milde = kein_typ;  ///< the same with every lower bound 0 (Bestand)
    bool ist_wahl = false;                  ///< content is one choice
};

struct GlobalesElement {
    NameId name = 0;
    bool einfach = false;
    std::uint32_t typ = kein_typ;
    std::string schema;  ///< file it stands in
};

/// Everything that the schemas of one folder say.
struct Typgraph {
    Namen namen;
    std::deque<MusterAutomat> muster;
    std::deque<std::string> muster_texte;  ///< the patterns as written
    std::vector<SimpleTyp> simple_typen;
    std::vector<ComplexTyp> complex_typen;
    std::deque<Inhaltsmodell> modelle;
    std::unordered_map<ComplexTypId, Teil> aufbau;  ///< content models as written, inherited parts included
    std::vector<GlobalesElement> elemente;
    std::unordered_map<std::string, std::uint32_t> simple_index;  ///< "{namespace}local"
    std::unordered_map<std::string, std::uint32_t> complex_index;
    std::string digest;  ///< SHA-256 over all files read, in order of their names

    const GlobalesElement* element(NameId name) const;
    /// True where `typ` is `basis` or derives from it.
    bool abgeleitet(ComplexTypId typ, ComplexTypId basis) const;
};

/// Reads every schema file that `ordner` holds (its *.xsd). Imports are resolved by namespace among
/// them, never by network. Throws ConfigError naming file and line on any construct it does not know.
Typgraph lies_schemas(const std::string& ordner);

/// Treats white space as the type wants it; `wert` is kept in `puffer` where it had to change.
void behandle_leerraum(Leerraum leerraum, std::string_view& wert, std::string& puffer);

/// Checks a text against a simple type; `wert` becomes the text after white space treatment (kept in
/// `puffer` where it had to change). Empty result: valid; else what was expected, without the value.
std::string_view pruefe_wert(const Typgraph& graph, SimpleTypId typ, std::string_view& wert,
                             std::string& puffer);

}  // namespace abgleich::katalog
