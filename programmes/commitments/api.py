"""Promises in the API: who promised what, by when, and whether it was kept; never to which person."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from areas.organisations.api import OrganisationFilter, OrganisationRef
from areas.territory.api import AreaFilter, AreaRef
from programmes.commitments.actions import break_commitment, keep_commitment, move_commitment
from programmes.commitments.forms import fault_in_new_day
from programmes.commitments.models import Answer, Commitment, SaidIn, StepKind
from programmes.commitments.queries import (
    overdue,
    private_reasons_hidden,
    trail_of,
    visible_to,
    with_people,
)
from programmes.commitments.states import LIFE_CYCLE
from programmes.projects.api import ProjectRef
from wijkportaal.foundation.api.doors import Resource, deed
from wijkportaal.foundation.api.fields import Moment, PageLink, SelfLink, Shape, Word, address_of
from wijkportaal.foundation.api.filters import FlagFilter, Narrowing, WordFilter
from wijkportaal.foundation.api.words import Words
from wijkportaal.foundation.transitions.states import TransitionRefused

STATES, OCCASIONS, ANSWERS = Words(LIFE_CYCLE.states.items()), Words(SaidIn.choices), Words(Answer.choices)
STEPS = Words(StepKind.choices)


class CommitmentRow(Shape):
    noun = "Afspraak"
    id = serializers.CharField(source="public_id")
    afspraak = serializers.CharField(source="what")
    gebied = AreaRef(source="area")
    organisatie = OrganisationRef(source="organisation", help_text="Wie het belooft.")
    beloofdDoor = serializers.CharField(source="promiser")
    beloofdAan = serializers.CharField(source="recipient", help_text="Nooit een persoon.")
    gezegdIn = Word(OCCASIONS, source="said_in")
    afgesprokenOp = serializers.DateField(source="made_on")
    eersteDatum = serializers.DateField(source="first_due_on", help_text="Wanneer het eerst klaar zou zijn.")
    klaarOp = serializers.DateField(source="due_on", help_text="De datum die nu geldt.")
    keerVerschoven = serializers.IntegerField(source="moves")
    afgeslotenOp = serializers.DateField(source="closed_on", allow_null=True)
    stand = Word(STATES, source="state")
    isTeLaat = serializers.BooleanField(source="is_overdue")
    antwoord = Word(
        ANSWERS, source="answer", allow_null=True, help_text="Wat degene aan wie het is beloofd ervan zegt."
    )
    isOpenbaar = serializers.BooleanField(source="is_public")
    zelf = SelfLink("afspraken", "public_id")
    pagina = PageLink()


class CommitmentStepShape(Shape):
    noun = "AfspraakStap"
    soort = Word(STEPS, source="kind")
    oudeDatum = serializers.DateField(source="old_due_on", allow_null=True)
    nieuweDatum = serializers.DateField(source="new_due_on", allow_null=True)
    reden = serializers.CharField(source="reason")
    op = Moment(source="at")


class CommitmentWhole(CommitmentRow):
    noun = "AfspraakVolledig"
    toelichting = serializers.CharField(source="explanation")
    project = ProjectRef(allow_null=True)
    stappen = CommitmentStepShape(
        source="public_trail", many=True, help_text="Wat ermee gebeurde, het nieuwste eerst."
    )


class CommitmentNarrowing(Narrowing):
    gebied = AreaFilter()
    organisatie = OrganisationFilter()
    stand = WordFilter(STATES, field_name="state", label=_("Alleen in deze stand."))
    teLaat = FlagFilter(label=_("Alleen wat te laat is (of juist niet)."), method="late")

    class Meta:
        model = Commitment
        fields: list[str] = []

    def late(self, commitments, _name, is_late):
        late = overdue(commitments)
        return late if is_late else commitments.exclude(pk__in=late.order_by().values("pk"))


KEPT, MOVED, BROKEN = "nagekomen", "verschoven", "gebroken"


class StepIn(serializers.Serializer):
    """What is sent to say what became of a promise."""

    noun = "NieuweAfspraakStap"
    soort = serializers.ChoiceField(choices=[KEPT, MOVED, BROKEN])
    op = serializers.DateField(required=False, help_text="Bij nagekomen: wanneer. Anders vandaag.")
    nieuweDatum = serializers.DateField(required=False, help_text="Bij verschoven: de nieuwe datum.")
    reden = serializers.CharField(
        max_length=1000,
        required=False,
        default="",
        help_text="Waarom; moet bij verschoven en gebroken. Iedereen kan dit lezen.",
    )

    def validate(self, values: dict) -> dict:
        if values["soort"] == MOVED and "nieuweDatum" not in values:
            raise serializers.ValidationError({"nieuweDatum": [_("Stuur de nieuwe datum mee.")]})
        if values["soort"] == MOVED and (fault := fault_in_new_day(values["nieuweDatum"])):
            raise serializers.ValidationError({"nieuweDatum": [fault]})
        if values["soort"] != KEPT and not values["reden"].strip():
            raise serializers.ValidationError({"reden": [_("Schrijf erbij waarom. Bewoners lezen het.")]})
        return values


class Commitments(Resource):
    row, whole = CommitmentRow, CommitmentWhole
    refusals = (TransitionRefused,)
    narrowing = CommitmentNarrowing
    nouns = ("afspraak", "afspraken")
    about = "Wat er aan bewoners is beloofd, door wie, tegen wanneer, en of het is nagekomen. Met een token ook wat niet openbaar is in de gebieden waar u werkt."

    def records(self):
        return with_people(visible_to(self.person)).order_by("due_on", "pk")

    def one(self, ident: str):
        found = self.found(self.records().filter(public_id=ident))
        found.public_trail = private_reasons_hidden(trail_of(found))
        return found

    @deed(
        "stappen",
        operation="meldStapVanAfspraak",
        summary="Meld wat er van een afspraak werd",
        about="Zeg dat een afspraak is nagekomen, een andere datum krijgt of niet wordt nagekomen. Voor wie haar bewaakt. Aan wie het is beloofd, krijgt bericht.",
        incoming=StepIn,
        answered=CommitmentWhole,
    )
    def step(self, request, **kwargs):
        found = self.one(kwargs["id"])
        self.must("commitments.settle_commitment", found)
        values = self.sent(request)

        def act():
            _take_step(found, values, by=self.person)
            whole = self.one(found.public_id)
            return 201, dict(CommitmentWhole(whole).data), address_of("afspraken", found.public_id)

        return self.once(request, act)


def _take_step(commitment: Commitment, values: dict, *, by) -> None:
    if values["soort"] == KEPT:
        keep_commitment(commitment, by=by, on=values.get("op"), note=values["reden"])
    elif values["soort"] == MOVED:
        move_commitment(commitment, values["nieuweDatum"], by=by, reason=values["reden"])
    else:
        break_commitment(commitment, by=by, reason=values["reden"])
