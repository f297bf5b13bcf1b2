// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <limits>
#include <string_view>
#include <vector>

namespace abgleich::katalog {

/// Characters from first to last, both included.
struct CodeRange {
    char32_t first;
    char32_t last;
};

/// A pattern facet as a tree.
struct MusterAusdruck {
    enum class Kind {
        set,       // one character out of `set`
        sequence,  // all children in order; none is the empty text
        choice,    // any one child
        repeat,    // the only child, min to max times
    };
    static constexpr unsigned unbounded = std::numeric_limits<unsigned>::max();

    Kind kind = Kind::sequence;
    std::vector<CodeRange> set{};  // ascending, disjoint, only characters of XML 1.0
    std::vector<MusterAusdruck> children{};
    unsigned min = 1;
    unsigned max = 1;
};

/// Reads the pattern language of XML Schema 1.0 part 2, appendix F. Throws base::ConfigError with the
/// position (in characters, from 1) of what it does not know.
MusterAusdruck parse_muster(std::string_view muster);

}  // namespace abgleich::katalog
