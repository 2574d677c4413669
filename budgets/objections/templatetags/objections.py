"""What the page of a decision shows of objections."""

from django import template

from budgets.decisions.models import Decision
from budgets.objections.queries import objections_to

register = template.Library()


@register.inclusion_tag("objections/_of_decision.html", takes_context=True)
def objections_of(context, decision: Decision) -> dict:
    """The objections to a decision for officials, and the way to object or to note one. One to four queries."""
    user = context["user"]
    sees = user.has_perm("objections.see_objection", decision)
    return {
        "decision": decision,
        "objections": list(objections_to(decision)) if sees else [],
        "may_object": decision.may_object_today and user.has_perm("objections.object", decision),
        "may_note": not decision.is_on_objection and user.has_perm("objections.handle", decision),
    }
