"""The documents of the API: OpenAPI for programs, the same for the page that people read, and what changed."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import patched_settings

from wijkportaal.foundation.api.doors import VERSION
from wijkportaal.foundation.api.fields import ROOT
from wijkportaal.portal.api.changelog import RELEASES
from wijkportaal.portal.api.resources import RESOURCES

OPENAPI = Path(__file__).with_name("openapi.json")
EXAMPLE_SERVER = "https://wijkportaal.example"
ABOUT = """De gegevens van het wijkportaal van de gemeente, voor programma's. Deze API volgt de NL API Design Rules.

- Zonder token ziet u wat openbaar is; met een token ook wat u op de site na inloggen ziet.
- Lijsten zijn verdeeld in bladzijden: `page` en `pageSize`. De header `Link` zegt waar de andere zijn.
- Elk antwoord heeft een `ETag`. Stuur hem mee als `If-None-Match`, en u krijgt 304 als er niets veranderde.
- Wat misgaat is `application/problem+json` (RFC 9457).
- Een POST vraagt een `Idempotency-Key`: twee keer hetzelfde sturen doet het één keer.
- Wie te veel vraagt, krijgt 429 met in `Retry-After` hoe lang hij moet wachten.
- Momenten zijn in UTC, dagen zonder tijd, bedragen tekst in euro.
- Wat vervalt, staat een half jaar eerder bij de wijzigingen."""


def openapi() -> dict:
    """Return the document, made from the doors."""
    about = {
        "TITLE": "Wijkportaal",
        "DESCRIPTION": ABOUT,
        "VERSION": VERSION,
        "SERVERS": [{"url": EXAMPLE_SERVER + ROOT, "description": "Dit portaal"}],
        "CONTACT": {
            "name": "De gemeente",
            "url": f"{EXAMPLE_SERVER}/ontwikkelaars",
            "email": "wijkportaal@gemeente.example",
        },
    }
    with override("nl"), patched_settings(about):
        return SchemaGenerator(urlconf="wijkportaal.portal.api.urls").get_schema(public=True)


def openapi_text() -> str:
    """Return the document as it is kept in the repository."""
    return json.dumps(openapi(), indent=1, ensure_ascii=False) + "\n"


@cache
def kept_openapi() -> dict:
    """Return the document that came with this version."""
    return json.loads(OPENAPI.read_text(encoding="utf-8"))


def openapi_here(contact: dict) -> dict:
    """Return the document with the address of this portal and who to ask."""
    kept = kept_openapi()
    server = {**kept["servers"][0], "url": settings.PORTAL_URL + ROOT}
    return {**kept, "servers": [server], "info": {**kept["info"], "contact": contact}}


def changelog_text() -> str:
    """Return what changed, as Markdown."""
    parts = [
        "# Changes of the API",
        "<!-- Made by `manage.py write_docs` from wijkportaal/portal/api/changelog.py. -->",
    ]
    for release in RELEASES:
        parts.append(f"## {release.version} ({release.on.isoformat()})")
        parts.append("\n".join(f"- {change}" for change in release.changes))
    return "\n\n".join(parts) + "\n"


@dataclass(frozen=True)
class Named:
    """A parameter or a field as the page shows it."""

    name: str
    kind: str
    about: str
    options: list[str]
    is_required: bool = False
    place: str = ""


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked."""

    method: str
    path: str
    title: str
    about: str
    parameters: list[Named]
    body: list[Named]
    fields: list[Named]


@dataclass(frozen=True)
class Group:
    """The operations of one resource."""

    name: str
    operations: list[Operation]


def groups() -> list[Group]:
    """Return all operations by resource, for the page."""
    document = kept_openapi()
    found: dict[str, list[Operation]] = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            found.setdefault(operation["tags"][0], []).append(_operation(document, path, method, operation))
    return [Group(name, found[name]) for name in (*RESOURCES, "api")]


def _operation(document: dict, path: str, method: str, operation: dict) -> Operation:
    answer = next(operation["responses"][code] for code in ("200", "201") if code in operation["responses"])
    parameters = [
        _named(
            document,
            each["name"],
            each["schema"],
            about=each.get("description", ""),
            is_required=each.get("required", False),
            place=each["in"],
        )
        for each in operation.get("parameters", ())
    ]
    return Operation(
        method.upper(),
        path,
        operation["summary"],
        operation.get("description", ""),
        parameters,
        _fields(document, _resolved(document, _content_of(operation.get("requestBody", {})))),
        _fields(document, _row(document, _content_of(answer))),
    )


def _content_of(described: dict) -> dict:
    return next((each["schema"] for each in described.get("content", {}).values()), {})


def _row(document: dict, schema: dict) -> dict:
    """Return the schema of one record: of a list that of a row, of a feature that of its properties."""
    whole = _resolved(document, schema)
    properties = whole.get("properties", {})
    for name in ("resultaten", "features"):
        if name in properties:
            return _row(document, properties[name]["items"])
    return _row(document, properties["properties"]) if "geometry" in properties else whole


def _fields(document: dict, schema: dict) -> list[Named]:
    needed = schema.get("required", ())
    return [
        _named(document, name, each, is_required=name in needed)
        for name, each in schema.get("properties", {}).items()
    ]


def _named(
    document: dict, name: str, schema: dict, *, about: str = "", is_required: bool, place: str = ""
) -> Named:
    whole = _resolved(document, schema)
    many = whole.get("type") == "array"
    inner = _resolved(document, whole["items"]) if many else whole
    parts = ", ".join(inner.get("properties", {}))
    kind = KINDS.get(inner.get("format", ""), KINDS.get(inner.get("type", ""), ""))
    if parts:
        kind = f"{{ {parts} }}"
    text = about or schema.get("description") or whole.get("description") or ""
    text = text.replace("`", "")
    return Named(name, f"[ {kind} ]" if many else kind, text, inner.get("enum", []), is_required, place)


KINDS = {
    "string": "tekst",
    "integer": "heel getal",
    "number": "getal",
    "double": "getal",
    "boolean": "ja of nee",
    "object": "object",
    "date": "dag",
    "date-time": "moment",
    "uri": "adres",
    "decimal": "bedrag",
}


def _resolved(document: dict, schema: dict) -> dict:
    """Follow a reference; the words beside it stay."""
    if "allOf" in schema:
        schema = {**schema["allOf"][0], **{name: value for name, value in schema.items() if name != "allOf"}}
    if "$ref" not in schema:
        return schema
    target = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return {**target, **{name: value for name, value in schema.items() if name != "$ref"}}
