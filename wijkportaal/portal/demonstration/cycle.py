"""Four years of programmes and projects, written by the actions of their rooms as time went by."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from shapely.geometry import mapping

from areas.territory.models import Area
from programmes.projects.actions import change_state, create_project, edit_project
from programmes.projects.models import CostLine, Partnership, Project, ProjectPhoto, Theme
from programmes.yearly import actions as yearly
from programmes.yearly.models import AgendaItem, Entry, Part, Programme
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.portal.demonstration.communities import Community
from wijkportaal.portal.demonstration.crew import Crew
from wijkportaal.portal.demonstration.geography import borders, point_inside, street_inside
from wijkportaal.portal.demonstration.people import character
from wijkportaal.portal.demonstration.photos import Album
from wijkportaal.portal.demonstration.places import BY_KEY, FORMER_BY_KEY
from wijkportaal.portal.demonstration.plans import (
    ADOPTED,
    DRAFT,
    NONE,
    PUBLISHED,
    READY,
    RETURNED,
    Calendar,
    ProjectPlan,
    Step,
    place_keys,
    plan_projects,
    state_of_programme,
)
from wijkportaal.portal.demonstration.prose import Writer
from wijkportaal.portal.demonstration.words import filled, texts

REACHED = {
    DRAFT: (),
    RETURNED: (),
    READY: (READY,),
    ADOPTED: (READY, ADOPTED),
    PUBLISHED: (READY, ADOPTED, PUBLISHED),
}
NO_COST = Decimal(0)


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
        self.calendar, self.crew, self.community, self.album = calendar, crew, community, album
        self.areas: dict[str, Area] = {}
        self.themes = {theme.slug: theme for theme in Theme.objects.all()}
        self.plans = plan_projects(calendar)
        self.projects: dict[int, Project] = {}
        self.programmes: dict[tuple[str, int], Programme] = {}

    def events(self) -> list[Event]:
        """Return everything that happens in the yearly rounds, in order of time."""
        found: list[Event] = []

        def add(on: date, rank: int, happen: Callable[[], None]) -> None:
            found.append(Event(on, rank, len(found), happen))

        calendar = self.calendar
        for number, plan in enumerate(self.plans):
            for step in plan.steps:
                moves = step.period is not None
                add(step.on, 0 if moves else 3, lambda n=number, s=step: self.take_step(n, s))
        for year in calendar.years:
            for key in place_keys(year, calendar):
                state = state_of_programme(key, year, calendar)
                if state == NONE:
                    continue
                add(calendar.drafted(year), 2, lambda k=key, y=year: self.draft(k, y))
                if state == RETURNED:
                    add(calendar.submitted(year), 4, lambda k=key, y=year: self.step(k, y, "submit"))
                    add(calendar.returned(year), 5, lambda k=key, y=year: self.send_back(k, y))
                reached = REACHED[state]
                if READY in reached:
                    add(calendar.submitted(year), 4, lambda k=key, y=year: self.step(k, y, "submit"))
                if ADOPTED in reached:
                    add(calendar.adopted(year), 6, lambda k=key, y=year: self.step(k, y, "adopt"))
                if PUBLISHED in reached:
                    add(calendar.published(year), 7, lambda k=key, y=year: self.step(k, y, "publish"))
        return sorted(found)

    # --- Projects ---------------------------------------------------------------------------------------

    def create(self, number: int, plan: ProjectPlan) -> Project:
        """Make a project as an idea, with its place, money, partners and sometimes a photo."""
        dice = random.Random(f"{plan.public_id}-details")  # noqa: S311 - invented details
        manager = self.crew[self.crew.manager_of(plan.place)]
        lead = self.community.partner_for(plan.text.lead, plan.place)
        lines = cost_lines(plan, dice)
        fields = {
            "public_id": plan.public_id,
            "what": filled(plan.text.what, plan.words),
            "why": filled(plan.text.why, plan.words),
            "residents_role": filled(plan.text.residents, plan.words),
            "street": street_of(plan),
            "place": self.place_of(plan, dice),
            "lead_organisation": lead,
            "lead_name": "" if lead else lead_name(plan),
            "source": plan.text.source,
            "contact_name": manager.full_name,
            "contact_phone": manager.phone,
            "contact_email": character(self.crew.manager_of(plan.place)).email,
            "cost_total": sum((amount for _source, amount, _certainty in lines), NO_COST) or None,
        }
        if plan.period:
            start, end = plan.period
            fields |= {
                "start_year": start.year,
                "start_quarter": start.quarter,
                "end_year": end.year,
                "end_quarter": end.quarter,
            }
        project = create_project(
            self.areas[plan.place], theme=self.themes[plan.text.theme], title=plan.title, by=manager, **fields
        )
        self.projects[number] = project
        with recorded(by=manager, action="projects.set_costs"):
            CostLine.objects.bulk_create(
                CostLine(project=project, source=source, amount=amount, certainty=certainty)
                for source, amount, certainty in lines
            )
            partners = {self.community.partner_for(key, plan.place) for key in plan.text.partners}
            Partnership.objects.bulk_create(
                Partnership(project=project, organisation=partner)
                for partner in sorted(partners - {None, lead}, key=lambda each: each.pk)
            )
            if dice.random() < 0.62:
                picture = self.album.scene(plan.text.scene, plan.text.light)
                ProjectPhoto.objects.create(project=project, picture=picture, position=1)
        return project

    def place_of(self, plan: ProjectPlan, dice: random.Random) -> dict | None:
        """Return where on the map a project is, within the borders of its area."""
        if plan.text.place == "geen":
            return None
        shape = (borders().places | borders().former)[plan.place]
        if plan.text.place == "straat":
            return _as_lists(mapping(street_inside(shape, dice)))
        return _as_lists(mapping(point_inside(shape, dice)))

    def take_step(self, number: int, step: Step) -> None:
        """Let a project take a step of its life, or move it to another period."""
        plan = self.plans[number]
        project = self.projects[number]
        manager = self.crew[self.crew.manager_of(plan.place)]
        if step.period is None:
            self.projects[number] = change_state(project, step.name, by=manager, reason=step.reason)
            return
        start, end = step.period
        values = {
            "start_year": start.year,
            "start_quarter": start.quarter,
            "end_year": end.year,
            "end_quarter": end.quarter,
        }
        self.projects[number] = edit_project(
            project, values, version=project.version, by=manager, reason=step.reason
        )

    # --- Programmes -------------------------------------------------------------------------------------

    def draft(self, key: str, year: int) -> None:
        """Make the programme of an area and year, with its projects, texts and agenda."""
        area = self.areas[key]
        manager = self.crew[self.crew.manager_of(key)]
        state = state_of_programme(key, year, self.calendar)
        whole = state != DRAFT or year <= self.calendar.this_year
        writer = Writer(key, year, plans=self.plans, crew=self.crew, calendar=self.calendar)
        programme = yearly.create_programme(area, year, title=f"Programma {writer.name} {year}", by=manager)
        self.programmes[key, year] = programme
        numbers = [n for n, plan in enumerate(self.plans) if plan.place == key and year in plan.in_programmes]
        for number in numbers:
            if self.plans[number].year == year:
                self.create(number, self.plans[number])
        entries = yearly.add_entries(programme, [self.projects[number] for number in numbers], by=manager)
        with recorded(by=manager, action="yearly.edit_programme"):
            programme.intro = writer.intro()
            programme.cover = self.album.scene(writer.portrait().scene)
            programme.save(update_fields=["intro", "cover"])
            self.write_parts(programme, writer, whole=whole)
            AgendaItem.objects.bulk_create(
                AgendaItem(programme=programme, edited_by=manager, **row)
                for row in writer.agenda(whole=whole)
            )
            for entry, number in zip(entries, numbers, strict=True):
                plan = self.plans[number]
                entry.promise = (
                    filled(plan.text.promise, plan.words)
                    if plan.year == year
                    else "We maken af wat vorig jaar niet klaar kwam."
                )
            Entry.objects.bulk_update(entries, ["promise"])

    def write_parts(self, programme: Programme, writer: Writer, *, whole: bool) -> None:
        """Fill in the parts that the programme got when it was made."""
        texts_by_kind = writer.parts(whole=whole)
        parts = [part for part in programme.parts.all() if part.kind in texts_by_kind]
        for part in parts:
            written = texts_by_kind[part.kind]
            part.text = written.text
            part.title = written.title or part.title
            part.author_name, part.author_function = written.author, written.function
            part.supplier = self.community.partner_for(written.supplier, writer.key)
            if written.face is not None:
                part.picture = self.album.face(character(written.face))
            elif written.scene:
                part.picture = self.album.scene(written.scene)
        Part.objects.bulk_update(
            parts, ["text", "title", "author_name", "author_function", "supplier", "picture"]
        )

    def step(self, key: str, year: int, name: str) -> None:
        """Let a programme take a step: the wethouder adopts, the wijkmanager does the rest."""
        number = self.crew.alderman_of(key) if name == "adopt" else self.crew.manager_of(key)
        self.programmes[key, year] = yearly.change_state(
            self.programmes[key, year], name, by=self.crew[number]
        )

    def send_back(self, key: str, year: int) -> None:
        reason = texts("programma")["teruggeven"]["redenen"][0]
        alderman = self.crew[self.crew.alderman_of(key)]
        yearly.change_state(self.programmes[key, year], "send_back", by=alderman, reason=reason)


def cost_lines(plan: ProjectPlan, dice: random.Random) -> list[tuple[str, Decimal, str]]:
    """Return what each source pays and how sure that is; a small place builds small."""
    low, high = plan.text.costs
    inhabitants = (BY_KEY.get(plan.place) or FORMER_BY_KEY[plan.place]).inhabitants
    size = 0.35 if inhabitants < 500 else 0.6 if inhabitants < 1500 else 1
    total = math.exp(dice.uniform(math.log(low), math.log(high))) * size
    step = 50 if total < 5_000 else 250 if total < 50_000 else 2_500
    certainties = ("fixed",) if plan.outcome == "done" else ("fixed", "estimated", "requested")
    lines = []
    for source, share in plan.text.money.items():
        amount = Decimal(max(step, round(total * share / step) * step))
        lines.append((source, amount, dice.choice(certainties)))
    return lines


def street_of(plan: ProjectPlan) -> str:
    if plan.text.place == "geen":
        return ""
    return filled(plan.words["huis"] if plan.text.place == "huis" else plan.words["straat"], plan.words)


def lead_name(plan: ProjectPlan) -> str:
    """Return who leads when that is no organisation of the list."""
    names = {
        "bewoners": "Bewoners van {gebied}",
        "school": "Basis{school}",
    }
    return filled(names.get(plan.text.lead, "{vereniging}"), plan.words)


def _as_lists(geometry: dict) -> dict:
    """Return GeoJSON as it comes back from the database: lists, no tuples."""

    def lists(value):
        return [lists(part) for part in value] if isinstance(value, (list, tuple)) else value

    return {"type": geometry["type"], "coordinates": lists(geometry["coordinates"])}
