from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from wijkportaal.foundation.backups.actions import note, restore_archive
from wijkportaal.foundation.backups.archives import BackupRefused
from wijkportaal.foundation.backups.models import Kind


class Command(BaseCommand):
    help = "Put a back-up back, all of it or nothing, on an empty portal of the same version."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="throw away all that is in this portal, rows and files"
        )

    def handle(self, *, file: Path, replace: bool, **_options):
        try:
            manifest = restore_archive(file, replace=replace)
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        note(Kind.RESTORED, manifest, file_name=file.name, size=file.stat().st_size)
        self.stdout.write(
            f"{manifest.rows} regels en {len(manifest.files)} bestanden teruggezet, "
            f"zoals het was op {manifest.made_at[:16].replace('T', ' ')}."
        )
