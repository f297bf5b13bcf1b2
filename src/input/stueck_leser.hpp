// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "nachrichten_leser.hpp"

#include <abgleich/xml/sax_leser.hpp>
#include <abgleich/xml/schnellleser.hpp>

#include <memory>
#include <string>
#include <vector>

namespace abgleich::input {

/// A piece of a file that can be read by itself, in UTF-8.
struct Stueck {
    std::uint32_t datei = 0;
    /// `keine`: a whole document; else children of such a root, one behind the other.
    Huelle umgebung = Huelle::keine;
    std::shared_ptr<const std::string> wurzelmarke;  ///< start tag of that root
    std::shared_ptr<const char[]> puffer;            ///< holds `text`
    std::string_view text;
    std::size_t wurzel = 0;      ///< whole document: begin of the root's start tag
    xml::Ort ort{1, 1};          ///< of its first byte
    std::uint64_t versatz = 0;   ///< its place in the file
    bool abgeschnitten = false;  ///< the file ends within it
    bool ungeschnitten =
        false;               ///< may end amid a record: read as far as whole ones go, see Teil::verbraucht
    bool nachspann = false;  ///< what follows the root's end
};

/// Reads pieces with both lanes: the fast one first, libxml2 for every record that is beyond it. Belongs to
/// one thread at a time; what it learned of tags and names serves all pieces.
class StueckLeser {
public:
    StueckLeser(std::span<const katalog::Katalog* const> kataloge, const Leseoptionen& optionen,
                Textziele texte)
        : m_optionen(optionen), m_leser(kataloge, optionen, texte), m_schnell(m_namen) {}

    Teil lies(std::span<const Stueck> stuecke);
    /// A whole file of any encoding, through libxml2 alone.
    Teil lies_strom(std::uint32_t datei, xml::Quelle& quelle);
    /// Prolog and start tag of a root that holds records.
    Teil lies_kopf(const Stueck& kopf);
    /// Texts of the last Teil stay with their maker, only columns are taken.
    Teil nimm();

private:
    void lies_dokument(const Stueck& stueck);
    void lies_kinder(const Stueck& stueck);
    bool lies_langsam(const xml::SaxLeser::Ausschnitt& ausschnitt);
    /// A place in a piece: line, and where it begins (columns are counted when somebody asks).
    struct Zeile {
        std::size_t anfang = 0;
        xml::Ort ort;
        void weiter(std::string_view text, std::size_t von, std::size_t bis);
    };
    enum class Satz { gelesen, unvollstaendig, dateiende };
    Satz lies_satz(const Stueck& stueck, std::size_t& stelle, const Zeile& zeile,
                   xml::Schnellleser::Umgebung innen, bool schlicht);

    const Leseoptionen& m_optionen;
    xml::Namensbuch m_namen;
    NachrichtenLeser m_leser;
    xml::Schnellleser m_schnell;
    std::string m_geprueft;  // XML declaration found well-formed last
};

}  // namespace abgleich::input
