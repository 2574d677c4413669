"""The list of somebody: the lines of every room in which something can wait for them, by day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from areas.organisations.queries import organisations_worked_for, sits_on_some_board
from areas.roles.queries import role_areas
from areas.roles.states import BOARD_MEMBER, PARTNER, RESIDENT
from wijkportaal.portal.home.waiting.lines import MOST, Line, Source
from wijkportaal.portal.home.waiting.sources import SOURCES

THIS_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Waiting:
    """One line of the list, with its room."""

    line: Line
    source: Source
    order: int

    @property
    def is_late(self) -> bool:
        return self.line.due is not None and self.line.due < timezone.localdate()

    @property
    def is_soon(self) -> bool:
        return self.line.due is not None and self.line.due <= timezone.localdate() + THIS_WEEK


@dataclass(frozen=True)
class WaitingList:
    """All that waits for somebody, by when; and the rooms in which there is more."""

    late: list[Waiting]
    soon: list[Waiting]
    later: list[Waiting]
    undated: list[Waiting]
    more: list[Source]

    @property
    def groups(self) -> list[tuple[str, str, list[Waiting]]]:
        """The parts of the list that have lines: an id, a heading and the lines."""
        named = (
            ("te-laat", _("Te laat"), self.late),
            ("deze-week", _("Vandaag en deze week"), self.soon),
            ("later", _("Later"), self.later),
            ("zonder-dag", _("Wacht op u"), self.undated),
        )
        return [group for group in named if group[2]]

    @property
    def number(self) -> int:
        return len(self.late) + len(self.soon) + len(self.later) + len(self.undated)


def waiting_list(person) -> WaitingList:
    """Return all that waits for somebody, by day and then by room; a fixed number of queries for each role."""
    held = _roles_of(person)
    found, more = [], []
    for order, source in enumerate(SOURCES):
        if source.roles and not held.intersection(source.roles):
            continue
        if source.permission and not person.has_perm(source.permission):
            continue
        lines = list(source.lines(person))
        found += [Waiting(line, source, order) for line in lines[:MOST]]
        if len(lines) > MOST and source.door:
            more.append(source)
    found.sort(key=lambda each: (each.line.due or date.max, each.order))
    dated = [each for each in found if each.line.due]
    return WaitingList(
        late=[each for each in dated if each.is_late],
        soon=[each for each in dated if each.is_soon and not each.is_late],
        later=[each for each in dated if not each.is_soon],
        undated=[each for each in found if each.line.due is None],
        more=more,
    )


def _roles_of(person) -> set[str]:
    """The roles that somebody has, and those that a function at an organisation brings; a resident has none."""
    held = {role for role, areas in role_areas(person).items() if areas}
    if sits_on_some_board(person):
        held.add(BOARD_MEMBER)
    if organisations_worked_for(person):
        held.add(PARTNER)
    return held or {RESIDENT}
