import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from programmes.editions.documents import print_variants, set_brochure, write_text
from programmes.editions.queries import brochure_of
from programmes.translations.actions import keep_translation
from programmes.translations.queries import lines_of
from tests.verapdf import assert_pdf_ua

TEMPLATES = Path(settings.BASE_DIR, "templates/editions")
SAME = {"Project", "Wat", "%(start)s"}


def fixed_words() -> set[str]:
    found = set()
    for path in [*TEMPLATES.glob("brochure/*.html"), TEMPLATES / "large.html", TEMPLATES / "brochure.txt"]:
        source = path.read_text()
        found |= set(re.findall(r'{% translate "([^"]+)"', source))
        for words in re.findall(r"{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}", source, re.DOTALL):
            found.add(re.sub(r"{{ (\w+) }}", r"%(\1)s", words))
    return found


@pytest.mark.parametrize("language", ["en", "fy"])
def test_the_catalogue_has_all_words_of_the_brochure(language):
    known = translation.trans_real.translation(language)._catalog
    assert [words for words in sorted(fixed_words()) if words not in known] == []
    with translation.override(language):
        assert translation.gettext("Wat kost het?") in {"What does it cost?", "Wat kostet it?"}


@pytest.mark.django_db
def test_an_edition_in_another_language_says_what_is_only_in_dutch(programme, manager, tmp_path):
    values = {"text": {"title": "Dear all", "text": "<p>Together we make the neighbourhood.</p>"}}
    for language in ("en", "tr"):
        line = next(each for each in lines_of(programme, language) if "Voorwoord" in each.original.name)
        keep_translation(programme, line.original, language, values["text"], version=0, by=manager)
    english, turkish = brochure_of(programme, "en"), brochure_of(programme, "tr")
    with translation.override("en"):
        html = set_brochure(english)
    assert '<html lang="en">' in html
    assert "What will we do in 2026?" in html
    assert "<h2>Dear all</h2>" in html
    assert '<p class="only-dutch" lang="en">This text is available in Dutch only.</p>' in html
    assert '<h4 lang="nl"><span class="number t-1" id="project-1">1</span>' in html
    # Without a catalogue the brochure's own words stay Dutch, and what is translated says so.
    html = set_brochure(turkish)
    assert '<html lang="nl">' in html
    assert '<h2 lang="tr">Dear all</h2>' in html
    assert "Wat gaan we doen in 2026?" in html
    assert "Dear all".upper() in write_text(english)
    assert brochure_of(programme).words_language == "nl"
    printed = print_variants(english, ["screen"])["screen"].content
    file = tmp_path / "english.pdf"
    file.write_bytes(printed)
    assert_pdf_ua(file)
