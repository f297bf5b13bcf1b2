// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Tables in three steps: all files into memory; per file the rows and their keys, in parallel; then person after
// person, in parallel, the rows of all files together.
#include "tabellen_leser.hpp"

#include "native_tabellen.hpp"
#include "sammler.hpp"
#include "tabellensatz.hpp"

#include <abgleich/base/digest.hpp>
#include <abgleich/base/error.hpp>
#include <abgleich/base/hash.hpp>
#include <abgleich/base/text.hpp>
#include <abgleich/input/behaelter.hpp>

#include <algorithm>
#include <atomic>
#include <deque>
#include <exception>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace abgleich::input {

using domain::ProblemCode;

namespace {

constexpr std::uint64_t max_tabelle = std::uint64_t{16} << 30;  // bytes of one file
constexpr std::size_t personen_je_teil = 2048;

bool ist_tabelle(std::string_view name) { return base::to_lower(name).ends_with(".csv"); }

/// By the whole name, in small letters.
bool ist_tabellendatei(std::string_view name) {
    return name.ends_with(".csv") || name.ends_with(".csv.gz") || name.ends_with(".csv.zst");
}

const Dateiabbildung* finde_abbildung(const Abbildung& abbildung, std::string_view pfad) {
    const std::string ganz = base::to_lower(pfad.substr(pfad.find_last_of("/!") + 1));
    std::string_view name = ganz;
    for (const std::string_view endung : {".gz", ".zst"})
        if (name.ends_with(endung)) name.remove_suffix(endung.size());
    for (const auto& datei : abbildung.dateien) {
        const std::string muster = base::to_lower(datei.name);
        if (base::matches_glob(muster, name) || base::matches_glob(muster, ganz)) return &datei;
    }
    return nullptr;
}

/// Runs `arbeit(i)` for 0..anzahl on so many threads, in order of i; the first exception comes out.
template <typename Arbeit>
void verteile(std::size_t anzahl, unsigned faeden, Arbeit&& arbeit) {
    std::atomic<std::size_t> naechster = 0;
    std::exception_ptr fehler;
    std::mutex sperre;
    const auto laufe = [&](unsigned faden) {
        try {
            for (std::size_t i = naechster++; i < anzahl; i = naechster++) arbeit(i, faden);
        } catch (...) {
            const std::lock_guard halter(sperre);
            if (!fehler) fehler = std::current_exception();
            naechster = anzahl;
        }
    };
    std::vector<std::thread> andere;
    for (unsigned f = 1; f < faeden && f < anzahl; ++f) andere.emplace_back(laufe, f);
    laufe(0);
    for (auto& faden : andere) faden.join();
    if (fehler) std::rethrow_exception(fehler);
}

/// Numbers the keys of all files, in order of first sight.
class Schluesselbuch {
public:
    explicit Schluesselbuch(std::vector<std::string_view>& schluessel)
        : m_schluessel(schluessel), m_zellen(1024) {}

    /// Mostly files have one order, so the number is looked for at `vermutet` and a little behind it first.
    std::uint32_t nummer(std::string_view key, std::uint32_t vermutet) {
        constexpr std::uint32_t weite = 8;
        const auto bis = std::min<std::size_t>(m_schluessel.size(), std::size_t{vermutet} + weite);
        for (std::size_t i = vermutet; i < bis; ++i)
            if (m_schluessel[i] == key) return static_cast<std::uint32_t>(i);
        const auto hash = static_cast<std::uint32_t>(base::hash(key) >> 32);
        std::size_t z = hash & (m_zellen.size() - 1);
        for (; m_zellen[z].nummer != 0; z = (z + 1) & (m_zellen.size() - 1))
            if (m_zellen[z].hash == hash && m_schluessel[m_zellen[z].nummer - 1] == key)
                return m_zellen[z].nummer - 1;
        m_schluessel.push_back(key);
        m_zellen[z] = {hash, static_cast<std::uint32_t>(m_schluessel.size())};
        if (m_schluessel.size() * 2 > m_zellen.size()) verdopple();
        return static_cast<std::uint32_t>(m_schluessel.size() - 1);
    }

private:
    struct Zelle {
        std::uint32_t hash = 0;
        std::uint32_t nummer = 0;  // from 1; 0: free
    };
    void verdopple() {
        std::vector<Zelle> alte(m_zellen.size() * 2);
        alte.swap(m_zellen);
        for (const Zelle& zelle : alte) {
            if (zelle.nummer == 0) continue;
            std::size_t z = zelle.hash & (m_zellen.size() - 1);
            while (m_zellen[z].nummer != 0) z = (z + 1) & (m_zellen.size() - 1);
            m_zellen[z] = zelle;
        }
    }
    std::vector<std::string_view>& m_schluessel;
    std::vector<Zelle> m_zellen;  // open addressing, power of two
};

class Tabellenleser final : public Behaelterempfaenger {
public:
    Tabellenleser(const katalog::Katalog& katalog, const Leseoptionen& optionen, Einlesung& ziel,
                  base::Progress& fortschritt)
        : m_katalog(katalog),
          m_optionen(optionen),
          m_ziel(ziel),
          m_fortschritt(fortschritt),
          m_seite(optionen.seite) {}

    void datei(const std::string& name, xml::Quelle& quelle, std::optional<std::uint64_t> groesse) override {
        const auto nummer = static_cast<std::uint32_t>(m_ziel.dateien.size());
        m_ziel.dateien.push_back({name, m_optionen.seite, {}, 0, 0, 0, false});
        const Dateiabbildung* abbildung = nullptr;
        if (m_optionen.abbildung != nullptr) {
            abbildung = finde_abbildung(*m_optionen.abbildung, name);
            if (abbildung == nullptr) return unbekannt(nummer, "no '[[datei]]' of the mapping has this name");
        }
        Tabellenquelle q;
        q.tabelle.name = name;
        q.tabelle.datei = nummer;
        q.tabelle.abbildung = abbildung;
        lies_ganz(q.tabelle, quelle, groesse.value_or(0));
        m_quellen.push_back(std::move(q));
    }

    /// A table that is not whole would make people look as if they had moved out: nothing is compared then.
    void problem(const std::string& name, ProblemCode code, const std::string& meldung) override {
        if (domain::problem_text(code).schwere == domain::ProblemSchwere::fehler)
            m_faelle.push_back(name + ": " + meldung);
        else
            m_ziel.probleme.push_back(
                {code, {static_cast<std::uint32_t>(m_ziel.dateien.size() - 1), 0, 0}, 0, meldung, false});
    }

    void lies() {
        bereite_vor();
        wirf_faelle();
        verteile(m_quellen.size(), m_optionen.faeden, [&](std::size_t i, unsigned) {
            auto& q = m_quellen[i];
            lies_zeilen(q.tabelle, q.plan.schluessel, q.plan.person ? &*q.plan.person : nullptr,
                        q.plan.filter);
        });
        verbinde_schluessel();
        schreibe_saetze();
    }

private:
    void unbekannt(std::uint32_t datei, const std::string& grund) {
        m_ziel.probleme.push_back({ProblemCode::tabelle_unbekannt, {datei, 0, 0}, 0, grund, false});
    }

    void lies_ganz(Tabelle& t, xml::Quelle& quelle, std::uint64_t groesse) {
        base::Sha256 summe;
        constexpr std::size_t block = 1 << 20;
        t.text.reserve(static_cast<std::size_t>(std::min(groesse, max_tabelle)) + block);
        while (true) {
            const std::size_t davor = t.text.size();
            t.text.resize(davor + block);
            const std::size_t gelesen = quelle.lies(t.text.data() + davor, block);
            t.text.resize(davor + gelesen);
            if (gelesen == 0) break;
            if (m_optionen.digest) summe.update({t.text.data() + davor, gelesen});
            if (t.text.size() > max_tabelle)
                throw base::InputError(t.name + ": table of more than 16 GiB (expected less)");
        }
        m_ziel.dateien[t.datei].bytes = t.text.size();
        if (m_optionen.digest) m_ziel.dateien[t.datei].sha256 = base::to_hex(summe.finish());
    }

    /// Headers, columns and plans of all files; what does not fit is gathered.
    void bereite_vor() {
        static const Abbildung nativ;
        const Abbildung& abbildung = m_optionen.abbildung != nullptr ? *m_optionen.abbildung : nativ;
        std::vector<Tabellenquelle> brauchbare;
        for (auto& q : m_quellen) {
            try {
                if (bereite_vor(q, abbildung)) brauchbare.push_back(std::move(q));
            } catch (const base::InputError& e) {
                m_faelle.emplace_back(e.what());
            }
        }
        m_quellen = std::move(brauchbare);
        if (m_optionen.abbildung != nullptr) pruefe_vollzaehlig(abbildung);
        const auto rang = [&](const Tabellenquelle& q) {
            if (m_optionen.abbildung != nullptr)
                return static_cast<std::ptrdiff_t>(q.tabelle.abbildung - abbildung.dateien.data());
            return q.tabelle.abbildung->name == "datensatz" ? std::ptrdiff_t{0} : std::ptrdiff_t{1};
        };
        std::stable_sort(m_quellen.begin(), m_quellen.end(),
                         [&](const auto& a, const auto& b) { return rang(a) < rang(b); });
    }

    bool bereite_vor(Tabellenquelle& q, const Abbildung& abbildung) {
        Tabelle& t = q.tabelle;
        const auto vermutung = csv::vermute(std::string_view(t.text).substr(0, 1 << 16));
        if (vermutung.utf16)
            throw base::InputError(t.name + ": UTF-16 (expected UTF-8); save the table as 'CSV UTF-8'");
        if (vermutung.xml)
            throw base::InputError(t.name + ": XML among tables (expected CSV); give it by itself");
        const bool nativ = m_optionen.abbildung == nullptr;
        Dateiabbildung vorlaeufig;
        if (nativ) t.abbildung = &vorlaeufig;
        csv::nach_utf8(t.text, t.abbildung->kodierung);
        if (!lies_kopfzeile(t))
            throw base::InputError(t.name + ": no header row (expected one with the names of the columns)");
        if (nativ) {
            // Who only looks for faults takes the tables of either side.
            if (m_optionen.nur_pruefen && t.spalten.front() == "aktenzeichen") m_seite = domain::Seite::lokal;
            auto d = native_abbildung(t, m_katalog, m_seite);
            t.abbildung = nullptr;
            if (!d) {
                unbekannt(t.datei, "no Sachverhalt is called '" + tabellenname(t.name) + "'");
                return false;
            }
            t.abbildung = &m_native.emplace_back(std::move(*d));
        }
        std::vector<std::string> fehlende;
        q.plan = plane(t, abbildung, m_katalog, fehlende);
        for (const auto& f : fehlende) m_faelle.push_back(t.name + ": " + f);
        return true;
    }

    void pruefe_vollzaehlig(const Abbildung& abbildung) {
        for (const auto& datei : abbildung.dateien)
            if (std::none_of(m_quellen.begin(), m_quellen.end(),
                             [&](const auto& q) { return q.tabelle.abbildung == &datei; }))
                m_faelle.push_back("no file '" + datei.name + "' (" + abbildung.datei + ":" +
                                   std::to_string(datei.zeile) + "); expected it beside the others");
    }

    void wirf_faelle() const {
        if (!m_faelle.empty()) throw base::InputError(base::join(m_faelle, "\n"));
    }

    /// Keys of the files become people, in order of first sight; the rows are brought into their order.
    void verbinde_schluessel() {
        Schluesselbuch buch(m_schluessel);
        std::vector<std::vector<std::uint32_t>> personen(m_quellen.size());
        for (std::size_t i = 0; i < m_quellen.size(); ++i) {
            auto& t = m_quellen[i].tabelle;
            const auto davor = m_schluessel.size();
            personen[i].reserve(t.schluessel.size());
            std::uint32_t vermutet = 0;
            for (const auto key : t.schluessel) {
                personen[i].push_back(buch.nummer(key, vermutet));
                vermutet = personen[i].back() + 1;
            }
            const auto fremde = i == 0 ? 0 : m_schluessel.size() - davor;
            if (fremde != 0) melde_fremde(t, fremde);
            m_ziel.ohne_schluessel += t.ohne_schluessel;
            for (auto& p : t.probleme) m_ziel.probleme.push_back(std::move(p));
        }
        m_beschaedigt.assign(m_schluessel.size(), false);
        for (std::size_t i = 0; i < m_quellen.size(); ++i)
            for (const auto wer : m_quellen[i].tabelle.beschaedigt) m_beschaedigt[personen[i][wer]] = true;
        verteile(m_quellen.size(), m_optionen.faeden,
                 [&](std::size_t i, unsigned) { ordne(m_quellen[i], personen[i]); });
    }

    void melde_fremde(const Tabelle& t, std::uint64_t anzahl) {
        m_ziel.probleme.push_back({ProblemCode::schluessel_unbekannt,
                                   {t.datei, 0, 0},
                                   0,
                                   std::to_string(anzahl) + " key(s) that '" +
                                       tabellenname(m_quellen.front().tabelle.name) +
                                       "' lacks (expected those of its rows)",
                                   false});
    }

    void ordne(Tabellenquelle& q, const std::vector<std::uint32_t>& personen) const {
        auto& zeilen = q.tabelle.zeilen;
        for (auto& z : zeilen) z.person = personen[z.person];
        const auto kleiner = [](const auto& a, const auto& b) { return a.person < b.person; };
        if (!std::is_sorted(zeilen.begin(), zeilen.end(), kleiner))
            std::stable_sort(zeilen.begin(), zeilen.end(), kleiner);
        q.anfang.assign(m_schluessel.size() + 1, 0);
        for (const auto& z : zeilen) ++q.anfang[z.person + 1];
        for (std::size_t p = 1; p < q.anfang.size(); ++p) q.anfang[p] += q.anfang[p - 1];
    }

    struct Macher {
        Macher(const katalog::Katalog& katalog, const Leseoptionen& optionen, domain::Seite seite,
               Einlesung& ziel, const std::vector<Tabellenquelle>& quellen)
            : kataloge{&katalog},
              leser(kataloge, optionen,
                    Textziele{ziel.bestand.texte, ziel.abgleichsdaten.texte, ziel.nachrichten.texte}),
              satz(katalog, quellen, seite, leser) {}
        const katalog::Katalog* kataloge[1];
        NachrichtenLeser leser;
        Tabellensatz satz;
    };

    void schreibe_saetze() {
        if (m_quellen.empty()) return;
        const std::size_t teile = (m_schluessel.size() + personen_je_teil - 1) / personen_je_teil;
        std::vector<std::unique_ptr<Macher>> macher(std::max(1u, m_optionen.faeden));
        std::vector<std::pair<Teil, unsigned>> fertige(teile);
        const std::uint32_t haupt = m_quellen.front().tabelle.datei;
        verteile(teile, m_optionen.faeden, [&](std::size_t i, unsigned faden) {
            if (!macher[faden])
                macher[faden] = std::make_unique<Macher>(m_katalog, m_optionen, m_seite, m_ziel, m_quellen);
            Macher& m = *macher[faden];
            m.leser.bauer().neuer_teil();
            m.leser.beginne(haupt, Huelle::bestand);
            const std::size_t bis = std::min(m_schluessel.size(), (i + 1) * personen_je_teil);
            for (std::size_t p = i * personen_je_teil; p < bis; ++p)
                m.satz.schreibe(static_cast<std::uint32_t>(p), m_schluessel[p], m_beschaedigt[p]);
            m.leser.beende({});
            Teil& teil = m.leser.bauer().teil();
            teil.eine_zaehlung = true;
            fertige[i] = {std::move(teil), faden};
        });
        Sammler sammler(m_ziel, m_optionen);
        for (auto& [teil, faden] : fertige) sammler.nimm(std::move(teil), faden);
        m_fortschritt.update(sammler.saetze());
        melde_unuebersetzte(macher);
    }

    void melde_unuebersetzte(const std::vector<std::unique_ptr<Macher>>& macher) {
        Tabellensatz::Unuebersetzte summe;
        for (const auto& m : macher)
            if (m)
                for (const auto& [stelle, anzahl] : m->satz.unuebersetzt()) summe[stelle] += anzahl;
        for (const auto& [stelle, anzahl] : summe) {
            const auto& feld = m_katalog.feld(stelle.second);
            const std::string name = stelle.second == 0
                                         ? std::string("the record")
                                         : m_katalog.sachverhalt(feld.sachverhalt).name + "/" + feld.pfad;
            m_ziel.probleme.push_back({ProblemCode::code_unuebersetzt,
                                       {stelle.first, 0, 0},
                                       0,
                                       std::to_string(anzahl) + " cell(s) for '" + name +
                                           "' are not in the translation table; kept as they are",
                                       false});
        }
    }

    const katalog::Katalog& m_katalog;
    const Leseoptionen& m_optionen;
    Einlesung& m_ziel;
    base::Progress& m_fortschritt;
    domain::Seite m_seite;
    std::vector<Tabellenquelle> m_quellen;
    std::deque<Dateiabbildung> m_native;
    std::vector<std::string> m_faelle;  // what is wrong with files as such
    std::vector<std::string_view> m_schluessel;
    std::vector<bool> m_beschaedigt;
};

}  // namespace

bool sind_tabellen(const std::vector<std::string>& pfade) {
    namespace fs = std::filesystem;
    bool tabellen = false;
    for (const auto& pfad : pfade) {
        std::error_code fehler;
        if (!fs::is_directory(pfad, fehler)) {
            tabellen = tabellen || ist_tabellendatei(base::to_lower(pfad));
            continue;
        }
        for (auto it = fs::directory_iterator(pfad, fehler); !fehler && it != fs::directory_iterator();
             it.increment(fehler)) {
            const std::string name = base::to_lower(it->path().filename().native());
            if (name.ends_with(".xml") || name.ends_with(".xml.gz") || name.ends_with(".xml.zst"))
                return false;
            tabellen = tabellen || ist_tabellendatei(name);
        }
    }
    return tabellen;
}

void lies_tabellen(const katalog::Katalog& katalog, const Leseoptionen& optionen,
                   const std::vector<std::string>& pfade, Einlesung& ziel, base::Progress& fortschritt) {
    Tabellenleser leser(katalog, optionen, ziel, fortschritt);
    const Namenswahl wahl = [&](std::string_view name) {
        return optionen.abbildung == nullptr
                   ? ist_tabelle(name)
                   : finde_abbildung(*optionen.abbildung, name) != nullptr || ist_tabelle(name);
    };
    for (const auto& pfad : pfade)
        if (durchlaufe(pfad, {}, leser, wahl) == 0)
            throw base::InputError(pfad + ": directory without tables (expected *.csv below it)");
    leser.lies();
    if (optionen.abbildung != nullptr) {
        ziel.behoerde = optionen.abbildung->behoerde;
        ziel.stand = optionen.abbildung->stand;
    }
}

}  // namespace abgleich::input
