from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from wijkportaal.foundation.backups.actions import Whole, write_file
from wijkportaal.foundation.backups.archives import BackupRefused


class Command(BaseCommand):
    help = "Write a back-up of all rows and all files to one new file. The portal may go on meanwhile."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a name that does not exist yet, such as wijken.tar.gz")

    def handle(self, *, file: Path, **_options):
        try:
            write_file(file, Whole(), report=self.stdout.write)
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
