// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// What both readers of XML (SaxLeser over libxml2, Schnellleser) tell, so that whatever listens does not
/// know which of them reads.
namespace abgleich::xml {

/// Place in a file: the end of the tag or text that an event is about. Lines and columns (in characters)
/// count from 1.
struct Ort {
    std::uint32_t zeile = 0;
    std::uint32_t spalte = 0;
};

/// Place behind `text`, if `text` begins at `anfang`.
Ort dahinter(Ort anfang, std::string_view text);
/// Line feeds in a text.
std::uint32_t zaehle_umbrueche(std::string_view text);

/// A qualified name. `nummer` is the same for equal names during the life of a Namensbuch; 0: the book is
/// full, compare the texts.
struct Name {
    std::string_view raum;
    std::string_view lokal;
    std::uint32_t nummer = 0;
};

struct Attribut {
    Name name;
    std::string_view wert;
};

/// A start tag. Namespace declarations are not among the attributes.
struct Marke {
    Name name;
    std::span<const Attribut> attribute;
    /// Equal tags (same name, attributes and values) of a remembered kind share a number above 0 as long as
    /// their reader lives: what was found out about one holds for all. Their texts live as long.
    std::uint32_t nummer = 0;
};

/// A run of bytes of the file that is being read.
struct Bereich {
    std::uint64_t anfang = 0;
    std::uint64_t laenge = 0;
};

/// Where a reader stands; asked only where something is to be told of the place.
class Lage {
public:
    virtual ~Lage() = default;
    virtual Ort ort() const = 0;
    /// Namespace that a prefix stands for here (empty prefix: the default one); nullopt where it is none.
    virtual std::optional<std::string_view> raum(std::string_view praefix) const = 0;
    /// Content of the element that ends here, as bytes of the file; nullopt where that is not known.
    virtual std::optional<Bereich> inhalt() const = 0;
};

/// What a reader tells. Exceptions thrown here end the reading and come out of it.
class Ereignisse {
public:
    virtual ~Ereignisse() = default;
    virtual void element(const Marke& marke, const Lage& lage) = 0;
    /// `bleibt`: the text stays valid until the element's end was told.
    virtual void text(std::string_view text, bool bleibt) = 0;
    virtual void ende(const Lage& lage) = 0;
    /// A whole element that holds text only, as one event instead of three; the place is its end. False: not
    /// taken, nothing has changed; the three follow.
    virtual bool blatt(const Marke& marke, std::string_view text, const Lage& lage) {
        (void)marke, (void)text, (void)lage;
        return false;
    }
};

/// A source of bytes; 0 = end. Throws base::InputError.
class Quelle {
public:
    virtual ~Quelle() = default;
    virtual std::size_t lies(char* ziel, std::size_t platz) = 0;
};

/// How a reading ended.
struct Ausgang {
    enum class Art { gut, leer, kaputt, dtd, tief } art = Art::gut;
    Ort ort;
    std::string grund;  ///< English, no content of the file
};

/// Elements nested deeper than this are refused.
inline constexpr std::size_t max_elementtiefe = 256;

}  // namespace abgleich::xml
