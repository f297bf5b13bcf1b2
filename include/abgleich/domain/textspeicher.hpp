// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace abgleich::domain {

/// Place of a text in a Textspeicher.
struct TextRef {
    std::uint32_t ort = 0;
    std::uint32_t laenge = 0;
    bool leer() const { return laenge == 0; }
};

/// Append-only arena of texts addressed by 32 bits; texts that recur (codes, dates, authorities) are
/// kept once. Views stay valid as long as the store. A text never crosses a chunk of 1 MiB, and is at
/// most that long. Throws std::length_error beyond 4 GiB.
class Textspeicher {
public:
    static constexpr std::uint32_t chunk_bits = 20;
    static constexpr std::size_t max_text = std::size_t{1} << chunk_bits;

    Textspeicher();
    Textspeicher(Textspeicher&&) noexcept = default;
    Textspeicher& operator=(Textspeicher&&) noexcept = default;

    /// Copies the text in.
    TextRef add(std::string_view text);
    /// Copies the text in unless an equal one was interned before.
    TextRef intern(std::string_view text);
    std::string_view view(std::uint32_t ort, std::uint32_t laenge) const {
        if (laenge == 0) return {};  // {0, 0} stands for "none", also in an empty store
        return {m_chunks[ort >> chunk_bits].get() + (ort & (max_text - 1)), laenge};
    }
    std::string_view view(TextRef ref) const { return view(ref.ort, ref.laenge); }
    std::size_t bytes() const { return m_chunks.size() * max_text; }

private:
    struct Slot {
        std::uint64_t hash = 0;
        TextRef ref;
        bool used = false;
    };
    void grow();
    std::vector<std::unique_ptr<char[]>> m_chunks;
    std::size_t m_fill = max_text;  // bytes used of the last chunk
    std::vector<Slot> m_slots;      // open addressing, power of two
    std::size_t m_interned = 0;
};

}  // namespace abgleich::domain
