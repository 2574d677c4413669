from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from budgets.ledger.documents import journal
from budgets.ledger.models import Account
from budgets.ledger.queries import entries_in_order, for_list


class Command(BaseCommand):
    """Write the ledger as a journal in plain text."""

    help = "Write all bookings to a journal that hledger reads (hledger -f FILE check --strict)."

    def add_arguments(self, parser):
        parser.add_argument("--out", required=True, type=Path, metavar="FILE.journal")
        parser.add_argument("--year", type=int, metavar="YYYY")

    def handle(self, *args, out: Path, year: int | None, **options):
        if not out.parent.is_dir():
            raise CommandError(f"There is no folder {out.parent}.")
        accounts = for_list(Account.objects.all())
        with out.open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in journal(accounts, entries_in_order(year=year)))
        self.stdout.write(f"{out} written.")
