"""A regulation with money, people of each role, and an application at any place in its chain."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from areas.organisations.models import Organisation
from areas.territory.models import Area
from areas.territory.queries import root_area
from budgets.grants.actions import applying, deciding, money, ruling
from budgets.grants.models import Application, Regulation, Side
from budgets.grants.queries import Capacity
from budgets.ledger.models import Account
from tests.factories.ledger import AccountFactory, PurposeFactory, fill
from tests.factories.organisations import FunctionFactory, OrganisationFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from wijkportaal.foundation.files.processing import CheckedFile
from wijkportaal.foundation.people.models import Person

PAPER = CheckedFile(b"%PDF-1.4 bon", "bon.pdf", 1)


def days(number: int):
    return timezone.localdate() + timedelta(days=number)


@dataclass
class Scene:
    """Everybody around one area, and the pot that grants are paid from."""

    area: Area
    board: Organisation
    applicant: Person
    reviewer: Person
    decider: Person
    second: Person
    finance: Person
    pot: Account
    regulation: Regulation

    def begin(self, **fields) -> Application:
        """A concept that can be sent: costs of 1000, of which 200 is the board's own."""
        values = {
            "title": "Picknicktafels",
            "plan": "Wij zetten twee tafels neer.",
            "starts_on": days(40),
        } | fields
        made = applying.begin(
            fields.pop("regulation", self.regulation),
            Capacity("board", self.area, self.board),
            by=self.applicant,
            **{name: value for name, value in values.items() if name != "regulation"},
        )
        lines = [(Side.COST, "Tafels", Decimal(1000)), (Side.OWN, "Uit de kas", Decimal(200))]
        applying.set_lines(made, lines, version=made.version, by=self.applicant)
        return made

    def submitted(self, **fields) -> Application:
        return applying.submit(self.begin(**fields), by=self.applicant)

    def assessed(self, **fields) -> Application:
        points = [{"text": "Past bij het doel", "answer": "yes"}]
        return deciding.assess(self.submitted(**fields), points, "Goed plan.", by=self.reviewer)

    def granted(self, amount="800", **fields) -> Application:
        reasons = "" if Decimal(amount) == 800 else "Een tafel is genoeg."
        return deciding.grant(
            self.assessed(**fields), amount=Decimal(amount), reasons=reasons, by=self.decider
        )

    def running(self, amount="800", **fields) -> Application:
        return money.pay(self.granted(amount, **fields), by=self.finance)

    def accounted(self, amount="800", spent="800", **fields) -> Application:
        made = self.running(amount, **fields)
        receipt = {"what": "Tafels", "amount": Decimal(spent), "paid_on": timezone.localdate()}
        applying.add_receipt(made, receipt, PAPER, by=self.applicant)
        return applying.account(made, "Ze staan er.", by=self.applicant)


def regulation_for(pot: Account | None, **fields) -> Regulation:
    values = {
        "name": "Leefbaarheid",
        "legal_basis": "Verordening, artikel 7",
        "explanation": "Voor plannen van buren.",
        "applicants": ["board", "taskgroup", "resident"],
        "purpose": PurposeFactory(slug="activiteiten", name="Activiteiten"),
        "account": pot,
        "decider": "alderman",
        "advance_percent": 80,
    }
    return ruling.make_regulation(**values | fields, by=None)


def make_scene(area: Area | None = None, **regulation) -> Scene:
    area = area or AreaFactory(name="Noord", parent=root_area() or GemeenteFactory())
    board = OrganisationFactory(name="Wijkpanel Noord", areas=[area], email="panel@voorbeeld.example")
    applicant = person_with("board_member", area, full_name="Bea Bestuur")
    FunctionFactory(
        organisation=board, person=applicant, kind="treasurer", name="Bea Bestuur", name_public=False
    )
    pot = AccountFactory(kind="pot", area=None, goal="Leefbaarheid")
    fill(pot, "10000")
    return Scene(
        area,
        board,
        applicant,
        person_with("area_manager", area, full_name="Rik Beoordeelt"),
        person_with("alderman", full_name="Dien Beslist"),
        person_with("alderman", full_name="Twan Tweede"),
        person_with("finance", full_name="Fien Betaalt"),
        pot,
        regulation_for(pot, **regulation),
    )
