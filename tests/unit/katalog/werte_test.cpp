// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "schema_probe.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace abgleich;

/// Asks about values of one builtin type, or of a restriction of it.
class Typ {
public:
    explicit Typ(const std::string& name, const std::string& facetten = "")
        : m_graph(test::graph_von("<xs:simpleType name=\"S\"><xs:restriction base=\"xs:" + name + "\">" +
                                  facetten + "</xs:restriction></xs:simpleType>")),
          m_id(m_graph.simple_index.at("{urn:t}S")) {}

    std::string erwartet(std::string_view wert) const {
        std::string puffer;
        return std::string(pruefe_wert(m_graph, m_id, wert, puffer));
    }
    std::string nach_leerraum(std::string_view wert) const {
        std::string puffer;
        pruefe_wert(m_graph, m_id, wert, puffer);
        return std::string(wert);
    }
    void nimmt(const std::vector<std::string>& werte) const {
        for (const auto& wert : werte) {
            CAPTURE(wert);
            CHECK(erwartet(wert) == "");
        }
    }
    void lehnt_ab(const std::vector<std::string>& werte, const std::string& grund) const {
        for (const auto& wert : werte) {
            CAPTURE(wert);
            CHECK(erwartet(wert) == grund);
        }
    }

private:
    katalog::Typgraph m_graph;
    katalog::SimpleTypId m_id;
};

}  // namespace

TEST_CASE("a truth value is one of four words, blanks around it do not count") {
    const Typ typ("boolean");
    typ.nimmt({"true", "false", "1", "0", " true", "false\n", "\t1 "});
    typ.lehnt_ab({"", "TRUE", "True", "yes", "2", "01", "t rue"}, "true, false, 1 or 0");
}

TEST_CASE("a date is a day of the calendar") {
    const Typ typ("date");
    typ.nimmt({"2024-02-29", "2000-02-29", "2023-02-28", "2024-12-31", "0001-01-01", "9999-12-31",
               " 2024-02-29\n"});
    typ.lehnt_ab({"2024-02-31", "2023-02-29", "1900-02-29", "2024-04-31", "2024-13-01", "2024-00-01",
                  "2024-01-00", "0000-01-01", "2024-1-1", "24-01-01", "12024-01-01", "-2024-01-01",
                  "31.02.2024", "20240101", "2024-01-01T00:00:00", "", "2024-01-0x"},
                 "a day of the calendar JJJJ-MM-TT");
}

TEST_CASE("a date may carry a time zone of at most fourteen hours") {
    const Typ typ("date");
    typ.nimmt({"2024-02-29Z", "2024-02-29+01:00", "2024-02-29-14:00", "2024-02-29+13:59"});
    typ.lehnt_ab({"2024-02-29z", "2024-02-29+14:01", "2024-02-29+1:00", "2024-02-29+01:60",
                  "2024-02-29 01:00", "2024-02-29+0100"},
                 "a day of the calendar JJJJ-MM-TT");
}

TEST_CASE("a year and a month stand alone") {
    const Typ jahr("gYear");
    jahr.nimmt({"2024", "0001", "2024Z", "2024-05:00", " 2024 "});
    jahr.lehnt_ab({"0000", "24", "20245", "-2024", "2024-01", ""}, "a year JJJJ");
    const Typ monat("gYearMonth");
    monat.nimmt({"2024-01", "2024-12", "2024-12Z", "2024-12+01:00"});
    monat.lehnt_ab({"2024-00", "2024-13", "2024-1", "0000-01", "2024", "2024-01-01", ""}, "a month JJJJ-MM");
}

TEST_CASE("a time has a day, seconds, and perhaps a fraction and a zone") {
    const Typ typ("dateTime");
    typ.nimmt({"2024-02-29T12:00:00", "2024-02-29T12:00:00Z", "2024-02-29T12:00:00.5",
               "2024-02-29T12:00:00.123456+02:00", "2024-02-29T24:00:00", "2024-02-29T24:00:00.000Z",
               " 2024-02-29T23:59:59 "});
    typ.lehnt_ab({"2024-02-29", "2024-02-29T12:00", "2024-02-29 12:00:00", "2024-02-30T12:00:00",
                  "2024-02-29T24:00:01", "2024-02-29T24:00:00.1", "2024-02-29T12:60:00",
                  "2024-02-29T12:00:60", "2024-02-29T25:00:00", "2024-02-29T12:00:00.",
                  "2024-02-29T12:00:00+25:00", ""},
                 "a time JJJJ-MM-TThh:mm:ss");
}

TEST_CASE("an integer is made of digits within the bounds of its type") {
    const Typ frei("integer");
    frei.nimmt({"0", "-1", "+1", "007", " 12 ", "9223372036854775807"});
    frei.lehnt_ab({"", "+", "-", "1.0", "1e3", "1 2", "0x1", "a"}, "an integer");
    Typ("nonNegativeInteger").nimmt({"0", "-0", "5"});
    Typ("nonNegativeInteger").lehnt_ab({"-1"}, "an integer within the bounds of its type");
    Typ("positiveInteger").lehnt_ab({"0"}, "an integer within the bounds of its type");
    const Typ eng("integer", "<xs:minInclusive value=\"-2\"/><xs:maxInclusive value=\"3\"/>");
    eng.nimmt({"-2", "3"});
    eng.lehnt_ab({"-3", "4"}, "an integer within the bounds of its type");
}

TEST_CASE("base64 text has whole groups of four") {
    const Typ typ("base64Binary");
    typ.nimmt({"", "QUJD", "QUI=", "QQ==", "QU JD", "QUJD\nQUJD"});
    typ.lehnt_ab({"Q", "QQ=", "QQ=A", "Q===", "====", "QUJ$", "QU-D"}, "base64 text");
}

TEST_CASE("white space is kept, replaced or drawn together as the type says") {
    CHECK(Typ("string").nach_leerraum(" a\n b ") == " a\n b ");
    CHECK(Typ("normalizedString").nach_leerraum(" a\n\tb ") == " a  b ");
    CHECK(Typ("token").nach_leerraum(" a\n\tb  c ") == "a b c");
    CHECK(Typ("token").nach_leerraum("a b") == "a b");
    CHECK(Typ("token").nach_leerraum(" \n ") == "");
    CHECK(Typ("string", "<xs:whiteSpace value=\"collapse\"/>").nach_leerraum(" a  b ") == "a b");
}

TEST_CASE("lengths count characters, not bytes") {
    const Typ typ("string", "<xs:minLength value=\"2\"/><xs:maxLength value=\"3\"/>");
    typ.nimmt({"ab", "äöü", "\U0001F600\U0001F600"});
    typ.lehnt_ab({"", "ä"}, "a longer text");
    typ.lehnt_ab({"abcd", "äöüß"}, "a shorter text");
    Typ("string", "<xs:length value=\"2\"/>").lehnt_ab({"abc"}, "a shorter text");
}

TEST_CASE("an enumeration takes its values alone") {
    const Typ typ("token", "<xs:enumeration value=\"b\"/><xs:enumeration value=\"a\"/>");
    typ.nimmt({"a", " b "});
    typ.lehnt_ab({"", "c", "ab"}, "a value of the enumeration of its type");
}

TEST_CASE("a union takes a value of any of its members") {
    const auto graph = test::graph_von(
        "<xs:simpleType name=\"J\"><xs:restriction base=\"xs:gYear\"/></xs:simpleType>"
        "<xs:simpleType name=\"U\"><xs:union memberTypes=\"t:J xs:date\"><xs:simpleType><xs:restriction "
        "base=\"xs:string\">"
        "<xs:enumeration value=\"unbekannt\"/></xs:restriction></xs:simpleType></xs:union></xs:simpleType>");
    const auto typ = graph.simple_index.at("{urn:t}U");
    const auto erwartet = [&](std::string_view wert) {
        std::string puffer;
        return std::string(pruefe_wert(graph, typ, wert, puffer));
    };
    CHECK(erwartet("2024") == "");
    CHECK(erwartet("2024-02-29") == "");
    CHECK(erwartet("unbekannt") == "");
    CHECK(erwartet("2024-02-30") == "a value of one of the member types");
}
