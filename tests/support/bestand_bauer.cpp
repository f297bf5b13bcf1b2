// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "bestand_bauer.hpp"

#include <abgleich/base/hash.hpp>

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
    std::string folge;
    std::vector<domain::Schritt> schritte;
    std::uint64_t digest = 0;
    for (const auto& [angabe, wert] : werte) {
        const auto klammer = angabe.find('[');
        domain::Schritt schritt;
        schritt.art = domain::Schritt::wert;
        schritt.feld = m_katalog.find_feld(sachverhalt, angabe.substr(0, klammer));
        if (schritt.feld == 0)
            throw std::logic_error("no field '" + angabe + "' of '" + std::string(sachverhalt) + "'");
        schritt.knoten = schritt.feld;
        if (klammer != std::string::npos)
            schritt.nummer = static_cast<std::uint16_t>(std::stoul(angabe.substr(klammer + 1)));
        schritte.push_back(schritt);
        domain::Textschreiber::haenge_an(folge, wert);
        if (m_katalog.feld(schritt.feld).rolle != katalog::Rolle::inhalt) continue;
        digest =
            base::mix(digest, (std::uint64_t{schritt.feld} << 32) | (std::uint64_t{schritt.nummer} << 8));
        digest = base::mix(digest, base::hash(wert));
    }
    v.digest_hoch = static_cast<std::uint32_t>(digest >> 32);
    v.digest_tief = static_cast<std::uint32_t>(digest);
    v.werte = domain::Textschreiber(bestand.texte).schreibe(folge);
    v.gestalt =
        bestand.gestalten.nummer(m_katalog.nummer(*s), stand, schritte) & domain::Vorkommen::max_gestalt;
    bestand.vorkommen.push_back(v);
    ++letzter().vorkommen;
    return *this;
}

BestandBauer& BestandBauer::unlesbar() {
    auto& v = bestand.vorkommen.back();
    const auto alte = bestand.gestalten.schritte(v.gestalt);
    std::vector<domain::Schritt> schritte(alte.begin(), alte.end());
    schritte.back().unlesbar = true;
    v.gestalt = bestand.gestalten.nummer(bestand.sachverhalt(v), bestand.stand(v), schritte) &
                domain::Vorkommen::max_gestalt;
    v.unlesbar = true;
    return *this;
}

}  // namespace abgleich::test
