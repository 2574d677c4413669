"""Rounds of questions in Rietwolde, one in every state: what people said at the door, on paper and online."""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.crypto import get_random_string

from areas.territory.models import Area
from areas.territory.queries import root_area
from areas.themes.models import Theme
from participation.consultations.actions.answers import Form, Given, keep_form
from participation.consultations.actions.rounds import change_state, make_round
from participation.consultations.actions.sets import make_set
from participation.consultations.actions.telling import forget_people
from participation.consultations.actions.walking import Entry, add_streets, keep_entries, set_walker
from participation.consultations.actions.wishes import answer_wish, merge_wishes
from participation.consultations.calculations import read_streets
from participation.consultations.models import Consultation, QuestionSet, WalkAddress
from participation.consultations.queries.rounds import questions_of
from participation.consultations.queries.wishes import suggestions_for
from participation.consultations.states import ANSWERED, COME_BACK, NOT_HOME, ONLINE, PAPER, REFUSED
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.portal.demonstration.crew import Crew
from wijkportaal.portal.demonstration.people import DOMAIN, NORTH

QUESTIONS = (
    {"text": "Hoe prettig woont u hier?", "kind": "one", "choices": ["heel prettig", "prettig", "gaat wel", "niet prettig"]},
    {"text": "Wat vindt u belangrijk in de buurt?", "kind": "several", "choices": ["groen", "veilig verkeer", "plekken voor kinderen", "elkaar ontmoeten", "schone straten"]},
    {"text": "Wat wenst u voor uw straat of wijk?", "kind": "text", "asks_wishes": True},
    {"text": "Wilt u zelf ergens aan meedoen?", "kind": "one", "choices": ["ja", "misschien", "nee"]},
    {"text": "Wilt u nog iets kwijt?", "kind": "text"},
)  # fmt: skip
WISHES = (
    "Meer bankjes langs de vaart, zodat mijn moeder onderweg kan uitrusten.",
    "Bankjes langs de vaart graag, met een rugleuning.",
    "Kan er een drempel komen in de Dorpsstraat? Er wordt veel te hard gereden.",
    "Een drempel bij de school, het is gevaarlijk om over te steken.",
    "Een speeltuin met schaduw voor de kleintjes.",
    "Meer schaduw bij de speeltuin.",
    "Een plek waar je ’s middags koffie kunt drinken met de buren.",
    "Vaker de containers legen, er ligt steeds afval naast.",
    "Het afval naast de containers vaker ophalen.",
    "Bomen in onze straat. In de zomer is het bloedheet.",
    "Een buurttuin achter het wijkgebouw.",
    "Een bus die ook na zeven uur rijdt.",
    "Een pannaveld voor de jeugd.",
    "Verlichting op het fietspad naar het station.",
)
REMARKS = (
    "Fijn dat jullie langskomen!",
    "Ik woon hier al dertig jaar en blijf hier.",
    "De vorige keer hoorde ik niets terug.",
)
THEMES = (
    ("drempel", "verkeersveiligheid"),
    ("afval", "zwerfvuil"),
    ("containers", "zwerfvuil"),
    ("bus", "vervoer"),
    ("speeltuin", "spelen"),
    ("jeugd", "jongeren"),
    ("koffie", "ontmoeting"),
)
REPLIES = (
    ("promise", "De wijkploeg doet dit in het voorjaar. In maart leest u wanneer precies."),
    ("decline", "Dit kan hier niet: onder de straat ligt een leiding van de netbeheerder."),
    ("become_signal", "Wij hebben dit doorgegeven aan de afdeling die erover gaat."),
    ("become_initiative", "Mooi plan. Wie wil het mee trekken? De opbouwwerker helpt u op weg."),
)
STREETS = "Lindestraat: 1-15 oneven, 2-10 even\nKerkpad: 1-9\nVaartkade: 12, 14, 14a, 16-20 even\nMolenweg: 3-13 oneven"
STREETS_OF_RESIDENT = ("Kerkpad", "Vaartkade")


@dataclass(frozen=True)
class Scene:
    """A round: its name, from when to when (days from today), how far it has come and how many answered."""

    title: str
    starts: int
    ends: int
    until: str
    people: int = 0


SCENES = (
    Scene("Wat wilt u voor de Vogelweide?", -9, 12, "open", 12),
    Scene("Rondje langs de deuren", -40, -6, "closed", 12),
    Scene("Uw straat in het nieuwe jaar", 20, 41, "coming"),
    Scene("Wat wilde de Vogelweide vorig jaar?", -330, -300, "reported", 16),
    Scene("Vragenronde binnen de wallen", 60, 80, "draft"),
)


def go_round(crew: Crew, areas: dict[str, Area], *, today: date, by) -> None:
    """Go round where the wijkmanager of the demonstration works."""
    questions = make_set(
        root_area(),
        title="Wat wilt u voor uw buurt?",
        intro="Goedendag! Wij zijn van de wijk en vragen iedereen in deze straat wat beter kan. Het duurt drie minuten.",
        questions=QUESTIONS,
        by=by,
    )
    for number, scene in enumerate(SCENES):
        chance = random.Random(number)  # noqa: S311 - a story, no secret
        _hold(scene, areas[NORTH[number % 3]], questions, crew, today=today, by=by, chance=chance)


def _hold(
    scene: Scene, area: Area, questions: QuestionSet, crew: Crew, *, today: date, by, chance: random.Random
) -> None:
    held = make_round(
        area,
        title=scene.title,
        intro="Met uw antwoorden kiezen wij straks samen wat er volgend jaar gebeurt. U leest hier wat er met elke wens gebeurt.",
        question_set=questions,
        starts_on=today + timedelta(days=min(scene.starts, 0) if scene.until != "draft" else scene.starts),
        # Once it has gone by the real steps it gets the days that it has here.
        ends_on=today + timedelta(days=max(scene.ends, 1)),
        by=by,
    )
    add_streets(held, read_streets(STREETS)[0], by=by)
    for walker, streets in ((f"bewoner@{DOMAIN}", STREETS_OF_RESIDENT), (f"wijkopbouwwerker@{DOMAIN}", None)):
        walked = held.streets.filter(name__in=streets) if streets else held.streets.all()
        set_walker(held, walker, walked, by=by)
    if scene.until == "draft":
        return
    change_state(held, "open", by=None)
    _answer(held, scene, crew, today=today, chance=chance)
    if scene.people:
        _walk(held, scene, today=today, chance=chance)
    starts_on, ends_on = (today + timedelta(days=days) for days in (scene.starts, scene.ends))
    Consultation.objects.filter(pk=held.pk).update(starts_on=starts_on, ends_on=ends_on)
    if scene.until in {"closed", "reported"}:
        change_state(held, "close", by=None)
        if scene.until == "closed":
            _bring_late(held, today=today, chance=chance)
        _answer_wishes(held, all_of_them=scene.until == "reported", by=by)
    if scene.until == "reported":
        change_state(held, "report", by=None)
        Consultation.objects.filter(pk=held.pk).update(reported_on=today + timedelta(days=scene.ends + 40))
        forget_people()
        Job.objects.filter(kind="consultations.tell_people").delete()


def _answer_wishes(held: Consultation, *, all_of_them: bool, by) -> None:
    """Lay together what says the same, and answer: all wishes, or the first of each kind."""
    for _time in range(20 if all_of_them else 2):
        best = next((alike for alike in suggestions_for(held) if alike.score > 70), None)
        if best is None:
            break
        merge_wishes([best.one, best.other], by=by)
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    wishes = list(held.wishes.order_by("pk"))
    for number, wish in enumerate(wishes if all_of_them else wishes[:3]):
        step, reply = REPLIES[number % len(REPLIES)]
        theme = next((slug for word, slug in THEMES if word in wish.title.lower()), "groen")
        answer_wish(wish, step, reply=reply, theme=themes[theme], by=by)


def _walk(held: Consultation, scene: Scene, *, today: date, chance: random.Random) -> None:
    """Go along the doors: half of them while it runs, all but a few when it is over; one door twice, one list late."""
    walkers = list(held.walkers.order_by("email"))
    asked = questions_of(held)
    doors = list(
        WalkAddress.objects.filter(street__consultation=held).select_related("street").order_by("pk")
    )
    walked = doors[: len(doors) // 2] if scene.until == "open" else doors[:-3]
    last = min(scene.ends, -1)
    entries = []
    for number, door in enumerate(walked):
        outcome = (ANSWERED, NOT_HOME, ANSWERED, REFUSED, ANSWERED, COME_BACK, NOT_HOME)[number % 7]
        day = today + timedelta(days=chance.randint(max(scene.starts, last - 6), last))
        form = Form(_said(asked, number + 3, chance), door.street) if outcome == ANSWERED else None
        at = timezone.make_aware(datetime.combine(day, time(chance.randint(17, 20), chance.randint(0, 59))))
        note = "na zes uur" if outcome == COME_BACK else ""
        entries.append(Entry(get_random_string(32), door, outcome, at, note, form))
    keep_entries(walkers[-1], entries, by=None)
    twice = next(each for each in entries if each.outcome == ANSWERED)
    keep_entries(walkers[0], [replace(twice, key=get_random_string(32))], by=None)


def _bring_late(held: Consultation, *, today: date, chance: random.Random) -> None:
    """Let a list come in after the round was closed."""
    door = WalkAddress.objects.filter(street__consultation=held).order_by("-pk").first()
    at = timezone.make_aware(datetime.combine(today - timedelta(days=7), time(19, 5)))
    said = _said(questions_of(held), 5, chance)
    late = Entry(get_random_string(32), door, ANSWERED, at, form=Form(said, door.street))
    keep_entries(held.walkers.first(), [late], by=None)


def _answer(held: Consultation, scene: Scene, crew: Crew, *, today: date, chance: random.Random) -> None:
    asked, streets = questions_of(held), list(held.streets.all())
    entered_by = crew[crew.worker_of("vogelweide")]
    last = min(scene.ends, -1)
    with recorded(by=entered_by, action="consultations.enter_paper"):
        for number in range(scene.people):
            day = today + timedelta(days=chance.randint(scene.starts, last))
            keep_form(
                held,
                Form(
                    _said(asked, number, chance),
                    street=chance.choice([*streets, None]),
                    email=_address(number),
                ),
                channel=PAPER if number % 3 else ONLINE,
                at=timezone.make_aware(
                    datetime.combine(day, time(chance.randint(10, 20), chance.randint(0, 59)))
                ),
                by=entered_by if number % 3 else None,
            )


def _said(asked, number: int, chance: random.Random) -> list[Given]:
    home, important, wish, joins, remark = asked
    said = [
        Given(home, choices=(min(3, int(chance.triangular(0, 4, 1))),)),
        Given(important, choices=tuple(sorted(chance.sample(range(5), chance.randint(1, 3))))),
    ]
    if number % 4:
        said.append(Given(wish, text=WISHES[number % len(WISHES)]))
    said.append(Given(joins, choices=(chance.randint(0, 2),)))
    if number % 9 == 0:
        said.append(Given(remark, text=REMARKS[number // 9 % len(REMARKS)]))
    return said


def _address(number: int) -> str:
    return f"buur-{number}@rietwolde.example" if number % 3 == 1 else ""
