"""What neighbours of Rietwolde ask and offer, in every state, and who helps there as a profession."""

from dataclasses import dataclass
from datetime import timedelta

from areas.organisations.actions import add_organisation
from areas.territory.models import Area
from participation.moderation.actions import judge, report
from participation.moderation.models import Reason
from participation.neighbours import actions
from participation.neighbours.models import Notice
from participation.neighbours.moderated import ident_of
from participation.neighbours.states import NOTICE, WORDS
from wijkportaal.foundation.people.actions import add_person
from wijkportaal.foundation.people.models import Person
from wijkportaal.portal.demonstration.clock import Clock
from wijkportaal.portal.demonstration.crew import Crew
from wijkportaal.portal.demonstration.people import DOMAIN, character

FIRST_NEIGHBOUR, NEIGHBOURS = 640, 7


@dataclass(frozen=True)
class Scene:
    """A notice: where, what, how long ago, and the steps after it was published."""

    where: str
    kind: str
    category: str
    title: str
    text: str
    place: str
    slots: tuple[str, ...] = ()
    days_ago: int = 6
    steps: tuple[tuple[str, str], ...] = ()
    is_waiting: bool = False


# The first is of the resident who signs in.
SCENES = (
    Scene(
        "vogelweide",
        "ask",
        "odd_jobs",
        "Wie helpt mij een lamp ophangen?",
        "De lamp is er, het trapje ook. Ik durf alleen zelf niet op dat trapje.",
        "Reigerstraat",
        ("evening", "saturday"),
    ),
    Scene(
        "vogelweide",
        "offer",
        "odd_jobs",
        "Handige buur komt graag klussen",
        "Lampen, planken, een lekkende kraan. Koffie is genoeg.",
        "Reigerstraat",
        ("saturday", "sunday"),
        9,
    ),
    Scene(
        "klaverveld", "offer", "odd_jobs", "Ik kan goed boren", "Met eigen boor.", "8917", ("evening",), 12
    ),
    Scene(
        "vogelweide",
        "offer",
        "party",
        "Partytent van drie bij zes te leen",
        "Met haringen.",
        "Lijsterplein",
        days_ago=20,
    ),
    Scene(
        "molenwaard",
        "ask",
        "company",
        "Wie wandelt er mee langs de molens?",
        "Rustig tempo, een uurtje.",
        "8915",
    ),
    Scene(
        "binnenvesten",
        "offer",
        "meeting",
        "Keukentafel vrij op dinsdagavond",
        "Voor acht mensen.",
        "Kolkstraat",
    ),
    Scene(
        "oldekaap", "ask", "transport", "Wie rijdt er op maandag naar de stad?", "Ik betaal mee.", "Kapelweg"
    ),
    Scene(
        "oldekaap",
        "offer",
        "tools",
        "Heggenschaar en kruiwagen te leen",
        "Even aanbellen hoeft niet.",
        "Kapelweg",
    ),
    Scene(
        "vogelweide",
        "ask",
        "garden",
        "Wie snoeit met mij de heg?",
        "Ik zorg voor soep.",
        "8918",
        is_waiting=True,
    ),
    Scene(
        "klaverveld",
        "offer",
        "language",
        "Hulp met brieven lezen",
        "Ook in het Arabisch.",
        "8917",
        is_waiting=True,
    ),
    Scene(
        "vogelweide",
        "offer",
        "other_things",
        "Goedkope telefoons te koop",
        "Nieuw in doos.",
        "8918",
        steps=(("refuse", "Dit is reclame. Een oproep is om te delen, niet om te verkopen."),),
    ),
    Scene(
        "molenwaard",
        "ask",
        "bikes",
        "Bakfiets gezocht voor een dag",
        "Voor een bank.",
        "8915",
        (),
        30,
        (("fulfil", ""),),
    ),
    Scene(
        "binnenvesten",
        "ask",
        "pets",
        "Wie past op de poes?",
        "Drie dagen.",
        "Kolkstraat",
        (),
        25,
        (("withdraw", ""),),
    ),
    Scene(
        "vogelweide",
        "offer",
        "odd_jobs",
        "Tuinman heeft nog plek",
        "Vraag naar mijn tarieven.",
        "Lijsterplein",
        days_ago=11,
    ),
    Scene("klaverveld", "offer", "books", "Doos strips voor wie ze wil", "Suske en Wiske.", "8917", (), 60),
)
HELP = (
    (
        "Home-Start Rietwolde",
        "family",
        "Een vrijwilliger komt elke week bij u thuis, als u jonge kinderen hebt.",
        "0510-880 510",
    ),
    (
        "Buurtbemiddeling Rietwolde",
        "mediation",
        "Ruzie met de buren? Twee bemiddelaars luisteren naar u allebei.",
        "0510-880 520",
    ),
    (
        "Maatjesproject Samen Op",
        "buddies",
        "Een maatje om mee te wandelen, te praten of iets te leren.",
        "0510-880 530",
    ),
    (
        "Voedselbank Wolderland",
        "food",
        "Elke vrijdag een pakket eten, als er te weinig geld is.",
        "0510-880 540",
    ),
)


class Neighbourly:
    """Lets neighbours find each other."""

    def __init__(self, crew: Crew, areas: dict[str, Area], clock: Clock, *, by) -> None:
        self.crew, self.areas, self.clock, self.by = crew, areas, clock, by
        self.resident = Person.objects.get(email=f"bewoner@{DOMAIN}")

    def tell(self) -> None:
        """Write all of it down, the oldest first."""
        self.open_directory()
        neighbours = [
            add_person(somebody.email, by=self.by, full_name=somebody.name, verified=True)
            for somebody in map(character, range(FIRST_NEIGHBOUR, FIRST_NEIGHBOUR + NEIGHBOURS))
        ]
        numbered = list(enumerate(SCENES))
        for number, scene in sorted(numbered, key=lambda each: -each[1].days_ago):
            self.play(scene, self.resident if number == 0 else neighbours[number % NEIGHBOURS])
        self.clock.set_to(self.clock.today)
        actions.follow_clock()
        self.talk(neighbours)

    def open_directory(self) -> None:
        for name, kind, text, phone in HELP:
            organisation = add_organisation(
                "other",
                name,
                by=self.by,
                areas=[self.areas[""]],
                on=self.clock.today - timedelta(days=400),
                description=f"<p>{text}</p>",
                phone=phone,
                phone_public=True,
            )
            values = {
                "organisation": organisation,
                "kind": kind,
                "text": text,
                "phone": phone,
                "hours": "op werkdagen",
            }
            actions.save_service(None, values, by=self.by)

    def play(self, scene: Scene, maker: Person) -> None:
        self.clock.set_to(self.clock.today - timedelta(days=scene.days_ago))
        made = actions.post_notice(
            self.areas[scene.where],
            by=maker,
            kind=scene.kind,
            category=scene.category,
            title=scene.title,
            text=scene.text,
            place=scene.place,
            slots=list(scene.slots),
        )
        if scene.is_waiting:
            return
        worker = self.crew[self.crew.worker_of(scene.where)]
        if scene.steps and scene.steps[0][0] == "refuse":
            actions.take_step(made, "refuse", by=worker, reason=scene.steps[0][1])
            return
        actions.take_step(made, "publish", by=worker)
        for step, reason in scene.steps:
            actions.take_step(made, step, by=maker, reason=reason)

    def talk(self, neighbours: list[Person]) -> None:
        """One talk goes on, in one both agreed, one was stopped and reported; two notices are reported and one goes."""
        lamp = Notice.objects.get(title=SCENES[0].title)
        going_on = actions.answer_notice(lamp, "Zaterdagochtend kan ik wel even komen.", by=neighbours[1])
        actions.write_line(going_on, "Fijn! Om tien uur?", by=self.resident)
        actions.agree(going_on, by=neighbours[1])
        tent = Notice.objects.get(title=SCENES[3].title)
        known = actions.answer_notice(tent, "Wij hebben in juni een straatfeest. Mag dat?", by=self.resident)
        actions.agree(known, by=tent.person)
        actions.agree(known, by=self.resident)
        stopped = actions.answer_notice(lamp, "Wat betaalt u?", by=neighbours[4])
        actions.end_talk(stopped, by=self.resident, block=True)
        report(
            NOTICE,
            tent.public_id,
            reason=Reason.UNTRUE,
            words="Deze tent is van de speeltuin, geloof ik.",
            by=neighbours[5],
        )
        report(
            WORDS,
            ident_of(stopped, of_maker=False),
            reason=Reason.RUDE,
            words="Zij begint meteen over geld.",
            by=self.resident,
        )
        paid = Notice.objects.get(title="Tuinman heeft nog plek")
        case = report(NOTICE, paid.public_id, reason=Reason.SPAM, words="Hij vraagt geld.", by=None)
        manager = self.crew[self.crew.manager_of("vogelweide")]
        judge(case, "remove", by=manager, reason="Oproepen zijn voor buren die elkaar zonder geld helpen.")
