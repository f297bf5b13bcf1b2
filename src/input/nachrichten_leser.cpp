// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// The messages themselves; what stands around them is read in huellen.cpp.
#include "nachrichten_leser.hpp"

#include <algorithm>
#include <utility>

namespace abgleich::input {

using domain::ProblemCode;

namespace {

/// Namespaces of the standard in a version that may not be installed.
bool nach_standard(std::string_view raum) {
    return raum.starts_with("http://www.osci.de/xauslaender") ||
           raum.starts_with("http://www.osci.de/xinneres/");
}

}  // namespace

NachrichtenLeser::NachrichtenLeser(std::span<const katalog::Katalog* const> kataloge,
                                   const Leseoptionen& optionen, Textziele texte)
    : m_optionen(optionen), m_bauer(*kataloge.back(), optionen, texte) {
    for (const auto* katalog : kataloge)
        m_spuren.push_back(std::make_unique<Spur>(*katalog, optionen.stufe, m_bauer));
}

void NachrichtenLeser::beginne(std::uint32_t datei, Huelle umgebung) {
    m_bauer.neue_datei(datei);
    m_offen.clear();
    if (umgebung != Huelle::keine)
        m_offen.push_back(umgebung == Huelle::sammlung ? Offen::sammlung : Offen::bestand);
    m_offen_anfang = m_offen.size();
    m_uebersprungen = 0;
    m_spur = nullptr;
    m_inhalt_gesehen = false;
    m_wurzel_gesehen = umgebung != Huelle::keine;
    m_fremder_text = false;
}

void NachrichtenLeser::zurueck() {
    m_bauer.zurueck();
    m_offen.resize(m_offen_anfang);
    m_wurzel_gesehen = m_offen_anfang != 0;
    m_uebersprungen = 0;
    m_spur = nullptr;
    m_inhalt_gesehen = m_fremder_text = false;
}

katalog::NameId NachrichtenLeser::name_id(Spur& spur, const xml::Name& name) {
    const auto& namen = spur.katalog->graph().namen;
    if (name.nummer == 0) return namen.find(name.raum, name.lokal);
    if (name.nummer >= spur.namen.size()) spur.namen.resize(name.nummer + 64);
    std::uint32_t& id = spur.namen[name.nummer];
    if (id == 0) id = namen.find(name.raum, name.lokal) + 1u;
    return static_cast<katalog::NameId>(id - 1);
}

/// The tag in terms of the version; what a remembered tag says is worked out once.
const katalog::Element& NachrichtenLeser::uebersetze_neu(Spur& spur, const xml::Marke& marke) {
    m_attribute.clear();
    for (const auto& a : marke.attribute)
        m_attribute.push_back({name_id(spur, a.name), a.name.raum, a.name.lokal, a.wert});
    m_element = {name_id(spur, marke.name), marke.name.raum, marke.name.lokal, m_attribute, marke.nummer};
    if (marke.nummer == 0) return m_element;
    Spur::Marke& m = spur.marken.emplace_back();
    m.attribute = m_attribute;
    m.element = m_element;
    m.element.attribute = m.attribute;
    if (marke.nummer >= spur.elemente.size()) spur.elemente.resize(marke.nummer + 64);
    spur.elemente[marke.nummer] = &m.element;
    return m.element;
}

void NachrichtenLeser::element(const xml::Marke& marke, const xml::Lage& lage) {
    if (m_uebersprungen != 0)
        ++m_uebersprungen;
    else if (m_spur != nullptr)
        m_spur->automat.element(uebersetze(*m_spur, marke), lage);
    else
        beginne_huelle(marke, lage);
}

void NachrichtenLeser::ueberspringe_satz(ProblemCode code, xml::Ort ort, std::string meldung) {
    m_bauer.melde(code, ort, std::move(meldung), true);
    m_bauer.verworfen_ohne_inhalt(m_datensatz);
    ueberspringe();
}

void NachrichtenLeser::beginne_nachricht(const xml::Marke& marke, const xml::Lage& lage) {
    const auto raum = marke.name.raum, lokal = marke.name.lokal;
    const bool im_datensatz = !m_offen.empty() && m_offen.back() == Offen::datensatz;
    Spur* spur = nullptr;
    const katalog::Wurzel* wurzel = nullptr;
    for (std::size_t i = m_spuren.size(); i-- > 0 && wurzel == nullptr;) {
        spur = m_spuren[i].get();
        wurzel = spur->katalog->wurzel(name_id(*spur, marke.name));
        if (wurzel != nullptr) m_bauer.neue_fassung(*spur->katalog, static_cast<std::uint8_t>(i));
    }
    const bool ist_inhalt = wurzel != nullptr && wurzel->nummer == "inhalt";
    if (im_datensatz && std::exchange(m_inhalt_gesehen, true))
        return ueberspringe_satz(ProblemCode::element_unerwartet, lage.ort(),
                                 "second element in 'datensatz' (expected one 'inhalt')");
    if (wurzel == nullptr && nach_standard(raum) && lokal.find(' ') == std::string_view::npos) {
        std::string erwartet;
        bool installiert = false;
        for (const auto& s : m_spuren) {
            installiert = installiert || raum == s->katalog->namensraum();
            erwartet += (erwartet.empty() ? "'" : " or '") + s->katalog->namensraum() + "'";
        }
        if (!installiert)
            return ueberspringe_satz(ProblemCode::version_unbekannt, lage.ort(),
                                     "namespace '" + std::string(raum) + "' is not installed (expected " +
                                         erwartet + ")");
    }
    if (wurzel == nullptr || ist_inhalt != im_datensatz)
        return ueberspringe_satz(ProblemCode::wurzel_unbekannt, lage.ort(),
                                 "element '" + std::string(lokal.substr(0, 100)) + "' (expected " +
                                     (im_datensatz ? "'inhalt'" : "a message of the AZR") + ")");
    if (m_optionen.seite == domain::Seite::lokal && !ist_inhalt && !m_optionen.nur_pruefen)
        return ueberspringe_satz(ProblemCode::wurzel_unbekannt, lage.ort(),
                                 "a message in the local file (expected a Bestand); give it with --azr");
    if (!ist_inhalt && !m_optionen.nur_pruefen) {
        const bool test = std::any_of(marke.attribute.begin(), marke.attribute.end(), [](const auto& a) {
            return a.name.raum.empty() && a.name.lokal == "test";
        });
        if (test != m_optionen.test)
            return ueberspringe_satz(
                ProblemCode::test_kennzeichen, lage.ort(),
                test ? "message is marked 'test' (expected a real one); run with --test or leave it out"
                     : "message is not marked 'test' (expected a test message); run without --test");
    }
    m_bauer.setze_lokal(m_datensatz);
    m_bauer.neue_nachricht(*wurzel);
    if (m_optionen.stufe == katalog::Pruefstufe::aus) {
        m_bauer.ungeprueft();
        return ueberspringe();
    }
    m_spur = spur;
    m_spur->automat.beginne(*wurzel, uebersetze(*spur, marke), lage);
}

void NachrichtenLeser::text(std::string_view text, bool bleibt) {
    if (m_uebersprungen != 0) return;
    if (m_spur != nullptr) return m_spur->automat.text(text, bleibt);
    if (text.find_first_not_of(" \t\r\n") != std::string_view::npos) m_fremder_text = true;
}

void NachrichtenLeser::ende(const xml::Lage& lage) {
    if (m_uebersprungen != 0) {
        --m_uebersprungen;
        return;
    }
    if (m_spur != nullptr) {
        m_spur->automat.ende(lage);
        if (!m_spur->automat.fertig()) return;
        if (m_spur->automat.ausserhalb_verworfen()) m_bauer.rest_verloren();
        m_bauer.beende_nachricht(!m_spur->automat.ausserhalb_verworfen());
        m_spur = nullptr;
        return;
    }
    schliesse_huelle(lage);
}

bool NachrichtenLeser::blatt(const xml::Marke& marke, std::string_view text, const xml::Lage& lage) {
    if (m_uebersprungen != 0) return true;
    return m_spur != nullptr && m_spur->automat.blatt(uebersetze(*m_spur, marke), text, lage);
}

void NachrichtenLeser::beende(const xml::Ausgang& ausgang) {
    if (m_spur != nullptr) {
        m_spur->automat.abbruch();
        m_bauer.beende_nachricht(false);
    }
    m_spur = nullptr;
    if (m_fremder_text) text_in_huelle(ausgang.ort);
    if (ausgang.art == xml::Ausgang::Art::gut) return;
    const auto code = ausgang.art == xml::Ausgang::Art::leer   ? ProblemCode::datei_leer
                      : ausgang.art == xml::Ausgang::Art::dtd  ? ProblemCode::dtd_verboten
                      : ausgang.art == xml::Ausgang::Art::tief ? ProblemCode::tiefe_ueberschritten
                                                               : ProblemCode::xml_kaputt;
    m_bauer.rest_verloren();
    m_bauer.teil().zahlen.back().kaputt = true;
    const char* folge = code == ProblemCode::datei_leer ? "" : "; what follows in this file was not read";
    m_bauer.melde(code, ausgang.ort, ausgang.grund + folge, true);
}

}  // namespace abgleich::input
