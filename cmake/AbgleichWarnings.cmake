# SPDX-License-Identifier: EUPL-1.2
# Copyright the abgleich authors
#
# The INTERFACE target 'abgleich_warnings': every target of this project links it PRIVATE.

include_guard(GLOBAL)
include("${CMAKE_CURRENT_LIST_DIR}/AbgleichOptions.cmake")

add_library(abgleich_warnings INTERFACE)
target_link_libraries(abgleich_warnings INTERFACE abgleich_instrumentation)

target_compile_options(abgleich_warnings INTERFACE
    -Wall
    -Wextra
    -Wpedantic
    -Wshadow
    -Wconversion
    -Wsign-conversion
    -Wdouble-promotion
    -Wold-style-cast
    -Wcast-align
    -Wcast-qual
    -Wnon-virtual-dtor
    -Woverloaded-virtual
    -Wextra-semi
    -Wformat=2
    -Wimplicit-fallthrough
    -Wundef
    $<$<CXX_COMPILER_ID:GNU>:-Wlogical-op;-Wduplicated-cond;-Wduplicated-branches>
    # GCC 12 sees overlapping memory in plain std::string concatenation (GCC bug 105651).
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
    $<$<BOOL:${ABGLEICH_WERROR}>:-Werror>)
