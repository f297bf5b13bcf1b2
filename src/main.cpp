// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/cli/programm.hpp>

int main(int argc, char** argv) { return abgleich::cli::fuehre_aus({argv + 1, argv + argc}); }
