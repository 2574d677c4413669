"""What pages show of approaches, mandates and agreed roles."""

from django import template

from areas.territory.models import Area
from participation.signals.models import Signal
from participation.signals.states import DIRECT
from programmes.approaches.queries import (
    approaches_in,
    lacks_agreement,
    mandates_in,
    question_about,
    question_of,
)
from programmes.projects.models import Project

register = template.Library()


@register.inclusion_tag("approaches/_approaches_of.html")
def approaches_of(area: Area) -> dict:
    """The special approaches of an area and who may decide what there. Three or four queries."""
    return {"area": area, "approaches": approaches_in(area), "mandates": list(mandates_in(area))}


@register.inclusion_tag("approaches/_of_signal.html", takes_context=True)
def question_of_signal(context, signal: Signal) -> dict:
    """The compound question that a signal is, or the button for who may write it down. One query, on that route."""
    person = context["user"]
    if signal.route != DIRECT or not person.has_perm("approaches.see_question", signal):
        return {}
    return {
        "signal": signal,
        "question": question_of(signal),
        "may_ask": signal.is_open and person.has_perm("approaches.edit_question", signal),
        "csrf_token": context.get("csrf_token", ""),
    }


@register.inclusion_tag("approaches/_roles_of.html", takes_context=True)
def roles_of_project(context, project: Project) -> dict:
    """The analysis of a project, and a warning while its roles are not agreed, for who works on it. One query."""
    if not context["user"].has_perm("approaches.see_question", project):
        return {}
    question = question_about(project)
    return {"question": question, "warning": lacks_agreement(project, question)}
