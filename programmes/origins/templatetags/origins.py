"""What pages of signals, initiatives, taakgroepen and projects show of each other."""

from django import template

from participation.initiatives.models import Initiative
from participation.signals.models import Signal
from participation.taskgroups.models import TaskGroup
from programmes.origins.queries import (
    applications_for,
    origins_of,
    project_for,
    project_from,
    project_of,
    projects_to_tie,
    ways_to_money,
)
from programmes.projects.models import Project

register = template.Library()


@register.inclusion_tag("origins/_of_initiative.html", takes_context=True)
def project_of_initiative(context, initiative: Initiative) -> dict:
    """The project that an initiative became, or the button for who may make it one. One query."""
    person = context["user"]
    return {
        "initiative": initiative,
        "project": project_from(initiative, person),
        "may_make": initiative.is_public and person.has_perm("projects.add_project", initiative),
        "csrf_token": context.get("csrf_token", ""),
    }


@register.inclusion_tag("origins/_of_group.html", takes_context=True)
def project_of_group(context, group: TaskGroup) -> dict:
    """The project that a group works on, with the choice for who helps the group. One or two queries."""
    person = context["user"]
    may_tie = group.is_running and person.has_perm("taskgroups.support_group", group)
    return {
        "group": group,
        "project": project_of(group, person),
        "projects": list(projects_to_tie(group.area, person)) if may_tie else [],
        "csrf_token": context.get("csrf_token", ""),
    }


@register.inclusion_tag("origins/_of_signal.html", takes_context=True)
def project_of_signal(context, signal: Signal, tie: bool = False) -> dict:
    """The project that a signal led to; with `tie` the choice for who judges it. One or two queries."""
    person = context["user"]
    may_tie = tie and signal.lead_id is None and person.has_perm("signals.triage_signal", signal)
    return {
        "signal": signal,
        "project": project_for(signal, person),
        "may_tie": may_tie,
        "projects": list(projects_to_tie(signal.area, person)) if may_tie else [],
        "may_make": may_tie and person.has_perm("projects.add_project", signal),
        "csrf_token": context.get("csrf_token", ""),
    }


@register.inclusion_tag("origins/_of_project.html")
def residents_of_project(project: Project) -> dict:
    """The initiatives and signals that a project came from, and the groups that work on it. One query."""
    return {"origins": list(origins_of(project))}


@register.inclusion_tag("origins/_money_of_initiative.html", takes_context=True)
def money_of_initiative(context, initiative: Initiative) -> dict:
    """The applications for an initiative and the way to begin one, for its makers."""
    person = context["user"]
    seen = [each for each in applications_for(initiative) if person.has_perm("grants.see_application", each)]
    may_ask = initiative.asks_money and initiative.is_public
    return {
        "initiative": initiative,
        "applications": seen,
        "ways": ways_to_money(initiative, person) if may_ask and not seen else [],
        "csrf_token": context.get("csrf_token", ""),
    }
