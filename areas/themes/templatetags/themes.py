"""The mark of a theme, as it stands beside what the theme is of."""

from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from wijkportaal.foundation.components.icons import UnknownIcon, icon_shapes

register = template.Library()


@register.filter
def theme_mark(theme) -> SafeString:
    """Draw the icon of a theme, white on a disc in its colour; decoration beside its name."""
    return _theme_mark(theme.icon, theme.colour)


@cache
def _theme_mark(icon: str, colour: str) -> SafeString:
    try:
        shapes = icon_shapes(icon)
    except UnknownIcon:
        shapes = icon_shapes("map-pin")
    return format_html(
        '<svg class="wp-theme-mark" width="36" height="36" viewBox="0 0 36 36" aria-hidden="true" focusable="false">'
        '<circle cx="18" cy="18" r="18" fill="{}"/><g transform="translate(7.2 7.2) scale(.9)" fill="none" '
        'stroke="#ffffff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{}</g></svg>',
        colour,
        mark_safe(shapes),  # noqa: S308 - the content of our own vendored file
    )
