// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/katalog/pruefautomat.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace abgleich::test {

/// The shipped catalogue with the schemas under test (schemaordner.hpp), loaded once.
const katalog::Katalog& katalog();
/// The folders it was loaded from.
katalog::Katalogpfade katalogpfade();

/// What the automaton told of one message.
struct Lesung {
    struct Blatt {
        std::string sachverhalt;
        std::string pfad;
        std::string wert;
        std::string zweig;
        std::uint32_t nummer = 0;
        bool unlesbar = false;
        std::size_t vorkommen = 0;  ///< 1-based place in Lesung::vorkommen, 0 outside
        bool operator==(const Blatt&) const = default;
    };
    struct Meldung {
        domain::ProblemCode code{};
        std::uint32_t zeile = 0;
        std::uint32_t spalte = 0;
        std::string text;
        bool ganzer_satz = false;
    };
    bool lesbar = true;                       ///< well-formed and a known root
    const katalog::Wurzel* wurzel = nullptr;  ///< nullptr: not known
    std::vector<Blatt> blaetter;
    std::vector<Meldung> meldungen;
    std::vector<std::string> vorkommen;  ///< path of each occurrence's element below the root
    std::size_t saetze = 0;              ///< begun
    std::size_t verworfene = 0;          ///< ended as dropped

    bool gueltig() const { return lesbar && meldungen.empty(); }
    /// Values of a leaf, in order.
    std::vector<std::string> werte(std::string_view sachverhalt, std::string_view pfad) const;
};

/// Reads one message (or an `inhalt`) through the SAX reader and the automaton, `stueck` bytes at a time.
Lesung lies(const katalog::Katalog& katalog, std::string_view xml_text,
            katalog::Pruefstufe stufe = katalog::Pruefstufe::schema, std::size_t stueck = 4096);

/// The same through the fast lane; nullopt where it hands the message to libxml2.
std::optional<Lesung> lies_schnell(const katalog::Katalog& katalog, std::string_view xml_text,
                                   katalog::Pruefstufe stufe = katalog::Pruefstufe::schema);

/// What differs in what both lanes told of one message, as text; columns of problems are left out, because
/// libxml2 counts them its own way in a stream. Empty: nothing.
std::string unterschied(const Lesung& eine, const Lesung& andere);

}  // namespace abgleich::test
