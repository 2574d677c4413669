"""Every write on evaluations: their text, the measures of projects, lessons, and what others take over of them."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.territory.models import Area
from participation.subscriptions.actions import tell_followers
from participation.subscriptions.following import AREA
from programmes.evaluations.models import Evaluation, Lesson, ProjectMeasure, Reuse
from programmes.evaluations.queries import answers_of, entry_of, open_answers, summary_of
from programmes.evaluations.states import DRAFT, PUBLISHED
from programmes.projects.actions import create_project
from programmes.projects.following import PROJECT
from programmes.projects.models import Project, ProjectSource
from programmes.visions.models import Goal
from programmes.yearly.actions import add_entry, edit_part
from programmes.yearly.models import Part, PartKind, Programme
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.transitions.actions import perform

OUTCOME_OF_STATE = {"done": "done", "cancelled": "not", "running": "partly"}
MOST_LESSONS_TOLD = 5


def evaluate_project(project: Project, year: int, *, by) -> Evaluation:
    """Return the evaluation of a project in a year, begun with what is known if there was none."""
    entry = entry_of(project, year)
    with recorded(by=by, action="evaluations.evaluate_project"):
        return Evaluation.objects.get_or_create(
            project=project,
            year=year,
            defaults={
                "area": project.area,
                "outcome": OUTCOME_OF_STATE.get(project.state, ""),
                "planned_cost": entry.cost if entry else project.cost_total,
                "edited_by": by,
                **answers_of(project),
            },
        )[0]


def evaluate_goal(goal: Goal, year: int, *, by) -> Evaluation:
    """Return the evaluation of a goal in a year, begun if there was none."""
    with recorded(by=by, action="evaluations.evaluate_goal"):
        return Evaluation.objects.get_or_create(
            goal=goal, year=year, defaults={"area": goal.area, "edited_by": by}
        )[0]


def take_measures_over(evaluation: Evaluation, *, by) -> Evaluation:
    """Fill the answers that are still empty with what the measures of the project came to.

    Raises EditRefused when there is nothing to fill in or the evaluation is public.
    """
    answers = open_answers(evaluation)
    if not answers:
        raise EditRefused(_("Er is niets over te nemen: de antwoorden staan er al."))
    return edit_evaluation(evaluation, answers, version=evaluation.version, by=by)


def edit_evaluation(evaluation: Evaluation, values: Mapping[str, Any], *, version: int, by) -> Evaluation:
    """Save edited fields of an evaluation that was read at `version`.

    Raises EditConflict when somebody saved it in between, EditRefused when it is public.
    """

    def then(locked: Evaluation) -> list[str]:
        _check_draft(locked)
        return []

    return save_edit(
        evaluation, values, version=version, by=by, action="evaluations.edit_evaluation", then=then
    )


def add_measure(project: Project, values: Mapping[str, Any], *, by) -> ProjectMeasure:
    """Add to a project how much, how well, or who is better off."""
    with recorded(by=by, action="evaluations.add_measure"):
        return ProjectMeasure.objects.create(project=project, **values)


def remove_measure(measure: ProjectMeasure, *, by) -> None:
    """Take such a measure away."""
    with recorded(by=by, action="evaluations.remove_measure"):
        measure.delete()


def fill_in_results(project: Project, results: Mapping[int, str], *, by) -> None:
    """Write what the measures of a project came to, by their id; others stay as they are."""
    with recorded(by=by, action="evaluations.fill_in_results"):
        measures = ProjectMeasure.objects.select_for_update().filter(project=project, pk__in=results)
        for measure in measures:
            if measure.result != results[measure.pk]:
                measure.result = results[measure.pk]
                measure.save(update_fields=["result"])


def add_lesson(evaluation: Evaluation, *, title: str, text: str = "", works: bool = True, by) -> Lesson:
    """Write down what was learned. Raises EditRefused when the evaluation is public."""
    with recorded(by=by, action="evaluations.add_lesson"):
        _check_draft(Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk))
        return Lesson.objects.create(evaluation=evaluation, title=title, text=text, works=works)


def remove_lesson(lesson: Lesson, *, by) -> None:
    """Take a lesson out. Raises EditRefused when the evaluation is public."""
    with recorded(by=by, action="evaluations.remove_lesson"):
        _check_draft(Evaluation.objects.select_for_update(of=("self",)).get(pk=lesson.evaluation_id))
        lesson.delete()


def change_state(evaluation: Evaluation, step: str, *, by, reason: str = "") -> Evaluation:
    """Take a step in the life of an evaluation; followers hear of one that becomes public.

    Raises TransitionRefused (Dutch) when the step cannot be taken now.
    """

    def then(locked: Evaluation) -> None:
        locked.reopened_because = reason.strip()
        locked.published_at = timezone.now() if locked.state == PUBLISHED else None
        locked.save(update_fields=["reopened_because", "published_at"])
        if locked.state == PUBLISHED:
            _tell(locked, by=by)

    return perform(evaluation, step, by=by, reason=reason, then=then)


def _tell(evaluation: Evaluation, *, by) -> None:
    project = evaluation.project
    if project and not project.is_public:
        return
    tell_followers(
        *((PROJECT, project.public_id) if project else (AREA, evaluation.area.slug)),
        key=f"evaluations.published:{evaluation.pk}",
        title=_("Wat leverde het op? %(title)s (%(year)s)")
        % {"title": evaluation.title, "year": evaluation.year},
        text=evaluation.brought[:300],
        url=evaluation.get_absolute_url(),
        area=evaluation.area,
        theme=evaluation.theme,
        place=project.street if project else "",
        by=by,
    )


def take_over_recipe(
    evaluation: Evaluation, area: Area, *, by, programme: Programme | None = None
) -> Project:
    """Make a project in another area after the example of an evaluated one, with the way to its lessons.

    What was done and why comes along; place, period, people and money do not: those are of the area itself. With
    a draft `programme` the project stands in it at once. Raises ProgrammeClosed when it is no draft any more.
    """
    example = evaluation.project
    if example is None:
        raise ValueError("Only a project is a recipe.")
    with recorded(by=by, action="evaluations.take_over_recipe"):
        project = create_project(
            area,
            theme=example.theme,
            title=example.title,
            what=example.what,
            why=example.why,
            residents_role=example.residents_role,
            source=ProjectSource.OTHER,
            source_note=_("Naar het voorbeeld van %(area)s") % {"area": evaluation.area.name},
            by=by,
        )
        Reuse.objects.create(evaluation=evaluation, project=project)
        if programme is not None:
            add_entry(programme, project, by=by)
    return project


def fill_look_back(programme: Programme, *, by) -> Part:
    """Write what last year's evaluations come to into the look-back of a programme that is being made.

    A text that stands there stays: raises EditRefused, for only its writer knows what may go.
    """
    part = programme.parts.filter(kind=PartKind.LOOK_BACK).order_by("position", "pk").first()
    if part is None:
        raise EditRefused(_("Dit programma heeft geen onderdeel “terugblik”. Voeg dat eerst toe."))
    if part.text.strip():
        raise EditRefused(_("De terugblik heeft al een tekst. Maak die eerst leeg."))
    summary = summary_of(programme.area, programme.year - 1)
    if not summary:
        raise EditRefused(_("Er is nog geen openbare evaluatie van vorig jaar."))
    return edit_part(part, {"text": _look_back(summary)}, version=part.version, by=by)


def _look_back(summary) -> str:
    balance = summary.balance
    sentences = []
    if balance.total:
        told = ngettext(
            "Vorig jaar keken we terug op %(total)d project: %(done)d gelukt, %(partly)d deels gelukt, %(not)d niet gelukt.",
            "Vorig jaar keken we terug op %(total)d projecten: %(done)d gelukt, %(partly)d deels gelukt, %(not)d niet gelukt.",
            balance.total,
        )
        sentences.append(
            told
            % {
                "total": balance.total,
                "done": balance.done,
                "partly": balance.partly,
                "not": balance.not_done,
            }
        )
    if balance.mark is not None:
        mark = str(balance.mark).replace(".", ",")
        sentences.append(_("Bewoners gaven gemiddeld een %(mark)s.") % {"mark": mark})
    brought = [
        f"<li><strong>{escape(each.title)}</strong>: {escape(each.brought)}</li>"
        for each in summary.projects
        if each.brought
    ]
    learned = [f"<li>{escape(lesson.title)}</li>" for lesson in summary.lessons[:MOST_LESSONS_TOLD]]
    parts = [f"<p>{escape(' '.join(sentences))}</p>" if sentences else ""]
    if brought:
        parts.append(f"<ul>{''.join(brought)}</ul>")
    if learned:
        parts.append(f"<p>{escape(_('Dit leerden we:'))}</p><ul>{''.join(learned)}</ul>")
    return "".join(parts)


def _check_draft(evaluation: Evaluation) -> None:
    if evaluation.state != DRAFT:
        raise EditRefused(_("Deze evaluatie is openbaar. Maak haar eerst weer concept."))
