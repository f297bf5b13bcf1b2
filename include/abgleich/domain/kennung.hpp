// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/base/digest.hpp>
#include <abgleich/domain/ergebnis.hpp>

#include <string>
#include <string_view>

namespace abgleich::domain {

/// Makes the kennungen of a run: keyed digests of keys, never of values, stable across runs.
class KennungBilder {
public:
    explicit KennungBilder(std::string schluessel) : m_digest(std::move(schluessel)) {}

    Kennung satz(Seite seite, std::string_view schluessel) const;
    Kennung paar(std::string_view aktenzeichen, std::string_view azr_nummer) const;
    /// `vorkommen`: stem of the Referenz-ID, or the occurrence's number where it has none.
    Kennung befund(const Kennung& paar, std::string_view sachverhalt, std::string_view vorkommen,
                   std::string_view feld, unsigned nummer) const;

private:
    Kennung bilde(std::initializer_list<std::string_view> teile) const;
    base::KeyedDigest m_digest;
};

}  // namespace abgleich::domain
