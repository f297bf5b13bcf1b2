// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors

// From a pattern to a table in four steps:
//   1. tree -> automaton with choices (Nfa). A set of characters becomes paths of byte ranges: U+00C0-U+017E
//   is
//      [C3][80-BF] or [C4][80-BF] or [C5][80-BE].
//   2. subset construction (Dfa): each state is the set of places where the Nfa can be. Bytes that no edge
//   tells
//      apart share a column.
//   3. minimisation after Hopcroft: states that no continuation tells apart become one.
//   4. table: rows in order of discovery, those that accept last; equal columns merged.

#include <abgleich/katalog/muster_automat.hpp>

#include "muster_ausdruck.hpp"
#include "muster_nfa.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace abgleich::katalog {
namespace {

// `.{1,1000}` needs 10,002 states. The second limit bounds time (to a second or two) and memory where states
// are few but large: \p{L} has hundreds of byte ranges, a state of `(a?){1000}` is up to 1,000 places.
constexpr std::size_t state_limit = 20'000;
constexpr std::size_t step_limit = 50'000'000;

/// A complete deterministic automaton: next[state * columns + class_of[byte]].
struct Dfa {
    std::array<std::uint8_t, 256> class_of{};
    std::size_t columns = 0;
    std::vector<StateId> next;
    std::vector<bool> accepting;
    StateId start = 0;

    [[nodiscard]] std::size_t size() const { return accepting.size(); }
};

/// A state is named by the places that one byte leads to, before any jump from there: these lists are short.
class SubsetConstruction {
public:
    explicit SubsetConstruction(const Nfa& nfa) : m_nfa(nfa.states), m_seen(nfa.states.size(), 0) {
        find_byte_classes();
        m_dfa.start = state_of({nfa.start});
        std::vector<std::vector<StateId>> targets(m_dfa.columns);
        for (std::size_t state = 0; state < m_places.size(); ++state) {
            for (auto& list : targets) list.clear();
            const std::vector<StateId> places = with_jumps(*m_places[state]);
            m_dfa.accepting.push_back(std::count(places.begin(), places.end(), nfa_accept) != 0);
            for (const StateId place : places) {
                for (const auto& edge : m_nfa[place].edges) add_targets(edge, targets);
            }
            for (std::size_t column = 0; column < targets.size(); ++column) {
                // Neighbours mostly lead to the same places: no look-up then.
                const bool same = column > 0 && targets[column] == targets[column - 1];
                m_dfa.next.push_back(same ? m_dfa.next.back() : state_of(targets[column]));
            }
        }
    }

    Dfa take() { return std::move(m_dfa); }

private:
    void find_byte_classes() {
        std::array<bool, 257> begins{};
        begins[0] = true;
        for (const auto& state : m_nfa) {
            for (const auto& edge : state.edges) begins[edge.first] = begins[edge.last + 1U] = true;
        }
        for (std::size_t byte = 0; byte < 256; ++byte) {
            if (begins[byte]) ++m_dfa.columns;
            m_dfa.class_of[byte] = static_cast<std::uint8_t>(m_dfa.columns - 1);
        }
    }

    void count_steps(std::size_t steps) {
        m_steps += steps;
        if (m_steps > step_limit) fail_muster_too_large();
    }

    std::vector<StateId> with_jumps(std::vector<StateId> open) {
        ++m_round;
        std::vector<StateId> places;
        while (!open.empty()) {
            const StateId place = open.back();
            open.pop_back();
            if (std::exchange(m_seen[place], m_round) == m_round) continue;
            places.push_back(place);
            open.insert(open.end(), m_nfa[place].jumps.begin(), m_nfa[place].jumps.end());
        }
        count_steps(places.size());
        return places;
    }

    void add_targets(const NfaEdge& edge, std::vector<std::vector<StateId>>& targets) {
        const std::size_t first = m_dfa.class_of[edge.first];
        const std::size_t last = m_dfa.class_of[edge.last];
        count_steps(last - first + 1);
        for (std::size_t column = first; column <= last; ++column) targets[column].push_back(edge.target);
    }

    StateId state_of(std::vector<StateId> places) {
        std::sort(places.begin(), places.end());
        places.erase(std::unique(places.begin(), places.end()), places.end());
        const auto [entry, is_new] =
            m_ids.try_emplace(std::move(places), static_cast<StateId>(m_places.size()));
        if (is_new) m_places.push_back(&entry->first);
        if (m_places.size() > state_limit) fail_muster_too_large();
        return entry->second;
    }

    const std::vector<NfaState>& m_nfa;
    Dfa m_dfa;
    std::map<std::vector<StateId>, StateId> m_ids;
    std::vector<const std::vector<StateId>*> m_places;  // keys of m_ids, by state
    std::vector<std::size_t> m_seen;                    // round of with_jumps() in which a place was last met
    std::size_t m_round = 0;
    std::size_t m_steps = 0;
};

/// Hopcroft's partition refinement: blocks of states are split by "does this byte lead into that block" until
/// nothing splits any more. Of two halves only the smaller one has to be tried in its turn.
class Minimisation {
public:
    explicit Minimisation(const Dfa& dfa) : m_dfa(dfa), m_block_of(dfa.size()), m_place(dfa.size()) {
        m_order.resize(dfa.size());
        std::iota(m_order.begin(), m_order.end(), StateId{0});
        const auto middle = std::stable_partition(m_order.begin(), m_order.end(),
                                                  [&](StateId state) { return !dfa.accepting[state]; });
        for (std::size_t i = 0; i < m_order.size(); ++i) m_place[m_order[i]] = i;
        const auto split = static_cast<std::size_t>(middle - m_order.begin());
        add_block(0, split);
        add_block(split, m_order.size());
        index_predecessors();
        while (!m_work.empty()) {
            const Block block = m_blocks[m_work.back()];
            m_work.pop_back();
            const std::vector<StateId> splitter(m_order.begin() + static_cast<std::ptrdiff_t>(block.begin),
                                                m_order.begin() + static_cast<std::ptrdiff_t>(block.end));
            for (std::size_t column = 0; column < m_dfa.columns; ++column) split_by(splitter, column);
        }
    }

    /// Block of each state; equal blocks are equivalent states.
    std::vector<StateId> take() { return std::move(m_block_of); }

private:
    struct Block {
        std::size_t begin;
        std::size_t end;
        std::size_t marked = 0;  // these first ones lead into the splitter
    };

    void add_block(std::size_t begin, std::size_t end) {
        if (begin == end) return;
        const auto id = static_cast<StateId>(m_blocks.size());
        for (std::size_t i = begin; i < end; ++i) m_block_of[m_order[i]] = id;
        m_blocks.push_back({begin, end});
        m_work.push_back(id);
    }

    void index_predecessors() {
        const std::size_t size = m_dfa.size();
        m_first_predecessor.assign(m_dfa.columns * size + 1, 0);
        const auto each_edge = [&](auto use) {
            const StateId* target = m_dfa.next.data();
            for (std::size_t state = 0; state < size; ++state)
                for (std::size_t column = 0; column < m_dfa.columns; ++column)
                    use(m_first_predecessor[column * size + *target++], static_cast<StateId>(state));
        };
        each_edge([](std::size_t& first, StateId) { ++first; });
        std::partial_sum(m_first_predecessor.begin(), m_first_predecessor.end(), m_first_predecessor.begin());
        m_predecessors.resize(m_dfa.next.size());
        each_edge([&](std::size_t& first, StateId state) { m_predecessors[--first] = state; });
    }

    void split_by(const std::vector<StateId>& splitter, std::size_t column) {
        m_touched.clear();
        for (const StateId target : splitter) {
            const std::size_t slot = column * m_dfa.size() + target;
            for (std::size_t i = m_first_predecessor[slot]; i < m_first_predecessor[slot + 1]; ++i) {
                const StateId state = m_predecessors[i];
                Block& block = m_blocks[m_block_of[state]];
                if (block.marked == 0) m_touched.push_back(m_block_of[state]);
                move_to(state, block.begin + block.marked++);
            }
        }
        for (const StateId id : m_touched) {
            Block& block = m_blocks[id];
            const std::size_t begin = block.begin;
            const std::size_t end = block.end;
            const std::size_t middle = begin + std::exchange(block.marked, 0);
            if (middle == end) continue;
            const bool first_is_smaller = middle - begin <= end - middle;
            (first_is_smaller ? block.begin : block.end) = middle;
            first_is_smaller ? add_block(begin, middle) : add_block(middle, end);
        }
    }

    void move_to(StateId state, std::size_t place) {
        const StateId other = m_order[place];
        std::swap(m_order[place], m_order[m_place[state]]);
        std::swap(m_place[state], m_place[other]);
    }

    const Dfa& m_dfa;
    std::vector<StateId> m_block_of;
    std::vector<std::size_t> m_place;  // where a state stands in m_order
    std::vector<StateId> m_order;      // states, block by block
    std::vector<Block> m_blocks;
    std::vector<StateId> m_work;
    std::vector<StateId> m_touched;                // blocks that the present splitter is reached from
    std::vector<std::size_t> m_first_predecessor;  // by column * states + target
    std::vector<StateId> m_predecessors;
};

/// One state of every block, in order of discovery from the start; those that accept last.
std::vector<StateId> representatives(const Dfa& dfa, const std::vector<StateId>& block_of) {
    std::vector<StateId> found = {dfa.start};
    std::vector<bool> seen(dfa.size(), false);
    seen[block_of[dfa.start]] = true;
    for (std::size_t i = 0; i < found.size(); ++i) {
        for (std::size_t column = 0; column < dfa.columns; ++column) {
            const StateId target = dfa.next[found[i] * dfa.columns + column];
            if (!seen[block_of[target]]) found.push_back(target);
            seen[block_of[target]] = true;
        }
    }
    std::stable_partition(found.begin(), found.end(), [&](StateId state) { return !dfa.accepting[state]; });
    return found;
}

Dfa compile(std::string_view muster) {
    const Nfa nfa = build_nfa(parse_muster(muster));
    return SubsetConstruction(nfa).take();
}

}  // namespace

MusterAutomat::MusterAutomat(std::string_view muster) {
    const Dfa dfa = compile(muster);
    const std::vector<StateId> block_of = Minimisation(dfa).take();
    const std::vector<StateId> states = representatives(dfa, block_of);
    std::vector<std::uint32_t> number_of(dfa.size());
    for (std::size_t i = 0; i < states.size(); ++i)
        number_of[block_of[states[i]]] = static_cast<std::uint32_t>(i);

    // Columns in which all states agree become one.
    std::map<std::vector<std::uint32_t>, std::uint8_t> columns;
    std::vector<std::uint8_t> merged(dfa.columns);
    for (std::size_t column = 0; column < dfa.columns; ++column) {
        std::vector<std::uint32_t> targets;
        for (const StateId state : states)
            targets.push_back(number_of[block_of[dfa.next[state * dfa.columns + column]]]);
        merged[column] =
            columns.try_emplace(std::move(targets), static_cast<std::uint8_t>(columns.size())).first->second;
    }
    m_class_count = columns.size();
    for (std::size_t byte = 0; byte < 256; ++byte) m_class_of[byte] = merged[dfa.class_of[byte]];
    m_next.resize(states.size() * m_class_count);
    for (const auto& [targets, column] : columns) {
        for (std::size_t state = 0; state < states.size(); ++state) {
            m_next[state * m_class_count + column] =
                static_cast<std::uint32_t>(targets[state] * m_class_count);
        }
    }
    const auto row_of = [&](std::size_t state) { return static_cast<std::uint32_t>(state * m_class_count); };
    m_start = row_of(number_of[block_of[dfa.start]]);
    m_first_accepting = row_of(static_cast<std::size_t>(
        std::count_if(states.begin(), states.end(), [&](StateId state) { return !dfa.accepting[state]; })));
    find_free_bytes();
}

/// Free are ASCII bytes of which any number may begin a value, in any order, with all of it accepted and the
/// last one alone deciding the state. A run of them at the beginning needs no table: most values are nothing
/// else.
void MusterAutomat::find_free_bytes() {
    if (m_start < m_first_accepting) return;
    std::fill_n(m_is_free.begin(), 128, true);
    for (bool changed = true; changed;) {
        changed = false;
        std::vector<std::uint32_t> rows = {m_start};
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (std::size_t byte = 0; byte < 128; ++byte) {
                if (!m_is_free[byte]) continue;
                const std::uint32_t target = m_next[rows[i] + m_class_of[byte]];
                if (target < m_first_accepting || target != m_next[m_start + m_class_of[byte]]) {
                    m_is_free[byte] = false;
                    changed = true;
                } else if (std::find(rows.begin(), rows.end(), target) == rows.end()) {
                    rows.push_back(target);
                }
            }
        }
    }
}

bool MusterAutomat::passt(std::string_view utf8) const noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
    std::size_t i = 0;
    while (i < utf8.size() && m_is_free[byte(i)]) ++i;
    std::uint32_t row = i == 0 ? m_start : m_next[m_start + m_class_of[byte(i - 1)]];
    for (; i < utf8.size(); ++i) row = m_next[row + m_class_of[byte(i)]];
    return row >= m_first_accepting;
}

}  // namespace abgleich::katalog
