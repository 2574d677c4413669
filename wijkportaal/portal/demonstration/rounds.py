"""The cycles of this year and the next in Rietwolde: what came out of each step, what is late, moved or skipped."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from areas.territory.models import Area
from programmes.cycle.actions import ensure_calendar, plan_cycles, repeat_step
from programmes.cycle.models import Check, Cycle, CycleStep, StepLink
from programmes.cycle.states import (
    ACTION,
    ANALYSIS,
    CHOICE,
    DONE,
    KINDS,
    PLANNED,
    QUESTIONS,
    RUNNING,
    SKIPPED,
)
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.portal.demonstration.crew import Crew

OUTCOMES = {
    "analysis": (
        "Sterk: mensen kennen elkaar en helpen mee. Zorgen: eenzaamheid bij ouderen en te hard rijden. "
        "Kansen: het lege schoolplein en de nieuwe bewoners."
    ),
    "questions": "Wij vroegen {asked} huishoudens. {answered} gaven antwoord, de helft aan de deur.",
    "choice": "Er hingen {ideas} ideeën aan de muur. Bewoners plakten {stickers} stickers en kozen er zes.",
    "results": "Vier ideeën gaan door. Twee niet: de grond is niet van de gemeente, en één plan had geen trekker.",
    "programming": "Alle partijen leverden hun deel. Het programma is huis aan huis bezorgd.",
    "action": "De meeste plannen zijn klaar. Wat later komt, staat bij het project.",
    "evaluation": "Bewoners geven een 7,2. Vaker laten weten hoe het staat, was de meest gegeven tip.",
}
SKIP_REASON = "Dit jaar is er een dorpsvisie gemaakt. Daarvoor is net iedereen gevraagd."
MOVE_REASON = "De zaal was bezet door de toneelvereniging."
NOTE = "Neem volgend jaar de school eerder mee. De corporatie wil de adressenlijst graag een week vooraf."
# Which areas, by place in the alphabet, have something out of the ordinary.
LATE_EVERY, MOVED_EVERY, SKIPPED_EVERY, REPEATED_EVERY = 5, 7, 11, 13


class Rounds:
    """Plans the cycles by the action and then lets them go through their steps in a few batches."""

    def __init__(self, crew: Crew, areas: dict[str, Area], *, today: date) -> None:
        self.crew, self.today = crew, today
        self.areas = {key: area for key, area in sorted(areas.items()) if key and not area.has_ended}
        self.keys = {area.pk: key for key, area in self.areas.items()}

    def go_round(self, *, by) -> None:
        """Bring all cycles to where they stand today."""
        ensure_calendar(by=by)
        # From summer on the next programme is under way too; Lytsewier has not begun.
        years = (self.today.year, self.today.year + 1)
        for year in years:
            plan_cycles(
                [area for key, area in self.areas.items() if (key, year) != ("lytsewier", years[1])],
                year,
                by=by,
            )
        with recorded(by=by, action="cycle.change_state"):
            self.live()
        self.repeat(by=by)

    def live(self) -> None:
        """Close what is over, begin what is on, and tick off the points of both."""
        steps = list(CycleStep.objects.select_related("cycle"))
        for step in steps:
            self.stand(step, list(self.keys).index(step.cycle.area_id))
        CycleStep.objects.bulk_update(
            steps,
            [
                "state",
                "state_reason",
                "outcome",
                "notes",
                "finished_on",
                "starts_on",
                "ends_on",
                "moved_because",
                "responsible",
            ],
        )
        self.tick({step.pk: step for step in steps})
        StepLink.objects.bulk_create(
            StepLink(
                step=step,
                key="/projecten",
                title="Alle projecten in de gemeente",
                address="/projecten",
            )
            for step in steps
            if step.kind == ACTION and step.state == RUNNING
        )

    def stand(self, step: CycleStep, place: int) -> None:
        """Say how far one step of an area is."""
        number = place + list(KINDS).index(step.kind)
        if place % MOVED_EVERY == 1 and step.kind == CHOICE:
            step.starts_on += timedelta(days=14)
            step.ends_on += timedelta(days=14)
            step.moved_because = MOVE_REASON
        if place % SKIPPED_EVERY == 3 and step.kind == QUESTIONS:
            step.state, step.state_reason = SKIPPED, SKIP_REASON
        elif step.ends_on < self.today - timedelta(days=2 if number % LATE_EVERY else 60):
            step.state, step.finished_on = DONE, step.ends_on - timedelta(days=number % 6)
            step.outcome = OUTCOMES[step.kind].format(
                asked=180 + 7 * number, answered=64 + 3 * number, ideas=21 + number, stickers=140 + 9 * number
            )
            step.notes = NOTE if step.kind == ANALYSIS else ""
        elif step.starts_on <= self.today and number % 3:
            step.state = RUNNING
        else:
            step.state = PLANNED
        if step.kind in {QUESTIONS, CHOICE}:
            step.responsible = self.crew[self.crew.worker_of(self.keys[step.cycle.area_id])]

    def tick(self, steps: dict[int, CycleStep]) -> None:
        """Tick off all points of what is done, and the first of what is on."""
        checks = []
        for check in Check.objects.filter(step__in=steps):
            step = steps[check.step_id]
            if step.state == DONE or (step.state == RUNNING and check.position == 1):
                on = step.finished_on or self.today - timedelta(days=3)
                check.done_at = timezone.make_aware(datetime.combine(on, time(11)))
                check.done_by = self.crew[self.crew.manager_of(self.keys[step.cycle.area_id])]
                checks.append(check)
        Check.objects.bulk_update(checks, ["done_at", "done_by"])

    def repeat(self, *, by) -> None:
        """Give a few areas a second evening to choose on."""
        cycles = Cycle.objects.filter(
            year=self.today.year + 1, area__in=list(self.areas.values())[::REPEATED_EVERY]
        )
        for step in CycleStep.objects.filter(cycle__in=cycles, kind=CHOICE):
            repeat_step(step, step.ends_on + timedelta(days=20), step.ends_on + timedelta(days=34), by=by)
