"""Initiatives of residents in the API."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from areas.organisations.api import OrganisationRef
from areas.territory.api import AreaFilter, AreaRef
from areas.themes.api import ThemeFilter, ThemeRef
from participation.initiatives.models import Initiative
from participation.initiatives.queries import for_list, visible_to
from participation.initiatives.states import LIFE_CYCLE, RUNGS
from wijkportaal.foundation.api.doors import Resource
from wijkportaal.foundation.api.fields import Moment, Money, PageLink, Place, SelfLink, Shape, Word
from wijkportaal.foundation.api.filters import Narrowing, WordFilter
from wijkportaal.foundation.api.words import Words

STATES, KINDS = (
    Words(LIFE_CYCLE.states.items()),
    Words([("idea", "eigen initiatief"), ("challenge", "uitdaagrecht")]),
)
LADDER = Words(RUNGS.items())


class InitiativeRow(Shape):
    noun = "Initiatief"
    id = serializers.CharField(source="public_id")
    titel = serializers.CharField(source="title")
    samenvatting = serializers.CharField(source="summary")
    soort = Word(KINDS, source="kind")
    gebied = AreaRef(source="area")
    thema = ThemeRef(source="theme")
    stand = Word(STATES, source="state")
    straat = serializers.CharField(source="street")
    locatie = Place()
    steunUitGebied = serializers.IntegerField(source="supporters_here")
    steunVanElders = serializers.IntegerField(source="supporters_elsewhere")
    reacties = serializers.IntegerField(source="comment_count")
    antwoordUiterlijk = serializers.DateField(source="answer_by", allow_null=True)
    gepubliceerdOp = Moment(source="published_at", allow_null=True)
    zelf = SelfLink("initiatieven", "public_id")
    pagina = PageLink()


class InitiativeWhole(InitiativeRow):
    noun = "InitiatiefVolledig"
    namens = OrganisationRef(source="organisation", allow_null=True)
    wat = serializers.CharField(source="what")
    waarom = serializers.CharField(source="why")
    metWie = serializers.CharField(source="with_whom")
    kosten = Money(source="cost", allow_null=True)
    vraagt = serializers.ListField(
        source="asks", child=serializers.CharField(), help_text="Geld, toestemming, hulp of niets."
    )
    redenStand = serializers.CharField(source="state_reason", help_text="Waarom het zo staat.")
    trede = Word(LADDER, source="rung", allow_null=True, help_text="Hoeveel de makers mogen beslissen.")


class InitiativeNarrowing(Narrowing):
    gebied = AreaFilter()
    thema = ThemeFilter()
    soort = WordFilter(KINDS, field_name="kind", label=_("Alleen deze soort."))
    stand = WordFilter(STATES, field_name="state", label=_("Alleen in deze stand."))

    class Meta:
        model = Initiative
        fields: list[str] = []


class Initiatives(Resource):
    row, whole = InitiativeRow, InitiativeWhole
    narrowing = InitiativeNarrowing
    place = ("longitude", "latitude")
    nouns = ("initiatief", "initiatieven")
    about = "Wat bewoners zelf willen doen, en wat ervan wordt. Zonder de namen van de makers. Met een token ook uw eigen initiatieven en die uit de gebieden waar u werkt."

    def records(self):
        return for_list(visible_to(self.person)).order_by("-published_at", "-pk")

    def one(self, ident: str):
        whole = visible_to(self.person).select_related("area", "theme", "organisation")
        return self.found(whole.filter(public_id=ident))
