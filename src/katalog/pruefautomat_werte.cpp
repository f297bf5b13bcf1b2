// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// The automaton's look at attributes and values, and its words for what is wrong.
#include "pruefautomat_typen.hpp"

#include <abgleich/base/hash.hpp>

#include <algorithm>
#include <limits>

namespace abgleich::katalog {

using domain::ProblemCode;

namespace {
constexpr std::size_t max_name = 100;  // bytes of a foreign name in a text

std::string im_raum(std::string_view raum) {
    return raum.empty() ? " without namespace"
                        : " of namespace '" + std::string(raum.substr(0, max_name)) + "'";
}
}  // namespace

std::string Pruefautomat::pfad(const Knoten& k) const {
    std::string pfad;
    const Knoten* k_ = &k;
    while (true) {
        const std::string_view name = k_->platzhalter ? "*" : m_katalog.graph().namen.lokal(k_->name);
        pfad = pfad.empty() ? std::string(name) : std::string(name) + "/" + pfad;
        if (k_->eltern == kein_knoten || k_->beginnt_satz) return pfad;
        k_ = &m_katalog.knoten(k_->eltern);
    }
}

std::string Pruefautomat::erwartet(const Rahmen& rahmen) const {
    const Inhaltsmodell* modell = m_katalog.knoten(rahmen.knoten).lauf.modell;
    std::string liste;
    constexpr std::size_t max_namen = 5;
    std::size_t anzahl = 0;
    for (const NameId name : modell->erwartet(rahmen.zustand)) {
        if (anzahl++ == max_namen) {
            liste += " ...";
            break;
        }
        liste += (liste.empty() ? "'" : ", '") + std::string(m_katalog.graph().namen.lokal(name)) + "'";
    }
    if (modell->ende[rahmen.zustand])
        liste += (liste.empty() ? "" : " or ") + std::string("the end of the element");
    return liste;
}

/// An element that has no place here: too deep, or not expected.
void Pruefautomat::verwirf_element(const Rahmen& rahmen, const Element& element, const xml::Lage& lage) {
    const Knoten& k = m_katalog.knoten(rahmen.knoten);
    const Namen& namen = m_katalog.graph().namen;
    std::string was = "'" + std::string(element.lokal.substr(0, max_name)) + "'", statt = erwartet(rahmen);
    for (const NameId name : k.lauf.modell->erwartet(rahmen.zustand))
        if (namen.lokal(name) == element.lokal && namen.namensraum(name) != element.raum) {
            statt = was + im_raum(namen.namensraum(name));
            was += im_raum(element.raum);
            break;
        }
    verwirf(m_rahmen.size() >= max_tiefe ? ProblemCode::tiefe_ueberschritten
                                         : ProblemCode::element_unerwartet,
            lage, "'" + pfad(k) + "': element " + was + " may not stand here (expected " + statt + ")");
}

void Pruefautomat::verwirf(ProblemCode code, const xml::Lage& lage, std::string meldung) {
    m_empfaenger.problem(code, lage.ort(), std::move(meldung), true);
    m_verworfen = true;
    m_ausserhalb = m_ausserhalb || !m_im_satz;
    m_ganzer_text = {};
    m_puffert = false;
}

void Pruefautomat::wert_problem(ProblemCode code, const xml::Lage& lage, const Knoten& k,
                                std::string_view was) {
    m_empfaenger.problem(code, lage.ort(),
                         "'" + pfad(k) + "': invalid value (expected " + std::string(was) + ")", false);
}

bool Pruefautomat::pruefe_attribut(const Knoten& k, const Attribut& d, std::string_view& wert,
                                   const xml::Lage& lage) {
    std::string_view was;
    const std::string_view roh = wert;
    if (m_werte) was = pruefe_wert(m_katalog.graph(), d.typ, wert, m_puffer);
    const bool nicht_fest = d.hat_fest && wert != d.fest && (m_werte || m_aufzaehlungen);
    const std::string fest = "'" + d.fest + "'";
    if (was.empty() && nicht_fest) was = fest;
    if (was.empty()) {
        if (wert.data() < roh.data() || wert.data() > roh.data() + roh.size()) {  // it was changed
            m_befund.marke = 0;
            wert = m_attributtexte.emplace_back(wert);
        }
        return true;
    }
    verwirf(ProblemCode::wert_ungueltig, lage,
            "'" + pfad(k) + "': attribute '" + std::string(m_katalog.graph().namen.lokal(d.name)) +
                "': invalid value (expected " + std::string(was) + ")");
    return false;
}

bool Pruefautomat::pruefe_attribute(const Knoten& k, const Element& element, Attributbefund& befund,
                                    const xml::Lage& lage) {
    static const std::vector<Attribut> keine;
    m_attributtexte.clear();
    const auto& graph = m_katalog.graph();
    const auto& erklaerte = k.einfach ? keine : graph.complex_typen[k.typ].attribute;
    for (const auto& a : element.attribute) {
        const bool bekannt = a.name != 0 && std::any_of(erklaerte.begin(), erklaerte.end(),
                                                        [&](const Attribut& d) { return d.name == a.name; });
        if (bekannt) continue;
        if (a.raum == xsi_raum) befund.marke = 0;  // what a prefix stands for is not known of the tag alone
        if (a.raum == xsi_raum &&
            (a.lokal == "type" || a.lokal == "schemaLocation" || a.lokal == "noNamespaceSchemaLocation"))
            continue;
        const std::string name(a.lokal.substr(0, max_name));
        verwirf(ProblemCode::attribut_unerwartet, lage,
                "'" + pfad(k) + "': " +
                    (a.raum == xsi_raum ? "xsi:" + name + " is not allowed here"
                                        : "attribute '" + name + "' is not allowed"));
        return false;
    }
    for (std::size_t i = 0; i < erklaerte.size(); ++i) {
        const Attribut& d = erklaerte[i];
        const auto it = std::find_if(element.attribute.begin(), element.attribute.end(),
                                     [&](const auto& a) { return a.name == d.name; });
        if (it == element.attribute.end()) {
            // A fixed one that is left out: what it would say is known, but not that it is not there.
            if (!d.pflicht && d.hat_fest && m_katalog.attribut_feld(k, i) == 0)
                befund.werte.push_back({0, static_cast<std::uint8_t>(i + 1), {}});
            if (!d.pflicht) continue;
            verwirf(ProblemCode::attribut_fehlt, lage,
                    "'" + pfad(k) + "': attribute '" + std::string(graph.namen.lokal(d.name)) +
                        "' is missing");
            return false;
        }
        std::string_view wert = it->wert;
        if (!pruefe_attribut(k, d, wert, lage)) return false;
        if (d.name == m_name_ausgabe) befund.ausgabe = wert;
        if (const FeldNr f = m_katalog.attribut_feld(k, i); f != 0)
            befund.werte.push_back({f, static_cast<std::uint8_t>(i + 1), wert});
    }
    if (!k.einfach && graph.complex_typen[k.typ].abstrakt) {
        verwirf(ProblemCode::element_unerwartet, lage,
                "'" + pfad(k) + "': its type is abstract (expected xsi:type)");
        return false;
    }
    return true;
}

/// As pruefe_wert(), which it asks only about what it has not seen lately.
std::string_view Pruefautomat::pruefe_nach_typ(SimpleTypId typ, std::string_view& wert) {
    // Texts that seldom recur (references, days) would only push out the others.
    std::int8_t& bilanz = m_gutwert_bilanz[typ];
    constexpr auto aufgegeben = std::numeric_limits<std::int8_t>::min();
    if (wert.size() > 16 || bilanz == aufgegeben) return pruefe_wert(m_katalog.graph(), typ, wert, m_puffer);
    const auto [anfang, ende] = base::short_bytes(wert);
    const Gutwert frage{anfang, ende, typ, static_cast<std::uint32_t>(wert.size())};
    Gutwert& zelle = m_gutwerte[base::mix(base::mix(typ, anfang), ende) & (m_gutwerte.size() - 1)];
    if (zelle == frage) {
        bilanz += bilanz != std::numeric_limits<std::int8_t>::max();
        return {};
    }
    --bilanz;
    const std::string_view roh = wert;
    const auto was = pruefe_wert(m_katalog.graph(), typ, wert, m_puffer);
    if (was.empty() && wert.data() == roh.data() && wert.size() == roh.size()) zelle = frage;
    return was;
}

/// What is wrong with the text of a leaf; empty: nothing.
std::string_view Pruefautomat::pruefe_text(const Knoten& k, SimpleTypId typ, std::string_view& wert) {
    const auto& graph = m_katalog.graph();
    std::string_view was;
    if (m_werte)
        was = pruefe_nach_typ(typ, wert);
    else
        behandle_leerraum(graph.simple_typen[typ].leerraum, wert, m_puffer);
    if (m_aufzaehlungen) {
        const auto& werte = graph.simple_typen[typ].aufzaehlung;
        if (!werte.empty() && !std::binary_search(werte.begin(), werte.end(), wert))
            was = "a value of the enumeration of its type";
    }
    const Partikel* p = k.lauf.partikel;
    if (!was.empty() || p == nullptr || !p->hat_fest) return was;
    const bool wahr = k.lauf.kennzeichen && wert == "1" && p->fest == "true";
    if (wert != p->fest && !wahr && (m_werte || m_aufzaehlungen)) return "its fixed value";
    return {};
}

void Pruefautomat::melde_blatt(KnotenNr nr, SimpleTypId typ, std::uint32_t nummer, std::string_view text,
                               std::string_view ausgabe, const xml::Lage& lage) {
    const Knoten& k = m_katalog.knoten(nr);
    bool unlesbar = false;
    if (m_text_zu_lang) {
        wert_problem(ProblemCode::text_zu_lang, lage, k,
                     "at most 65,536 bytes, binary content at most 16 MiB");
        unlesbar = true;
        text = {};
    } else if (const auto was = pruefe_text(k, typ, text); !was.empty()) {
        wert_problem(ProblemCode::wert_ungueltig, lage, k, was);
        unlesbar = true;
    } else if (k.lauf.kennzeichen) {
        // A flag (nichtVorhanden, unbekannt) is kept under its name: that is what it says.
        text = m_katalog.graph().namen.lokal(k.name);
    } else if (k.lauf.codeliste && m_codes && !ausgabe.empty()) {
        unlesbar = !pruefe_code(ausgabe, k, text, lage);
    }
    m_empfaenger.blatt({nr, k.feld, 0, k.zweig, nummer, text, unlesbar, k.lauf.binaer}, lage);
    m_ganzer_text = {};
    m_puffert = m_text_zu_lang = false;
}

bool Pruefautomat::pruefe_code(std::string_view edition, const Knoten& k, std::string_view wert,
                               const xml::Lage& lage) {
    const Feld& feld = m_katalog.feld(k.feld);
    auto& [ausgabe, liste] = m_listen[k.feld];  // nearly always the edition of the record before
    if (ausgabe != edition) {
        ausgabe = edition;
        liste = m_katalog.codelisten().find(feld.codeliste, ausgabe);
    }
    if (liste == nullptr) {
        m_empfaenger.problem(ProblemCode::ausgabe_unbekannt, lage.ort(),
                             "code list '" + feld.codeliste + "' edition '" + std::string(edition) +
                                 "' is not installed; its codes are accepted unchecked",
                             false);
        return true;
    }
    if (!liste->vollstaendig || liste->find(wert) != nullptr) return true;
    wert_problem(ProblemCode::code_unbekannt, lage, k,
                 "a code of list '" + liste->kurzname + "' edition " + liste->version);
    return false;
}

}  // namespace abgleich::katalog
