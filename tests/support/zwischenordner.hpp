// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

namespace abgleich::test {

/// A folder of its own below the temporary one, removed with all it holds at the end.
class Zwischenordner {
public:
    Zwischenordner() {
        std::string muster = (std::filesystem::temp_directory_path() / "abgleich-test-XXXXXX").string();
        if (::mkdtemp(muster.data()) == nullptr) throw std::runtime_error("no temporary folder");
        m_pfad = muster;
    }
    ~Zwischenordner() {
        std::error_code fehler;
        std::filesystem::remove_all(m_pfad, fehler);
    }
    Zwischenordner(const Zwischenordner&) = delete;
    Zwischenordner& operator=(const Zwischenordner&) = delete;

    const std::filesystem::path& pfad() const { return m_pfad; }
    std::string operator/(std::string_view name) const { return (m_pfad / name).string(); }
    std::string schreibe(std::string_view name, std::string_view inhalt) const {
        const auto ziel = m_pfad / name;
        std::filesystem::create_directories(ziel.parent_path());
        std::ofstream(ziel, std::ios::binary) << inhalt;
        return ziel.string();
    }

private:
    std::filesystem::path m_pfad;
};

}  // namespace abgleich::test
