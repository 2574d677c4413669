from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from wijkportaal.foundation.languages.catalogues import Words, compiled, missing, read, unlike, written
from wijkportaal.foundation.languages.states import LANGUAGES


def catalogue_of(language: str) -> Path:
    return Path(settings.BASE_DIR, "locale", language, "LC_MESSAGES", "django.po")


def test_everything_that_residents_see_is_translated():
    """`./portaal manage translations --write` adds what is missing to locale/; then write the words."""
    call_command("translations")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_words(language):
    """`./portaal manage translations --write` writes both."""
    path = catalogue_of(language)
    words = read(path)
    # As yes or no: where pytest shows all that differs, it takes hours over two files of this size.
    is_in_order = path.read_text(encoding="utf-8") == written(words, language)
    is_compiled = path.with_suffix(".mo").read_bytes() == compiled(words, language)
    assert is_in_order
    assert is_compiled


def test_what_is_missing_or_breaks_a_page_is_named(tmp_path):
    day, days = Words("%(n)s dag", "%(n)s dagen"), ("%(n)s day", "%(n)s days")
    catalogue = {
        Words("Ja"): ("Yes",),
        Words('Zeg "ja"\nof “nee”'): ('Say "yes"\nor “no”',),
        day: days,
        Words("%(name)s"): ("%(naam)s",),
        Words("Nee"): ("",),
        Words("mei", "", "maand"): ("May",),
    }
    path = tmp_path / "django.po"
    path.write_text(written(catalogue, "en"), encoding="utf-8")
    assert read(path) == catalogue
    assert unlike(catalogue) == [Words("%(name)s")]
    assert missing(catalogue, {Words("Ja"), Words("Nee"), Words("Misschien")}) == [
        Words("Misschien"),
        Words("Nee"),
    ]
