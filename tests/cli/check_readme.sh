#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Copyright the abgleich authors
#
# check_readme.sh PROGRAM
# What README.md and the manuals show is true:
#   every line of a block ```sh that begins with 'abgleich' ends with 0 (run at the top of a scratch copy, per page)
#   a block ```xml FILE or ```toml FILE occurs in that file: xml regardless of breaks between elements, else whole lines
#   the finding and the report row that README.md begins with are those of the sample
# Ends with 0 or 1.

set -euo pipefail

[ "$#" -eq 1 ] || { echo "usage: check_readme.sh PROGRAM" >&2; exit 2; }
[ -x "$1" ] || { echo "check_readme.sh: '$1' is no program; build it first" >&2; exit 1; }

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
program=$(cd "$(dirname "$1")" && pwd -P)/$(basename "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
commands=0
snippets=0

fail() { printf 'FAIL: %s\n' "$*"; failures=$((failures + 1)); }

# A place that looks like the top of the repository, with the program on the path.
new_place() {
    place=$work/$1
    mkdir -p "$place" "$work/bin"
    ln -sf "$program" "$work/bin/abgleich"
    ln -s "$repo/docs" "$repo/config" "$repo/schemas" "$place/"
}

# One line per command: a backslash at the end of a line joins it with the next.
commands_of() { awk '/^```/ { inside = ($0 == "```sh"); next } inside' "$1" | sed -e ':a' -e '/\\$/{N;s/\\\n *//;ba' -e '}' | grep '^abgleich ' || true; }

run_commands() {
    local command
    while IFS= read -r command; do
        commands=$((commands + 1))
        (cd "$place" && PATH=$work/bin:$PATH bash -euo pipefail -c "$command" </dev/null >"$work/log" 2>&1) ||
            { fail "$1: '$command' fails"; head -n 20 "$work/log"; }
    done < <(commands_of "$repo/$1")
}

flat() { sed 's/^[[:space:]]*//; s/[[:space:]]*$//' "$@" | tr -d '\n'; }

# check_snippet PAGE KIND FILE; the snippet is in $work/snippet.
check_snippet() {
    local line
    snippets=$((snippets + 1))
    if [ ! -f "$repo/$3" ]; then
        fail "$1: no file '$3'"
    elif [ ! -s "$work/snippet" ]; then
        fail "$1: an empty block names '$3'"
    elif [ "$2" = xml ]; then
        flat "$repo/$3" | grep -qF -- "$(flat "$work/snippet")" || { fail "$1: not in $3:"; cat "$work/snippet"; }
    else
        while IFS= read -r line; do
            grep -qxF -- "$line" "$repo/$3" || fail "$1: not in $3: $line"
        done <"$work/snippet"
    fi
}

check_snippets() {
    local line kind="" file=""
    while IFS= read -r line; do
        if [[ $line =~ ^\`\`\`([a-z]+)\ (.+)$ ]]; then
            kind=${BASH_REMATCH[1]} file=${BASH_REMATCH[2]}
            : >"$work/snippet"
        elif [ "$line" = '```' ]; then
            [ -z "$file" ] || check_snippet "$1" "$kind" "$file"
            file=""
        elif [ -n "$file" ]; then
            printf '%s\n' "$line" >>"$work/snippet"
        fi
    done <"$repo/$1"
}

# The table of columns is a row of the sample, whole and in the order of its columns.
check_finding() {
    local table
    table=$(sed -n '/^| Column | Value |$/,/^$/{/^| `/p}' "$repo/README.md" | tr '\n' '\001')
    [ -n "$table" ] || { fail "README.md has no table 'Column | Value'"; return; }
    awk -F';' 'NR == 1 { split($0, name); next }
        { for (i = 1; i <= NF; ++i) printf "| `%s` | %s |\001", name[i], $i; print "" }' \
        "$repo/docs/beispiel/abweichungen.csv" | grep -qxF -- "$table" ||
        fail "the finding in README.md is no row of docs/beispiel/abweichungen.csv"
}

# The row of the report, and the heads of its columns, as the run of README.md has just written them.
check_report_row() {
    local report=$work/README.md/ergebnis/bericht.html row rows=0
    [ -f "$report" ] || { fail "README.md runs nothing into 'ergebnis'"; return; }
    sed -e '/<tr><th/!d' -e 's/<small>/@BR@/g; s#</t[hd]>#@END@#g; s/<[^>]*>//g' \
        -e 's/@BR@/<br>/g; s/@END@/ | /g; s/^/| /; s/ *$//' "$report" >"$work/rows"
    while IFS= read -r row; do
        rows=$((rows + 1))
        grep -qxF -- "$row" "$work/rows" || fail "not in the report: $row"
    done < <(grep -E '^\| Aktenzeichen, AZR-Nummer|<br>' "$repo/README.md")
    [ "$rows" -ge 2 ] || fail "README.md shows no row of the report"
}

cd "$repo"
for page in README.md docs/beispiel/README.md docs/commands/*.md; do
    new_place "$page"
    run_commands "$page"
    check_snippets "$page"
done
check_finding
check_report_row
[ -n "$(commands_of "$repo/README.md")" ] || fail "README.md has no command to run"
[ "$snippets" -ge 4 ] || fail "README.md shows no snippets of the sample"

[ "$failures" -eq 0 ] || exit 1
echo "$commands commands run, $snippets snippets found in their files"
