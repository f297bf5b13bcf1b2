// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <cstdint>
#include <vector>

namespace abgleich::katalog {

struct MusterAusdruck;

using StateId = std::uint32_t;

/// Reads one byte from first to last, both included.
struct NfaEdge {
    std::uint8_t first;
    std::uint8_t last;
    StateId target;
};

struct NfaState {
    std::vector<NfaEdge> edges{};
    std::vector<StateId> jumps{};  // taken without reading
};

/// An automaton with choices over bytes: a value matches if some way leads from the start to `nfa_accept`.
struct Nfa {
    std::vector<NfaState> states;
    StateId start;
};
constexpr StateId nfa_accept = 0;

/// Throws base::ConfigError if a pattern with high counts passes 500,000 steps.
Nfa build_nfa(const MusterAusdruck& ausdruck);

[[noreturn]] void fail_muster_too_large();

}  // namespace abgleich::katalog
