// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "sammler.hpp"
#include "stueck_leser.hpp"

#include <abgleich/base/arbeiter.hpp>
#include <abgleich/base/digest.hpp>
#include <abgleich/base/logging.hpp>
#include <abgleich/input/behaelter.hpp>

#include <cstdlib>
#include <deque>
#include <future>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

namespace abgleich::input {

/// Buffers that come back to be used again. They begin on a page of their own: the system copies into others at
/// a fraction of the speed, and new ones cost more than what is read into them.
class Puffervorrat : public std::enable_shared_from_this<Puffervorrat> {
public:
    std::shared_ptr<char[]> gib(std::size_t groesse);

private:
    struct Freigabe {
        void operator()(char* p) const { std::free(p); }
    };
    void nimm(char* puffer, std::size_t groesse);
    std::mutex m_mutex;
    std::vector<std::pair<std::unique_ptr<char, Freigabe>, std::size_t>> m_freie;
};

/// Takes the bytes of file after file, cuts them into pieces, has these read by the makers (in this thread or
/// in others), and hands the parts to the Sammler in order.
class Zufuhr final : public Behaelterempfaenger {
public:
    Zufuhr(std::span<const katalog::Katalog* const> kataloge, const Leseoptionen& optionen, Einlesung& ziel,
           base::Progress& fortschritt);

    void datei(const std::string& name, xml::Quelle& quelle, std::optional<std::uint64_t> groesse) override;
    void problem(const std::string& name, domain::ProblemCode code, const std::string& meldung) override;
    /// Waits for all that is still being read.
    void beende();

private:
    class Strom;
    struct Macher {
        std::size_t nummer = 0;
        std::unique_ptr<StueckLeser> leser;
    };
    struct Fertiges {
        Teil teil;
        std::size_t macher = 0;
    };

    void lies_datei(Strom& strom);
    void zerlege(Strom& strom, const Stueck& kopf);
    static Stueck stueck_von(const Strom& strom, std::size_t laenge, const Stueck& muster = {});
    bool gib_geschnitten(Strom& strom, const Stueck& muster, bool& wurzel_zu);
    bool lies_ungeschnitten(Strom& strom, const Stueck& muster, bool& wurzel_zu);
    void gib(std::vector<Stueck> stuecke);
    void gib_klein(Stueck stueck);
    void gib_gesammelte();
    void nimm_fertige(std::size_t hoechstens);
    Macher& macher();
    template <typename Arbeit>
    Fertiges fuehre_aus(Arbeit&& arbeit);
    void melde(std::uint32_t datei, domain::ProblemCode code, std::string meldung);

    std::vector<const katalog::Katalog*> m_kataloge;
    const Leseoptionen& m_optionen;
    Einlesung& m_ziel;
    base::Progress& m_fortschritt;
    Sammler m_sammler;
    std::shared_ptr<Puffervorrat> m_vorrat = std::make_shared<Puffervorrat>();
    std::mutex m_mutex;
    std::map<std::thread::id, std::unique_ptr<Macher>> m_macher;
    std::vector<Stueck> m_kleine;  // whole small files, to be read together
    std::size_t m_kleine_bytes = 0;
    std::deque<std::future<Fertiges>> m_laufende;
    xml::Namensbuch m_namen;
    xml::Schnellleser m_namensleser{m_namen};
    std::optional<base::Arbeiter> m_arbeiter;  // last: ends before what its tasks use
};

}  // namespace abgleich::input
