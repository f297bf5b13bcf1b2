// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/base/hash.hpp>
#include <abgleich/domain/textspeicher.hpp>

#include <cstring>
#include <stdexcept>

namespace abgleich::domain {

std::uint32_t Textspeicher::neuer_chunk() {
    const std::uint32_t nummer = m_v->belegt.fetch_add(1);
    if (nummer >= max_chunks) throw std::length_error("more than 4 GiB of text on one side");
    m_v->chunks[nummer] = std::make_unique_for_overwrite<char[]>(chunk_bytes);
    return nummer;
}

TextRef Textschreiber::add(std::string_view text) {
    if (text.empty()) return {};
    if (text.size() > Textspeicher::max_text)
        throw std::length_error("a text of more than 1 MiB cannot be stored");
    constexpr std::size_t max_vorsatz = 3;
    if (m_chunk == nullptr || m_fill + text.size() + max_vorsatz > Textspeicher::chunk_bytes) {
        const std::uint32_t nummer = m_speicher->neuer_chunk();
        m_chunk = m_speicher->m_v->chunks[nummer].get();
        m_basis = nummer << Textspeicher::chunk_bits;
        m_fill = nummer == 0 ? 1 : 0;  // place 0 stands for "no text"
    }
    const TextRef ref{m_basis + static_cast<std::uint32_t>(m_fill)};
    std::size_t laenge = text.size();
    for (; laenge >= 0x80; laenge >>= 7) m_chunk[m_fill++] = static_cast<char>(0x80u | (laenge & 0x7Fu));
    m_chunk[m_fill++] = static_cast<char>(laenge);
    std::memcpy(m_chunk + m_fill, text.data(), text.size());
    m_fill += text.size();
    return ref;
}

std::string_view Textschreiber::view(TextRef ref) const { return m_speicher->view(ref); }

TextRef Textschreiber::intern(std::string_view text) { return intern(text, base::hash(text)); }

TextRef Textschreiber::intern(std::string_view text, std::uint64_t hash) {
    if (text.empty()) return {};
    const auto kurz = static_cast<std::uint32_t>(hash >> 32);
    for (std::size_t i = kurz & (m_slots.size() - 1);; i = (i + 1) & (m_slots.size() - 1)) {
        Slot& slot = m_slots[i];
        if (!slot.ref.leer()) {
            if (slot.hash == kurz && m_speicher->view(slot.ref) == text) return slot.ref;
            continue;
        }
        const TextRef ref = add(text);
        slot = {kurz, ref};
        if (++m_interned * 2 > m_slots.size()) grow();
        return ref;
    }
}

void Textschreiber::grow() {
    std::vector<Slot> old(m_slots.size() * 2);
    old.swap(m_slots);
    for (const Slot& slot : old) {
        if (slot.ref.leer()) continue;
        std::size_t i = slot.hash & (m_slots.size() - 1);
        while (!m_slots[i].ref.leer()) i = (i + 1) & (m_slots.size() - 1);
        m_slots[i] = slot;
    }
}

}  // namespace abgleich::domain
