from django import template
from django.utils.safestring import SafeString, mark_safe

from wijkportaal.foundation.richtext.calculations import clean, plain, word_count

register = template.Library()


@register.filter
def richtext(text: str | None) -> SafeString:
    """Show rich text. Cleaned once more: a row may have come in past the field, by SQL or a restore."""
    return mark_safe(clean(text or ""))  # noqa: S308


@register.filter
def plaintext(text: str | None) -> str:
    """Show the text without its formatting."""
    return plain(clean(text or ""))


@register.filter
def words(text: str | None) -> int:
    """Count the words that a reader sees."""
    return word_count(clean(text or ""))
