from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from wijkportaal.foundation.components.vendoring import copy_files


class Command(BaseCommand):
    help = "Copies the front-end files that package.json locks from node_modules/ into static/vendor/."

    def handle(self, **options):
        node_modules = settings.BASE_DIR / "node_modules"
        if not node_modules.is_dir():
            raise CommandError("There is no node_modules/: run `npm ci --ignore-scripts` first.")
        count = copy_files(node_modules, settings.BASE_DIR / "static" / "vendor")
        self.stdout.write(f"{count} files copied to static/vendor/")
