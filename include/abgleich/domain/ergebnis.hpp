// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/bestand.hpp>
#include <abgleich/domain/problem.hpp>

#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Results of a run, handed from `match` and `compare` to `report`. The closed lists below are the
/// values that columns may hold; their texts stand in one table each (docs/formate.md, held by a test).
namespace abgleich::domain {

inline constexpr std::uint32_t kein_satz = std::numeric_limits<std::uint32_t>::max();

/// A matter's name: 16 hex digits of a keyed digest, never of values.
using Kennung = std::array<char, 16>;
inline std::string_view text(const Kennung& kennung) { return {kennung.data(), kennung.size()}; }

enum class ZuordnungArt : std::uint8_t { nummer, merkmale, entschieden };
enum class ZuordnungStatus : std::uint8_t { sicher, klaerfall };

/// A local record and a register record that are, or may be, one person.
struct Zuordnung {
    std::uint32_t lokal = kein_satz;  ///< index into the local Bestand
    std::uint32_t azr = kein_satz;    ///< index into the AZR Bestand
    ZuordnungArt art = ZuordnungArt::nummer;
    ZuordnungStatus status = ZuordnungStatus::sicher;
    bool fehlzuordnung = false;  ///< equal numbers, different persons: the gravest finding
    double bewertung = 0;        ///< weight of evidence in bits, 0 = as likely as not
    std::string begruendung;     ///< which features agreed, differed, were missing; no values
    Kennung kennung{};
};

/// Why a record has no partner. Closed list, column `grund` of nur-lokal.csv and nur-azr.csv.
enum class AlleinGrund : std::uint8_t {
    ohne_azr_nummer,              ///< local: has no number and no equal person was found
    nicht_in_abgleichsdaten,      ///< local: its number is not in the register's list (090022)
    nicht_angefragt,              ///< local: content was not asked for (--azr-umfang auszug)
    nicht_im_azr,                 ///< local: all was delivered and the number is not there
    azr_nummer_nicht_lesbar,      ///< local: has a number that is none, and no equal person was found
    abgang,                       ///< local: recorded as left, dead, naturalised or handed over
    datei_b,                      ///< local: Ausländerdatei B
    gegenseite_nicht_lesbar,      ///< the partner could not be read
    gegenseite_unvollstaendig,    ///< unreadable input without a known key: the partner may be in it
    nicht_in_datei_a,             ///< register: no local record has this number
    nur_nummer_bekannt,           ///< register: in 090022 only, not in the local file
    andere_abh,                   ///< register: another authority keeps the file
    verstorben_oder_fortgezogen,  ///< register: current Meldestatus 04-06
};

/// What to do about it. Closed list, column `empfehlung`.
enum class Empfehlung : std::uint8_t {
    keine,
    eingabe_berichtigen,
    im_azr_suchen,
    inhalt_anfragen,
    zustaendigkeit_klaeren,
    akte_pruefen
};

struct Alleinstehend {
    std::uint32_t satz = kein_satz;  ///< index into its Bestand; kein_satz: known by number only
    AzrNummer azr_nummer;
    AlleinGrund grund = AlleinGrund::nicht_im_azr;
    Empfehlung empfehlung = Empfehlung::keine;
    Kennung kennung{};
};

enum class AbweichungArt : std::uint8_t {
    fehlt_im_azr,
    fehlt_lokal,
    abweichend,
    schreibweise,
    fehlzuordnung,
    nicht_vergleichbar
};
enum class Schwere : std::uint8_t { niedrig, mittel, hoch };
enum class Zustaendig : std::uint8_t { wir, andere, registerbehoerde };
/// Column `vorschlag`.
enum class Vorschlag : std::uint8_t {
    keiner,
    pruefen,
    azr_berichtigen,
    azr_ergaenzen,
    lokal_uebernehmen,
    hinweis_geben
};
/// Column `ursache`.
enum class Ursache : std::uint8_t {
    unterschied,            ///< values differ, nothing else is known
    schreibweise,           ///< equal in comparable form
    verkuerzt,              ///< one is the beginning of the other
    gleichwertig,           ///< equal by meaning (partly known date, state without territory)
    wert_fehlt,             ///< one side has no value
    vorkommen_fehlt,        ///< one side lacks the whole fact
    rechtmaessig_abwesend,  ///< law or register practice explains the absence
    frisch,                 ///< changed within karenz_tage
    bestritten,             ///< in dispute (§ 17 AZRG-DV)
    nicht_lesbar,           ///< the fact could not be read on one side
    andere_person,          ///< Fehlzuordnung
    paarung_offen,          ///< several occurrences, none pairs by key: a person decides
    formwechsel,            ///< the sides fill different branches of one choice
};

/// One finding.
struct Abweichung {
    std::uint32_t zuordnung = 0;  ///< index into Ergebnis::zuordnungen
    SachverhaltNr sachverhalt = 0;
    FeldNr feld = 0;              ///< 0: the whole occurrence
    std::uint16_t nummer = 0;     ///< repetition within the occurrence, 0 = none
    std::uint16_t vorkommen = 0;  ///< 1-based number of the occurrence (local, else AZR side)
    Stand stand = Stand::offen;
    AbweichungArt art = AbweichungArt::abweichend;
    Ursache ursache = Ursache::unterschied;
    Schwere schwere = Schwere::mittel;
    Zustaendig zustaendig = Zustaendig::wir;
    Vorschlag vorschlag = Vorschlag::pruefen;
    std::string_view aenderungsart;  ///< proposed code of AZR.ArtDerAenderung, empty: none
    std::string lokal;               ///< value as stored; report masks it where the person is under a Sperre
    std::string azr;
    Kennung kennung{};
};

/// Column `frage` of klaerfaelle.csv.
enum class Frage : std::uint8_t { selbe_person, welche_nummer, welches_vorkommen };

struct Klaerfall {
    Frage frage = Frage::selbe_person;
    std::uint32_t lokal = kein_satz;
    std::uint32_t azr = kein_satz;
    std::string grund;  ///< reason code words, no values
    std::uint32_t gruppe = 0;
    Kennung kennung{};
};

/// Result codes of the Registerabgleich (code list AZR.Abgleichergebnis) or the state of a number.
struct RegisterabgleichZeile {
    AzrNummer azr_nummer;
    std::uint32_t lokal = kein_satz;
    std::string entitaet;  ///< empty: the row of the number itself
    std::string referenz_lokal;
    std::string referenz_azr;
    std::string ergebnis;  ///< beide, nicht_in_A, nicht_in_Abgleichsdaten, or 01 to 06
};

/// One input file of the run.
struct Eingabedatei {
    std::string name;  ///< as given, relative below a directory
    Seite seite = Seite::lokal;
    std::string sha256;
    std::uint64_t bytes = 0;
    std::uint32_t saetze = 0;
    std::uint32_t verworfen = 0;
    bool abgebrochen = false;  ///< reading ended before the end of the file
};

struct Laufdaten {
    std::string programm_version;
    std::string beginn;  ///< ISO, from the clock
    std::string ende;
    std::string local_path;
    std::vector<std::string> azr_paths;
    std::string azr_umfang;
    bool test = false;
    int karenz_tage = 0;
    std::vector<std::string> zwecke;
    std::string codelisten_digest;
    std::string behoerde;  ///< of the Bestand
    std::string stand;     ///< day of the Bestand
    std::string schema_digest;
    std::string katalog_digest;
    std::string katalog_version;
    std::string schluessel;  ///< where the key of the kennungen came from: datei, test, vorgabe
    std::vector<std::string> vorlaeufe;
    std::vector<std::pair<std::string, double>> zeiten;  ///< step name, seconds
    std::vector<Eingabedatei> dateien;
};

/// Everything that a run found.
struct Ergebnis {
    std::vector<Zuordnung> zuordnungen;    ///< ordered by (aktenzeichen, azrNummer)
    std::vector<Alleinstehend> nur_lokal;  ///< ordered by aktenzeichen
    std::vector<Alleinstehend> nur_azr;    ///< ordered by azrNummer
    std::vector<Abweichung> abweichungen;  ///< ordered as in abweichungen.csv
    std::vector<Klaerfall> klaerfaelle;
    std::vector<RegisterabgleichZeile> registerabgleich;
    bool registerabgleich_vorhanden = false;  ///< a 090022 was among the input
    std::vector<Problem> probleme;            ///< in order of (file, line)
    std::map<std::string, std::uint64_t>
        nicht_verglichen;             ///< Sachverhalt without overlay -> occurrences on both sides
    std::uint64_t ersetzt_lokal = 0;  ///< records that an equal one of the same key replaced
    std::uint64_t ersetzt_azr = 0;    ///< answers that an equal or newer one for the same number replaced
    std::uint64_t verglichene_felder = 0;
    std::uint64_t gleiche_felder = 0;
    Laufdaten lauf;
};

/// Names of the closed lists, as written into files.
std::string_view name(ZuordnungArt);
std::string_view name(ZuordnungStatus);
std::string_view name(AlleinGrund);
std::string_view name(Empfehlung);
std::string_view name(AbweichungArt);
std::string_view name(Schwere);
std::string_view name(Zustaendig);
std::string_view name(Vorschlag);
std::string_view name(Ursache);
std::string_view name(Frage);
std::string_view name(Stand);
/// All names of all closed lists as (column, name): for the documentation's test.
std::vector<std::pair<std::string_view, std::string_view>> geschlossene_listen();

}  // namespace abgleich::domain
