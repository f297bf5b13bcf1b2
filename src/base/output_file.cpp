// SPDX-License-Identifier: EUPL-1.2
// Copyright the abgleich authors
#include <abgleich/base/output_file.hpp>

#include <abgleich/base/error.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <thread>
#include <vector>

namespace abgleich::base {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t buffer_size = 1 << 18;

/// Staging directories that exist now: what an interrupt has to clear away.
struct OpenStagings {
    std::mutex mutex;
    std::vector<fs::path> paths;
};
OpenStagings& open_stagings() {
    static OpenStagings instance;
    return instance;
}

void forget_staging(const fs::path& path) {
    auto& open = open_stagings();
    const std::lock_guard lock(open.mutex);
    std::erase(open.paths, path);
}

void sync_directory(const fs::path& directory) {
    const int fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    ::fsync(fd);
    ::close(fd);
}

}  // namespace

OutputFile::OutputFile(fs::path path) : m_path(std::move(path)) {
    m_fd = ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (m_fd < 0) fail("cannot be created");
    m_buffer.reserve(buffer_size);
}

OutputFile::~OutputFile() {
    if (m_fd >= 0) ::close(m_fd);
}

void OutputFile::fail(const char* what) const {
    throw OutputError(m_path.string() + ": " + what + " (" + std::strerror(errno) +
                      "); check permissions and free space");
}

void OutputFile::write(std::string_view bytes) {
    if (m_buffer.size() + bytes.size() > buffer_size) flush();
    m_buffer += bytes;
}

void OutputFile::flush() {
    std::size_t done = 0;
    while (done < m_buffer.size()) {
        const auto count = ::write(m_fd, m_buffer.data() + done, m_buffer.size() - done);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail("cannot be written");
        done += static_cast<std::size_t>(count);
    }
    m_buffer.clear();
}

void OutputFile::close() {
    flush();
    // Some file systems have no fsync (EINVAL); what matters is that a full disk is noticed.
    if (::fsync(m_fd) != 0 && errno != EINVAL && errno != EROFS) fail("cannot be written");
    const int fd = m_fd;
    m_fd = -1;
    if (::close(fd) != 0) fail("cannot be written");
}

OutputDirectory::OutputDirectory(fs::path target) : m_target(std::move(target)) {
    std::error_code error;
    if (m_target.filename().empty()) m_target = m_target.parent_path();
    const auto last = m_target.filename();
    if (last == "." || last == ".." || fs::is_symlink(fs::symlink_status(m_target, error)))
        throw UsageError(
            "--out: '" + m_target.string() +
            "' is a link or the present directory (expected a new or empty directory); name one");
    const auto state = fs::status(m_target, error);
    if (fs::exists(state)) {
        if (!fs::is_directory(state))
            throw UsageError("--out: '" + m_target.string() +
                             "' is a file (expected a new or empty directory)");
        const bool empty = fs::is_empty(m_target, error);
        if (error) throw OutputError(m_target.string() + ": cannot be read (" + error.message() + ")");
        if (!empty)
            throw UsageError("--out: '" + m_target.string() +
                             "' is not empty (expected a new or empty directory); name another one");
    }
    const auto absolute = fs::absolute(m_target, error);
    std::string name = (absolute.parent_path() / ("." + absolute.filename().string() + ".XXXXXX")).string();
    if (::mkdtemp(name.data()) == nullptr)  // mode 0700
        throw OutputError("--out: no directory can be made in '" + absolute.parent_path().string() + "' (" +
                          std::strerror(errno) + "); create it or check its permissions");
    m_staging = name;
    auto& open = open_stagings();
    const std::lock_guard lock(open.mutex);
    open.paths.push_back(m_staging);
}

OutputDirectory::~OutputDirectory() {
    if (m_committed || m_staging.empty()) return;
    std::error_code ignored;
    fs::remove_all(m_staging, ignored);
    forget_staging(m_staging);
}

void OutputDirectory::remove_on_interrupt(int exit_code) {
    // A thread of its own waits for the signals, so that clearing up may use ordinary functions.
    sigset_t signals;
    sigemptyset(&signals);
    for (const int s : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, s);
    if (pthread_sigmask(SIG_BLOCK, &signals, nullptr) != 0) return;
    std::thread([signals, exit_code] {
        int received = 0;
        if (sigwait(&signals, &received) != 0) return;
        std::fputs("abgleich: fatal: interrupted; nothing was written\n", stderr);
        auto& open = open_stagings();
        const std::lock_guard lock(open.mutex);  // held to the end: no new staging appears
        for (const auto& path : open.paths) {
            std::error_code error;
            // The run still writes: a file may appear while the directory is being emptied.
            for (int attempt = 0; attempt < 5 && fs::exists(path, error); ++attempt)
                fs::remove_all(path, error);
        }
        ::_exit(exit_code);
    }).detach();
}

fs::path OutputDirectory::file(std::string_view name) const {
    return (m_committed ? m_target : m_staging) / name;
}

void OutputDirectory::commit() {
    sync_directory(m_staging);
    for (const auto& entry : fs::directory_iterator(m_staging))
        if (entry.is_directory()) sync_directory(entry.path());
    // rename(2) replaces an empty directory and refuses one that was filled meanwhile.
    if (::rename(m_staging.c_str(), m_target.c_str()) != 0)
        throw OutputError(m_target.string() + ": result cannot be moved there (" + std::strerror(errno) +
                          ")");
    m_committed = true;
    forget_staging(m_staging);
    sync_directory(fs::absolute(m_target).parent_path());
}

}  // namespace abgleich::base
