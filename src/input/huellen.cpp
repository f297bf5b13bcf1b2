// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// What stands around messages: Sammlung, Bestand, the key of a local record.
#include "nachrichten_leser.hpp"

#include <abgleich/domain/datum.hpp>

#include <utility>

namespace abgleich::input {

using domain::ProblemCode;

namespace {

constexpr std::string_view sammlung_raum = "urn:azr-abgleich:sammlung:1";
constexpr std::string_view bestand_raum = "urn:azr-abgleich:bestand:1";
constexpr std::size_t max_attribut = 1000;  // bytes; a key or a list of paths is far shorter

bool ist_abgang(std::string_view wert) {
    return wert == "fortzug" || wert == "verstorben" || wert == "eingebuergert" || wert == "abgegeben";
}

}  // namespace

Huelle huelle_von(const xml::Name& wurzel) {
    if (wurzel.raum == sammlung_raum && wurzel.lokal == "sammlung") return Huelle::sammlung;
    if (wurzel.raum == bestand_raum && wurzel.lokal == "bestand") return Huelle::bestand;
    return Huelle::keine;
}

void NachrichtenLeser::beginne_huelle(const xml::Marke& marke, const xml::Lage& lage) {
    const bool wurzel = !std::exchange(m_wurzel_gesehen, true);
    const Huelle huelle = wurzel ? huelle_von(marke.name) : Huelle::keine;
    if (huelle == Huelle::sammlung) {
        for (const auto& a : marke.attribute)
            if (a.name.raum.empty())
                m_bauer.melde(ProblemCode::attribut_unerwartet, lage.ort(),
                              "'sammlung': attribute '" + std::string(a.name.lokal.substr(0, 100)) +
                                  "' is not known (expected none)",
                              false);
        m_offen.push_back(Offen::sammlung);
        return;
    }
    if (huelle == Huelle::bestand) {
        if (!beginne_bestand(marke, lage.ort())) return ueberspringe();
        m_offen.push_back(Offen::bestand);
        return;
    }
    if (m_fremder_text) text_in_huelle(lage.ort());
    if (!m_offen.empty() && m_offen.back() == Offen::bestand) {
        m_bauer.zaehle_satz();
        m_datensatz = {};
        if (marke.name.raum != bestand_raum || marke.name.lokal != "datensatz")
            return ueberspringe_satz(ProblemCode::element_unerwartet, lage.ort(),
                                     "element '" + std::string(marke.name.lokal.substr(0, 100)) +
                                         "' in a Bestand (expected 'datensatz')");
        return beginne_datensatz(marke, lage.ort());
    }
    if (m_offen.empty() || m_offen.back() == Offen::sammlung) {
        m_bauer.zaehle_satz();
        m_datensatz = {};
    }
    beginne_nachricht(marke, lage);
}

void NachrichtenLeser::schliesse_huelle(const xml::Lage& lage) {
    if (m_fremder_text) text_in_huelle(lage.ort());
    if (m_offen.empty()) return;
    if (m_offen.back() == Offen::datensatz && !m_inhalt_gesehen) {
        m_bauer.melde(ProblemCode::element_fehlt, lage.ort(), "'datensatz' without 'inhalt'", true);
        m_bauer.verworfen_ohne_inhalt(m_datensatz);
    }
    m_offen.pop_back();
}

/// Characters between messages belong to no record: all of them can be read.
void NachrichtenLeser::text_in_huelle(xml::Ort ort) {
    m_fremder_text = false;
    m_bauer.melde(ProblemCode::text_unerwartet, ort, "text between records (expected elements only)", false);
}

/// A day of the calendar; else told, and left out.
bool NachrichtenLeser::pruefe_tag(std::string_view element, const xml::Attribut& a, xml::Ort ort) {
    const auto datum = domain::TeilbekanntesDatum::parse(a.wert);
    if (datum && datum->vollstaendig()) return true;
    m_bauer.melde(ProblemCode::wert_ungueltig, ort,
                  "'" + std::string(element) + "': attribute '" + std::string(a.name.lokal) +
                      "': invalid value (expected a day JJJJ-MM-TT)",
                  false);
    return false;
}

/// What is wrong with an AZR-Nummer of the local file; what spreadsheets do to numbers is told by name.
std::string nummer_fehler(std::string_view nummer) {
    const std::string davor = "'datensatz': attribute 'azrNummer' ";
    const auto ziffern = static_cast<std::size_t>(
        std::count_if(nummer.begin(), nummer.end(), [](char c) { return c >= '0' && c <= '9'; }));
    const auto e = nummer.find_first_of("eE");
    if (e != std::string_view::npos && e > 0 && ziffern != 0 &&
        nummer.find_first_not_of("0123456789.,eE+") == std::string_view::npos)
        return davor +
               "is a rounded number such as 1E+12 (expected 12 digits JJMMTT......): a spreadsheet was here; "
               "export the column as text";
    if (nummer.size() == 11 && ziffern == 11)
        return davor +
               "has 11 digits (expected 12 digits JJMMTT......): a spreadsheet may have dropped a leading 0; "
               "export the column as text";
    return davor + "has " + std::to_string(nummer.size()) +
           " characters or no date in front (expected 12 digits JJMMTT......)";
}

bool NachrichtenLeser::beginne_bestand(const xml::Marke& marke, xml::Ort ort) {
    if (m_optionen.seite != domain::Seite::lokal && !m_optionen.nur_pruefen) {
        m_bauer.melde(ProblemCode::wurzel_unbekannt, ort,
                      "a Bestand among the AZR messages (expected messages of the AZR); give it with --local",
                      true);
        m_bauer.rest_verloren();
        return false;
    }
    for (const auto& a : marke.attribute) {
        const auto lokal = a.name.lokal;
        if (a.name.raum.empty() && lokal == "behoerde") {
            m_bauer.teil().behoerde = a.wert;
        } else if (a.name.raum.empty() && lokal == "stand") {
            if (pruefe_tag("bestand", a, ort)) m_bauer.teil().stand = a.wert;
        } else if (a.name.raum.empty())
            m_bauer.melde(ProblemCode::attribut_unerwartet, ort,
                          "'bestand': attribute '" + std::string(lokal.substr(0, 100)) +
                              "' is not known (expected behoerde, stand)",
                          false);
    }
    return true;
}

void NachrichtenLeser::beginne_datensatz(const xml::Marke& marke, xml::Ort ort) {
    std::string aktenzeichen, person, unbekannt;
    std::string_view datei = "A";
    std::string_view nummer;
    for (const auto& a : marke.attribute) {
        const auto lokal = a.name.lokal;
        if (!a.name.raum.empty()) continue;  // xsi:schemaLocation and the like
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
            m_datensatz.sachbearbeiter = m_bauer.text(a.wert);
        else if (lokal == "abgang" && ist_abgang(a.wert))
            m_datensatz.abgang = m_bauer.text(a.wert);
        else if (lokal == "abgang")
            m_bauer.melde(ProblemCode::wert_ungueltig, ort,
                          "'datensatz': attribute 'abgang': invalid value (expected fortzug, verstorben, "
                          "eingebuergert or abgegeben)",
                          false);
        else if (lokal == "bestritten")
            m_datensatz.bestritten = m_bauer.text(a.wert);
        else if (lokal == "sperre")
            m_datensatz.gesperrt = !a.wert.empty() && a.wert != "false" && a.wert != "0";
        else if (lokal == "abgangsdatum")
            pruefe_tag("datensatz", a, ort);
        else
            unbekannt = lokal.substr(0, 100);
    }
    if (!person.empty() && !aktenzeichen.empty()) aktenzeichen += "/" + person;
    const bool register_seite = m_optionen.seite == domain::Seite::azr && !m_optionen.nur_pruefen;
    if (!register_seite)
        m_datensatz.aktenzeichen = m_bauer.text(aktenzeichen);  // there the number is the key
    if (!nummer.empty()) {
        if (const auto nr = domain::AzrNummer::parse(nummer))
            m_datensatz.azr_nummer = *nr;
        else {
            m_datensatz.nummer_unlesbar = true;
            if (register_seite)
                return ueberspringe_satz(ProblemCode::azr_nummer_ungueltig, ort, nummer_fehler(nummer));
            m_bauer.melde(ProblemCode::azr_nummer_ungueltig, ort, nummer_fehler(nummer), false);
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
    m_offen.push_back(Offen::datensatz);
}

}  // namespace abgleich::input
