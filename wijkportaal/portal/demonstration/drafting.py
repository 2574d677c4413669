"""Draws up the programmes of a year: projects, texts, agenda and what they cost, in batches.

The actions of the rooms make these one by one, with a lock each; for a hundred programmes that would keep
who tries the portal out waiting for minutes. The rows here are those that the actions make, and the triggers
of the database write their history as always.
"""

import math
import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from operator import attrgetter

from django.utils import timezone
from shapely.geometry import mapping

from areas.territory.models import Area
from areas.themes.models import Theme
from programmes.projects.calculations import marker_of, summary_of
from programmes.projects.models import CostLine, Partnership, Project, ProjectPhoto
from programmes.yearly.models import AgendaItem, Entry, PanelAnswer, Part, Programme, TemplatePart
from programmes.yearly.queries import template_parts
from programmes.yearly.states import OPEN, RETURNED, SIGNED, WRITING
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.portal.demonstration.communities import Community
from wijkportaal.portal.demonstration.crew import Crew, chair_of
from wijkportaal.portal.demonstration.geography import borders, point_inside, street_inside
from wijkportaal.portal.demonstration.people import character
from wijkportaal.portal.demonstration.photos import Album
from wijkportaal.portal.demonstration.places import BY_KEY, FORMER_BY_KEY
from wijkportaal.portal.demonstration.plans import (
    DRAFT,
    PANEL,
    Calendar,
    ProjectPlan,
    state_of_programme,
)
from wijkportaal.portal.demonstration.prose import Writer
from wijkportaal.portal.demonstration.words import filled

NO_COST = Decimal(0)
BEGUN = ("foreword", "portrait")
# Who is asked for a part that nobody wrote yet.
SUPPLIERS = {"housing": "corporatie", "care_team": "wijkteam", "panel": "panel"}
UNFINISHED_PROMISE = "We maken af wat vorig jaar niet klaar kwam."


@dataclass
class Drafting:
    """What is needed to draw up programmes."""

    plans: list[ProjectPlan]
    calendar: Calendar
    crew: Crew
    community: Community
    album: Album

    def __post_init__(self) -> None:
        self.themes = {theme.slug: theme for theme in Theme.objects.all()}

    def draw_up(
        self,
        areas: dict[str, Area],
        year: int,
        *,
        projects: dict[int, Project],
        programmes: dict[tuple[str, int], Programme],
        by,
    ) -> None:
        """Make the programmes of some areas for a year; what is made is added to the two dictionaries."""
        fresh = [n for n, plan in enumerate(self.plans) if plan.place in areas and plan.year == year]
        with recorded(by=by, action="projects.create_project"):
            made = [self.project(self.plans[n], areas[self.plans[n].place], by=by) for n in fresh]
            Project.objects.bulk_create(made)
            projects |= dict(zip(fresh, made, strict=True))
            CostLine.objects.bulk_create(line for n in fresh for line in self.costs(n, projects[n]))
            Partnership.objects.bulk_create(each for n in fresh for each in self.partners(n, projects[n]))
            ProjectPhoto.objects.bulk_create(each for n in fresh for each in self.photos(n, projects[n]))
        writers = {
            key: Writer(key, year, plans=self.plans, crew=self.crew, calendar=self.calendar) for key in areas
        }
        with recorded(by=by, action="yearly.create_programme"):
            for key, area in areas.items():
                programmes[key, year] = self.programme(area, writers[key], by=by)
            Programme.objects.bulk_create(programmes[key, year] for key in areas)
            Part.objects.bulk_create(
                part for key in areas for part in self.parts(programmes[key, year], writers[key], by=by)
            )
            Entry.objects.bulk_create(
                entry for key in areas for entry in self.entries(key, programmes[key, year], projects, by=by)
            )
            AgendaItem.objects.bulk_create(
                AgendaItem(programme=programmes[key, year], edited_by=by, **row)
                for key in areas
                for row in writers[key].agenda(whole=self.is_whole(key, year))
            )

    def is_whole(self, key: str, year: int) -> bool:
        """Whether all texts are written; a draft of next year has only the first ones."""
        is_draft = state_of_programme(key, year, self.calendar) == DRAFT
        return not is_draft or year <= self.calendar.this_year

    def programme(self, area: Area, writer: Writer, *, by) -> Programme:
        """Return a programme; what goes on to the wethouder later has been seen by the panel."""
        state = state_of_programme(writer.key, writer.year, self.calendar)
        seen = state not in {DRAFT, PANEL}
        return Programme(
            area=area,
            year=writer.year,
            title=f"Programma {writer.name} {writer.year}",
            intro=writer.intro(),
            cover=self.album.scene(writer.portrait().scene),
            panel_answer=PanelAnswer.AGREED if seen else PanelAnswer.NONE,
            panel_words="Fijn dat er dit jaar ook iets voor jongeren in staat." if seen else "",
            panel_at=at(self.calendar.day_of("submit", writer.year), days=-2) if seen else None,
            panel_by=self.crew.people.get(chair_of(writer.key)) if seen else None,
            edited_by=by,
        )

    def parts(self, programme: Programme, writer: Writer, *, by) -> list[Part]:
        """Return the parts of the template in their order; those without a text stay empty."""
        written = writer.parts(whole=True)
        if not self.is_whole(writer.key, writer.year):
            # The wijkmanager has begun, and some of the others have.
            written = {kind: text for kind, text in written.items() if kind in BEGUN or kind in SUPPLIERS}
        return [
            self.part(programme, asked, written.get(asked.kind), writer, by=by) for asked in template_parts()
        ]

    def part(self, programme: Programme, asked: TemplatePart, found, writer: Writer, *, by) -> Part:
        supplier = found.supplier if found else SUPPLIERS.get(asked.kind, "")
        part = Part(
            programme=programme,
            kind=asked.kind,
            title=str(asked.title),
            position=asked.position,
            required=asked.required,
            word_limit=asked.word_limit,
            due_on=asked.due_on(writer.year),
            supplier=self.community.partner_for(supplier, writer.key),
            edited_by=by,
        )
        if found:
            part.text = found.text
            part.title = found.title or part.title
            part.author_name, part.author_function = found.author, found.function
            if found.face is not None:
                part.picture = self.album.face(character(found.face))
            elif found.scene:
                part.picture = self.album.scene(found.scene)
        self.settle(part, writer)
        return part

    def settle(self, part: Part, writer: Writer) -> None:
        """Say how far a part is: signed where the programme has gone on, else as suppliers are in autumn."""
        if part.supplier is None:
            return
        if self.is_whole(writer.key, writer.year):
            part.state = SIGNED
            part.signed_at = at(self.calendar.day_of("submit", writer.year), days=-5)
            part.signed_by = self.crew.people.get(chair_of(writer.key)) if part.kind == "panel" else None
            return
        dice = random.Random(f"{writer.key}-{part.kind}")  # noqa: S311 - invented details
        # Some deadlines have just passed, most are still to come.
        part.due_on = self.calendar.today + timedelta(days=dice.choice((-3, 6, 9, 16)))
        part.state = dice.choice((OPEN, WRITING, WRITING, RETURNED, SIGNED)) if part.text else OPEN
        if part.state == OPEN:
            part.text = part.author_name = part.author_function = ""
            part.picture = None
        if part.state == RETURNED:
            part.returned_because = (
                "Kunt u erbij zetten in welke straat het is? Dat vragen bewoners als eerste."
            )
        if part.state == SIGNED:
            part.signed_at = at(self.calendar.today, days=-6)

    def entries(self, key: str, programme: Programme, projects: dict[int, Project], *, by) -> list[Entry]:
        """Return the projects of a programme, numbered by theme."""
        year = programme.year
        mine = [n for n, plan in enumerate(self.plans) if plan.place == key and year in plan.in_programmes]
        mine.sort(key=lambda n: attrgetter("theme.position", "theme.name")(projects[n]))
        return [
            Entry(
                programme=programme,
                project=projects[n],
                number=number,
                promise=filled(self.plans[n].text.promise, self.plans[n].words)
                if self.plans[n].year == year
                else UNFINISHED_PROMISE,
                edited_by=by,
            )
            for number, n in enumerate(mine, start=1)
        ]

    # --- Projects ---------------------------------------------------------------------------------------

    def project(self, plan: ProjectPlan, area: Area, *, by) -> Project:
        """Return a project as an idea, not saved yet."""
        what = filled(plan.text.what, plan.words)
        place = place_of(plan)
        marker = marker_of(place) or (None, None)
        lead = self.community.partner_for(plan.text.lead, plan.place)
        start, end = plan.period or (None, None)
        lines = cost_lines(plan)
        return Project(
            area=area,
            theme=self.themes[plan.text.theme],
            title=plan.title,
            public_id=plan.public_id,
            what=what,
            summary=summary_of(what),
            why=filled(plan.text.why, plan.words),
            residents_role=filled(plan.text.residents, plan.words),
            street=street_of(plan),
            place=place,
            marker_longitude=marker[0],
            marker_latitude=marker[1],
            lead_organisation=lead,
            lead_name="" if lead else lead_name(plan),
            source=plan.text.source,
            start_year=start and start.year,
            start_quarter=start and start.quarter,
            end_year=end and end.year,
            end_quarter=end and end.quarter,
            contact_name=by.full_name,
            contact_phone=by.phone,
            contact_email=character(self.crew.manager_of(plan.place)).email,
            cost_total=sum((amount for _source, amount, _certainty in lines), NO_COST),
            edited_by=by,
        )

    def costs(self, number: int, project: Project) -> list[CostLine]:
        return [
            CostLine(project=project, source=source, amount=amount, certainty=certainty)
            for source, amount, certainty in cost_lines(self.plans[number])
        ]

    def partners(self, number: int, project: Project) -> list[Partnership]:
        plan = self.plans[number]
        found = {self.community.partner_for(key, plan.place) for key in plan.text.partners}
        others = found - {None, project.lead_organisation}
        return [
            Partnership(project=project, organisation=partner)
            for partner in sorted(others, key=attrgetter("pk"))
        ]

    def photos(self, number: int, project: Project) -> list[ProjectPhoto]:
        """Return the photo of a project; not every project has one."""
        plan = self.plans[number]
        if dice_of(plan, "photo").random() > 0.62:
            return []
        picture = self.album.scene(plan.text.scene, plan.text.light)
        return [ProjectPhoto(project=project, picture=picture, position=1)]


def at(day: date, *, days: int) -> datetime:
    """Return half past ten on the day that lies so many days from another."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), time(10, 30)))


def dice_of(plan: ProjectPlan, what: str) -> random.Random:
    """Return chance for one detail of a project, the same every time."""
    return random.Random(f"{plan.public_id}-{what}")  # noqa: S311 - invented details


def place_of(plan: ProjectPlan) -> dict | None:
    """Return where on the map a project is, within the borders of its area."""
    if plan.text.place == "geen":
        return None
    shape = (borders().places | borders().former)[plan.place]
    dice = dice_of(plan, "place")
    return as_lists(mapping((street_inside if plan.text.place == "straat" else point_inside)(shape, dice)))


def cost_lines(plan: ProjectPlan) -> list[tuple[str, Decimal, str]]:
    """Return what each source pays and how sure that is; a small place builds small."""
    dice = dice_of(plan, "costs")
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


def as_lists(geometry: dict) -> dict:
    """Return GeoJSON as it comes back from the database: lists, no tuples."""

    def lists(value):
        return [lists(part) for part in value] if isinstance(value, (list, tuple)) else value

    return {"type": geometry["type"], "coordinates": lists(geometry["coordinates"])}
