# SPDX-License-Identifier: EUPL-1.2
# Copyright the abgleich authors
#
# Functions that add the tests which are not unit tests. The scripts that they run lie in tests/cmake and tests/cli.

include_guard(GLOBAL)

# Target 'check-layers' and test 'repo.layers': no module includes upwards or sideways.
function(abgleich_add_layer_test)
    set(command "${CMAKE_COMMAND}" "-DROOT=${PROJECT_SOURCE_DIR}" -P
        "${PROJECT_SOURCE_DIR}/tests/cmake/check_layers.cmake")
    add_custom_target(check-layers COMMAND ${command} VERBATIM)
    add_test(NAME repo.layers COMMAND ${command})
    add_test(NAME repo.layers_selftest COMMAND "${CMAKE_COMMAND}"
        "-DSCRATCH=${PROJECT_BINARY_DIR}/Testing/layers" -P
        "${PROJECT_SOURCE_DIR}/tests/cmake/check_layers_test.cmake")
    set_tests_properties(repo.layers repo.layers_selftest PROPERTIES LABELS repo TIMEOUT 60)
endfunction()

# Targets 'format' and 'clang-tidy', for editors that know only targets.
function(abgleich_add_form_targets)
    add_custom_target(format COMMAND "${PROJECT_SOURCE_DIR}/dev" format USES_TERMINAL VERBATIM)
    add_custom_target(clang-tidy COMMAND "${PROJECT_SOURCE_DIR}/dev" check USES_TERMINAL VERBATIM)
endfunction()

# Test 'repo.install': what 'cmake --install' puts down is what tests/cmake/install_list.txt says.
function(abgleich_add_install_test)
    add_test(NAME repo.install COMMAND "${CMAKE_COMMAND}"
        "-DROOT=${PROJECT_SOURCE_DIR}" "-DBUILD=${PROJECT_BINARY_DIR}"
        "-DLIST=${PROJECT_SOURCE_DIR}/tests/cmake/install_list.txt"
        -P "${PROJECT_SOURCE_DIR}/tests/cmake/check_install.cmake")
    set_tests_properties(repo.install PROPERTIES LABELS repo TIMEOUT 60)
endfunction()

# abgleich_add_cli_tests(<target of the program>): one test 'cli.<command>.<case>' for each folder
# tests/cli/<command>/<case>/. What a case may hold is told at the head of tests/cli/run_case.sh.
function(abgleich_add_cli_tests program)
    set(root "${PROJECT_SOURCE_DIR}/tests/cli")
    file(GLOB cases CONFIGURE_DEPENDS LIST_DIRECTORIES true RELATIVE "${root}" "${root}/*/*")
    file(GLOB label_files CONFIGURE_DEPENDS "${root}/*/*/label")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${label_files})
    foreach(case IN LISTS cases)
        if(NOT IS_DIRECTORY "${root}/${case}")
            continue()
        endif()
        if(NOT case MATCHES "^[a-z0-9_-]+/[a-z0-9_]+$")
            message(FATAL_ERROR "tests/cli/${case}: bad name (expected <command>/<small_letters>); rename it")
        endif()
        if(NOT EXISTS "${root}/${case}/cmd")
            message(FATAL_ERROR "tests/cli/${case}: no file 'cmd'; write it or remove the folder")
        endif()
        set(labels cli)
        set(timeout 120)
        if(EXISTS "${root}/${case}/label")
            file(STRINGS "${root}/${case}/label" more)
            list(APPEND labels ${more})
            if("slow" IN_LIST more)
                set(timeout 3600)
            endif()
        endif()
        string(REPLACE "/" "." name "cli.${case}")
        add_test(NAME ${name} COMMAND bash "${root}/run_case.sh"
            "$<TARGET_FILE:${program}>" "${root}/${case}" "${PROJECT_BINARY_DIR}/Testing/${name}")
        set_tests_properties(${name} PROPERTIES LABELS "${labels}" SKIP_RETURN_CODE 77 TIMEOUT ${timeout})
    endforeach()
    add_test(NAME repo.options_documented COMMAND bash "${root}/check_docs.sh" "$<TARGET_FILE:${program}>")
    set_tests_properties(repo.options_documented PROPERTIES LABELS repo TIMEOUT 60)
    add_test(NAME repo.check_readme COMMAND bash "${root}/check_readme.sh" "$<TARGET_FILE:${program}>")
    set_tests_properties(repo.check_readme PROPERTIES LABELS repo TIMEOUT 120)
    add_test(NAME repo.run_case_selftest COMMAND bash "${root}/run_case_test.sh")
    set_tests_properties(repo.run_case_selftest PROPERTIES LABELS repo TIMEOUT 60)
endfunction()

include("${PROJECT_SOURCE_DIR}/tests/cmake/check_headers.cmake")
