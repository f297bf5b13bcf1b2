#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Copyright the abgleich authors
#
# run_case.sh PROGRAM CASE_FOLDER SCRATCH_FOLDER
# Runs one end-to-end case and compares what came out. Ends with 0 (as expected), 1 (not) or 77 (skipped).
#
# A case folder tests/cli/<command>/<case>/ may hold:
#   cmd                     shell lines, run by 'bash -euo pipefail' in the scratch folder. They see
#                           $ABGLEICH (the program), $IN (a copy of in/), $OUT (an empty folder),
#                           $REPO (top of the repository), $SHARED (the folder ../shared), $SCHEMAS (the
#                           schemas that the program uses if none are named) and nothing of
#                           the caller's environment; there is no input and no home. Where they cannot run
#                           (no root, no xmllint) they end with 77, and the case is skipped
#   in/                     input files
#   expected/exit           exit code (0 if there is no such file)
#   expected/stdout, expected/stderr   the whole text; paths are written {IN}, {OUT}, {SCRATCH}, {SHARED},
#                           {REPO}, {ABGLEICH}. Where nothing is said of stderr, it has to be empty if exit is 0
#   expected/files/NAME     $OUT/NAME, byte for byte
#   expected/contains/NAME  every line has to occur in $OUT/NAME; NAME may also be stdout or stderr
#   expected/absent/NAME    no line may occur there; if the list is empty, $OUT/NAME must not exist
#   needs-shared            the case reads ../shared; each line names a path below it. Where one is missing
#                           the case is skipped, or fails if ABGLEICH_REQUIRE_SHARED=1
#   label                   further ctest labels, one a line (slow)
#
# ABGLEICH_UPDATE=1 rewrites expected/stdout, expected/stderr and expected/files/* that exist already.
# './dev test --official DIR' sets ABGLEICH_PROGRAM (runs in place of PROGRAM) and ABGLEICH_SCHEMAS (DIR).
# The scratch folder stays after a failure and goes after success.

set -euo pipefail

[ "$#" -eq 3 ] || { echo "usage: run_case.sh PROGRAM CASE_FOLDER SCRATCH_FOLDER" >&2; exit 2; }
[ -x "$1" ] || { echo "run_case.sh: '$1' is no program; build it first" >&2; exit 1; }
[ -f "$2/cmd" ] || { echo "run_case.sh: '$2' has no file 'cmd'" >&2; exit 1; }

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
shared=$(dirname "$repo")/shared
program=${ABGLEICH_PROGRAM:-$1}
program=$(cd "$(dirname "$program")" && pwd -P)/$(basename "$program")
schemas=${ABGLEICH_SCHEMAS:-$repo/schemas/xauslaender-26.11}
case_folder=$(cd "$2" && pwd -P)
expected=$case_folder/expected
failures=0

fail() { printf 'FAIL: %s\n' "$*"; failures=$((failures + 1)); }

check_shared() {
    local path
    while IFS= read -r path || [ -n "$path" ]; do
        [ -e "$shared/$path" ] && continue
        if [ "${ABGLEICH_REQUIRE_SHARED:-0}" = 1 ]; then
            echo "FAIL: test data '../shared/$path' is missing and ABGLEICH_REQUIRE_SHARED=1"
            exit 1
        fi
        echo "skipped: test data '../shared/$path' is missing"
        exit 77
    done < <(if [ -s "$case_folder/needs-shared" ]; then cat "$case_folder/needs-shared"; else echo .; fi)
}

prepare_scratch() {
    rm -rf "$3"
    mkdir -p "$3/out"
    scratch=$(cd "$3" && pwd -P)
    if [ -d "$case_folder/in" ]; then cp -R "$case_folder/in" "$scratch/in"; else mkdir "$scratch/in"; fi
}

# Only what is named gets through, so that a case behaves alike for everyone. What a sanitizer finds ends with 99:
# its own default, 1, is an exit code that a case may expect.
run_cmd() {
    (
        cd "$scratch"
        umask 022
        exec env -i PATH="$PATH" LC_ALL=C.UTF-8 TZ=UTC HOME=/nonexistent TMPDIR="$scratch" \
            ASAN_OPTIONS="exitcode=99:${ASAN_OPTIONS:-}" UBSAN_OPTIONS="exitcode=99:${UBSAN_OPTIONS:-}" \
            ABGLEICH="$program" IN="$scratch/in" OUT="$scratch/out" REPO="$repo" SHARED="$shared" SCHEMAS="$schemas" \
            bash -euo pipefail "$case_folder/cmd" </dev/null >"$scratch/stdout.raw" 2>"$scratch/stderr.raw"
    )
}

# Longer paths first: the scratch folder may lie in the repository.
name_places() {
    local script="" pair path
    for pair in "{IN}=$scratch/in" "{OUT}=$scratch/out" "{SCRATCH}=$scratch" "{ABGLEICH}=$program" \
        "{SHARED}=$shared" "{REPO}=$repo"; do
        path=$(printf '%s' "${pair#*=}" | sed 's/[][\\.*^$|]/\\&/g')
        script+="s|$path|${pair%%=*}|g;"
    done
    sed "$script" "$scratch/$1.raw" >"$scratch/$1"
}

# compare EXPECTED ACTUAL NAME
compare() {
    if [ ! -f "$2" ]; then
        fail "$3 was not written"
    elif ! cmp -s "$1" "$2"; then
        if [ "${ABGLEICH_UPDATE:-0}" = 1 ]; then
            cp "$2" "$1"
            echo "updated: $1"
        else
            fail "$3 differs (- expected, + actual)"
            diff -u "$1" "$2" | head -n 60 || true
        fi
    fi
}

check_status_and_streams() {
    local want=0 stream
    [ ! -f "$expected/exit" ] || want=$(tr -d '[:space:]' <"$expected/exit")
    if [ "$status" != "$want" ]; then
        fail "exit code $status (expected $want)"
        head -n 40 "$scratch/stdout" "$scratch/stderr"
    fi
    for stream in stdout stderr; do
        [ ! -f "$expected/$stream" ] || compare "$expected/$stream" "$scratch/$stream" "$stream"
    done
    if [ "$want" = 0 ] && [ -s "$scratch/stderr" ] &&
        [ ! -f "$expected/stderr" ] && [ ! -f "$expected/contains/stderr" ]; then
        fail "stderr is not empty"
        head -n 40 "$scratch/stderr"
    fi
}

# names_in FOLDER: the files below it, as relative paths.
names_in() { if [ -d "$1" ]; then (cd "$1" && find . -type f | sed 's|^\./||' | LC_ALL=C sort); fi; }

place_of() { case $1 in stdout | stderr) echo "$scratch/$1" ;; *) echo "$scratch/out/$1" ;; esac; }

# check_lines KIND NAME: KIND is contains or absent.
check_lines() {
    local list=$expected/$1/$2 file line
    file=$(place_of "$2")
    if [ ! -s "$list" ]; then
        [ "$1" = absent ] || fail "expected/contains/$2 is empty; name at least one line"
        [ ! -e "$file" ] || fail "$2 exists (expected none)"
        return
    fi
    if [ ! -f "$file" ]; then
        fail "$2 was not written"
        return
    fi
    while IFS= read -r line || [ -n "$line" ]; do
        [ -n "$line" ] || continue
        if grep -qF -- "$line" "$file"; then
            [ "$1" = contains ] || fail "$2 contains: $line"
        else
            [ "$1" = absent ] || fail "$2 does not contain: $line"
        fi
    done <"$list"
}

[ ! -f "$case_folder/needs-shared" ] || check_shared
prepare_scratch "$@"
status=0
run_cmd || status=$?
if [ "$status" = 77 ]; then
    echo "skipped: 'cmd' cannot run here"
    rm -rf "$scratch"
    exit 77
fi
name_places stdout
name_places stderr
check_status_and_streams
while IFS= read -r name; do
    compare "$expected/files/$name" "$scratch/out/$name" "$name"
done < <(names_in "$expected/files")
for kind in contains absent; do
    while IFS= read -r name; do check_lines "$kind" "$name"; done < <(names_in "$expected/$kind")
done

if [ "$failures" -gt 0 ]; then
    echo "scratch folder kept: $scratch"
    exit 1
fi
rm -rf "$scratch"
