"""The visies of Rietwolde: made, adopted and followed up, with projects that serve their goals."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from areas.territory.models import Area
from areas.themes.models import Theme
from programmes.projects.models import Project
from programmes.visions.actions import add_document
from programmes.visions.models import ExecutionPlan, Goal, PlanLine, Vision, VisionTheme
from programmes.visions.states import ADOPTED, DRAFT, SUCCEEDED
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.portal.demonstration.files import pdf_of
from wijkportaal.portal.demonstration.texts.visions import (
    CHAPTERS,
    CORES,
    DECISION,
    DEVELOPMENT,
    MADE_BY,
    Chapter,
)

# Of every so many areas the last makes its visie now, and those after have none yet.
ROUND, PER_VISION = 5, 3


@dataclass
class Visions:
    """Writes the visies down in a few batches, as promises are."""

    areas: dict[str, Area]
    today: date

    def write_down(self, *, by) -> None:
        self.themes = {theme.slug: theme for theme in Theme.objects.all()}
        self.projects = Counter(Project.objects.values_list("area", "theme__slug"))
        with recorded(by=by, action="visions.create_vision"):
            for place, (_key, area) in enumerate(sorted(self.existing())):
                if place % ROUND == ROUND - 1:
                    continue
                chapters = self.chapters_for(area, place)
                state = DRAFT if place % ROUND == ROUND - 2 else ADOPTED
                if place % ROUND == 1:
                    self.write(area, chapters[:1], SUCCEEDED, place, first_year=self.today.year - 13, by=by)
                self.write(area, chapters, state, place, first_year=self.today.year - 3 + place % 2, by=by)
            self.serve_goals()
        self.add_documents(by=by)

    def chapters_for(self, area: Area, place: int) -> list[Chapter]:
        """Choose themes about which an area has projects, so that its goals are served."""
        order = [CHAPTERS[(place + step) % len(CHAPTERS)] for step in range(len(CHAPTERS))]
        return sorted(order, key=lambda chapter: -self.projects[area.pk, chapter.theme])[:PER_VISION]

    def existing(self) -> list[tuple[str, Area]]:
        return [(key, area) for key, area in self.areas.items() if not area.has_ended and key]

    def write(
        self, area: Area, chapters: list[Chapter], state: str, place: int, *, first_year: int, by
    ) -> None:
        is_draft = state == DRAFT
        vision = Vision.objects.create(
            area=area,
            title=f"{area.name} in {first_year + 10}",
            first_year=first_year + 3 * is_draft,
            last_year=first_year + 10,
            intro=CORES[place % len(CORES)],
            made_by=MADE_BY,
            decision="" if is_draft else DECISION,
            decided_by="" if is_draft else "bewonersbijeenkomst en gemeenteraad",
            decided_on=None if is_draft else date(first_year, 3, 14) + timedelta(days=place),
            development="" if is_draft else DEVELOPMENT,
            state=state,
            edited_by=by,
        )
        plan = ExecutionPlan(
            vision=vision,
            title="Uitvoeringsplan",
            first_year=self.today.year - 1,
            last_year=self.today.year + 1,
            intro="Wat we in deze drie jaar doen. Elk najaar kijken we samen of het klopt.",
        )
        if state == ADOPTED:
            plan.save()
        for chapter in chapters:
            self.write_chapter(vision, chapter, plan if state == ADOPTED else None)

    def write_chapter(self, vision: Vision, chapter: Chapter, plan: ExecutionPlan | None) -> None:
        written = VisionTheme.objects.create(
            vision=vision,
            theme=self.themes[chapter.theme],
            figures=chapter.figures[0],
            figures_source=chapter.figures[1],
            professionals=chapter.professionals[0],
            professionals_source=chapter.professionals[1],
            residents=chapter.residents[0],
            residents_source=chapter.residents[1],
            physical_wishes=chapter.physical,
            social_wishes=chapter.social,
        )
        goals = Goal.objects.bulk_create(
            Goal(
                chapter=written,
                title=aim.title,
                domain=aim.domain,
                text=aim.text,
                what_works=aim.works,
                position=position,
            )
            for position, aim in enumerate(chapter.aims, start=1)
        )
        if plan:
            PlanLine.objects.bulk_create(
                PlanLine(plan=plan, goal=goal, what=what, how=how, when=when, who=who)
                for goal, aim in zip(goals, chapter.aims, strict=True)
                for what, how, when, who in aim.lines
            )

    @staticmethod
    def add_documents(*, by) -> None:
        """Put the visie as it was printed, and a report that only colleagues read, with one that holds."""
        vision = Vision.objects.filter(state=ADOPTED).select_related("area").order_by("pk").first()
        for title, is_public in (("De visie zoals gedrukt", True), ("Verslag van de bewonersavond", False)):
            page = pdf_of(title, f"{vision.title}, {vision.area}", vision.development)
            add_document(vision, page, title=title, is_public=is_public, by=by)

    @staticmethod
    def serve_goals() -> None:
        """Let the projects of an area that are about the theme of a goal serve it; some serve none."""
        goals: dict[tuple[int, int], list[Goal]] = {}
        adopted = Goal.objects.filter(chapter__vision__state=ADOPTED).select_related("chapter__vision")
        for goal in adopted:
            goals.setdefault((goal.chapter.vision.area_id, goal.chapter.theme_id), []).append(goal)
        serving = []
        for project in Project.objects.only("area", "theme", "goal").order_by("pk"):
            if found := goals.get((project.area_id, project.theme_id)):
                project.goal = found[project.pk % len(found)]
                serving.append(project)
        Project.objects.bulk_update(serving, ["goal"], batch_size=500)
