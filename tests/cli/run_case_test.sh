#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Copyright the abgleich authors
#
# Shows that run_case.sh lets a right case pass and notices each kind of wrong one.
# The "program" is a copy of the shell, so that nothing has to be built.

set -euo pipefail

runner=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)/run_case.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset ABGLEICH_UPDATE ABGLEICH_REQUIRE_SHARED ABGLEICH_PROGRAM ABGLEICH_SCHEMAS
failures=0

# put PATH TEXT: a file of the case. new_case starts an empty one.
new_case() { rm -rf "$work/case"; mkdir -p "$work/case"; put cmd "$1"; }
put() { mkdir -p "$(dirname "$work/case/$1")"; printf '%s' "$2" >"$work/case/$1"; }

# want EXIT TEXT WHAT: runs the case; its exit code and a text in its output are checked.
want() {
    local status=0 output
    output=$(bash "$runner" "$(command -v bash)" "$work/case" "$work/scratch" 2>&1) || status=$?
    if [ "$status" -ne "$1" ] || [[ $output != *"$2"* ]]; then
        printf 'FAIL: %s: exit %s (expected %s), output:\n%s\n' "$3" "$status" "$1" "$output"
        failures=$((failures + 1))
    fi
}

good=$'echo "to $OUT from $IN"\ncat "$IN/a" >"$OUT/b"\n'
good_case() {
    new_case "$good"
    put in/a $'eins\nzwei\n'
    put expected/stdout $'to {OUT} from {IN}\n'
    put expected/files/b $'eins\nzwei\n'
    put expected/contains/b $'zwei\n'
    put expected/absent/b 'drei'
    put expected/absent/c ''
}

good_case
want 0 '' 'a right case passes'
[ ! -e "$work/scratch" ] || { echo 'FAIL: the scratch folder stays after success'; failures=$((failures + 1)); }
good_case; put expected/stdout 'other'
want 1 'stdout differs' 'another stdout is noticed'
good_case; put expected/files/b $'eins\nzwei'
want 1 'b differs' 'a missing last newline is noticed'
good_case; put expected/files/unter/d 'x'
want 1 'unter/d was not written' 'a missing file is noticed'
good_case; put expected/contains/b $'eins\ndrei'
want 1 'b does not contain: drei' 'a missing line is noticed, even without newline'
good_case; put expected/contains/stdout 'nirgends'
want 1 'stdout does not contain: nirgends' 'a missing line in stdout is noticed'
good_case; put expected/contains/b ''
want 1 'name at least one line' 'an empty list that could not fail is refused'
good_case; put expected/absent/b $'drei\nzwei\n'
want 1 'b contains: zwei' 'a forbidden line is noticed'
good_case; put expected/absent/b ''
want 1 'b exists' 'a forbidden file is noticed'
good_case; put expected/absent/c 'x'
want 1 'c was not written' 'lines are not called absent from a file that is missing'
good_case; put expected/exit '3'
want 1 'exit code 0 (expected 3)' 'another exit code is noticed'

new_case 'echo warnung >&2'
want 1 'stderr is not empty' 'words on stderr are noticed'
put expected/stderr $'warnung\n'
want 0 '' 'expected words on stderr are fine'
new_case $'false\necho weiter'
put expected/exit '1'
put expected/absent/stdout 'weiter'
want 0 '' 'a failing line ends the case'
new_case $'[ -z "${FREMD:-}" ]\n[ "$HOME" = /nonexistent ]\n! read -r line\n"$ABGLEICH" -c "exit 0"'
FREMD=1 want 0 '' 'the environment of the caller does not get through'

new_case 'exit 77'
want 77 'skipped' 'a case that cannot run here is skipped'
new_case 'true'; put needs-shared 'no/such/folder'
want 77 'skipped' 'a case without its shared data is skipped'
ABGLEICH_REQUIRE_SHARED=1 want 1 "'../shared/no/such/folder' is missing" 'missing shared data fails where it is required'

good_case; put expected/stdout 'old'; put expected/files/b 'old'
ABGLEICH_UPDATE=1 want 0 'updated' 'an update takes over the results'
want 0 '' 'after an update the case passes'

[ "$failures" -eq 0 ] || exit 1
