// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/input/einleser.hpp>

#include "nachrichten_leser.hpp"

#include <abgleich/base/digest.hpp>
#include <abgleich/base/error.hpp>
#include <abgleich/base/logging.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

namespace abgleich::input {

namespace fs = std::filesystem;

namespace {

/// Bytes of a file, summed while they are read.
class DateiQuelle final : public xml::Quelle {
public:
    explicit DateiQuelle(const std::string& pfad)
        : m_pfad(pfad), m_datei(std::fopen(pfad.c_str(), "rb"), &std::fclose) {
        if (!m_datei) throw base::InputError(pfad + ": cannot be opened (" + std::strerror(errno) + ")");
        std::setvbuf(m_datei.get(), nullptr, _IOFBF, 1 << 18);
    }
    std::size_t lies(char* ziel, std::size_t platz) override {
        const auto anzahl = std::fread(ziel, 1, platz, m_datei.get());
        if (anzahl == 0 && std::ferror(m_datei.get()))
            throw base::InputError(m_pfad + ": cannot be read (" + std::strerror(errno) + ")");
        m_summe.update({ziel, anzahl});
        m_bytes += anzahl;
        return anzahl;
    }
    /// Reads what the parser left, so that the digest is that of the whole file.
    std::string schliesse() {
        char rest[65536];
        while (lies(rest, sizeof rest) != 0) {
        }
        return base::to_hex(m_summe.finish());
    }
    std::uint64_t bytes() const { return m_bytes; }

private:
    std::string m_pfad;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> m_datei;
    base::Sha256 m_summe;
    std::uint64_t m_bytes = 0;
};

struct Fund {
    std::string pfad;
    std::string name;
};

/// Files of a path, in byte order of their names.
std::vector<Fund> finde_dateien(const std::string& pfad) {
    if (pfad == "-")
        throw base::InputError("-: a pipe is not read by this version (expected a file or a directory); "
                               "write it to a file first");
    std::error_code fehler;
    const auto status = fs::status(pfad, fehler);
    if (!fs::exists(status))
        throw base::InputError(pfad + ": does not exist (expected a file or a directory)");
    if (!fs::is_directory(status)) {
        const auto endung = fs::path(pfad).extension();
        for (const char* archiv : {".gz", ".zst", ".tar", ".zip"})
            if (endung == archiv)
                throw base::InputError(
                    pfad + ": archives are not read by this version (expected *.xml); unpack it first");
        return {{pfad, pfad}};
    }
    std::vector<Fund> funde;
    for (auto it = fs::recursive_directory_iterator(pfad, fehler);
         !fehler && it != fs::recursive_directory_iterator(); it.increment(fehler))
        if (it->path().extension() == ".xml" && it->is_regular_file(fehler))
            funde.push_back({it->path().string(), it->path().string()});
    if (fehler) throw base::InputError(pfad + ": cannot be read (" + fehler.message() + ")");
    std::sort(funde.begin(), funde.end(), [](const Fund& a, const Fund& b) { return a.name < b.name; });
    return funde;
}

void lies_datei(const Fund& fund, NachrichtenLeser& leser, const Leseoptionen& optionen, Einlesung& ziel) {
    const auto nummer = static_cast<std::uint32_t>(ziel.dateien.size());
    ziel.dateien.push_back({fund.name, optionen.seite, {}, 0, 0, 0, false});
    leser.neue_datei(nummer);
    try {
        DateiQuelle quelle(fund.pfad);
        xml::SaxLeser sax(leser);
        auto ausgang = sax.lies(quelle);
        ziel.dateien[nummer].sha256 = quelle.schliesse();
        ziel.dateien[nummer].bytes = quelle.bytes();
        if (ausgang.art == xml::Ausgang::Art::leer && quelle.bytes() != 0)
            ausgang.art = xml::Ausgang::Art::kaputt;
        leser.datei_ende(ausgang);
    } catch (const base::InputError& e) {
        leser.datei_ende({});
        ziel.dateien[nummer].abgebrochen = true;
        ziel.probleme.push_back({domain::ProblemCode::datei_nicht_lesbar,
                                 {nummer, 0, 0},
                                 0,
                                 "file cannot be read (expected a readable file)",
                                 true});
        base::Log::warning(e.what());
    }
}

bool gleicher_inhalt(const domain::Bestand& b, const domain::Satz& x, const domain::Satz& y) {
    const auto vx = b.vorkommen_von(x), vy = b.vorkommen_von(y);
    if (vx.size() != vy.size()) return false;
    for (std::size_t i = 0; i < vx.size(); ++i) {
        const auto bx = b.blaetter_von(vx[i]), by = b.blaetter_von(vy[i]);
        if (vx[i].sachverhalt != vy[i].sachverhalt || vx[i].stand != vy[i].stand || bx.size() != by.size())
            return false;
        for (std::size_t j = 0; j < bx.size(); ++j)
            if (bx[j].feld != by[j].feld || bx[j].nummer != by[j].nummer || bx[j].zweig != by[j].zweig ||
                b.text(bx[j]) != b.text(by[j]))
                return false;
    }
    return true;
}

/// Orders the records by key, and settles records with one key: equal ones become one; of register
/// answers the newest counts; else none does, since nothing says which is right. Independent of the
/// order in which they were read.
void ordne(Einlesung& e, domain::Seite seite) {
    auto& b = e.bestand;
    const auto schluessel = [&](const domain::Satz& s) {
        return seite == domain::Seite::lokal ? std::string(b.text(s.aktenzeichen)) : s.azr_nummer.text();
    };
    const auto kleiner = [&](const domain::Satz& x, const domain::Satz& y) {
        const int c = seite == domain::Seite::lokal ? b.text(x.aktenzeichen).compare(b.text(y.aktenzeichen))
                                                    : (x.azr_nummer < y.azr_nummer    ? -1
                                                       : x.azr_nummer == y.azr_nummer ? 0
                                                                                      : 1);
        if (c != 0) return c < 0;
        if (x.im_bestand != y.im_bestand) return x.im_bestand;
        return x.erstellt_ms > y.erstellt_ms;
    };
    std::sort(b.saetze.begin(), b.saetze.end(), kleiner);
    std::vector<domain::Satz> geordnet;
    geordnet.reserve(b.saetze.size());
    for (std::size_t i = 0; i < b.saetze.size();) {
        std::size_t j = i + 1;
        while (j < b.saetze.size() && schluessel(b.saetze[j]) == schluessel(b.saetze[i])) ++j;
        domain::Satz bleibt = b.saetze[i];
        bool eindeutig = true;
        for (std::size_t k = i + 1; k < j; ++k) {
            const auto& anderer = b.saetze[k];
            if (seite == domain::Seite::azr &&
                (!anderer.im_bestand || anderer.erstellt_ms < bleibt.erstellt_ms))
                continue;
            eindeutig = eindeutig && anderer.im_bestand && bleibt.im_bestand &&
                        anderer.azr_nummer == bleibt.azr_nummer && gleicher_inhalt(b, bleibt, anderer);
        }
        if (!eindeutig) {
            for (std::size_t k = i; k < j; ++k) {
                if (!b.saetze[k].im_bestand) continue;
                auto& datei = e.dateien[b.saetze[k].herkunft.datei];
                --datei.saetze;
                ++datei.verworfen;
                e.probleme.push_back({domain::ProblemCode::satz_doppelt, b.saetze[k].herkunft, 0,
                                      "another record has the same key and different content (expected one "
                                      "record a person); none of them is used",
                                      true});
            }
            // All stay as stubs: each number is still known to belong to somebody here.
            for (std::size_t k = i; k < j; ++k) {
                geordnet.push_back(b.saetze[k]);
                geordnet.back().im_bestand = false;
                geordnet.back().vorkommen = 0;
            }
            i = j;
            continue;
        }
        e.ersetzt += j - i - 1;
        geordnet.push_back(bleibt);
        i = j;
    }
    b.saetze = std::move(geordnet);
}

void ordne(domain::Abgleichsdaten& daten) {
    std::stable_sort(daten.eintraege.begin(), daten.eintraege.end(), [](const auto& x, const auto& y) {
        return x.nummer != y.nummer ? x.nummer < y.nummer : x.referenzen > y.referenzen;
    });
    const auto ende = std::unique(daten.eintraege.begin(), daten.eintraege.end(),
                                  [](const auto& x, const auto& y) { return x.nummer == y.nummer; });
    daten.eintraege.erase(ende, daten.eintraege.end());
}

}  // namespace

Einlesung lies(const katalog::Katalog& katalog, const Leseoptionen& optionen,
               const std::vector<std::string>& pfade) {
    Einlesung ziel;
    NachrichtenLeser leser(katalog, optionen, ziel);
    base::Progress fortschritt(optionen.seite == domain::Seite::lokal ? "Bestand" : "AZR",
                               optionen.fortschritt);
    for (const auto& pfad : pfade) {
        const auto funde = finde_dateien(pfad);
        if (funde.empty()) {
            ziel.probleme.push_back({domain::ProblemCode::keine_nachrichten,
                                     {static_cast<std::uint32_t>(ziel.dateien.size()), 0, 0},
                                     0,
                                     "directory without messages (expected *.xml below it)",
                                     true});
            ziel.dateien.push_back(
                {pfad, optionen.seite, {}, 0, 0, 0, true});  // what should be there is not known
        }
        for (const auto& fund : funde) {
            lies_datei(fund, leser, optionen, ziel);
            fortschritt.update(leser.saetze());
        }
    }
    ordne(ziel, optionen.seite);
    ordne(ziel.abgleichsdaten);
    for (const auto& [nummer, anzahl] : ziel.unbenutzt) {
        ziel.probleme.push_back(
            {domain::ProblemCode::nachricht_unbenutzt,
             {},
             0,
             std::to_string(anzahl) + " message(s) " + nummer + " are valid but of no use for this command",
             false});
    }
    std::stable_sort(ziel.probleme.begin(), ziel.probleme.end(), [](const auto& x, const auto& y) {
        return std::tie(x.herkunft.datei, x.herkunft.zeile, x.spalte, x.herkunft.satz) <
               std::tie(y.herkunft.datei, y.herkunft.zeile, y.spalte, y.herkunft.satz);
    });
    return ziel;
}

}  // namespace abgleich::input
