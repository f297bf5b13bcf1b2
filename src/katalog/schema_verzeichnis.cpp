// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Addresses become paths below one folder, or they are refused. A relative address is taken from where it
// stands: "../code/code.xsd" in "xinneres/name.xsd" is "code/code.xsd".
#include "schema_verzeichnis.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace abgleich::katalog {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view katalog_raum = "urn:oasis:names:tc:entity:xmlns:xml:catalog";
constexpr std::string_view schema_raum = "http://www.w3.org/2001/XMLSchema";
constexpr const char* katalog_name = "catalog.xml";

/// "http:", "urn:", "file:" ... begin an absolute address (RFC 3986, section 3.1).
bool ist_absolut(std::string_view adresse) {
    const auto ende = adresse.find_first_of(":/?#");
    return adresse.starts_with('/') || (ende != std::string_view::npos && adresse[ende] == ':');
}

/// Undoes %XX, so that what is checked is what is opened.
std::string ohne_prozent(std::string_view adresse) {
    const auto wert = [](char c) {
        return std::string_view("0123456789abcdef").find(c | ('A' <= c && c <= 'F' ? 0x20 : 0));
    };
    std::string text;
    for (std::size_t i = 0; i < adresse.size(); ++i) {
        if (adresse[i] == '%' && i + 2 < adresse.size() && wert(adresse[i + 1]) < 16 &&
            wert(adresse[i + 2]) < 16) {
            text += static_cast<char>(wert(adresse[i + 1]) * 16 + wert(adresse[i + 2]));
            i += 2;
        } else {
            text += adresse[i];
        }
    }
    return text;
}

std::string ordner_von(const std::string& pfad) {
    const auto strich = pfad.rfind('/');
    return strich == std::string::npos ? std::string() : pfad.substr(0, strich + 1);
}

/// `adresse` as seen from the folder `basis` ("" or ending in '/'). Throws base::ConfigError, without the
/// place, where it is absolute or leads out.
std::string im_ordner(const std::string& basis, const std::string& adresse) {
    const std::string relativ = ohne_prozent(adresse);
    bool heraus = ist_absolut(adresse) || relativ.starts_with('/') || relativ.find('\0') != std::string::npos;
    std::vector<std::string> teile;
    const std::string ganz = basis + relativ;
    for (const auto teil : base::split(ganz, '/')) {
        if (teil.empty() || teil == ".") continue;
        if (teil != "..")
            teile.emplace_back(teil);
        else if (teile.empty())
            heraus = true;
        else
            teile.pop_back();
    }
    if (heraus)
        throw base::ConfigError("'" + adresse +
                                "' leads out of the schema folder (expected a relative file name within it)");
    return base::join(teile, "/") + (ganz.ends_with('/') && !teile.empty() ? "/" : "");
}

/// xml::Element knows attributes without namespace only, so xml:base gets such a name before parsing. No other
/// prefix than `xml` can stand for its namespace (Namespaces in XML, section 3), and the length stays.
constexpr std::string_view basis_geschrieben = "xml:base";
constexpr const char* basis_gelesen = "xml-base";

std::string mit_lesbarer_basis(std::string text) {
    for (auto pos = text.find(basis_geschrieben); pos != std::string::npos;
         pos = text.find(basis_geschrieben, pos))
        text.replace(pos, basis_geschrieben.size(), basis_gelesen);
    return text;
}

/// The folder that addresses below `element` are taken from: xml:base may change it.
std::string basis_von(const xml::Element& element, const std::string& basis) {
    const std::string eigene = element.attribut(basis_gelesen);
    return eigene.empty() ? basis : ordner_von(im_ordner(basis, eigene));
}

}  // namespace

SchemaVerzeichnis::SchemaVerzeichnis(std::string ordner) : m_ordner(std::move(ordner)) {
    if (fs::exists(fs::path(m_ordner) / katalog_name)) lies_katalog(katalog_name, {});
}

void SchemaVerzeichnis::lies_katalog(const std::string& pfad, std::vector<std::string> kette) {
    const std::string voll = m_ordner + "/" + pfad;
    if (std::find(kette.begin(), kette.end(), pfad) != kette.end())
        throw base::ConfigError(
            voll + ": leads to itself by 'nextCatalog' (expected other files); remove the entry");
    kette.push_back(pfad);
    const auto dokument = xml::Dokument::aus_text(mit_lesbarer_basis(lies_text(pfad)), voll);
    const auto wurzel = dokument.wurzel();
    if (wurzel.raum() != katalog_raum || wurzel.lokal() != "catalog")
        throw base::ConfigError(voll + ": no XML catalogue (expected 'catalog' of namespace '" +
                                std::string(katalog_raum) + "')");
    const auto nummer = m_kataloge.size();  // those it names come behind it
    m_kataloge.emplace_back();
    std::vector<std::string> weitere;
    lies_eintraege(wurzel, voll, ordner_von(pfad), m_kataloge[nummer], weitere);
    for (const auto& name : weitere) lies_katalog(name, kette);
}

void SchemaVerzeichnis::lies_eintraege(const xml::Element& eltern, const std::string& voll,
                                       const std::string& aussen, Katalogdatei& ziel,
                                       std::vector<std::string>& weitere) {
    const auto am_ort = [&](const xml::Element& e, const auto& was) {
        try {
            return was();
        } catch (const base::ConfigError& fehler) {
            throw base::ConfigError(voll + ":" + std::to_string(e.zeile()) + ": " + fehler.what());
        }
    };
    const std::string basis = am_ort(eltern, [&] { return basis_von(eltern, aussen); });
    const auto datei = [&](const xml::Element& e, const char* attribut) {
        return am_ort(e, [&] { return im_ordner(basis_von(e, basis), e.attribut(attribut)); });
    };
    for (const auto& e : eltern.kinder()) {
        const auto art = e.lokal();
        if (e.raum() != katalog_raum || art == "public") continue;
        if (art == "uri") {
            const std::string name = e.attribut("name");
            if (ziel.adressen.emplace(name, datei(e, "uri")).second) ziel.namen.push_back(name);
        } else if (art == "system") {
            ziel.adressen.emplace(e.attribut("systemId"), datei(e, "uri"));
        } else if (art == "rewriteURI") {
            ziel.umschreibungen.emplace_back(e.attribut("uriStartString"), datei(e, "rewritePrefix"));
        } else if (art == "rewriteSystem") {
            ziel.umschreibungen.emplace_back(e.attribut("systemIdStartString"), datei(e, "rewritePrefix"));
        } else if (art == "nextCatalog") {
            weitere.push_back(datei(e, "catalog"));
        } else if (art == "group") {
            lies_eintraege(e, voll, basis, ziel, weitere);
        } else {
            throw base::ConfigError(
                voll + ":" + std::to_string(e.zeile()) + ": '" + std::string(art) +
                "' is not known (expected uri, system, public, rewriteURI, rewriteSystem, "
                "nextCatalog or group); name its files by 'uri'");
        }
    }
}

std::string SchemaVerzeichnis::aus_katalog(const std::string& adresse) const {
    for (const auto& katalog : m_kataloge) {
        if (const auto it = katalog.adressen.find(adresse); it != katalog.adressen.end()) return it->second;
        const std::pair<std::string, std::string>* laengste = nullptr;
        for (const auto& u : katalog.umschreibungen)
            if (adresse.starts_with(u.first) &&
                (laengste == nullptr || u.first.size() > laengste->first.size()))
                laengste = &u;
        if (laengste != nullptr)
            return im_ordner("", laengste->second + adresse.substr(laengste->first.size()));
    }
    return {};
}

std::vector<std::string> SchemaVerzeichnis::einstiege() {
    std::vector<std::string> pfade;
    for (const auto& katalog : m_kataloge)
        for (const auto& name : katalog.namen) {
            // An address of a file and a namespace look alike; what tells them apart is the file itself.
            if (name.ends_with(".xsd") || aus_katalog(name) != katalog.adressen.at(name)) continue;
            const auto& pfad = katalog.adressen.at(name);
            if (lies(pfad).raum == name) pfade.push_back(pfad);
        }
    if (pfade.empty()) pfade = schemadateien(false);
    if (pfade.empty())
        throw base::ConfigError("schemas: no *.xsd in '" + m_ordner +
                                "' (expected the schema files of one version); check --schemas");
    std::sort(pfade.begin(), pfade.end());
    pfade.erase(std::unique(pfade.begin(), pfade.end()), pfade.end());
    return pfade;
}

std::vector<std::string> SchemaVerzeichnis::ziele(const std::string& von, const std::string& ort,
                                                  const std::string& raum) {
    if (!ort.empty()) {
        if (auto pfad = aus_katalog(ort); !pfad.empty()) return {pfad};
        if (!ist_absolut(ort)) {
            auto pfad = im_ordner(ordner_von(von), ort);
            if (fs::is_regular_file(fs::path(m_ordner) / pfad)) return {pfad};
        }
    }
    if (auto pfad = aus_katalog(raum); !pfad.empty() && pfad != von) return {pfad};
    std::vector<std::string> pfade;
    for (auto& pfad : schemadateien(true))
        if (pfad != von && lies(pfad).raum == raum) pfade.push_back(std::move(pfad));
    return pfade;
}

const SchemaVerzeichnis::Datei& SchemaVerzeichnis::lies(const std::string& pfad) {
    if (const auto it = m_dateien.find(pfad); it != m_dateien.end()) return it->second;
    std::string text = lies_text(pfad);
    const std::string voll = m_ordner + "/" + pfad;
    auto dokument = xml::Dokument::aus_text(text, voll);
    const auto wurzel = dokument.wurzel();
    if (wurzel.raum() != schema_raum || wurzel.lokal() != "schema")
        throw base::ConfigError(voll + ": no XML Schema (expected 'schema' of namespace '" +
                                std::string(schema_raum) + "')");
    std::string raum = wurzel.attribut("targetNamespace");
    return m_dateien.emplace(pfad, Datei{std::move(dokument), std::move(text), std::move(raum)})
        .first->second;
}

std::string SchemaVerzeichnis::lies_text(const std::string& pfad) const {
    const fs::path voll = fs::path(m_ordner) / pfad;
    std::error_code fehler;
    const auto wahr = fs::canonical(voll, fehler).string();
    if (fehler)
        throw base::ConfigError(voll.string() + ": cannot be read (" + fehler.message() +
                                "); put the file there or correct who names it");
    const auto oben = fs::canonical(m_ordner).string();
    if (!wahr.starts_with(oben + "/") && oben != "/")
        throw base::ConfigError(voll.string() +
                                ": is a link that leads out of the schema folder (expected a file "
                                "within it); put the file itself there");
    try {
        return base::read_file(voll.string());
    } catch (const base::InputError& e) {
        throw base::ConfigError(e.what());
    }
}

std::vector<std::string> SchemaVerzeichnis::schemadateien(bool auch_unterordner) const {
    std::vector<std::string> pfade;
    std::error_code fehler;  // a folder that cannot be read holds none
    const auto nimm = [&](const fs::directory_entry& eintrag) {
        if (eintrag.path().extension() == ".xsd" && eintrag.is_regular_file())
            pfade.push_back(eintrag.path().lexically_relative(m_ordner).generic_string());
    };
    if (auch_unterordner)
        for (const auto& e : fs::recursive_directory_iterator(m_ordner, fehler)) nimm(e);
    else
        for (const auto& e : fs::directory_iterator(m_ordner, fehler)) nimm(e);
    std::sort(pfade.begin(), pfade.end());
    return pfade;
}

}  // namespace abgleich::katalog
