// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "zufuhr.hpp"

#include <abgleich/xml/zerleger.hpp>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <limits>
#include <new>
#include <utility>

namespace abgleich::input {

using domain::ProblemCode;

namespace {

constexpr std::size_t max_satz = std::size_t{1} << 31;  // bytes of one record, or of one message
constexpr std::size_t max_kopf = std::size_t{1} << 20;  // bytes before the root
constexpr std::size_t max_kleine_dateien = 256;
constexpr std::uint64_t max_rest = std::uint64_t{1} << 30;  // bytes behind a fault in a pipe

}  // namespace

std::shared_ptr<char[]> Puffervorrat::gib(std::size_t groesse) {
    constexpr std::size_t seite = 4096;
    groesse = (groesse + seite - 1) / seite * seite;
    char* p = nullptr;
    {
        const std::lock_guard lock(m_mutex);
        const auto it =
            std::find_if(m_freie.begin(), m_freie.end(), [&](const auto& f) { return f.second == groesse; });
        if (it != m_freie.end()) {
            p = it->first.release();
            m_freie.erase(it);
        }
    }
    if (p == nullptr) p = static_cast<char*>(std::aligned_alloc(seite, groesse));
    if (p == nullptr) throw std::bad_alloc();
    return {p, [vorrat = shared_from_this(), groesse](char* frei) { vorrat->nimm(frei, groesse); }};
}

void Puffervorrat::nimm(char* puffer, std::size_t groesse) {
    constexpr std::size_t hoechstens = 64;
    std::unique_ptr<char, Freigabe> halter(puffer);
    const std::lock_guard lock(m_mutex);
    if (m_freie.size() < hoechstens) m_freie.emplace_back(std::move(halter), groesse);
}

/// The bytes of a file: a window that moves on, and the digest of all.
class Zufuhr::Strom final : public xml::Quelle {
public:
    Strom(std::uint32_t nummer, xml::Quelle& quelle, std::shared_ptr<Puffervorrat> vorrat, std::size_t block,
          bool digest)
        : m_datei(nummer),
          m_quelle(quelle),
          m_vorrat(std::move(vorrat)),
          m_block(block),
          m_mit_digest(digest) {}

    std::uint32_t datei() const { return m_datei; }
    std::string_view fenster() const { return {m_puffer.get() + m_anfang, m_fuellung - m_anfang}; }
    const std::shared_ptr<char[]>& puffer() const { return m_puffer; }
    bool zu_ende() const { return m_zu_ende; }
    /// The stream broke: the window holds what came before.
    bool gebrochen() const { return m_bruch != nullptr; }
    void wirf_bruch() const {
        if (m_bruch) std::rethrow_exception(m_bruch);
    }
    std::uint64_t versatz() const { return m_versatz; }
    xml::Ort ort() const { return m_ort; }
    std::uint64_t bytes() const { return m_bytes; }
    std::string digest() { return base::to_hex(m_summe.finish()); }

    /// Gets more bytes into the window. It moves to another buffer if pieces still use this one.
    void mehr() {
        const std::string_view rest = fenster();
        const std::size_t groesse = std::max(m_block, 2 * rest.size());
        if (m_puffer.use_count() == 1 && m_platz == groesse) {
            std::memmove(m_puffer.get(), rest.data(), rest.size());
        } else {
            auto neu = m_vorrat->gib(groesse);
            if (!rest.empty()) std::memcpy(neu.get(), rest.data(), rest.size());
            m_puffer = std::move(neu);
            m_platz = groesse;
        }
        m_anfang = 0;
        m_fuellung = rest.size();
        while (m_fuellung < groesse && !m_zu_ende)
            m_fuellung += hole(m_puffer.get() + m_fuellung, groesse - m_fuellung);
    }
    /// The window begins behind these bytes now.
    void weiter(std::size_t laenge) { weiter(laenge, xml::dahinter(m_ort, fenster().substr(0, laenge))); }
    /// The same where their end's place is known.
    void weiter(std::size_t laenge, xml::Ort ort) {
        m_ort = ort;
        m_anfang += laenge;
        m_versatz += laenge;
    }
    /// As a source for libxml2: the window, then what follows.
    std::size_t lies(char* ziel, std::size_t platz) override {
        if (fenster().empty()) return m_zu_ende ? 0 : hole(ziel, platz);
        const std::size_t anzahl = std::min(platz, fenster().size());
        std::memcpy(ziel, fenster().data(), anzahl);
        m_anfang += anzahl;
        return anzahl;
    }
    /// Reads what is left, for the digest; at most `grenze` bytes.
    void lies_rest(std::uint64_t grenze) {
        m_anfang = m_fuellung;
        char rest[65536];
        for (const std::uint64_t ende = m_bytes + grenze; !m_zu_ende && m_bytes < ende;)
            hole(rest, sizeof rest);
    }

private:
    std::size_t hole(char* ziel, std::size_t platz) {
        std::size_t anzahl = 0;
        try {
            if (!m_bruch) anzahl = m_quelle.lies(ziel, platz);
        } catch (const BehaelterFehler&) {
            m_bruch = std::current_exception();
        }
        m_zu_ende = anzahl == 0;
        m_bytes += anzahl;
        if (m_mit_digest) m_summe.update({ziel, anzahl});
        return anzahl;
    }

    std::uint32_t m_datei;
    xml::Quelle& m_quelle;
    std::shared_ptr<Puffervorrat> m_vorrat;
    std::size_t m_block;
    bool m_mit_digest;
    std::shared_ptr<char[]> m_puffer;
    std::size_t m_platz = 0;
    std::size_t m_anfang = 0;
    std::size_t m_fuellung = 0;
    bool m_zu_ende = false;
    std::exception_ptr m_bruch;
    std::uint64_t m_versatz = 0;
    std::uint64_t m_bytes = 0;
    xml::Ort m_ort{1, 1};
    base::Sha256 m_summe;
};

Zufuhr::Zufuhr(std::span<const katalog::Katalog* const> kataloge, const Leseoptionen& optionen,
               Einlesung& ziel, base::Progress& fortschritt)
    : m_kataloge(kataloge.begin(), kataloge.end()),
      m_optionen(optionen),
      m_ziel(ziel),
      m_fortschritt(fortschritt),
      m_sammler(ziel, optionen) {
    if (optionen.faeden > 1) m_arbeiter.emplace(optionen.faeden);
}

/// Each thread has a maker of its own. It takes its tasks in order, so its parts come to the Sammler in the
/// order in which they were made.
Zufuhr::Macher& Zufuhr::macher() {
    const std::lock_guard lock(m_mutex);
    auto& macher = m_macher[std::this_thread::get_id()];
    if (!macher) {
        macher = std::make_unique<Macher>();
        macher->nummer = m_macher.size() - 1;
        macher->leser = std::make_unique<StueckLeser>(
            m_kataloge, m_optionen,
            Textziele{m_ziel.bestand.texte, m_ziel.abgleichsdaten.texte, m_ziel.nachrichten.texte});
    }
    return *macher;
}

template <typename Arbeit>
Zufuhr::Fertiges Zufuhr::fuehre_aus(Arbeit&& arbeit) {
    Macher& m = macher();
    return {arbeit(*m.leser), m.nummer};
}

void Zufuhr::gib(std::vector<Stueck> stuecke) {
    auto aufgabe = std::make_shared<std::packaged_task<Fertiges()>>([this, s = std::move(stuecke)] {
        return fuehre_aus([&](StueckLeser& leser) { return leser.lies(s); });
    });
    m_laufende.push_back(aufgabe->get_future());
    if (m_arbeiter)
        m_arbeiter->gib([aufgabe] { (*aufgabe)(); });
    else
        (*aufgabe)();
    constexpr std::size_t je_faden = 3;  // pieces in memory
    nimm_fertige(m_arbeiter ? je_faden * m_optionen.faeden : 0);
}

void Zufuhr::nimm_fertige(std::size_t hoechstens) {
    while (m_laufende.size() > hoechstens) {
        Fertiges fertig = m_laufende.front().get();
        m_laufende.pop_front();
        m_sammler.nimm(std::move(fertig.teil), fertig.macher);
        m_fortschritt.update(m_sammler.saetze());
    }
}

void Zufuhr::gib_klein(Stueck stueck) {
    m_kleine_bytes += stueck.text.size();
    m_kleine.push_back(std::move(stueck));
    if (m_kleine_bytes >= m_optionen.block || m_kleine.size() >= max_kleine_dateien) gib_gesammelte();
}

void Zufuhr::gib_gesammelte() {
    if (!m_kleine.empty()) gib(std::exchange(m_kleine, {}));
    m_kleine_bytes = 0;
}

void Zufuhr::beende() {
    gib_gesammelte();
    nimm_fertige(0);
}

void Zufuhr::melde(std::uint32_t datei, ProblemCode code, std::string meldung) {
    const bool warnung = domain::problem_text(code).schwere != domain::ProblemSchwere::fehler;
    const std::uint32_t anfang = code == ProblemCode::datei_leer ? 1 : 0;  // else of the file as a whole
    m_ziel.probleme.push_back({code, {datei, anfang, 0}, anfang, std::move(meldung), !warnung});
    if (warnung) return;
    m_ziel.dateien[datei].abgebrochen = true;
    m_ziel.liste_unvollstaendig = true;
}

void Zufuhr::problem(const std::string& name, ProblemCode code, const std::string& meldung) {
    const bool bekannt = !m_ziel.dateien.empty() && m_ziel.dateien.back().name == name &&
                         m_ziel.dateien.back().seite == m_optionen.seite;
    if (!bekannt) m_ziel.dateien.push_back({name, m_optionen.seite, {}, 0, 0, 0, false});
    melde(static_cast<std::uint32_t>(m_ziel.dateien.size() - 1), code, meldung);
}

void Zufuhr::datei(const std::string& name, xml::Quelle& quelle, std::optional<std::uint64_t> groesse) {
    const auto nummer = static_cast<std::uint32_t>(m_ziel.dateien.size());
    m_ziel.dateien.push_back({name, m_optionen.seite, {}, 0, 0, 0, false});
    // A small file gets a buffer of its size, and one byte to see its end.
    const std::size_t block = groesse && *groesse < m_optionen.block ? *groesse + 1 : m_optionen.block;
    Strom strom(nummer, quelle, m_vorrat, std::max<std::size_t>(block, 16), m_optionen.digest);
    try {
        lies_datei(strom);
        strom.wirf_bruch();
        // What has no size may have no end.
        if (m_optionen.digest) strom.lies_rest(groesse ? std::numeric_limits<std::int64_t>::max() : max_rest);
    } catch (const BehaelterFehler&) {
        gib_gesammelte();  // what stood before the fault is used; the fault itself is told by problem()
        m_ziel.dateien[nummer].bytes = strom.bytes();
        throw;
    }
    m_ziel.dateien[nummer].bytes = strom.bytes();
    if (m_optionen.digest) m_ziel.dateien[nummer].sha256 = strom.digest();
}

Stueck Zufuhr::stueck_von(const Strom& strom, std::size_t laenge, const Stueck& muster) {
    Stueck s = muster;
    s.datei = strom.datei();
    s.puffer = strom.puffer();
    s.text = strom.fenster().substr(0, laenge);
    s.ort = strom.ort();
    s.versatz = strom.versatz();
    return s;
}

void Zufuhr::lies_datei(Strom& strom) {
    strom.mehr();
    if (strom.fenster().empty()) strom.wirf_bruch();
    if (strom.fenster().empty())
        return melde(strom.datei(), ProblemCode::datei_leer, "no XML at all (expected a document)");
    xml::Kopf kopf = xml::lies_kopf(strom.fenster());
    while (kopf.art == xml::Kopf::Art::zu_kurz && !strom.zu_ende() && strom.fenster().size() < max_kopf) {
        strom.mehr();
        kopf = xml::lies_kopf(strom.fenster());
    }
    const bool schneidbar = kopf.art == xml::Kopf::Art::schlicht;
    xml::Name wurzel;
    Stueck s = stueck_von(strom, kopf.inhalt);
    if (schneidbar) {
        wurzel = m_namensleser.name_der_marke(s.text.substr(kopf.wurzel));
        s.wurzel = kopf.wurzel;
    }
    if (schneidbar && huelle_von(wurzel) != Huelle::keine && !kopf.geschlossen) return zerlege(strom, s);
    if (!schneidbar || wurzel.lokal.empty()) {  // libxml2 reads it as it comes
        gib_gesammelte();
        nimm_fertige(0);
        Fertiges fertig =
            fuehre_aus([&](StueckLeser& leser) { return leser.lies_strom(strom.datei(), strom); });
        m_sammler.nimm(std::move(fertig.teil), fertig.macher);
        return;
    }
    // One message: it is read when it is here as a whole.
    while (!strom.zu_ende() && strom.fenster().size() < max_satz) strom.mehr();
    strom.wirf_bruch();
    if (!strom.zu_ende())
        return melde(strom.datei(), ProblemCode::satz_zu_gross, "message of more than 2 GiB (expected less)");
    s = stueck_von(strom, strom.fenster().size());
    s.wurzel = kopf.wurzel;
    gib_klein(std::move(s));
}

/// A root that holds records: pieces of many records each, cut where one ends.
void Zufuhr::zerlege(Strom& strom, const Stueck& kopf) {
    gib_gesammelte();
    nimm_fertige(0);
    const std::uint32_t datei = strom.datei();
    const std::string_view marke = kopf.text.substr(kopf.wurzel);
    const Huelle huelle = huelle_von(m_namensleser.name_der_marke(marke));
    Fertiges fertig = fuehre_aus([&](StueckLeser& leser) { return leser.lies_kopf(kopf); });
    const bool abgelehnt = fertig.teil.zahlen.back().abgebrochen;
    m_sammler.nimm(std::move(fertig.teil), fertig.macher);
    if (abgelehnt) return;
    const auto wurzelmarke = std::make_shared<const std::string>(marke);
    strom.weiter(kopf.text.size());
    Stueck muster;
    muster.umgebung = huelle;
    muster.wurzelmarke = wurzelmarke;
    bool wurzel_zu = false;
    while (!m_sammler.kaputt(datei)) {
        const bool weiter = m_arbeiter ? gib_geschnitten(strom, muster, wurzel_zu)
                                       : lies_ungeschnitten(strom, muster, wurzel_zu);
        if (!weiter) break;
        if (strom.fenster().size() >= max_satz)
            return melde(datei, ProblemCode::satz_zu_gross, "record of more than 2 GiB (expected less)");
        strom.mehr();
    }
    if (!wurzel_zu || m_sammler.kaputt(datei)) return;
    while (!strom.zu_ende() && strom.fenster().size() < max_kopf) strom.mehr();
    Stueck s = stueck_von(strom, strom.fenster().size(), muster);
    s.nachspann = true;
    gib({std::move(s)});
}

/// Cuts the window behind its last whole record and gives the piece away. False: no more records.
bool Zufuhr::gib_geschnitten(Strom& strom, const Stueck& muster, bool& wurzel_zu) {
    const std::string_view fenster = strom.fenster();
    std::size_t ende = 0, naechste = 0;
    while (true) {
        naechste = xml::naechste_marke(fenster, ende);
        if (naechste == xml::unvollstaendig || naechste + 1 >= fenster.size()) break;
        wurzel_zu = fenster[naechste + 1] == '/';
        if (wurzel_zu) break;
        const std::size_t hinten = xml::element_ende(fenster, naechste);
        if (hinten == xml::unvollstaendig) break;
        ende = hinten;
    }
    const bool letztes = wurzel_zu || strom.zu_ende();
    // A record that a broken stream cut off is not told of: the break is.
    const bool nur_ganze = !letztes || (strom.gebrochen() && !wurzel_zu);
    const std::size_t laenge = wurzel_zu ? naechste : nur_ganze ? ende : fenster.size();
    if (laenge == 0 && (wurzel_zu || nur_ganze)) return !letztes;
    Stueck s = stueck_von(strom, laenge, muster);
    s.abgeschnitten = letztes && !wurzel_zu && !nur_ganze;
    strom.weiter(laenge);
    gib({std::move(s)});
    return !letztes;
}

/// The same with nobody to give it to: reading finds by itself how far whole records go.
bool Zufuhr::lies_ungeschnitten(Strom& strom, const Stueck& muster, bool& wurzel_zu) {
    Stueck s = stueck_von(strom, strom.fenster().size(), muster);
    s.ungeschnitten = !strom.zu_ende();
    // At the end of the file a root that is closed ends the records, else they are cut off.
    if (strom.zu_ende()) return gib_geschnitten(strom, muster, wurzel_zu);
    Fertiges fertig = fuehre_aus([&](StueckLeser& leser) { return leser.lies({&s, 1}); });
    const std::size_t gelesen = fertig.teil.verbraucht;
    const xml::Ort ort = fertig.teil.ort;
    m_sammler.nimm(std::move(fertig.teil), fertig.macher);
    m_fortschritt.update(m_sammler.saetze());
    strom.weiter(gelesen, ort);
    wurzel_zu = strom.fenster().starts_with("</");
    return !wurzel_zu;
}

}  // namespace abgleich::input
