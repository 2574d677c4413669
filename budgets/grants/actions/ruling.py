"""Regulations: make and change them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import slugify

from areas.territory.models import Area
from budgets.grants.calculations.conditions import Condition, to_data
from budgets.grants.models import Regulation, RegulationArea
from budgets.grants.states import FIRST_CHECKLIST
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit


def make_regulation(
    *, name: str, conditions: Iterable[Condition] = (), areas: Iterable[Area] = (), by, **fields
) -> Regulation:
    """Make a regulation; without areas it is for the whole gemeente."""
    with recorded(by=by, action="grants.make_regulation"):
        fields.setdefault("checklist", [str(point) for point in FIRST_CHECKLIST])
        regulation = Regulation.objects.create(
            name=name,
            slug=_free_slug(name),
            conditions_data=to_data(conditions),
            edited_by=by,
            **fields,
        )
        _set_areas(regulation, areas)
    return regulation


def change_regulation(
    regulation: Regulation,
    values: Mapping[str, Any],
    *,
    conditions: Iterable[Condition],
    areas: Iterable[Area],
    version: int,
    by,
) -> Regulation:
    """Change a regulation for what is sent from now on. Raises EditConflict."""
    changed = {**values, "conditions_data": to_data(conditions)}
    with recorded(by=by, action="grants.change_regulation"):
        saved = save_edit(regulation, changed, version=version, by=by, action="grants.change_regulation")
        _set_areas(saved, areas)
    return saved


def _set_areas(regulation: Regulation, areas: Iterable[Area]) -> None:
    wanted = {area.pk for area in areas}
    regulation.places.exclude(area__in=wanted).delete()
    there = set(regulation.places.values_list("area", flat=True))
    RegulationArea.objects.bulk_create(
        RegulationArea(regulation=regulation, area_id=area) for area in sorted(wanted - there)
    )


def _free_slug(name: str) -> str:
    stem = slugify(name)[:100] or "regeling"
    number, slug = 1, stem
    while Regulation.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug
