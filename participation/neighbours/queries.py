from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from areas.organisations.models import ServedArea
from areas.organisations.queries import concerned_ids, holding
from areas.roles.queries import held_areas, where_held
from areas.roles.states import ADMINISTRATOR, AREA_MANAGER, COMMUNITY_WORKER
from areas.territory.models import Area
from areas.territory.queries import neighbours_of
from participation.moderation.queries import appealed_idents
from participation.neighbours.calculations import Fit, Wish, fits_of
from participation.neighbours.models import Block, Notice, Service, Talk
from participation.neighbours.states import ENDED, KEPT, NOTICE, OPEN, OVER, WAITING

MODERATORS = (COMMUNITY_WORKER, AREA_MANAGER, ADMINISTRATOR)
SHORT = 4
MOST_FITS = 6


def public_notices() -> QuerySet[Notice]:
    """Return what stands open, newest first."""
    today = timezone.localdate()
    return Notice.objects.filter(state=OPEN, expires_on__gte=today, person__is_active=True).select_related(
        "area"
    )


def public_here(area: Area) -> QuerySet[Notice]:
    """Return what stands open in an area, in what it took over and in what lies in it."""
    own = concerned_ids(area) - set(area.ancestor_ids)
    return public_notices().filter(Q(area__in=own) | Q(area__ancestor_ids__contains=[area.pk]))


def seen_by(person) -> QuerySet[Notice]:
    """Return the notices that somebody may open: what stands open, their own, and what they moderate.

    Of who blocked them, or whom they blocked, nothing.
    """
    if not person.is_authenticated:
        return public_notices()
    blocked = Q(Exists(Block.objects.filter(by=person.pk, whom=OuterRef("person_id")))) | Q(
        Exists(Block.objects.filter(whom=person.pk, by=OuterRef("person_id")))
    )
    mine = Q(person=person.pk) | where_held(person, *MODERATORS)
    standing = Q(pk__in=public_notices().values("pk")) & ~blocked
    return Notice.objects.filter(standing | mine).select_related("area", "person")


def are_blocked(one, other) -> bool:
    """Whether one of two wants no contact with the other."""
    return Block.objects.filter(Q(by=one, whom=other) | Q(by=other, whom=one)).exists()


def own_notices(person) -> QuerySet[Notice]:
    """Return what somebody asked and offered, with the number of talks that go on, what stands open first."""
    going_on = Count("talks", filter=~Q(talks__state=ENDED))
    return (
        Notice.objects.filter(person=person.pk)
        .select_related("area")
        .annotate(talk_count=going_on)
        .order_by("over_at", "-made_at", "-pk")
    )


def own_talks(person) -> QuerySet[Talk]:
    """Return the talks in which somebody takes part, newest first."""
    own = Talk.objects.filter(Q(person=person.pk) | Q(notice__person=person.pk))
    return own.select_related("notice__area", "notice__person", "person").order_by("over_at", "-begun_at")


def fits_for(notice: Notice) -> list[tuple[Notice, Fit]]:
    """Return what fits a notice, the best first, each with why."""
    opposite = public_notices().filter(category=notice.category).exclude(kind=notice.kind)
    opposite = opposite.exclude(person=notice.person_id).exclude(
        Q(Exists(Block.objects.filter(by=notice.person_id, whom=OuterRef("person_id"))))
        | Q(Exists(Block.objects.filter(whom=notice.person_id, by=OuterRef("person_id"))))
    )
    near = frozenset(area.pk for area in neighbours_of(notice.area))
    found = {each.pk: each for each in opposite.filter(area__in={notice.area_id, *near})[:200]}
    fits = fits_of(wish_of(notice, near), [wish_of(each) for each in found.values()])
    return [(found[fit.key], fit) for fit in fits[:MOST_FITS]]


def wish_of(notice: Notice, near: frozenset[int] = frozenset()) -> Wish:
    return Wish(
        notice.pk, notice.kind, notice.category, notice.area_id, notice.place, frozenset(notice.slots), near
    )


def to_moderate(person) -> QuerySet[Notice]:
    """Return what waits to be read where somebody works, oldest first."""
    here = Notice.objects.filter(where_held(person, *MODERATORS), state=WAITING)
    return here.select_related("area", "person").order_by("made_at", "pk")


def waiting_for(person) -> int:
    """Count what waits to be read by someone; no query for who reads nothing."""
    return to_moderate(person).order_by().count() if held_areas(person, *MODERATORS) else 0


def services_for(area: Area | None = None) -> list[Service]:
    """Return who helps as a profession, in an area or in the whole gemeente."""
    found = Service.objects.filter(is_active=True, organisation__is_active=True)
    if area is not None:
        serving = ServedArea.objects.filter(holding(timezone.localdate()), area_id__in=concerned_ids(area))
        found = found.filter(organisation__in=serving.values("organisation_id"))
    return list(found.select_related("organisation"))


def over_long_ago(term: timedelta = KEPT) -> tuple[QuerySet[Notice], QuerySet[Talk]]:
    """Return the notices and talks that are over for longer than `term`; not those that await a second judgement."""
    before = timezone.now() - term
    notices = Notice.objects.filter(state__in=OVER, over_at__lt=before)
    return (
        notices.exclude(public_id__in=appealed_idents(NOTICE)),
        Talk.objects.filter(state=ENDED, over_at__lt=before),
    )


def nearly_over(today: date, within) -> Iterable[Notice]:
    """Return what stands open and ends within some days."""
    soon = Notice.objects.filter(state=OPEN, expires_on__gte=today, expires_on__lte=today + within)
    return soon.select_related("person").order_by("pk")
