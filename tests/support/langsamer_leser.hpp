// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/csv/leser.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Reads tables character by character, as one would explain it: what csv::Leser is compared with.
namespace abgleich::test {

struct LangsameZeile {
    std::vector<std::string> felder;
    std::uint64_t anfang = 0;
    std::uint32_t zeile = 0;
    csv::Zeilenfehler fehler = csv::Zeilenfehler::keiner;
    bool operator==(const LangsameZeile&) const = default;
};

class LangsamerLeser {
public:
    LangsamerLeser(std::string_view text, csv::Dialekt dialekt) : m_text(text), m_dialekt(dialekt) {}

    std::vector<LangsameZeile> lies_alle() {
        std::vector<LangsameZeile> zeilen;
        while (m_i < m_text.size())
            if (umbruch(m_i) != 0)
                nimm_umbruch();
            else
                zeilen.push_back(lies());
        return zeilen;
    }

    /// The code point of the character of UTF-8 at i by arithmetic, and its length; 0 where there is none.
    static std::size_t zeichenlaenge(std::string_view text, std::size_t i) {
        const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
        const unsigned erstes = byte(i);
        const std::size_t laenge = erstes < 0x80   ? 1
                                   : erstes < 0xC0 ? 0
                                   : erstes < 0xE0 ? 2
                                   : erstes < 0xF0 ? 3
                                   : erstes < 0xF8 ? 4
                                                   : 0;
        if (laenge == 0 || i + laenge > text.size()) return 0;
        std::uint32_t punkt = laenge == 1 ? erstes : erstes & (0x7Fu >> laenge);
        for (std::size_t k = i + 1; k < i + laenge; ++k) {
            if (byte(k) / 0x40 != 2) return 0;
            punkt = punkt * 0x40 + byte(k) % 0x40;
        }
        const std::uint32_t kleinster[] = {0, 0, 0x80, 0x800, 0x10000};
        const bool ersatz = punkt >= 0xD800 && punkt <= 0xDFFF;
        return punkt < kleinster[laenge] || ersatz || punkt > 0x10FFFF ? 0 : laenge;
    }

private:
    std::size_t umbruch(std::size_t i) const {
        if (m_text.substr(i, 2) == "\r\n") return 2;
        return i < m_text.size() && (m_text[i] == '\r' || m_text[i] == '\n') ? 1 : 0;
    }
    void nimm_umbruch() {
        m_i += umbruch(m_i);
        ++m_zeile;
    }
    bool ist(std::size_t i, char c) const { return i < m_text.size() && m_text[i] == c; }
    bool feldende(std::size_t i) const {
        return i >= m_text.size() || m_text[i] == m_dialekt.trenner || umbruch(i) != 0;
    }

    LangsameZeile lies() {
        LangsameZeile zeile;
        zeile.anfang = m_i;
        zeile.zeile = m_zeile;
        for (;;) {
            std::string feld;
            auto fehler = csv::Zeilenfehler::keiner;
            if (m_dialekt.anfuehrung != '\0' && ist(m_i, m_dialekt.anfuehrung))
                fehler = gequotet(feld);
            else
                while (!feldende(m_i)) feld += m_text[m_i++];
            const bool zu_viel =
                feld.size() > csv::Leser::max_feld || zeile.felder.size() == csv::Leser::max_felder;
            if (fehler == csv::Zeilenfehler::keiner && zu_viel) fehler = csv::Zeilenfehler::zu_lang;
            if (zeile.fehler == csv::Zeilenfehler::keiner) zeile.fehler = fehler;
            if (zeile.fehler == csv::Zeilenfehler::keiner) zeile.felder.push_back(feld);
            if (!ist(m_i, m_dialekt.trenner)) break;
            ++m_i;
        }
        pruefe(zeile);
        if (umbruch(m_i) != 0) nimm_umbruch();
        return zeile;
    }

    /// After a fault the place is the end of the line in which the quote was opened.
    csv::Zeilenfehler gequotet(std::string& feld) {
        const auto auf = m_i;
        const auto zeile_auf = m_zeile;
        auto fehler = csv::Zeilenfehler::anfuehrung_offen;
        for (++m_i; m_i < m_text.size() && m_i - (auf + 1) <= csv::Leser::max_feld;) {
            if (ist(m_i, m_dialekt.anfuehrung) && ist(m_i + 1, m_dialekt.anfuehrung)) {
                feld += m_dialekt.anfuehrung;
                m_i += 2;
            } else if (ist(m_i, m_dialekt.anfuehrung)) {
                if (feldende(++m_i)) return csv::Zeilenfehler::keiner;
                fehler = csv::Zeilenfehler::text_nach_anfuehrung;
                break;
            } else if (const auto laenge = umbruch(m_i); laenge != 0) {
                feld += m_text.substr(m_i, laenge);
                nimm_umbruch();
            } else {
                feld += m_text[m_i++];
            }
        }
        m_zeile = zeile_auf;
        for (m_i = auf; m_i < m_text.size() && umbruch(m_i) == 0;) ++m_i;
        return fehler;
    }

    static std::size_t erstes_unlesbares(std::string_view text) {
        std::size_t i = 0;
        while (i < text.size() && text[i] != '\0' && zeichenlaenge(text, i) != 0) i += zeichenlaenge(text, i);
        return i;
    }

    void pruefe(LangsameZeile& zeile) const {
        const auto ganz = m_text.substr(zeile.anfang, m_i - zeile.anfang);
        const auto i = erstes_unlesbares(ganz);
        if (i == ganz.size()) return;
        zeile.fehler = ganz[i] == '\0' ? csv::Zeilenfehler::nul : csv::Zeilenfehler::zeichen;
        for (std::size_t k = 0; k < zeile.felder.size(); ++k)
            if (erstes_unlesbares(zeile.felder[k]) != zeile.felder[k].size()) zeile.felder.resize(k);
    }

    std::string_view m_text;
    csv::Dialekt m_dialekt;
    std::size_t m_i = 0;
    std::uint32_t m_zeile = 1;
};

/// The same by csv::Leser.
inline std::vector<LangsameZeile> lies_schnell(std::string_view text, csv::Dialekt dialekt) {
    std::vector<LangsameZeile> zeilen;
    csv::Zeile zeile;
    for (csv::Leser leser(text, dialekt); leser.lies(zeile);)
        zeilen.push_back(
            {{zeile.felder.begin(), zeile.felder.end()}, zeile.anfang, zeile.zeile, zeile.fehler});
    return zeilen;
}

}  // namespace abgleich::test
