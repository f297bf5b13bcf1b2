// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// The validating automaton. Its stack holds one frame per open element: the Knoten (place in the
// message) and the state of its content model. Everything else is a table look-up in the catalogue.
#include <abgleich/katalog/pruefautomat.hpp>

#include <abgleich/katalog/schreiber.hpp>

#include <algorithm>

namespace abgleich::katalog {

using domain::ProblemCode;

namespace {
constexpr std::string_view xsi_raum = "http://www.w3.org/2001/XMLSchema-instance";
constexpr std::string_view xmlns_raum = "http://www.w3.org/2000/xmlns/";

bool nur_leerraum(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}
}  // namespace

Pruefautomat::Pruefautomat(const Katalog& katalog, Pruefstufe stufe, Empfaenger& empfaenger)
    : m_katalog(katalog),
      m_stufe(stufe),
      m_empfaenger(empfaenger),
      m_ausgaben(max_tiefe + 2),
      m_listen(katalog.felder()),
      m_name_ausgabe(katalog.graph().namen.find("", "listVersionID")) {}

void Pruefautomat::beginne(const Wurzel& wurzel, std::span<const AttributWert> attribute, Ort ort) {
    m_rahmen.clear();
    m_im_satz = m_verworfen = m_ausserhalb = m_text_zu_lang = false;
    m_uebersprungen = m_platzhalter = 0;
    m_text.clear();
    betrete(wurzel.knoten, 0, attribute, ort);
}

std::string Pruefautomat::pfad(const Knoten& k) const {
    std::string pfad;
    const Knoten* k_ = &k;
    while (true) {
        const std::string_view name = m_katalog.graph().namen.lokal(k_->name);
        pfad = pfad.empty() ? std::string(name) : std::string(name) + "/" + pfad;
        if (k_->eltern == kein_knoten || k_->beginnt_satz) return pfad;
        k_ = &m_katalog.knoten(k_->eltern);
    }
}

std::string Pruefautomat::erwartet(const Rahmen& rahmen) const {
    const Knoten& k = m_katalog.knoten(rahmen.knoten);
    const Inhaltsmodell* modell = m_katalog.modell(k);
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

void Pruefautomat::verwirf(ProblemCode code, Ort ort, std::string meldung) {
    m_empfaenger.problem(code, ort, std::move(meldung), true);
    m_verworfen = true;
    m_ausserhalb = m_ausserhalb || !m_im_satz;
}

void Pruefautomat::wert_problem(ProblemCode code, Ort ort, const Knoten& k, std::string_view was) {
    m_empfaenger.problem(code, ort, "'" + pfad(k) + "': invalid value (expected " + std::string(was) + ")",
                         false);
}

void Pruefautomat::element(NameId name, std::string_view raum, std::string_view lokal,
                           std::span<const AttributWert> attribute, Ort ort) {
    if (m_verworfen || m_uebersprungen != 0) {
        ++m_uebersprungen;
        return;
    }
    Rahmen& rahmen = m_rahmen.back();
    const Knoten& k = m_katalog.knoten(rahmen.knoten);
    if (m_platzhalter != 0) {
        ++m_platzhalter;
        beginne_platzhalter(k, raum, lokal, attribute);
        return;
    }
    const Inhaltsmodell* modell = m_katalog.modell(k);
    if (modell == nullptr) {
        verwirf(ProblemCode::element_unerwartet, ort,
                "'" + pfad(k) + "': element '" + std::string(lokal) +
                    "' inside a value (expected text only)");
        ++m_uebersprungen;
        return;
    }
    if (!nur_leerraum(m_text)) {
        verwirf(ProblemCode::text_unerwartet, ort,
                "'" + pfad(k) + "': text between elements (expected elements only)");
        ++m_uebersprungen;
        return;
    }
    m_text.clear();
    std::uint16_t naechster = name == 0 ? Inhaltsmodell::keiner : modell->weiter(rahmen.zustand, name);
    if (naechster == Inhaltsmodell::keiner) naechster = modell->weiter_platzhalter(rahmen.zustand, raum);
    if (naechster == Inhaltsmodell::keiner || m_rahmen.size() >= max_tiefe) {
        const bool tief = m_rahmen.size() >= max_tiefe;
        verwirf(tief ? ProblemCode::tiefe_ueberschritten : ProblemCode::element_unerwartet, ort,
                "'" + pfad(k) + "': element '" + std::string(lokal) + "' may not stand here (expected " +
                    erwartet(rahmen) + ")");
        ++m_uebersprungen;
        return;
    }
    rahmen.zustand = naechster;
    const std::uint16_t partikel = modell->partikel_von[naechster];
    rahmen.zaehler = partikel == rahmen.letzter_partikel ? rahmen.zaehler + 1 : 1;
    rahmen.letzter_partikel = partikel;
    const KnotenNr kind = m_katalog.kind(k, partikel);
    const Knoten& kk = m_katalog.knoten(kind);
    const std::uint32_t nummer =
        kk.wiederholt && !kk.beginnt_vorkommen ? rahmen.zaehler : (kk.beginnt_vorkommen ? 0 : rahmen.nummer);
    if (kk.platzhalter) {
        m_rahmen.push_back({kind, 0, 0xFFFF, 0, nummer, {}});
        m_platzhalter = 1;
        beginne_platzhalter(kk, raum, lokal, attribute);
        return;
    }
    betrete(kind, nummer, attribute, ort);
}

void Pruefautomat::betrete(KnotenNr nr, std::uint32_t nummer, std::span<const AttributWert> attribute,
                           Ort ort) {
    const Knoten& k = m_katalog.knoten(nr);
    if (k.beginnt_satz) {
        m_im_satz = true;
        m_satz_tiefe = m_rahmen.size();
        m_empfaenger.beginne_satz(k, ort);
    }
    if (k.beginnt_vorkommen) m_empfaenger.beginne_vorkommen(k);
    m_rahmen.push_back({nr, 0, 0xFFFF, 0, nummer, {}});
    m_text_zu_lang = false;
    if (k.einfach) {
        for (const auto& a : attribute) {
            if (xsi(a, k, ort)) continue;
            verwirf(ProblemCode::attribut_unerwartet, ort,
                    "'" + pfad(k) + "': attribute '" + std::string(a.lokal) + "' is not allowed");
            return;
        }
        return;
    }
    const ComplexTyp& typ = m_katalog.graph().complex_typen[k.typ];
    if (!attribute.empty() || !typ.attribute.empty()) pruefe_attribute(k, typ, nummer, attribute, ort);
    if (typ.abstrakt && !m_verworfen)
        verwirf(ProblemCode::element_unerwartet, ort,
                "'" + pfad(k) + "': its type is abstract (expected xsi:type)");
}

bool Pruefautomat::xsi(const AttributWert& a, const Knoten& k, Ort ort) {
    if (a.raum == xmlns_raum) return true;
    if (a.raum != xsi_raum) return false;
    if (a.lokal == "schemaLocation" || a.lokal == "noNamespaceSchemaLocation") return true;
    if (a.lokal == "type") {
        // Naming the declared type itself says nothing new; a derived one would need its own unrolled tree.
        const auto doppelpunkt = a.wert.find(':');
        const std::string_view lokal =
            doppelpunkt == std::string_view::npos ? a.wert : a.wert.substr(doppelpunkt + 1);
        const auto& graph = m_katalog.graph();
        const std::string& name =
            k.einfach ? graph.simple_typen[k.typ].name : graph.complex_typen[k.typ].name;
        if (name.substr(name.find('}') + 1) == lokal) return true;
    }
    verwirf(ProblemCode::attribut_unerwartet, ort,
            "'" + pfad(k) + "': xsi:" + std::string(a.lokal) + " is not allowed here");
    return true;
}

void Pruefautomat::pruefe_attribute(const Knoten& k, const ComplexTyp& typ, std::uint32_t nummer,
                                    std::span<const AttributWert> attribute, Ort ort) {
    const auto& graph = m_katalog.graph();
    for (const auto& a : attribute) {
        const bool bekannt = a.name != 0 && std::any_of(typ.attribute.begin(), typ.attribute.end(),
                                                        [&](const Attribut& d) { return d.name == a.name; });
        if (bekannt || xsi(a, k, ort)) {
            if (m_verworfen) return;
            continue;
        }
        verwirf(ProblemCode::attribut_unerwartet, ort,
                "'" + pfad(k) + "': attribute '" + std::string(a.lokal) + "' is not allowed");
        return;
    }
    for (std::size_t i = 0; i < typ.attribute.size(); ++i) {
        const Attribut& d = typ.attribute[i];
        const auto it =
            std::find_if(attribute.begin(), attribute.end(), [&](const auto& a) { return a.name == d.name; });
        const auto name = [&] { return "attribute '" + std::string(graph.namen.lokal(d.name)) + "'"; };
        if (it == attribute.end()) {
            if (!d.pflicht) continue;
            verwirf(ProblemCode::attribut_fehlt, ort, "'" + pfad(k) + "': " + name() + " is missing");
            return;
        }
        std::string_view wert = it->wert;
        const auto was = pruefe_wert(graph, d.typ, wert, m_puffer);
        const bool falsch_fest = d.hat_fest && wert != d.fest;
        if (!was.empty() || falsch_fest) {
            verwirf(ProblemCode::wert_ungueltig, ort,
                    "'" + pfad(k) + "': " + name() + ": invalid value (expected " +
                        (falsch_fest ? "'" + d.fest + "'" : std::string(was)) + ")");
            return;
        }
        if (d.name == m_name_ausgabe) {
            m_ausgaben[m_rahmen.size()] = wert;
            m_rahmen.back().ausgabe = m_ausgaben[m_rahmen.size()];
        }
        if (const FeldNr f = m_katalog.attribut_feld(k, i); f != 0)
            m_empfaenger.blatt(k, f, 0, nummer, wert, false);
    }
}

void Pruefautomat::text(std::string_view text) {
    if (m_verworfen || m_uebersprungen != 0 || m_rahmen.empty()) return;
    if (m_platzhalter != 0) {
        maskiere(m_text, text, false);
        if (m_text.size() > max_binaer) m_text.resize(max_binaer);
        return;
    }
    const Knoten& k = m_katalog.knoten(m_rahmen.back().knoten);
    // Between elements only blanks may stand; they are not kept (pretty-printing may hold much of them).
    if (m_katalog.modell(k) != nullptr) {
        if (nur_leerraum(text)) return;
        m_text += 'x';
        return;
    }
    const std::size_t grenze = k.einfach && m_katalog.graph().simple_typen[k.typ].grundtyp == Grundtyp::base64
                                   ? max_binaer
                               : !k.einfach ? max_binaer
                                            : max_wert;
    if (m_text.size() + text.size() > grenze) {
        m_text_zu_lang = true;
        return;
    }
    m_text += text;
}

void Pruefautomat::ende(Ort ort) {
    if (m_uebersprungen != 0) {
        --m_uebersprungen;
        return;
    }
    if (m_platzhalter != 0) {
        m_text += "</>";
        if (--m_platzhalter != 0) return;
        const Knoten& k = m_katalog.knoten(m_rahmen.back().knoten);
        m_empfaenger.blatt(k, k.feld, 0, m_rahmen.back().nummer, m_text, false);
        m_text.clear();
        m_rahmen.pop_back();
        return;
    }
    const Rahmen rahmen = m_rahmen.back();
    const Knoten& k = m_katalog.knoten(rahmen.knoten);
    if (!m_verworfen) {
        if (const Inhaltsmodell* modell = m_katalog.modell(k)) {
            if (!nur_leerraum(m_text))
                verwirf(ProblemCode::text_unerwartet, ort,
                        "'" + pfad(k) + "': text between elements (expected elements only)");
            else if (!modell->ende[rahmen.zustand])
                verwirf(ProblemCode::element_fehlt, ort,
                        "'" + pfad(k) + "' ends too early (expected " + erwartet(rahmen) + ")");
        } else {
            schliesse_blatt(rahmen, ort);
        }
        m_text.clear();
    }
    m_rahmen.pop_back();
    if (k.beginnt_vorkommen && !m_verworfen) m_empfaenger.beende_vorkommen();
    if (m_im_satz && m_rahmen.size() == m_satz_tiefe) {
        m_im_satz = false;
        m_empfaenger.beende_satz(m_verworfen);
        m_verworfen = m_verworfen && m_rahmen.empty();
    }
}

void Pruefautomat::abbruch() {
    if (m_im_satz) m_empfaenger.beende_satz(true);
    m_im_satz = false;
    m_rahmen.clear();
    m_uebersprungen = m_platzhalter = 0;
}

void Pruefautomat::schliesse_blatt(const Rahmen& rahmen, Ort ort) {
    const Knoten& k = m_katalog.knoten(rahmen.knoten);
    const auto& graph = m_katalog.graph();
    const SimpleTypId typ = k.einfach ? k.typ : graph.complex_typen[k.typ].text;
    bool unlesbar = false;
    std::string_view wert = m_text;
    if (m_text_zu_lang) {
        wert_problem(ProblemCode::text_zu_lang, ort, k,
                     "at most 65,536 bytes, binary content at most 16 MiB");
        m_empfaenger.blatt(k, k.feld, k.zweig, rahmen.nummer, {}, true);
        return;
    }
    std::string_view was = pruefe_wert(graph, typ, wert, m_puffer);
    if (was.empty() && k.eltern != kein_knoten) {
        const Knoten& eltern = m_katalog.knoten(k.eltern);
        const Partikel& p = m_katalog.modell(eltern)->partikel[k.partikel];
        const bool wahr =
            graph.simple_typen[typ].grundtyp == Grundtyp::boolean && wert == "1" && p.fest == "true";
        if (p.hat_fest && wert != p.fest && !wahr) was = "its fixed value";
        // A flag (nichtVorhanden, unbekannt) is kept under its name: that is what it says.
        if (was.empty() && p.hat_fest && graph.simple_typen[typ].grundtyp == Grundtyp::boolean)
            wert = graph.namen.lokal(k.name);
    }
    if (!was.empty()) {
        wert_problem(ProblemCode::wert_ungueltig, ort, k, was);
        unlesbar = true;
    } else if (m_stufe != Pruefstufe::struktur && m_rahmen.size() >= 2) {
        pruefe_code(m_rahmen[m_rahmen.size() - 2], k, wert, ort, unlesbar);
    }
    m_empfaenger.blatt(k, k.feld, k.zweig, rahmen.nummer, wert, unlesbar);
}

void Pruefautomat::pruefe_code(const Rahmen& code_rahmen, const Knoten& k, std::string_view wert, Ort ort,
                               bool& unlesbar) {
    const Feld& feld = m_katalog.feld(k.feld);
    if (k.kopf || feld.codeliste.empty() || feld.rolle == Rolle::ausgabe || code_rahmen.ausgabe.empty())
        return;
    auto& [ausgabe, liste] = m_listen[k.feld];  // nearly always the edition of the record before
    if (ausgabe != code_rahmen.ausgabe) {
        ausgabe = code_rahmen.ausgabe;
        liste = m_katalog.codelisten().find(feld.codeliste, ausgabe);
    }
    if (liste == nullptr) {
        m_empfaenger.problem(ProblemCode::ausgabe_unbekannt, ort,
                             "code list '" + feld.codeliste + "' edition '" +
                                 std::string(code_rahmen.ausgabe) +
                                 "' is not installed; its codes are accepted unchecked",
                             false);
        return;
    }
    if (!liste->vollstaendig || liste->find(wert) != nullptr) return;
    wert_problem(ProblemCode::code_unbekannt, ort, k,
                 "a code of list '" + liste->kurzname + "' edition " + liste->version);
    unlesbar = true;
}

void Pruefautomat::beginne_platzhalter(const Knoten&, std::string_view raum, std::string_view lokal,
                                       std::span<const AttributWert> attribute) {
    // Canonical form: expanded names, attributes sorted; equal content gives equal bytes.
    m_text += "<{";
    m_text += raum;
    m_text += '}';
    m_text += lokal;
    std::vector<std::string> texte;
    for (const auto& a : attribute) {
        std::string text = " {" + std::string(a.raum) + "}" + std::string(a.lokal) + "=\"";
        maskiere(text, a.wert, true);
        texte.push_back(text + "\"");
    }
    std::sort(texte.begin(), texte.end());
    for (const auto& text : texte) m_text += text;
    m_text += '>';
}

}  // namespace abgleich::katalog
