from django import template
from django.template.defaultfilters import filesizeformat
from django.utils.translation import ngettext

from wijkportaal.foundation.files.models import StoredFile

register = template.Library()


@register.filter
def file_facts(stored: StoredFile) -> str:
    """Say what one gets by a click: “pdf, 12 bladzijden, 340 kB”."""
    pages = ngettext("%(number)d bladzijde", "%(number)d bladzijden", stored.pages) % {"number": stored.pages}
    return f"pdf, {pages}, {filesizeformat(stored.size)}"
