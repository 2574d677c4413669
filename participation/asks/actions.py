"""Writes on asks, streets and the rule of the gemeente."""

from collections.abc import Mapping
from typing import Any

from areas.territory.models import Area
from participation.asks.models import Ask, AskRule, Street
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit


def plan_ask(area: Area, *, by, **fields) -> Ask:
    """Put an ask in the calendar."""
    with recorded(by=by, action="asks.plan_ask"):
        return Ask.objects.create(area=area, edited_by=by, **fields)


def edit_ask(ask: Ask, values: Mapping[str, Any], *, version: int, by) -> Ask:
    """Change an ask that was read at `version`. Raises EditConflict as usual."""
    return save_edit(ask, values, version=version, by=by, action="asks.edit_ask")


def remove_ask(ask: Ask, *, by) -> None:
    """Take an ask that does not happen out of the calendar."""
    with recorded(by=by, action="asks.remove_ask"):
        ask.delete()


def keep_streets(area: Area, streets: Mapping[str, int | None], *, by) -> None:
    """Let these be the streets of an area, by name with their number of addresses where that is known."""
    with recorded(by=by, action="asks.keep_streets"):
        known = {street.name: street for street in Street.objects.select_for_update().filter(area=area)}
        Street.objects.filter(area=area).exclude(name__in=streets).delete()
        for name, addresses in streets.items():
            street = known.get(name)
            if street is None:
                Street.objects.create(area=area, name=name, addresses=addresses)
            elif street.addresses != addresses:
                street.addresses = addresses
                street.save(update_fields=["addresses"])


def set_rule(*, rest: int, a_year: int, by) -> AskRule:
    """Say how long streets are left alone, and how often a year they may be asked."""
    with recorded(by=by, action="asks.set_rule"):
        ruled, _made = AskRule.objects.update_or_create(pk=1, defaults={"rest": rest, "a_year": a_year})
    return ruled
