// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "support/zwischenordner.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/base/output_file.hpp>
#include <abgleich/base/text.hpp>

#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <filesystem>
#include <iterator>
#include <string>

namespace {

using namespace abgleich::base;
using abgleich::test::Zwischenordner;
namespace fs = std::filesystem;

std::size_t entries(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

unsigned mode(const fs::path& path) {
    struct stat state {};
    REQUIRE(::stat(path.c_str(), &state) == 0);
    return state.st_mode & 0777u;
}

void put(const fs::path& path, std::string_view text) {
    OutputFile file(path);
    file.write(text);
    file.close();
}

}  // namespace

TEST_CASE("a file holds all that was written, readable by its owner alone") {
    const Zwischenordner folder;
    const std::string big(700'000, 'x');
    OutputFile file(folder / "a.csv");
    file.write("first ");
    file.write(big);
    file.write(" last");
    file.close();
    CHECK(read_file(folder / "a.csv") == "first " + big + " last");
    CHECK(mode(folder / "a.csv") == 0600u);
}

TEST_CASE("a file that is there is never overwritten") {
    const Zwischenordner folder;
    folder.schreibe("a.csv", "old");
    CHECK_THROWS_AS(OutputFile(folder / "a.csv"), OutputError);
    CHECK(read_file(folder / "a.csv") == "old");
}

TEST_CASE("a file that cannot be made says why and what to do") {
    const Zwischenordner folder;
    CHECK_THROWS_WITH(
        OutputFile(folder / "no/a.csv"),
        (folder / "no/a.csv") +
            ": cannot be created (No such file or directory); check permissions and free space");
}

TEST_CASE("an output directory appears whole with its commit") {
    const Zwischenordner folder;
    const fs::path target = folder / "out";
    OutputDirectory out(target);
    put(out.file("a.csv"), "a");
    CHECK_FALSE(fs::exists(target));
    out.commit();
    CHECK(out.file("a.csv") == target / "a.csv");
    CHECK(read_file((target / "a.csv").string()) == "a");
    CHECK(mode(target) == 0700u);
    CHECK(entries(folder.pfad()) == 1);
}

TEST_CASE("an output directory without a commit leaves nothing behind") {
    const Zwischenordner folder;
    {
        OutputDirectory out(folder / "out");
        put(out.file("a.csv"), "a");
    }
    CHECK(entries(folder.pfad()) == 0);
}

TEST_CASE("an empty directory is taken, with a slash behind its name too") {
    const Zwischenordner folder;
    fs::create_directory(folder / "out");
    OutputDirectory out(folder / "out/");
    put(out.file("a.csv"), "a");
    out.commit();
    CHECK(read_file(folder / "out/a.csv") == "a");
    CHECK(entries(folder.pfad()) == 1);
}

TEST_CASE("a directory with something in it, or a file, is refused and left as it was") {
    const Zwischenordner folder;
    folder.schreibe("out/old.csv", "old");
    CHECK_THROWS_WITH(OutputDirectory(folder / "out"),
                      "--out: '" + (folder / "out") +
                          "' is not empty (expected a new or empty directory); name another one");
    CHECK_THROWS_AS(OutputDirectory(folder / "out/old.csv"), UsageError);
    CHECK(read_file(folder / "out/old.csv") == "old");
    CHECK(entries(folder.pfad()) == 1);
}

TEST_CASE("a directory whose parent is missing is refused at once") {
    const Zwischenordner folder;
    CHECK_THROWS_AS(OutputDirectory(folder / "no/out"), OutputError);
}

TEST_CASE("a directory that was filled meanwhile is not replaced") {
    const Zwischenordner folder;
    OutputDirectory out(folder / "out");
    put(out.file("a.csv"), "a");
    folder.schreibe("out/other.csv", "other");
    CHECK_THROWS_AS(out.commit(), OutputError);
    CHECK(read_file(folder / "out/other.csv") == "other");
    CHECK_FALSE(fs::exists(folder / "out/a.csv"));
}
