"""What pages of rooms above show of the calendar of asks."""

from datetime import date

from django import template
from django.utils.formats import date_format

from areas.territory.models import Area
from participation.asks.calculations import Planned
from participation.asks.queries import asked_nearby, kind_label, rule

register = template.Library()


@register.inclusion_tag("asks/_nearby.html")
def asked_around(area: Area, starts_on: date, ends_on: date, key: str = "") -> dict:
    """What else residents of an area are asked around these days; `key` (room:own) is what the page is about."""
    above = frozenset({area.pk, *area.ancestor_ids})
    ask = Planned(key, "", "", area.pk, above, starts_on, ends_on)
    return {"nearby": asked_nearby(ask), "rule": rule()}


@register.filter
def period(ask: Planned) -> str:
    """The days of an ask; one day is said once."""
    last = date_format(ask.ends_on, "j b Y")
    return last if ask.starts_on == ask.ends_on else f"{date_format(ask.starts_on, 'j b')} – {last}"


@register.filter
def kind_name(kind: str) -> str:
    """The words for a kind of ask."""
    return kind_label(kind)
