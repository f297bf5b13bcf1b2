// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include "support/zwischenordner.hpp"

#include <abgleich/base/error.hpp>
#include <abgleich/katalog/typgraph.hpp>

#include <string>

namespace abgleich::test {

inline std::string als_schema(const std::string& inhalt) {
    return "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:t=\"urn:t\" "
           "targetNamespace=\"urn:t\">\n" +
           inhalt + "\n</xs:schema>\n";
}

/// The graph of one small schema: `inhalt` stands from line 2 on in probe.xsd, prefix `t` is its namespace.
inline katalog::Typgraph graph_von(const std::string& inhalt) {
    const Zwischenordner ordner;
    ordner.schreibe("probe.xsd", als_schema(inhalt));
    return katalog::lies_schemas(ordner.pfad().string());
}

/// The error of a schema that the reader refuses; empty where it takes it.
inline std::string ablehnung(const std::string& inhalt) {
    try {
        graph_von(inhalt);
        return {};
    } catch (const base::ConfigError& e) {
        return e.what();
    }
}

}  // namespace abgleich::test
