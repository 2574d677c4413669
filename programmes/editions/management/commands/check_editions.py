from django.core.management.base import BaseCommand, CommandError

from programmes.editions.actions import check_editions


class Command(BaseCommand):
    """Read every brochure and compare it with the checksum of what was printed."""

    help = "Check that every printed edition is still what was printed; exit code 1 when one is not."

    def handle(self, *args, **options):
        count, damaged = check_editions()
        for edition in damaged:
            self.stderr.write(f"Damaged: {edition} ({edition.file})")
        if damaged:
            raise CommandError(f"{len(damaged)} of {count} editions are damaged.")
        self.stdout.write(f"{count} editions, all as they were printed.")
