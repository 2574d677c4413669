"""The link with which anyone reports something, and what waits for who judges."""

from django import template

register = template.Library()


@register.inclusion_tag("moderation/_link.html")
def report_link(kind: str, ident, about: str = "") -> dict:
    """A small link to report a piece; `about` tells people who hear the page which piece it is. No query."""
    return {"kind": kind, "ident": str(ident), "about": about, "is_photo": kind.endswith("foto")}
