// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "probelesung.hpp"

#include "schemaordner.hpp"

#include <abgleich/xml/sax_leser.hpp>
#include <abgleich/xml/schnellleser.hpp>
#include <abgleich/xml/zerleger.hpp>

#include <algorithm>
#include <cstring>
#include <span>
#include <tuple>

namespace abgleich::test {

namespace {

using katalog::AttributWert;

class Textquelle final : public xml::Quelle {
public:
    Textquelle(std::string_view text, std::size_t stueck) : m_text(text), m_stueck(stueck) {}
    std::size_t lies(char* ziel, std::size_t platz) override {
        const auto anzahl = std::min({platz, m_stueck, m_text.size()});
        std::memcpy(ziel, m_text.data(), anzahl);
        m_text.remove_prefix(anzahl);
        return anzahl;
    }

private:
    std::string_view m_text;
    std::size_t m_stueck;
};

class Probe final : public xml::Ereignisse, katalog::Empfaenger {
public:
    Probe(const katalog::Katalog& katalog, katalog::Pruefstufe stufe, Lesung& ziel)
        : m_katalog(katalog), m_ziel(ziel), m_automat(katalog, stufe, *this) {}

    void element(const xml::Marke& marke, const xml::Lage& lage) override {
        const katalog::Element element = uebersetzt(marke);
        if (m_begonnen) {
            if (m_ziel.lesbar) m_automat.element(element, lage);
            return;
        }
        m_begonnen = true;
        const katalog::Wurzel* wurzel = m_katalog.wurzel(element.name);
        m_ziel.lesbar = wurzel != nullptr;
        m_ziel.wurzel = wurzel;
        if (wurzel != nullptr) m_automat.beginne(*wurzel, element, lage);
    }
    void text(std::string_view text, bool bleibt) override {
        if (m_ziel.lesbar) m_automat.text(text, bleibt);
    }
    void ende(const xml::Lage& lage) override {
        if (m_ziel.lesbar) m_automat.ende(lage);
    }
    bool blatt(const xml::Marke& marke, std::string_view text, const xml::Lage& lage) override {
        return m_begonnen && m_ziel.lesbar && m_automat.blatt(uebersetzt(marke), text, lage);
    }
    void schluss(const xml::Ausgang& ausgang) {
        if (ausgang.art == xml::Ausgang::Art::gut && m_automat.fertig()) return;
        m_automat.abbruch();
        m_ziel.lesbar = false;
    }

private:
    /// The tag in terms of the catalogue; its attributes live until the next.
    katalog::Element uebersetzt(const xml::Marke& marke) {
        m_attribute.clear();
        for (const auto& a : marke.attribute)
            m_attribute.push_back({id(a.name), a.name.raum, a.name.lokal, a.wert});
        return {id(marke.name), marke.name.raum, marke.name.lokal, m_attribute, marke.nummer};
    }
    katalog::NameId id(const xml::Name& name) const {
        return m_katalog.graph().namen.find(name.raum, name.lokal);
    }
    void beginne_satz(const katalog::Knoten&, const xml::Lage&) override { ++m_ziel.saetze; }
    void beende_satz(bool verworfen) override { m_ziel.verworfene += verworfen ? 1 : 0; }
    void beginne_vorkommen(katalog::KnotenNr, const katalog::Knoten& knoten) override {
        std::string pfad;
        for (const auto* k = &knoten; k->eltern != katalog::kein_knoten; k = &m_katalog.knoten(k->eltern))
            pfad = std::string(m_katalog.graph().namen.lokal(k->name)) + (pfad.empty() ? "" : "/") + pfad;
        m_ziel.vorkommen.push_back(pfad);
        m_im_vorkommen = true;
    }
    void beende_vorkommen() override { m_im_vorkommen = false; }
    void element(katalog::KnotenNr, std::uint32_t) override {}
    void blatt(const katalog::Blattmeldung& b, const xml::Lage&) override {
        const auto& feld = m_katalog.feld(b.feld);
        m_ziel.blaetter.push_back({m_katalog.sachverhalt(feld.sachverhalt).name, feld.pfad,
                                   std::string(b.wert),
                                   b.zweig < feld.zweige.size() ? feld.zweige[b.zweig] : "", b.nummer,
                                   b.unlesbar, m_im_vorkommen ? m_ziel.vorkommen.size() : 0});
    }
    void problem(domain::ProblemCode code, xml::Ort ort, std::string meldung, bool ganzer_satz) override {
        m_ziel.meldungen.push_back({code, ort.zeile, ort.spalte, std::move(meldung), ganzer_satz});
    }

    const katalog::Katalog& m_katalog;
    Lesung& m_ziel;
    katalog::Pruefautomat m_automat;
    std::vector<AttributWert> m_attribute;
    bool m_begonnen = false;
    bool m_im_vorkommen = false;
};

/// Listens to nothing: only whether it is well-formed matters.
class Stille final : public xml::Ereignisse {
    void element(const xml::Marke&, const xml::Lage&) override {}
    void text(std::string_view, bool) override {}
    void ende(const xml::Lage&) override {}
};

}  // namespace

katalog::Katalogpfade katalogpfade() {
    const std::string wurzel = ABGLEICH_SOURCE_DIR;
    return {schemaordner(), wurzel + "/config/katalog-26.11", wurzel + "/config/codelisten"};
}

const katalog::Katalog& katalog() {
    static const auto geladen = katalog::Katalog::lade(katalogpfade());
    return *geladen;
}

std::vector<std::string> Lesung::werte(std::string_view sachverhalt, std::string_view pfad) const {
    std::vector<std::string> gefunden;
    for (const auto& b : blaetter)
        if (b.sachverhalt == sachverhalt && b.pfad == pfad) gefunden.push_back(b.wert);
    return gefunden;
}

Lesung lies(const katalog::Katalog& katalog, std::string_view xml_text, katalog::Pruefstufe stufe,
            std::size_t stueck) {
    Lesung ziel;
    Probe probe(katalog, stufe, ziel);
    Textquelle quelle(xml_text, stueck);
    xml::Namensbuch namen;
    xml::SaxLeser sax(namen, probe);
    probe.schluss(sax.lies(quelle));
    return ziel;
}

std::optional<Lesung> lies_schnell(const katalog::Katalog& katalog, std::string_view xml_text,
                                   katalog::Pruefstufe stufe) {
    const xml::Kopf kopf = xml::lies_kopf(xml_text);
    if (kopf.art != xml::Kopf::Art::schlicht || !kopf.einfach) return std::nullopt;
    xml::Namensbuch namen;
    // As StueckLeser does it: what stands before the root is read by libxml2.
    Stille stille;
    const auto vorspann =
        xml::SaxLeser(namen, stille).lies({{}, xml_text.substr(0, kopf.wurzel), "<r/>", {1, 1}, 0});
    if (vorspann.art != xml::Ausgang::Art::gut) return std::nullopt;
    Lesung ziel;
    Probe probe(katalog, stufe, ziel);
    xml::Schnellleser leser(namen);
    std::size_t stelle = kopf.wurzel;
    const auto ergebnis = leser.lies(xml_text, stelle, xml::Schnellleser::leer, {1, 1}, 0, probe);
    if (ergebnis != xml::Schnellleser::Ergebnis::gut ||
        xml_text.find_first_not_of(" \t\r\n", stelle) != std::string_view::npos)
        return std::nullopt;
    probe.schluss({});
    return ziel;
}

std::string unterschied(const Lesung& eine, const Lesung& andere) {
    if (eine.lesbar != andere.lesbar)
        return eine.lesbar ? "only the first is readable" : "only the second is readable";
    if (eine.saetze != andere.saetze || eine.verworfene != andere.verworfene) return "number of records";
    if (eine.vorkommen != andere.vorkommen) return "occurrences";
    const auto [b, c] = std::mismatch(eine.blaetter.begin(), eine.blaetter.end(), andere.blaetter.begin(),
                                      andere.blaetter.end());
    if (b != eine.blaetter.end()) return "leaf " + b->sachverhalt + "/" + b->pfad;
    if (c != andere.blaetter.end()) return "leaf " + c->sachverhalt + "/" + c->pfad;
    const auto zeile = [](const Lesung::Meldung& m) {
        return std::tie(m.code, m.zeile, m.text, m.ganzer_satz);
    };
    for (std::size_t i = 0; i < std::max(eine.meldungen.size(), andere.meldungen.size()); ++i) {
        if (i >= eine.meldungen.size()) return "only the second: " + andere.meldungen[i].text;
        if (i >= andere.meldungen.size()) return "only the first: " + eine.meldungen[i].text;
        if (zeile(eine.meldungen[i]) != zeile(andere.meldungen[i]))
            return "line " + std::to_string(eine.meldungen[i].zeile) + ": " + eine.meldungen[i].text +
                   " and line " + std::to_string(andere.meldungen[i].zeile) + ": " + andere.meldungen[i].text;
    }
    return {};
}

}  // namespace abgleich::test
