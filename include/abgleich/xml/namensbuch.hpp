// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <abgleich/xml/ereignisse.hpp>

#include <deque>
#include <string>
#include <vector>

namespace abgleich::xml {

/// Gives each qualified name a number, from 1 in order of first sight. One book serves the readers of one
/// thread; a file of endless new names cannot fill it beyond `max_namen`.
class Namensbuch {
public:
    static constexpr std::size_t max_namen = 1 << 14;

    Namensbuch();
    /// The texts of the result live as long as the book; those of a name beyond the limit are the given ones.
    Name nenne(std::string_view raum, std::string_view lokal);
    std::size_t size() const { return m_namen.size(); }

private:
    struct Eintrag {
        std::string raum;
        std::string lokal;
    };
    std::deque<Eintrag> m_namen;
    std::vector<std::uint32_t> m_zellen;  // open addressing: number of the name, 0 = free
};

}  // namespace abgleich::xml
