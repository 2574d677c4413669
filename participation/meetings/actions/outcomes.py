"""What came of a meeting: the minutes, what was decided and what was promised."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from areas.organisations.models import Organisation
from participation.meetings.models import Meeting, MeetingDecision, MeetingPromise, Minutes
from participation.meetings.states import ADOPTED, CANCELLED
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.languages.speaking import refusal


class OutcomeRefused(EditRefused):
    """A change of what is settled already; the message says so in Dutch."""


def save_minutes(minutes: Minutes, values: Mapping[str, Any], *, version: int, by) -> Minutes:
    """Save the minutes; raises EditConflict when somebody did in between, OutcomeRefused once they are settled."""
    with recorded(by=by, action="meetings.save_minutes"):
        _open(minutes.meeting)
        return save_edit(minutes, values, version=version, by=by, action="meetings.save_minutes")


def add_decision(meeting: Meeting, *, text: str, who: str, by) -> MeetingDecision:
    """Write down what was decided, and by whom."""
    with recorded(by=by, action="meetings.add_decision"):
        return MeetingDecision.objects.create(
            meeting=_open(meeting), text=text.strip(), who=who.strip(), noted_by=by
        )


def add_promise(
    meeting: Meeting, *, text: str, who: str, organisation: Organisation | None, due_on: date | None, by
) -> MeetingPromise:
    """Write down what was promised, by whom and by when."""
    with recorded(by=by, action="meetings.add_promise"):
        return MeetingPromise.objects.create(
            meeting=_open(meeting),
            text=text.strip(),
            who=who.strip(),
            organisation=organisation,
            due_on=due_on,
            noted_by=by,
        )


def remove_outcome(outcome: MeetingDecision | MeetingPromise, *, by) -> None:
    """Take back a decision or promise that was written down by mistake."""
    with recorded(by=by, action="meetings.remove_outcome"):
        _open(outcome.meeting)
        outcome.delete()


def _open(meeting: Meeting) -> Meeting:
    locked = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if locked.state in (ADOPTED, CANCELLED):
        raise OutcomeRefused(
            refusal("Het verslag is vastgesteld, of de bijeenkomst ging niet door. Er verandert niets meer.")
        )
    return locked
