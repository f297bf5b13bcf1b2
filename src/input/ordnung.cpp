// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "ordnung.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace abgleich::input {

using domain::Bestand;
using domain::Satz;

namespace {

bool gleiche_vorkommen(const Bestand& b, const Satz& x, const Satz& y) {
    const auto vx = b.vorkommen_von(x), vy = b.vorkommen_von(y);
    if (vx.size() != vy.size()) return false;
    for (std::size_t i = 0; i < vx.size(); ++i) {
        const auto sachverhalt = b.sachverhalt(vx[i]);
        if (sachverhalt != b.sachverhalt(vy[i]) || b.stand(vx[i]) != b.stand(vy[i]) ||
            vx[i].digest() != vy[i].digest())
            return false;
        if (sachverhalt == 0) continue;  // the message's head differs from answer to answer
        const auto bx = b.blaetter_von(vx[i]), by = b.blaetter_von(vy[i]);
        const auto gleich = [&](const domain::Blatt& p, const domain::Blatt& q) {
            return p.feld == q.feld && p.nummer == q.nummer && p.zweig == q.zweig && b.text(p) == b.text(q);
        };
        if (!std::equal(bx.begin(), bx.end(), by.begin(), by.end(), gleich)) return false;
    }
    return true;
}

bool gleicher_inhalt(const Bestand& b, const Satz& x, const Satz& y) {
    return x.im_bestand && y.im_bestand && x.azr_nummer == y.azr_nummer && x.alte_nummer == y.alte_nummer &&
           x.datei_b == y.datei_b && b.text(x.abgang) == b.text(y.abgang) &&
           b.text(x.bestritten) == b.text(y.bestritten) &&
           b.text(x.sachbearbeiter) == b.text(y.sachbearbeiter) && gleiche_vorkommen(b, x, y);
}

class Ordner {
public:
    Ordner(Einlesung& e, domain::Seite seite) : m_e(e), m_b(e.bestand), m_azr(seite == domain::Seite::azr) {}

    void ordne() {
        std::sort(m_b.saetze.begin(), m_b.saetze.end(), [&](const Satz& x, const Satz& y) {
            const int c = vergleiche(x, y);
            return c != 0 ? c < 0
                          : std::tie(y.erstellt_ms, y.im_bestand) < std::tie(x.erstellt_ms, x.im_bestand);
        });
        std::vector<Satz> geordnet;
        geordnet.reserve(m_b.saetze.size());
        for (std::size_t i = 0; i < m_b.saetze.size();) {
            std::size_t j = i + 1;
            while (j < m_b.saetze.size() && vergleiche(m_b.saetze[i], m_b.saetze[j]) == 0) ++j;
            if (j == i + 1)
                geordnet.push_back(m_b.saetze[i]);
            else
                entscheide(i, j, geordnet);
            i = j;
        }
        m_b.saetze = std::move(geordnet);
    }

private:
    int vergleiche(const Satz& x, const Satz& y) const {
        if (!m_azr) return m_b.text(x.aktenzeichen).compare(m_b.text(y.aktenzeichen));
        return x.azr_nummer < y.azr_nummer ? -1 : x.azr_nummer == y.azr_nummer ? 0 : 1;
    }

    /// Settles the records i to j-1, which share a key; the newest stands first.
    void entscheide(std::size_t i, std::size_t j, std::vector<Satz>& geordnet) {
        std::size_t gueltig = i + 1;  // records that count: those as new as the first
        bool gesperrt = m_b.saetze[i].gesperrt, eindeutig = m_b.saetze[i].im_bestand;
        while (gueltig < j && (!m_azr || m_b.saetze[gueltig].erstellt_ms == m_b.saetze[i].erstellt_ms))
            ++gueltig;
        for (std::size_t k = i + 1; k < j; ++k) {
            const Satz& s = m_b.saetze[k];
            const bool alter_unbekannt = !s.im_bestand && s.erstellt_ms == 0;
            if (k < gueltig) gesperrt = gesperrt || s.gesperrt;
            if (k < gueltig || alter_unbekannt)
                eindeutig = eindeutig && gleicher_inhalt(m_b, m_b.saetze[i], s);
        }
        if (eindeutig) {
            m_e.ersetzt += j - i - 1;
            geordnet.push_back(m_b.saetze[i]);
            geordnet.back().gesperrt = gesperrt;
            return;
        }
        // All stay as stubs: each number is still known to belong to somebody here.
        for (std::size_t k = i; k < j; ++k) {
            if (m_b.saetze[k].im_bestand) verwirf(m_b.saetze[k]);
            geordnet.push_back(m_b.saetze[k]);
            geordnet.back().im_bestand = false;
            geordnet.back().vorkommen = 0;
        }
    }

    void verwirf(const Satz& satz) {
        auto& datei = m_e.dateien[satz.herkunft.datei];
        --datei.saetze;
        ++datei.verworfen;
        m_e.probleme.push_back({domain::ProblemCode::satz_doppelt, satz.herkunft, 0,
                                "another record with the same key differs, or is newer and unreadable "
                                "(expected one record a person); none of them is used",
                                true});
    }

    Einlesung& m_e;
    Bestand& m_b;
    bool m_azr;
};

}  // namespace

void ordne_saetze(Einlesung& einlesung, domain::Seite seite) { Ordner(einlesung, seite).ordne(); }

void ordne_liste(domain::Abgleichsdaten& liste) {
    using Eintrag = domain::Abgleichsdaten::Eintrag;
    std::stable_sort(liste.eintraege.begin(), liste.eintraege.end(),
                     [](const Eintrag& x, const Eintrag& y) { return x.nummer < y.nummer; });
    const auto text = [&](const domain::Abgleichsdaten::Referenz& r) {
        return std::make_tuple(r.entitaet, liste.texte.view(r.id));
    };
    std::vector<Eintrag> eintraege;
    std::vector<domain::Abgleichsdaten::Referenz> referenzen;
    for (const Eintrag& e : liste.eintraege) {
        if (eintraege.empty() || eintraege.back().nummer != e.nummer) {
            eintraege.push_back(e);
            eintraege.back().erste_referenz = static_cast<std::uint32_t>(referenzen.size());
        }
        Eintrag& ziel = eintraege.back();
        ziel.mit_referenzen = ziel.mit_referenzen || e.mit_referenzen;
        const auto neue = liste.referenzen_von(e);
        referenzen.insert(referenzen.end(), neue.begin(), neue.end());
        const auto anfang = referenzen.begin() + ziel.erste_referenz;
        std::sort(anfang, referenzen.end(), [&](const auto& x, const auto& y) { return text(x) < text(y); });
        referenzen.erase(std::unique(anfang, referenzen.end(),
                                     [&](const auto& x, const auto& y) { return text(x) == text(y); }),
                         referenzen.end());
        ziel.referenzen = static_cast<std::uint32_t>(referenzen.size()) - ziel.erste_referenz;
    }
    liste.eintraege = std::move(eintraege);
    liste.referenzen = std::move(referenzen);
}

}  // namespace abgleich::input
