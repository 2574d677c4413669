"""Programmes of a year in the API, each with the projects that it promises."""

import re

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from areas.territory.api import AreaFilter, AreaRef
from programmes.projects.api import ProjectRef
from programmes.yearly.models import PartKind, Programme
from programmes.yearly.queries import entries_for_list, for_index, texts_of, visible_to
from programmes.yearly.states import LIFE_CYCLE
from wijkportaal.foundation.api.doors import Resource
from wijkportaal.foundation.api.fields import Moment, Money, PageLink, Shape, Word, address_of
from wijkportaal.foundation.api.filters import Narrowing, WordFilter, YearFilter
from wijkportaal.foundation.api.words import Words

STATES, PARTS = Words(LIFE_CYCLE.states.items()), Words(PartKind.choices)
IDENT = re.compile(r"([0-9]{4})-([a-z0-9-]+)")


def ident_of(programme: Programme) -> str:
    """Return the id of a programme: its year and area."""
    return f"{programme.year}-{programme.area.slug}"


class ProgrammeRow(Shape):
    noun = "Programma"
    id = serializers.SerializerMethodField(help_text="Het jaar en het gebied.")
    titel = serializers.CharField(source="title")
    inleiding = serializers.CharField(source="intro")
    gebied = AreaRef(source="area")
    jaar = serializers.IntegerField(source="year")
    stand = Word(STATES, source="state")
    projecten = serializers.IntegerField(source="projects", help_text="Hoeveel projecten erin staan.")
    besluitnummer = serializers.CharField(source="decision_number")
    besluitdatum = serializers.DateField(source="decision_date", allow_null=True)
    gepubliceerdOp = Moment(source="published_at", allow_null=True)
    zelf = serializers.SerializerMethodField(help_text="Het adres in deze API.")
    pagina = PageLink()

    def get_id(self, programme) -> str:
        return ident_of(programme)

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_zelf(self, programme) -> str:
        return address_of("programmas", ident_of(programme))


class EntryShape(Shape):
    noun = "ProgrammaProject"
    nummer = serializers.IntegerField(source="number", help_text="Het nummer op de kaart.")
    project = ProjectRef()
    belofte = serializers.CharField(source="promise", help_text="Wat er dat jaar klaar is.")
    titel = serializers.CharField(source="title", help_text="Zoals het is vastgesteld.")
    periode = serializers.CharField(source="period", help_text="Zoals het is vastgesteld.")
    kosten = Money(source="cost", allow_null=True, help_text="In euro, zoals het is vastgesteld.")
    isVerschoven = serializers.BooleanField(source="has_slipped")


class PartShape(Shape):
    noun = "ProgrammaTekst"
    soort = Word(PARTS, source="kind")
    titel = serializers.CharField(source="title")
    tekst = serializers.CharField(source="text", help_text="Als HTML.")


class ProgrammeWhole(ProgrammeRow):
    noun = "ProgrammaVolledig"
    opgenomen = EntryShape(source="in_order", many=True, help_text="De projecten in dit programma.")
    teksten = PartShape(source="with_text", many=True)


class ProgrammeNarrowing(Narrowing):
    gebied = AreaFilter()
    jaar = YearFilter(field_name="year", label=_("Alleen van dit jaar."))
    stand = WordFilter(STATES, field_name="state", label=_("Alleen in deze stand."))

    class Meta:
        model = Programme
        fields: list[str] = []


class Programmes(Resource):
    row, whole = ProgrammeRow, ProgrammeWhole
    narrowing = ProgrammeNarrowing
    nouns = ("programma", "programmas")
    about = "Wat de partijen in een gebied voor een jaar beloven. Met een token ook wat nog wordt gemaakt in de gebieden waar u werkt."

    def records(self):
        return for_index(visible_to(self.person)).order_by("-year", "area__name", "pk")

    def one(self, ident: str):
        parts = IDENT.fullmatch(ident)
        if not parts:
            raise Http404
        found = self.found(self.records().filter(year=int(parts[1]), area__slug=parts[2]))
        found.in_order, found.with_text = entries_for_list(found), texts_of(found)
        return found
