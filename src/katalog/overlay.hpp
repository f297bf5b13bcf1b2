// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/katalog/katalog.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace abgleich::katalog {

/// The meaning files of one version as written, before they are bound to the schemas. A delta holds what
/// its Grundlage says with its own changes applied.
struct Overlay {
    /// An element that got another name; paths are relative to the Sachverhalt.
    struct Umbenennung {
        std::string sachverhalt;
        std::string alt;
        std::string neu;
        std::string ort;  ///< file and line, for messages
        /// The path after the change; itself where the element is not on it.
        std::string wende_an(const std::string& pfad) const;
    };
    struct Entfallen {
        std::string angabe;  ///< Sachverhalt, or Sachverhalt/path: it and everything below
        std::string ort;
    };
    struct Nachfolger {
        std::string liste;  ///< address of a code list, or its end
        std::map<std::string, std::string, std::less<>> codes;
        std::string ort;
    };
    struct Vorkommen {
        std::string element;
        Stand stand = Stand::offen;
    };
    struct FeldRegel {
        std::string pfad;
        std::string text;
        std::optional<Vergleich> vergleich;
        std::optional<domain::Schwere> schwere;
        std::string grund;
    };
    struct SachverhaltRegel {
        std::string datei;  ///< file it stands in, for messages
        Sachverhalt kopf;   ///< without numbers of fields
        std::vector<Vorkommen> vorkommen;
        std::vector<std::vector<std::string>> stufen;
        std::vector<FeldRegel> felder;
    };
    struct Kurzpfad {
        std::string kind;
        std::string rest;
    };

    std::string version;
    std::string namensraum;
    std::string gilt_ab;
    std::string grundlage;                   ///< version that a delta changes; empty: stands on its own
    std::vector<Umbenennung> umbenennungen;  ///< inner elements before outer ones
    std::vector<Entfallen> entfallen;
    std::vector<Nachfolger> nachfolger;
    std::string inhalt;
    std::vector<std::string> nachrichten;
    std::map<std::string, std::string> praefixe;
    std::string auskunft_muster;
    std::string meldung_muster;
    std::vector<std::string> behaelter;
    std::vector<std::string> durchsichtig;
    std::vector<std::string> kopf;
    std::map<std::string, std::string> satz;
    std::map<std::string, Kurzpfad> kurzpfade;
    std::map<std::string, std::string> attribute;
    std::map<std::string, Vergleich> vergleiche;
    std::map<std::string, Rolle> rollen;
    std::map<std::string, std::vector<std::string>> identitaet;
    std::map<std::string, std::vector<std::string>> codeklassen;
    std::map<std::string, std::string> sonder;
    std::map<std::string, SachverhaltRegel> sachverhalte;
    SachverhaltRegel datensatz;  ///< fields of the record itself
    std::string digest;
};

/// Reads every *.toml of the folder; a delta is applied to its `grundlage`. Unknown keys are refused with a
/// proposal. Throws ConfigError naming file and line.
Overlay lies_overlay(const std::string& ordner, const Overlay* grundlage = nullptr);

}  // namespace abgleich::katalog
