"""All letters of the portal can be worded anew, and none of them can be broken by it."""

import ast
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings

from wijkportaal.portal.administration.catalogue import letters
from wijkportaal.portal.administration.forms import LetterForm


def test_every_letter_is_found_with_its_subject_first():
    found = letters()
    assert len(found) > 80
    # The digest writes its subject from what is new.
    without = [key for key, each in found.items() if not each.sentences[0].is_subject]
    assert without == []
    first = found["roles-new-role-letter"]
    assert [each.text for each in first.sentences][:4] == [
        "Uw nieuwe rol: {rol}",
        "Beste {naam},",
        "U hebt een nieuwe rol in het Wijkportaal: {rol} {plaats}, vanaf {datum}.",
        "De rol stopt op {datum}.",
    ]
    assert [each.text for each in first.sentences if each.is_part] == ["in de gemeente {naam}", "in {naam}"]


@pytest.mark.parametrize("room", [room for room in settings.ROOMS if find_spec(f"{room}.letters")])
def test_every_room_asks_for_the_words_of_the_gemeente(room):
    source = Path(find_spec(f"{room}.letters").origin).read_text()
    if room == "wijkportaal.foundation.people":  # its letters are templates of allauth
        return
    imported = {
        f"{node.module}.{name.name}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
    assert not {"django.utils.translation.gettext", "django.utils.translation.ngettext"} & imported
    assert "_ = words_of(__name__)" in source


def typed(**changes) -> LetterForm:
    letter = letters()["roles-new-role-letter"]
    data = {f"sentence-{at}": each.text for at, each in enumerate(letter.sentences)}
    return LetterForm(
        letter, {}, data | {f"sentence-{name[1:]}": text for name, text in changes.items()}, shared={}
    )


def test_a_sentence_is_saved_only_when_it_is_another():
    form = typed(s1="Dag {naam}!", s3="")
    assert form.is_valid(), form.errors
    assert {original: text for original, text in form.words().items() if text} == {
        "Beste %(name)s,": "Dag {naam}!"
    }
    assert form.example() == (
        "Uw nieuwe rol: wijkmanager",
        [
            "Dag Mevrouw Voorbeeld!",
            "U hebt een nieuwe rol in het Wijkportaal: wijkmanager in Voorbeelddorp, vanaf 12 maart 2027.",
            "De rol stopt op 12 maart 2027.",
            "Inloggen doet u hier:",
        ],
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dag allemaal!", "{naam} ontbreekt"),
        ("Dag {naam} en {buurman}!", "{buurman} kent het portaal hier niet. U kunt gebruiken: {naam}."),
        ("Dag {naam} {", "Er staat een losse"),
        ("Dag {naam}" + "!" * 2000, "2000"),
    ],
)
def test_a_sentence_that_cannot_be_filled_is_refused_with_what_to_do(text, said):
    form = typed(s1=text)
    assert not form.is_valid()
    assert said in str(form.errors["sentence-1"])
