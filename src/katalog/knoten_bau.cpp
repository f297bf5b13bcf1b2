// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Unrolls the type graph from a message root into a tree of Knoten.
//
// The path of a leaf is what a person would write: wrappers that carry nothing are left out. An element
// shares the path of its parent where (1) the overlay says so ([kurzpfad]: AngabenZumStaat, codes),
// (2) the parent is a choice of leaves whose values tell which branch was taken (name / nichtVorhanden,
// jahrMonatTag / jahrMonat / jahr / unbekannt), or (3) it is the only child, a leaf. The branch is kept
// beside the value (Blatt::zweig), so nothing is lost: name "unbekannt" and the flag differ.
#include "katalog_bau.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>

#include <algorithm>
#include <set>

namespace abgleich::katalog {

namespace {

constexpr int max_tiefe = 40;

std::string verbinde(const std::string& pfad, std::string_view trenner, std::string_view name) {
    if (pfad.empty()) return trenner == "@" ? "@" + std::string(name) : std::string(name);
    return pfad + std::string(trenner) + std::string(name);
}

}  // namespace

const std::string& KatalogBau::kurzname(const std::string& typname) const {
    const auto [it, neu] = m_kurznamen.try_emplace(typname);
    if (!neu || typname.empty()) return it->second;
    const auto ende = typname.find('}');
    const std::string raum = typname.substr(1, ende - 1), lokal = typname.substr(ende + 1);
    it->second = typname;
    if (raum == m_o.namensraum) it->second = lokal;
    for (const auto& [praefix, uri] : m_o.praefixe)
        if (uri == raum && raum != m_o.namensraum) it->second = praefix + ":" + lokal;
    return it->second;
}

const Overlay::Kurzpfad* KatalogBau::kurzpfad(ComplexTypId typ) const {
    for (; typ != kein_typ; typ = m_k.m_graph.complex_typen[typ].basis) {
        const auto it = m_o.kurzpfade.find(kurzname(m_k.m_graph.complex_typen[typ].name));
        if (it != m_o.kurzpfade.end()) return &it->second;
    }
    return nullptr;
}

bool KatalogBau::blattartig(bool einfach, std::uint32_t typ) const {
    if (einfach) return true;
    const ComplexTyp& t = m_k.m_graph.complex_typen[typ];
    if (t.text != kein_typ) return true;
    const auto* kurz = kurzpfad(typ);
    return (kurz != nullptr && kurz->rest == "@") || teilt_pfad(typ);
}

bool KatalogBau::teilt_pfad(ComplexTypId typ_id) const {
    const ComplexTyp& typ = m_k.m_graph.complex_typen[typ_id];
    if (typ.modell == kein_typ) return false;
    const auto& partikel = m_k.m_graph.modelle[typ.modell].partikel;
    if (!typ.ist_wahl) {
        const bool einziges = partikel.size() == 1 && partikel[0].name != 0 && !partikel[0].wiederholt;
        return einziges && blattartig(partikel[0].einfach, partikel[0].typ);
    }
    std::set<Grundtyp> arten;  // two branches of one kind could not be told apart by their value
    for (const Partikel& p : partikel) {
        if (p.name == 0 || p.wiederholt) return false;
        if (!p.einfach) {
            if (!teilt_pfad(p.typ) || !m_k.m_graph.complex_typen[p.typ].ist_wahl) return false;
            continue;
        }
        const Grundtyp art = m_k.m_graph.simple_typen[p.typ].grundtyp;
        const bool kennzeichen = art == Grundtyp::boolean && p.hat_fest;
        if (!kennzeichen && !arten.insert(art).second) return false;
    }
    return true;
}

void KatalogBau::vergleich_aus_typ(bool einfach, std::uint32_t typ, Lage& lage) const {
    if (lage.vergleich) return;
    const auto [it, neu] = m_vergleiche.try_emplace({einfach, typ});
    for (; neu && typ != kein_typ && !it->second;) {
        const std::string& kurz =
            kurzname(einfach ? m_k.m_graph.simple_typen[typ].name : m_k.m_graph.complex_typen[typ].name);
        std::size_t laengstes = 0;  // the most specific pattern wins
        for (const auto& [muster, vergleich] : m_o.vergleiche)
            if (!kurz.empty() && base::matches_glob(muster, kurz) && muster.size() >= laengstes) {
                it->second = vergleich;
                laengstes = muster.size();
            }
        typ = einfach ? m_k.m_graph.simple_typen[typ].basis : m_k.m_graph.complex_typen[typ].basis;
    }
    lage.vergleich = it->second;
}

std::string KatalogBau::codeliste_von(ComplexTypId typ) const {
    for (const Attribut& a : m_k.m_graph.complex_typen[typ].attribute)
        if (m_k.m_graph.namen.lokal(a.name) == "listURI" && a.hat_fest) return a.fest;
    return {};
}

SachverhaltNr KatalogBau::sachverhalt_von(ComplexTypId typ, const std::string& element, bool& meldung) {
    for (; typ != kein_typ; typ = m_k.m_graph.complex_typen[typ].basis) {
        const std::string kurz = kurzname(m_k.m_graph.complex_typen[typ].name);
        meldung = base::matches_glob(m_o.meldung_muster, kurz);
        if (!meldung && !base::matches_glob(m_o.auskunft_muster, kurz)) continue;
        if (std::find(m_o.behaelter.begin(), m_o.behaelter.end(), kurz) != m_o.behaelter.end()) return 0;
        const std::string auskunft = meldung ? kurz.substr(0, kurz.rfind('.')) + ".Auskunft" : kurz;
        if (const auto it = m_nach_auskunft.find(auskunft); it != m_nach_auskunft.end()) {
            if (meldung) m_k.m_sachverhalte[it->second].meldung = kurz;
            return it->second;
        }
        // No overlay: read, kept and listed under the name of its element, not compared.
        Sachverhalt neu;
        neu.name = element;
        neu.text_ein = neu.text_mehr = element;
        neu.auskunft = meldung ? "" : auskunft;
        neu.meldung = meldung ? kurz : "";
        if (m_k.find_sachverhalt(neu.name) != nullptr) neu.name = auskunft;
        const auto nr = static_cast<SachverhaltNr>(m_k.m_sachverhalte.size());
        m_k.m_sachverhalte.push_back(std::move(neu));
        m_nach_auskunft[auskunft] = nr;
        return nr;
    }
    return 0;
}

void KatalogBau::betrete_vorkommen(Knoten& knoten, const Anfang& anfang, Lage& lage) {
    bool meldung = false;
    const std::string element(m_k.m_graph.namen.lokal(anfang.name));
    const auto nr = sachverhalt_von(anfang.typ, element, meldung);
    if (nr == 0) return;
    knoten.beginnt_vorkommen = true;
    knoten.sachverhalt = nr;
    if (const auto it = m_regeln.find(nr); it != m_regeln.end())
        for (const auto& v : it->second->vorkommen)
            if (v.element == element) knoten.stand = v.stand;
    Lage innen;
    innen.sachverhalt = nr;
    innen.im_vorkommen = true;
    innen.meldung = meldung;
    innen.abgeleitet =
        !meldung && kurzname(m_k.m_graph.complex_typen[anfang.typ].name) != m_k.m_sachverhalte[nr].auskunft;
    innen.milde = lage.milde;
    innen.in_variante = lage.in_variante;
    innen.elementpfad = lage.elementpfad;
    innen.tiefe = lage.tiefe;
    lage = std::move(innen);
}

FeldNr KatalogBau::feld(const Lage& lage, Rolle rolle) {
    const std::string schluessel = m_k.m_sachverhalte[lage.sachverhalt].name + "/" + lage.pfad;
    const auto [it, neu] = m_k.m_feld_index.emplace(schluessel, static_cast<FeldNr>(m_k.m_felder.size()));
    const FeldNr nr = it->second;
    if (neu) {
        if (m_k.m_felder.size() > 0xFFFE) throw base::ConfigError("catalogue: more than 65,534 fields");
        m_k.m_felder.emplace_back();
        for (auto* merkmal : {&m_gesehen, &m_in_auskunft, &m_in_meldung}) merkmal->push_back(false);
        m_k.m_sachverhalte[lage.sachverhalt].felder.push_back(nr);
    }
    if (!m_gesehen[nr]) {
        Feld& alt = m_k.m_felder[nr];  // of an older version, or empty
        Feld f;
        f.sachverhalt = lage.sachverhalt;
        f.pfad = lage.pfad;
        f.text = lage.pfad;
        f.rolle = neu ? rolle : alt.rolle;
        f.vergleich = lage.vergleich.value_or(Vergleich::text);
        f.vergleich_benannt = lage.vergleich.has_value();
        f.codeliste = lage.codeliste;
        f.wahl = lage.wahl;
        f.wahl_zweig = lage.wahl_zweig;
        if (const auto r = m_o.rollen.find(lage.pfad); r != m_o.rollen.end() && lage.im_vorkommen)
            f.rolle = r->second;
        if (f.rolle != Rolle::inhalt) f.vergleich = Vergleich::nie;
        f.wiederholt = alt.wiederholt;
        f.fassungen = alt.fassungen;
        f.zweige = std::move(alt.zweige);
        f.fruehere_pfade = std::move(alt.fruehere_pfade);
        f.nachfolgen = std::move(alt.nachfolgen);
        alt = std::move(f);
        m_gesehen[nr] = true;
    }
    Feld& f = m_k.m_felder[nr];
    f.wiederholt = f.wiederholt || lage.wiederholt;
    if (!lage.abgeleitet) (lage.meldung ? m_in_meldung : m_in_auskunft)[nr] = true;
    return nr;
}

std::uint8_t KatalogBau::zweig(FeldNr nr, const std::string& name) {
    auto& zweige = m_k.m_felder[nr].zweige;
    const auto it = std::find(zweige.begin(), zweige.end(), name);
    const auto index = it - zweige.begin();
    if (it == zweige.end()) zweige.push_back(name);
    if (index > 62)
        throw base::ConfigError("catalogue: too many branches at '" + m_k.m_felder[nr].pfad + "'");
    return static_cast<std::uint8_t>(index);
}

KatalogBau::Lage KatalogBau::lage_des_kindes(const Knoten& eltern, const Partikel& p,
                                             const Lage& lage) const {
    Lage kind = lage;
    kind.tiefe = lage.tiefe + 1;
    kind.wiederholt = lage.wiederholt || p.wiederholt;
    const std::string name(p.name == 0 ? "any" : m_k.m_graph.namen.lokal(p.name));
    kind.elementpfad = verbinde(lage.elementpfad, "/", name);
    const bool durchsichtig =
        std::any_of(m_o.durchsichtig.begin(), m_o.durchsichtig.end(),
                    [&](const auto& muster) { return base::matches_glob(muster, name); });
    if (durchsichtig) return kind;

    const ComplexTyp& typ = m_k.m_graph.complex_typen[eltern.typ];
    const Overlay::Kurzpfad* kurz = eltern.beginnt_vorkommen ? nullptr : kurzpfad(eltern.typ);
    const bool geteilt =
        kurz != nullptr ? kurz->kind == name
                        : !eltern.beginnt_vorkommen && eltern.eltern != kein_knoten && teilt_pfad(eltern.typ);
    if (geteilt) {
        kind.zweig = kind.zweig.empty() ? name : kind.zweig + "/" + name;
        return kind;
    }
    kind.pfad = verbinde(lage.pfad, kurz != nullptr ? kurz->rest : "/", name);
    kind.zweig.clear();
    kind.vergleich.reset();
    kind.codeliste.clear();
    if (typ.ist_wahl && lage.im_vorkommen && !eltern.beginnt_vorkommen && lage.wahl.empty()) {
        kind.wahl = lage.pfad;
        kind.wahl_zweig = name;
    }
    return kind;
}

void KatalogBau::binde_attribute(KnotenNr nr, const Lage& lage) {
    const auto typ = m_k.m_knoten[nr].typ;
    m_k.m_knoten[nr].attribute = static_cast<std::uint32_t>(m_k.m_attribut_felder.size());
    const std::size_t anzahl = m_k.m_graph.complex_typen[typ].attribute.size();
    for (std::size_t i = 0; i < anzahl; ++i) {
        const Attribut& a = m_k.m_graph.complex_typen[typ].attribute[i];
        if (a.hat_fest && !a.pflicht && m_k.m_graph.namen.lokal(a.name) == "listURI") {
            m_k.m_attribut_felder.push_back(0);  // says nothing beyond the type
            continue;
        }
        std::string name(m_k.m_graph.namen.lokal(a.name));
        if (const auto it = m_o.attribute.find(name); it != m_o.attribute.end()) name = it->second;
        Lage l = lage;
        l.pfad = verbinde(lage.pfad, "@", name);
        l.vergleich = Vergleich::nie;
        l.codeliste.clear();
        m_k.m_attribut_felder.push_back(feld(l, Rolle::ausgabe));
    }
}

KnotenNr KatalogBau::baue_knoten(const Anfang& anfang, const Lage& von_oben, KnotenNr eltern) {
    Lage lage = von_oben;
    if (lage.tiefe > max_tiefe)
        throw base::ConfigError("catalogue: '" + lage.elementpfad + "' nests without end");
    Knoten k;
    k.name = anfang.name;
    k.einfach = anfang.einfach;
    k.typ = anfang.typ;
    k.milde = lage.milde;
    k.wiederholt = anfang.wiederholt;
    k.eltern = eltern;
    k.partikel = anfang.partikel;
    k.platzhalter = anfang.platzhalter;
    k.sachverhalt = lage.sachverhalt;
    const bool ist_kopf =
        std::find(m_o.kopf.begin(), m_o.kopf.end(), m_k.m_graph.namen.lokal(anfang.name)) != m_o.kopf.end();
    if (!lage.im_vorkommen && ist_kopf) lage.kopf = true;
    k.kopf = lage.kopf;
    if (!k.einfach && !k.platzhalter && !lage.kopf) betrete_vorkommen(k, anfang, lage);
    k.sachverhalt = lage.sachverhalt;

    const auto nr = static_cast<KnotenNr>(m_k.m_knoten.size());
    m_k.m_knoten.push_back(k);
    if (k.platzhalter) {
        lage.vergleich = Vergleich::undurchsichtig;
        m_k.m_knoten[nr].feld = feld(lage, Rolle::undurchsichtig);
        return nr;
    }
    vergleich_aus_typ(k.einfach, k.typ, lage);
    if (!k.einfach && lage.codeliste.empty()) lage.codeliste = codeliste_von(k.typ);
    const bool hat_text = k.einfach || m_k.m_graph.complex_typen[k.typ].text != kein_typ;
    if (hat_text) {
        const bool rest_des_codes = lage.pfad.find('@') != std::string::npos;
        const FeldNr f = feld(lage, rest_des_codes ? Rolle::ausgabe : Rolle::inhalt);
        m_k.m_knoten[nr].feld = f;
        m_k.m_knoten[nr].zweig = zweig(f, lage.zweig);
    }
    if (!k.einfach) {
        binde_attribute(nr, lage);
        if (!hat_text) baue_kinder(nr, lage);
    }
    return nr;
}

void KatalogBau::baue_kinder(KnotenNr nr, const Lage& lage) {
    const ComplexTyp& typ = m_k.m_graph.complex_typen[m_k.m_knoten[nr].typ];
    const auto& partikel = m_k.m_graph.modelle[typ.modell].partikel;
    const auto erstes = static_cast<std::uint32_t>(m_k.m_kind_index.size());
    m_k.m_knoten[nr].kinder = erstes;
    m_k.m_kind_index.resize(erstes + partikel.size(), kein_knoten);
    for (std::size_t i = 0; i < partikel.size(); ++i) {
        const Partikel& p = partikel[i];
        const Anfang anfang{p.name,       p.einfach,   p.typ,
                            p.wiederholt, p.name == 0, static_cast<std::uint16_t>(i)};
        const Lage unten = lage_des_kindes(m_k.m_knoten[nr], p, lage);
        const KnotenNr kind = baue_knoten(anfang, unten, nr);
        m_k.m_kind_index[erstes + i] = kind;
        if (!p.einfach && p.name != 0) baue_varianten(anfang, unten, nr, kind);
    }
}

/// The same element with each type that derives from the declared one: what xsi:type may choose. Within such
/// an element the declared types stand alone, else types that hold each other would have no end.
void KatalogBau::baue_varianten(const Anfang& anfang, const Lage& lage, KnotenNr eltern, KnotenNr kind) {
    if (lage.in_variante) return;
    const auto it = m_ableitungen.find(anfang.typ);
    if (it == m_ableitungen.end()) return;
    for (const ComplexTypId typ : it->second) {
        Anfang a = anfang;
        a.typ = typ;
        Lage l = lage;
        l.in_variante = true;
        l.abgeleitet = true;
        const KnotenNr variante = baue_knoten(a, l, eltern);
        m_k.m_knoten[variante].variante = true;
        m_k.m_varianten[kind].push_back(variante);
    }
}

}  // namespace abgleich::katalog
