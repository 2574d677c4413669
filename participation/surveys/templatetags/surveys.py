"""What pages show of surveys."""

from django import template

from areas.territory.models import Area
from participation.reach.calculations.shares import percent as in_percent
from participation.surveys.calculations import Measured
from participation.surveys.queries import outcome_of, public_in
from participation.surveys.states import PUBLISHED

register = template.Library()

SHORT = 4


@register.inclusion_tag("surveys/_of_area.html")
def surveys_of(area: Area) -> dict:
    """What who lives in an area can answer now, and the last outcome of the area itself. One query."""
    surveys = list(public_in(area)[:SHORT])
    last = next((one for one in surveys if one.state == PUBLISHED and one.area_id == area.pk), None)
    return {
        "area": area,
        "now": [one for one in surveys if one.takes_answers],
        "outcome": outcome_of(last) if last else None,
    }


@register.filter
def percent(share: float) -> int:
    """A share in whole percents."""
    return in_percent(share)


@register.filter
def answer_rows(measured: Measured) -> list[tuple[str, int | None, int | None]]:
    """Each answer of a scale with its number and its share of those that count; None for what may not be shown."""
    rows = []
    for answer in measured.scale.answers:
        if answer.counts is not None:
            number = measured.answers[answer.key]
            rows.append(
                (answer.label, number, None if number is None else in_percent(number / measured.answered))
            )
    if aside := [str(answer.label) for answer in measured.scale.answers if answer.counts is None]:
        rows.append((", ".join(aside), measured.aside, None))
    return rows
