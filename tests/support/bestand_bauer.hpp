// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/domain/bestand.hpp>
#include <abgleich/katalog/katalog.hpp>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace abgleich::test {

/// Path and value of a leaf; a path may end in a number: `staatsangehoerigkeit[2]`.
using Blattwerte = std::vector<std::pair<std::string, std::string>>;

/// Builds one side in memory, record by record, in the order the caller gives.
class BestandBauer {
public:
    explicit BestandBauer(const katalog::Katalog& katalog) : m_katalog(katalog) {}

    /// Begins a record. `nummer` empty: has none.
    BestandBauer& satz(std::string_view aktenzeichen, std::string_view nummer);
    /// Adds an occurrence to the record. Throws std::logic_error for an unknown Sachverhalt or path.
    BestandBauer& mit(std::string_view sachverhalt, const Blattwerte& werte,
                      domain::Stand stand = domain::Stand::offen);
    /// Marks the occurrence last added as not readable.
    BestandBauer& unlesbar();
    /// The record begun last, to set what stands outside its occurrences.
    domain::Satz& letzter() { return bestand.saetze.back(); }
    domain::TextRef text(std::string_view wert) { return bestand.texte.intern(wert); }

    domain::Bestand bestand;

private:
    const katalog::Katalog& m_katalog;
};

}  // namespace abgleich::test
