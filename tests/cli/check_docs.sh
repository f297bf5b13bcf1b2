#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Copyright the abgleich authors
#
# check_docs.sh PROGRAM
# The program's own help is the list to go by: every command has a case folder below tests/cli, and every option that
# 'help COMMAND' prints stands in docs/commands/COMMAND.md. The other way round, no page and no folder without a
# command, and no option on a page that the command does not have. Ends with 0 or 1.

set -euo pipefail

[ "$#" -eq 1 ] || { echo "usage: check_docs.sh PROGRAM" >&2; exit 2; }
[ -x "$1" ] || { echo "check_docs.sh: '$1' is no program; build it first" >&2; exit 1; }

program=$1
repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
failures=0

fail() { printf 'FAIL: %s\n' "$*"; failures=$((failures + 1)); }

# The words that stand first in the lines of the block that begins with 'HEADING:'.
block() { sed -n "/^$1:/,/^\$/s/^  *\\([a-z-][a-z-]*\\).*/\\1/p"; }

commands=$("$program" help | block commands)
[ -n "$commands" ] || fail "'help' names no command"

for command in $commands; do
    compgen -G "$repo/tests/cli/$command/*/cmd" >/dev/null || fail "command '$command' has no case below tests/cli/$command"
    options=$("$program" help "$command" | block options) || fail "'help $command' fails"
    page=$repo/docs/commands/$command.md
    [ -n "$options" ] || continue
    if [ ! -f "$page" ]; then
        fail "command '$command' has no page docs/commands/$command.md"
        continue
    fi
    for option in $options; do
        grep -qE -- "(^|[^a-z-])$option([^a-z-]|\$)" "$page" || fail "docs/commands/$command.md does not name '$option'"
    done
    # Rows of its table of options only: a page may speak of other commands.
    while IFS= read -r option; do
        grep -qxF -- "$option" <<<"$options" || fail "docs/commands/$command.md names '$option', which '$command' does not have"
    done < <(sed -n 's/^| `\(--[a-z-]*\).*/\1/p' "$page")
done

for path in "$repo"/tests/cli/*/ "$repo"/docs/commands/*.md; do
    [ -e "$path" ] || continue
    name=$(basename "$path" .md)
    grep -qxF -- "$name" <<<"$commands" || fail "'${path#"$repo"/}' belongs to no command"
done

[ "$failures" -eq 0 ] && echo "every command has its cases, every option its row"
[ "$failures" -eq 0 ]
