from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from programmes.editions.calculations import with_headings
from programmes.editions.drawings import draw_code, draw_money
from wijkportaal.foundation.documents.sources import icon_source
from wijkportaal.foundation.richtext.calculations import clean, plain

register = template.Library()


@register.filter
def set_text(text: str, level: int) -> SafeString:
    """Set a rich text under a heading: cleaned once more, and its own headings at `level`."""
    return mark_safe(with_headings(clean(text), level))  # noqa: S308 - cleaned by nh3


@register.simple_tag(takes_context=True)
def lang_of(context, language: str) -> SafeString:
    """The attribute with the language of a passage; nothing where it is that of the document."""
    if language == context["brochure"].words_language:
        return SafeString("")
    return format_html(' lang="{}"', language)


@register.simple_tag(takes_context=True)
def only_dutch(context, language: str) -> SafeString:
    """Say of a passage in an edition of another language that it is there in Dutch only."""
    if language == context["brochure"].language:
        return SafeString("")
    said = _("Deze tekst is er alleen in het Nederlands.")
    words = context["brochure"].words_language
    return format_html('<p class="only-dutch" lang="{}">{}</p>', words, said)


@register.filter
def at(values: Mapping, key: object) -> object:
    """Look up what belongs to a key that is itself a variable; nothing when it is not there."""
    return values.get(key)


@register.filter
def as_plain(text: str) -> str:
    """Write a rich text without its tags."""
    return plain(text)


@register.simple_tag
def print_icon(name: str, colour: str) -> SafeString:
    """Draw an icon as a background, so that it is decoration and not a picture without a text."""
    return format_html(
        '<span class="icon" style="background-image:url({})"></span>', icon_source(name, colour)
    )


@register.simple_tag
def qr_code(url: str, title: str) -> SafeString:
    """Draw the QR code that leads to an address."""
    return mark_safe(draw_code(url, title))  # noqa: S308 - drawn here; the texts in it are escaped there


@register.simple_tag
def money_bar(money) -> SafeString:
    """Draw the share of each source of money as one bar."""
    return mark_safe(draw_money(money))  # noqa: S308 - drawn here; the texts in it are escaped there
