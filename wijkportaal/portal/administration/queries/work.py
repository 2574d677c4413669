"""Work that takes time, as a beheerder looks at it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.queries import failed_jobs
from wijkportaal.foundation.jobs.states import DONE, FAILED, RUNNING, WAITING

# What was done longer ago is no news.
DONE_SINCE = timedelta(days=7)
TABS = {
    "bezig": (_("Bezig"), (RUNNING,)),
    "wachtend": (_("In de rij"), (WAITING,)),
    "mislukt": (_("Mislukt"), (FAILED,)),
    "klaar": (_("Klaar"), (DONE,)),
}


@dataclass(frozen=True)
class Tab:
    """A state of work, with how much is in it."""

    name: str
    label: str
    number: int
    is_current: bool


def tabs(current: str) -> list[Tab]:
    """Return the states with how much work is in each; one query."""
    counted = dict(_recent().order_by().values_list("state").annotate(Count("pk")))
    return [
        Tab(name, str(label), sum(counted.get(state, 0) for state in states), name == current)
        for name, (label, states) in TABS.items()
    ]


def first_tab() -> str:
    """Return where a beheerder looks first: at what failed, else at what goes on."""
    return "mislukt" if failed_jobs().exists() else "bezig"


def jobs_in(tab: str, wanted: str) -> QuerySet[Job]:
    """Return the work in a state, of which the name or kind holds what somebody looks for."""
    _label, states = TABS[tab]
    found = _recent().filter(state__in=states).select_related("requested_by")
    if wanted:
        found = found.filter(Q(subject__icontains=wanted) | Q(kind__icontains=wanted))
    return found.order_by("due_at", "pk") if tab == "wachtend" else found.order_by("-requested_at", "-pk")


def _recent() -> QuerySet[Job]:
    return Job.objects.exclude(state=DONE, finished_at__lt=timezone.now() - DONE_SINCE)
