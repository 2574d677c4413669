"""Rounds, question sets, what came in, and who walks where."""

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from areas.addresses.models import Postcode
from areas.roles.queries import areas_with_role, where_held, where_up_to
from areas.roles.states import AREA_MANAGER
from areas.territory.models import Area
from areas.territory.queries import descendants_of
from participation.consultations.models import (
    Answer,
    Consultation,
    Question,
    QuestionSet,
    Response,
    Walker,
    WalkStreet,
)
from participation.consultations.states import CLOSED, OPEN, PUBLIC

# Who opens, closes and answers; who does the rest of the work; who may look.
HOLDERS = ("area_manager", "administrator")
WORKERS = (*HOLDERS, "community_worker")
INSIDERS = (*WORKERS, "alderman")
SHORT = 4


def visible_to(person) -> QuerySet[Consultation]:
    """Return the rounds of the areas in which someone works."""
    return Consultation.objects.filter(where_held(person, *INSIDERS)).select_related("area", "question_set")


def for_workbench(person) -> QuerySet[Consultation]:
    """Return the rounds of where someone works, the last to end first, each with what came in and what waits."""
    open_wishes = Q(wishes__state="open", wishes__card_count__gt=0)
    return (
        visible_to(person)
        .annotate(
            response_count=Count("responses", filter=Q(responses__counts=True), distinct=True),
            open_wishes=Count("wishes", filter=open_wishes, distinct=True),
        )
        .order_by("-ends_on", "-pk")
    )


def sets_of(person) -> QuerySet[QuestionSet]:
    """Return the question sets of where someone works and of the whole gemeente, each with its number of questions and
    whether it was answered."""
    used = Answer.objects.filter(question__question_set=OuterRef("pk"))
    return (
        QuestionSet.objects.filter(where_held(person, *WORKERS) | Q(area__parent=None))
        .select_related("area")
        .annotate(question_count=Count("questions"), is_answered=Exists(used))
        .order_by("title", "pk")
    )


def sets_for(person, area: Area | None) -> QuerySet[QuestionSet]:
    """Return the sets with which someone can go round: those of where they work, also of the whole gemeente."""
    sets = sets_of(person) if area is None else QuestionSet.objects.filter(_at(area))
    return sets.order_by("title", "pk")


def _at(area: Area) -> Q:
    return Q(area=area) | Q(area__in=area.ancestor_ids)


def areas_to_ask_in(person) -> QuerySet[Area]:
    """Return the areas in which someone may hold a round."""
    return areas_with_role(person, *WORKERS).order_by("name")


def public_rounds() -> QuerySet[Consultation]:
    """Return the rounds that anyone may know of; the last to end first."""
    return Consultation.objects.filter(state__in=PUBLIC).select_related("area").order_by("-ends_on", "-pk")


def public_in(area: Area) -> QuerySet[Consultation]:
    """Return the public rounds of an area, of those inside it and above it."""
    near = Q(area=area) | Q(area__ancestor_ids__contains=[area.pk]) | Q(area__in=area.ancestor_ids)
    return public_rounds().filter(near)


def waiting_for(person) -> QuerySet[Consultation]:
    """Return the closed rounds that wait for their answers, where someone may give those."""
    return Consultation.objects.filter(where_up_to(person, AREA_MANAGER), state=CLOSED).select_related("area")


def questions_of(consultation: Consultation) -> list[Question]:
    """Return the questions of a round in their order."""
    return list(consultation.question_set.questions.order_by("number"))


def streets_of(consultation: Consultation) -> QuerySet[WalkStreet]:
    """Return the streets of a round, each with how many doors it has."""
    return consultation.streets.annotate(door_count=Count("addresses", distinct=True)).order_by("name")


def walkers_of(consultation: Consultation) -> QuerySet[Walker]:
    """Return who walks in a round, with their streets and how many doors they have been at."""
    return (
        consultation.walkers.annotate(visit_count=Count("visits", distinct=True))
        .prefetch_related(Prefetch("streets", WalkStreet.objects.order_by("name")))
        .order_by("email")
    )


def walks(person, walker: Walker) -> bool:
    """Whether someone is this walker: the account with the address that was asked."""
    return person.is_authenticated and person.is_active and person.email.lower() == walker.email


def lists_of(person) -> QuerySet[Walker]:
    """Return the walking lists of someone, of rounds that are under way."""
    return (
        Walker.objects.filter(email=person.email.lower(), consultation__state__in=(OPEN, CLOSED))
        .select_related("consultation__area")
        .annotate(door_count=Count("streets__addresses", distinct=True))
        .order_by("-consultation__ends_on", "pk")
    )


def postcodes_as_streets(area: Area) -> str:
    """Return the postcodes of an area as the lines of a form: `8911 AB: 1-25`; empty without a table."""
    inside = [area.pk, *descendants_of(area).values_list("pk", flat=True)]
    rows = Postcode.objects.filter(area__in=inside).order_by("postcode", "first")
    return "\n".join(
        f"{row}: {row.first}-{row.last}" if row.first and row.last else str(row) for row in rows[:500]
    )


def responses_of(consultation: Consultation) -> QuerySet[Response]:
    """Return the filled in forms of a round, newest first, what waits for a decision on top."""
    answers = Answer.objects.select_related("question").order_by("question__number")
    return (
        consultation.responses.select_related("street", "visit__address", "visit__walker", "entered_by")
        .prefetch_related(Prefetch("answers", answers))
        .order_by("counts", "-given_at", "-pk")
    )


def double_doors(responses: Iterable[Response]) -> set[int]:
    """Return the addresses of these forms at which more than one was filled in; one query."""
    doors = {each.visit.address_id for each in responses if each.visit and each.visit.address_id}
    return set(
        Response.objects.filter(visit__address__in=doors)
        .values_list("visit__address", flat=True)
        .order_by()
        .annotate(number=Count("pk"))
        .filter(number__gt=1)
    )
