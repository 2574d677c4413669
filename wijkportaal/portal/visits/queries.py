from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum
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
from participation.taskgroups.models import Member
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
from wijkportaal.portal.visits.calculations import FAST_ANSWER, LOOKS_BACK, Item, choose

# Who may take a sheet along.
VISITORS = ("alderman", "administrator", "area_manager")
# Whom one should know first; who has another function comes after them.
FIRST_TO_KNOW = ("chair", "area_manager", "community_worker", "secretary", "treasurer", "board_member")
MOST_LINES = 5
MOST_PEOPLE = 9
# Enough candidates to choose from; nobody reads further.
LOOKED_AT = 40


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
    """Return the sheet of an area for a day; a fixed number of queries, and nothing that is not public."""
    promises = list(promises_here(area)[:LOOKED_AT])
    kept = promises_here(area).filter(state=KEPT, closed_on__gte=_since()).order_by("-closed_on", "pk")
    signals = list(signals_here(area)[:LOOKED_AT])
    groups = list(groups_here(area)[:LOOKED_AT])
    trail = list(_trail_of(area))
    open_ones = [each for each in promises if each.state == OPEN]
    return VisitSheet(
        area=area,
        day=day,
        people=_people(area, day),
        leaders=_leaders(groups),
        good=choose(
            (
                [_kept(each) for each in kept[:MOST_LINES] if each.closed_on <= each.due_on],
                _finished(trail),
                _answered(signals),
                [_group(each) for each in groups if each.state == ENDED],
            )
        ),
        bad=choose(
            (
                [_overdue(each) for each in open_ones if each.is_overdue],
                [*slipped(trail), *_late(area)],
                _waiting(signals),
            )
        ),
        promises=[_promise(each) for each in open_ones[:MOST_LINES]],
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


def _leaders(groups: list) -> list[Item]:
    """The trekkers who chose to stand on the site with their name."""
    running = {group.pk: group for group in groups if group.state in RUNNING}
    leads = Member.objects.filter(
        group__in=running, is_lead=True, state=MEMBER, shows_name=True, person__is_active=True
    ).select_related("person")
    return [
        Item(_("trekker"), lead.name, running[lead.group_id].name, running[lead.group_id].get_absolute_url())
        for lead in leads.order_by("group__name")[:MOST_LINES]
    ]


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _of_promise(kind: str, commitment: Commitment, detail: str) -> Item:
    return Item(kind, commitment.what, detail, commitment.get_absolute_url())


def _kept(commitment: Commitment) -> Item:
    return _of_promise(
        _("afspraak nagekomen"), commitment, _("op %(day)s") % {"day": _day(commitment.closed_on)}
    )


def _overdue(commitment: Commitment) -> Item:
    return _of_promise(
        _("afspraak te laat"), commitment, _("klaar op %(day)s") % {"day": _day(commitment.due_on)}
    )


def _promise(commitment: Commitment) -> Item:
    detail = _("%(day)s, %(who)s") % {"day": _day(commitment.due_on), "who": commitment.organisation}
    return _of_promise(_("te laat") if commitment.is_overdue else "", commitment, detail)


def _trail_of(area: Area) -> QuerySet[TrailLine]:
    return (
        TrailLine.objects.filter(
            project__in=projects_here(area).values("pk"),
            kind__in=(TrailKind.STATE, TrailKind.PERIOD),
            at__date__gte=_since(),
        )
        .select_related("project")
        .order_by("-at", "-pk")[:LOOKED_AT]
    )


def _finished(trail: list[TrailLine]) -> list[Item]:
    return [
        Item(
            _("project klaar"),
            line.project.title,
            _("sinds %(day)s") % {"day": _day(timezone.localdate(line.at))},
            line.project.get_absolute_url(),
        )
        for line in trail
        if line.kind == TrailKind.STATE and line.new == DONE == line.project.state
    ]


def slipped(trail: Iterable[TrailLine]) -> Iterator[Item]:
    """Give the unfinished projects that were put off or got a later end, each once, the latest change first."""
    seen = set()
    for line in trail:
        project = line.project
        if project.pk in seen or project.state not in UNFINISHED or not _is_slip(line):
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


def _answered(signals: list[Signal]) -> list[Item]:
    """The signals that were done within days, the newest first."""
    fast = [
        (signal, days)
        for signal in signals
        if signal.state == SIGNAL_DONE
        and signal.closed_on
        and signal.closed_on >= _since()
        and (days := workdays_between(timezone.localdate(signal.received_at), signal.closed_on))
        <= FAST_ANSWER
    ]
    fast.sort(key=lambda each: each[0].closed_on, reverse=True)
    return [
        Item(
            _("snel antwoord"),
            signal.title,
            _("klaar in %(number)d werkdagen") % {"number": max(days, 1)},
            signal.get_absolute_url(),
        )
        for signal, days in fast
    ]


def _waiting(signals: list[Signal]) -> list[Item]:
    """The signals of which somebody should have heard something, the longest ago first."""
    late = [
        signal for signal in signals if signal.state in SIGNAL_OPEN and signal.due_on < timezone.localdate()
    ]
    return [
        Item(
            _("signaal wacht"),
            signal.title,
            _("antwoord had er moeten zijn op %(day)s") % {"day": _day(signal.due_on)},
            signal.get_absolute_url(),
        )
        for signal in sorted(late, key=lambda each: each.due_on)
    ]


def _asked(signals: list[Signal]) -> list[Item]:
    newest = sorted(signals, key=lambda each: each.received_at, reverse=True)[:MOST_LINES]
    return [
        Item(
            signal.get_kind_display(),
            signal.title,
            f"{_day(timezone.localdate(signal.received_at))}, {signal.get_state_display()}",
            signal.get_absolute_url(),
        )
        for signal in newest
    ]


def _group(group) -> Item:
    return Item(_("taakgroep klaar"), group.name, group.aim, group.get_absolute_url())


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
