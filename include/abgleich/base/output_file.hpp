// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace abgleich::base {

/// A file being written, with its own buffer. Call `close()`: only then errors of the last bytes
/// are known (a destructor cannot report). Files are made with mode 0600. Throws OutputError.
class OutputFile {
public:
    explicit OutputFile(std::filesystem::path path);
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    ~OutputFile();

    void write(std::string_view bytes);
    /// Flushes, syncs to disk and closes.
    void close();
    const std::filesystem::path& path() const { return m_path; }

private:
    void flush();
    [[noreturn]] void fail(const char* what) const;
    std::filesystem::path m_path;
    std::string m_buffer;
    int m_fd = -1;
};

/// A directory that appears whole or not at all: everything is written into a hidden sibling, and
/// `commit()` renames it to its name. Without commit the sibling is removed. Mode 0700.
class OutputDirectory {
public:
    /// `target` must not exist or be an empty directory; its parent must exist and be writable.
    /// Throws UsageError or OutputError, before anything else of a run is done.
    explicit OutputDirectory(std::filesystem::path target);
    OutputDirectory(const OutputDirectory&) = delete;
    OutputDirectory& operator=(const OutputDirectory&) = delete;
    ~OutputDirectory();

    /// From now on SIGINT, SIGTERM and SIGHUP remove every staging directory and end the program with
    /// `exit_code`. To be called once, before any thread is started.
    static void remove_on_interrupt(int exit_code);

    /// Path of a file inside, before and after commit.
    std::filesystem::path file(std::string_view name) const;
    void commit();

private:
    std::filesystem::path m_target;
    std::filesystem::path m_staging;
    bool m_committed = false;
};

}  // namespace abgleich::base
