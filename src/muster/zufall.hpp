// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace abgleich::muster {

/// What a stream of random numbers is for. Each has its own stream, so that one more draw in one
/// place changes nothing in another.
enum class Zweck : std::uint64_t {
    familie = 1,
    haushalt,
    person,
    lebenslauf,
    schicksal,
    schaden,
    zwilling,
    nachricht
};

/// Random numbers from (seed, index, purpose) alone: splitmix64, the same on every machine. The
/// distributions of the standard library are not used: their results differ between libraries.
class Zufall {
public:
    Zufall(std::uint64_t seed, std::uint64_t index, Zweck zweck);

    std::uint64_t next();
    /// 0 to n - 1; n > 0.
    std::uint32_t unter(std::uint32_t n) { return static_cast<std::uint32_t>(((next() >> 32) * n) >> 32); }
    /// Both ends included.
    std::int32_t zwischen(std::int32_t von, std::int32_t bis) {
        return von + static_cast<std::int32_t>(unter(static_cast<std::uint32_t>(bis - von) + 1));
    }
    /// True in `je_zehntausend` of 10,000 cases.
    bool trifft(std::uint32_t je_zehntausend) { return unter(10000) < je_zehntausend; }
    template <class Reihe>
    decltype(auto) aus(const Reihe& reihe) {
        return reihe[unter(static_cast<std::uint32_t>(reihe.size()))];
    }

private:
    std::uint64_t m_state;
};

/// A keyed one-to-one mapping of 0 .. size - 1 onto itself: gives unique numbers that look drawn
/// without remembering any (a Feistel network of four rounds, walked until the result is in range).
class Permutation {
public:
    Permutation(std::uint64_t seed, std::uint64_t size);
    /// index < size.
    std::uint64_t operator()(std::uint64_t index) const;
    std::uint64_t size() const { return m_size; }

private:
    std::uint64_t m_size;
    unsigned m_half_bits = 1;
    std::array<std::uint64_t, 4> m_keys{};
};

}  // namespace abgleich::muster
