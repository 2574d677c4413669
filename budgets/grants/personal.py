"""What applications hold of people: who applied, and who worked on it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.grants.models import Advice, Application, ApplicationStep, Question, Regulation
from budgets.grants.states import ENDED
from wijkportaal.foundation.privacy.registry import Obstacle, holds_up, own, work

own(
    Application,
    "applicant",
    label=gettext_lazy("aanvragen die u deed"),
    shows=("number", "title", "plan", "created_at", "submitted_at"),
    fate=gettext_lazy("Blijft zeven jaar, zonder uw naam: de gemeente moet het geld kunnen verantwoorden."),
)
work(Application, "edited_by", "assessed_by", "proposed_by", "decided_by")
work(Question, "asked_by")
work(Advice, "by")
work(ApplicationStep, "by")
work(Regulation, "edited_by")


@holds_up
def running_applications(person) -> Iterator[Obstacle]:
    """Money that was asked for or given needs somebody who accounts for it."""
    for application in Application.objects.filter(applicant=person).exclude(state__in=ENDED):
        yield Obstacle(
            _("Uw aanvraag “%(title)s” loopt nog. Trek hem in, of rond hem af.")
            % {"title": application.title},
            reverse("grants:mine"),
        )
