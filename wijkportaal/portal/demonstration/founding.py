"""The gemeente itself: its name and colours, its areas, the herindeling and the figures."""

import io
from datetime import date
from decimal import Decimal

from areas.figures.actions import NewFigure, record_figures, write_national_figures
from areas.figures.models import NationalFigure
from areas.reforms.actions import Decision, NewPart, merge_areas, rename_area, split_area
from areas.territory.actions import NewArea, add_areas, add_codes, changing_atlas
from areas.territory.calculations import outline_of
from areas.territory.models import Area
from wijkportaal.foundation.branding.actions import change_branding
from wijkportaal.foundation.pictures.processing import prepare_picture
from wijkportaal.portal.demonstration.geography import borders, geojson
from wijkportaal.portal.demonstration.numbers import (
    COUNTRY_SOURCE,
    SOURCE,
    figures_of_the_country,
    figures_through,
    totals,
)
from wijkportaal.portal.demonstration.pictures.emblem import draw_emblem
from wijkportaal.portal.demonstration.places import (
    BY_KEY,
    FORMER,
    FORMER_BY_KEY,
    FORMER_NAME_OF_COMPONISTENHOF,
    GEMEENTE,
    GEMEENTE_CODE,
    PHONE,
    PLACES,
)

REASON = "Raadsbesluit herindeling wijken en dorpen"
# Which of the new wijken took over which share of De Waterkant, by inhabitants.
SHARE_OF_HAVENRIJK = Decimal("0.46")


def name_gemeente(*, by) -> None:
    """Give the portal the name, logo and colours of Rietwolde."""
    change_branding(
        by=by,
        logo=prepare_picture(io.BytesIO(draw_emblem())),
        name=f"Gemeente {GEMEENTE}",
        short_name=GEMEENTE,
        primary_colour="#154273",
        accent_colour="#b5421d",
        phone=PHONE,
        email="gemeente@rietwolde.example",
        website="https://www.rietwolde.example",
    )


def draw_areas(years: range, *, by) -> dict[str, Area]:
    """Make the gemeente with its wijken and dorpen as they were before the herindeling; by key, "" is all.

    `years` are those from which they exist until the herindeling.
    """
    start = date(years[0], 1, 1)
    drawn = borders()
    root = NewArea(
        GEMEENTE, "gemeente", start, border=geojson(drawn.gemeente), codes=_codes(GEMEENTE_CODE, years)
    )
    new_later = {"kluften", "havenrijk", "rietoever"}
    wanted = {"": root}
    for place in PLACES:
        if place.key not in new_later:
            name = FORMER_NAME_OF_COMPONISTENHOF if place.key == "componistenhof" else place.name
            wanted[place.key] = NewArea(
                name,
                place.kind,
                start,
                parent=root,
                border=geojson(drawn.places[place.key]),
                codes=_codes(place.code, years),
                slug=place.name,
            )
    for place in FORMER:
        wanted[place.key] = NewArea(
            place.name,
            place.kind,
            start,
            parent=root,
            border=geojson(drawn.former[place.key]),
            codes=_codes(place.code, years),
        )
    with changing_atlas(by=by, action="territory.add_areas"):
        made = add_areas(list(wanted.values()))
    return _fresh(dict(zip(wanted, made, strict=True)))


def reform(areas: dict[str, Area], *, on: date, last_year: int, by) -> dict[str, Area]:
    """Merge two dorpen, split a wijk and rename another; return the areas with the new ones."""
    drawn = borders()
    decision = Decision(on=on, reason=REASON, decision=f"Raadsbesluit {on.year - 1}-071")
    merged = merge_areas(
        [areas["oosterkluft"], areas["westerkluft"]],
        name=BY_KEY["kluften"].name,
        kind="dorp",
        decision=decision,
        by=by,
    )
    split_area(
        areas["waterkant"],
        [
            NewPart(BY_KEY[key].name, share, border=geojson(drawn.places[key]))
            for key, share in (
                ("havenrijk", SHARE_OF_HAVENRIJK),
                ("rietoever", 1 - SHARE_OF_HAVENRIJK),
            )
        ],
        decision=decision,
        by=by,
    )
    renaming = Decision(on=on, reason="Bewoners kozen deze naam", decision=decision.decision)
    rename_area(areas["componistenhof"], name=BY_KEY["componistenhof"].name, decision=renaming, by=by)
    new = {
        "kluften": merged.reform.areas.get(starts_on=on),
        "havenrijk": Area.objects.get(starts_on=on, name=BY_KEY["havenrijk"].name),
        "rietoever": Area.objects.get(starts_on=on, name=BY_KEY["rietoever"].name),
    }
    together = areas | new
    with changing_atlas(by=by, action="territory.give_codes"):
        add_codes(
            (area, BY_KEY[key].code if key else GEMEENTE_CODE, year)
            for key, area in together.items()
            if key not in FORMER_BY_KEY
            for year in range(on.year, last_year + 1)
        )
    return _fresh(together)


def on_the_day(areas: dict[str, Area], *, by) -> dict[str, Area]:
    """Let the day of the herindeling come: what was decided before now shows in the areas."""
    with changing_atlas(by=by, action="territory.reform_areas", reason=REASON):
        pass
    return _fresh(areas)


def count_people(areas: dict[str, Area], years: range, *, last_year: int, reform_year: int, by) -> int:
    """Record the key figures of all areas in some years; those of `last_year` are as known today."""
    drawn = borders()
    shapes = drawn.places | drawn.former
    hectares = {key: float(outline_of(geojson(shape)).hectares) for key, shape in shapes.items()}
    rows = figures_through(years, last_year=last_year, hectares=hectares, reform_year=reform_year)
    return record_figures(
        (
            NewFigure(areas[key], year, indicator, value, SOURCE)
            for key, year, indicator, value in [*rows, *totals(rows)]
        ),
        by=by,
    )


def count_the_country(years: range, *, by) -> None:
    """Record figures of the Netherlands to lay the areas beside."""
    write_national_figures(
        (
            NationalFigure(year=year, indicator=indicator, value=value, source=COUNTRY_SOURCE)
            for year, indicator, value in figures_of_the_country(years)
        ),
        by=by,
    )


def _codes(code: str, years: range) -> dict[int, str]:
    return dict.fromkeys(years, code)


def _fresh(areas: dict[str, Area]) -> dict[str, Area]:
    """Read the areas again: what they are today was worked out in the database."""
    found = Area.objects.select_related("current__border").in_bulk([area.pk for area in areas.values()])
    return {key: found[area.pk] for key, area in areas.items()}
