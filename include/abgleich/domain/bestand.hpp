// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/azr_nummer.hpp>
#include <abgleich/domain/textspeicher.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace abgleich::domain {

/// Dense number of a Sachverhalt of the loaded catalogue; 0 is the record itself ("datensatz").
using SachverhaltNr = std::uint16_t;
/// Dense number of a field (Sachverhalt, path) of the loaded catalogue; 0 is no field.
using FeldNr = std::uint16_t;

enum class Seite : std::uint8_t { lokal, azr };

/// Which slot of the register an occurrence stands in.
enum class Stand : std::uint8_t { offen, aktuell, historisch };

/// One leaf of a record, 12 bytes: which field, which repetition, where its text is.
struct Blatt {
    FeldNr feld = 0;
    std::uint16_t nummer = 0;  ///< 1-based index at the nearest repeating element, 0 where nothing repeats
    std::uint32_t ort = 0;     ///< in the Textspeicher of the Bestand
    std::uint32_t laenge : 24 = 0;
    std::uint32_t zweig : 6 = 0;  ///< which branch of a choice that shares one path (name / nichtVorhanden)
    std::uint32_t unlesbar : 1 = 0;  ///< breaks a rule of its data type: sets its fact aside
    std::uint32_t frei : 1 = 0;
};
static_assert(sizeof(Blatt) == 12);

/// One occurrence of a Sachverhalt: a run of leaves in document order.
struct Vorkommen {
    std::uint32_t erstes_blatt = 0;
    std::uint16_t blaetter = 0;
    SachverhaltNr sachverhalt = 0;
    std::uint16_t nummer = 0;  ///< 1-based among the record's occurrences of this Sachverhalt
    Stand stand = Stand::offen;
    bool unlesbar = false;  ///< one of its leaves is
};
static_assert(sizeof(Vorkommen) == 12);

/// Where a record stands in the input.
struct Herkunft {
    std::uint32_t datei = 0;  ///< index into the run's list of files
    std::uint32_t zeile = 0;
    std::uint32_t satz = 0;  ///< running number within the file, from 1
};

/// One person's record of one side.
struct Satz {
    AzrNummer azr_nummer;
    AzrNummer alte_nummer;         ///< AZR side: the number that was asked for, where two records were merged
    TextRef aktenzeichen;          ///< local side: with `/person` where the record has one
    TextRef sachbearbeiter;        ///< local side
    TextRef abgang;                ///< local side: fortzug, verstorben, eingebuergert, abgegeben
    TextRef bestritten;            ///< local side: paths in dispute (§ 17 AZRG-DV)
    std::int64_t erstellt_ms = 0;  ///< AZR side: when the register built the message
    std::uint32_t erstes_vorkommen = 0;
    std::uint16_t vorkommen = 0;
    bool datei_b = false;  ///< local side: Ausländerdatei B, read and listed but not compared
    bool gesperrt = false;
    bool nummer_unlesbar = false;  ///< local side: has an AZR-Nummer that is none
    bool im_bestand = true;        ///< false: set aside (double), stands for nothing but "cannot be read"
    Herkunft herkunft;
};

/// All records of one side: columns, no maps. Filled by `input`, then only read.
class Bestand {
public:
    std::vector<Satz> saetze;
    std::vector<Vorkommen> vorkommen;
    std::vector<Blatt> blaetter;
    Textspeicher texte;

    std::span<const Vorkommen> vorkommen_von(const Satz& satz) const {
        return {vorkommen.data() + satz.erstes_vorkommen, satz.vorkommen};
    }
    std::span<const Blatt> blaetter_von(const Vorkommen& v) const {
        return {blaetter.data() + v.erstes_blatt, v.blaetter};
    }
    std::string_view text(const Blatt& blatt) const { return texte.view(blatt.ort, blatt.laenge); }
    std::string_view text(TextRef ref) const { return texte.view(ref); }
    /// Text of the first readable leaf of the field in the occurrence; empty where there is none.
    std::string_view wert(const Vorkommen& v, FeldNr feld) const {
        for (const Blatt& b : blaetter_von(v))
            if (b.feld == feld && !b.unlesbar) return text(b);
        return {};
    }
};

}  // namespace abgleich::domain
