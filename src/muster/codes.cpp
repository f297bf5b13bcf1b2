// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "codes.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>

#include <limits>

namespace abgleich::muster {

namespace {

struct FeldOrt {
    Liste liste;
    std::string_view sachverhalt;
    std::string_view pfad;
    std::string_view fest;  ///< codes that the scenarios name directly
};

constexpr FeldOrt felder[] = {
    {Liste::staat, "grundpersonalien", "staatsangehoerigkeit", "133 997 998"},
    {Liste::geschlecht, "grundpersonalien", "geschlecht", "m w x"},
    {Liste::familienstand, "familienstand", "familienstand", "LD VH GS VW"},
    {Liste::ausweisart, "ausweispapier", "ausweisart", "01 03 04"},
    {Liste::meldestatus, "meldestatus", "meldestatusArt", "01 02 03 04 05 06 09"},
    {Liste::asylstatus, "asylstatus", "asylstatus", "01 04 06 13 21 25 35"},
    {Liste::aufenthaltserlaubnis, "aufenthaltserlaubnis", "aufenthaltserlaubnisArt", ""},
    {Liste::niederlassungserlaubnis, "niederlassungserlaubnis", "niederlassungserlaubnisArt", ""},
    {Liste::aufenthaltsgestattung, "aufenthaltsgestattung", "aufenthaltsgestattungArt", "01 02"},
    {Liste::duldung, "duldung", "duldungArt", ""},
    {Liste::aufenthaltsrecht_eu, "aufenthaltsrechtEU", "aufenthaltsrechtEUArt", ""},
    {Liste::wohnsitzauflage, "wohnsitzauflageRaeumlicheBeschraenkung",
     "wohnsitzauflageRaeumlicheBeschraenkungArt", ""},
    {Liste::bundesland, "wohnsitzauflageRaeumlicheBeschraenkung", "bundesland", ""},
    {Liste::visum, "visum", "visumArt", "01"},
    {Liste::nebenbestimmung, "nebenbestimmungenErwerbstaetigkeit", "nebenbestimmungErwerbstaetigkeitArt",
     "04 05"},
    {Liste::uebermittlungssperre, "uebermittlungssperre", "uebermittlungssperreArt", "01 06"},
};

struct AuswahlCodes {
    Auswahl auswahl;
    Liste liste;
    std::string_view codes;
};

constexpr AuswahlCodes auswahlen[] = {
    {Auswahl::erlaubnis_arbeit, Liste::aufenthaltserlaubnis,
     "011 016 017 018 080 082 434 443 444 465 492 493 494 496"},
    {Auswahl::erlaubnis_studium, Liste::aufenthaltserlaubnis, "001 003 418 420 421 430"},
    {Auswahl::erlaubnis_familie, Liste::aufenthaltserlaubnis, "041 042 043 045 048 051 055 062 406 409"},
    {Auswahl::erlaubnis_flucht, Liste::aufenthaltserlaubnis, "027"},
    {Auswahl::erlaubnis_subsidiaer, Liste::aufenthaltserlaubnis, "036"},
    {Auswahl::erlaubnis_asyl, Liste::aufenthaltserlaubnis, "026"},
    {Auswahl::erlaubnis_abschiebungsverbot, Liste::aufenthaltserlaubnis, "028"},
    {Auswahl::erlaubnis_schutz24, Liste::aufenthaltserlaubnis, "025"},
    {Auswahl::erlaubnis_bleiberecht, Liste::aufenthaltserlaubnis, "024 029 030 033 303"},
    {Auswahl::niederlassung_allgemein, Liste::niederlassungserlaubnis, "01 03 11 14 18 19 30 31 32"},
    {Auswahl::niederlassung_schutz, Liste::niederlassungserlaubnis, "05 06 24 25 28 29"},
    {Auswahl::niederlassung_familie, Liste::niederlassungserlaubnis, "07 08 09"},
    {Auswahl::duldung_erteilt, Liste::duldung, "03 05 07 10 12 14 16 18 20 22 26 30 36"},
    {Auswahl::eu_bescheinigung, Liste::aufenthaltsrecht_eu, "05"},
    {Auswahl::auflage_schutz, Liste::wohnsitzauflage, "03 04 05"},
    {Auswahl::auflage_verfahren, Liste::wohnsitzauflage, "13 15 16 17"},
};

Tag lies_tag(const std::string& text, Tag sonst) {
    if (text.size() != 10) return sonst;
    const auto zahl = [&](std::size_t ort, std::size_t laenge) {
        return static_cast<unsigned>(std::stoul(text.substr(ort, laenge)));
    };
    return tag(static_cast<int>(zahl(0, 4)), zahl(5, 2), zahl(8, 2));
}

const katalog::CodeEintrag* verlange(const katalog::Codeliste* liste, std::string_view code) {
    const katalog::CodeEintrag* eintrag = liste != nullptr ? liste->find(code) : nullptr;
    if (liste != nullptr && eintrag == nullptr)
        throw base::ConfigError("code list '" + liste->uri + "' version '" + liste->version + "': code '" +
                                std::string{code} +
                                "' is missing (expected by 'generate'); install the list of this catalogue");
    return eintrag;
}

}  // namespace

Codes::Codes(const katalog::Katalog& katalog) {
    std::array<const katalog::Codeliste*, static_cast<std::size_t>(Liste::anzahl_)> listen{};
    for (const FeldOrt& ort : felder) {
        const auto nr = static_cast<std::size_t>(ort.liste);
        if (const katalog::FeldNr feld = katalog.find_feld(ort.sachverhalt, ort.pfad); feld != 0)
            for (const katalog::Codeliste& liste : katalog.codelisten().alle())
                if (liste.uri == katalog.feld(feld).codeliste)
                    listen[nr] = &liste;  // editions of a list are in ascending order
        m_ausgaben[nr] = listen[nr] != nullptr ? listen[nr]->version : "1";
        if (!ort.fest.empty())
            for (const std::string_view code : base::split(ort.fest, ' ')) verlange(listen[nr], code);
    }
    for (const AuswahlCodes& zeile : auswahlen)
        for (const std::string_view code : base::split(zeile.codes, ' ')) {
            const katalog::CodeEintrag* eintrag =
                verlange(listen[static_cast<std::size_t>(zeile.liste)], code);
            constexpr Tag nie = std::numeric_limits<Tag>::max();
            m_auswahl[static_cast<std::size_t>(zeile.auswahl)].push_back(
                {std::string{code}, eintrag != nullptr ? lies_tag(eintrag->meldbar_ab, -nie) : -nie,
                 eintrag != nullptr ? lies_tag(eintrag->meldbar_bis, nie) : nie});
        }
}

std::string_view Codes::waehle(Auswahl auswahl, Tag am, Zufall& zufall) const {
    const std::vector<Code>& codes = m_auswahl[static_cast<std::size_t>(auswahl)];
    const std::uint32_t start = zufall.unter(static_cast<std::uint32_t>(codes.size()));
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const Code& code = codes[(start + i) % codes.size()];
        if (code.ab <= am && am <= code.bis) return code.wert;
    }
    return {};
}

Liste Codes::liste(Auswahl auswahl) const { return auswahlen[static_cast<std::size_t>(auswahl)].liste; }

}  // namespace abgleich::muster
