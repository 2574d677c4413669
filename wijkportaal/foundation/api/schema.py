"""How doors describe themselves in OpenAPI: parameters, headers and faults that all of them have alike."""

from django import forms
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from wijkportaal.foundation.api.geometry import CRS84, RD
from wijkportaal.foundation.api.paging import MOST, PAGE, PAGE_SIZE, USUAL
from wijkportaal.foundation.api.problems import PROBLEM, TITLES

QUERY, PATH, HEADER = OpenApiParameter.QUERY, OpenApiParameter.PATH, OpenApiParameter.HEADER
TEXT, URI = {"type": "string"}, {"type": "string", "format": "uri"}
CRS = {"type": "string", "enum": [CRS84, RD], "default": CRS84}
READING, WRITING = (400, 401, 403, 404, 412, 429, 500), (400, 401, 403, 409, 413, 415, 429, 500)


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "wijkportaal.foundation.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema) -> dict:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "Een token dat iemand op de pagina “Mijn account, Tokens” maakte. Zonder ziet u wat openbaar is.",
        }


class PortalSchema(AutoSchema):
    """The description of one door, from what it says of itself."""

    @property
    def is_list(self) -> bool:
        return getattr(self.view, "action", "") == "list"

    @property
    def writes(self) -> bool:
        return self.method == "POST"

    def get_override_parameters(self) -> list[OpenApiParameter]:
        found = [self._answered("API-Version", TEXT, "De volledige versie van deze API.")]
        if getattr(self.view, "detail", False):
            found.append(
                OpenApiParameter("id", TEXT, PATH, required=True, description="De naam van het record.")
            )
        if self.is_list:
            found += [*self._paging(), *self._filters()]
            found.append(
                self._answered("Link", TEXT, "Waar de andere bladzijden zijn (first, prev, next, last).")
            )
        if not self.writes:
            found.append(
                self._answered("ETag", TEXT, "Stuur hem mee als If-None-Match: 304 als er niets veranderde.")
            )
        if getattr(self.view, "is_geographic", False):
            found += self._places()
        if self.writes:
            key = {"type": "string", "minLength": 8, "maxLength": 200}
            about = (
                "Zelf te kiezen. Dezelfde sleutel met dezelfde inhoud geeft een dag lang hetzelfde antwoord."
            )
            found.append(OpenApiParameter("Idempotency-Key", key, HEADER, required=True, description=about))
            found.append(self._answered("Location", URI, "Het adres van wat is gemaakt."))
        return found + list(getattr(self.view, "answers_with", ()))

    def _answered(self, name: str, schema: dict, about: str) -> OpenApiParameter:
        return OpenApiParameter(name, schema, HEADER, description=about, response=[200, 201])

    def _paging(self) -> list[OpenApiParameter]:
        number = {"type": "integer", "minimum": 1, "maximum": 10**9, "default": 1}
        size = {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}
        return [
            OpenApiParameter(PAGE, number, QUERY, description="De hoeveelste bladzijde."),
            OpenApiParameter(PAGE_SIZE, size, QUERY, description="Hoeveel per bladzijde."),
        ]

    def _filters(self) -> list[OpenApiParameter]:
        filters = self.view.narrowing.base_filters if self.view.narrowing else {}
        return [
            OpenApiParameter(name, _type_of(each.field), QUERY, description=str(each.label))
            for name, each in filters.items()
        ]

    def _places(self) -> list[OpenApiParameter]:
        found = [
            OpenApiParameter(
                "crs", CRS, QUERY, description="In welk stelsel u coördinaten wilt; gaat voor Accept-Crs."
            ),
            OpenApiParameter(
                "Accept-Crs",
                TEXT,
                HEADER,
                description="In welk stelsel u coördinaten wilt: CRS84 of EPSG:28992 (RD).",
            ),
            self._answered("Content-Crs", TEXT, "In welk stelsel de coördinaten staan."),
        ]
        if self.is_list:
            box = {"type": "string", "pattern": r"^[^,]+(,[^,]+){3}$", "example": "5.78,53.18,5.84,53.22"}
            found += [
                OpenApiParameter(
                    "bbox", box, QUERY, description="Alleen wat in dit vak ligt: west,zuid,oost,noord."
                ),
                OpenApiParameter("bboxCrs", CRS, QUERY, description="In welk stelsel het vak staat."),
            ]
        if self.writes:
            found = [
                OpenApiParameter(
                    "Content-Crs", TEXT, HEADER, description="In welk stelsel u coördinaten stuurt."
                ),
            ]
        return found

    def get_auth(self) -> list[dict]:
        found = super().get_auth()
        return found if self.writes else [*found, {}]

    def get_tags(self) -> list[str]:
        return [getattr(self.view, "basename", None) or "api"]

    def get_summary(self) -> str:
        one, many = getattr(self.view, "nouns", ("", ""))
        if not one:
            return self.view.summary
        return {"list": f"Lijst van {many}", "create": f"Nieuw: {one}"}.get(self.view.action, f"Eén {one}")

    def get_description(self) -> str:
        about = getattr(self.view, "about", "")
        return about[self.view.action] if isinstance(about, dict) else about

    def get_operation_id(self) -> str:
        one, many = getattr(self.view, "nouns", ("", ""))
        if not one:
            return self.view.operation
        verb, noun = {"list": ("lijst", many), "create": ("nieuw", one)}.get(self.view.action, ("lees", one))
        return verb + "".join(word.capitalize() for word in noun.replace("'", "").split())

    def get_serializer_name(self, serializer, direction) -> str:
        return serializer.noun or super().get_serializer_name(serializer, direction)

    def get_paginated_name(self, serializer_name: str) -> str:
        return f"{serializer_name}Lijst"

    def get_request_serializer(self):
        return self.view.incoming if self.writes else None

    def get_response_serializers(self):
        return getattr(self.view, "answered", None) or super().get_response_serializers()

    def _get_pagination_parameters(self) -> list:
        return []

    def _get_paginator(self):
        return Wrapping(self.view) if self.is_list else None


class Wrapping:
    """Stands in for a paginator: what a list has around its rows."""

    def __init__(self, view) -> None:
        self.view = view

    def get_paginated_response_schema(self, schema: dict) -> dict:
        return self.view.wrapping(schema)


def _type_of(field: forms.Field) -> dict:
    if isinstance(field, forms.ModelChoiceField):
        return TEXT
    if isinstance(field, forms.ChoiceField):
        return {"type": "string", "enum": [str(key) for key, _label in field.choices if key]}
    if isinstance(field, forms.IntegerField):
        return {"type": "integer", "minimum": 1900, "maximum": 2200}
    if isinstance(field, forms.DateField):
        return {"type": "string", "format": "date"}
    return TEXT


def complete(result: dict, generator, request, public) -> dict:
    """Add to the document what all doors have: the faults, and what each group of doors is about."""
    schemas = result["components"]["schemas"]
    for schema in schemas.values():
        # The words of our own code, for who works on it.
        schema.pop("description", None)
    members = {"status": {"type": "integer"}, "title": TEXT, "detail": TEXT}
    fault = {
        "type": "object",
        "properties": {
            "in": {"type": "string", "enum": ["query", "body", "path", "header"]},
            "location": {"type": "object", "properties": {"pointer": TEXT, "name": TEXT}},
            "detail": TEXT,
        },
        "required": ["in", "detail"],
    }
    errors = {"type": "array", "items": fault}
    names = ["status", "title", "detail"]
    schemas["Probleem"] = {"type": "object", "properties": members, "required": names}
    schemas["OngeldigeInvoer"] = {
        "type": "object",
        "properties": {**members, "errors": errors},
        "required": [*names, "errors"],
    }
    result["components"]["responses"] = {
        f"Fout{status}": {
            "description": str(title),
            "headers": {"API-Version": {"schema": TEXT, "description": "De volledige versie van deze API."}},
            "content": {
                PROBLEM: {
                    "schema": {
                        "$ref": f"#/components/schemas/{'OngeldigeInvoer' if status == 400 else 'Probleem'}"
                    }
                }
            },
        }
        for status, title in TITLES.items()
        if status in {*READING, *WRITING, 406}
    }
    tags: dict[str, None] = {}
    for operations in result["paths"].values():
        for method, operation in operations.items():
            tags |= dict.fromkeys(operation["tags"])
            for answer in operation["responses"].values():
                answer["description"] = answer.get("description") or operation["summary"]
            names = {each["name"] for each in operation.get("parameters", ())}
            faults = (*WRITING, 404) if method == "post" and "id" in names else WRITING
            faults = faults if method == "post" else READING
            for status in (*faults, *([406] if "Accept-Crs" in names else [])):
                operation["responses"][str(status)] = {"$ref": f"#/components/responses/Fout{status}"}
    result["tags"] = [{"name": name, "description": f"Alles over {name}."} for name in sorted(tags)]
    return result
