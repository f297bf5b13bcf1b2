// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "teil.hpp"

#include <set>
#include <vector>

namespace abgleich::input {

/// Where the makers of one side put their texts.
struct Textziele {
    domain::Textspeicher& bestand;
    domain::Textspeicher& liste;
    domain::Textspeicher& nachrichten;
};

/// Gathers the steps of one run of elements: an occurrence, or what stands around occurrences.
struct Lauf {
    std::vector<domain::Schritt> schritte;
    std::string werte;  // a run, see Textschreiber
    std::uint64_t digest = 0;
    bool unlesbar = false;
    bool leer() const { return schritte.empty(); }
    void clear() {
        schritte.clear();
        werte.clear();
        digest = 0;
        unlesbar = false;
    }
};

/// Turns the automaton's leaves into the columns of a Bestand, entries of a 090022, or a kept message.
class SatzBauer final : public katalog::Empfaenger {
public:
    SatzBauer(const katalog::Katalog& katalog, const Leseoptionen& optionen, Textziele texte);

    /// Begins a new Teil; the old one has been taken.
    void neuer_teil();
    Teil& teil() { return m_teil; }
    /// Which version, file and record the next events belong to.
    void neue_fassung(const katalog::Katalog& katalog, std::uint8_t fassung);
    void neue_datei(std::uint32_t datei);
    /// What is told from now on stands in another file of the same record.
    void setze_datei(std::uint32_t datei) { m_datei = datei; }
    void neue_nachricht(const katalog::Wurzel& wurzel);
    void beende_nachricht(bool vollstaendig);
    /// Nobody looks into this message: one more that counts.
    void ungeprueft() { ++zahlen().saetze; }
    /// Local side: what stood at the `datensatz` element.
    void setze_lokal(const domain::Satz& vorlage) { m_vorlage = vorlage; }
    domain::TextRef text(std::string_view wert) { return m_bestand_texte.add(wert); }
    void zaehle_satz();
    /// What follows in this message or file cannot be read: it may hold anybody.
    void rest_verloren();
    /// A record that never reached the automaton (wrong version, wrong attribute).
    void verworfen_ohne_inhalt(const domain::Satz& vorlage);
    void melde(domain::ProblemCode code, xml::Ort ort, std::string meldung, bool ganzer_satz);

    /// Remembers where the Teil stands, and takes back all that came since.
    void sichere();
    void zurueck();

    void beginne_satz(const katalog::Knoten& knoten, const xml::Lage& lage) override;
    void beende_satz(bool verworfen) override;
    void beginne_vorkommen(katalog::KnotenNr nr, const katalog::Knoten& knoten) override;
    void beende_vorkommen() override;
    void element(katalog::KnotenNr nr, std::uint32_t nummer) override;
    void ausgelassen(katalog::KnotenNr nr, std::uint8_t attribut, std::uint32_t nummer) override;
    void blatt(const katalog::Blattmeldung& blatt, const xml::Lage& lage) override;
    void problem(domain::ProblemCode code, xml::Ort ort, std::string meldung, bool ganzer_satz) override;

private:
    enum class Ziel { bestand, abgleichsdaten, nachricht, keines };
    /// What is known of a field beforehand.
    struct Feldart {
        bool intern = false;  ///< its texts recur
        bool inhalt = false;  ///< counts for the digest
        bool gleich = false;  ///< mostly the same from record to record
    };
    /// The value that a field mostly has, by the vote of those seen.
    struct Haeufigster {
        domain::TextRef text;
        std::uint8_t stimmen = 0;
        std::uint8_t wechsel = 0;
    };
    struct Stand {
        std::size_t saetze = 0, vorkommen = 0, nachrichten = 0, nachricht_vorkommen = 0, eintraege = 0,
                    referenzen = 0, probleme = 0, unbenutzt = 0;
        std::uint64_t ohne_schluessel = 0;
        Teil::Zahlen zahlen;
        bool liste_vorhanden = false, liste_unvollstaendig = false;
        std::uint32_t satz_nummer = 0;
    };

    void schreibe_schritt(Lauf& lauf, const katalog::Blattmeldung& b, const xml::Lage& lage);
    bool ist_haeufigster(const katalog::Blattmeldung& b, std::uint64_t hash, domain::Schritt& schritt);
    void lege_ab(Lauf& lauf, const katalog::Blattmeldung& b, const xml::Lage& lage, domain::Schritt& schritt,
                 std::uint64_t hash);
    void schreibe_werte(std::vector<domain::Vorkommen>& vorkommen);
    void schliesse_lauf(Lauf& lauf, domain::SachverhaltNr sachverhalt, domain::Stand stand);
    void schliesse_aussen();
    void zaehle_vorkommen();
    void listenblatt(const katalog::Blattmeldung& b);
    void satzblatt(const katalog::Blattmeldung& b);
    void beende_eintrag(bool verworfen);
    void beende_bestandssatz(bool verworfen);
    bool behaelt() const {
        return m_wohin == Ziel::nachricht || (m_wohin == Ziel::bestand && !m_optionen.nur_pruefen);
    }
    domain::Textschreiber& texte() {
        return m_wohin == Ziel::nachricht ? m_nachrichten_texte : m_bestand_texte;
    }
    Teil::Zahlen& zahlen();

    const katalog::Katalog& m_gesamt;
    const katalog::Katalog* m_katalog;
    const Leseoptionen& m_optionen;
    domain::Textschreiber m_bestand_texte, m_liste_texte, m_nachrichten_texte;
    domain::Gestaltbuch m_gestalten;
    std::size_t m_gemeldete_gestalten = 0;
    std::vector<Feldart> m_feldarten;
    std::vector<Haeufigster> m_haeufigste;  // per field
    Teil m_teil;
    Stand m_gesichert;
    Ziel m_wohin = Ziel::keines;
    const katalog::Wurzel* m_wurzel = nullptr;
    std::uint8_t m_fassung = 0;
    domain::Satz m_vorlage;
    domain::Satz m_satz;
    std::int64_t m_erstellt_ms = 0;
    domain::Abgleichsdaten::Eintrag m_eintrag;
    Lauf m_aussen, m_innen;
    const katalog::Knoten* m_knoten = nullptr;  // of the open occurrence
    std::size_t m_vorkommen_anfang = 0;
    std::string m_werte;               // of the record or message; its occurrences count from its beginning
    std::size_t m_vorkommen_zahl = 0;  // of the record
    bool m_im_satz = false;
    bool m_zu_viel = false;
    bool m_nummer_gemeldet = false;
    bool m_lueckig = false;  // a record of the message was dropped
    std::uint32_t m_datei = 0;
    std::uint32_t m_satz_nummer = 0;
    std::set<std::string> m_gemeldete_ausgaben;
};

}  // namespace abgleich::input
