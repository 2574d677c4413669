from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import shapely
from django.db.models import F, Q
from django.utils import timezone
from shapely.geometry import shape

from areas.addresses.calculations import TypedPostcode, best_names, plain
from areas.addresses.models import Postcode
from areas.territory.models import Area, AreaVersion
from areas.territory.queries import areas_on, atlas_mark, root_area, successors_of, versions_with_borders

# At which level people live, best first: a programme is made for a wijk or dorp.
LEVELS = (("wijk", "dorp", "other"), ("kern", "buurt"), ("gemeente",))


def areas_named(text: str) -> list[Area]:
    """Return the areas of today that a name most likely means, best first; typing errors are forgiven.

    A name of an area that is gone, or the old name of one, leads to what it is today.
    """
    mark, today = atlas_mark(), timezone.localdate()
    if found := best_names(text, _names(mark, today)):
        return _in_order(list(dict.fromkeys(abs(key) for key in found)))
    old = Area.objects.in_bulk(best_names(text, _former_names(mark, today)))
    if found := list(dict.fromkeys(now for area in old.values() for now in successors_of(area))):
        return found
    # Who types the town itself comes to its page, where all of it can be chosen from.
    root = root_area()
    return [root] if root and plain(root.name) == plain(text) else []


def _in_order(ids: list[int]) -> list[Area]:
    areas = Area.objects.select_related("parent").in_bulk(ids)
    return [areas[pk] for pk in ids if pk in areas]


@lru_cache(maxsize=2)
def _names(mark: str, today: date) -> dict[int, str]:
    """Names of today by area id, kept in this process until the atlas or the day is another.

    A Frisian name stands under the negative id.
    """
    areas = areas_on().exclude(kind="gemeente")
    frisian = areas.exclude(frisian_name="").values_list("pk", "frisian_name")
    return {pk: plain(name) for pk, name in areas.values_list("pk", "name")} | {
        -pk: plain(name) for pk, name in frisian
    }


@lru_cache(maxsize=2)
def _former_names(mark: str, today: date) -> dict[int, str]:
    versions = AreaVersion.objects.filter(valid_until__lte=today).exclude(area__kind="gemeente")
    return {pk: plain(name) for pk, name in versions.order_by("valid_from").values_list("area_id", "name")}


def areas_of_postcode(typed: TypedPostcode) -> list[Area]:
    """Return the areas in which a postcode (with house number) lies; what is gone leads to its successor."""
    rows = Postcode.objects.filter(postcode__startswith=typed.postcode)
    if typed.number is not None:
        number = typed.number
        inside = rows.filter(Q(first=None) | Q(first__lte=number), Q(last=None) | Q(last__gte=number))
        # A row with numbers says more than one for the whole postcode.
        rows = (
            inside.exclude(first=None, last=None)
            if inside.exclude(first=None, last=None).exists()
            else inside
        )
    ids = rows.order_by(F("first").asc(nulls_last=True)).values_list("area_id", flat=True)
    areas = Area.objects.in_bulk(list(ids))
    return list(dict.fromkeys(now for pk in ids for now in successors_of(areas[pk])))


def has_postcodes() -> bool:
    """Whether a table of postcodes was imported."""
    return Postcode.objects.exists()


def areas_at(longitude: float, latitude: float) -> list[Area]:
    """Return the areas of today around a point, of the level at which people live; more where they overlap."""
    tree, found = _tree(atlas_mark(), timezone.localdate())
    hits = [found[index] for index in tree.query(shapely.Point(longitude, latitude), predicate="intersects")]
    for level in LEVELS:
        if ids := [pk for pk, kind in hits if kind in level]:
            return sorted(
                Area.objects.select_related("parent").filter(pk__in=ids), key=lambda area: area.name
            )
    return []


@lru_cache(maxsize=2)
def _tree(mark: str, today: date) -> tuple[shapely.STRtree, list[tuple[int, str]]]:
    """The borders of today in a tree for searching, kept in this process until the atlas changes."""
    versions: Iterable[AreaVersion] = list(versions_with_borders(today).filter(border__isnull=False))
    shapes = [shape(version.border.geometry) for version in versions]
    for outline in shapes:
        shapely.prepare(outline)
    return shapely.STRtree(shapes), [(version.area_id, version.area.kind) for version in versions]
