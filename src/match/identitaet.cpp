// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "identitaet.hpp"

#include <abgleich/normalise/form.hpp>

#include <algorithm>

namespace abgleich::match {

using domain::TeilbekanntesDatum;
using katalog::Merkmal;

namespace {

constexpr double aehnlich_ab =
    0.88;  // Jaro-Winkler of two spellings of one name, seldom reached by two names

/// Weights in bits: how much likelier the outcome is for one person than for two drawn at random.
/// First estimates from counts (names about 1 in 1,000, birth days about 1 in 20,000, states about 1 in 4);
/// calibration on an authority's own data comes with the index.
struct Gewicht {
    double gleich;
    double aehnlich;
    double widerspruch;
};
constexpr Gewicht w_familienname{10, 6, -6};
constexpr Gewicht w_vorname{7, 4, -5};
constexpr Gewicht w_geburt{14, 5, -8};
constexpr Gewicht w_geschlecht{1, 0, -4};
constexpr Gewicht w_staat{2, 0, -2};
constexpr Gewicht w_geburtsort{5, 3, -1};
constexpr Gewicht w_ausweis{16, 8, -0.5};

double bits(Urteil urteil, const Gewicht& g) {
    switch (urteil) {
        case Urteil::gleich: return g.gleich;
        case Urteil::aehnlich: return g.aehnlich;
        case Urteil::widerspruch: return g.widerspruch;
        case Urteil::fehlt: break;
    }
    return 0;
}

bool gleicher_teil(std::string_view x, std::string_view y) {
    constexpr std::size_t lang_genug = 5;  // shorter parts differ by one letter too easily (Ali, Adi)
    return x == y ||
           (x.size() >= lang_genug && y.size() >= lang_genug && normalise::aehnlichkeit(x, y) >= aehnlich_ab);
}

/// Every part of the shorter name has a partner of its own in the longer one: a part may be missing
/// (Mohammad Reza / Mohammad), but two different parts are two people (Muhammad Ali / Muhammad Hassan).
bool enthalten(const std::vector<std::string_view>& kurz, std::vector<std::string_view> lang) {
    return std::all_of(kurz.begin(), kurz.end(), [&](std::string_view x) {
        const auto it =
            std::find_if(lang.begin(), lang.end(), [&](std::string_view y) { return gleicher_teil(x, y); });
        if (it == lang.end()) return false;
        lang.erase(it);
        return true;
    });
}

Urteil vergleiche_namen(const std::string& a, const std::string& b) {
    if (a.empty() || b.empty()) return Urteil::fehlt;
    if (a == b) return Urteil::gleich;
    const auto ta = normalise::teile(a), tb = normalise::teile(b);
    if (ta.size() == 1 && tb.size() == 1)
        return normalise::aehnlichkeit(a, b) >= aehnlich_ab ? Urteil::aehnlich : Urteil::widerspruch;
    if (ta.size() <= tb.size() ? enthalten(ta, tb) : enthalten(tb, ta)) return Urteil::aehnlich;
    // Joined or split: Al Khatib / Alkhatib.
    constexpr double zusammen_ab = 0.93;
    std::string za = a, zb = b;
    std::erase(za, ' ');
    std::erase(zb, ' ');
    return normalise::aehnlichkeit(za, zb) >= zusammen_ab ? Urteil::aehnlich : Urteil::widerspruch;
}

/// The best of all combinations; a further name counts at most as alike.
Urteil bestes(const std::string& a, const std::string& b, const std::vector<std::string>& weitere_a,
              const std::vector<std::string>& weitere_b) {
    const Urteil haupt = vergleiche_namen(a, b);
    if (haupt != Urteil::widerspruch) return haupt;
    const auto trifft = [](const std::string& name, const std::vector<std::string>& weitere) {
        return std::any_of(weitere.begin(), weitere.end(), [&](const auto& w) {
            const Urteil u = vergleiche_namen(name, w);
            return u == Urteil::gleich || u == Urteil::aehnlich;
        });
    };
    return trifft(a, weitere_b) || trifft(b, weitere_a) ? Urteil::aehnlich : Urteil::widerspruch;
}

/// Number of digits in which two full dates differ.
int verschiedene_ziffern(const TeilbekanntesDatum& a, const TeilbekanntesDatum& b) {
    const std::string x = a.text(), y = b.text();
    int anzahl = 0;
    for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i) anzahl += x[i] != y[i];
    return anzahl;
}

Urteil vergleiche_geburt(const TeilbekanntesDatum& a, const TeilbekanntesDatum& b) {
    if (a.unbekannt() || b.unbekannt()) return Urteil::fehlt;
    if (a == b && a.vollstaendig()) return Urteil::gleich;
    if (domain::vertraeglich(a, b)) return Urteil::aehnlich;
    const auto platzhalter = [](const TeilbekanntesDatum& d) { return d.monat == 1 && d.tag == 1; };
    if (a.jahr == b.jahr && (platzhalter(a) || platzhalter(b))) return Urteil::aehnlich;
    if (a.vollstaendig() && b.vollstaendig()) {
        if (a.jahr == b.jahr && a.monat == b.tag && a.tag == b.monat)
            return Urteil::aehnlich;  // swapped day and month
        // A typing slip in one digit; in the year only the last one: decades apart are father and son.
        if (a.jahr / 10 == b.jahr / 10 && verschiedene_ziffern(a, b) == 1) return Urteil::aehnlich;
    }
    return Urteil::widerspruch;
}

/// DESTATIS keys that say little: stateless, unclear, unknown, not stated.
bool sagt_wenig(std::string_view staat) {
    return staat == "997" || staat == "998" || staat == "999" || staat == "459" || staat.empty();
}

Urteil vergleiche_staaten(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
    bool bekannt_a = false, bekannt_b = false;
    for (const auto x : a) bekannt_a = bekannt_a || !sagt_wenig(x);
    for (const auto y : b) bekannt_b = bekannt_b || !sagt_wenig(y);
    if (!bekannt_a || !bekannt_b) return Urteil::fehlt;
    for (const auto x : a)
        if (!sagt_wenig(x) && std::find(b.begin(), b.end(), x) != b.end()) return Urteil::gleich;
    return Urteil::widerspruch;
}

std::string_view text(Urteil urteil) {
    constexpr std::string_view namen[] = {"fehlt", "gleich", "ähnlich", "verschieden"};
    return namen[static_cast<std::size_t>(urteil)];
}

}  // namespace

Identitaet identitaet(const domain::Bestand& bestand, const domain::Satz& satz,
                      const katalog::Katalog& katalog) {
    Identitaet id;
    const auto jeder = [&](Merkmal merkmal, auto&& aktion) {
        for (const auto& quelle : katalog.quellen(merkmal)) {
            const auto sachverhalt = katalog.feld(quelle.feld).sachverhalt;
            for (const auto& v : bestand.vorkommen_von(satz)) {
                if (bestand.sachverhalt(v) != sachverhalt) continue;
                for (const auto& b : bestand.blaetter_von(v))
                    if (b.feld == quelle.feld && !b.unlesbar && !b.text.leer())
                        aktion(bestand.text(b), quelle.art.empty());
            }
        }
    };
    const auto name = [&](std::string& haupt, std::vector<std::string>& weitere) {
        return [&haupt, &weitere](std::string_view wert, bool ist_haupt) {
            if (wert == "nichtVorhanden") return;
            if (ist_haupt && haupt.empty())
                haupt = normalise::vergleichsform(wert);
            else
                weitere.push_back(normalise::vergleichsform(wert));
        };
    };
    jeder(Merkmal::familienname, name(id.familienname, id.weitere_familiennamen));
    jeder(Merkmal::vorname, name(id.vorname, id.weitere_vornamen));
    jeder(Merkmal::geburtsname, [&](std::string_view wert, bool) {
        id.weitere_familiennamen.push_back(normalise::vergleichsform(wert));
    });
    jeder(Merkmal::geburtsdatum, [&](std::string_view wert, bool haupt) {
        const auto datum = TeilbekanntesDatum::parse(wert);
        if (!datum) return;
        if (haupt)
            id.geburt = *datum;
        else
            id.weitere_geburten.push_back(*datum);
    });
    jeder(Merkmal::geburtsort, [&](std::string_view wert, bool) {
        if (wert != "unbekannt") id.geburtsort = normalise::vergleichsform(wert);
    });
    jeder(Merkmal::geschlecht, [&](std::string_view wert, bool) { id.geschlecht = wert; });
    jeder(Merkmal::staatsangehoerigkeit, [&](std::string_view wert, bool) { id.staaten.push_back(wert); });
    jeder(Merkmal::ausweisnummer,
          [&](std::string_view wert, bool) { id.ausweisnummern.push_back(normalise::nummernform(wert)); });
    return id;
}

Identitaetspruefung pruefe(const Identitaet& a, const Identitaet& b) {
    Identitaetspruefung p;
    p.familienname = bestes(a.familienname, b.familienname, a.weitere_familiennamen, b.weitere_familiennamen);
    p.vorname = bestes(a.vorname, b.vorname, a.weitere_vornamen, b.weitere_vornamen);
    const bool getauscht = vergleiche_namen(a.familienname, b.vorname) == Urteil::gleich &&
                           vergleiche_namen(a.vorname, b.familienname) == Urteil::gleich;
    if (getauscht && p.familienname != Urteil::gleich) {
        p.vertauscht = true;
        p.familienname = p.vorname = Urteil::aehnlich;
    }
    p.geburt = vergleiche_geburt(a.geburt, b.geburt);
    if (p.geburt == Urteil::widerspruch) {
        const auto trifft = [](const TeilbekanntesDatum& d, const auto& weitere) {
            return std::any_of(weitere.begin(), weitere.end(),
                               [&](const auto& w) { return vergleiche_geburt(d, w) == Urteil::gleich; });
        };
        if (trifft(a.geburt, b.weitere_geburten) || trifft(b.geburt, a.weitere_geburten))
            p.geburt = Urteil::aehnlich;
    }
    if (!a.geschlecht.empty() && !b.geschlecht.empty() && a.geschlecht != "x" && b.geschlecht != "x")
        p.geschlecht = a.geschlecht == b.geschlecht ? Urteil::gleich : Urteil::widerspruch;
    p.staat = vergleiche_staaten(a.staaten, b.staaten);
    p.geburtsort = vergleiche_namen(a.geburtsort, b.geburtsort);
    if (!a.ausweisnummern.empty() && !b.ausweisnummern.empty()) {
        const bool gemeinsam =
            std::any_of(a.ausweisnummern.begin(), a.ausweisnummern.end(), [&](const auto& x) {
                return !x.empty() && std::find(b.ausweisnummern.begin(), b.ausweisnummern.end(), x) !=
                                         b.ausweisnummern.end();
            });
        p.ausweis = gemeinsam ? Urteil::gleich : Urteil::widerspruch;
    }
    p.bits = bits(p.familienname, w_familienname) + bits(p.vorname, w_vorname) + bits(p.geburt, w_geburt) +
             bits(p.geschlecht, w_geschlecht) + bits(p.staat, w_staat) + bits(p.geburtsort, w_geburtsort) +
             bits(p.ausweis, w_ausweis);
    return p;
}

bool Identitaetspruefung::sicher() const {
    if (geschlecht == Urteil::widerspruch || vorname == Urteil::widerspruch || geburt == Urteil::widerspruch)
        return false;
    const auto gleich = [](Urteil u) { return u == Urteil::gleich ? 1 : 0; };
    const int gleiche =
        vertauscht ? 2 + gleich(geburt) : gleich(familienname) + gleich(vorname) + gleich(geburt);
    // Siblings share the family name, twins the birth date too: another document then tells them apart.
    if (ausweis == Urteil::widerspruch && gleiche < 3) return false;
    if (familienname == Urteil::widerspruch) return vorname == Urteil::gleich && geburt == Urteil::gleich;
    if (gleiche >= 2) return true;
    // Both names in another spelling: then the birth date and one more feature must be equal.
    return geburt == Urteil::gleich && familienname == Urteil::aehnlich && vorname == Urteil::aehnlich &&
           (geburtsort == Urteil::gleich || ausweis == Urteil::gleich);
}

bool Identitaetspruefung::andere_person() const {
    const int dagegen = (familienname == Urteil::widerspruch) + (vorname == Urteil::widerspruch) +
                        (geburt == Urteil::widerspruch);
    return dagegen >= 2 && bits < 0;
}

std::string Identitaetspruefung::begruendung() const {
    std::string text_;
    const auto teil = [&](std::string_view name, Urteil urteil) {
        if (urteil == Urteil::fehlt) return;
        if (!text_.empty()) text_ += ", ";
        text_ += name;
        text_ += ' ';
        text_ += text(urteil);
    };
    teil("Familienname", familienname);
    teil("Vorname", vorname);
    if (vertauscht) text_ += " (vertauscht)";
    teil("Geburtsdatum", geburt);
    teil("Geschlecht", geschlecht);
    teil("Staatsangehörigkeit", staat);
    teil("Geburtsort", geburtsort);
    teil("Ausweisnummer", ausweis);
    return text_;
}

}  // namespace abgleich::match
