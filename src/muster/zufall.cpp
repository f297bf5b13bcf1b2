// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "zufall.hpp"

#include <stdexcept>

namespace abgleich::muster {

namespace {

constexpr std::uint64_t golden = 0x9E3779B97F4A7C15u;

constexpr std::uint64_t mix(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

}  // namespace

Zufall::Zufall(std::uint64_t seed, std::uint64_t index, Zweck zweck)
    : m_state(mix(mix(seed + golden) + golden * (index + 1)) +
              mix(static_cast<std::uint64_t>(zweck) * golden)) {}

std::uint64_t Zufall::next() {
    m_state += golden;
    return mix(m_state);
}

Permutation::Permutation(std::uint64_t seed, std::uint64_t size) : m_size(size) {
    if (size == 0) throw std::logic_error("permutation of nothing");
    while ((std::uint64_t{1} << (2 * m_half_bits)) < size) ++m_half_bits;
    for (std::uint64_t i = 0; i < m_keys.size(); ++i) m_keys[i] = mix(seed + golden * (i + 1));
}

std::uint64_t Permutation::operator()(std::uint64_t index) const {
    if (index >= m_size) throw std::logic_error("index outside of the permutation");
    const std::uint64_t mask = (std::uint64_t{1} << m_half_bits) - 1;
    do {
        std::uint64_t left = index >> m_half_bits;
        std::uint64_t right = index & mask;
        for (const std::uint64_t key : m_keys) {
            const std::uint64_t next_right = left ^ (mix(right + key) & mask);
            left = right;
            right = next_right;
        }
        index = (left << m_half_bits) | right;
    } while (index >= m_size);
    return index;
}

}  // namespace abgleich::muster
