from django.core.management.base import BaseCommand, CommandError

from wijkportaal.foundation.people.models import Person
from wijkportaal.portal.demonstration.people import (
    PASSWORD,
    SIGN_INS,
    NoDemonstration,
    refuse_outside_demonstration,
)


class Command(BaseCommand):
    help = "Show one sign-in per role of the demonstration. Needs PORTAAL_DEMO=1."

    def handle(self, *args, **options):
        try:
            refuse_outside_demonstration()
        except NoDemonstration as refused:
            raise CommandError(str(refused)) from None
        present = set(Person.objects.values_list("email", flat=True))
        rows = [sign_in for sign_in in SIGN_INS if sign_in.email in present]
        if not rows:
            self.stdout.write("Er staat geen demonstratiegemeente in dit portaal.")
            return
        self.stdout.write(f"Inloggen kan met elk van deze adressen; het wachtwoord is steeds {PASSWORD}")
        for sign_in in rows:
            self.stdout.write(f"  {sign_in.email:<32} {sign_in.label:<22} {sign_in.look_at}")
