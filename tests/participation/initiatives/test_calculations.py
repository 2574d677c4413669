from hypothesis import given
from hypothesis import strategies as st

from participation.initiatives.calculations import summary_of


@given(st.text(max_size=3000))
def test_any_text_is_summed_up(text):
    assert len(summary_of(text)) <= 210
    assert "\n" not in summary_of(text)
