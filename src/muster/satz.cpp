// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "satz.hpp"

#include <algorithm>
#include <utility>

namespace abgleich::muster {

const Wert* Fakt::find(std::string_view pfad) const {
    const auto it = std::find_if(werte.begin(), werte.end(), [&](const Wert& w) { return w.pfad == pfad; });
    return it == werte.end() ? nullptr : &*it;
}

std::string_view Fakt::wert(std::string_view pfad) const {
    const Wert* w = find(pfad);
    return w != nullptr ? std::string_view{w->wert} : std::string_view{};
}

Fakt& Fakt::setze(std::string_view pfad, std::string wert, std::string_view ausgabe) {
    for (Wert& w : werte)
        if (w.pfad == pfad) {
            w.wert = std::move(wert);
            return *this;
        }
    werte.push_back({pfad, std::move(wert), ausgabe});
    return *this;
}

void Fakt::entferne(std::string_view pfad) {
    std::erase_if(werte, [&](const Wert& w) { return w.pfad == pfad; });
}

Fakt* Satz::find(std::string_view sachverhalt) {
    const auto it = std::find_if(fakten.begin(), fakten.end(),
                                 [&](const Fakt& f) { return f.sachverhalt == sachverhalt; });
    return it == fakten.end() ? nullptr : &*it;
}

const Fakt* Satz::find(std::string_view sachverhalt) const {
    return const_cast<Satz*>(this)->find(sachverhalt);
}

}  // namespace abgleich::muster
