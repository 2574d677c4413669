from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from operator import attrgetter

from django.core import signing
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Sum
from django.utils import timezone

from areas.organisations.models import Organisation
from areas.organisations.queries import (
    concerned_ids,
    organisations_for,
    organisations_worked_for,
    served_areas,
)
from areas.roles.queries import areas_with_role, held_areas, where_held, where_up_to
from areas.roles.states import AREA_MANAGER, COMMUNITY_WORKER
from areas.territory.models import Area
from participation.meetings.calculations import NO_ORGANISATION, Load, Loads, Sitting, load_of
from participation.meetings.models import HeadCount, Meeting, MeetingArea, SignUp
from participation.meetings.states import (
    ADOPTED,
    ANNOUNCED,
    ASKED,
    COMING,
    EXPECTED,
    HELD,
    INVITED,
    OFF,
    PAST,
    PUBLIC,
    WAITING,
)
from wijkportaal.foundation.mail.models import Letter

# Who holds meetings of the gemeente in an area; who works for an organisation holds those of that organisation.
ORGANISERS = ("area_manager", "community_worker", "administrator")
# Who looks at how much overleg there is.
WATCHERS = (*ORGANISERS, "department", "alderman", "councillor")
LINK_SALT = "meetings.sign_up"
SHORT = 4
# Letters to one address in a day that anyone can ask for.
LETTERS_A_DAY = 10
# Meetings that are over this long are no longer in a calendar that is subscribed to.
CALENDAR_KEEPS = timedelta(days=60)
MOST_IN_CALENDAR = 200


def managed_by(person) -> Q:
    """The condition that someone holds a meeting: works in its area, or for the organisation that holds it."""
    return where_held(person, *ORGANISERS) | Q(organiser__in=organisations_worked_for(person))


def manages_any(person) -> bool:
    """Whether someone may hold meetings somewhere."""
    return bool(held_areas(person, *ORGANISERS)) or bool(organisations_worked_for(person))


def managed(person) -> QuerySet[Meeting]:
    """Return the meetings that someone holds, those to come first, then the last."""
    return Meeting.objects.filter(managed_by(person)).select_related("area", "organiser", "facility")


def hosts_for(person) -> QuerySet[Organisation]:
    """Return the organisations for which someone may hold a meeting: all for who works for the gemeente."""
    found = Organisation.objects.filter(is_active=True)
    return found if held_areas(person, *ORGANISERS) else found.filter(pk__in=organisations_worked_for(person))


def areas_to_meet_in(person) -> QuerySet[Area]:
    """Return the areas in which someone may hold a meeting."""
    if held_areas(person, *ORGANISERS):
        return areas_with_role(person, *ORGANISERS).order_by("name")
    served = {
        area.pk
        for organisation in Organisation.objects.filter(pk__in=organisations_worked_for(person))
        for area in served_areas(organisation)
    }
    return (
        Area.objects.today().filter(Q(pk__in=served) | Q(ancestor_ids__overlap=list(served))).order_by("name")
    )


def shown() -> QuerySet[Meeting]:
    """Return the meetings that anyone may know of."""
    return Meeting.objects.filter(is_public=True, state__in=PUBLIC).select_related(
        "area", "organiser", "facility"
    )


def in_areas(meetings: QuerySet[Meeting], condition: Q) -> QuerySet[Meeting]:
    """Keep the meetings with one of their areas in the areas that a condition fits."""
    wanted = Area.objects.filter(condition).values("pk")
    also = MeetingArea.objects.filter(meeting=OuterRef("pk"), area__in=wanted)
    return meetings.filter(Q(area__in=wanted) | Exists(also))


def shown_in(area: Area) -> QuerySet[Meeting]:
    """Return the public meetings for an area: its own, and those of what it lies in, took over and has inside it."""
    near = Q(pk__in=concerned_ids(area)) | Q(ancestor_ids__contains=[area.pk])
    return in_areas(shown(), near)


def to_come(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Keep what is still to come or under way, soonest first."""
    return meetings.exclude(state__in=PAST).filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk")


def been(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Keep what was held, the last first."""
    return meetings.filter(state__in=PAST).order_by("-starts_at", "-pk")


def with_details(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Let a meeting carry its agenda and its other areas; two queries more."""
    return meetings.select_related("area", "organiser", "facility", "minutes").prefetch_related(
        "points", Prefetch("also", MeetingArea.objects.select_related("area"))
    )


def for_calendar(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Keep what belongs in a calendar that somebody subscribes to."""
    since = timezone.now() - CALENDAR_KEEPS
    return meetings.filter(starts_at__gt=since).order_by("starts_at", "pk")[:MOST_IN_CALENDAR]


def link_token(sign_up: SignUp) -> str:
    """Return the text that opens somebody's own sign-up. It works as long as the sign-up is there."""
    return signing.Signer(salt=LINK_SALT).sign(sign_up.code)


def sign_up_by_token(token: str) -> SignUp | None:
    """Return the sign-up that a link is about, or None for a link that is not ours or is too old."""
    try:
        code = signing.Signer(salt=LINK_SALT).unsign(token[:200])
    except signing.BadSignature:
        return None
    meetings = SignUp.objects.select_related("meeting__area", "meeting__organiser", "meeting__facility")
    return meetings.filter(code=code).first()


def own_sign_up(meeting: Meeting, person) -> SignUp | None:
    """Return the sign-up of someone who has an account; no query for who did not sign in."""
    if not person.is_authenticated:
        return None
    mine = meeting.sign_ups.exclude(state=OFF)
    return mine.filter(Q(person=person.pk) | Q(email=person.email)).first()


def place_in_line(sign_up: SignUp) -> int:
    """Return the how-manieth somebody is on the waiting list; 0 for who does not wait."""
    if sign_up.state != WAITING:
        return 0
    line = waiting_line(sign_up.meeting).values_list("pk", flat=True)
    return list(line).index(sign_up.pk) + 1


def waiting_line(meeting: Meeting) -> QuerySet[SignUp]:
    """Return who waits for a seat, first come first."""
    return SignUp.objects.filter(meeting=meeting, state=WAITING).order_by("in_line_since", "pk")


def guests_of(meeting: Meeting) -> QuerySet[SignUp]:
    """Return who comes and who waits, by name; what the organiser and the door see."""
    return (
        meeting.sign_ups.filter(state__in=EXPECTED)
        .select_related("organisation", "person")
        .order_by("state", "name", "pk")
    )


def others_of(meeting: Meeting) -> QuerySet[SignUp]:
    """Return who was invited or did not confirm yet, and who signed off."""
    return meeting.sign_ups.filter(state__in=(ASKED, INVITED, OFF)).order_by("state", "email")


def may_write_to(address: str) -> bool:
    """Whether an address may get one more letter today that anyone can ask for."""
    since = timezone.now() - timedelta(days=1)
    return Letter.objects.filter(to=address, written_at__gte=since).count() < LETTERS_A_DAY


def persons(sign_ups: QuerySet[SignUp]) -> int:
    """Count people, not sign-ups."""
    return sign_ups.aggregate(number=Sum("persons"))["number"] or 0


def to_be_told(meeting: Meeting) -> QuerySet[SignUp]:
    """Return who must hear that something changes: who comes, waits or was invited."""
    return meeting.sign_ups.filter(state__in=(*EXPECTED, INVITED)).select_related("meeting")


def counters_for(meeting: Meeting) -> list[tuple[Organisation | None, int | None]]:
    """Return what can be counted in a meeting, with the numbers so far: residents, then who works in the area."""
    known = {each.organisation_id: each for each in meeting.counts.select_related("organisation")}
    working = {each.pk: each for each in organisations_for(meeting.area)}
    if meeting.organiser_id:
        working = {meeting.organiser_id: meeting.organiser} | working
    working |= {pk: each.organisation for pk, each in known.items() if pk and pk not in working}
    number_of = partial(_number_of, known)
    return [(None, number_of(None)), *((each, number_of(pk)) for pk, each in working.items())]


def _number_of(known: dict[int | None, HeadCount], pk: int | None) -> int | None:
    return known[pk].number if pk in known else None


def due_by_clock() -> QuerySet[Meeting]:
    """Return the announced meetings that are over."""
    return Meeting.objects.filter(state=ANNOUNCED, ends_at__lte=timezone.now())


def starting_between(first, last) -> QuerySet[Meeting]:
    """Return the announced meetings that start in a time, `last` not included."""
    return Meeting.objects.filter(state=ANNOUNCED, starts_at__gte=first, starts_at__lt=last)


def without_minutes(person) -> QuerySet[Meeting]:
    """Return the meetings of which someone has to settle the minutes."""
    recent = timezone.now() - timedelta(days=120)
    mine = where_up_to(person, AREA_MANAGER, COMMUNITY_WORKER)
    held = managed(person).filter(mine | Q(organiser__in=organisations_worked_for(person)))
    return held.filter(state=HELD, is_public=True, ends_at__gt=recent).order_by("ends_at", "pk")


def watched_by(person) -> Q:
    """The condition that someone may see how much overleg there is."""
    return where_held(person, *WATCHERS) | managed_by(person)


def years_with_meetings(person) -> list[int]:
    """Return the years in which meetings were held where someone watches, the last first."""
    held = Meeting.objects.filter(watched_by(person), state__in=PAST)
    return [day.year for day in held.datetimes("starts_at", "year", order="DESC")]


def load_in(person, *, year: int, kinds: Iterable[str] = ()) -> Loads:
    """Return the load of overleg of a year where someone watches; three queries."""
    meetings = Meeting.objects.filter(watched_by(person), state__in=PAST, starts_at__year=year)
    if wanted := list(kinds):
        meetings = meetings.filter(kind__in=wanted)
    return load_of(sittings_of(meetings))


def hours_everywhere(year: int) -> dict[int, Load]:
    """Return the load of overleg of a year by the id of the area; four queries."""
    held = Meeting.objects.filter(state__in=PAST, starts_at__year=year)
    return {int(load.name): load for load in load_of(sittings_of(held, named=attrgetter("pk"))).areas}


def sittings_of(
    meetings: QuerySet[Meeting], *, named: Callable[[Area], object] = attrgetter("name")
) -> list[Sitting]:
    """Return meetings as the arithmetic wants them; `named` says under what an area is added up.

    Who was ticked off counts for their organisation when nobody counted.
    """
    arrived = SignUp.objects.filter(state=COMING).exclude(arrived_at=None).select_related("organisation")
    found = (
        meetings.select_related("area")
        .order_by("pk")
        .prefetch_related(
            Prefetch("also", MeetingArea.objects.select_related("area")),
            Prefetch("counts", HeadCount.objects.select_related("organisation")),
            Prefetch("sign_ups", arrived, to_attr="arrived"),
        )
    )
    return [
        Sitting(
            kind=meeting.kind,
            areas=tuple(
                str(named(area)) for area in (meeting.area, *(each.area for each in meeting.also.all()))
            ),
            minutes=int((meeting.ends_at - meeting.starts_at).total_seconds() // 60),
            heads=tuple(_heads(meeting).items()),
        )
        for meeting in found
    ]


def _heads(meeting: Meeting) -> dict[str, int]:
    counted = [(each.organisation, each.number) for each in meeting.counts.all()]
    rows = counted or [(each.organisation, each.persons) for each in meeting.arrived]
    heads: dict[str, int] = {}
    for organisation, number in rows:
        name = organisation.name if organisation else NO_ORGANISATION
        heads[name] = heads.get(name, 0) + number
    if not heads and meeting.attended:
        # The names of who came are forgotten; how many came is not.
        heads[NO_ORGANISATION] = meeting.attended
    return heads


def settled_here(meeting: Meeting) -> bool:
    """Whether anyone may read the minutes."""
    return meeting.is_public and meeting.state == ADOPTED
