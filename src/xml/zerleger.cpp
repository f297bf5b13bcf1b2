// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/xml/zerleger.hpp>

#include "zeichen.hpp"

#include <algorithm>
#include <cctype>
#include <string>

namespace abgleich::xml {

namespace {

/// Behind `schluss`, searched from p; nullptr where it does not come.
const char* hinter(const char* p, const char* ende, std::string_view schluss) {
    const char* fund = std::search(p, ende, schluss.begin(), schluss.end());
    return fund == ende ? nullptr : fund + schluss.size();
}

/// Behind a comment, CDATA section, processing instruction or declaration at p.
const char* hinter_besonderem(const char* p, const char* ende) {
    const std::string_view rest(p, static_cast<std::size_t>(ende - p));
    if (rest.starts_with("<?")) return hinter(p + 2, ende, "?>");
    if (rest.starts_with("<!--")) return hinter(p + 4, ende, "-->");
    if (rest.starts_with("<![CDATA[")) return hinter(p + 9, ende, "]]>");
    constexpr std::size_t laengster_anfang = 9;
    return rest.size() < laengster_anfang ? nullptr : hinter(p, ende, ">");
}

/// Behind the start tag at p; nullptr where it is not complete.
const char* hinter_marke(const char* p, const char* ende) {
    while (true) {
        p = zeichen::finde<'>', '"', '\''>(p, ende);
        if (p == ende) return nullptr;
        if (*p == '>') return p + 1;
        p = std::find(p + 1, ende, *p);
        if (p == ende) return nullptr;
        ++p;
    }
}

/// The encoding that an XML declaration names is UTF-8, or none is named.
bool ist_utf8(std::string_view deklaration) {
    const auto ort = deklaration.find("encoding");
    if (ort == std::string_view::npos) return true;
    std::string klein(deklaration.substr(ort));
    std::transform(klein.begin(), klein.end(), klein.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto anfang = klein.find_first_of("\"'");
    if (anfang == std::string::npos) return false;
    const auto schluss = klein.find(klein[anfang], anfang + 1);
    if (schluss == std::string::npos) return false;
    const auto name = klein.substr(anfang + 1, schluss - anfang - 1);
    return name == "utf-8";
}

}  // namespace

std::size_t naechste_marke(std::string_view text, std::size_t anfang) {
    const char* ende = text.data() + text.size();
    const char* p = zeichen::finde<'<'>(text.data() + anfang, ende);
    return p == ende ? unvollstaendig : static_cast<std::size_t>(p - text.data());
}

std::size_t element_ende(std::string_view text, std::size_t anfang) {
    const char *p = text.data() + anfang, *ende = text.data() + text.size();
    std::size_t tiefe = 0;
    do {
        p = zeichen::finde<'<'>(p, ende);
        if (ende - p < 2) return unvollstaendig;
        const char* hinten = nullptr;
        if (p[1] == '/') {
            hinten = zeichen::finde<'>'>(p, ende);
            if (hinten == ende) return unvollstaendig;
            ++hinten;
            if (tiefe != 0) --tiefe;
        } else if (p[1] == '!' || p[1] == '?') {
            hinten = hinter_besonderem(p, ende);
        } else {
            hinten = hinter_marke(p + 1, ende);
            if (hinten != nullptr && hinten[-2] != '/') ++tiefe;
        }
        if (hinten == nullptr) return unvollstaendig;
        p = hinten;
    } while (tiefe != 0);
    return static_cast<std::size_t>(p - text.data());
}

Kopf lies_kopf(std::string_view text) {
    constexpr std::size_t genug = 8;  // bytes that tell a BOM or another encoding
    Kopf kopf;
    if (text.size() < genug && text.find('>') == std::string_view::npos) {
        kopf.art = Kopf::Art::zu_kurz;
        return kopf;
    }
    const char *anfang = text.data(), *p = anfang, *ende = anfang + text.size();
    if (text.starts_with("\xEF\xBB\xBF")) p += 3;
    kopf.einfach = true;
    if (std::string_view(p, static_cast<std::size_t>(ende - p)).starts_with("<?xml") && p + 5 != ende &&
        zeichen::ist_leerraum(p[5])) {
        const char* hinten = hinter(p, ende, "?>");
        kopf.art = Kopf::Art::zu_kurz;
        if (hinten == nullptr) return kopf;
        kopf.art = Kopf::Art::anders;
        if (!ist_utf8({p, static_cast<std::size_t>(hinten - p)})) return kopf;
        p = hinten;
    }
    while (true) {
        while (p != ende && zeichen::ist_leerraum(*p)) ++p;
        kopf.art = Kopf::Art::zu_kurz;
        if (ende - p < 2) return kopf;
        kopf.art = Kopf::Art::anders;
        if (*p != '<') return kopf;
        if (p[1] != '!' && p[1] != '?') break;
        const std::string_view rest(p, static_cast<std::size_t>(ende - p));
        const char* hinten = hinter_besonderem(p, ende);
        kopf.einfach = false;
        if (p[1] == '!' && rest.size() >= 4 && !rest.starts_with("<!--")) return kopf;  // a DTD
        kopf.art = Kopf::Art::zu_kurz;
        if (hinten == nullptr) return kopf;
        p = hinten;
    }
    kopf.wurzel = static_cast<std::size_t>(p - anfang);
    const char* hinten = hinter_marke(p + 1, ende);
    kopf.art = hinten == nullptr ? Kopf::Art::zu_kurz : Kopf::Art::schlicht;
    if (hinten == nullptr) return kopf;
    kopf.inhalt = static_cast<std::size_t>(hinten - anfang);
    kopf.geschlossen = hinten[-2] == '/';
    return kopf;
}

}  // namespace abgleich::xml
