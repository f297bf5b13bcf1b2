// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Any bytes as a file of any kind, with small limits: no stream gives more than the limit, a broken stream is
// told under its name, and within the limits the same bytes give the same calls for any size of the pieces.
#include <abgleich/input/behaelter.hpp>

#include <cstdlib>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

using namespace abgleich;

namespace {

constexpr std::uint64_t hoechstens = 1 << 18;

class Pruefer final : public input::Behaelterempfaenger {
public:
    explicit Pruefer(std::size_t stueck) : m_puffer(stueck, '\0') {}
    void datei(const std::string& name, xml::Quelle& quelle, std::optional<std::uint64_t>) override {
        if (!m_offen.empty()) std::abort();
        std::uint64_t bytes = 0;
        rufe += name + ' ';
        try {
            while (const auto anzahl = quelle.lies(m_puffer.data(), m_puffer.size())) {
                if (anzahl > m_puffer.size() || (bytes += anzahl) > hoechstens) std::abort();
                rufe.append(m_puffer, 0, anzahl);
            }
        } catch (const input::BehaelterFehler&) {
            m_offen = name;
        }
    }
    void problem(const std::string& name, domain::ProblemCode code, const std::string& meldung) override {
        if (!m_offen.empty() && m_offen != name) std::abort();
        m_offen.clear();
        grenze |= code == domain::ProblemCode::behaelter_grenze;
        rufe += name + ' ' + std::to_string(static_cast<int>(code)) + meldung + '\n';
    }
    std::string rufe;
    bool grenze = false;

private:
    std::string m_puffer;
    std::string m_offen;  // the stream that broke and is not told yet
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t anzahl) {
    static const int fd = ::memfd_create("fuzz_behaelter", MFD_CLOEXEC);
    static const std::string pfad = "/proc/self/fd/" + std::to_string(fd);
    if (anzahl > hoechstens) return 0;  // a plain file is given whole
    if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, bytes, anzahl, 0) != static_cast<ssize_t>(anzahl)) return 0;
    const input::Behaeltergrenzen grenzen{hoechstens, 100, 1 << 16, 100};
    Pruefer grob(1 << 16), fein(13);
    input::durchlaufe(pfad, grenzen, grob);
    input::durchlaufe(pfad, grenzen, fein);
    // Where a limit is met, a larger piece is refused as a whole.
    if (!grob.grenze && !fein.grenze && grob.rufe != fein.rufe) std::abort();
    return 0;
}
