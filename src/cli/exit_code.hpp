// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

namespace abgleich::cli {

/// Exit codes of every command (docs/commands).
enum class ExitCode : int {
    done = 0,
    failed = 1,    ///< failed while running
    usage = 2,     ///< wrong command line, configuration or catalogue
    rejected = 3,  ///< done, but some input was rejected
    findings = 4,  ///< validate: findings at or above the severity asked for
    interrupted = 130
};

}  // namespace abgleich::cli
