"""The yearly rounds: what happens to programmes and projects, and when."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from areas.territory.models import Area
from programmes.projects.actions import edit_project
from programmes.projects.models import Project, TrailKind, TrailLine
from programmes.projects.states import LIFE_CYCLE
from programmes.yearly.actions import Decision, change_state
from programmes.yearly.models import Programme
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.portal.demonstration.communities import Community
from wijkportaal.portal.demonstration.crew import Crew
from wijkportaal.portal.demonstration.drafting import Drafting
from wijkportaal.portal.demonstration.photos import Album
from wijkportaal.portal.demonstration.plans import (
    ADOPTED,
    DRAFT,
    NONE,
    PANEL,
    PROPOSED,
    PUBLISHED,
    READY,
    RETURNED,
    Calendar,
    Step,
    place_keys,
    plan_projects,
    state_of_programme,
)
from wijkportaal.portal.demonstration.words import texts

REACHED = {
    DRAFT: (),
    RETURNED: ("submit", "send_back"),
    PANEL: ("ask_panel",),
    READY: ("submit",),
    PROPOSED: ("submit", "propose"),
    ADOPTED: ("submit", "adopt"),
    PUBLISHED: ("submit", "adopt", "publish"),
}
# What happens first on a day: projects move, programmes are drafted, then steps are taken.
MOVE, DRAW_UP, ADVANCE, SUBMIT = range(4)


@dataclass(order=True)
class Event:
    """Something that happens on a day; `rank` orders what happens on the same day."""

    on: date
    rank: int
    number: int
    happen: Callable[[], None] = field(compare=False)


class Cycle:
    """Makes the events of all programmes and projects; `load` lets them happen in order."""

    def __init__(self, calendar: Calendar, crew: Crew, community: Community, album: Album) -> None:
        self.calendar, self.crew = calendar, crew
        self.plans = plan_projects(calendar)
        self.projects: dict[int, Project] = {}
        self.programmes: dict[tuple[str, int], Programme] = {}
        self.areas: dict[str, Area] = {}
        self.drafting = Drafting(self.plans, calendar=calendar, crew=crew, community=community, album=album)

    def events(self) -> list[Event]:
        """Return everything that happens in the yearly rounds, in order of time."""
        found: list[Event] = []

        def add(on: date, rank: int, happen: Callable[[], None]) -> None:
            found.append(Event(on, rank, len(found), happen))

        for on, name, number, steps in self._project_steps():
            if name == "move":
                for plan, step in steps:
                    add(on, MOVE, lambda p=plan, s=step: self.move(p, s))
            else:
                add(on, ADVANCE, lambda m=number, s=steps: self.advance(m, s))
        calendar = self.calendar
        for year in calendar.years:
            add(calendar.drafted(year), DRAW_UP, lambda y=year: self.draw_up(y))
            for key in place_keys(year, calendar):
                state = state_of_programme(key, year, calendar)
                for place, name in enumerate(REACHED.get(state, ())):
                    on = calendar.day_of(name, year)
                    add(on, SUBMIT + place, lambda k=key, y=year, n=name: self.step(k, y, n))
        return sorted(found)

    def draw_up(self, year: int) -> None:
        """Make the programmes of all areas for a year, as drafts."""
        keys = [
            key
            for key in place_keys(year, self.calendar)
            if state_of_programme(key, year, self.calendar) != NONE
        ]
        for number in sorted({self.crew.manager_of(key) for key in keys}):
            mine = [key for key in keys if self.crew.manager_of(key) == number]
            self.drafting.draw_up(
                {key: self.areas[key] for key in mine},
                year,
                projects=self.projects,
                programmes=self.programmes,
                by=self.crew[number],
            )

    def step(self, key: str, year: int, name: str) -> None:
        """Let a programme take a step: the wethouder adopts or returns, the wijkmanager does the rest."""
        is_alderman = name in {"propose", "adopt", "send_back"}
        number = self.crew.alderman_of(key) if is_alderman else self.crew.manager_of(key)
        reason = texts("programma")["teruggeven"]["redenen"][0] if name == "send_back" else ""
        on = self.calendar.day_of(name, year)
        decision = Decision(f"{on.year}-{on:%m%d}", on) if name == "adopt" else None
        self.programmes[key, year] = change_state(
            self.programmes[key, year], name, by=self.crew[number], reason=reason, decision=decision
        )

    def move(self, number: int, step: Step) -> None:
        """Move a project to another period."""
        start, end = step.period
        values = {
            "start_year": start.year,
            "start_quarter": start.quarter,
            "end_year": end.year,
            "end_quarter": end.quarter,
        }
        project = self.projects[number]
        manager = self.crew[self.crew.manager_of(self.plans[number].place)]
        moved = edit_project(project, values, version=project.version, by=manager, reason=step.reason)
        moved.state = project.state
        self.projects[number] = moved

    def _project_steps(self) -> list[tuple[date, str, int, list[tuple[int, Step]]]]:
        """Return the steps of all projects in batches: each wijkmanager goes through the list once a month."""
        batches: dict[tuple, list[tuple[int, Step]]] = {}
        managers = sorted({self.crew.manager_of(plan.place) for plan in self.plans})
        for number, plan in enumerate(self.plans):
            manager = self.crew.manager_of(plan.place)
            for step in plan.steps:
                on, name = step.on, "move" if step.period else "advance"
                if step.name not in {"", "plan", "reopen"}:
                    on = on.replace(day=min(on.day, 3 + managers.index(manager) * 5))
                batches.setdefault((on, name, manager), []).append((number, step))
        return [(on, name, manager, steps) for (on, name, manager), steps in batches.items()]

    def advance(self, manager: int, steps: list[tuple[int, Step]]) -> None:
        """Let projects take their steps, in batches: by the table of their life, with history and trail.

        The action takes one project at a time; the first start of a demonstration cannot wait that long.
        """
        seen: set[int] = set()
        again: list[tuple[int, Step]] = []
        batches: dict[tuple[str, str], list[int]] = {}
        for number, step in steps:
            if number in seen:
                again.append((number, step))
                continue
            seen.add(number)
            batches.setdefault((step.name, step.reason), []).append(number)
        for (name, reason), numbers in batches.items():
            self._take(name, [self.projects[n] for n in numbers], reason=reason, by=self.crew[manager])
        if again:
            self.advance(manager, again)

    @staticmethod
    def _take(name: str, projects: list[Project], *, reason: str, by) -> None:
        with recorded(by=by, action=f"projects.{name}", reason=reason):
            lines = []
            for project in projects:
                transition = LIFE_CYCLE.check(name, project.state)
                lines.append(
                    TrailLine(
                        project=project,
                        kind=TrailKind.STATE,
                        old=project.state,
                        new=transition.target,
                        reason=reason,
                        by=by,
                    )
                )
                project.state, project.state_reason = transition.target, reason
            Project.objects.filter(pk__in=[project.pk for project in projects]).update(
                state=transition.target, state_reason=reason
            )
            TrailLine.objects.bulk_create(lines)
