// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Any bytes as an element within another: the fast lane hands on, or tells what libxml2 tells.
#include "support/leser_vergleich.hpp"

#include <abgleich/xml/zerleger.hpp>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace abgleich;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t anzahl) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), anzahl);
    const bool innen = anzahl % 2 == 0;
    const auto v = test::vergleiche_leser(text, innen ? "<r xmlns='urn:r' xmlns:p='urn:1'>" : "");
    // What the fast lane takes for the element, the cutter takes for it, too.
    const bool schnitt = !v.schnell || xml::element_ende(text, 0) == v.gelesen;
    if (v.unterschied.empty() && schnitt) return 0;
    std::fprintf(stderr, "DIFFERENCE: %s\n", schnitt ? v.unterschied.c_str() : "the cut is elsewhere");
    std::abort();
}
