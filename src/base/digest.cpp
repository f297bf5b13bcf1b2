// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/base/digest.hpp>

#include <abgleich/base/error.hpp>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <stdexcept>

namespace abgleich::base {

namespace {

void check(int result) {
    if (result != 1) throw std::runtime_error("cryptographic library: SHA-256 is not available");
}

struct MacFree {
    void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
    void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};

}  // namespace

struct Sha256::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : m_state(std::make_unique<State>()) {
    check(EVP_DigestInit_ex(m_state->context, EVP_sha256(), nullptr));
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::string_view bytes) {
    check(EVP_DigestUpdate(m_state->context, bytes.data(), bytes.size()));
}

Sha256Value Sha256::finish() {
    Sha256Value value{};
    unsigned size = 0;
    check(EVP_DigestFinal_ex(m_state->context, value.data(), &size));
    return value;
}

struct KeyedDigest::State {
    std::unique_ptr<EVP_MAC, MacFree> mac{EVP_MAC_fetch(nullptr, "HMAC", nullptr)};
    std::unique_ptr<EVP_MAC_CTX, MacFree> keyed;
};

KeyedDigest::KeyedDigest(std::string key) : m_state(std::make_unique<State>()) {
    m_state->keyed.reset(EVP_MAC_CTX_new(m_state->mac.get()));
    char name[] = "SHA256";
    const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                                 OSSL_PARAM_construct_end()};
    check(EVP_MAC_init(m_state->keyed.get(), reinterpret_cast<const unsigned char*>(key.data()), key.size(),
                       params));
}

KeyedDigest::~KeyedDigest() = default;

Sha256Value KeyedDigest::of(std::string_view bytes) const {
    const std::unique_ptr<EVP_MAC_CTX, MacFree> context(EVP_MAC_CTX_dup(m_state->keyed.get()));
    Sha256Value value{};
    std::size_t size = 0;
    check(EVP_MAC_update(context.get(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
    check(EVP_MAC_final(context.get(), value.data(), &size, value.size()));
    return value;
}

std::string to_hex(const std::uint8_t* bytes, std::size_t count) {
    constexpr char digits[] = "0123456789abcdef";
    std::string hex(count * 2, '0');
    for (std::size_t i = 0; i < count; ++i) {
        hex[2 * i] = digits[bytes[i] >> 4];
        hex[2 * i + 1] = digits[bytes[i] & 15];
    }
    return hex;
}

}  // namespace abgleich::base
