// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "umgebung.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>
#include <abgleich/katalog/fassungen.hpp>

#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <map>
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

/// Folders of one kind by version: all that `ordner` holds under `praefix`.
using Ordner = std::map<std::string, std::string>;

Ordner versionen_in(const fs::path& ordner, const std::string& praefix) {
    Ordner gefunden;
    std::error_code fehler;
    for (const auto& eintrag : fs::directory_iterator(ordner, fehler)) {
        const std::string name = eintrag.path().filename().string();
        const bool mit_version = name.starts_with(praefix) && name.size() > praefix.size() &&
                                 name[praefix.size()] >= '0' && name[praefix.size()] <= '9';
        if (eintrag.is_directory() && mit_version)
            gefunden.emplace(name.substr(praefix.size()), eintrag.path().string());
    }
    return gefunden;
}

Ordner installierte(const std::string& unterordner, const std::string& praefix) {
    for (const auto& basis : datenordner())
        if (auto gefunden = versionen_in(basis / unterordner, praefix); !gefunden.empty()) return gefunden;
    throw base::ConfigError("no folder '" + unterordner + "/" + praefix +
                            "*' is installed; name one by option or configuration");
}

bool erklaert(const std::string& schema, const std::string& raum) {
    const std::string_view attribut = "targetNamespace";
    for (auto wo = schema.find(attribut); wo != std::string::npos; wo = schema.find(attribut, wo + 1)) {
        const auto wert = schema.find_first_of("\"'", wo);
        if (wert != std::string::npos && schema.compare(wert + 1, raum.size(), raum) == 0 &&
            schema[wert + 1 + raum.size()] == schema[wert])
            return true;
    }
    return false;
}

/// Which version the schemas of a folder are of: the one whose namespace one of
/// them declares.
std::string version_der_schemas(const std::string& ordner, const Ordner& kataloge) {
    std::vector<std::string> schemas, raeume;
    std::error_code fehler;
    for (const auto& eintrag : fs::recursive_directory_iterator(ordner, fehler))
        if (eintrag.path().extension() == ".xsd") schemas.push_back(base::read_file(eintrag.path().string()));
    for (const auto& [version, katalog] : kataloge) {
        const auto raum = katalog::lies_fassungskopf(katalog).namensraum;
        if (std::any_of(schemas.begin(), schemas.end(), [&](const auto& s) { return erklaert(s, raum); }))
            return version;
        raeume.push_back("'" + raum + "'");
    }
    throw base::ConfigError("schemas: '" + ordner + "' declares none of the installed namespaces (expected " +
                            base::join(raeume, " or ") + "); name its catalogue by --katalog");
}

/// Two folders a version. One that stands alone belongs to the one of the other
/// kind, if there is one only.
std::vector<katalog::Katalogpfade> paare(const Ordner& schemas, const Ordner& kataloge,
                                         const std::string& codelisten) {
    std::vector<katalog::Katalogpfade> pfade;
    for (const auto& [version, katalog] : kataloge) {
        const auto it = schemas.find(version);
        if (it == schemas.end())
            throw base::ConfigError("catalogue '" + katalog +
                                    "' has no schemas (expected a folder 'xauslaender-" + version +
                                    "' beside '" + schemas.begin()->second + "'); install both or none");
        pfade.push_back({it->second, katalog, codelisten});
    }
    for (const auto& [version, ordner] : schemas)
        if (!kataloge.contains(version))
            throw base::ConfigError("schemas '" + ordner +
                                    "' have no catalogue (expected a folder 'katalog-" + version +
                                    "' beside '" + kataloge.begin()->second + "'); install both or none");
    return pfade;
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

std::vector<katalog::Katalogpfade> finde_fassungen(const Argumente& argumente, const Konfiguration& k) {
    const std::string schema_dir = argumente.text("schemas", k.schema_dir);
    const std::string katalog_dir = argumente.text("katalog", k.katalog_dir);
    std::string codelisten = argumente.text("codelisten", k.codelisten_dir);
    if (codelisten.empty()) codelisten = finde_daten("config/codelisten");
    Ordner schemas = schema_dir.empty() ? installierte("schemas", "xauslaender-")
                                        : versionen_in(schema_dir, "xauslaender-");
    Ordner kataloge =
        katalog_dir.empty() ? installierte("config", "katalog-") : versionen_in(katalog_dir, "katalog-");
    const bool ein_schema = schemas.empty(),
               ein_katalog = kataloge.empty();  // a folder of one version
    if (ein_schema && ein_katalog) return {{schema_dir, katalog_dir, codelisten}};
    if (ein_schema && kataloge.size() == 1) return {{schema_dir, kataloge.begin()->second, codelisten}};
    if (ein_katalog && schemas.size() == 1) return {{schemas.begin()->second, katalog_dir, codelisten}};
    // Of several versions the named folder replaces that of its own; the others
    // stay as installed.
    if (ein_schema) {
        schemas = installierte("schemas", "xauslaender-");
        schemas[version_der_schemas(schema_dir, kataloge)] = schema_dir;
    }
    if (ein_katalog) {
        kataloge = installierte("config", "katalog-");
        kataloge[katalog::lies_fassungskopf(katalog_dir).version] = katalog_dir;
    }
    return paare(schemas, kataloge, codelisten);
}

}  // namespace abgleich::cli
