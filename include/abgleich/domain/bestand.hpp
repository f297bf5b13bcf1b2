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

/// One leaf of an occurrence, as seen by whoever goes through it.
struct Blatt {
    FeldNr feld = 0;
    std::uint16_t nummer = 0;  ///< 1-based index at the nearest repeating element, 0 where nothing repeats
    std::uint8_t zweig = 0;    ///< which branch of a choice that shares one path (name / nichtVorhanden)
    bool unlesbar = false;     ///< breaks a rule of its data type: sets its fact aside
    bool ausgelagert = false;  ///< its text is an Auslagerung
    TextRef text;
};

/// One occurrence of a Sachverhalt, or the elements of the record around them.
struct Vorkommen {
    static constexpr std::uint32_t max_gestalt = Gestaltbuch::max_nummer;

    std::uint32_t werte = 0;  ///< where the run of its texts begins, as many as its Gestalt has
    std::uint32_t gestalt : 31 = 0;
    bool unlesbar : 1 = false;  ///< one of its leaves is
    std::uint32_t digest_hoch = 0;
    std::uint32_t digest_tief = 0;

    /// Of the content alone (no origin, age, reference or edition): equal digests are equal facts.
    std::uint64_t digest() const { return (std::uint64_t{digest_hoch} << 32) | digest_tief; }
};
static_assert(sizeof(Vorkommen) == 16);

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
        Iterator(const Schritt* schritt, const Schritt* ende, std::uint32_t wert, const Textspeicher& texte)
            : m_schritt(schritt), m_ende(ende), m_naechster(wert), m_texte(&texte) {
            gehe_zum_blatt();
        }
        Blatt operator*() const {
            const Schritt& s = *m_schritt;
            return {s.feld, s.nummer, s.zweig, s.unlesbar, s.art == Schritt::ausgelagert, m_text};
        }
        Iterator& operator++() {
            ++m_schritt;
            gehe_zum_blatt();
            return *this;
        }
        void operator++(int) { ++*this; }
        bool operator==(const Iterator& anderer) const { return m_schritt == anderer.m_schritt; }
        /// The step that tells of the leaf.
        const Schritt& schritt() const { return *m_schritt; }

    private:
        void gehe_zum_blatt() {
            while (m_schritt != m_ende && m_schritt->art == Schritt::element) ++m_schritt;
            if (m_schritt == m_ende) return;
            m_text = m_schritt->art == Schritt::fest ? m_schritt->text : m_texte->wert(m_naechster);
        }
        const Schritt* m_schritt;
        const Schritt* m_ende;
        std::uint32_t m_naechster;  // place of the next text
        const Textspeicher* m_texte;
        TextRef m_text;
    };

    Blaetter(std::span<const Schritt> schritte, std::uint32_t werte, const Textspeicher& texte)
        : m_schritte(schritte), m_werte(werte), m_texte(&texte) {}
    Iterator begin() const {
        return {m_schritte.data(), m_schritte.data() + m_schritte.size(), m_werte, *m_texte};
    }
    Iterator end() const {
        const Schritt* ende = m_schritte.data() + m_schritte.size();
        return {ende, ende, 0, *m_texte};
    }

private:
    std::span<const Schritt> m_schritte;
    std::uint32_t m_werte;
    const Textspeicher* m_texte;
};

/// Occurrences with their texts: columns, no maps.
class Ablage {
public:
    std::vector<Vorkommen> vorkommen;
    Gestaltbuch gestalten;
    Textspeicher texte;

    Blaetter blaetter_von(const Vorkommen& v) const {
        return {gestalten.schritte(v.gestalt), v.werte, texte};
    }
    SachverhaltNr sachverhalt(const Vorkommen& v) const { return gestalten[v.gestalt].sachverhalt; }
    Stand stand(const Vorkommen& v) const { return gestalten[v.gestalt].stand; }
    std::string_view text(const Blatt& blatt) const { return texte.view(blatt.text); }
    std::string_view text(TextRef ref) const { return texte.view(ref); }
    /// Text of the first readable leaf of the field in the occurrence; empty where there is none.
    std::string_view wert(const Vorkommen& v, FeldNr feld) const {
        for (const Blatt& b : blaetter_von(v))
            if (b.feld == feld && !b.unlesbar) return text(b);
        return {};
    }
    /// All is read: gives back what only reading needs.
    void schliesse_ab() {
        vorkommen.shrink_to_fit();
        texte.schliesse_ab();
    }
    /// Memory that the columns take, text included.
    std::size_t bytes() const {
        return vorkommen.capacity() * sizeof(Vorkommen) + gestalten.bytes() + texte.bytes();
    }
};

/// All records of one side. Filled by `input`, then only read.
class Bestand : public Ablage {
public:
    std::vector<Satz> saetze;

    std::span<const Vorkommen> vorkommen_von(const Satz& satz) const {
        return {vorkommen.data() + satz.erstes_vorkommen, satz.vorkommen};
    }
    void schliesse_ab() {
        saetze.shrink_to_fit();
        Ablage::schliesse_ab();
    }
    /// 1-based among the record's occurrences of the same Sachverhalt.
    std::uint16_t nummer(const Satz& satz, const Vorkommen& v) const {
        std::uint16_t nummer = 1;
        for (const Vorkommen* davor = vorkommen.data() + satz.erstes_vorkommen; davor != &v; ++davor)
            if (sachverhalt(*davor) == sachverhalt(v)) ++nummer;
        return nummer;
    }
    std::size_t bytes() const { return Ablage::bytes() + saetze.capacity() * sizeof(Satz); }
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
