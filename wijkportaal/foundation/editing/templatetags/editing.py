from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.safestring import SafeData

register = template.Library()


@register.filter
def lines(text: str) -> str:
    """Show rich text (already safe) as it is and typed text with its line ends."""
    return text if isinstance(text, SafeData) else linebreaksbr(text)
