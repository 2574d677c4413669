from django.core.management.base import BaseCommand

from wijkportaal.portal.search.actions import rebuild_index


class Command(BaseCommand):
    help = "Make the index of the search anew, while it is in use."

    def handle(self, *args, **options) -> None:
        done = 0
        for done in rebuild_index():  # noqa: B007 - the last number is what is told
            pass
        self.stdout.write(f"{done} zoekregels gemaakt.")
