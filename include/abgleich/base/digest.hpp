// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace abgleich::base {

using Sha256Value = std::array<std::uint8_t, 32>;

/// SHA-256 of a byte stream.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    void update(std::string_view bytes);
    /// Ends the stream; the object must not be used again.
    Sha256Value finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// HMAC-SHA-256. A fixed key gives the same value in every run: the ground of every `kennung`.
class KeyedDigest {
public:
    explicit KeyedDigest(std::string key);
    ~KeyedDigest();
    KeyedDigest(const KeyedDigest&) = delete;
    KeyedDigest& operator=(const KeyedDigest&) = delete;
    Sha256Value of(std::string_view bytes) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

std::string to_hex(const std::uint8_t* bytes, std::size_t count);
inline std::string to_hex(const Sha256Value& value) { return to_hex(value.data(), value.size()); }

}  // namespace abgleich::base
