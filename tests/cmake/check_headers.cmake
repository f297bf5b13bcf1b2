# SPDX-License-Identifier: EUPL-1.2
# Copyright the abgleich authors
#
# abgleich_add_header_test(<module targets>...): target 'check-headers' and test 'repo.headers'. Every header
# below include/ is compiled alone, and twice in one file: it brings what it needs, and its guard holds.

include_guard(GLOBAL)

function(abgleich_add_header_test)
    set(root "${PROJECT_SOURCE_DIR}/include")
    file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE "${root}" "${root}/*.hpp")
    set(sources)
    foreach(header IN LISTS headers)
        string(REGEX REPLACE "\\.hpp$" ".cpp" source "${PROJECT_BINARY_DIR}/headers/${header}")
        file(CONFIGURE OUTPUT "${source}" CONTENT "#include <${header}>\n#include <${header}>\n")
        list(APPEND sources "${source}")
    endforeach()
    add_library(check-headers OBJECT EXCLUDE_FROM_ALL ${sources})
    target_include_directories(check-headers PRIVATE "${root}")
    target_link_libraries(check-headers PRIVATE abgleich_warnings ${ARGN})
    # Nothing is run: without optimisation and debug data it takes half the time.
    target_compile_options(check-headers PRIVATE -O0 -g0)
    add_test(NAME repo.headers
        COMMAND "${CMAKE_COMMAND}" --build "${PROJECT_BINARY_DIR}" --target check-headers --parallel 1)
    set_tests_properties(repo.headers PROPERTIES LABELS repo TIMEOUT 900)
endfunction()
