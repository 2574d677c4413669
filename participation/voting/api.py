"""Rounds of voting in the API, with the result once it is published. Who voted what, nobody can say."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from areas.territory.api import AreaFilter, AreaRef
from participation.voting.models import VotingRound
from participation.voting.queries import last_result, plans_of, public_rounds, visible_to
from participation.voting.states import LIFE_CYCLE, METHODS, RULES
from wijkportaal.foundation.api.doors import Resource
from wijkportaal.foundation.api.fields import Moment, Money, PageLink, SelfLink, Shape, Word
from wijkportaal.foundation.api.filters import Narrowing, WordFilter
from wijkportaal.foundation.api.words import Words

STATES, WAYS, COUNTS = Words(LIFE_CYCLE.states.items()), Words(METHODS.items()), Words(RULES.items())


class RoundRow(Shape):
    noun = "Stemronde"
    id = serializers.CharField(source="public_id")
    titel = serializers.CharField(source="title")
    gebied = AreaRef(source="area")
    wieMagStemmen = serializers.CharField(source="who")
    opent = Moment(source="starts_at")
    sluit = Moment(source="ends_at")
    methode = Word(WAYS, source="method")
    regel = Word(COUNTS, source="rule")
    budget = Money()
    stand = Word(STATES, source="state")
    zelf = SelfLink("stemrondes", "public_id")
    pagina = PageLink()


class PlanShape(Shape):
    noun = "Stemplan"
    nummer = serializers.IntegerField(source="number")
    titel = serializers.CharField(source="title")
    toelichting = serializers.CharField(source="words")
    kosten = Money(source="cost")
    categorie = serializers.CharField(source="category")
    plek = serializers.CharField(source="place")


class PlanResultShape(Shape):
    noun = "StemplanUitslag"
    nummer = serializers.IntegerField(source="number", help_text="Van het plan.")
    punten = serializers.IntegerField(source="points")
    stemmen = serializers.IntegerField(source="ballots", help_text="Hoeveel mensen dit plan kozen.")
    isGekozen = serializers.BooleanField(source="is_chosen")


class ResultShape(Shape):
    noun = "Uitslag"
    geteldOp = Moment(source="counted_at")
    stemmers = serializers.IntegerField(source="outcome.turnout.voters", default=None, allow_null=True)
    stemgerechtigd = serializers.IntegerField(
        source="outcome.turnout.eligible", default=None, allow_null=True
    )
    besteed = serializers.SerializerMethodField(help_text="In euro, aan wat is gekozen.")
    plannen = PlanResultShape(source="outcome.plans", many=True)

    @extend_schema_field({"type": "string", "format": "decimal"})
    def get_besteed(self, result) -> str:
        return str(Decimal(result.outcome["spent"]) / 100)


class RoundWhole(RoundRow):
    noun = "StemrondeVolledig"
    inleiding = serializers.CharField(source="intro")
    plannen = PlanShape(source="plans_in_order", many=True)
    uitslag = ResultShape(source="result", allow_null=True, help_text="Zodra zij is gepubliceerd.")


class RoundNarrowing(Narrowing):
    gebied = AreaFilter()
    stand = WordFilter(STATES, field_name="state", label=_("Alleen in deze stand."))

    class Meta:
        model = VotingRound
        fields: list[str] = []


class Rounds(Resource):
    row, whole = RoundRow, RoundWhole
    narrowing = RoundNarrowing
    nouns = ("stemronde", "stemrondes")
    about = (
        "Keuzes tussen plannen door bewoners, met de uitslag. Met een token ook de rondes die u voorbereidt."
    )

    def records(self):
        rounds = public_rounds()
        if self.person.is_authenticated:
            rounds |= visible_to(self.person)
        return rounds.order_by("-ends_at", "-pk")

    def one(self, ident: str):
        found = self.found(self.records().filter(public_id=ident))
        found.plans_in_order = plans_of(found)
        found.result = last_result(found) if found.is_published else None
        return found
