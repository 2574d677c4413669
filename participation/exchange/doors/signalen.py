"""The shape of Signalen (signals/v1/public): hand in a signal, and ask how one's own stands."""

from django.conf import settings
from django.urls import reverse
from rest_framework import exceptions
from rest_framework.parsers import JSONParser
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from participation.exchange.actions.arriving import take_in
from participation.exchange.doors.access import SystemDoor
from participation.exchange.models import Arrival, Scope
from participation.exchange.queries import arrival_by_uuid, last_words, services
from participation.exchange.shapes import CANCELLED_THERE, DONE_THERE, OPEN_THERE, plain
from participation.signals.forms.intake import HandedIn
from participation.signals.models import Signal
from participation.signals.states import ADDRESSED, DECLINED, DISCARDED, DONE, NEW

# How our states are told in those of Signalen.
STATES = {NEW: "m", ADDRESSED: "i", DONE: DONE_THERE, DECLINED: DONE_THERE, DISCARDED: CANCELLED_THERE}


class SignalenDoor(SystemDoor):
    """A door that speaks JSON; faults are a list of sentences for each field, or a `detail`."""

    renderer_classes = [JSONRenderer]
    parser_classes = [JSONParser]

    def fault(self, status: int, detail) -> Response:
        return Response(detail if isinstance(detail, dict) else {"detail": detail}, status=status)


class Signals(SignalenDoor):
    """Hand in a signal."""

    def post(self, request) -> Response:
        key = self.need(Scope.HAND_IN)
        form = HandedIn(values := _values(request.data))
        if not form.is_valid():
            names = {
                "latitude": "location",
                "longitude": "location",
                "place": "location",
                "theme": "category",
            }
            faults: dict[str, list[str]] = {}
            for name, said in form.faults.items():
                faults.setdefault(names.get(name, name), []).extend(said)
            raise exceptions.ValidationError(faults)
        arrival, is_new = take_in(key, self.mark_of(values), **form.wanted)
        return Response(_written(arrival), status=201 if is_new else 200)


class OneSignal(SignalenDoor):
    """How a signal stands that this system handed in."""

    def get(self, request, uuid) -> Response:
        arrival = arrival_by_uuid(self.need(Scope.FOLLOW), uuid)
        if arrival is None:
            raise exceptions.NotFound()
        return Response(_written(arrival))


def _values(data) -> dict:
    """Read what Signalen hands in: the text, the place, the category and the reporter."""
    if not isinstance(data, dict):
        raise exceptions.ValidationError({"non_field_errors": ["Expected a JSON object."]})
    location, reporter, category = (
        found if isinstance(found := data.get(name), dict) else {}
        for name in ("location", "reporter", "category")
    )
    shape = location.get("geometrie")
    point = shape.get("coordinates") if isinstance(shape, dict) else None
    longitude, latitude = point[:2] if isinstance(point, list) and len(point) >= 2 else ("", "")
    return {
        "text": plain(data.get("text")),
        "theme": _last_part(category.get("sub_category") or category.get("category_url")),
        "place": plain(location.get("address_text") or _address(location.get("address")), 200),
        "latitude": plain(latitude, 30),
        "longitude": plain(longitude, 30),
        "email": plain(reporter.get("email"), 254),
        "phone": plain(reporter.get("phone"), 30),
    }


def _last_part(address) -> str:
    """Return the last part of a link to a category; one that we do not have is no theme, and no fault."""
    slug = plain(address, 300).rstrip("/").rsplit("/", 1)[-1]
    return slug if slug and services().filter(slug=slug[:80]).exists() else ""


def _address(parts) -> str:
    if not isinstance(parts, dict):
        return ""
    street = " ".join(
        plain(parts.get(name), 80)
        for name in ("openbare_ruimte", "huisnummer", "huisletter")
        if parts.get(name)
    )
    return ", ".join(part for part in (street, plain(parts.get("postcode"), 10)) if part)


def _written(arrival: Arrival) -> dict:
    """Write a signal as Signalen does."""
    signal: Signal = arrival.signal
    said = last_words([signal]).get(signal.pk)
    state = STATES.get(signal.state, "b")
    link = settings.PORTAL_URL + reverse("exchange:signalen_signal", args=[arrival.uuid])
    changed = (said.at if said else signal.received_at).isoformat()
    return {
        "_links": {"self": {"href": link}},
        "_display": f"{signal.public_id} - {OPEN_THERE.get(state, signal.get_state_display())}",
        "id": signal.pk,
        "id_display": signal.public_id,
        "signal_id": str(arrival.uuid),
        "text": signal.text,
        "status": {
            "_display": str(OPEN_THERE.get(state, signal.get_state_display())),
            "text": (said.text if said else "") or str(signal.get_state_display()),
            "state": state,
            "state_display": str(OPEN_THERE.get(state, signal.get_state_display())),
            "created_at": changed,
        },
        "location": {
            "geometrie": {"type": "Point", "coordinates": [signal.point[1], signal.point[0]]}
            if signal.point
            else None,
            "address_text": signal.place,
            "area_name": signal.area.name,
        },
        "category": {"sub": signal.theme.name, "sub_slug": signal.theme.slug} if signal.theme else None,
        "created_at": signal.received_at.isoformat(),
        "updated_at": changed,
        "incident_date_start": signal.received_at.isoformat(),
        "incident_date_end": None,
    }
