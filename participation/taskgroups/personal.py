"""What taakgroepen hold of people: members, what they wrote, and the trekker on whom a group counts."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.taskgroups.actions import leave_group
from participation.taskgroups.models import HelpCall, Member, Message, TalkNote, TaskGroup
from participation.taskgroups.states import MEMBER, RUNNING
from wijkportaal.foundation.privacy.registry import Obstacle, holds_up, own, when_leaving, work

own(
    Member,
    "person",
    label=gettext_lazy("taakgroepen waarin u zit of zat"),
    shows=("group", "words", "is_lead", "shows_name", "state", "since"),
    wipes=("words",),
)
own(
    Member,
    address="email",
    label=gettext_lazy("taakgroepen waarvoor u bent gevraagd"),
    shows=("group", "email", "since"),
    only=Q(person=None),
    goes=True,
)
own(
    Message,
    "person",
    label=gettext_lazy("berichten die u aan een taakgroep schreef"),
    shows=("group", "words", "at"),
    wipes=("words",),
    fate=gettext_lazy("De tekst wordt weggehaald."),
)
own(
    HelpCall,
    "person",
    label=gettext_lazy("hulp die u voor een taakgroep vroeg"),
    shows=("group", "words", "answer", "asked_at"),
)
work(TaskGroup, "edited_by")
work(TalkNote, "by")


@holds_up
def groups_to_hand_over(person) -> Iterator[Obstacle]:
    """A group keeps a trekker: somebody else becomes it, or the opbouwwerker looks for one."""
    leads = Member.objects.filter(person=person, state=MEMBER, is_lead=True, group__state__in=RUNNING)
    for member in leads.select_related("group"):
        yield Obstacle(
            _(
                "U bent trekker van taakgroep “%(group)s”. Draag dat over aan een ander lid, of verlaat de groep."
            )
            % {"group": member.group.name},
            reverse("taskgroups:own", args=[member.group.public_id]),
        )


@when_leaving
def leave_groups(person, *, by) -> None:
    """Their open tasks come free for the others."""
    for member in Member.objects.filter(person=person, state=MEMBER):
        leave_group(member, by=by)
