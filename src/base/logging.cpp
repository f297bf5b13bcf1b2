// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/base/logging.hpp>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <unistd.h>

#include <chrono>
#include <cstdio>

namespace abgleich::base {

namespace {

spdlog::logger& logger() {
    static const auto instance = [] {
        auto created =
            std::make_shared<spdlog::logger>("abgleich", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        created->set_pattern("abgleich: %l: %v");
        created->set_level(spdlog::level::warn);
        return created;
    }();
    return *instance;
}

long long now_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace

void Log::set_level(Level level) {
    logger().set_level(level == Level::info ? spdlog::level::info : spdlog::level::warn);
}

void Log::info(std::string_view text) { logger().info("{}", text); }
void Log::warning(std::string_view text) { logger().warn("{}", text); }

Progress::Progress(std::string step, bool enabled)
    : m_step(std::move(step)), m_enabled(enabled && ::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
    if (m_enabled && m_drawn != 0) std::fprintf(stderr, "\r\033[K");
}

void Progress::update(std::size_t records) {
    if (!m_enabled) return;
    const auto now = now_ms();
    if (now - m_last_ms < 100) return;
    m_last_ms = now;
    m_drawn = records + 1;
    std::fprintf(stderr, "\r\033[K%s: %zu", m_step.c_str(), records);
}

}  // namespace abgleich::base
