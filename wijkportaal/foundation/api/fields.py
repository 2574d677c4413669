"""How values are written: Dutch words for codes, text for money, UTC for moments, GeoJSON for places."""

from datetime import UTC

from django.conf import settings
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from wijkportaal.foundation.api.geometry import Frame
from wijkportaal.foundation.api.words import Words

ROOT = "/api/v1"
POSITION = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 3}
POINT = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "enum": ["Point"]},
        "coordinates": POSITION,
    },
    "required": ["type", "coordinates"],
}
GEOMETRY = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "enum": ["Point", "LineString", "Polygon", "MultiPolygon"]},
        "coordinates": {"type": "array", "items": {}},
    },
    "required": ["type", "coordinates"],
}


def address_of(resource: str, ident: object = "") -> str:
    """Return the full address of a resource, or of one record of it."""
    return f"{settings.PORTAL_URL}{ROOT}/{resource}" + (f"/{ident}" if ident != "" else "")


class Shape(serializers.Serializer):
    """How a record is written. `noun` is what the document calls it; only what is public, or of who asks, is in it."""

    noun = ""


class Word(serializers.Field):
    """One of our codes, as its Dutch word."""

    def __init__(self, words: Words, **options) -> None:
        self.words = words
        super().__init__(read_only=True, **options)

    def to_representation(self, value):
        return self.words.name(value)


class WordSchema(OpenApiSerializerFieldExtension):
    target_class = Word

    def map_serializer_field(self, auto_schema, direction) -> dict:
        return {"type": "string", "enum": list(self.target.words.names.values())}


class Money(serializers.DecimalField):
    """Euros as text (`"1250.00"`): a number of JSON is a float to most readers, and cents are exact."""

    def __init__(self, **options) -> None:
        super().__init__(max_digits=16, decimal_places=2, read_only=True, coerce_to_string=True, **options)


class Moment(serializers.DateTimeField):
    """A moment in UTC."""

    def __init__(self, **options) -> None:
        super().__init__(read_only=True, default_timezone=UTC, **options)


@extend_schema_field(OpenApiTypes.URI)
class PageLink(serializers.Field):
    """Where people read it: the page on the site."""

    def __init__(self, **options) -> None:
        super().__init__(**{"source": "*", "help_text": "De pagina op de site.", **options}, read_only=True)

    def to_representation(self, value):
        return settings.PORTAL_URL + value.get_absolute_url()


@extend_schema_field(OpenApiTypes.URI)
class SelfLink(serializers.Field):
    """Where programs read it: its own address in the API, by the field with its name in addresses."""

    def __init__(self, resource: str, ident: str, **options) -> None:
        self.resource, self.ident = resource, ident
        super().__init__(**{"source": "*", "help_text": "Het adres in deze API.", **options}, read_only=True)

    def to_representation(self, value):
        return address_of(self.resource, getattr(value, self.ident))


@extend_schema_field(POINT)
class Place(serializers.Field):
    """A point of a record, in the system that was asked for."""

    def __init__(self, longitude: str = "longitude", latitude: str = "latitude", **options) -> None:
        self.longitude, self.latitude = longitude, latitude
        options = {"source": "*", "help_text": "De plek, in het stelsel van `Content-Crs`.", **options}
        super().__init__(read_only=True, allow_null=True, **options)

    def to_representation(self, value):
        frame: Frame = self.context.get("frame") or Frame()
        return frame.point(getattr(value, self.longitude), getattr(value, self.latitude))


@extend_schema_field(GEOMETRY)
class Outline(serializers.Field):
    """A GeoJSON geometry that is kept in degrees, in the system that was asked for."""

    def __init__(self, **options) -> None:
        super().__init__(read_only=True, allow_null=True, **options)

    def to_representation(self, value):
        return (self.context.get("frame") or Frame()).geometry(value)
