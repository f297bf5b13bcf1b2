// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "bestand_bauer.hpp"

#include <stdexcept>

namespace abgleich::test {

BestandBauer& BestandBauer::satz(std::string_view aktenzeichen, std::string_view nummer) {
    domain::Satz satz;
    satz.aktenzeichen = bestand.texte.intern(aktenzeichen);
    if (!nummer.empty()) satz.azr_nummer = domain::AzrNummer::parse(nummer).value();
    satz.erstes_vorkommen = static_cast<std::uint32_t>(bestand.vorkommen.size());
    satz.herkunft = {0, static_cast<std::uint32_t>(bestand.saetze.size() + 1),
                     static_cast<std::uint32_t>(bestand.saetze.size() + 1)};
    bestand.saetze.push_back(satz);
    return *this;
}

BestandBauer& BestandBauer::mit(std::string_view sachverhalt, const Blattwerte& werte, domain::Stand stand) {
    const auto* s = m_katalog.find_sachverhalt(sachverhalt);
    if (s == nullptr) throw std::logic_error("no Sachverhalt '" + std::string(sachverhalt) + "'");
    domain::Vorkommen v;
    v.sachverhalt = m_katalog.nummer(*s);
    v.stand = stand;
    v.erstes_blatt = static_cast<std::uint32_t>(bestand.blaetter.size());
    v.blaetter = static_cast<std::uint16_t>(werte.size());
    v.nummer = 1;
    for (const auto& anderes : bestand.vorkommen_von(letzter()))
        if (anderes.sachverhalt == v.sachverhalt) ++v.nummer;
    for (const auto& [angabe, wert] : werte) {
        const auto klammer = angabe.find('[');
        domain::Blatt b;
        b.feld = m_katalog.find_feld(sachverhalt, angabe.substr(0, klammer));
        if (b.feld == 0)
            throw std::logic_error("no field '" + angabe + "' of '" + std::string(sachverhalt) + "'");
        if (klammer != std::string::npos)
            b.nummer = static_cast<std::uint16_t>(std::stoul(angabe.substr(klammer + 1)));
        const auto ref = bestand.texte.intern(wert);
        b.ort = ref.ort;
        b.laenge = ref.laenge & 0xFFFFFFu;
        bestand.blaetter.push_back(b);
    }
    bestand.vorkommen.push_back(v);
    ++letzter().vorkommen;
    return *this;
}

BestandBauer& BestandBauer::unlesbar() {
    bestand.vorkommen.back().unlesbar = true;
    bestand.blaetter.back().unlesbar = 1;
    return *this;
}

}  // namespace abgleich::test
