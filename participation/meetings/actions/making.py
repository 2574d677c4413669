"""Making a meeting, its agenda, and the steps of its life. Who comes hears of every change that matters to them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from areas.territory.models import Area
from participation.meetings import letters
from participation.meetings.actions.guests import move_up
from participation.meetings.following import MEETING
from participation.meetings.models import AgendaPoint, Meeting, MeetingArea, Minutes, SignUp
from participation.meetings.queries import to_be_told
from participation.meetings.states import ADOPTED, ANNOUNCED, CANCELLED, COMING
from participation.subscriptions.actions import tell_followers
from participation.subscriptions.queries import topics_about
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_in_bulk
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused

MOST_POINTS = 40
# What someone who comes must hear of.
MATTERS = ("starts_at", "ends_at", "facility_id", "place_note")


def make_meeting(
    area: Area, *, by, also_areas: Iterable[Area] = (), like: Meeting | None = None, **fields
) -> Meeting:
    """Make a draft of a meeting, with the agenda of another one when it is made like that."""
    with recorded(by=by, action="meetings.make_meeting"):
        meeting = Meeting.objects.create(area=area, edited_by=by, **fields)
        Minutes.objects.create(meeting=meeting, edited_by=by)
        _set_areas(meeting, also_areas)
        for point in like.points.all() if like else ():
            AgendaPoint.objects.create(
                meeting=meeting, position=point.position, title=point.title, minutes=point.minutes
            )
    return meeting


def edit_meeting(meeting: Meeting, values: Mapping[str, Any], *, version: int, by) -> Meeting:
    """Change a meeting; who comes hears of another time or place. Raises EditConflict when somebody was first."""
    values = dict(values)
    others = values.pop("also_areas", None)
    before: dict[str, Any] = {}

    def then(locked: Meeting) -> None:
        before.update(Meeting.objects.filter(pk=locked.pk).values(*MATTERS).get())
        if others is not None:
            _set_areas(locked, others)

    with recorded(by=by, action="meetings.edit_meeting"):
        edited = save_edit(meeting, values, version=version, by=by, action="meetings.edit_meeting", then=then)
        if edited.state == ANNOUNCED:
            if any(getattr(edited, name) != was for name, was in before.items()):
                _tell_guests(edited, letters.changed_letter)
                _tell_followers(edited, f"moved.{edited.version}", _("Gewijzigd: %(title)s"), by=by)
            move_up(edited)
    return edited


def _set_areas(meeting: Meeting, areas: Iterable[Area]) -> None:
    wanted = {area.pk for area in areas} - {meeting.area_id}
    for row in meeting.also.exclude(area__in=wanted):
        row.delete()
    for pk in sorted(wanted - set(meeting.also.values_list("area_id", flat=True))):
        MeetingArea.objects.create(meeting=meeting, area_id=pk)


def take_step(meeting: Meeting, name: str, *, by, reason: str = "") -> Meeting:
    """Take a step in the life of a meeting; followers and who comes hear what they need to know."""

    def then(locked: Meeting) -> None:
        locked.state_reason = reason.strip()
        locked.save(update_fields=["state_reason"])
        match locked.state:
            case "announced":
                _tell_followers(locked, "announced", _("Bijeenkomst: %(title)s"), by=by)
            case "cancelled":
                _tell_guests(locked, letters.cancelled_letter)
                _tell_followers(locked, "cancelled", _("Gaat niet door: %(title)s"), by=by)
            case "adopted":
                _tell_guests(locked, letters.minutes_letter, who=_was_there)
                _tell_followers(locked, "minutes", _("Verslag van %(title)s"), by=by)

    return perform(meeting, name, by=by, reason=reason, then=then)


def add_point(meeting: Meeting, *, title: str, minutes: int | None, by) -> AgendaPoint:
    """Put something on the agenda, at its end. Raises TransitionRefused (Dutch) when it is full or long past."""
    with recorded(by=by, action="meetings.add_point"):
        locked = _changeable(meeting)
        last = locked.points.order_by("position").last()
        if locked.points.count() >= MOST_POINTS:
            raise TransitionRefused(refusal("De agenda is vol."))
        return AgendaPoint.objects.create(
            meeting=locked, position=last.position + 1 if last else 1, title=title.strip(), minutes=minutes
        )


def raise_point(point: AgendaPoint, *, by) -> None:
    """Let a point change places with the one before it."""
    with recorded(by=by, action="meetings.raise_point"):
        locked = _changeable(point.meeting)
        before = locked.points.filter(position__lt=point.position).order_by("position").last()
        if before is not None:
            before.position, point.position = point.position, before.position
            before.save(update_fields=["position"])
            point.save(update_fields=["position"])


def remove_point(point: AgendaPoint, *, by) -> None:
    """Take a point off the agenda."""
    with recorded(by=by, action="meetings.remove_point"):
        _changeable(point.meeting)
        point.delete()


def _changeable(meeting: Meeting) -> Meeting:
    locked = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if locked.state in (ADOPTED, CANCELLED):
        raise TransitionRefused(refusal("Deze bijeenkomst is afgesloten. De agenda verandert niet meer."))
    return locked


def _was_there(meeting: Meeting):
    there = meeting.sign_ups.filter(state=COMING).select_related("meeting")
    arrived = there.exclude(arrived_at=None)
    # Where nobody was ticked off at the door, who said to come was there.
    return arrived if arrived.exists() else there


def _tell_guests(meeting: Meeting, write: Callable[[SignUp], letters.Letter], *, who=to_be_told) -> None:
    send_in_bulk([_post(each, write(each)) for each in who(meeting)])


def _post(sign_up: SignUp, letter: letters.Letter) -> Letter:
    return Letter(to=sign_up.email, subject=letter.subject, body=letter.body)


def _tell_followers(meeting: Meeting, event: str, title: str, *, by) -> None:
    if not meeting.is_shown:
        return
    others = [
        topic
        for row in meeting.also.select_related("area")
        for topic in topics_about(area=row.area, theme=None, place="")
    ]
    tell_followers(
        MEETING,
        meeting.public_id,
        key=f"meetings.{event}:{meeting.pk}:{meeting.version}",
        title=title % {"title": meeting.title},
        text=meeting.state_reason or letters.when_and_where(meeting),
        url=meeting.get_absolute_url(),
        area=meeting.area,
        place=meeting.place,
        also=others,
        by=by,
    )
