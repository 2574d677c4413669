"""Themes in the API."""

import django_filters
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from areas.themes.models import Theme
from wijkportaal.foundation.api.doors import Resource
from wijkportaal.foundation.api.fields import Shape


class ThemeFilter(django_filters.ModelChoiceFilter):
    """About one theme, by its id."""

    def __init__(self, **options) -> None:
        queryset = Theme.objects.all()
        super().__init__(
            field_name="theme",
            queryset=queryset,
            to_field_name="slug",
            label=_("Alleen over dit thema."),
            **options,
        )


class ThemeRef(Shape):
    noun = "ThemaVerwijzing"
    id = serializers.CharField(source="slug", help_text="De id van het thema in deze API.")
    naam = serializers.CharField(source="name")


class ThemeShape(ThemeRef):
    noun = "Thema"
    kleur = serializers.CharField(source="colour", help_text="Als #rrggbb.")
    inGebruik = serializers.BooleanField(
        source="is_active", help_text="Of iets nieuws dit thema kan krijgen."
    )


class Themes(Resource):
    row = ThemeShape
    nouns = ("thema", "themas")
    about = "De thema's waar projecten, signalen en initiatieven over gaan."

    def records(self):
        return Theme.objects.order_by("position", "name", "pk")

    def one(self, ident: str):
        return self.found(Theme.objects.filter(slug=ident))
