"""What a step still lacks by the records, and where in the portal that is mended."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.analysis.models import Analysis
from programmes.cycle.calculations import Facts, Lack, Place, lacking_for
from programmes.cycle.models import Check, Cycle, CycleStep, StepFile, StepLink
from programmes.cycle.states import ACTION, ANALYSIS, EVALUATION, PROGRAMMING
from programmes.evaluations.models import Evaluation
from programmes.evaluations.states import PUBLISHED as EVALUATED
from programmes.projects.states import UNFINISHED
from programmes.yearly.models import Entry, Programme


def facts_of(steps: Iterable[CycleStep]) -> dict[int, Facts]:
    """Return what the records say of steps, by id; at most seven queries, however many steps."""
    steps = list(steps)
    ids = [step.pk for step in steps]
    open_checks = dict(
        Check.objects.filter(step__in=ids, done_at=None)
        .order_by()
        .values_list("step")
        .annotate(number=Count("pk"))
    )
    attached = set(StepFile.objects.filter(step__in=ids).values_list("step", flat=True))
    attached |= set(StepLink.objects.filter(step__in=ids).values_list("step", flat=True))
    programmes, unfinished = _programmes_of(
        [step.cycle for step in steps if step.kind in {PROGRAMMING, ACTION, EVALUATION}]
    )
    analyses = _analyses_of([step.cycle for step in steps if step.kind == ANALYSIS])
    unevaluated = _unevaluated_of([step.cycle for step in steps if step.kind == EVALUATION])

    def facts(step: CycleStep) -> Facts:
        place = (step.cycle.area_id, step.cycle.year)
        analysis = analyses.get(place)
        return Facts(
            open_checks=open_checks.get(step.pk, 0),
            has_outcome=bool(step.outcome.strip()) or step.pk in attached,
            analysis=analysis.state if analysis else None,
            judgements=analysis.judged if analysis else 0,
            programme=programmes.get(place),
            unfinished_projects=unfinished.get(place, 0),
            unevaluated=unevaluated.get(place, 0),
        )

    return {step.pk: facts(step) for step in steps}


def _programmes_of(cycles: list[Cycle]) -> tuple[dict, dict]:
    """Return the state of the programme, and how many of its projects are not finished, by area and year."""
    if not cycles:
        return {}, {}
    areas = {cycle.area_id for cycle in cycles}
    years = {cycle.year for cycle in cycles}
    programmes = Programme.objects.filter(area__in=areas, year__in=years).order_by()
    entries = (
        Entry.objects.standing()
        .filter(programme__area__in=areas, programme__year__in=years, project__state__in=UNFINISHED)
        .order_by()
    )
    counted = entries.values_list("programme__area", "programme__year").annotate(number=Count("pk"))
    return (
        {(area, year): state for area, year, state in programmes.values_list("area", "year", "state")},
        {(area, year): number for area, year, number in counted},
    )


def _analyses_of(cycles: list[Cycle]) -> dict[tuple[int, int], Analysis]:
    """Return the buurtanalyse that a cycle starts from, with `judged`: that of its year or else of the year before."""
    if not cycles:
        return {}
    years = {cycle.year for cycle in cycles}
    found = {
        (analysis.area_id, analysis.year): analysis
        for analysis in Analysis.objects.filter(
            area__in={cycle.area_id for cycle in cycles}, year__in=years | {year - 1 for year in years}
        )
        .only("area_id", "year", "state")
        .annotate(judged=Count("judgements"))
    }
    places = {(cycle.area_id, cycle.year) for cycle in cycles}
    chosen = {(area, year): found.get((area, year)) or found.get((area, year - 1)) for area, year in places}
    return {place: analysis for place, analysis in chosen.items() if analysis}


def _unevaluated_of(cycles: list[Cycle]) -> dict[tuple[int, int], int]:
    """Return how many projects of the programme have no public evaluation of its year, by area and year."""
    if not cycles:
        return {}
    evaluated = Evaluation.objects.filter(
        project=OuterRef("project"), year=OuterRef("programme__year"), state=EVALUATED
    )
    entries = (
        Entry.objects.standing()
        .filter(
            ~Exists(evaluated),
            programme__area__in={cycle.area_id for cycle in cycles},
            programme__year__in={cycle.year for cycle in cycles},
        )
        .order_by()
    )
    counted = entries.values_list("programme__area", "programme__year").annotate(number=Count("pk"))
    return {(area, year): number for area, year, number in counted}


def lacking_of(step: CycleStep) -> list[Lack]:
    """Say what one step still lacks."""
    return lacking_for(step.kind, facts_of([step])[step.pk])


@dataclass(frozen=True)
class Doorway:
    """Where the work of a step is done in the portal."""

    place: Place
    label: str
    url: str
    icon: str


def doorways_of(step: CycleStep, person) -> list[Doorway]:
    """Return what a step opens for someone: the buurtanalyse, the programme that is made, what is evaluated."""
    if step.kind == ANALYSIS:
        return _to_analysis(step.cycle, person)
    if step.kind in {PROGRAMMING, ACTION, EVALUATION}:
        return _to_programme(step, person)
    return []


def _to_analysis(cycle: Cycle, person) -> list[Doorway]:
    found = _analyses_of([cycle]).get((cycle.area_id, cycle.year))
    if found is None:
        if not person.has_perm("analysis.make_analysis", cycle.area):
            return []
        url = f"{reverse('analysis:new')}?gebied={cycle.area_id}"
        return [Doorway(Place.ANALYSIS, _("Maak een buurtanalyse"), url, "plus")]
    label = _("Buurtanalyse %(year)s") % {"year": found.year}
    return [Doorway(Place.ANALYSIS, label, reverse("analysis:editor", args=[found.pk]), "chart-bar")]


def _to_programme(step: CycleStep, person) -> list[Doorway]:
    programme = Programme.objects.filter(area=step.cycle.area_id, year=step.cycle.year).first()
    if programme is None:
        may_add = person.has_perm("yearly.add_programme", step.cycle.area)
        label = _("Maak het programma van %(year)s") % {"year": step.cycle.year}
        return [Doorway(Place.PROGRAMME, label, reverse("yearly:new"), "plus")] if may_add else []
    found = []
    if step.kind != ACTION and person.has_perm("yearly.see_draft", programme):
        url = reverse("yearly:editor", args=[programme.pk])
        found.append(Doorway(Place.PROGRAMME, programme.title, url, "book"))
    elif programme.is_published:
        found.append(Doorway(Place.PROGRAMME, programme.title, programme.get_absolute_url(), "book"))
    if step.kind != PROGRAMMING and person.has_perm("projects.edit_project", step.cycle.area):
        url = f"{reverse('projects:workbench')}?area={step.cycle.area.slug}"
        found.append(Doorway(Place.PROJECTS, _("Projecten van dit gebied"), url, "clipboard-list"))
    if step.kind == EVALUATION and person.has_perm("evaluations.edit_evaluation", step.cycle.area):
        url = f"{reverse('evaluations:workbench')}?programma={programme.pk}"
        found.append(Doorway(Place.EVALUATIONS, _("Evalueer het programma"), url, "checks"))
    return found


@dataclass(frozen=True)
class ToDo:
    """Something that a step lacks, with the address where this person can mend it, if they can."""

    text: str
    url: str


def to_do_of(step: CycleStep, doorways: list[Doorway], *, may_edit: bool) -> list[ToDo]:
    """Return what an open step lacks, each with the way to it."""
    ways = {doorway.place: doorway.url for doorway in doorways}
    if may_edit:
        ways |= {Place.POINTS: "#punten", Place.OUTCOME: reverse("cycle:edit_step", args=[step.pk])}
    return [ToDo(lack.text, ways.get(lack.place, "")) for lack in lacking_of(step)]
