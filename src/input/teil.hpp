// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/input/einleser.hpp>

namespace abgleich::input {

/// What a thread made of one or more pieces of the input. Texts stand in the common stores already; places
/// in columns count from the beginning of the Teil, Gestalten are those of its maker.
struct Teil {
    /// Per file, in order.
    struct Zahlen {
        std::uint32_t datei = 0;
        std::uint32_t saetze = 0;
        std::uint32_t verworfen = 0;
        std::uint32_t nummern = 0;  ///< running numbers used
        bool abgebrochen = false;
        bool kaputt = false;  ///< what follows of the file is not to be used
    };
    struct NeueGestalt {
        domain::SachverhaltNr sachverhalt = 0;
        domain::Stand stand = domain::Stand::offen;
        std::vector<domain::Schritt> schritte;
    };
    std::vector<Zahlen> zahlen;
    std::vector<domain::Satz> saetze;
    std::vector<domain::Vorkommen> vorkommen;
    std::vector<domain::Nachricht> nachrichten;
    std::vector<domain::Vorkommen> nachricht_vorkommen;
    std::vector<domain::Abgleichsdaten::Eintrag> eintraege;
    std::vector<domain::Abgleichsdaten::Referenz> referenzen;
    std::vector<domain::Problem> probleme;
    std::vector<std::string> unbenutzt;  ///< numbers of messages, one each
    bool eine_zaehlung = false;  ///< running numbers count over all files: records made of several tables
    bool liste_vorhanden = false;
    bool liste_unvollstaendig = false;
    std::uint64_t ohne_schluessel = 0;
    std::uint64_t langsam = 0;
    std::size_t verbraucht = 0;  ///< bytes read of an uncut piece
    xml::Ort ort;                ///< behind them
    std::string behoerde;
    std::string stand;
    std::vector<NeueGestalt> neue_gestalten;  ///< since the maker's last Teil
};

}  // namespace abgleich::input
