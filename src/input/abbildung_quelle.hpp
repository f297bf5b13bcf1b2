// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "abbildung_pruefer.hpp"

#include <abgleich/input/abbildung.hpp>

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace abgleich::input {

/// How files are written where they do not say it themselves.
struct Dateivorgaben {
    csv::Dialekt dialekt;
    csv::Kodierung kodierung = csv::Kodierung::utf8;
    char dezimal = ',';
    std::vector<std::string> datumsformat;

    static const std::vector<std::string>& schluessel();
};

/// The values that a table names; the others stay as `von_oben` has them.
Dateivorgaben lies_vorgaben(AbbildungPruefer& pruefer, const toml::table& wo, const Dateivorgaben& von_oben);

/// Reads the sources of values of one mapping.
class Quellenleser {
public:
    /// Empty where a value is good, else what was expected.
    using Wertpruefung = std::function<std::string(std::string_view)>;

    /// `codes`: the tables that may be named. Both have to outlive it.
    Quellenleser(AbbildungPruefer& pruefer, const decltype(Abbildung::codes)& codes)
        : m_pruefer(pruefer), m_codes(codes) {}

    /// A column by its name, or a table. `name`: what it feeds, for messages. Faults are noted; what comes back
    /// is good enough to go on with.
    Wertquelle lies(const toml::node& wo, const std::string& name);
    /// The same of a file's own keys, which no `wiederhole` numbers; nothing where the key is missing.
    std::optional<Wertquelle> lies_aus(const toml::table& tabelle, const std::string& name,
                                       bool pflicht = false);
    /// Says that a source feeds a date; `formen` are taken where it names none.
    static void ist_datum(Wertquelle& quelle, const std::vector<std::string>& formen);
    /// Notes what the source may give that cannot be taken: its constant, or results of its table of codes.
    void pruefe_werte(const Wertquelle& quelle, const std::string& name, const Wertpruefung& erwartet);
    /// Notes `{n}` in a source that nothing numbers.
    void pruefe_ohne_nummer(const Wertquelle& quelle);

    const std::set<std::string>& benutzte_codes() const { return m_benutzt; }

private:
    void lies_tabelle(const toml::table& tabelle, const std::string& name, Wertquelle& ziel);
    void lies_schnitt(const toml::table& tabelle, const std::string& name, Wertquelle& ziel);
    void pruefe_spalten(const Wertquelle& quelle, const std::string& name);
    AbbildungPruefer& m_pruefer;
    const decltype(Abbildung::codes)& m_codes;
    std::set<std::string> m_benutzt;
};

/// Forms of dates: a text or a list; those that make no sense are noted.
std::vector<std::string> lies_datumsformen(AbbildungPruefer& pruefer, const toml::table& wo,
                                           const char* schluessel);

/// Stands for the number of a repetition in the name of a column.
inline constexpr std::string_view nummer_platzhalter = "{n}";
bool hat_nummer(const Wertquelle& quelle);

}  // namespace abgleich::input
