// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "stueck_leser.hpp"

#include <abgleich/xml/zerleger.hpp>

#include <algorithm>

namespace abgleich::input {

namespace {

bool nur_leerraum(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// End tag that fits a start tag.
std::string endmarke(std::string_view marke) {
    return "</" + std::string(marke.substr(1, marke.find_first_of(" \t\r\n/>", 1) - 1)) + ">";
}

/// Listens to nothing: only whether it is well-formed matters.
class Stille final : public xml::Ereignisse {
    void element(const xml::Marke&, const xml::Lage&) override {}
    void text(std::string_view, bool) override {}
    void ende(const xml::Lage&) override {}
};

}  // namespace

Teil StueckLeser::nimm() {
    Teil teil = std::move(m_leser.bauer().teil());
    m_leser.bauer().neuer_teil();
    return teil;
}

Teil StueckLeser::lies(std::span<const Stueck> stuecke) {
    for (const Stueck& s : stuecke) {
        m_leser.beginne(s.datei, s.umgebung);
        if (s.umgebung == Huelle::keine && !s.nachspann)
            lies_dokument(s);
        else
            lies_kinder(s);
    }
    return nimm();
}

Teil StueckLeser::lies_strom(std::uint32_t datei, xml::Quelle& quelle) {
    m_leser.beginne(datei, Huelle::keine);
    auto ausgang = xml::SaxLeser(m_namen, m_leser).lies(quelle);
    // There are bytes, so it is not empty: it is no XML.
    if (ausgang.art == xml::Ausgang::Art::leer) ausgang.art = xml::Ausgang::Art::kaputt;
    m_leser.beende(ausgang);
    return nimm();
}

Teil StueckLeser::lies_kopf(const Stueck& kopf) {
    m_leser.beginne(kopf.datei, Huelle::keine);
    const bool leer = kopf.text.ends_with("/>");
    const std::string ende = leer ? "" : endmarke(kopf.text.substr(kopf.wurzel));
    m_leser.beende(xml::SaxLeser(m_namen, m_leser).lies({{}, kopf.text, ende, {1, 1}, 0}));
    return nimm();
}

/// Reads a part through libxml2; false where it is broken and so the file ends.
bool StueckLeser::lies_langsam(const xml::SaxLeser::Ausschnitt& ausschnitt) {
    ++m_leser.bauer().teil().langsam;
    const auto ausgang = xml::SaxLeser(m_namen, m_leser).lies(ausschnitt);
    m_leser.beende(ausgang);
    return ausgang.art == xml::Ausgang::Art::gut;
}

void StueckLeser::lies_dokument(const Stueck& s) {
    m_leser.sichere();
    const std::string_view vorspann = s.text.substr(0, s.wurzel);
    bool schlicht = m_optionen.schnelle_spur && !s.abgeschnitten;
    if (schlicht && vorspann != m_geprueft) {
        Stille stille;
        schlicht = xml::SaxLeser(m_namen, stille).lies({{}, vorspann, "<r/>", {1, 1}, 0}).art ==
                   xml::Ausgang::Art::gut;
        if (schlicht) m_geprueft = vorspann;
    }
    if (schlicht) {
        std::size_t stelle = 0;
        const std::string_view element = s.text.substr(s.wurzel);
        if (m_schnell.lies(element, stelle, xml::Schnellleser::leer, xml::dahinter({1, 1}, vorspann),
                           s.wurzel, m_leser) == xml::Schnellleser::Ergebnis::gut &&
            nur_leerraum(element.substr(stelle))) {
            m_leser.beende({});
            return;
        }
        m_leser.zurueck();
    }
    lies_langsam({{}, s.text, {}, {1, 1}, 0});
}

void StueckLeser::Zeile::weiter(std::string_view text, std::size_t von, std::size_t bis) {
    const std::string_view teil = text.substr(von, bis - von);
    const std::uint32_t umbrueche = xml::zaehle_umbrueche(teil);
    if (umbrueche == 0) return;
    ort = {ort.zeile + umbrueche, 1};
    anfang = von + teil.rfind('\n') + 1;
}

/// The record (or comment, or text) that begins at `stelle`.
StueckLeser::Satz StueckLeser::lies_satz(const Stueck& s, std::size_t& stelle, const Zeile& zeile,
                                         xml::Schnellleser::Umgebung innen, bool schlicht) {
    if (schlicht && s.text[stelle] == '<') {
        m_leser.sichere();
        std::size_t ende = stelle - zeile.anfang;
        if (m_schnell.lies(s.text.substr(zeile.anfang), ende, innen, zeile.ort, s.versatz + zeile.anfang,
                           m_leser) == xml::Schnellleser::Ergebnis::gut) {
            stelle = zeile.anfang + ende;
            return Satz::gelesen;
        }
        m_leser.zurueck();
    }
    std::size_t ende =
        s.text[stelle] == '<' ? xml::element_ende(s.text, stelle) : xml::naechste_marke(s.text, stelle);
    if (ende == xml::unvollstaendig && s.ungeschnitten) return Satz::unvollstaendig;
    if (s.nachspann || ende == xml::unvollstaendig) ende = s.text.size();
    const bool zu_ende = s.nachspann || (ende == s.text.size() && s.abgeschnitten);
    const std::string schluss = zu_ende ? "" : endmarke(*s.wurzelmarke);
    const std::string_view text = s.text.substr(stelle, ende - stelle);
    const xml::Ort ort = xml::dahinter(zeile.ort, s.text.substr(zeile.anfang, stelle - zeile.anfang));
    const std::uint64_t versatz = s.versatz + stelle;
    stelle = ende;
    return lies_langsam({*s.wurzelmarke, text, schluss, ort, versatz}) ? Satz::gelesen : Satz::dateiende;
}

void StueckLeser::lies_kinder(const Stueck& s) {
    const std::string wurzelende = endmarke(*s.wurzelmarke);
    if (s.nachspann && s.text.starts_with(wurzelende) && nur_leerraum(s.text.substr(wurzelende.size())))
        return m_leser.beende({});
    const auto innen = m_schnell.umgebung(*s.wurzelmarke);
    const bool schlicht = m_optionen.schnelle_spur && !s.nachspann && innen.has_value();
    Zeile zeile{0, s.ort};
    std::size_t& stelle = m_leser.bauer().teil().verbraucht;
    stelle = 0;
    while (true) {
        const std::size_t davor = stelle;
        while (stelle != s.text.size() && nur_leerraum(s.text.substr(stelle, 1))) ++stelle;
        zeile.weiter(s.text, davor, stelle);
        if (stelle == s.text.size()) break;
        // An uncut piece: the end of the root is somebody else's part.
        if (s.ungeschnitten && (s.text.size() - stelle < 2 || s.text.substr(stelle, 2) == "</")) break;
        const std::size_t anfang = stelle;
        const Satz satz = lies_satz(s, stelle, zeile, innen.value_or(xml::Schnellleser::leer), schlicht);
        if (satz == Satz::dateiende) return;
        if (satz == Satz::unvollstaendig) break;
        zeile.weiter(s.text, anfang, stelle);
    }
    if (s.ungeschnitten)
        m_leser.bauer().teil().ort =
            xml::dahinter(zeile.ort, s.text.substr(zeile.anfang, stelle - zeile.anfang));
    if (s.abgeschnitten) {
        const auto ort = xml::dahinter(zeile.ort, s.text.substr(zeile.anfang));
        lies_langsam({*s.wurzelmarke, {}, {}, ort, s.versatz + s.text.size()});
    } else {
        m_leser.beende({});
    }
}

}  // namespace abgleich::input
