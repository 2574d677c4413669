"""The steps of the cycle as pages, letters and the board need them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from areas.organisations.queries import concerned_ids
from areas.roles.models import RoleAssignment
from areas.roles.queries import areas_with_role, held_areas, holding, people_with_role
from areas.roles.states import AREA_MANAGER
from areas.territory.models import Area, AreaKind
from areas.territory.queries import kinds_of_the_map
from programmes.cycle.calculations import Standing, StepDates, count_standings, lacking_for
from programmes.cycle.models import CalendarStep, Check, Cycle, CycleStep, StepFile, StepLink
from programmes.cycle.queries.lacking import facts_of
from programmes.cycle.states import KINDS, OPEN, REMIND_BEFORE
from wijkportaal.foundation.people.models import Person

# Who works in an area sees its steps with the notes of colleagues.
INSIDERS = (
    "area_manager",
    "community_worker",
    "board_member",
    "department",
    "partner",
    "alderman",
    "finance",
    "administrator",
)
# Who writes down what came out and ticks off points.
WORKERS = ("area_manager", "community_worker", "administrator")
ORDER = {kind: place for place, kind in enumerate(KINDS)}


def calendar() -> list[CalendarStep]:
    """Return the lines of the gemeente's calendar in the order of the cycle; none before there is one."""
    return sorted(CalendarStep.objects.all(), key=lambda line: ORDER[line.kind])


def inside(person) -> Q:
    """The condition that someone works in the area of a step, or watches over it."""
    mine = Q(responsible=person.pk)
    if held := held_areas(person, *INSIDERS):
        mine |= Q(cycle__area__in=held) | Q(cycle__area__ancestor_ids__overlap=held)
    return mine


def visible_to(person) -> QuerySet[CycleStep]:
    """Return the steps that someone may open in the workspace: those of the areas where they work."""
    if not person.is_authenticated:
        return CycleStep.objects.none()
    return CycleStep.objects.filter(inside(person)).select_related("cycle__area", "responsible")


def watches_any(person) -> bool:
    """Whether someone watches over a step."""
    return person.is_authenticated and CycleStep.objects.filter(responsible=person.pk).exists()


def years_with_cycles() -> list[int]:
    """Return the years of which there are cycles, newest first."""
    return list(Cycle.objects.order_by("-year").values_list("year", flat=True).distinct())


def areas_to_plan(person) -> QuerySet[Area]:
    """Return the areas for which someone may begin a cycle: wijken and dorpen, or what the gemeente has."""
    kinds = [kind for kind in kinds_of_the_map() if kind != AreaKind.GEMEENTE]
    return areas_with_role(person, "area_manager", "administrator").filter(kind__in=kinds).order_by("name")


def people_to_watch(area: Area, person) -> QuerySet[Person]:
    """Return who can watch over a step of an area: who holds a working role there, and oneself."""
    above = [area.pk, *area.ancestor_ids]
    working = holding(RoleAssignment.objects.filter(role__in=INSIDERS, area__in=above))
    return Person.objects.filter(
        Q(pk__in=working.values("person_id")) | Q(pk=person.pk), is_active=True
    ).order_by("full_name", "pk")


# --- The board --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """One step on the board, with what it lacks and, for who may open it, its address."""

    step: CycleStep
    standing: Standing
    lacks: int
    url: str


@dataclass
class Row:
    """One area on the board: for each of the seven kinds its steps, none or (repeated) more."""

    cycle: Cycle
    cells: dict[str, list[Cell]] = field(default_factory=lambda: defaultdict(list))

    @property
    def columns(self) -> list[tuple[str, list[Cell]]]:
        return [(label, self.cells.get(kind, [])) for kind, label in KINDS.items()]

    @property
    def all_cells(self) -> list[Cell]:
        return [cell for cells in self.cells.values() for cell in cells]


@dataclass(frozen=True)
class Board:
    """All areas × seven steps of a year."""

    rows: list[Row]
    counts: list[tuple[Standing, int]]
    without: list[Area]


@dataclass(frozen=True)
class Choice:
    """What the board is narrowed to; empty means everything."""

    words: str = ""
    area_kind: str = ""
    kind: str = ""
    standing: str = ""
    mine: bool = False


NO_CHOICE = Choice()


def board_of(year: int, person, choice: Choice = NO_CHOICE) -> Board:
    """Return the board of a year. The number of queries does not depend on the number of areas."""
    mine = set(held_areas(person, *INSIDERS))
    steps = CycleStep.objects.filter(cycle__year=year).select_related("cycle__area").defer("notes")
    if choice.words:
        steps = steps.filter(cycle__area__name__icontains=choice.words)
    if choice.area_kind:
        steps = steps.filter(cycle__area__kind=choice.area_kind)
    if choice.kind:
        steps = steps.filter(kind=choice.kind)
    if choice.mine:
        steps = steps.filter(inside(person))
    steps = list(steps.order_by("cycle__area__name", "cycle_id", "starts_on", "pk"))
    facts = facts_of([step for step in steps if step.is_open])
    rows: dict[int, Row] = {}
    for step in steps:
        area = step.cycle.area
        may_open = step.responsible_id == person.pk or not mine.isdisjoint({area.pk, *area.ancestor_ids})
        standing = step.standing
        is_on = step.is_open and standing != Standing.AHEAD
        lacks = len(lacking_for(step.kind, facts[step.pk])) if is_on else 0
        cell = Cell(step, standing, lacks, step.get_absolute_url() if may_open else "")
        rows.setdefault(step.cycle_id, Row(step.cycle)).cells[step.kind].append(cell)
    found = [
        row
        for row in rows.values()
        if not choice.standing or any(cell.standing == choice.standing for cell in row.all_cells)
    ]
    counts = count_standings(cell.standing for row in rows.values() for cell in row.all_cells)
    return Board(found, counts, _areas_without(year, person))


def _areas_without(year: int, person) -> list[Area]:
    """Return the areas that someone may begin a cycle for and that have none in a year."""
    has_one = Cycle.objects.filter(area=OuterRef("pk"), year=year)
    return list(areas_to_plan(person).filter(~Exists(has_one)).only("name", "slug"))


def waiting_for(person) -> QuerySet[CycleStep]:
    """Return the steps that someone watches over, or manages the area of, and that are due or late."""
    held = held_areas(person, AREA_MANAGER)
    mine = Q(responsible=person.pk)
    if held:
        mine |= Q(responsible=None) & (Q(cycle__area__in=held) | Q(cycle__area__ancestor_ids__overlap=held))
    return (
        CycleStep.objects.filter(mine, state__in=OPEN, ends_on__lte=timezone.localdate() + REMIND_BEFORE)
        .select_related("cycle__area")
        .order_by("ends_on", "pk")
    )


# --- One step ---------------------------------------------------------------------------------------------


def with_contents(steps: QuerySet[CycleStep]) -> QuerySet[CycleStep]:
    """Let steps carry their points, files and links; three queries more."""
    return steps.prefetch_related(
        Prefetch("checks", Check.objects.select_related("done_by")),
        Prefetch("files", StepFile.objects.select_related("added_by")),
        "links",
    )


# --- Reminders --------------------------------------------------------------------------------------------


def due_for_reminder(before: date) -> QuerySet[CycleStep]:
    """Return the open steps whose last day is on or before a day, in areas that still exist."""
    today = timezone.localdate()
    living = Q(cycle__area__ends_on=None) | Q(cycle__area__ends_on__gt=today)
    return CycleStep.objects.filter(living, state__in=OPEN, ends_on__lte=before).select_related(
        "cycle__area", "responsible"
    )


def keepers_of(step: CycleStep) -> list[Person]:
    """Return who is to be reminded: the one who watches over it, or else the wijkmanagers of the area."""
    if step.responsible and step.responsible.is_active:
        return [step.responsible]
    return list(people_with_role(step.cycle.area, AREA_MANAGER))


# --- What residents read ----------------------------------------------------------------------------------


GOING_ON = (Standing.RUNNING, Standing.DUE, Standing.WAITING)


@dataclass(frozen=True)
class PublicCycle:
    """The cycle of an area as residents read it: what is now, and all steps."""

    cycle: Cycle
    steps: list[CycleStep]

    @property
    def now(self) -> list[CycleStep]:
        """The steps that are going on today, or else the one that comes next."""
        return self._standing(*GOING_ON) or self._standing(Standing.AHEAD)[:1]

    def _standing(self, *standings: Standing) -> list[CycleStep]:
        return [step for step in self.steps if step.standing in standings]


def public_cycles(area: Area) -> list[PublicCycle]:
    """Return the cycles of an area (and of what it took over) that have begun, newest first; four queries."""
    own = concerned_ids(area) - set(area.ancestor_ids)
    steps = (
        CycleStep.objects.filter(cycle__area__in=own)
        .select_related("cycle__area")
        .defer("notes")
        .prefetch_related(
            Prefetch("files", StepFile.objects.filter(is_public=True)),
            Prefetch("links", StepLink.objects.filter(is_public=True)),
        )
        .order_by("-cycle__year", "cycle_id", "starts_on", "ends_on", "pk")
    )
    found: dict[int, PublicCycle] = {}
    for step in steps:
        found.setdefault(step.cycle_id, PublicCycle(step.cycle, [])).steps.append(step)
    today = timezone.localdate()
    begun = [each for each in found.values() if min(step.starts_on for step in each.steps) <= today]
    return begun or list(found.values())[-1:]


def public_files() -> QuerySet[StepFile]:
    """Return the files that anyone may read."""
    return StepFile.objects.filter(is_public=True)


def area_kinds_of(year: int) -> list[tuple[str, str]]:
    """Return the kinds of area that have a cycle in a year, for the filter."""
    kinds = set(Cycle.objects.filter(year=year).order_by().values_list("area__kind", flat=True).distinct())
    return [(kind, label) for kind, label in AreaKind.choices if kind in kinds]


def dates_of_steps() -> list[tuple[int, int, StepDates]]:
    """Return every step of every area: area, year of the programme and its dates, in their order; one query."""
    steps = CycleStep.objects.order_by("starts_on", "ends_on", "pk")
    rows = steps.values_list("cycle__area", "cycle__year", "kind", "state", "ends_on", "finished_on")
    return [(area, year, StepDates(*dates)) for area, year, *dates in rows]
