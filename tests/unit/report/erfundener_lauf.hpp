// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/bestand.hpp>
#include <abgleich/domain/ergebnis.hpp>
#include <abgleich/katalog/katalog.hpp>
#include <abgleich/report/berichte.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace abgleich::test {

/// The installed catalogue of 26.11, read once.
const katalog::Katalog& katalog_2611();

/// The result of a run over invented persons, made by hand: three pairs (the third is a Fehlzuordnung),
/// one of each kind of row.
struct ErfundenerLauf {
    domain::Bestand lokal;
    domain::Bestand azr;
    domain::Ergebnis ergebnis;

    ErfundenerLauf();
    void satz_lokal(std::string_view aktenzeichen, std::string_view azr_nummer);
    void satz_azr(std::string_view azr_nummer);
    /// A finding of pair `zuordnung`; an empty `pfad` stands for the whole occurrence.
    domain::Abweichung& abweichung(std::uint32_t zuordnung, std::string_view sachverhalt,
                                   std::string_view pfad, std::string_view wert_lokal,
                                   std::string_view wert_azr);
    report::Berichtsdaten daten() const { return {ergebnis, lokal, azr, katalog_2611()}; }
};

/// A result with nothing in it.
struct LeererLauf {
    domain::Bestand lokal;
    domain::Bestand azr;
    domain::Ergebnis ergebnis;
    report::Berichtsdaten daten() const { return {ergebnis, lokal, azr, katalog_2611()}; }
};

/// All files of a run, written into a directory of its own that goes with the object.
class Ausgabe {
public:
    explicit Ausgabe(const report::Berichtsdaten& daten);
    ~Ausgabe();
    Ausgabe(const Ausgabe&) = delete;
    Ausgabe& operator=(const Ausgabe&) = delete;

    std::string datei(std::string_view name) const;
    /// Rows of a CSV file without the header; no field of these tests holds a line break.
    std::vector<std::string> zeilen(std::string_view name) const;
    std::vector<std::string> namen() const;

private:
    std::filesystem::path m_ordner;
};

domain::Kennung kennung(unsigned nummer);

}  // namespace abgleich::test
