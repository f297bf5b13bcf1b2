// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
// Cuts against a slow and obvious version of the same.
#include <abgleich/xml/zerleger.hpp>

#include <catch2/catch.hpp>

#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <string_view>

namespace {

using namespace abgleich::xml;

std::size_t hinter(std::string_view text, std::size_t ab, std::string_view schluss) {
    const auto ort = ab > text.size() ? std::string_view::npos : text.find(schluss, ab);
    return ort == std::string_view::npos ? unvollstaendig : ort + schluss.size();
}

/// One step a character, one call an element.
std::size_t langsam(std::string_view text, std::size_t i) {
    const auto rest = text.substr(i);
    if (rest.starts_with("<!--")) return hinter(text, i + 4, "-->");
    if (rest.starts_with("<![CDATA[")) return hinter(text, i + 9, "]]>");
    if (rest.starts_with("<?")) return hinter(text, i + 2, "?>");
    char offen = 0;
    for (++i;; ++i) {
        if (i >= text.size()) return unvollstaendig;
        if (offen == 0 && text[i] == '>') break;
        if (offen == 0 && (text[i] == '"' || text[i] == '\''))
            offen = text[i];
        else if (offen == text[i])
            offen = 0;
    }
    if (text[i - 1] == '/') return i + 1;
    for (++i; i < text.size();) {
        if (text[i] != '<') {
            ++i;
        } else if (text.substr(i).starts_with("</")) {
            return hinter(text, i, ">");
        } else {
            i = langsam(text, i);
            if (i == unvollstaendig) return unvollstaendig;
        }
    }
    return unvollstaendig;
}

/// As element_ende, from a block of memory that ends where the text ends.
std::size_t ende(std::string_view text) {
    const auto block = std::make_unique<char[]>(text.size());
    std::memcpy(block.get(), text.data(), text.size());
    return element_ende({block.get(), text.size()}, 0);
}

class Wuerfel {
public:
    explicit Wuerfel(unsigned saat) : m_zufall(saat) {}
    std::string element(int tiefe) {
        static const std::string_view attribute[] = {"",          " x='1'",     " x='>'", " x=\"/>\"",
                                                     " x=\"'>\"", " x='</a>' ", "\n"};
        const std::string name(1 + wuerfle(20), static_cast<char>('a' + wuerfle(3)));
        std::string text = "<" + name + std::string(attribute[wuerfle(std::size(attribute))]);
        if (wuerfle(4) == 0) return text + "/>";
        text += ">";
        for (auto n = wuerfle(4); n > 0; --n) text += stueck(tiefe);
        return text + "</" + name + (wuerfle(4) == 0 ? " >" : ">");
    }
    std::size_t wuerfle(std::size_t anzahl) { return m_zufall() % anzahl; }

private:
    std::string stueck(int tiefe) {
        static const std::string_view stuecke[] = {
            "text",          "<!-- </a> <b> ' -->", "<!---->",  "<![CDATA[</a>]]]]>", "<![CDATA[<a>]]>",
            "<?p </a> > ?>", " > \" ' / ",          "\xC3\xA4", "<!-- > -- >\"-->",   "<?x?>"};
        if (tiefe > 0 && wuerfle(2) == 0) return element(tiefe - 1);
        return std::string(stuecke[wuerfle(std::size(stuecke))]);
    }
    std::mt19937 m_zufall;
};

}  // namespace

TEST_CASE("an element ends where a slow reading ends it, and is open at every byte before") {
    Wuerfel wuerfel(3);
    for (int runde = 0; runde < 300; ++runde) {
        const std::string xml = wuerfel.element(4);
        CAPTURE(xml);
        CHECK(ende(xml + "<b/>") == xml.size());
        CHECK(langsam(xml, 0) == xml.size());
        for (std::size_t laenge = 0; laenge < xml.size(); ++laenge) {
            const auto teil = std::string_view(xml).substr(0, laenge);
            if (ende(teil) == unvollstaendig) continue;
            CAPTURE(laenge);
            CHECK(ende(teil) == unvollstaendig);
        }
    }
}

TEST_CASE("text that looks like tags is not taken for tags") {
    for (const char* xml :
         {"<a><!-- </a> --></a>", "<a><![CDATA[</a>]]></a>", "<a><?p </a>?></a>", "<a x='</a>'></a>",
          "<a x=\"'>\"></a>", "<a x='/'></a>", "<a><b x='/>'></b></a>", "<!-- <a> -->", "<?p <a> ?>",
          "<![CDATA[ <a> ]] ]]>", "<a><!-- <![CDATA[ --></a>", "<a><![CDATA[ <!-- ]]></a>"}) {
        CAPTURE(xml);
        CHECK(ende(xml) == std::strlen(xml));
    }
}

TEST_CASE("of many elements one behind the other each is found") {
    Wuerfel wuerfel(5);
    std::string xml;
    std::vector<std::size_t> enden;
    for (int i = 0; i < 200; ++i) {
        xml += wuerfel.element(3);
        enden.push_back(xml.size());
        if (wuerfel.wuerfle(2) == 0) xml += "\n ";
    }
    std::vector<std::size_t> gefunden;
    for (std::size_t stelle = 0; (stelle = naechste_marke(xml, stelle)) != unvollstaendig;)
        gefunden.push_back(stelle = element_ende(xml, stelle));
    CHECK(gefunden == enden);
}

TEST_CASE("nesting of any depth is cut without recursion") {
    std::string tief;
    for (int i = 0; i < 200'000; ++i) tief += "<a>";
    CHECK(ende(tief) == unvollstaendig);
    for (int i = 0; i < 200'000; ++i) tief += "</a>";
    CHECK(ende(tief) == tief.size());
}

TEST_CASE("the head of a plain document is found at its last byte, and not before") {
    for (const std::string kopf :
         {"<abcdefg>", "<?xml version='1.0' encoding='utf-8'?>\r\n<a x='>'>",
          "\xEF\xBB\xBF<?xml version='1.0'?><a b='1'/>",
          "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><!-- <b> --><?p <!DOCTYPE ?>\n<a:b>",
          "<?xml-stylesheet href='x'?><a>", "\n  <abcdefg\n>",
          "<?xml version='1.0' encoding = \"Utf-8\" ?><a>"}) {
        CAPTURE(kopf);
        const std::string xml = kopf + "x<b/></a>";
        const auto ganz = lies_kopf(xml);
        CHECK(ganz.art == Kopf::Art::schlicht);
        CHECK(ganz.inhalt == kopf.size());
        CHECK(ganz.wurzel == kopf.rfind('<'));
        CHECK(ganz.geschlossen == kopf.ends_with("/>"));
        CHECK(ganz.einfach ==
              (kopf.find("<!--") == std::string::npos && kopf.find("-style") == std::string::npos));
        for (std::size_t laenge = 0; laenge < xml.size(); ++laenge) {
            CAPTURE(laenge);
            const auto block = std::make_unique<char[]>(laenge);
            std::memcpy(block.get(), xml.data(), laenge);
            const auto teil = lies_kopf({block.get(), laenge});
            CHECK(teil.art == (laenge < kopf.size() ? Kopf::Art::zu_kurz : Kopf::Art::schlicht));
            if (teil.art == Kopf::Art::schlicht) CHECK(teil.inhalt == ganz.inhalt);
        }
    }
}

TEST_CASE("what may not be cut is left to libxml2") {
    using namespace std::string_literals;
    for (const std::string& xml :
         {"<!DOCTYPE a><a></a>"s, "<!-- c --><!DOCTYPE a [<!ENTITY b 'c'>]><a/>"s,
          "<?xml version='1.0' encoding='ISO-8859-1'?><a></a>"s,
          "<?xml version='1.0' encoding='US-ASCII'?><a></a>"s,
          "<?xml version='1.0' encoding='UTF-16'?><a></a>"s, "\xFF\xFE<\0a\0>\0<\0/\0a\0>\0"s,
          "\xFE\xFF\0<\0a\0>\0"s, "text<a></a>"s, "not xml at all"s}) {
        CAPTURE(xml);
        CHECK(lies_kopf(xml).art == Kopf::Art::anders);
    }
}
