import sys

from django.core.management.base import BaseCommand

from participation.subscriptions.actions import mark_bounced
from participation.subscriptions.calculations import failed_addresses


class Command(BaseCommand):
    """The door for the mail server: what it returns to the sender's address is piped in here."""

    help = "Read one returned mail (RFC 3464) from stdin and stop the mail to addresses that do not exist."

    def handle(self, **options):
        stopped = sum(mark_bounced(address) for address in failed_addresses(sys.stdin.buffer.read(1_000_000)))
        # No addresses: what a command prints ends up in a log.
        self.stdout.write(f"{stopped} stopped")
