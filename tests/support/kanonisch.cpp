// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include "kanonisch.hpp"

#include <abgleich/base/hash.hpp>

#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <memory>
#include <stdexcept>

namespace abgleich::test {

namespace {

using Dokument = std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)>;

const char* chars(const xmlChar* text) { return reinterpret_cast<const char*>(text); }
const xmlChar* xml(const std::string& text) { return reinterpret_cast<const xmlChar*>(text.c_str()); }

bool heisst(const xmlNode* knoten, std::string_view name) {
    return knoten->type == XML_ELEMENT_NODE && chars(knoten->name) == name;
}

bool ist_text(const xmlNode* knoten) {
    return knoten != nullptr && (knoten->type == XML_TEXT_NODE || knoten->type == XML_CDATA_SECTION_NODE);
}

/// Nodes below, parents first, with those of the same level.
void sammle(xmlNode* knoten, std::vector<xmlNode*>& alle) {
    for (; knoten != nullptr; knoten = knoten->next) {
        alle.push_back(knoten);
        if (knoten->type == XML_ELEMENT_NODE) sammle(knoten->children, alle);
    }
}

void loese(xmlNode* knoten) {
    xmlUnlinkNode(knoten);
    xmlFreeNode(knoten);
}

std::string zusammengezogen(const xmlChar* text) {
    std::string ziel;
    for (const char* p = chars(text); p != nullptr && *p != 0; ++p) {
        const bool leer = *p == ' ' || *p == '\t' || *p == '\n' || *p == '\r';
        if (!leer)
            ziel += *p;
        else if (!ziel.empty() && ziel.back() != ' ')
            ziel += ' ';
    }
    if (!ziel.empty() && ziel.back() == ' ') ziel.pop_back();
    return ziel;
}

std::string praefix_fuer(const xmlNs* ns) { return "p" + std::to_string(base::hash(chars(ns->href))); }

/// The name that xsi:type gives, with the prefix that its namespace will have.
void nenne_typ_um(xmlNode* knoten) {
    xmlAttr* a = xmlHasNsProp(knoten, xml("type"), xml("http://www.w3.org/2001/XMLSchema-instance"));
    if (a == nullptr) return;
    xmlChar* wert = xmlNodeListGetString(knoten->doc, a->children, 1);
    const std::string name = zusammengezogen(wert);
    xmlFree(wert);
    const auto punkt = name.find(':');
    const std::string praefix = name.substr(0, punkt == std::string::npos ? 0 : punkt);
    const xmlNs* ns = xmlSearchNs(knoten->doc, knoten, praefix.empty() ? nullptr : xml(praefix));
    if (ns == nullptr || ns->href == nullptr) return;
    xmlSetNsProp(knoten, a->ns, xml("type"), xml(praefix_fuer(ns) + ":" + name.substr(punkt + 1)));
}

/// The same namespace has the same prefix everywhere; the default one gets one too.
void nenne_praefixe_um(xmlDoc* dokument) {
    std::vector<xmlNode*> alle;
    sammle(xmlDocGetRootElement(dokument), alle);
    for (xmlNode* knoten : alle)
        if (knoten->type == XML_ELEMENT_NODE) nenne_typ_um(knoten);
    for (xmlNode* knoten : alle)
        for (xmlNs* ns = knoten->type == XML_ELEMENT_NODE ? knoten->nsDef : nullptr; ns != nullptr;
             ns = ns->next) {
            if (ns->href == nullptr || *ns->href == 0) continue;  // xmlns="": no namespace
            xmlFree(const_cast<xmlChar*>(ns->prefix));
            ns->prefix = xmlStrdup(xml(praefix_fuer(ns)));
        }
}

void deute(xmlDoc* dokument) {
    std::vector<xmlNode*> alle;
    sammle(xmlDocGetRootElement(dokument), alle);
    for (xmlNode* knoten : alle)
        if (knoten->type == XML_COMMENT_NODE || knoten->type == XML_PI_NODE) loese(knoten);
    alle.clear();
    sammle(xmlDocGetRootElement(dokument), alle);
    std::erase_if(alle, [](const xmlNode* knoten) { return knoten->type != XML_ELEMENT_NODE; });
    for (xmlNode* knoten : alle) {
        for (xmlNode* kind = knoten->children; kind != nullptr; kind = kind->next)
            while (ist_text(kind) && ist_text(kind->next)) {
                xmlNodeAddContent(kind, kind->next->content);
                loese(kind->next);
            }
        for (xmlAttr *a = knoten->properties, *danach = nullptr; a != nullptr; a = danach) {
            danach = a->next;
            const bool xsi = a->ns != nullptr && std::string_view(chars(a->ns->href)) ==
                                                     "http://www.w3.org/2001/XMLSchema-instance";
            if (xsi) {
                xmlRemoveProp(a);
                continue;
            }
            xmlChar* wert = xmlNodeListGetString(dokument, a->children, 1);
            const std::string neu = zusammengezogen(wert);
            xmlFree(wert);
            xmlSetNsProp(knoten, a->ns, a->name, xml(neu));
        }
        if (xmlChildElementCount(knoten) == 0) {
            xmlChar* wert = xmlNodeGetContent(knoten);
            const std::string neu = zusammengezogen(wert);
            xmlFree(wert);
            while (knoten->children != nullptr) loese(knoten->children);
            xmlNodeAddContent(knoten, xml(neu));
            continue;
        }
        for (xmlNode *kind = knoten->children, *danach = nullptr; kind != nullptr; kind = danach) {
            danach = kind->next;
            if (kind->type != XML_ELEMENT_NODE && zusammengezogen(kind->content).empty()) loese(kind);
        }
    }
}

std::string c14n(xmlNode* knoten, Vergleichbarkeit wie) {
    const Dokument dokument(xmlNewDoc(nullptr), &xmlFreeDoc);
    xmlDocSetRootElement(dokument.get(), xmlDocCopyNode(knoten, dokument.get(), 1));
    if (wie == Vergleichbarkeit::deutung) deute(dokument.get());
    nenne_praefixe_um(dokument.get());
    xmlChar* text = nullptr;
    const int laenge =
        xmlC14NDocDumpMemory(dokument.get(), nullptr, XML_C14N_EXCLUSIVE_1_0, nullptr, 0, &text);
    if (laenge < 0) throw std::runtime_error("no canonical form");
    std::string ziel(chars(text), static_cast<std::size_t>(laenge));
    xmlFree(text);
    return ziel;
}

}  // namespace

std::vector<std::string> kanonisch(std::string_view xml_text, Vergleichbarkeit wie) {
    const Dokument dokument(
        xmlReadMemory(xml_text.data(), static_cast<int>(xml_text.size()), "text", nullptr,
                      XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOERROR | XML_PARSE_NOCDATA),
        &xmlFreeDoc);
    if (!dokument) throw std::runtime_error("not well-formed");
    xmlNode* wurzel = xmlDocGetRootElement(dokument.get());
    std::vector<xmlNode*> nachrichten;
    if (heisst(wurzel, "sammlung")) {
        for (xmlNode* n = wurzel->children; n != nullptr; n = n->next)
            if (n->type == XML_ELEMENT_NODE) nachrichten.push_back(n);
    } else if (heisst(wurzel, "bestand")) {
        for (xmlNode* satz = wurzel->children; satz != nullptr; satz = satz->next)
            for (xmlNode* n = satz->type == XML_ELEMENT_NODE ? satz->children : nullptr; n != nullptr;
                 n = n->next)
                if (heisst(n, "inhalt")) nachrichten.push_back(n);
    } else {
        nachrichten.push_back(wurzel);
    }
    std::vector<std::string> ziel;
    for (xmlNode* n : nachrichten) ziel.push_back(c14n(n, wie));
    return ziel;
}

}  // namespace abgleich::test
