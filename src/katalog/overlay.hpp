// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/katalog/katalog.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace abgleich::katalog {

/// The meaning files of one version as written, before they are bound to the schemas.
struct Overlay {
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

/// Reads every *.toml of the folder. Unknown keys are refused with a proposal. Throws ConfigError
/// naming file and line.
Overlay lies_overlay(const std::string& ordner);

}  // namespace abgleich::katalog
