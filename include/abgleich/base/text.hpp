// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace abgleich::base {

/// Splits at every `separator`; an empty text gives one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);
/// Without spaces, tabs, CR and LF at both ends.
std::string_view trim(std::string_view text);
/// Letters A to Z as a to z; all else stays.
std::string to_lower(std::string_view text);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
/// `*` matches any run of characters; everything else matches itself.
bool matches_glob(std::string_view pattern, std::string_view text);
/// The candidate that differs from `word` by at most a third of its letters, or empty: for "did you mean".
std::string closest(std::string_view word, const std::vector<std::string>& candidates);
/// Reads a whole file. Throws InputError (opening or reading failed).
std::string read_file(const std::string& path);

/// Lets an unordered_map keyed by std::string be asked with a string_view.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

}  // namespace abgleich::base
