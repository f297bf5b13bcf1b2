// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/base/text.hpp>
#include <abgleich/domain/problem.hpp>

#include <catch2/catch.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace abgleich;

std::string word(domain::ProblemSchwere schwere) {
    switch (schwere) {
        case domain::ProblemSchwere::hinweis: return "hinweis";
        case domain::ProblemSchwere::warnung: return "warnung";
        case domain::ProblemSchwere::fehler: break;
    }
    return "fehler";
}

/// Rows of docs/problems.md: code -> the other cells.
std::map<std::string, std::vector<std::string>> documented_problems() {
    const std::string text = base::read_file(std::string(ABGLEICH_SOURCE_DIR) + "/docs/problems.md");
    std::map<std::string, std::vector<std::string>> rows;
    for (const std::string_view line : base::split(text, '\n')) {
        if (!line.starts_with("| `")) continue;
        std::vector<std::string> cells;
        for (const std::string_view cell : base::split(line, '|')) cells.emplace_back(base::trim(cell));
        REQUIRE(cells.size() == 6);  // one empty at each end
        const std::string code = cells[1].substr(1, cells[1].size() - 2);
        REQUIRE(rows.emplace(code, std::vector<std::string>{cells[2], cells[3], cells[4]}).second);
    }
    return rows;
}

}  // namespace

TEST_CASE("every code has a name of its own, a severity and a remedy, and docs/problems.md says the same") {
    auto rows = documented_problems();
    REQUIRE(domain::problem_texte().size() == static_cast<std::size_t>(domain::ProblemCode::anzahl_));
    for (const domain::ProblemText& text : domain::problem_texte()) {
        CAPTURE(text.name);
        const auto row = rows.find(std::string(text.name));
        REQUIRE(row != rows.end());
        CHECK(row->second[0] == word(text.schwere));
        CHECK(row->second[1].ends_with("."));
        CHECK(row->second[2] == text.abhilfe);
        CHECK_FALSE(text.abhilfe.ends_with("."));
        rows.erase(row);
    }
    CHECK(rows.empty());
}

TEST_CASE("the text of a code is found by the code") {
    CHECK(domain::problem_text(domain::ProblemCode::xml_kaputt).name == "xml_kaputt");
    CHECK(domain::problem_text(domain::ProblemCode::element_unerwartet).name == "element_unerwartet");
    CHECK(domain::problem_text(domain::ProblemCode::schluessel_fehlt).name == "schluessel_fehlt");
}

TEST_CASE("where files are only judged an unknown code is a warning, and every other severity is that of the "
          "table") {
    for (const domain::ProblemText& text : domain::problem_texte()) {
        CAPTURE(text.name);
        const bool milder = text.code == domain::ProblemCode::code_unbekannt;
        CHECK(domain::pruef_schwere(text.code) == (milder ? domain::ProblemSchwere::warnung : text.schwere));
    }
    CHECK(domain::problem_text(domain::ProblemCode::code_unbekannt).schwere ==
          domain::ProblemSchwere::fehler);
}
