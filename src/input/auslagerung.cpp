// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// The hash decides whether the right bytes were found: so a packed file needs no recognising (what stands at
// the place in it is something else), and of two entries of one name in an archive the right one is taken.
#include <abgleich/input/auslagerung.hpp>

#include "rohdatei.hpp"

#include <abgleich/base/hash.hpp>
#include <abgleich/katalog/typgraph.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>

namespace abgleich::input {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t max_laenge = std::uint64_t{1} << 30U;  // bytes of one content with all its decoration

class Textsammler final : public xml::Ereignisse {
public:
    void element(const xml::Marke&, const xml::Lage&) override {}
    void text(std::string_view text, bool) override { gesammelt += text; }
    void ende(const xml::Lage&) override {}
    std::string gesammelt;
};

/// nullopt where the bytes are not what was read.
std::optional<std::string> entziffere(std::string_view bytes, const domain::Auslagerung& wo) {
    xml::Namensbuch namen;
    Textsammler sammler;
    const auto ausgang = xml::SaxLeser(namen, sammler).lies({"<a>", bytes, "</a>", {1, 1}, 0});
    if (ausgang.art != xml::Ausgang::Art::gut) return std::nullopt;
    if (hash_ohne_leerraum(sammler.gesammelt) != wo.hash) return std::nullopt;
    std::string_view text = sammler.gesammelt;
    std::string puffer;
    katalog::behandle_leerraum(katalog::Leerraum::zusammenziehen, text, puffer);
    return std::string(text);
}

/// The next `laenge` bytes, fewer at the end.
std::string lies_voll(xml::Quelle& quelle, std::uint64_t laenge) {
    constexpr std::size_t block = 1 << 16;
    std::string bytes;
    while (bytes.size() < laenge) {
        const std::size_t vorher = bytes.size();
        bytes.resize(vorher + std::min<std::uint64_t>(laenge - vorher, block));
        const std::size_t anzahl = quelle.lies(bytes.data() + vorher, bytes.size() - vorher);
        bytes.resize(vorher + anzahl);
        if (anzahl == 0) break;
    }
    return bytes;
}

/// Looks for the stream of a name in a container.
class Sucher final : public Behaelterempfaenger {
public:
    struct Gefunden {};  ///< thrown to leave the container
    Sucher(const std::string& name, const domain::Auslagerung& wo) : m_name(name), m_wo(wo) {}
    void datei(const std::string& name, xml::Quelle& quelle, std::optional<std::uint64_t>) override {
        if (name != m_name) return;
        std::array<char, 1 << 16> puffer;
        for (std::uint64_t rest = m_wo.anfang; rest != 0;) {
            const std::size_t anzahl =
                quelle.lies(puffer.data(), std::min<std::uint64_t>(rest, puffer.size()));
            if (anzahl == 0) return;
            rest -= anzahl;
        }
        text = entziffere(lies_voll(quelle, m_wo.laenge), m_wo);
        if (text) throw Gefunden{};
    }
    /// What is damaged cannot be what was read: nothing is found then.
    void problem(const std::string&, domain::ProblemCode, const std::string&) override {}
    std::optional<std::string> text;

private:
    const std::string& m_name;
    const domain::Auslagerung& m_wo;
};

bool ist_datei(const std::string& pfad) {
    std::error_code fehler;
    return fs::is_regular_file(pfad, fehler);
}

std::optional<std::string> lies_an_der_stelle(const std::string& pfad, const domain::Auslagerung& wo) {
    try {
        Rohdatei roh(pfad, true, Behaeltergrenzen{}.max_bytes);
        if (wo.anfang > roh.groesse() || wo.laenge > roh.groesse() - wo.anfang) return std::nullopt;
        roh.springe(wo.anfang);
        return entziffere(lies_voll(roh, wo.laenge), wo);
    } catch (const BehaelterFehler&) {
        return std::nullopt;
    }
}

std::optional<std::string> suche(const std::string& behaelter, const std::string& name,
                                 const domain::Auslagerung& wo) {
    Sucher sucher(name, wo);
    try {
        durchlaufe(behaelter, {}, sucher);
    } catch (const Sucher::Gefunden&) {
    }
    return std::move(sucher.text);
}

}  // namespace

std::uint64_t hash_ohne_leerraum(std::string_view text) {
    std::string knapp(text);
    std::erase_if(knapp, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
    return base::hash(knapp);
}

std::string hole(const std::string& name, const domain::Auslagerung& wo) {
    bool vorhanden = false;
    std::optional<std::string> text;
    if (wo.laenge <= max_laenge && ist_datei(name)) {
        vorhanden = true;
        text = lies_an_der_stelle(name, wo);
        if (!text) text = suche(name, name, wo);
    }
    // A '!' may also stand in the name of a file or of an entry.
    for (auto stelle = name.find('!'); !text && stelle != std::string::npos;
         stelle = name.find('!', stelle + 1)) {
        const std::string behaelter = name.substr(0, stelle);
        if (wo.laenge > max_laenge || !ist_datei(behaelter)) continue;
        vorhanden = true;
        text = suche(behaelter, name, wo);
    }
    if (!text)
        throw base::InputError("'" + name + "': " +
                               (vorhanden
                                    ? "binary content is no longer what was read (expected an unchanged "
                                      "file); start the run anew"
                                    : "binary content cannot be read again (expected a file that stays); "
                                      "give a file, no pipe"));
    return std::move(*text);
}

}  // namespace abgleich::input
