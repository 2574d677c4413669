from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from wijkportaal.foundation.backups.actions import write_file
from wijkportaal.foundation.backups.archives import BackupRefused
from wijkportaal.portal.administration.training.copying import TrainingCopy

PASSWORD = "oefenen-met-wijkportaal"  # noqa: S105 - meant to be known


class Command(BaseCommand):
    help = (
        "Write a copy of the portal without personal data, to train with. Put it back with restore on another portal "
        "that runs with PORTAAL_DEMO=1."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a name that does not exist yet, such as oefenen.tar.gz")
        parser.add_argument(
            "--password", default=PASSWORD, help="with which one person of each role signs in"
        )

    def handle(self, *, file: Path, password: str, **_options):
        copy = TrainingCopy(password)
        try:
            write_file(file, copy, report=self.stdout.write)
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Inloggen in de kopie kan zo; het wachtwoord is steeds {password}")
        for role, email in copy.sign_ins:
            self.stdout.write(f"  {email:<44} {role}")
