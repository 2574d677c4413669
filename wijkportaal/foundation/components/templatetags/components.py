"""What the templates of the components need from Python."""

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from wijkportaal.foundation.components.drawing import draw_borders
from wijkportaal.foundation.components.forms import FieldParts, field_parts, form_errors
from wijkportaal.foundation.components.icons import icon_shapes
from wijkportaal.foundation.components.navigation import navigation_items, navigation_sections

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "", css_class: str = "") -> SafeString:
    """An icon; without a label it is decoration and hidden from screen readers."""
    if not name:
        return SafeString("")
    naming = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="wp-icon {}" {} focusable="false" width="24" height="24" viewBox="0 0 24 24" fill="none" '
        'stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{}</svg>',
        css_class,
        naming,
        mark_safe(icon_shapes(name)),  # noqa: S308 - the content of our own vendored file
    )


@register.simple_tag
def borders_svg(collection: dict | None, label: str) -> SafeString:
    """The borders of a GeoJSON FeatureCollection, drawn by the server."""
    return draw_borders(collection, label=label)


@register.simple_tag(takes_context=True)
def navigation(context: Context, menu: str):
    return navigation_items(menu, context.get("request"))


@register.simple_tag(takes_context=True)
def navigation_by_section(context: Context, menu: str):
    return navigation_sections(menu, context.get("request"))


@register.simple_tag
def parts_of(field, **attributes) -> FieldParts:
    return field_parts(field, **{name.replace("_", "-"): value for name, value in attributes.items()})


@register.simple_tag
def errors_of(*forms):
    return form_errors(*(form for form in forms if form is not None and form != ""))


@register.simple_tag
def chosen_after_first(form) -> int:
    """How many fields of a filter, the first one apart, have a value that someone chose."""
    return sum(bool(field.value()) for field in list(form)[1:]) if form.is_bound else 0


@register.simple_tag
def page_numbers(page: Page) -> list[int | None]:
    """Numbers around the open page, with None where numbers are left out."""
    return [
        number if isinstance(number, int) else None
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]


@register.simple_tag(takes_context=True)
def address_with(context: Context, **changes) -> str:
    """The address of this page with some parameters changed; None or "" takes one away."""
    request = context.get("request")
    parameters = request.GET.copy() if request else QueryDict(mutable=True)
    for name, value in changes.items():
        if value is None or value == "":
            parameters.pop(name, None)
        else:
            parameters[name] = value
    return "?" + parameters.urlencode()


@register.simple_tag(takes_context=True)
def page_address(context: Context, parameter: str, number: int) -> str:
    return address_with(context, **{parameter: number})


@register.simple_tag(takes_context=True)
def first_time(context: Context, what: str) -> bool:
    """Is this the first time on this page that someone asks? For scripts that one component needs once."""
    request = context.get("request")
    if request is None:
        return True
    asked = request.__dict__.setdefault("_asked_first_time", set())
    if what in asked:
        return False
    asked.add(what)
    return True


@register.filter
def initials(name: str) -> str:
    """Two letters for a face without a photo: `Sjoukje van der Meer` -> `SM`."""
    words = [word for word in str(name).split() if word[:1].isupper()] or str(name).split()
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper() if words else ""


@register.filter
def as_id(text: str) -> str:
    return slugify(text) or "deel"


@register.simple_tag
def percentage(done, total) -> int:
    """Whole percents of the work done; 0 while the total is not known."""
    try:
        return max(0, min(100, round(100 * float(done) / float(total))))
    except (TypeError, ValueError, ZeroDivisionError):
        return 0
