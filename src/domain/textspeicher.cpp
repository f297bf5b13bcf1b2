// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/base/hash.hpp>
#include <abgleich/domain/textspeicher.hpp>

#include <algorithm>
#include <cstring>
#include <mutex>
#include <stdexcept>

namespace abgleich::domain {

namespace {

/// Open addressing by the high half of the hash. Calls `gleich` with a slot's word where the hashes agree.
template <typename Slot, typename Gleich>
Slot& finde(std::vector<Slot>& slots, std::uint32_t hash, Gleich&& gleich) {
    for (std::size_t i = hash & (slots.size() - 1);; i = (i + 1) & (slots.size() - 1)) {
        Slot& slot = slots[i];
        if (slot.wort == 0 || (slot.hash == hash && gleich(slot.wort - 1))) return slot;
    }
}

template <typename Slot>
void verdopple(std::vector<Slot>& slots) {
    std::vector<Slot> alte(slots.size() * 2);
    alte.swap(slots);
    for (const Slot& slot : alte)
        if (slot.wort != 0) finde(slots, slot.hash, [](std::uint32_t) { return false; }) = slot;
}

}  // namespace

/// What all writers share: the words by their text.
struct Textspeicher::Wortsuche {
    explicit Wortsuche(Textspeicher& speicher) : schreiber(speicher), slots(1024) {}

    std::mutex sperre;
    Textschreiber schreiber;  // for the texts of words
    std::vector<Textschreiber::Slot> slots;
};

Textspeicher::Textspeicher() : m_v(std::make_unique<Verzeichnis>()) {
    m_v->suche = std::make_unique<Wortsuche>(*this);
}

Textspeicher::~Textspeicher() = default;

Textspeicher::Textspeicher(Textspeicher&& anderer) noexcept : m_v(std::move(anderer.m_v)) {
    if (m_v->suche != nullptr) m_v->suche->schreiber.m_speicher = this;
}

Textspeicher& Textspeicher::operator=(Textspeicher&& anderer) noexcept {
    m_v = std::move(anderer.m_v);
    if (m_v->suche != nullptr) m_v->suche->schreiber.m_speicher = this;
    return *this;
}

Textschreiber& Textspeicher::eigener() const {
    if (m_v->suche == nullptr) throw std::logic_error("a text is written after the store was closed");
    return m_v->suche->schreiber;
}

TextRef Textspeicher::add(std::string_view text) { return eigener().add(text); }
TextRef Textspeicher::intern(std::string_view text) { return eigener().intern(text); }

std::size_t Textspeicher::bytes() const {
    const std::size_t seiten = (m_v->wortzahl.load() + seite_worte - 1) / seite_worte;
    return m_v->belegt.load() * chunk_bytes + seiten * seite_worte * sizeof(TextRef);
}

void Textspeicher::schliesse_ab() { m_v->suche.reset(); }

/// Room for so many bytes in a row, in a chunk of their own where they are many.
unsigned char* Textschreiber::platz(std::size_t bytes) {
    if (bytes > m_rest) {
        auto& v = *m_speicher->m_v;
        const std::size_t chunks = (bytes + Textspeicher::chunk_bytes) / Textspeicher::chunk_bytes;
        const std::uint32_t nummer = v.belegt.fetch_add(static_cast<std::uint32_t>(chunks));
        if (nummer + chunks > Textspeicher::max_chunks)
            throw std::length_error("more than 4 GiB of text on one side");
        auto block = std::make_unique_for_overwrite<unsigned char[]>(chunks * Textspeicher::chunk_bytes);
        for (std::size_t i = 0; i < chunks; ++i)
            v.chunks[nummer + i] = block.get() + i * Textspeicher::chunk_bytes;
        m_frei = block.get();
        m_rest = chunks * Textspeicher::chunk_bytes;
        m_ort = nummer << Textspeicher::chunk_bits;
        {
            const std::lock_guard halter(v.blocksperre);
            v.bloecke.push_back(std::move(block));
        }
        if (nummer == 0) {  // place 0 stands for "no text"
            ++m_frei;
            ++m_ort;
            --m_rest;
        }
    }
    unsigned char* hier = m_frei;
    m_frei += bytes;
    m_ort += static_cast<std::uint32_t>(bytes);
    m_rest -= bytes;
    return hier;
}

std::uint32_t Textschreiber::schreibe(std::string_view folge) {
    if (folge.empty()) return 0;
    unsigned char* ziel = platz(folge.size());
    std::memcpy(ziel, folge.data(), folge.size());
    return m_ort - static_cast<std::uint32_t>(folge.size());
}

/// What stands before a text: its length.
std::size_t Textschreiber::kopf(std::array<char, 4>& ziel, std::size_t laenge) {
    if (laenge > Textspeicher::max_text)
        throw std::length_error("a text of more than 1 MiB cannot be stored");
    if (laenge < Textspeicher::laenge_folgt) {
        ziel[0] = static_cast<char>(laenge);
        return 1;
    }
    ziel[0] = static_cast<char>(Textspeicher::laenge_folgt);
    for (std::size_t i = 0; i < 3; ++i) ziel[i + 1] = static_cast<char>((laenge >> (8 * i)) & 0xFF);
    return 4;
}

void Textschreiber::haenge_an(std::string& folge, std::string_view text) {
    std::array<char, 4> davor;
    folge.append(davor.data(), kopf(davor, text.size()));
    folge += text;
}

void Textschreiber::haenge_wort_an(std::string& folge, std::string_view text, std::uint64_t hash) {
    const std::uint32_t nummer = text.size() < 2 ? kein_wort : wort(text, hash);
    if (nummer == kein_wort) return haenge_an(folge, text);
    if (nummer < Textspeicher::kurze_worte) {
        folge += static_cast<char>(Textspeicher::wort_kurz | (nummer >> 8));
        folge += static_cast<char>(nummer & 0xFF);
    } else {
        folge += static_cast<char>(Textspeicher::wort_lang);
        for (unsigned bits = 0; bits < 24; bits += 8) folge += static_cast<char>((nummer >> bits) & 0xFF);
    }
}

TextRef Textschreiber::add(std::string_view text) {
    if (text.empty()) return {};
    std::array<char, 4> davor;
    const std::size_t vorsatz = kopf(davor, text.size());
    unsigned char* ziel = platz(vorsatz + text.size());
    std::memcpy(ziel, davor.data(), vorsatz);
    std::memcpy(ziel + vorsatz, text.data(), text.size());
    return {m_ort - static_cast<std::uint32_t>(vorsatz + text.size())};
}

TextRef Textschreiber::intern(std::string_view text) { return intern(text, base::hash(text)); }

TextRef Textschreiber::intern(std::string_view text, std::uint64_t hash) {
    if (text.empty()) return {};
    const std::uint32_t nummer = wort(text, hash);
    if (nummer == kein_wort) return add(text);
    return m_speicher->m_v
        ->worte[nummer >> Textspeicher::seite_bits][nummer & (Textspeicher::seite_worte - 1)];
}

/// Number of the word, made one where it is none yet; kein_wort where there are too many.
std::uint32_t Textschreiber::wort(std::string_view text, std::uint64_t hash) {
    auto& v = *m_speicher->m_v;
    const auto kurz = static_cast<std::uint32_t>(hash >> 32);
    const auto ort = [&](std::uint32_t nummer) -> TextRef& {
        return v.worte[nummer >> Textspeicher::seite_bits][nummer & (Textspeicher::seite_worte - 1)];
    };
    const auto gleich = [&](std::uint32_t nummer) { return m_speicher->view(ort(nummer)) == text; };
    Slot& bekannt = finde(m_bekannt, kurz, gleich);
    if (bekannt.wort != 0) return bekannt.wort - 1;
    if (v.suche == nullptr) throw std::logic_error("a word is written after the store was closed");
    std::uint32_t nummer = kein_wort;
    {
        auto& suche = *v.suche;
        const std::lock_guard halter(suche.sperre);
        Slot& slot = finde(suche.slots, kurz, gleich);
        if (slot.wort != 0) {
            nummer = slot.wort - 1;
        } else {
            nummer = v.wortzahl.load();
            if (nummer == Textspeicher::max_worte) return kein_wort;
            auto& seite = v.worte[nummer >> Textspeicher::seite_bits];
            if (seite == nullptr) seite = std::make_unique<TextRef[]>(Textspeicher::seite_worte);
            ort(nummer) = suche.schreiber.add(text);
            slot = {kurz, nummer + 1};
            v.wortzahl.store(nummer + 1);
            if (std::size_t{nummer} * 2 > suche.slots.size()) verdopple(suche.slots);
        }
    }
    bekannt = {kurz, nummer + 1};
    if (++m_zahl * 2 > m_bekannt.size()) verdopple(m_bekannt);
    return nummer;
}

}  // namespace abgleich::domain
