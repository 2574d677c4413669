from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from django.db.models import F, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from areas.organisations.queries import Contact, who_is_who
from areas.roles.queries import areas_with_role
from areas.territory.models import Area
from budgets.ledger.models import Account
from budgets.ledger.states import RESERVE
from budgets.openbook.calculations import Row
from budgets.openbook.queries import sums_of
from participation.meetings.queries import shown_in
from participation.meetings.states import PAST
from participation.signals.models import Signal
from participation.signals.queries.following import public_here as signals_here
from participation.signals.states import DONE as SIGNAL_DONE
from participation.signals.states import OPEN as SIGNAL_OPEN
from participation.taskgroups.models import Member, TaskGroup
from participation.taskgroups.queries import public_here as groups_here
from participation.taskgroups.states import ENDED, MEMBER, RUNNING
from programmes.commitments.models import Commitment
from programmes.commitments.queries import public_here as promises_here
from programmes.commitments.states import KEPT, OPEN
from programmes.projects.calculations import Quarter, quarters_later, read_period
from programmes.projects.models import TrailKind, TrailLine
from programmes.projects.queries import public_here as projects_here
from programmes.projects.states import DONE, POSTPONED, UNFINISHED
from programmes.yearly.queries import agenda_of
from wijkportaal.foundation.workdays.calculations import workdays_between
from wijkportaal.portal.visits.calculations import CHOSEN, FAST_ANSWER, LOOKS_BACK, Item, choose

# Who may take a sheet along.
VISITORS = ("alderman", "administrator", "area_manager")
# Whom one should know first; who has another function comes after them.
FIRST_TO_KNOW = ("chair", "area_manager", "community_worker", "secretary", "treasurer", "board_member")
MOST_LINES = 5
MOST_PEOPLE = 9
# So many rows are read at a time where Python judges them.
READ_ON = 100


@dataclass(frozen=True)
class Money:
    """What an area has of a year, in euros."""

    year: int
    total: Row
    reserve: Decimal


@dataclass(frozen=True)
class VisitSheet:
    """All that stands on the sheet of an area for the day of a visit."""

    area: Area
    day: date
    people: list[Contact]
    leaders: list[Item]
    good: list[Item]
    bad: list[Item]
    promises: list[Item]
    money: Money | None
    asked: list[Item]
    planned: list[Item]


def areas_to_visit(person) -> QuerySet[Area]:
    """Return the areas of which someone may take a sheet along, the gemeente itself not."""
    return areas_with_role(person, *VISITORS).exclude(parent=None).order_by("name")


def visit_sheet(area: Area, day: date) -> VisitSheet:
    """Return the sheet of an area for a day; a fixed number of queries, and nothing that is not public.

    What comes first is chosen from all there is: the database ranks, and rows are read until there are enough.
    """
    promises, signals = promises_here(area), signals_here(area)
    groups, trail = groups_here(area), _trail_of(area)
    to_keep = list(promises.filter(state=OPEN)[:MOST_LINES])
    return VisitSheet(
        area=area,
        day=day,
        people=_people(area, day),
        leaders=_leaders(groups),
        good=choose((_kept(promises), _finished(trail), _answered(signals), _ended(groups))),
        bad=choose(
            (
                [_overdue(each) for each in to_keep if each.is_overdue],
                [*islice(slipped(trail), CHOSEN), *_late(area)],
                _waiting(signals),
            )
        ),
        promises=[_promise(each) for each in to_keep],
        money=_money(area, day.year),
        asked=_asked(signals),
        planned=_planned(area, day),
    )


def _since() -> date:
    return timezone.localdate() - LOOKS_BACK


def _people(area: Area, day: date) -> list[Contact]:
    """The faces of the area, each once, who leads and who works there first."""
    known: dict[str, Contact] = {}
    for contact in who_is_who(area, on=day):
        known.setdefault(contact.name, contact)
    order = {kind: place for place, kind in enumerate(FIRST_TO_KNOW)}
    return sorted(known.values(), key=lambda each: order.get(each.kind, len(order)))[:MOST_PEOPLE]


def _leaders(groups: QuerySet[TaskGroup]) -> list[Item]:
    """The trekkers who chose to stand on the site with their name."""
    running = groups.filter(state__in=RUNNING).order_by().values("pk")
    leads = Member.objects.filter(
        group__in=running, is_lead=True, state=MEMBER, shows_name=True, person__is_active=True
    ).select_related("person", "group")
    return [
        Item(_("trekker"), lead.name, lead.group.name, lead.group.get_absolute_url())
        for lead in leads.order_by("group__name", "pk")[:MOST_LINES]
    ]


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _of_promise(kind: str, commitment: Commitment, detail: str) -> Item:
    return Item(kind, commitment.what, detail, commitment.get_absolute_url())


def _kept(promises: QuerySet[Commitment]) -> list[Item]:
    """The promises that were kept on the day that was agreed last, the newest first."""
    kept = promises.filter(state=KEPT, closed_on__gte=_since(), closed_on__lte=F("due_on"))
    return [
        _of_promise(_("afspraak nagekomen"), each, _("op %(day)s") % {"day": _day(each.closed_on)})
        for each in kept.order_by("-closed_on", "pk")[:CHOSEN]
    ]


def _overdue(commitment: Commitment) -> Item:
    return _of_promise(
        _("afspraak te laat"), commitment, _("klaar op %(day)s") % {"day": _day(commitment.due_on)}
    )


def _promise(commitment: Commitment) -> Item:
    detail = _("%(day)s, %(who)s") % {"day": _day(commitment.due_on), "who": commitment.organisation}
    return _of_promise(_("te laat") if commitment.is_overdue else "", commitment, detail)


def _trail_of(area: Area) -> QuerySet[TrailLine]:
    """What became of the public projects of an area in the last half year, the latest change first."""
    return (
        TrailLine.objects.filter(project__in=projects_here(area).values("pk"), at__date__gte=_since())
        .select_related("project")
        .order_by("-at", "-pk")
    )


def _finished(trail: QuerySet[TrailLine]) -> list[Item]:
    done = trail.filter(kind=TrailKind.STATE, new=DONE, project__state=DONE)
    # A project that was opened again and finished twice is one.
    last: dict[int, TrailLine] = {}
    for line in done[: CHOSEN * 4]:
        last.setdefault(line.project_id, line)
    return [
        Item(
            _("project klaar"),
            line.project.title,
            _("sinds %(day)s") % {"day": _day(timezone.localdate(line.at))},
            line.project.get_absolute_url(),
        )
        for line in last.values()
    ]


def slipped(trail: QuerySet[TrailLine]) -> Iterator[Item]:
    """Give the unfinished projects of a trail that were put off or got a later end, each once, in its order.

    Reads on as long as somebody asks for more; one query.
    """
    seen = set()
    kinds = (TrailKind.STATE, TrailKind.PERIOD)
    for line in trail.filter(kind__in=kinds, project__state__in=UNFINISHED).iterator(chunk_size=READ_ON):
        project = line.project
        if project.pk in seen or not _is_slip(line):
            continue
        seen.add(project.pk)
        detail = line.reason or _("nu: %(period)s") % {"period": project.period}
        yield Item(_("project verschoven"), project.title, detail, project.get_absolute_url())


def _is_slip(line: TrailLine) -> bool:
    if line.kind == TrailKind.STATE:
        return line.new == POSTPONED == line.project.state
    return bool(line.old and quarters_later(read_period(line.old), read_period(line.new)))


def _late(area: Area) -> Iterator[Item]:
    """The projects that should have been ready in a quarter that is over, the longest ago first."""
    today = timezone.localdate()
    now = Quarter(today.year, (today.month + 2) // 3)
    late = (
        projects_here(area)
        .filter(state__in=UNFINISHED, end_year__lte=now.year)
        .exclude(state=POSTPONED)
        .order_by("end_year", "end_quarter", "pk")
    )
    for project in late[:MOST_LINES]:
        if project.end < now:
            detail = _("klaar in %(quarter)s") % {"quarter": project.end}
            yield Item(_("project te laat"), project.title, detail, project.get_absolute_url())


def _answered(signals: QuerySet[Signal]) -> list[Item]:
    """The signals that were done within days, the newest first; read on until there are enough."""
    done = signals.filter(state=SIGNAL_DONE, closed_on__gte=_since()).order_by("-closed_on", "-pk")
    took = (
        (signal, workdays_between(timezone.localdate(signal.received_at), signal.closed_on))
        for signal in done.iterator(chunk_size=READ_ON)
    )
    fast = islice(((signal, days) for signal, days in took if days <= FAST_ANSWER), CHOSEN)
    return [
        Item(
            _("snel antwoord"),
            signal.title,
            _("klaar in %(number)d werkdagen") % {"number": max(days, 1)},
            signal.get_absolute_url(),
        )
        for signal, days in fast
    ]


def _waiting(signals: QuerySet[Signal]) -> list[Item]:
    """The signals of which somebody should have heard something, the longest ago first."""
    late = signals.filter(state__in=SIGNAL_OPEN, due_on__lt=timezone.localdate()).order_by("due_on", "pk")
    return [
        Item(
            _("signaal wacht"),
            signal.title,
            _("antwoord had er moeten zijn op %(day)s") % {"day": _day(signal.due_on)},
            signal.get_absolute_url(),
        )
        for signal in late[:CHOSEN]
    ]


def _asked(signals: QuerySet[Signal]) -> list[Item]:
    return [
        Item(
            signal.get_kind_display(),
            signal.title,
            f"{_day(timezone.localdate(signal.received_at))}, {signal.get_state_display()}",
            signal.get_absolute_url(),
        )
        for signal in signals.order_by("-received_at", "-pk")[:MOST_LINES]
    ]


def _ended(groups: QuerySet[TaskGroup]) -> list[Item]:
    """The taakgroepen that did what they came for, the last first."""
    done = groups.filter(state=ENDED, active_at__date__gte=_since()).order_by("-active_at", "-pk")
    return [
        Item(_("taakgroep klaar"), group.name, group.aim, group.get_absolute_url()) for group in done[:CHOSEN]
    ]


def _money(area: Area, year: int) -> Money | None:
    """The money of a year, or of the last one of which there is something."""
    years = sums_of(area)
    found = next((each for each in years if each.year <= year), None)
    kept = Account.objects.filter(kind=RESERVE, area=area).aggregate(total=Sum("balance"))["total"]
    if found is None:
        return None
    return Money(found.year, found.total, kept or Decimal(0))


def _planned(area: Area, day: date) -> list[Item]:
    """What there is to go to on the day: meetings, and what the programme announced."""
    meetings = shown_in(area).filter(starts_at__date=day).exclude(state__in=PAST).order_by("starts_at", "pk")
    items = [
        Item(
            date_format(timezone.localtime(meeting.starts_at), "H:i"),
            meeting.title,
            meeting.place,
            meeting.get_absolute_url(),
        )
        for meeting in meetings[:MOST_LINES]
    ]
    for item in agenda_of(area).filter(date=day)[:MOST_LINES]:
        items.append(
            Item(item.time, item.title, item.place, reverse("portal:area", args=[area.slug]) + "#agenda")
        )
    return items[:MOST_LINES]
