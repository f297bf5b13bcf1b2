// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Versions side by side. Schemas, which take nearly all of the time, are read at once, a thread each; then
// one version after the other is bound, since each continues the numbers of the one before.
#include <abgleich/katalog/fassungen.hpp>

#include "overlay.hpp"

#include <abgleich/base/digest.hpp>
#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>

#include <algorithm>
#include <charconv>
#include <future>
#include <utility>

namespace abgleich::katalog {

namespace {

struct Angabe {
    Katalogpfade pfade;
    Fassungskopf kopf;
    std::vector<unsigned> stellen;  // of the version's name, by which versions are ordered
};

/// "26.11" as 26, 11. Empty: not digits and dots.
std::vector<unsigned> stellen_von(std::string_view version) {
    std::vector<unsigned> stellen;
    for (const auto teil : base::split(version, '.')) {
        unsigned zahl = 0;
        const auto [ende, fehler] = std::from_chars(teil.data(), teil.data() + teil.size(), zahl);
        if (fehler != std::errc{} || ende != teil.data() + teil.size()) return {};
        stellen.push_back(zahl);
    }
    return stellen;
}

std::vector<Angabe> ordne(const std::vector<Katalogpfade>& pfade) {
    if (pfade.empty() || pfade.size() > Fassungen::hoechstens)
        throw base::ConfigError(std::to_string(pfade.size()) + " versions of the standard (expected 1 to " +
                                std::to_string(Fassungen::hoechstens) + "); remove the oldest");
    std::vector<Angabe> angaben;
    for (const auto& p : pfade) {
        Angabe a{p, lies_fassungskopf(p.katalog), {}};
        a.stellen = stellen_von(a.kopf.version);
        if (a.stellen.empty())
            throw base::ConfigError(p.katalog + "/version.toml: version '" + a.kopf.version +
                                    "' (expected digits and dots, as in 26.11)");
        angaben.push_back(std::move(a));
    }
    std::stable_sort(angaben.begin(), angaben.end(),
                     [](const auto& a, const auto& b) { return a.stellen < b.stellen; });
    return angaben;
}

void pruefe(const std::vector<Angabe>& angaben) {
    for (std::size_t i = 0; i < angaben.size(); ++i) {
        const auto& [pfade, kopf, stellen] = angaben[i];
        const std::string ort = pfade.katalog + "/version.toml: ";
        for (std::size_t j = 0; j < i; ++j) {
            if (angaben[j].stellen == stellen)
                throw base::ConfigError(ort + "version '" + kopf.version + "' is installed twice, also in '" +
                                        angaben[j].pfade.katalog + "'; remove one");
            if (angaben[j].kopf.namensraum == kopf.namensraum)
                throw base::ConfigError(ort + "namespace '" + kopf.namensraum + "' is that of version '" +
                                        angaben[j].kopf.version + "' too (expected one of its own)");
        }
        if (kopf.grundlage.empty() || (i != 0 && kopf.grundlage == angaben[i - 1].kopf.version)) continue;
        throw base::ConfigError(
            ort + "grundlage '" + kopf.grundlage +
            (i == 0
                 ? "' is not installed before it; install its folders beside those of '" + kopf.version + "'"
                 : "' is not the version before it (expected '" + angaben[i - 1].kopf.version +
                       "'); install what lies between, or describe the changes since that one"));
    }
}

/// One digest over several; a single one stays itself.
std::string gemeinsam(const std::vector<std::string>& teile) {
    if (teile.size() == 1) return teile.front();
    base::Sha256 summe;
    for (const auto& teil : teile) summe.update(teil);
    return base::to_hex(summe.finish());
}

}  // namespace

Fassungen Fassungen::lade(const std::vector<Katalogpfade>& pfade) {
    const auto angaben = ordne(pfade);
    pruefe(angaben);
    std::vector<std::future<Typgraph>> graphen;
    for (const auto& a : angaben)
        graphen.push_back(std::async(angaben.size() == 1 ? std::launch::deferred : std::launch::async,
                                     [&ordner = a.pfade.schemas] { return lies_schemas(ordner); }));
    Fassungen fassungen;
    std::vector<Overlay> overlays;
    overlays.reserve(angaben.size());
    std::shared_ptr<const Codelisten> listen;
    for (std::size_t i = 0; i < angaben.size(); ++i) {
        const auto& a = angaben[i];
        if (i == 0 || a.pfade.codelisten != angaben[i - 1].pfade.codelisten)
            listen = std::make_shared<const Codelisten>(Codelisten::lade(a.pfade.codelisten));
        overlays.push_back(
            lies_overlay(a.pfade.katalog, a.kopf.grundlage.empty() ? nullptr : &overlays.back()));
        fassungen.m_alle.push_back(Katalog::baue(graphen[i].get(), listen, overlays.back(),
                                                 i == 0 ? nullptr : fassungen.m_alle.back().get()));
    }
    return fassungen;
}

std::optional<std::uint8_t> Fassungen::von(std::string_view namensraum) const {
    for (auto i = m_alle.size(); i-- != 0;) {
        const Katalog& k = *m_alle[i];
        const auto wurzeln = k.wurzeln();
        if (k.namensraum() == namensraum || std::any_of(wurzeln.begin(), wurzeln.end(), [&](const Wurzel& w) {
                return k.graph().namen.namensraum(w.name) == namensraum;
            }))
            return static_cast<std::uint8_t>(i);
    }
    return {};
}

const Katalog& Fassungen::version(std::string_view name) const {
    if (name.empty()) return gesamt();
    for (const auto& k : m_alle)
        if (k->version() == name) return *k;
    throw base::UsageError("version '" + std::string(name) +
                           "' is not installed (expected one of: " + versionen() + ")");
}

std::string Fassungen::versionen() const {
    std::vector<std::string> namen;
    for (const auto& k : m_alle) namen.push_back(k->version());
    return base::join(namen, ", ");
}

std::string Fassungen::namensraeume() const {
    std::vector<std::string> namen;
    for (const auto& k : m_alle) namen.push_back("'" + k->namensraum() + "'");
    return base::join(namen, " or ");
}

std::string Fassungen::schema_digest() const {
    std::vector<std::string> teile;
    for (const auto& k : m_alle) teile.push_back(k->graph().digest);
    return gemeinsam(teile);
}

std::string Fassungen::katalog_digest() const {
    std::vector<std::string> teile;
    for (const auto& k : m_alle) teile.push_back(k->digest());
    return gemeinsam(teile);
}

}  // namespace abgleich::katalog
