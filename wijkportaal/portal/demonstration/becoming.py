"""What came of what residents of Rietwolde asked for: two wishes that were carried out by a programme, a plan that became
a project, and a taakgroep that works on one."""

from datetime import timedelta

from django.utils import timezone

from areas.territory.models import Area
from participation.initiatives.models import Initiative
from participation.signals.actions.handling import move_signal
from participation.signals.actions.intake import receive_signal
from participation.signals.models import Channel, Kind
from participation.signals.states import AGENDA
from participation.taskgroups.models import TaskGroup
from programmes.origins.actions import make_project, tie_group, tie_signal
from programmes.projects.models import Project
from programmes.projects.states import DONE, RUNNING
from programmes.yearly.models import Entry
from wijkportaal.foundation.people.models import Person
from wijkportaal.portal.demonstration.clock import Clock
from wijkportaal.portal.demonstration.crew import Crew
from wijkportaal.portal.demonstration.people import NORTH

# Days to the adoption of the programme, and the step that was taken then with what the sender read.
BEFORE = (
    (58, AGENDA, "Wij leggen uw wens voor aan de wethouder.", {"board": "alderman"}),
    (40, "present", "De wethouder heeft uw wens gelezen en wil het plan in het wijkprogramma.", {}),
    (31, "plan", "Uw wens komt in het programma van volgend jaar.", {}),
)
HANDED_IN, FINISHED = 70, 120


def tell_what_became(crew: Crew, areas: dict[str, Area], clock: Clock, *, by: Person) -> None:
    """Write it down, with the clock set to when it happened."""
    for number, key in enumerate(NORTH[:2]):
        adopted = Entry.objects.filter(programme__area=areas[key], programme__adopted_at__isnull=False)
        done = adopted.filter(project__state=DONE).select_related("project", "programme")
        entry = done.order_by("programme__year", "pk").last()
        if entry is not None:
            _carry_out_wish(entry, shift=9 * number, manager=crew[crew.manager_of(key)], clock=clock)
    clock.set_to(clock.today)
    plan = Initiative.objects.filter(state="accepted", published_at__isnull=False).order_by("pk").first()
    if plan is not None:
        make_project(plan, by=by)
    for group in TaskGroup.objects.filter(state="active").select_related("area").order_by("pk"):
        project = Project.objects.filter(area=group.area, state=RUNNING).order_by("pk").first()
        if project is not None:
            tie_group(group, project, by=by)
            break


def _carry_out_wish(entry: Entry, *, shift: int, manager: Person, clock: Clock) -> None:
    project, adopted = entry.project, timezone.localdate(entry.programme.adopted_at)
    clock.set_to(adopted - timedelta(days=HANDED_IN + shift))
    signal = receive_signal(
        project.area,
        f"Mijn wens voor de buurt: {project.title}.",
        by=None,
        channel=Channel.WEB,
        kind=Kind.WISH,
        theme=project.theme,
        wants_public=True,
    )
    for days, step, words, along in BEFORE:
        clock.set_to(adopted - timedelta(days=days))
        move_signal(signal, step, by=manager, text=words, **along)
    tie_signal(signal, project, by=manager)
    clock.set_to(min(adopted + timedelta(days=FINISHED + shift), clock.today))
    move_signal(signal, "finish", by=manager, text="Het is klaar. Bedankt voor uw wens.")
