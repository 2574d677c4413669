from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from areas.organisations.models import Function
from areas.organisations.queries import holding as functions_holding
from areas.roles.models import RoleAssignment
from areas.roles.queries import held_areas
from areas.roles.queries import holding as roles_holding
from areas.territory.queries import areas_above
from programmes.contributions.calculations import REMIND_DAYS, Passage, find_passage, passages
from programmes.contributions.models import Amendment, Remark
from programmes.yearly.models import Part, Programme
from programmes.yearly.queries import SUPPLIERS, editable_by, last_programmes, supplied_by, visible_to
from programmes.yearly.states import ADOPTED, DRAFT, PANEL, PUBLISHED, SIGNED
from wijkportaal.foundation.people.models import Person

# Saves that one person makes within this time are one version to a reader: forms save themselves.
ONE_SITTING = timedelta(minutes=15)
MAX_VERSIONS = 500


def parts_known_to(person) -> QuerySet[Part]:
    """Return the parts that someone may open: those that they supply, and all of the programmes they make."""
    return Part.objects.filter(
        Q(pk__in=supplied_by(person).values("pk")) | Q(programme__in=editable_by(person))
    )


# --- Mijn bijdragen -----------------------------------------------------------------------------------------


def contributions_of(person) -> list[Part]:
    """Return the parts that someone supplies to programmes that are being made, what is due first on top.

    Each with `open_remarks`. Three or four queries.
    """
    return sorted(
        supplied_by(person)
        .filter(programme__state=DRAFT)
        .select_related("programme__area", "supplier")
        .annotate(open_remarks=_open_remarks()),
        key=lambda part: (part.is_signed, part.due_on or date.max, part.programme.area.name, part.position),
    )


def earlier_contributions_of(person) -> QuerySet[Part]:
    """Return the parts that someone supplied to programmes that have gone on since, newest first."""
    return (
        supplied_by(person)
        .exclude(programme__state=DRAFT)
        .exclude(text="")
        .select_related("programme__area")
        .order_by("-programme__year", "programme__area__name", "position")
    )


def to_check_by(person) -> QuerySet[Programme]:
    """Return the programmes that wait for the panel or dorpsbelang of which someone is on the board."""
    held = held_areas(person, "board_member")
    return Programme.objects.filter(state=PANEL, area__in=held).select_related("area")


def _open_remarks() -> Coalesce:
    return _number_of(Remark.objects.filter(part=OuterRef("pk"), resolved_at=None), "part")


def _number_of(rows: QuerySet, by: str) -> Coalesce:
    """Count the rows of another table that belong to each row."""
    counted = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


# --- How far everybody is -----------------------------------------------------------------------------------


@dataclass
class Line:
    """One part on the page that shows how far everybody is, with who can write it."""

    part: Part
    people: list[Person] = field(default_factory=list)

    @property
    def can_be_reminded(self) -> bool:
        return bool(self.people) and not self.part.is_ready


def progress_of(programme: Programme) -> list[Line]:
    """Return all parts of a programme with who supplies each; a fixed number of queries."""
    parts = list(
        programme.parts.select_related("supplier", "edited_by", "signed_by").annotate(
            open_remarks=_open_remarks()
        )
    )
    for part in parts:
        part.programme = programme
    people = suppliers_of(programme, {part.supplier_id for part in parts if part.supplier_id})
    return [Line(part, people.get(part.supplier_id, [])) for part in parts]


def suppliers_of(programme: Programme, organisations: Iterable[int]) -> dict[int, list[Person]]:
    """Return by organisation who can write its part of a programme; the mirror of `yearly.supplied_by`."""
    day = timezone.localdate()
    above = set(areas_above(programme.area))
    functions = list(
        Function.objects.filter(
            functions_holding(day),
            organisation__in=list(organisations),
            organisation__is_active=True,
            person__is_active=True,
        )
        .select_related("person")
        .prefetch_related("areas")
        .order_by("position", "name")
    )
    with_role = set(
        roles_holding(
            RoleAssignment.objects.filter(
                role__in=SUPPLIERS, area__in=above, person__in=[each.person_id for each in functions]
            )
        ).values_list("person_id", flat=True)
    )
    found: dict[int, list[Person]] = {}
    for each in functions:
        areas = {area.pk for area in each.areas.all()}
        here = found.setdefault(each.organisation_id, [])
        if each.person_id in with_role and (not areas or areas & above) and each.person not in here:
            here.append(each.person)
    return found


def programmes_to_remind(day: date) -> QuerySet[Programme]:
    """Return the drafts with a part of a supplier that is not signed and of which the clock reminds today."""
    days = [day + timedelta(days=days) for days in REMIND_DAYS]
    late = Part.objects.filter(due_on__in=days, supplier__isnull=False).exclude(state=SIGNED)
    return Programme.objects.filter(state=DRAFT, pk__in=late.values("programme")).select_related("area")


# --- Reading and discussing ---------------------------------------------------------------------------------


@dataclass
class Discussed:
    """A passage of a text with the remarks on it."""

    passage: Passage
    number: int
    remarks: list[Remark] = field(default_factory=list)

    @property
    def open_remarks(self) -> list[Remark]:
        return [remark for remark in self.remarks if not remark.is_resolved]


@dataclass(frozen=True)
class Discussion:
    """A text with its remarks: in their place, and those of which the passage is not there any more."""

    passages: list[Discussed]
    loose: list[Remark]
    settled: list[Remark]


def discussion_of(part: Part) -> Discussion:
    """Return a part with its remarks in place; two queries, however many there are."""
    texts = passages(part.text)
    placed = [Discussed(passage, number) for number, passage in enumerate(texts, start=1)]
    loose, settled = [], []
    remarks = (
        Remark.objects.filter(part=part).select_related("by", "resolved_by").prefetch_related("replies__by")
    )
    for remark in remarks:
        if remark.is_resolved:
            settled.append(remark)
        elif (number := find_passage(remark.quote, texts)) is None:
            loose.append(remark)
        else:
            placed[number].remarks.append(remark)
    return Discussion(placed, loose, settled)


@dataclass(frozen=True)
class Version:
    """A text as it once stood, with who left it so and when."""

    number: int
    at: object
    by: str
    title: str
    text: str


def versions_of(part: Part) -> list[Version]:
    """Return the versions of a part, newest first; what one person saved in one sitting is one version.

    Two queries.
    """
    events = (
        part.events.filter(pgh_label__in=["created", "changed"])
        .order_by("version", "-pgh_id")
        .distinct("version")
    )
    kept: list = []
    for event in list(events)[-MAX_VERSIONS:]:
        before = kept[-1] if kept and kept[-1].version > 1 else None
        if (
            before
            and before.edited_by_id == event.edited_by_id
            and event.edited_at - before.edited_at < ONE_SITTING
        ):
            kept.pop()
        kept.append(event)
    people = Person.objects.in_bulk({event.edited_by_id for event in kept if event.edited_by_id})
    return [
        Version(
            number=event.version,
            at=event.edited_at,
            by=str(people.get(event.edited_by_id, "")),
            title=event.title,
            text=event.text,
        )
        for event in reversed(kept)
    ]


def last_years_part(part: Part) -> Part | None:
    """Return the part of the same kind (and supplier, if it can be) in the programme of the year before."""
    earlier = list(
        Part.objects.filter(programme__in=last_programmes(part.programme), kind=part.kind)
        .exclude(text="")
        .select_related("programme")
    )
    return next((each for each in earlier if each.supplier_id == part.supplier_id), next(iter(earlier), None))


# --- After adoption -----------------------------------------------------------------------------------------


def amendments_of(programme: Programme) -> list[Amendment]:
    """Return what was amended since a programme was adopted, oldest first; one query.

    Each with `is_first`: whether what stood there before is what the college adopted.
    """
    seen = set()
    found = list(Amendment.objects.filter(programme=programme).select_related("part", "entry__project", "by"))
    for amendment in found:
        thing = amendment.part_id, amendment.entry_id
        amendment.is_first = thing not in seen and not amendment.entry_was_added
        seen.add(thing)
    return found


def adopted_for(person) -> QuerySet[Programme]:
    """Return the adopted programmes that someone may follow, newest decision first, each with `amended`."""
    return (
        visible_to(person)
        .filter(state__in=[ADOPTED, PUBLISHED])
        .select_related("area")
        .annotate(amended=_number_of(Amendment.objects.filter(programme=OuterRef("pk")), "programme"))
        .order_by("-year", "-decision_date", "area__name")
    )
