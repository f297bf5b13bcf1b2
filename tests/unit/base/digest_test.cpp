// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors

#include <abgleich/base/digest.hpp>
#include <abgleich/base/error.hpp>

#include <catch2/catch.hpp>

#include <string>

namespace {

using namespace abgleich::base;

std::string sha256(std::string_view text) {
    Sha256 sum;
    sum.update(text);
    return to_hex(sum.finish());
}

}  // namespace

TEST_CASE("SHA-256 gives the published values") {  // FIPS 180-4, examples
    CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256(std::string(1'000'000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a digest does not depend on the pieces it was fed in") {
    Sha256 sum;
    for (const char c : std::string("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))
        sum.update({&c, 1});
    CHECK(to_hex(sum.finish()) == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST_CASE("the keyed digest gives the published values") {  // RFC 4231, cases 1, 2 and 6
    CHECK(to_hex(KeyedDigest(std::string(20, '\x0b')).of("Hi There")) ==
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    CHECK(to_hex(KeyedDigest("Jefe").of("what do ya want for nothing?")) ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(to_hex(KeyedDigest(std::string(131, '\xaa'))
                     .of("Test Using Larger Than Block-Size Key - Hash Key First")) ==
          "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("a keyed digest can be asked again and again") {
    const KeyedDigest digest("Jefe");
    const auto first = digest.of("what do ya want for nothing?");
    digest.of("something else");
    CHECK(digest.of("what do ya want for nothing?") == first);
    CHECK(KeyedDigest("other").of("what do ya want for nothing?") != first);
}
