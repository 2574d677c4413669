import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkportaal.foundation.richtext.calculations import (
    clean,
    paragraphs,
    plain,
    text_length,
    typed,
    word_count,
)

ATTACKS = [
    "<script>alert(1)</script>",
    "<p onclick=alert(1)>x</p>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt&colon;alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="//elders.example/x">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<p style="background:url(https://elders.example)">x</p>',
    "<style>@import url(https://elders.example)</style><p>x</p>",
    '<iframe src="https://elders.example"></iframe>',
    "<svg><script>alert(1)</script></svg>",
    '<math><mtext><table><mglyph><style><img src=x onerror="alert(1)">',
    '<form action="https://elders.example"><input></form>',
    '<p><link rel=stylesheet href="https://elders.example">x</p>',
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_clean_leaves_nothing_that_runs_or_loads(attack):
    cleaned = clean(f"<p>Begin</p>{attack}").lower()
    for part in ("<script", "javascript", "onerror", "onclick", "style", "data:", "src=", "elders", "file:"):
        assert part not in cleaned
    assert "begin" in cleaned


def test_clean_keeps_what_is_allowed():
    html = (
        "<h3>Groen</h3><p>Een <strong>vet</strong> en <em>schuin</em> woord<br>en een "
        '<a href="https://voorbeeld.example/a?b=1" rel="noopener nofollow">link</a></p>'
        "<ul><li><p>een</p></li></ul><ol><li>twee</li></ol><blockquote><p>Citaat</p></blockquote>"
    )
    assert clean(html) == html


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('<a href="http://voorbeeld.example">x</a>', 'href="https://voorbeeld.example"'),
        ('<a href="mailto:a@voorbeeld.example">x</a>', 'href="mailto:a@voorbeeld.example"'),
        ('<a href="tel:14058">x</a>', 'href="tel:14058"'),
    ],
)
def test_clean_keeps_links_that_people_need(written, kept):
    assert kept in clean(written)


def test_clean_translates_what_word_processors_write():
    assert clean("<div><b>Vet</b> <i>schuin</i></div><h1>Kop</h1><p> </p>") == (
        "<p><strong>Vet</strong> <em>schuin</em></p><h3>Kop</h3>"
    )


def test_clean_makes_paragraphs_of_typed_text():
    assert clean("Eerste regel\ntweede\r\n\r\n\nNieuw: a < b & c > d") == (
        "<p>Eerste regel<br>tweede</p><p>Nieuw: a &lt; b &amp; c &gt; d</p>"
    )


@pytest.mark.parametrize(
    "nothing", ["", "   \n", "<p></p>", "<p><br></p>", "<p>&nbsp;</p>", "<script></script>"]
)
def test_clean_of_nothing_is_nothing(nothing):
    assert clean(nothing) == ""


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (";<p>", "<p>;</p>"),
        ("<blockquote><p> </p></blockquote>", ""),
        ("<p>Wel</p><blockquote><p></p></blockquote>", "<p>Wel</p>"),
    ],
)
def test_what_is_left_when_the_empty_is_gone_is_cleaned_as_well(text, cleaned):
    assert clean(text) == clean(cleaned) == cleaned


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(text):
    once = clean(text)
    assert clean(once) == once


@given(st.text(alphabet="<>/abp &;\"'=hrefstrong\n", max_size=80))
def test_cleaning_twice_is_cleaning_once_for_almost_html(text):
    once = clean(text)
    assert clean(once) == once


@given(st.lists(st.text(alphabet=st.characters(categories=["L", "N", "P"]), min_size=1), min_size=1))
def test_typed_text_comes_back_as_it_was_typed(words):
    text = " ".join(words)
    assert typed(paragraphs(text)) == text


def test_typed_is_none_when_formatting_would_be_lost():
    assert typed("<p>Een</p><p>twee<br>drie</p>") == "Een\n\ntwee\ndrie"
    assert typed("<p>Een <strong>vet</strong> woord</p>") is None


def test_plain_text_reads_like_the_page():
    html = "<h3>Groen &amp; spelen</h3><p>Meer <em>bomen</em>.<br>Ja.</p><ul><li>een</li><li>twee</li></ul><p>Klaar</p>"
    assert plain(html) == "Groen & spelen\n\nMeer bomen.\nJa.\n\n- een\n- twee\n\nKlaar"


def test_words_and_characters_are_what_a_reader_sees():
    html = "<p>Foto's van 't Zand &amp; de Wâlden.</p><p>Zelf-beheer</p>"
    assert word_count(html) == 7
    assert text_length("<p>één</p><p>twee</p>") == len("één\n\ntwee")
