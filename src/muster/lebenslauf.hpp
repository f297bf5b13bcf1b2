// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "person.hpp"
#include "satz.hpp"

#include <string>
#include <string_view>

namespace abgleich::muster {

/// Writes facts of one person into a record: fills in what every fact has.
class Chronist {
public:
    Chronist(const Welt& alle, const Person& eine, Zufall& strom, Satz& satz)
        : welt(alle), person(eine), zufall(strom), m_satz(satz) {}

    /// A new fact; valid until the next one.
    Fakt& neu(std::string_view sachverhalt, std::string_view element, std::string_view hauptfeld);
    Fakt& neu_weitere(std::string_view sachverhalt, std::string_view hauptfeld);
    Fakt& code(Fakt& fakt, std::string_view pfad, Liste liste, std::string_view wert) const;
    /// Ends a fact: who reported it, when it was last changed (some days after `am`), its Referenz-ID.
    void schliesse(Fakt& fakt, Tag am, std::string_view behoerde = unsere_behoerde);
    /// A day of the ordinary past: `am`, but not after the Stichtag.
    Tag bisher(Tag am) const { return am < welt.stichtag ? am : welt.stichtag; }

    const Welt& welt;
    const Person& person;
    Zufall& zufall;

private:
    Satz& m_satz;
    unsigned m_naechste_referenz = 0;
};

/// Number of a document: letters and digits by a pattern ('A' a letter, '9' a digit, else itself).
std::string dokumentnummer(std::string_view muster, Zufall& zufall);

/// The whole truth about a person, as a register without a fault would tell it.
Satz erzaehle(const Welt& welt, const Person& person);

void erzaehle_personalien(Chronist& chronist);
void erzaehle_meldungen(Chronist& chronist);  ///< Anschrift, Meldestatus
void erzaehle_aufenthalt(Chronist& chronist);

}  // namespace abgleich::muster
