// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "wertformen.hpp"

#include <abgleich/base/text.hpp>
#include <abgleich/domain/datum.hpp>

#include <algorithm>
#include <array>

namespace abgleich::input {

namespace {

constexpr unsigned erstes_jahr_jj = 30;  // JJ: 30 is 1930, 29 is 2029

bool ist_ziffer(char c) { return c >= '0' && c <= '9'; }
/// Bytes of UTF-8 beyond ASCII count as letters.
bool ist_buchstabe(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// The placeholder that a text begins with; empty: none.
std::string_view platzhalter(std::string_view form) {
    for (const std::string_view p : {"JJJJ", "JJ", "MM", "TT"})
        if (form.starts_with(p)) return p;
    return {};
}

/// The number that a text begins with, of `mindestens` to `hoechstens` digits, which are taken from the text.
std::optional<unsigned> nimm_zahl(std::string_view& text, std::size_t mindestens, std::size_t hoechstens) {
    unsigned wert = 0;
    std::size_t n = 0;
    for (; n < hoechstens && n < text.size() && ist_ziffer(text[n]); ++n)
        wert = wert * 10 + static_cast<unsigned>(text[n] - '0');
    if (n < mindestens) return std::nullopt;
    text.remove_prefix(n);
    return wert;
}

std::optional<std::string> lies_nach_form(std::string_view zelle, std::string_view form) {
    unsigned jahr = 0, monat = 0, tag = 0;
    bool kurz = false;
    while (!form.empty()) {
        const auto p = platzhalter(form);
        if (p.empty()) {
            if (zelle.empty() || zelle.front() != form.front()) return std::nullopt;
            zelle.remove_prefix(1);
            form.remove_prefix(1);
            continue;
        }
        form.remove_prefix(p.size());
        // Where no separator ends it, only its full width tells where it ends.
        const bool frei = p.front() != 'J' && (form.empty() || platzhalter(form).empty());
        const auto zahl = nimm_zahl(zelle, frei ? 1 : p.size(), p.size());
        if (!zahl) return std::nullopt;
        (p.front() == 'J' ? jahr : p.front() == 'M' ? monat : tag) = *zahl;
        kurz = kurz || p == "JJ";
    }
    if (!zelle.empty() || monat > 12 || (monat == 0 && tag != 0)) return std::nullopt;
    if (kurz) {
        // 00 of a short year is 2000, so zeros alone cannot mean an unknown date.
        if (jahr == 0 && monat == 0) return std::nullopt;
        jahr += jahr < erstes_jahr_jj ? 2000 : 1900;
    }
    if (jahr == 0 && monat != 0) return std::nullopt;
    if (tag != 0 && !domain::ist_kalendertag(jahr, monat, tag)) return std::nullopt;
    return domain::TeilbekanntesDatum{static_cast<std::uint16_t>(jahr), static_cast<std::uint8_t>(monat),
                                      static_cast<std::uint8_t>(tag)}
        .text();
}

/// What may follow a number and still belong to it: nothing, single letters (`b`, `a-c`), a range (`-94`), a
/// fraction (`1/2`). Words do not: the number is then part of a name (`17. Juni`).
bool ist_zusatz(std::string_view rest) {
    rest = base::trim(rest);
    if (rest.empty()) return true;
    if (ist_ziffer(rest.front())) {
        const auto strich = rest.find('/');
        return strich != std::string_view::npos && strich + 1 < rest.size() &&
               rest.find_first_not_of("0123456789/") == std::string_view::npos;
    }
    if (rest.front() == '.' || rest.front() == ',') return false;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        if (rest.substr(i).starts_with("\u2013")) {  // a dash in place of a hyphen
            i += 2;
            continue;
        }
        const bool buchstabe = ist_buchstabe(rest[i]);
        if (buchstabe && i + 1 < rest.size() && ist_buchstabe(rest[i + 1])) return false;
        if (!buchstabe && !ist_ziffer(rest[i]) && std::string_view(" -/+.,").find(rest[i]) == rest.npos)
            return false;
    }
    return true;
}

/// Whether a number may begin at `i`: at the beginning, after a blank or comma, or glued to a point (`Str.5`).
bool beginnt_zahl(std::string_view zelle, std::size_t i) {
    if (!ist_ziffer(zelle[i])) return false;
    if (i == 0 || zelle[i - 1] == ' ' || zelle[i - 1] == '\t' || zelle[i - 1] == ',') return true;
    return zelle[i - 1] == '.' && i > 1 && ist_buchstabe(zelle[i - 2]);
}

/// Street, number, addition.
std::array<std::string_view, 3> zerlege_hausnummer(std::string_view zelle) {
    for (std::size_t i = 0; i < zelle.size(); ++i) {
        if (!beginnt_zahl(zelle, i)) continue;
        const std::size_t ende = std::min(zelle.find_first_not_of("0123456789", i), zelle.size());
        if (!ist_zusatz(zelle.substr(ende))) continue;
        auto strasse = base::trim(zelle.substr(0, i));
        if (strasse.ends_with(',')) {
            strasse = base::trim(strasse.substr(0, strasse.size() - 1));
            // `B 4, 7` names a block of Mannheim and no street: it has no other name.
            if (!strasse.empty() && ist_ziffer(strasse.back())) break;
        }
        return {strasse, zelle.substr(i, ende - i), base::trim(zelle.substr(ende))};
    }
    return {zelle, {}, {}};
}

}  // namespace

std::string pruefe_datumsform(std::string_view form) {
    constexpr std::string_view erwartet = "expected TT, MM and JJJJ or JJ with separators, as 'TT.MM.JJJJ'";
    unsigned jahre = 0, monate = 0, tage = 0;
    for (auto rest = form; !rest.empty();) {
        const auto p = platzhalter(rest);
        if (p.empty() && (ist_buchstabe(rest.front()) || ist_ziffer(rest.front())))
            return "is no form of a date (" + std::string(erwartet) + ")";
        if (!p.empty()) ++(p.front() == 'J' ? jahre : p.front() == 'M' ? monate : tage);
        rest.remove_prefix(std::max<std::size_t>(p.size(), 1));
    }
    if (jahre > 1 || monate > 1 || tage > 1)
        return "has a part of the date twice (" + std::string(erwartet) + ")";
    if (jahre == 0) return "has no year (" + std::string(erwartet) + ")";
    if (tage == 1 && monate == 0) return "has a day but no month (" + std::string(erwartet) + ")";
    return {};
}

std::optional<std::string> datum_nach_iso(std::string_view zelle, std::span<const std::string> formen) {
    zelle = base::trim(zelle);
    if (formen.empty()) {
        if (domain::TeilbekanntesDatum::parse(zelle)) return std::string(zelle);
        return lies_nach_form(zelle, "TT.MM.JJJJ");
    }
    for (const auto& form : formen)
        if (auto datum = lies_nach_form(zelle, form)) return datum;
    return std::nullopt;
}

std::string_view teil_der_zelle(std::string_view zelle, std::string_view trenne, unsigned teil) {
    zelle = base::trim(zelle);
    if (trenne == "hausnummer") return teil >= 1 && teil <= 3 ? zerlege_hausnummer(zelle)[teil - 1] : "";
    if (trenne == "letztes_leerzeichen") {
        const auto leer = zelle.find_last_of(" \t");
        if (leer == std::string_view::npos) return teil == 2 ? zelle : "";
        return teil == 1 ? base::trim(zelle.substr(0, leer)) : teil == 2 ? zelle.substr(leer + 1) : "";
    }
    for (; teil > 1; --teil) {
        const auto ende = trenne.empty() ? std::string_view::npos : zelle.find(trenne);
        if (ende == std::string_view::npos) return {};
        zelle.remove_prefix(ende + trenne.size());
    }
    return teil == 0 ? std::string_view{}
                     : base::trim(zelle.substr(0, trenne.empty() ? zelle.npos : zelle.find(trenne)));
}

}  // namespace abgleich::input
