from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from areas.organisations.models import Function, Organisation
from areas.organisations.queries import concerned_ids, holding, who_is_who
from areas.roles.queries import held_areas, where_held, where_up_to
from areas.roles.states import ALDERMAN, AREA_MANAGER
from areas.territory.models import Area
from areas.territory.queries import successors_of
from areas.themes.models import Theme
from programmes.projects.calculations import SourceTotal, totals_by_source
from programmes.projects.models import Project
from programmes.projects.queries import for_list, with_details
from programmes.projects.states import UNFINISHED
from programmes.yearly.catalogue import FIRST_TEMPLATE
from programmes.yearly.models import WITH_LIST, AgendaItem, Entry, Part, Programme, TemplatePart
from programmes.yearly.states import ADOPTED, DRAFT, PANEL, PROPOSED, PUBLISHED, READY, lacks_area
from wijkportaal.foundation.transitions.queries import Step, available

INSIDERS = ("area_manager", "community_worker", "alderman", "administrator")
# Who can supply a part, when their organisation was asked to.
SUPPLIERS = (
    "partner",
    "board_member",
    "department",
    "community_worker",
    "area_manager",
    "alderman",
    "finance",
    "administrator",
)


def visible_to(person) -> QuerySet[Programme]:
    """Return the programmes that a person may know of: the published ones and those of their own areas.

    A board reads along from the panel check on, the raad from adoption on.
    """
    known = Q(state=PUBLISHED)
    if not person.is_authenticated:
        return Programme.objects.filter(known)
    for roles, states in (
        (INSIDERS, None),
        (("board_member",), [PANEL, READY, PROPOSED, ADOPTED]),
        (("councillor",), [ADOPTED]),
    ):
        if held := held_areas(person, *roles):
            here = Q(area__in=held) | Q(area__ancestor_ids__overlap=held)
            known |= here if states is None else here & Q(state__in=states)
    return Programme.objects.filter(known)


def programmes_for(area: Area) -> QuerySet[Programme]:
    """Return the published programmes of an area, newest first."""
    return Programme.objects.filter(area=area, state=PUBLISHED).order_by("-year")


def programmes_here(area: Area) -> QuerySet[Programme]:
    """Return the published programmes of an area and of what it took over, newest first.

    A wijk that came from a merger shows what was promised to the wijken before it.
    """
    return Programme.objects.filter(area__in=concerned_ids(area) - set(area.ancestor_ids), state=PUBLISHED)


def for_index(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    """Let a list of programmes read what its cards show in one query."""
    return (
        programmes.select_related("area")
        .annotate(projects=Count("entries", filter=Q(entries__dropped_at=None)))
        .order_by("-year", "area__name")
    )


def years_with_programmes(programmes: QuerySet[Programme]) -> list[int]:
    """Return the years of which there are programmes, newest first."""
    return list(programmes.order_by("-year").values_list("year", flat=True).distinct())


def themes_of(programme: Programme) -> QuerySet[Theme]:
    """Return the themes of the projects in a programme."""
    return Theme.objects.filter(pk__in=programme.entries.standing().values("project__theme")).only(
        "name", "slug", "icon", "colour"
    )


def leads_of(programme: Programme) -> QuerySet[Organisation]:
    """Return the organisations that lead the projects in a programme."""
    return Organisation.objects.filter(
        pk__in=programme.entries.standing().values("project__lead_organisation")
    ).only("name", "slug")


def agenda_of(area: Area) -> QuerySet[AgendaItem]:
    """Return what there is to go to in an area by its published programmes of today and later, earliest first."""
    today = timezone.localdate()
    return (
        AgendaItem.objects.filter(programme__in=programmes_here(area), date__gte=today)
        .select_related("programme__area")
        .order_by("date", "pk")
    )


@dataclass(frozen=True)
class ThroughYears:
    """One project through the years: what each programme said of it, and how it stands now."""

    project: Project
    entries: list[Entry | None]


def through_the_years(area: Area, *, most: int = 4) -> tuple[list[Programme], list[ThroughYears]]:
    """Return the newest published programmes of an area, oldest first, and every project in them. Three queries."""
    programmes = list(programmes_here(area).select_related("area").order_by("-year", "pk")[:most])[::-1]
    entries = Entry.objects.filter(programme__in=programmes).select_related("project__theme")
    rows: dict[int, dict[int, Entry]] = {}
    for entry in entries.only(*LIST_FIELDS).order_by("-programme__year", "number"):
        rows.setdefault(entry.project_id, {})[entry.programme_id] = entry
    return programmes, [
        ThroughYears(next(iter(row.values())).project, [row.get(programme.pk) for programme in programmes])
        for row in rows.values()
    ]


LIST_FIELDS = (
    "programme_id",
    "number",
    "promise",
    "look_back",
    "added_at",
    "dropped_at",
    "agreed_title",
    "agreed_start",
    "agreed_end",
    "agreed_cost",
    "project__public_id",
    "project__title",
    "project__summary",
    "project__street",
    "project__state",
    "project__start_year",
    "project__start_quarter",
    "project__end_year",
    "project__end_quarter",
    "project__cost_total",
    "project__theme__name",
    "project__theme__icon",
    "project__theme__colour",
)


def entries_for_list(programme: Programme) -> QuerySet[Entry]:
    """Return the entries of a programme in the order of the brochure, with what a row shows, in one query."""
    standing = programme.entries.standing().select_related("project__theme").only(*LIST_FIELDS)
    # What was added after adoption has the last number, and stands with its theme.
    return standing.order_by("project__theme__position", "project__theme__name", "number")


def entries_on_map(programme: Programme) -> QuerySet[Entry]:
    """Return the entries whose project has a place, with what the map tells; one query."""
    return (
        programme.entries.standing()
        .filter(project__marker_longitude__isnull=False)
        .select_related("project__theme")
        .only(*LIST_FIELDS, "project__place", "project__marker_longitude", "project__marker_latitude")
    )


@dataclass(frozen=True)
class Contents:
    """The texts around the projects of a programme; `above` has, by kind, those that open a list."""

    before: list[Part]
    after: list[Part]
    above: dict[str, Part]
    agenda: list[AgendaItem]
    look_back: "list[Promise]"

    @property
    def kept(self) -> int:
        return sum(promise.is_kept for promise in self.look_back)


# These open the programme; the others follow after the projects, as in the brochure.
OPENING = ("foreword", "portrait")


def texts_of(programme: Programme) -> QuerySet[Part]:
    """Return the parts of a programme that have a text."""
    return programme.parts.exclude(text="")


def contents_of(programme: Programme) -> Contents:
    """Return the parts with text, the agenda and the look-back; four queries, whatever the size."""
    parts = list(texts_of(programme).select_related("supplier", "picture"))
    return Contents(
        before=[part for part in parts if part.kind in OPENING],
        after=[part for part in parts if part.kind not in (*OPENING, *WITH_LIST)],
        above={part.kind: part for part in parts if part.kind in WITH_LIST},
        agenda=list(programme.agenda.all()[:60]),
        look_back=look_back(programme)[:60],
    )


def supplied_by(person) -> QuerySet[Part]:
    """Return the parts that someone supplies: their organisation is asked, they work there, and in that area.

    Needs both a function in the organisation and a role in the area, so that neither alone opens a text.
    """
    held = held_areas(person, *SUPPLIERS) if person.is_authenticated else []
    if not held:
        return Part.objects.none()
    mine = Q(pk__in=[])
    for function in functions_of(person):
        areas = [area.pk for area in function.areas.all()]
        asked = Q(supplier=function.organisation_id)
        mine |= asked & _in_areas(areas) if areas else asked
    return Part.objects.filter(mine).filter(_in_areas(held))


def functions_of(person) -> list[Function]:
    """Return what someone is today in which organisations, with their areas; two queries for a person object."""
    # By getattr and setattr: request.user is a lazy wrapper, and what is kept must be kept on the person.
    known = getattr(person, "_functions", None)
    if known is None:
        known = list(
            Function.objects.filter(
                holding(timezone.localdate()), person_id=person.pk, organisation__is_active=True
            ).prefetch_related("areas")
        )
        person._functions = known
    return known


def _in_areas(ids: list[int]) -> Q:
    return Q(programme__area__in=ids) | Q(programme__area__ancestor_ids__overlap=ids)


def steps_for(programme: Programme, person) -> list[Step]:
    """Return the steps that someone may take; of the two ways on from a draft the one that applies here.

    Where there is a panel it looks first, else the programme goes straight to the wijkwethouder.
    """
    steps = available(programme, person)
    if not programme.is_draft or not steps:
        return steps
    off = set()
    if not programme.has_panel:
        off = {"ask_panel"}
    elif not programme.panel_answer:
        off = {"submit"}
    return [step for step in steps if step.transition.name not in off]


def template_parts() -> list[TemplatePart]:
    """Return the gemeente's template of parts, or while it has none the one with which every gemeente starts."""
    return list(TemplatePart.objects.all()) or [
        TemplatePart(position=position, **values) for position, values in enumerate(FIRST_TEMPLATE, start=1)
    ]


def editable_by(person) -> QuerySet[Programme]:
    """Return the programmes of the areas in which someone makes or adopts programmes."""
    held = held_areas(person, *INSIDERS)
    if not held:
        return Programme.objects.none()
    return Programme.objects.filter(Q(area__in=held) | Q(area__ancestor_ids__overlap=held))


def waiting_for(person) -> QuerySet[Programme]:
    """Return the programmes that wait for someone, the newest year first.

    Who makes them finishes a draft and publishes what is adopted; the wijkwethouder agrees with what is ready; and what the
    college decided is written down by either. What is with the panel waits for the panel.
    """
    makes, agrees = where_up_to(person, AREA_MANAGER), where_held(person, ALDERMAN)
    wanted = makes & Q(state__in=(DRAFT, PROPOSED, ADOPTED)) | agrees & Q(state__in=(READY, PROPOSED))
    return Programme.objects.filter(wanted).select_related("area").order_by("-year", "area__name", "pk")


def areas_to_make_for(person) -> QuerySet[Area]:
    """Return the areas for which someone may make a programme, also those that are still to begin."""
    held = held_areas(person, "area_manager", "administrator")
    here = Area.objects.filter(Q(pk__in=held) | Q(ancestor_ids__overlap=held)).exclude(kind="gemeente")
    return here.filter(Q(ends_on=None) | Q(ends_on__gt=timezone.localdate())).order_by("name")


def projects_to_choose(programme: Programme) -> QuerySet[Project]:
    """Return the projects of the area, of what lies in it and of what it took over, that are not in the programme yet."""
    here = Q(area__in=_taken_over(programme)) | Q(area__ancestor_ids__contains=[programme.area_id])
    return (
        for_list(Project.objects.filter(here))
        .exclude(pk__in=programme.entries.standing().values("project"))
        .exclude(state__in=["done", "cancelled"])
    )


def last_programmes(programme: Programme) -> QuerySet[Programme]:
    """Return the programmes of the year before: of the area, and of what it took over in a herindeling."""
    return Programme.objects.filter(area__in=_taken_over(programme), year=programme.year - 1)


def _taken_over(programme: Programme) -> set[int]:
    """Return the ids of the area of a programme and of what it took over before the year, or will."""
    on = max(date(programme.year, 1, 1), timezone.localdate())
    return concerned_ids(programme.area, on=on) - set(programme.area.ancestor_ids)


def programmes_instead(programme: Programme) -> list[tuple[Area, Programme | None]]:
    """Return the areas that there are instead in the year of a programme, each with its programme of that year, if any.

    Empty while the area itself still exists then.
    """
    if lacks_area(programme) is None:
        return []
    areas = successors_of(programme.area, on=date(programme.year, 1, 1))
    made = {each.area_id: each for each in Programme.objects.filter(area__in=areas, year=programme.year)}
    return [(area, made.get(area.pk)) for area in areas]


def last_entries(programme: Programme) -> QuerySet[Entry]:
    """Return the entries of last year's programmes of which the project is not finished."""
    return (
        Entry.objects.standing()
        .filter(programme__in=last_programmes(programme), project__state__in=UNFINISHED)
        .select_related("project__theme", "programme")
        .order_by("programme_id", "number")
    )


def unfinished_last_year(programme: Programme) -> QuerySet[Project]:
    """Return the projects of last year's programme that are not finished and not in this one yet."""
    return for_list(
        Project.objects.filter(pk__in=last_entries(programme).order_by().values("project")).exclude(
            pk__in=programme.entries.values("project")
        )
    )


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

    @property
    def was_dropped(self) -> bool:
        """Whether it was taken out of the programme later, and was not done all the same."""
        return self.entry.dropped_at is not None and not self.is_kept


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
    entries = list(programme.entries.standing().prefetch_related(Prefetch("project", projects)))
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
    """Return what the published programmes of the year before promised, and what became of it."""
    entries = (
        Entry.objects.filter(programme__in=last_programmes(programme), programme__state=PUBLISHED)
        .prefetch_related(Prefetch("project", for_list(Project.objects.all())))
        .order_by("programme_id", "number")
    )
    return [Promise(entry, entry.project) for entry in entries]
