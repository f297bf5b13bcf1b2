// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace abgleich::domain {

/// Place of a text in a Textspeicher; 0 is the empty text. Equal places are equal texts, not the other way
/// round.
struct TextRef {
    std::uint32_t ort = 0;
    bool leer() const { return ort == 0; }
    bool operator==(const TextRef&) const = default;
};

class Textschreiber;

/// Append-only store of texts addressed by 32 bits: at most 4 GiB, in chunks. Texts that recur (codes, dates,
/// authorities, names) are words, kept once. Values of an occurrence stand one after another as a run: a word
/// costs it two or three bytes, any other text its bytes and one more. Views stay valid as long as the store,
/// also while others write.
class Textspeicher {
public:
    static constexpr std::uint32_t chunk_bits = 18;
    static constexpr std::size_t chunk_bytes = std::size_t{1} << chunk_bits;
    static constexpr std::size_t max_text = (std::size_t{1} << 20) - 8;

    Textspeicher();
    Textspeicher(Textspeicher&&) noexcept;
    Textspeicher& operator=(Textspeicher&&) noexcept;
    ~Textspeicher();

    /// As a writer of its own.
    TextRef add(std::string_view text);
    TextRef intern(std::string_view text);
    std::string_view view(TextRef ref) const {
        if (ref.leer()) return {};
        const auto* p = adresse(ref.ort);
        return {reinterpret_cast<const char*>(p) + vorsatz(p), laenge(p)};
    }
    /// The value at `ort` in a run that Textschreiber::schreibe wrote; goes on to the next one.
    TextRef wert(std::uint32_t& ort) const {
        const auto* p = adresse(ort);
        const unsigned b = *p;
        if (b < wort_kurz) {
            const TextRef ref{b == 0 ? 0 : ort};
            ort += static_cast<std::uint32_t>(vorsatz(p) + laenge(p));
            return ref;
        }
        std::uint32_t nummer = ((b & 0x7Fu) << 8) | p[1];
        ort += 2;
        if (b == wort_lang) {
            nummer = p[1] | (std::uint32_t{p[2]} << 8) | (std::uint32_t{p[3]} << 16);
            ort += 2;
        }
        return m_v->worte[nummer >> seite_bits][nummer & (seite_worte - 1)];
    }
    /// Memory taken, in whole chunks, the list of words with it.
    std::size_t bytes() const;
    /// Nobody will write words any more: drops what is only there to find them again.
    void schliesse_ab();

private:
    friend class Textschreiber;
    // First byte of a value: a length below 0x7F; 0x7F and three bytes of length; from 0x80 a word.
    static constexpr unsigned laenge_folgt = 0x7F, wort_kurz = 0x80, wort_lang = 0xFF;
    static constexpr std::uint32_t kurze_worte = (wort_lang - wort_kurz) << 8;
    static constexpr std::uint32_t seite_bits = 14, seite_worte = 1u << seite_bits;
    static constexpr std::uint32_t max_worte = 1u << 24;
    static constexpr std::size_t max_chunks = std::size_t{1} << (32 - chunk_bits);
    struct Wortsuche;
    struct Verzeichnis {
        std::array<const unsigned char*, max_chunks> chunks{};
        std::array<std::unique_ptr<TextRef[]>, max_worte / seite_worte> worte;
        std::vector<std::unique_ptr<unsigned char[]>> bloecke;  // one or more chunks each
        std::atomic<std::uint32_t> belegt = 0;                  // chunks
        std::atomic<std::uint32_t> wortzahl = 0;
        std::mutex blocksperre;  // of bloecke
        std::unique_ptr<Wortsuche> suche;
    };
    Textschreiber& eigener() const;
    static std::size_t vorsatz(const unsigned char* p) { return *p == laenge_folgt ? 4 : 1; }
    static std::size_t laenge(const unsigned char* p) {
        if (*p != laenge_folgt) return *p;
        return p[1] | (std::size_t{p[2]} << 8) | (std::size_t{p[3]} << 16);
    }
    const unsigned char* adresse(std::uint32_t ort) const {
        return m_v->chunks[ort >> chunk_bits] + (ort & (chunk_bytes - 1));
    }
    std::unique_ptr<Verzeichnis> m_v;
};

/// Writes into a Textspeicher. One writer belongs to one thread; several may fill one store at the same time.
class Textschreiber {
public:
    static constexpr std::uint32_t kein_wort = 0xFFFFFFFF;

    explicit Textschreiber(Textspeicher& speicher) : m_speicher(&speicher), m_bekannt(1024) {}
    /// Copies the text in. Throws std::length_error where it is longer than Textspeicher::max_text, or the
    /// store is full.
    TextRef add(std::string_view text);
    /// Copies the text in unless it is a word already.
    TextRef intern(std::string_view text, std::uint64_t hash);
    TextRef intern(std::string_view text);
    std::string_view view(TextRef ref) const { return m_speicher->view(ref); }

    /// Appends a value to a run that is still being made; as a word where it recurs. Throws like add().
    static void haenge_an(std::string& folge, std::string_view text);
    void haenge_wort_an(std::string& folge, std::string_view text, std::uint64_t hash);
    /// Copies a run in and tells its place; an empty one has the place 0.
    std::uint32_t schreibe(std::string_view folge);

private:
    friend class Textspeicher;
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t wort = 0;  // number + 1; 0: free
    };
    std::uint32_t wort(std::string_view text, std::uint64_t hash);
    unsigned char* platz(std::size_t bytes);
    static std::size_t kopf(std::array<char, 4>& ziel, std::size_t laenge);
    Textspeicher* m_speicher;
    unsigned char* m_frei = nullptr;
    std::size_t m_rest = 0;       // bytes free there
    std::uint32_t m_ort = 0;      // place of the first of them
    std::vector<Slot> m_bekannt;  // words met by this writer: open addressing, power of two
    std::size_t m_zahl = 0;
};

}  // namespace abgleich::domain
