from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from budgets.staffels.calculations.measures import MeasuresRefused, read_measures
from budgets.staffels.calculations.reading import SchemeRefused, read_text
from budgets.staffels.calculations.scheme import Outcome, Result, Scheme, calculate
from wijkportaal.foundation.money.calculations import euros
from wijkportaal.foundation.tables.reading import UnreadableFile, read_table


class Command(BaseCommand):
    """Work a scheme out for areas in a table and print what each gets and why. Touches no table of the portal."""

    help = (
        "Print the outcome of a scheme (docs/staffel-format.md) for every area of a table, with its explanation. "
        "Exit code 1 when the scheme or the table is refused, or when a figure is lacking; each reason is named."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("scheme", type=Path, metavar="SCHEME.json")
        parser.add_argument("--measures", required=True, type=Path, metavar="AREAS.csv", help="csv or xlsx")
        parser.add_argument(
            "--year", type=int, metavar="YYYY", help="the first year of the scheme, unless given"
        )

    def handle(self, *args, scheme: Path, measures: Path, year: int | None, **options):
        found = self.scheme(scheme)
        year = year or found.first_year
        if not found.holds_in(year):
            raise CommandError(f"{scheme}: deze staffel geldt niet in {year}.")
        subjects = self.subjects(measures, found, year)
        result = calculate(found, subjects, year=year)
        self.stdout.write(f"{found.name}, {year}")
        self.stdout.write(f"Bron: {found.source}")
        for remark in found.remarks():
            self.stdout.write(f"Let op: {remark}")
        for outcome in result.outcomes:
            self.print_outcome(outcome)
        self.print_totals(result, left_out=len(subjects) - len(result.by_area))
        self.refuse_lacking(found, result)

    def print_outcome(self, outcome: Outcome) -> None:
        amount = "onbekend" if outcome.amount is None else euros(outcome.amount)
        self.stdout.write(f"\n{outcome.name}: {amount}")
        for line in outcome.lines:
            shown = "" if line.amount is None else euros(line.amount)
            source = f" [bron: {line.source}]" if line.source else ""
            self.stdout.write(f"  {shown:>16}  {line.text}{source}")

    def print_totals(self, result: Result, *, left_out: int) -> None:
        self.stdout.write(f"\nTotaal: {euros(result.total)} voor {len(result.outcomes)} ontvangers")
        for name, amount in result.levies.items():
            self.stdout.write(f"In {name}: {euros(amount)}")
        if left_out:
            self.stdout.write(
                f"Niet meegerekend: {left_out} gebieden van een soort waarvoor de staffel niet is."
            )
        for area in result.unmatched:
            self.stdout.write(f"Een besluit noemt {area}, maar dat gebied staat niet in de tabel.")

    def scheme(self, path: Path) -> Scheme:
        try:
            return read_text(path.read_bytes())
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from None
        except UnicodeDecodeError:
            raise CommandError(f"{path}: dit is geen tekst in UTF-8.") from None
        except SchemeRefused as refused:
            raise CommandError("\n".join(f"{path}: {fault}" for fault in refused.faults)) from None

    def subjects(self, path: Path, scheme: Scheme, year: int):
        try:
            with path.open("rb") as file:
                return read_measures(read_table(file), on=scheme.reference.on(year))
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from None
        except UnreadableFile as error:
            raise CommandError(f"{path}: {error}") from None
        except MeasuresRefused as refused:
            raise CommandError("\n".join(f"{path}: {fault}" for fault in refused.faults)) from None

    def refuse_lacking(self, scheme: Scheme, result: Result) -> None:
        """A script must not take a list with holes for a whole one."""
        lacking = [
            each.unit.lacking(measure)
            for each in result.unknown
            for measure in scheme.measures
            if each.unit.count(measure) is None
        ]
        if lacking:
            raise CommandError("\n".join(dict.fromkeys(lacking)))
