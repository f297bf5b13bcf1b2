// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/base/parallel.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

namespace {
using namespace abgleich::base;
}

TEST_CASE("ranges cover every index exactly once") {
    for (const std::size_t count : {0u, 1u, 6u, 7u, 8u, 1000u}) {
        for (const std::size_t size : {1u, 7u, 2000u}) {
            std::vector<std::atomic<int>> seen(count);
            for_ranges(count, size, [&](std::size_t begin, std::size_t end) {
                for (std::size_t i = begin; i < end; ++i) ++seen[i];
            });
            CAPTURE(count, size);
            CHECK(std::all_of(seen.begin(), seen.end(), [](const auto& n) { return n == 1; }));
        }
    }
}

TEST_CASE("ranges begin at multiples of their size, so results can be put in order") {
    std::vector<std::size_t> ends(4);
    for_ranges(31, 8, [&](std::size_t begin, std::size_t end) { ends[begin / 8] = end; });
    CHECK(ends == std::vector<std::size_t>{8, 16, 24, 31});
}

TEST_CASE("no more threads work than were asked for, the caller among them") {
    for (const unsigned threads : {1u, 3u}) {
        std::mutex mutex;
        std::set<std::thread::id> ids;
        std::size_t done = 0;
        const auto work = [&](std::size_t, std::size_t) {
            std::this_thread::yield();
            const std::lock_guard lock(mutex);
            ids.insert(std::this_thread::get_id());
            ++done;
        };
        for_ranges(5000, 1, work, threads);
        CAPTURE(threads);
        CHECK(done == 5000);
        CHECK(ids.size() <= threads);
        if (threads == 1) CHECK(ids.contains(std::this_thread::get_id()));
    }
}

TEST_CASE("an exception of one range ends the work and reaches the caller") {
    std::atomic<int> done{0};
    const auto work = [&](std::size_t begin, std::size_t) {
        if (begin == 3) throw std::runtime_error("range 3");
        ++done;
    };
    CHECK_THROWS_WITH(for_ranges(100'000, 1, work), "range 3");
    CHECK(done < 99'999);
}

TEST_CASE("there is at least one thread and at most sixteen") {
    CHECK(thread_count() >= 1);
    CHECK(thread_count() <= 16);
}
