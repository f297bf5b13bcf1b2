// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Serialises an Entwurf in the order of the schema. Children are sorted by the particle they fill (stable,
// so repeated ones keep their order), and the content model is walked once more: what the schema does not
// allow is a bug of the caller and throws.
#include "marken.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace abgleich::katalog {

namespace {

struct Schritt {
    std::string name;
    std::uint32_t nummer = 0;  // 0: none given
};

/// "straftat[2]/strafart" -> steps; "@version" stays part of the last step's name.
std::vector<Schritt> zerlege(std::string_view pfad) {
    std::vector<Schritt> schritte;
    for (const auto teil : base::split(pfad, '/')) {
        Schritt s{std::string(teil), 0};
        const auto auf = teil.find('['), zu = teil.find(']');
        if (auf != std::string_view::npos && zu != std::string_view::npos) {
            std::from_chars(teil.data() + auf + 1, teil.data() + zu, s.nummer);
            s.name = std::string(teil.substr(0, auf)) + std::string(teil.substr(zu + 1));  // x[2]@version
        }
        schritte.push_back(std::move(s));
    }
    return schritte;
}

std::string ohne_nummern(const std::vector<Schritt>& schritte) {
    std::string pfad;
    for (const auto& s : schritte) pfad += (pfad.empty() ? "" : "/") + s.name;
    return pfad;
}

/// All leaves below `von` whose field is `feld`, as chains of Knoten from below `von` to the leaf.
void finde_blaetter(const Katalog& katalog, KnotenNr von, FeldNr feld, std::vector<KnotenNr>& kette,
                    std::vector<std::vector<KnotenNr>>& gefunden) {
    const Knoten& k = katalog.knoten(von);
    const Inhaltsmodell* modell = katalog.modell(k);
    if (modell == nullptr) return;
    for (std::uint16_t i = 0; i < modell->partikel.size(); ++i) {
        const KnotenNr nr = katalog.kind(k, i);
        const Knoten& kind = katalog.knoten(nr);
        if (kind.beginnt_vorkommen || kind.platzhalter) continue;
        kette.push_back(nr);
        if (kind.feld == feld)
            gefunden.push_back(kette);
        else
            finde_blaetter(katalog, nr, feld, kette, gefunden);
        kette.pop_back();
    }
}

}  // namespace

void maskiere(std::string& ziel, std::string_view text, bool attribut) {
    for (const char c : text) {
        switch (c) {
            case '&': ziel += "&amp;"; break;
            case '<': ziel += "&lt;"; break;
            case '>': ziel += "&gt;"; break;
            case '\r': ziel += "&#13;"; break;
            case '"': attribut ? ziel += "&quot;" : ziel += c; break;
            case '\n': attribut ? ziel += "&#10;" : ziel += c; break;
            case '\t': attribut ? ziel += "&#9;" : ziel += c; break;
            default: ziel += c;
        }
    }
}

Entwurf::Entwurf(const Katalog& katalog, const Wurzel& wurzel, Pfadspeicher* speicher)
    : m_katalog(katalog),
      m_speicher(speicher != nullptr ? speicher : &m_eigener),
      m_wurzel(&neu(wurzel.knoten)) {}

Instanz& Entwurf::neu(KnotenNr knoten) {
    m_instanzen.push_back(Instanz(*this, knoten));
    return m_instanzen.back();
}

Instanz& Instanz::kind(std::string_view name) {
    const Katalog& katalog = m_entwurf->katalog();
    const Knoten& k = katalog.knoten(m_knoten);
    if (const Inhaltsmodell* modell = katalog.modell(k))
        for (std::uint16_t i = 0; i < modell->partikel.size(); ++i)
            if (modell->partikel[i].name != 0 &&
                katalog.graph().namen.lokal(modell->partikel[i].name) == name) {
                m_kinder.push_back(&m_entwurf->neu(katalog.kind(k, i)));
                return *m_kinder.back();
            }
    throw std::logic_error("element '" + std::string(katalog.graph().namen.lokal(k.name)) + "' holds no '" +
                           std::string(name) + "'");
}

Instanz& Instanz::attribut(std::string_view name, std::string_view wert) {
    const Katalog& katalog = m_entwurf->katalog();
    const Knoten& k = katalog.knoten(m_knoten);
    const auto& attribute = katalog.graph().complex_typen[k.typ].attribute;
    for (std::uint16_t i = 0; !k.einfach && i < attribute.size(); ++i)
        if (katalog.graph().namen.lokal(attribute[i].name) == name) {
            m_attribute.emplace_back(i, std::string(wert));
            return *this;
        }
    throw std::logic_error("no attribute '" + std::string(name) + "'");
}

const Pfadspeicher::Ziel& Pfadspeicher::finde(const Katalog& katalog, KnotenNr knoten,
                                              std::string_view pfad) {
    auto& ziele = m_ziele[knoten];
    if (const auto it = ziele.find(pfad); it != ziele.end()) return it->second;
    Ziel ziel;
    const auto schritte = zerlege(pfad);
    std::string gesucht = ohne_nummern(schritte);
    if (const auto at = gesucht.find('@');
        at != std::string::npos) {  // @version and @liste are attributes, @name is an element
        const std::string rest = gesucht.substr(at + 1);
        if (rest != "name") {
            ziel.attribut = rest == "version" ? "listVersionID" : rest == "liste" ? "listURI" : rest;
            gesucht.resize(at);
        }
    }
    for (const auto& s : schritte)
        if (s.nummer != 0) ziel.nummer = s.nummer;
    const std::string& sachverhalt = katalog.sachverhalt(katalog.knoten(knoten).sachverhalt).name;
    const FeldNr feld = katalog.find_feld(sachverhalt, gesucht);
    std::vector<KnotenNr> kette;
    if (feld != 0) finde_blaetter(katalog, knoten, feld, kette, ziel.ketten);
    if (ziel.ketten.empty())
        throw std::logic_error("'" + sachverhalt + "' has no field '" + gesucht + "' here");
    return ziele.emplace(std::string(pfad), std::move(ziel)).first->second;
}

Instanz& Instanz::setze(std::string_view pfad, std::string_view wert) {
    const Katalog& katalog = m_entwurf->katalog();
    const auto& ziel = m_entwurf->m_speicher->finde(katalog, m_knoten, pfad);
    const bool ist_attribut = !ziel.attribut.empty();
    const std::vector<KnotenNr>* gewaehlt = nullptr;
    for (const auto& versuch : ziel.ketten) {
        const Knoten& blatt = katalog.knoten(versuch.back());
        const Partikel& p = katalog.modell(katalog.knoten(blatt.eltern))->partikel[blatt.partikel];
        std::string_view geprueft = wert;
        std::string puffer;
        const bool kennzeichen = p.hat_fest && katalog.graph().namen.lokal(p.name) == wert;
        const SimpleTypId typ = blatt.einfach ? blatt.typ : katalog.graph().complex_typen[blatt.typ].text;
        const bool passt = ist_attribut || kennzeichen ||
                           (!p.hat_fest && pruefe_wert(katalog.graph(), typ, geprueft, puffer).empty());
        if (passt && (gewaehlt == nullptr || kennzeichen)) gewaehlt = &versuch;
    }
    if (gewaehlt == nullptr)
        throw std::logic_error("no branch of '" + std::string(pfad) + "' takes the value");

    Instanz* hier = this;
    const std::size_t laenge = gewaehlt->size() - (ist_attribut ? 1 : 0);
    for (std::size_t i = 0; i < laenge; ++i) {
        const KnotenNr nr = (*gewaehlt)[i];
        std::uint32_t rest = katalog.knoten(nr).wiederholt ? ziel.nummer : 1;
        Instanz* naechste = nullptr;
        for (Instanz* kind : hier->m_kinder)
            if (kind->m_knoten == nr && --rest == 0) naechste = kind;
        while (naechste == nullptr) {
            hier->m_kinder.push_back(&m_entwurf->neu(nr));
            if (--rest == 0) naechste = hier->m_kinder.back();
        }
        hier = naechste;
    }
    if (ist_attribut) {
        hier->attribut(ziel.attribut, wert);
        return *this;
    }
    const Knoten& blatt = katalog.knoten(hier->m_knoten);
    const Partikel& p = katalog.modell(katalog.knoten(blatt.eltern))->partikel[blatt.partikel];
    hier->m_text = p.hat_fest ? p.fest : std::string(wert);
    return *this;
}

void Entwurf::schreibe(std::string& ziel, bool deklariere) const {
    schreibe(ziel, *m_wurzel,
             deklariere ? std::string_view{}
                        : m_katalog.graph().namen.namensraum(m_katalog.knoten(m_wurzel->m_knoten).name));
}

void Entwurf::schreibe(std::string& ziel, const Instanz& instanz, std::string_view raum_davor) const {
    const auto& graph = m_katalog.graph();
    const Knoten& k = m_katalog.knoten(instanz.m_knoten);
    const std::string_view raum = graph.namen.namensraum(k.name), lokal = graph.namen.lokal(k.name);
    beginne_marke(ziel, raum, lokal, raum_davor);
    if (!k.einfach) {
        const auto& attribute = graph.complex_typen[k.typ].attribute;
        for (std::uint16_t i = 0; i < attribute.size(); ++i) {
            const auto it = std::find_if(instanz.m_attribute.begin(), instanz.m_attribute.end(),
                                         [&](const auto& a) { return a.first == i; });
            if (it == instanz.m_attribute.end() && !attribute[i].hat_fest) {
                if (attribute[i].pflicht)
                    throw std::logic_error("'" + std::string(lokal) + "' lacks attribute '" +
                                           std::string(graph.namen.lokal(attribute[i].name)) + "'");
                continue;
            }
            schreibe_attribut(ziel, graph.namen.lokal(attribute[i].name),
                              it == instanz.m_attribute.end() ? attribute[i].fest : it->second);
        }
    }
    const Inhaltsmodell* modell = m_katalog.modell(k);
    if (modell == nullptr) {
        ziel += '>';
        maskiere(ziel, instanz.m_text, false);
    } else {
        auto kinder = instanz.m_kinder;
        std::stable_sort(kinder.begin(), kinder.end(), [&](const Instanz* a, const Instanz* b) {
            return m_katalog.knoten(a->m_knoten).partikel < m_katalog.knoten(b->m_knoten).partikel;
        });
        ziel += kinder.empty() ? "/>" : ">";
        std::uint16_t zustand = 0;
        for (const Instanz* kind : kinder) {
            const NameId name = m_katalog.knoten(kind->m_knoten).name;
            zustand = modell->weiter(zustand, name);
            if (zustand == Inhaltsmodell::keiner)
                throw std::logic_error("'" + std::string(graph.namen.lokal(name)) + "' may not stand in '" +
                                       std::string(lokal) + "'");
            schreibe(ziel, *kind, raum);
        }
        if (!modell->ende[zustand]) throw std::logic_error("'" + std::string(lokal) + "' is not complete");
        if (kinder.empty()) return;
    }
    schreibe_ende(ziel, lokal);
}

}  // namespace abgleich::katalog
