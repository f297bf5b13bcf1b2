// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/bestand.hpp>
#include <abgleich/katalog/katalog.hpp>

#include <functional>
#include <span>
#include <string>
#include <string_view>

/// Writes what was read as XML again: the other direction of the reader, without loss. What may differ from
/// the file: prefixes, comments, processing instructions, attributes of XML Schema itself (xsi:type of the
/// declared type, xsi:schemaLocation), white space that the data type collapses, the spelling of fixed values
/// (`1` becomes `true`), and a fixed listURI that was left out is filled in.
namespace abgleich::katalog {

/// Supplies binary content that stayed in its file (input::hole); may throw what it likes.
using Nachlieferung = std::function<std::string(const domain::Auslagerung&)>;

/// Appends a kept message (`wurzel`: Wurzel::knoten of its kind), or a record of a Bestand (that of `inhalt`,
/// or of 090004 on the register's side), to `ziel`: the element without XML declaration. `vorkommen` are its
/// occurrences in order. Throws std::logic_error where they do not belong below `wurzel`, or where there is
/// binary content and no `nachlieferung`.
void schreibe_nachricht(std::string& ziel, const Katalog& katalog, const domain::Ablage& ablage,
                        std::span<const domain::Vorkommen> vorkommen, KnotenNr wurzel,
                        const Nachlieferung& nachlieferung = {});

/// The same for the element of one occurrence. Throws std::logic_error for an occurrence of Sachverhalt 0: it
/// is no element.
void schreibe_vorkommen(std::string& ziel, const Katalog& katalog, const domain::Ablage& ablage,
                        const domain::Vorkommen& vorkommen, const Nachlieferung& nachlieferung = {});

/// Turns the canonical form in which extension content is kept (expanded names) back into XML.
/// `raum_davor`: namespace of the element around. Throws std::logic_error for any other text.
void schreibe_erweiterung(std::string& ziel, std::string_view kanonisch, std::string_view raum_davor);

}  // namespace abgleich::katalog
