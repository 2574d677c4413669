"""Writes on visitaties: beginning one, scoring, evidence, the visit, the report and what becomes of it."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.territory.models import Area
from wijkportaal.foundation.audit.actions import erase_from_history, recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.portal.questions.queries.records import Record
from wijkportaal.portal.visitations.actions.questionnaires import ensure_questionnaire
from wijkportaal.portal.visitations.models import (
    Evidence,
    Recommendation,
    Score,
    Statement,
    Visitation,
    Visitor,
)
from wijkportaal.portal.visitations.states import DONE, DROPPED, LIFE_CYCLE

MOST_EVIDENCE = 8
# How long the names of visiteurs stay after the report.
KEEP_NAMES = timedelta(days=3 * 365)


def begin_visitation(area: Area, *, year: int, by) -> Visitation:
    """Begin the visitatie of an area with the newest questionnaire. Once a year: a second call gives the first."""
    with recorded(by=by, action="visitations.begin_visitation"):
        made, _created = Visitation.objects.get_or_create(
            area=area, year=year, defaults={"questionnaire": ensure_questionnaire(by=by), "edited_by": by}
        )
    return made


def score_theme(visitation: Visitation, scores: Mapping[int, tuple[int | None, str]], *, by) -> Visitation:
    """Write down scores by statement (its id): how far it is so (None: not known yet) and why.

    Raises EditRefused when the self-evaluation is finished.
    """
    with recorded(by=by, action="visitations.score_theme"):
        locked = _lock(visitation)
        _must(locked.is_evaluating, _("De zelfevaluatie is afgerond. Open hem weer als er iets anders moet."))
        asked = Statement.objects.filter(questionnaire=locked.questionnaire_id, pk__in=scores)
        known = {score.statement_id: score for score in locked.scores.filter(statement__in=asked)}
        for statement in asked:
            value, explanation = scores[statement.pk]
            _score(locked, statement, known.get(statement.pk), value, explanation.strip())
    return locked


def _score(
    visitation: Visitation, statement: Statement, known: Score | None, value: int | None, why: str
) -> None:
    if value is None:
        if known:
            known.delete()
        return
    if known is None:
        Score.objects.create(visitation=visitation, statement=statement, value=value, explanation=why)
    elif (known.value, known.explanation) != (value, why):
        known.value, known.explanation = value, why
        known.save(update_fields=["value", "explanation"])


def add_evidence(visitation: Visitation, statement: Statement, record: Record, *, by) -> Evidence:
    """Let a score rest on a record of the portal; twice is once. Raises EditRefused."""
    with recorded(by=by, action="visitations.add_evidence"):
        locked = _lock(visitation)
        _must(locked.is_evaluating, _("De zelfevaluatie is afgerond. Open hem weer als er iets anders moet."))
        present = locked.evidence.filter(statement=statement)
        if known := present.filter(kind=record.kind, key=record.key).first():
            return known
        _must(
            present.count() < MOST_EVIDENCE,
            _("Bij een stelling horen hoogstens %(number)d stukken.") % {"number": MOST_EVIDENCE},
        )
        return Evidence.objects.create(
            visitation=locked,
            statement=statement,
            kind=record.kind,
            key=record.key,
            title=record.title,
            state=record.state,
            address=record.address,
        )


def remove_evidence(visitation: Visitation, pk: int, *, by) -> None:
    """Take a record away while the self-evaluation is open."""
    with recorded(by=by, action="visitations.remove_evidence"):
        locked = _lock(visitation)
        if locked.is_evaluating:
            locked.evidence.filter(pk=pk).delete()


def plan_visit(
    visitation: Visitation,
    values: Mapping[str, Any],
    visitors: Iterable[Mapping[str, str]],
    *,
    version: int,
    by,
) -> Visitation:
    """Write down when the visit is, its programme and who come. Raises EditRefused after it, EditConflict."""

    def then(locked: Visitation) -> None:
        _must(locked.plans_visit, _("Het bezoek is geweest. De gegevens liggen vast."))
        present = [(each.name, each.function, each.gemeente) for each in locked.visitors.all()]
        wanted = [(each["name"], each["function"], each["gemeente"]) for each in visitors]
        if present != wanted:
            locked.visitors.all().delete()
            for name, function, gemeente in wanted:
                Visitor.objects.create(visitation=locked, name=name, function=function, gemeente=gemeente)

    return save_edit(visitation, values, version=version, by=by, action="visitations.plan_visit", then=then)


def write_report(visitation: Visitation, values: Mapping[str, Any], *, version: int, by) -> Visitation:
    """Write what the visiteurs saw and what the gemeente says to it. Raises EditRefused but between visit and report."""

    def then(locked: Visitation) -> None:
        _must(locked.is_written, _("Dit schrijft u na het bezoek en voordat het rapport openbaar is."))

    return save_edit(visitation, values, version=version, by=by, action="visitations.write_report", then=then)


def add_recommendation(visitation: Visitation, *, by, **fields) -> Recommendation:
    """Write down what the visiteurs recommend. Raises EditRefused but between visit and report."""
    with recorded(by=by, action="visitations.add_recommendation"):
        locked = _lock(visitation)
        _must(
            locked.is_written,
            _("Aanbevelingen schrijft u op na het bezoek en voordat het rapport openbaar is."),
        )
        last = locked.recommendations.aggregate(last=Max("number"))["last"] or 0
        return Recommendation.objects.create(visitation=locked, number=last + 1, **fields)


def edit_recommendation(recommendation: Recommendation, values: Mapping[str, Any], *, by) -> Recommendation:
    """Change a recommendation; once the report is public only who does it before when. Raises EditRefused."""
    with recorded(by=by, action="visitations.edit_recommendation"):
        locked = (
            Recommendation.objects.select_for_update(of=("self",))
            .select_related("visitation")
            .get(pk=recommendation.pk)
        )
        free = set(values) if locked.visitation.is_written else {"who", "responsible", "due_on"}
        for name, value in values.items():
            _must(
                name in free or getattr(locked, name) == value,
                _("Het rapport is openbaar: wat erin staat, ligt vast."),
            )
            setattr(locked, name, value)
        locked.save(update_fields=list(values))
    return locked


def take_step(visitation: Visitation, step: str, *, by, reason: str = "") -> Visitation:
    """Take a step in the life of a visitatie. Raises TransitionRefused (Dutch)."""
    if step != "publish":
        return perform(visitation, step, by=by, reason=reason)
    with recorded(by=by, action="visitations.publish"):
        # The day goes in before the state: the database holds that what is public has one.
        locked = _lock(visitation)
        LIFE_CYCLE.check(step, locked.state)
        locked.published_on = timezone.localdate()
        locked.save(update_fields=["published_on"])
        return perform(visitation, step, by=by)


def follow_up(recommendation: Recommendation, step: str, *, by, reason: str = "") -> Recommendation:
    """Take a step with a recommendation. Raises TransitionRefused (Dutch)."""

    def then(locked: Recommendation) -> None:
        locked.note = reason.strip()
        locked.settled_on = timezone.localdate() if locked.state in (DONE, DROPPED) else None
        locked.save(update_fields=["note", "settled_on"])

    return perform(recommendation, step, by=by, reason=reason, then=then)


def visitors_past(term: timedelta = KEEP_NAMES) -> QuerySet[Visitor]:
    """Return those who came to a visitatie of which the report is public for longer than `term`."""
    before = timezone.localdate() - term
    return Visitor.objects.exclude(name="").filter(visitation__published_on__lt=before)


def forget_visitors(term: timedelta = KEEP_NAMES) -> int:
    """Take away the names of those who came years ago; what gemeente they came from stays."""
    with recorded(by=None, action="visitations.forget_visitors"):
        old = list(visitors_past(term))
        for visitor in old:
            visitor.name = visitor.function = ""
            visitor.save(update_fields=["name", "function"])
            erase_from_history(visitor, fields={"function": ""}, by=None)
    return len(old)


def _lock(visitation: Visitation) -> Visitation:
    return Visitation.objects.select_for_update(of=("self",)).get(pk=visitation.pk)


def _must(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise EditRefused(otherwise)
