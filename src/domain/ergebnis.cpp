// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/domain/ergebnis.hpp>

#include <cstddef>

namespace abgleich::domain {
namespace {

template <std::size_t n>
using Namen = std::array<std::string_view, n>;

// One table per closed list, in the order of its enumeration. The length of each is checked below
// against the last enumerator, so that a new value cannot be forgotten.
constexpr Namen<3> zuordnung_art{"nummer", "merkmale", "entschieden"};
constexpr Namen<2> zuordnung_status{"sicher", "klaerfall"};
constexpr Namen<13> allein_grund{"ohne_azr_nummer",
                                 "nicht_in_abgleichsdaten",
                                 "nicht_angefragt",
                                 "nicht_im_azr",
                                 "azr_nummer_nicht_lesbar",
                                 "abgang",
                                 "datei_b",
                                 "gegenseite_nicht_lesbar",
                                 "gegenseite_unvollstaendig",
                                 "nicht_in_datei_a",
                                 "nur_nummer_bekannt",
                                 "andere_abh",
                                 "verstorben_oder_fortgezogen"};
constexpr Namen<6> empfehlung{"keine",           "eingabe_berichtigen",    "im_azr_suchen",
                              "inhalt_anfragen", "zustaendigkeit_klaeren", "akte_pruefen"};
constexpr Namen<6> abweichung_art{"fehlt_im_azr", "fehlt_lokal",   "abweichend",
                                  "schreibweise", "fehlzuordnung", "nicht_vergleichbar"};
constexpr Namen<3> schwere{"niedrig", "mittel", "hoch"};
constexpr Namen<3> zustaendig{"wir", "andere", "registerbehoerde"};
constexpr Namen<6> vorschlag{"keiner",        "pruefen",           "azr_berichtigen",
                             "azr_ergaenzen", "lokal_uebernehmen", "hinweis_geben"};
constexpr Namen<13> ursache{
    "unterschied",     "schreibweise",          "verkuerzt",  "gleichwertig", "wert_fehlt",
    "vorkommen_fehlt", "rechtmaessig_abwesend", "frisch",     "bestritten",   "nicht_lesbar",
    "andere_person",   "paarung_offen",         "formwechsel"};
constexpr Namen<3> frage{"selbe_person", "welche_nummer", "welches_vorkommen"};
constexpr Namen<3> stand{"offen", "aktuell", "historisch"};

template <typename Aufzaehlung, std::size_t n>
constexpr bool vollstaendig(const Namen<n>&, Aufzaehlung letzter) {
    return static_cast<std::size_t>(letzter) + 1 == n;
}
static_assert(vollstaendig(zuordnung_art, ZuordnungArt::entschieden));
static_assert(vollstaendig(zuordnung_status, ZuordnungStatus::klaerfall));
static_assert(vollstaendig(allein_grund, AlleinGrund::verstorben_oder_fortgezogen));
static_assert(vollstaendig(empfehlung, Empfehlung::akte_pruefen));
static_assert(vollstaendig(abweichung_art, AbweichungArt::nicht_vergleichbar));
static_assert(vollstaendig(schwere, Schwere::hoch));
static_assert(vollstaendig(zustaendig, Zustaendig::registerbehoerde));
static_assert(vollstaendig(vorschlag, Vorschlag::hinweis_geben));
static_assert(vollstaendig(ursache, Ursache::formwechsel));
static_assert(vollstaendig(frage, Frage::welches_vorkommen));
static_assert(vollstaendig(stand, Stand::historisch));

}  // namespace

std::string_view name(ZuordnungArt wert) { return zuordnung_art.at(static_cast<std::size_t>(wert)); }
std::string_view name(ZuordnungStatus wert) { return zuordnung_status.at(static_cast<std::size_t>(wert)); }
std::string_view name(AlleinGrund wert) { return allein_grund.at(static_cast<std::size_t>(wert)); }
std::string_view name(Empfehlung wert) { return empfehlung.at(static_cast<std::size_t>(wert)); }
std::string_view name(AbweichungArt wert) { return abweichung_art.at(static_cast<std::size_t>(wert)); }
std::string_view name(Schwere wert) { return schwere.at(static_cast<std::size_t>(wert)); }
std::string_view name(Zustaendig wert) { return zustaendig.at(static_cast<std::size_t>(wert)); }
std::string_view name(Vorschlag wert) { return vorschlag.at(static_cast<std::size_t>(wert)); }
std::string_view name(Ursache wert) { return ursache.at(static_cast<std::size_t>(wert)); }
std::string_view name(Frage wert) { return frage.at(static_cast<std::size_t>(wert)); }
std::string_view name(Stand wert) { return stand.at(static_cast<std::size_t>(wert)); }

std::vector<std::pair<std::string_view, std::string_view>> geschlossene_listen() {
    std::vector<std::pair<std::string_view, std::string_view>> alle;
    const auto liste = [&alle](std::string_view spalte, const auto& namen) {
        for (const std::string_view n : namen) alle.emplace_back(spalte, n);
    };
    liste("zuordnungen.art", zuordnung_art);
    liste("zuordnungen.status", zuordnung_status);
    liste("grund", allein_grund);
    liste("empfehlung", empfehlung);
    liste("abweichungen.art", abweichung_art);
    liste("schwere", schwere);
    liste("zustaendig", zustaendig);
    liste("vorschlag", vorschlag);
    liste("ursache", ursache);
    liste("frage", frage);
    liste("stand", stand);
    return alle;
}

}  // namespace abgleich::domain
