"""The document keeps the NL API Design Rules, and no door answers anything with a fault of ours.

The rules are those of the linter of Logius (API-Design-Rules, linter/spectral.yml) as far as a document shows them.
"""

import re
from collections import Counter
from urllib.parse import quote, urlencode

import pytest

from tests.factories.people import PersonFactory
from tests.portal.api.document import faults_in, operations
from wijkportaal.portal.api.documents import kept_openapi

KEBAB = re.compile(r"/|(/([a-z0-9-]+|\{[a-z]+\}))+(/_[a-z]+)?")
CAMEL = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*")
PASCAL = re.compile(r"([A-Z][a-z0-9]*)+")
HOSTILE = (
    "",
    "0",
    "99999999999999999999999999",
    "NaN",
    "\x00",
    "é🌧️مرحبا",
    "'; DROP TABLE x; --",
    "../../etc/passwd",
    "a" * 3000,
    "2026-02-30",
    "inf,inf,inf,inf",
    "1e308,-1e308,1e309,1",
    "true",
)
# Of a name that means the same in many places each place gets so many, and all places together get all.
EACH = 2


def test_the_document_keeps_the_design_rules():
    document, wrong = kept_openapi(), []
    assert re.fullmatch(r"3\.0\.\d", document["openapi"])
    assert re.fullmatch(r"\d+\.\d+\.\d+", document["info"]["version"])
    assert set(document["info"]["contact"]) == {"name", "url", "email"}
    assert [
        bool(re.fullmatch(r"https://[^/]+/.*/v\d+", server["url"])) for server in document["servers"]
    ] == [True]
    assert set(document["paths"]["/openapi.json"]) == {"get"}
    opened = document["paths"]["/openapi.json"]["get"]["responses"]["200"]["headers"]
    assert "access-control-allow-origin" in opened
    names = [operation["operationId"] for _path, _method, operation in operations()]
    assert len(names) == len(set(names))
    for path, method, operation in operations():
        wrong += [f"{method} {path}: {fault}" for fault in faults_of(document, path, method, operation)]
    problem = {"status", "title", "detail"}
    for name, schema in document["components"]["schemas"].items():
        if not PASCAL.fullmatch(name):
            wrong.append(f"{name}: no PascalCase")
        wrong += [f"{name}.{key}: no camelCase" for key in schema["properties"] if not CAMEL.fullmatch(key)]
        if name in {"Probleem", "OngeldigeInvoer"} and not problem <= set(schema["required"]):
            wrong.append(f"{name}: no problem details")
    assert wrong == []


def faults_of(document: dict, path: str, method: str, operation: dict):
    """Yield what one operation does otherwise than the rules say."""
    if path != "/openapi.json" and not KEBAB.fullmatch(path):
        yield "no kebab-case, or a slash at the end"
    if method not in {"get", "post", "put", "patch", "delete"}:
        yield "no standard method"
    if not all(operation.get(name) for name in ("summary", "description", "tags")):
        yield "says too little of itself"
    if "400" not in operation["responses"]:
        yield "no 400"
    for status, answer in operation["responses"].items():
        described = _follow(document, answer)
        if "API-Version" not in described.get("headers", {}):
            yield f"{status}: no API-Version"
        if status[0] in "45" and list(described["content"]) != ["application/problem+json"]:
            yield f"{status}: no problem"
    for each in operation.get("parameters", ()):
        if each["in"] == "query" and not CAMEL.fullmatch(each["name"]):
            yield f"{each['name']} is no camelCase"


def _follow(document: dict, node: dict) -> dict:
    if "$ref" not in node:
        return node
    return document["components"]["responses"][node["$ref"].rpartition("/")[2]]


def test_nothing_that_is_asked_is_a_fault_of_ours(client, scene, bearer, settings):
    settings.API_RATES = dict.fromkeys(settings.API_RATES, "100000/m")
    asks, wrong, asked = bearer(scene.manager)["headers"], [], 0
    for path, place, name, value in hostile_questions():
        address, headers = "/api/v1" + path.rstrip("/"), dict(asks) if asked % 2 else {}
        if place == "path":
            address = address.replace("{id}", quote(value, safe=""))
        elif place == "query":
            address = f"{address}?{urlencode({name: value})}"
        else:
            headers[name] = value if value.isascii() and value.isprintable() else "x"
        asked += 1
        answer = client.get(address, headers=headers)
        # An id that is empty or has a slash is another address.
        faults = [] if place == "path" else faults_in(answer, path)
        if answer.status_code not in {200, 400, 404, 406} or faults:
            wrong.append((address[:80], answer.status_code, faults))
    assert wrong == []
    assert asked > 250


def hostile_questions():
    """Yield each parameter of each operation that reads, with values that nobody means."""
    turn = Counter()
    for path, method, operation in operations():
        for each in operation.get("parameters", ()) if method == "get" else ():
            first = turn[each["name"]] == 0
            for _time in range(len(HOSTILE) if first else EACH):
                if each["name"] != "id" or "{id}" in path:
                    yield path, each["in"], each["name"], HOSTILE[turn[each["name"]] % len(HOSTILE)]
                turn[each["name"]] += 1


@pytest.mark.parametrize("query", ["onbekend=1", "page=1&Page=2", "%00=1", "a%00=1", "page=1&page=x"])
def test_a_name_that_means_nothing_is_refused(client, db, query):
    answer = client.get(f"/api/v1/themas?{query}")
    assert (answer.status_code, faults_in(answer, "/themas")) == (400, [])
    assert answer.json()["errors"]
    assert client.get("/api/v1/themas", headers={"If-None-Match": '"' + "x" * 2000}).status_code == 200


def test_nobody_in_particular_is_as_good_as_somebody_new(client, scene, bearer):
    """A token of somebody without a role shows what everybody sees: the same rule, not one of our own."""
    options = bearer(PersonFactory())
    for path, method, _operation in operations():
        if method == "get" and "{id}" not in path and path != "/openapi.json":
            address = "/api/v1" + path.rstrip("/")
            assert client.get(address, **options).json() == client.get(address).json(), path
