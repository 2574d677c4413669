"""Signals as melding systems write them: Open311 GeoReport v2 and Signalen, in both directions. No database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils.translation import gettext as _

JSON, XML = "json", "xml"
# The states of Signalen that we use or understand.
OPEN_THERE = {"m": _("Gemeld"), "i": _("In afwachting van behandeling"), "b": _("In behandeling")}
DONE_THERE, CANCELLED_THERE = "o", "a"
IN_HAND = "b"


@dataclass(frozen=True)
class Standing:
    """How a signal stands in another system."""

    is_closed: bool
    is_cancelled: bool = False
    is_in_hand: bool = False
    notes: str = ""


class Unreadable(Exception):
    """An answer of another system that says nothing we understand."""


def open311_form(
    *, text: str, category: str, place: str, point: tuple[float, float] | None, key: str
) -> dict:
    """Return the form with which a signal is handed in at an Open311 system."""
    form = {"service_code": category, "description": text}
    if key:
        form["api_key"] = key
    if point:
        form |= {"lat": f"{point[0]:.6f}", "long": f"{point[1]:.6f}"}
    if place or not point:
        form["address_string"] = place
    return form


def open311_id(answer) -> tuple[str, str]:
    """Return the id that an Open311 system gave a signal, or else the token with which the id is asked later."""
    first = _first(answer)
    return str(first.get("service_request_id") or "")[:100], str(first.get("token") or "")[:100]


def open311_standing(answer) -> Standing:
    """Return how a signal stands in an Open311 system."""
    first = _first(answer)
    status = str(first.get("status", "")).lower()
    if status not in {"open", "closed"}:
        raise Unreadable(status)
    return Standing(status == "closed", notes=str(first.get("status_notes") or "").strip()[:2000])


def _first(answer) -> Mapping:
    first = answer[0] if isinstance(answer, list) and answer else answer
    if not isinstance(first, Mapping):
        raise Unreadable(type(answer).__name__)
    return first


def signalen_body(
    *, text: str, category: str, place: str, point: tuple[float, float] | None, moment: str
) -> dict:
    """Return the JSON with which a signal is handed in at Signalen; without who sent it."""
    location: dict = {"address_text": place}
    if point:
        location["geometrie"] = {"type": "Point", "coordinates": [point[1], point[0]]}
    return {
        "text": text,
        "location": location,
        "category": {"sub_category": category},
        "reporter": {"email": None, "phone": None, "sharing_allowed": False},
        "incident_date_start": moment,
    }


def signalen_id(answer) -> str:
    """Return the id that Signalen gave a signal."""
    found = answer.get("signal_id") if isinstance(answer, Mapping) else None
    if not found:
        raise Unreadable("signal_id")
    return str(found)[:100]


def signalen_standing(answer) -> Standing:
    """Return how a signal stands in Signalen."""
    status = answer.get("status") if isinstance(answer, Mapping) else None
    state = str(status.get("state") or "") if isinstance(status, Mapping) else ""
    if not state:
        raise Unreadable("status")
    closed = state in {DONE_THERE, CANCELLED_THERE}
    notes = str(status.get("text") or "").strip()[:2000]
    return Standing(closed, state == CANCELLED_THERE, state == IN_HAND, notes)


def as_xml(root: str, item: str, records: Iterable[Mapping]) -> bytes:
    """Write records as GeoReport does: one element for each, values as text, lists as elements of their own.

    Without a name for an item the root is the one record.
    """
    top = Element(root)
    for record in records:
        _fill(SubElement(top, item) if item else top, record)
    return tostring(top, encoding="utf-8", xml_declaration=True)


def _fill(element: Element, record: Mapping) -> None:
    for name, value in record.items():
        child = SubElement(element, name)
        if isinstance(value, list):
            for each in value:
                _fill(SubElement(child, name.removesuffix("s")), each)
        elif value is not None:
            child.text = written(value)


def written(value) -> str:
    """Write a value for XML: no signs that XML cannot hold, true and false in small letters."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "".join(
        sign for sign in str(value) if sign in "\t\n\r" or (ord(sign) >= 32 and sign not in "\ufffe\uffff")
    )


def plain(value, most: int = 5000) -> str:
    """Return what should be a text as one, without what a database cannot hold."""
    return str(value).replace("\x00", "")[:most] if isinstance(value, str | int | float) else ""
