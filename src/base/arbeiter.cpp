// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/base/arbeiter.hpp>

#include <utility>

namespace abgleich::base {

Arbeiter::Arbeiter(unsigned anzahl) {
    for (unsigned i = 0; i < anzahl; ++i) m_threads.emplace_back([this] { arbeite(); });
}

Arbeiter::~Arbeiter() {
    {
        const std::lock_guard lock(m_mutex);
        m_ende = true;
    }
    m_bereit.notify_all();
    for (auto& thread : m_threads) thread.join();
}

void Arbeiter::gib(std::function<void()> aufgabe) {
    {
        const std::lock_guard lock(m_mutex);
        m_aufgaben.push_back(std::move(aufgabe));
    }
    m_bereit.notify_one();
}

void Arbeiter::arbeite() {
    while (true) {
        std::unique_lock lock(m_mutex);
        m_bereit.wait(lock, [this] { return m_ende || !m_aufgaben.empty(); });
        if (m_ende) return;
        const auto aufgabe = std::move(m_aufgaben.front());
        m_aufgaben.pop_front();
        lock.unlock();
        aufgabe();
    }
}

}  // namespace abgleich::base
