// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/csv/schreiber.hpp>

#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

namespace abgleich::csv {
namespace {

bool ist_formel(std::string_view wert) {
    return !wert.empty() && std::string_view("=+-@\t\r").find(wert.front()) != std::string_view::npos;
}

}  // namespace

Schreiber::Schreiber(std::filesystem::path path, std::span<const std::string_view> spalten)
    : m_datei(std::move(path)), m_spalten(spalten.size()) {
    for (const std::string_view spalte : spalten) eigen(spalte);
    ende_zeile();
    m_zeilen = 0;
}

void Schreiber::trenne() {
    if (m_felder++ > 0) m_zeile += ';';
}

void Schreiber::feld(std::string_view wert, bool mit_apostroph) {
    trenne();
    if (wert.find_first_of(";\"\r\n") == std::string_view::npos) {
        if (mit_apostroph) m_zeile += '\'';
        m_zeile += wert;
        return;
    }
    m_zeile += '"';
    if (mit_apostroph) m_zeile += '\'';
    for (const char c : wert) {
        if (c == '"') m_zeile += '"';
        m_zeile += c;
    }
    m_zeile += '"';
}

Schreiber& Schreiber::fremd(std::string_view wert) {
    feld(wert, ist_formel(wert));
    return *this;
}

Schreiber& Schreiber::eigen(std::string_view wert) {
    feld(wert, false);
    return *this;
}

Schreiber& Schreiber::zahl(std::uint64_t wert) {
    std::array<char, 24> puffer;
    const auto ende = std::to_chars(puffer.data(), puffer.data() + puffer.size(), wert).ptr;
    trenne();
    m_zeile.append(puffer.data(), ende);
    return *this;
}

Schreiber& Schreiber::zahl_oder_leer(std::uint64_t wert) { return wert == 0 ? leer() : zahl(wert); }

Schreiber& Schreiber::dezimal(double wert) {
    if (wert > -0.005 && wert < 0.005) wert = 0;
    std::array<char, 512> puffer;  // the largest double has 309 digits before the point
    const auto ende =
        std::to_chars(puffer.data(), puffer.data() + puffer.size(), wert, std::chars_format::fixed, 2).ptr;
    trenne();
    m_zeile.append(puffer.data(), ende);
    return *this;
}

void Schreiber::ende_zeile() {
    if (m_felder != m_spalten)
        throw std::logic_error("csv::Schreiber: a row does not have as many fields as the header");
    m_zeile += '\n';
    m_datei.write(m_zeile);
    m_zeile.clear();
    m_felder = 0;
    ++m_zeilen;
}

}  // namespace abgleich::csv
