// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/input/besichtigung.hpp>

#include <algorithm>
#include <array>

namespace abgleich::input {

const Spaltennamen::Gruppe* Spaltennamen::gruppe(std::string_view name) const {
    const auto it =
        std::find_if(gruppen.begin(), gruppen.end(), [&](const auto& g) { return g.name == name; });
    return it == gruppen.end() ? nullptr : &*it;
}

std::string vergleichsname(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> umlaute = {
        {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "ae"}, {"Ö", "oe"}, {"Ü", "ue"}, {"ß", "ss"}}};
    std::string ziel;
    while (!name.empty()) {
        const auto u = std::find_if(umlaute.begin(), umlaute.end(),
                                    [&](const auto& paar) { return name.starts_with(paar.first); });
        if (u != umlaute.end()) {
            ziel += u->second;
            name.remove_prefix(u->first.size());
            continue;
        }
        const char c = name.front();
        if (c >= 'A' && c <= 'Z')
            ziel += static_cast<char>(c + ('a' - 'A'));
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
            ziel += c;
        name.remove_prefix(1);
    }
    return ziel;
}

std::vector<std::string> unbekannte_ziele(const Spaltennamen& namen, const katalog::Katalog& katalog) {
    std::vector<std::string> fehlende;
    for (const auto& g : namen.gruppen)
        if (g.name != "datensatz" && g.name != "geteilt")
            for (const auto& f : g.felder)
                if (katalog.find_feld(g.name, f.pfad) == 0) fehlende.push_back(g.name + "/" + f.pfad);
    return fehlende;
}

}  // namespace abgleich::input
