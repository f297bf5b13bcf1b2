// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "argumente.hpp"
#include "exit_code.hpp"

#include <string>
#include <vector>

namespace abgleich::cli {

/// A command: one row in befehle.cpp, one file command_<name>.cpp. Help, completion and tests read the row.
struct Befehl {
    const char* name;
    const char* aufruf;  ///< usage line behind the name
    const char* kurz;    ///< one sentence
    const std::vector<Option>& (*optionen)();
    ExitCode (*fuehre_aus)(const Argumente& argumente);
};

const std::vector<Befehl>& befehle();

// One pair per command, defined in its file.
const std::vector<Option>& optionen_run();
ExitCode command_run(const Argumente& argumente);
const std::vector<Option>& optionen_validate();
ExitCode command_validate(const Argumente& argumente);
const std::vector<Option>& optionen_inspect();
ExitCode command_inspect(const Argumente& argumente);
const std::vector<Option>& optionen_generate();
ExitCode command_generate(const Argumente& argumente);
const std::vector<Option>& optionen_katalog();
ExitCode command_katalog(const Argumente& argumente);

}  // namespace abgleich::cli
