# SPDX-License-Identifier: EUPL-1.2
# Copyright the abgleich authors
#
# cmake -DROOT=<source tree> -P check_layers.cmake
# Reads every #include below src/ and include/ and fails, naming file and line, if a module includes
#   - a module on its own level or above it,
#   - a private header (one below src/) of another module, or any private header from a public one,
#   - a third-party header that the table below does not give to it.
# Files directly in src/ (main.cpp) belong to 'main', which stands above all.

cmake_minimum_required(VERSION 3.25)

set(level_base 0)
set(level_xml 1)
set(level_csv 1)
set(level_domain 1)
set(level_katalog 2)
set(level_normalise 2)
set(level_store 2)
set(level_match 3)
set(level_compare 3)
set(level_input 3)
set(level_message 3)
set(level_report 3)
set(level_muster 3)
set(level_pipeline 4)
set(level_cli 5)
set(level_main 6)

# Third-party headers: regular expression | modules that may include them ('*' for all) | reason.
# The first row that fits counts; a header that no row knows is refused, so that a new library gets its reason here.
set(third_party
    "^[a-z_0-9]+$|*|the C++ standard library"
    "^(sys/[a-z]+|unistd|fcntl|poll|termios)\\.h$|base cli input|the operating system is met in base, the terminal in cli, files and pipes of any kind in input"
    "^emmintrin\\.h$|xml csv|sixteen bytes at a time, with a plain way beside it"
    "^fmt/|*|text is formatted everywhere"
    "^spdlog/|base|one log for all, set up in one place"
    "^boost/(asio|thread)|base|the thread pool is the only way to threads"
    "^boost/(container|unordered|core)|*|containers that the standard library lacks"
    "^boost/program_options|cli|nothing below cli reads a command line"
    "^libxml/|xml|hostile XML is refused in one place"
    "^openssl/|base message|digests and keys in base, signatures in message"
    "^sqlite3\\.h$|store|the only SQL"
    "^toml\\+\\+/|base katalog input pipeline cli|catalogue, mappings and configuration, and in base the reader that names places"
    "^nlohmann/|report pipeline store message|JSON comes out, or is kept, only there"
    "^unicode/|normalise katalog|character data: comparable forms, and the classes of XSD patterns"
    "^zlib\\.h$|input|libarchive does not verify the checksums of gzip"
    "^archive(_entry)?\\.h$|input report|archives come in, the spreadsheet goes out")

set(violations "")

# report(<file> <line of text> <what is wrong>)
function(report file text what)
    file(READ "${file}" content)
    string(FIND "${content}" "${text}" at)
    string(SUBSTRING "${content}" 0 ${at} before)
    string(REGEX MATCHALL "\n" newlines "${before}")
    list(LENGTH newlines line)
    math(EXPR line "${line} + 1")
    file(RELATIVE_PATH place "${ROOT}" "${file}")
    string(REGEX REPLACE "^[ \t]*([^<\"]*[<\"][^>\"]*[>\"]).*" "\\1" text "${text}")
    set_property(GLOBAL APPEND_STRING PROPERTY violations "${place}:${line}: ${text}: ${what}\n")
endfunction()

function(check_module file text from to)
    if(to STREQUAL from)
        return()
    endif()
    if(NOT DEFINED level_${to})
        report("${file}" "${text}" "module '${to}' has no level; add it to tests/cmake/check_layers.cmake")
    elseif(level_${to} EQUAL level_${from})
        report("${file}" "${text}" "sideways: '${from}' and '${to}' are both on level ${level_${to}}")
    elseif(level_${to} GREATER level_${from})
        report("${file}" "${text}"
            "upward: '${from}' (level ${level_${from}}) must not know '${to}' (level ${level_${to}})")
    endif()
endfunction()

function(check_third_party file text from header)
    foreach(row IN LISTS third_party)
        # The fields are split from the right: the expression may hold a '|' itself.
        string(REGEX MATCH "^(.+)\\|([^|]+)\\|([^|]+)$" row "${row}")
        set(pattern "${CMAKE_MATCH_1}")
        set(modules "${CMAKE_MATCH_2}")
        set(reason "${CMAKE_MATCH_3}")
        if(header MATCHES "${pattern}")
            string(REPLACE " " ";" allowed "${modules}")
            if(NOT modules STREQUAL "*" AND NOT from IN_LIST allowed)
                report("${file}" "${text}" "third-party: only ${modules} may include it (${reason})")
            endif()
            return()
        endif()
    endforeach()
    report("${file}" "${text}" "third-party: unknown library; add a row to tests/cmake/check_layers.cmake")
endfunction()

# A header in quotes is private: it lies beside the file, or below src/.
function(check_private file text from header)
    if(file MATCHES "/include/abgleich/")
        report("${file}" "${text}" "a public header must not include a private one; use <abgleich/...>")
        return()
    endif()
    cmake_path(GET file PARENT_PATH folder)
    cmake_path(ABSOLUTE_PATH header BASE_DIRECTORY "${folder}" NORMALIZE OUTPUT_VARIABLE beside)
    if(EXISTS "${beside}" OR header MATCHES "^\\.\\.?/")
        set(path "${beside}")
    else()
        set(path "${ROOT}/src/${header}")
    endif()
    if(path MATCHES "/src/([^/]+)/[^/]" AND NOT CMAKE_MATCH_1 STREQUAL from)
        report("${file}" "${text}" "private: the header belongs to '${CMAKE_MATCH_1}'; move it to include/abgleich/")
    endif()
endfunction()

function(check_file file)
    file(RELATIVE_PATH relative "${ROOT}" "${file}")
    if(relative MATCHES "^(src|include/abgleich)/([^/]+)/")
        set(from "${CMAKE_MATCH_2}")
    else()
        set(from main)
    endif()
    if(NOT DEFINED level_${from})
        report("${file}" "" "module '${from}' has no level; add it to tests/cmake/check_layers.cmake")
        return()
    endif()
    file(STRINGS "${file}" includes REGEX "^[ \t]*#[ \t]*include")
    foreach(text IN LISTS includes)
        if(text MATCHES "[<\"]abgleich/([^/]+)/[^>\"]+[>\"]")
            check_module("${file}" "${text}" "${from}" "${CMAKE_MATCH_1}")
        elseif(text MATCHES "<([^>]+)>")
            check_third_party("${file}" "${text}" "${from}" "${CMAKE_MATCH_1}")
        elseif(text MATCHES "\"([^\"]+)\"")
            check_private("${file}" "${text}" "${from}" "${CMAKE_MATCH_1}")
        else()
            report("${file}" "${text}" "an include through a macro cannot be checked; name the header")
        endif()
    endforeach()
endfunction()

cmake_path(ABSOLUTE_PATH ROOT NORMALIZE)
file(GLOB_RECURSE files "${ROOT}/src/*.cpp" "${ROOT}/src/*.hpp" "${ROOT}/include/*.hpp")
if(NOT files)
    message(FATAL_ERROR "no source file below '${ROOT}' (expected src/ and include/)")
endif()
foreach(file IN LISTS files)
    check_file("${file}")
endforeach()

get_property(violations GLOBAL PROPERTY violations)
if(violations)
    message(NOTICE "${violations}") # apart, because FATAL_ERROR would wrap the lines
    message(FATAL_ERROR "the layers are broken (see above)")
endif()
