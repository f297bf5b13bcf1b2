// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// What the automaton would otherwise look up anew at every element of every message.
#include "katalog_bau.hpp"

namespace abgleich::katalog {

void KatalogBau::bereite_lauf_vor() {
    const Typgraph& graph = m_k.m_graph;
    for (Knoten& k : m_k.m_knoten) {
        Knoten::Lauf& lauf = k.lauf;
        lauf.modell = m_k.modell(k);
        if (k.eltern != kein_knoten) {
            const Knoten& eltern = m_k.m_knoten[k.eltern];
            if (const Inhaltsmodell* modell = m_k.modell(eltern))
                lauf.partikel = &modell->partikel[k.partikel];
        }
        if (k.platzhalter || k.typ == kein_typ) continue;
        lauf.text = k.einfach ? k.typ : graph.complex_typen[k.typ].text;
        if (!k.einfach) {
            const ComplexTyp& typ = graph.complex_typen[k.typ];
            lauf.mit_attributen = !typ.attribute.empty() || typ.abstrakt;
        }
        lauf.schritt = lauf.modell != nullptr && (k.wiederholt || lauf.modell->ende[0]);
        if (lauf.text == kein_typ) continue;
        const Grundtyp grundtyp = graph.simple_typen[lauf.text].grundtyp;
        lauf.binaer = grundtyp == Grundtyp::base64;
        lauf.kennzeichen =
            lauf.partikel != nullptr && lauf.partikel->hat_fest && grundtyp == Grundtyp::boolean;
        const Feld& feld = m_k.m_felder[k.feld];
        lauf.codeliste = !k.kopf && !feld.codeliste.empty() && feld.rolle != Rolle::ausgabe;
    }
}

}  // namespace abgleich::katalog
