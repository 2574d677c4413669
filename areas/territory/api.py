"""Areas in the API: GeoJSON with their borders, as they are on a day."""

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from areas.territory.models import Area, AreaKind, AreaVersion
from areas.territory.queries import find_area, versions_with_borders
from wijkportaal.foundation.api.doors import Resource
from wijkportaal.foundation.api.fields import Outline, PageLink, SelfLink, Shape, Word
from wijkportaal.foundation.api.filters import DayFilter, Narrowing, WordFilter
from wijkportaal.foundation.api.renderers import GeoJSON
from wijkportaal.foundation.api.words import Words

KINDS = Words(AreaKind.choices)


class AreaFilter(django_filters.ModelChoiceFilter):
    """Of one area and all that lies in it, by its web address. `field_name` is the path to the area."""

    def __init__(self, field_name: str = "area", **options) -> None:
        label = _("Alleen van dit gebied en wat erin ligt: de id van het gebied.")
        options = {"label": label, "queryset": Area.objects.all(), "to_field_name": "slug", **options}
        super().__init__(field_name=field_name, **options)

    def filter(self, qs, value):
        if value is None:
            return qs
        inside = Q(**{f"{self.field_name}__ancestor_ids__contains": [value.pk]})
        return qs.filter(Q(**{self.field_name: value.pk}) | inside)


class AreaRef(Shape):
    noun = "GebiedVerwijzing"
    id = serializers.CharField(source="slug", help_text="De id van het gebied in deze API.")
    naam = serializers.CharField(source="name")


class AreaCodeShape(Shape):
    noun = "Gebiedscode"
    code = serializers.CharField(help_text="Van CBS, bijvoorbeeld WK008000.")
    jaar = serializers.IntegerField(source="year")


class AreaProperties(Shape):
    noun = "GebiedEigenschappen"
    id = serializers.CharField(source="area.slug")
    naam = serializers.CharField(source="name")
    naamFries = serializers.CharField(
        source="area.frisian_name", help_text="De Friese naam; leeg als er geen is ingevuld."
    )
    soort = Word(KINDS, source="area.kind")
    codes = AreaCodeShape(source="area.codes", many=True)
    ligtIn = serializers.CharField(
        source="parent.slug",
        default=None,
        allow_null=True,
        help_text="De id van het gebied waar dit in ligt.",
    )
    geldigVan = serializers.DateField(source="valid_from", help_text="Sinds wanneer het zo is.")
    geldigTot = serializers.DateField(
        source="valid_until", allow_null=True, help_text="De eerste dag waarop het niet meer zo is."
    )
    hectare = serializers.FloatField(source="border.hectares", default=None, allow_null=True)
    zelf = SelfLink("gebieden", "slug", source="area")
    pagina = PageLink(source="area")


class AreaFeature(Shape):
    noun = "Gebied"
    type = serializers.SerializerMethodField()
    id = serializers.CharField(source="area.slug")
    geometry = Outline(source="border.geometry", default=None, help_text="De grens.")
    properties = AreaProperties(source="*")

    def get_type(self, _version) -> str:
        return "Feature"


class AreaNarrowing(Narrowing):
    datum = DayFilter(label=_("Zoals het op deze dag was; anders vandaag."), method="as_on_that_day")
    soort = WordFilter(KINDS, field_name="area__kind", label=_("Alleen deze soort."))
    ligtIn = AreaFilter("area", label=_("Alleen wat in dit gebied ligt: de id van dat gebied."))

    class Meta:
        model = AreaVersion
        fields: list[str] = []

    def filter_queryset(self, queryset):
        day = self.form.cleaned_data["datum"] or timezone.localdate()
        holding = versions_with_borders(day).select_related("area", "border", "parent")
        return super().filter_queryset(holding.prefetch_related("area__codes").order_by("name", "area_id"))

    def as_on_that_day(self, versions, _name, _day):
        return versions


class Areas(Resource):
    row = AreaFeature
    narrowing = AreaNarrowing
    renderer_classes = [GeoJSON]
    nouns = ("gebied", "gebieden")
    about = "De wijken, dorpen, buurten en kernen van de gemeente, met hun grens, als GeoJSON. Wat er op een dag in het verleden was, vraagt u met `datum`."

    @property
    def is_geographic(self) -> bool:
        return True

    def records(self):
        return AreaVersion.objects.all()

    def one(self, ident: str):
        found = find_area(ident)
        versions = AreaVersion.objects.filter(area=found).select_related("area", "border", "parent")
        today = timezone.localdate()
        return self.found(
            versions.filter(valid_from__lte=today).prefetch_related("area__codes").order_by("-valid_from")
        )

    def within(self, found, box):
        west, south, east, north = box
        return found.filter(
            border__west__lte=east, border__east__gte=west, border__south__lte=north, border__north__gte=south
        )

    def wrapped(self, rows, page):
        return {
            "type": "FeatureCollection",
            "numberMatched": page.total,
            "numberReturned": len(rows),
            "features": rows,
        }

    def wrapping(self, rows: dict) -> dict:
        number = {"type": "integer"}
        return {
            "type": "object",
            "properties": {
                "type": {"type": "string", "enum": ["FeatureCollection"]},
                "numberMatched": {**number, "description": "Hoeveel er zijn, op alle bladzijden samen."},
                "numberReturned": {**number, "description": "Hoeveel er op deze bladzijde staan."},
                "features": rows,
            },
            "required": ["type", "numberMatched", "numberReturned", "features"],
        }
