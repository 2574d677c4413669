import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import count

from django.db import connection
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from shapely.geometry.base import BaseGeometry

from areas.territory.calculations import Outline, outline_of
from areas.territory.models import Area, AreaCode, AreaVersion, Atlas, Border, Succession
from wijkportaal.foundation.audit.actions import recorded

UNCHANGED = object()
BATCH = 2000


class TerritoryRefused(Exception):
    """A change of areas that cannot be; the message says why, in Dutch."""


@dataclass
class NewArea:
    """An area to be made. `parent` is an Area or another NewArea of the same call."""

    name: str
    kind: str
    valid_from: date
    parent: "Area | NewArea | None" = None
    valid_until: date | None = None
    border: Outline | BaseGeometry | dict | None = None
    codes: dict[int, str] = field(default_factory=dict)
    slug: str = ""
    frisian_name: str = ""


@contextmanager
def changing_atlas(*, by, action: str, reason: str = "") -> Iterator[None]:
    """One recorded transaction that holds the lock on all areas; afterwards the columns of today are right."""
    with recorded(by=by, action=action, reason=reason):
        Atlas.objects.get_or_create(pk=1)
        Atlas.objects.select_for_update().get(pk=1)
        yield
        refresh_areas()
        Atlas.objects.filter(pk=1).update(mark=uuid.uuid4())


def create_area(
    *,
    name: str,
    kind: str,
    valid_from: date,
    by,
    parent: Area | None = None,
    valid_until: date | None = None,
    border: Outline | BaseGeometry | dict | None = None,
    codes: dict[int, str] | None = None,
    slug: str = "",
) -> Area:
    """Make an area that exists from `valid_from`; `codes` maps a year to the area's code in it."""
    new = NewArea(name, kind, valid_from, parent, valid_until, border, codes or {}, slug)
    with changing_atlas(by=by, action="territory.create_area"):
        area = add_areas([new])[0]
    area.refresh_from_db()
    return area


def add_areas(news: list[NewArea]) -> list[Area]:
    """Write many areas at once, parents first; only inside `changing_atlas`."""
    slugs = FreeSlugs()
    areas = [
        Area(
            kind=new.kind,
            slug=slugs.take(new.slug or new.name, new.kind),
            name=new.name,
            frisian_name=new.frisian_name,
            starts_on=new.valid_from,
            ends_on=new.valid_until,
        )
        for new in news
    ]
    Area.objects.bulk_create(areas, batch_size=BATCH)
    made = {id(new): area for new, area in zip(news, areas, strict=True)}
    borders = add_borders([new.border for new in news])
    AreaVersion.objects.bulk_create(
        [
            AreaVersion(
                area=area,
                valid_from=new.valid_from,
                valid_until=new.valid_until,
                name=new.name,
                parent=made[id(new.parent)] if isinstance(new.parent, NewArea) else new.parent,
                border=border,
            )
            for new, area, border in zip(news, areas, borders, strict=True)
        ],
        batch_size=BATCH,
    )
    add_codes(
        (area, code, year) for new, area in zip(news, areas, strict=True) for year, code in new.codes.items()
    )
    return areas


def add_codes(codes: Iterable[tuple[Area, str, int]]) -> None:
    """Write codes of areas; only inside `changing_atlas`."""
    AreaCode.objects.bulk_create(
        [AreaCode(area=area, code=code, year=year) for area, code, year in codes], batch_size=BATCH
    )


def add_borders(outlines: list[Outline | BaseGeometry | dict | None]) -> list[Border | None]:
    """Return a Border for each outline, made where it is new; the same outline is stored once."""
    ready = [
        outline if outline is None or isinstance(outline, Outline) else outline_of(outline)
        for outline in outlines
    ]
    checksums = {outline.checksum for outline in ready if outline}
    known = {border.checksum: border for border in _borders_with(checksums)}
    fresh = {o.checksum: Border(**vars(o)) for o in ready if o and o.checksum not in known}
    Border.objects.bulk_create(fresh.values(), batch_size=BATCH)
    known |= fresh
    return [known[outline.checksum] if outline else None for outline in ready]


def _borders_with(checksums: set[str]) -> Iterable[Border]:
    return Border.objects.filter(checksum__in=checksums).only("pk", "checksum")


def change_area(
    area: Area,
    *,
    on: date,
    by,
    name: str = UNCHANGED,
    parent: Area | None = UNCHANGED,
    border: Outline | BaseGeometry | dict | None = UNCHANGED,
    reason: str = "",
) -> Area:
    """Give an area another name, parent or border from `on`; what it was before stays known.

    On the very day that a version began, that version itself is put right. Raises TerritoryRefused when the
    area does not exist on that day, when it changes again later, or when it would come to lie in itself.
    """
    with changing_atlas(by=by, action="territory.change_area", reason=reason):
        version = version_to_change(area, on)
        if parent is not UNCHANGED and parent is not None:
            refuse_circle(area, parent, on)
        values = {
            "name": version.name if name is UNCHANGED else name,
            "parent": version.parent if parent is UNCHANGED else parent,
            "border": version.border if border is UNCHANGED else add_borders([border])[0],
        }
        write_version(version, on, **values)
    area.refresh_from_db()
    return area


def name_in_frisian(names: Mapping[Area, str], *, by) -> None:
    """Give areas their Frisian name, or take it away with an empty one."""
    changed = {area: name.strip() for area, name in names.items() if area.frisian_name != name.strip()}
    if not changed:
        return
    with changing_atlas(by=by, action="territory.name_in_frisian"):
        write_frisian_names(changed)


def write_frisian_names(names: Mapping[Area, str]) -> None:
    """Write the Frisian names of areas; only inside `changing_atlas`."""
    for area, name in names.items():
        area.frisian_name = name
    Area.objects.bulk_update(names, ["frisian_name"], batch_size=BATCH)


def write_version(version: AreaVersion, on: date, **values) -> AreaVersion:
    """Let `values` hold from `on` to the end of `version`; only inside `changing_atlas`."""
    if version.valid_from == on:
        for key, value in values.items():
            setattr(version, key, value)
        version.save(update_fields=list(values))
        return version
    until, version.valid_until = version.valid_until, on
    version.save(update_fields=["valid_until"])
    return AreaVersion.objects.create(area_id=version.area_id, valid_from=on, valid_until=until, **values)


def write_versions(changes: list[tuple[AreaVersion, dict]], on: date) -> None:
    """Do what `write_version` does for many versions at once; only inside `changing_atlas`."""
    put_right, closed, fresh = [], [], []
    for version, values in changes:
        if version.valid_from == on:
            for key, value in values.items():
                setattr(version, key, value)
            put_right.append(version)
            continue
        fresh.append(
            AreaVersion(area_id=version.area_id, valid_from=on, valid_until=version.valid_until, **values)
        )
        version.valid_until = on
        closed.append(version)
    AreaVersion.objects.bulk_update(put_right, ["name", "parent", "border"], batch_size=BATCH)
    AreaVersion.objects.bulk_update(closed, ["valid_until"], batch_size=BATCH)
    AreaVersion.objects.bulk_create(fresh, batch_size=BATCH)


def extend_back(version: AreaVersion, on: date) -> None:
    """Let the first version of an area hold from an earlier day; only inside `changing_atlas`."""
    version.valid_from = on
    version.save(update_fields=["valid_from"])


def version_to_change(area: Area, on: date) -> AreaVersion:
    """Return the version of an area on a day, which must be its last."""
    last = area.versions.select_related("parent", "border").order_by("-valid_from").first()
    if last is None or last.valid_from > on:
        if last and area.versions.filter(valid_from__lte=on).exists():
            raise TerritoryRefused(
                _("%(area)s verandert later nog een keer, op %(on)s. Kies een datum daarna.")
                % {"area": area.name, "on": _day(last.valid_from)}
            )
        raise TerritoryRefused(
            _("%(area)s bestaat nog niet op %(on)s.") % {"area": area.name, "on": _day(on)}
        )
    if last.valid_until is not None and last.valid_until <= on:
        raise TerritoryRefused(
            _("%(area)s bestaat sinds %(on)s niet meer.") % {"area": area.name, "on": _day(last.valid_until)}
        )
    return last


def refuse_circle(area: Area, parent: Area, on: date) -> None:
    """Raise TerritoryRefused when `area` would come to lie in itself."""
    seen, above = {area.pk}, parent.pk
    while above is not None:
        if above in seen:
            raise TerritoryRefused(
                _("%(area)s kan niet in %(parent)s liggen: dat ligt er zelf in.")
                % {"area": area.name, "parent": parent.name}
            )
        seen.add(above)
        above = Area.objects.on(on).filter(pk=above).values_list("held__parent_id", flat=True).first()


def end_area(area: Area, *, on: date, by, reason: str = "") -> Area:
    """Let an area exist until `on` (the first day on which it no longer does).

    Raises TerritoryRefused while other areas still lie in it on that day.
    """
    with changing_atlas(by=by, action="territory.end_area", reason=reason):
        close_area(area, on)
    area.refresh_from_db()
    return area


def close_area(area: Area, on: date) -> None:
    """End the last version of an area on a day; only inside `changing_atlas`."""
    version = version_to_change(area, on)
    inside = Area.objects.on(on).filter(held__parent=area).first()
    if inside:
        raise TerritoryRefused(
            _("%(inside)s ligt nog in %(area)s. Verplaats of beëindig dat eerst.")
            % {"inside": inside.name, "area": area.name}
        )
    if version.valid_from >= on:
        raise TerritoryRefused(
            _("%(area)s begint pas op %(on)s; een gebied bestaat minstens één dag.")
            % {"area": area.name, "on": _day(version.valid_from)}
        )
    version.valid_until = on
    version.save(update_fields=["valid_until"])


def give_code(area: Area, *, code: str, year: int, by) -> AreaCode:
    """Record the code of an area in one year."""
    with recorded(by=by, action="territory.give_code"):
        given, _created = AreaCode.objects.get_or_create(code=code, year=year, defaults={"area": area})
        if given.area_id != area.pk:
            raise TerritoryRefused(
                _("De code %(code)s is in %(year)s al van %(area)s.")
                % {"code": code, "year": year, "area": given.area.name}
            )
    return given


def add_succession(predecessor: Area, successor: Area, *, on: date, share: Decimal) -> Succession:
    """Write who took over which share of an ended area; only inside `changing_atlas`."""
    return Succession.objects.create(predecessor=predecessor, successor=successor, on=on, share=share)


def refresh_areas(on: date | None = None) -> int:
    """Copy what the versions say of `on` (today) to the areas; returns how many changed.

    Runs after every change, and once a day for what was planned. Writes only rows that differ.
    """
    day = on or timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(REFRESH_COLUMNS, {"day": day})
        changed = cursor.rowcount
        cursor.execute(REFRESH_ANCESTORS)
        return changed + cursor.rowcount


def refresh_for_today() -> int:
    """Let the changes that were planned for today (or missed) show; returns how many areas changed."""
    with recorded(by=None, action="territory.refresh_for_today"):
        changed = refresh_areas()
        if changed:
            Atlas.objects.filter(pk=1).update(mark=uuid.uuid4())
    return changed


REFRESH_COLUMNS = """
WITH period AS (
    SELECT area_id, min(valid_from) AS starts_on,
           CASE WHEN bool_or(valid_until IS NULL) THEN NULL ELSE max(valid_until) END AS ends_on
    FROM territory_areaversion GROUP BY area_id
), nearest AS (
    -- the version of the day; else the last one before it; else the first one after it
    SELECT DISTINCT ON (area_id) area_id, id, name, parent_id
    FROM territory_areaversion
    ORDER BY area_id, (valid_from > %(day)s),
             CASE WHEN valid_from <= %(day)s THEN valid_from END DESC, valid_from
)
UPDATE territory_area AS area
SET name = nearest.name, parent_id = nearest.parent_id, current_id = nearest.id,
    starts_on = period.starts_on, ends_on = period.ends_on
FROM nearest JOIN period USING (area_id)
WHERE area.id = nearest.area_id
  AND (area.name, area.parent_id, area.current_id, area.starts_on, area.ends_on)
      IS DISTINCT FROM (nearest.name, nearest.parent_id, nearest.id, period.starts_on, period.ends_on)
"""

REFRESH_ANCESTORS = """
WITH RECURSIVE tree AS (
    SELECT id, ARRAY[]::bigint[] AS above FROM territory_area WHERE parent_id IS NULL
    UNION ALL
    SELECT child.id, tree.above || tree.id FROM territory_area AS child JOIN tree ON child.parent_id = tree.id
)
UPDATE territory_area AS area SET ancestor_ids = tree.above
FROM tree WHERE area.id = tree.id AND area.ancestor_ids IS DISTINCT FROM tree.above
"""


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"


class FreeSlugs:
    """Hands out web addresses that no area has yet."""

    def __init__(self):
        self.taken = set(Area.objects.values_list("slug", flat=True))
        self.numbers: dict[str, int] = {}

    def take(self, wish: str, kind: str) -> str:
        """Return the wish as a slug; with the kind, then a number behind it, when that is taken."""
        base = slugify(wish)[:100] or kind
        for candidate in self._candidates(base, kind):
            if candidate not in self.taken:
                self.taken.add(candidate)
                return candidate
        raise AssertionError("unreachable: the candidates never end")

    def _candidates(self, base: str, kind: str) -> Iterator[str]:
        yield base
        yield f"{base}-{kind}"
        for number in count(self.numbers.get(base, 2)):
            self.numbers[base] = number + 1
            yield f"{base}-{number}"
