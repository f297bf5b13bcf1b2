// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace abgleich::cli {

/// One option of a command. The table of a command is the only place: parsing, help and the test that
/// compares the binary with docs/commands read it.
struct Option {
    const char* name;         ///< long name without dashes
    const char* platzhalter;  ///< "PATH"; nullptr: a switch
    const char* hilfe;
    bool pflicht = false;
    bool mehrfach = false;
};

/// Parsed arguments of a command: options by name, the rest by position.
class Argumente {
public:
    /// Throws base::UsageError: unknown option (with a proposal), missing value, missing or doubled option.
    Argumente(const std::string& befehl, const std::vector<Option>& optionen,
              const std::vector<std::string>& argumente);

    bool hat(std::string_view name) const;
    /// Value of a single option, or `sonst`.
    std::string text(std::string_view name, std::string_view sonst = {}) const;
    std::vector<std::string> texte(std::string_view name) const;
    /// A whole number of at least `min`. Throws base::UsageError.
    long long zahl(std::string_view name, long long sonst, long long min) const;
    const std::vector<std::string>& positionen() const { return m_positionen; }

private:
    struct Wert {
        std::string name;
        std::string text;
    };
    std::vector<Wert> m_werte;
    std::vector<std::string> m_positionen;
};

/// The options as shown by `--help`.
std::string hilfe_text(const std::vector<Option>& optionen);

}  // namespace abgleich::cli
