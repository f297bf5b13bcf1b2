// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/base/text.hpp>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace abgleich::katalog {

/// One code of one edition.
struct CodeEintrag {
    std::string code;
    std::string text;
    std::string meldbar_ab;  ///< ISO day, empty = open
    std::string meldbar_bis;
    std::string entfaellt_ab;
};

/// One edition of a code list.
struct Codeliste {
    std::string uri;
    std::string version;
    std::string kurzname;
    bool vollstaendig = false;           ///< a code that is not in it is an error
    std::vector<CodeEintrag> eintraege;  ///< sorted by code

    const CodeEintrag* find(std::string_view code) const;
};

/// All code lists, several editions side by side. Reads TSV (config/codelisten/README.md) and genericode 1.0.
class Codelisten {
public:
    /// Every *.tsv, *.xml and *.gc of the folder. `listen.toml` there says which are complete.
    /// Throws ConfigError naming file and line.
    static Codelisten lade(const std::string& ordner);

    /// The exact edition, or nullptr.
    const Codeliste* find(std::string_view uri, std::string_view version) const;
    /// The newest edition of the list, or nullptr.
    const Codeliste* neueste(std::string_view uri) const;
    /// The newest edition of the list that knows the code, for its text; nullptr where none does.
    const CodeEintrag* text(std::string_view uri, std::string_view code) const;
    const std::vector<Codeliste>& alle() const { return m_listen; }
    /// SHA-256 over all files read, in order of their names.
    const std::string& digest() const { return m_digest; }

private:
    std::string m_digest;
    std::vector<Codeliste> m_listen;  // by uri, then version
    std::unordered_map<std::string, std::vector<std::size_t>, base::TextHash, std::equal_to<>> m_nach_uri;
};

}  // namespace abgleich::katalog
