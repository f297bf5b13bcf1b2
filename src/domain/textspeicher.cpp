// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/domain/textspeicher.hpp>

#include <cstring>
#include <functional>
#include <stdexcept>

namespace abgleich::domain {

namespace {
constexpr std::size_t first_slots = 1024;
constexpr std::size_t max_chunks = std::size_t{1} << (32 - Textspeicher::chunk_bits);
}  // namespace

Textspeicher::Textspeicher() : m_slots(first_slots) {}

TextRef Textspeicher::add(std::string_view text) {
    if (text.empty()) return {};
    if (text.size() > max_text) throw std::length_error("a text of more than 1 MiB cannot be stored");
    if (m_fill + text.size() > max_text) {
        if (m_chunks.size() == max_chunks) throw std::length_error("more than 4 GiB of text on one side");
        m_chunks.push_back(std::make_unique_for_overwrite<char[]>(max_text));
        m_fill = 0;
    }
    std::memcpy(m_chunks.back().get() + m_fill, text.data(), text.size());
    const TextRef ref{static_cast<std::uint32_t>(((m_chunks.size() - 1) << chunk_bits) + m_fill),
                      static_cast<std::uint32_t>(text.size())};
    m_fill += text.size();
    return ref;
}

TextRef Textspeicher::intern(std::string_view text) {
    if (text.empty()) return {};
    const std::uint64_t hash = std::hash<std::string_view>{}(text);
    for (std::size_t i = hash & (m_slots.size() - 1);; i = (i + 1) & (m_slots.size() - 1)) {
        Slot& slot = m_slots[i];
        if (slot.used) {
            if (slot.hash == hash && view(slot.ref) == text) return slot.ref;
            continue;
        }
        slot = {hash, add(text), true};
        const TextRef ref = slot.ref;
        if (++m_interned * 2 > m_slots.size()) grow();
        return ref;
    }
}

void Textspeicher::grow() {
    std::vector<Slot> old(m_slots.size() * 2);
    old.swap(m_slots);
    for (const Slot& slot : old) {
        if (!slot.used) continue;
        std::size_t i = slot.hash & (m_slots.size() - 1);
        while (m_slots[i].used) i = (i + 1) & (m_slots.size() - 1);
        m_slots[i] = slot;
    }
}

}  // namespace abgleich::domain
