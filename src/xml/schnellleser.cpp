// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/xml/schnellleser.hpp>

#include "zeichen.hpp"

#include <abgleich/base/hash.hpp>

#include <algorithm>
#include <cstring>

namespace abgleich::xml {

namespace {

constexpr std::size_t max_merkmale = 1 << 13;
constexpr std::size_t max_marke = 2000;  // bytes of a tag worth remembering
constexpr std::size_t max_umgebungen = 1000;
constexpr std::size_t gesehen_zellen = 1 << 12;
constexpr std::size_t danach_zellen = 1 << 12;
constexpr std::string_view xml_raum = "http://www.w3.org/XML/1998/namespace";
constexpr std::string_view xmlns_raum = "http://www.w3.org/2000/xmlns/";

/// Equal bytes; most runs are short, so without a call.
inline bool gleich(const char* a, const char* b, std::size_t laenge) {
    const auto acht = [](const char* p) {
        std::uint64_t wert;
        std::memcpy(&wert, p, 8);
        return wert;
    };
    if (laenge < 8) {
        for (std::size_t i = 0; i < laenge; ++i)
            if (a[i] != b[i]) return false;
        return true;
    }
    for (std::size_t i = 0; i + 8 < laenge; i += 8)
        if (acht(a + i) != acht(b + i)) return false;
    return acht(a + laenge - 8) == acht(b + laenge - 8);
}

const char* ueberspringe_leerraum(const char* p, const char* ende) {
    while (p != ende && zeichen::ist_leerraum(*p)) ++p;
    return p;
}

const char* ueberspringe_namen(const char* p, const char* ende) {
    if (p == ende || !zeichen::ist_namensanfang(*p)) return p;
    while (p != ende && (zeichen::ist_namenszeichen(*p) || *p == ':')) ++p;
    return p;
}

/// Attribute values need no work where they hold none of these, and only characters that XML allows.
bool schlichter_wert(std::string_view wert) {
    const char *p = wert.data(), *ende = p + wert.size();
    while (p != ende) {
        if (*p == '<' || *p == '&' || *p == '\t' || *p == '\n' || *p == '\r') return false;
        const std::size_t laenge = zeichen::zeichenlaenge(p, ende);
        if (laenge == 0) return false;
        p += laenge;
    }
    return true;
}

}  // namespace

Schnellleser::Schnellleser(Namensbuch& namen)
    : m_namen(namen), m_zellen(4 * max_merkmale), m_gesehen(gesehen_zellen), m_danach(danach_zellen) {
    m_umgebungen.push_back(std::make_unique<Bindungen>());
    m_offen.reserve(max_elementtiefe);
}

Ort Schnellleser::ort() const {
    // Asked for place after place in one long message: each counts on from the one before.
    m_ort = dahinter(m_ort, {m_ort_stelle, static_cast<std::size_t>(m_stelle - m_ort_stelle)});
    m_ort_stelle = m_stelle;
    return m_ort;
}

std::optional<std::string_view> Schnellleser::raum(std::string_view praefix) const {
    if (praefix == "xml") return xml_raum;
    const Bindungen& bindungen = *m_umgebungen[m_offen.back().umgebung];
    for (auto it = bindungen.rbegin(); it != bindungen.rend(); ++it)
        if (it->praefix == praefix) return it->raum;
    if (praefix.empty()) return std::string_view{};
    return std::nullopt;
}

std::optional<Bereich> Schnellleser::inhalt() const {
    return Bereich{m_versatz + static_cast<std::uint64_t>(m_inhalt - m_text.data()),
                   static_cast<std::uint64_t>(m_inhalt_ende - m_inhalt)};
}

Schnellleser::Umgebung Schnellleser::merke_umgebung(Bindungen bindungen) {
    const auto gleich = [&](const auto& alte) {
        return std::equal(
            alte->begin(), alte->end(), bindungen.begin(), bindungen.end(),
            [](const Bindung& x, const Bindung& y) { return x.praefix == y.praefix && x.raum == y.raum; });
    };
    const auto it = std::find_if(m_umgebungen.begin(), m_umgebungen.end(), gleich);
    if (it == m_umgebungen.end()) {
        m_umgebungen.push_back(std::make_unique<Bindungen>(std::move(bindungen)));
        return static_cast<Umgebung>(m_umgebungen.size() - 1);
    }
    return static_cast<Umgebung>(it - m_umgebungen.begin());
}

std::optional<Schnellleser::Umgebung> Schnellleser::umgebung(std::string_view marke) {
    Merkmal ziel;
    if (!zerlege_marke(marke, leer, ziel)) return std::nullopt;
    return ziel.innen;
}

Name Schnellleser::name_der_marke(std::string_view marke) {
    Merkmal ziel;
    return zerlege_marke(marke, leer, ziel) ? ziel.marke.name : Name{};
}

bool Schnellleser::loese_namen(std::string_view qname, const Bindungen& bindungen, bool attribut,
                               Name& ziel) {
    const auto punkt = qname.find(':');
    std::string_view praefix, lokal = qname, raum;
    if (punkt != std::string_view::npos) {
        praefix = qname.substr(0, punkt);
        lokal = qname.substr(punkt + 1);
        if (praefix == "xmlns" || lokal.empty() || !zeichen::ist_namensanfang(lokal[0]) ||
            lokal.find(':') != std::string_view::npos)
            return false;
    }
    if (praefix == "xml") {
        raum = xml_raum;
    } else if (!praefix.empty() || !attribut) {
        const auto it = std::find_if(bindungen.rbegin(), bindungen.rend(),
                                     [&](const Bindung& b) { return b.praefix == praefix; });
        if (it == bindungen.rend() && !praefix.empty()) return false;
        if (it != bindungen.rend()) raum = it->raum;
    }
    ziel = m_namen.nenne(raum, lokal);
    return true;
}

/// Parses a start tag; false where it is anything but plain.
bool Schnellleser::zerlege_marke(std::string_view roh, Umgebung aussen, Merkmal& ziel) {
    struct Paar {
        std::string_view name;
        std::string_view wert;
    };
    const char *p = roh.data() + 1, *ende = roh.data() + roh.size() - 1;  // without < and >
    ziel.geschlossen = ende != p && ende[-1] == '/';
    if (ziel.geschlossen) --ende;
    const char* name_ende = ueberspringe_namen(p, ende);
    const std::string_view qname(p, static_cast<std::size_t>(name_ende - p));
    if (qname.empty() || qname.front() == ':') return false;
    std::vector<Paar> paare;
    for (p = name_ende; p != ende;) {
        const char* anfang = ueberspringe_leerraum(p, ende);
        if (anfang == ende) break;
        if (anfang == p) return false;  // no blank before an attribute
        p = ueberspringe_namen(anfang, ende);
        const std::string_view name(anfang, static_cast<std::size_t>(p - anfang));
        p = ueberspringe_leerraum(p, ende);
        if (name.empty() || p == ende || *p != '=') return false;
        p = ueberspringe_leerraum(p + 1, ende);
        if (p == ende || (*p != '"' && *p != '\'')) return false;
        const char* schluss = std::find(p + 1, ende, *p);
        if (schluss == ende) return false;
        paare.push_back({name, {p + 1, static_cast<std::size_t>(schluss - p - 1)}});
        if (!schlichter_wert(paare.back().wert)) return false;
        p = schluss + 1;
    }

    const Bindungen& geerbt = *m_umgebungen[aussen];
    Bindungen bindungen;
    bool eigene = false;
    for (const Paar& paar : paare) {
        const bool standard = paar.name == "xmlns";
        if (!standard && !paar.name.starts_with("xmlns:")) continue;
        const std::string_view praefix = standard ? std::string_view{} : paar.name.substr(6);
        // What is odd here (an empty or reserved prefix or namespace, a declaration twice) libxml2 judges.
        if (!standard && (praefix.empty() || praefix.starts_with("xml") || paar.wert.empty() ||
                          praefix.find(':') != std::string_view::npos))
            return false;
        if (paar.wert == xml_raum || paar.wert == xmlns_raum) return false;
        if (!eigene) bindungen = geerbt;
        eigene = true;
        std::erase_if(bindungen, [&](const Bindung& b) { return b.praefix == praefix; });
        bindungen.push_back({std::string(praefix), std::string(paar.wert)});
    }
    if (eigene && m_umgebungen.size() >= max_umgebungen) return false;
    ziel.aussen = aussen;
    ziel.innen = eigene ? merke_umgebung(std::move(bindungen)) : aussen;
    const Bindungen& gueltig = *m_umgebungen[ziel.innen];
    ziel.qname = static_cast<std::uint32_t>(qname.size());
    if (!loese_namen(qname, gueltig, false, ziel.marke.name)) return false;
    ziel.attribute.clear();
    std::size_t erklaerungen = 0;
    for (const Paar& paar : paare) {
        if (paar.name == "xmlns" || paar.name.starts_with("xmlns:")) {
            ++erklaerungen;
            continue;
        }
        Attribut a;
        if (!loese_namen(paar.name, gueltig, true, a.name)) return false;
        a.wert = paar.wert;
        ziel.attribute.push_back(a);
    }
    // Twice the same: among few by comparison; many are not plain.
    if (ziel.attribute.size() > 16 || erklaerungen > 16) return false;
    for (std::size_t i = 0; i < paare.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (paare[i].name == paare[j].name) return false;
    for (std::size_t i = 0; i < ziel.attribute.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (ziel.attribute[i].name.lokal == ziel.attribute[j].name.lokal &&
                ziel.attribute[i].name.raum == ziel.attribute[j].name.raum)
                return false;
    ziel.marke.attribute = ziel.attribute;
    return true;
}

/// The start tag at p, or nullptr where it is not plain.
const Schnellleser::Merkmal* Schnellleser::finde_marke(const char* p, const char* ende) {
    const Umgebung aussen = m_offen.back().umgebung;
    const Merkmal*& danach = m_danach[(m_letztes * 67 + m_offen.back().marke) & (danach_zellen - 1)];
    if (danach != nullptr) {
        const auto laenge = danach->roh.size();
        if (danach->aussen == aussen && static_cast<std::size_t>(ende - p) >= laenge &&
            gleich(p, danach->roh.data(), laenge)) {
            m_letztes = danach->marke.nummer;
            return danach;
        }
    }
    // A '>' inside a value cuts the tag short: then it does not parse, and is not plain.
    const char* schluss = zeichen::finde<'>'>(p, ende);
    if (schluss == ende) return nullptr;
    const std::string_view roh(p, static_cast<std::size_t>(schluss - p + 1));
    const std::uint64_t hash = base::mix(base::hash(roh), aussen);
    std::size_t zelle = hash & (m_zellen.size() - 1);
    for (; m_zellen[zelle] != 0; zelle = (zelle + 1) & (m_zellen.size() - 1)) {
        const Merkmal* m = m_merkmale[m_zellen[zelle] - 1].get();
        if (m->aussen != aussen || m->roh != roh) continue;
        m_letztes = m->marke.nummer;
        return danach = m;
    }
    std::uint64_t& gesehen = m_gesehen[(hash >> 32) & (gesehen_zellen - 1)];
    const bool merken = gesehen == hash && roh.size() <= max_marke && m_merkmale.size() < max_merkmale;
    gesehen = hash;
    if (!merken) {
        if (!zerlege_marke(roh, aussen, m_einmalig)) return nullptr;
        m_einmalig.roh.assign(roh);
        return &m_einmalig;
    }
    auto neu = std::make_unique<Merkmal>();
    neu->roh.assign(roh);
    if (!zerlege_marke(neu->roh, aussen, *neu)) return nullptr;
    m_merkmale.push_back(std::move(neu));
    m_zellen[zelle] = static_cast<std::uint32_t>(m_merkmale.size());
    m_merkmale.back()->marke.nummer = m_zellen[zelle];
    m_letztes = m_zellen[zelle];
    return danach = m_merkmale.back().get();
}

/// Text up to the next tag; p is then at its '<'.
bool Schnellleser::lies_text(const char*& p, const char* ende, Ereignisse& ereignisse) {
    const char* anfang = p;
    bool wagenruecklauf = false, nur_leerraum = true;
    while (true) {
        const char* vorher = p;
        p = zeichen::finde_besonderes(p, ende);
        if (p == ende) return false;
        for (const char* c = vorher; nur_leerraum && c != p; ++c) nur_leerraum = *c == ' ';
        if (*p == '<') break;
        if (*p == '&') return false;
        if (*p == ']') {
            if (ende - p >= 3 && p[1] == ']' && p[2] == '>') return false;
            nur_leerraum = false;
            ++p;
            continue;
        }
        wagenruecklauf = wagenruecklauf || *p == '\r';
        nur_leerraum = nur_leerraum && zeichen::ist_leerraum(*p);
        const std::size_t laenge = zeichen::zeichenlaenge(p, ende);
        if (laenge == 0) return false;
        p += laenge;
    }
    // XML turns a carriage return into a line feed: no matter between elements, but libxml2's part in a value.
    const bool wert = anfang == m_inhalt && anfang[-2] != '/' && ende - p >= 2 && p[1] == '/';
    if (wagenruecklauf && (!nur_leerraum || wert)) return false;
    ereignisse.text({anfang, static_cast<std::size_t>(p - anfang)}, true);
    return true;
}

bool Schnellleser::schliesse(const char*& p, const char* ende, Ereignisse& ereignisse) {
    const Offen& offen = m_offen.back();
    const char* q = p + 2;
    if (static_cast<std::size_t>(ende - q) <= offen.laenge || !gleich(q, offen.qname, offen.laenge))
        return false;
    m_inhalt_ende = p;
    q += offen.laenge;
    if (*q != '>') {
        q = ueberspringe_leerraum(q, ende);
        if (q == ende || *q != '>') return false;
    }
    p = m_stelle = q + 1;
    ereignisse.ende(*this);
    m_offen.pop_back();
    return true;
}

/// The element whose start tag stands at p, if it holds plain text only; most elements are such leaves.
bool Schnellleser::lies_blatt(const char*& p, const char* ende, const Merkmal& marke,
                              Ereignisse& ereignisse) {
    const char* anfang = p + marke.roh.size();
    const char* q = anfang;
    while (true) {
        q = zeichen::finde_besonderes(q, ende);
        if (q == ende) return false;
        if (*q == '<') break;
        if (static_cast<unsigned char>(*q) < 0x80) return false;
        const std::size_t laenge = zeichen::zeichenlaenge(q, ende);
        if (laenge == 0) return false;
        q += laenge;
    }
    const std::size_t endmarke = marke.qname + 3;
    if (static_cast<std::size_t>(ende - q) < endmarke || q[1] != '/' || q[endmarke - 1] != '>' ||
        !gleich(q + 2, p + 1, marke.qname))
        return false;
    m_inhalt = anfang;
    m_inhalt_ende = q;
    m_stelle = q + endmarke;
    if (!ereignisse.blatt(marke.marke, {anfang, static_cast<std::size_t>(q - anfang)}, *this)) return false;
    p = m_stelle;
    return true;
}

bool Schnellleser::lies_inhalt(const char*& p, const char* ende, Ereignisse& ereignisse) {
    do {
        if (p == ende) return false;
        if (*p != '<') {
            if (!lies_text(p, ende, ereignisse)) return false;
            continue;
        }
        if (ende - p < 2 || p[1] == '!' || p[1] == '?') return false;
        if (p[1] == '/') {
            if (!schliesse(p, ende, ereignisse)) return false;
            continue;
        }
        if (m_offen.size() >= max_elementtiefe) return false;
        const Merkmal* marke = finde_marke(p, ende);
        if (marke == nullptr) return false;
        if (!marke->geschlossen && m_offen.size() > 1 && lies_blatt(p, ende, *marke, ereignisse)) continue;
        m_offen.push_back({p + 1, marke->qname, marke->innen, marke->marke.nummer});
        p += marke->roh.size();
        m_inhalt = m_inhalt_ende = p;
        m_stelle = p - (marke->geschlossen ? 2 : 1);
        ereignisse.element(marke->marke, *this);
        if (marke->geschlossen) {
            m_stelle = p;
            ereignisse.ende(*this);
            m_offen.pop_back();
        }
    } while (m_offen.size() > 1);
    return true;
}

Schnellleser::Ergebnis Schnellleser::lies(std::string_view text, std::size_t& anfang, Umgebung umgebung,
                                          Ort ort, std::uint64_t versatz, Ereignisse& ereignisse) {
    m_text = text;
    m_ort = ort;
    m_ort_stelle = text.data();
    m_versatz = versatz;
    const char *p = text.data() + anfang, *ende = text.data() + text.size();
    if (ende - p < 2 || *p != '<' || !zeichen::ist_namensanfang(p[1])) return Ergebnis::fremd;
    m_offen.assign(1, {nullptr, 0, umgebung, 0});  // stands for what is around the element
    if (!lies_inhalt(p, ende, ereignisse)) return Ergebnis::fremd;
    anfang = static_cast<std::size_t>(p - text.data());
    return Ergebnis::gut;
}

}  // namespace abgleich::xml
