"""The buurtanalyses of Rietwolde, with forecasts, outcomes and what projects brought."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from areas.figures.actions import NewFigure, write_forecasts
from areas.figures.queries import populations_of
from areas.territory.models import Area
from areas.themes.models import Theme
from programmes.analysis.models import (
    Analysis,
    Experience,
    Judgement,
    JudgementRequest,
    Measurement,
    MeasurementKind,
    Outcome,
)
from programmes.analysis.queries import people_to_ask
from programmes.analysis.states import DRAFT, PUBLISHED
from programmes.evaluations.models import ProjectMeasure
from programmes.projects.models import Project
from programmes.projects.states import DONE
from programmes.visions.models import Goal
from programmes.visions.states import ADOPTED
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.people.models import Person
from wijkportaal.portal.demonstration.communities import Community
from wijkportaal.portal.demonstration.crew import Crew
from wijkportaal.portal.demonstration.people import NORTH
from wijkportaal.portal.demonstration.texts.analyses import (
    EXPERIENCES,
    JUDGEMENTS,
    MEASURES,
    OUTCOMES,
    RESIDENTS,
    RESIDENTS_SOURCE,
    STORIES,
)

FORECAST_SOURCE = "Bevolkingsprognose van de provincie (verzonnen)"
# Villages shrink and wijken grow, as a share in five years; the second village less than the first.
SHRINKS, GROWS = Decimal("0.955"), Decimal("1.03")
MEASURED_PROJECTS = 24


@dataclass
class Analyses:
    """Writes the buurtanalyses down in a few batches, as promises are."""

    crew: Crew
    community: Community
    areas: dict[str, Area]
    today: date

    def write_down(self, *, by) -> None:
        self.themes = {theme.slug: theme for theme in Theme.objects.all()}
        areas = [(key, area) for key, area in sorted(self.areas.items()) if key and not area.has_ended]
        with recorded(by=by, action="analysis.create_analysis"):
            for place, (key, area) in enumerate(areas):
                if place % 4 != 3:
                    self.write(key, area, place, year=self.today.year - 1, state=PUBLISHED)
                # Of some areas there is none yet; in the area of the demonstration's wijkmanager it is being made.
                is_own = place % 3 == 2 and key in NORTH
                if place % 3 != 2 or is_own:
                    state = DRAFT if place % 2 or is_own else PUBLISHED
                    self.write(key, area, place, year=self.today.year, state=state)
                if place % 2 == 0:
                    self.aim(area, place // 2)
            self.measure_projects()
        self.expect([area for _key, area in areas], by=by)

    def write(self, key: str, area: Area, place: int, *, year: int, state: str) -> None:
        strengths, worries, opportunities = STORIES[place % len(STORIES)]
        is_draft = state == DRAFT
        analysis = Analysis.objects.create(
            area=area,
            year=year,
            strengths=strengths,
            worries="" if is_draft else worries,
            opportunities="" if is_draft else opportunities,
            residents="" if is_draft else RESIDENTS,
            residents_source="" if is_draft else RESIDENTS_SOURCE,
            state=state,
        )
        worker, manager = self.crew[self.crew.worker_of(key)], self.crew[self.crew.manager_of(key)]
        given = JUDGEMENTS[: 2 + place % 3] if is_draft else JUDGEMENTS
        Judgement.objects.bulk_create(
            Judgement(
                analysis=analysis,
                theme=self.themes[theme],
                # Some areas do a little better than others.
                score=min(5, score + place % 2),
                words=words,
                organisation=self.community.partner_for(who, key) if who else None,
                person=manager if who else worker,
            )
            for theme, score, words, who in given
        )
        if is_draft:
            self.ask(analysis, manager, place)
        Experience.objects.bulk_create(
            Experience(
                analysis=analysis,
                theme=self.themes[theme] if theme else None,
                words=words,
                heard=heard,
                person=worker,
            )
            for theme, words, heard in EXPERIENCES[: 2 + place % 3]
        )

    def ask(self, analysis: Analysis, manager: Person, place: int) -> None:
        """Ask a few professionals for their judgement: some answered, some were reminded, one is late."""
        days = (
            self.today + timedelta(days=9),
            self.today + timedelta(days=2),
            self.today - timedelta(days=4),
        )
        asked = people_to_ask(analysis, but=manager)
        JudgementRequest.objects.bulk_create(
            JudgementRequest(
                analysis=analysis,
                person=person,
                organisation=organisation,
                asked_on=self.today - timedelta(days=12),
                asked_by=manager,
                due_on=days[(place + number) % len(days)],
                reminded_on=self.today - timedelta(days=1) if number == 1 else None,
            )
            for number, (person, organisation) in enumerate(
                [*asked[:3], *asked[-1:]] if len(asked) > 3 else asked
            )
        )

    def aim(self, area: Area, place: int) -> None:
        """Write an outcome of an area with its curve."""
        theme, title, indicator, unit, source, values, ahead, aimed, *turn = OUTCOMES[place % len(OUTCOMES)]
        goals = Goal.objects.filter(chapter__vision__area=area, chapter__vision__state=ADOPTED)
        outcome = Outcome.objects.create(
            area=area,
            title=title,
            theme=self.themes[theme],
            goal=goals.filter(chapter__theme__slug=theme).first(),
            indicator=indicator,
            unit=unit,
            source=source,
            is_public=place % 5 != 4,
            **dict(zip(("story", "partners", "what_works", "plan"), turn, strict=True)),
        )
        year = self.today.year
        found = [(year - 5 + number, MeasurementKind.MEASURED, value) for number, value in enumerate(values)]
        found += [(year + 4, MeasurementKind.FORECAST, ahead), (year + 4, MeasurementKind.TARGET, aimed)]
        Measurement.objects.bulk_create(
            Measurement(outcome=outcome, year=on, kind=kind, value=value) for on, kind, value in found
        )

    @staticmethod
    def measure_projects() -> None:
        """Say of some projects that are done how much, how well and who is better off."""
        done = Project.objects.filter(state=DONE, published_at__isnull=False).order_by("pk")[
            :MEASURED_PROJECTS
        ]
        ProjectMeasure.objects.bulk_create(
            ProjectMeasure(project=project, question=question, what=what, aimed=aimed, result=result)
            for project in done
            for question, what, aimed, result in MEASURES
        )

    def expect(self, areas: list[Area], *, by) -> None:
        """Write what the province expects of the inhabitants, for every fifth year."""
        people = populations_of(areas)
        write_forecasts(
            (
                NewFigure(
                    area,
                    self.today.year + ahead,
                    "a_inw",
                    (
                        people[area.pk].value * (GROWS if area.kind == "wijk" else SHRINKS) ** (ahead // 5)
                    ).quantize(Decimal(1)),
                    FORECAST_SOURCE,
                )
                for area in areas
                if area.pk in people
                for ahead in (5, 10, 15, 20)
            ),
            by=by,
        )
