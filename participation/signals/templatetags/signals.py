"""What pages show of signals."""

from django import template
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from participation.signals.models import SignalStep, StepKind
from participation.signals.queries.following import SHORT, public_here
from participation.signals.states import DECLINED, DISCARDED, DONE, NEW, PLANNED

register = template.Library()

MARKS = {
    StepKind.RECEIVED: "message",
    StepKind.MOVED: "arrow-right",
    StepKind.SAID: "message-circle",
    StepKind.NOTED: "note",
    StepKind.ADDED: "message",
    StepKind.MERGED: "git-merge",
    StepKind.SPLIT: "scissors",
    StepKind.CONFIRMED: "thumb-up",
    StepKind.DISPUTED: "alert-triangle",
}
BADGES = {NEW: "accent", PLANNED: "info", DONE: "success", DECLINED: "danger", DISCARDED: "neutral"}
KINDS = {"report": "alert-circle", "question": "help-circle", "wish": "heart"}


@register.inclusion_tag("signals/_signals_of.html")
def signals_of(area: Area) -> dict:
    """What residents handed in and is on the site, and the way to hand something in. Two queries."""
    return {"area": area, "signals": list(public_here(area)[:SHORT])}


@register.filter
def step_mark(step: SignalStep) -> str:
    """Name the icon of a step."""
    return MARKS[StepKind(step.kind)]


@register.filter
def step_title(step: SignalStep) -> str:
    """Say in a few words what a step was."""
    if step.kind == StepKind.MOVED:
        return str(step.get_state_display()).capitalize()
    if step.kind == StepKind.SAID:
        return str(_("Bericht aan de inzender"))
    return str(step.get_kind_display()).capitalize()


@register.filter
def state_badge(state: str) -> str:
    """Return the kind of badge of a state."""
    return BADGES.get(state, "info")


@register.filter
def kind_icon(kind: str) -> str:
    """Name the icon of a kind of signal."""
    return KINDS.get(kind, "message")
