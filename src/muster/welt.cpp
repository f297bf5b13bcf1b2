// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
//
// Unique numbers without a memory. An AZR-Nummer is a day and a serial of six digits. Each period
// has its own range of serials; inside it the pairs (day, serial) are numbered, and a permutation
// keyed by the seed sends (index, slot) to one of them. So two persons never meet, and the number of
// a person follows from her index. Stems of Referenz-IDs are made the same way.
#include "person.hpp"

#include <abgleich/base/error.hpp>

namespace abgleich::muster {

namespace {

struct Zeitraum {
    Tag von;
    std::uint32_t serie_von;
    std::uint32_t serien;
};

constexpr std::array<Zeitraum, 3> zeitraeume = {
    {{tag(2000, 1, 1), 0, 400000}, {tag(2010, 1, 1), 400000, 400000}, {tag(2022, 3, 4), 800000, 200000}}};
constexpr unsigned slots = 4;
constexpr unsigned referenzen_je_person = 64;
// Without the letters and digits that are taken for one another (0 O, 1 I i l o).
constexpr std::string_view zeichen = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz";
constexpr unsigned stamm_laenge = 7;

constexpr std::uint64_t anzahl_staemme() {
    std::uint64_t anzahl = 1;
    for (unsigned i = 0; i < stamm_laenge; ++i) anzahl *= zeichen.size();
    return anzahl;
}

Permutation nummern(std::uint64_t seed, std::size_t zeit, Tag bis) {
    const Zeitraum& z = zeitraeume[zeit];
    return {seed + zeit + 1, static_cast<std::uint64_t>(bis - z.von) * z.serien};
}

Tag ende(std::size_t zeit, Tag stichtag) { return zeit == 0 ? zeitraeume[1].von : stichtag; }

}  // namespace

Welt::Welt(const Codes& installierte_codes, std::uint64_t zahl, Tag heutiger_tag)
    : codes(installierte_codes),
      seed(zahl),
      heute(heutiger_tag),
      stichtag(heutiger_tag - 31),
      herkuenfte(lade_herkuenfte()),
      m_nummern{nummern(zahl, 0, ende(0, stichtag)), nummern(zahl, 1, ende(1, stichtag)),
                nummern(zahl, 2, ende(2, stichtag))},
      m_staemme(zahl, anzahl_staemme()) {}

std::string Welt::azr_nummer(std::uint64_t index, unsigned slot, std::size_t zeit, Tag& am) const {
    const Zeitraum& z = zeitraeume[zeit];
    const std::uint64_t platz = m_nummern[zeit](index * slots + slot);
    am = z.von + static_cast<Tag>(platz / z.serien);
    const auto serie = z.serie_von + static_cast<std::uint32_t>(platz % z.serien);
    const std::string tag_text = iso(am);
    std::string nummer = tag_text.substr(2, 2) + tag_text.substr(5, 2) + tag_text.substr(8, 2);
    std::string folge = std::to_string(serie);
    return nummer + std::string(6 - folge.size(), '0') + folge;
}

std::string Welt::referenz_id(std::uint64_t index, unsigned nummer, unsigned version) const {
    std::uint64_t rest = m_staemme(index * referenzen_je_person + nummer);
    const std::uint64_t pruef = rest ^ (std::uint64_t{version} * 7 + 3);
    std::string id(stamm_laenge, ' ');
    for (char& c : id) {
        c = zeichen[rest % zeichen.size()];
        rest /= zeichen.size();
    }
    id += zeichen[version / zeichen.size() % zeichen.size()];
    id += zeichen[version % zeichen.size()];
    id += static_cast<char>('0' + pruef % 10);
    return id;
}

}  // namespace abgleich::muster
