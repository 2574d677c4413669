"""Taakgroepen of Rietwolde: one that seeks members, some at work, one quiet, one without a trekker, done and stopped."""

from dataclasses import dataclass
from datetime import timedelta

from areas.territory.models import Area
from participation.initiatives.models import Initiative
from participation.taskgroups import actions
from participation.taskgroups.models import TaskGroup
from wijkportaal.foundation.people.models import Person
from wijkportaal.portal.demonstration.clock import Clock
from wijkportaal.portal.demonstration.crew import Crew
from wijkportaal.portal.demonstration.people import DOMAIN


@dataclass(frozen=True)
class Team:
    """A group in words; days are days ago, a task has what, who (by place), due in days and whether it is done."""

    where: str
    name: str
    aim: str
    members: int
    begun: int
    last: int
    tasks: tuple[tuple[str, int | None, int | None, bool], ...] = ()
    wanted: str = ""
    plan: str = ""
    end: tuple[str, str] | None = None
    starts: bool = True
    loses_lead: bool = False


TEAMS = (
    Team(
        "vogelweide", "Groene vingers", "Wij maken en onderhouden de moestuin achter de school.", 5, 30, 1,
        (("Hout ophalen bij de zagerij", 0, 6, False), ("Rooster voor het water geven", 1, 12, False), ("Grond bestellen", 2, -3, True), ("Tekening van de bakken", 0, -14, True)),
        wanted="iemand met een aanhanger", plan="Een moestuin voor de hele buurt",
    ),
    Team(
        "vogelweide", "Kookploeg", "Elke maand koken voor zestig buren.", 7, 190, 25,
        (("Boodschappen doen", 1, -30, True), ("Zaal versieren", 3, -30, True)),
        plan="Elke maand samen eten in het wijkgebouw",
        end=("end_group", "Zes avonden koken, 340 borden eten. Een vaste ploeg neemt het over."),
    ),
    Team(
        "klaverveld", "Schone sloot", "De sloot langs de flats schoon houden.", 4, 120, 34,
        (("Netten lenen bij de visclub", None, -20, False),),
    ),
    Team("klaverveld", "Fietsles voor vrouwen", "Tien vrouwen leren fietsen, van de eerste trap tot in het verkeer.", 3, 12, 4, wanted="een begeleider voor de dinsdagavond", starts=False),
    Team("molenwaard", "Brigade bij de school", "Elke ochtend twee ouders bij het zebrapad.", 5, 80, 9, (("Hesjes wassen", None, 5, False),), loses_lead=True),
    Team("binnenvesten", "Bankjesploeg", "Drie bankjes langs de wal.", 4, 200, 90, end=("stop_group", "De wal krijgt een ander ontwerp. De bankjes komen daarin terug.")),
)  # fmt: skip


def form_groups(crew: Crew, areas: dict[str, Area], clock: Clock) -> None:
    """Let groups form, work, fall silent, ask for help and be thanked, on the days on which they did."""
    named = {person.email: person for person in Person.objects.filter(email__endswith=f"@{DOMAIN}")}
    lead, neighbour = named[f"taakgroeplid@{DOMAIN}"], named[f"bewoner@{DOMAIN}"]
    crowd = [crew[number] for number in sorted(crew.people) if number >= 72]
    for place, team in enumerate(TEAMS):
        people = crowd[place * 3 : place * 3 + team.members - 1]
        if place == 0:
            people = [neighbour, *people][: team.members - 1]
        worker = crew[crew.worker_of(team.where)]
        _form(team, [lead, *people], areas[team.where], worker, clock)
    clock.set_to(clock.today - timedelta(days=1))
    green = TaskGroup.objects.get(name=TEAMS[0].name)
    writer = crowd[-1]
    asked = actions.write_message(green, "Mag mijn schoolklas een keer komen kijken?", by=writer)
    actions.write_message(green, "Leuk! Woensdagmiddag zijn we er altijd.", by=lead, answers=asked)
    actions.write_message(green, "Zaterdag om tien uur halen we het hout. Wie rijdt er mee?", by=lead)
    actions.ask_to_join(green, "Ik heb een aanhanger en veel tijd.", shows_name=False, by=writer)
    actions.invite(green, "tuinvriend@rietwolde.example", by=lead)
    clock.set_to(clock.today)


def _form(team: Team, people: list[Person], area: Area, worker: Person, clock: Clock) -> None:
    """Let one group live; the first of the people founds it."""
    lead = people[0]

    def on(days_ago: int) -> None:
        clock.set_to(clock.today - timedelta(days=days_ago))

    on(team.begun)
    plan = Initiative.objects.filter(title=team.plan).first() if team.plan else None
    group = actions.found_group(
        area,
        name=team.name,
        aim=team.aim,
        wanted=team.wanted,
        by=lead,
        shows_name=True,
        initiative=plan,
        members=people[1:],
    )
    places = list(group.members.order_by("pk"))
    on(team.begun - 2)
    made = [
        actions.save_task(
            group,
            None,
            what=what,
            who=places[who] if who is not None else None,
            due_on=clock.today + timedelta(days=due) if due is not None else None,
            by=lead,
        )
        for what, who, due, _is_done in team.tasks
    ]
    if team.starts:
        actions.take_step(group, "start_group", by=lead)
    if team.name in {"Schone sloot", "Brigade bij de school", "Groene vingers"}:
        _call(team, group, lead, worker, on)
    on(team.last)
    for task, (_what, _who, _due, is_done) in zip(made, team.tasks, strict=True):
        if is_done:
            actions.mark_task(task, done=True, by=lead)
    actions.write_message(group, "Bedankt voor jullie hulp deze week.", by=lead)
    if team.loses_lead:
        actions.leave_group(group.members.get(person=lead), by=lead)
        actions.note_talk(group, "De opbouwwerker belt Maaike of zij het wil doen.", by=worker)
    if team.end:
        actions.take_step(group, team.end[0], by=lead, reason=team.end[1])


def _call(team: Team, group: TaskGroup, lead: Person, worker: Person, on) -> None:
    """Ask for help: one call waits, one was taken, one is solved."""
    words = {
        "Schone sloot": "Er komt niemand meer opdagen. Hoe krijgen we mensen mee?",
        "Brigade bij de school": "Wij zoeken een cursus voor verkeersbrigadiers.",
        "Groene vingers": "Wie weet hoe wij aan een watertank komen?",
    }[team.name]
    on({"Schone sloot": 36, "Brigade bij de school": 12, "Groene vingers": 20}[team.name])
    call = actions.call_for_help(group, words, by=lead)
    if team.name != "Schone sloot":
        actions.take_call(call, answer="Ik vraag het na en kom donderdag langs.", by=worker)
    if team.name == "Groene vingers":
        actions.solve_call(call, by=lead)
