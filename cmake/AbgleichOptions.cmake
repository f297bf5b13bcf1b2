# SPDX-License-Identifier: EUPL-1.2
# Copyright the abgleich authors
#
# The switches of the build, and the INTERFACE target 'abgleich_instrumentation' that carries what the
# sanitizers, the fuzzer and the coverage need. It reaches every target through 'abgleich_warnings'.

include_guard(GLOBAL)

if(PROJECT_SOURCE_DIR STREQUAL PROJECT_BINARY_DIR)
    message(FATAL_ERROR "a build inside the source tree is refused; use 'cmake --preset dev' or './dev build'")
endif()

option(ABGLEICH_TESTS "Build the tests" ON)
option(ABGLEICH_BENCH "Offer the target abgleich_bench" OFF)
option(ABGLEICH_WERROR "Treat warnings as errors" OFF)
option(ABGLEICH_SANITIZE "Check addresses and undefined behaviour at run time" OFF)
option(ABGLEICH_FUZZ "Build the fuzz targets (needs clang)" OFF)
option(ABGLEICH_COVERAGE "Count the executed lines" OFF)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Kind of build" FORCE)
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(ABGLEICH_CCACHE ccache)
mark_as_advanced(ABGLEICH_CCACHE)
if(ABGLEICH_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${ABGLEICH_CCACHE}")
endif()

# Reading goes through three modules for every element: the linker may join them. Not with the tests, whose many
# programs would each be joined anew.
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT ABGLEICH_TESTS AND NOT ABGLEICH_SANITIZE AND NOT ABGLEICH_FUZZ)
    include(CheckIPOSupported)
    check_ipo_supported(RESULT ABGLEICH_IPO OUTPUT ABGLEICH_IPO_REASON LANGUAGES CXX)
    set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ${ABGLEICH_IPO})
endif()

add_library(abgleich_instrumentation INTERFACE)

if(ABGLEICH_FUZZ AND NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "ABGLEICH_FUZZ needs clang (found ${CMAKE_CXX_COMPILER_ID}); use 'cmake --preset fuzz'")
endif()

if(ABGLEICH_SANITIZE OR ABGLEICH_FUZZ)
    set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all)
    target_compile_options(abgleich_instrumentation INTERFACE ${sanitizers} -fno-omit-frame-pointer)
    target_link_options(abgleich_instrumentation INTERFACE ${sanitizers})
endif()

# The libraries are only instrumented; a fuzz target itself links -fsanitize=fuzzer for its main().
if(ABGLEICH_FUZZ)
    target_compile_options(abgleich_instrumentation INTERFACE -fsanitize=fuzzer-no-link)
endif()

if(ABGLEICH_COVERAGE)
    target_compile_options(abgleich_instrumentation INTERFACE --coverage)
    target_link_options(abgleich_instrumentation INTERFACE --coverage)
endif()
