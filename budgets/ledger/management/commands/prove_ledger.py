from django.core.management.base import BaseCommand, CommandError

from budgets.ledger.models import Entry
from budgets.ledger.queries import proof


class Command(BaseCommand):
    """Add the whole ledger up again."""

    help = "Prove that every entry balances and every balance is the sum of its lines; exit code 1 if not."

    def handle(self, *args, **options):
        faults = list(proof())
        for fault in faults:
            self.stderr.write(fault.what)
        if faults:
            raise CommandError(f"{len(faults)} faults.")
        self.stdout.write(f"{Entry.objects.count()} entries, all in balance.")
