from django.core.management.base import BaseCommand, CommandError

from wijkportaal.foundation.operations.writing import documents


class Command(BaseCommand):
    help = "Writes the documents that are made from the code: settings, permissions, life cycles, the API."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; fail when a document is not up to date."
        )

    def handle(self, *, check: bool, **_options):
        stale = [
            (path, text)
            for path, text in documents().items()
            if not path.exists() or path.read_text(encoding="utf-8") != text
        ]
        if check and stale:
            names = ", ".join(path.name for path, _text in stale)
            raise CommandError(f"Not up to date: {names}. Run ./portaal manage write_docs.")
        for path, text in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"wrote {path.name}")
