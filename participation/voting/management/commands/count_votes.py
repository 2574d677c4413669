from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from participation.voting.calculations.ballots import grouped
from participation.voting.calculations.counting import Candidate, Conditions, count, tally
from participation.voting.calculations.lots import lot_of
from participation.voting.calculations.pabulib import Election, PabulibRefused, read_pabulib
from participation.voting.states import EQUAL_SHARES, EQUAL_SHARES_ALONE, MOST_VOTES
from wijkportaal.foundation.money.calculations import euros

# The names by which others know these rules are understood too.
RULES = {
    MOST_VOTES: MOST_VOTES,
    "greedy": MOST_VOTES,
    EQUAL_SHARES: EQUAL_SHARES,
    EQUAL_SHARES_ALONE: EQUAL_SHARES_ALONE,
    "mes": EQUAL_SHARES_ALONE,
}


class Command(BaseCommand):
    help = (
        "Telt de stemmen van een Pabulib-bestand (.pb) en noemt de winnaars en hoeveel stemmen elk plan kreeg. "
        "Bij evenveel stemmen beslist de naam van het plan, of met --seed de loting."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--rule",
            choices=list(RULES),
            default=MOST_VOTES,
            help="meeste stemmen (most_votes), gelijke delen met aanvulling (equal_shares) of zonder (equal_shares_alone)",
        )
        parser.add_argument("--seed", default="", help="het getal van de loting")
        parser.add_argument(
            "--minimum", type=int, default=1, help="hoeveel stemmen een plan minstens nodig heeft"
        )
        parser.add_argument(
            "--ceilings",
            action="store_true",
            help="houd de plafonds per categorie aan die in het bestand staan",
        )

    def handle(self, *args, file: Path, rule: str, seed: str, minimum: int, ceilings: bool, **options):
        try:
            election = read_pabulib(file.read_bytes())
            most = election.ceilings
        except OSError as error:
            raise CommandError(f"{file} is niet te lezen: {error.strerror}.") from error
        except PabulibRefused as refused:
            raise CommandError(str(refused)) from refused
        name = RULES[rule]
        if ceilings and name != MOST_VOTES:
            raise CommandError("Plafonds per categorie kunnen alleen bij meeste stemmen.")
        candidates = [Candidate(plan.ident, int(plan.cost * 100), plan.category) for plan in election.plans]
        conditions = Conditions(
            name,
            int(election.budget * 100),
            (lambda ident: lot_of(seed, ident)) if seed else str,
            {category: int(amount * 100) for category, amount in most.items()} if ceilings else {},
            minimum,
        )
        groups = grouped(election.ballots)
        outcome = count(candidates, groups, conditions)
        points, _ballots = tally(groups)
        self.stdout.write(
            f"{election.title}: {len(election.ballots)} stemmen, budget {euros(election.budget)}"
        )
        self.stdout.write(f"Regel: {name}")
        if most and not ceilings:
            self.stdout.write("Het bestand noemt plafonds per categorie; met --ceilings tellen die mee.")
        self.write_plans(election, points, outcome.chosen)
        for numbers in outcome.ties:
            self.stdout.write(f"Evenveel stemmen, geloot: {', '.join(map(str, numbers))}")

    def write_plans(self, election: Election, points: dict, chosen: tuple) -> None:
        """Write a line for each plan, from most to fewest votes, and the winners in the order in which they won."""
        won = set(chosen)
        costs = {plan.ident: plan.cost for plan in election.plans}
        for plan in sorted(election.plans, key=lambda one: (-points.get(one.ident, 0), one.ident)):
            mark = "gekozen" if plan.ident in won else "-"
            self.stdout.write(f"{plan.ident}\t{points.get(plan.ident, 0)}\t{plan.cost}\t{mark}\t{plan.name}")
        spent = sum(costs[ident] for ident in chosen)
        self.stdout.write(f"Besteed: {euros(spent + election.budget * 0)}")
        self.stdout.write(f"Winnaars: {','.join(map(str, chosen))}")
