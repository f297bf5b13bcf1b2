// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/domain/datum.hpp>
#include <abgleich/katalog/typgraph.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace abgleich::katalog {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether a byte of the eight is at most 0x20.
bool hat_leerraum(std::uint64_t acht) {
    constexpr std::uint64_t einsen = 0x0101010101010101u, hoechste = 0x8080808080808080u;
    return ((acht - einsen * 0x21u) & ~acht & hoechste) != 0;
}

/// Whether collapsing would change nothing: no blank at all, or single spaces inside. Most values are short
/// and have none.
bool ist_knapp(std::string_view wert) {
    const char* p = wert.data();
    std::size_t rest = wert.size();
    std::uint64_t acht = 0;
    bool voll = false;
    for (; rest >= 8 && !voll; p += 8, rest -= 8) {
        std::memcpy(&acht, p, 8);
        voll = hat_leerraum(acht);
    }
    if (!voll && rest != 0) {
        acht = ~std::uint64_t{0};
        std::memcpy(&acht, p, rest);
        voll = hat_leerraum(acht);
    }
    if (!voll) return true;
    bool vorher_leer = true;
    for (const char c : wert) {
        const bool leer = is_blank(c);
        if (leer && (vorher_leer || c != ' ')) return false;
        vorher_leer = leer;
    }
    return !vorher_leer;
}

unsigned zahl(std::string_view text) {
    unsigned wert = 0;
    for (const char c : text) wert = wert * 10 + static_cast<unsigned>(c - '0');
    return wert;
}

/// Cuts a time zone (Z or +hh:mm up to 14:00) off the end; false where what follows is none.
bool ohne_zeitzone(std::string_view& text, std::size_t laenge) {
    const std::string_view zone = text.substr(laenge);
    text = text.substr(0, laenge);
    if (zone.empty() || zone == "Z") return true;
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') return false;
    for (const std::size_t i : {1u, 2u, 4u, 5u})
        if (!is_digit(zone[i])) return false;
    const unsigned stunden = zahl(zone.substr(1, 2)), minuten = zahl(zone.substr(4, 2));
    return minuten < 60 && (stunden < 14 || (stunden == 14 && minuten == 0));
}

bool nach_schablone(std::string_view text, std::string_view schablone) {
    if (text.size() != schablone.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (schablone[i] == '0' ? !is_digit(text[i]) : text[i] != schablone[i]) return false;
    return true;
}

/// Four-digit years only: the patterns of the standard allow no others.
bool ist_datum(std::string_view t) {
    if (t.size() == 10 && t[4] == '-' && t[7] == '-') {  // nearly all
        unsigned ziffern[8];
        constexpr std::array<std::uint8_t, 8> stellen{0, 1, 2, 3, 5, 6, 8, 9};
        bool gut = true;
        for (std::size_t i = 0; i < 8; ++i) {
            ziffern[i] = static_cast<unsigned>(static_cast<unsigned char>(t[stellen[i]])) - '0';
            gut = gut && ziffern[i] < 10;
        }
        const unsigned jahr = ziffern[0] * 1000 + ziffern[1] * 100 + ziffern[2] * 10 + ziffern[3];
        const unsigned monat = ziffern[4] * 10 + ziffern[5], tag = ziffern[6] * 10 + ziffern[7];
        if (gut && jahr != 0 && monat >= 1 && monat <= 12 && tag >= 1 && tag <= 28) return true;
    }
    return t.size() >= 10 && ohne_zeitzone(t, 10) && nach_schablone(t, "0000-00-00") &&
           zahl(t.substr(0, 4)) != 0 &&
           domain::ist_kalendertag(zahl(t.substr(0, 4)), zahl(t.substr(5, 2)), zahl(t.substr(8, 2)));
}

bool ist_jahr_monat(std::string_view t) {
    if (t.size() < 7 || !ohne_zeitzone(t, 7) || !nach_schablone(t, "0000-00")) return false;
    const unsigned monat = zahl(t.substr(5, 2));
    return zahl(t.substr(0, 4)) != 0 && monat >= 1 && monat <= 12;
}

bool ist_jahr(std::string_view t) {
    return t.size() >= 4 && ohne_zeitzone(t, 4) && nach_schablone(t, "0000") && zahl(t) != 0;
}

bool ist_zeitpunkt(std::string_view t) {
    if (t.size() < 19 || t[10] != 'T' || !ist_datum(t.substr(0, 10))) return false;
    if (!nach_schablone(t.substr(11, 8), "00:00:00")) return false;
    std::size_t ende = 19;
    if (ende < t.size() && t[ende] == '.') {
        const std::size_t anfang = ++ende;
        while (ende < t.size() && is_digit(t[ende])) ++ende;
        if (ende == anfang) return false;
    }
    const unsigned stunde = zahl(t.substr(11, 2)), minute = zahl(t.substr(14, 2)),
                   sekunde = zahl(t.substr(17, 2));
    const bool mitternacht = stunde == 24 && minute == 0 && sekunde == 0 &&
                             t.substr(19, ende - 19).find_first_of("123456789") == std::string_view::npos;
    return ohne_zeitzone(t, ende) && minute < 60 && sekunde < 60 && (stunde < 24 || mitternacht);
}

/// Six bits that a character of base64 stands for; -1: none.
int base64_wert(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (is_digit(c)) return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool ist_base64(std::string_view t) {
    std::size_t zeichen = 0, fuellung = 0;
    int letzter = 0;
    for (const char c : t) {
        if (is_blank(c)) continue;
        ++zeichen;
        if (c == '=') {
            ++fuellung;
            continue;
        }
        letzter = base64_wert(c);
        if (letzter < 0 || fuellung != 0) return false;
    }
    // Bits of the last character that belong to no byte are 0.
    const int rest = fuellung == 2 ? 0xF : fuellung == 1 ? 0x3 : 0;
    return zeichen % 4 == 0 && fuellung <= 2 && (letzter & rest) == 0;
}

std::size_t zeichenzahl(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(
        utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string_view pruefe_zahl(const SimpleTyp& typ, std::string_view wert) {
    if (wert.size() > 1 && wert[0] == '+' && is_digit(wert[1])) wert.remove_prefix(1);
    std::int64_t zahlwert = 0;
    const auto [rest, fehler] = std::from_chars(wert.data(), wert.data() + wert.size(), zahlwert);
    if (fehler != std::errc{} || rest != wert.data() + wert.size()) return "an integer";
    if ((typ.hat_min && zahlwert < typ.min) || (typ.hat_max && zahlwert > typ.max))
        return "an integer within the bounds of its type";
    return {};
}

std::string_view pruefe_grundtyp(const SimpleTyp& typ, std::string_view wert) {
    switch (typ.grundtyp) {
        case Grundtyp::string:
        case Grundtyp::any_uri: return {};
        case Grundtyp::boolean:
            return wert == "true" || wert == "false" || wert == "0" || wert == "1" ? std::string_view{}
                                                                                   : "true, false, 1 or 0";
        case Grundtyp::date: return ist_datum(wert) ? std::string_view{} : "a day of the calendar JJJJ-MM-TT";
        case Grundtyp::g_year: return ist_jahr(wert) ? std::string_view{} : "a year JJJJ";
        case Grundtyp::g_year_month: return ist_jahr_monat(wert) ? std::string_view{} : "a month JJJJ-MM";
        case Grundtyp::date_time:
            return ist_zeitpunkt(wert) ? std::string_view{} : "a time JJJJ-MM-TThh:mm:ss";
        case Grundtyp::integer: return pruefe_zahl(typ, wert);
        case Grundtyp::base64: return ist_base64(wert) ? std::string_view{} : "base64 text";
    }
    return "a known data type";
}

}  // namespace

void behandle_leerraum(Leerraum leerraum, std::string_view& wert, std::string& puffer) {
    if (leerraum == Leerraum::erhalten) return;
    if (leerraum == Leerraum::ersetzen) {
        if (wert.find_first_of("\t\n\r") == std::string_view::npos) return;
        puffer.assign(wert);
        for (char& c : puffer)
            if (is_blank(c)) c = ' ';
        wert = puffer;
        return;
    }
    if (ist_knapp(wert)) return;
    while (!wert.empty() && is_blank(wert.front())) wert.remove_prefix(1);
    while (!wert.empty() && is_blank(wert.back())) wert.remove_suffix(1);
    if (ist_knapp(wert)) return;
    std::string knapp;
    for (const char c : wert) {
        if (!is_blank(c))
            knapp += c;
        else if (knapp.back() != ' ')
            knapp += ' ';
    }
    puffer = std::move(knapp);
    wert = puffer;
}

std::string_view pruefe_wert(const Typgraph& graph, SimpleTypId typ_id, std::string_view& wert,
                             std::string& puffer) {
    const SimpleTyp& typ = graph.simple_typen[typ_id];
    behandle_leerraum(typ.leerraum, wert, puffer);
    if (!typ.vereinigung.empty()) {
        for (const auto mitglied : typ.vereinigung) {
            std::string_view versuch = wert;
            std::string eigener;
            if (pruefe_wert(graph, mitglied, versuch, eigener).empty()) return {};
        }
        return "a value of one of the member types";
    }
    if (const auto erwartet = pruefe_grundtyp(typ, wert); !erwartet.empty()) return erwartet;
    if (!typ.aufzaehlung.empty() && !std::binary_search(typ.aufzaehlung.begin(), typ.aufzaehlung.end(), wert))
        return "a value of the enumeration of its type";
    for (const auto& gruppe : typ.muster) {
        const bool passt = std::any_of(gruppe.begin(), gruppe.end(),
                                       [&](std::uint32_t m) { return graph.muster[m].passt(wert); });
        if (!passt) return "text that matches the pattern of its type";
    }
    if (typ.min_laenge != 0 || typ.max_laenge != std::numeric_limits<std::uint32_t>::max()) {
        const auto laenge = zeichenzahl(wert);
        if (laenge < typ.min_laenge) return "a longer text";
        if (laenge > typ.max_laenge) return "a shorter text";
    }
    return {};
}

}  // namespace abgleich::katalog
