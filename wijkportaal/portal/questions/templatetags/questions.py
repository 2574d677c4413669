from django import template

from programmes.yearly.models import Programme
from wijkportaal.portal.questions.models import CouncilQuestion
from wijkportaal.portal.questions.states import ANSWERED, IN_HAND, RECEIVED, WITHDRAWN

register = template.Library()

LOOKS = {
    RECEIVED: ("info", "message"),
    IN_HAND: ("info", "progress"),
    ANSWERED: ("success", "circle-check"),
    WITHDRAWN: ("neutral", "x"),
}


@register.inclusion_tag("components/_badge.html")
def question_badge(question: CouncilQuestion) -> dict:
    """The state of a question: a colour, an icon and a word."""
    kind, icon = LOOKS[question.state]
    return {"kind": kind, "icon": icon, "label": question.get_state_display()}


@register.inclusion_tag("questions/_since_link.html")
def since_adoption_link(programme: Programme) -> dict:
    """The way to what changed since a programme was adopted. No query."""
    return {"programme": programme if programme.adopted_at else None}
