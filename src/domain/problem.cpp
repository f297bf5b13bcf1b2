// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/domain/problem.hpp>

#include <array>
#include <cstddef>

namespace abgleich::domain {
namespace {

using C = ProblemCode;
using S = ProblemSchwere;

constexpr std::array<ProblemText, static_cast<std::size_t>(C::anzahl_)> texte{{
    {C::xml_kaputt, "xml_kaputt", S::fehler,
     "export the file again and check that it arrived whole and in the encoding it declares; "
     "the records before this place were read"},
    {C::dtd_verboten, "dtd_verboten", S::fehler,
     "remove the DTD and all entity declarations; messages of the standard have none"},
    {C::version_unbekannt, "version_unbekannt", S::fehler,
     "install the schemas and the catalogue of this version, or ask for messages of an installed one"},
    {C::wurzel_unbekannt, "wurzel_unbekannt", S::fehler,
     "hand over a message of the standard, a Sammlung or a Bestand"},
    {C::element_unerwartet, "element_unerwartet", S::fehler,
     "compare the record with the schema: the element is unknown here, out of order or too often"},
    {C::element_fehlt, "element_fehlt", S::fehler, "have the sender supply the required element"},
    {C::attribut_unerwartet, "attribut_unerwartet", S::fehler, "remove the attribute or correct its name"},
    {C::attribut_fehlt, "attribut_fehlt", S::fehler, "have the sender supply the required attribute"},
    {C::wert_ungueltig, "wert_ungueltig", S::fehler,
     "correct the value in the file it comes from; until then its fact is not compared"},
    {C::code_unbekannt, "code_unbekannt", S::fehler,
     "correct the code, or install the edition of the code list that knows it"},
    {C::text_unerwartet, "text_unerwartet", S::fehler,
     "remove the characters between the elements, or close the element before them"},
    {C::text_zu_lang, "text_zu_lang", S::fehler, "shorten the value; nothing the register keeps is as long"},
    {C::tiefe_ueberschritten, "tiefe_ueberschritten", S::fehler,
     "check how the file was made; no message of the standard is nested as deeply"},
    {C::azr_nummer_ungueltig, "azr_nummer_ungueltig", S::fehler,
     "correct the AZR-Nummer (12 digits, JJMMTT and six more)"},
    {C::satz_doppelt, "satz_doppelt", S::fehler,
     "keep one record of each key; both are set aside until it is known which one holds"},
    {C::test_kennzeichen, "test_kennzeichen", S::fehler,
     "give '--test' for test messages and leave it out for real ones; never mix them"},
    {C::datei_leer, "datei_leer", S::fehler, "export the file again; it holds no byte"},
    {C::keine_nachrichten, "keine_nachrichten", S::fehler, "check the path; the directory holds no '*.xml'"},
    {C::datei_nicht_lesbar, "datei_nicht_lesbar", S::fehler,
     "check that the file exists and that this login may read it"},
    {C::nachricht_unbenutzt, "nachricht_unbenutzt", S::hinweis,
     "nothing to do; the message is valid and this command has no use for its kind"},
    {C::ausgabe_unbekannt, "ausgabe_unbekannt", S::hinweis,
     "install this edition of the code list to have its codes checked and shown with their texts"},
    {C::schluessel_fehlt, "schluessel_fehlt", S::fehler,
     "give each local record the attribute 'aktenzeichen'"},
    {C::behaelter_kaputt, "behaelter_kaputt", S::fehler,
     "make the archive again and check that it arrived whole; what stood before this place was read"},
    {C::behaelter_grenze, "behaelter_grenze", S::fehler,
     "unpack the archive by hand and look at what it holds; no export of records is packed as tightly"},
    {C::behaelter_eintrag, "behaelter_eintrag", S::warnung,
     "pack plain files only, with names that stay below the archive"},
    {C::datei_veraendert, "datei_veraendert", S::fehler,
     "wait until the file is complete and run again; let exports be written under another name and renamed"},
    {C::satz_zu_gross, "satz_zu_gross", S::fehler,
     "check how the file was made; no record of the standard is as large"},
    {C::zeile_unlesbar, "zeile_unlesbar", S::fehler,
     "mend the row in the export; if all rows are so, check 'trennzeichen', 'anfuehrung' and 'zeichensatz' of the mapping"},
    {C::kopfzeile_wiederholt, "kopfzeile_wiederholt", S::hinweis,
     "nothing to do; exports joined from several files look like this"},
    {C::schluessel_unbekannt, "schluessel_unbekannt", S::warnung,
     "check whether the tables were exported at the same time and with the same filter"},
    {C::spalte_unbekannt, "spalte_unbekannt", S::warnung,
     "name the column as 'abgleich katalog show' lists it, or describe the table in a mapping"},
    {C::tabelle_unbekannt, "tabelle_unbekannt", S::hinweis,
     "name it after its Sachverhalt, or describe it in the mapping, if it belongs to the local file"},
    {C::code_unuebersetzt, "code_unuebersetzt", S::warnung,
     "add the missing codes to the table of the mapping, or give it 'sonst'"},
}};

// The table is indexed by the code.
constexpr bool in_reihenfolge() {
    for (std::size_t i = 0; i < texte.size(); ++i)
        if (static_cast<std::size_t>(texte[i].code) != i || texte[i].name.empty()) return false;
    return true;
}
static_assert(in_reihenfolge());

}  // namespace

std::span<const ProblemText> problem_texte() { return texte; }

const ProblemText& problem_text(ProblemCode code) { return texte.at(static_cast<std::size_t>(code)); }

ProblemSchwere pruef_schwere(ProblemCode code) {
    return code == C::code_unbekannt ? S::warnung : problem_text(code).schwere;
}

}  // namespace abgleich::domain
