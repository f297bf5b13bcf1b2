#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Copyright the abgleich authors
#
# Whole runs on invented data of 10,000 and 100,000 persons, and reading alone ('validate' of the AZR file, on one thread and
# on all cores), with xmllint beside them on the same files.
# usage: whole_run.sh PROGRAM [PERSONS...]     Figures go to stdout; nothing is asserted.
set -euo pipefail
program=$1
shift
sizes=("$@")
[ "${#sizes[@]}" -gt 0 ] || sizes=(10000 100000)
work=$(mktemp -d "${TMPDIR:-/tmp}/abgleich-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
rounds=3

# Least of $rounds wall-clock seconds of a command, and the peak memory of the last round in MB.
least() {
    local best="" seconds
    for _ in $(seq "$rounds"); do
        rm -rf "$work/out"
        seconds=$( { TIMEFORMAT=%R; time "$@" >/dev/null 2>"$work/stderr"; } 2>&1 ) || { cat "$work/stderr" >&2; exit 1; }
        if [ -z "$best" ] || awk "BEGIN{exit !($seconds < $best)}"; then best=$seconds; fi
    done
    echo "$best"
}

# One row: how many times as long the first takes as the second, both measured here on the same file.
ratio() { printf '%10s %-20s %8s s / %-20s %8s s = %s\n' "" "$1" "$2" "$3" "$4" "$(awk "BEGIN{printf \"%.2f\", $2/$4}")"; }

printf '%10s %9s %12s %10s %10s %10s %8s\n' persons "MB (AZR)" generate run sax "xsd" run/sax
previous=""
for persons in "${sizes[@]}"; do
    data=$work/data-$persons
    generate=$( { TIMEFORMAT=%R; time "$program" generate --persons "$persons" --seed 7 --csv --out "$data" >/dev/null; } 2>&1 )
    size=$(( $(stat -c %s "$data/azr.xml") / 1000000 ))
    run=$(least "$program" run --test --now 2026-11-23 --no-progress --local "$data/bestand.xml" --azr "$data/azr.xml" --azr "$data/abgleichsdaten-090022.xml" --out "$work/out")
    sax=$(least xmllint --huge --sax --noout "$data/azr.xml")
    xsd="-"
    if [ "$persons" -le 20000 ]; then
        xsd=$(least xmllint --huge --noout --schema "$(dirname "$0")/../../schemas/sammlung-1.xsd" "$data/azr.xml")
    fi
    printf '%10s %9s %12s %10s %10s %10s %8s\n' "$persons" "$size" "$generate" "$run" "$sax" "$xsd" "$(awk "BEGIN{printf \"%.2f\", $run/$sax}")"
    one=$(least "$program" validate --threads 1 "$data/azr.xml")
    all=$(least "$program" validate "$data/azr.xml")
    ratio "validate --threads 1" "$one" "xmllint --sax" "$sax"
    ratio "validate" "$all" "xmllint --sax" "$sax"
    ratio "validate" "$all" "validate --threads 1" "$one"
    bestand=$(least "$program" validate "$data/bestand.xml")
    tables=$(least "$program" validate "$data/csv")
    ratio "validate csv/" "$tables" "validate bestand.xml" "$bestand"
    if [ -n "$previous" ]; then
        awk "BEGIN{printf \"growth: %.1f times the persons take %.1f times as long\n\", $persons/$previous_persons, $run/$previous}"
    fi
    previous=$run previous_persons=$persons
    export ABGLEICH_BENCH_FILE=$data/azr.xml
    if [ "$persons" -le 10000 ] && [ -n "${ABGLEICH_BENCH_PROGRAM:-}" ]; then "$ABGLEICH_BENCH_PROGRAM" --benchmark_min_time=0.5; fi
done
