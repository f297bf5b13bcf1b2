// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/xml/dokument.hpp>

#include <abgleich/base/error.hpp>
#include <abgleich/base/text.hpp>

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlschemas.h>

#include <cstring>

namespace abgleich::xml {

namespace {

const xmlNode* node(const void* knoten) { return static_cast<const xmlNode*>(knoten); }
xmlNode* mutable_node(const void* knoten) { return const_cast<xmlNode*>(node(knoten)); }
const char* chars(const xmlChar* text) { return reinterpret_cast<const char*>(text); }
const xmlChar* xchars(const char* text) { return reinterpret_cast<const xmlChar*>(text); }

constexpr int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;

/// Appends a libxml2 message without its line end.
void collect(void* target, const xmlError* error) {
    auto& text = *static_cast<std::string*>(target);
    if (!text.empty()) return;
    if (error->file != nullptr) text += std::string(error->file) + ":";
    text += std::to_string(error->line) + ": " +
            std::string(base::trim(error->message ? error->message : "invalid"));
}
void collect_mutable(void* target, xmlError* error) { collect(target, error); }

}  // namespace

std::string_view Element::raum() const { return node(m_knoten)->ns ? chars(node(m_knoten)->ns->href) : ""; }
std::string_view Element::lokal() const { return chars(node(m_knoten)->name); }
int Element::zeile() const { return static_cast<int>(xmlGetLineNo(node(m_knoten))); }

namespace {

/// Attribute without namespace, nullptr where it is missing. There is no DTD that could give defaults.
const xmlAttr* find_attribute(const void* knoten, const char* name) {
    const xmlAttr* a = node(knoten)->properties;
    while (a != nullptr && (a->ns != nullptr || std::strcmp(chars(a->name), name) != 0)) a = a->next;
    return a;
}

}  // namespace

bool Element::hat(const char* attribut) const { return find_attribute(m_knoten, attribut) != nullptr; }

std::string Element::attribut(const char* name) const {
    const xmlAttr* a = find_attribute(m_knoten, name);
    if (a == nullptr || a->children == nullptr) return {};
    if (a->children->next == nullptr && a->children->content != nullptr) return chars(a->children->content);
    return attribut(name, nullptr);  // references that the parser left apart
}

std::string Element::attribut(const char* name, const char* raum) const {
    xmlChar* value = raum == nullptr ? xmlGetNoNsProp(mutable_node(m_knoten), xchars(name))
                                     : xmlGetNsProp(mutable_node(m_knoten), xchars(name), xchars(raum));
    if (value == nullptr) return {};
    std::string text = chars(value);
    xmlFree(value);
    return text;
}

std::vector<Element> Element::kinder() const {
    std::vector<Element> children;
    for (const xmlNode* n = node(m_knoten)->children; n != nullptr; n = n->next)
        if (n->type == XML_ELEMENT_NODE) children.emplace_back(n);
    return children;
}

std::string Element::text() const {
    xmlChar* content = xmlNodeGetContent(node(m_knoten));
    std::string text = content ? chars(content) : "";
    xmlFree(content);
    return text;
}

std::string Element::aufloesen(std::string_view qname) const {
    const auto colon = qname.find(':');
    const std::string prefix(colon == std::string_view::npos ? "" : qname.substr(0, colon));
    const std::string local(colon == std::string_view::npos ? qname : qname.substr(colon + 1));
    xmlNs* ns = xmlSearchNs(node(m_knoten)->doc, mutable_node(m_knoten),
                            prefix.empty() ? nullptr : xchars(prefix.c_str()));
    if (ns == nullptr && !prefix.empty())
        throw base::ConfigError("prefix '" + prefix + "' is not declared (line " + std::to_string(zeile()) +
                                ")");
    return "{" + std::string(ns ? chars(ns->href) : "") + "}" + local;
}

Dokument Dokument::aus_text(std::string_view text, const std::string& name) {
    xmlParserCtxt* context = xmlNewParserCtxt();
    xmlDoc* doc = xmlCtxtReadMemory(context, text.data(), static_cast<int>(text.size()), name.c_str(),
                                    nullptr, options);
    const int line = context->lastError.line;
    const bool has_dtd = doc != nullptr && doc->intSubset != nullptr;
    xmlFreeParserCtxt(context);
    if (doc == nullptr)
        throw base::ConfigError(name + ":" + std::to_string(line) +
                                ": not well-formed XML (expected a complete document)");
    Dokument dokument;
    dokument.m_dokument = std::shared_ptr<void>(doc, [](void* d) { xmlFreeDoc(static_cast<xmlDoc*>(d)); });
    dokument.m_pfad = name;
    if (has_dtd) throw base::ConfigError(name + ": a DTD is not allowed; remove it");
    return dokument;
}

Dokument Dokument::lies(const std::string& pfad) { return aus_text(base::read_file(pfad), pfad); }

Element Dokument::wurzel() const {
    return Element(xmlDocGetRootElement(static_cast<xmlDoc*>(m_dokument.get())));
}

SchemaPruefer::SchemaPruefer(const std::string& schema_pfad) {
    std::string complaint;
    xmlSchemaParserCtxt* context = xmlSchemaNewParserCtxt(schema_pfad.c_str());
    xmlSchemaSetParserStructuredErrors(context, &collect_mutable, &complaint);
    xmlSchema* schema = xmlSchemaParse(context);
    xmlSchemaFreeParserCtxt(context);
    m_schema = std::shared_ptr<void>(schema, [](void* s) { xmlSchemaFree(static_cast<xmlSchema*>(s)); });
    if (schema == nullptr || !complaint.empty())
        throw base::ConfigError(schema_pfad + ": schema does not compile (" + complaint + ")");
}

std::string SchemaPruefer::pruefe(std::string_view xml_text) const {
    xmlDoc* doc = xmlReadMemory(xml_text.data(), static_cast<int>(xml_text.size()), "memory", nullptr,
                                options | XML_PARSE_HUGE);
    if (doc == nullptr) return "not well-formed";
    std::string complaint;
    xmlSchemaValidCtxt* context = xmlSchemaNewValidCtxt(static_cast<xmlSchema*>(m_schema.get()));
    xmlSchemaSetValidStructuredErrors(context, &collect_mutable, &complaint);
    const int result = xmlSchemaValidateDoc(context, doc);
    xmlSchemaFreeValidCtxt(context);
    xmlFreeDoc(doc);
    return result == 0 ? std::string{} : (complaint.empty() ? "invalid" : complaint);
}

}  // namespace abgleich::xml
