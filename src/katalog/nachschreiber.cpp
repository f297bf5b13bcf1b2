// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// One pass over the steps with a stack of open elements. A step names its Knoten; the elements around it that
// are not open yet are opened, those that are not around it are closed. That is enough, because whatever may
// stand twice or be empty has a step of its own (Knoten::lauf.schritt).
#include <abgleich/katalog/nachschreiber.hpp>

#include "marken.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <vector>

namespace abgleich::katalog {

using domain::Schritt;

namespace {

constexpr std::string_view xml_raum = "http://www.w3.org/XML/1998/namespace";
constexpr std::string_view xsi_raum = "http://www.w3.org/2001/XMLSchema-instance";

class Nachschreiber {
public:
    Nachschreiber(std::string& ziel, const Katalog& katalog, const domain::Ablage& ablage,
                  const Nachlieferung& nachlieferung, KnotenNr wurzel)
        : m_ziel(ziel),
          m_katalog(katalog),
          m_ablage(ablage),
          m_nachlieferung(nachlieferung),
          m_wurzel(wurzel) {
        oeffne(wurzel);
    }
    void vorkommen(const domain::Vorkommen& v) {
        std::uint32_t wert = v.werte;
        for (const Schritt& s : m_ablage.gestalten.schritte(v.gestalt)) {
            gehe_zu(s);
            if (s.art == Schritt::element) {
                if (s.attribut != 0) lasse_aus(s.attribut);
                continue;
            }
            const domain::TextRef ref = s.art == Schritt::fest ? s.text : m_ablage.texte.wert(wert);
            const std::string_view text = m_ablage.text(ref);
            if (s.art == Schritt::ausgelagert)
                schreibe(s, nachgeliefert(text));
            else
                schreibe(s, text);
        }
    }
    void ende() {
        schreibe_gesammelte();
        while (!m_offen.empty()) schliesse();
    }

private:
    struct Offen {
        KnotenNr knoten = kein_knoten;
        std::uint16_t attribute = 0;  // as many are written, or left out
        bool in_marke = true;         // its start tag has no '>' yet
    };

    std::string_view lokal(KnotenNr nr) const {
        return m_katalog.graph().namen.lokal(m_katalog.knoten(nr).name);
    }
    std::string_view raum() const {
        if (m_offen.empty()) return {};
        return m_katalog.graph().namen.namensraum(m_katalog.knoten(m_offen.back().knoten).name);
    }

    /// Opens and closes until the step's element is open, or (extension content) that around it.
    void gehe_zu(const Schritt& s) {
        const Knoten& k = m_katalog.knoten(s.knoten);
        if (s.knoten == m_wurzel || (k.platzhalter && s.attribut != 0)) return;
        schreibe_gesammelte();
        const bool begonnen = (s.art != Schritt::element || s.attribut != 0) &&
                              m_offen.back().knoten == s.knoten && m_offen.back().in_marke;
        if (begonnen) return;  // by an attribute, or by its own step
        oeffne_bis(k.eltern);
        if (!k.platzhalter) oeffne(s.knoten);
    }

    void oeffne_bis(KnotenNr nr) {
        m_weg.clear();
        while (m_offen.back().knoten != nr) {
            if (nr == kein_knoten || nr < m_wurzel)
                throw std::logic_error("a step does not belong to this element");
            // Parents have lower numbers than what is below them.
            if (m_offen.back().knoten > nr) {
                schliesse();
            } else {
                m_weg.push_back(nr);
                nr = m_katalog.knoten(nr).eltern;
            }
        }
        for (; !m_weg.empty(); m_weg.pop_back()) oeffne(m_weg.back());
    }

    void oeffne(KnotenNr nr) {
        const Knoten& k = m_katalog.knoten(nr);
        const std::string_view raum_davor = raum();
        schliesse_marke();
        beginne_marke(m_ziel, m_katalog.graph().namen.namensraum(k.name), lokal(nr), raum_davor);
        if (k.variante) schreibe_typ(m_katalog.graph().complex_typen[k.typ].name);
        m_offen.push_back({nr, 0, true});
    }

    /// `{namespace}name` as xsi:type; its prefixes are declared right here.
    void schreibe_typ(std::string_view typ) {
        const auto ende = typ.find('}');
        schreibe_attribut(m_ziel, "xmlns:xsi", xsi_raum);
        schreibe_attribut(m_ziel, "xmlns:t", typ.substr(1, ende - 1));
        schreibe_attribut(m_ziel, "xsi:type", "t:" + std::string(typ.substr(ende + 1)));
    }

    void schliesse_marke() {
        if (m_offen.empty() || !m_offen.back().in_marke) return;
        fuelle_attribute(0xFFFF);
        m_ziel += '>';
        m_offen.back().in_marke = false;
    }

    void schliesse() {
        if (m_offen.back().in_marke) {
            fuelle_attribute(0xFFFF);
            m_ziel += "/>";
        } else {
            schreibe_ende(m_ziel, lokal(m_offen.back().knoten));
        }
        m_offen.pop_back();
    }

    /// Attributes that are no field (they say nothing beyond the type), up to that of the number.
    void fuelle_attribute(std::uint16_t bis) {
        Offen& oben = m_offen.back();
        const Knoten& k = m_katalog.knoten(oben.knoten);
        if (k.einfach) return;
        const auto& attribute = m_katalog.graph().complex_typen[k.typ].attribute;
        for (; oben.attribute < attribute.size() && oben.attribute < bis; ++oben.attribute) {
            const Attribut& a = attribute[oben.attribute];
            if (a.hat_fest && m_katalog.attribut_feld(k, oben.attribute) == 0)
                schreibe_attribut(m_ziel, m_katalog.graph().namen.lokal(a.name), a.fest);
        }
    }

    void lasse_aus(std::uint16_t attribut) {
        fuelle_attribute(static_cast<std::uint16_t>(attribut - 1));
        m_offen.back().attribute = attribut;
    }

    void schreibe(const Schritt& s, std::string_view text) {
        const Knoten& k = m_katalog.knoten(s.knoten);
        if (k.platzhalter) {
            m_erweiterung += text;  // it may go on in the next step
            return;
        }
        if (s.attribut != 0) {
            fuelle_attribute(static_cast<std::uint16_t>(s.attribut - 1));
            const auto& a = m_katalog.graph().complex_typen[k.typ].attribute[s.attribut - 1];
            schreibe_attribut(m_ziel, m_katalog.graph().namen.lokal(a.name), text);
            m_offen.back().attribute = s.attribut;
            return;
        }
        schliesse_marke();
        maskiere(m_ziel, k.lauf.kennzeichen && !s.unlesbar ? k.lauf.partikel->fest : text, false);
        schliesse();
    }

    /// Extension content, once it is complete.
    void schreibe_gesammelte() {
        if (m_erweiterung.empty()) return;
        schliesse_marke();
        schreibe_erweiterung(m_ziel, m_erweiterung, raum());
        m_erweiterung.clear();
    }

    std::string nachgeliefert(std::string_view bytes) const {
        domain::Auslagerung wo;
        if (bytes.size() != sizeof wo || !m_nachlieferung)
            throw std::logic_error("binary content stayed in its file, and nobody supplies it");
        std::memcpy(&wo, bytes.data(), sizeof wo);
        return m_nachlieferung(wo);
    }

    std::string& m_ziel;
    const Katalog& m_katalog;
    const domain::Ablage& m_ablage;
    const Nachlieferung& m_nachlieferung;
    KnotenNr m_wurzel;
    std::vector<Offen> m_offen;
    std::vector<KnotenNr> m_weg;
    std::string m_erweiterung;
};

/// Reads the canonical form from front to back.
class Erweiterungsleser {
public:
    Erweiterungsleser(std::string& ziel, std::string_view rest, std::string_view raum_davor)
        : m_ziel(ziel), m_rest(rest) {
        m_offen.push_back({{}, raum_davor});
    }
    void lies() {
        do {
            if (m_rest.starts_with("</>")) {
                m_rest.remove_prefix(3);
                schreibe_ende(m_ziel, m_offen.back().lokal);
                m_offen.pop_back();
            } else {
                if (!m_rest.starts_with('<')) kaputt();
                m_rest.remove_prefix(1);
                marke();
            }
            const auto ende = std::min(m_rest.find('<'), m_rest.size());
            m_ziel += m_rest.substr(0, ende);  // is masked already
            m_rest.remove_prefix(ende);
        } while (m_offen.size() > 1);
        if (!m_rest.empty()) kaputt();
    }

private:
    struct Name {
        std::string_view lokal;
        std::string_view raum;
    };

    [[noreturn]] static void kaputt() {
        throw std::logic_error("extension content is not in its canonical form");
    }

    /// Up to the first of the characters, which is dropped.
    std::string_view bis(std::string_view zeichen, bool behalte = false) {
        const auto ende = m_rest.find_first_of(zeichen);
        if (ende == std::string_view::npos) kaputt();
        const auto text = m_rest.substr(0, ende);
        m_rest.remove_prefix(ende + (behalte ? 0 : 1));
        return text;
    }
    Name name(std::string_view bis_zeichen) {
        if (!m_rest.starts_with('{')) kaputt();
        m_rest.remove_prefix(1);
        Name n;
        n.raum = bis("}");
        n.lokal = bis(bis_zeichen, true);
        return n;
    }
    void deklariere(const std::string& name, std::string_view raum) {
        ((((m_ziel += ' ') += name) += "=\"") += raum) += '"';  // is masked already
    }
    void marke() {
        const Name element = name(" >");
        (m_ziel += '<') += element.lokal;
        if (element.raum != m_offen.back().raum) deklariere("xmlns", element.raum);
        m_offen.push_back(element);
        std::string praefix;
        std::string_view raum;  // attributes stand sorted by namespace
        for (unsigned anzahl = 0; m_rest.starts_with(' ');) {
            m_rest.remove_prefix(1);
            const Name a = name("=");
            if (!m_rest.starts_with("=\"")) kaputt();
            m_rest.remove_prefix(2);
            if (a.raum != raum) {
                praefix = a.raum == xml_raum ? "xml" : "n" + std::to_string(++anzahl);
                if (a.raum != xml_raum) deklariere("xmlns:" + praefix, a.raum);
                raum = a.raum;
            }
            std::string_view wert = bis("\"");  // is masked already
            std::string typ;
            if (a.raum == xsi_raum && a.lokal == "type" && wert.starts_with('{')) {  // a name, expanded
                typ = "n" + std::to_string(++anzahl);
                const auto ende = std::min(wert.find('}'), wert.size() - 1);
                deklariere("xmlns:" + typ, wert.substr(1, ende - 1));
                wert.remove_prefix(ende + 1);
                typ += ':';
            }
            m_ziel += ' ';
            if (!a.raum.empty()) m_ziel += praefix + ":";
            m_ziel += a.lokal;
            m_ziel += "=\"" + typ;
            m_ziel += wert;
            m_ziel += '"';
        }
        if (!m_rest.starts_with('>')) kaputt();
        m_rest.remove_prefix(1);
        m_ziel += '>';
    }

    std::string& m_ziel;
    std::string_view m_rest;
    std::vector<Name> m_offen;
};

}  // namespace

void schreibe_nachricht(std::string& ziel, const Katalog& katalog, const domain::Ablage& ablage,
                        std::span<const domain::Vorkommen> vorkommen, KnotenNr wurzel,
                        const Nachlieferung& nachlieferung) {
    Nachschreiber schreiber(ziel, katalog, ablage, nachlieferung, wurzel);
    for (const auto& v : vorkommen) schreiber.vorkommen(v);
    schreiber.ende();
}

void schreibe_vorkommen(std::string& ziel, const Katalog& katalog, const domain::Ablage& ablage,
                        const domain::Vorkommen& vorkommen, const Nachlieferung& nachlieferung) {
    const auto schritte = ablage.gestalten.schritte(vorkommen.gestalt);
    KnotenNr nr = schritte.empty() ? kein_knoten : schritte.front().knoten;
    while (nr != kein_knoten && !(katalog.knoten(nr).beginnt_vorkommen &&
                                  katalog.knoten(nr).sachverhalt == ablage.sachverhalt(vorkommen)))
        nr = katalog.knoten(nr).eltern;
    if (nr == kein_knoten) throw std::logic_error("what stands around occurrences is no element of its own");
    schreibe_nachricht(ziel, katalog, ablage, {&vorkommen, 1}, nr, nachlieferung);
}

void schreibe_erweiterung(std::string& ziel, std::string_view kanonisch, std::string_view raum_davor) {
    Erweiterungsleser(ziel, kanonisch, raum_davor).lies();
}

}  // namespace abgleich::katalog
