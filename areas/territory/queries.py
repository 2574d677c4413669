from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import shapely
from django.core.cache import cache
from django.db.models import OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from shapely.geometry import box, shape

from areas.territory.calculations import compact_geometry, simplified
from areas.territory.models import Area, AreaKind, AreaVersion, Atlas, Succession

CACHED_FOR = 24 * 3600


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


def belonging_to(area: Area) -> QuerySet:
    """Return the ids of an area, of all that lies in it and of what it took over, as a part of another query."""
    inside = Q(pk=area.pk) | Q(ancestor_ids__contains=[area.pk]) | Q(pk__in=ended_before([area.pk]))
    return Area.objects.filter(inside).order_by().values("pk")


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


def ended_before(successors, *, on: date | None = None) -> QuerySet:
    """Return the ids of the areas that had ended on a day (today) and of which these areas took over a share.

    `successors` are ids, or an `OuterRef` to one, so that the answer can come in the query of something else.
    """
    day = on or timezone.localdate()
    one = isinstance(successors, OuterRef)
    return (
        Succession.objects.filter(**{"successor" if one else "successor__in": successors})
        .filter(on__lte=day, predecessor__ends_on__lte=day)
        .order_by("predecessor")
        .values("predecessor")
    )


def atlas_mark() -> str:
    """Return what is different after every change of areas: the key of what is cached about borders."""
    return str(Atlas.objects.filter(pk=1).values_list("mark", flat=True).first() or "")


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


def has_borders() -> bool:
    """Whether there is anything to draw on a map of all areas."""
    return versions_with_borders(timezone.localdate()).filter(border__isnull=False).exists()


def kinds_on(day: date | None = None) -> list[str]:
    """Return the kinds of which there are areas on a day, in the order of AreaKind."""
    found = set(areas_on(day).order_by().values_list("kind", flat=True).distinct())
    return [kind for kind in AreaKind.values if kind in found]


def kinds_of_the_map(day: date | None = None) -> list[str]:
    """Return the kinds that one map shows side by side: wijken and dorpen, or else what there is."""
    found = kinds_on(day)
    for together in (("wijk", "dorp", "other"), ("buurt", "kern"), ("gemeente",)):
        if kinds := [kind for kind in together if kind in found]:
            return kinds
    return []


def map_features(
    day: date | None = None, *, kinds: list[str] | None = None, metres: float = 12
) -> list[dict]:
    """Return the borders of a day as GeoJSON features with name, kind, slug and url, simplified for the web.

    Shared borders stay shared. Kept in the cache for each language until the atlas
    changes.
    """
    day = day or timezone.localdate()
    kinds = kinds_of_the_map(day) if kinds is None else kinds
    key = f"territory:features:{atlas_mark()}:{day}:{','.join(kinds)}:{metres}:{get_language()}"
    features = cache.get(key)
    if features is None:
        features = _map_features(day, kinds, metres)
        cache.set(key, features, CACHED_FOR)
    return features


def _map_features(day: date, kinds: list[str], metres: float) -> list[dict]:
    versions = list(
        versions_with_borders(day)
        .filter(area__kind__in=kinds, border__isnull=False)
        .order_by("name", "area_id")
    )
    shapes = simplified([shape(version.border.geometry) for version in versions], metres=metres)
    return [
        {
            "type": "Feature",
            "id": version.area_id,
            "properties": {
                "name": version.name,
                "detail": str(AreaKind(version.area.kind).label),
                "slug": version.area.slug,
                "url": version.area.get_absolute_url(),
            },
            "geometry": compact_geometry(outline),
        }
        for version, outline in zip(versions, shapes, strict=True)
    ]


def map_of_areas(day: date | None = None, *, kind: str | None = None) -> dict:
    """Return a FeatureCollection of all areas of a kind (wijken and dorpen) on a day."""
    return _collection(map_features(day, kinds=[kind] if kind else None))


def map_of_area(area: Area, *, on: date | None = None) -> dict:
    """Return a FeatureCollection of one area (`current`) with its neighbours around it (`other`).

    A gemeente shows what lies in it. On another day than today the neighbours are those of that day.
    """
    version = version_of(area, on) if on else area.current
    if version is None or version.border is None:
        return _collection([])
    around = map_features(on, kinds=None if area.kind == AreaKind.GEMEENTE else _beside(area.kind))
    own = next((feature for feature in around if feature["id"] == area.pk), None) or {
        "type": "Feature",
        "id": area.pk,
        "properties": {"name": version.name, "detail": area.get_kind_display(), "slug": area.slug},
        "geometry": compact_geometry(simplified([shape(version.border.geometry)], metres=12)[0]),
    }
    others = [feature for feature in around if feature["id"] != area.pk]
    if area.kind == AreaKind.GEMEENTE:
        return _collection(others or [_marked(own, "current")])
    west, south, east, north = version.border.bbox
    margin = max(east - west, north - south) * 0.35
    near = box(west - margin, south - margin, east + margin, north + margin)
    around = [_marked(feature, "other") for feature in others if near.intersects(shape(feature["geometry"]))]
    return _collection([*around, _marked(own, "current")])


def _beside(kind: str) -> list[str]:
    return next((list(t) for t in (("wijk", "dorp", "other"), ("buurt", "kern")) if kind in t), [kind])


def _marked(feature: dict, mark: str) -> dict:
    return {**feature, "properties": {**feature["properties"], mark: True}}


def _collection(features: list[dict]) -> dict:
    return {"type": "FeatureCollection", "features": features}


@dataclass(frozen=True)
class Moment:
    """One line of the history of an area: from a day on something was different, in Dutch."""

    on: date
    text: str
    area: Area | None = None


def history_of_area(area: Area) -> list[Moment]:
    """Return what happened to an area, oldest first: predecessors, names, parents, borders, its end."""
    moments = []
    versions = list(area.versions.select_related("parent").order_by("valid_from"))
    for succession in predecessors_of(area):
        whole = succession.share == 1
        text = _("Neemt %(area)s over.") if whole else _("Neemt een deel van %(area)s over.")
        moments.append(
            Moment(succession.on, text % {"area": succession.predecessor.name}, succession.predecessor)
        )
    for before, after in pairwise(versions):
        moments += _differences(before, after)
    for succession in successions_of(area):
        whole = succession.share == 1
        text = _("Gaat op in %(area)s.") if whole else _("Gaat voor een deel over naar %(area)s.")
        moments.append(
            Moment(succession.on, text % {"area": succession.successor.name}, succession.successor)
        )
    if area.ends_on and not any(moment.on == area.ends_on for moment in moments):
        moments.append(Moment(area.ends_on, _("Bestaat niet meer.")))
    return sorted(moments, key=lambda moment: moment.on)


def _differences(before: AreaVersion, after: AreaVersion) -> list[Moment]:
    moments = []
    if before.name != after.name:
        text = _("Heet voortaan %(new)s. Daarvoor was het %(old)s.")
        moments.append(Moment(after.valid_from, text % {"new": after.name, "old": before.name}))
    if before.parent_id != after.parent_id and after.parent:
        text = _("Hoort voortaan bij %(area)s.")
        moments.append(Moment(after.valid_from, text % {"area": after.parent.name}, after.parent))
    if before.border_id and after.border_id and before.border_id != after.border_id:
        moments.append(Moment(after.valid_from, _("De grens loopt voortaan anders.")))
    return moments


def codes_of(area: Area) -> list[str]:
    """Return the codes of an area as text, newest first."""
    return [str(code) for code in area.codes.order_by("-year", "code")]
