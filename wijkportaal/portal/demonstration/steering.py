"""What the wethouder of Rietwolde steers on: figures, a few targets, groups of like areas, and the mail of Monday."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from areas.territory.models import Area
from wijkportaal.portal.demonstration.crew import ALDERMAN_OF_WIJKEN, Crew
from wijkportaal.portal.steering.actions import (
    keep_week,
    refresh_figures,
    save_group,
    save_preference,
    set_target,
)
from wijkportaal.portal.steering.queries.counting import count_figures

# By figure: what it should be everywhere this year.
TARGETS = {
    "promises_overdue": 0,
    "promises_kept": 80,
    "projects_slipped": 2,
    "lead_solve": 28,
    "taking_part": 40,
    "appreciation": 70,
    "solved": 60,
    "awareness": 65,
}
GROUPS = {"Dorpen aan de rand": "dorp", "Wijken van de stad": "wijk"}


def begin_steering(crew: Crew, *, today: date) -> None:
    """Set targets and make groups, and work all figures out; those of a week ago too, so that there is news."""
    alderman = crew[ALDERMAN_OF_WIJKEN]
    for figure, value in TARGETS.items():
        for year in (today.year - 1, today.year):
            set_target(figure=figure, area=None, year=year, value=Decimal(value), by=alderman)
    for name, kind in GROUPS.items():
        areas = Area.objects.today().filter(kind=kind).order_by("name")
        save_group(name, areas[:6], by=crew.administrator)
    save_preference(alderman, weekly_mail=True)
    before = timezone.now() - timedelta(days=7)
    keep_week(count_figures([before.year], today=timezone.localdate(before)), as_of=before)
    refresh_figures()
