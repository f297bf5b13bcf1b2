// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "nachrichten_leser.hpp"
#include "tabellenplan.hpp"

#include <abgleich/xml/namensbuch.hpp>

#include <deque>
#include <map>
#include <string>
#include <vector>

namespace abgleich::input {

/// A file of an export and how it is read.
struct Tabellenquelle {
    Tabelle tabelle;
    Tabellenplan plan;
    /// Rows by person: those of person p are zeilen[anfang[p]] to zeilen[anfang[p + 1] - 1].
    std::vector<std::uint32_t> anfang;
};

/// The third way to read: makes of the rows of one person the same events that a reader of XML makes of a
/// `datensatz`, in order of the schema, so that one automaton checks all. Belongs to one thread.
class Tabellensatz final : xml::Lage {
public:
    Tabellensatz(const katalog::Katalog& katalog, const std::vector<Tabellenquelle>& quellen,
                 domain::Seite seite, NachrichtenLeser& leser);

    /// Tells of one person. `beschaedigt`: a row of theirs cannot be read, so the record is set aside.
    void schreibe(std::uint32_t person, std::string_view schluessel, bool beschaedigt);
    /// Cells that no translation table knows, by file and field.
    using Unuebersetzte = std::map<std::pair<std::uint32_t, katalog::FeldNr>, std::uint64_t>;
    const Unuebersetzte& unuebersetzt() const { return m_unuebersetzt; }

private:
    struct Blatt {
        const Blattziel* ziel = nullptr;
        std::string_view wert;
        std::uint32_t spalte = 0;
    };
    /// One occurrence, or one field of the record itself.
    struct Teilsatz {
        std::uint64_t ordnung = 0;
        std::uint64_t vorkommen = 0;
        const Eintragsplan::Fassung* plan = nullptr;
        const Tabellenquelle* quelle = nullptr;
        const csv::Zeile* zeile = nullptr;
        std::size_t erstes_blatt = 0, blaetter = 0;
    };
    /// Start tags of one element: by the values of its attributes.
    struct Marken {
        struct Eintrag {
            std::vector<std::string> werte;
            std::vector<xml::Attribut> attribute;
            xml::Marke marke;
        };
        std::deque<Eintrag> eintraege;
        const Eintrag* letzte = nullptr;
    };

    xml::Ort ort() const override { return m_ort; }
    std::optional<std::string_view> raum(std::string_view) const override { return std::nullopt; }
    std::optional<xml::Bereich> inhalt() const override { return std::nullopt; }

    const csv::Zeile& lies_zeile(const Tabelle& tabelle, const Tabelle::Zeilenort& ort);
    void sammle(const Tabellenquelle& q, const csv::Zeile& zeile);
    bool ist_wiederholung(const Teilsatz& teil) const;
    void setze_beiseite(std::string_view schluessel);
    void sammle_eintrag(const Tabellenquelle& q, const Eintragsplan& plan, const csv::Zeile& zeile);
    const Blattziel* waehle(const Feldplan& plan, std::string_view wert);
    std::string_view wert(const Zellplan& plan, const csv::Zeile& zeile, katalog::FeldNr feld);
    void beginne_datensatz(std::string_view schluessel);
    void schreibe_teil(const Teilsatz& teil);
    void oeffne_bis(std::span<const Stufe> weg, std::size_t von, const Teilsatz& teil);
    void schliesse_bis(std::size_t tiefe);
    const xml::Marke& marke(const Stufe& stufe, const Teilsatz& teil);
    std::string_view attributwert(const katalog::Knoten& k, std::size_t i, const Stufe& stufe,
                                  const Teilsatz& teil);

    const katalog::Katalog& m_katalog;
    const std::vector<Tabellenquelle>& m_quellen;
    domain::Seite m_seite;
    NachrichtenLeser& m_leser;
    xml::Namensbuch m_namen;
    std::uint32_t m_marken_zahl = 0;
    std::map<katalog::KnotenNr, Marken> m_marken;
    std::vector<Marken*> m_marken_nach_knoten;
    xml::Marke m_inhalt;
    xml::Ort m_ort{1, 1};
    Unuebersetzte m_unuebersetzt;
    // Of the present person:
    bool m_beschaedigt = false;
    std::uint32_t m_datei = 0;  // whose row is being read
    std::deque<csv::Zeile> m_zeilen;
    std::size_t m_zeilen_belegt = 0;
    std::deque<std::string> m_texte;
    std::size_t m_texte_belegt = 0;
    std::vector<Blatt> m_blaetter;
    std::vector<Teilsatz> m_teile;
    std::vector<xml::Attribut> m_attribute;
    std::vector<Stufe> m_offen;  // below `inhalt`
    std::string m_werte_puffer;
};

}  // namespace abgleich::input
