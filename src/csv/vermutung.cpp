// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "zeichen.hpp"

#include <abgleich/csv/leser.hpp>

#include <algorithm>
#include <array>
#include <map>

namespace abgleich::csv {

namespace {

constexpr std::string_view bom = "\xEF\xBB\xBF";

bool ist_buchstabe(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0xC0;
}

/// With a byte order mark; or of two bytes one is mostly NUL and the other is not, as Latin letters are written.
bool ist_utf16(std::string_view text) {
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return true;
    std::array<std::size_t, 2> nullen{};
    for (std::size_t i = 0; i < text.size(); ++i) nullen[i % 2] += text[i] == '\0';
    const auto [wenige, viele] = std::minmax(nullen[0], nullen[1]);
    return viele > text.size() / 4 && wenige < viele / 10 + 1;
}

/// A NUL, or more control characters than one in twenty bytes; texts have next to none but line ends and tabs.
bool ist_binaer(std::string_view text) {
    const auto steuernd = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\t' && !zeichen::ist_umbruch(c);
    };
    return text.find('\0') != text.npos ||
           static_cast<std::size_t>(std::count_if(text.begin(), text.end(), steuernd)) > text.size() / 20;
}

bool ist_xml(std::string_view text) {
    if (text.starts_with(bom)) text.remove_prefix(bom.size());
    const auto p = text.find_first_not_of(" \t\r\n");
    if (p == text.npos || text[p] != '<' || p + 1 == text.size()) return false;
    const char c = text[p + 1];
    return c == '?' || c == '!' || c == '_' || ist_buchstabe(c);
}

/// The last character may be cut.
bool ist_utf8(std::string_view text) {
    const char* const ende = text.data() + text.size();
    const char* p = text.data();
    while ((p = zeichen::finde_auffaelliges<false>(p, ende)) != ende) {
        const auto laenge = zeichen::zeichenlaenge(p, ende);
        if (laenge == 0) {
            // What is cut becomes a character by some continuation of it.
            std::string rest(p, static_cast<std::size_t>(std::min<std::ptrdiff_t>(ende - p, 4)));
            if (rest.size() == 4) return false;
            const auto wird_zeichen = [&](const char* folge) {
                const std::string ganz = rest + folge;
                return zeichen::zeichenlaenge(ganz.data(), ganz.data() + ganz.size()) > rest.size();
            };
            return wird_zeichen("\x80\x80\x80") || wird_zeichen("\xBF\xBF\xBF");
        }
        p += laenge;
    }
    return true;
}

/// ISO 8859-15 and Windows-1252 differ in eight signs and in 0x80 to 0x9F, where only the latter has text. The signs
/// are letters in the former, so they tell by standing at letters; the acute accent (0xB4) does not, because it is
/// often typed for an apostrophe. The Euro sign (0xA4) is a sign of foreign currencies in the latter, which is rare.
Kodierung acht_bit(std::string_view text) {
    bool iso = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x80 && c < 0xA0) return Kodierung::windows_1252;
        const char vor = i > 0 ? text[i - 1] : ' ';
        const char nach = i + 1 < text.size() ? text[i + 1] : ' ';
        // Behind such a byte it is likelier the second half of a character of UTF-8, in a file of both.
        if (static_cast<unsigned char>(vor) >= 0xC0) continue;
        const bool zeichen = c == 0xA6 || c == 0xA8 || c == 0xB8 || (c >= 0xBC && c <= 0xBE);
        iso |= c == 0xA4 || (zeichen && (ist_buchstabe(vor) || ist_buchstabe(nach)));
    }
    return iso ? Kodierung::iso_8859_15 : Kodierung::windows_1252;
}

/// How well a dialect fits: `gleiche` of `alle` rows have the most frequent number of fields.
struct Guete {
    std::size_t gleiche = 0;
    std::size_t alle = 1;
    bool besser_als(const Guete& andere) const { return gleiche * andere.alle > andere.gleiche * alle; }
};

/// Rows that cannot be read speak against a dialect, and so does a number of one field, which any sign would get.
Guete guete(std::string_view text, Dialekt dialekt) {
    std::map<std::size_t, std::size_t> zeilen_nach_feldern;
    Guete guete{0, 0};
    Zeile zeile;
    for (Leser leser(text, dialekt); leser.lies(zeile); ++guete.alle)
        if (zeile.fehler == Zeilenfehler::keiner) ++zeilen_nach_feldern[zeile.felder.size()];
    const auto meiste = std::max_element(zeilen_nach_feldern.begin(), zeilen_nach_feldern.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (meiste != zeilen_nach_feldern.end() && meiste->first > 1) guete.gleiche = meiste->second;
    return guete.alle == 0 ? Guete{} : guete;
}

Dialekt dialekt_von(std::string_view text) {
    // The last line may be cut.
    if (const auto p = text.find_last_of("\r\n"); p != text.npos) text = text.substr(0, p + 1);
    Dialekt bester;
    Guete beste;
    // Of those that fit as well, the one is first that is the rarest in texts.
    for (const char trenner : {'\t', '|', ';', ','})
        for (const char anfuehrung : {'"', '\0'})
            if (const Guete g = guete(text, {trenner, anfuehrung}); g.besser_als(beste)) {
                beste = g;
                bester = {trenner, anfuehrung};
            }
    return bester;
}

}  // namespace

Vermutung vermute(std::string_view anfang) {
    Vermutung vermutung;
    vermutung.utf16 = ist_utf16(anfang);
    if (vermutung.utf16) return vermutung;
    vermutung.binaer = ist_binaer(anfang);
    vermutung.xml = ist_xml(anfang);
    if (!ist_utf8(anfang)) vermutung.kodierung = acht_bit(anfang);
    std::string text(anfang);
    nach_utf8(text, vermutung.kodierung);
    vermutung.dialekt = dialekt_von(text);
    return vermutung;
}

}  // namespace abgleich::csv
