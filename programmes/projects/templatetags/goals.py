"""What the pages of visies show of projects: what is and was done for a goal."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.projects.queries import Tally, projects_for, tallies_of
from programmes.visions.models import Goal, Vision

register = template.Library()


@register.inclusion_tag("projects/_projects_of_goal.html", takes_context=True)
def projects_of_goal(context, goal: Goal) -> dict:
    """The projects that serve a goal, by the year in which they begin. One or two queries."""
    projects = projects_for(goal, context["request"].user)
    done = sum(project.state == "done" for project in projects)
    return {"projects": projects, "summary": text_of(Tally(len(projects), done))}


@register.simple_tag
def tally_of_goals(vision: Vision) -> dict[int, Tally]:
    """How many public projects serve each goal of a visie, and how many are done; one query."""
    return tallies_of(vision)


@register.filter
def tally_text(tallies: Mapping[int, Tally], goal: Goal) -> str:
    return text_of(tallies.get(goal.pk))


def text_of(tally: Tally | None) -> str:
    """Say how many projects serve a goal and how many are done."""
    if not tally or not tally.all:
        return _("nog geen projecten")
    number = ngettext("%(number)d project", "%(number)d projecten", tally.all) % {"number": tally.all}
    return _("%(number)s, waarvan %(done)d klaar") % {"number": number, "done": tally.done}
