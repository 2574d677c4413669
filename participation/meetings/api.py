"""Meetings in the API: what is on the site, and for who holds them their own."""

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from areas.territory.api import AreaFilter, AreaRef
from areas.territory.models import Area
from participation.meetings.actions.guests import sign_up
from participation.meetings.models import Meeting
from participation.meetings.queries import in_areas, link_token, managed, shown, with_details
from participation.meetings.states import KINDS, LIFE_CYCLE, MOST_PERSONS, SIGN_UP_CYCLE
from wijkportaal.foundation.api.doors import Resource, deed
from wijkportaal.foundation.api.fields import Moment, PageLink, SelfLink, Shape, Word, address_of
from wijkportaal.foundation.api.filters import DayFilter, Narrowing, WordFilter
from wijkportaal.foundation.api.problems import BODY, Wrong
from wijkportaal.foundation.api.words import Words
from wijkportaal.foundation.transitions.states import TransitionRefused

STATES, SORTS = Words(LIFE_CYCLE.states.items()), Words(KINDS.items())
GUEST_STATES = Words(SIGN_UP_CYCLE.states.items())


class MeetingRow(Shape):
    noun = "Bijeenkomst"
    id = serializers.CharField(source="public_id")
    titel = serializers.CharField(source="title")
    soort = Word(SORTS, source="kind")
    gebied = AreaRef(source="area")
    organisator = serializers.CharField(source="host")
    begint = Moment(source="starts_at")
    eindigt = Moment(source="ends_at")
    plek = serializers.CharField(source="place")
    stand = Word(STATES, source="state")
    isOpenbaar = serializers.BooleanField(source="is_public")
    plekkenOver = serializers.IntegerField(
        source="seats_left", allow_null=True, help_text="Leeg als er geen grens is."
    )
    warenEr = serializers.IntegerField(
        source="attended", allow_null=True, help_text="Hoeveel mensen er waren."
    )
    zelf = SelfLink("bijeenkomsten", "public_id")
    pagina = PageLink()


class AgendaPointShape(Shape):
    noun = "BijeenkomstPunt"
    titel = serializers.CharField(source="title")
    minuten = serializers.IntegerField(source="minutes", allow_null=True)


class MeetingWhole(MeetingRow):
    noun = "BijeenkomstVolledig"
    inleiding = serializers.CharField(source="intro")
    agenda = AgendaPointShape(source="points", many=True)
    vervoer = serializers.CharField(source="transport")
    talen = serializers.CharField(source="languages")


class MeetingNarrowing(Narrowing):
    gebied = AreaFilter(method="for_area")
    soort = WordFilter(SORTS, field_name="kind", label=_("Alleen deze soort."))
    stand = WordFilter(STATES, field_name="state", label=_("Alleen in deze stand."))
    vanaf = DayFilter(field_name="starts_at__date", lookup_expr="gte", label=_("Op deze dag of later."))
    tot = DayFilter(field_name="starts_at__date", lookup_expr="lt", label=_("Vóór deze dag."))

    class Meta:
        model = Meeting
        fields: list[str] = []

    def for_area(self, meetings, _name, area: Area):
        inside = Area.objects.filter(ancestor_ids__contains=[area.pk]).values("pk")
        return in_areas(meetings, Q(pk=area.pk) | Q(pk__in=inside))


class SignUpIn(serializers.Serializer):
    """What is sent to come to a meeting."""

    noun = "NieuweAanmelding"
    aantal = serializers.IntegerField(
        min_value=1, max_value=MOST_PERSONS, required=False, default=1, help_text="Met hoeveel mensen u komt."
    )
    naam = serializers.CharField(max_length=80, required=False, help_text="Anders de naam van uw account.")
    nodig = serializers.CharField(
        max_length=300,
        required=False,
        allow_blank=True,
        default="",
        help_text="Wat u nodig hebt om mee te doen, zoals een tolk. Alleen de organisator leest dit.",
    )


class SignUpShape(Shape):
    noun = "Aanmelding"
    aantal = serializers.IntegerField(source="persons")
    stand = Word(GUEST_STATES, source="state")
    beheer = serializers.SerializerMethodField(
        help_text="De pagina waarop u zich afmeldt of uw plek ziet. Deel hem niet."
    )

    def get_beheer(self, guest) -> str:
        return settings.PORTAL_URL + reverse("meetings:own", args=[link_token(guest)])


class Meetings(Resource):
    row, whole = MeetingRow, MeetingWhole
    refusals = (TransitionRefused,)
    narrowing = MeetingNarrowing
    nouns = ("bijeenkomst", "bijeenkomsten")
    about = "Waar mensen samenkomen, wanneer en waarover. Zonder wie er komt. Met een token ook wat u zelf organiseert."

    def records(self):
        meetings = shown()
        if self.person.is_authenticated:
            meetings |= managed(self.person)
        return meetings.order_by("-starts_at", "-pk")

    def one(self, ident: str):
        return self.found(with_details(self.records()).filter(public_id=ident))

    @deed(
        "aanmeldingen",
        operation="meldAanVoorBijeenkomst",
        summary="Meld uzelf aan",
        about="U komt naar deze bijeenkomst. Is die vol, dan staat u in de rij. U krijgt ook een e-mail.",
        incoming=SignUpIn,
        answered=SignUpShape,
    )
    def sign_up(self, request, **kwargs):
        found, values = self.found(shown().filter(public_id=kwargs["id"])), self.sent(request)
        name = values.get("naam") or self.person.full_name
        if not name:
            raise Wrong(BODY, {"naam": [_("Stuur uw naam mee: uw account heeft er geen.")]})

        def act():
            guest = sign_up(
                found,
                email=self.person.email,
                name=name,
                number=values["aantal"],
                needs=values["nodig"],
                person=self.person,
            )
            return 201, dict(SignUpShape(guest).data), address_of("bijeenkomsten", found.public_id)

        return self.once(request, act)
