// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
