"""What pages show of projects: drawn once per kind, because lists have many rows."""

from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from programmes.projects.calculations import period_label, read_period
from programmes.projects.models import TrailKind
from programmes.projects.states import CANCELLED, DONE, IDEA, LIFE_CYCLE, PLANNED, POSTPONED, RUNNING
from wijkportaal.foundation.components.icons import icon_shapes

register = template.Library()

LOOKS = {
    IDEA: ("neutral", "circle-dashed"),
    PLANNED: ("info", "calendar"),
    RUNNING: ("accent", "progress"),
    DONE: ("success", "circle-check"),
    POSTPONED: ("warning", "clock"),
    CANCELLED: ("danger", "circle-x"),
}


@register.filter
def state_badge(state: str) -> SafeString:
    """Show the state of a project: a colour, an icon and a word."""
    return _state_badge(state)


@cache
def _state_badge(state: str) -> SafeString:
    kind, icon = LOOKS[state]
    return format_html(
        '<span class="utrecht-status-badge wp-badge wp-badge--{}">{}<span>{}</span></span>',
        kind,
        _drawn(icon),
        LIFE_CYCLE.states[state],
    )


@register.filter
def trail_title(line) -> str:
    """Say what a line of the trail tells, as a short sentence."""
    if line.kind == TrailKind.STATE:
        return _("Nu: %(state)s") % {"state": LIFE_CYCLE.states.get(line.new, line.new)}
    if line.kind == TrailKind.PERIOD:
        return _("Nieuwe planning: %(new)s (was: %(old)s)") % {
            "new": _period(line.new),
            "old": _period(line.old),
        }
    if line.kind == TrailKind.NOTE:
        return _("Bericht over de voortgang")
    return _("Opgenomen in het programma van %(year)s") % {"year": line.new}


def _period(written: str) -> str:
    return period_label(*read_period(written))


def _drawn(icon: str) -> SafeString:
    return format_html(
        '<svg class="wp-icon" aria-hidden="true" focusable="false" width="24" height="24" viewBox="0 0 24 24" '
        'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">'
        "{}</svg>",
        mark_safe(icon_shapes(icon)),  # noqa: S308 - the content of our own vendored file
    )
