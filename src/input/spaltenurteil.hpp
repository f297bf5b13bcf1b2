// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/dateibild.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace abgleich::input {

/// Looks at the cells of one column, one after the other, and judges them at the end. What it keeps of them is
/// bounded, but for a column whose cells are all distinct.
class Spaltenurteil {
public:
    static constexpr std::size_t wenige = 50;  ///< distinct values that are counted

    /// A cell in UTF-8, without blanks around it. Empty ones do not count.
    void add(std::string_view zelle);
    /// `zeilen`: of the table. `beispiele`: the commonest values are kept for showing.
    domain::Spaltenbild ende(std::string name, std::uint64_t zeilen, bool beispiele) const;

    /// Forms of dates that are known, the likelier first where a cell fits several.
    static constexpr std::array<const char*, 10> datumsformen = {
        "TT.MM.JJJJ", "JJJJ-MM-TT", "TT/MM/JJJJ", "MM/TT/JJJJ", "JJJJ/MM/TT",
        "TT-MM-JJJJ", "JJJJMMTT",   "TT.MM.JJ",   "TTMMJJJJ",   "JJJJ.MM.TT"};

private:
    void zaehle_datum(std::string_view zelle);
    void zaehle_zahl(std::string_view zelle);
    void zaehle_nummer(std::string_view zelle);
    void zaehle_wert(std::string_view zelle);

    std::uint64_t m_gefuellt = 0;
    std::map<std::string, std::uint64_t> m_formen;
    std::uint64_t m_ohne_form = 0;
    std::array<std::uint64_t, datumsformen.size()> m_daten{}, m_daten_mit_zeit{};
    std::uint64_t m_ganze = 0, m_dezimale = 0;
    std::uint64_t m_azr = 0, m_elfstellig = 0, m_gerundet = 0;
    std::uint64_t m_komma = 0, m_leer = 0, m_hausnummer = 0;
    std::map<std::string, std::uint64_t, std::less<>> m_werte;  // until there are more than a few
    bool m_viele = false;
    std::unordered_set<std::uint64_t> m_gesehen;  // hashes, until one comes twice
    bool m_doppelt = false;
};

}  // namespace abgleich::input
