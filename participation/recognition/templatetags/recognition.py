"""What pages show of the recognition of panels and dorpsbelangen."""

from django import template
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.organisations.states import RESIDENTS_ORGANISATIONS
from participation.recognition.calculations import Verdict
from participation.recognition.models import Recognition
from participation.recognition.queries import (
    Standing,
    open_recruitments,
    standing_of,
)
from participation.recognition.states import (
    ASKED,
    DOUBTED,
    EXPIRED,
    EXPIRING,
    MET,
    MISSING,
    PROPOSED,
    RECOGNISED,
    REFUSED,
    TAKEN_BACK,
    VERDICTS,
    WITHDRAWN,
)

register = template.Library()

VERDICT_LOOKS = {MET: "success", EXPIRING: "warning", MISSING: "danger"}
LOOKS = {
    ASKED: ("info", "send"),
    PROPOSED: ("info", "file-text"),
    RECOGNISED: ("success", "shield-check"),
    DOUBTED: ("warning", "alert-triangle"),
    REFUSED: ("neutral", "ban"),
    WITHDRAWN: ("danger", "ban"),
    EXPIRED: ("neutral", "clock"),
    TAKEN_BACK: ("neutral", "x"),
}


@register.inclusion_tag("components/_badge.html")
def verdict_badge(verdict: Verdict) -> dict:
    """How a criterion stands: a colour, an icon and a word."""
    return {"kind": VERDICT_LOOKS[verdict.state], "icon": "", "label": VERDICTS[verdict.state]}


@register.inclusion_tag("components/_badge.html")
def recognition_badge(recognition: Recognition) -> dict:
    """The state of a recognition: a colour, an icon and a word."""
    kind, icon = LOOKS[recognition.state]
    return {"kind": kind, "icon": icon, "label": recognition.get_state_display()}


@register.inclusion_tag("components/_badge.html")
def standing_badge(standing: Standing) -> dict:
    """Whether a panel is recognised today, or what was decided last."""
    shown = standing.current or standing.request or standing.last
    return recognition_badge(shown) if shown else {"kind": "neutral", "icon": "", "label": _("niet erkend")}


@register.filter
def verdict_label(state: str) -> str:
    """Say in a word how a criterion stood."""
    return VERDICTS.get(state, state)


@register.inclusion_tag("recognition/_of_organisation.html", takes_context=True)
def recognition_of(context, organisation: Organisation) -> dict:
    """Whether a panel or dorpsbelang is recognised and what it meets, and where to join. At most twelve queries."""
    if organisation.kind not in RESIDENTS_ORGANISATIONS:
        return {}
    return {
        "organisation": organisation,
        "standing": standing_of(organisation),
        "recruitment": open_recruitments().filter(organisation=organisation).first(),
        "may_see_file": context["user"].has_perm("recognition.see_file", organisation),
    }
