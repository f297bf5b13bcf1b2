// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "zwischenordner.hpp"

#include <abgleich/katalog/fassungen.hpp>

#include <string>
#include <string_view>

namespace abgleich::test {

/// Beside the shipped 26.11 a fictitious version made of it, in a folder of its own: the same schemas in
/// another namespace and a delta catalogue. Tests change its schemas and write what they want into the delta.
class ZweiteFassung {
public:
    explicit ZweiteFassung(std::string version = "27.05", std::string grundlage = "26.11");
    /// Exchanges a text in the body of a type. Throws std::logic_error where it is not there.
    ZweiteFassung& aendere(std::string_view typ, std::string_view was, std::string_view durch);
    /// The same in the whole schema of the AZR messages.
    ZweiteFassung& ersetze(std::string_view was, std::string_view durch);
    /// Lines of version.toml beside namensraum and grundlage.
    ZweiteFassung& delta(std::string_view zeilen);
    /// A further file of the delta.
    ZweiteFassung& datei(std::string_view name, std::string_view inhalt);

    katalog::Katalogpfade pfade() const;
    /// The shipped 26.11, whatever schemas are under test.
    static katalog::Katalogpfade grundpfade();
    katalog::Fassungen lade() const;
    /// What the load complains of; "accepted" where it does not.
    std::string klage() const;

private:
    std::string schema() const;

    Zwischenordner m_ordner;
    std::string m_version;
    std::string m_grundlage;
};

}  // namespace abgleich::test
