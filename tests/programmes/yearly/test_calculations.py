import pytest

from programmes.contributions.templatetags.contributions import pages_in_words
from programmes.yearly.calculations import printed_height, quarters_of_a_page


@pytest.mark.parametrize(
    ("html", "quarters"),
    [("", 0), ("<p></p>", 0), ("<p>Kort.</p>", 1), (f"<p>{'woord ' * 250}</p>", 3), ("<p>a</p>" * 60, 8)],
)
def test_a_text_takes_so_many_quarters_of_a_page(html, quarters):
    assert quarters_of_a_page(html) == quarters


def test_height_counts_lines_and_paragraphs():
    assert printed_height(["a" * 68, "", "<b>a</b>" * 69], line=5, after=2) == 5 + 2 + 2 * 5 + 2


@pytest.mark.parametrize(
    ("quarters", "said"),
    [(1, "¼ bladzijde"), (3, "¾ bladzijde"), (4, "1 bladzijde"), (5, "1¼ bladzijden"), (8, "2 bladzijden")],
)
def test_pages_are_said_in_quarters(quarters, said):
    assert pages_in_words(quarters) == said
