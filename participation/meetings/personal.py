"""What meetings hold of people: who comes, and who wrote down what was said."""

from django.utils.translation import gettext_lazy as _

from participation.meetings.actions.guests import sign_off
from participation.meetings.models import Meeting, MeetingDecision, MeetingPromise, Minutes, SignUp
from participation.meetings.states import EXPECTED
from wijkportaal.foundation.privacy.queries import addresses_of
from wijkportaal.foundation.privacy.registry import own, when_leaving, work

own(
    SignUp,
    "person",
    address="email",
    label=_("bijeenkomsten waarvoor u zich aanmeldde"),
    shows=("meeting", "name", "email", "persons", "needs", "state", "asked_at", "arrived_at"),
    goes=True,
    fate=_("Wordt weggehaald. Komt de bijeenkomst nog, dan krijgt iemand anders uw plek."),
)
work(Meeting, "edited_by")
work(Minutes, "edited_by")
work(MeetingDecision, "noted_by")
work(MeetingPromise, "noted_by")


@when_leaving
def free_the_seats(person, *, by) -> None:
    """Who waits moves up."""
    coming = SignUp.objects.filter(email__in=addresses_of(person), state__in=EXPECTED)
    for guest in coming.select_related("meeting"):
        if guest.meeting.is_open:
            sign_off(guest)
