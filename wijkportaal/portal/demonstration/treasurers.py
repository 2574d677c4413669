"""The books of some boards in Rietwolde: one kept for two years, and a yearly account in every state."""

import io
import random
import uuid
from datetime import date, timedelta
from decimal import Decimal

from PIL import Image, ImageDraw

from areas.organisations.queries import organisations_for
from areas.organisations.states import RESIDENTS_ORGANISATIONS
from areas.territory.models import Area
from budgets.books import actions
from budgets.books.actions.setting_up import Opening
from budgets.books.models import AnnualAccount, Book, Movement, Receipt
from budgets.books.states import INCOME, SPENDING
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.pictures.actions import store_picture
from wijkportaal.foundation.pictures.models import Picture
from wijkportaal.foundation.pictures.processing import PreparedPicture
from wijkportaal.portal.demonstration.crew import Crew
from wijkportaal.portal.demonstration.people import TREASURER, character

GEMEENTE, MEMBERS, PROCEEDS, GIFTS = (
    "Bijdrage van de gemeente",
    "Contributie van leden",
    "Opbrengst van activiteiten",
    "Giften",
)
ACTIVITIES, UPKEEP, VILLAGERS, BOARD = (
    "Activiteiten",
    "Aankopen en onderhoud",
    "Verzoeken van bewoners",
    "Kosten van het bestuur",
)
BUDGET = {
    GEMEENTE: 3900,
    MEMBERS: 620,
    PROCEEDS: 450,
    GIFTS: 100,
    ACTIVITIES: 1900,
    UPKEEP: 1600,
    VILLAGERS: 600,
    BOARD: 480,
}
# What comes and goes in a year: month and day, amount, line of budget, what for, from or to whom, in cash.
YEAR = (
    (1, 14, "-86.40", BOARD, "Zaalhuur jaarvergadering", "Dorpshuis", False),
    (2, 3, "3900.00", GEMEENTE, "Dorpsbudget", "Gemeente Rietwolde", False),
    (2, 20, "612.50", MEMBERS, "Contributie 245 leden", "leden", False),
    (3, 8, "-148.75", UPKEEP, "Verf en kwasten voor de speeltuin", "Bouwmarkt", False),
    (3, 22, "-64.20", ACTIVITIES, "Koffie en soep op de opschoondag", "Supermarkt", True),
    (4, 27, "-412.00", ACTIVITIES, "Huur springkussen Koningsdag", "Verhuurbedrijf", False),
    (4, 27, "356.10", PROCEEDS, "Verkoop koek en limonade", "bezoekers", True),
    (5, 16, "-735.00", UPKEEP, "Twee picknicktafels", "Houthandel", False),
    (6, 9, "-45.00", BOARD, "Bankkosten en website", "Bank", False),
    (6, 28, "-528.90", ACTIVITIES, "Zomerfeest: muziek en tent", "Feestverhuur", False),
    (9, 12, "-197.55", VILLAGERS, "Bloembollen voor de Kerkstraat", "Tuincentrum", False),
    (10, 4, "75.00", GIFTS, "Gift bij een jubileum", "inwoner", False),
    (11, 15, "-118.30", ACTIVITIES, "Sint-Maarten en lampionnen", "Supermarkt", True),
)
# Where the account of last year is, by village; the first is the one of the sign-in.
STATES = {
    "oldekaap": "published",
    "fjildum": "sent",
    "noordermiede": "approved",
    "sanwier": "audited",
    "grootzwin": "drawn_up",
    "bokstenwald": "open",
}
# What villagers asked: what for, how much, in how many days, the answer and its reason, and what became of it.
REQUESTS = (
    ("Barbecue voor de nieuwe straat", "175", 40, "", "", ""),
    ("Schilderspullen voor het trapveldje", "90", 25, "grant", "Mooi dat jullie dit zelf doen.", ""),
    (
        "Nieuwe trainingspakken",
        "800",
        60,
        "refuse",
        "Dit hoort bij de sportclub. Vraag het fonds voor sport.",
        "",
    ),
    ("Zaden voor de bloementuin", "45", 10, "grant", "Daar wordt het dorp mooier van.", "pay"),
    ("Springkussen op de burendag", "120", 15, "grant", "Leuk voor de kinderen.", "lapse"),
)
SIZE = (420, 620)


def keep_treasurers_books(crew: Crew, areas: dict[str, Area], *, today: date) -> None:
    """Keep the books of some villages until today."""
    receipt = _draw_receipt(by=crew.administrator)
    for number, (key, state) in enumerate(STATES.items()):
        by = crew[TREASURER] if key == "oldekaap" else None
        _Keeper(areas[key], today=today, number=number, receipt=receipt, by=by).keep(state)


class _Keeper:
    """Keeps one book, as its penningmeester would."""

    def __init__(self, area: Area, *, today: date, number: int, receipt: Picture, by) -> None:
        self.today, self.number, self.receipt, self.by = today, number, receipt, by
        self.is_first = number == 0
        board = [each for each in organisations_for(area) if each.kind in RESIDENTS_ORGANISATIONS]
        self.book: Book = actions.start_book(
            area,
            year=today.year - 1,
            organisation=board[0] if board else None,
            openings=[
                Opening("bank", "Betaalrekening", Decimal("1398.80") + 211 * number),
                Opening("savings", "Spaarrekening", Decimal("2500.00")),
                Opening("cash", "Contant geld", Decimal("62.35")),
            ],
            by=by,
        )
        names = {INCOME: list(BUDGET)[:4], SPENDING: list(BUDGET)[4:]}
        actions.name_categories(self.book, names, by=by)
        self.lines = {each.name: each for each in self.book.categories.all()}
        self.bank, self.savings, self.cash = self.book.purses.all()

    def keep(self, state: str) -> None:
        for year in (self.today.year - 1, self.today.year):
            amounts = {self.lines[name]: Decimal(amount) for name, amount in BUDGET.items()}
            actions.set_budget(self.book, year, amounts, by=self.by)
        actions.finish_set_up(self.book, by=self.by)
        self.book_year(self.today.year - 1, every=1 if self.is_first else 3)
        if self.is_first:
            self.save_up()
        self.bring_to(state)
        self.book_year(self.today.year, every=1 if self.is_first else 4)
        if self.is_first:
            self.err()
            self.hear_villagers()

    def book_year(self, year: int, *, every: int) -> None:
        """Book what comes and goes, of this year as far as it is; the last receipts are still to be added."""
        chance = random.Random(self.number * 10_000 + year)  # noqa: S311 - amounts of a story
        booked = []
        for month, day, amount, name, purpose, party, in_cash in YEAR[::every]:
            if (on := date(year, month, day)) > self.today:
                continue
            change = Decimal(chance.randrange(-900, 900)) / 100 if Decimal(amount) < 0 else 0
            booked.append(self.add(on, Decimal(amount) + change, name, purpose, party, in_cash=in_cash))
        spent = [line for line in booked if line.kind == SPENDING]
        missing = spent[-2:] if year == self.today.year else []
        with recorded(by=self.by, action="books.add_receipt"):
            Receipt.objects.bulk_create(
                Receipt(movement=line, note="Staat op het bankafschrift van juni.")
                if "Bankkosten" in line.purpose
                else Receipt(movement=line, picture=self.receipt)
                for line in spent
                if line not in missing
            )

    def add(
        self, on: date, amount: Decimal, name: str, purpose: str, party: str, *, in_cash=False, request=None
    ) -> Movement:
        return actions.book_line(
            self.book,
            INCOME if amount > 0 else SPENDING,
            on=on,
            amount=abs(amount),
            purse=self.cash if in_cash else self.bank,
            category=self.lines[name],
            purpose=purpose,
            party=party,
            request=request,
            key=uuid.uuid4(),
            by=self.by,
        )

    def save_up(self) -> None:
        """Save for two goals."""
        year = self.today.year
        actions.start_reserve(
            self.book,
            goal="Nieuw dak dorpshuis",
            target=Decimal(6000),
            by_year=year + 3,
            amount=Decimal(1800),
            by=self.by,
        )
        jubilee = actions.start_reserve(
            self.book,
            goal="Dorpsfeest 100 jaar",
            target=Decimal(1500),
            by_year=year + 1,
            amount=Decimal(600),
            by=self.by,
        )
        actions.move_reserve(
            jubilee, Decimal(-100), reason="De muziek kost minder", key=uuid.uuid4(), by=self.by
        )

    def bring_to(self, state: str) -> None:
        """Take the account of last year as far as it is."""
        account = AnnualAccount.objects.get(book=self.book, year=self.today.year - 1)
        if state == "open":
            return
        actions.write_note(account, "Een rustig jaar. De picknicktafels staan bij de haven.", by=self.by)
        account = actions.draw_up(account, by=self.by)
        signers = [character(400 + self.number * 2 + place) for place in (0, 1)]
        auditors = [
            actions.invite_auditor(account, name=each.name, email=each.email, by=self.by) for each in signers
        ]
        actions.sign_account(auditors[0], agrees=True, remark="De bonnen zijn compleet.")
        if state == "drawn_up":
            return
        account = actions.sign_account(auditors[1], agrees=True)
        if state == "audited":
            return
        account = actions.approve_account(account, meeting_on=date(self.today.year, 3, 2), by=self.by)
        if state == "approved":
            return
        account = actions.send_account(account, by=self.by)
        if state == "published":
            actions.receive_account(account, by=None)
            actions.publish_account(account, by=self.by)

    def err(self) -> None:
        """Book something twice and undo it, and take money from the bank."""
        on = self.today - timedelta(days=20) if self.today.timetuple().tm_yday > 20 else self.today
        wrong = self.add(on, Decimal("-86.40"), BOARD, "Zaalhuur jaarvergadering", "Dorpshuis")
        actions.counter_line(wrong, reason="Deze stond er al in.", by=self.by)
        actions.transfer_money(
            self.book,
            self.bank,
            self.cash,
            on=on,
            amount=Decimal(150),
            purpose="Wisselgeld",
            key=uuid.uuid4(),
            by=self.by,
        )

    def hear_villagers(self) -> None:
        """Answer what villagers asked."""
        for place, (what, amount, days, step, reason, outcome) in enumerate(REQUESTS):
            somebody = character(440 + place)
            asked = actions.ask_board(
                self.book,
                what=what,
                amount=Decimal(amount),
                wanted_on=self.today + timedelta(days=days),
                name=somebody.name,
                email=somebody.email,
                explanation="We doen het met een paar buren en leggen zelf ook iets in.",
            )
            if step:
                actions.answer_request(asked, step, reason=reason, by=self.by)
            if outcome == "pay":
                line = self.add(self.today, -asked.amount, VILLAGERS, what, somebody.name, request=asked)
                actions.add_receipt(line, note="Gekocht op de markt, zonder bon.", by=self.by)
            if outcome == "lapse":
                actions.answer_request(asked, outcome, reason="De burendag gaat niet door.", by=self.by)


def _draw_receipt(*, by) -> Picture:
    """Draw a receipt of a shop that does not exist; one picture stands for all."""
    image = Image.new("RGB", SIZE, "#f4efe4")
    pen = ImageDraw.Draw(image)
    pen.rectangle((60, 30, 360, 590), fill="#ffffff", outline="#cfc8b8")
    lines = (
        "WINKEL RIETWOLDE",
        "(verzonnen)",
        "",
        "1 x artikel",
        "1 x artikel",
        "2 x artikel",
        "",
        "TOTAAL",
        "Bedankt!",
    )
    for number, line in enumerate(lines):
        pen.text((90, 70 + number * 52), line, fill="#333333", font_size=24)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    prepared = PreparedPicture(out.getvalue(), "JPEG", *SIZE)
    return store_picture(prepared, alt="Getekende bon", by=by)
