// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "cli/befehle.hpp"

#include <sys/stat.h>

int main(int argc, char** argv)
{
    ::umask(077);  // records of people: for their owner alone
    return abgleich::cli::fuehre_aus({argv + 1, argv + argc});
}
