"""What a file of areas would change: the rows of the file beside the areas of the day. Reads, never writes."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _
from shapely.geometry import shape

from areas.figures.actions import NewFigure
from areas.figures.models import Figure
from areas.imports.reading.rows import AreaRow, Fault, FoundAreas
from areas.territory.models import Area, AreaCode, AreaKind, AreaVersion
from areas.territory.queries import find_area, root_area
from wijkportaal.foundation.tables.plans import in_order

# Two drawings of one border that differ less than this share of the area are the same border.
SAME_BORDER = 0.002
# Below this overlap a code with another name is taken to be given to another area.
REUSED = 0.1
SHOWN = 400


@dataclass
class Changed:
    """An area that exists and that the file tells something new of.

    Name, border and parent are those of its version of the day, if it has one; a Frisian name is of no period.
    """

    row: AreaRow
    area: Area
    version: AreaVersion | None = None
    name: str | None = None
    has_border: bool = False
    parent: "Area | AreaRow | None" = None
    starts_earlier: bool = False
    frisian_name: str = ""
    texts: list[str] = field(default_factory=list)

    @property
    def is_of_version(self) -> bool:
        """Whether it has to be written as a version of the area."""
        return bool(self.name or self.has_border or self.parent)


@dataclass
class AreaPlan:
    """Everything that applying a file of areas would do."""

    day: date
    new: list[AreaRow] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    gone: list[Area] = field(default_factory=list)
    same: int = 0
    matched: dict[int, Area] = field(default_factory=dict)
    parents: dict[int, "Area | AreaRow | None"] = field(default_factory=dict)
    codes: list[tuple[Area, str]] = field(default_factory=list)
    rows: list[AreaRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    figures: int = 0

    @property
    def counts(self) -> dict[str, int]:
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "gone": len(self.gone),
            "same": self.same,
            "wrong": len(self.faults),
            "figures": self.figures,
        }

    def as_dict(self) -> dict:
        """Return the preview as it is stored with the batch."""
        kinds = Counter(str(AreaKind(row.kind).label) for row in self.new)
        return {
            "counts": self.counts,
            "new_by_kind": dict(kinds),
            "new": [_line(row.code, row.name, row.kind, _in_frisian(row)) for row in self.new[:SHOWN]],
            "changed": [_line(c.row.code, c.area.name, c.area.kind, c.texts) for c in self.changed[:SHOWN]],
            "gone": [_line("", area.name, area.kind) for area in self.gone[:SHOWN]],
            "wrong": [fault.as_dict() for fault in self.faults[:SHOWN]],
            "notes": self.notes,
        }


def _line(code: str, name: str, kind: str, texts: list[str] | None = None) -> dict:
    return {"code": code, "name": name, "kind": str(AreaKind(kind).label), "texts": texts or []}


def _in_frisian(row: AreaRow) -> list[str]:
    return [_("Friese naam: %(name)s.") % {"name": row.frisian_name}] if row.frisian_name else []


def plan_areas(found: FoundAreas, *, year: int, gemeente: str = "", gemeente_name: str = "") -> AreaPlan:
    """Return what a file would change on 1 January of `year`, with all that is wrong with it."""
    plan = AreaPlan(
        date(year, 1, 1), rows=list(found.rows), faults=list(found.faults), notes=list(found.notes)
    )
    if not plan.rows and not plan.faults:
        text = (
            _("Er zijn geen gebieden van %(code)s in dit bestand.")
            if gemeente
            else _("Er zijn geen gebieden in dit bestand.")
        )
        plan.faults.append(Fault(None, "", "", text % {"code": gemeente} if gemeente else text))
        return plan
    root = root_area()
    _refuse_other_gemeente(plan, root, gemeente)
    _add_gemeente(plan, root, gemeente_name or found.gemeente_name)
    matches = Matches(plan)
    for row in sorted(plan.rows, key=lambda row: row.sort_key):
        _place(plan, row, matches, root)
    _begin_in_time(plan)
    if plan.codes:
        said = _("Gebieden die hun code van het CBS voor %(year)s krijgen: %(n)s.")
        plan.notes.append(said % {"year": year, "n": len(plan.codes)})
    plan.gone = _gone(plan)
    plan.figures = _count_figures(plan)
    plan.faults = in_order(plan.faults)
    return plan


def figures_of(plan: AreaPlan, made: dict[int, Area], source: str) -> list[NewFigure]:
    """Return the figures of the rows, for the areas that exist or were `made` (by the row's id)."""
    areas = plan.matched | made
    return [
        NewFigure(areas[id(row)], plan.day.year, key, value, source)
        for row in plan.rows
        if id(row) in areas
        for key, value in row.figures.items()
    ]


def _count_figures(plan: AreaPlan) -> int:
    """Return how many figures would be new or other than they are."""
    fresh = sum(len(row.figures) for row in plan.new)
    known = {
        (area, key): value
        for area, key, value in Figure.objects.filter(
            area__in=plan.matched.values(), year=plan.day.year, estimated=False
        ).values_list("area_id", "indicator", "value")
    }
    missing = object()
    return fresh + sum(
        known.get((plan.matched[id(row)].pk, key), missing) != value
        for row in plan.rows
        if id(row) in plan.matched
        for key, value in row.figures.items()
    )


def _refuse_other_gemeente(plan: AreaPlan, root: Area | None, gemeente: str) -> None:
    if root is None or gemeente:
        return
    own = set(root.codes.values_list("code", flat=True))
    theirs = {
        row.code if row.kind == "gemeente" else f"GM{row.code[2:6]}"
        for row in plan.rows
        if row.code[:2] in {"GM", "WK", "BU"}
    }
    if own and theirs and not own & theirs:
        message = _(
            "Dit bestand gaat over een andere gemeente dan %(root)s. Kies het goede bestand, of geef de gemeentecode op."
        )
        plan.faults.append(
            Fault(None, _("code"), ", ".join(sorted(theirs)[:5]), message % {"root": root.name})
        )


def _add_gemeente(plan: AreaPlan, root: Area | None, name: str) -> None:
    """Add a row for each gemeente that the wijken lie in and that neither the file nor the portal has."""
    inside = {row.code for row in plan.rows if row.kind == "gemeente"}
    wanted = {f"GM{row.code[2:6]}" for row in plan.rows if row.code[:2] in {"WK", "BU"}} - inside
    known = set(AreaCode.objects.filter(code__in=wanted).values_list("code", flat=True))
    for code in sorted(wanted - known):
        title = name if name and len(wanted) == 1 else _("Gemeente %(code)s") % {"code": code}
        if root and not root.codes.exists():
            title = root.name
        plan.rows.append(AreaRow(0, code, title, AreaKind.GEMEENTE))


class Matches:
    """Which areas of the portal the rows of a file are."""

    def __init__(self, plan: AreaPlan):
        codes = {row.code for row in plan.rows} | {row.parent_code for row in plan.rows}
        self.plan = plan
        self.by_code: dict[str, list[AreaCode]] = {}
        for code in AreaCode.objects.filter(code__in=codes - {""}).select_related("area"):
            self.by_code.setdefault(code.code, []).append(code)
        areas = {code.area_id for found in self.by_code.values() for code in found}
        named = [row for row in plan.rows if not row.code]
        self.by_name = {}
        if named:
            kinds = {row.kind for row in named}
            for area in Area.objects.on(plan.day).filter(kind__in=kinds):
                self.by_name[(area.name_then.casefold(), area.kind)] = area
                areas.add(area.pk)
        self.versions = {
            version.area_id: version
            for version in AreaVersion.objects.filter(area__in=areas, valid_from__lte=plan.day)
            .filter(Q(valid_until=None) | Q(valid_until__gt=plan.day))
            .select_related("border", "parent")
        }
        self.in_file = {row.code: row for row in plan.rows if row.code}
        self.exact = {
            code.code: code.area
            for found in self.by_code.values()
            for code in found
            if code.year == plan.day.year
        }

    def area_of(self, row: AreaRow) -> Area | None:
        """Return the area that a row is about, or None when it is new."""
        if not row.code:
            return self.by_name.get((row.name.casefold(), row.kind))
        if row.code in self.exact:
            return self.exact[row.code]
        area = self.nearest(row.code)
        if area is None or (area.ends_on and area.ends_on <= self.plan.day):
            return None
        version = self.versions.get(area.pk)
        if version and version.name.casefold() != row.name.casefold() and self._is_elsewhere(version, row):
            self.plan.notes.append(
                _("De code %(code)s is nu van een ander gebied: %(name)s.")
                % {"code": row.code, "name": row.name}
            )
            return None
        return area

    def nearest(self, code: str) -> Area | None:
        """Return the area that had a code in the year nearest to that of the file."""
        found = self.by_code.get(code)
        year = self.plan.day.year
        return min(found, key=lambda c: (abs(c.year - year), c.year)).area if found else None

    def named_parent(self, row: AreaRow) -> "Area | AreaRow | None":
        """Return the area that a row of the own table says it lies in; an unknown name becomes a fault."""
        wish = row.parent_name.casefold()
        inside = next(
            (other for other in self.plan.rows if other.name.casefold() == wish and other is not row), None
        )
        if inside:
            return inside
        found = [area for area in self.areas_of_the_day if area.name_then.casefold() == wish]
        area = found[0] if len(found) == 1 else find_area(row.parent_name)
        if area is None:
            message = (
                _("Dit gebied kennen we niet.")
                if not found
                else _("Er zijn meer gebieden met deze naam. Geef de code.")
            )
            self.plan.faults.append(Fault(row.row, _("Ligt in"), row.parent_name, message))
        return area

    @cached_property
    def areas_of_the_day(self) -> list[Area]:
        return list(Area.objects.on(self.plan.day))

    def _is_elsewhere(self, version: AreaVersion, row: AreaRow) -> bool:
        if version.border is None or row.outline is None:
            return False
        old, new = shape(version.border.geometry), shape(row.outline.geometry)
        return old.intersection(new).area < REUSED * old.union(new).area

    def parent_of(self, row: AreaRow) -> "Area | AreaRow | None":
        """Return what a row lies in: a row of the file, an area of the portal, or None."""
        if row.parent_name:
            return self.named_parent(row)
        for code in (row.parent_code, f"GM{row.code[2:6]}" if row.code[:2] == "BU" else ""):
            if code and code != row.code and code in self.in_file:
                return self.in_file[code]
            if code and (area := self.nearest(code)):
                return area
        return None


def _place(plan: AreaPlan, row: AreaRow, matches: Matches, root: Area | None) -> None:
    """Decide whether a row is new, changed or the same."""
    parent = matches.parent_of(row)
    if row.kind != "gemeente" and parent is None:
        parent = root
        if root is None and not row.parent_name:
            message = _("Het portaal kent nog geen gemeente waar dit in ligt. Lees eerst de gemeente in.")
            plan.faults.append(Fault(row.row or None, _("ligt in"), row.parent_code or row.name, message))
    plan.parents[id(row)] = parent
    area = matches.area_of(row)
    if area is None and row.kind == "gemeente" and row.row == 0 and root and not root.codes.exists():
        area = root
    if area is None:
        plan.new.append(row)
        return
    plan.matched[id(row)] = area
    if area.kind != row.kind:
        message = _("%(area)s is in het portaal een %(kind)s.") % {
            "area": area.name,
            "kind": area.get_kind_display(),
        }
        plan.faults.append(Fault(row.row, _("soort"), row.code, message))
        return
    if row.code and row.code not in matches.exact:
        plan.codes.append((area, row.code))
    change = _difference(plan, row, area, matches.versions.get(area.pk), parent)
    if change.is_of_version and change.version.valid_until is not None:
        plan.notes.append(
            _("%(area)s verandert later al; naam en grens blijven zoals ze zijn.") % {"area": area.name}
        )
        change = Changed(row, area)
    if row.frisian_name not in {"", area.frisian_name}:
        change.frisian_name = row.frisian_name
        change.texts += _in_frisian(row)
    if change.texts:
        plan.changed.append(change)
    else:
        plan.same += 1


def _difference(plan: AreaPlan, row: AreaRow, area: Area, version: AreaVersion | None, parent) -> Changed:
    change = Changed(row, area, version)
    if version is None:
        change.starts_earlier = bool(row.row) and area.starts_on > plan.day
        if change.starts_earlier:
            change.texts.append(_existed(plan.day))
        return change
    if row.row and row.name != version.name:
        change.name = row.name
        change.texts.append(_("Naam wordt %(name)s.") % {"name": row.name})
    if row.outline and _differs(version, row):
        change.has_border = True
        change.texts.append(_("Grens verandert.") if version.border_id else _("Krijgt een grens."))
    target = plan.matched.get(id(parent), parent) if isinstance(parent, AreaRow) else parent
    says_parent = row.kind != "gemeente" and parent is not None and (row.parent_code or row.parent_name)
    if says_parent and (isinstance(target, AreaRow) or target.pk != version.parent_id):
        change.parent = parent
        change.texts.append(_("Komt te liggen in %(parent)s.") % {"parent": target.name})
    return change


def _differs(version: AreaVersion, row: AreaRow) -> bool:
    if version.border is None:
        return True
    if version.border.checksum == row.outline.checksum:
        return False
    old, new = shape(version.border.geometry), shape(row.outline.geometry)
    return old.symmetric_difference(new).area > SAME_BORDER * max(old.area, new.area)


def _begin_in_time(plan: AreaPlan) -> None:
    """Let the areas that rows lie in begin no later than the rows do; a gemeente that was typed in begins that day."""
    known = {change.area.pk for change in plan.changed if change.starts_earlier}
    for parent in list(plan.parents.values()):
        area = plan.matched.get(id(parent)) if isinstance(parent, AreaRow) else parent
        while area is not None and area.starts_on > plan.day and area.pk not in known:
            known.add(area.pk)
            change = Changed(AreaRow(0, "", area.name, area.kind), area, starts_earlier=True)
            change.texts.append(_existed(plan.day))
            plan.changed.append(change)
            area = area.parent


def _existed(day: date) -> str:
    return _("Bestond ook al op 1 januari %(y)s.") % {"y": day.year}


def _gone(plan: AreaPlan) -> list[Area]:
    """Return the areas of the kinds and gemeenten of the file that it does not name, deepest first."""
    kinds = {row.kind for row in plan.rows if row.row and row.kind != "gemeente" and row.code}
    here = {area.pk for area in plan.matched.values()}
    # A file of wijken alone has no row of the gemeente: that follows from the codes.
    codes = {f"GM{row.code[2:6]}" for row in plan.rows if row.code[:2] in {"GM", "WK", "BU"}}
    gemeenten = list(
        Area.objects.filter(codes__code__in=codes, kind=AreaKind.GEMEENTE).values_list("pk", flat=True)
    )
    if not kinds or not gemeenten:
        return []
    return list(
        Area.objects.on(plan.day)
        .filter(kind__in=kinds, ancestor_ids__overlap=gemeenten, ends_on=None, codes__isnull=False)
        .exclude(pk__in=here)
        .distinct()
        .order_by("-ancestor_ids__len", "name")
    )
