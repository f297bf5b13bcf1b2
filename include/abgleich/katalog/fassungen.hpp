// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/katalog/katalog.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace abgleich::katalog {

/// What the version.toml of a catalogue says of itself.
struct Fassungskopf {
    std::string version;     ///< as written, else from the folder's name `katalog-<version>`
    std::string namensraum;  ///< of the standard; tells versions apart
    std::string grundlage;   ///< version that this one changes (a delta); empty: stands on its own
};

/// Reads the version.toml of a catalogue folder. Throws ConfigError naming file and line.
Fassungskopf lies_fassungskopf(const std::string& ordner);

/// All installed versions of the standard side by side. Each is a Katalog of its own with its own type
/// graph, yet all share one numbering of Sachverhalte and fields: a field keeps its number over versions
/// (by its path, or by `umbenannt` of a delta), and new ones get numbers at the end. So a record of any
/// version can be compared with a record of any other, by the newest catalogue, which knows every field.
class Fassungen {
public:
    static constexpr std::size_t hoechstens = 32;  ///< versions; Feld::fassungen is a mask of 32 bits

    /// Loads versions given in any order. Throws ConfigError: what Katalog::lade complains of, and versions
    /// that do not fit each other.
    static Fassungen lade(const std::vector<Katalogpfade>& pfade);
    /// One version alone.
    static Fassungen aus(const Katalogpfade& pfade) { return lade({pfade}); }

    /// Oldest first; the index is domain::Satz::fassung.
    std::span<const std::unique_ptr<const Katalog>> alle() const { return m_alle; }
    const Katalog& operator[](std::uint8_t fassung) const { return *m_alle[fassung]; }
    /// The newest: knows the fields of all versions.
    const Katalog& gesamt() const { return *m_alle.back(); }
    /// Which version a message of this namespace belongs to. A namespace that several versions share
    /// (XInneres 0010, 0020) is read by the newest of them. Empty: not installed.
    std::optional<std::uint8_t> von(std::string_view namensraum) const;
    /// By its name ("26.11"); empty: the newest. Throws UsageError naming the installed ones.
    const Katalog& version(std::string_view name) const;

    /// Names of all versions, oldest first: "26.11, 27.05".
    std::string versionen() const;
    /// Namespaces of all versions, for messages: "'a' or 'b'".
    std::string namensraeume() const;
    /// Digest over the schemas of all versions; that of the one where there is one.
    std::string schema_digest() const;
    std::string katalog_digest() const;

private:
    friend class Katalog;
    std::vector<std::unique_ptr<const Katalog>> m_alle;
};

}  // namespace abgleich::katalog
