#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
# Copyright the abgleich authors
"""Makes a fictitious version 27.05 of the standard from the shipped 26.11, to try versions side by side.

    fassung_27_05.py install REPO DEST         DEST/schemas, DEST/config: both versions and the code lists
    fassung_27_05.py convert IN OUT [EVERY]    messages or Bestand of 26.11 as 27.05; EVERY 2: each second record
    fassung_27_05.py normalise IN OUT          abweichungen.csv of either version in common words

What is different in 27.05: an element with children and a leaf have other names, a leaf is new, a leaf is
gone, two leaves changed places, and of two code lists a code was exchanged for another.
"""

import csv
import re
import shutil
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

OLD, NEW = "http://www.osci.de/xauslaender2611", "http://www.osci.de/xauslaender2705"
EXTENSION = "/azr-erweiterung"

# Sachverhalt, old path, new name
RENAMED = [("grundpersonalien", "geburtsangaben", "geburt"), ("anschrift", "einzugsdatum", "einzug")]
DROPPED = ("ausweispapier", "gueltigBis")
ADDED = ("ausweispapier", "ausstellungsort")
# list, file, old edition, new edition, old code, new code, Sachverhalt, path
CODES = [
    ("artderduldung", "duldung", "6", "7", "22", "92", "duldung", "duldungArt"),
    ("familienstand", "familienstand", "2", "3", "VH", "VX", "familienstand", "familienstand"),
]
DATE = '      <xs:element name="{}" type="xida:Tagesdatum" minOccurs="0"/>\n'


def change_type(text, name, *changes):
    """Applies changes (old, new) to the body of one complexType; each has to fit."""
    match = re.search(rf'  <xs:complexType name="{re.escape(name)}">.*?\n  </xs:complexType>\n', text, re.S)
    body = match.group(0)
    for old, new in changes:
        if old not in body:
            sys.exit(f"fassung_27_05.py: type '{name}' does not hold: {old.strip()}")
        body = body.replace(old, new)
    return text[: match.start()] + body + text[match.end() :]


def change_schema(text):
    for _, old, new in RENAMED[:1]:
        for kind in ("Auskunft", "Meldung"):
            text = change_type(text, f"AZR.Grundpersonalien.{kind}", (f'name="{old}"', f'name="{new}"'))
    for _, old, new in RENAMED[1:]:
        for kind in ("Auskunft", "Meldung"):
            text = change_type(text, f"AZR.Anschrift.{kind}", (f'name="{old}"', f'name="{new}"'))
    for kind, indent in (("Auskunft", ""), ("Meldung", "      ")):
        line = indent + DATE.format(DROPPED[1])
        added = line.replace(DROPPED[1], ADDED[1]).replace("xida:Tagesdatum", "din91379:datatypeC")
        text = change_type(text, f"AZR.Ausweispapier.{kind}", (line, added))
    first, second = DATE.format("ereignisdatum"), DATE.format("befristungsdatum")
    return change_type(text, "AZR.Duldung.Auskunft", (first + second, second + first))


def install(repo, dest):
    for folder in ("schemas/xauslaender-26.11", "config/katalog-26.11", "config/codelisten"):
        shutil.copytree(repo / folder, dest / folder)
    new = dest / "schemas/xauslaender-27.05"
    shutil.copytree(repo / "schemas/xauslaender-26.11", new)
    for file in new.iterdir():
        text = file.read_text(encoding="utf-8").replace(OLD, NEW).replace('"26.11"', '"27.05"')
        if file.name == "xauslaender-azr.xsd":
            text = change_schema(text)
        file.write_text(text, encoding="utf-8")
    for _, file, old_edition, new_edition, old, code, _, _ in CODES:
        lists = dest / "config/codelisten"
        lines = (lists / f"{file}_{old_edition}.tsv").read_text(encoding="utf-8").splitlines(keepends=True)
        lines[0] = lines[0].replace(f"\t{old_edition}\t", f"\t{new_edition}\t")
        changed = [re.sub(rf"^{old}\t", f"{code}\t", line) for line in lines]
        if changed == lines:
            sys.exit(f"fassung_27_05.py: list '{file}' has no code '{old}'")
        (lists / f"{file}_{new_edition}.tsv").write_text("".join(changed), encoding="utf-8")
    catalogue = dest / "config/katalog-27.05"
    catalogue.mkdir()
    renamed = ", ".join(f'"{s}/{old}" = "{name}"' for s, old, name in RENAMED)
    codes = ", ".join(f'"{c[0] if c[0] != "familienstand" else "codelist:familienstand"}" = '
                      f'{{ "{c[4]}" = "{c[5]}" }}' for c in CODES)
    (catalogue / "version.toml").write_text(
        f'namensraum = "{NEW}"\ngrundlage = "26.11"\ngilt_ab = "2027-05-01"\n'
        f"umbenannt = {{ {renamed} }}\n"
        f'entfallen = ["{"/".join(DROPPED)}"]\n'
        f"code_nachfolger = {{ {codes} }}\n", encoding="utf-8")
    (catalogue / "017-ausweispapier.toml").write_text(
        f"[sachverhalt.{ADDED[0]}.feld]\n"
        f'{ADDED[1]} = {{ text = "Ausstellungsort", vergleich = "ort", schwere = "mittel" }}\n', encoding="utf-8")


def tag(name):
    return f"{{{NEW}}}{name}"


def convert_record(record):
    """A message or an `inhalt` of 26.11 becomes one of 27.05, in place."""
    for element in record.iter():
        if element.tag.startswith(f"{{{OLD}}}"):
            element.tag = tag(element.tag.split("}")[1])
    if record.get("version") == "26.11":
        record.set("version", "27.05")
    for old in record.iter(tag("geburtsangaben")):
        old.tag = tag("geburt")
    for address in record.iter(tag("anschrift")):
        for old in address.findall(tag("einzugsdatum")):
            old.tag = tag("einzug")
    for paper in record.iter(tag("ausweispapier")):
        for old in paper.findall(tag(DROPPED[1])):  # the new leaf stands at its place
            old.tag, old.text = tag(ADDED[1]), "Musterstadt"
    for slot in ("aktuelleDuldung", "historisierteDuldung"):
        for duldung in record.iter(tag(slot)):
            day, until = duldung.find(tag("ereignisdatum")), duldung.find(tag("befristungsdatum"))
            if day is not None and until is not None:
                duldung.remove(until)
                duldung.insert(list(duldung).index(day), until)
    for element in record.iter():
        for name, _, old_edition, new_edition, old, new, _, _ in CODES:
            if (element.get("listURI") or "").endswith(":" + name) and element.get("listVersionID") == old_edition:
                element.set("listVersionID", new_edition)
                code = element.find("code")
                if code.text == old:
                    code.text = new


def convert(source, target, every):
    tree = ET.parse(source)
    root = tree.getroot()
    if root.tag.startswith(f"{{{OLD}}}"):
        records = [root]
    elif root.tag.endswith("}bestand"):
        records = [r.find(f"{{{OLD}}}inhalt") for r in root]
    else:
        records = list(root)
    for record in records[::every]:
        convert_record(record)
    tree.write(target, encoding="utf-8", xml_declaration=True)


def normalise(source, target):
    """New paths, old codes, and nothing of the leaf that only one of the versions has."""
    with open(source, encoding="utf-8-sig", newline="") as file, open(target, "w", encoding="utf-8") as out:
        rows = csv.DictReader(file, delimiter=";")
        writer = csv.DictWriter(out, rows.fieldnames, delimiter=";", lineterminator="\n")
        writer.writeheader()
        for row in rows:
            if (row["sachverhalt"], row["feld"]) == DROPPED:
                continue
            for sachverhalt, old, new in RENAMED:
                if row["sachverhalt"] == sachverhalt:
                    row["feld"] = re.sub(rf"^{old}(?=/|$)", new, row["feld"])
            for *_, old, new, sachverhalt, path in CODES:
                if row["sachverhalt"] == sachverhalt and row["feld"] in ("", path):
                    for side in ("lokal", "azr"):
                        row[side] = old if row[side] == new else row[side]
            writer.writerow(row)


def main():
    command, *arguments = sys.argv[1:] or [""]
    if command == "install" and len(arguments) == 2:
        install(Path(arguments[0]), Path(arguments[1]))
    elif command == "convert" and len(arguments) in (2, 3):
        convert(arguments[0], arguments[1], int(arguments[2]) if len(arguments) == 3 else 1)
    elif command == "normalise" and len(arguments) == 2:
        normalise(*arguments)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
