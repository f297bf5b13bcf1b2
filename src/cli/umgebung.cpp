// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "umgebung.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>

#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace abgleich::cli {

namespace fs = std::filesystem;

namespace {

/// Folders that may hold `schemas` and `config`, in order of preference.
std::vector<fs::path> datenordner() {
    std::vector<fs::path> ordner;
    std::error_code fehler;
    const fs::path programm = fs::read_symlink("/proc/self/exe", fehler);
    if (!fehler) ordner.push_back(programm.parent_path().parent_path() / "share" / "abgleich");
    ordner.emplace_back(ABGLEICH_SOURCE_DIR);
    return ordner;
}

/// The newest version installed: the greatest name that starts with `praefix`.
std::string neueste(const std::string& unterordner, const std::string& praefix) {
    for (const auto& basis : datenordner()) {
        std::error_code fehler;
        std::vector<std::string> namen;
        for (const auto& eintrag : fs::directory_iterator(basis / unterordner, fehler))
            if (eintrag.is_directory() && eintrag.path().filename().string().starts_with(praefix))
                namen.push_back(eintrag.path().string());
        if (!namen.empty()) return *std::max_element(namen.begin(), namen.end());
    }
    throw base::ConfigError("no folder '" + unterordner + "/" + praefix +
                            "*' is installed; name one by option or configuration");
}

}  // namespace

std::string finde_daten(const std::string& relativ) {
    for (const auto& basis : datenordner())
        if (fs::exists(basis / relativ)) return (basis / relativ).string();
    return {};
}

Konfiguration lies_konfiguration(const std::string& pfad) {
    Konfiguration k;
    if (pfad.empty()) return k;
    toml::table wurzel;
    std::string inhalt;
    try {
        inhalt = base::read_file(pfad);
    } catch (const base::InputError& e) {
        throw base::ConfigError(e.what());
    }
    try {
        wurzel = toml::parse(inhalt, pfad);
    } catch (const toml::parse_error& e) {
        throw base::ConfigError(pfad + ":" + std::to_string(e.source().begin.line) + ": not valid TOML (" +
                                std::string(e.description()) + "); correct the line");
    }
    const std::vector<std::string> bekannt = {"schema_dir",       "katalog_dir", "codelisten_dir", "behoerde",
                                              "kennung_key_file", "karenz_tage", "zwecke"};
    const auto ort = [&](const toml::node& n) {
        return pfad + ":" + std::to_string(n.source().begin.line) + ": ";
    };
    for (const auto& [schluessel, eintrag] : wurzel) {
        const toml::node& wert = eintrag;
        const std::string name(schluessel.str());
        const auto text = [&](std::string& ziel) {
            if (!wert.is_string()) throw base::ConfigError(ort(wert) + "'" + name + "' is no text");
            ziel = **wert.as_string();
        };
        if (name == "schema_dir")
            text(k.schema_dir);
        else if (name == "katalog_dir")
            text(k.katalog_dir);
        else if (name == "codelisten_dir")
            text(k.codelisten_dir);
        else if (name == "behoerde")
            text(k.behoerde);
        else if (name == "kennung_key_file")
            text(k.kennung_key_file);
        else if (name == "karenz_tage") {
            if (!wert.is_integer() || **wert.as_integer() < 0 || **wert.as_integer() > 3650)
                throw base::ConfigError(ort(wert) + "'karenz_tage' (expected whole days, 0 to 3650)");
            k.karenz_tage = static_cast<int>(**wert.as_integer());
        } else if (name == "zwecke") {
            const auto* liste = wert.as_array();
            if (liste == nullptr) throw base::ConfigError(ort(wert) + "'zwecke' is no list of texts");
            for (const auto& z : *liste) {
                if (!z.is_string()) throw base::ConfigError(ort(z) + "'zwecke' is no list of texts");
                k.zwecke.emplace_back(**z.as_string());
            }
        } else {
            const auto vorschlag = base::closest(name, bekannt);
            throw base::ConfigError(ort(wert) + "unknown key '" + name + "'" +
                                    (vorschlag.empty()
                                         ? " (expected one of: " + base::join(bekannt, ", ") + ")"
                                         : ", did you mean '" + vorschlag + "'?"));
        }
    }
    // Paths of the file are relative to the file.
    for (auto* p : {&k.schema_dir, &k.katalog_dir, &k.codelisten_dir, &k.kennung_key_file})
        if (!p->empty() && fs::path(*p).is_relative()) *p = (fs::path(pfad).parent_path() / *p).string();
    if (!k.behoerde.empty() &&
        (k.behoerde.size() != 6 || k.behoerde.find_first_not_of("0123456789") != std::string::npos))
        throw base::ConfigError(pfad + ": 'behoerde' is no Behördenkennzeichen (expected six digits)");
    return k;
}

katalog::Katalogpfade finde_katalog(const Argumente& argumente, const Konfiguration& k) {
    katalog::Katalogpfade pfade;
    pfade.schemas = argumente.text("schemas", k.schema_dir);
    pfade.katalog = argumente.text("katalog", k.katalog_dir);
    pfade.codelisten = argumente.text("codelisten", k.codelisten_dir);
    if (pfade.katalog.empty()) pfade.katalog = neueste("config", "katalog-");
    if (pfade.schemas.empty()) pfade.schemas = neueste("schemas", "xauslaender-");
    if (pfade.codelisten.empty()) pfade.codelisten = finde_daten("config/codelisten");
    return pfade;
}

}  // namespace abgleich::cli
