from hypothesis import given
from hypothesis import strategies as st

from programmes.contributions.calculations import Run, find_passage, passages, side_by_side
from wijkportaal.foundation.richtext.calculations import clean, plain

WORDS = st.lists(st.sampled_from(["de", "brug", "komt", "later", "<b>vet</b>", "&amp;"]), max_size=8)
TEXTS = st.lists(WORDS.map(" ".join), max_size=5).map(
    lambda rows: clean("".join(f"<p>{row}</p>" for row in rows))
)


def test_passages_are_the_outermost_blocks():
    html = "<p>Een <strong>brug</strong></p><ul><li>rood<ul><li>licht</li></ul></li><li>wit</li></ul><h3>Kop</h3>"
    assert [passage.html for passage in passages(html)] == [
        "<p>Een <strong>brug</strong></p>",
        "<ul><li>rood<ul><li>licht</li></ul></li><li>wit</li></ul>",
        "<h3>Kop</h3>",
    ]
    assert passages("") == []


@given(TEXTS)
def test_passages_keep_the_whole_text(html):
    assert "".join(passage.html for passage in passages(html)) == html


def test_find_passage_looks_at_words_and_not_at_layout():
    before = passages("<p>De brug</p><p>De <em>brede</em>  Brug komt later.</p>")
    assert find_passage("brede brug komt", before) == 1
    assert find_passage("smalle brug", before) is None
    assert find_passage("  ", before) is None


def test_side_by_side_marks_the_words_that_differ():
    (same, changed) = side_by_side("<p>Gelijk.</p><p>in mei klaar</p>", "<p>Gelijk.</p><p>in juni klaar</p>")
    assert not same.differs
    assert changed.old == (Run("in ", False), Run("mei", True), Run(" klaar", False))
    assert changed.new == (Run("in ", False), Run("juni", True), Run(" klaar", False))


@given(TEXTS, TEXTS)
def test_side_by_side_loses_nothing(old, new):
    rows = side_by_side(old, new)
    for html, side in ((old, "old"), (new, "new")):
        shown = "".join(run.text for row in rows for run in getattr(row, side))
        assert "".join(shown.split()) == "".join(plain(html).split())
    assert all(not row.differs for row in side_by_side(old, old))
