from collections.abc import Iterable
from functools import cached_property

from django.db.models import QuerySet

from areas.organisations.models import Organisation
from areas.roles.queries import areas_with_role
from areas.territory.models import Area
from areas.themes.models import Theme
from areas.themes.queries import themes_in_use
from programmes.projects.models import Project
from programmes.projects.queries import with_files
from programmes.sheets.models import ProjectSheet
from programmes.visions.models import Goal
from programmes.visions.queries import goals_to_serve
from wijkportaal.foundation.jobs.models import Job

# A file above this has photos or documents with it.
BIG = 3 * 1024 * 1024
EDITORS = ("area_manager", "administrator")


def sheets_of(person) -> QuerySet[ProjectSheet]:
    """Return the files that someone uploaded, newest first, without their plans."""
    return ProjectSheet.objects.filter(uploaded_by=person.pk).defer("plan")


def is_big(sheet: ProjectSheet) -> bool:
    """Whether a file has so much with it that a worker reads it in."""
    return sheet.file.size > BIG


def apply_key(sheet: ProjectSheet) -> str:
    """Return the key of the job that reads a big file in."""
    return f"sheet-{sheet.pk}"


def job_of(sheet: ProjectSheet) -> Job | None:
    """Return the job that reads a file in, or did; None when that happened at once, or not yet."""
    return Job.objects.filter(key=apply_key(sheet)).order_by("-pk").first()


def areas_to_write_in(person) -> QuerySet[Area]:
    """Return the areas of which someone may read projects in."""
    return areas_with_role(person, *EDITORS)


def projects_to_write(person) -> QuerySet[Project]:
    """Return the projects that someone may take out and read in, with all that a cell says; five queries."""
    return (
        Project.objects.filter(area__in=areas_to_write_in(person))
        .select_related("area", "theme", "lead_organisation", "goal__chapter__vision__area")
        .prefetch_related("partners", "costs", *with_files())
        .order_by("area__name", "title", "pk")
    )


class Directory:
    """The names that cells use for areas, themes and organisations; each is looked up once."""

    def __init__(self, person) -> None:
        self.person = person
        self._goals: dict[int, dict[str, Goal]] = {}

    @cached_property
    def areas(self) -> dict[str, Area]:
        return by_name(areas_to_write_in(self.person))

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        return by_name(Organisation.objects.order_by("pk"))

    @cached_property
    def themes(self) -> dict[str, Theme]:
        return by_name(themes_in_use() | Theme.objects.filter(pk__in=Project.objects.values("theme")))

    def goals(self, area: Area) -> dict[str, Goal]:
        """Return the goals that a project in this area can serve, by what a cell says."""
        if area.pk not in self._goals:
            self._goals[area.pk] = {goal_name(goal).casefold(): goal for goal in goals_to_serve(area)}
        return self._goals[area.pk]

    @cached_property
    def _areas_by_key(self) -> dict[int, str]:
        return names_by_key(self.areas)

    @cached_property
    def _organisations_by_key(self) -> dict[int, str]:
        return names_by_key(self.organisations)

    def area_name(self, area: Area) -> str:
        """Return what a cell calls an area: its name, or its web address when two have that name."""
        return _called(area, self._areas_by_key)

    def organisation_name(self, organisation: Organisation | None) -> str:
        """Return what a cell calls an organisation; the same."""
        return _called(organisation, self._organisations_by_key) if organisation else ""


def by_name(records: Iterable) -> dict:
    """Return records by web address and, where only one has it, by name; in small letters."""
    found, double = {}, set()
    records = list(records)
    for record in records:
        name = record.name.strip().casefold()
        if name in found or ";" in name:
            double.add(name)
        found[name] = record
    for name in double:
        found.pop(name, None)
    return found | {record.slug.casefold(): record for record in records}


def names_by_key(records: dict) -> dict[int, str]:
    """Return the key of `by_name` by which a record is told: its name where that is its own."""
    told: dict[int, str] = {}
    for key, record in records.items():
        if key == record.name.strip().casefold() or record.pk not in told:
            told[record.pk] = key
    return told


def _called(record, told: dict[int, str]) -> str:
    name = record.name.strip()
    return name if told.get(record.pk) == name.casefold() else record.slug


def goal_name(goal: Goal) -> str:
    """Return what a cell calls a goal."""
    return f"{goal.area}: {goal}"
