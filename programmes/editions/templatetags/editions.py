from django import template

from programmes.editions.queries import editions_to_read
from programmes.yearly.models import Programme

register = template.Library()


@register.inclusion_tag("editions/_link.html")
def brochure_link(programme: Programme) -> dict:
    """Show the links to the PDF of a published programme, in each language that was printed. One query."""
    return {"editions": editions_to_read(programme) if programme.is_published else []}
