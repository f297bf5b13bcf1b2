// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "argumente.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>
#include <abgleich/katalog/pruefautomat.hpp>

#include <array>
#include <string>
#include <vector>

/// Options that several commands share, and values of closed lists.
namespace abgleich::cli {

template <typename Wert>
struct Wahl {
    const char* name;
    Wert wert;
};

/// The chosen row of a closed list. Throws base::UsageError with a proposal.
template <typename Wert, std::size_t anzahl>
Wert waehle(const Argumente& a, const char* option, const char* vorgabe,
            const std::array<Wahl<Wert>, anzahl>& auswahl) {
    const std::string text = a.text(option, vorgabe);
    std::vector<std::string> namen;
    for (const auto& zeile : auswahl) {
        if (text == zeile.name) return zeile.wert;
        namen.emplace_back(zeile.name);
    }
    const auto vorschlag = base::closest(text, namen);
    throw base::UsageError(std::string("--") + option + ": unknown value '" + text + "' (expected " +
                           base::join(namen, ", ") + ")" +
                           (vorschlag.empty() ? "" : ", did you mean '" + vorschlag + "'?"));
}

/// `--validate structure|codes|full|off`; full by default.
katalog::Pruefstufe waehle_stufe(const Argumente& a);
/// The same without `off`: what is compared has a structure.
katalog::Pruefstufe waehle_pruefung(const Argumente& a);
/// `--threads N`; 0 where it was not given: one per core.
unsigned waehle_faeden(const Argumente& a);

}  // namespace abgleich::cli
