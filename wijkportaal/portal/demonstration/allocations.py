"""The allocations of Rietwolde: this year decided and carried out, next year ready for the wethouder."""

from decimal import Decimal

from areas.territory.models import Area
from budgets.allocations.actions import accounts, deciding, preparing, receive_account
from budgets.allocations.actions.carrying_out import book_levies, carry_out_allocation
from budgets.allocations.models import AccountSettlement, Run
from budgets.allocations.queries import granted_to, rows_to_do, version_for
from budgets.allocations.states import BOARD, GOAL, MUNICIPALITY, SAVE_YEARS, SET_OFF
from budgets.decisions.actions import keep_letter
from budgets.decisions.documents import print_letter
from budgets.decisions.models import Decision
from budgets.decisions.queries import for_list
from budgets.ledger.models import Purpose
from budgets.staffels.models import Staffel, StaffelVersion
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.portal.demonstration.budgets import FINANCE
from wijkportaal.portal.demonstration.crew import Crew

# Of each purpose its share, who holds it, and what happens with what is left.
PURPOSES = {
    "investeringen": (50, MUNICIPALITY, SAVE_YEARS, 3, ""),
    "activiteiten": (35, MUNICIPALITY, SET_OFF, None, ""),
    "eigen-functioneren": (15, BOARD, GOAL, None, "een eigen ruimte"),
}


class Allocations:
    """Grants the budget of a year as finance and the wethouder did."""

    def __init__(self, crew: Crew) -> None:
        self.finance, self.alderman = crew[FINANCE], crew[crew.alderman_of("molenwaard")]
        self.staffel = Staffel.objects.get(name="Wijk- en dorpsbudget")

    def grant(self, year: int) -> None:
        """Prepare, decide and carry out the run of a year; the letters are left to the workers."""
        run = self.prepare(year)
        deciding.adopt(run, decision=f"Collegebesluit {year}-014", by=self.alderman)
        purposes = list(run.purposes.select_related("purpose"))
        for pk in rows_to_do(run).values_list("pk", flat=True):
            carry_out_allocation(pk, purposes)
        run.refresh_from_db()
        book_levies(run)
        deciding.finish(run)

    def send_letters(self) -> None:
        """Make two letters: one goes by mail, one lies ready for the post."""
        made = for_list(Decision.objects.filter(state="decided")).order_by("pk")
        for decision in (made.exclude(email="")[0], made.filter(email="")[0]):
            on = decision.decided_on
            printed = print_letter(decision, gemeente(), on=on)
            keep_letter(decision, printed.content, pages=printed.pages, on=on)

    def grant_pot(self, this_year: int) -> None:
        """Decide about the pot for villages: of last year too late for the books, of this year just now."""
        pot = StaffelVersion.objects.filter(staffel__name="Activiteitenpot dorpen").latest("number")
        for year in (this_year - 1, this_year):
            run = self.prepare(year, version=pot)
            deciding.adopt(run, decision=f"Collegebesluit {year}-031", by=self.alderman)
            if year < this_year:
                run.refresh_from_db()
                deciding.fail(
                    run, f"Het boekjaar {year} is afgesloten. Daarin kan niets meer worden geboekt."
                )

    def prepare(self, year: int, version: StaffelVersion | None = None) -> Run:
        """Lay the run of a year ready for a decision."""
        run = preparing.make_run(version or version_for(self.staffel, year), year, by=self.finance)
        preparing.save_purposes(run, list(_purposes()), by=self.finance)
        return deciding.take(run, "submit", by=self.finance)

    def begin_correction(self, year: int) -> None:
        """Begin a correction of a year, for which no figure came yet."""
        first = Run.objects.get(year=year, of=None, state="executed")
        preparing.make_correction(first, reason="Het aantal inwoners wordt verbeterd.", by=self.finance)

    def prepare_anew(self, year: int) -> None:
        """Take back the run of a year, and lay another one ready."""
        deciding.take(self.prepare(year), "withdraw", by=self.finance, reason="De verdeling moet anders.")
        self.prepare(year)

    def settle_accounts(self) -> None:
        """Receive what three boards accounted for: one waits, one lacks something, one is settled."""
        self.account("vogelweide")
        question = "Op welke dag was de vergadering, en waar is de rekening van de zaal?"
        accounts.ask_more(self.account("klaverveld"), question=question, by=self.finance)
        accounts.settle(self.account("binnenvesten"), by=self.finance)

    def account(self, slug: str) -> AccountSettlement:
        """Let the board of an area account for what it got."""
        (row,) = granted_to(Area.objects.get(slug=slug))
        return receive_account(row, Decimal("150.00"), document="Overzicht van de penningmeester", by=None)


def _purposes():
    for slug, (percent, held_by, year_end, years, goal) in PURPOSES.items():
        purpose = Purpose.objects.get(slug=slug)
        yield {
            "purpose": purpose,
            "percent": Decimal(percent),
            "held_by": held_by,
            "year_end": year_end,
            "years": years,
            "goal": goal,
        }
