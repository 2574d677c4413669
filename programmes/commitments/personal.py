"""What promises hold of people: to whom one was made, and who keeps it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from programmes.commitments.models import Commitment, CommitmentStep
from programmes.commitments.states import OPEN
from wijkportaal.foundation.privacy.registry import Obstacle, holds_up, own, work

own(
    Commitment,
    address="made_to_email",
    label=gettext_lazy("afspraken die met u zijn gemaakt"),
    shows=("what", "made_to_name", "made_to_email"),
    wipes=("made_to_name", "made_to_email"),
)
work(Commitment, "edited_by", "responsible")
work(CommitmentStep, "by")


@holds_up
def open_promises(person) -> Iterator[Obstacle]:
    """A promise needs somebody who keeps it."""
    if number := Commitment.objects.filter(responsible=person, state=OPEN).count():
        yield Obstacle(
            ngettext(
                "U bent verantwoordelijk voor %(number)d open afspraak. Laat een collega die overnemen.",
                "U bent verantwoordelijk voor %(number)d open afspraken. Laat een collega die overnemen.",
                number,
            )
            % {"number": number},
            reverse("commitments:workbench") if person.has_perm("commitments.see_workbench") else "",
        )
