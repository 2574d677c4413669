from django import template

from participation.subscriptions.queries import follows

register = template.Library()


@register.inclusion_tag("subscriptions/_follow_button.html", takes_context=True)
def follow_button(context, kind: str, ident: str) -> dict:
    """The way to follow something. A link, so that a page is the same for all; one query for who signed in."""
    user = context.get("user")
    return {"kind": kind, "ident": ident, "present": follows(user, kind, ident) if user else None}
