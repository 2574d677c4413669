from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from wijkportaal.foundation.languages.catalogues import compiled, missing, read, unlike, written
from wijkportaal.foundation.languages.extraction import words_of_residents
from wijkportaal.foundation.languages.of_django import OF_DJANGO
from wijkportaal.foundation.languages.states import DUTCH, PREFIXED


class Command(BaseCommand):
    """Compare the catalogues with what residents see."""

    help = "List the words that residents see and that are not translated; exit code 1 when there are any."

    def add_arguments(self, parser):
        parser.add_argument(
            "--write",
            action="store_true",
            help="add what is missing to locale/*/LC_MESSAGES/django.po, take out what is no more, compile",
        )

    def handle(self, *args, write: bool, **options):
        wanted = words_of_residents()
        faults = 0
        for language in (DUTCH, *PREFIXED):
            path = Path(settings.BASE_DIR, "locale", language, "LC_MESSAGES", "django.po")
            # Our own words are Dutch: that catalogue has only what others say in English.
            ours = set() if language == DUTCH else wanted
            catalogue, all_words = read(path), ours | OF_DJANGO.get(language, set())
            if write:
                catalogue = {
                    words: catalogue.get(words, ("", "") if words.many else ("",)) for words in all_words
                }
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(written(catalogue, language), encoding="utf-8")
                path.with_suffix(".mo").write_bytes(compiled(catalogue, language))
            found = {
                "not translated": missing(catalogue, all_words),
                "other placeholders than the Dutch": unlike(catalogue),
                "no more in the code": sorted(set(catalogue) - all_words),
            }
            for fault, words in found.items():
                for each in words:
                    self.stdout.write(f"{language}: {fault}: {each.one!r}")
                faults += len(words)
        if faults:
            raise CommandError(f"{faults} of {len(wanted)} words to look at.")
        self.stdout.write(f"{len(wanted)} words, all translated.")
