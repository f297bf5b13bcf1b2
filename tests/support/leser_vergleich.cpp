// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "leser_vergleich.hpp"

#include <abgleich/xml/sax_leser.hpp>
#include <abgleich/xml/schnellleser.hpp>

#include <algorithm>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace abgleich::test {

namespace {

std::string geschrieben(const xml::Name& name) {
    return (name.raum.empty() ? "" : "{" + std::string(name.raum) + "}") + std::string(name.lokal);
}

std::string nummer(const xml::Name& name) { return "#" + std::to_string(name.nummer); }

std::string stelle(const xml::Lage& lage) {
    const xml::Ort ort = lage.ort();
    return " @" + std::to_string(ort.zeile) + ":" + std::to_string(ort.spalte);
}

std::string raeume(const xml::Lage& lage) {
    std::string text;
    for (const std::string_view praefix : {"", "p", "q", "xml"}) {
        const auto raum = lage.raum(praefix);
        text += " " + std::string(praefix) + "->" + (raum ? "'" + std::string(*raum) + "'" : "none");
    }
    return text;
}

std::string endmarke(std::string_view marke) {
    return "</" + std::string(marke.substr(1, marke.find_first_of(" \t\r\n>", 1) - 1)) + ">";
}

/// The first line in which they differ.
std::string unterschied(const std::vector<std::string>& schnell, const std::vector<std::string>& langsam) {
    const auto [s, l] = std::mismatch(schnell.begin(), schnell.end(), langsam.begin(), langsam.end());
    if (s == schnell.end() && l == langsam.end()) return {};
    return "fast lane: " + (s == schnell.end() ? "end" : *s) +
           "\nlibxml2:   " + (l == langsam.end() ? "end" : *l);
}

}  // namespace

void Ereignisprotokoll::schliesse_text(bool blatt) {
    if (m_text.empty()) return;
    // Line ends of blanks between elements are nobody's matter: the fast lane leaves them as they are.
    if (!blatt && m_text.find_first_not_of(" \t\r\n") == std::string::npos)
        std::erase_if(m_text, [](char c) { return c == '\r' || c == '\n'; });
    zeilen.push_back("text " + m_text);
    kurz += m_text;
    m_text.clear();
}

void Ereignisprotokoll::element(const xml::Marke& marke, const xml::Lage& lage) {
    beginne(marke, blaetter == Blaetter::keine ? stelle(lage) + raeume(lage) : "");
}

void Ereignisprotokoll::beginne(const xml::Marke& marke, const std::string& stelle) {
    schliesse_text(false);
    if (!wirf.empty() && marke.name.lokal == wirf) throw std::runtime_error("at " + wirf);
    std::string lang = geschrieben(marke.name) + nummer(marke.name);
    kurz += "<" + geschrieben(marke.name);
    for (const auto& a : marke.attribute) {
        lang += " " + geschrieben(a.name) + nummer(a.name) + "=" + std::string(a.wert);
        kurz += " " + geschrieben(a.name) + "=" + std::string(a.wert);
    }
    kurz += ">";
    if (marke.nummer != 0) {
        marken.insert(marke.nummer);
        if (m_marken.emplace(marke.nummer, lang).first->second != lang)
            throw std::logic_error("two tags of one number: " + m_marken[marke.nummer] + " and " + lang);
    }
    zeilen.push_back("element " + lang + stelle);
    m_bleibende.clear();
    m_blatt = true;
}

bool Ereignisprotokoll::blatt(const xml::Marke& marke, std::string_view wert, const xml::Lage& lage) {
    if (blaetter == Blaetter::keine || (blaetter == Blaetter::ungerade && wert.size() % 2 == 0)) return false;
    beginne(marke, "");
    text(wert, true);
    ende(lage);
    return true;
}

void Ereignisprotokoll::text(std::string_view text, bool bleibt) {
    m_text += text;
    if (bleibt) m_bleibende.emplace_back(text, text);
}

void Ereignisprotokoll::ende(const xml::Lage& lage) {
    schliesse_text(m_blatt);
    kurz += "</>";
    for (const auto& [sicht, kopie] : m_bleibende)
        if (sicht != kopie) throw std::logic_error("a text did not stay: " + kopie);
    m_bleibende.clear();
    std::string zeile = "end" + stelle(lage) + (blaetter == Blaetter::keine ? raeume(lage) : "");
    const auto inhalt = lage.inhalt();
    // Of an empty tag libxml2's side knows no content; of an element with children it has no meaning.
    if (m_blatt && inhalt && inhalt->laenge != 0)
        zeile += " content " + std::to_string(inhalt->anfang) + "+" + std::to_string(inhalt->laenge);
    zeilen.push_back(zeile);
    m_blatt = false;
}

Leservergleich vergleiche_leser(std::string_view text, std::string_view vorspann) {
    const auto block = std::make_unique<char[]>(text.size());
    std::memcpy(block.get(), text.data(), text.size());
    const std::string_view genau(block.get(), text.size());
    constexpr std::uint64_t versatz = 1000;
    constexpr xml::Ort anfang{7, 3};

    Leservergleich ziel;
    xml::Namensbuch namen;
    const std::string ende = vorspann.empty() ? "" : endmarke(vorspann);
    using Blaetter = Ereignisprotokoll::Blaetter;
    const auto langsam = [&](std::string_view teil, Blaetter blaetter) {
        Ereignisprotokoll p;
        p.blaetter = blaetter;
        ziel.ausgang = xml::SaxLeser(namen, p).lies({vorspann, teil, ende, anfang, versatz});
        ziel.kurz = p.kurz;
        return p.zeilen;
    };
    xml::Schnellleser leser(namen);
    const auto innen = vorspann.empty() ? std::optional(xml::Schnellleser::leer) : leser.umgebung(vorspann);
    for (const auto blaetter : {Blaetter::keine, Blaetter::alle, Blaetter::keine, Blaetter::ungerade}) {
        Ereignisprotokoll schnell;
        schnell.blaetter = blaetter;
        std::size_t stelle = 0;
        if (!innen ||
            leser.lies(genau, stelle, *innen, anfang, versatz, schnell) != xml::Schnellleser::Ergebnis::gut) {
            if (ziel.schnell) ziel.unterschied = "taken at first, but not when read again";
            break;
        }
        ziel.schnell = true;
        ziel.gelesen = stelle;
        const auto ihre = langsam(text.substr(0, stelle), blaetter);
        ziel.unterschied = ziel.ausgang.art != xml::Ausgang::Art::gut
                               ? "the fast lane accepts what libxml2 refuses: " + ziel.ausgang.grund
                               : unterschied(schnell.zeilen, ihre);
        if (!ziel.unterschied.empty()) break;
    }
    if (!ziel.schnell) langsam(text, Blaetter::keine);
    return ziel;
}

}  // namespace abgleich::test
