// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/azr_nummer.hpp>
#include <abgleich/domain/gestalt.hpp>

#include <cstdint>
#include <iterator>
#include <span>
#include <string_view>
#include <vector>

namespace abgleich::domain {

enum class Seite : std::uint8_t { lokal, azr };

/// Which slot of the register an occurrence stands in.
enum class Stand : std::uint8_t { offen, aktuell, historisch };

/// One leaf of an occurrence, as seen by whoever goes through it.
struct Blatt {
    FeldNr feld = 0;
    std::uint16_t nummer = 0;  ///< 1-based index at the nearest repeating element, 0 where nothing repeats
    std::uint8_t zweig = 0;    ///< which branch of a choice that shares one path (name / nichtVorhanden)
    bool unlesbar = false;     ///< breaks a rule of its data type: sets its fact aside
    bool ausgelagert = false;  ///< its text is an Auslagerung
    TextRef text;
};

/// One occurrence of a Sachverhalt, or (Sachverhalt 0) the elements of the record around them.
struct Vorkommen {
    static constexpr std::uint32_t max_gestalt = Gestaltbuch::max_nummer;

    std::uint32_t erster_wert = 0;  ///< its texts, as many as its Gestalt has
    std::uint32_t gestalt : 28 = 0;
    Stand stand : 2 = Stand::offen;
    bool unlesbar : 1 = false;  ///< one of its leaves is
    SachverhaltNr sachverhalt = 0;
    std::uint16_t nummer = 0;  ///< 1-based among the record's occurrences of this Sachverhalt
    std::uint32_t digest_hoch = 0;
    std::uint32_t digest_tief = 0;

    /// Of the content alone (no origin, age, reference or edition): equal digests are equal facts.
    std::uint64_t digest() const { return (std::uint64_t{digest_hoch} << 32) | digest_tief; }
};
static_assert(sizeof(Vorkommen) == 20);

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
    std::uint8_t fassung = 0;  ///< version of the standard that it was written in
    bool datei_b = false;      ///< local side: Ausländerdatei B, read and listed but not compared
    bool gesperrt = false;
    bool nummer_unlesbar = false;  ///< local side: has an AZR-Nummer that is none
    bool im_bestand = true;        ///< false: set aside (double), stands for nothing but "cannot be read"
    Herkunft herkunft;
};

/// Goes through the leaves of an occurrence in document order: `for (const Blatt& b : ...)`.
class Blaetter {
public:
    class Iterator {
    public:
        using value_type = Blatt;
        using difference_type = std::ptrdiff_t;
        using reference = Blatt;
        using pointer = void;
        using iterator_category = std::input_iterator_tag;
        Iterator(const Schritt* schritt, const Schritt* ende, const TextRef* wert)
            : m_schritt(schritt), m_ende(ende), m_wert(wert) {
            ueberspringe();
        }
        Blatt operator*() const {
            const Schritt& s = *m_schritt;
            return {s.feld,
                    s.nummer,
                    s.zweig,
                    s.unlesbar,
                    s.art == Schritt::ausgelagert,
                    s.art == Schritt::fest ? s.text : *m_wert};
        }
        Iterator& operator++() {
            if (m_schritt->art != Schritt::fest) ++m_wert;
            ++m_schritt;
            ueberspringe();
            return *this;
        }
        void operator++(int) { ++*this; }
        bool operator==(const Iterator& anderer) const { return m_schritt == anderer.m_schritt; }

    private:
        void ueberspringe() {
            while (m_schritt != m_ende && m_schritt->art == Schritt::element) ++m_schritt;
        }
        const Schritt* m_schritt;
        const Schritt* m_ende;
        const TextRef* m_wert;
    };

    Blaetter(std::span<const Schritt> schritte, const TextRef* werte)
        : m_schritte(schritte), m_werte(werte) {}
    Iterator begin() const { return {m_schritte.data(), m_schritte.data() + m_schritte.size(), m_werte}; }
    Iterator end() const {
        const Schritt* ende = m_schritte.data() + m_schritte.size();
        return {ende, ende, nullptr};
    }

private:
    std::span<const Schritt> m_schritte;
    const TextRef* m_werte;
};

/// Occurrences with their texts: columns, no maps.
class Ablage {
public:
    std::vector<Vorkommen> vorkommen;
    std::vector<TextRef> werte;
    Gestaltbuch gestalten;
    Textspeicher texte;

    Blaetter blaetter_von(const Vorkommen& v) const {
        return {gestalten.schritte(v.gestalt), werte.data() + v.erster_wert};
    }
    std::string_view text(const Blatt& blatt) const { return texte.view(blatt.text); }
    std::string_view text(TextRef ref) const { return texte.view(ref); }
    /// Text of the first readable leaf of the field in the occurrence; empty where there is none.
    std::string_view wert(const Vorkommen& v, FeldNr feld) const {
        for (const Blatt& b : blaetter_von(v))
            if (b.feld == feld && !b.unlesbar) return text(b);
        return {};
    }
    /// Memory that the columns take, text included.
    std::size_t bytes() const {
        return vorkommen.size() * sizeof(Vorkommen) + werte.size() * sizeof(TextRef) + gestalten.bytes() +
               texte.bytes();
    }
};

/// All records of one side. Filled by `input`, then only read.
class Bestand : public Ablage {
public:
    std::vector<Satz> saetze;

    std::span<const Vorkommen> vorkommen_von(const Satz& satz) const {
        return {vorkommen.data() + satz.erstes_vorkommen, satz.vorkommen};
    }
};

/// One message of any kind, kept as it came.
struct Nachricht {
    std::uint16_t wurzel = 0;  ///< index into the catalogue's list of messages
    std::uint8_t fassung = 0;  ///< version of the standard
    Herkunft herkunft;
    std::uint32_t erstes_vorkommen = 0;
    std::uint32_t vorkommen = 0;
};

class Nachrichten : public Ablage {
public:
    std::vector<Nachricht> nachrichten;

    std::span<const Vorkommen> vorkommen_von(const Nachricht& n) const {
        return {vorkommen.data() + n.erstes_vorkommen, n.vorkommen};
    }
};

}  // namespace abgleich::domain
