// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
//
// A row is read from mark to mark (see Marken). What is rare waits for the end of the row: doubled quotes are
// undone, and the bytes are looked at closely, only where one was seen that may be no text.
#include "zeichen.hpp"

#include <abgleich/csv/leser.hpp>

#include <algorithm>

namespace abgleich::csv {

namespace {

using zeichen::ist_umbruch;
using zeichen::Marken;

/// Steps over the line end at p, if there is one.
const char* hinter_umbruch(const char* p, const char* ende, std::uint32_t& zeile) {
    if (p == ende) return p;
    ++zeile;
    return p + (*p == '\r' && ende - p > 1 && p[1] == '\n' ? 2 : 1);
}

const char* zeilenende(const char* p, const char* ende) { return std::find_if(p, ende, ist_umbruch); }

/// A field in quotes, of which `marken` gave the first one.
struct Gequotet {
    std::string_view inhalt;
    const char* dahinter = nullptr;  ///< the mark behind it: a delimiter, a line end, the end of the text
    Zeilenfehler fehler = Zeilenfehler::keiner;
    bool verdoppelt = false;  ///< holds doubled quotes
    std::uint32_t umbrueche = 0;
};

Gequotet lies_gequotet(Marken& marken, const char* anfang, const char* ende, char anfuehrung) {
    Gequotet feld;
    for (const char* p = marken.naechste();; p = marken.naechste()) {
        if (p == ende || static_cast<std::size_t>(p - anfang) > Leser::max_feld) {
            feld.fehler = Zeilenfehler::anfuehrung_offen;
            return feld;
        }
        if (*p == anfuehrung) {
            feld.dahinter = marken.naechste();
            if (feld.dahinter != p + 1) {
                feld.fehler = Zeilenfehler::text_nach_anfuehrung;
                return feld;
            }
            if (p + 1 == ende || p[1] != anfuehrung) {
                feld.inhalt = std::string_view(anfang, static_cast<std::size_t>(p - anfang));
                return feld;
            }
            feld.verdoppelt = true;
        } else if (*p == '\n' || (*p == '\r' && (ende - p == 1 || p[1] != '\n'))) {
            ++feld.umbrueche;
        }
    }
}

/// Undoes doubled quotes. A field was in quotes if one stands before it; in other fields they are as written.
void loese_verdoppelte(Zeile& zeile, const char* anfang, char anfuehrung) {
    const auto betroffen = [&](std::string_view feld) {
        return feld.data() > anfang && feld.data()[-1] == anfuehrung && feld.find(anfuehrung) != feld.npos;
    };
    std::size_t genug = 0;
    for (const auto feld : zeile.felder)
        if (betroffen(feld)) genug += feld.size();
    zeile.puffer.resize(genug);
    char* ziel = zeile.puffer.data();
    for (auto& feld : zeile.felder) {
        if (!betroffen(feld)) continue;
        char* const beginn = ziel;
        for (std::size_t i = 0; i < feld.size(); ++i) {
            *ziel++ = feld[i];
            if (feld[i] == anfuehrung) ++i;
        }
        feld = std::string_view(beginn, static_cast<std::size_t>(ziel - beginn));
    }
}

/// Looks at all bytes of the row. One that is no text is the fault of the row, whatever else is wrong with it;
/// the fields before remain.
void pruefe_zeichen(Zeile& zeile, const char* p, const char* ende) {
    const char* unlesbar = zeichen::finde_unlesbares(p, ende);
    if (unlesbar == ende) return;
    zeile.fehler = *unlesbar == '\0' ? Zeilenfehler::nul : Zeilenfehler::zeichen;
    const auto erstes = std::find_if(zeile.felder.begin(), zeile.felder.end(), [](std::string_view feld) {
        const char* feldende = feld.data() + feld.size();
        return zeichen::finde_unlesbares(feld.data(), feldende) != feldende;
    });
    zeile.felder.erase(erstes, zeile.felder.end());
}

}  // namespace

Leser::Leser(std::string_view text, Dialekt dialekt, std::uint64_t anfang, std::uint32_t zeile)
    : m_text(text),
      m_dialekt(dialekt),
      m_p(text.data() + std::min<std::uint64_t>(anfang, text.size())),
      m_zeile(zeile) {}

bool Leser::lies(Zeile& ziel) {
    const char* const ende = m_text.data() + m_text.size();
    while (m_p != ende && ist_umbruch(*m_p)) m_p = hinter_umbruch(m_p, ende, m_zeile);
    const char* const anfang = m_p;
    ziel.puffer.clear();
    ziel.anfang = static_cast<std::uint64_t>(anfang - m_text.data());
    ziel.zeile = m_zeile;
    ziel.fehler = Zeilenfehler::keiner;
    if (anfang == ende) {
        ziel.felder.clear();
        return false;
    }

    const char anfuehrung = m_dialekt.anfuehrung;
    const auto melde = [&](Zeilenfehler fehler) {
        if (ziel.fehler == Zeilenfehler::keiner) ziel.fehler = fehler;
    };
    Marken marken(anfang, ende, m_dialekt);
    std::size_t felder = 0;  // The views of the last row are overwritten: rows mostly have as many.
    bool verdoppelt = false;
    const char* marke = nullptr;
    for (const char* p = anfang;; p = marke + 1) {
        std::string_view inhalt;
        if (p != ende && *p == anfuehrung && anfuehrung != '\0') {
            marken.naechste();
            const Gequotet feld = lies_gequotet(marken, p + 1, ende, anfuehrung);
            if (feld.fehler != Zeilenfehler::keiner) {
                melde(feld.fehler);
                marke = zeilenende(p, ende);
                break;
            }
            inhalt = feld.inhalt;
            marke = feld.dahinter;
            verdoppelt |= feld.verdoppelt;
            m_zeile += feld.umbrueche;
        } else {
            do {
                marke = marken.naechste();
            } while (marke != ende && *marke == anfuehrung);
            inhalt = std::string_view(p, static_cast<std::size_t>(marke - p));
        }
        if (inhalt.size() > max_feld || felder == max_felder) melde(Zeilenfehler::zu_lang);
        if (ziel.fehler == Zeilenfehler::keiner) {
            if (felder == ziel.felder.size()) ziel.felder.emplace_back();
            ziel.felder[felder++] = inhalt;
        }
        if (marke == ende || ist_umbruch(*marke)) break;
    }
    ziel.felder.resize(felder);
    if (verdoppelt) loese_verdoppelte(ziel, m_text.data(), anfuehrung);
    if (marken.auffaellig() || ziel.fehler != Zeilenfehler::keiner) pruefe_zeichen(ziel, anfang, marke);
    m_p = hinter_umbruch(marke, ende, m_zeile);
    return true;
}

}  // namespace abgleich::csv
