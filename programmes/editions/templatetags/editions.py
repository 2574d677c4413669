from django import template

from programmes.editions.queries import final_edition
from programmes.editions.states import SCREEN
from programmes.yearly.models import Programme

register = template.Library()


@register.inclusion_tag("editions/_link.html")
def brochure_link(programme: Programme) -> dict:
    """Show the link to the PDF of a published programme; nothing when it was not printed. One query."""
    return {"edition": final_edition(programme, SCREEN) if programme.is_published else None}
