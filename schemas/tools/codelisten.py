#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
# Copyright the abgleich authors
"""Write config/codelisten from tables of published code lists.

usage: codelisten.py SOURCE_DIR OUT_DIR

SOURCE_DIR holds one TSV per list and version: line 1 '# canonical URI<TAB>version<TAB>short name',
line 2 the column names as published, then the rows. Only code, short text and the reporting dates are
kept. A development tool: the build never runs it.
"""
import re
import sys
from pathlib import Path

CODE_COLUMNS = {"code", "key", "schluessel", "bhknz"}
TEXT_COLUMNS = {"beschreibung", "kurzbeschreibung", "kurzbeschriebung", "kurzbezeichnung", "name", "wert"}
DATE_COLUMNS = ["meldbar-ab", "meldbar-bis", "entfaellt-ab"]
LATE_COLUMNS = ["neu-ab"]  # only in the lists that publish it
# Lists whose rows here are a part or an old edition.
INCOMPLETE = {
    "urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:staat",
    "urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:staatsangehoerigkeit",
    "urn:de:xauslaender:codelist:abhkennung",
}


def iso(text, where):
    if not text:
        return ""
    match = re.fullmatch(r"(\d\d)\.(\d\d)\.(\d{4})", text)
    if not match:
        sys.exit(f"{where}: not a day: '{text}' (expected dd.mm.yyyy)")
    return "-".join(reversed(match.groups()))


def pick(columns, wanted, where):
    for index, name in enumerate(columns):
        if name.lower() in wanted:
            return index
    sys.exit(f"{where}: none of these columns: {', '.join(sorted(wanted))}")


def convert(path):
    """The canonical URI of the list and its new text."""
    lines = path.read_text("utf-8").splitlines()
    head, columns = lines[0], lines[1].split("\t")
    uri = head.removeprefix("# ").split("\t")[0]
    code, text = pick(columns, CODE_COLUMNS, path), pick(columns, TEXT_COLUMNS, path)
    dates = DATE_COLUMNS + [name for name in LATE_COLUMNS if name in columns]
    out, seen = [head, "\t".join(["code", "text"] + dates)], set()
    for number, line in enumerate(lines[2:], 3):
        cells, where = [cell.strip() for cell in line.split("\t")], f"{path}:{number}"
        if len(cells) != len(columns) or not cells[code] or cells[code] in seen:
            sys.exit(f"{where}: bad row (expected {len(columns)} cells and a code that is not there yet)")
        seen.add(cells[code])
        values = dict(zip(columns, cells))
        out.append("\t".join([cells[code], cells[text]] + [iso(values.get(name, ""), where) for name in dates]))
    return uri, "\n".join(out) + "\n"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    uris = set()
    for path in sorted(source.glob("*_*.tsv")):
        uri, text = convert(path)
        uris.add(uri)
        (target / path.name.lower()).write_text(text, "utf-8", newline="\n")
    out = ["# SPDX-License-Identifier: EUPL-1.2", "# Copyright the abgleich authors",
           "# Which code lists hold every code of their edition. Written by schemas/tools/codelisten.py."]
    for uri in sorted(uris):
        out += ["", f'["{uri}"]', f"vollstaendig = {'false' if uri in INCOMPLETE else 'true'}"]
    (target / "listen.toml").write_text("\n".join(out) + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
