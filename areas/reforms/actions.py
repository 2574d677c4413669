from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from shapely.geometry import shape

from areas.figures.actions import NewFigure, write_figures
from areas.figures.calculations import Part, estimate
from areas.figures.catalogue import INDICATORS
from areas.figures.models import Figure
from areas.reforms.models import Reform
from areas.reforms.states import ADD, END, MERGE, MOVE, RENAME, SPLIT
from areas.territory.actions import (
    NewArea,
    TerritoryRefused,
    add_areas,
    add_borders,
    add_succession,
    changing_atlas,
    close_area,
    refuse_circle,
    version_to_change,
    write_version,
)
from areas.territory.calculations import outline_of, union_of
from areas.territory.models import Area, AreaVersion


@dataclass(frozen=True)
class Decision:
    """When a reform begins, why, and which decision it rests on."""

    on: date
    reason: str
    decision: str = ""


@dataclass(frozen=True)
class NewPart:
    """One of the areas that an area is split into: its share of the inhabitants, and its border or members."""

    name: str
    share: Decimal
    border: dict | None = None
    members: tuple[Area, ...] = ()


@dataclass
class Outcome:
    """What a reform did, in Dutch; what a preview shows."""

    reform: Reform
    lines: list[str] = field(default_factory=list)


@contextmanager
def reforming(action: str, decision: Decision, *areas: Area | None, by) -> Iterator[None]:
    """Hold the atlas while a reform is carried out; afterwards the areas at hand say what is true now."""
    with changing_atlas(by=by, action=f"reforms.{action}", reason=decision.reason):
        yield
    for area in areas:
        if area is not None:
            area.refresh_from_db()


def merge_areas(
    areas: list[Area], *, name: str, kind: str, decision: Decision, by, into: Area | None = None
) -> Outcome:
    """Let areas go on together as a new area, or as one of them (`into`), from a day.

    What lay in them lies in the whole; its border is theirs together, its figures are added up and said to
    be estimated. Raises TerritoryRefused for what cannot be.
    """
    going = [area for area in areas if into is None or area.pk != into.pk]
    if len(areas) < 2 or not going:
        raise TerritoryRefused(_("Kies minstens twee gebieden om samen te voegen."))
    with reforming("merge_areas", decision, *areas, into, by=by):
        versions = {area.pk: version_to_change(area, decision.on) for area in areas}
        _refuse_nested(areas, versions)
        whole = into or _new_area(
            name, kind, versions[areas[0].pk].parent, _joined(versions.values()), decision
        )
        if into is not None:
            _widen(versions[into.pk], name, versions.values(), decision.on)
        moved = sum(_move_children(area, whole, decision.on) for area in going)
        for area in going:
            close_area(area, decision.on)
            add_succession(area, whole, on=decision.on, share=Decimal(1))
        parts = [(area, Decimal(1)) for area in areas]
        figures = _estimate_new(whole, parts) if into is None else _estimate_grown(whole, parts, decision.on)
        names = _and([versions[area.pk].name for area in areas])
        outcome = _carried_out(
            MERGE,
            _("%(areas)s worden samen %(name)s") % {"areas": names, "name": name},
            [*areas, whole],
            decision,
            by,
        )
        outcome.lines += [*_said(moved, figures), *_unbordered([whole])]
    return outcome


def split_area(area: Area, parts: list[NewPart], *, decision: Decision, by) -> Outcome:
    """Let an area go on as several new ones from a day; the shares of its inhabitants add up to 1.

    The border of a part is given, or follows from the areas inside that become its members.
    """
    if len(parts) < 2 or sum(part.share for part in parts) != 1 or any(part.share <= 0 for part in parts):
        raise TerritoryRefused(
            _("De delen moeten samen 100 procent van de inwoners zijn, en elk meer dan 0.")
        )
    if len({part.name.casefold() for part in parts}) < len(parts):
        raise TerritoryRefused(_("Geef elk deel een eigen naam."))
    with reforming("split_area", decision, area, by=by):
        version = version_to_change(area, decision.on)
        made = []
        for part in parts:
            border = part.border or _joined(
                [version_to_change(member, decision.on) for member in part.members]
            )
            made.append(_new_area(part.name, area.kind, version.parent, border, decision))
        moved = _divide_children(area, list(zip(parts, made, strict=True)), decision.on)
        close_area(area, decision.on)
        figures = 0
        for part, new in zip(parts, made, strict=True):
            add_succession(area, new, on=decision.on, share=part.share)
            figures += _estimate_new(new, [(area, part.share)])
        text = _("%(area)s wordt %(parts)s") % {"area": version.name, "parts": _and([p.name for p in parts])}
        outcome = _carried_out(SPLIT, text, [area, *made], decision, by)
        outcome.lines += [*_said(moved, figures), *_unbordered(made)]
    return outcome


def rename_area(area: Area, *, name: str, decision: Decision, by) -> Outcome:
    """Give an area another name from a day; its web address stays."""
    with reforming("rename_area", decision, area, by=by):
        version = version_to_change(area, decision.on)
        old = version.name
        if old == name:
            raise TerritoryRefused(_("Zo heet dit gebied al."))
        write_version(version, decision.on, name=name, parent=version.parent, border=version.border)
        text = _("%(old)s heet voortaan %(new)s") % {"old": old, "new": name}
        return _carried_out(RENAME, text, [area], decision, by)


def move_area(area: Area, *, parent: Area, decision: Decision, by) -> Outcome:
    """Let an area lie in another from a day; what lies in it moves along."""
    with reforming("move_area", decision, area, parent, by=by):
        version = version_to_change(area, decision.on)
        version_to_change(parent, decision.on)
        refuse_circle(area, parent, decision.on)
        if version.parent_id == parent.pk:
            raise TerritoryRefused(
                _("%(area)s ligt al in %(parent)s.") % {"area": version.name, "parent": parent.name}
            )
        write_version(version, decision.on, name=version.name, parent=parent, border=version.border)
        text = _("%(area)s hoort voortaan bij %(parent)s") % {"area": version.name, "parent": parent.name}
        return _carried_out(MOVE, text, [area, parent], decision, by)


def add_area(
    *, name: str, kind: str, parent: Area | None, decision: Decision, by, border: dict | None = None
) -> Outcome:
    """Make an area that was not there before."""
    with reforming("add_area", decision, parent, by=by):
        if parent is not None:
            version_to_change(parent, decision.on)
        new = _new_area(name, kind, parent, border, decision)
        outcome = _carried_out(ADD, _("%(name)s komt erbij") % {"name": name}, [new], decision, by)
        outcome.lines += _unbordered([new])
        return outcome


def end_area(area: Area, *, decision: Decision, by, successor: Area | None = None) -> Outcome:
    """Let an area exist no longer from a day; a successor, if any, takes all of it over."""
    with reforming("end_area", decision, area, successor, by=by):
        version = version_to_change(area, decision.on)
        moved = 0
        if successor is not None:
            version_to_change(successor, decision.on)
            moved = _move_children(area, successor, decision.on)
        close_area(area, decision.on)
        if successor is not None:
            add_succession(area, successor, on=decision.on, share=Decimal(1))
        text = _("%(area)s bestaat niet meer") % {"area": version.name}
        if successor is not None:
            text = _("%(area)s gaat op in %(successor)s") % {
                "area": version.name,
                "successor": successor.name,
            }
        outcome = _carried_out(END, text, [area, *([successor] if successor else [])], decision, by)
        outcome.lines += _said(moved, 0)
    return outcome


def try_out(reform: Callable[[], Outcome]) -> list[str]:
    """Return what a reform would do, by doing it and taking it back; raises what the reform raises."""
    with transaction.atomic():
        outcome = reform()
        lines = [outcome.reform.sentence, *outcome.lines]
        transaction.set_rollback(True)
    return lines


def _new_area(name: str, kind: str, parent: Area | None, border, decision: Decision) -> Area:
    return add_areas([NewArea(name, kind, decision.on, parent, None, border)])[0]


def _refuse_nested(areas: list[Area], versions: dict[int, AreaVersion]) -> None:
    for area in areas:
        if versions[area.pk].parent_id in versions:
            message = _("%(area)s ligt in een van de andere gekozen gebieden.")
            raise TerritoryRefused(message % {"area": area.name})


def _joined(versions) -> dict | None:
    """Return the border of areas together, or None when one of them has none."""
    borders = [version.border.geometry if version.border else None for version in versions]
    return outline_of(union_of(borders)) if borders and None not in borders else None


def _widen(version: AreaVersion, name: str, versions, on: date) -> None:
    whole = _joined(versions)
    border = add_borders([whole])[0] if whole else version.border
    write_version(version, on, name=name, parent=version.parent, border=border)


def _children(area: Area, on: date) -> list[Area]:
    return list(Area.objects.on(on).filter(held__parent=area))


def _move(child: Area, parent: Area, on: date) -> None:
    version = version_to_change(child, on)
    write_version(version, on, name=version.name, parent=parent, border=version.border)


def _move_children(area: Area, parent: Area, on: date) -> int:
    children = [child for child in _children(area, on) if child.pk != parent.pk]
    for child in children:
        _move(child, parent, on)
    return len(children)


def _divide_children(area: Area, parts: list[tuple[NewPart, Area]], on: date) -> int:
    """Put what lay in a split area in the part that names it, or else around its middle."""
    named = {member.pk: new for part, new in parts for member in part.members}
    shapes = [(shape(part.border), new) for part, new in parts if part.border]
    children = _children(area, on)
    for child in children:
        version = version_to_change(child, on)
        target = named.get(child.pk)
        if target is None and version.border:
            middle = shape(version.border.geometry).representative_point()
            target = next((new for outline, new in shapes if outline.contains(middle)), None)
        if target is None:
            message = _("Zeg bij welk deel %(child)s hoort, of geef de grenzen van de delen.")
            raise TerritoryRefused(message % {"child": version.name})
        _move(child, target, on)
    return len(children)


def _estimate_new(area: Area, parts: list[tuple[Area, Decimal]]) -> int:
    """Estimate the figures of a new area for every year that all its predecessors have."""
    values = _values([old for old, _share in parts])
    years = {(year, key) for _old, year, key in values}
    return write_figures(
        [
            figure
            for year, key in sorted(years)
            if (figure := _estimated(area, parts, values, (year, key), on=year))
        ]
    )


def _estimate_grown(area: Area, parts: list[tuple[Area, Decimal]], on: date) -> int:
    """Estimate the figures of an area that took in others, for the year in which it did, from the newest."""
    values = _values([old for old, _share in parts])
    newest: dict[str, int] = {}
    for _old, year, key in values:
        if year <= on.year:
            newest[key] = max(year, newest.get(key, 0))
    return write_figures(
        [
            f
            for key, year in sorted(newest.items())
            if (f := _estimated(area, parts, values, (year, key), on=on.year))
        ]
    )


def _values(areas: list[Area]) -> dict[tuple[int, int, str], Decimal | None]:
    figures = Figure.objects.filter(area__in=areas, indicator__in=INDICATORS)
    return {(f.area_id, f.year, f.indicator): f.value for f in figures}


def _estimated(area: Area, parts, values: dict, place: tuple[int, str], *, on: int) -> NewFigure | None:
    year, key = place
    indicator = INDICATORS[key]
    value = estimate(
        indicator,
        [
            Part(values.get((old.pk, year, key)), values.get((old.pk, year, indicator.weight)), share)
            for old, share in parts
        ],
    )
    if value is None:
        return None
    source = _("Geschat uit %(areas)s (%(year)s)") % {
        "areas": _and([old.name for old, _s in parts]),
        "year": year,
    }
    return NewFigure(area, on, key, value, source[:200], estimated=True)


def _carried_out(kind: str, summary: str, areas: list[Area], decision: Decision, by) -> Outcome:
    reform = Reform.objects.create(
        kind=kind,
        on=decision.on,
        reason=decision.reason,
        decision=decision.decision,
        summary=summary[:500],
        carried_out_by=by,
    )
    reform.areas.set({area.pk for area in areas})
    return Outcome(reform)


def _said(moved: int, figures: int) -> list[str]:
    lines = []
    if moved:
        text = ngettext(
            "%(n)d gebied dat erin ligt, verhuist mee.",
            "%(n)d gebieden die erin liggen, verhuizen mee.",
            moved,
        )
        lines.append(text % {"n": moved})
    if figures:
        text = ngettext(
            "%(n)d cijfer wordt geschat uit dat van daarvoor.",
            "%(n)d cijfers worden geschat uit die van daarvoor.",
            figures,
        )
        lines.append(text % {"n": figures})
    return lines


def _unbordered(areas: list[Area]) -> list[str]:
    """Say which of the new areas will be missing on the map."""
    names = [area.name for area in areas if not area.versions.exclude(border=None).exists()]
    text = ngettext(
        "Van %(names)s is de grens niet bekend: het staat niet op de kaart tot u de grens inleest.",
        "Van %(names)s zijn de grenzen niet bekend: zij staan niet op de kaart tot u de grenzen inleest.",
        len(names),
    )
    return [text % {"names": _and(names)}] if names else []


def _and(names: list[str]) -> str:
    return (
        names[0]
        if len(names) == 1
        else _("%(first)s en %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
    )
