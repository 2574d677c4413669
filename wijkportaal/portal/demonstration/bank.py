"""Statements of a bank that does not exist, and what the gemeente expected to see on them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.core.files.base import ContentFile

from budgets.grants.queries import PAID_JOB
from budgets.ledger.actions import Ground, open_account
from budgets.ledger.models import Account
from budgets.ledger.queries import for_list
from budgets.ledger.states import BUDGET, SPENT
from budgets.payments import actions
from budgets.payments.models import BankLine, ExpectedPayment, StatementFile
from budgets.payments.states import EXPECTED
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.batches.actions import keep_file
from wijkportaal.portal.demonstration.budgets import FINANCE
from wijkportaal.portal.demonstration.crew import Crew

OWN = "NL02ABNA0123456789"
PERSON = "J. de Vries"
PERSON_IBAN = "NL91INGB0001234567"


@dataclass(frozen=True)
class Row:
    """One entry of a statement; below zero was paid out."""

    amount: str
    text: str = ""
    end_to_end: str = "NOTPROVIDED"
    structured: str = ""
    reference: str = ""
    status: str = "BOOK"
    currency: str = "EUR"
    day: str = "2026-03-12"
    name: str = PERSON


def camt(
    *rows: Row, version: str = "02", number: str = "2026-71", opening="100.00", closing: str | None = None
) -> bytes:
    """Write a statement with these rows; the closing balance adds up unless it is given."""
    booked = sum((Decimal(row.amount) for row in rows if row.status == "BOOK"), Decimal(0))
    entries = "".join(_entry(row, place, version) for place, row in enumerate(rows, start=1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt><GrpHdr>'
        "<MsgId>1</MsgId></GrpHdr><Stmt>"
        f"<Id>{number}</Id><Acct><Id><IBAN>{OWN}</IBAN></Id></Acct>"
        f"{_balance('OPBD', Decimal(opening))}{_balance('CLBD', Decimal(closing or Decimal(opening) + booked))}"
        f"{entries}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def _sign(amount: Decimal) -> str:
    return "DBIT" if amount < 0 else "CRDT"


def _balance(kind: str, amount: Decimal) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="EUR">{abs(amount)}</Amt><CdtDbtInd>{_sign(amount)}</CdtDbtInd></Bal>'
    )


def _entry(row: Row, place: int, version: str) -> str:
    amount = Decimal(row.amount)
    side = "Cdtr" if amount < 0 else "Dbtr"
    new = version == "08"
    status = f"<Sts><Cd>{row.status}</Cd></Sts>" if new else f"<Sts>{row.status}</Sts>"
    name = f"<Pty><Nm>{row.name}</Nm></Pty>" if new else f"<Nm>{row.name}</Nm>"
    structured = (
        f"<Strd><CdtrRefInf><Ref>{row.structured}</Ref></CdtrRefInf></Strd>" if row.structured else ""
    )
    return (
        f"<Ntry><NtryRef>{row.reference or place}</NtryRef>"
        f'<Amt Ccy="{row.currency}">{abs(amount)}</Amt><CdtDbtInd>{_sign(amount)}</CdtDbtInd>{status}'
        f"<BookgDt><Dt>{row.day}</Dt></BookgDt><NtryDtls><TxDtls>"
        f"<Refs><EndToEndId>{row.end_to_end}</EndToEndId></Refs>"
        f"<RltdPties><{side}>{name}</{side}><{side}Acct><Id><IBAN>{PERSON_IBAN}</IBAN></Id></{side}Acct></RltdPties>"
        f"<RmtInf><Ustrd>{row.text}</Ustrd>{structured}</RmtInf></TxDtls></NtryDtls></Ntry>"
    )


class Payments:
    """What was to be paid from budgets of this year, and two statements: one read in, one looked at."""

    def __init__(self, crew: Crew, *, today: date) -> None:
        self.today, self.finance = today, crew[FINANCE]
        budgets = Account.objects.filter(kind=BUDGET, year=today.year, balance__gte=600)
        self.budgets = list(for_list(budgets.filter(purpose__slug="investeringen"))[:6])

    def write(self) -> None:
        """Expect, read in, and put one line aside."""
        if len(self.budgets) < 6:
            return
        whats = ("Bloembakken", "Speeltoestel", "Boombank", "Vlaggenmast", "Waterpunt", "Informatiebord")
        due = [
            self.expect(budget, what, Decimal(amount), number)
            for number, (budget, what, amount) in enumerate(
                zip(
                    self.budgets,
                    whats,
                    ("240.00", "575.50", "180.00", "95.00", "310.00", "420.00"),
                    strict=True,
                )
            )
        ]
        actions.cancel_expected(due[5], reason="De leverancier kan niet leveren.", by=self.finance)
        self.read(
            "afschrift-week-1.xml",
            Row("-240.00", end_to_end=due[0].reference, name="Kwekerij De Loot"),
            Row("-755.50", text=f"{due[1].reference} en {due[2].reference}", name="Speeltuigen Noord"),
            Row("-90.00", text="Vlaggenmast, korting verwerkt", name="Vlaggenhuis"),
            Row("-1210.00", text="Boeken zomerlezen", name="Bibliotheek Rietwolde"),
            Row("35.00", text="teruggave borg sleutel", name="Stichting De Brug"),
            day=self.today - timedelta(days=9),
        )
        strange = BankLine.objects.get(text="Boeken zomerlezen")
        actions.set_line_aside(
            strange, reason="Dit betaalt de bibliotheek uit haar eigen begroting.", by=self.finance
        )
        self.keep(
            "afschrift-week-2.xml",
            Row("-310.00", text=due[4].reference, name="Waterbedrijf"),
            *self.advances(),
            Row("-17.50", text="bankkosten"),
            day=self.today - timedelta(days=2),
        )
        self.leave_files()

    def advances(self) -> list[Row]:
        """What was paid of grants: with it read in, an application goes on by itself."""
        waiting = ExpectedPayment.objects.filter(
            state=EXPECTED, incoming=False, when_paid=PAID_JOB, entry=None
        )
        return [Row(f"-{each.amount}", end_to_end=each.reference, name="Vereniging") for each in waiting[:1]]

    def leave_files(self) -> None:
        """Leave a file that was thrown away, one that was refused, and one that is being looked at."""
        day = self.today - timedelta(days=1)
        twice = self.keep("afschrift-week-2-nog-eens.xml", Row("-17.50", text="bankkosten"), day=day)
        actions.discard_file(twice, by=self.finance)
        self.keep("afschrift-dollars.xml", Row("-40.00", text="licence", currency="USD"), day=day)
        with recorded(by=self.finance, action="payments.receive_file"):
            upload = ContentFile(
                camt(Row("-5.00", text="porto", day=day.isoformat())), "afschrift-week-3.xml"
            )
            keep_file(StatementFile(), upload, by=self.finance)

    def expect(self, budget: Account, what: str, amount: Decimal, number: int) -> ExpectedPayment:
        spent = open_account(
            SPENT, area=budget.area, purpose=budget.purpose, year=budget.year, by=self.finance
        )
        return actions.expect_payment(
            amount,
            description=f"{what} {budget.area.name}",
            source=budget,
            target=spent,
            ground=Ground("Besluit van het bestuur", f"factuur {2301 + number}"),
            due_on=self.today + timedelta(days=7 * number - 10),
            by=self.finance,
        )

    def read(self, name: str, *rows: Row, day: date) -> None:
        actions.apply_file(self.keep(name, *rows, day=day), by=self.finance)

    def keep(self, name: str, *rows: Row, day: date):
        rows = [replace(row, day=day.isoformat()) for row in rows]
        number = f"{day:%Y}-{day:%j}"
        return actions.receive_file(
            ContentFile(camt(*rows, version="08", number=number), name), by=self.finance
        )
