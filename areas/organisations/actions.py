from collections.abc import Iterable
from datetime import date

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from areas.organisations.models import Facility, Function, FunctionArea, Organisation, ServedArea
from areas.territory.models import Area
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.pictures.actions import describe_picture, store_picture
from wijkportaal.foundation.pictures.models import Picture

UNCHANGED = object()


class OrganisationRefused(Exception):
    """A change of an organisation that cannot be; the message says why, in Dutch."""


def add_organisation(
    kind: str, name: str, *, by, areas: Iterable[Area] = (), logo=None, on: date | None = None, **details
) -> Organisation:
    """Make an organisation that works in some areas from a day (today).

    `logo` is what a PictureField gives; `details` are other fields of the model.
    """
    with recorded(by=by, action="organisations.add_organisation"):
        organisation = Organisation.objects.create(
            kind=kind,
            name=name.strip(),
            slug=free_slug(name),
            logo=picture_from(logo, alt=name, by=by),
            **details,
        )
        for area in areas:
            ServedArea.objects.create(organisation=organisation, area=area, valid_from=_day(on))
    return organisation


def change_organisation(
    organisation: Organisation, *, by, areas: Iterable[Area] | None = None, logo=UNCHANGED, **details
) -> Organisation:
    """Change what is known of an organisation; its web address stays. `areas` are all that it works in now."""
    with recorded(by=by, action="organisations.change_organisation"):
        locked = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
        for name, value in details.items():
            setattr(locked, name, value)
        if logo is not UNCHANGED:
            locked.logo = picture_from(logo, alt=locked.name, by=by)
        locked.save()
        if areas is not None:
            serve_areas(locked, areas, by=by)
    return locked


def serve_areas(organisation: Organisation, areas: Iterable[Area], *, by, on: date | None = None) -> None:
    """Let an organisation work in exactly these areas from a day (today); the past is kept."""
    day = _day(on)
    wanted = {area.pk for area in areas}
    with recorded(by=by, action="organisations.serve_areas"):
        Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
        now = ServedArea.objects.filter(organisation=organisation, valid_until=None)
        for served in now.exclude(area_id__in=wanted):
            served.valid_until = max(day, served.valid_from)
            served.save(update_fields=["valid_until"])
        for area_id in wanted - set(now.values_list("area_id", flat=True)):
            ServedArea.objects.create(organisation=organisation, area_id=area_id, valid_from=day)


def close_organisation(organisation: Organisation, *, by, reason: str = "") -> Organisation:
    """Say that an organisation no longer exists: it leaves all pages, its history stays."""
    return _set_active(organisation, False, by=by, action="organisations.close_organisation", reason=reason)


def reopen_organisation(organisation: Organisation, *, by) -> Organisation:
    """Show an organisation again."""
    return _set_active(organisation, True, by=by, action="organisations.reopen_organisation")


def _set_active(record, active: bool, *, by, action: str, reason: str = ""):
    with recorded(by=by, action=action, reason=reason):
        record.is_active = active
        record.save(update_fields=["is_active"])
    return record


# --- People of an organisation -------------------------------------------------------------------------


def add_function(
    organisation: Organisation, kind: str, name: str, *, by, areas: Iterable[Area] = (), photo=None, **details
) -> Function:
    """Give someone a function in an organisation; without areas it counts for all that it works in."""
    with recorded(by=by, action="organisations.add_function"):
        last = organisation.functions.aggregate(last=Max("position"))["last"]
        details.setdefault("position", 0 if last is None else last + 1)
        function = Function.objects.create(
            organisation=organisation,
            kind=kind,
            name=name.strip(),
            photo=picture_from(photo, alt=name, by=by),
            **details,
        )
        _work_for(function, areas)
    return function


def change_function(
    function: Function, *, by, areas: Iterable[Area] | None = None, photo=UNCHANGED, **details
) -> Function:
    """Change what is known of someone in a function."""
    with recorded(by=by, action="organisations.change_function"):
        locked = Function.objects.select_for_update(of=("self",)).get(pk=function.pk)
        for name, value in details.items():
            setattr(locked, name, value)
        if photo is not UNCHANGED:
            locked.photo = picture_from(photo, alt=locked.name, by=by)
        locked.save()
        if areas is not None:
            _work_for(locked, areas)
    return locked


def _work_for(function: Function, areas: Iterable[Area]) -> None:
    wanted = {area.pk for area in areas}
    now = FunctionArea.objects.filter(function=function)
    known = set(now.values_list("area_id", flat=True))
    now.exclude(area_id__in=wanted).delete()
    FunctionArea.objects.bulk_create(
        FunctionArea(function=function, area_id=area_id) for area_id in sorted(wanted - known)
    )


def end_function(function: Function, *, by, on: date | None = None, reason: str = "") -> Function:
    """Let a function end; `on` (today) is the first day on which it no longer holds."""
    with recorded(by=by, action="organisations.end_function", reason=reason):
        locked = Function.objects.select_for_update(of=("self",)).get(pk=function.pk)
        day = max(_day(on), locked.valid_from)
        if locked.valid_until is not None and locked.valid_until <= day:
            raise OrganisationRefused(_("Deze functie is al beëindigd."))
        locked.valid_until = day
        locked.save(update_fields=["valid_until"])
    return locked


def move_function(function: Function, *, by, up: bool) -> None:
    """Swap someone with the one above (or below) on the page."""
    with recorded(by=by, action="organisations.move_function"):
        today = timezone.localdate()
        people = list(
            Function.objects.select_for_update(of=("self",))
            .filter(organisation_id=function.organisation_id)
            .filter(Q(valid_until=None) | Q(valid_until__gt=today))
            .order_by("position", "name", "pk")
        )
        place = next((i for i, found in enumerate(people) if found.pk == function.pk), None)
        other = None if place is None else place + (-1 if up else 1)
        if other is None or not 0 <= other < len(people):
            return
        people[place], people[other] = people[other], people[place]
        for position, found in enumerate(people):
            if found.position != position:
                found.position = position
                found.save(update_fields=["position"])


# --- Places --------------------------------------------------------------------------------------------


def add_facility(kind: str, name: str, area: Area, *, by, **details) -> Facility:
    """Put a place on the map of an area."""
    with recorded(by=by, action="organisations.add_facility"):
        return Facility.objects.create(kind=kind, name=name.strip(), area=area, **details)


def change_facility(facility: Facility, *, by, **details) -> Facility:
    """Change what is known of a place."""
    with recorded(by=by, action="organisations.change_facility"):
        locked = Facility.objects.select_for_update(of=("self",)).get(pk=facility.pk)
        for name, value in details.items():
            setattr(locked, name, value)
        locked.save()
    return locked


def close_facility(facility: Facility, *, by, reason: str = "") -> Facility:
    """Say that a place no longer exists."""
    return _set_active(facility, False, by=by, action="organisations.close_facility", reason=reason)


def reopen_facility(facility: Facility, *, by) -> Facility:
    """Show a place again."""
    return _set_active(facility, True, by=by, action="organisations.reopen_facility")


def picture_from(value, *, alt: str, by) -> Picture | None:
    """Return the picture that a PictureField means: the one that was there, a new one, or none."""
    if not value:
        return None
    if isinstance(value, Picture):
        return value if value.alt else describe_picture(value, alt=alt, credit=value.credit, by=by)
    return store_picture(value, alt=alt, by=by)


def free_slug(name: str) -> str:
    """Return a web address for a name that no organisation has yet."""
    stem = slugify(name)[:150] or "organisatie"
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _day(on: date | None) -> date:
    return on or timezone.localdate()
