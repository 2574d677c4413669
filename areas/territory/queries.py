from datetime import date

import shapely
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from shapely.geometry import shape

from areas.territory.models import Area, AreaKind, AreaVersion, Atlas, Border, Succession


def areas_on(day: date | None = None, *, kind: str | None = None) -> QuerySet[Area]:
    """Return the areas that exist on a day (today), by name.

    For another day than today each carries `name_then`, `parent_then` and `version_then`.
    """
    areas = Area.objects.today() if day is None else Area.objects.on(day)
    return areas.filter(kind=kind) if kind else areas


def find_area(key: str, *, year: int | None = None) -> Area | None:
    """Return the area with a code (of `year`, or of the last year that had it) or else a web address."""
    codes = Q(codes__code__iexact=key)
    if year is not None:
        codes &= Q(codes__year=year)
    by_code = Area.objects.filter(codes).order_by("-codes__year").first()
    return by_code or Area.objects.filter(slug=key.lower()).first()


def root_area() -> Area | None:
    """Return the gemeente of this installation, or None before there is one."""
    return Area.objects.today().filter(kind=AreaKind.GEMEENTE, parent=None).order_by("pk").first()


def version_of(area: Area, on: date | None = None) -> AreaVersion | None:
    """Return the version of an area on a day (today), with its border and parent; None when it does not exist."""
    day = on or timezone.localdate()
    return (
        area.versions.select_related("border", "parent")
        .filter(valid_from__lte=day)
        .filter(Q(valid_until=None) | Q(valid_until__gt=day))
        .first()
    )


def areas_above(area: Area) -> list[int]:
    """Return the ids of an area and all that it lies in, nearest first; no query."""
    return [area.pk, *reversed(area.ancestor_ids)]


def ancestor_ids(area: Area, *, on: date | None = None) -> list[int]:
    """Return the ids of what an area lies in on a day (today), nearest first."""
    if on is None:
        return list(reversed(area.ancestor_ids))
    parents = dict(Area.objects.on(on).values_list("pk", "held__parent_id"))
    above, at = [], parents.get(area.pk)
    while at is not None and at not in above:
        above.append(at)
        at = parents.get(at)
    return above


def children_of(area: Area, *, on: date | None = None) -> QuerySet[Area]:
    """Return the areas that lie directly in an area on a day (today)."""
    if on is None:
        return Area.objects.today().filter(parent=area)
    return Area.objects.on(on).filter(held__parent=area)


def descendants_of(area: Area) -> QuerySet[Area]:
    """Return all areas that lie in an area today, at any depth, without the area itself."""
    return Area.objects.today().filter(ancestor_ids__contains=[area.pk])


def neighbours_of(area: Area) -> list[Area]:
    """Return the areas of the same kind that touch an area today, by name.

    A gap under about ten metres counts as touching: simplified borders do not meet exactly.
    """
    border = area.current.border if area.current else None
    if border is None:
        return []
    margin = 0.0002
    outline = shape(border.geometry).buffer(margin)
    near = (
        Area.objects.today()
        .filter(kind=area.kind)
        .exclude(pk=area.pk)
        .filter(
            current__border__west__lte=border.east + margin,
            current__border__east__gte=border.west - margin,
            current__border__south__lte=border.north + margin,
            current__border__north__gte=border.south - margin,
        )
        .select_related("current__border")
        .defer("current__border__checksum")
    )
    shapely.prepare(outline)
    return [other for other in near if outline.intersects(shape(other.border))]


def successions_of(area: Area) -> QuerySet[Succession]:
    """Return who took over an area, the largest share first."""
    return Succession.objects.filter(predecessor=area).select_related("successor").order_by("on", "-share")


def predecessors_of(area: Area) -> QuerySet[Succession]:
    """Return what an area took over, newest first."""
    return (
        Succession.objects.filter(successor=area)
        .select_related("predecessor")
        .order_by("-on", "predecessor__name")
    )


def successors_of(area: Area, *, on: date | None = None) -> list[Area]:
    """Return the areas that are on a day (today) what `area` once was, largest share first.

    An area that still exists is its own successor; reforms after reforms are followed.
    """
    day = on or timezone.localdate()
    found: dict[int, tuple[Area, float]] = {}
    waiting, seen = [(area, 1.0)], set()
    while waiting:
        at, share = waiting.pop()
        if at.pk in seen and at.pk not in found:
            continue
        seen.add(at.pk)
        if at.ends_on is None or at.ends_on > day:
            found[at.pk] = (at, share + found.get(at.pk, (at, 0.0))[1])
            continue
        steps = Succession.objects.filter(predecessor=at, on__lte=day).select_related("successor")
        waiting += [(step.successor, share * float(step.share)) for step in steps]
    return [pair[0] for pair in sorted(found.values(), key=lambda pair: (-pair[1], pair[0].name))]


def successor_of(area: Area, *, on: date | None = None) -> Area | None:
    """Return the area that is on a day (today) for the largest part what `area` once was, or None."""
    return next(iter(successors_of(area, on=on)), None)


def atlas_revision() -> int:
    """Return the number that rises with every change of areas: the key of what is cached about borders."""
    return Atlas.objects.filter(pk=1).values_list("revision", flat=True).first() or 0


def with_borders(areas: QuerySet[Area]) -> QuerySet[Area]:
    """Let a list of areas carry their borders of today, in the same query."""
    return areas.select_related("current__border")


def versions_with_borders(day: date) -> QuerySet[AreaVersion]:
    """Return the versions of a day with area and border, for maps of that day."""
    return (
        AreaVersion.objects.filter(valid_from__lte=day)
        .filter(Q(valid_until=None) | Q(valid_until__gt=day))
        .select_related("area", "border")
    )


def codes_of(area: Area) -> list[str]:
    """Return the codes of an area as text, newest first."""
    return [str(code) for code in area.codes.order_by("-year", "code")]


def border_prefetch() -> Prefetch:
    """Prefetch for areas whose border outlines are not needed, only their boxes and points."""
    return Prefetch("current__border", queryset=Border.objects.defer("geometry"))
