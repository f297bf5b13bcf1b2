// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "nachrichten_leser.hpp"

#include <algorithm>
#include <utility>

namespace abgleich::input {

using domain::ProblemCode;
using katalog::Ort;

namespace {

constexpr std::string_view sammlung_raum = "urn:azr-abgleich:sammlung:1";
constexpr std::string_view bestand_raum = "urn:azr-abgleich:bestand:1";
constexpr std::size_t namen_zellen = 1 << 13;
constexpr std::size_t max_attribut = 1000;  // bytes; a key or a list of paths is far shorter

std::string_view view(const char* text) {
    return text == nullptr ? std::string_view{} : std::string_view(text);
}
Ort ort_von(xml::Ort ort) { return {ort.zeile, ort.spalte}; }

/// Namespaces of the standard in a version that may not be installed.
bool nach_standard(std::string_view raum) {
    return raum.starts_with("http://www.osci.de/xauslaender") ||
           raum.starts_with("http://www.osci.de/xinneres/");
}

bool ist_abgang(std::string_view wert) {
    return wert == "fortzug" || wert == "verstorben" || wert == "eingebuergert" || wert == "abgegeben";
}

}  // namespace

NachrichtenLeser::NachrichtenLeser(const katalog::Katalog& katalog, const Leseoptionen& optionen,
                                   Einlesung& ziel)
    : m_katalog(katalog),
      m_optionen(optionen),
      m_ziel(ziel),
      m_bauer(katalog, ziel),
      m_automat(katalog, optionen.stufe, m_bauer) {}

void NachrichtenLeser::neue_datei(std::uint32_t datei) {
    m_datei = datei;
    m_bauer.neue_datei(datei);
    m_namen.assign(namen_zellen, Zelle{});
    m_namen_belegt = 0;
    m_huellen.clear();
    m_uebersprungen = 0;
    m_in_nachricht = m_inhalt_gesehen = m_wurzel_gesehen = false;
}

katalog::NameId NachrichtenLeser::name_id(const xml::Name& name) {
    // The reader gives equal names equal pointers, so a name is looked up once per file.
    const auto hash = (reinterpret_cast<std::uintptr_t>(name.lokal) >> 3) * 31 +
                      (reinterpret_cast<std::uintptr_t>(name.raum) >> 3);
    for (std::size_t i = hash & (namen_zellen - 1);; i = (i + 1) & (namen_zellen - 1)) {
        Zelle& zelle = m_namen[i];
        if (zelle.name.lokal == name.lokal && zelle.name.raum == name.raum) return zelle.id;
        if (zelle.name.lokal != nullptr) continue;
        const auto id = m_katalog.graph().namen.find(view(name.raum), view(name.lokal));
        if (m_namen_belegt < namen_zellen / 2) {  // a file of endless new names must not fill the table
            zelle = {name, id};
            ++m_namen_belegt;
        }
        return id;
    }
}

void NachrichtenLeser::uebersetze(std::span<const xml::Attribut> attribute) {
    m_attribute.clear();
    for (const auto& a : attribute)
        m_attribute.push_back({name_id(a.name), view(a.name.raum), view(a.name.lokal), a.wert});
}

void NachrichtenLeser::element(const xml::Name& name, std::span<const xml::Attribut> attribute,
                               xml::Ort xml_ort) {
    if (m_uebersprungen != 0) {
        ++m_uebersprungen;
        return;
    }
    const Ort ort = ort_von(xml_ort);
    uebersetze(attribute);
    if (m_in_nachricht)
        m_automat.element(name_id(name), view(name.raum), view(name.lokal), m_attribute, ort);
    else
        beginne_huelle(name, attribute, ort);
}

void NachrichtenLeser::ueberspringe_satz(ProblemCode code, Ort ort, std::string meldung) {
    m_bauer.melde(code, ort, std::move(meldung), true);
    m_bauer.verworfen_ohne_inhalt(m_datensatz);
    ueberspringe();
}

void NachrichtenLeser::beginne_huelle(const xml::Name& name, std::span<const xml::Attribut> attribute,
                                      Ort ort) {
    const auto raum = view(name.raum), lokal = view(name.lokal);
    const bool wurzel = !std::exchange(m_wurzel_gesehen, true);
    if (wurzel && raum == sammlung_raum && lokal == "sammlung") {
        m_huellen.push_back(Huelle::sammlung);
        return;
    }
    if (wurzel && raum == bestand_raum && lokal == "bestand") {
        if (!beginne_bestand(attribute, ort)) return ueberspringe();
        m_huellen.push_back(Huelle::bestand);
        return;
    }
    if (!m_huellen.empty() && m_huellen.back() == Huelle::bestand) {
        m_bauer.zaehle_satz();
        m_datensatz = {};
        if (raum != bestand_raum || lokal != "datensatz")
            return ueberspringe_satz(ProblemCode::element_unerwartet, ort,
                                     "element '" + std::string(lokal) +
                                         "' in a Bestand (expected 'datensatz')");
        return beginne_datensatz(attribute, ort);
    }
    if (m_huellen.empty() || m_huellen.back() == Huelle::sammlung) {
        m_bauer.zaehle_satz();
        m_datensatz = {};
    }
    beginne_nachricht(name, ort);
}

bool NachrichtenLeser::beginne_bestand(std::span<const xml::Attribut> attribute, Ort ort) {
    if (m_optionen.seite != domain::Seite::lokal && !m_optionen.nur_pruefen) {
        m_bauer.melde(ProblemCode::wurzel_unbekannt, ort,
                      "a Bestand among the AZR messages (expected messages of the AZR); give it with --local",
                      true);
        m_ziel.dateien[m_datei].abgebrochen = true;
        return false;
    }
    for (const auto& a : attribute) {
        const auto lokal = view(a.name.lokal);
        if (view(a.name.raum).empty() && lokal == "behoerde") {
            if (!m_ziel.behoerde.empty() && m_ziel.behoerde != a.wert)
                m_bauer.melde(ProblemCode::wert_ungueltig, ort,
                              "'bestand': attribute 'behoerde' differs from that of another file (expected "
                              "one authority)",
                              false);
            m_ziel.behoerde = a.wert;
        } else if (view(a.name.raum).empty() && lokal == "stand")
            m_ziel.stand = a.wert;
        else if (view(a.name.raum).empty())
            m_bauer.melde(ProblemCode::attribut_unerwartet, ort,
                          "'bestand': attribute '" + std::string(lokal) +
                              "' is not known (expected behoerde, stand)",
                          false);
    }
    return true;
}

void NachrichtenLeser::beginne_datensatz(std::span<const xml::Attribut> attribute, Ort ort) {
    auto& texte = m_ziel.bestand.texte;
    std::string aktenzeichen, person, unbekannt;
    std::string_view datei = "A";
    std::string_view nummer;
    for (const auto& a : attribute) {
        const auto lokal = view(a.name.lokal);
        if (!view(a.name.raum).empty()) continue;  // xsi:schemaLocation and the like
        if (a.wert.size() > max_attribut) {
            m_datensatz = {};
            return ueberspringe_satz(ProblemCode::text_zu_lang, ort,
                                     "'datensatz': attribute '" + std::string(lokal) +
                                         "' is too long (expected at most 1,000 bytes)");
        }
        if (lokal == "aktenzeichen")
            aktenzeichen = a.wert;
        else if (lokal == "person")
            person = a.wert;
        else if (lokal == "azrNummer")
            nummer = a.wert;
        else if (lokal == "datei")
            datei = a.wert;
        else if (lokal == "sachbearbeiter")
            m_datensatz.sachbearbeiter = texte.intern(a.wert);
        else if (lokal == "abgang" && ist_abgang(a.wert))
            m_datensatz.abgang = texte.intern(a.wert);
        else if (lokal == "abgang")
            m_bauer.melde(ProblemCode::wert_ungueltig, ort,
                          "'datensatz': attribute 'abgang': invalid value (expected fortzug, verstorben, "
                          "eingebuergert or abgegeben)",
                          false);
        else if (lokal == "bestritten")
            m_datensatz.bestritten = texte.add(a.wert);
        else if (lokal == "sperre")
            m_datensatz.gesperrt = !a.wert.empty() && a.wert != "false" && a.wert != "0";
        else if (lokal != "abgangsdatum")
            unbekannt = lokal;
    }
    if (!person.empty() && !aktenzeichen.empty()) aktenzeichen += "/" + person;
    m_datensatz.aktenzeichen = texte.add(aktenzeichen);
    if (!nummer.empty()) {
        if (const auto nr = domain::AzrNummer::parse(nummer))
            m_datensatz.azr_nummer = *nr;
        else {
            m_datensatz.nummer_unlesbar = true;
            m_bauer.melde(ProblemCode::azr_nummer_ungueltig, ort,
                          "'datensatz': attribute 'azrNummer' has " + std::to_string(nummer.size()) +
                              " characters or no date in front (expected 12 digits JJMMTT......)",
                          false);
        }
    }
    m_datensatz.datei_b = datei == "B";
    if (datei != "A" && datei != "B")
        return ueberspringe_satz(ProblemCode::wert_ungueltig, ort,
                                 "'datensatz': attribute 'datei': invalid value (expected A or B)");
    if (aktenzeichen.empty())
        return ueberspringe_satz(ProblemCode::schluessel_fehlt, ort,
                                 "'datensatz' without attribute 'aktenzeichen'");
    if (!unbekannt.empty())
        return ueberspringe_satz(ProblemCode::attribut_unerwartet, ort,
                                 "'datensatz': attribute '" + unbekannt + "' is not known");
    m_inhalt_gesehen = false;
    m_huellen.push_back(Huelle::datensatz);
}

void NachrichtenLeser::beginne_nachricht(const xml::Name& name, Ort ort) {
    const auto raum = view(name.raum), lokal = view(name.lokal);
    const bool im_datensatz = !m_huellen.empty() && m_huellen.back() == Huelle::datensatz;
    const katalog::Wurzel* wurzel = m_katalog.wurzel(name_id(name));
    const bool ist_inhalt = wurzel != nullptr && wurzel->nummer == "inhalt";
    if (im_datensatz && std::exchange(m_inhalt_gesehen, true))
        return ueberspringe_satz(ProblemCode::element_unerwartet, ort,
                                 "second element in 'datensatz' (expected one 'inhalt')");
    if (wurzel == nullptr && nach_standard(raum) && raum != m_katalog.namensraum() &&
        lokal.find(' ') == std::string_view::npos)
        return ueberspringe_satz(ProblemCode::version_unbekannt, ort,
                                 "namespace '" + std::string(raum) + "' is not installed (expected '" +
                                     m_katalog.namensraum() + "')");
    if (wurzel == nullptr || ist_inhalt != im_datensatz)
        return ueberspringe_satz(ProblemCode::wurzel_unbekannt, ort,
                                 "element '" + std::string(lokal) + "' (expected " +
                                     (im_datensatz ? "'inhalt'" : "a message of the AZR") + ")");
    if (m_optionen.seite == domain::Seite::lokal && !ist_inhalt && !m_optionen.nur_pruefen)
        return ueberspringe_satz(ProblemCode::wurzel_unbekannt, ort,
                                 "a message in the local file (expected a Bestand); give it with --azr");
    if (!ist_inhalt && !m_optionen.nur_pruefen) {
        const bool test = std::any_of(m_attribute.begin(), m_attribute.end(),
                                      [](const auto& a) { return a.raum.empty() && a.lokal == "test"; });
        if (test != m_optionen.test)
            return ueberspringe_satz(
                ProblemCode::test_kennzeichen, ort,
                test ? "message is marked 'test' (expected a real one); run with --test or leave it out"
                     : "message is not marked 'test' (expected a test message); run without --test");
    }
    m_in_nachricht = true;
    m_bauer.setze_lokal(m_datensatz);
    m_bauer.neue_nachricht(*wurzel);
    m_automat.beginne(*wurzel, m_attribute, ort);
}

void NachrichtenLeser::text(std::string_view text) {
    if (m_uebersprungen == 0 && m_in_nachricht) m_automat.text(text);
}

void NachrichtenLeser::ende(xml::Ort xml_ort) {
    if (m_uebersprungen != 0) {
        --m_uebersprungen;
        return;
    }
    const Ort ort = ort_von(xml_ort);
    if (m_in_nachricht) {
        m_automat.ende(ort);
        if (!m_automat.fertig()) return;
        if (m_automat.ausserhalb_verworfen()) m_bauer.rest_verloren();
        m_in_nachricht = false;
        ++m_saetze;
        return;
    }
    if (m_huellen.empty()) return;
    if (m_huellen.back() == Huelle::datensatz && !m_inhalt_gesehen) {
        m_bauer.melde(ProblemCode::element_fehlt, ort, "'datensatz' without 'inhalt'", true);
        m_bauer.verworfen_ohne_inhalt(m_datensatz);
    }
    m_huellen.pop_back();
}

void NachrichtenLeser::datei_ende(const xml::Ausgang& ausgang) {
    if (m_in_nachricht) m_automat.abbruch();
    m_in_nachricht = false;
    if (ausgang.art == xml::Ausgang::Art::gut) return;
    const auto code = ausgang.art == xml::Ausgang::Art::leer   ? ProblemCode::datei_leer
                      : ausgang.art == xml::Ausgang::Art::dtd  ? ProblemCode::dtd_verboten
                      : ausgang.art == xml::Ausgang::Art::tief ? ProblemCode::tiefe_ueberschritten
                                                               : ProblemCode::xml_kaputt;
    m_bauer.rest_verloren();
    const char* folge = code == ProblemCode::datei_leer ? "" : "; what follows in this file was not read";
    m_bauer.melde(code, ort_von(ausgang.ort), ausgang.grund + folge, true);
}

}  // namespace abgleich::input
