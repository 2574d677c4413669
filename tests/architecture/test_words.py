"""Words in a template are marked for translation: what stands there bare is Dutch on a Frisian page too."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

FOLDER = Path(settings.BASE_DIR, "templates")
# The catalogue of components, for who builds pages, shows them with a made-up wijk.
EXAMPLES = ("components/", "branding/_preview.html")
# Names, which are the same in every language, a unit, and values that a component takes.
NOT_DUTCH = {
    "Wijkportaal",
    "OpenAPI 3.0.3",
    "NL API Design Rules",
    "Turtle",
    "JSON-LD",
    "ms",
    "ja,",
    "submit",
}
# Attributes and arguments that are read out or shown.
SHOWN = (
    "title|alt|placeholder|label|caption|eyebrow|lead|summary|question|legend|description|note|unit|meta|link_label|button"
    "|image_alt|aria-(?:label|description|roledescription|valuetext)|data-(?:label|said|confirm)"
)
# What is marked, what nobody reads, and what becomes part of the attributes of <html> and <body>.
ASIDE = re.compile(
    r"\{#.*?#\}|<!--.*?-->|&#?\w+;|<(script|style|code)\b.*?</\1>"
    r"|\{%-? *(comment|blocktranslate)\b.*?\{% *end\2 *%\}|\{% block (?:theme|body_class|body_attributes) %\}.*?\{% endblock %\}",
    re.DOTALL,
)
CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
ELEMENT = re.compile(r"<[^<>]*>")
QUOTED = r"(?P<quote>[\"'])(?P<words>.*?)(?P=quote)"
ARGUMENT = re.compile(
    rf"(?:\|(?:default|default_if_none|yesno):|(?<![\w:-])(?:{SHOWN})=|\bfirstof .*?\s){QUOTED}"
)
ATTRIBUTE = re.compile(rf"(?<![\w:-])(?:{SHOWN})={QUOTED}", re.DOTALL)
# Parts that stand apart have two spaces or more between them once the rest is blank.
TEXT = re.compile(r"(?P<words>\S+(?: \S+)*)")
WORD = re.compile(r"[^\W\d_]{2,}")


def bare_words(template: str) -> list[str]:
    """Return the texts of a template that are not marked, each behind the number of its line."""
    found = sorted(
        (place, words.strip())
        for place, words in _texts(template)
        if WORD.search(words) and words.strip() not in NOT_DUTCH
    )
    return [f"{template.count(chr(10), 0, place) + 1}: {words}" for place, words in found]


def _texts(template: str) -> Iterator[tuple[int, str]]:
    """Yield where it stands and what it is: arguments in the code, attributes of elements, text between them."""
    seen = ASIDE.sub(_blank, template)
    html = CODE.sub(_blank, seen)
    text = ELEMENT.sub(_blank, html)
    parts = [(seen, CODE, ARGUMENT), (html, ELEMENT, ATTRIBUTE), (text, re.compile(r".+"), TEXT)]
    for source, outer, inner in parts:
        for around in outer.finditer(source):
            for each in inner.finditer(around[0]):
                yield around.start() + each.start("words"), each["words"]


def _blank(found: re.Match) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def test_words_in_templates_are_marked_for_translation():
    bare = [
        f"{path.relative_to(FOLDER)}:{words}"
        for path in sorted(FOLDER.rglob("*.*"))
        if path.suffix in {".html", ".txt"} and not str(path.relative_to(FOLDER)).startswith(EXAMPLES)
        for words in bare_words(path.read_text(encoding="utf-8"))
    ]
    assert bare == []


def test_words_that_are_not_marked_are_found():
    marked = """{# Een opmerking #}<p class="los" title="{% translate 'Titel' %}">{% blocktranslate %}Dag {{ naam }}{% endblocktranslate %}
        {% firstof naam _("niemand") %} {{ naam|default:_("niemand") }} <code>sessionid</code> &nbsp; 5 × {% url "portal:home" %}</p>"""
    assert bare_words(marked) == []
    bare = """<c-card title="{% if naam %}Dag{% endif %}" :label="naam">Los <b>woord</b> {{ naam|default:"niemand" }}
        {% firstof naam "iets anders" %}{% include "a/b.html" with label="Op straat" %}<img alt="Plein"></c-card>"""
    assert bare_words(bare) == [
        "1: Dag",
        "1: Los",
        "1: woord",
        "1: niemand",
        "2: iets anders",
        "2: Op straat",
        "2: Plein",
    ]
