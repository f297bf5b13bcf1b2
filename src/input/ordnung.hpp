// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/input/einleser.hpp>

namespace abgleich::input {

/// Orders the records of a side by key and settles records with one key, whatever the order of reading:
/// equal ones become one; of register answers the newest counts, and if the newest (or one of unknown
/// age) cannot be read, none does; else none does, since nothing says which is right. A Sperre of one of
/// them is a Sperre of all.
void ordne_saetze(Einlesung& einlesung, domain::Seite seite);

/// Orders the entries of all 090022 by number; several entries of one number become one with the
/// Referenz-IDs of all (windows are together one list).
void ordne_liste(domain::Abgleichsdaten& liste);

}  // namespace abgleich::input
