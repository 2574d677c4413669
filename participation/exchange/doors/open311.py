"""Open311 GeoReport v2 (http://wiki.open311.org/GeoReport_v2/): services, and requests in and out, as JSON and XML."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from rest_framework import exceptions
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from participation.exchange.actions.arriving import take_in
from participation.exchange.doors.access import FieldKeyAuthentication, SystemDoor
from participation.exchange.models import Scope
from participation.exchange.queries import last_words, narrowed, own_arrivals, services, signals_for
from participation.exchange.shapes import JSON, XML, as_xml, plain
from participation.signals.forms.intake import HandedIn
from participation.signals.models import Kind, Signal

# How GeoReport names the fields of what is handed in.
NAMES = {
    "theme": "service_code",
    "text": "description",
    "latitude": "lat",
    "longitude": "long",
    "place": "address_string",
}


class PlainXML(JSONRenderer):
    """Writes XML; a view says of what by `root` and `item`, a fault has its own."""

    media_type, format, charset = "text/xml", XML, "utf-8"

    def render(self, data, accepted_media_type=None, renderer_context=None) -> bytes:
        context = renderer_context or {}
        names = ("errors", "error") if context["response"].exception else context["view"].xml_names
        return as_xml(*names, data)


class Open311Door(SystemDoor):
    """A door whose address ends in .json or .xml; faults are a list of a code and a description."""

    authentication_classes = [FieldKeyAuthentication]
    renderer_classes = [JSONRenderer, PlainXML]
    parser_classes = [FormParser, MultiPartParser, JSONParser]
    xml_names = ("service_requests", "request")

    def perform_content_negotiation(self, request, force=False):
        wanted = self.kwargs.get("written", JSON)
        renderer = PlainXML() if wanted == XML else JSONRenderer()
        return renderer, renderer.media_type

    def fault(self, status: int, detail) -> Response:
        faults = detail.items() if isinstance(detail, dict) else [("", detail)]
        described = [
            f"{NAMES.get(name, name)}: {said}" if name and name != "non_field_errors" else str(said)
            for name, says in faults
            for said in (says if isinstance(says, list) else [says])
        ]
        return Response([{"code": status, "description": text} for text in described], status=status)


class Services(Open311Door):
    """What a signal can be about."""

    xml_names = ("services", "service")

    def get(self, request, written: str) -> Response:
        return Response(
            [
                {
                    "service_code": theme.slug,
                    "service_name": theme.name,
                    "description": theme.name,
                    "metadata": True,
                    "type": "realtime",
                    "keywords": "",
                    "group": "",
                }
                for theme in services()
            ]
        )


class ServiceDefinition(Open311Door):
    """What is asked of one kind of signal: whether it is a melding, a question or a wish."""

    xml_names = ("service_definition", "")

    def get(self, request, service_code: str, written: str) -> Response:
        if not services().filter(slug=service_code).exists():
            raise exceptions.NotFound("service_code was not found.")
        kinds = [{"key": key, "name": str(label)} for key, label in Kind.choices]
        attribute = {
            "variable": True,
            "code": "kind",
            "datatype": "singlevaluelist",
            "required": False,
            "datatype_description": "",
            "order": 1,
            "description": "Soort signaal",
            "values": kinds,
        }
        definition = {"service_code": service_code, "attributes": [attribute]}
        return Response([definition] if written == XML else definition)


class Requests(Open311Door):
    """The signals on the site (and with a key its own); handing one in."""

    def get(self, request, written: str) -> Response:
        asked = request.query_params
        found = list(
            narrowed(
                signals_for(self._follower()),
                ids=_several(asked.get("service_request_id", "")),
                services=_several(asked.get("service_code", "")),
                status=set(_several(asked.get("status", "").lower())),
                start=_moment(asked.get("start_date", ""), "start_date"),
                end=_moment(asked.get("end_date", ""), "end_date"),
            )
        )
        return Response(self._written(found))

    def _follower(self):
        return self.need(Scope.FOLLOW) if self.key else None

    def _written(self, found: list[Signal]) -> list[dict]:
        said = last_words(found)
        own = own_arrivals(self.key, found) if self.key else set()
        return [_request(signal, said.get(signal.pk), is_own=signal.pk in own) for signal in found]

    def post(self, request, written: str) -> Response:
        key = self.need(Scope.HAND_IN)
        data = request.data if hasattr(request.data, "get") else {}
        full_name = " ".join(
            filter(None, (plain(data.get("first_name"), 80), plain(data.get("last_name"), 80)))
        )
        values = {
            "text": plain(data.get("description")),
            "kind": plain(data.get("attribute[kind]") or data.get("kind"), 20),
            "theme": plain(data.get("service_code"), 80),
            "place": plain(data.get("address_string"), 200),
            "latitude": plain(data.get("lat"), 30),
            "longitude": plain(data.get("long"), 30),
            "name": full_name[:80],
            "email": plain(data.get("email"), 254),
            "phone": plain(data.get("phone"), 30),
        }
        if not values["theme"]:
            raise exceptions.ValidationError({"theme": ["was not provided."]})
        if not (values["place"] or values["latitude"]):
            raise exceptions.ValidationError(
                {"non_field_errors": ["lat/long or address_string was not provided."]}
            )
        form = HandedIn(values)
        if not form.is_valid():
            raise exceptions.ValidationError(form.faults)
        arrival, is_new = take_in(key, self.mark_of(values), **form.wanted)
        notice = "" if is_new else "This was handed in before."
        answer = {"service_request_id": arrival.signal.public_id, "service_notice": notice, "account_id": ""}
        return Response([answer], status=201 if is_new else 200)


class Request(Requests):
    """One signal."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, public_id: str, written: str) -> Response:
        found = list(signals_for(self._follower()).filter(public_id=public_id[:12]))
        if not found:
            raise exceptions.NotFound("service_request_id was not found.")
        return Response(self._written(found))


def _request(signal: Signal, said, *, is_own: bool) -> dict:
    """Write one signal as GeoReport does. What is not on the site is told to who handed it in alone, without its text."""
    point = signal.point
    return {
        "service_request_id": signal.public_id,
        "status": "closed" if signal.is_closed else "open",
        "status_notes": (said.text if said else "") or str(signal.get_state_display()),
        "service_name": signal.theme.name if signal.theme else "",
        "service_code": signal.theme.slug if signal.theme else "",
        "description": signal.public_text if signal.is_public else (signal.text if is_own else ""),
        "agency_responsible": str(signal.organisation or ""),
        "service_notice": "",
        "requested_datetime": signal.received_at.isoformat(timespec="seconds"),
        "updated_datetime": (said.at if said else signal.received_at).isoformat(timespec="seconds"),
        "expected_datetime": None if signal.is_closed else f"{signal.due_on.isoformat()}T00:00:00+00:00",
        "address": signal.place,
        "address_id": "",
        "zipcode": "",
        "lat": point[0] if point else None,
        "long": point[1] if point else None,
        "media_url": settings.PORTAL_URL + signal.photo.url
        if signal.is_public and signal.photo_public and signal.photo
        else "",
    }


def _several(text: str) -> list[str]:
    return [part.strip()[:80] for part in text.replace("\x00", "")[:5000].split(",") if part.strip()]


def _moment(text: str, name: str) -> datetime | None:
    if not text:
        return None
    try:
        # A plus in an address is a space.
        found = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        found = None
    if found is None:
        raise exceptions.ValidationError({name: ["is not a moment as in 2026-01-31T12:00:00Z."]})
    return found if timezone.is_aware(found) else timezone.make_aware(found)
