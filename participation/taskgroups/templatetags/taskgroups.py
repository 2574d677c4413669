"""What pages show of taakgroepen."""

from django import template
from django.conf import settings

from areas.territory.models import Area
from participation.initiatives.models import Initiative
from participation.taskgroups.models import HelpCall, TaskGroup
from participation.taskgroups.queries import SHORT, public_here
from participation.taskgroups.states import ACTIVE, ENDED, FORMING, OPEN, SOLVED, STOPPED, TAKEN

register = template.Library()

LOOKS = {
    FORMING: ("info", "user-plus"),
    ACTIVE: ("accent", "progress"),
    ENDED: ("success", "trophy"),
    STOPPED: ("neutral", "ban"),
}
CALLS = {OPEN: ("warning", "hourglass"), TAKEN: ("info", "heart-handshake"), SOLVED: ("success", "check")}


@register.inclusion_tag("taskgroups/_groups_of.html")
def taskgroups_of(area: Area) -> dict:
    """The groups of an area, or the first step to one. One or two queries."""
    found = list(public_here(area)[: SHORT + 1])
    return {
        "area": area,
        "groups": found[:SHORT],
        "are_more": len(found) > SHORT,
        "least": settings.LEAST_MEMBERS,
    }


@register.inclusion_tag("taskgroups/_of_initiative.html", takes_context=True)
def taskgroups_of_initiative(context, initiative: Initiative) -> dict:
    """Who carries an initiative out, or for its makers the step to a group. One query."""
    groups = TaskGroup.objects.filter(initiative=initiative)
    return {
        "initiative": initiative,
        "groups": list(groups),
        "may_found": initiative.is_public and context["user"].has_perm("initiatives.change_own", initiative),
    }


@register.inclusion_tag("components/_badge.html")
def group_badge(group: TaskGroup) -> dict:
    """The state of a group: a colour, an icon and a word."""
    kind, icon = LOOKS[group.state]
    return {"kind": kind, "icon": icon, "label": group.get_state_display()}


@register.inclusion_tag("components/_badge.html")
def call_badge(call: HelpCall) -> dict:
    """The state of a call for help: a colour, an icon and a word."""
    kind, icon = CALLS[call.state]
    return {"kind": kind, "icon": icon, "label": call.get_state_display()}
