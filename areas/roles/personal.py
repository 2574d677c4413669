"""What roles hold of people: which role in which area, and who invited or reviewed."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.roles.actions import end_role
from areas.roles.models import AccessReview, Invitation, ReviewItem, RoleAssignment
from areas.roles.queries import holding
from areas.roles.states import RESIDENT, TASKGROUP_MEMBER
from wijkportaal.foundation.privacy.registry import Obstacle, holds_up, own, when_leaving, work

own(
    RoleAssignment,
    "person",
    label=gettext_lazy("uw rollen"),
    shows=("role", "area", "function", "valid_from", "valid_until"),
)
own(
    Invitation,
    address="email",
    label=gettext_lazy("uitnodigingen aan u"),
    shows=("role", "area", "full_name", "email", "message", "invited_at"),
    wipes=("full_name", "email", "message"),
    goes=True,
)
work(Invitation, "invited_by", "accepted_by")
work(AccessReview, "started_by", "finished_by")
work(ReviewItem, "decided_by")

# What a resident holds as such needs nobody in their place.
OF_RESIDENTS = (RESIDENT, TASKGROUP_MEMBER)


@holds_up
def roles_to_hand_over(person) -> Iterator[Obstacle]:
    """Work that others count on is handed over first, by who gives the roles."""
    held = holding(RoleAssignment.objects.filter(person=person)).exclude(role__in=OF_RESIDENTS)
    for role in held.select_related("area"):
        yield Obstacle(
            _(
                "U bent %(role)s van %(area)s. Vraag de beheerder van de gemeente om uw rol over te dragen of te beëindigen."
            )
            % {"role": role.title, "area": role.area}
        )


@when_leaving
def end_roles(person, *, by) -> None:
    """Who left lives here no longer, as far as the portal knows."""
    for role in holding(RoleAssignment.objects.filter(person=person)):
        end_role(role, by=by)
