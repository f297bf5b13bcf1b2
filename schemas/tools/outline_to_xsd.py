#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
# Copyright the abgleich authors
"""Write structure schemas (XSD) from an outline of XAusländer.

usage: outline_to_xsd.py OUTLINE_DIR OUT_DIR

The outline holds facts (names, order, cardinality, types, patterns), one construct per line; its
README.md defines the marks. One schema per source module is written, plus catalog.xml. Only modules
that the entry schemas reach are written. Every line that is not understood stops the run.
A development tool: the build never runs it.
"""
import csv
import re
import sys
from collections import namedtuple
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

XA = "http://www.osci.de/xauslaender2611"
XA_VERSION = "26.11"
EXTENSION = XA + "/azr-erweiterung"
ENTRIES = ["xauslaender-azr.xsd", "xinneres-quittung.xsd", "xinneres-rueckweisung.xsd"]
FILE_NAMES = {"din91379": "din-91379"}
# Module without an import line of its own in the outline.
EXTRA_PREFIXES = {"xilb": "http://www.osci.de/xinneres/lichtbild/3"}
# Only what is used of these namespaces is written.
PRUNED = {"urn:xoev-de:kosit:xoev:datentyp:din-91379_2022-08"}
# Where official sets expect a file, if not at namespace/file name.
PUBLIC_URLS = {
    "din-91379.xsd": ["http://xoev.de/schemata/din/91379/2022-08/din-norm-91379-datatypes.xsd",
                      "https://xoev.de/schemata/din/91379/2022-08/din-norm-91379-datatypes.xsd"],
}
# List URIs of code types that codes.tsv does not have; the other missing ones stay open.
OPEN_CODE_URIS = {
    "Code.Art.der.Aenderung": "urn:de:xauslaender:codelist:aenderungsart",
    "Code.Art.des.Aufenthaltsbeginns": "urn:de:xauslaender:codelist:aufenthaltsbeginnart",
    "Code.Art.des.Aufenthaltsendes": "urn:de:xauslaender:codelist:aufenthaltsendesart",
    "Code.Auslaenderbehoerde": "urn:de:xauslaender:codelist:abhkennung",
    "Code.Ausweisart": "urn:de:xauslaender:codelist:ausweisart",
    "Code.Familienstand": "urn:de:xauslaender:codelist:familienstand",
    "Code.NB.OertlicheBeschraenkung.Art": "urn:de:xauslaender:codelist:nebenbestimmungen:oertlichebeschraenkung",
    "Code.Nachrichtentyp": "urn:de:xauslaender:codelist:nachrichtentyp",
    "Code.Religion": "urn:de:xauslaender:codelist:religion",
    "Code.Staatsangehoerigkeit": "urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:staatsangehoerigkeit",
}
FACETS = {"pattern", "minLength", "maxLength", "length", "minInclusive", "maxInclusive", "whiteSpace"}
OCCURS = {"": (1, "1"), "?": (0, "1"), "*": (0, "unbounded"), "+": (1, "unbounded")}

Node = namedtuple("Node", "text children where")
Module = namedtuple("Module", "file namespace version qualified includes nodes")


def fail(node, why):
    sys.exit(f"{node.where}: {why}: '{node.text}'")


# --- reading -------------------------------------------------------------------------------------

def read_nodes(path):
    """The header facts (# key value) and the constructs of a file as a tree."""
    header, root = [], []
    stack = [root]
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("#"):
            header.append(line[1:].split())
        elif line.strip():
            depth = (len(line) - len(line.lstrip(" "))) // 2
            if depth >= len(stack):
                sys.exit(f"{path}:{number}: indented too far")
            node = Node(line.strip(), [], f"{path.name}:{number}")
            del stack[depth + 1:]
            stack[depth].append(node)
            stack.append(node.children)
    return header, root


def read_module(path, prefixes):
    header, nodes = read_nodes(path)
    facts = {h[0]: h[-1] for h in header}
    prefixes.update({h[1]: h[2] for h in header if h[0] == "import"})
    return Module(FILE_NAMES.get(path.stem, path.stem) + ".xsd", facts["targetNamespace"], facts["version"],
                  facts["elementFormDefault"] == "qualified", [h[1] for h in header if h[0] == "include"], nodes)


def code_node(name, uri, version, enum, with_name):
    """A code type in the shape that codes-boilerplate.txt describes."""
    where = f"codes.tsv {name}"
    leaf = lambda text, children=(): Node(text, list(children), where)
    code = leaf("code : simple xs:token form=unqualified", [leaf(f"enum {e}") for e in enum]) if enum \
        else leaf("code xs:token form=unqualified")
    children = [code]
    if with_name:
        children.append(leaf("name? xs:normalizedString form=unqualified"))
    children.append(leaf("@listURI? xs:anyURI" + (f" fixed={uri}" if uri else "")))
    children.append(leaf(f"@listVersionID? xs:normalizedString fixed={version}" if version
                         else "@listVersionID xs:normalizedString"))
    return leaf(f"type {name} restricts xoev-code:Code", children)


def read_codes(path, used):
    nodes = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            name, extra = row["type name"], row["extra"]
            version = "" if row["listVersionID"] == "free" else row["listVersionID"]
            enum = []
            if "enum: " in extra:
                enum = [e.split("=")[0] for e in extra.split("enum: ")[1].split("|")]
            nodes[name] = code_node(name, row["listURI"], version, enum, "no element name" not in extra)
    for name in used - nodes.keys():
        nodes[name] = code_node(name, OPEN_CODE_URIS.get(name, ""), "", [], True)
    return Module("xauslaender-codes.xsd", XA, XA_VERSION, True, [], [nodes[n] for n in sorted(nodes)])


def type_refs(nodes):
    """Every type and element name used below these nodes."""
    for node in nodes:
        words = re.sub(r" (fixed|default)=.*", "", node.text).split()
        if words[0] in FACETS or words[0] == "enum":
            continue
        if len(words) > 1:
            yield from (w for w in words[1:] if w not in (":", "extends", "restricts", "text", "simple"))
        yield from type_refs(node.children)


def read_outline(folder):
    prefixes = dict(EXTRA_PREFIXES)
    modules = [read_module(path, prefixes) for path in sorted((folder / "base").glob("*.txt"))]
    azr = [node for path in sorted(folder.glob("azr-?.txt")) for node in read_nodes(path)[1]]
    modules.append(Module("xauslaender-azr.xsd", XA, XA_VERSION, True,
                          ["xauslaender-allgemeine-datentypen.xsd"], azr))
    used = {ref for module in modules if module.namespace == XA
            for ref in type_refs(module.nodes) if ref.startswith("Code.")}
    modules.append(read_codes(folder / "codes.tsv", used))
    return modules, prefixes


# --- writing -------------------------------------------------------------------------------------

class Writer:
    """Turns the nodes of one module into lines of XSD."""

    def __init__(self, module, prefixes):
        self.module = module
        self.prefixes = prefixes
        self.used = set()
        self.lines = []

    def line(self, depth, text):
        self.lines.append("  " * depth + text)

    def tag(self, depth, name, attributes, body=None):
        """An element; body is called for the content and may write nothing."""
        text = f"<xs:{name}" + "".join(f" {k}={v if v.startswith(chr(34)) else quoteattr(v)}" for k, v in attributes)
        start = len(self.lines)
        if body:
            body(depth + 1)
        if len(self.lines) == start:
            self.line(depth, text + "/>")
        else:
            self.lines.insert(start, "  " * depth + text + ">")
            self.line(depth, f"</xs:{name}>")

    def qname(self, name):
        prefix, colon, local = name.rpartition(":")
        if not colon or prefix == "tns":
            return "tns:" + local
        if prefix != "xs":
            self.used.add(prefix)
        return name

    @staticmethod
    def occurs(mark):
        if mark in OCCURS:
            low, high = OCCURS[mark]
        else:
            low, high = mark[1:-1].split(",")
        pairs = [("minOccurs", str(low)), ("maxOccurs", high.replace("*", "unbounded"))]
        return [pair for pair in pairs if pair[1] != "1"]

    def top(self, node):
        kind, name, *rest = node.text.split()
        abstract = [("abstract", "true")] if "abstract" in rest else []
        rest = [word for word in rest if word != "abstract"]
        if kind == "type":
            self.complex(1, node, [("name", name)] + abstract, rest)
        elif kind == "simple" and rest[:1] == ["restricts"]:
            self.simple(1, node, [("name", name)], rest[1])
        elif kind == "element" and len(rest) == 1:
            self.tag(1, "element", [("name", name), ("type", self.qname(rest[0]))])
        elif kind == "element" and len(rest) in (0, 2):
            self.tag(1, "element", [("name", name)], lambda d: self.complex(d, node, [], rest))
        else:
            fail(node, "unknown construct")

    def complex(self, depth, node, attributes, derivation):
        """A complexType; derivation is [] or [extends|restricts|text, BASE]."""
        how, base = derivation or ("", "")
        inner = lambda d: self.content(d, node)
        if how:
            content = "simpleContent" if how == "text" else "complexContent"
            how = {"extends": "extension", "text": "extension", "restricts": "restriction"}[how]
            derived = lambda d: self.tag(d, how, [("base", self.qname(base))], inner)
            self.tag(depth, "complexType", attributes, lambda d: self.tag(d, content, [], derived))
        else:
            self.tag(depth, "complexType", attributes, inner)

    def content(self, depth, node):
        particles = [child for child in node.children if not child.text.startswith("@")]
        if len(particles) == 1 and re.match(r"(choice|sequence)\S* :$", particles[0].text):
            self.particle(depth, particles[0])
        elif particles:
            self.tag(depth, "sequence", [], lambda d: [self.particle(d, child) for child in particles])
        for child in node.children[len(particles):]:
            self.attribute(depth, child)

    def attribute(self, depth, node):
        match = re.fullmatch(r"@(\S+?)(\??) (\S+)(?: (fixed|default)=(.*))?", node.text)
        if not match or node.children:
            fail(node, "unknown attribute")
        name, optional, kind, fixed, value = match.groups()
        pairs = [("name", name), ("type", self.qname(kind)), ("use", "optional" if optional else "required")]
        self.tag(depth, "attribute", pairs + ([(fixed, value)] if fixed else []))

    def particle(self, depth, node):
        match = re.fullmatch(r"([^\s?*+{]+)([?*+]|\{\d+,(?:\d+|\*)\}|)(?: (.*))?", node.text)
        if not match:
            fail(node, "unknown particle")
        name, occurs, rest = match[1], self.occurs(match[2]), match[3] or ""
        if name in ("choice", "sequence") and rest == ":":
            self.tag(depth, name, occurs, lambda d: [self.particle(d, child) for child in node.children])
        elif name == "any" and not node.children:
            namespace, process = rest.split() or (EXTENSION, "lax")
            self.tag(depth, "any", [("namespace", namespace), ("processContents", process)] + occurs)
        elif name == "ref" and rest and not node.children:
            self.tag(depth, "element", [("ref", self.qname(rest))] + occurs)
        else:
            self.element(depth, node, name, occurs, rest)

    def element(self, depth, node, name, occurs, rest):
        rest, _, fixed = rest.partition(" fixed=")
        words = rest.split()
        tail = list(occurs)
        if fixed:
            tail.append(("fixed", fixed))
        if "form=unqualified" in words:
            words.remove("form=unqualified")
            if self.module.qualified:
                tail.append(("form", "unqualified"))
        pairs = [("name", name)]
        if words[:2] == [":", "simple"] and len(words) == 3:
            self.tag(depth, "element", pairs + tail, lambda d: self.simple(d, node, [], words[2]))
        elif words[:1] == [":"] and words[1:] in ([], ["empty"]):
            self.tag(depth, "element", pairs + tail, lambda d: self.complex(d, node, [], []))
        elif words[:1] == [":"] and len(words) == 3 and words[1] in ("extends", "restricts"):
            self.tag(depth, "element", pairs + tail, lambda d: self.complex(d, node, [], words[1:]))
        elif len(words) == 1 and not node.children:
            self.tag(depth, "element", pairs + [("type", self.qname(words[0]))] + tail)
        else:
            fail(node, "unknown element")

    def simple(self, depth, node, attributes, base):
        def facets(d):
            for child in node.children:
                kind, _, value = child.text.partition(" ")
                if kind not in FACETS and kind != "enum":
                    fail(child, "unknown facet")
                # The outline has patterns as XML text, with character references.
                self.tag(d, "enumeration" if kind == "enum" else kind,
                         [("value", f'"{value}"' if kind == "pattern" else value)])
        self.tag(depth, "simpleType", attributes,
                 lambda d: self.tag(d, "restriction", [("base", self.qname(base))], facets))


def write_module(module, prefixes, files):
    """The text of a schema and the names of the schemas it needs."""
    writer = Writer(module, prefixes)
    for node in module.nodes:
        writer.top(node)
    imports = {prefix: prefixes[prefix] for prefix in sorted(writer.used)}
    out = ['<?xml version="1.0" encoding="UTF-8"?>', "<!-- SPDX-License-Identifier: EUPL-1.2 -->",
           "<!-- Copyright the abgleich authors -->",
           "<!-- Written by tools/outline_to_xsd.py from structural facts; do not edit. -->"]
    space = [f"xmlns:xs={quoteattr('http://www.w3.org/2001/XMLSchema')}", f"xmlns:tns={quoteattr(module.namespace)}"]
    space += [f"xmlns:{prefix}={quoteattr(name)}" for prefix, name in imports.items()]
    space += [f"targetNamespace={quoteattr(module.namespace)}", f'version="{module.version}"',
              f'elementFormDefault="{"qualified" if module.qualified else "unqualified"}"',
              'attributeFormDefault="unqualified"']
    out.append("<xs:schema " + "\n           ".join(space) + ">")
    out += [f"  <xs:include schemaLocation={quoteattr(name)}/>" for name in module.includes]
    out += [f"  <xs:import namespace={quoteattr(name)} schemaLocation={quoteattr(files[name])}/>"
            for name in imports.values()]
    out += writer.lines + ["</xs:schema>"]
    return "\n".join(out) + "\n", module.includes + [files[name] for name in imports.values()]


def prune(modules, prefixes):
    """Leaves out the types of PRUNED namespaces that nobody refers to."""
    used = {(prefixes[prefix], name) for module in modules for ref in type_refs(module.nodes)
            for prefix, _, name in [ref.rpartition(":")] if prefix in prefixes}
    return [module if module.namespace not in PRUNED else
            module._replace(nodes=[n for n in module.nodes if (module.namespace, n.text.split()[1]) in used])
            for module in modules]


def write_catalog(modules, files):
    out = ['<?xml version="1.0" encoding="UTF-8"?>', "<!-- SPDX-License-Identifier: EUPL-1.2 -->",
           "<!-- Copyright the abgleich authors -->",
           "<!-- Written by tools/outline_to_xsd.py; do not edit. -->",
           '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">']
    for namespace, name in sorted(files.items()):
        out.append(f"  <uri name={quoteattr(namespace)} uri={quoteattr(name)}/>")
    for module in sorted(modules, key=lambda m: (m.namespace, m.file)):
        for url in PUBLIC_URLS.get(module.file, [f"{module.namespace}/{module.file}"]):
            out.append(f"  <system systemId={quoteattr(url)} uri={quoteattr(module.file)}/>")
            out.append(f"  <uri name={quoteattr(url)} uri={quoteattr(module.file)}/>")
    return "\n".join(out + ["</catalog>"]) + "\n"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    outline, target = Path(sys.argv[1]), Path(sys.argv[2])
    modules, prefixes = read_outline(outline)
    modules = prune(modules, prefixes)
    files = {module.namespace: module.file for module in modules if module.namespace != XA}
    files[XA] = ENTRIES[0]
    by_file = {module.file: module for module in modules}
    todo, done = list(ENTRIES), set()
    while todo:
        name = todo.pop()
        if name not in done:
            done.add(name)
            text, needed = write_module(by_file[name], prefixes, files)
            (target / name).write_text(text, "utf-8", newline="\n")
            todo += needed
    written = [module for module in modules if module.file in done]
    files = {namespace: name for namespace, name in files.items() if name in done}
    (target / "catalog.xml").write_text(write_catalog(written, files), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
