// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/input/einleser.hpp>

#include "nachrichten_leser.hpp"
#include "ordnung.hpp"

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
    /// Digest of what was read; `ganz`: also of what the parser left, so that it is that of the whole file.
    std::string schliesse(bool ganz) {
        char rest[65536];
        while (ganz && lies(rest, sizeof rest) != 0) {
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
         !fehler && it != fs::recursive_directory_iterator(); it.increment(fehler)) {
        std::error_code ignoriert;
        // A link to nothing stays in the list: that it cannot be read is told like for any other file.
        if (it->path().extension() == ".xml" && !it->is_directory(ignoriert))
            funde.push_back({it->path().string(), it->path().string()});
    }
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
        const bool endlich = fs::is_regular_file(fund.pfad);  // a device or a pipe may never end
        ziel.dateien[nummer].sha256 = quelle.schliesse(endlich);
        ziel.dateien[nummer].bytes = quelle.bytes();
        if (ausgang.art == xml::Ausgang::Art::leer && quelle.bytes() != 0)
            ausgang.art = xml::Ausgang::Art::kaputt;
        leser.datei_ende(ausgang);
    } catch (const base::InputError& e) {
        leser.datei_ende({});
        ziel.dateien[nummer].abgebrochen = true;
        ziel.liste_unvollstaendig = true;
        ziel.probleme.push_back({domain::ProblemCode::datei_nicht_lesbar,
                                 {nummer, 0, 0},
                                 0,
                                 "file cannot be read (expected a readable file)",
                                 true});
        base::Log::warning(e.what());
    }
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
            ziel.liste_unvollstaendig = true;
        }
        for (const auto& fund : funde) {
            lies_datei(fund, leser, optionen, ziel);
            fortschritt.update(leser.saetze());
        }
    }
    if (optionen.nur_pruefen) {
        ziel.unbenutzt.clear();
    } else {
        ordne_saetze(ziel, optionen.seite);
        ordne_liste(ziel.abgleichsdaten);
    }
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
