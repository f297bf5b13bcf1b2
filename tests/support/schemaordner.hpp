// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <cstdlib>
#include <string>

namespace abgleich::test {

/// The folder of the schemas under test: the shipped ones, or those that './dev test --official' names.
inline std::string schemaordner() {
    const char* andere = std::getenv("ABGLEICH_SCHEMAS");
    return andere == nullptr ? std::string(ABGLEICH_SOURCE_DIR) + "/schemas/xauslaender-26.11" : andere;
}

}  // namespace abgleich::test
