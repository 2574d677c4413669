"""A small graph of RDF and its two ways of writing: Turtle and JSON-LD. Pure; it knows nothing of what it says.

A graph is a list of triples. A subject is an address (`str`); an object is an address (`Iri`), a text, or a typed value.
Blank nodes are not needed: everything that we speak of has an address.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# What may not stand between < and > in Turtle.
_UNSAFE = {ord(sign): f"%{ord(sign):02X}" for sign in '<>"{}|^`\\ '} | {
    code: f"%{code:02X}" for code in range(33)
}


@dataclass(frozen=True)
class Iri:
    """An address as an object."""

    address: str


@dataclass(frozen=True)
class Value:
    """A text, with its language or its type (a short name as `xsd:date`)."""

    text: str
    kind: str = ""
    language: str = ""


Triple = tuple[str, str, Iri | Value]


def expand(name: str) -> str:
    """Return the address that a short name stands for."""
    prefix, _colon, rest = name.partition(":")
    return PREFIXES[prefix] + rest


def as_turtle(triples: Iterable[Triple]) -> str:
    """Write a graph as Turtle, a paragraph for each subject."""
    lines = [f"@prefix {prefix}: <{address}> ." for prefix, address in PREFIXES.items()]
    for subject, facts in _by_subject(triples).items():
        told = [f"  {predicate} {_turtle(value)}" for predicate, value in facts]
        lines += ["", _bracketed(subject), " ;\n".join(told) + " ."]
    return "\n".join(lines) + "\n"


def as_jsonld(triples: Iterable[Triple]) -> str:
    """Write a graph as JSON-LD with the same short names."""
    graph = []
    for subject, facts in _by_subject(triples).items():
        node: dict = {"@id": subject}
        for predicate, value in facts:
            if predicate == "rdf:type":
                node.setdefault("@type", []).append(_short(value.address))
            else:
                node.setdefault(predicate, []).append(_json(value))
        graph.append(node)
    return json.dumps({"@context": PREFIXES, "@graph": graph}, ensure_ascii=False, indent=1)


def _by_subject(triples: Iterable[Triple]) -> dict[str, list[tuple[str, Iri | Value]]]:
    found: dict[str, list[tuple[str, Iri | Value]]] = {}
    for subject, predicate, value in triples:
        found.setdefault(subject, []).append((predicate, value))
    return found


def _turtle(value: Iri | Value) -> str:
    if isinstance(value, Iri):
        return _bracketed(value.address)
    # A string of JSON is a string of Turtle: the same quotes, the same escapes.
    text = json.dumps(value.text, ensure_ascii=True)
    if value.language:
        return f"{text}@{value.language}"
    return f"{text}^^{value.kind}" if value.kind else text


def _bracketed(address: str) -> str:
    return f"<{address.translate(_UNSAFE)}>"


def _json(value: Iri | Value) -> dict:
    if isinstance(value, Iri):
        return {"@id": value.address}
    if value.language:
        return {"@value": value.text, "@language": value.language}
    return {"@value": value.text} | ({"@type": value.kind} if value.kind else {})


def _short(address: str) -> str:
    for prefix, start in PREFIXES.items():
        if address.startswith(start):
            return f"{prefix}:{address.removeprefix(start)}"
    return address
