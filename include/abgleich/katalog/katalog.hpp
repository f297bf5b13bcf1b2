// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/bestand.hpp>
#include <abgleich/domain/ergebnis.hpp>
#include <abgleich/katalog/codeliste.hpp>
#include <abgleich/katalog/typgraph.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// The catalogue: structure (typgraph.hpp) and meaning (config/katalog-<version>/*.toml) bound together.
/// It drives reading, comparing, reporting and writing. Immutable once loaded.
namespace abgleich::katalog {

using domain::FeldNr;
using domain::SachverhaltNr;
using domain::Stand;

/// How two values of a field are compared (one source file each in `compare`).
enum class Vergleich : std::uint8_t {
    nie,
    text,
    name,
    datum,
    teildatum,
    code,
    staat,
    nummer,
    wahrheitswert,
    zahl,
    behoerde,
    strasse,
    hausnummer,
    ort,
    undurchsichtig
};
std::string_view name(Vergleich vergleich);

/// What a field is for, where it is not content.
enum class Rolle : std::uint8_t { inhalt, herkunft, stand, referenz, ausgabe, undurchsichtig, meldung };

/// Features by which persons are matched; bound to fields by the overlay ([identitaet] in grund.toml).
enum class Merkmal : std::uint8_t {
    familienname,
    vorname,
    geburtsname,
    geburtsdatum,
    geburtsort,
    geburtsstaat,
    geschlecht,
    staatsangehoerigkeit,
    ausweisnummer,
    strasse,
    hausnummer,
    postleitzahl,
    wohnort,
    anzahl_
};

/// Fields with a task of their own outside comparison.
enum class Sonderfeld : std::uint8_t {
    azr_nummer,            ///< of a 090004
    alte_nummer,           ///< the number asked for, after two records were merged
    erstellt,              ///< when the register built the message
    aktenfuehrend,         ///< authority that keeps the file
    meldestatus,           ///< kind of the Meldestatus
    staatsangehoerigkeit,  ///< nationality by which the groups of § 3 Abs. 4 AZRG are told apart
    abgleich_nummer,       ///< of an entry of 090022
    fruehere_anschrift,
    anzahl_
};

struct MerkmalQuelle {
    FeldNr feld = 0;
    std::string art;  ///< empty: the main identity; else `alias`, `frueher`, `schreibweise`
};

struct Feld {
    SachverhaltNr sachverhalt = 0;
    std::string pfad;  ///< relative to the Auskunft type, wrappers left out: `geburtsangaben/tagDerGeburt`
    std::string text;  ///< German label; the path where the overlay gives none
    Vergleich vergleich = Vergleich::text;
    Rolle rolle = Rolle::inhalt;
    domain::Schwere schwere = domain::Schwere::mittel;
    bool wiederholt = false;
    bool nur_auskunft = false;  ///< the Meldung has no such leaf
    bool nur_meldung = false;
    std::string codeliste;            ///< canonical URI, for code fields with a fixed list
    bool beschrieben = false;         ///< has a row in the overlay
    bool vergleich_benannt = false;   ///< the overlay or the type says how; else the start fails
    std::string grund;                ///< why it is never compared, from the overlay
    std::vector<std::string> zweige;  ///< names of the branches that share the path (name, nichtVorhanden)
    std::string wahl;                 ///< path of the choice it is a branch of; empty: none
    std::string wahl_zweig;           ///< which branch
    std::vector<std::string> fruehere_pfade;  ///< before it was renamed, oldest first
    std::uint32_t fassungen = 0;              ///< bit i: version i of the standard has it in an Auskunft
    std::vector<std::uint16_t> nachfolgen;    ///< exchanges of codes of its list, in order of version

    bool in_fassung(std::uint8_t fassung) const { return (fassungen >> fassung & 1U) != 0; }
    /// The path it had first: what names it beyond one version (kennungen).
    const std::string& stammpfad() const { return fruehere_pfade.empty() ? pfad : fruehere_pfade.front(); }
};

/// Codes of one list that a version of the standard exchanged for others.
struct Codenachfolge {
    std::uint8_t fassung = 0;  ///< the version that brought the new codes
    std::map<std::string, std::string, std::less<>> codes;
};

/// Order in which the occurrences of two pools are paired.
struct Paarung {
    /// Each step is a list of fields that must all be equal (and present) on both sides.
    struct Schluessel {
        FeldNr feld = 0;
        bool stamm = false;  ///< only the first 7 characters (Referenz-ID stem)
    };
    std::vector<std::vector<Schluessel>> stufen;
    enum class Rest : std::uint8_t { beste_zuordnung, klaerfall, einzeln } rest = Rest::beste_zuordnung;
};

struct Sachverhalt {
    std::string name;   ///< as in abweichungen.csv and the CSV files: `duldung`
    std::string blatt;  ///< Blatt of DSAusländer
    std::string text_ein;
    std::string text_mehr;
    std::string auskunft;        ///< type name without prefix
    std::string meldung;         ///< empty: none
    bool katalogisiert = false;  ///< has an overlay: is compared
    Paarung paarung;
    std::string abgleich_element;      ///< element of 090022, empty: none
    bool abgleich_alle = true;         ///< false: only the current one
    std::vector<std::string> gruppen;  ///< § 3 Abs. 4 AZRG: drittstaat, eu_verlust, eu; empty = all
    std::vector<std::string> melder;   ///< who may report: abh, bamf, ...
    std::string speicherung;           ///< legal basis
    std::string aenderung;
    std::string zweck;            ///< purpose without which it is not compared (data protection); empty: none
    std::string hauptfeld;        ///< path of the field that names an occurrence (the kind)
    std::vector<FeldNr> felder;   ///< in order of the Auskunft type
    FeldNr herkunft = 0;          ///< meldendeBehoerde
    FeldNr stand = 0;             ///< letzteAenderung
    FeldNr referenz = 0;          ///< referenz.id
    FeldNr abgleich_feld = 0;     ///< the leaf of 090022 that carries its Referenz-IDs
    std::uint32_t fassungen = 0;  ///< bit i: version i of the standard has its Auskunft

    bool in_fassung(std::uint8_t fassung) const { return (fassungen >> fassung & 1U) != 0; }
};

using domain::KnotenNr;
inline constexpr KnotenNr kein_knoten = 0xFFFFFFFFu;

/// An element at its place in a message: the type graph unrolled from a root, with meaning bound to it.
struct Knoten {
    NameId name = 0;
    bool einfach = false;  ///< simple type
    bool milde = false;    ///< lower bounds are 0 (Bestand)
    bool wiederholt = false;
    bool beginnt_vorkommen = false;
    bool beginnt_satz = false;
    bool kopf = false;         ///< below the message header
    bool platzhalter = false;  ///< extension content
    bool variante = false;     ///< stands for its element with a derived type, named by xsi:type
    Stand stand = Stand::offen;
    std::uint8_t zweig = 0;
    SachverhaltNr sachverhalt = 0;
    FeldNr feld = 0;  ///< of its text; 0: has none
    std::uint32_t typ = kein_typ;
    KnotenNr eltern = kein_knoten;
    std::uint32_t kinder = 0;     ///< index into kind_index: one entry per particle of its content model
    std::uint32_t attribute = 0;  ///< index into attribut_felder: one FeldNr per attribute of its type
    std::uint16_t partikel = 0;   ///< which particle of the parent's model
    /// What the automaton needs at every element, found once (lauf_bau.cpp).
    struct Lauf {
        const Inhaltsmodell* modell = nullptr;  ///< nullptr: text
        const Partikel* partikel = nullptr;     ///< nullptr: the root
        SimpleTypId text = kein_typ;            ///< type of the text, where it has one
        bool schritt =
            false;  ///< its beginning says something that its leaves do not (repetition, emptiness)
        bool kennzeichen = false;     ///< a fixed boolean: it says its name
        bool mit_attributen = false;  ///< its type has attributes, or is abstract
        bool binaer = false;
        bool codeliste = false;  ///< its text is checked against one
    } lauf;
};

/// A message (or the `inhalt` of a Bestand) as a tree of Knoten.
struct Wurzel {
    NameId name = 0;
    KnotenNr knoten = kein_knoten;
    std::string nummer;   ///< "090004"; "inhalt" for the Bestand
    std::string element;  ///< local name
};

struct Overlay;  // as written, before it is bound

/// Where schemas, catalogue and code lists of one version are.
struct Katalogpfade {
    std::string schemas;  ///< folder with *.xsd of one version
    std::string katalog;  ///< folder with *.toml
    std::string codelisten;
};

class Katalog {
public:
    /// Loads and binds one version that stands on its own. Throws ConfigError; its text names every
    /// mismatch found, one a line. Several versions: fassungen.hpp.
    static std::unique_ptr<const Katalog> lade(const Katalogpfade& pfade);

    const Typgraph& graph() const { return m_graph; }
    const Codelisten& codelisten() const { return *m_codelisten; }
    const std::string& version() const { return m_version; }
    /// Its place among the versions loaded with it, oldest first; as in domain::Satz.
    std::uint8_t fassung() const { return m_fassung; }
    /// ISO day from which the version holds; empty: not said.
    const std::string& gilt_ab() const { return m_gilt_ab; }
    const std::string& namensraum() const { return m_namensraum; }
    const std::string& digest() const { return m_digest; }

    std::span<const Sachverhalt> sachverhalte() const { return m_sachverhalte; }
    const Sachverhalt& sachverhalt(SachverhaltNr nr) const { return m_sachverhalte[nr]; }
    const Feld& feld(FeldNr nr) const { return m_felder[nr]; }
    std::size_t felder() const { return m_felder.size(); }
    /// nullptr / 0 where there is none. A path that a field had in an older version finds it too.
    const Sachverhalt* find_sachverhalt(std::string_view name) const;
    SachverhaltNr nummer(const Sachverhalt& s) const {
        return static_cast<SachverhaltNr>(&s - m_sachverhalte.data());
    }
    FeldNr find_feld(std::string_view sachverhalt, std::string_view pfad) const;
    /// The `@version` field of a code field, 0 where there is none.
    FeldNr ausgabe_feld(FeldNr feld) const;

    std::span<const Wurzel> wurzeln() const { return m_wurzeln; }
    /// Root by element name, nullptr where the name is no message.
    const Wurzel* wurzel(NameId name) const;
    const Wurzel* wurzel(std::string_view nummer) const;
    /// What is known of an element inside extension content: a message, or a global element of a schema that
    /// was installed for a namespace of extensions. nullptr: nothing, it stays unseen (`lax`).
    const Wurzel* erweiterung(NameId name) const;
    const Knoten& knoten(KnotenNr nr) const { return m_knoten[nr]; }
    KnotenNr kind(const Knoten& k, std::uint16_t partikel) const { return m_kind_index[k.kinder + partikel]; }
    /// The element with this derived type (`{namespace}name`); kein_knoten where it may not have it.
    KnotenNr variante(KnotenNr nr, std::string_view typ) const;
    FeldNr attribut_feld(const Knoten& k, std::size_t attribut) const {
        return m_attribut_felder[k.attribute + attribut];
    }
    const Inhaltsmodell* modell(const Knoten& k) const;

    std::span<const MerkmalQuelle> quellen(Merkmal merkmal) const {
        return m_merkmale[static_cast<std::size_t>(merkmal)];
    }
    /// Codes of a class of states or kinds, e.g. "staat:eu"; empty where the overlay has none.
    std::span<const std::string> codeklasse(std::string_view name) const;
    /// Whether a code of the field, written in version `fassung`, is in the class, by itself or by the code
    /// that took its place.
    bool in_klasse(std::string_view klasse, FeldNr feld, std::uint8_t fassung, std::string_view code) const;
    /// A code of version `fassung` as the newest version writes it; itself where nothing took its place.
    std::string_view neuester_code(const Feld& feld, std::uint8_t fassung, std::string_view code) const {
        for (const auto n : feld.nachfolgen) {
            if (m_nachfolgen[n].fassung <= fassung) continue;
            if (const auto it = m_nachfolgen[n].codes.find(code); it != m_nachfolgen[n].codes.end())
                code = it->second;
        }
        return code;
    }
    /// Sachverhalt whose presence in an AZR record means an Übermittlungssperre.
    SachverhaltNr sperre() const { return m_sperre; }
    /// Fields that the run itself has to know, bound by path ([sonder] in grund.toml).
    FeldNr sonder(Sonderfeld feld) const { return m_sonder[static_cast<std::size_t>(feld)]; }

private:
    friend class KatalogBau;
    friend class Fassungen;
    Katalog() = default;
    /// `vorgaenger`: the version before, whose numbers it continues; nullptr: it begins.
    static std::unique_ptr<const Katalog> baue(Typgraph graph, std::shared_ptr<const Codelisten> codelisten,
                                               const Overlay& overlay, const Katalog* vorgaenger);

    Typgraph m_graph;
    std::shared_ptr<const Codelisten> m_codelisten;
    std::uint8_t m_fassung = 0;
    std::string m_version;
    std::string m_gilt_ab;
    std::string m_namensraum;
    std::string m_digest;
    std::vector<Sachverhalt> m_sachverhalte;
    std::vector<Feld> m_felder;
    std::vector<Wurzel> m_wurzeln;
    std::vector<Wurzel> m_erweiterungen;
    std::vector<Knoten> m_knoten;
    std::vector<KnotenNr> m_kind_index;
    std::unordered_map<KnotenNr, std::vector<KnotenNr>> m_varianten;
    std::vector<FeldNr> m_attribut_felder;
    std::unordered_map<std::string, FeldNr> m_feld_index;  // "sachverhalt/pfad"
    std::unordered_map<std::string, FeldNr> m_fruehere;    // the same, by paths of older versions
    std::vector<Codenachfolge> m_nachfolgen;
    std::array<std::vector<MerkmalQuelle>, static_cast<std::size_t>(Merkmal::anzahl_)> m_merkmale;
    std::unordered_map<std::string, std::vector<std::string>> m_codeklassen;
    SachverhaltNr m_sperre = 0;
    std::array<FeldNr, static_cast<std::size_t>(Sonderfeld::anzahl_)> m_sonder{};
};

}  // namespace abgleich::katalog
