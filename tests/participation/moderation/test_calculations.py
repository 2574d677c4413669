from datetime import timedelta

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from participation.moderation.calculations import (
    NEWCOMERS_WORDS,
    WORDS,
    Limits,
    fault_in_words,
    has_watched_word,
    is_newcomer,
)


def test_who_is_new_this_week_or_was_never_shown_is_a_newcomer():
    now = timezone.now()
    old, young = now - timedelta(days=30), now - timedelta(days=2)
    assert [is_newcomer(day, shown, now=now) for day, shown in ((old, 1), (old, 0), (young, 9))] == [
        False,
        True,
        True,
    ]


def test_newcomers_write_shorter_and_without_links():
    link = "Kijk op https://winst.example of winst.nl"
    assert fault_in_words("woord " * NEWCOMERS_WORDS, newcomer=True) == ""
    assert "Maak hem korter" in fault_in_words("woord " * (NEWCOMERS_WORDS + 1), newcomer=True)
    assert "nog geen link" in fault_in_words(link, newcomer=True)
    assert fault_in_words(link, newcomer=False) == ""
    assert "hooguit 3 links" in fault_in_words("a.nl b.nl c.nl d.nl", newcomer=False)
    assert fault_in_words("1.250 euro, d.w.z. veel", newcomer=True) == ""


@given(st.text(max_size=3000))
def test_any_text_is_judged(text):
    assert (
        fault_in_words(text, newcomer=False) == "" or len(text.split()) > WORDS or "." in text or ":" in text
    )


def test_a_gemeente_has_limits_and_words_of_its_own():
    strict = Limits(words=20, links=0, newcomers_words=20, newcomers_links=0)
    assert "plek voor 20" in fault_in_words("woord " * 21, newcomer=False, limits=strict)
    assert "kan geen link staan" in fault_in_words("kijk op a.nl", newcomer=False, limits=strict)
    watched = ["idioot", "scheld*", "*", "a.b"]
    assert [
        has_watched_word(text, watched)
        for text in (
            "Wat een IDIOOT!",
            "Idiotie is iets anders",
            "scheldwoorden",
            "uitschelden",
            "aXb",
            "a.b?",
            "*",
        )
    ] == [True, False, True, False, False, True, False]
    assert not has_watched_word("alles mag", [])
