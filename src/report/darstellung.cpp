// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "darstellung.hpp"

#include "texte.hpp"

#include <abgleich/base/text.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace abgleich::report {
namespace {

constexpr std::string_view liste_der_behoerden = "urn:de:xauslaender:codelist:abhkennung";

bool sind_ziffern(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool setzt_fort(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Whether a combining mark (U+0300 to U+036F) begins at `ort`: it belongs to the letter before it.
bool ist_kombinierend(std::string_view text, std::size_t ort) {
    if (ort + 1 >= text.size()) return false;
    const auto erstes = static_cast<unsigned char>(text[ort]);
    const auto zweites = static_cast<unsigned char>(text[ort + 1]);
    return erstes == 0xCC || (erstes == 0xCD && zweites < 0xB0);
}

bool ist_grenze(std::string_view text, std::size_t ort) {
    return ort >= text.size() || (!setzt_fort(text[ort]) && !ist_kombinierend(text, ort));
}

std::size_t gemeinsamer_anfang(std::string_view a, std::string_view b) {
    std::size_t n = 0;
    while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
    while (n > 0 && !(ist_grenze(a, n) && ist_grenze(b, n))) --n;
    return n;
}

std::size_t gemeinsames_ende(std::string_view a, std::string_view b, std::size_t anfang) {
    const std::size_t hoechstens = std::min(a.size(), b.size()) - anfang;
    std::size_t n = 0;
    while (n < hoechstens && a[a.size() - 1 - n] == b[b.size() - 1 - n]) ++n;
    while (n > 0 && !(ist_grenze(a, a.size() - n) && ist_grenze(b, b.size() - n))) --n;
    return n;
}

}  // namespace

void maskiere(std::string& ziel, std::string_view text) {
    for (std::size_t anfang = 0;;) {
        const std::size_t ort = text.find_first_of("&<>\"'", anfang);
        ziel += text.substr(anfang, ort - anfang);
        if (ort == std::string_view::npos) return;
        switch (text[ort]) {
            case '&': ziel += "&amp;"; break;
            case '<': ziel += "&lt;"; break;
            case '>': ziel += "&gt;"; break;
            case '"': ziel += "&quot;"; break;
            default: ziel += "&#39;"; break;
        }
        anfang = ort + 1;
    }
}

std::string datum_text(std::string_view iso) {
    std::string_view tag = iso.substr(0, iso.find('T'));
    if (tag.size() == 11 && tag.back() == 'Z') tag.remove_suffix(1);
    const bool mit_monat =
        tag.size() >= 7 && tag[4] == '-' && sind_ziffern(tag.substr(0, 4)) && sind_ziffern(tag.substr(5, 2));
    if (!mit_monat) return std::string(iso);
    const std::string monat_jahr = std::string(tag.substr(5, 2)) + '.' + std::string(tag.substr(0, 4));
    if (tag.size() == 7) return monat_jahr;
    if (tag.size() != 10 || tag[7] != '-' || !sind_ziffern(tag.substr(8))) return std::string(iso);
    return std::string(tag.substr(8)) + '.' + monat_jahr;
}

std::string anteil_text(std::uint64_t teil, std::uint64_t ganzes) {
    if (ganzes == 0) return "–";
    if (teil >= ganzes) return "100\u202F%";
    const auto promille =
        static_cast<std::uint64_t>(static_cast<long double>(teil) * 1000 / static_cast<long double>(ganzes));
    return std::to_string(promille / 10) + ',' + std::to_string(promille % 10) + "\u202F%";
}

std::string kommazahl(double wert) {
    std::array<char, 512> puffer;
    const double betrag = wert < 0 ? -wert : wert;
    const auto ende =
        std::to_chars(puffer.data(), puffer.data() + puffer.size(), betrag, std::chars_format::fixed, 2).ptr;
    std::string ziel = wert <= -0.005 ? "−" : "";
    ziel.append(puffer.data(), ende);
    std::ranges::replace(ziel, '.', ',');
    return ziel;
}

std::string behoerde_text(const katalog::Katalog& katalog, std::string_view kennung) {
    const katalog::CodeEintrag* eintrag = katalog.codelisten().text(liste_der_behoerden, kennung);
    if (eintrag == nullptr) return std::string(kennung);
    return eintrag->text + " (" + std::string(kennung) + ')';
}

std::string wert_text(const katalog::Katalog& katalog, const katalog::Feld& feld, std::string_view wert) {
    using katalog::Vergleich;
    if (wert == "nichtVorhanden") return "nicht vorhanden";
    if (wert == "unbekannt") return "unbekannt";
    if (!feld.codeliste.empty()) {
        const katalog::CodeEintrag* eintrag = katalog.codelisten().text(feld.codeliste, wert);
        if (eintrag == nullptr || eintrag->text.empty()) return "Schlüssel " + std::string(wert);
        return eintrag->text + " (" + std::string(wert) + ')';
    }
    switch (feld.vergleich) {
        case Vergleich::datum:
        case Vergleich::teildatum: return datum_text(wert);
        case Vergleich::behoerde: return behoerde_text(katalog, wert);
        case Vergleich::wahrheitswert:
            if (wert == "true" || wert == "1") return "ja";
            if (wert == "false" || wert == "0") return "nein";
            return std::string(wert);
        default: return std::string(wert);
    }
}

void mit_markierung(std::string& ziel, std::string_view wert, std::string_view anderer, bool ganz) {
    std::size_t anfang = ganz ? 0 : gemeinsamer_anfang(wert, anderer);
    std::size_t ende = ganz ? 0 : gemeinsames_ende(wert, anderer, anfang);
    // Little in common: scraps of equal letters help nobody.
    if ((anfang + ende) * 2 < std::min(wert.size(), anderer.size())) anfang = ende = 0;
    const std::string_view mitte = wert.substr(anfang, wert.size() - anfang - ende);
    maskiere(ziel, wert.substr(0, anfang));
    if (!mitte.empty()) {
        ziel += "<mark>";
        maskiere(ziel, mitte);
        ziel += "</mark>";
    }
    maskiere(ziel, wert.substr(wert.size() - ende));
}

void datum_mit_markierung(std::string& ziel, std::string_view wert, std::string_view anderer) {
    // Day, month and year stand at the right: `07.1985` lacks the day.
    const std::vector<std::string_view> teile = base::split(wert, '.');
    const std::vector<std::string_view> andere = base::split(anderer, '.');
    for (std::size_t i = 0; i < teile.size(); ++i) {
        const std::size_t von_rechts = teile.size() - i;
        const bool gleich = von_rechts <= andere.size() && teile[i] == andere[andere.size() - von_rechts];
        if (i > 0) ziel += '.';
        if (!gleich) ziel += "<mark>";
        maskiere(ziel, teile[i]);
        if (!gleich) ziel += "</mark>";
    }
}

void tabelle_anfang(std::string& ziel, std::string_view beschriftung, std::span<const Spalte> spalten,
                    bool liste) {
    ziel += "<div class=\"rahmen\" role=\"region\" tabindex=\"0\" aria-label=\"";
    maskiere(ziel, beschriftung);
    ziel += liste ? "\">\n<table class=\"liste\">\n<caption>" : "\">\n<table>\n<caption>";
    maskiere(ziel, beschriftung);
    ziel += "</caption>\n<thead><tr>";
    for (const Spalte& spalte : spalten) {
        ziel += spalte.zahl ? "<th scope=\"col\" class=\"z\">" : "<th scope=\"col\">";
        maskiere(ziel, spalte.titel);
        ziel += "</th>";
    }
    ziel += "</tr></thead>\n<tbody>\n";
}

void tabelle_ende(std::string& ziel) { ziel += "</tbody>\n</table>\n</div>\n"; }

void zelle(std::string& ziel, std::string_view text) {
    ziel += "<td>";
    maskiere(ziel, text);
    ziel += "</td>";
}

void zahlzelle(std::string& ziel, std::uint64_t wert) {
    ziel += "<td class=\"z\">";
    ziel += zahl(wert);
    ziel += "</td>";
}

}  // namespace abgleich::report
