// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Extension content: what is known of it is checked, and all of it is kept in its canonical form.
#include "pruefautomat_erweiterung.hpp"

#include <abgleich/katalog/schreiber.hpp>

#include <algorithm>

namespace abgleich::katalog {

using domain::ProblemCode;

namespace {

constexpr std::size_t max_name = 100;  // bytes of a foreign name in a text
constexpr std::string_view any_type = "{http://www.w3.org/2001/XMLSchema}anyType";
constexpr std::string_view q_name = "{http://www.w3.org/2001/XMLSchema}QName";

/// `{namespace}`, masked; the namespace may hold any character.
void schreibe_raum(std::string& ziel, std::string_view raum) {
    ziel += '{';
    for (auto klammer = raum.find('}'); klammer != std::string_view::npos; klammer = raum.find('}')) {
        maskiere(ziel, raum.substr(0, klammer), true);
        ziel += "&#125;";
        raum.remove_prefix(klammer + 1);
    }
    maskiere(ziel, raum, true);
    ziel += '}';
}

std::string benannt(const Element& e) { return "'*/" + std::string(e.lokal.substr(0, max_name)) + "': "; }

}  // namespace

void Pruefautomat::Erweiterung::element(const Element& e, const xml::Lage& lage) {
    if (m_kaputt) return;
    if (m_offen) return m_automat->element(e, lage);
    if (m_typ != kein_typ)
        return problem(ProblemCode::element_unerwartet, lage.ort(),
                       "element '" + std::string(e.lokal.substr(0, max_name)) +
                           "' inside a value (expected text only)",
                       true);
    if (const Wurzel* wurzel = m_katalog.erweiterung(e.name)) return beginne(*wurzel, e, lage);
    const auto a = std::find_if(e.attribute.begin(), e.attribute.end(), ist_xsi_type);
    if (a != e.attribute.end()) beginne_mit_typ(typname(a->wert, lage), e, lage);
}

void Pruefautomat::Erweiterung::beginne_mit_typ(const Typname& name, const Element& e,
                                                const xml::Lage& lage) {
    const std::string typ = name.voll();
    if (typ == any_type) return;  // as if it named none
    m_als = benannt(e);
    m_typ = name.aufgeloest ? einfacher_typ(m_katalog.graph(), typ) : kein_typ;
    if (m_typ != kein_typ) return beginne_wert(e, lage);
    if (!name.aufgeloest || !m_katalog.graph().complex_index.contains(typ))
        return problem(ProblemCode::attribut_unerwartet, lage.ort(),
                       "xsi:type is not allowed here (expected a type that a schema declares)", true);
    const KnotenNr knoten = knoten_mit_typ(typ);
    if (knoten != kein_knoten) beginne({e.name, knoten, {}, {}}, e, lage);
}

void Pruefautomat::Erweiterung::beginne(const Wurzel& wurzel, const Element& e, const xml::Lage& lage) {
    if (m_automat == nullptr) m_automat = std::make_unique<Pruefautomat>(m_katalog, m_stufe, *this);
    m_offen = true;
    m_automat->beginne(wurzel, e, lage);
}

void Pruefautomat::Erweiterung::beginne_wert(const Element& e, const xml::Lage& lage) {
    m_wert.clear();
    const auto fremd = std::find_if(e.attribute.begin(), e.attribute.end(),
                                    [](const auto& a) { return a.raum != xsi_raum; });
    if (fremd != e.attribute.end())
        problem(ProblemCode::attribut_unerwartet, lage.ort(),
                "attribute '" + std::string(fremd->lokal.substr(0, max_name)) + "' is not allowed", true);
}

void Pruefautomat::Erweiterung::text(std::string_view text) {
    if (m_offen) m_automat->text(text, false);
    if (m_typ != kein_typ && m_wert.size() + text.size() <= max_binaer) m_wert += text;
}

void Pruefautomat::Erweiterung::ende(const xml::Lage& lage) {
    if (m_kaputt) return;
    if (m_typ != kein_typ) beende_wert(lage);
    if (m_offen) m_automat->ende(lage);
    m_offen = m_offen && !m_automat->fertig();
    if (!m_offen) m_als.clear();
}

void Pruefautomat::Erweiterung::beende_wert(const xml::Lage& lage) {
    std::string_view wert = m_wert;
    std::string puffer;
    auto was = pruefe_einfachen(m_katalog.graph(), m_typ, wert, puffer);
    const auto punkt = wert.find(':');
    if (was.empty() && typ_von(m_katalog.graph(), m_typ).name == q_name &&
        !lage.raum(wert.substr(0, punkt == std::string_view::npos ? 0 : punkt)))
        was = "a name whose prefix is declared";
    if (!was.empty() && (m_stufe == Pruefstufe::schema || m_stufe == Pruefstufe::voll))
        problem(ProblemCode::wert_ungueltig, lage.ort(), "invalid value (expected " + std::string(was) + ")",
                false);
    m_typ = kein_typ;
}

void Pruefautomat::Erweiterung::problem(ProblemCode code, xml::Ort ort, std::string meldung,
                                        bool ganzer_satz) {
    m_probleme.push_back({code, {0, ort.zeile, 0}, ort.spalte, m_als + std::move(meldung), ganzer_satz});
    m_kaputt = m_kaputt || ganzer_satz;
}

std::vector<domain::Problem> Pruefautomat::Erweiterung::neue_probleme() {
    m_offen = m_kaputt = false;
    m_typ = kein_typ;
    m_als.clear();
    return std::exchange(m_probleme, {});
}

KnotenNr Pruefautomat::Erweiterung::knoten_mit_typ(const std::string& typ) {
    const auto [it, neu] = m_knoten.emplace(typ, kein_knoten);
    if (neu)
        for (const Wurzel& w : m_katalog.wurzeln())
            if (it->second == kein_knoten && !m_katalog.knoten(w.knoten).milde)
                it->second = suche(w.knoten, typ);
    return it->second;
}

KnotenNr Pruefautomat::Erweiterung::suche(KnotenNr nr, const std::string& typ) const {
    const Knoten& k = m_katalog.knoten(nr);
    if (k.einfach || k.platzhalter) return kein_knoten;
    if (m_katalog.graph().complex_typen[k.typ].name == typ) return nr;
    if (const KnotenNr variante = m_katalog.variante(nr, typ); variante != kein_knoten) return variante;
    const std::size_t kinder = k.lauf.modell == nullptr ? 0 : k.lauf.modell->partikel.size();
    for (std::size_t i = 0; i < kinder; ++i) {
        const KnotenNr gefunden = suche(m_katalog.kind(k, static_cast<std::uint16_t>(i)), typ);
        if (gefunden != kein_knoten) return gefunden;
    }
    return kein_knoten;
}

void Pruefautomat::beginne_platzhalter(const Element& element, const xml::Lage& lage) {
    if (m_erweiterung == nullptr) m_erweiterung = std::make_unique<Erweiterung>(m_katalog, m_stufe);
    m_erweiterung->element(element, lage);
    // Canonical form: expanded names (that in xsi:type too), attributes sorted; equal content gives equal bytes.
    m_text += '<';
    schreibe_raum(m_text, element.raum);
    m_text += element.lokal;
    std::vector<std::string> texte;
    for (const auto& a : element.attribute) {
        std::string text = " ";
        schreibe_raum(text, a.raum);
        text += a.lokal;
        text += "=\"";
        const Typname typ = ist_xsi_type(a) ? typname(a.wert, lage) : Typname{};
        if (!typ.raum.empty()) schreibe_raum(text, typ.raum);
        maskiere(text, typ.raum.empty() ? a.wert : typ.lokal, true);
        texte.push_back(text + "\"");
    }
    std::sort(texte.begin(), texte.end());
    for (const auto& text : texte) m_text += text;
    m_text += '>';
}

void Pruefautomat::schliesse_platzhalter(const xml::Lage& lage) {
    m_text += "</>";
    m_erweiterung->ende(lage);
    if (--m_platzhalter != 0) return;
    const Rahmen rahmen = m_rahmen.back();
    const Knoten& k = m_katalog.knoten(rahmen.knoten);
    if (m_text_zu_lang)
        wert_problem(ProblemCode::text_zu_lang, lage, k, "extension content of at most 24 MiB");
    bool unlesbar = m_text_zu_lang;
    for (auto& p : m_erweiterung->neue_probleme()) {
        const bool hinweis = p.code == ProblemCode::ausgabe_unbekannt;
        unlesbar = unlesbar || !hinweis;
        m_verworfen = m_verworfen || p.ganzer_satz;
        m_empfaenger.problem(p.code, {p.herkunft.zeile, p.spalte}, std::move(p.meldung), p.ganzer_satz);
    }
    m_ausserhalb = m_ausserhalb || (m_verworfen && !m_im_satz);
    m_empfaenger.blatt(
        {rahmen.knoten, k.feld, 0, 0, rahmen.nummer, unlesbar ? std::string_view{} : m_text, unlesbar, false},
        lage);
    m_text_zu_lang = false;
    m_rahmen.pop_back();
}

}  // namespace abgleich::katalog
