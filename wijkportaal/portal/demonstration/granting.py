"""What was asked for in Rietwolde under three regelingen, in every state from concept to settled account."""

import io
from datetime import date, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from PIL import Image

from areas.territory.models import Area
from budgets.grants.actions import applying, deciding, money, ruling
from budgets.grants.actions.revising import revise
from budgets.grants.calculations.conditions import (
    AtMost,
    AtMostFor,
    ClosesOn,
    DaysAhead,
    Once,
    OwnShare,
    Support,
)
from budgets.grants.models import Application, Side
from budgets.grants.queries import Capacity
from budgets.ledger.actions import Ground, book, open_account, save_purpose
from budgets.ledger.calculations import transfer
from budgets.ledger.models import Account, Purpose
from budgets.ledger.states import BUDGET, POT, TREASURY
from budgets.objections.actions import answer, object_to, withdraw
from budgets.vouchers import actions as vouchers
from wijkportaal.foundation.files.processing import CheckedFile
from wijkportaal.foundation.people.models import Person
from wijkportaal.portal.demonstration.budgets import FINANCE
from wijkportaal.portal.demonstration.clock import Clock
from wijkportaal.portal.demonstration.communities import Community
from wijkportaal.portal.demonstration.crew import Crew, chair_of
from wijkportaal.portal.demonstration.people import DOMAIN, NORTH

POT_AMOUNT = Decimal(60_000)
WIJK, DORP = "vogelweide", "oldekaap"


def _paper() -> CheckedFile:
    page = io.BytesIO()
    Image.new("RGB", (300, 420), "white").save(page, "PDF", resolution=72)
    return CheckedFile(page.getvalue(), "bon.pdf", 1)


class Grants:
    """Lets boards and residents apply, and the gemeente answer, on the days on which they did."""

    def __init__(self, crew: Crew, community: Community, areas: dict[str, Area], clock: Clock) -> None:
        self.crew, self.community, self.areas, self.clock = crew, community, areas, clock
        self.today = clock.today
        self.finance = crew[FINANCE]
        self.alderman = crew[crew.alderman_of(WIJK)]
        self.second = crew[crew.alderman_of(DORP)]
        self.resident = Person.objects.get(email=f"bewoner@{DOMAIN}")
        self.paper = _paper()

    def write(self) -> None:
        """Make the regulations and let everything happen, oldest first; the clock ends where it began."""
        self.on(-150)
        self.open_regulations()
        for happen in (
            self.settle_one,
            self.run_one,
            self.account_some,
            self.refuse_one,
            self.leave_one,
            self.do_small_ones,
            self.wait_for_some,
        ):
            happen()
        self.give_vouchers()
        self.clock.set_to(self.today)

    def on(self, days: int) -> date:
        """Set the clock so many days from today; never in a year of which the books are closed."""
        day = max(self.today + timedelta(days=days), date(self.today.year, 1, 2))
        self.clock.set_to(day)
        return day

    def open_regulations(self) -> None:
        purpose = Purpose.objects.get(slug="activiteiten")
        pot = open_account(POT, purpose=purpose, year=self.today.year, goal="Leefbaarheid", by=self.finance)
        book(
            transfer(open_account(TREASURY, by=self.finance), pot, POT_AMOUNT),
            on=date(self.today.year, 1, 2),
            description="Pot leefbaarheid en ontmoeting",
            ground=Ground("Besluit van de raad over de begroting"),
            key="demonstration:leefbaarheid",
            by=self.finance,
        )
        self.give_flexible_budgets()
        common = {"purpose": purpose, "by": self.finance}
        self.quick = ruling.make_regulation(
            name="Klein idee, snel antwoord",
            legal_basis="Verordening wijk- en dorpsbudgetten Rietwolde, artikel 9",
            explanation="Een barbecue, bloembollen of een bankje voor de straat: vertel in een paar zinnen wat u wilt.",
            is_quick=True,
            applicants=["board", "taskgroup", "resident"],
            decider="area_manager",
            decide_within=10,
            decide_unit="workdays",
            settles_at_once=True,
            conditions=[AtMost(Decimal(1000)), AtMostFor(Decimal(250), "buurtfeest"), DaysAhead(14)],
            purpose=self.flexible,
            by=self.finance,
        )
        self.main = ruling.make_regulation(
            name="Leefbaarheid en ontmoeting",
            legal_basis="Verordening wijk- en dorpsbudgetten Rietwolde, artikel 11",
            explanation="Voor plannen die een wijk of dorp mooier, veiliger of gezelliger maken.",
            applicants=["board", "taskgroup"],
            account=pot,
            decider="alderman",
            advice_above=Decimal(2500),
            two_deciders_above=Decimal(5000),
            advance_percent=80,
            conditions=[
                OwnShare(Decimal(10)), AtMost(Decimal(7500)), AtMostFor(Decimal(250), "buurtfeest"), Support(4), DaysAhead(14),
            ],
            **common,
        )  # fmt: skip
        self.past = ruling.make_regulation(
            name="Eenmalig: groene straten",
            legal_basis="Besluit van het college over groene straten",
            explanation="Voor een geveltuin, een boom of minder tegels. Deze regeling is gesloten.",
            applicants=["board"],
            areas=[self.areas[WIJK], self.areas[DORP]],
            account=pot,
            is_open=False,
            conditions=[Once(), ClosesOn(date(self.today.year, 10, 1))],
            **common,
        )

    def give_flexible_budgets(self) -> None:
        """Give some areas the money from which the wijkmanager decides on what is small."""
        values = {"name": "Flexibel budget", "slug": "flexibel-budget", "position": 9, "is_active": False}
        self.flexible = save_purpose(Purpose(), values, by=self.finance)
        treasury = open_account(TREASURY, by=self.finance)
        for key in (*NORTH, DORP):
            book(
                transfer(treasury, self.flexible_budget(key), Decimal(3000)),
                on=date(self.today.year, 1, 2),
                description=f"Flexibel budget {self.areas[key].name}",
                ground=Ground("Besluit van de raad over de begroting"),
                key=f"demonstration:flexibel:{key}",
                by=self.finance,
            )

    def flexible_budget(self, key: str) -> Account:
        return open_account(
            BUDGET, area=self.areas[key], purpose=self.flexible, year=self.today.year, by=self.finance
        )

    def board(self, key: str) -> tuple[Capacity, Person]:
        return Capacity("board", self.areas[key], self.community[f"panel-{key}"]), self.crew[chair_of(key)]

    def begin(
        self, key: str, title: str, plan: str, costs: int, own: int, **fields
    ) -> tuple[Application, Person]:
        """Begin a concept with a budget of two lines."""
        capacity, chair = self.board(key)
        made = applying.begin(
            self.main, capacity, title=title, plan=plan, supporters=12,
            support="Een lijst met handtekeningen", by=chair, **fields,
        )  # fmt: skip
        lines = [
            (Side.COST, "Materiaal en huur", Decimal(costs)),
            (Side.OWN, "Uit de eigen kas", Decimal(own)),
        ]
        return applying.set_lines(made, lines, version=made.version, by=chair), chair

    def send(
        self, key: str, title: str, plan: str, costs: int, own: int, *, starts: int
    ) -> tuple[Application, Person]:
        starts_on = self.clock.moment.date() + timedelta(days=starts)
        made, chair = self.begin(key, title, plan, costs, own, starts_on=starts_on)
        return applying.submit(made, by=chair), chair

    def assess(self, made: Application, judgement: str) -> Application:
        points = [{"text": point, "answer": "yes"} for point in self.main.checklist]
        manager = self.crew[self.crew.manager_of(made.area.slug)]
        return deciding.assess(made, points, judgement, by=manager)

    def settle_one(self) -> None:
        """From concept to settled, with a rest that came back."""
        self.on(-140)
        made, chair = self.send(
            WIJK, "Zomer op het veld", "Zes avonden met spel en muziek op het veld.", 2400, 400, starts=30
        )
        self.on(-133)
        made = self.assess(made, "Veel kinderen doen mee. De begroting is zuinig.")
        self.on(-128)
        made = deciding.grant(made, amount=Decimal(2000), by=self.alderman)
        self.on(-120)
        made = money.pay(made, by=self.finance)
        self.on(-60)
        for what, amount in (
            ("Springkussen", "650"),
            ("Muziek en geluid", "540.50"),
            ("Limonade en broodjes", "310"),
        ):
            values = {"what": what, "amount": Decimal(amount), "paid_on": self.clock.moment.date()}
            applying.add_receipt(made, values, self.paper, by=chair)
        made = applying.account(
            made, "Er kwamen elke avond zo’n tachtig kinderen. Eén avond viel uit door regen.", by=chair
        )
        self.on(-50)
        made = money.settle(
            made, final=Decimal("1500.50"), reasons="Eén avond ging niet door.", by=self.finance
        )
        self.on(-38)
        money.balance(made, by=self.finance)

    def run_one(self) -> None:
        """Two that are under way: one with receipts to come, one that waits for the advance."""
        self.on(-75)
        made, chair = self.send(
            DORP,
            "Leestafel in het dorpshuis",
            "Een grote tafel, lampen en een boekenkast.",
            3000,
            600,
            starts=25,
        )
        self.on(-70)
        made = self.assess(made, "Het dorpshuis wordt zo ook overdag gebruikt.")
        self.on(-64)
        made = deciding.grant(made, amount=Decimal(2000), reasons="De lampen hangen er al.", by=self.alderman)
        self.on(-58)
        made = money.pay(made, by=self.finance)
        self.on(-50)
        objection = object_to(
            made.steps.exclude(decision=None).last().decision,
            name=chair.full_name,
            email=chair.email,
            grounds="De lampen hangen er wel, maar twee doen het niet meer.",
            by=chair,
        )
        self.on(-34)
        made = revise(
            made, objection, amount=Decimal(2200), reasons="Twee nieuwe lampen horen erbij.", by=self.second
        )
        self.on(-28)
        money.pay(made, by=self.finance)
        self.on(-20)
        made, _chair = self.send(
            WIJK, "Verlichte winterwandeling", "Lantaarns langs een route door de wijk.", 1200, 200, starts=40
        )
        self.on(-12)
        made = self.assess(made, "Past goed bij het winterprogramma.")
        self.on(-6)
        deciding.grant(made, amount=Decimal(1000), by=self.alderman)

    def account_some(self) -> None:
        """One that is accounted for, and one of which a part must be paid back."""
        for key, title, plan, spent in (
            (DORP, "Dorpsquiz", "Een avond met vragen over het dorp.", "420"),
            (WIJK, "Speeltoestellen schilderen", "Een zaterdag schilderen met ouders.", "330.25"),
        ):
            self.on(-95)
            made, chair = self.send(key, title, plan, 600, 80, starts=30)
            self.on(-90)
            made = self.assess(made, "Klein plan met veel deelnemers.")
            self.on(-86)
            made = deciding.grant(made, amount=Decimal(520), by=self.alderman)
            self.on(-80)
            made = money.pay(made, by=self.finance)
            on = self.on(-25)
            values = {"what": "Materiaal", "amount": Decimal(spent), "paid_on": on}
            applying.add_receipt(made, values, self.paper, by=chair)
            made = applying.account(made, "Het was druk en gezellig.", by=chair)
        self.on(-15)
        money.settle(made, final=Decimal("330.25"), reasons="De verf was goedkoper.", by=self.finance)

    def refuse_one(self) -> None:
        """A no, late, to which the board objects; and one that the board withdrew."""
        self.on(-110)
        made, chair = self.send(
            WIJK, "Reis voor vrijwilligers", "Een dag naar een pretpark.", 4000, 1600, starts=60
        )
        self.on(-100)
        made = self.assess(made, "Alleen de vrijwilligers zelf hebben er iets aan.")
        self.on(-45)
        made = deciding.reject(
            made, reasons="De regeling is voor plannen waar de hele wijk iets aan heeft.", by=self.second
        )
        self.on(-30)
        object_to(
            made.steps.last().decision,
            name=chair.full_name,
            email=chair.email,
            grounds="Zonder onze vrijwilligers gebeurt er niets in de wijk. Een dank u wel is dus ook voor de wijk.",
            by=chair,
        )
        self.on(-85)
        made, chair = self.send(
            DORP, "Oud ijzer inzamelen", "Een container voor een dag.", 500, 100, starts=20
        )
        self.on(-80)
        applying.withdraw(made, reason="De oudijzerhandel doet het gratis.", by=chair)

    def leave_one(self) -> None:
        """One that was never completed; and objections that were answered and withdrawn."""
        self.on(-70)
        made, chair = self.send(DORP, "Kookcursus", "Samen koken en eten.", 900, 150, starts=60)
        on = self.on(-65)
        manager = self.crew[self.crew.manager_of(DORP)]
        deciding.ask(made, "Wie geeft de cursus?", answer_by=on + timedelta(days=14), by=manager)
        self.on(-40)
        made = deciding.set_aside(made, reasons="Wij weten niet wie de cursus geeft.", by=self.alderman)
        objector = {"name": chair.full_name, "email": chair.email, "by": chair}
        decision = made.steps.last().decision
        self.on(-35)
        first = object_to(decision, grounds="De vraag kwam in de vakantie.", **objector)
        self.on(-20)
        answer(
            first, result="unfounded", reasons="U had twee weken, en kon om meer tijd vragen.", by=self.second
        )
        again = object_to(decision, grounds="Toch nog een vraag.", **objector)
        withdraw(again, reason="In een gesprek opgelost.", by=self.finance)

    def do_small_ones(self) -> None:
        """Small and quick: one paid, one that waits for the wijkmanager with the clock running."""
        manager = self.crew[self.crew.manager_of(WIJK)]
        self.on(-30)
        made = self.ask_small("Bloembollen in de berm", "Met de hele straat duizend bollen planten.", 180)
        self.on(-26)
        money.pay(deciding.grant(made, amount=Decimal(180), by=manager), by=self.finance)
        self.on(-5)
        self.ask_small(
            "Buurtbarbecue", "Eten met de straat, om nieuwe buren te leren kennen.", 250, kind="buurtfeest"
        )

    def ask_small(self, title: str, plan: str, amount: int, **fields) -> Application:
        starts_on = self.clock.moment.date() + timedelta(days=25)
        return applying.apply_quickly(
            self.quick,
            Capacity("resident", self.areas[WIJK]),
            amount=Decimal(amount),
            key=uuid5(NAMESPACE_URL, title),
            title=title,
            plan=plan,
            starts_on=starts_on,
            by=self.resident,
            **fields,
        )

    def give_vouchers(self) -> None:
        """Vouchers: one that a supplier redeemed, one from which payment is asked, and a new one."""
        manager = self.crew[self.crew.manager_of(WIJK)]
        area, budget = self.areas[WIJK], self.flexible_budget(WIJK)
        for days, idea, group, amount, asks, pays in (
            (-55, "Schommel in de speeltuin", "ouders van de speeltuin", 400, 400, True),
            (-40, "Vogelhuisjes in het park", "natuurwerkgroep", 250, 90, False),
            (-2, "Pannenkoekendag", "buren van het plein", 150, 0, False),
        ):
            self.on(days)
            made = vouchers.issue(
                source=budget, area=area, idea=idea, group=group, amount=Decimal(amount),
                expires_on=self.today + timedelta(days=200), by=manager,
            )  # fmt: skip
            if asks:
                self.on(days + 12)
                asked = vouchers.redeem(
                    made, amount=Decimal(asks), key=uuid5(NAMESPACE_URL, idea), invoice=self.paper,
                    what="Materiaal", name="IJzerwaren De Hamer", email="hamer@rietwolde.example",
                )  # fmt: skip
                if pays:
                    vouchers.pay(asked, by=self.finance)
                else:
                    more = vouchers.redeem(
                        made, amount=Decimal(30), key=uuid5(NAMESPACE_URL, f"{idea} 2"), invoice=self.paper,
                        what="Benzine", name="IJzerwaren De Hamer", email="hamer@rietwolde.example",
                    )  # fmt: skip
                    vouchers.refuse(more, reason="Benzine hoort niet bij dit idee.", by=self.finance)
        self.end_vouchers(budget, manager)

    def end_vouchers(self, budget: Account, manager: Person) -> None:
        """One that expired unused, and one that was withdrawn."""
        for idea in ("Buurtbieb", "Kerstboom op het plein"):
            on = self.on(-90)
            made = vouchers.issue(
                source=budget, area=budget.area, idea=idea, group="buren van de Lindestraat", amount=Decimal(100),
                expires_on=on + timedelta(days=30), by=manager,
            )  # fmt: skip
        vouchers.withdraw(made, reason="De winkeliers betalen de boom.", by=manager)
        self.on(-50)
        vouchers.expire_vouchers()

    def wait_for_some(self) -> None:
        """What waits for somebody: a review, an answer, a second decision, a concept."""
        self.on(-16)
        made, _chair = self.send(
            DORP, "Zitje onder de linde", "Een ronde bank om de oude linde.", 2200, 300, starts=70
        )
        self.on(-9)
        manager = self.crew[self.crew.manager_of(DORP)]
        answer_by = self.today + timedelta(days=9)
        deciding.ask(
            made, "Mag de bank op die plek staan? Stuur een tekening mee.", answer_by=answer_by, by=manager
        )
        self.on(-14)
        made, _chair = self.send(
            DORP,
            "Podium voor de kade",
            "Een los podium dat alle verenigingen kunnen lenen.",
            7600,
            1200,
            starts=90,
        )
        self.on(-10)
        made = self.assess(made, "Vier verenigingen gaan het gebruiken.")
        worker = self.crew[self.crew.worker_of(DORP)]
        deciding.advise(made, is_positive=True, text="Het dorp heeft nu geen podium.", by=worker)
        self.on(-7)
        deciding.propose(made, amount=Decimal(6400), reasons="", by=self.second)
        self.on(-18)
        made, _chair = self.send(
            WIJK, "Muurschildering bij de tunnel", "Kinderen ontwerpen de muur.", 2400, 400, starts=60
        )
        self.on(-8)
        self.assess(made, "Veel draagvlak, en de eigenaar van de muur doet mee.")
        self.on(-3)
        self.send(WIJK, "Repaircafé", "Elke maand een middag samen spullen repareren.", 900, 150, starts=35)
        self.on(-1)
        self.begin(DORP, "Kerstmarkt op de brink", "Kramen, koek en een koor.", 800, 100)
