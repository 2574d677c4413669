from django.core.management.commands import migrate

from wijkportaal.foundation.operations.migrating import only_what_changes


class Command(migrate.Command):
    """Django's own command, quicker on a fresh database."""

    def handle(self, *args, **options):
        with only_what_changes():
            return super().handle(*args, **options)
