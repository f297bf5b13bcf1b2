// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <stdexcept>
#include <string>

namespace abgleich::base {

/// Everything that ends a run. Caught only in `cli`, where each kind becomes an exit code.
/// The text is one line: place: what (expected ...); what to do. It never holds personal values.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Wrong command line (exit code 2).
class UsageError : public Error {
public:
    using Error::Error;
};

/// Wrong configuration, catalogue or schema (exit code 2).
class ConfigError : public Error {
public:
    using Error::Error;
};

/// An input that cannot be opened or read at all (exit code 1).
class InputError : public Error {
public:
    using Error::Error;
};

/// An output that cannot be written (exit code 1).
class OutputError : public Error {
public:
    using Error::Error;
};

}  // namespace abgleich::base
