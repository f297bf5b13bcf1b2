// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
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

class Textspeicher;

/// Writes texts into a Textspeicher; those that recur (codes, dates, authorities) are kept once per writer.
/// One writer belongs to one thread; several may fill one store at the same time.
class Textschreiber {
public:
    explicit Textschreiber(Textspeicher& speicher) : m_speicher(&speicher), m_slots(1024) {}
    /// Copies the text in. Throws std::length_error where it is longer than Textspeicher::max_text, or the
    /// store is full.
    TextRef add(std::string_view text);
    /// Copies the text in unless an equal one was interned before.
    TextRef intern(std::string_view text, std::uint64_t hash);
    TextRef intern(std::string_view text);
    std::string_view view(TextRef ref) const;
    /// Goes on in another place: for the owner of a store that was moved.
    void folge(Textspeicher& speicher) { m_speicher = &speicher; }

private:
    struct Slot {
        std::uint32_t hash = 0;
        TextRef ref;
    };
    void grow();
    Textspeicher* m_speicher;
    char* m_chunk = nullptr;
    std::uint32_t m_basis = 0;  // place of m_chunk[0]
    std::size_t m_fill = 0;     // bytes used of it
    std::vector<Slot> m_slots;  // open addressing, power of two
    std::size_t m_interned = 0;
};

/// Append-only store of texts addressed by 32 bits: at most 4 GiB in chunks of 1 MiB. Views stay valid as
/// long as the store, also while others write.
class Textspeicher {
public:
    static constexpr std::uint32_t chunk_bits = 20;
    static constexpr std::size_t chunk_bytes = std::size_t{1} << chunk_bits;
    static constexpr std::size_t max_text = chunk_bytes - 8;

    Textspeicher() : m_v(std::make_unique<Verzeichnis>()), m_eigener(*this) {}
    Textspeicher(Textspeicher&& anderer) noexcept
        : m_v(std::move(anderer.m_v)), m_eigener(std::move(anderer.m_eigener)) {
        m_eigener.folge(*this);
    }
    Textspeicher& operator=(Textspeicher&& anderer) noexcept {
        m_v = std::move(anderer.m_v);
        m_eigener = std::move(anderer.m_eigener);
        m_eigener.folge(*this);
        return *this;
    }

    /// As a writer of its own.
    TextRef add(std::string_view text) { return m_eigener.add(text); }
    TextRef intern(std::string_view text) { return m_eigener.intern(text); }
    std::string_view view(TextRef ref) const {
        if (ref.leer()) return {};
        const char* p = m_v->chunks[ref.ort >> chunk_bits].get() + (ref.ort & (chunk_bytes - 1));
        std::uint32_t laenge = static_cast<unsigned char>(*p++);
        if (laenge >= 0x80) {  // seven bits a byte, the low ones first
            laenge &= 0x7Fu;
            for (unsigned bits = 7;; bits += 7) {
                const auto byte = static_cast<unsigned char>(*p++);
                laenge |= (byte & 0x7Fu) << bits;
                if (byte < 0x80) break;
            }
        }
        return {p, laenge};
    }
    /// Memory taken, in whole chunks.
    std::size_t bytes() const { return m_v->belegt.load() * chunk_bytes; }

private:
    friend class Textschreiber;
    static constexpr std::size_t max_chunks = std::size_t{1} << (32 - chunk_bits);
    struct Verzeichnis {
        std::array<std::unique_ptr<char[]>, max_chunks> chunks;
        std::atomic<std::uint32_t> belegt = 0;
    };
    std::uint32_t neuer_chunk();
    std::unique_ptr<Verzeichnis> m_v;
    Textschreiber m_eigener;
};

}  // namespace abgleich::domain
