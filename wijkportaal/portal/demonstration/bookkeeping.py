"""The books of Rietwolde: what areas got, part of what they spent, a mistake undone, and a year that closed."""

from datetime import date
from decimal import ROUND_DOWN, Decimal

from areas.territory.models import Area
from budgets.ledger import actions
from budgets.ledger.calculations import CENT, combined, transfer
from budgets.ledger.models import Account, Period
from budgets.ledger.queries import active_purposes
from budgets.ledger.states import BUDGET, SPENT, TREASURY
from budgets.staffels.queries import in_force, public_versions, result_of
from wijkportaal.portal.demonstration.budgets import FINANCE
from wijkportaal.portal.demonstration.crew import Crew

# The share of each purpose, and what was bought from it.
SPLIT = {
    "investeringen": Decimal("0.5"),
    "activiteiten": Decimal("0.35"),
    "eigen-functioneren": Decimal("0.15"),
}
SPENDING = (
    ("activiteiten", "Zomerfeest op het veld", Decimal("0.6"), (6, 27)),
    ("investeringen", "Bankjes langs het wandelpad", Decimal("0.7"), (4, 14)),
    ("eigen-functioneren", "Zaalhuur en kopieën", Decimal("0.4"), (9, 3)),
)


class Books:
    """Writes the bookings of two years, as the financieel medewerker did."""

    def __init__(self, crew: Crew, *, today: date) -> None:
        self.today, self.finance = today, crew[FINANCE]
        self.areas: dict[str, Area] = Area.objects.in_bulk(field_name="slug")
        actions.ensure_purposes(by=None)
        self.purposes = {purpose.slug: purpose for purpose in active_purposes()}
        self.treasury = actions.open_account(TREASURY, by=self.finance)

    def write(self) -> None:
        """Book last year whole and close it, and this year as far as it is."""
        self.book_year(self.today.year - 1, until=date(self.today.year - 1, 12, 31))
        actions.close_period(Period.objects.get(year=self.today.year - 1), by=self.finance)
        self.book_year(self.today.year, until=self.today)

    def book_year(self, year: int, *, until: date) -> None:
        versions = public_versions().filter(staffel__name="Wijk- en dorpsbudget")
        version = in_force(versions, year)
        decision = version.decision
        for number, (slug, outcome) in enumerate(sorted(result_of(version, year).by_area.items())):
            if not outcome.amount or slug not in self.areas:
                continue
            area = self.areas[slug]
            budgets = self.budgets(area, year) or self.award(area, year, outcome.amount, decision)
            if number % 3 == 0:
                self.spend(budgets, year, until=until)
            if number == 4 and until == self.today:
                self.err(budgets["activiteiten"], until)

    def budgets(self, area: Area, year: int) -> dict[str, Account]:
        """Return what an area was granted already and the gemeente holds, by purpose."""
        accounts = Account.objects.filter(kind=BUDGET, area=area, year=year).select_related("purpose")
        return {account.purpose.slug: account for account in accounts}

    def award(self, area: Area, year: int, amount: Decimal, decision: str) -> dict[str, Account]:
        """Give an area its budget, divided over the purposes; what does not divide goes to the first."""
        budgets = {
            slug: actions.open_account(
                BUDGET, area=area, purpose=self.purposes[slug], year=year, by=self.finance
            )
            for slug in SPLIT
        }
        parts = {slug: (amount * share).quantize(CENT, ROUND_DOWN) for slug, share in SPLIT.items()}
        parts["investeringen"] += amount - sum(parts.values())
        moves = combined([(self.treasury, -amount), *((budgets[slug], part) for slug, part in parts.items())])
        actions.book(
            moves,
            on=date(year, 2, 1),
            description=f"Budget {area.name} {year}",
            ground=actions.Ground(decision),
            key=f"demonstration:{area.pk}:{year}",
            by=self.finance,
        )
        return budgets

    def spend(self, budgets: dict[str, Account], year: int, *, until: date) -> None:
        for purpose, what, share, (month, day) in SPENDING:
            on = date(year, month, day)
            if on > until or purpose not in budgets:
                continue
            budget = Account.objects.get(pk=budgets[purpose].pk)
            spent = actions.open_account(
                SPENT, area=budget.area, purpose=budget.purpose, year=year, by=self.finance
            )
            actions.book(
                transfer(budget, spent, (budget.balance * share).quantize(CENT, ROUND_DOWN)),
                on=on,
                description=what,
                ground=actions.Ground("Besluit van het bestuur", "bonnen van het bestuur"),
                key=f"demonstration:{budget.pk}:{purpose}",
                by=self.finance,
            )

    def err(self, budget: Account, on: date) -> None:
        """Book something on the wrong area, and undo it."""
        spent = actions.open_account(
            SPENT, area=budget.area, purpose=budget.purpose, year=budget.year, by=self.finance
        )
        entry = actions.book(
            transfer(budget, spent, Decimal("125.00")),
            on=on,
            description="Huur van de muziekinstallatie",
            ground=actions.Ground("Besluit van het bestuur", "factuur 2214"),
            key=f"demonstration:{budget.pk}:wrong",
            by=self.finance,
        )
        actions.counter(entry, reason="Dit was een factuur van een ander dorp.", on=on, by=self.finance)
