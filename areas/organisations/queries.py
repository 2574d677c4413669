from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from shapely.geometry import Point, shape

from areas.organisations.models import Facility, Function, Organisation, ServedArea
from areas.organisations.states import BOARD_FUNCTIONS, FUNCTION_KINDS, ORGANISATION_KINDS
from areas.roles.queries import areas_with_role, holds_role
from areas.roles.states import ADMINISTRATOR, AREA_MANAGER
from areas.territory.models import Area, Succession
from areas.territory.queries import areas_above, successor_of
from wijkportaal.foundation.pictures.models import Picture

ORGANISATION_ORDER = {kind: place for place, kind in enumerate(ORGANISATION_KINDS)}
FUNCTION_ORDER = {kind: place for place, kind in enumerate(FUNCTION_KINDS)}


@dataclass(frozen=True)
class Contact:
    """Someone as the public may know them: what is not public is not in here."""

    name: str
    title: str
    kind: str
    organisation: str
    organisation_url: str
    phone: str
    email: str
    availability: str
    photo: Picture | None

    @property
    def photo_url(self) -> str:
        """Address of the photo in the size of a face on a page, or nothing."""
        return self.photo.url_of(320) if self.photo else ""


def holding(day: date, prefix: str = "") -> Q:
    """The condition that a period (of the related `prefix`) holds on a day."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_until": None}) | Q(**{f"{prefix}valid_until__gt": day})
    )


def concerned_ids(area: Area, *, on: date | None = None) -> set[int]:
    """Return the ids of an area, what it lies in, and the ended areas that these took over.

    An organisation that served a wijk until it merged serves the new wijk, until someone says otherwise.
    """
    day = on or timezone.localdate()
    known = area.__dict__.get("_concerned_ids", {})
    return set(known[day]) if day in known else _concerned_ids(area, day)


def remember_concerned(area: Area) -> None:
    """Look up once what an area concerns today: a page about an area asks it for each of its twenty parts."""
    day = timezone.localdate()
    area._concerned_ids = {day: frozenset(_concerned_ids(area, day))}


def _concerned_ids(area: Area, day: date) -> set[int]:
    ids = newest = set(areas_above(area))
    while newest:
        taken_over = Succession.objects.filter(
            successor_id__in=newest, on__lte=day, predecessor__ends_on__lte=day
        ).values_list("predecessor_id", flat=True)
        newest = set(taken_over) - ids
        ids = ids | newest
    return ids


def organisations_for(area: Area, *, on: date | None = None) -> list[Organisation]:
    """Return the organisations that work in an area on a day (today), by kind and name; two queries."""
    day = on or timezone.localdate()
    serving = ServedArea.objects.filter(holding(day), area_id__in=concerned_ids(area, on=day))
    found = Organisation.objects.filter(
        is_active=True, pk__in=serving.values("organisation_id")
    ).select_related("logo")
    return sorted(found, key=lambda organisation: (ORGANISATION_ORDER[organisation.kind], organisation.name))


def who_is_who(area: Area, *, on: date | None = None) -> list[Contact]:
    """Return the faces of an area on a day (today): of the gemeente, the panel and the partners.

    Only what each chose to make public; whose name is not public is left out. Two queries.
    """
    day = on or timezone.localdate()
    ids = concerned_ids(area, on=day)
    serving = ServedArea.objects.filter(holding(day), area_id__in=ids).values("organisation_id")
    functions = (
        Function.objects.filter(holding(day), name_public=True, organisation__is_active=True)
        .filter(Q(areas__in=ids) | Q(areas=None, organisation_id__in=serving))
        .select_related("organisation", "photo")
        .distinct()
    )
    return [contact_of(function) for function in in_order(functions)]


def in_order(functions: Iterable[Function]) -> list[Function]:
    """Sort people as a page shows them: by organisation's kind, own order, function and name."""
    return sorted(
        functions,
        key=lambda f: (
            ORGANISATION_ORDER[f.organisation.kind],
            f.organisation.name,
            f.position,
            FUNCTION_ORDER[f.kind],
            f.name,
        ),
    )


def contact_of(function: Function) -> Contact:
    """Return what the public may know of someone in a function."""
    return Contact(
        name=function.name if function.name_public else "",
        title=function.shown_title,
        kind=function.kind,
        organisation=function.organisation.name,
        organisation_url=reverse("organisations:organisation", args=[function.organisation.slug]),
        phone=function.phone if function.phone_public else "",
        email=function.email if function.email_public else "",
        availability=function.availability,
        photo=function.photo if function.photo_public else None,
    )


def public_contacts(organisation: Organisation) -> list[Contact]:
    """Return the people of an organisation today, as far as they are public; one query."""
    functions = (
        organisation.functions.filter(holding(timezone.localdate()), name_public=True)
        .select_related("organisation", "photo")
        .distinct()
    )
    return [contact_of(function) for function in in_order(functions)]


def public_details(organisation: Organisation) -> dict[str, str]:
    """Return the contact details of an organisation that the public may see."""
    return {
        name: value
        for name in ("phone", "email", "website", "address")
        if (value := getattr(organisation, name)) and getattr(organisation, f"{name}_public")
    }


def with_areas(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Let each organisation carry `served_now`: the areas in which it works today."""
    served = (
        ServedArea.objects.filter(holding(timezone.localdate())).select_related("area").order_by("area__name")
    )
    return organisations.prefetch_related(Prefetch("served", queryset=served, to_attr="served_now"))


def organisations_visible_to(person) -> QuerySet[Organisation]:
    """Return the organisations that someone may see: all that exist, and for editors also what has ended."""
    if holds_role(person, [ADMINISTRATOR], None):
        return Organisation.objects.all()
    served = ServedArea.objects.filter(area__in=areas_with_role(person, AREA_MANAGER))
    return Organisation.objects.filter(Q(is_active=True) | Q(pk__in=served.values("organisation_id")))


def organisations_edited_by(person) -> QuerySet[Organisation]:
    """Return the organisations whose page someone may change, each with the number of its people."""
    day = timezone.localdate()
    working = (
        Function.objects.filter(holding(day), organisation=OuterRef("pk"))
        .order_by()
        .values("organisation")
        .annotate(number=Count("pk"))
        .values("number")
    )
    counted = Organisation.objects.annotate(people_count=Coalesce(Subquery(working), 0))
    if holds_role(person, [ADMINISTRATOR], None):
        return counted
    served = ServedArea.objects.filter(holding(day), area__in=areas_with_role(person, AREA_MANAGER))
    return counted.filter(
        Q(pk__in=served.values("organisation_id")) | Q(pk__in=boards_of(person).values("organisation_id"))
    )


def _functions_today(person) -> list[tuple[int, str, bool]]:
    """Return the functions that someone has today: the organisation's id, which function, and whether the organisation
    still exists. One query for a person object: every page of the workspace asks for its menu."""
    known = getattr(person, "_functions_today", None)
    if known is None:
        held = Function.objects.filter(holding(timezone.localdate()), person=person.pk)
        known = list(held.values_list("organisation_id", "kind", "organisation__is_active"))
        person._functions_today = known
    return known


def organisations_worked_for(person) -> list[int]:
    """Return the ids of the organisations in which someone has a function today; one query for a person object."""
    return sorted({organisation for organisation, _kind, is_active in _functions_today(person) if is_active})


def sits_on_some_board(person) -> bool:
    """Whether someone has a board function today, linked to their sign-in; one query for a person object."""
    return person.is_authenticated and any(
        kind in BOARD_FUNCTIONS for _organisation, kind, _is_active in _functions_today(person)
    )


def boards_of(person) -> QuerySet[Function]:
    """Return the board functions that someone has today, linked to their sign-in."""
    if not person.is_authenticated:
        return Function.objects.none()
    return Function.objects.filter(
        holding(timezone.localdate()), person_id=person.pk, kind__in=BOARD_FUNCTIONS
    )


def served_areas(organisation: Organisation) -> list[Area]:
    """Return the areas in which an organisation works today."""
    served = ServedArea.objects.filter(holding(timezone.localdate()), organisation=organisation)
    return [row.area for row in served.select_related("area").order_by("area__name")]


def functions_by_time(organisation: Organisation) -> dict[str, list[Function]]:
    """Return everyone in an organisation as its editors see them: `now`, `later` and `past`; two queries."""
    today = timezone.localdate()
    parts: dict[str, list[Function]] = {"now": [], "later": [], "past": []}
    for function in organisation.functions.select_related("person", "photo").prefetch_related("areas"):
        if function.valid_until is not None and function.valid_until <= today:
            parts["past"].append(function)
        else:
            parts["later" if function.valid_from > today else "now"].append(function)
    return parts


def areas_edited_by(person) -> QuerySet[Area]:
    """Return the areas of today for which someone may place organisations and facilities."""
    if holds_role(person, [ADMINISTRATOR], None):
        return Area.objects.today()
    return areas_with_role(person, ADMINISTRATOR, AREA_MANAGER)


def facilities_visible_to(person) -> QuerySet[Facility]:
    """Return the places that someone may see: those that exist, and for editors also what has closed."""
    found = Facility.objects.select_related("area__current__border", "manager")
    if holds_role(person, [ADMINISTRATOR], None):
        return found
    mine = areas_with_role(person, ADMINISTRATOR, AREA_MANAGER)
    return found.filter(Q(is_active=True) | Q(area__in=mine))


def facilities_kept_by(organisation: Organisation) -> QuerySet[Facility]:
    """Return the places that an organisation keeps."""
    return Facility.objects.filter(is_active=True, manager=organisation).select_related("area")


def facilities_for(area: Area) -> list[Facility]:
    """Return the places in an area and in what lies in it, by kind and name; one query, more after a reform.

    A place whose area has ended is looked up by its point in the borders of today, else it goes to the
    area that took over the largest part.
    """
    day = timezone.localdate()
    known = Facility.objects.filter(is_active=True).select_related("manager", "area")
    inside = Q(area=area) | Q(area__ancestor_ids__contains=[area.pk])
    ended = Q(area__ends_on__lte=day)
    found = []
    for facility in known.filter(inside | ended):
        if facility.area.has_ended and facility.area_id != area.pk and not _moved_to(facility, area):
            continue
        found.append(facility)
    return sorted(found, key=lambda facility: (str(facility.get_kind_display()), facility.name))


def _moved_to(facility: Facility, area: Area) -> bool:
    if facility.has_point and area.border:
        return shape(area.border).covers(Point(float(facility.longitude), float(facility.latitude)))
    now = successor_of(facility.area)
    return now is not None and area.pk in areas_above(now)


def facilities_edited_by(person) -> QuerySet[Facility]:
    """Return the places whose details someone may change."""
    if holds_role(person, [ADMINISTRATOR], None):
        return Facility.objects.select_related("area", "manager")
    return Facility.objects.filter(
        Q(area__in=areas_with_role(person, AREA_MANAGER))
        | Q(manager_id__in=boards_of(person).values("organisation_id"))
    ).select_related("area", "manager")


def facilities_geojson(facilities: Iterable[Facility]) -> dict:
    """Return the places that have a point as a GeoJSON FeatureCollection for the map."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": facility.pk,
                "geometry": {
                    "type": "Point",
                    "coordinates": [float(facility.longitude), float(facility.latitude)],
                },
                "properties": {
                    "name": facility.name,
                    "detail": [text for text in (str(facility.get_kind_display()), facility.address) if text],
                    "url": reverse("organisations:facility", args=[facility.pk]),
                },
            }
            for facility in facilities
            if facility.has_point
        ],
    }
