#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
# Copyright the abgleich authors
"""Writes a schema folder again in the look of published files, without changing what it says.

    verkleide_schemas.py FOLDER NEW_FOLDER

Subfolders and other file names; addresses over https that only catalog.xml (with nextCatalog, group, xml:base
and rewriteURI) leads back to files; other prefixes; the other elementFormDefault with a form at each element;
attributes in attribute groups and contents in groups; annotations, comments; a file that only includes the
others; beside them what must not be read: an older version with the same names, a broken file, a copy.
"""
import pathlib
import re
import sys
from xml.dom import minidom

XS = "http://www.w3.org/2001/XMLSchema"
QNAMES = ("type", "base", "ref", "itemType", "memberTypes")
ADDRESS = "https://schemata.example/"


def children(node, *names):
    return [c for c in node.childNodes if c.nodeType == c.ELEMENT_NODE and c.localName in names]


def elements(node):
    for child in node.childNodes:
        if child.nodeType == child.ELEMENT_NODE:
            yield child
            yield from elements(child)


def folder_of(name):
    for begin in ("xauslaender", "xinneres", "xoev"):
        if name.startswith(begin):
            return begin
    return "din"


class Schema:
    def __init__(self, path):
        self.old = path.name
        self.document = minidom.parse(str(path))
        self.root = self.document.documentElement
        self.space = self.root.getAttribute("targetNamespace")
        self.folder = folder_of(path.name)
        self.new = f"{self.folder}/{path.stem}_V{len(path.stem)}.xsd"
        self.address = ADDRESS + self.new

    def make(self, tag, **attributes):
        element = self.document.createElementNS(XS, "xs:" + tag)
        for key, value in attributes.items():
            element.setAttribute(key, value)
        return element

    def turn_forms(self):
        """The other default, and at each local declaration what held before."""
        for what in ("element", "attribute"):
            key = what + "FormDefault"
            before = self.root.getAttribute(key) or "unqualified"
            self.root.setAttribute(key, "qualified" if before == "unqualified" else "unqualified")
            for e in elements(self.root):
                if e.localName == what and e.parentNode is not self.root and e.hasAttribute("name"):
                    if not e.hasAttribute("form"):
                        e.setAttribute("form", before)

    def make_groups(self):
        prefix = self.own_prefix()
        for kind in children(self.root, "complexType"):
            name = kind.getAttribute("name")
            for place in [kind] + [e for e in elements(kind) if e.localName in ("extension", "restriction")
                                   and e.parentNode.parentNode is kind]:
                attributes = children(place, "attribute")
                if len(attributes) > 1:
                    group = self.make("attributeGroup", name=name + ".Attribute")
                    reference = self.make("attributeGroup", ref=prefix + name + ".Attribute")
                    place.insertBefore(reference, attributes[0])
                    for attribute in attributes:
                        group.appendChild(place.removeChild(attribute))
                    self.root.appendChild(group)
                for content in children(place, "sequence", "choice"):
                    group = self.make("group", name=name + ".Inhalt")
                    reference = self.make("group", ref=prefix + name + ".Inhalt")
                    for bound in ("minOccurs", "maxOccurs"):
                        if content.hasAttribute(bound):
                            reference.setAttribute(bound, content.getAttribute(bound))
                            content.removeAttribute(bound)
                    place.replaceChild(reference, content)
                    group.appendChild(content)
                    self.root.appendChild(group)

    def own_prefix(self):
        for i in range(self.root.attributes.length):
            a = self.root.attributes.item(i)
            if a.value == self.space and a.name.startswith("xmlns:"):
                return a.name[6:] + ":"
        self.root.setAttribute("xmlns:tns", self.space)
        return "tns:"

    def annotate(self):
        text = self.document.createTextNode
        for number, e in enumerate(list(elements(self.root))):
            if e.localName not in ("complexType", "simpleType", "element", "attribute", "enumeration", "group"):
                continue
            note = self.make("annotation")
            info = self.make("appinfo")
            title = self.document.createElement("title")
            title.appendChild(text(f"Titel {number}"))
            info.appendChild(title)
            note.appendChild(info)
            words = self.make("documentation")
            words.setAttribute("xml:lang", "de")
            words.appendChild(text(f"Erfundene Erläuterung {number} mit <xs:element> & Zeichen"))
            note.appendChild(words)
            e.insertBefore(note, e.firstChild)
            if number % 7 == 0:
                e.parentNode.insertBefore(self.document.createComment(f" Stelle {number} "), e)
        head = self.make("annotation")
        info = self.make("appinfo")
        standard = self.document.createElement("standard")
        standard.appendChild(text("Verkleidet"))
        info.appendChild(standard)
        head.appendChild(info)
        self.root.insertBefore(head, self.root.firstChild)
        self.root.setAttribute("finalDefault", "")
        self.root.setAttribute("blockDefault", "")

    def redirect(self, by_name):
        for e in children(self.root, "import"):
            e.setAttribute("schemaLocation", by_name[e.getAttribute("schemaLocation")].address)
        for e in children(self.root, "include"):
            e.setAttribute("schemaLocation", "../" + by_name[e.getAttribute("schemaLocation")].new)

    def text(self):
        """Renames the prefixes, also where they stand in values."""
        names = {"xs": "xsd"}
        for i in range(self.root.attributes.length):
            name = self.root.attributes.item(i).name
            if name.startswith("xmlns:") and name != "xmlns:xs":
                names[name[6:]] = f"r{len(names)}"
        for e in [self.root] + list(elements(self.root)):
            if e.prefix in names:
                e.tagName = e.nodeName = names[e.prefix] + ":" + e.localName
            for key in QNAMES:
                if e.hasAttribute(key):
                    words = [w.split(":", 1) for w in e.getAttribute(key).split()]
                    e.setAttribute(key, " ".join(":".join([names[w[0]], w[1]]) if len(w) == 2 else w[0] for w in words))
        for old, new in names.items():
            value = self.root.getAttribute("xmlns:" + old)
            self.root.removeAttribute("xmlns:" + old)
            self.root.setAttribute("xmlns:" + new, value)
        return self.with_references()

    def with_references(self):
        """The document as bytes; white space in values would be lost without references."""
        marks = {"\t": "\ue009", "\n": "\ue00a", "\r": "\ue00d"}
        for e in elements(self.root):
            if e.hasAttribute("value"):
                e.setAttribute("value", e.getAttribute("value").translate(str.maketrans(marks)))
        text = self.document.toxml(encoding="UTF-8").decode()
        for space, mark in marks.items():
            text = text.replace(mark, f"&#{ord(space)};")
        return text.encode()


def catalogues(schemas, entries):
    """One form of entry for each family of files; the last one stands in a second catalogue."""
    begin = '<?xml version="1.0"?>\n<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog" prefer="public">\n'
    first = begin + f'  <public publicId="-//EXAMPLE//x" uri="{ADDRESS}none"/>\n'
    first += "".join(f'  <uri name="{space}" uri="{path}"/>\n' for space, path in entries.items())
    first += f'  <rewriteURI uriStartString="{ADDRESS}xi" rewritePrefix="nowhere/"/>\n'
    first += f'  <rewriteURI uriStartString="{ADDRESS}xinneres/" rewritePrefix="xinneres/"/>\n'
    first += '  <group xml:base="din/">\n'
    second = begin
    for schema in schemas:
        if schema.folder == "din":
            first += f'    <system systemId="{schema.address}" uri="{schema.new[4:]}"/>\n'
        elif schema.folder != "xinneres":
            second += f'  <uri name="{schema.address}" uri="../{schema.new}"/>\n'
    return first + '  </group>\n  <nextCatalog catalog="kataloge/weitere.xml"/>\n</catalog>\n', second + "</catalog>\n"


def main(source, target):
    target.mkdir(parents=True)
    schemas = [Schema(p) for p in sorted(source.glob("*.xsd"))]
    by_name = {s.old: s for s in schemas}
    spaces = {}
    for s in schemas:
        spaces.setdefault(s.space, []).append(s)
    for s in schemas:
        s.redirect(by_name)
        s.turn_forms()
        s.make_groups()
        s.annotate()
        path = target / s.new
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(s.text())
    entries = {}
    for space, members in spaces.items():
        entries[space] = members[0].new
        if len(members) > 1:  # a file that includes the others, as published sets have it
            entries[space] = members[0].folder + "/alles.xsd"
            lines = "".join(f'<include schemaLocation="{m.new.split("/")[1]}"/>' for m in members)
            (target / entries[space]).write_text(f'<schema xmlns="{XS}" targetNamespace="{space}">{lines}</schema>\n')
    first, second = catalogues(schemas, entries)
    (target / "catalog.xml").write_text(first)
    (target / "kataloge").mkdir()
    (target / "kataloge" / "weitere.xml").write_text(second)
    # What nobody names is not read.
    old = target / "archiv"
    old.mkdir()
    text = (target / schemas[0].new).read_text(encoding="UTF-8")
    (old / "fruehere-fassung.xsd").write_text(re.sub(r"finalDefault", "version='0' finalDefault", text), encoding="UTF-8")
    (old / "kaputt.xsd").write_text("<schema")
    (target / "fremd.xsd").write_text(f'<schema xmlns="{XS}" targetNamespace="urn:fremd"><redefine schemaLocation="x"/></schema>\n')


if len(sys.argv) != 3:
    sys.exit(__doc__)
main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
