// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/domain/textspeicher.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using abgleich::domain::TextRef;
using abgleich::domain::Textschreiber;
using abgleich::domain::Textspeicher;

TEST_CASE("a text comes back as it went in, whatever its length") {
    Textspeicher speicher;
    std::vector<std::pair<TextRef, std::string>> alle;
    for (const std::size_t laenge : {1u, 2u, 126u, 127u, 128u, 129u, 16'383u, 16'384u, 16'385u, 1'000'000u})
        for (const char c : {'a', '\0', '\xFF'}) {
            const std::string text(laenge, c);
            alle.emplace_back(speicher.add(text), text);
        }
    for (const auto& [ref, text] : alle) CHECK((speicher.view(ref) == text));
}

TEST_CASE("the empty text has the place 0 and takes no room") {
    Textspeicher speicher;
    CHECK(speicher.add("").leer());
    CHECK(speicher.intern("").leer());
    CHECK(speicher.view({}).empty());
    CHECK(speicher.bytes() == 0);
    CHECK_FALSE(speicher.add("a").leer());
}

TEST_CASE("an interned text is kept once, an added one as often as it comes") {
    Textspeicher speicher;
    const auto eins = speicher.intern("Berlin");
    CHECK(speicher.intern(std::string("Ber") + "lin") == eins);
    CHECK_FALSE(speicher.intern("Bonn") == eins);
    CHECK_FALSE(speicher.add("Berlin") == eins);
    for (int i = 0; i < 10'000; ++i) speicher.intern(std::to_string(i));  // the table grows
    CHECK(speicher.intern("Berlin") == eins);
    CHECK((speicher.view(speicher.intern("7777")) == "7777"));
}

TEST_CASE("a run of values comes back in order, words and others, short and long, beyond one chunk") {
    Textspeicher speicher;
    Textschreiber schreiber(speicher);
    std::vector<std::string> werte = {"",
                                      "a",
                                      "01",
                                      std::string(126, 'b'),
                                      std::string(127, 'c'),
                                      std::string(Textspeicher::max_text, 'd'),
                                      std::string("\0x", 2)};
    // More words than two bytes can number.
    for (int i = 0; i < 40'000; ++i) werte.push_back("wort " + std::to_string(i));
    std::string folge;
    for (std::size_t i = 0; i < werte.size(); ++i)
        if (i % 8 == 1)
            Textschreiber::haenge_an(folge, werte[i]);
        else
            schreiber.haenge_wort_an(folge, werte[i], std::hash<std::string>{}(werte[i]));
    schreiber.add("davor");
    std::uint32_t ort = schreiber.schreibe(folge);
    schreiber.add("danach");
    std::size_t falsche = 0;
    for (const auto& wert : werte) falsche += speicher.view(speicher.wert(ort)) != wert;
    CHECK(falsche == 0);
}

TEST_CASE("a word costs a run two or three bytes, another text its own and one") {
    Textspeicher speicher;
    Textschreiber schreiber(speicher);
    std::string folge;
    schreiber.haenge_wort_an(folge, "Ausländerbehörde", 7);
    CHECK(folge.size() == 2);
    schreiber.haenge_wort_an(folge, "Ausländerbehörde", 7);
    CHECK(folge.size() == 4);
    CHECK(folge.substr(0, 2) == folge.substr(2));
    Textschreiber::haenge_an(folge, "Köln");
    CHECK(folge.size() == 4 + 1 + 5);
}

TEST_CASE("a closed store is read as before") {
    Textspeicher speicher;
    Textschreiber schreiber(speicher);
    std::string folge;
    schreiber.haenge_wort_an(folge, "wort", 7);
    std::uint32_t ort = schreiber.schreibe(folge);
    speicher.schliesse_ab();
    CHECK((speicher.view(speicher.wert(ort)) == "wort"));
    CHECK(speicher.view(schreiber.intern("wort", 7)) == "wort");  // this writer knows it
    CHECK_THROWS_AS(schreiber.intern("neu", 8), std::logic_error);
}

TEST_CASE("texts of equal hashes are told apart") {
    Textspeicher speicher;
    Textschreiber schreiber(speicher);
    const auto eins = schreiber.intern("eins", 42), zwei = schreiber.intern("zwei", 42);
    CHECK_FALSE(eins == zwei);
    CHECK(schreiber.intern("eins", 42) == eins);
    CHECK((schreiber.view(zwei) == "zwei"));
}

TEST_CASE("a text that is too long is refused, the longest one is kept") {
    Textspeicher speicher;
    const std::string laengster(Textspeicher::max_text, 'x');
    CHECK((speicher.view(speicher.add(laengster)) == laengster));
    CHECK_THROWS_AS(speicher.add(laengster + "x"), std::length_error);
    CHECK((speicher.view(speicher.add("danach")) == "danach"));
}

TEST_CASE("views stay valid while more is written, and when the store moves") {
    Textspeicher speicher;
    const auto ref = speicher.intern("bleibt");
    const auto sicht = speicher.view(ref);
    for (int i = 0; i < 100; ++i) speicher.add(std::string(100'000, 'x'));
    Textspeicher anderer(std::move(speicher));
    CHECK((sicht == "bleibt"));
    CHECK(sicht.data() == anderer.view(ref).data());
    CHECK(anderer.intern("bleibt") == ref);
    CHECK((anderer.view(anderer.add("neu")) == "neu"));
}

TEST_CASE("several writers fill one store at the same time") {
    Textspeicher speicher;
    std::vector<std::vector<TextRef>> refs(4);
    std::vector<std::thread> faeden;
    for (std::size_t f = 0; f < refs.size(); ++f)
        faeden.emplace_back([&, f] {
            Textschreiber schreiber(speicher);
            for (int i = 0; i < 50'000; ++i)
                refs[f].push_back(
                    schreiber.intern("faden " + std::to_string(f) + " " + std::to_string(i % 40'000)));
        });
    for (auto& faden : faeden) faden.join();
    std::size_t falsche = 0;
    for (std::size_t f = 0; f < refs.size(); ++f)
        for (std::size_t i = 0; i < refs[f].size(); ++i)
            falsche +=
                speicher.view(refs[f][i]) != "faden " + std::to_string(f) + " " + std::to_string(i % 40'000);
    CHECK(falsche == 0);
    CHECK(refs[1][5] == refs[1][40'005]);
}

TEST_CASE("a word of several writers is one word") {
    Textspeicher speicher;
    std::vector<std::vector<TextRef>> refs(4);
    std::vector<std::thread> faeden;
    for (auto& eigene : refs)
        faeden.emplace_back([&] {
            Textschreiber schreiber(speicher);
            for (int i = 0; i < 20'000; ++i) eigene.push_back(schreiber.intern("wort " + std::to_string(i)));
        });
    for (auto& faden : faeden) faden.join();
    for (const auto& eigene : refs) CHECK((eigene == refs[0]));
    CHECK((speicher.view(refs[2][77]) == "wort 77"));
}
