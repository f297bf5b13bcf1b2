// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <cstdint>
#include <exception>
#include <span>
#include <string>
#include <string_view>

namespace abgleich::xml {

/// Place in a file: the end of the tag or text that an event is about. Lines and columns count from 1.
struct Ort {
    std::uint32_t zeile = 0;
    std::uint32_t spalte = 0;
};

/// A qualified name. Both pointers are unique per name during one reading: two names are equal exactly
/// when both pointers are (raum is nullptr where there is no namespace).
struct Name {
    const char* raum = nullptr;
    const char* lokal = nullptr;
};

struct Attribut {
    Name name;
    std::string_view wert;
};

/// What a reader tells. Exceptions thrown here end the reading and come out of SaxLeser::lies.
class Ereignisse {
public:
    virtual ~Ereignisse() = default;
    virtual void element(const Name& name, std::span<const Attribut> attribute, Ort ort) = 0;
    virtual void text(std::string_view text) = 0;
    virtual void ende(Ort ort) = 0;
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

/// Streams a document of any size through libxml2's SAX2: no DTD, no entities, no network, depth at most 256.
class SaxLeser {
public:
    explicit SaxLeser(Ereignisse& ereignisse) : m_ereignisse(ereignisse) {}
    Ausgang lies(Quelle& quelle);

private:
    Ereignisse& m_ereignisse;
};

}  // namespace abgleich::xml
