// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/base/parallel.hpp>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace abgleich::base {

unsigned thread_count() { return std::clamp(std::thread::hardware_concurrency(), 1u, 16u); }

void for_ranges(std::size_t count, std::size_t range_size,
                const std::function<void(std::size_t, std::size_t)>& work, unsigned threads) {
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex failure_mutex;
    const auto run = [&] {
        while (true) {
            const std::size_t begin = next.fetch_add(range_size);
            if (begin >= count) return;
            try {
                work(begin, std::min(begin + range_size, count));
            } catch (...) {
                const std::lock_guard lock(failure_mutex);
                if (!failure) failure = std::current_exception();
                next = count;
            }
        }
    };
    const std::size_t ranges = (count + range_size - 1) / range_size;
    if (threads == 0) threads = thread_count();
    std::vector<std::jthread> helpers;
    for (unsigned i = 1; i < std::min<std::size_t>(threads, ranges); ++i) helpers.emplace_back(run);
    run();
    helpers.clear();  // joins
    if (failure) std::rethrow_exception(failure);
}

}  // namespace abgleich::base
