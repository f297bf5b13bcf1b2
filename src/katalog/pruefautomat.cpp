// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// The validating automaton. Its stack holds one frame per open element: the Knoten (place in the
// message) and the state of its content model. Everything else is a table look-up in the catalogue.
// Attributes, values and texts of faults: pruefautomat_werte.cpp; xsi:type: pruefautomat_typen.cpp; extension
// content: pruefautomat_erweiterung.cpp.
#include "pruefautomat_erweiterung.hpp"

#include <abgleich/katalog/schreiber.hpp>

#include <algorithm>

namespace abgleich::katalog {

using domain::ProblemCode;

namespace {
constexpr std::size_t befund_zellen = 1 << 12;
constexpr std::size_t uebergang_zellen = 1 << 11;
constexpr std::size_t gutwert_zellen = 1 << 12;
constexpr std::size_t max_name = 100;  // bytes of a foreign name in a text
}  // namespace

Pruefautomat::~Pruefautomat() = default;

Pruefautomat::Pruefautomat(const Katalog& katalog, Pruefstufe stufe, Empfaenger& empfaenger)
    : m_katalog(katalog),
      m_stufe(stufe),
      m_werte(stufe == Pruefstufe::schema || stufe == Pruefstufe::voll),
      m_aufzaehlungen(stufe == Pruefstufe::codes),
      m_codes(stufe == Pruefstufe::codes || stufe == Pruefstufe::voll),
      m_empfaenger(empfaenger),
      m_ausgaben(max_tiefe + 2),
      m_listen(katalog.felder()),
      m_befunde(befund_zellen),
      m_uebergaenge(uebergang_zellen),
      m_gutwerte(gutwert_zellen),
      m_gutwert_bilanz(katalog.graph().simple_typen.size()),
      m_name_ausgabe(katalog.graph().namen.find("", "listVersionID")) {
    m_rahmen.reserve(max_tiefe + 1);
}

void Pruefautomat::beginne(const Wurzel& wurzel, const Element& element, const xml::Lage& lage) {
    m_rahmen.clear();
    m_im_satz = m_verworfen = m_ausserhalb = m_text_zu_lang = m_fremder_text = false;
    m_uebersprungen = m_platzhalter = 0;
    if (m_erweiterung != nullptr) m_erweiterung->neue_probleme();
    m_ganzer_text = {};
    m_puffert = false;
    betrete(wurzel.knoten, 0, element, lage);
}

void Pruefautomat::element(const Element& element, const xml::Lage& lage) {
    if (m_verworfen || m_uebersprungen != 0) {
        ++m_uebersprungen;
        return;
    }
    if (m_platzhalter != 0) {
        ++m_platzhalter;
        beginne_platzhalter(element, lage);
        return;
    }
    Rahmen& rahmen = m_rahmen.back();
    const Knoten& k = m_katalog.knoten(rahmen.knoten);
    const Inhaltsmodell* modell = k.lauf.modell;
    if (modell == nullptr || m_fremder_text) {
        verwirf(modell == nullptr ? ProblemCode::element_unerwartet : ProblemCode::text_unerwartet, lage,
                modell == nullptr
                    ? "'" + pfad(k) + "': element '" + std::string(element.lokal.substr(0, max_name)) +
                          "' inside a value (expected text only)"
                    : "'" + pfad(k) + "': text between elements (expected elements only)");
        ++m_uebersprungen;
        return;
    }
    const Uebergang* bekannt = element.name == 0 ? nullptr : schritt(rahmen, *modell, element.name);
    const std::uint16_t naechster =
        bekannt != nullptr ? bekannt->naechster : modell->weiter_platzhalter(rahmen.zustand, element.raum);
    if (naechster == Inhaltsmodell::keiner || m_rahmen.size() >= max_tiefe) {
        verwirf_element(rahmen, element, lage);
        ++m_uebersprungen;
        return;
    }
    rahmen.zustand = naechster;
    const std::uint16_t partikel = modell->partikel_von[naechster];
    rahmen.zaehler = partikel == rahmen.letzter_partikel ? rahmen.zaehler + 1 : 1;
    rahmen.letzter_partikel = partikel;
    const KnotenNr kind = bekannt != nullptr ? bekannt->kind : m_katalog.kind(k, partikel);
    const Knoten& kk = m_katalog.knoten(kind);
    const std::uint32_t nummer = kk.beginnt_vorkommen ? 0 : kk.wiederholt ? rahmen.zaehler : rahmen.nummer;
    if (kk.platzhalter) {
        m_rahmen.push_back({kind, 0, 0xFFFF, 0, nummer, {}, kein_typ});
        m_platzhalter = 1;
        m_text.clear();
        m_text_zu_lang = false;
        beginne_platzhalter(element, lage);
        return;
    }
    betrete(kind, nummer, element, lage);
}

const Pruefautomat::Uebergang* Pruefautomat::schritt(const Rahmen& rahmen, const Inhaltsmodell& modell,
                                                     NameId name) {
    Uebergang& u = m_uebergaenge[(rahmen.knoten * 31 + rahmen.zustand * 7u + name) & (uebergang_zellen - 1)];
    if (u.knoten == rahmen.knoten && u.zustand == rahmen.zustand && u.name == name) return &u;
    const std::uint16_t naechster = modell.weiter(rahmen.zustand, name);
    if (naechster == Inhaltsmodell::keiner) return nullptr;
    const std::uint16_t partikel = modell.partikel_von[naechster];
    u = {rahmen.knoten, rahmen.zustand, name,
         naechster,     partikel,       m_katalog.kind(m_katalog.knoten(rahmen.knoten), partikel)};
    return &u;
}

bool Pruefautomat::blatt(const Element& element, std::string_view text, const xml::Lage& lage) {
    if (m_verworfen || m_uebersprungen != 0) return true;
    Rahmen& rahmen = m_rahmen.back();
    const Knoten& k = m_katalog.knoten(rahmen.knoten);
    const Inhaltsmodell* modell = k.lauf.modell;
    if (m_platzhalter != 0 || modell == nullptr || m_fremder_text || element.name == 0 ||
        !element.attribute.empty() || text.size() > max_wert || m_rahmen.size() >= max_tiefe)
        return false;
    const Uebergang* bekannt = schritt(rahmen, *modell, element.name);
    if (bekannt == nullptr) return false;
    const auto [knoten, zustand, name, naechster, partikel, kind] = *bekannt;
    const Knoten& kk = m_katalog.knoten(kind);
    if (kk.lauf.modell != nullptr || kk.platzhalter || kk.lauf.mit_attributen || kk.beginnt_satz)
        return false;
    rahmen.zustand = naechster;
    rahmen.zaehler = partikel == rahmen.letzter_partikel ? rahmen.zaehler + 1 : 1;
    rahmen.letzter_partikel = partikel;
    melde_blatt(kind, kk.lauf.text, kk.wiederholt ? rahmen.zaehler : rahmen.nummer, text, rahmen.ausgabe,
                lage);
    return true;
}

void Pruefautomat::betrete(KnotenNr nr, std::uint32_t nummer, const Element& element, const xml::Lage& lage) {
    SimpleTypId text = kein_typ;
    const bool typ_passt = element.attribute.empty() || waehle_typ(nr, text, element, lage);
    const Knoten& k = m_katalog.knoten(nr);
    if (k.beginnt_satz) {
        m_im_satz = true;
        m_satz_tiefe = m_rahmen.size();
        m_empfaenger.beginne_satz(k, lage);
    }
    if (k.beginnt_vorkommen) m_empfaenger.beginne_vorkommen(nr, k);
    if (k.lauf.schritt || k.variante) m_empfaenger.element(nr, nummer);
    m_rahmen.push_back({nr, 0, 0xFFFF, 0, nummer, {}, text});
    if (!typ_passt)
        verwirf(ProblemCode::attribut_unerwartet, lage,
                "'" + pfad(k) +
                    "': xsi:type is not allowed here (expected the declared type or one derived from it)");
    else if (k.lauf.mit_attributen || !element.attribute.empty())
        lies_attribute(nr, nummer, element, lage);
}

void Pruefautomat::lies_attribute(KnotenNr nr, std::uint32_t nummer, const Element& element,
                                  const xml::Lage& lage) {
    const Knoten& k = m_katalog.knoten(nr);
    const Attributbefund* befund = nullptr;
    Attributbefund& zelle = m_befunde[(nr * 31 + element.marke) & (befund_zellen - 1)];
    if (element.marke != 0 && zelle.knoten == nr && zelle.marke == element.marke) {
        befund = &zelle;
    } else {
        m_befund.werte.clear();
        m_befund.ausgabe = {};
        m_befund.knoten = nr;
        m_befund.marke = element.marke;
        if (!pruefe_attribute(k, element, m_befund, lage)) return;
        // Values that had to be changed stand in a buffer that will not stay: marke became 0 then.
        if (m_befund.marke != 0) zelle = m_befund;
        befund = &m_befund;
    }
    if (!befund->ausgabe.empty() && befund->marke != 0) {
        m_rahmen.back().ausgabe = befund->ausgabe;
    } else if (!befund->ausgabe.empty()) {
        m_ausgaben[m_rahmen.size()] = befund->ausgabe;
        m_rahmen.back().ausgabe = m_ausgaben[m_rahmen.size()];
    }
    for (const auto& w : befund->werte)
        if (w.feld == 0)
            m_empfaenger.ausgelassen(nr, w.attribut, nummer);
        else
            m_empfaenger.blatt({nr, w.feld, w.attribut, 0, nummer, w.wert, false, false}, lage);
}

void Pruefautomat::text(std::string_view text, bool bleibt) {
    if (m_verworfen || m_uebersprungen != 0 || m_rahmen.empty()) return;
    if (m_platzhalter != 0) {
        if (m_text.size() + text.size() > max_binaer)
            m_text_zu_lang = true;
        else
            maskiere(m_text, text, false);
        m_erweiterung->text(text);
        return;
    }
    const Knoten& k = m_katalog.knoten(m_rahmen.back().knoten);
    if (k.lauf.modell != nullptr) {  // between elements only blanks may stand; they are not kept
        m_fremder_text = m_fremder_text || text.find_first_not_of(" \t\r\n") != std::string_view::npos;
        return;
    }
    if (m_text_zu_lang) return;
    const std::size_t vorher = wert().size();
    if (vorher + text.size() > (k.lauf.binaer ? max_binaer : max_wert)) {
        m_text_zu_lang = true;
        return;
    }
    if (bleibt && vorher == 0) {
        m_ganzer_text = text;
        return;
    }
    if (!m_puffert) m_text.assign(m_ganzer_text);
    m_puffert = true;
    m_text += text;
}

void Pruefautomat::ende(const xml::Lage& lage) {
    if (m_uebersprungen != 0) {
        --m_uebersprungen;
        return;
    }
    if (m_platzhalter != 0) {
        return schliesse_platzhalter(lage);
    }
    const Rahmen& rahmen = m_rahmen.back();
    const Knoten& k = m_katalog.knoten(rahmen.knoten);
    if (!m_verworfen) {
        if (k.lauf.modell == nullptr) {
            const auto ausgabe =
                m_rahmen.size() < 2 ? std::string_view{} : m_rahmen[m_rahmen.size() - 2].ausgabe;
            if (rahmen.text == kein_typ)
                melde_blatt(rahmen.knoten, k.lauf.text, rahmen.nummer, wert(), ausgabe, lage);
            else
                melde_gewaehlt(rahmen, ausgabe, lage);
        } else if (m_fremder_text)
            verwirf(ProblemCode::text_unerwartet, lage,
                    "'" + pfad(k) + "': text between elements (expected elements only)");
        else if (!k.lauf.modell->ende[rahmen.zustand])
            verwirf(ProblemCode::element_fehlt, lage,
                    "'" + pfad(k) + "' ends too early (expected " + erwartet(rahmen) + ")");
    }
    m_rahmen.pop_back();
    if (k.beginnt_vorkommen && !m_verworfen) m_empfaenger.beende_vorkommen();
    if (m_im_satz && m_rahmen.size() == m_satz_tiefe) {
        m_im_satz = false;
        m_empfaenger.beende_satz(m_verworfen);
        m_verworfen = m_verworfen && m_rahmen.empty();
        m_fremder_text = false;
    }
}

void Pruefautomat::abbruch() {
    if (m_im_satz) m_empfaenger.beende_satz(true);
    m_im_satz = false;
    m_rahmen.clear();
    m_uebersprungen = m_platzhalter = 0;
}

}  // namespace abgleich::katalog
