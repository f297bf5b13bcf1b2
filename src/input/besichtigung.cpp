// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Every path is gone through twice: first the beginning of each file, and tables whole; then, where there was XML,
// by the reader of messages.
#include <abgleich/input/besichtigung.hpp>

#include "nachrichtenbild.hpp"
#include "tabellen_leser.hpp"
#include "tabellenbild.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>
#include <abgleich/csv/leser.hpp>
#include <abgleich/input/behaelter.hpp>

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <filesystem>
#include <map>
#include <set>
#include <sys/mman.h>
#include <unistd.h>

namespace abgleich::input {

using domain::Dateibild;
using domain::ProblemCode;

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kopf_bytes = 1 << 16;
constexpr std::uint64_t max_tabelle = std::uint64_t{16} << 30;

bool endet_auf(std::string_view name, std::initializer_list<std::string_view> endungen) {
    const auto klein = base::to_lower(name);
    return std::any_of(endungen.begin(), endungen.end(), [&](auto e) { return klein.ends_with(e); });
}

bool ist_gemeint(std::string_view name) {
    return endet_auf(name, {".xml", ".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods"});
}

/// The file itself, or something in it: a spreadsheet is an archive of XML.
bool ist_arbeitsmappe(std::string_view name) {
    return endet_auf(name.substr(0, name.find('!')), {".xlsx", ".xlsm", ".xls", ".ods"});
}

/// A few NULs spoil their rows only.
bool ist_text_mit_nullen(std::string_view text) {
    constexpr std::size_t einer_von = 20;
    const auto nullen = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\0'));
    return nullen != 0 && nullen * einer_von < text.size();
}

/// `-` and pipes give their bytes once: they are kept in memory, in a file without a name.
class Zwischenspeicher {
public:
    explicit Zwischenspeicher(const std::string& pfad) : m_fd(::memfd_create("abgleich", MFD_CLOEXEC)) {
        const int quelle = pfad == "-" ? STDIN_FILENO : ::open(pfad.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
        std::string puffer(std::size_t{1} << 20, '\0');
        ssize_t gelesen = quelle < 0 || m_fd < 0 ? -1 : 0;
        while (gelesen >= 0 && (gelesen = ::read(quelle, puffer.data(), puffer.size())) > 0)
            for (ssize_t ab = 0; ab < gelesen;) {
                const auto n = ::write(m_fd, puffer.data() + ab, static_cast<std::size_t>(gelesen - ab));
                if (n <= 0) throw base::InputError(pfad + ": cannot be kept in memory (expected less)");
                ab += n;
            }
        if (quelle > STDIN_FILENO) ::close(quelle);
        if (gelesen < 0) throw base::InputError(pfad + ": cannot be read (expected a readable file)");
    }
    Zwischenspeicher(const Zwischenspeicher&) = delete;
    Zwischenspeicher& operator=(const Zwischenspeicher&) = delete;
    ~Zwischenspeicher() {
        if (m_fd >= 0) ::close(m_fd);
    }
    std::string pfad() const { return "/proc/self/fd/" + std::to_string(m_fd); }

private:
    int m_fd;
};

bool nur_einmal_lesbar(const std::string& pfad) {
    std::error_code fehler;
    const auto status = fs::status(pfad, fehler);
    return pfad == "-" || (fs::exists(status) && !fs::is_directory(status) && !fs::is_regular_file(status));
}

/// One path of the command line.
class Gang final : public Behaelterempfaenger {
public:
    Gang(const katalog::Fassungen& fassungen, const Besichtigungsoptionen& optionen, std::string gezeigt,
         std::string pfad)
        : m_fassungen(fassungen),
          m_optionen(optionen),
          m_gezeigt(std::move(gezeigt)),
          m_pfad(std::move(pfad)) {}

    void datei(const std::string& name, xml::Quelle& quelle, std::optional<std::uint64_t>) override {
        if (ist_arbeitsmappe(name)) return arbeitsmappe(name);
        Dateibild& bild = neu(name);
        std::string text = lies(quelle, kopf_bytes);
        if (text.empty())
            return unlesbar(bild, ProblemCode::datei_leer, "empty (expected messages or a table)");
        const auto vermutung = csv::vermute(text);
        const bool weit = vermutung.utf16 && text.find('<') < 4;
        if (vermutung.xml || weit) return nachrichten(name, text, bild);
        if (vermutung.utf16)
            return unlesbar(bild, ProblemCode::datei_nicht_lesbar,
                            "a table in UTF-16, which is not read (expected UTF-8); save it as 'CSV UTF-8'");
        if (vermutung.binaer && !ist_text_mit_nullen(text))
            return unlesbar(bild, ProblemCode::datei_nicht_lesbar, "binary: neither XML nor a table");
        text += lies(quelle, max_tabelle);
        try {
            bild.tabelle =
                besichtige_tabelle(name, std::move(text), m_fassungen.gesamt(), m_optionen.beispiele);
            bild.art = Dateibild::Art::tabelle;
        } catch (const base::InputError& e) {
            const std::string grund = e.what();
            unlesbar(bild, ProblemCode::datei_nicht_lesbar,
                     grund.starts_with(name + ": ") ? grund.substr(name.size() + 2) : grund);
        }
    }

    void problem(const std::string& name, ProblemCode code, const std::string& meldung) override {
        if (ist_arbeitsmappe(name)) return arbeitsmappe(name);
        const auto it = m_nummern.find(name);
        Dateibild& bild = it == m_nummern.end() ? neu(name) : m_bilder[it->second];
        unlesbar(bild, code, meldung);
    }

    std::vector<Dateibild> gehe() {
        if (durchlaufe(m_pfad, {}, *this, ist_gemeint) == 0)
            unlesbar(neu(m_pfad), ProblemCode::keine_nachrichten,
                     "nothing to look at (expected *.xml, *.csv, *.tsv or *.txt)");
        if (!m_behaelter.empty()) lies_nachrichten();
        for (auto& bild : m_bilder)
            if (bild.name.starts_with(m_pfad)) bild.name.replace(0, m_pfad.size(), m_gezeigt);
        return std::move(m_bilder);
    }

private:
    static std::string lies(xml::Quelle& quelle, std::uint64_t hoechstens) {
        constexpr std::size_t block = 1 << 20;
        std::string text;
        while (text.size() < hoechstens) {
            const auto davor = text.size();
            const auto platz = static_cast<std::size_t>(std::min<std::uint64_t>(block, hoechstens - davor));
            text.resize(davor + platz);
            const auto gelesen = quelle.lies(text.data() + davor, platz);
            text.resize(davor + gelesen);
            if (gelesen == 0) break;
        }
        return text;
    }

    Dateibild& neu(const std::string& name) {
        m_nummern[name] = m_bilder.size();
        m_bilder.emplace_back().name = name;
        return m_bilder.back();
    }

    void arbeitsmappe(const std::string& name) {
        const auto datei = name.substr(0, name.find('!'));
        if (!m_nummern.contains(datei))
            unlesbar(neu(datei), ProblemCode::datei_nicht_lesbar,
                     "a spreadsheet (expected CSV); save the table as 'CSV UTF-8'");
    }

    static void unlesbar(Dateibild& bild, ProblemCode code, std::string grund) {
        bild.code = code;
        bild.grund = std::move(grund);
    }

    void nachrichten(const std::string& name, std::string_view anfang, Dateibild& bild) {
        std::string_view ohne = name;
        for (const std::string_view endung : {".gz", ".zst"})
            if (endet_auf(ohne, {endung})) ohne.remove_suffix(endung.size());
        if (endet_auf(ohne, {".csv"}) || (name != m_pfad && !ist_nachricht(ohne)))
            return unlesbar(bild, ProblemCode::datei_nicht_lesbar,
                            "XML under the name of a table (expected *.xml); rename it");
        bild.art = Dateibild::Art::nachrichten;
        bild.nachrichten.huelle = erkenne_huelle(anfang);
        m_behaelter.insert(name.substr(0, name.find('!')));
    }

    void lies_nachrichten() {
        Leseoptionen optionen;
        optionen.nur_pruefen = true;
        optionen.nachrichten_behalten = true;
        optionen.digest = false;
        optionen.fortschritt = m_optionen.fortschritt;
        // A directory that is all tables to the reader is not given as such.
        std::vector<std::string> pfade = {m_pfad};
        if (sind_tabellen(pfade)) pfade.assign(m_behaelter.begin(), m_behaelter.end());
        try {
            const auto gelesen = input::lies(m_fassungen, optionen, pfade);
            auto bilder = bilde_ab(m_fassungen, gelesen);
            for (std::size_t i = 0; i < bilder.size(); ++i) {
                const auto it = m_nummern.find(gelesen.dateien[i].name);
                if (it == m_nummern.end() || m_bilder[it->second].art != Dateibild::Art::nachrichten)
                    continue;
                auto& ziel = m_bilder[it->second].nachrichten;
                if (bilder[i].huelle != domain::Nachrichtenbild::Huelle::bestand)
                    bilder[i].huelle = ziel.huelle;
                ziel = std::move(bilder[i]);
            }
        } catch (const base::InputError& e) {
            for (auto& bild : m_bilder)
                if (bild.art == Dateibild::Art::nachrichten)
                    unlesbar(bild, ProblemCode::datei_nicht_lesbar, e.what());
        }
    }

    const katalog::Fassungen& m_fassungen;
    const Besichtigungsoptionen& m_optionen;
    std::string m_gezeigt, m_pfad;
    std::vector<Dateibild> m_bilder;
    std::map<std::string, std::size_t> m_nummern;
    std::set<std::string> m_behaelter;  // files that hold XML
};

}  // namespace

std::vector<Dateibild> besichtige(const katalog::Fassungen& fassungen, const Besichtigungsoptionen& optionen,
                                  const std::vector<std::string>& pfade) {
    std::vector<Dateibild> alle;
    for (const auto& pfad : pfade) {
        try {
            std::optional<Zwischenspeicher> gemerkt;
            if (nur_einmal_lesbar(pfad)) gemerkt.emplace(pfad);
            auto bilder = Gang(fassungen, optionen, pfad, gemerkt ? gemerkt->pfad() : pfad).gehe();
            std::move(bilder.begin(), bilder.end(), std::back_inserter(alle));
        } catch (const base::InputError& e) {
            Dateibild bild;
            bild.name = pfad;
            bild.grund = e.what();
            if (bild.grund.starts_with(pfad + ": ")) bild.grund.erase(0, pfad.size() + 2);
            alle.push_back(std::move(bild));
        }
    }
    return alle;
}

}  // namespace abgleich::input
