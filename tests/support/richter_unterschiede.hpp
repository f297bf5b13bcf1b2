// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "probelesung.hpp"

#include <string_view>

namespace abgleich::test {

/// The one place that lists where our verdict on a message may differ from that of libxml2 2.9. Returns the
/// name of the difference that explains two verdicts on `xml_text`, empty where none does: then one of the
/// two is wrong. `ihre`: complaint of SchemaRichter, empty = valid. `unsere`: at Pruefstufe::schema.
std::string_view bekannter_unterschied(std::string_view xml_text, const Lesung& unsere,
                                       std::string_view ihre);

}  // namespace abgleich::test
