// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "argumente.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>

#include <boost/program_options.hpp>

#include <algorithm>
#include <charconv>

namespace abgleich::cli {

namespace po = boost::program_options;

namespace {

[[noreturn]] void unbekannt(const std::string& befehl, const std::string& name,
                            const std::vector<Option>& optionen) {
    std::vector<std::string> namen;
    for (const auto& o : optionen) namen.push_back(std::string("--") + o.name);
    const auto vorschlag = base::closest(name, namen);
    throw base::UsageError(
        "unknown option '" + name + "'" +
        (vorschlag.empty() ? "; see 'abgleich help " + befehl + "'" : ", did you mean '" + vorschlag + "'?"));
}

}  // namespace

Argumente::Argumente(const std::string& befehl, const std::vector<Option>& optionen,
                     const std::vector<std::string>& argumente) {
    po::options_description beschreibung;
    for (const auto& o : optionen) {
        if (o.platzhalter == nullptr)
            beschreibung.add_options()(o.name, o.hilfe);
        else
            beschreibung.add_options()(o.name, po::value<std::vector<std::string>>(), o.hilfe);
    }
    try {
        const auto ergebnis =
            po::command_line_parser(argumente)
                .options(beschreibung)
                .style(po::command_line_style::default_style & ~po::command_line_style::allow_guessing)
                .allow_unregistered()
                .run();
        for (const auto& teil : ergebnis.options) {
            if (teil.position_key >= 0) {
                m_positionen.insert(m_positionen.end(), teil.value.begin(), teil.value.end());
            } else if (teil.unregistered) {
                const auto& roh =
                    teil.original_tokens.empty() ? teil.string_key : teil.original_tokens.front();
                unbekannt(befehl, roh.substr(0, roh.find('=')), optionen);
            } else {
                m_werte.push_back({teil.string_key, teil.value.empty() ? "" : teil.value.front()});
            }
        }
    } catch (const po::invalid_command_line_syntax& e) {
        throw base::UsageError("option '" + e.get_option_name() + "' lacks its value (see 'abgleich help " +
                               befehl + "')");
    } catch (const po::error& e) {
        throw base::UsageError(std::string(e.what()) + " (see 'abgleich help " + befehl + "')");
    }
    for (const auto& o : optionen) {
        const auto anzahl = texte(o.name).size();
        if (o.pflicht && anzahl == 0)
            throw base::UsageError(std::string("option '--") + o.name + "' is missing (see 'abgleich help " +
                                   befehl + "')");
        if (!o.mehrfach && anzahl > 1)
            throw base::UsageError(std::string("option '--") + o.name + "' is given twice (expected once)");
    }
}

bool Argumente::hat(std::string_view name) const {
    return std::any_of(m_werte.begin(), m_werte.end(), [&](const Wert& w) { return w.name == name; });
}

std::vector<std::string> Argumente::texte(std::string_view name) const {
    std::vector<std::string> gefunden;
    for (const auto& w : m_werte)
        if (w.name == name) gefunden.push_back(w.text);
    return gefunden;
}

std::string Argumente::text(std::string_view name, std::string_view sonst) const {
    const auto alle = texte(name);
    return alle.empty() ? std::string(sonst) : alle.front();
}

long long Argumente::zahl(std::string_view name, long long sonst, long long min) const {
    if (!hat(name)) return sonst;
    const std::string roh = text(name);
    long long wert = 0;
    const auto [rest, fehler] = std::from_chars(roh.data(), roh.data() + roh.size(), wert);
    if (fehler != std::errc{} || rest != roh.data() + roh.size() || wert < min)
        throw base::UsageError("option '--" + std::string(name) +
                               "': no usable number (expected a whole number of at least " +
                               std::to_string(min) + ")");
    return wert;
}

std::string hilfe_text(const std::vector<Option>& optionen) {
    constexpr std::size_t spalte = 26;
    std::string text;
    for (const auto& o : optionen) {
        std::string links =
            std::string("  --") + o.name + (o.platzhalter != nullptr ? std::string(" ") + o.platzhalter : "");
        if (links.size() >= spalte) links += "\n" + std::string(spalte, ' ');
        links.resize(std::max(links.size(), spalte), ' ');
        text += links + o.hilfe + (o.pflicht ? " (required)" : "") + (o.mehrfach ? "; may be repeated" : "") +
                "\n";
    }
    return text;
}

}  // namespace abgleich::cli
