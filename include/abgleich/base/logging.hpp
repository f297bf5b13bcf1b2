// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <string>
#include <string_view>

namespace abgleich::base {

/// Log of what the program does: one line per step on stderr. Never personal values, no AZR-Nummer.
/// Level rules: info for steps and totals (dozens of lines a run), warning for what an administrator should know.
class Log {
public:
    enum class Level { info, warning };
    /// Sets the lowest level that is written; the default is warning, so that cron mails only trouble.
    static void set_level(Level level);
    static void info(std::string_view text);
    static void warning(std::string_view text);
};

/// A progress line on a terminal, nothing elsewhere. `update` may be called as often as one likes.
class Progress {
public:
    /// `enabled` false or stderr not a terminal: silent.
    Progress(std::string step, bool enabled);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();
    /// At most ten lines a second reach the terminal.
    void update(std::size_t records);

private:
    std::string m_step;
    bool m_enabled;
    std::size_t m_drawn = 0;
    long long m_last_ms = 0;
};

}  // namespace abgleich::base
