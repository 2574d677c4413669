from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from wijkportaal.foundation.pictures.models import Picture

register = template.Library()

LAZY = mark_safe(' loading="lazy" decoding="async"')


@register.simple_tag
def picture(
    shown: Picture | None,
    *,
    width: int = 640,
    sizes: str = "",
    css: str = "",
    alt: str | None = None,
    eager: bool = False,
) -> SafeString | str:
    """Show a picture that is about `width` CSS pixels wide, in the size that fits the screen.

    `sizes` as in HTML, by default the width or the whole screen; `alt=""` for decoration. Write
    `eager=True` for the first picture of a page: it is not loaded lazily.
    """
    if not shown:
        return ""
    return format_html(
        '<img class="picture {}" src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}"{}>',
        css,
        shown.url_of(width),
        shown.srcset,
        sizes or f"(max-width: {width}px) 100vw, {width}px",
        shown.width,
        shown.height,
        shown.alt if alt is None else alt,
        "" if eager else LAZY,
    )
