# SPDX-License-Identifier: EUPL-1.2
# Copyright the abgleich authors
#
# cmake -DROOT=<source tree> -DBUILD=<build tree> -DLIST=<list> -P check_install.cmake
# Installs into a fresh folder and compares with the list: nothing missing, nothing extra.

cmake_minimum_required(VERSION 3.25)

set(prefix "${BUILD}/Testing/install")
file(REMOVE_RECURSE "${prefix}")
execute_process(COMMAND "${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${prefix}"
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT status EQUAL 0)
    message(NOTICE "${output}")
    message(FATAL_ERROR "the installation failed (see above); build everything first")
endif()

set(expected)
file(STRINGS "${LIST}" lines REGEX "^[^#]")
foreach(line IN LISTS lines)
    if(line MATCHES "^([^ ]+)/ = ([^ ]+)/( - ([^ ]+)/)?$")
        set(target "${CMAKE_MATCH_1}")
        set(source "${CMAKE_MATCH_2}")
        set(without "${CMAKE_MATCH_4}")
        file(GLOB_RECURSE files RELATIVE "${ROOT}/${source}" "${ROOT}/${source}/*")
        if(without)
            list(FILTER files EXCLUDE REGEX "^${without}/")
        endif()
        if(NOT files)
            message(FATAL_ERROR "${LIST}: '${line}' stands for no file (expected some below '${source}/')")
        endif()
        list(TRANSFORM files PREPEND "${target}/")
        list(APPEND expected ${files})
    else()
        list(APPEND expected "${line}")
    endif()
endforeach()

file(GLOB_RECURSE installed RELATIVE "${prefix}" "${prefix}/*")
set(missing ${expected})
list(REMOVE_ITEM missing ${installed})
set(extra ${installed})
list(REMOVE_ITEM extra ${expected})
foreach(path IN LISTS missing)
    message(NOTICE "missing: ${path}")
endforeach()
foreach(path IN LISTS extra)
    message(NOTICE "extra: ${path}")
endforeach()
if(missing OR extra)
    message(FATAL_ERROR "what is installed differs from the list (see above)")
endif()
file(REMOVE_RECURSE "${prefix}")
