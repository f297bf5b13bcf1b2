// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors

// Recursive descent, one function per production of appendix F: choice -> sequence -> piece -> atom, and for
// classes char_class -> class_item. Sets of characters are kept as ICU sets while they are combined.

#include "muster_ausdruck.hpp"

#include <abgleich/base/error.hpp>

#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace abgleich::katalog {
namespace {

using icu::UnicodeSet;

constexpr unsigned count_limit = 1000;
constexpr unsigned depth_limit = 200;  // bounds the recursion, far above any pattern of the standard

// The categories that appendix F lists; Cs is not among them, XML has no surrogates.
constexpr std::array<std::string_view, 36> categories = {
    "L",  "Lu", "Ll", "Lt", "Lm", "Lo", "M",  "Mn", "Mc", "Me", "N",  "Nd",
    "Nl", "No", "P",  "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Z",  "Zs",
    "Zl", "Zp", "S",  "Sm", "Sc", "Sk", "So", "C",  "Cc", "Cf", "Co", "Cn"};

[[noreturn]] void fail(std::size_t at, const std::string& what) {
    throw base::ConfigError("pattern, character " + std::to_string(at + 1) + ": " + what +
                            "; correct the pattern in the schema");
}

UnicodeSet set_of(std::initializer_list<std::pair<UChar32, UChar32>> ranges) {
    UnicodeSet set;
    for (const auto& [first, last] : ranges) set.add(first, last);
    return set;
}

/// The characters of XML 1.0: what `.` and every complement are taken from.
UnicodeSet xml_chars() {
    return set_of({{0x9, 0xA}, {0xD, 0xD}, {0x20, 0xD7FF}, {0xE000, 0xFFFD}, {0x10000, 0x10FFFF}});
}

UnicodeSet complement_of(const UnicodeSet& set) {
    UnicodeSet rest = xml_chars();
    rest.removeAll(set);
    return rest;
}

std::optional<UnicodeSet> property_set(UProperty property, UProperty mask, const std::string& name) {
    const int32_t value = u_getPropertyValueEnum(property, name.c_str());
    if (value == UCHAR_INVALID_CODE) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    UnicodeSet set;
    set.applyIntPropertyValue(mask, value, status);
    if (U_FAILURE(status)) return std::nullopt;
    return set;
}

/// A general category, or with the prefix 'Is' a block.
std::optional<UnicodeSet> named_set(const std::string& name) {
    if (name.starts_with("Is")) return property_set(UCHAR_BLOCK, UCHAR_BLOCK, name.substr(2));
    if (std::find(categories.begin(), categories.end(), name) == categories.end()) return std::nullopt;
    return property_set(UCHAR_GENERAL_CATEGORY_MASK, UCHAR_GENERAL_CATEGORY_MASK, name);
}

UnicodeSet name_start_chars() {
    return set_of({{':', ':'},
                   {'A', 'Z'},
                   {'_', '_'},
                   {'a', 'z'},
                   {0xC0, 0xD6},
                   {0xD8, 0xF6},
                   {0xF8, 0x2FF},
                   {0x370, 0x37D},
                   {0x37F, 0x1FFF},
                   {0x200C, 0x200D},
                   {0x2070, 0x218F},
                   {0x2C00, 0x2FEF},
                   {0x3001, 0xD7FF},
                   {0xF900, 0xFDCF},
                   {0xFDF0, 0xFFFD},
                   {0x10000, 0xEFFFF}});
}

UnicodeSet name_chars() {
    UnicodeSet set = name_start_chars();
    set.addAll(set_of({{'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}}));
    return set;
}

UnicodeSet word_chars() {
    UnicodeSet set = xml_chars();
    for (const char* name : {"P", "Z", "C"}) set.removeAll(named_set(name).value());
    return set;
}

/// The set behind a lower-case class letter; upper case is its complement.
std::optional<UnicodeSet> letter_set(char32_t letter) {
    switch (letter) {
        case U'd': return named_set("Nd");
        case U'w': return word_chars();
        case U's': return set_of({{0x9, 0xA}, {0xD, 0xD}, {0x20, 0x20}});
        case U'i': return name_start_chars();
        case U'c': return name_chars();
        default: return std::nullopt;
    }
}

std::optional<char32_t> single_escape(char32_t letter) {
    switch (letter) {
        case U'n': return U'\n';
        case U'r': return U'\r';
        case U't': return U'\t';
        default: break;
    }
    if (std::u32string_view(U"\\|.-^?*+{}()[]").find(letter) != std::u32string_view::npos) return letter;
    return std::nullopt;
}

MusterAusdruck set_node(UnicodeSet set) {
    set.retainAll(xml_chars());
    MusterAusdruck node{.kind = MusterAusdruck::Kind::set};
    for (int32_t i = 0; i < set.getRangeCount(); ++i) {
        node.set.push_back(
            {static_cast<char32_t>(set.getRangeStart(i)), static_cast<char32_t>(set.getRangeEnd(i))});
    }
    return node;
}

class Parser {
public:
    explicit Parser(std::string_view muster) {
        // ICU puts U+FFFD where the bytes are no UTF-8.
        const auto text = icu::UnicodeString::fromUTF8({muster.data(), static_cast<int32_t>(muster.size())});
        const UnicodeSet allowed = xml_chars();
        for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
            const UChar32 c = text.char32At(i);
            if (c == 0xFFFD || !allowed.contains(c)) fail(m_text.size(), "no character of XML 1.0 in UTF-8");
            m_text.push_back(static_cast<char32_t>(c));
        }
    }

    MusterAusdruck parse() {
        MusterAusdruck node = choice();
        if (!at_end()) fail(m_pos, "')' without its '('");
        return node;
    }

private:
    [[nodiscard]] bool at_end() const { return m_pos == m_text.size(); }
    // 0 stands for the end: it is no character of XML.
    [[nodiscard]] char32_t peek(std::size_t ahead = 0) const {
        return m_pos + ahead < m_text.size() ? m_text[m_pos + ahead] : U'\0';
    }
    bool accept(char32_t c) {
        if (peek() != c) return false;
        ++m_pos;
        return true;
    }
    void enter(std::size_t at) {
        if (++m_depth > depth_limit) {
            fail(at, "nested too deeply (expected at most " + std::to_string(depth_limit) + " levels)");
        }
    }

    MusterAusdruck choice() {
        MusterAusdruck first = sequence();
        if (peek() != U'|') return first;
        MusterAusdruck node{.kind = MusterAusdruck::Kind::choice};
        node.children.push_back(std::move(first));
        while (accept(U'|')) node.children.push_back(sequence());
        return node;
    }

    MusterAusdruck sequence() {
        MusterAusdruck node{.kind = MusterAusdruck::Kind::sequence};
        while (!at_end() && peek() != U'|' && peek() != U')') node.children.push_back(piece());
        return node;
    }

    MusterAusdruck piece() {
        MusterAusdruck body = atom();
        unsigned min = 0;
        unsigned max = MusterAusdruck::unbounded;
        if (accept(U'?')) {
            max = 1;
        } else if (accept(U'+')) {
            min = 1;
        } else if (accept(U'{')) {
            std::tie(min, max) = counts();
        } else if (!accept(U'*')) {
            return body;
        }
        MusterAusdruck node{.kind = MusterAusdruck::Kind::repeat, .min = min, .max = max};
        node.children.push_back(std::move(body));
        return node;
    }

    std::pair<unsigned, unsigned> counts() {
        const std::size_t begin = m_pos - 1;
        const unsigned min = count();
        unsigned max = min;
        if (accept(U',')) max = peek() == U'}' ? MusterAusdruck::unbounded : count();
        if (!accept(U'}')) fail(m_pos, "count not closed (expected '}')");
        if (max < min) fail(begin, "upper count below the lower one");
        return {min, max};
    }

    unsigned count() {
        const std::size_t begin = m_pos;
        unsigned value = 0;
        while (peek() >= U'0' && peek() <= U'9') {
            value = value * 10 + static_cast<unsigned>(m_text[m_pos++] - U'0');
            if (value > count_limit) fail(begin, "count too high (expected at most 1000)");
        }
        if (m_pos == begin) fail(begin, "count missing (expected digits)");
        return value;
    }

    MusterAusdruck atom() {
        const std::size_t begin = m_pos;
        const char32_t c = m_text[m_pos];
        switch (c) {
            case U'(': return group();
            case U'[': return set_node(char_class());
            case U'\\': return set_node(escape());
            case U'.': ++m_pos; return set_node(complement_of(set_of({{'\n', '\n'}, {'\r', '\r'}})));
            case U'?':
            case U'*':
            case U'+':
                fail(begin,
                     "quantifier with nothing to repeat (expected a character, class or group before it)");
            case U'{':
            case U'}':
            case U']':
                fail(begin, std::string("bare '") + static_cast<char>(c) + "' (expected it after a '\\')");
            default: ++m_pos; return set_node(set_of({{static_cast<UChar32>(c), static_cast<UChar32>(c)}}));
        }
    }

    MusterAusdruck group() {
        const std::size_t begin = m_pos++;
        enter(begin);
        MusterAusdruck node = choice();
        if (!accept(U')')) fail(begin, "group not closed (expected ')')");
        --m_depth;
        return node;
    }

    /// `\n`, `\d`, `\p{Lu}` ...: the characters that an escape stands for.
    UnicodeSet escape() {
        const std::size_t begin = m_pos++;
        const char32_t letter = peek();
        if (letter == U'p' || letter == U'P') return property_escape(begin);
        ++m_pos;
        if (const auto c = single_escape(letter)) {
            return set_of({{static_cast<UChar32>(*c), static_cast<UChar32>(*c)}});
        }
        if (auto set = letter_set(letter)) return *set;
        if (letter >= U'A' && letter <= U'Z') {
            if (const auto set = letter_set(letter - U'A' + U'a')) return complement_of(*set);
        }
        fail(begin, "unknown escape (expected one of XML Schema 1.0, such as '\\d' or '\\.')");
    }

    UnicodeSet property_escape(std::size_t begin) {
        const bool negated = m_text[m_pos++] == U'P';
        if (!accept(U'{')) fail(begin, "property without a name (expected '{')");
        std::string name;
        while (!at_end() && peek() != U'}') {
            const char32_t c = m_text[m_pos++];
            name.push_back(c < 0x80 ? static_cast<char>(c) : '?');
        }
        if (!accept(U'}')) fail(begin, "property not closed (expected '}')");
        const auto set = named_set(name);
        if (!set)
            fail(begin,
                 "unknown property '" + name + "' (expected a category such as 'Lu' or a block 'Is...')");
        return negated ? complement_of(*set) : *set;
    }

    /// `[...]`, with `^` and `-[...]`. The complement is taken before the subtraction.
    UnicodeSet char_class() {
        const std::size_t begin = m_pos++;
        enter(begin);
        const bool negated = accept(U'^');
        const std::size_t body = m_pos;
        UnicodeSet set;
        while (peek() != U']' && !(peek() == U'-' && peek(1) == U'[')) {
            if (at_end()) fail(begin, "class not closed (expected ']')");
            class_item(set, m_pos == body);
        }
        if (m_pos == body) fail(begin, "empty class (expected a character)");
        if (negated) set = complement_of(set);
        if (accept(U'-')) set.removeAll(char_class());
        if (!accept(U']')) fail(m_pos, "text behind a subtraction (expected ']')");
        --m_depth;
        return set;
    }

    /// One character, range or escape. A '-' stands for itself only as the first or the last of a class.
    void class_item(UnicodeSet& set, bool first) {
        const std::size_t begin = m_pos;
        if (peek() == U'-') {
            if (!first && peek(1) != U']')
                fail(begin, "'-' amid a class (expected it first, last or after a '\\')");
            set.add(U'-');
            ++m_pos;
            return;
        }
        const bool is_escape = peek() == U'\\';
        const UnicodeSet low = is_escape ? escape() : bare_class_char();
        set.addAll(low);
        if (peek() != U'-' || peek(1) == U']' || peek(1) == U'[') return;
        const std::size_t dash = m_pos++;
        if (peek() == U'-') fail(m_pos, "bare '-' as the end of a range (expected it after a '\\')");
        const UnicodeSet high = peek() == U'\\' ? escape() : bare_class_char();
        if (low.size() != 1 || high.size() != 1)
            fail(dash, "range without two ends (expected single characters)");
        if (high.charAt(0) < low.charAt(0)) fail(begin, "range runs backwards");
        set.add(low.charAt(0), high.charAt(0));
    }

    UnicodeSet bare_class_char() {
        if (at_end()) fail(m_pos, "class not closed (expected ']')");
        if (peek() == U'[' || peek() == U']') {
            fail(m_pos, std::string("bare '") + static_cast<char>(peek()) +
                            "' in a class (expected it after a '\\')");
        }
        const auto c = static_cast<UChar32>(m_text[m_pos++]);
        return set_of({{c, c}});
    }

    std::u32string m_text;
    std::size_t m_pos = 0;
    unsigned m_depth = 0;
};

}  // namespace

MusterAusdruck parse_muster(std::string_view muster) { return Parser(muster).parse(); }

}  // namespace abgleich::katalog
