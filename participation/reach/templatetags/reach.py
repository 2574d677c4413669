"""What pages of rooms above show of reach."""

from django import template

from areas.territory.models import Area
from participation.asks.queries import streets_of
from participation.reach.calculations.shares import percent as in_percent
from participation.reach.forms import AboutYouForm
from participation.reach.models import ActivityKind, Channel

register = template.Library()


@register.inclusion_tag("reach/_who.html", takes_context=True)
def who_takes_part(context, key: str, area: Area, channel: str = Channel.ONLINE) -> dict:
    """A few questions about who takes part, for below a form that was sent. `key` is room-own; one query.

    What is answered is counted and not kept; the page need do nothing more.
    """
    form = AboutYouForm(streets=streets_of(area), initial={"channel": channel}, prefix=None)
    return {"key": key, "form": form, "csrf_token": context.get("csrf_token", "")}


@register.filter
def activity_kind(kind: str) -> str:
    """The words for a kind of activity."""
    return dict(ActivityKind.choices).get(kind, kind)


@register.filter
def percent(share: float) -> int:
    """A share in whole percents."""
    return in_percent(share)
