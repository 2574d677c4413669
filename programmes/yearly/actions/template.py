"""Writes on the gemeente's template of parts."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Max

from programmes.yearly.actions.drafts import moved, renumber
from programmes.yearly.models import TemplatePart
from programmes.yearly.queries import template_parts
from wijkportaal.foundation.audit.actions import recorded


def save_template_part(values: Mapping[str, Any], *, part: TemplatePart | None = None, by) -> TemplatePart:
    """Add a part to the template, or change one. Programmes that exist stay as they are."""
    with recorded(by=by, action="yearly.save_template_part"):
        ensure_template(by=by)
        if part is None:
            last = TemplatePart.objects.aggregate(last=Max("position"))["last"] or 0
            part = TemplatePart(position=last + 1)
        for name, value in values.items():
            setattr(part, name, value)
        part.save()
    return part


def ensure_template(*, by) -> None:
    """Write down the template with which every gemeente starts, so that it can be changed; once."""
    with recorded(by=by, action="yearly.ensure_template"):
        if not TemplatePart.objects.exists():
            TemplatePart.objects.bulk_create(template_parts())


def move_template_part(part: TemplatePart, *, places: int, by) -> None:
    """Move a part of the template `places` up (negative) or down."""
    with recorded(by=by, action="yearly.move_template_part"):
        renumber(moved(list(TemplatePart.objects.select_for_update()), part, places), "position")


def remove_template_part(part: TemplatePart, *, by) -> None:
    """Take a part out of the template; programmes that have it keep it."""
    with recorded(by=by, action="yearly.remove_template_part"):
        part.delete()
