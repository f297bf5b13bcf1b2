// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace abgleich::base {

/// A few threads that take tasks in the order in which they were given. Tasks must not throw (wrap them in
/// a std::packaged_task). Those not begun yet are dropped when the object ends.
class Arbeiter {
public:
    explicit Arbeiter(unsigned anzahl);
    ~Arbeiter();
    Arbeiter(const Arbeiter&) = delete;
    Arbeiter& operator=(const Arbeiter&) = delete;
    void gib(std::function<void()> aufgabe);

private:
    void arbeite();
    std::mutex m_mutex;
    std::condition_variable m_bereit;
    std::deque<std::function<void()>> m_aufgaben;
    bool m_ende = false;
    std::vector<std::thread> m_threads;
};

}  // namespace abgleich::base
