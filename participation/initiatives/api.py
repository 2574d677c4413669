"""Initiatives of residents in the API."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from areas.organisations.api import OrganisationRef
from areas.territory.api import AreaFilter, AreaRef
from areas.themes.api import ThemeFilter, ThemeRef
from participation.initiatives.actions.talking import NotNow, give_support, write_comment
from participation.initiatives.models import Initiative
from participation.initiatives.queries import for_list, visible_to
from participation.initiatives.states import LIFE_CYCLE, RUNGS
from wijkportaal.foundation.api.doors import Resource, deed
from wijkportaal.foundation.api.fields import (
    Moment,
    Money,
    PageLink,
    Place,
    SelfLink,
    Shape,
    Word,
    address_of,
)
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


class SupportIn(serializers.Serializer):
    """What is sent to support an initiative."""

    noun = "NieuweSteun"
    uitGebied = serializers.BooleanField(help_text="Of u in het gebied woont. Niemand ziet dat u het was.")


class CommentIn(serializers.Serializer):
    """What is sent to write below an initiative."""

    noun = "NieuweReactie"
    tekst = serializers.CharField(
        max_length=4000, help_text="Vriendelijk en over het plan, zonder namen van anderen."
    )
    isVraag = serializers.BooleanField(
        required=False, default=False, help_text="Of de wijkmanager moet antwoorden."
    )
    metNaam = serializers.BooleanField(required=False, default=False, help_text="Of uw naam erbij komt.")


class CommentShape(Shape):
    noun = "Reactie"
    tekst = serializers.CharField(source="words")
    isVraag = serializers.BooleanField(source="is_question")
    staatOpDeSite = serializers.BooleanField(
        source="is_shown", help_text="Anders leest iemand de reactie eerst."
    )
    geplaatstOp = Moment(source="at")


class Initiatives(Resource):
    row, whole = InitiativeRow, InitiativeWhole
    refusals = (NotNow,)
    narrowing = InitiativeNarrowing
    place = ("longitude", "latitude")
    nouns = ("initiatief", "initiatieven")
    about = "Wat bewoners zelf willen doen, en wat ervan wordt. Zonder de namen van de makers. Met een token ook uw eigen initiatieven en die uit de gebieden waar u werkt."

    def records(self):
        return for_list(visible_to(self.person)).order_by("-published_at", "-pk")

    def one(self, ident: str):
        whole = visible_to(self.person).select_related("area", "theme", "organisation")
        return self.found(whole.filter(public_id=ident))

    def _public(self, ident: str) -> Initiative:
        return self.found(visible_to(self.person).filter(public_id=ident, published_at__isnull=False))

    @deed(
        "steun",
        operation="steunInitiatief",
        summary="Steun een initiatief",
        about="U steunt dit initiatief, één keer. Nog eens sturen verandert alleen of u in het gebied woont.",
        incoming=SupportIn,
        answered=InitiativeRow,
    )
    def support(self, request, **kwargs):
        found, values = self._public(kwargs["id"]), self.sent(request)

        def act():
            give_support(found, from_here=values["uitGebied"], by=self.person)
            supported = self.found(self.records().filter(pk=found.pk))
            return 201, dict(InitiativeRow(supported).data), address_of("initiatieven", found.public_id)

        return self.once(request, act)

    @deed(
        "reacties",
        operation="reageerOpInitiatief",
        summary="Schrijf een reactie of vraag",
        about="Wat u schrijft, staat op de site zodra iemand van de gemeente het las, of meteen als uw gemeente dat zo wil.",
        incoming=CommentIn,
        answered=CommentShape,
    )
    def comment(self, request, **kwargs):
        found, values = self._public(kwargs["id"]), self.sent(request)

        def act():
            made = write_comment(
                found,
                values["tekst"],
                is_question=values["isVraag"],
                # Who gave the portal no name has none to show.
                shows_name=values["metNaam"] and bool(self.person.full_name),
                by=self.person,
            )
            return 201, dict(CommentShape(made).data), address_of("initiatieven", found.public_id)

        return self.once(request, act)
