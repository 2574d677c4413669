from django.core.management.base import BaseCommand, CommandError

from wijkportaal.portal.demonstration.load import load
from wijkportaal.portal.demonstration.people import NoDemonstration
from wijkportaal.portal.opendata.actions import request_files


class Command(BaseCommand):
    help = "Fill an empty portal with the made-up gemeente Rietwolde. Needs PORTAAL_DEMO=1."

    def handle(self, *args, **options):
        try:
            loaded = load()
        except NoDemonstration as refused:
            raise CommandError(str(refused)) from None
        if loaded:
            # Who tries the portal out need not wait for the night.
            request_files(by=None)
            self.stdout.write("Rietwolde staat klaar.")
        else:
            self.stdout.write("Er staat al iets in dit portaal; er is niets veranderd.")
