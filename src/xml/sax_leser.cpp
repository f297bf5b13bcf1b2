// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/xml/sax_leser.hpp>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <vector>

namespace abgleich::xml {

namespace {

const char* chars(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

/// State of one reading, handed to libxml2's C callbacks. No exception may cross them: it is parked
/// here, the parser stopped, and the exception rethrown when libxml2 has returned.
struct Lesung final : Lage {
    Ereignisse* ereignisse = nullptr;
    Namensbuch* namen = nullptr;
    Quelle* quelle = nullptr;
    const SaxLeser::Ausschnitt* ausschnitt = nullptr;
    xmlParserCtxt* context = nullptr;
    std::vector<Attribut> attribute;
    std::size_t tiefe = 0;
    std::size_t inhalt_anfang = 0;
    mutable std::size_t gezaehlt = 0;  // bytes of the Ausschnitt counted
    mutable Ort bisher;                // place behind them
    std::exception_ptr parked;
    Ausgang ausgang;

    /// Bytes of the Ausschnitt read so far.
    std::size_t gelesen() const {
        const auto alles = xmlByteConsumed(context);
        const auto vorne = static_cast<long>(ausschnitt->vorspann.size());
        return alles <= vorne ? 0
                              : std::min(static_cast<std::size_t>(alles - vorne), ausschnitt->text.size());
    }
    Ort ort() const override {
        const xmlParserInput* input = context->input;
        if (input == nullptr) return {};
        if (ausschnitt == nullptr)
            return {static_cast<std::uint32_t>(input->line), static_cast<std::uint32_t>(input->col)};
        // Asked for place after place: each counts on from the one before.
        const std::size_t bis = gelesen();
        if (bis < gezaehlt) return dahinter(ausschnitt->ort, ausschnitt->text.substr(0, bis));
        bisher = dahinter(gezaehlt == 0 ? ausschnitt->ort : bisher,
                          ausschnitt->text.substr(gezaehlt, bis - gezaehlt));
        gezaehlt = bis;
        return bisher;
    }
    std::optional<std::string_view> raum(std::string_view praefix) const override {
        if (praefix == "xml") return "http://www.w3.org/XML/1998/namespace";
        for (int i = context->nsNr - 2; i >= 0; i -= 2) {  // pairs of prefix and namespace, innermost last
            const xmlChar *name = context->nsTab[i], *uri = context->nsTab[i + 1];
            if (praefix == std::string_view(name == nullptr ? "" : chars(name)))
                return std::string_view(uri == nullptr ? "" : chars(uri));
        }
        if (praefix.empty()) return std::string_view{};
        return std::nullopt;
    }
    std::optional<Bereich> inhalt() const override {
        if (ausschnitt == nullptr) return std::nullopt;
        // The own end tag, not one that follows it directly.
        const std::size_t ende =
            gelesen() == 0 ? std::string_view::npos : ausschnitt->text.rfind("</", gelesen() - 1);
        if (ende == std::string_view::npos || ende < inhalt_anfang) return std::nullopt;
        return Bereich{ausschnitt->versatz + inhalt_anfang, ende - inhalt_anfang};
    }
    /// The element around an Ausschnitt is nothing of its own.
    bool umgebend() const { return ausschnitt != nullptr && !ausschnitt->vorspann.empty() && tiefe == 1; }

    template <typename Action>
    void guarded(Action&& action) {
        if (parked || ausgang.art != Ausgang::Art::gut) return;
        try {
            action();
        } catch (...) {
            parked = std::current_exception();
            xmlStopParser(context);
        }
    }
};

Lesung& lesung(void* user) { return *static_cast<Lesung*>(user); }

void on_start(void* user, const xmlChar* local, const xmlChar*, const xmlChar* uri, int, const xmlChar**,
              int count, int, const xmlChar** attributes) {
    Lesung& l = lesung(user);
    l.guarded([&] {
        ++l.tiefe;
        if (l.umgebend()) return;
        l.attribute.clear();
        const auto view = [](const xmlChar* s) { return s == nullptr ? std::string_view{} : chars(s); };
        for (int i = 0; i < count; ++i) {
            const xmlChar** a = attributes + 5 * i;  // local, prefix, namespace, begin, end
            l.attribute.push_back({l.namen->nenne(view(a[2]), view(a[0])),
                                   {chars(a[3]), static_cast<std::size_t>(a[4] - a[3])}});
        }
        if (l.ausschnitt != nullptr) l.inhalt_anfang = l.gelesen() + 1;  // libxml2 stands at the '>'
        l.ereignisse->element({l.namen->nenne(view(uri), view(local)), l.attribute, 0}, l);
    });
}

void on_end(void* user, const xmlChar*, const xmlChar*, const xmlChar*) {
    Lesung& l = lesung(user);
    l.guarded([&] {
        if (!l.umgebend()) l.ereignisse->ende(l);
        --l.tiefe;
    });
}

void on_text(void* user, const xmlChar* text, int length) {
    Lesung& l = lesung(user);
    l.guarded([&] { l.ereignisse->text({chars(text), static_cast<std::size_t>(length)}, false); });
}

void on_doctype(void* user, const xmlChar*, const xmlChar*, const xmlChar*) {
    Lesung& l = lesung(user);
    if (l.ausgang.art != Ausgang::Art::gut) return;
    l.ausgang = {Ausgang::Art::dtd, l.ort(), "a document type declaration (DTD) is not allowed"};
    xmlStopParser(l.context);
}

/// Own words for libxml2's error numbers: its texts may quote bytes of the file.
std::string_view reason(int code) {
    switch (code) {
        case XML_ERR_DOCUMENT_EMPTY: return "no XML at all (expected a document)";
        case XML_ERR_DOCUMENT_END: return "something follows the end of the document";
        case XML_ERR_TAG_NOT_FINISHED:
        case XML_ERR_TAG_NAME_MISMATCH:
            return "a tag is not closed (expected its end tag); the file may be truncated";
        case XML_ERR_INVALID_CHAR: return "a character that XML does not allow";
        case XML_ERR_INVALID_ENCODING:
        case XML_ERR_UNKNOWN_ENCODING:
        case XML_ERR_UNSUPPORTED_ENCODING:
        case XML_I18N_CONV_FAILED: return "bytes are not valid in the declared encoding (expected 'UTF-8')";
        case XML_ERR_UNDECLARED_ENTITY:
        case XML_WAR_UNDECLARED_ENTITY:
            return "an entity that is not declared (only the five of XML itself are allowed)";
        case XML_ERR_ATTRIBUTE_REDEFINED: return "an attribute stands twice";
        case XML_NS_ERR_UNDEFINED_NAMESPACE: return "a namespace prefix is not declared";
        case XML_NS_ERR_XML_NAMESPACE:
        case XML_NS_ERR_QNAME:
        case XML_NS_ERR_ATTRIBUTE_REDEFINED:
        case XML_NS_ERR_EMPTY:
        case XML_NS_ERR_COLON: return "a name or prefix that Namespaces in XML does not allow";
        case XML_ERR_INTERNAL_ERROR: return "elements nest deeper than 256 (expected fewer)";
        default: return "not well-formed XML";
    }
}

void on_error(void* user, xmlError* error) {
    Lesung& l = lesung(user);
    // Warnings and plain errors leave a usable stream, but for names that Namespaces in XML forbids.
    const bool raum = error->code >= XML_NS_ERR_XML_NAMESPACE && error->code <= XML_NS_ERR_COLON;
    if (error->level != XML_ERR_FATAL && !raum && error->code != XML_WAR_UNDECLARED_ENTITY) return;
    if (l.parked || l.ausgang.art != Ausgang::Art::gut) return;
    const auto art = error->code == XML_ERR_DOCUMENT_EMPTY   ? Ausgang::Art::leer
                     : error->code == XML_ERR_INTERNAL_ERROR ? Ausgang::Art::tief
                                                             : Ausgang::Art::kaputt;
    // libxml2 has one number for a forbidden character and for bytes that are no UTF-8 at all.
    const bool bytes = error->code == XML_ERR_INVALID_CHAR && error->message != nullptr &&
                       std::strncmp(error->message, "Input is not proper", 19) == 0;
    l.ausgang = {art, l.ort(), std::string(reason(bytes ? XML_ERR_INVALID_ENCODING : error->code))};
    if (error->level != XML_ERR_FATAL) xmlStopParser(l.context);
}

int on_read(void* user, char* target, int room) {
    Lesung& l = lesung(user);
    if (l.parked) return -1;
    try {
        // Filled up as far as the source goes: libxml2 needs the first four bytes at once.
        std::size_t filled = 0;
        while (filled < static_cast<std::size_t>(room)) {
            const auto count = l.quelle->lies(target + filled, static_cast<std::size_t>(room) - filled);
            if (count == 0) break;
            filled += count;
        }
        return static_cast<int>(filled);
    } catch (...) {
        l.parked = std::current_exception();
        return -1;
    }
}

/// The texts of an Ausschnitt one behind the other.
class Textfolge final : public Quelle {
public:
    explicit Textfolge(const SaxLeser::Ausschnitt& a) : m_texte{a.vorspann, a.text, a.nachspann} {}
    std::size_t lies(char* ziel, std::size_t platz) override {
        for (auto& text : m_texte) {
            const std::size_t anzahl = std::min(platz, text.size());
            if (anzahl == 0) continue;
            std::memcpy(ziel, text.data(), anzahl);
            text.remove_prefix(anzahl);
            return anzahl;
        }
        return 0;
    }

private:
    std::array<std::string_view, 3> m_texte;
};

Ausgang fuehre_aus(Lesung& l) {
    xmlSAXHandler handler;
    std::memset(&handler, 0, sizeof handler);
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = &on_start;
    handler.endElementNs = &on_end;
    handler.characters = &on_text;
    handler.cdataBlock = &on_text;
    handler.ignorableWhitespace = &on_text;
    handler.internalSubset = &on_doctype;
    handler.serror = [](void* user, xmlError* error) { on_error(user, error); };

    const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> context(
        xmlCreateIOParserCtxt(&handler, &l, &on_read, nullptr, &l, XML_CHAR_ENCODING_NONE),
        &xmlFreeParserCtxt);
    if (!context) {
        if (l.parked) std::rethrow_exception(l.parked);
        return {Ausgang::Art::leer, {1, 1}, "no XML at all (expected a document)"};
    }
    l.context = context.get();
    // NOENT decodes character references and the five own entities in attribute values; there can be
    // no others, because a DTD ends the reading.
    xmlCtxtUseOptions(l.context, XML_PARSE_NONET | XML_PARSE_NOENT);
    xmlParseDocument(l.context);
    if (l.parked) std::rethrow_exception(l.parked);
    return l.ausgang;
}

}  // namespace

Ausgang SaxLeser::lies(Quelle& quelle) {
    Lesung l;
    l.ereignisse = &m_ereignisse;
    l.namen = &m_namen;
    l.quelle = &quelle;
    return fuehre_aus(l);
}

Ausgang SaxLeser::lies(const Ausschnitt& ausschnitt) {
    Textfolge quelle(ausschnitt);
    Lesung l;
    l.ereignisse = &m_ereignisse;
    l.namen = &m_namen;
    l.quelle = &quelle;
    l.ausschnitt = &ausschnitt;
    return fuehre_aus(l);
}

}  // namespace abgleich::xml
