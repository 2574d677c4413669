from datetime import timedelta

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from participation.moderation.calculations import NEWCOMERS_WORDS, WORDS, fault_in_words, is_newcomer


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
