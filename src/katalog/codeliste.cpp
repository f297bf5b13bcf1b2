// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/katalog/codeliste.hpp>

#include <abgleich/base/digest.hpp>
#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>
#include <abgleich/xml/dokument.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <system_error>

namespace abgleich::katalog {

namespace fs = std::filesystem;

namespace {

constexpr std::array tsv_spalten = {"code", "text", "meldbar-ab", "meldbar-bis", "entfaellt-ab"};

Codeliste lies_tsv(const std::string& pfad) {
    const std::string inhalt = base::read_file(pfad);
    auto zeilen = base::split(inhalt, '\n');
    if (!zeilen.empty() && zeilen.back().empty()) zeilen.pop_back();
    const auto fehler = [&](std::size_t zeile, const std::string& was) {
        throw base::ConfigError(pfad + ":" + std::to_string(zeile) + ": " + was);
    };
    if (zeilen.size() < 2 || !zeilen[0].starts_with("# "))
        fehler(1, "no code list (expected '# URI<TAB>version<TAB>short name')");
    const auto kopf = base::split(zeilen[0].substr(2), '\t');
    if (kopf.size() != 3) fehler(1, "expected URI, version and short name");
    Codeliste liste;
    liste.uri = kopf[0];
    liste.version = kopf[1];
    liste.kurzname = kopf[2];
    const auto spalten = base::split(zeilen[1], '\t');
    for (std::size_t i = 0; i < tsv_spalten.size(); ++i)
        if (i >= spalten.size() || spalten[i] != tsv_spalten[i])
            fehler(2, std::string("expected column '") + tsv_spalten[i] + "'");
    for (std::size_t z = 2; z < zeilen.size(); ++z) {
        const auto felder = base::split(zeilen[z], '\t');
        if (felder.size() != spalten.size())
            fehler(z + 1, "expected " + std::to_string(spalten.size()) + " columns");
        liste.eintraege.push_back({std::string(felder[0]), std::string(felder[1]), std::string(felder[2]),
                                   std::string(felder[3]), std::string(felder[4])});
    }
    return liste;
}

/// dd.mm.yyyy of the published lists as ISO day.
std::string iso_tag(const std::string& text) {
    if (text.size() != 10 || text[2] != '.' || text[5] != '.') return text;
    return text.substr(6, 4) + "-" + text.substr(3, 2) + "-" + text.substr(0, 2);
}

/// OASIS genericode 1.0: the key column is the code, the first column of a known name its text.
Codeliste lies_genericode(const std::string& pfad) {
    const auto dokument = xml::Dokument::lies(pfad);
    Codeliste liste;
    std::string schluessel, textspalte;
    constexpr std::array<std::string_view, 6> textnamen = {"beschreibung", "Kurzbeschreibung", "Wert", "wert",
                                                           "name",         "bezeichnung"};
    for (const auto& teil : dokument.wurzel().kinder()) {
        if (teil.lokal() == "Identification") {
            for (const auto& e : teil.kinder()) {
                if (e.lokal() == "ShortName") liste.kurzname = e.text();
                if (e.lokal() == "Version") liste.version = e.text();
                if (e.lokal() == "CanonicalUri") liste.uri = e.text();
            }
        } else if (teil.lokal() == "ColumnSet") {
            std::set<std::string> ids;
            for (const auto& e : teil.kinder()) {
                if (e.lokal() == "Column") ids.insert(e.attribut("Id"));
                if (e.lokal() == "Key" && schluessel.empty())
                    for (const auto& ref : e.kinder())
                        if (ref.lokal() == "ColumnRef") schluessel = ref.attribut("Ref");
            }
            for (const auto name : textnamen)
                if (textspalte.empty() && ids.contains(std::string(name))) textspalte = name;
        } else if (teil.lokal() == "SimpleCodeList") {
            for (const auto& zeile : teil.kinder()) {
                CodeEintrag eintrag;
                for (const auto& wert : zeile.kinder()) {
                    const std::string spalte = wert.attribut("ColumnRef");
                    const std::string text(base::trim(wert.text()));
                    if (spalte == schluessel) eintrag.code = text;
                    if (spalte == textspalte) eintrag.text = text;
                    if (spalte == "meldbar-ab") eintrag.meldbar_ab = iso_tag(text);
                    if (spalte == "meldbar-bis") eintrag.meldbar_bis = iso_tag(text);
                    if (spalte == "entfaellt-ab") eintrag.entfaellt_ab = iso_tag(text);
                }
                liste.eintraege.push_back(std::move(eintrag));
            }
        }
    }
    if (liste.uri.empty() || liste.version.empty() || schluessel.empty())
        throw base::ConfigError(pfad + ": no genericode list (expected CanonicalUri, Version and a Key)");
    return liste;
}

/// Lists that `listen.toml` calls complete. The file is a plain table of two-line sections.
std::set<std::string> lies_vollstaendige(const std::string& pfad) {
    std::set<std::string> uris;
    if (!fs::exists(pfad)) return uris;
    const std::string inhalt = base::read_file(pfad);
    std::string uri;
    for (const auto roh : base::split(inhalt, '\n')) {
        const auto zeile = base::trim(roh);
        if (zeile.starts_with("[\"") && zeile.ends_with("\"]")) uri = zeile.substr(2, zeile.size() - 4);
        if (zeile == "vollstaendig = true") uris.insert(uri);
    }
    return uris;
}

}  // namespace

const CodeEintrag* Codeliste::find(std::string_view code) const {
    const auto it = std::lower_bound(eintraege.begin(), eintraege.end(), code,
                                     [](const CodeEintrag& e, std::string_view c) { return e.code < c; });
    return it == eintraege.end() || it->code != code ? nullptr : &*it;
}

Codelisten Codelisten::lade(const std::string& ordner) {
    std::error_code error;
    std::vector<fs::path> pfade;
    for (const auto& eintrag : fs::directory_iterator(ordner, error)) pfade.push_back(eintrag.path());
    if (error)
        throw base::ConfigError("code lists: '" + ordner + "' cannot be read (" + error.message() + ")");
    std::sort(pfade.begin(), pfade.end());
    const auto vollstaendige = lies_vollstaendige(ordner + "/listen.toml");
    Codelisten listen;
    base::Sha256 summe;
    if (fs::exists(ordner + "/listen.toml")) summe.update(base::read_file(ordner + "/listen.toml"));
    for (const auto& pfad : pfade) {
        const auto endung = pfad.extension().string();
        if (endung != ".tsv" && endung != ".xml" && endung != ".gc") continue;
        Codeliste liste = endung == ".tsv" ? lies_tsv(pfad.string()) : lies_genericode(pfad.string());
        std::sort(liste.eintraege.begin(), liste.eintraege.end(),
                  [](const auto& a, const auto& b) { return a.code < b.code; });
        summe.update(pfad.filename().string());
        summe.update(base::read_file(pfad.string()));
        liste.vollstaendig = vollstaendige.contains(liste.uri);
        listen.m_listen.push_back(std::move(liste));
    }
    listen.m_digest = base::to_hex(summe.finish());
    std::stable_sort(listen.m_listen.begin(), listen.m_listen.end(), [](const auto& a, const auto& b) {
        return std::tie(a.uri, a.version) < std::tie(b.uri, b.version);
    });
    for (std::size_t i = 0; i < listen.m_listen.size(); ++i)
        listen.m_nach_uri[listen.m_listen[i].uri].push_back(i);
    return listen;
}

const Codeliste* Codelisten::find(std::string_view uri, std::string_view version) const {
    const auto it = m_nach_uri.find(uri);
    if (it == m_nach_uri.end()) return nullptr;
    for (const auto i : it->second)
        if (m_listen[i].version == version) return &m_listen[i];
    return nullptr;
}

const Codeliste* Codelisten::neueste(std::string_view uri) const {
    const auto it = m_nach_uri.find(uri);
    return it == m_nach_uri.end() || it->second.empty() ? nullptr : &m_listen[it->second.back()];
}

const CodeEintrag* Codelisten::text(std::string_view uri, std::string_view code) const {
    const auto it = m_nach_uri.find(uri);
    if (it == m_nach_uri.end()) return nullptr;
    for (auto i = it->second.rbegin(); i != it->second.rend(); ++i)
        if (const auto* eintrag = m_listen[*i].find(code)) return eintrag;
    return nullptr;
}

}  // namespace abgleich::katalog
