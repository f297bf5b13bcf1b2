// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/input/behaelter.hpp>

#include "entpacker.hpp"
#include "rohdatei.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace abgleich::input {

namespace fs = std::filesystem;

namespace {

using Code = domain::ProblemCode;
using namespace std::string_view_literals;

constexpr std::uint64_t hoechstens_genannt = 1000;  // entries of one archive that are told one by one

enum class Inhalt { einfach, gzip, zstd, tar, zip, fremd };

Inhalt erkenne(std::string_view kopf) {
    static constexpr std::array<std::pair<std::string_view, Inhalt>, 8> anfaenge{{
        {"\x1f\x8b\x08"sv, Inhalt::gzip},
        {"\x28\xb5\x2f\xfd"sv, Inhalt::zstd},
        {"PK\x03\x04"sv, Inhalt::zip},
        {"PK\x05\x06"sv, Inhalt::zip},  // without entries
        {"PK\x07\x08"sv, Inhalt::zip},  // made as one of several parts
        {"BZh"sv, Inhalt::fremd},
        {"\xfd"
         "7zXZ\0"sv,
         Inhalt::fremd},
        {"7z\xbc\xaf\x27\x1c"sv, Inhalt::fremd},
    }};
    for (const auto& [anfang, inhalt] : anfaenge)
        if (kopf.starts_with(anfang)) return inhalt;
    // A frame of zstd that is to be skipped, as parallel packers write it: 0x184D2A50 to 5F.
    if (kopf.size() >= 4 && kopf.substr(1, 3) == "\x2a\x4d\x18"sv && (kopf[0] & 0xf0) == 0x50)
        return Inhalt::zstd;
    // Both kinds have a 0 there, which XML cannot have.
    const auto tar = kopf.size() < 512 ? ""sv : kopf.substr(257);
    if (tar.starts_with("ustar\0"sv) || tar.starts_with("ustar  \0"sv)) return Inhalt::tar;
    return Inhalt::einfach;
}

/// `endungen` in small letters; `name` is more than that.
template <std::size_t N>
bool endet_auf(std::string_view name, const std::array<std::string_view, N>& endungen) {
    return std::any_of(endungen.begin(), endungen.end(), [&](std::string_view endung) {
        return name.size() > endung.size() &&
               std::equal(endung.begin(), endung.end(),
                          name.end() - static_cast<std::ptrdiff_t>(endung.size()),
                          [](char e, char n) { return e == (n >= 'A' && n <= 'Z' ? n + ('a' - 'A') : n); });
    });
}

constexpr std::array nachricht{".xml"sv};
constexpr std::array archive{".tar"sv, ".tar.gz"sv, ".tgz"sv, ".tar.zst"sv, ".zip"sv};
constexpr std::array gepackt{".gz"sv, ".zst"sv};
constexpr std::array verschachtelt{".gz"sv, ".tgz"sv, ".zst"sv, ".tar"sv, ".zip"sv};

std::string anzeigename(std::string name) {
    std::replace_if(
        name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; },
        '?');
    return name;
}

std::string_view letzter_name(std::string_view pfad) { return pfad.substr(pfad.rfind('/') + 1); }

/// A file of a directory that may hold what is looked for: by itself, packed, or in an archive.
bool lesbar(std::string_view name, const Namenswahl& wahl) {
    if (endet_auf(name, archive)) return true;
    if (endet_auf(name, gepackt)) name = name.substr(0, name.rfind('.'));
    return wahl(name);
}

/// Absolute, of a drive, or with a component '..'; '\' counts as a separator because some packers write it.
bool fuehrt_hinaus(std::string name) {
    std::replace(name.begin(), name.end(), '\\', '/');
    return name.empty() || name.front() == '/' || name.substr(1, 2) == ":/" ||
           ("/" + name + "/").find("/../") != std::string::npos;
}

/// Hands a stream on and remembers how it broke.
class Beobachtet final : public xml::Quelle {
public:
    explicit Beobachtet(xml::Quelle& innen) : m_innen(innen) {}
    std::size_t lies(char* ziel, std::size_t platz) override {
        if (fehler) throw BehaelterFehler(*fehler);
        try {
            return m_innen.lies(ziel, platz);
        } catch (const BehaelterFehler& e) {
            fehler = e;
            throw;
        }
    }
    std::optional<BehaelterFehler> fehler;

private:
    xml::Quelle& m_innen;
};

class Lauf {
public:
    Lauf(const Behaeltergrenzen& grenzen, Behaelterempfaenger& empfaenger, const Namenswahl& wahl)
        : m_grenzen(grenzen), m_empfaenger(empfaenger), m_wahl(wahl) {}

    /// `aus_ordner`: found in a directory, so that it has to be a regular file.
    void datei(const std::string& pfad, bool aus_ordner) {
        const auto name = anzeigename(pfad);
        try {
            Rohdatei roh(pfad, aus_ordner, m_grenzen.max_bytes);
            if (roh.ordner() && aus_ordner) return;  // reached by a link
            if (aus_ordner && !roh.regulaer()) {
                problem(name, Code::datei_nicht_lesbar, "no regular file (expected one in a directory)");
                return;
            }
            verteile(name, roh);
            if (roh.veraendert())
                problem(name, Code::datei_veraendert,
                        "file changed while it was read (expected the same size and time)");
        } catch (const BehaelterFehler& e) {
            problem(name, e.code(), e.what());
        }
    }
    std::uint64_t rufe() const { return m_rufe; }

private:
    void verteile(const std::string& name, Rohdatei& roh) {
        MitKopf quelle(roh);
        switch (erkenne(quelle.kopf())) {
            case Inhalt::einfach:
                strom(name, quelle, roh.regulaer() ? std::optional(roh.groesse()) : std::nullopt);
                break;
            case Inhalt::gzip: {
                GzipQuelle gzip(quelle, m_grenzen);
                entpackt(name, gzip);
                break;
            }
            case Inhalt::zstd: {
                Archiv zstd(quelle, Archiv::Art::zstd, m_grenzen);
                entpackt(name, zstd);
                break;
            }
            case Inhalt::tar: {
                Archiv tar(quelle, Archiv::Art::tar, m_grenzen);
                archiv(name, tar);
                break;
            }
            case Inhalt::zip: {
                auto zip = roh.regulaer() ? std::make_unique<Archiv>(roh, m_grenzen)
                                          : std::make_unique<Archiv>(quelle, Archiv::Art::zip, m_grenzen);
                archiv(name, *zip);
                break;
            }
            case Inhalt::fremd:
                problem(name, Code::behaelter_kaputt,
                        "packed in a way that is not read (expected gzip, zstd, tar or zip)");
                break;
        }
    }

    /// What came out of gzip or zstd.
    void entpackt(const std::string& name, xml::Quelle& innen) {
        MitKopf quelle(innen);
        const auto inhalt = erkenne(quelle.kopf());
        if (inhalt == Inhalt::tar) {
            Archiv tar(quelle, Archiv::Art::tar, m_grenzen);
            archiv(name, tar);
        } else if (inhalt == Inhalt::einfach) {
            strom(name, quelle, std::nullopt);
        } else {
            problem(name, Code::behaelter_eintrag,
                    "packed twice (expected XML or a tar archive within); it was not read");
        }
    }

    void archiv(const std::string& pfad, Archiv& archiv) {
        Archiv::Eintrag eintrag;
        std::uint64_t uebergangen = 0;
        for (std::uint64_t anzahl = 0; archiv.naechster(eintrag); ++anzahl) {
            if (anzahl == m_grenzen.max_eintraege)
                throw BehaelterFehler(Code::behaelter_grenze,
                                      "archive with more entries than the limit (expected an end before it)");
            const auto name = pfad + '!' + anzeigename(eintrag.name);
            if (eintrag.ordner) continue;
            if (const char* grund = nicht_gelesen(eintrag)) {
                if (++uebergangen <= hoechstens_genannt) problem(name, Code::behaelter_eintrag, grund);
            } else if (m_wahl(letzter_name(eintrag.name))) {
                if (eintrag.verschluesselt) {
                    problem(name, Code::behaelter_kaputt,
                            "encrypted (expected an archive without a password)");
                    return;
                }
                if (!strom(name, archiv, eintrag.groesse)) return;
            }
        }
        if (uebergangen > hoechstens_genannt)
            problem(pfad, Code::behaelter_eintrag,
                    std::to_string(uebergangen - hoechstens_genannt) + " further entries were not read");
    }

    static const char* nicht_gelesen(const Archiv::Eintrag& eintrag) {
        if (!eintrag.einfach) return "entry is a link or a device (expected a plain file); it was not read";
        if (fuehrt_hinaus(eintrag.name))
            return "entry with a name that leads out of the archive (expected one below it); it was not read";
        if (endet_auf(eintrag.name, verschachtelt))
            return "entry is packed itself (expected XML in an archive); it was not read";
        return nullptr;
    }

    /// False: the stream broke, which is told.
    bool strom(const std::string& name, xml::Quelle& quelle, std::optional<std::uint64_t> groesse) {
        Beobachtet beobachtet(quelle);
        ++m_rufe;
        try {
            m_empfaenger.datei(name, beobachtet, groesse);
        } catch (const BehaelterFehler&) {
            if (!beobachtet.fehler) throw;
        }
        if (beobachtet.fehler) problem(name, beobachtet.fehler->code(), beobachtet.fehler->what());
        return !beobachtet.fehler;
    }

    void problem(const std::string& name, Code code, const std::string& meldung) {
        ++m_rufe;
        m_empfaenger.problem(name, code, meldung);
    }

    const Behaeltergrenzen& m_grenzen;
    Behaelterempfaenger& m_empfaenger;
    const Namenswahl& m_wahl;
    std::uint64_t m_rufe = 0;
};

/// Files below a directory, in byte order of their paths. Kinds come with the listing, only links are asked.
std::vector<std::string> finde_dateien(const std::string& ordner, const Namenswahl& wahl) {
    std::vector<std::string> funde;
    std::error_code fehler;
    for (auto it = fs::recursive_directory_iterator(ordner, fehler);
         !fehler && it != fs::recursive_directory_iterator(); it.increment(fehler)) {
        const auto& pfad = it->path().native();
        const auto name = letzter_name(pfad);
        if (!lesbar(name, wahl)) continue;
        // A link to nothing stays in the list: that it cannot be read is told like for any other file.
        std::error_code ignoriert;
        if (!it->is_directory(ignoriert)) funde.push_back(pfad);
    }
    if (fehler) throw base::InputError(ordner + ": cannot be read (" + fehler.message() + ")");
    std::sort(funde.begin(), funde.end());
    return funde;
}

}  // namespace

bool ist_nachricht(std::string_view name) { return endet_auf(name, nachricht); }

std::uint64_t durchlaufe(const std::string& pfad, const Behaeltergrenzen& grenzen,
                         Behaelterempfaenger& empfaenger, const Namenswahl& wahl) {
    Lauf lauf(grenzen, empfaenger, wahl);
    std::error_code fehler;
    const auto status = pfad == "-" ? fs::file_status(fs::file_type::unknown) : fs::status(pfad, fehler);
    if (!fs::exists(status))
        throw base::InputError(pfad + ": does not exist (expected a file or a directory)");
    if (fs::is_directory(status))
        for (const auto& fund : finde_dateien(pfad, wahl)) lauf.datei(fund, true);
    else
        lauf.datei(pfad, false);
    return lauf.rufe();
}

}  // namespace abgleich::input
