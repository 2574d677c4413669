"""What can be followed of this room: public meetings, to hear of a change and of the minutes."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from participation.meetings.queries import shown
from participation.subscriptions.registry import Subject, followable

MEETING = "meeting"


@followable(MEETING, label=_("bijeenkomst"), icon="calendar-event")
def find_meetings(idents: Iterable[str]) -> dict[str, Subject]:
    """Meetings by their public id."""
    return {
        each.public_id: Subject(each.title, each.get_absolute_url())
        for each in shown().filter(public_id__in=list(idents))
    }
