// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/base/arbeiter.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

using abgleich::base::Arbeiter;

namespace {

template <typename Arbeit>
auto gib(Arbeiter& arbeiter, Arbeit arbeit) {
    auto aufgabe = std::make_shared<std::packaged_task<decltype(arbeit())()>>(std::move(arbeit));
    auto ergebnis = aufgabe->get_future();
    arbeiter.gib([aufgabe] { (*aufgabe)(); });
    return ergebnis;
}

}  // namespace

TEST_CASE("every task is done once") {
    Arbeiter arbeiter(4);
    std::vector<std::future<int>> ergebnisse;
    for (int i = 0; i < 1000; ++i) ergebnisse.push_back(gib(arbeiter, [i] { return i; }));
    int falsche = 0;
    for (int i = 0; i < 1000; ++i) falsche += ergebnisse[static_cast<std::size_t>(i)].get() != i;
    CHECK(falsche == 0);
}

TEST_CASE("one thread takes the tasks in their order, and each of several its own in theirs") {
    for (const unsigned faeden : {1u, 3u}) {
        std::mutex mutex;
        std::map<std::thread::id, std::vector<int>> reihen;
        {
            Arbeiter arbeiter(faeden);
            std::vector<std::future<void>> alle;
            for (int i = 0; i < 500; ++i)
                alle.push_back(gib(arbeiter, [&, i] {
                    const std::lock_guard lock(mutex);
                    reihen[std::this_thread::get_id()].push_back(i);
                }));
            for (auto& eines : alle) eines.get();
        }
        CHECK(reihen.size() <= faeden);
        for (const auto& [faden, reihe] : reihen) CHECK(std::is_sorted(reihe.begin(), reihe.end()));
    }
}

TEST_CASE("an exception of a packaged task comes out of its future, and the thread goes on") {
    Arbeiter arbeiter(1);
    auto eins = gib(arbeiter, []() -> int { throw std::runtime_error("disk"); });
    auto zwei = gib(arbeiter, [] { return 2; });
    CHECK_THROWS_WITH(eins.get(), "disk");
    CHECK(zwei.get() == 2);
}

TEST_CASE("what has not begun when the object ends is dropped, what has begun is finished") {
    std::atomic<int> begonnen = 0, fertig = 0;
    std::promise<void> laeuft;
    {
        Arbeiter arbeiter(1);
        arbeiter.gib([&] {
            ++begonnen;
            laeuft.set_value();
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            ++fertig;
        });
        laeuft.get_future().wait();
        for (int i = 0; i < 100; ++i)
            arbeiter.gib([&] {
                ++begonnen;
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
                ++fertig;
            });
    }
    CHECK(begonnen == fertig);
    CHECK(begonnen < 100);
}

TEST_CASE("without tasks it ends at once") { Arbeiter arbeiter(4); }
