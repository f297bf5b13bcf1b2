// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <cstddef>
#include <functional>

namespace abgleich::base {

/// Threads that a step uses: as many as the machine has processors, at most 16.
unsigned thread_count();

/// Calls `work(begin, end)` for ranges that together cover 0..count, on at most `threads` threads (0:
/// `thread_count()`), the caller's included. The ranges and so the results must not depend on who runs them.
/// The first exception is rethrown here.
void for_ranges(std::size_t count, std::size_t range_size,
                const std::function<void(std::size_t, std::size_t)>& work, unsigned threads = 0);

}  // namespace abgleich::base
