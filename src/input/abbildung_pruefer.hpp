// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/base/toml_leser.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace abgleich::input {

/// Typed access to a mapping file that notes every fault and goes on. What is missing or of the wrong kind comes
/// back as nothing; its fault is noted by then.
class AbbildungPruefer {
public:
    explicit AbbildungPruefer(std::string datei) : m_datei(std::move(datei)) {}

    void melde(std::uint32_t zeile, const std::string& was);
    void melde(const toml::node& wo, const std::string& was) { melde(zeile(wo), was); }
    static std::uint32_t zeile(const toml::node& wo) { return wo.source().begin.line; }

    /// Notes the keys that are not among the allowed ones.
    void nur(const toml::table& wo, const std::vector<std::string>& erlaubt);
    std::optional<std::string> text(const toml::table& wo, const char* schluessel, bool pflicht = false);
    /// A number of the given range.
    std::optional<unsigned> zahl(const toml::table& wo, const char* schluessel, unsigned von, unsigned bis);
    /// A list of texts; with `einzeln` one text does, too.
    std::vector<std::string> texte(const toml::node& wo, const std::string& name, bool einzeln);
    const toml::table* tabelle(const toml::table& wo, const char* schluessel, bool pflicht = false);
    std::vector<const toml::table*> tabellen(const toml::table& wo, const char* schluessel);

    /// Throws ConfigError with all faults in order of their lines, if there are any.
    void ende() const;

private:
    std::string m_datei;
    std::vector<std::pair<std::uint32_t, std::string>> m_fehler;
};

/// `, did you mean 'x'?`, else what is known where that is little; to follow a name that is not known.
std::string vorschlag(const std::string& name, const std::vector<std::string>& bekannt);

}  // namespace abgleich::input
