// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/ergebnis.hpp>

#include <cstdint>
#include <string>
#include <string_view>

/// Every German text that people read in a report, in official spelling.
namespace abgleich::report {

std::string_view text(domain::ZuordnungArt wert);
std::string_view text(domain::AlleinGrund wert);
std::string_view text(domain::Empfehlung wert);
std::string_view text(domain::AbweichungArt wert);
std::string_view text(domain::Schwere wert);
std::string_view text(domain::Zustaendig wert);
std::string_view text(domain::Vorschlag wert);
std::string_view text(domain::Ursache wert);
std::string_view text(domain::Frage wert);
std::string_view text(domain::Stand wert);

struct Fehlertext {
    std::string_view was;      ///< what is wrong
    std::string_view abhilfe;  ///< what to do
};
const Fehlertext& fehlertext(domain::ProblemCode code);

/// Text of a result of the Registerabgleich (`beide`, `nicht_in_A`, ..., `01` to `06`).
std::string_view registerabgleich_text(std::string_view ergebnis);
/// Text of `voll` and `auszug`.
std::string_view umfang_text(std::string_view umfang);
/// Text of a reason in klaerfaelle.csv; one that is no such word (a Sachverhalt) comes back unchanged.
std::string_view klaergrund_text(std::string_view grund);
/// Readable form of an element name for which the catalogue has no label: `bezugLeistung` as `Bezug Leistung`.
std::string element_text(std::string_view name);

/// `1 Person`, `2 Personen`, `12 345 Personen` (thousands set apart by U+202F).
std::string menge(std::uint64_t anzahl, std::string_view einzahl, std::string_view mehrzahl);
std::string zahl(std::uint64_t anzahl);

}  // namespace abgleich::report
