// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors

// A set of characters becomes paths of byte ranges: U+00C0 to U+017E, for instance, is [C3][80-BF] or
// [C4][80-BF] or [C5][80-BE]. A count becomes copies of what it counts.

#include "muster_nfa.hpp"

#include "muster_ausdruck.hpp"

#include <abgleich/base/error.hpp>

#include <cstddef>
#include <map>
#include <tuple>
#include <utility>

namespace abgleich::katalog {
namespace {

constexpr std::size_t step_limit = 500'000;

/// Builds from the end: every part is told which state follows it.
class NfaBuilder {
public:
    NfaBuilder() { add({}); }

    StateId build(const MusterAusdruck& node, StateId next) {
        switch (node.kind) {
            case MusterAusdruck::Kind::set: return build_set(node.set, next);
            case MusterAusdruck::Kind::choice: {
                NfaState fork;
                for (const auto& child : node.children) fork.jumps.push_back(build(child, next));
                return add(std::move(fork));
            }
            case MusterAusdruck::Kind::repeat: return build_repeat(node, next);
            case MusterAusdruck::Kind::sequence: break;
        }
        count_step();
        for (auto child = node.children.rbegin(); child != node.children.rend(); ++child)
            next = build(*child, next);
        return next;
    }

    std::vector<NfaState> take() { return std::move(m_states); }

private:
    void count_step() {
        if (++m_steps > step_limit) fail_muster_too_large();
    }

    StateId add(NfaState state) {
        count_step();
        m_states.push_back(std::move(state));
        return static_cast<StateId>(m_states.size() - 1);
    }

    StateId build_repeat(const MusterAusdruck& node, StateId next) {
        const MusterAusdruck& body = node.children.front();
        StateId state = next;
        if (node.max == MusterAusdruck::unbounded) {
            state = add({});
            const StateId inner = build(body, state);
            m_states[state].jumps = {inner, next};
        } else {
            for (unsigned i = node.min; i < node.max; ++i) {
                const StateId inner = build(body, state);
                state = add({.jumps = {inner, next}});
            }
        }
        for (unsigned i = 0; i < node.min; ++i) state = build(body, state);
        return state;
    }

    StateId build_set(const std::vector<CodeRange>& set, StateId next) {
        const StateId head = add({});
        for (const auto& range : set) add_range(head, range.first, range.last, next);
        return head;
    }

    /// Splits until all characters have the same length and every byte behind the first one that varies may
    /// be any continuation byte; then the range is one path.
    void add_range(StateId head, char32_t first, char32_t last, StateId next) {
        for (const char32_t longest : {U'\x7F', U'\x7FF', U'\xFFFF'}) {
            if (first <= longest && longest < last) return add_halves(head, first, longest, last, next);
        }
        for (unsigned bits = 6; bits <= 18 && last > 0x7F; bits += 6) {
            const char32_t low_bits = (char32_t{1} << bits) - 1;
            if ((first | low_bits) == (last | low_bits)) break;
            if ((first & low_bits) != 0) return add_halves(head, first, first | low_bits, last, next);
            if ((last & low_bits) != low_bits)
                return add_halves(head, first, (last & ~low_bits) - 1, last, next);
        }
        add_path(head, first, last, next);
    }

    void add_halves(StateId head, char32_t first, char32_t middle, char32_t last, StateId next) {
        add_range(head, first, middle, next);
        add_range(head, middle + 1, last, next);
    }

    void add_path(StateId head, char32_t first, char32_t last, StateId next) {
        char32_t lead = 0;
        for (const auto& [above, mark] :
             {std::pair{U'\x7F', U'\xC0'}, {U'\x7FF', U'\xE0'}, {U'\xFFFF', U'\xF0'}}) {
            if (last <= above) break;
            lead = mark;
        }
        const auto as_byte = [](char32_t value) { return static_cast<std::uint8_t>(value); };
        // The last bytes first; after each the next six bits are at the low end.
        for (char32_t mark = lead; (mark & 0x40) != 0; mark = (mark << 1) & 0xFF) {
            next = continuation(as_byte(0x80 | (first & 0x3F)), as_byte(0x80 | (last & 0x3F)), next);
            first >>= 6;
            last >>= 6;
        }
        count_step();
        m_states[head].edges.push_back({as_byte(lead | first), as_byte(lead | last), next});
    }

    /// The state before a continuation byte; shared by all paths that end alike.
    StateId continuation(std::uint8_t first, std::uint8_t last, StateId next) {
        const auto [place, is_new] = m_continuations.try_emplace({first, last, next}, StateId{0});
        if (is_new) place->second = add({.edges = {{first, last, next}}});
        return place->second;
    }

    std::vector<NfaState> m_states;
    std::map<std::tuple<std::uint8_t, std::uint8_t, StateId>, StateId> m_continuations;
    std::size_t m_steps = 0;
};

}  // namespace

void fail_muster_too_large() {
    throw base::ConfigError(
        "pattern, character 1: too large (expected at most 20000 states and little ambiguity); "
        "lower its counts in the schema");
}

Nfa build_nfa(const MusterAusdruck& ausdruck) {
    NfaBuilder builder;
    const StateId start = builder.build(ausdruck, nfa_accept);
    return {builder.take(), start};
}

}  // namespace abgleich::katalog
