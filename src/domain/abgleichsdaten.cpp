// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/domain/abgleichsdaten.hpp>

#include <algorithm>

namespace abgleich::domain {

const Abgleichsdaten::Eintrag* Abgleichsdaten::find(AzrNummer nummer) const {
    const auto it = std::lower_bound(eintraege.begin(), eintraege.end(), nummer,
                                     [](const Eintrag& e, const AzrNummer& n) { return e.nummer < n; });
    return it == eintraege.end() || it->nummer != nummer ? nullptr : &*it;
}

}  // namespace abgleich::domain
