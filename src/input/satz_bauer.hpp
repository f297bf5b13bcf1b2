// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/input/einleser.hpp>

#include <set>
#include <vector>

namespace abgleich::input {

/// Turns the automaton's leaves into the columns of a Bestand, or into entries of a 090022.
class SatzBauer final : public katalog::Empfaenger {
public:
    SatzBauer(const katalog::Katalog& katalog, Einlesung& ziel);

    /// Which file and record the next events belong to.
    void neue_datei(std::uint32_t datei);
    void neue_nachricht(const katalog::Wurzel& wurzel);
    /// Local side: what stood at the `datensatz` element.
    void setze_lokal(const domain::Satz& vorlage) { m_vorlage = vorlage; }
    std::uint32_t satz_nummer() const { return m_satz_nummer; }
    void zaehle_satz() { ++m_satz_nummer; }
    /// What follows in this message or file cannot be read: it may hold anybody.
    void rest_verloren();
    /// A record that never reached the automaton (wrong version, wrong attribute).
    void verworfen_ohne_inhalt(const domain::Satz& vorlage);
    void melde(domain::ProblemCode code, katalog::Ort ort, std::string meldung, bool ganzer_satz);

    void beginne_satz(const katalog::Knoten& knoten, katalog::Ort ort) override;
    void beende_satz(bool verworfen) override;
    void beginne_vorkommen(const katalog::Knoten& knoten) override;
    void beende_vorkommen() override;
    void blatt(const katalog::Knoten& knoten, domain::FeldNr feld, std::uint8_t zweig, std::uint32_t nummer,
               std::string_view wert, bool unlesbar) override;
    void problem(domain::ProblemCode code, katalog::Ort ort, std::string meldung, bool ganzer_satz) override;

private:
    enum class Ziel { bestand, abgleichsdaten, keines };
    void datensatz_blatt(domain::FeldNr feld, const domain::Blatt& blatt, std::string_view wert,
                         bool unlesbar);
    void beende_eintrag(bool verworfen);
    void beende_bestandssatz(bool verworfen);
    domain::Blatt lege_ab(domain::FeldNr feld, std::uint8_t zweig, std::uint32_t nummer,
                          std::string_view wert, bool unlesbar);

    const katalog::Katalog& m_katalog;
    Einlesung& m_ziel;
    std::vector<bool> m_internieren;  // per field
    Ziel m_wohin = Ziel::keines;
    const katalog::Wurzel* m_wurzel = nullptr;
    domain::Satz m_vorlage;
    domain::Satz m_satz;
    std::int64_t m_erstellt_ms = 0;
    domain::Abgleichsdaten::Eintrag m_eintrag;
    std::vector<domain::Blatt> m_datensatz_blaetter;
    std::size_t m_vorkommen_anfang = 0;
    std::size_t m_blatt_anfang = 0;
    std::vector<std::uint16_t> m_zaehler;  // per Sachverhalt, within the record
    bool m_im_vorkommen = false;
    bool m_im_satz = false;
    bool m_zu_viel = false;
    bool m_nummer_gemeldet = false;
    std::uint32_t m_datei = 0;
    std::uint32_t m_satz_nummer = 0;
    std::set<std::string> m_gemeldete_ausgaben;
};

}  // namespace abgleich::input
