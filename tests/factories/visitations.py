"""Visitaties, by the steps that they take in life."""

from django.utils import timezone

from areas.territory.models import Area
from tests.factories.territory import AreaFactory
from wijkportaal.portal.visitations.actions.visitations import (
    add_recommendation,
    begin_visitation,
    plan_visit,
    score_theme,
    take_step,
    write_report,
)
from wijkportaal.portal.visitations.models import Recommendation, Statement, Visitation

VISITOR = {"name": "Marga Wolters", "function": "gebiedsmanager", "gemeente": "Elzenbroek"}


def begun(area: Area | None = None, *, year: int | None = None) -> Visitation:
    """A visitatie of which nothing is filled in."""
    return begin_visitation(area or AreaFactory(), year=year or timezone.localdate().year, by=None)


def evaluated(area: Area | None = None, *, score: int = 3, **fields) -> Visitation:
    """One of which every statement has the same score."""
    made = begun(area, **fields)
    statements = Statement.objects.filter(questionnaire=made.questionnaire_id)
    score_theme(made, {statement.pk: (score, "") for statement in statements}, by=None)
    take_step(made, "finish_evaluation", by=None)
    return made


def visited(area: Area | None = None, *, responsible=None, due_on=None, **fields) -> Visitation:
    """One that was held, with a recommendation."""
    made = evaluated(area, **fields)
    planned = plan_visit(made, {"visit_on": timezone.localdate()}, [VISITOR], version=1, by=None)
    take_step(planned, "hold_visit", by=None)
    add_recommendation(
        planned, by=None, theme="focus", text="Kies drie doelen.", responsible=responsible, due_on=due_on
    )
    return planned


def published(area: Area | None = None, **fields) -> Visitation:
    """One of which anyone may read the report."""
    made = visited(area, **fields)
    written = write_report(made, {"response": "Dat doen wij."}, version=made.version, by=None)
    take_step(written, "publish", by=None)
    return Visitation.objects.select_related("area").get(pk=made.pk)


def first_recommendation(visitation: Visitation) -> Recommendation:
    return visitation.recommendations.select_related("visitation__area").get(number=1)
