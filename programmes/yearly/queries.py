from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet

from areas.organisations.queries import who_is_who
from areas.territory.models import Area
from programmes.projects.calculations import SourceTotal, totals_by_source
from programmes.projects.models import Project, Theme
from programmes.projects.queries import for_list, held_areas, with_details
from programmes.yearly.models import AgendaItem, Entry, Part, Programme
from programmes.yearly.states import PUBLISHED

INSIDERS = ("area_manager", "community_worker", "alderman", "administrator")


def visible_to(person) -> QuerySet[Programme]:
    """Return the programmes that a person may know of: the published ones and those of their own areas."""
    public = Q(state=PUBLISHED)
    if not person.is_authenticated:
        return Programme.objects.filter(public)
    held = held_areas(person, *INSIDERS)
    if not held:
        return Programme.objects.filter(public)
    return Programme.objects.filter(public | Q(area__in=held) | Q(area__ancestor_ids__overlap=held))


def programmes_for(area: Area) -> QuerySet[Programme]:
    """Return the published programmes of an area, newest first."""
    return Programme.objects.filter(area=area, state=PUBLISHED).order_by("-year")


@dataclass(frozen=True)
class ThemeGroup:
    """The entries of one theme, in the order of their numbers."""

    theme: Theme
    entries: list[Entry]


@dataclass(frozen=True)
class Promise:
    """A line of the look-back: what last year's programme promised and what became of it."""

    entry: Entry
    project: Project

    @property
    def is_kept(self) -> bool:
        return self.project.state == "done"


@dataclass(frozen=True)
class ProgrammeForPrint:
    """All that the brochure shows. `parts` has only those with text; `people` are who is who of the area."""

    programme: Programme
    area: Area
    parts: dict[str, list[Part]]
    themes: list[ThemeGroup]
    look_back: list[Promise]
    agenda: list[AgendaItem]
    people: list
    money: list[SourceTotal]

    @property
    def entries(self) -> list[Entry]:
        return [entry for group in self.themes for entry in group.entries]

    @property
    def total(self) -> Decimal:
        """What all projects cost together, in euros, as far as known."""
        return sum((source.amount for source in self.money), Decimal(0))


def programme_for_print(programme: Programme) -> ProgrammeForPrint:
    """Read a programme whole, in a number of queries that does not grow with it."""
    programme = Programme.objects.select_related("area__current__border", "cover", "adopted_by").get(
        pk=programme.pk
    )
    projects = with_details(Project.objects.all())
    entries = list(programme.entries.prefetch_related(Prefetch("project", projects)))
    parts: dict[str, list[Part]] = {}
    for part in programme.parts.select_related("supplier", "picture"):
        part.programme = programme
        if part.text:
            parts.setdefault(part.kind, []).append(part)
    return ProgrammeForPrint(
        programme=programme,
        area=programme.area,
        parts=parts,
        themes=by_theme(entries),
        look_back=look_back(programme),
        agenda=list(programme.agenda.all()),
        people=list(who_is_who(programme.area)),
        money=totals_by_source(line for entry in entries for line in entry.project.costs.all()),
    )


def by_theme(entries: list[Entry]) -> list[ThemeGroup]:
    """Group entries by theme, in the order of the themes; numbers run on within and across them."""
    groups: dict[int, ThemeGroup] = {}
    for entry in entries:
        theme = entry.project.theme
        groups.setdefault(theme.pk, ThemeGroup(theme, [])).entries.append(entry)
    return sorted(groups.values(), key=lambda group: (group.theme.position, group.theme.name))


def look_back(programme: Programme) -> list[Promise]:
    """Return what the published programme of the year before promised, and what became of it."""
    entries = (
        Entry.objects.filter(
            programme__area=programme.area_id, programme__year=programme.year - 1, programme__state=PUBLISHED
        )
        .prefetch_related(Prefetch("project", for_list(Project.objects.all())))
        .order_by("number")
    )
    return [Promise(entry, entry.project) for entry in entries]
