"""Initiatives of residents in Rietwolde, from a draft to done, with support, questions and what was said of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from areas.territory.models import Area
from areas.themes.models import Theme
from participation.initiatives.actions import handling, making, talking
from participation.initiatives.models import Initiative, Maker, Support
from participation.initiatives.states import SHOWN
from wijkportaal.foundation.people.models import Person
from wijkportaal.portal.demonstration.clock import Clock
from wijkportaal.portal.demonstration.communities import Community
from wijkportaal.portal.demonstration.crew import DEPARTMENTS, Crew
from wijkportaal.portal.demonstration.people import DOMAIN
from wijkportaal.portal.demonstration.photos import Album
from wijkportaal.portal.demonstration.reports import judge_reports


@dataclass(frozen=True)
class Plan:
    """An initiative in words: where, what, and the steps by the number of days ago."""

    where: str
    theme: str
    title: str
    what: str
    why: str
    steps: tuple[tuple[str, int, str], ...] = ()
    begun: int = 60
    scene: str = ""
    street: str = ""
    own_effort: str = ""
    asked: str = ""
    asks: tuple[str, ...] = ()
    cost: int | None = None
    support: tuple[int, int] = (0, 0)
    comments: tuple[tuple[str, bool, str], ...] = ()
    check: tuple[str, str, str] | None = None
    rung: str = ""
    judged: tuple[bool, str] | None = None
    challenge: tuple[str, int, str] | None = None
    agreement: str = ""


ON_SITE = (("submit", 50, ""), ("publish", 48, ""))
PLANS = (
    Plan(
        "vogelweide", "groen", "Een moestuin voor de hele buurt",
        "Op het grasveld achter de school maken we twaalf moestuinbakken. Een paar bakken zijn zo hoog dat u er met een rolstoel bij kunt.",
        "Buren leren elkaar kennen en kinderen zien waar eten vandaan komt.",
        ON_SITE, scene="garden", street="Lijsterstraat, achter de school", cost=3400, asks=("money", "permission"),
        own_effort="Wij timmeren de bakken, zorgen voor de grond en maken een rooster voor het water geven.",
        asked="Toestemming om het grasveld te gebruiken en geld voor hout en grond.", support=(31, 6),
        comments=(
            ("Wat een goed plan! Ik heb nog gereedschap in de schuur staan dat jullie mogen gebruiken.", False, ""),
            ("Komt er ook een kraan bij, of moeten we water van huis meenemen?", True, "Er ligt een waterleiding bij de school. Wij vragen of u die mag gebruiken."),
            ("Is er plek voor mensen die niet zo lang kunnen staan?", True, ""),
        ),
        check=("groen", "Mag het grasveld een moestuin worden?", ""),
    ),
    Plan(
        "vogelweide", "ontmoeting", "Elke maand samen eten in het wijkgebouw",
        "Op de laatste vrijdag van de maand koken we met tien mensen voor zestig buren.",
        "Veel mensen eten alleen. Aan een lange tafel praat je makkelijker.",
        (("submit", 200, ""), ("publish", 198, ""), ("accept", 180, "Het wijkgebouw is die avond vrij en de kookploeg is er klaar voor."), ("start", 170, ""), ("finish", 20, "Zes avonden, steeds een volle zaal. We gaan ermee door.")),
        begun=210, scene="hall", cost=1200, asks=("help",), support=(44, 3), rung="self",
        own_effort="Koken, afwassen en mensen ophalen die slecht lopen.",
        judged=(True, "We bepaalden alles zelf: het menu, de prijs en wie er kwam koken."),
        comments=(("Mijn moeder van 86 heeft weer iets om naar uit te kijken. Dank jullie wel.", False, ""),),
    ),
    Plan(
        "klaverveld", "spelen", "Een klimparcours in het Klaverpark",
        "Een parcours van boomstammen en touwen voor kinderen van zes tot twaalf.",
        "De speeltuin is er voor kleuters. Voor grotere kinderen is er niets.",
        (*ON_SITE, ("check", 30, "")), scene="playground", street="Klaverpark", cost=18500,
        asks=("money", "permission"), support=(58, 12), own_effort="Twee keer per jaar controleren en opruimen.",
        check=("groen", "Kan het parcours tussen de bomen staan, en wie keurt het?", "if"),
    ),
    Plan(
        "molenwaard", "verkeersveiligheid", "Woensdag autovrij bij de school",
        "Elke woensdag zetten ouders de Molenstraat een half uur af met hekken.",
        "Bij het halen en brengen is het druk en gevaarlijk.",
        (*ON_SITE, ("check", 40, ""), ("decline", 8, "De bus rijdt door deze straat en kan nergens omheen. Wel kan er een brigadier komen. Wij helpen u daarmee.")),
        scene="street", street="Molenstraat", asks=("permission",), support=(23, 2),
        own_effort="Ouders staan bij de hekken.",
        check=("wegen", "Kan de Molenstraat een half uur dicht?", "no"), rung="advise",
        judged=(False, "We mochten advies geven, maar hoorden de reden pas na het besluit."),
    ),
    Plan(
        "binnenvesten", "wijkcultuur", "Muziek op de vestingwal",
        "Drie zomeravonden met muziek van bands uit de wijk.",
        "De wal is prachtig en ligt er 's avonds stil bij.",
        (*ON_SITE, ("check", 35, ""), ("accept", 12, "Een mooi plan voor iedereen. De muziek stopt om tien uur.")),
        scene="evening_walk", cost=2600, asks=("permission", "help"), support=(37, 19), rung="coproduce",
        own_effort="Bands zoeken, stoelen zetten en na afloop schoonmaken.",
    ),
    Plan(
        "oldekaap", "openbare-ruimte", "Wij onderhouden het haventje zelf",
        "De vereniging neemt het onderhoud van het haventje over: maaien, schilderen en klein herstel.",
        "We zijn er elke dag en zien meteen wat er kapot is.",
        (("submit", 120, ""), ("publish", 118, ""), ("check", 110, ""), ("accept", 60, "De vereniging doet het voor minder geld, en vaker dan wij."), ("start", 40, "")),
        begun=130, scene="harbour", asks=("money",), support=(66, 4), rung="self",
        challenge=("Het onderhoud van steiger, gras en banken bij het haventje.", 7200, "Wij doen hetzelfde werk voor € 5.500 per jaar. Elke zaterdag is er iemand."),
        agreement="De vereniging onderhoudt steiger, gras en banken. De gemeente betaalt € 5.500 per jaar en keurt de steiger. Lukt het niet meer, dan neemt de gemeente het na drie maanden weer over.",
        check=("ruimte", "Kan de vereniging dit veilig doen?", "yes"),
    ),
    Plan(
        "klaverveld", "zwerfvuil", "Samen de sloot schoon",
        "Een ochtend met bootjes en netten de sloot langs de flats schoonmaken.",
        "Er drijft plastic, en de eenden zitten ertussen.",
        (*ON_SITE, ("withdraw", 15, "De waterbeheerder maakt de sloot nu zelf elke maand schoon. Ons doel is bereikt.")),
        scene="clean_up", support=(9, 0),
    ),
    Plan(
        "molenwaard", "jongeren", "Een eigen plek voor jongeren",
        "Een overkapping met zitplekken en licht op zonne-energie, bij het sportveld.",
        "Als het regent kunnen we nergens heen.",
        (("submit", 2, ""),), begun=9, scene="youth", asks=("money", "help"), cost=9000,
    ),
    Plan(
        "vogelweide", "ouderen", "Een wandelgroep met koffie toe",
        "Elke dinsdag een rondje in een rustig tempo. Daarna koffie.", "",
        begun=3,
    ),
)  # fmt: skip


class Residents:
    """Lets residents make their plans, and the gemeente answer, on the days on which they did."""

    def __init__(
        self, crew: Crew, community: Community, areas: dict[str, Area], album: Album, clock: Clock
    ) -> None:
        self.crew, self.community, self.areas, self.album, self.clock = crew, community, areas, album, clock
        self.today = clock.today
        named = {person.email: person for person in Person.objects.filter(email__endswith=f"@{DOMAIN}")}
        self.resident, self.board = named[f"bewoner@{DOMAIN}"], named[f"bestuurslid@{DOMAIN}"]
        self.neighbour = named[f"taakgroeplid@{DOMAIN}"]
        self.themes = {theme.slug: theme for theme in Theme.objects.all()}
        self.crowd = list(Person.objects.filter(is_active=True).order_by("pk"))

    def make_plans(self) -> None:
        """Make all initiatives; the clock ends where it began."""
        for plan in PLANS:
            self.make(plan)
        self.clock.set_to(self.today)
        self.look_at_comments()

    def on(self, days_ago: int) -> date:
        day = self.today - timedelta(days=days_ago)
        self.clock.set_to(day)
        return day

    def make(self, plan: Plan) -> None:
        first = self.board if plan.where == "oldekaap" else self.resident
        manager = self.crew[self.crew.manager_of(plan.where)]
        self.on(plan.begun)
        area = self.areas[plan.where]
        point = area.point
        made = making.begin(
            area,
            theme=self.themes[plan.theme],
            title=plan.title,
            by=first,
            shows_name=bool(plan.support[0] % 2),
            kind="challenge" if plan.challenge else "idea",
            organisation=self.community.partner_for("panel", plan.where) if plan.challenge else None,
            picture=self.album.scene(plan.scene) if plan.scene else None,
        )
        Maker.objects.create(initiative=made, person=self.neighbour)
        shift = (len(plan.title) % 7 - 3) / 2000
        values = {
            "what": plan.what,
            "why": plan.why,
            "street": plan.street,
            "own_effort": plan.own_effort,
            "asked": plan.asked,
            "cost": plan.cost,
            "longitude": round(point[0] + shift, 6) if plan.street or plan.scene else None,
            "latitude": round(point[1] + shift / 2, 6) if plan.street or plan.scene else None,
        } | {f"asks_{each}": True for each in plan.asks}
        if plan.challenge:
            values |= dict(zip(("task", "present_cost", "offer"), plan.challenge, strict=True))
        making.edit(made, values, version=made.version, by=first)
        for name, days_ago, reason in plan.steps:
            self.on(days_ago)
            if name in {"accept", "decline"}:
                self.prepare(made, plan, manager)
            who = first if name in {"submit", "start", "finish", "withdraw"} else manager
            made = handling.take_step(made, name, by=who, reason=reason)
            if name == "publish":
                self.react(made, plan, manager)
        if plan.judged:
            making.judge_rung(made, held=plan.judged[0], words=plan.judged[1], by=first)

    def prepare(self, made: Initiative, plan: Plan, manager: Person) -> None:
        """State what the makers may decide, and the agreement."""
        if plan.rung:
            words = "Wat u maakt, en hoe. Niet: of het veilig is. Dat keurt de gemeente."
            handling.state_rung(made, rung=plan.rung, words=words, by=manager)
        if plan.agreement:
            until = self.today + timedelta(days=900)
            handling.write_agreement(made, agreement=plan.agreement, agreed_until=until, by=manager)

    def react(self, made: Initiative, plan: Plan, manager: Person) -> None:
        """Let people support it and write, and departments answer."""
        here, elsewhere = plan.support
        Support.objects.bulk_create(
            Support(initiative=made, person=person, from_here=place < here)
            for place, person in enumerate(self.crowd[: here + elsewhere])
        )
        given = min(here + elsewhere, len(self.crowd))
        Initiative.objects.filter(pk=made.pk).update(
            supporters_here=min(here, given), supporters_elsewhere=max(0, given - here)
        )
        for number, (words, is_question, answer) in enumerate(plan.comments):
            person = self.crowd[-1 - number]
            comment = talking.write_comment(
                made, words, is_question=is_question, shows_name=number == 0, by=person
            )
            if answer:
                talking.answer_question(comment, words=answer, by=manager)
            elif comment.state != SHOWN:
                talking.show_comment(comment, by=manager)
        if plan.check:
            department, question, outcome = plan.check
            due_on = self.today + timedelta(days=9 if not outcome else -20)
            check = handling.ask_department(
                made, self.community[department], question=question, due_on=due_on, by=manager
            )
            reasons = {
                "yes": "Dit kan. Wij kijken elk voorjaar een keer mee.",
                "if": "Dit kan als de wortels vrij blijven. Een keurmeester kijkt elk jaar. Wij betalen dat.",
                "no": "De bus kan niet omrijden. Een brigadier kan wel.",
            }
            if outcome:
                who = self.crew[DEPARTMENTS[department]]
                handling.answer_check(check, outcome=outcome, reason=reasons[outcome], by=who)

    def look_at_comments(self) -> None:
        """Leave comments in every state, and what people reported."""
        garden = Initiative.objects.get(title=PLANS[0].title)
        manager, writer = self.crew[self.crew.manager_of("vogelweide")], self.neighbour
        self.clock.set_to(self.today - timedelta(days=1))
        write = {"is_question": False, "shows_name": False, "by": writer}
        talking.write_comment(garden, "Ik help graag mee op zaterdag.", **write)
        judge_reports(
            garden,
            manager=manager,
            colleague=self.crew.administrator,
            resident=self.resident,
            writer=writer,
        )
        making.invite(garden, "buur@rietwolde.example", by=self.resident)
        self.clock.set_to(self.today)
