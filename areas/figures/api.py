"""Key figures in the API."""

import django_filters
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from areas.figures.catalogue import INDICATORS
from areas.figures.models import Figure
from areas.figures.queries import all_figures
from areas.territory.api import AreaFilter, AreaRef
from wijkportaal.foundation.api.doors import Resource
from wijkportaal.foundation.api.fields import Shape
from wijkportaal.foundation.api.filters import Narrowing, YearFilter


class IndicatorShape(Shape):
    noun = "Indicator"
    id = serializers.CharField(source="key", help_text="De naam bij CBS (Kerncijfers wijken en buurten).")
    naam = serializers.CharField(source="label")
    eenheid = serializers.CharField(source="unit", help_text="Leeg bij een aantal.")


class FigureShape(Shape):
    noun = "Cijfer"
    gebied = AreaRef(source="area")
    indicator = IndicatorShape(source="meaning")
    jaar = serializers.IntegerField(source="year")
    waarde = serializers.FloatField(
        source="value", allow_null=True, help_text="Leeg als de bron het cijfer niet geeft; nooit nul."
    )
    bron = serializers.CharField(source="source")
    geschat = serializers.BooleanField(source="estimated")
    toelichting = serializers.CharField(source="note")


class FigureNarrowing(Narrowing):
    gebied = AreaFilter()
    indicator = django_filters.ChoiceFilter(
        choices=[(key, key) for key in INDICATORS], label=_("Alleen deze indicator.")
    )
    jaar = YearFilter(field_name="year", label=_("Alleen dit jaar."))
    vanafJaar = YearFilter(field_name="year", lookup_expr="gte", label=_("Dit jaar en later."))

    class Meta:
        model = Figure
        fields: list[str] = []


class Figures(Resource):
    row = FigureShape
    narrowing = FigureNarrowing
    nouns = ("cijfer", "cijfers")
    about = "Kerncijfers van gebieden per jaar, met hun bron. Dat een cijfer is geschat of niet wordt gegeven, staat erbij."

    def records(self):
        return all_figures().select_related("area").order_by("area_id", "indicator", "-year", "pk")
