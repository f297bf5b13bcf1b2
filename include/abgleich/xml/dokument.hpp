// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace abgleich::xml {

/// A view of one element of a Dokument; cheap to copy, valid as long as the Dokument.
class Element {
public:
    explicit Element(const void* knoten) : m_knoten(knoten) {}

    std::string_view raum() const;
    std::string_view lokal() const;
    int zeile() const;
    bool hat(const char* attribut) const;
    /// Value of an attribute without namespace; empty where it is missing.
    std::string attribut(const char* name) const;
    /// Value of an attribute of a namespace (`xml:base`); empty where it is missing.
    std::string attribut(const char* name, const char* raum) const;
    std::vector<Element> kinder() const;
    /// All text below it.
    std::string text() const;
    /// Expands a QName by the declarations in scope to "{namespace}local"; a name without prefix gets
    /// the default namespace. Throws base::ConfigError for an undeclared prefix.
    std::string aufloesen(std::string_view qname) const;
    /// Namespaces of prefixes are strings of the document: identity of the element.
    const void* id() const { return m_knoten; }

private:
    const void* m_knoten;
};

/// A small XML file read as a whole (schemas, code lists, catalogues); not for records.
class Dokument {
public:
    /// No DTD, no entities, no network. Throws base::ConfigError naming file and line.
    static Dokument lies(const std::string& pfad);
    static Dokument aus_text(std::string_view text, const std::string& name);
    Element wurzel() const;
    const std::string& pfad() const { return m_pfad; }

private:
    std::shared_ptr<void> m_dokument;
    std::string m_pfad;
};

/// Checks a document against an XML Schema with libxml2: the judge of tests and of outgoing messages.
class SchemaPruefer {
public:
    /// Throws base::ConfigError where the schema does not compile without a warning.
    explicit SchemaPruefer(const std::string& schema_pfad);
    /// Empty where the document is valid; else the first complaint.
    std::string pruefe(std::string_view xml_text) const;

private:
    std::shared_ptr<void> m_schema;
};

}  // namespace abgleich::xml
