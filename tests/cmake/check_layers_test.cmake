# SPDX-License-Identifier: EUPL-1.2
# Copyright the abgleich authors
#
# cmake -DSCRATCH=<folder> -P check_layers_test.cmake
# Shows that check_layers.cmake lets a sound tree pass and names each kind of fault.

cmake_minimum_required(VERSION 3.25)

# expect(<words of the fault, or empty for none> <path> <text> [<path> <text>]...)
function(expect fault)
    file(REMOVE_RECURSE "${SCRATCH}")
    foreach(index RANGE 1 ${ARGC} 2)
        math(EXPR next "${index} + 1")
        if(next LESS ARGC)
            file(WRITE "${SCRATCH}/${ARGV${index}}" "// first line\n${ARGV${next}}\n")
        endif()
    endforeach()
    execute_process(COMMAND "${CMAKE_COMMAND}" "-DROOT=${SCRATCH}" -P "${CMAKE_CURRENT_LIST_DIR}/check_layers.cmake"
        RESULT_VARIABLE status ERROR_VARIABLE output OUTPUT_VARIABLE output)
    if(fault STREQUAL "")
        if(NOT status EQUAL 0)
            message(SEND_ERROR "a sound tree was refused:\n${output}")
        endif()
        return()
    endif()
    string(FIND "${output}" "${fault}" at)
    if(status EQUAL 0 OR at EQUAL -1)
        message(SEND_ERROR "expected the fault '${fault}', got status ${status}")
        message(NOTICE "${output}")
    endif()
endfunction()

expect("" src/match/a.cpp "#include <abgleich/domain/b.hpp>\n#include <vector>\n#include \"c.hpp\""
    src/match/c.hpp "#include \"match/d.hpp\"" src/main.cpp "#include <abgleich/cli/run.hpp>"
    include/abgleich/match/e.hpp "#include <abgleich/match/f.hpp>")
expect("" src/xml/a.cpp "#include <libxml/parser.h>" src/katalog/b.cpp "#include <toml++/toml.h>")
expect("src/domain/a.cpp:2: #include <abgleich/match/b.hpp>: upward: 'domain' (level 1) must not know 'match' (level 3)"
    src/domain/a.cpp "#include <abgleich/match/b.hpp>")
expect("include/abgleich/katalog/a.hpp:2: #include <abgleich/normalise/b.hpp>: sideways: 'katalog' and 'normalise'"
    include/abgleich/katalog/a.hpp "#include <abgleich/normalise/b.hpp>")
expect("src/xml/a.cpp:3: # include <abgleich/domain/b.hpp>: sideways"
    src/xml/a.cpp "#include <abgleich/base/b.hpp>\n  # include <abgleich/domain/b.hpp> // [why; not]")
expect("private: the header belongs to 'xml'" src/input/a.cpp "#include \"../xml/b.hpp\"" src/xml/b.hpp "")
expect("private: the header belongs to 'xml'" src/input/a.cpp "#include \"xml/b.hpp\"" src/xml/b.hpp "")
expect("a public header must not include a private one"
    include/abgleich/xml/a.hpp "#include \"b.hpp\"" src/xml/b.hpp "")
expect("third-party: only xml may include it" src/input/a.cpp "#include <libxml/parser.h>")
expect("third-party: only store may include it" src/cli/a.cpp "#include <sqlite3.h>")
expect("third-party: unknown library" src/report/a.cpp "#include <curl/curl.h>")
expect("module 'util' has no level" src/util/a.cpp "#include <string>")
expect("module 'util' has no level" src/cli/a.cpp "#include <abgleich/util/b.hpp>")
expect("an include through a macro" src/cli/a.cpp "#include HEADER")
expect("no source file below" tests/a.cpp "")

file(REMOVE_RECURSE "${SCRATCH}")
