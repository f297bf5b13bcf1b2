// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/bestand.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace abgleich::domain {

/// What can be wrong with an input. Each code has a row in docs/problems.md (a test walks the table).
enum class ProblemCode : std::uint8_t {
    xml_kaputt,          ///< not well-formed, truncated, wrong encoding: the file ends here
    dtd_verboten,        ///< a DTD or an entity declaration
    version_unbekannt,   ///< namespace of the message is not installed
    wurzel_unbekannt,    ///< root element is no message, Sammlung or Bestand
    element_unerwartet,  ///< element out of order, unknown or too often
    element_fehlt,       ///< a required element is missing
    attribut_unerwartet,
    attribut_fehlt,
    wert_ungueltig,        ///< text breaks its data type (date, pattern, length, fixed value)
    code_unbekannt,        ///< code is not in a complete code list
    text_unerwartet,       ///< characters where only elements may stand
    text_zu_lang,          ///< a value beyond the limit
    tiefe_ueberschritten,  ///< nesting beyond the limit
    azr_nummer_ungueltig,
    satz_doppelt,      ///< two records with the same key and different content
    test_kennzeichen,  ///< message marked test outside test mode, or unmarked within it
    datei_leer,
    keine_nachrichten,  ///< directory without messages
    datei_nicht_lesbar,
    nachricht_unbenutzt,  ///< valid message of a kind that this command does not use
    ausgabe_unbekannt,    ///< unknown edition of a code list: accepted, noted once
    schluessel_fehlt,     ///< local record without aktenzeichen
    behaelter_kaputt,     ///< archive or compressed file damaged or of an unknown kind: it ends here
    behaelter_grenze,     ///< archive unpacks to more than the limits allow: it ends here
    behaelter_eintrag,    ///< entry of an archive that is no plain file, or has an unsafe name: not read
    datei_veraendert,     ///< file grew or changed while it was read
    satz_zu_gross,        ///< one record beyond the limit of the reader: the file ends here
    zeile_unlesbar,       ///< row of a table that cannot be used: quotes, number of fields, encoding
    kopfzeile_wiederholt,  ///< header row amid the rows of a table
    schluessel_unbekannt,  ///< key of a table that the table of the records lacks
    spalte_unbekannt,      ///< column of a native table that no field has
    tabelle_unbekannt,     ///< table that no Sachverhalt and no mapping names
    code_unuebersetzt,     ///< cells that a translation table of the mapping lacks
    anzahl_               // number of codes, no code
};

enum class ProblemSchwere : std::uint8_t { hinweis, warnung, fehler };

struct ProblemText {
    ProblemCode code;
    std::string_view name;  ///< as in fehler.csv: `element_unerwartet`
    ProblemSchwere schwere;
    std::string_view abhilfe;  ///< what to do, English, one sentence without full stop
};

/// All codes in enumeration order.
std::span<const ProblemText> problem_texte();
const ProblemText& problem_text(ProblemCode code);

/// Severity where files are only judged (`validate`): that of the table, but an unknown code is a warning
/// there. A run sets its fact aside, so for a run it stays an error.
ProblemSchwere pruef_schwere(ProblemCode code);

/// Something wrong with one record or one file: counted and listed, never thrown.
struct Problem {
    ProblemCode code = ProblemCode::xml_kaputt;
    Herkunft herkunft;
    std::uint32_t spalte = 0;
    std::string meldung;      ///< what and what was expected; no personal values
    bool ganzer_satz = true;  ///< false: only one fact is set aside
};

}  // namespace abgleich::domain
