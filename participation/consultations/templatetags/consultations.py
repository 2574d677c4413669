"""What pages show of rounds of questions."""

from django import template
from django.utils.translation import gettext as _

from areas.territory.models import Area
from participation.consultations.models import Consultation, Wish
from participation.consultations.queries.rounds import SHORT, public_in
from participation.consultations.states import (
    CLOSED,
    DECLINED,
    DRAFT,
    INITIATIVE,
    PROMISED,
    REPORTED,
    SIGNAL,
    WISH_OPEN,
)

register = template.Library()

LOOKS = {DRAFT: ("neutral", "pencil"), CLOSED: ("info", "lock"), REPORTED: ("accent", "message-circle")}
WISHES = {
    WISH_OPEN: ("warning", "hourglass"),
    INITIATIVE: ("accent", "plant-2"),
    SIGNAL: ("info", "message"),
    PROMISED: ("success", "circle-check"),
    DECLINED: ("neutral", "ban"),
}


@register.inclusion_tag("consultations/_of_area.html")
def consultations_of(area: Area) -> dict:
    """The rounds in which who lives in an area can answer, or could lately. One query."""
    return {"rounds": list(public_in(area)[:SHORT])}


@register.inclusion_tag("components/_badge.html")
def round_badge(consultation: Consultation) -> dict:
    """The state of a round: a colour, an icon and a word. An open one says whether it has begun."""
    if consultation.is_walked:
        kind, icon = "success", "message"
    elif consultation.is_coming:
        kind, icon = "info", "clock"
    else:
        kind, icon = LOOKS.get(consultation.state, ("info", "lock"))
    return {
        "kind": kind,
        "icon": icon,
        "label": _("begint nog") if consultation.is_coming else consultation.get_state_display(),
    }


@register.inclusion_tag("components/_badge.html")
def wish_badge(wish: Wish) -> dict:
    """What becomes of a wish: a colour, an icon and a word."""
    kind, icon = WISHES[wish.state]
    return {"kind": kind, "icon": icon, "label": wish.get_state_display()}


@register.filter
def may_work_on(user, consultation: Consultation) -> bool:
    """Whether somebody does more in a round than look."""
    return user.has_perm("consultations.work_on_round", consultation)
